//! The terminal, and the receipts of `why`, say the numbers of the report.

use serde_json::Value;

use super::drawing::time;
use super::{data, learner_of, rows};
use crate::oracle::generated_learner;
use crate::support::TestRepo;

/// The numbers of a receipt.
fn why(repo: &TestRepo, question: &[&str]) -> Value {
    let text = repo.roadmap(&[&["why"], question, &["--json"]].concat()).success();
    serde_json::from_str::<Value>(&text).expect("JSON")["data"]["numbers"].take()
}

/// Every key of a receipt's numbers has to say the same in the report.
#[track_caller]
fn agrees(report: &Value, receipt: &Value, what: &str) -> usize {
    let numbers = receipt.as_object().expect("numbers");
    for (key, number) in numbers {
        assert_eq!(report[key], *number, "{what}: {key}");
    }
    numbers.len()
}

/// Asks why for what a report says on its days; how many numbers that were.
fn receipts(repo: &TestRepo, arguments: &[&str]) -> usize {
    let report = data(repo, arguments);
    let id = |row: &Value| row["id"].as_str().expect("an id").to_owned();
    let day = |row: &Value, key: &str| row[key].as_str().expect("a day").to_owned();
    let mut count = agrees(&report["total"], &why(repo, &["total"]), "total");
    count += agrees(&report["overall"], &why(repo, &["streak"]), "streak");
    for row in rows(&report, "phases") {
        count += agrees(row, &why(repo, &["phase", &id(row)]), "phase");
    }
    for row in rows(&report, "habits") {
        count += agrees(row, &why(repo, &["streak", &id(row)]), "habit");
    }
    let days = format!("{}..{}", day(&report["days"], "first"), day(&report["days"], "last"));
    count += agrees(&report["recorded"], &why(repo, &["day", &days]), "recorded");
    for row in rows(&report, "activity").iter().step_by(7) {
        let numbers = why(repo, &["day", &day(row, "day")]);
        for key in ["completions", "sessions", "study_seconds"] {
            assert_eq!(row[key], numbers[key], "{row}");
        }
        let map = rows(&report["heatmap"], "days").iter();
        let square = map.clone().find(|square| square["day"] == row["day"]);
        let all = row["completions"].as_u64().expect("a number")
            + row["sessions"].as_u64().expect("a number");
        // A day before the plan, or after its year, is on no square.
        assert!(square.is_none_or(|square| square["value"] == all), "{row} {square:?}");
        count += 4;
    }
    for row in rows(&report, "finished").iter().step_by(3) {
        let numbers = why(repo, &["task", &id(row)]);
        assert_eq!(
            (&numbers["state"], &numbers["on"], &numbers["study_seconds"]),
            (&"done".into(), &row["on"], &row["study_seconds"]),
            "{row}"
        );
        count += 3;
    }
    for row in rows(&report, "slipped").iter().step_by(3) {
        let numbers = why(repo, &["task", &id(row)]);
        assert_eq!(
            (&numbers["state"], &numbers["study_seconds"]),
            (&"open".into(), &row["study_seconds"])
        );
        count += 2;
    }
    // The curve leaves out what is dropped now, a receipt of that day what was dropped then.
    let is_dropped = report["total"]["tasks"]["dropped"] != 0;
    if is_undone(repo) || is_dropped {
        return count;
    }
    for row in rows(&report, "burn_up").iter().filter(|row| !row["percent"].is_null()).step_by(31) {
        let numbers = why(repo, &["total", "--at", &day(row, "day")]);
        assert_eq!(numbers["planned_percent"], row["planned_percent"], "{row}");
        assert_eq!(numbers["percent"], row["percent"], "{row}");
        count += 2;
    }
    count
}

/// Whether anything was taken back, so that a day looked at later is not what it was.
fn is_undone(repo: &TestRepo) -> bool {
    let log = repo.roadmap(&["log", "--all", "--json"]).success();
    ["\"undo\"", "\"reopen\"", "\"skip\""].iter().any(|verb| log.contains(verb))
}

#[test]
fn every_number_of_a_report_has_its_receipt() {
    let mut count = receipts(&learner_of("2026-01-24", 7), &[]);
    count += receipts(&learner_of("2025-11-16", 4), &[]);
    for seed in 0..3 {
        count += receipts(&generated_learner(seed), &[]);
    }
    eprintln!("{count} numbers of reports are those of why");
    assert!(count > 500, "{count}");
}

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
    let run = &json["overall"]["protected"];
    let current = if run["current"] == 0 { "none".to_owned() } else { run["current"].to_string() };
    one_of(&["Streak", &current, if run["current"] == run["longest"] { "" } else { "longest" }]);
    for row in rows(&json, "phases") {
        let tasks = &row["tasks"];
        let kept = tasks["done"].as_u64().expect("done") + tasks["open"].as_u64().expect("open");
        let count = format!("{}/{kept}", tasks["done"]);
        let behind = row["pace"]["days"].as_u64().filter(|days| *days > 0);
        let behind = behind.map(|days| days.to_string()).unwrap_or_default();
        one_of(&[row["id"].as_str().expect("an id"), words(row), &count, &behind]);
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
        let run = &row["protected"];
        let longest = run["longest"].to_string();
        one_of(&[row["id"].as_str().expect("an id"), &amount, &both, &longest]);
    }
    things(&json, &one_of);
    said.lines().count() - 1
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
