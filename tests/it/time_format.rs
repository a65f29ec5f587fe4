//! The worked examples of `docs/time.md`.

use chrono::NaiveDate;
use roadmap::civil::DayRange;
use roadmap::ledger::Event;
use roadmap::plan::Plan;
use roadmap::progress::{self, HabitProgress, Progress, Run, StreakUnit};

use crate::support::{event, moment, plan, project_file};

/// The keys of an example that stand at the top of the plan; the others are the habit's.
const TOP: [&str; 5] = ["start", "rest-days", "freezes-per-month", "week-starts", "day-ends"];

/// One block of the document.
struct Example {
    plan: Plan,
    events: Vec<Event>,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Example {
    fn parse(block: &str) -> Self {
        let (mut top, mut habit, mut phase) = (String::new(), String::new(), String::new());
        let mut events: Vec<Event> = Vec::new();
        let mut table: Vec<Vec<String>> = Vec::new();
        for line in block.lines() {
            let word = line.split(' ').next().unwrap_or_default();
            if line.contains('|') {
                table.push(line.split('|').map(|cell| cell.trim().to_owned()).collect());
            } else if ["done", "task", "skip", "line"].contains(&word) {
                events.extend(recorded(line, events.len()));
            } else if TOP.contains(&word) {
                top.push_str(&format!("{line}\n"));
            } else if word == "window" {
                phase.push_str(&format!("[[phase]]\nid = \"1\"\ntitle = \"P\"\n{line}\n"));
            } else {
                habit.push_str(&format!("{line}\n"));
            }
        }
        let other = "[[habit]]\nid = \"t\"\ntitle = \"T\"\nevery = \"day\"\n";
        let source = format!(
            "title = \"X\"\n{top}{phase}[[habit]]\nid = \"h\"\ntitle = \"H\"\n{habit}{other}"
        );
        let mut table = table.into_iter();
        Self {
            plan: plan(&source),
            events,
            columns: table.next().expect("a head"),
            rows: table.collect(),
        }
    }

    fn check(&self, block: &str) {
        for row in &self.rows {
            let as_of: NaiveDate = row[0].parse().expect("a day");
            let progress = progress::fold(&self.plan, &self.events, as_of);
            let got: Vec<String> =
                self.columns.iter().map(|column| number(column, &progress)).collect();
            assert_eq!(got, *row, "{}\n{block}", self.columns.join(" | "));
        }
    }
}

/// The events of one line: `done A..B Cx2`, `task A`, `skip A..B`, `skip * A`, `line TIME EVENT`.
fn recorded(line: &str, ordinal: usize) -> Vec<Event> {
    let noon = |day: NaiveDate| moment(&format!("{day}T12:00:00Z"));
    let (word, rest) = line.split_once(' ').expect("a word and what it is about");
    if word == "line" {
        let (at, said) = rest.split_once(' ').expect("a time and a line");
        let said = said.strip_prefix("Roadmap-").expect("a key");
        return vec![event(said, moment(at), ordinal)];
    }
    let (target, days) = match rest.strip_prefix("* ") {
        Some(days) => ("*", days),
        None => (if word == "task" { "t" } else { "h" }, rest),
    };
    let mut events = Vec::new();
    for item in days.split(' ') {
        let (days, times) = item.split_once('x').unwrap_or((item, "1"));
        let days: DayRange = days.parse().expect("days");
        if word == "skip" {
            let said = format!("Skip: {target} day={days}");
            events.push(event(&said, moment("2000-01-01T12:00:00Z"), ordinal + events.len()));
            continue;
        }
        for day in days.days() {
            let said = format!("Done: {target} day={day} x={times}");
            events.push(event(&said, noon(day), ordinal + events.len()));
        }
    }
    events
}

fn number(column: &str, progress: &Progress) -> String {
    let habit: &HabitProgress = &progress.habits[0];
    let overall = &progress.overall;
    let run = |run: Run| format!("{}/{}", run.current, run.longest);
    let breaks = |run: Run| run.days_until_break.map_or("-".to_owned(), |days| days.to_string());
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    match column {
        "as of" => progress.as_of.to_string(),
        "running" => yes(habit.is_running),
        "strict" => run(habit.strict),
        "strict breaks" => breaks(habit.strict),
        "protected" => run(habit.protected),
        "protected breaks" => breaks(habit.protected),
        "freezes" => format!("{}/{}", habit.freezes.spent, habit.freezes.left),
        "due" => yes(habit.due_today),
        "period" => habit.period.map_or("-".to_owned(), |period| {
            let left = period.days_left.map_or("-".to_owned(), |days| days.to_string());
            format!("{}/{} left {left}", period.used, period.quota)
        }),
        "unit" => match habit.unit {
            StreakUnit::Day => "day",
            StreakUnit::Week => "week",
            StreakUnit::Month => "month",
            StreakUnit::Mixed => "mixed",
        }
        .to_owned(),
        "score" => format!("{:.4}", habit.score.value()),
        "overall strict" => run(overall.strict),
        "overall strict breaks" => breaks(overall.strict),
        "overall protected" => run(overall.protected),
        "overall protected breaks" => breaks(overall.protected),
        "overall freezes" => format!("{}/{}", overall.freezes.spent, overall.freezes.left),
        other => panic!("no column `{other}`"),
    }
}

#[test]
fn every_worked_example_holds() {
    let document = project_file("docs/time.md");
    let blocks: Vec<&str> = document
        .split("```example\n")
        .skip(1)
        .map(|rest| rest.split("```").next().expect("a block"))
        .collect();
    assert!(blocks.len() >= 20, "{} examples", blocks.len());
    for block in blocks {
        Example::parse(block).check(block);
    }
}

#[test]
fn every_rule_has_its_number_and_they_follow_each_other() {
    let document = project_file("docs/time.md");
    let numbers: Vec<&str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("### T"))
        .map(|line| line.split('.').next().expect("a number"))
        .collect();
    let want: Vec<String> = (1..=23).map(|number| number.to_string()).collect();
    assert_eq!(numbers, want);
}
