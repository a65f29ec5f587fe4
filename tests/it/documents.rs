//! Exported documents, read by the programs that they are for: Mermaid, a calendar, a
//! spreadsheet, a database.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::oracle::generated_learner;
use crate::support::TestRepo;

/// A plan whose titles try to break out of every format.
const HOSTILE: &str = r#"title = "end; section X: %% \"] `x` <b>#35;"
start = 2025-07-31
rest-days = ["sunday"]
[[phase]]
id = "1"
title = "title: click; DROP, \\n END:VEVENT"
window = "2025-08"
task = [
  { id = "a", title = "=HYPERLINK(\"http://x\")", skills = ["s"], links = ["https://a.example/?a=1;b"] },
  { id = "b", title = "section: done, crit, 2025-01-01", skills = ["s"] },
  { id = "c", title = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十，END:VCALENDAR" },
]
[[module]]
id = "m"
title = "mindmap\") root((x"
skill = [{ id = "s", title = "::icon(fa) \"x\"]" }, { id = "t", title = "(((" }]
[[habit]]
id = "w"
title = "W; x, y"
every = "mon,wed"
change = [{ from = 2025-08-20, every = "3/week" }, { from = 2025-09-10, every = "2/month" }, { from = 2025-10-01, every = "2 days" }]
"#;

/// The repositories to export.
fn repositories() -> Vec<TestRepo> {
    let hostile = TestRepo::with_plan(HOSTILE);
    hostile.roadmap(&["done", "a", "-m", "note \"quoted\", =1+1"]).success();
    let built_in = TestRepo::initialised();
    built_in.roadmap(&["done", "leetcode", "--took", "30m"]).success();
    vec![hostile, built_in, generated_learner(1)]
}

fn exported(repo: &TestRepo, format: &str) -> String {
    repo.roadmap(&["export", "--format", format]).success()
}

/// What a program prints that is given some text; `None`, with a line that says so, where it or
/// a package that it needs is missing.
fn told(mut command: Command, probe: Option<&[&str]>, what: &str, text: &str) -> Option<String> {
    if let Some(probe) = probe {
        let mut trial = Command::new(command.get_program());
        trial.args(probe).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(place) = command.get_current_dir() {
            trial.current_dir(place);
        }
        if !trial.status().is_ok_and(|status| status.success()) {
            let is_required = std::env::var_os("ROADMAP_EXTERNAL").is_some();
            assert!(!is_required, "{what} is missing: tests/external/prepare installs it");
            eprintln!("skipped: there is no {what} to read exports with");
            return None;
        }
    }
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.expect("a program");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("a reader");
    let output = child.wait_with_output().expect("an end");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{what}: {said}\n{text}");
    Some(said)
}

/// What Python says, where it has the package.
pub(crate) fn python(package: &str, script: &str, text: &str) -> Option<String> {
    let program = std::env::var("ROADMAP_PYTHON").unwrap_or("python3".to_owned());
    let mut command = Command::new(program);
    command.args(["-c", script]);
    told(command, Some(&["-c", &format!("import {package}")]), package, text)
}

#[test]
fn mermaid_parses_gantt_and_mindmap() {
    let parser = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/export/mermaid.mjs");
    let place = std::env::var("ROADMAP_NODE").unwrap_or(".".to_owned());
    for repo in repositories() {
        for format in ["gantt", "mindmap"] {
            let mut command = Command::new("node");
            command.arg(parser).current_dir(&place);
            let probe = ["-e", "require.resolve('mermaid'); require.resolve('jsdom')"];
            let text = exported(&repo, format);
            let Some(said) = told(command, Some(&probe), "npm package mermaid", &text) else {
                return;
            };
            assert_eq!(said.trim(), format);
        }
    }
}

const CALENDAR: &str = r#"
import icalendar, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
for part in calendar.walk():
    if part.name in ("VEVENT", "VTODO"):
        assert not part.errors, part.errors
        rule = part.get("RRULE")
        start = part.get("DTSTART") or part.get("DUE")
        print(part.name, part["UID"], start and start.dt, rule.to_ical().decode() if rule else "-", part["SUMMARY"], sep="|")
"#;

#[test]
fn a_calendar_has_every_phase_task_and_habit() {
    let mut plans = std::collections::BTreeSet::new();
    for repo in repositories() {
        let text = exported(&repo, "ics");
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
        let Some(said) = python("icalendar", CALENDAR, &text) else { return };
        let list: Value =
            serde_json::from_str(&repo.roadmap(&["list", "--json"]).success()).unwrap();
        let tasks = list["data"]["tasks"].as_array().unwrap();
        // Entries of plans with other titles do not take each other's place in one calendar.
        let of_plan = said.split_once('@').and_then(|(_, rest)| rest.split_once('|')).unwrap().0;
        assert_eq!(of_plan.len(), "0123456789ab.roadmap".len(), "{of_plan}");
        assert!(plans.insert(of_plan.to_owned()), "{of_plan}");
        assert_eq!(said.lines().filter(|line| line.starts_with("VTODO")).count(), tasks.len());
        for task in tasks {
            let id = format!("|task-{}@{of_plan}|", task["id"].as_str().unwrap());
            let line = said.lines().find(|line| line.contains(&id)).unwrap();
            let words = |text: &str| text.split_whitespace().collect::<String>();
            assert!(words(line).ends_with(&words(task["title"].as_str().unwrap())), "{line}");
        }
    }
    let hostile = repositories().remove(0);
    let Some(said) = python("icalendar", CALENDAR, &exported(&hostile, "ics")) else { return };
    let habit = |line: &str| {
        let (number, rest) = line.strip_prefix("VEVENT|habit-w-")?.split_once('@')?;
        Some(format!("{number}|{}", rest.split_once('|')?.1))
    };
    let rules: Vec<String> = said.lines().filter_map(habit).collect();
    assert_eq!(
        rules,
        [
            "0|2025-08-04|FREQ=WEEKLY;UNTIL=20250819;BYDAY=MO,WE|W; x, y (mon,wed · 1)",
            "1|2025-08-20|FREQ=WEEKLY;UNTIL=20250909|W; x, y (3/week · 1)",
            "2|2025-09-10|FREQ=MONTHLY;UNTIL=20250930|W; x, y (2/month · 1)",
            "3|2025-10-01|FREQ=DAILY;INTERVAL=2|W; x, y (2 days · 1)",
        ]
    );
}

const ROWS: &str = r#"
import csv, json, sys
text = sys.stdin.buffer.read().decode("utf-8")
assert text.endswith("\r\n")
print(json.dumps(list(csv.DictReader(text.splitlines(keepends=True), strict=True))))
"#;

#[test]
fn a_spreadsheet_has_the_tasks_that_json_has() {
    for repo in repositories() {
        let Some(rows) = python("csv", ROWS, &exported(&repo, "csv")) else { return };
        let rows: Value = serde_json::from_str(&rows).unwrap();
        let list: Value =
            serde_json::from_str(&repo.roadmap(&["list", "--json"]).success()).unwrap();
        let tasks = list["data"]["tasks"].as_array().unwrap();
        assert_eq!(rows.as_array().unwrap().len(), tasks.len());
        for (row, task) in rows.as_array().unwrap().iter().zip(tasks) {
            assert_eq!(row["task"], task["id"]);
            assert_eq!(row["state"], task["state"]);
            let minutes = (task["study_seconds"].as_u64().unwrap() / 60).to_string();
            assert_eq!(row["study_minutes"], minutes);
            for cell in row.as_object().unwrap().values().filter_map(Value::as_str) {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell} is a formula");
            }
        }
    }
}

#[test]
fn the_lines_of_events_are_those_of_the_log() {
    for repo in repositories() {
        let text = exported(&repo, "ndjson");
        let log = repo.roadmap(&["log", "--all", "--json"]).success();
        let log: Value = serde_json::from_str(&log).unwrap();
        let events = log["data"]["events"].as_array().unwrap();
        assert_eq!(text.lines().count(), events.len());
        for (line, event) in text.lines().zip(events) {
            let line: Value = serde_json::from_str(line).unwrap();
            for (key, value) in event.as_object().unwrap() {
                assert_eq!(line[key], *value, "{key}");
            }
        }
    }
}

/// The queries that docs/export.md shows, run on the events of three learners.
#[test]
fn the_documented_queries_run() {
    let document = crate::support::project_file("docs/export.md");
    let queries: Vec<&str> =
        document.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(queries.len() >= 4, "{}", queries.len());
    let place = tempfile::TempDir::new().unwrap();
    for (number, repo) in repositories().iter().enumerate() {
        let file = place.path().join(format!("learner-{number}.ndjson"));
        std::fs::write(file, exported(repo, "ndjson")).unwrap();
    }
    let script = format!(
        "import duckdb, os, sys\nos.chdir({:?})\nfor query in sys.stdin.read().split('\\0'):\n    rows = duckdb.sql(query)\n    if rows is not None: print(len(rows.fetchall()), rows.columns)\n",
        place.path().display().to_string()
    );
    let Some(said) = python("duckdb", &script, &queries.join("\0")) else { return };
    for line in said.lines() {
        assert!(!line.starts_with("0 "), "a query finds nothing: {said}");
    }
    assert!(said.lines().count() >= 3, "{said}");
}
