//! Days as people type them, from the command line to the event, and `skip` with its ranges.

use insta::assert_snapshot;
use roadmap::civil;
use roadmap::day_word::{DaySpan, DayWord};

use crate::support::{TestRepo, project_file, table_rows};

/// A plan with a habit, whose days end at four in the morning; it is Wednesday, 2025-07-16.
const PLAN: &str = "title = 'Plan'\nstart = 2025-07-01\nday-ends = '04:00'\n\
    [[phase]]\nid = '1'\ntitle = 'First'\nwindow = '2025-07'\n\
    task = [{ id = 'a', title = 'One' }, { id = 'b', title = 'Two' }]\n\
    [[habit]]\nid = 'h'\ntitle = 'Read'\nevery = 'day'\n";

fn wednesday() -> TestRepo {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.at("2025-07-16T20:00:00+08:00");
    repo
}

/// What these commands print, one after the other, a minute between them.
fn session(repo: &mut TestRepo, commands: &[&[&str]]) -> String {
    let mut text = String::new();
    for arguments in commands {
        repo.wait_minutes(1);
        let ran = repo.roadmap(arguments);
        text.push_str(&format!("$ roadmap {}\n{}{}\n", arguments.join(" "), ran.out, ran.err));
    }
    text
}

/// The event lines of the repository, oldest first, without their ids.
fn lines(repo: &TestRepo) -> Vec<String> {
    let log = repo.git(&["log", "--reverse", "--format=%(trailers:only)"]);
    let lines = log.lines().filter(|line| line.starts_with("Roadmap-"));
    lines.map(|line| line.split(" id=").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn words_of_days_are_pinned_as_dates() {
    let mut repo = wednesday();
    for (word, date) in [
        ("yesterday", "2025-07-15"),
        ("monday", "2025-07-14"),
        ("last friday", "2025-07-11"),
        ("3 days ago", "2025-07-13"),
        ("07-12", "2025-07-12"),
        ("前天", "2025-07-14"),
        ("周一", "2025-07-14"),
        ("上周五", "2025-07-11"),
        ("三天前", "2025-07-13"),
        ("7月12日", "2025-07-12"),
    ] {
        repo.wait_minutes(1);
        repo.roadmap(&["done", "h", "--day", word]).success();
        let last = lines(&repo).pop().unwrap_or_default();
        assert_eq!(last, format!("Roadmap-Done: h day={date}"), "{word}");
    }
}

#[test]
fn after_midnight_the_evening_still_counts_as_today() {
    let mut repo = wednesday();
    repo.at("2025-07-17T01:30:00+08:00");
    for (word, date) in [
        ("today", "2025-07-16"),
        ("wednesday", "2025-07-16"),
        ("yesterday", "2025-07-15"),
        ("thursday", "2025-07-10"),
        ("07-16", "2025-07-16"),
    ] {
        repo.wait_minutes(1);
        repo.roadmap(&["done", "h", "--day", word]).success();
        let last = lines(&repo).pop().unwrap_or_default();
        assert_eq!(last, format!("Roadmap-Done: h day={date}"), "{word}");
    }
    let refused = repo.roadmap(&["done", "h", "--day", "2025-07-17"]);
    assert_eq!(refused.code, 1);
}

#[test]
fn the_day_that_was_meant_is_said() {
    let mut repo = wednesday();
    let said = session(
        &mut repo,
        &[
            &["done", "a", "--day", "last monday", "--dry-run"],
            &["done", "a", "--day", "last monday"],
            &["study", "b", "--day", "上周五", "--took", "20m", "--lang", "zh"],
            &["log", "--at", "monday"],
            &["log", "--at", "2025-07-14"],
            &["list", "--at", "前天", "--lang", "zh"],
            &["show", "b", "--at", "yesterday"],
        ],
    );
    assert_snapshot!(said);
}

#[test]
fn days_that_nobody_can_mean_are_refused() {
    let mut repo = wednesday();
    let said = session(
        &mut repo,
        &[
            &["done", "a", "--day", "tomorrow"],
            &["study", "--day", "this sunday"],
            &["done", "a", "--day", "7/12"],
            &["done", "a", "--day", "02-30"],
            &["done", "a", "--day", "5000 days ago"],
            &["skip", "h", "2025-10-07..10-01"],
            &["skip", "h", "2025-09-01..31"],
            &["skip", "h", "friday.."],
            &["skip", "a", "monday"],
        ],
    );
    assert_eq!(lines(&repo), Vec::<String>::new());
    assert_snapshot!(said);
}

#[test]
fn skips_from_the_command_to_the_streak_and_back() {
    let mut repo = wednesday();
    let said = session(
        &mut repo,
        &[
            &["skip", "h", "2025-10-01..10-07", "--why", "国庆", "--dry-run"],
            &["skip", "h", "2025-10-01..10-07", "--why", "国庆"],
            &["skip", "h", "10-02..03"],
            &["skip", "*", "monday..yesterday", "--why", "flu"],
            &["skip", "h", "昨天", "--lang", "zh"],
            &["skip", "h", "--lang", "zh"],
            &["skip", "*", "这周五至周日", "--why", "回家", "--lang", "zh"],
            &["skip", "b", "--why", "known already"],
            &["status"],
            &["log"],
            &["undo"],
            &["undo", "*"],
            &["undo", "h"],
            &["log", "h"],
        ],
    );
    assert_eq!(
        lines(&repo)[..6],
        [
            "Roadmap-Skip: h day=2025-10-01..2025-10-07 why=国庆",
            "Roadmap-Skip: * day=2025-07-14..2025-07-15 why=flu",
            "Roadmap-Skip: h day=2025-07-16",
            "Roadmap-Skip: * day=2025-07-18..2025-07-20 why=回家",
            "Roadmap-Skip: b day=2025-07-16 why=\"known already\"",
            lines(&repo)[5].as_str(),
        ]
    );
    assert_snapshot!(said);
}

#[test]
fn an_excused_day_is_shown_as_such_and_an_undo_owes_it_again() {
    let mut repo = wednesday();
    repo.roadmap(&["skip", "h", "monday..friday"]).success();
    let early = repo.roadmap(&["skip", "h", "2025-01-01..2025-01-03", "--dry-run"]).success();
    assert!(early.contains("nothing is owed before 2025-07-"), "{early}");
    let excused = |repo: &TestRepo, day: &str| {
        let json = repo.roadmap(&["status", "--json", "--at", day]).success();
        json.contains("\"excused_today\": true")
    };
    for (day, want) in [("2025-07-13", false), ("2025-07-16", true), ("2025-07-18", true)] {
        assert_eq!(excused(&repo, day), want, "{day}");
    }
    assert!(!excused(&repo, "2025-07-19"));
    repo.wait_minutes(1);
    repo.roadmap(&["undo", "h"]).success();
    assert!(!excused(&repo, "2025-07-16"));
}

/// The rows of a table of what can be typed: each text with what it is to be.
fn typed(heading: &str) -> Vec<(String, String)> {
    let rows = table_rows(&project_file("docs/recording.md"), heading);
    let texts = |row: &Vec<String>| {
        let texts = row[0].split('`').skip(1).step_by(2).map(str::to_owned);
        texts.map(|text| (text, row[1].clone())).collect::<Vec<_>>()
    };
    rows.iter().flat_map(texts).collect()
}

#[test]
fn the_tables_of_the_documentation_are_true() {
    let today = civil::parse_date("2025-07-16").expect("a date");
    let words = typed("## Days\n");
    assert_eq!(words.len(), 41);
    for (text, want) in words {
        let day = DayWord::parse(&text).and_then(|word| word.resolve(today));
        assert_eq!(day.map(|day| day.to_string()), Ok(want), "{text}");
    }
    let ranges = typed("## `skip`\n");
    assert_eq!(ranges.len(), 10);
    for (text, want) in ranges {
        let days = DaySpan::parse(&text).and_then(|span| span.resolve(today));
        assert_eq!(days.map(|days| days.to_string()), Ok(want), "{text}");
    }
}

/// A day that is nearly there is a slip, and no day of last year; one that is long gone is one.
#[test]
fn a_month_and_day_are_the_nearest_to_today() {
    let mut repo = TestRepo::initialised();
    repo.at("2025-09-03T01:30:00+08:00");
    let refused = repo.roadmap(&["done", "leetcode", "--day", "09-04"]);
    assert_eq!(refused.code, 1, "{}", refused.transcript());
    assert!(refused.err.contains("2025-09-04 is still to come"), "{}", refused.transcript());
    let refused = repo.roadmap(&["study", "leetcode", "--took", "20m", "--day", "9月5日"]);
    assert!(refused.err.contains("2025-09-05 is still to come"), "{}", refused.err);
    repo.at("2026-01-04T12:00:00+08:00");
    let done = repo.roadmap(&["done", "leetcode", "--day", "12-28"]).success();
    assert!(done.contains("2025-12-28"), "{done}");
}
