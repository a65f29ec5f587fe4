//! `doctor --dates`: what speaks against the dates of events.

use serde_json::Value;

use crate::support::TestRepo;

fn dates(repo: &TestRepo) -> Value {
    let out = repo.roadmap(&["doctor", "--dates", "--json"]).success();
    serde_json::from_str::<Value>(&out).expect("JSON")["data"].take()
}

/// A repository with each doubt: a week recorded at once, an author's time of the past, and a
/// rebase.
fn doubtful() -> TestRepo {
    let mut repo = TestRepo::initialised();
    repo.wait_minutes(1);
    repo.roadmap(&["done", "dev-env"]).success();
    let fresh = dates(&repo);
    assert_eq!((&fresh["events"], &fresh["sure"]), (&1.into(), &1.into()), "{fresh}");
    // A week in one go, an hour later.
    repo.wait_minutes(60);
    for day in ["2025-07-08", "2025-07-09", "2025-07-10", "2025-07-11", "2025-07-12"] {
        repo.wait_minutes(1);
        repo.roadmap(&["done", "leetcode", "--day", day]).success();
    }
    // A commit of the past on top of the present, and one that is rebased an hour later.
    repo.git(&[
        "-c",
        "user.name=Lin",
        "commit",
        "-q",
        "--allow-empty",
        "--date",
        "2025-07-01T12:00:00+08:00",
        "-m",
        "Old\n\nRoadmap-Done: fastapi-core",
    ]);
    let old = repo.git(&["log", "-1", "--format=%B"]);
    assert!(old.contains("Roadmap-Done"), "{old}");
    repo.wait_minutes(60);
    repo.roadmap(&["done", "postgres"]).success();
    repo.wait_minutes(60);
    repo.git(&["commit", "-q", "--amend", "--allow-empty", "--no-edit"]);
    repo
}

#[test]
fn every_doubt_is_shown_and_nothing_stops_counting() {
    let mut repo = doubtful();
    for through in ["library", "program"] {
        repo.set("ROADMAP_GIT", through);
        let said = dates(&repo);
        let count = |key: &str| said[key].as_u64().expect("a number");
        assert_eq!((count("events"), count("sure")), (8, 1), "{said}");
        assert_eq!((count("late"), count("bursts"), count("before_parent")), (5, 5, 1), "{said}");
        assert!(count("rewritten") >= 2, "{said}");
        let newest = &said["rows"][0]["doubts"];
        assert_eq!(newest, &serde_json::json!([{ "doubt": "rewritten", "minutes": 60 }]), "{said}");
    }
    let said = repo.roadmap(&["doctor", "--dates"]).success();
    assert!(said.contains("proves no date") && said.contains("3 days late"), "{said}");
    let said = repo.roadmap(&["doctor", "--dates", "--lang", "zh"]).success();
    assert!(said.contains("无法证明任何日期"), "{said}");
}

/// The sums of `report`.
fn integrity(repo: &TestRepo, arguments: &[&str]) -> Value {
    let out = repo.roadmap(&[&["report", "--json"], arguments].concat()).success();
    serde_json::from_str::<Value>(&out).expect("JSON")["data"]["integrity"].take()
}

/// The same, counted from the rows of `doctor --dates`.
fn counted(rows: &[Value], is_wanted: impl Fn(&Value) -> bool) -> Value {
    let rows: Vec<&Value> = rows.iter().filter(|row| is_wanted(row)).collect();
    let doubts = |row: &&Value| row["doubts"].as_array().expect("doubts").clone();
    let count = |kind: &str| {
        let has = |row: &&&Value| doubts(row).iter().any(|doubt| doubt["doubt"] == kind);
        rows.iter().filter(has).count()
    };
    serde_json::json!({
        "events": rows.len(),
        "sure": rows.iter().filter(|row| doubts(row).is_empty()).count(),
        "late": count("late"),
        "rewritten": count("rewritten"),
        "before_parent": count("before-parent"),
        "bursts": count("burst"),
    })
}

#[test]
fn a_report_grades_its_own_days_as_doctor_does() {
    let repo = doubtful();
    let rows = dates(&repo)["rows"].take();
    let rows = rows.as_array().expect("rows");
    let all = integrity(&repo, &[]);
    assert_eq!(all, counted(rows, |_| true));
    assert_eq!(all["events"], 8);
    let on = |first: &'static str, last: &'static str| {
        move |row: &Value| (first..=last).contains(&row["day"].as_str().expect("a day"))
    };
    let week = integrity(&repo, &["--days", "2025-07-09..2025-07-12"]);
    assert_eq!(week, counted(rows, on("2025-07-09", "2025-07-12")));
    assert_eq!((&week["events"], &week["bursts"]), (&4.into(), &4.into()), "{week}");
    // What is for later days than the last says nothing of these, so three days are no burst.
    let some = integrity(&repo, &["--days", "2025-07-08..2025-07-10"]);
    let mut want = counted(rows, on("2025-07-08", "2025-07-10"));
    want["bursts"] = 0.into();
    assert_eq!(some, want);
    let phase = integrity(&repo, &["--phase", "1"]);
    let tasks = ["fastapi-di", "postgres", "task-api", "oauth2-jwt"];
    let of_phase = |row: &Value| tasks.contains(&row["target"].as_str().unwrap_or_default());
    assert_eq!(phase, counted(rows, of_phase));
    assert_eq!(phase["bursts"], 0, "{phase}");
}

#[test]
fn a_report_says_in_every_form_that_nothing_proves_dates() {
    let repo = doubtful();
    for (lang, heading, said, no_proof) in [
        ("en", "Integrity of the dates", "1 of 8 completions and sessions", "proves no date"),
        ("zh", "日期的可信度", "8 条完成和学习记录中，有 1 条", "无法证明任何日期"),
    ] {
        for form in ["term", "md", "html"] {
            let out = repo.roadmap(&["report", "--format", form, "--lang", lang]).success();
            let flat = out.split_whitespace().collect::<Vec<_>>().join(" ");
            for part in [heading, said, no_proof] {
                let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
                let is_said =
                    flat.contains(&part) || flat.replace(' ', "").contains(&part.replace(' ', ""));
                assert!(is_said, "{lang} {form}: {part}\n{out}");
            }
        }
    }
    // Where nothing was recorded, there is nothing to believe.
    let out = repo.roadmap(&["report", "--days", "2025-07-06", "--lang", "en"]).success();
    assert!(!out.contains("Integrity"), "{out}");
}
