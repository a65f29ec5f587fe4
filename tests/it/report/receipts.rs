//! Every number that `status`, `streak` and `report` print has a receipt, and each of these is
//! recomputed from git by a program of its own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{learner_of, rows};
use crate::history_generator::{SMALL, repository};
use crate::oracle::generated_learner;
use crate::receipt::{check, has_python};
use crate::support::TestRepo;

/// Numbers that have no receipt, since they follow from no record, each with the reason.
const WITHOUT: [(&str, &str); 2] = [
    ("/heatmap/levels/", "the bounds of the colours, fixed in docs/progress.md"),
    ("/session/", "a session that is running counts nowhere until it is recorded"),
];

/// Every number below a value, with its place.
fn numbers(value: &Value, place: &str) -> Vec<String> {
    match value {
        Value::Number(_) => vec![place.to_owned()],
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(at, item)| numbers(item, &format!("{place}/{at}")))
            .collect(),
        Value::Object(map) => {
            map.iter().flat_map(|(key, item)| numbers(item, &format!("{place}/{key}"))).collect()
        }
        _ => Vec::new(),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// What is printed on a day, and the receipts for it.
struct Account<'a> {
    repo: &'a TestRepo,
    /// What was printed.
    printed: Value,
    /// The day that it is about.
    at: String,
    /// The data of each receipt that was asked for.
    asked: BTreeMap<Vec<String>, Value>,
    /// The same as they were printed.
    receipts: String,
    /// The places of the numbers that were found in a receipt.
    found: BTreeSet<String>,
}

impl<'a> Account<'a> {
    fn of(repo: &'a TestRepo, command: &[&str]) -> Self {
        let said = repo.roadmap(&[command, &["--json"]].concat()).success();
        let printed = serde_json::from_str::<Value>(&said).expect("JSON")["data"].take();
        let at = text(&printed["as_of"]).to_owned();
        let (asked, receipts, found) = Default::default();
        Self { repo, printed, at, asked, receipts, found }
    }

    /// The data of a receipt.
    fn why(&mut self, question: &[&str]) -> Value {
        let key: Vec<String> = question.iter().map(|word| (*word).to_owned()).collect();
        if let Some(known) = self.asked.get(&key) {
            return known.clone();
        }
        let is_of_days = question.contains(&self.days().as_str());
        let at = ["--at", &self.at];
        // Days that are over are looked at from a later day, in a report as in its receipts.
        let at: &[&str] = if self.days_are_over() && is_of_days { &[] } else { &at };
        let command = [&["why"], question, &["--json"], at].concat();
        let said = self.repo.roadmap(&command).success();
        let data = serde_json::from_str::<Value>(&said).expect("JSON")["data"].take();
        self.receipts.push_str(&said);
        self.asked.insert(key, data.clone());
        data
    }

    /// Whether it is a report of days that are over.
    fn days_are_over(&self) -> bool {
        self.printed.get("days_over") == Some(&true.into())
    }

    /// The days of a report.
    fn days(&self) -> String {
        let days = self.at("/days");
        let of = |key: &str| days[key].as_str().unwrap_or_default().to_owned();
        format!("{}..{}", of("first"), of("last"))
    }

    fn at(&self, place: &str) -> Value {
        self.printed.pointer(place).cloned().unwrap_or(Value::Null)
    }

    /// The number at a place follows from a receipt as `number`.
    fn is(&mut self, place: &str, number: &Value) {
        assert_eq!(self.at(place), *number, "{place} on {}", self.at);
        self.found.insert(place.to_owned());
    }

    /// Every number below a place that `receipt` has at the same place is the same.
    fn agrees(&mut self, place: &str, receipt: &Value) {
        for below in numbers(&self.at(place), "") {
            if let Some(number) = receipt.pointer(&below) {
                self.is(&format!("{place}{below}"), number);
            }
        }
    }

    /// The places below a list.
    fn each(&self, place: &str) -> Vec<(String, Value)> {
        let rows = self.at(place);
        let rows = rows.as_array().cloned().unwrap_or_default().into_iter().enumerate();
        rows.map(|(at, row)| (format!("{place}/{at}"), row)).collect()
    }

    /// What `status` prints, and of it what `streak` and `report` print too.
    fn general(&mut self) {
        for (place, question) in [
            ("/calendar", "calendar"),
            ("/overall", "streak"),
            ("/study", "time"),
            ("/today", "day"),
        ] {
            if !self.at(place).is_null() {
                let receipt = self.why(&[question]);
                self.agrees(place, &receipt["numbers"]);
            }
        }
        let mut record = self.why(&["record"]);
        // Later days are none of a report's, so that it can be made again.
        if self.printed.get("burn_up").is_some() {
            record["numbers"]["future"] = 0.into();
        }
        self.agrees("/footnotes", &record["numbers"]);
        if self.printed.get("forecast").is_some() {
            let receipt = self.why(&["forecast"]);
            self.agrees("/forecast", &receipt["numbers"]["forecast"]);
            // What a forecast takes is said beside what there is.
            for (key, least) in [("owed_days_needed", 10), ("tasks_needed", 3)] {
                if self.printed["forecast"].get(key).is_some() {
                    self.is(&format!("/forecast/{key}"), &least.into());
                }
            }
        }
        if self.printed.get("streak").is_some() {
            let strict = self.why(&["streak"])["numbers"]["strict"].clone();
            self.is("/streak/current_days", &strict["current"]);
            self.is("/streak/longest_days", &strict["longest"]);
        }
        for (place, row) in self.each("/phases") {
            let receipt = self.why(&["phase", text(&row["id"])]);
            self.agrees(&place, &receipt["numbers"]);
        }
        for list in ["/tasks", "/left_over", "/slipped"] {
            for (place, row) in self.each(list) {
                let receipt = self.why(&["task", text(&row["id"])]);
                self.agrees(&place, &receipt["numbers"]);
                if !(list == "/slipped" && self.days_are_over()) {
                    self.agrees(&place, &receipt["numbers"]["to_be_done"]);
                }
            }
        }
    }

    /// What slipped in days that are over, some of it on the last of them.
    fn slipped(&mut self, days: &str) {
        let mut known = Vec::new();
        for (_, phase) in self.each("/phases") {
            let receipt = self.why(&["phase", text(&phase["id"]), "--days", days]);
            known.extend(rows(&receipt["numbers"], "slipped").clone());
        }
        let slipped = self.each("/slipped");
        assert_eq!(slipped.len(), known.len(), "{slipped:?}");
        for ((place, _), receipt) in slipped.iter().zip(&known) {
            self.agrees(place, receipt);
        }
    }

    fn habits(&mut self, days: &[&str]) {
        for (place, row) in self.each("/habits") {
            let receipt = self.why(&[&["habit", text(&row["id"])], days].concat());
            self.agrees(&place, &receipt["numbers"]);
        }
    }

    /// What only `report` prints.
    fn report(&mut self) {
        let days = self.days();
        let phase = self.at("/phase");
        let limit: Vec<&str> = phase.as_str().map_or(Vec::new(), |phase| vec!["--phase", phase]);
        let of_days = [&["--days", &days], limit.as_slice()].concat();
        let total = match phase.as_str() {
            Some(phase) => self.why(&["phase", phase]),
            None => self.why(&["total"]),
        };
        self.agrees("/total", &total["numbers"]);
        let curve = self.why(&[&["curve"], of_days.as_slice()].concat());
        self.agrees("/change", &curve["numbers"]["change"]);
        self.agrees("/burn_up", &curve["numbers"]["burn_up"]);
        let then = self.why(&[&["day", &days], limit.as_slice()].concat());
        self.agrees("/recorded", &then["numbers"]);
        self.agrees("/activity", &then["numbers"]["activity"]);
        for (place, row) in self.each("/worked_on") {
            let mut times = rows(&then["numbers"], "time_of").iter();
            let time = times.find(|time| time["id"] == row["id"]).expect("its time");
            self.is(&format!("{place}/study_seconds"), &time["study_seconds"]);
        }
        let record = self.why(&[&["record"], of_days.as_slice()].concat());
        self.agrees("/integrity", &record["numbers"]["integrity"]);
        self.is("/events", &record["numbers"]["events"]);
        self.habits(&["--days", &days]);
        if self.days_are_over() {
            self.slipped(&days);
        }
        self.finished();
        self.skills(&days);
        self.heatmap();
    }

    /// Finished tasks with the time of each record.
    fn finished(&mut self) {
        for (place, row) in self.each("/finished") {
            let receipt = self.why(&["task", text(&row["id"])]);
            assert_eq!(receipt["numbers"]["on"], row["on"], "{place}");
            self.agrees(&place, &receipt["numbers"]);
            for (place, record) in self.each(&format!("{place}/records")) {
                let mut events = rows(&receipt, "events").iter();
                let event = events.find(|event| event["id"] == record["event"]).expect("its event");
                assert_eq!(event["commit"], record["commit"], "{place}");
                self.agrees(&place, event);
            }
        }
    }

    fn skills(&mut self, days: &str) {
        for (module, _) in self.each("/modules") {
            for (place, row) in self.each(&format!("{module}/skills")) {
                let receipt = self.why(&["skill", text(&row["id"]), "--days", days]);
                let numbers = &receipt["numbers"];
                let of = |key: &str| numbers["tasks"][key].as_u64().expect("a number");
                self.is(&format!("{place}/done"), &of("done").into());
                self.is(&format!("{place}/tasks"), &(of("done") + of("open")).into());
                // A report of one phase counts only what was finished in it.
                if self.at("/phase").is_null() {
                    self.is(&format!("{place}/gained"), &numbers["gained"]);
                } else {
                    let mut finished = self.each("/finished");
                    finished.retain(|(_, task)| rows(task, "skills").contains(&row["id"]));
                    self.is(&format!("{place}/gained"), &finished.len().into());
                }
            }
        }
    }

    /// A square is the completions and sessions of its day; its level follows by the bounds.
    fn heatmap(&mut self) {
        let period = self.at("/heatmap/period");
        let days = format!("{}..{}", text(&period["first"]), text(&period["last"]));
        let receipt = self.why(&["day", &days]);
        let activity = rows(&receipt["numbers"], "activity");
        let count = |row: &Value, key: &str| row[key].as_u64().expect("a number");
        for (place, square) in self.each("/heatmap/days") {
            let row = activity.iter().find(|row| row["day"] == square["day"]);
            let value = row.map_or(0, |row| count(row, "completions") + count(row, "sessions"));
            self.is(&format!("{place}/value"), &value.into());
            let levels = self.at("/heatmap/levels");
            let levels = levels.as_array().expect("levels").iter();
            let reached = levels.filter(|level| count(level, "from") <= value).count();
            self.is(&format!("{place}/level"), &reached.into());
        }
    }

    /// How many numbers were found in how many receipts, none of which git contradicts.
    fn close(self) -> (usize, usize) {
        let is_without = |place: &String| WITHOUT.iter().any(|(start, _)| place.starts_with(start));
        let printed = numbers(&self.printed, "");
        let missing: Vec<&String> = printed
            .iter()
            .filter(|place| !self.found.contains(*place) && !is_without(place))
            .collect();
        assert!(missing.is_empty(), "no receipt has {missing:?}");
        if has_python() {
            let (agrees, said) = check(self.repo.path(), &self.receipts);
            assert!(agrees, "on {}: {said}", self.at);
        }
        (self.found.len(), self.asked.len())
    }
}

/// The sums of several accounts.
fn add((numbers, receipts): (usize, usize), sum: &mut (usize, usize)) {
    *sum = (sum.0 + numbers, sum.1 + receipts);
}

/// Asks why for everything that is printed about a repository.
fn everything(repo: &TestRepo, reports: &[&[&str]], sum: &mut (usize, usize)) {
    let mut status = Account::of(repo, &["status"]);
    status.general();
    let total = status.why(&["total"]);
    status.agrees("/total", &total["numbers"]);
    status.habits(&[]);
    add(status.close(), sum);
    let mut streak = Account::of(repo, &["streak"]);
    streak.general();
    streak.habits(&[]);
    add(streak.close(), sum);
    for arguments in reports {
        let mut report = Account::of(repo, &[&["report"], *arguments].concat());
        report.general();
        report.report();
        add(report.close(), sum);
    }
}

#[test]
fn every_number_of_a_learner_has_a_receipt_that_git_confirms() {
    let mut sum = (0, 0);
    let reports: [&[&str]; 4] =
        [&[], &["--week"], &["--phase", "1"], &["--days", "2025-08-10..2025-09-20"]];
    everything(&learner_of("2026-01-24", 7), &reports, &mut sum);
    everything(&learner_of("2025-11-16", 4), &[&["--month"]], &mut sum);
    eprintln!("{} numbers of a learner stand in {} receipts", sum.0, sum.1);
    assert!(sum.0 > 5_000, "{sum:?}");
}

/// A plan with everything that numbers depend on.
const EVERYTHING: &str = r#"title = "T"
start = 2025-05-05
deadline = 2025-09-10
day-ends = "03:30"
week-starts = "sunday"
rest-days = ["sunday"]
freezes-per-month = 1
[[phase]]
id = "one"
title = "One"
window = "2025-05-01..2025-06-15"
[[phase.task]]
id = "a"
title = "A"
estimate = "5h"
skills = ["x"]
[[phase.task]]
id = "b"
title = "B"
estimate = "1h30m"
skills = ["x", "y"]
[[phase.task]]
id = "c"
title = "C"
estimate = "40m"
skills = ["y"]
[[phase]]
id = "two"
title = "Two"
window = "2025-06-10..2025-08-31"
[[phase.task]]
id = "d"
title = "D"
estimate = "2h"
needs = ["c"]
skills = ["x"]
[[phase.task]]
id = "e"
title = "E"
estimate = "3h"
[[phase.task]]
id = "f"
title = "F"
estimate = "8h"
skills = ["z"]
[[phase.task]]
id = "g"
title = "G"
estimate = "20m"
[[habit]]
id = "daily"
title = "Daily"
every = "day"
target = 2.5
stretch = 4
unit = "km"
change = [{ from = 2025-06-01, every = "3/week", target = 1 }, { from = 2025-07-01, every = "2 in 5 days" }]
[[habit]]
id = "weekly"
title = "Weekly"
every = "4/week"
phase = "two"
[[habit]]
id = "monthly"
title = "Monthly"
every = "8/month"
until = 2025-07-05
[[habit]]
id = "solved"
title = "Solved"
every = "mon,wed,fri"
[[module]]
id = "m"
title = "M"
skill = [{ id = "x", title = "X" }, { id = "y", title = "Y" }, { id = "z", title = "Z" }]
[[moved]]
from = "old"
to = ["b", "daily"]
[[evidence]]
id = "files"
habit = "solved"
path = "solved/*"
unit = "distinct-file"
[history]
authors = ["lin@example.org"]
"#;

/// Two months of somebody who records in every way.
fn expressive() -> TestRepo {
    let mut repo = TestRepo::with_plan(EVERYTHING);
    std::fs::create_dir(repo.path().join("solved")).expect("a directory");
    repo.write(".mailmap", "Lin <lin@example.org> <lin@elsewhere.example>\n");
    let tasks = [(6, "a"), (13, "old"), (20, "c"), (22, "d"), (47, "e"), (61, "g")];
    let first = chrono::NaiveDate::from_ymd_opt(2025, 5, 3).expect("a date");
    for day in 0..70 {
        let date = first + chrono::Days::new(day);
        repo.at(&format!("{date}T{:02}:10:00+08:00", (day * 7) % 24));
        let mut lines = Vec::new();
        if day % 3 != 1 {
            lines.push(format!("Done: daily x={}.5 day={date}", day % 4));
        }
        if day % 4 == 0 {
            lines.push("Study: * took=1h30m".to_owned());
            lines.push(format!("Done: weekly took=25m day={date}"));
        }
        if day % 5 == 0 {
            lines.push("Done: monthly".to_owned());
        }
        lines.extend(
            tasks
                .iter()
                .filter(|task| task.0 == day)
                .map(|task| format!("Done: {} took=2h day={date} id=task-{day}", task.1)),
        );
        match day {
            23 => lines.push("Attest: a of=task-6 verdict=accepted why=\"fine work\"".to_owned()),
            25 => lines.push("Undo: d of=task-22 id=undo-25".to_owned()),
            27 => lines.push("Undo: d of=undo-25".to_owned()),
            30 => lines.push("Skip: * day=2025-06-03..2025-06-06".to_owned()),
            40 => lines.push("Skip: weekly day=2025-06-13".to_owned()),
            44 => lines.push("Skip: f".to_owned()),
            50 => lines.push("Reopen: a of=task-6".to_owned()),
            55 => lines.extend((1..7).map(|day| format!("Done: daily day=2025-06-{day:02}"))),
            _ => {}
        }
        if day % 6 == 2 {
            repo.write(&format!("solved/{day}.py"), "print()\n");
            repo.git(&["add", "-A"]);
        }
        let author = match day % 9 {
            4 => "Lin <lin@elsewhere.example>",
            7 => "Mei <mei@example.org>",
            _ => "Lin <lin@example.org>",
        };
        let message =
            lines.iter().map(|line| format!("Roadmap-{line}\n")).collect::<Vec<_>>().concat();
        let message = format!("Study\n\n{message}");
        repo.git(&["commit", "-q", "--allow-empty", "--author", author, "-m", &message]);
    }
    repo
}

#[test]
fn everything_that_a_plan_can_express_is_recomputed_from_git() {
    let mut sum = (0, 0);
    let repo = expressive();
    let reports: [&[&str]; 4] =
        [&[], &["--week"], &["--phase", "one"], &["--days", "2025-05-20..2025-06-20"]];
    everything(&repo, &reports, &mut sum);
    let forecast = Account::of(&repo, &["forecast"]);
    assert_eq!(forecast.printed["forecast"]["state"], "known", "{}", forecast.printed);
    assert!(sum.0 > 1_500, "{sum:?}");
}

/// A change of a receipt's data that makes it wrong.
type Lie = fn(&mut Value);

#[test]
fn a_receipt_of_a_plan_that_is_wrong_is_found_out() {
    if !has_python() {
        return;
    }
    let repo = expressive();
    let lies: [(&[&str], Lie); 16] = [
        (&["forecast"], |data| data["numbers"]["forecast"]["goal"]["p80"] = "2026-01-01".into()),
        (&["forecast"], |data| data["numbers"]["forecast"]["in_time_percent"] = 77.into()),
        (&["forecast"], |data| data["numbers"]["forecast"]["phases"][0]["late_days"] = 77.into()),
        (&["forecast"], |data| data["drawn_from"]["seed"] = 77.into()),
        (&["forecast"], |data| {
            data["drawn_from"]["owed_record"][4]["finished_weight"] = 77.into();
        }),
        (&["skill", "x"], |data| data["numbers"]["level"] = 77.into()),
        (&["skill", "x"], |data| data["numbers"]["last_practised"] = "2025-05-01".into()),
        (&["skill", "m"], |data| data["numbers"]["gained"] = 77.into()),
        (&["curve"], |data| data["numbers"]["change"]["percent"] = 77.into()),
        (&["curve"], |data| data["numbers"]["burn_up"][30]["planned_percent"] = 77.into()),
        (&["phase", "one"], |data| drop(data["numbers"]["slipped"].as_array_mut().map(Vec::pop))),
        (&["task", "f"], |data| data["numbers"]["study_seconds"] = 77.into()),
        (&["task", "f"], |data| data["numbers"]["rests_on_evidence"] = true.into()),
        (&["time"], |data| data["numbers"]["week"]["first"] = "2025-05-01".into()),
        (&["record"], |data| data["numbers"]["integrity"]["late"] = 77.into()),
        (&["calendar"], |data| data["numbers"]["days_left"] = 77.into()),
    ];
    for (question, tell) in lies {
        let said = repo.roadmap(&[&["why"], question, &["--json"]].concat()).success();
        let (agrees, why) = check(repo.path(), &said);
        assert!(agrees, "{question:?}: {why}");
        let mut wrong: Value = serde_json::from_str(&said).expect("JSON");
        tell(&mut wrong["data"]);
        let right: Value = serde_json::from_str(&said).expect("JSON");
        assert!(wrong != right, "{question:?}: that is no lie");
        let (agrees, said) = check(repo.path(), &wrong.to_string());
        assert!(!agrees && !said.is_empty(), "{question:?} was believed");
    }
}

#[test]
fn every_number_of_generated_learners_has_a_receipt_that_git_confirms() {
    let mut sum = (0, 0);
    for seed in 0..3 {
        everything(&generated_learner(seed), &[&[], &["--month"], &["--phase", "p1"]], &mut sum);
    }
    everything(&repository(SMALL).0, &[&["--week"]], &mut sum);
    eprintln!("{} numbers of generated learners stand in {} receipts", sum.0, sum.1);
    assert!(sum.0 > 5_000, "{sum:?}");
}

#[test]
fn days_and_a_phase_are_refused_where_a_number_has_none() {
    let repo = learner_of("2025-08-01", 1);
    for (question, said) in [
        (&["streak", "--days", "2025-07-14"][..], "this number is not of some days"),
        (&["total", "--phase", "1"], "this number is not of one phase"),
        (&["day", "2025-07-14", "--days", "2025-07-15"], "the days are named twice"),
        (&["skill"], "which skill?"),
    ] {
        let refused = repo.roadmap(&[&["why"], question].concat());
        assert_eq!(refused.code, 1, "{question:?}: {}", refused.transcript());
        assert!(refused.err.contains(said), "{question:?}: {}", refused.err);
        assert!(refused.err.contains("hint: "), "{question:?}: {}", refused.err);
    }
    let by_option = repo.roadmap(&["why", "day", "--days", "2025-07-14..2025-07-20"]).success();
    assert_eq!(by_option, repo.roadmap(&["why", "day", "2025-07-14..2025-07-20"]).success());
}
