//! `doctor --dates`: what speaks against the dates of events.

use serde_json::Value;

use crate::support::TestRepo;

fn dates(repo: &TestRepo) -> Value {
    let out = repo.roadmap(&["doctor", "--dates", "--json"]).success();
    serde_json::from_str::<Value>(&out).expect("JSON")["data"].take()
}

#[test]
fn every_doubt_is_shown_and_nothing_stops_counting() {
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
