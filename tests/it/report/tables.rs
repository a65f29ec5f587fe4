//! CSV and Markdown hold every number of the JSON that they are about, and no other: whole tables are
//! compared, made here from the JSON alone.

use serde_json::Value;

use super::drawing::{day, said, time};
use super::numbers::records;
use super::{data, learner_of, rows};
use crate::history_generator::{SMALL, repository};
use crate::oracle::generated_learner;
use crate::support::TestRepo;

fn report(repo: &TestRepo, arguments: &[&str]) -> String {
    repo.roadmap(&[&["report"], arguments].concat()).success()
}

/// A text or number as it stands in a cell; empty for none.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The rows of the CSV that a report in JSON asks for.
#[derive(Default)]
struct Table(Vec<Vec<String>>);

impl Table {
    fn add(&mut self, section: &str, thing: &Value, day: &Value, numbers: &[(&str, &Value)]) {
        for (measure, value) in numbers {
            // What a spreadsheet would run is no formula any more.
            let cell = |text: String| {
                if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
            };
            let cells = [
                section.to_owned(),
                plain(&thing["id"]),
                plain(&thing["title"]),
                plain(day),
                (*measure).to_owned(),
                plain(value),
            ];
            self.0.push(cells.map(cell).to_vec());
        }
    }

    fn of(json: &Value) -> Self {
        let mut table = Self::default();
        let (total, recorded, none) = (&json["total"], &json["recorded"], &Value::Null);
        let of_all = serde_json::json!({ "id": "", "title": json["title"] });
        table.add(
            "total",
            &of_all,
            &json["as_of"],
            &[
                ("tasks-done", &total["tasks"]["done"]),
                ("tasks-open", &total["tasks"]["open"]),
                ("tasks-dropped", &total["tasks"]["dropped"]),
                ("percent", &total["percent"]),
                ("planned-percent", &total["planned_percent"]),
                ("completions", &recorded["completions"]),
                ("sessions", &recorded["sessions"]),
                ("active-days", &recorded["active_days"]),
                ("study-seconds", &recorded["study_seconds"]),
                ("streak-strict", &json["overall"]["strict"]["current"]),
                ("streak-protected", &json["overall"]["protected"]["current"]),
            ],
        );
        for row in rows(json, "activity") {
            table.add(
                "day",
                none,
                &row["day"],
                &[
                    ("completions", &row["completions"]),
                    ("sessions", &row["sessions"]),
                    ("study-seconds", &row["study_seconds"]),
                ],
            );
        }
        for row in rows(json, "phases") {
            table.add(
                "phase",
                row,
                none,
                &[
                    ("tasks-done", &row["tasks"]["done"]),
                    ("tasks-open", &row["tasks"]["open"]),
                    ("tasks-dropped", &row["tasks"]["dropped"]),
                    ("percent", &row["percent"]),
                    ("planned-percent", &row["planned_percent"]),
                    ("study-seconds", &row["study_seconds"]),
                ],
            );
        }
        for row in rows(json, "burn_up") {
            let numbers =
                [("percent", &row["percent"]), ("planned-percent", &row["planned_percent"])];
            table.add("burn-up", none, &row["day"], &numbers);
        }
        table.things(json);
        table
    }

    fn things(&mut self, json: &Value) {
        for row in rows(json, "finished") {
            self.add("finished", row, &row["on"], &[("study-seconds", &row["study_seconds"])]);
            for record in rows(row, "records") {
                self.add("finished", row, &record["day"], &[("commit", &record["commit"])]);
                for (measure, key) in [("link", "link"), ("note", "why")] {
                    if !record[key].is_null() {
                        self.add("finished", row, &record["day"], &[(measure, &record[key])]);
                    }
                }
            }
        }
        for row in rows(json, "habits") {
            let percent = row["score"].as_f64().expect("a score") * 100.0;
            self.add(
                "habit",
                row,
                &Value::Null,
                &[
                    ("amount", &row["amount"]),
                    ("active-days", &row["active_days"]),
                    ("met", &row["met"]),
                    ("missed", &row["missed"]),
                    ("streak-strict", &row["strict"]["current"]),
                    ("streak-protected", &row["protected"]["current"]),
                    ("strength-percent", &format!("{}", (percent + 1e-9).floor()).into()),
                ],
            );
        }
        for row in rows(json, "modules").iter().flat_map(|module| rows(module, "skills")) {
            let numbers = [
                ("tasks-done", &row["done"]),
                ("tasks", &row["tasks"]),
                ("gained", &row["gained"]),
            ];
            self.add("skill", row, &row["last_active"], &numbers);
        }
        for row in rows(json, "slipped") {
            self.add("slipped", row, &row["due"], &[("late-days", &row["late_days"])]);
        }
        for row in rows(json, "worked_on") {
            self.add("worked-on", row, &Value::Null, &[("study-seconds", &row["study_seconds"])]);
        }
    }
}

/// A line of Markdown without its escapes.
fn unescaped(line: &str) -> String {
    let mut text = line.to_owned();
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&#64;", "@"),
        ("&#58;", ":"),
        ("&#35;", "#"),
        ("&#46;", "."),
        ("&#43;", "+"),
        ("&#45;", "-"),
        ("&#61;", "="),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, sign);
    }
    text.replace("\\\\", "\u{0}").replace('\\', "").replace('\u{0}', "\\")
}

/// The lines below a heading of the second level, or before the first; without blank ones and the
/// rules of tables.
fn section(markdown: &str, heading: &str) -> Vec<String> {
    let mut parts = markdown.split("\n## ");
    let body = if heading.is_empty() {
        parts.next()
    } else {
        parts.find_map(|part| part.strip_prefix(heading)?.strip_prefix('\n'))
    };
    let lines = body.unwrap_or_default().lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("| --"));
    lines.map(unescaped).collect()
}

/// The rows of a table without its head, each as its cells.
fn cells(lines: &[String]) -> Vec<Vec<String>> {
    let rows = lines.iter().filter(|line| line.starts_with('|')).skip(1);
    let cells = |line: &String| {
        let line = line.trim_start_matches("| ").trim_end_matches(" |");
        line.split(" | ").map(|cell| cell.trim().to_owned()).collect()
    };
    rows.map(cells).collect()
}

fn days(count: i64, after: &str) -> String {
    format!("{count} day{}{after}", if count == 1 { "" } else { "s" })
}

/// The pace as it is said.
fn pace(pace: &Value) -> String {
    let days_of = |key: &str| pace[key].as_i64().unwrap_or_default();
    match (pace["state"].as_str().expect("a state"), days_of("late_days")) {
        ("on-time", _) => "on time".to_owned(),
        ("ahead", _) => days(days_of("days"), " ahead"),
        ("behind", _) => days(days_of("days"), " behind"),
        ("finished", 0) => "done on time".to_owned(),
        ("finished", late) if late > 0 => format!("done {}", days(late, " late")),
        ("finished", late) => format!("done {}", days(-late, " early")),
        _ => String::new(),
    }
}

/// A length of time; a dash for none.
fn length(seconds: &Value) -> String {
    let time = time(seconds);
    if time.is_empty() { "–".to_owned() } else { time }
}

fn percent(value: &Value) -> String {
    if value.is_null() { String::new() } else { format!("{value}%") }
}

/// The numbers of a phase, or of the whole plan: all cells but its name and window.
fn standing(row: &Value) -> Vec<String> {
    let of = |key: &str| row["tasks"][key].as_u64().expect("a number");
    let count = match of("dropped") {
        0 => format!("{}/{}", of("done"), of("done") + of("open")),
        dropped => format!("{}/{} · {dropped} dropped", of("done"), of("done") + of("open")),
    };
    vec![
        count,
        percent(&row["percent"]),
        percent(&row["planned_percent"]),
        pace(&row["pace"]),
        length(&row["study_seconds"]),
    ]
}

/// Compares every section of the Markdown; how many cells and lines that were.
fn markdown(repo: &TestRepo, arguments: &[&str]) -> usize {
    let json = data(repo, arguments);
    let text = report(repo, &[&["--md"], arguments].concat());
    let mut compared = overview(&json, &text);
    let phases = cells(&section(&text, "Phases"));
    let mut wanted: Vec<Vec<String>> = rows(&json, "phases")
        .iter()
        .map(|row| {
            let name = format!("{} {}", plain(&row["id"]), plain(&row["title"]));
            [vec![name], standing(row)].concat()
        })
        .collect();
    if json["scope"] == "all" && wanted.len() > 1 {
        wanted.push([vec!["**Whole plan**".to_owned()], standing(&json["total"])].concat());
    }
    let without_window = |mut row: Vec<String>| {
        row.remove(1);
        row.iter().map(|cell| cell.replace('*', "")).collect::<Vec<_>>()
    };
    let wanted: Vec<Vec<String>> = wanted
        .into_iter()
        .map(|row| row.iter().map(|cell| cell.replace('*', "")).collect())
        .collect();
    assert_eq!(phases.into_iter().map(without_window).collect::<Vec<_>>(), wanted);
    compared += wanted.len() * 6;
    for (heading, wanted) in [("Habits", habits(&json)), ("Skills", skills(&json))] {
        assert_eq!(cells(&section(&text, heading)), wanted, "{heading} {arguments:?}");
        compared += wanted.len() * 5;
    }
    for (heading, wanted) in [
        ("Finished tasks", finished(&json)),
        ("Slipped", slipped(&json)),
        ("Time spent on other things", worked_on(&json)),
        ("Integrity of the dates", integrity(&json)),
    ] {
        let mut said = section(&text, heading);
        if heading == "Integrity of the dates" {
            // That nothing proves a date, and then what is said of the numbers as a whole.
            let end = said.iter().position(|line| line.starts_with("- This is"));
            let notes = said.split_off(end.unwrap_or(said.len()));
            compared += footnotes(&json, notes.get(1..).unwrap_or_default());
        }
        assert_eq!(said, wanted, "{heading} {arguments:?}");
        compared += wanted.len();
    }
    compared
}

fn overview(json: &Value, text: &str) -> usize {
    let lines = section(text, "");
    let change = &json["change"];
    let moved =
        |key: &str| format!("{}% → {}%", change[format!("{key}_before").as_str()], change[key]);
    let mut wanted = Vec::new();
    if !change.is_null() {
        wanted.push(vec!["Done".to_owned(), moved("percent")]);
        wanted.push(vec!["Planned".to_owned(), moved("planned_percent")]);
    }
    let pace = pace(&json["total"]["pace"]);
    if !pace.is_empty() {
        wanted.push(vec!["Pace".to_owned(), pace]);
    }
    wanted.push(vec!["Study time".to_owned(), length(&json["recorded"]["study_seconds"])]);
    wanted.push(vec!["Active days".to_owned(), json["recorded"]["active_days"].to_string()]);
    wanted.push(vec!["Streak".to_owned(), streaks(&json["overall"])]);
    assert_eq!(cells(&lines), wanted);
    let forecast = &json["forecast"];
    if json["scope"] == "all" && forecast["state"] == "known" {
        let mut parts: Vec<String> = vec![percent(&forecast["in_time_percent"])];
        let known = ["p50", "p80"].map(|key| &forecast["goal"][key]);
        parts.extend(known.iter().filter(|day| !day.is_null()).map(|value| said(day(value))));
        let last = lines.last().expect("a line");
        assert!(parts.iter().all(|part| last.contains(part)), "{parts:?} in {last}");
    }
    wanted.len() + 3
}

/// The strict streak, and the protected one where it is longer, in their unit.
fn streaks(row: &Value) -> String {
    let length = |of: &str| {
        let run = row[of]["current"].as_i64().expect("a run");
        match row["streak_unit"].as_str().expect("a unit") {
            "mixed" => format!("{run} in a row"),
            unit => format!("{run} {unit}{}", if run == 1 { "" } else { "s" }),
        }
    };
    let is_longer = row["protected"]["current"].as_i64() > row["strict"]["current"].as_i64();
    let protected =
        if is_longer { format!(" · protected {}", length("protected")) } else { String::new() };
    format!("{}{protected}", length("strict"))
}

fn habits(json: &Value) -> Vec<Vec<String>> {
    let row = |row: &Value| {
        let unit = plain(&row["unit"]);
        let unit = if unit.is_empty() { "×".to_owned() } else { format!(" {unit}") };
        let amount = format!("{}{unit}", row["amount"]);
        let strength = (row["score"].as_f64().expect("a score") * 100.0 + 1e-9).floor();
        vec![
            plain(&row["title"]),
            amount,
            row["active_days"].to_string(),
            row["met"].to_string(),
            row["missed"].to_string(),
            streaks(row),
            format!("{strength}%"),
        ]
    };
    rows(json, "habits").iter().map(row).collect()
}

fn skills(json: &Value) -> Vec<Vec<String>> {
    let skills = rows(json, "modules").iter().flat_map(|module| rows(module, "skills"));
    let row = |row: &Value| {
        vec![
            plain(&row["title"]),
            format!("+{}", row["gained"]),
            format!("{} of {}", row["done"], row["tasks"]),
            plain(&row["last_active"]),
        ]
    };
    skills.filter(|row| row["gained"] != 0).map(row).collect()
}

/// Each finished task with its commits, links, time and notes.
fn finished(json: &Value) -> Vec<String> {
    let lines = |row: &Value| {
        let records = || rows(row, "records").iter();
        let mut facts = vec![format!("- {}", plain(&row["on"])), plain(&row["title"])];
        for record in records().filter(|record| record["verb"] == "done") {
            let commit = format!("`{}`", &plain(&record["commit"])[..10]);
            let mark = if record["derived"] == true { " (evidence)" } else { "" };
            facts.push(commit + mark);
        }
        let links = records().map(|record| plain(&record["link"])).filter(|link| !link.is_empty());
        facts.extend(links.map(|link| format!("[{link}](<{link}>)")));
        facts.extend(Some(time(&row["study_seconds"])).filter(|time| !time.is_empty()));
        let notes = records().map(|record| plain(&record["why"])).filter(|note| !note.is_empty());
        let notes = notes.map(|note| format!("  - {note}"));
        [vec![facts.join(" · ")], notes.collect()].concat()
    };
    rows(json, "finished").iter().flat_map(lines).collect()
}

fn slipped(json: &Value) -> Vec<String> {
    let line = |row: &Value| {
        let late = days(row["late_days"].as_i64().expect("days"), " late");
        format!("- {} · {} · {late}", plain(&row["due"]), plain(&row["title"]))
    };
    rows(json, "slipped").iter().map(line).collect()
}

fn worked_on(json: &Value) -> Vec<String> {
    let line =
        |row: &Value| format!("- {} · {}", plain(&row["title"]), length(&row["study_seconds"]));
    rows(json, "worked_on").iter().map(line).collect()
}

/// The dates in numbers: how many are sure, and each doubt that there is.
fn integrity(json: &Value) -> Vec<String> {
    let counts = &json["integrity"];
    if counts["events"] == 0 {
        return Vec::new();
    }
    let all = &counts["events"];
    let sure = &counts["sure"];
    let mut lines = vec![if sure == all && *all == 1 {
        "- nothing speaks against the date of the completion or session".to_owned()
    } else if sure == all {
        format!("- nothing speaks against the dates of all {all} completions and sessions")
    } else {
        format!("- nothing speaks against the date of {sure} of {all} completions and sessions")
    }];
    for (key, one, many) in [
        ("late", "recorded after its day", "recorded after the day that they are for"),
        (
            "rewritten",
            "in a commit that was made at another time than it was written",
            "in commits that were made at another time than they were written, as in a rebase",
        ),
        (
            "before_parent",
            "written before a commit that it builds on",
            "written before the commits that they build on: the author's clock was wrong, or set",
        ),
        (
            "bursts",
            "recorded within ten minutes for five days or more",
            "recorded within ten minutes for five days or more",
        ),
    ] {
        match counts[key].as_u64().expect("a number") {
            0 => {}
            1 => lines.push(format!("- 1 {one}")),
            number => lines.push(format!("- {number} {many}")),
        }
    }
    lines
}

/// The notes on the numbers say how much each is about; how many that were.
fn footnotes(json: &Value, lines: &[String]) -> usize {
    let count =
        |key: &str, least: u64| json["footnotes"][key].as_u64().filter(|number| *number > least);
    let counts = [
        count("people", 1),
        count("conflicts", 0),
        count("cyclic", 0),
        count("foreign", 0),
        count("unreadable", 0),
        count("derived", 0),
    ];
    let said = |number: &u64| {
        let start = format!("- {number} ");
        assert!(lines.iter().any(|line| line.starts_with(&start)), "{number} in {lines:?}");
    };
    counts.iter().flatten().inspect(|number| said(number)).count()
}

/// Compares the whole CSV with what the JSON asks for; how many rows that were.
fn csv(repo: &TestRepo, arguments: &[&str]) -> usize {
    let json = data(repo, arguments);
    let mut said = records(&report(repo, &[&["--csv"], arguments].concat()));
    assert_eq!(said.remove(0).join(","), "section,id,title,day,measure,value");
    let mut wanted = Table::of(&json).0;
    said.sort();
    wanted.sort();
    for (said, wanted) in said.iter().zip(&wanted) {
        assert_eq!(said, wanted, "{arguments:?}");
    }
    assert_eq!(said.len(), wanted.len(), "{arguments:?}");
    wanted.len()
}

#[test]
fn csv_and_markdown_are_the_json_number_by_number() {
    let (mut rows, mut cells) = (0, 0);
    let mut look = |repo: &TestRepo, reports: &[&[&str]]| {
        for arguments in reports {
            rows += csv(repo, arguments);
            cells += markdown(repo, arguments);
        }
    };
    let reports: [&[&str]; 5] = [
        &[],
        &["--week"],
        &["--month", "2025-08"],
        &["--phase", "1"],
        &["--days", "2025-07-11..2025-09-30"],
    ];
    for (until, seed) in [("2025-09-30", 7), ("2026-01-24", 12), ("2026-03-02", 4)] {
        look(&learner_of(until, seed), &reports);
    }
    for seed in 0..6 {
        look(&generated_learner(seed), &[&[], &["--week"], &["--month"], &["--phase", "p0"]]);
    }
    look(&repository(SMALL).0, &[&[], &["--week"], &["--month"], &["--phase", "2"]]);
    eprintln!("{rows} rows of CSV, {cells} cells and lines of Markdown are those of the JSON");
    assert!(rows > 15_000 && cells > 1_000, "{rows} {cells}");
}
