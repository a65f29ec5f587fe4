//! A second, naive computation of the numbers, written from `docs/event-format.md` and
//! `docs/progress.md`, sharing no code with `src/`: day by day and event by event.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};
use serde_json::{Value, json};

use super::oracle::{Event, Reach};

/// The plan of every history: four tasks, a habit, a task of the past, rest on Sundays, and two
/// rules of evidence, which are left out where numbers are compared with those of the fold.
pub(super) const PLAN: &str = r#"schema = 1
title = "Fuzzed"
start = 2025-07-03
day-ends = "04:00"
week-starts = "monday"
rest-days = ["sunday"]

[[phase]]
id = "1"
title = "Phase"
window = "2025-07"

  [[phase.task]]
  id = "a"
  title = "Task a"

  [[phase.task]]
  id = "b"
  title = "Task b"

  [[phase.task]]
  id = "c"
  title = "Task c"

  [[phase.task]]
  id = "d"
  title = "Task d"

[[habit]]
id = "h"
title = "Habit"
every = "day"
target = 2

[[moved]]
from = "old"
to = ["a", "b"]

[[evidence]]
id = "files"
habit = "h"
path = "file-*"
unit = "distinct-file"

[[evidence]]
id = "work"
habit = "h"
message = "^Work$"
amount = 0.5
"#;

const TASKS: [&str; 4] = ["a", "b", "c", "d"];
const HABIT: &str = "h";
const HABIT_TARGET: i64 = 2_000;

/// The events of a clone, and the questions that the numbers answer.
pub(super) struct Fold<'a> {
    events: &'a BTreeMap<String, Event>,
    today: NaiveDate,
}

impl<'a> Fold<'a> {
    pub(super) fn new(reach: &'a Reach, today: NaiveDate) -> Self {
        Self { events: &reach.events, today }
    }

    fn is_undone(&self, id: &str) -> bool {
        let undoes = |(by, event): (&String, &Event)| {
            event.verb == "Undo" && event.names(id) && !self.is_undone(by)
        };
        self.events.iter().any(undoes)
    }

    fn is_reopened(&self, id: &str) -> bool {
        let reopens = |(by, event): (&String, &Event)| {
            event.verb == "Reopen" && event.names(id) && !self.is_undone(by)
        };
        self.events.iter().any(reopens)
    }

    /// What stands of a verb, with the ids.
    fn standing(&self, verb: &str) -> Vec<(&String, &Event)> {
        let stands = |(id, event): &(&String, &Event)| event.verb == verb && !self.is_undone(id);
        self.events.iter().filter(stands).collect()
    }

    fn completions(&self) -> Vec<&Event> {
        let done = self.standing("Done").into_iter();
        done.filter(|(id, _)| !self.is_reopened(id)).map(|(_, event)| event).collect()
    }

    /// What was done on some day, be it owed again or not.
    fn activity(&self) -> Vec<&Event> {
        let all = [self.standing("Done"), self.standing("Study")].concat().into_iter();
        all.map(|(_, event)| event).filter(|event| is_known(event)).collect()
    }

    /// `done DATE`, `dropped` or `open`.
    fn state(&self, task: &str) -> String {
        let done = self.completions().into_iter().filter(|event| credits(event, task));
        if let Some(day) = done.map(day).min() {
            return format!("done {day}");
        }
        let dropped = self.standing("Skip").iter().any(|(_, event)| credits(event, task));
        if dropped { "dropped".to_owned() } else { "open".to_owned() }
    }

    fn habit_amounts(&self) -> BTreeMap<NaiveDate, i64> {
        let mut amounts = BTreeMap::new();
        for event in self.completions().into_iter().filter(|event| event.target == HABIT) {
            *amounts.entry(day(event)).or_default() += event.amount();
        }
        amounts
    }

    /// The strict streak, by walking over the days.
    fn streak(&self, met: &BTreeSet<NaiveDate>) -> Value {
        let start: NaiveDate = "2025-07-03".parse().unwrap();
        let owed = |day: NaiveDate| day >= start && day.weekday() != Weekday::Sun;
        let mut day: NaiveDate = "2025-06-01".parse().unwrap();
        let (mut run, mut longest) = (0, 0);
        while day <= self.today {
            if met.contains(&day) {
                run += 1;
            } else if owed(day) && day != self.today {
                run = 0;
            }
            longest = longest.max(run);
            day = day.succ_opt().unwrap();
        }
        let at_risk = run > 0 && !met.contains(&self.today) && owed(self.today);
        json!({ "current_days": run, "longest_days": longest, "at_risk": at_risk })
    }

    fn people(&self) -> usize {
        let counts = |(id, event): &(&String, &Event)| {
            let cancels = event.verb == "Undo" || event.verb == "Reopen";
            !self.is_undone(id) && (cancels || is_known(event))
        };
        let counting = self.events.iter().filter(counts);
        counting.map(|(_, event)| &event.author).collect::<BTreeSet<_>>().len()
    }

    /// The part of `status --json` that can be said without knowing how roadmap works.
    pub(super) fn status(&self, reach: &Reach) -> Value {
        let states: Vec<String> = TASKS.iter().map(|task| self.state(task)).collect();
        let count = |word: &str| states.iter().filter(|state| state.starts_with(word)).count();
        let activity = self.activity();
        let seconds =
            |events: &[&Event]| -> i64 { events.iter().map(|event| event.study_seconds()).sum() };
        let today: Vec<&Event> =
            activity.iter().filter(|event| day(event) == self.today).copied().collect();
        let today_of = |verb: &str| today.iter().filter(|event| event.verb == verb).count();
        let open: Vec<&str> = TASKS.into_iter().filter(|task| self.state(task) == "open").collect();
        json!({
            "tasks": { "done": count("done"), "open": count("open"), "dropped": count("dropped") },
            "study_seconds": seconds(&activity),
            "streak": self.streak(&activity.iter().map(|event| day(event)).collect()),
            "today": {
                "completions": today_of("Done"),
                "completions_by_evidence": 0,
                "sessions": today_of("Study"),
                "study_seconds": seconds(&today),
            },
            "open": open,
            "habit": self.habit(),
            "people": self.people(),
            "unknown": self.unknown(),
            "unreadable": reach.odd_lines.len(),
        })
    }

    fn habit(&self) -> Value {
        let amounts = self.habit_amounts();
        let met = amounts.iter().filter(|(_, amount)| **amount >= HABIT_TARGET);
        json!({
            "today": amounts.get(&self.today).copied().unwrap_or_default(),
            "total": amounts.values().sum::<i64>(),
            "days": amounts.len(),
            "streak": self.streak(&met.map(|(day, _)| *day).collect()),
        })
    }

    fn unknown(&self) -> BTreeMap<&str, usize> {
        let mut unknown = BTreeMap::new();
        for (_, event) in ["Done", "Study", "Skip"].into_iter().flat_map(|verb| self.standing(verb))
        {
            if !is_known(event) {
                *unknown.entry(event.target.as_str()).or_default() += 1;
            }
        }
        unknown
    }

    /// Every task with its state, as `list --json` says it.
    pub(super) fn list(&self) -> BTreeMap<String, String> {
        TASKS.iter().map(|task| ((*task).to_owned(), self.state(task))).collect()
    }
}

/// The same part of what `status --json` has printed.
pub(super) fn status_of(printed: &str) -> Value {
    let printed: Value = serde_json::from_str(printed).unwrap();
    let data = &printed["data"];
    let habit = &data["habits"][0];
    let open = data["tasks"].as_array().unwrap().iter().map(|task| task["id"].clone());
    json!({
        "tasks": data["total"]["tasks"],
        "study_seconds": data["total"]["study_seconds"],
        "streak": data["streak"],
        "today": data["today"],
        "open": open.collect::<Value>(),
        "habit": {
            "today": thousandths(&habit["today"]),
            "total": thousandths(&habit["total"]),
            "days": habit["days"],
            "streak": habit["streak"],
        },
        "people": data["footnotes"]["people"],
        "unknown": data["footnotes"]["unknown"],
        "unreadable": data["footnotes"]["unreadable"],
    })
}

/// Every task with its state, from what `list --json` has printed.
pub(super) fn list_of(printed: &str) -> BTreeMap<String, String> {
    let printed: Value = serde_json::from_str(printed).unwrap();
    let tasks = printed["data"]["tasks"].as_array().unwrap().iter();
    let state = |task: &Value| match (task["state"].as_str(), task["on"].as_str()) {
        (Some("done"), Some(day)) => format!("done {day}"),
        (state, _) => state.unwrap().to_owned(),
    };
    tasks.map(|task| (task["id"].as_str().unwrap().to_owned(), state(task))).collect()
}

/// A printed amount, e.g. `2` or `0.5`, in thousandths.
fn thousandths(amount: &Value) -> i64 {
    let text = amount.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{part:0<3}").parse().unwrap()
}

fn day(event: &Event) -> NaiveDate {
    event.days().1
}

fn credits(event: &Event, task: &str) -> bool {
    event.target == task || (event.target == "old" && (task == "a" || task == "b"))
}

fn is_known(event: &Event) -> bool {
    event.target == "*" || event.target == HABIT || TASKS.iter().any(|task| credits(event, task))
}
