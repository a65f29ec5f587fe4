//! `roadmap heatmap`: an empty history, one day, three years; widths, languages, colour.

use std::fmt::Write as _;
use std::fs;

use insta::assert_snapshot;
use proptest::prelude::*;
use roadmap::civil;
use roadmap::plan;
use roadmap::progress;
use roadmap::view::report::{Heatmap, HeatmapRequest, Report};
use roadmap::view::{self, Format, Lang, Style};
use unicode_width::UnicodeWidthStr;

use crate::support::{TestRepo, event, moment, project_file, table_rows};

/// A plan of three years with a habit whose goal changes in the third.
const PLAN: &str = "title = 'Python 后端 → DevOps'\nstart = 2023-02-01\ndeadline = 2025-12-31\n\
    [[phase]]\nid = '1'\ntitle = 'All'\nwindow = '2023-02..2025-12'\n\
    task = [{ id = 'a', title = 'One' }]\n\
    [[habit]]\nid = 'h'\ntitle = 'LeetCode 每日一题'\nevery = 'day'\ntarget = 2\nunit = '题'\n\
    change = [{ from = 2025-06-01, target = 3, stretch = 5 }]\n";

fn repo(history: &str) -> TestRepo {
    let mut repo = TestRepo::with_plan(PLAN);
    if !history.is_empty() {
        let message = repo.path().join("../message");
        fs::write(&message, format!("History\n\n{history}")).expect("a file");
        repo.at("2025-07-16T19:00:00+08:00");
        repo.git(&["commit", "-q", "--allow-empty", "-F", &message.display().to_string()]);
    }
    repo.at("2025-07-16T20:00:00+08:00");
    repo
}

/// A believable history from the plan's start on, the same in every run.
fn three_years() -> TestRepo {
    let mut lines = String::new();
    let days = civil::parse_date("2023-02-01").expect("a date").iter_days();
    for (at, day) in days.take(897).enumerate() {
        let die = (at * 7_919 + 13) % 101;
        if die < 55 {
            let _ = writeln!(lines, "Roadmap-Done: h x={} day={day} id=h{at}", 1 + die % 6);
        }
        if die % 3 == 0 {
            let took = 10 + die * 2;
            let _ = writeln!(lines, "Roadmap-Study: a took={took}m day={day} id=s{at}");
        }
        if die % 17 == 0 {
            let _ = writeln!(lines, "Roadmap-Study: * took=1h day={day} id=x{at}");
            let _ = writeln!(lines, "Roadmap-Study: h took=5m day={day} id=y{at}");
        }
    }
    repo(&lines)
}

fn shown(repo: &mut TestRepo, columns: &str, arguments: &[&str]) -> String {
    repo.set("COLUMNS", columns);
    let said = repo.roadmap(&[&["heatmap"], arguments].concat()).success();
    let width = columns.parse().expect("a width");
    assert!(said.lines().all(|line| line.width() <= width), "{columns} {arguments:?}\n{said}");
    format!("$ roadmap heatmap {}   # {columns} columns\n{said}\n", arguments.join(" "))
}

#[test]
fn three_years_at_every_width_in_both_languages() {
    let mut repo = three_years();
    let mut text = String::new();
    for columns in ["40", "80", "120"] {
        text.push_str(&shown(&mut repo, columns, &[]));
        text.push_str(&shown(&mut repo, columns, &["--habit", "h", "--lang", "zh"]));
    }
    text.push_str(&shown(&mut repo, "120", &["--year", "2023"]));
    text.push_str(&shown(&mut repo, "80", &["--year", "2025", "--minutes"]));
    text.push_str(&shown(&mut repo, "40", &["--year", "2024", "--habit", "h", "--ascii"]));
    text.push_str(&shown(&mut repo, "40", &["--minutes", "--at", "2024-03-02", "--lang", "zh"]));
    assert_snapshot!("heatmap_three_years", text);
}

#[test]
fn an_empty_history_and_one_day() {
    let mut empty = repo("");
    let mut one = repo("Roadmap-Done: h x=2 took=45m day=2025-07-14 id=1");
    let mut text = String::new();
    for repo in [&mut empty, &mut one] {
        for (columns, lang) in [("40", "en"), ("40", "zh"), ("80", "en"), ("120", "zh")] {
            text.push_str(&shown(repo, columns, &["--lang", lang]));
        }
        text.push_str(&shown(repo, "40", &["--habit", "h"]));
        text.push_str(&shown(repo, "40", &["--minutes"]));
    }
    assert_snapshot!("heatmap_empty_and_one_day", text);
}

#[test]
fn colours_change_no_text_and_ascii_is_ascii() {
    let repo = three_years();
    let never = repo.roadmap(&["heatmap", "--color", "never"]).success();
    let always = repo.roadmap(&["heatmap", "--color", "always"]).success();
    assert_eq!(anstream::adapter::strip_str(&always).to_string(), never);
    let row = always.lines().find(|line| line.contains("Mon")).unwrap_or_default();
    assert_snapshot!(row.replace('\u{1b}', "^").chars().take(200).collect::<String>());
    let ascii = repo.roadmap(&["heatmap", "--ascii"]).success();
    let rows = ascii.lines().filter(|line| line.starts_with("Mon") || line.starts_with("Tue"));
    assert!(rows.clone().count() == 2 && rows.into_iter().all(str::is_ascii), "{ascii}");
}

#[test]
fn the_numbers_of_the_json_are_those_of_the_log() {
    let repo = repo(
        "Roadmap-Done: h x=2 took=45m day=2025-07-14 id=1\nRoadmap-Done: a day=2025-07-14 id=2\n\
         Roadmap-Study: * took=2h day=2025-07-15 id=3\nRoadmap-Done: h x=3 day=2025-05-31 id=4\n\
         Roadmap-Done: h x=0.5 day=2023-01-10 id=5\n",
    );
    let days = |arguments: &[&str]| {
        let json = repo.roadmap(&[&["heatmap", "--json"], arguments].concat()).success();
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(json["kind"], "heatmap");
        let days = json["data"]["days"].as_array().expect("days").clone();
        let some = days.iter().filter(|day| day["value"] != 0);
        let row = |day: &serde_json::Value| {
            format!("{} {} {}", day["day"].as_str().expect("a day"), day["value"], day["level"])
        };
        (days.len(), some.map(row).collect::<Vec<_>>())
    };
    let (all, records) = days(&[]);
    assert_eq!(all, 53 * 7);
    assert_eq!(records, ["2025-05-31 1 1", "2025-07-14 2 2", "2025-07-15 1 1"]);
    let (_, minutes) = days(&["--minutes"]);
    assert_eq!(minutes, ["2025-07-14 45 2", "2025-07-15 120 4"]);
    // In May the target was 2, and 4 a good day; from June on it is 3.
    let (_, habit) = days(&["--habit", "h"]);
    assert_eq!(habit, ["2025-05-31 3 3", "2025-07-14 2 1"]);
    assert_eq!(
        days(&["--habit", "h", "--year", "2023"]),
        (365, vec!["2023-01-10 0.5 1".to_owned()])
    );
    let before = days(&["--at", "2025-07-14"]).1;
    assert_eq!(before, ["2025-05-31 1 1", "2025-07-14 2 2"]);
}

#[test]
fn a_task_and_a_year_that_is_none_are_refused() {
    let repo = repo("");
    let mut text = String::new();
    for (arguments, code) in [(["--habit", "a"], 1), (["--year", "25"], 2), (["--habit", "zzz"], 1)]
    {
        let ran = repo.roadmap(&[&["heatmap"], &arguments[..]].concat());
        assert_eq!(ran.code, code);
        text.push_str(&ran.err);
    }
    assert_snapshot!(text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_day_lies_once_in_the_period_and_every_line_fits(
        today in 0_u64..1_100,
        year in prop::option::of(2023_i32..=2026),
        width in 40_usize..=120,
        starts_on_sunday: bool,
        minutes: bool,
        is_chinese: bool,
    ) {
        let start = if starts_on_sunday { "sunday" } else { "monday" };
        let source = format!("week-starts = '{start}'\n{PLAN}");
        let plan = plan::read(source.as_bytes()).map(|reading| reading.plan);
        let plan = plan.map_err(|_| TestCaseError::fail("a plan"))?;
        let at = moment("2023-02-01T12:00:00+08:00");
        let events = [event("Done: h x=2 took=1h day=2023-02-01", at, 0), event("Done: a day=2024-02-29", at, 1)];
        let today = civil::parse_date("2023-02-01").expect("a date") + chrono::Days::new(today);
        let progress = progress::fold(&plan, &events, today);
        let request = HeatmapRequest { year, minutes, ..HeatmapRequest::default() };
        let heatmap = Heatmap::new(&plan, &progress, &request);
        let pairs = heatmap.days.windows(2);
        prop_assert!(pairs.into_iter().all(|pair| pair[0].day.succ_opt() == Some(pair[1].day)));
        prop_assert!(year.is_some() || heatmap.days.iter().any(|day| day.day == today));
        let style = Style { width, lang: if is_chinese { Lang::Zh } else { Lang::En }, hyperlinks: false, ..Style::default() };
        let mut text = Vec::new();
        view::write(&Report::Heatmap(Box::new(heatmap)), Format::Term, style, &mut text).expect("text");
        let text = anstream::adapter::strip_str(&String::from_utf8(text).expect("UTF-8")).to_string();
        prop_assert!(text.lines().all(|line| line.width() <= width), "{}", text);
    }
}

#[test]
fn the_levels_are_those_of_the_documentation() {
    let rows = table_rows(&project_file("docs/progress.md"), "## The heatmap");
    let least = |column: usize| -> Vec<u64> {
        let numbers = rows.iter().filter_map(|row| row[column].split(' ').next()?.parse().ok());
        numbers.skip(1).collect()
    };
    let repo = repo("");
    let said = |arguments: &[&str]| -> Vec<u64> {
        let json = repo.roadmap(&[&["heatmap", "--json"], arguments].concat()).success();
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let levels = json["data"]["levels"].as_array().expect("levels");
        levels.iter().filter_map(|level| level["from"].as_u64()).collect()
    };
    assert_eq!((least(3), least(4)), (said(&[]), said(&["--minutes"])));
    let screen =
        repo.roadmap(&["heatmap"]).success() + &repo.roadmap(&["heatmap", "--ascii"]).success();
    for row in rows {
        for sign in [row[1].trim_matches('`'), row[2].trim_matches('`')] {
            assert!(screen.contains(&format!("{sign} ")), "{sign}");
        }
    }
}
