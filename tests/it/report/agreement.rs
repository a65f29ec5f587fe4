//! The terminal says the numbers of the report.

use serde_json::Value;

use super::drawing::time;
use super::{data, learner_of, rows};
use crate::support::TestRepo;

/// A title as it stands in a line of a terminal.
fn words(row: &Value) -> &str {
    row["title"].as_str().expect("a title")
}

/// Everything that a terminal says of a report; how many lines were compared.
fn terminal(repo: &TestRepo, arguments: &[&str]) -> usize {
    let json = data(repo, arguments);
    let printed = repo.roadmap(&[&["report"], arguments].concat()).success();
    // What does not fit a line goes on below, further in.
    let mut said = String::new();
    for line in printed.lines() {
        let goes_on = line.starts_with("          ") && !said.is_empty();
        said.push_str(if goes_on { " " } else { "\n" });
        said.push_str(if goes_on { line.trim_start() } else { line });
    }
    let one_of = |parts: &[&str]| {
        let has_all = |line: &&str| parts.iter().all(|part| line.contains(part));
        assert!(said.lines().any(|line| has_all(&line)), "no line has {parts:?} in\n{said}");
    };
    if !json["change"].is_null() {
        let moved = |key: &str| {
            format!(
                "{}% → {}%",
                json["change"][format!("{key}_before").as_str()],
                json["change"][key]
            )
        };
        one_of(&["Done", &moved("percent")]);
        one_of(&["Planned", &moved("planned_percent")]);
    }
    one_of(&["Study time", &time(&json["recorded"]["study_seconds"])]);
    one_of(&["Active days", &json["recorded"]["active_days"].to_string()]);
    let run = &json["overall"]["strict"];
    let current = if run["current"] == 0 { "none".to_owned() } else { run["current"].to_string() };
    let longest = if run["current"] == run["longest"] { "" } else { "longest" };
    one_of(&["Streak", &current, longest, &protected(&json["overall"])]);
    for row in rows(&json, "phases") {
        let tasks = &row["tasks"];
        let kept = tasks["done"].as_u64().expect("done") + tasks["open"].as_u64().expect("open");
        let count = format!("{}/{kept}", tasks["done"]);
        let behind = row["pace"]["days"].as_u64().filter(|days| *days > 0);
        let behind = behind.map(|days| days.to_string()).unwrap_or_default();
        let dropped = match tasks["dropped"].as_u64().expect("dropped") {
            0 => String::new(),
            dropped => format!("{dropped} dropped"),
        };
        one_of(&[row["id"].as_str().expect("an id"), words(row), &count, &behind, &dropped]);
    }
    for row in rows(&json, "finished") {
        let records = rows(row, "records").iter().filter(|record| record["verb"] == "done");
        let commits = records.map(|record| &record["commit"].as_str().expect("a commit")[..10]);
        let took = time(&row["study_seconds"]);
        let on = row["on"].as_str().expect("a day");
        one_of(&[&[on, words(row), &took][..], &commits.collect::<Vec<_>>()].concat());
    }
    for row in rows(&json, "habits") {
        let amount = row["amount"].to_string();
        let both = format!("met {}, missed {}", row["met"], row["missed"]);
        let longest = row["strict"]["longest"].to_string();
        let id = row["id"].as_str().expect("an id");
        one_of(&[id, &amount, &both, &longest, &protected(row)]);
    }
    things(&json, &one_of);
    said.lines().count() - 1
}

/// What is said of the protected streak, where it is the longer.
pub(super) fn protected(streaks: &Value) -> String {
    let [strict, protected] =
        ["strict", "protected"].map(|of| streaks[of]["current"].as_u64().expect("a run"));
    if protected > strict { format!("protected {protected} ") } else { String::new() }
}

/// Skills, what slipped, and what else time went into.
fn things(json: &Value, one_of: &dyn Fn(&[&str])) {
    let skills = || rows(json, "modules").iter().flat_map(|module| rows(module, "skills"));
    for row in skills().filter(|row| row["gained"] != 0) {
        let of = format!("{} of {}", row["done"], row["tasks"]);
        one_of(&[words(row), &format!("+{}", row["gained"]), &of]);
    }
    for row in rows(json, "slipped") {
        let late = match row["late_days"].as_i64().expect("days") {
            1 => "1 day late".to_owned(),
            days => format!("{days} days late"),
        };
        one_of(&[row["due"].as_str().expect("a day"), words(row), &late]);
    }
    for row in rows(json, "worked_on") {
        one_of(&[words(row), &time(&row["study_seconds"])]);
    }
}

#[test]
fn the_terminal_says_the_numbers_of_the_json() {
    let mut lines = 0;
    for (until, seed) in [("2025-08-20", 7), ("2026-01-24", 7), ("2026-03-02", 12)] {
        let mut repo = learner_of(until, seed);
        repo.set("COLUMNS", "120");
        for arguments in [&[][..], &["--week"], &["--month"], &["--phase", "1"]] {
            lines += terminal(&repo, arguments);
        }
    }
    assert!(lines > 150, "{lines}");
}
