//! A new user's first days, on one machine and on two.

use insta::assert_snapshot;

use crate::support::TestRepo;

#[test]
fn the_first_session_of_a_new_user() {
    let mut repo = TestRepo::empty();
    let mut transcript = String::new();
    let mut run = |repo: &mut TestRepo, arguments: &[&str]| {
        repo.wait_minutes(1);
        let ran = repo.roadmap(arguments);
        assert_eq!(ran.code, 0, "{}", ran.transcript());
        transcript.push_str(&format!(
            "$ roadmap {}\n{}{}\n",
            arguments.join(" "),
            ran.out,
            ran.err
        ));
    };
    run(&mut repo, &["init"]);
    run(&mut repo, &["done", "dev-env", "--took", "3h", "-m", "WSL2 装好了"]);
    run(&mut repo, &["done", "fastapi-core"]);
    run(&mut repo, &["done", "图谱", "--day", "yesterday"]);
    run(&mut repo, &["undo", "fastapi-core"]);
    run(&mut repo, &["status"]);
    run(&mut repo, &["log"]);
    transcript.push_str(&format!(
        "$ git log\n{}",
        repo.git(&["log", "--format=%h %an %ad%n%B", "--date=iso"])
    ));
    assert_snapshot!(transcript);
}

/// Everything that both sides should agree on.
fn numbers(repo: &TestRepo) -> String {
    ["status", "list", "log"]
        .iter()
        .map(|command| repo.roadmap(&[command, "--json"]).success())
        .collect()
}

#[test]
fn two_clones_that_merge_both_ways_show_the_same_bytes() {
    let mut laptop = TestRepo::initialised();
    laptop.wait_minutes(1);
    laptop.roadmap(&["done", "dev-env"]).success();
    laptop.wait_minutes(1);
    laptop.roadmap(&["done", "fastapi-core", "--took", "2h"]).success();
    laptop.wait_minutes(1);
    laptop.roadmap(&["done", "skill-map"]).success();
    laptop.wait_minutes(1);
    laptop.roadmap(&["undo"]).success();

    let mut desktop = laptop.cloned();
    desktop.wait_minutes(10);
    desktop.roadmap(&["done", "study-repo"]).success();
    desktop.wait_minutes(1);
    desktop.roadmap(&["done", "skill-map"]).success();
    laptop.wait_minutes(30);
    laptop.roadmap(&["done", "leetcode", "-x", "2"]).success();
    laptop.roadmap(&["undo", "fastapi-core"]).success();

    desktop.git(&["branch", "-q", "mine"]);
    let there = laptop.path().display().to_string();
    desktop.git(&["pull", "-q", "--no-rebase", "--no-edit", &there, "main"]);
    let here = desktop.path().display().to_string();
    let alone = laptop.git(&["rev-parse", "HEAD"]);
    laptop.git(&["pull", "-q", "--no-rebase", "--no-edit", &here, "main"]);
    assert_eq!(laptop.git(&["rev-parse", "HEAD"]), desktop.git(&["rev-parse", "HEAD"]));
    assert_eq!(numbers(&laptop), numbers(&desktop));

    // Merged the other way round, the commits differ and the numbers do not.
    let status = |repo: &TestRepo| repo.roadmap(&["status", "--json"]).success();
    let merged = status(&desktop);
    laptop.git(&["reset", "-q", "--hard", alone.trim()]);
    laptop.git(&["fetch", "-q", &here, "mine:theirs"]);
    laptop.git(&["merge", "-q", "--no-edit", "-m", "Other way", "theirs"]);
    assert_ne!(laptop.git(&["rev-parse", "HEAD"]), desktop.git(&["rev-parse", "HEAD"]));
    assert_eq!(status(&laptop), merged);
    let merged: serde_json::Value = serde_json::from_str(&merged).unwrap();
    assert_eq!(merged["data"]["total"]["tasks"]["done"], 3);
}
