//! Every format says the numbers of the JSON.

use serde_json::Value;

use super::{data, hostile, learner, rows};
use crate::support::TestRepo;

fn report(repo: &TestRepo, arguments: &[&str]) -> String {
    repo.roadmap(&[&["report"], arguments].concat()).success()
}

/// The rows of a CSV without quoted line breaks.
pub(super) fn records(text: &str) -> Vec<Vec<String>> {
    let row = |line: &str| {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        for sign in line.chars() {
            match sign {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                _ => cells.last_mut().expect("a cell").push(sign),
            }
        }
        cells
    };
    text.split("\r\n").filter(|line| !line.is_empty()).map(row).collect()
}

#[test]
fn status_and_report_agree() {
    let repo = learner("2026-01-24");
    let report = data(&repo, &[]);
    let status = repo.roadmap(&["status", "--json"]).success();
    let status: Value = serde_json::from_str(&status).expect("JSON");
    let status = &status["data"];
    assert_eq!(report["total"], status["total"]);
    assert_eq!(report["overall"], status["overall"]);
    assert_eq!(report["recorded"]["study_seconds"], status["total"]["study_seconds"]);
    let last = rows(&report, "burn_up").iter().rfind(|row| !row["percent"].is_null());
    let last = last.expect("a day");
    assert_eq!(last["percent"], status["total"]["percent"]);
    assert_eq!(last["planned_percent"], status["total"]["planned_percent"]);
    assert_eq!(report["change"]["percent"], status["total"]["percent"]);
    assert_eq!(rows(&report, "finished").len() as u64, status["total"]["tasks"]["done"]);
}

#[test]
fn weeks_add_up_to_the_whole() {
    let repo = learner("2025-11-16");
    let whole = data(&repo, &[]);
    let mut sums = [0, 0, 0];
    let mut finished = 0;
    let mut percent = 0;
    let (mut met, mut missed) = (0, 0);
    let of_habits = |report: &Value, key: &str| -> u64 {
        rows(report, "habits").iter().map(|habit| habit[key].as_u64().expect("a number")).sum()
    };
    for week in 0..19 {
        let day = chrono::NaiveDate::from_ymd_opt(2025, 7, 13).expect("a date");
        let day = (day + chrono::TimeDelta::weeks(week)).to_string();
        let part = data(&repo, &["--week", &day]);
        assert_eq!(part["days_over"], week < 18, "{day}");
        met += of_habits(&part, "met");
        missed += of_habits(&part, "missed");
        for (sum, key) in sums.iter_mut().zip(["completions", "sessions", "study_seconds"]) {
            *sum += part["recorded"][key].as_u64().expect("a number");
        }
        finished += rows(&part, "finished").len();
        assert_eq!(part["change"]["percent_before"], percent, "{day}");
        percent = part["change"]["percent"].as_u64().expect("a number");
    }
    let all =
        ["completions", "sessions", "study_seconds"].map(|key| whole["recorded"][key].clone());
    assert_eq!(all.map(|value| value.as_u64().unwrap_or(0)), sums);
    assert_eq!(finished, rows(&whole, "finished").len());
    assert!(finished > 0 && sums[2] > 0);
    assert_eq!((met, missed), (of_habits(&whole, "met"), of_habits(&whole, "missed")));
    assert!(met > 0 && missed > 0, "{met} {missed}");
}

/// A week with a habit that is asked for three times, and tasks of which one is due on its last day.
const WEEK: &str = "title = \"T\"\nstart = 2026-03-02\n\
    [[phase]]\nid = \"p\"\ntitle = \"P\"\nwindow = \"2026-03-02..2026-03-08\"\n\
    [[phase.task]]\nid = \"a\"\ntitle = \"A\"\n[[phase.task]]\nid = \"b\"\ntitle = \"B\"\n\
    [[habit]]\nid = \"w\"\ntitle = \"W\"\nevery = \"3/week\"\n";

#[test]
fn the_last_of_days_that_are_over_is_over_and_what_is_undone_later_never_was() {
    let mut repo = TestRepo::with_plan(WEEK);
    repo.at("2026-03-12T20:00:00+08:00");
    for command in [
        &["done", "a", "--day", "2026-03-04"][..],
        &["undo"],
        &["done", "w", "--day", "2026-03-08"],
    ] {
        repo.roadmap(command).success();
    }
    let over = data(&repo, &["--days", "2026-03-02..2026-03-08"]);
    let week = data(&repo, &["--week", "2026-03-05"]);
    assert_eq!(over["habits"], week["habits"]);
    assert_eq!(
        (over["days_over"].clone(), over["as_of"].clone()),
        (true.into(), "2026-03-08".into())
    );
    assert_eq!(over["recorded"]["completions"], 1);
    let habit = &over["habits"][0];
    assert_eq!((habit["met"].clone(), habit["missed"].clone()), (0.into(), 1.into()));
    let late: Vec<(&Value, &Value)> =
        rows(&over, "slipped").iter().map(|task| (&task["id"], &task["late_days"])).collect();
    assert_eq!(late, [(&"a".into(), &4.into()), (&"b".into(), &1.into())]);
    // The same days, looked at while the last of them is not over.
    let open = data(&repo, &["--week", "--at", "2026-03-08"]);
    assert_eq!(open["recorded"]["completions"], 1);
    assert_eq!(open["habits"][0]["missed"], 0);
    assert_eq!(rows(&open, "slipped").len(), 1);
}

#[test]
fn the_charts_of_the_page_say_the_numbers_of_the_json() {
    let repo = learner("2026-01-24");
    let json = data(&repo, &[]);
    let page = report(&repo, &["--html"]);
    for day in rows(&json["heatmap"], "days").iter().filter(|day| day["level"] != 0) {
        let date = chrono::NaiveDate::parse_from_str(day["day"].as_str().unwrap_or(""), "%Y-%m-%d");
        let date = date.expect("a date").format("%-d %b %Y");
        let square = format!("class=\"l{}\"><title>{date}: {}</title>", day["level"], day["value"]);
        assert_eq!(page.matches(&square).count(), 2, "{square}");
    }
    for phase in rows(&json, "phases") {
        let (percent, id) = (&phase["percent"], phase["id"].as_str().unwrap_or_default());
        let row = page.split("<tr>").find(|row| row.contains(&format!("\"row\">{id} ")));
        assert!(row.expect("a row").contains(&format!("<td>{percent}%</td>")), "{id}");
        assert!(page.contains(&format!(">{percent}%</text>")), "{id}");
    }
    assert!(page.contains(&format!("width:{}%", json["total"]["percent"])));
    // The last point of the line is as high as the percentage: 0 % is at 222, 100 % at 12.
    let (_, line) = page.split_once("class=\"area\"/><path d=\"").expect("a line");
    let line = line.split('"').next().unwrap_or_default();
    let height: f64 = line.rsplit(' ').next().and_then(|text| text.parse().ok()).expect("a number");
    let percent = json["total"]["percent"].as_f64().expect("a number");
    assert!((height - (222.0 - 2.1 * percent)).abs() < 0.1, "{height} {percent}");
}

#[test]
fn a_public_report_has_no_notes_and_no_times_of_day() {
    let repo = learner("2025-10-31");
    let private = report(&repo, &["--html"]);
    assert!(private.contains("下次先写测试") && private.contains("+08:00"));
    let json = data(&repo, &[]);
    let records = rows(&json, "finished").iter().flat_map(|task| rows(task, "records"));
    let secrets: Vec<String> = records
        .flat_map(|record| {
            let at = record["at"].as_str().expect("a time");
            let note = record["why"].as_str().map(str::to_owned);
            [Some(at[11..16].to_owned()), note].into_iter().flatten()
        })
        .collect();
    assert!(secrets.len() > 20, "{secrets:?}");
    for form in ["--html", "--md", "--csv", "--json", "--html --lang zh", "--md --lang zh"] {
        let form: Vec<&str> = form.split(' ').collect();
        let public = report(&repo, &[&form[..], &["--public"]].concat());
        for secret in &secrets {
            assert!(!public.contains(secret), "{form:?}: {secret}");
        }
        for name in ["lin@example.org", "林小明"] {
            assert!(!public.contains(name), "{form:?}: {name}");
        }
    }
    for form in ["--html", "--md", "--csv", "--json"] {
        let public = report(&repo, &[form, "--public"]);
        assert!(!public.contains("下次先写测试"), "{form}");
        assert!(!public.contains("+08:00"), "{form}");
        assert!(!public.contains("lin@example.org"), "{form}");
    }
}

#[test]
fn hostile_titles_and_links_stay_text() {
    let repo = hostile();
    for arguments in [&["--html"][..], &["--html", "--lang", "zh", "--week", "--at", "2025-07-04"]]
    {
        let page = report(&repo, arguments);
        for tag in [
            "<script",
            "<img",
            "<svg/",
            "<b>",
            "<i>a",
            "<u>",
            "<details open",
            "</style><style",
            "javascript:alert(9)\"",
        ] {
            assert!(!page.contains(tag), "{tag}");
        }
        assert!(page.contains("{{ 7*7 }}"), "a title is no template");
        let links = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or(""));
        for link in links {
            assert!(link.starts_with("https://example.org/") || link == "#content", "{link}");
        }
        assert!(page.contains("&#60;script") || page.contains("&lt;script"));
    }
    let table = report(&repo, &["--csv"]);
    assert!(table.contains(",\"'=HYPERLINK(\"\"http://evil\"\")"), "{table}");
    for row in records(&table) {
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
}

#[test]
fn reports_in_both_languages() {
    let mut repo = learner("2025-09-30");
    let mut text = String::new();
    for (columns, arguments) in [
        ("80", &["--week"][..]),
        ("40", &["--month", "--lang", "zh"]),
        ("120", &["--phase", "1"]),
        ("80", &["--lang", "zh", "--days", "2025-08-01..08-10"]),
    ] {
        repo.set("COLUMNS", columns);
        let said = report(&repo, arguments);
        let width: usize = columns.parse().expect("a width");
        let fits = |line: &&str| unicode_width::UnicodeWidthStr::width(*line) <= width;
        let wide: Vec<&str> = said.lines().filter(|line| !fits(line)).collect();
        assert!(wide.iter().all(|line| line.contains("https://")), "{wide:?}");
        text.push_str(&format!("$ roadmap report {}   # {columns}\n{said}\n", arguments.join(" ")));
    }
    text.push_str(&report(&repo, &["--week", "--md"]));
    insta::assert_snapshot!("reports", text);
}

#[test]
fn what_cannot_be_reported_is_said() {
    let repo = learner("2025-09-30");
    let mut text = String::new();
    for arguments in [
        &["--days", "2025-10-01..10-05"][..],
        &["--days", "2025-09-05..09-01"],
        &["--month", "September"],
        &["--week", "--phase", "1"],
        &["--html", "--repository", "javascript:alert(1)"],
        &["verify", "roadmap.toml"],
        &["verify", "nowhere.html"],
        &["readme", "roadmap.toml"],
    ] {
        let ran = repo.roadmap(&[&["report"], arguments].concat());
        assert_ne!(ran.code, 0, "{arguments:?}");
        text.push_str(&format!("$ roadmap report {}\n{}\n", arguments.join(" "), ran.transcript()));
    }
    insta::assert_snapshot!("report_failures", text);
}
