//! `roadmap doctor`: every finding in a repository that real git has made, and the rescue of what
//! only the reflog has.

mod places;
mod rescue;
mod said;

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::TestRepo;

/// Two tasks, a habit and a rename.
const PLAN: &str = "\
title = \"Study\"
start = 2025-07-11

[[phase]]
id = \"1\"
title = \"Basics\"
window = \"2025-07-11..2025-08-31\"
task = [{ id = \"fastapi-core\", title = \"FastAPI\" }, { id = \"docker\", title = \"Docker\" }]

[[habit]]
id = \"leetcode\"
title = \"LeetCode\"
every = \"day\"
";

/// Both ways to git.
const WAYS: [&str; 2] = ["library", "program"];

/// A repository with the plan, and a way to git.
fn repository(through: &str) -> TestRepo {
    with_plan(PLAN, through)
}

fn with_plan(plan: &str, through: &str) -> TestRepo {
    let mut repo = TestRepo::with_plan(plan);
    repo.set("ROADMAP_GIT", through);
    repo
}

/// What a session says, which has to be the same by both ways to git.
fn on_both(session: impl Fn(&str) -> String) -> String {
    let [library, program] = WAYS.map(session);
    assert_eq!(library, program);
    library
}

/// Commits a message without a change.
fn commit(repo: &mut TestRepo, message: &str) {
    repo.wait_minutes(1);
    repo.git(&["commit", "-q", "--allow-empty", "-m", message]);
}

/// What doctor says to programs; its exit code has to agree with it.
fn doctor(repo: &TestRepo) -> Value {
    let ran = repo.roadmap(&["doctor", "--json"]);
    let report: Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.transcript()));
    assert_eq!(report["kind"], "doctor");
    let data = report["data"].clone();
    let needs_a_hand = data["needs_a_hand"].as_i64().unwrap() > 0;
    assert_eq!(ran.code, i32::from(needs_a_hand), "{}", ran.transcript());
    data
}

/// The kinds and severities of the findings, one a line.
fn kinds(repo: &TestRepo) -> Vec<String> {
    let data = doctor(repo);
    let findings = data["findings"].as_array().unwrap();
    let kind = |finding: &Value| {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("severity"), text("kind"))
    };
    findings.iter().map(kind).collect()
}

/// The finding of this kind.
fn finding(repo: &TestRepo, kind: &str) -> Value {
    let data = doctor(repo);
    let mut findings = data["findings"].as_array().unwrap().iter();
    let found = findings.find(|finding| finding["kind"] == kind);
    found.unwrap_or_else(|| panic!("no {kind} in {data:#}")).clone()
}

/// What doctor says to people, in English and Chinese, at 80 columns.
fn said(repo: &mut TestRepo) -> String {
    let english = repo.roadmap(&["doctor"]).transcript();
    let chinese = repo.roadmap(&["doctor", "--lang", "zh"]).transcript();
    format!("{english}\n{chinese}")
}

/// The numbers, byte for byte.
fn numbers(repo: &TestRepo) -> String {
    repo.roadmap(&["status", "--json"]).success()
}

#[test]
fn all_is_well_is_one_line() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        assert_eq!(
            repo.roadmap(&["doctor"]).success(),
            "✓ All is well: nothing is recorded yet, and nothing is lost.\n"
        );
        repo.roadmap(&["done", "fastapi-core"]).success();
        repo.wait_minutes(5);
        repo.roadmap(&["done", "leetcode", "-x", "2"]).success();
        repo.roadmap(&["undo"]).success();
        assert_eq!(
            repo.roadmap(&["doctor"]).success(),
            "✓ All is well: 3 events, nothing lost, nothing odd.\n"
        );
        let chinese = repo.roadmap(&["doctor", "--lang", "zh"]).success();
        assert_eq!(chinese, "✓ 一切正常：共 3 条记录，没有丢失，也没有异常。\n");
        repo.roadmap(&["doctor", "--json"]).success()
    });
    assert_snapshot!(said, @r#"
    {
      "schema": 1,
      "kind": "doctor",
      "data": {
        "events": 3,
        "needs_a_hand": 0,
        "worth_knowing": 0,
        "findings": []
      }
    }
    "#);
}

#[test]
fn doctor_changes_nothing() {
    for through in WAYS {
        let repo = repository(through);
        repo.git(&["-c", "core.logAllRefUpdates=false", "branch", "silent"]);
        let state = || {
            let refs = repo.git(&["for-each-ref"]);
            let files = repo.git(&["rev-parse", "--git-dir"]);
            let logs = std::fs::read_dir(repo.path().join(".git/logs/refs/heads")).unwrap().count();
            (refs, files, logs, repo.git(&["count-objects", "-v"]))
        };
        let before = state();
        repo.roadmap(&["doctor"]).success();
        repo.roadmap(&["doctor", "--rescue"]).success();
        assert_eq!(state(), before, "{through}");
    }
}
