//! Records outside the learner's branch: on protected branches, from a bare repository, and
//! between machines.

use insta::assert_snapshot;

use crate::support::TestRepo;

fn plan(reference: &str) -> String {
    format!("{}\n[record]\nref = \"{reference}\"\n", include_str!("../../roadmap.toml"))
}

fn done(repo: &TestRepo) -> i64 {
    let status = repo.roadmap(&["status", "--json"]).success();
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    status["data"]["total"]["tasks"]["done"].as_i64().unwrap()
}

/// A bare repository in the place of a forge, and a clone of it.
fn forge_and_clone(reference: &str, through: &str) -> (TestRepo, TestRepo) {
    let mut forge = TestRepo::with_plan(&plan(reference));
    forge.git(&["clone", "-q", "--bare", ".", "../forge.git"]);
    forge.enter("../forge.git");
    let mut learner = forge.cloned();
    learner.set("ROADMAP_GIT", through);
    forge.set("ROADMAP_GIT", through);
    (forge, learner)
}

#[test]
fn on_the_branch_of_the_records_it_is_said_where_the_plan_is() {
    for through in ["library", "program"] {
        let mut repo = TestRepo::with_plan(&plan("refs/heads/progress"));
        repo.set("ROADMAP_GIT", through);
        repo.roadmap(&["done", "dev-env"]).success();
        repo.git(&["switch", "-q", "progress"]);
        let ran = repo.roadmap(&["status"]);
        let hint = "hint: the branch `main` has one: `git switch main`\nhint: `roadmap init`";
        assert!(ran.code == 1 && ran.err.contains(hint), "{}", ran.transcript());
    }
}

#[test]
fn two_machines_exchange_records_by_fetch_and_push() {
    for reference in ["refs/roadmap/log", "refs/heads/progress"] {
        for through in ["library", "program"] {
            let (forge, mut laptop) = forge_and_clone(reference, through);
            let mut desktop = forge.cloned();
            desktop.set("ROADMAP_GIT", through);
            laptop.roadmap(&["done", "dev-env"]).success();
            laptop.roadmap(&["share"]).success();
            laptop.git(&["push", "-q"]);

            desktop.wait_minutes(5);
            desktop.roadmap(&["share"]).success();
            desktop.git(&["fetch", "-q"]);
            assert_eq!(done(&desktop), 1, "{reference} {through}: what is fetched is read");
            desktop.roadmap(&["done", "fastapi-core"]).success();
            laptop.wait_minutes(9);
            laptop.roadmap(&["done", "skill-map"]).success();

            desktop.git(&["push", "-q"]);
            laptop.git(&["fetch", "-q"]);
            assert_ne!(laptop.try_git(&["push", "-q"]).code, 0, "both have gone on");
            laptop.roadmap(&["share"]).success();
            laptop.git(&["push", "-q"]);
            desktop.git(&["fetch", "-q"]);
            assert_eq!((done(&laptop), done(&desktop)), (3, 3), "{reference} {through}");
            let status = |repo: &TestRepo| repo.roadmap(&["status", "--json"]).success();
            assert_eq!(status(&laptop), status(&desktop));
            assert_eq!(laptop.git(&["rev-list", "--count", "main"]).trim(), "1");

            // The next record goes on from what was fetched, without `share`.
            desktop.roadmap(&["done", "study-repo"]).success();
            desktop.git(&["push", "-q"]);
            laptop.git(&["fetch", "-q"]);
            assert_eq!(done(&laptop), 4);
        }
    }
}

#[test]
fn a_protected_branch_is_left_alone() {
    let (_forge, learner) = forge_and_clone("refs/roadmap/log", "either");
    let main = learner.git(&["rev-parse", "main"]);
    learner.git(&["switch", "-q", "--detach"]);
    learner.roadmap(&["done", "dev-env"]).success();
    assert_eq!(learner.git(&["rev-parse", "main"]), main);
    assert_eq!(learner.git(&["rev-parse", "HEAD"]), main);
    assert_eq!(done(&learner), 1, "a detached HEAD does not matter for a ref of its own");
}

#[test]
fn a_bare_repository_reads_and_records() {
    for through in ["library", "program"] {
        for reference in ["HEAD", "refs/roadmap/log"] {
            let (forge, _) = forge_and_clone(reference, through);
            assert_eq!(done(&forge), 0);
            forge.roadmap(&["done", "dev-env"]).success();
            forge.roadmap(&["done", "leetcode", "-x", "2"]).success();
            assert_eq!(done(&forge), 1, "{through} {reference}");
            forge.git(&["fsck", "--strict"]);
        }
    }
    let mut empty = TestRepo::empty();
    empty.git(&["init", "-q", "--bare", "../bare.git"]);
    empty.enter("../bare.git");
    assert_snapshot!(empty.roadmap(&["status"]).transcript());
}

#[test]
fn share_says_what_it_set_up_and_what_it_needs() {
    let (_forge, learner) = forge_and_clone("refs/roadmap/log", "either");
    let mut said = learner.roadmap(&["share"]).transcript();
    said.push_str(&learner.roadmap(&["share", "origin"]).transcript());
    said.push_str(&learner.roadmap(&["share", "upstream"]).transcript());
    said.push_str(&learner.roadmap(&["share", "--lang", "zh"]).transcript());
    learner.git(&["remote", "remove", "origin"]);
    said.push_str(&learner.roadmap(&["share"]).transcript());
    said.push_str(&TestRepo::initialised().roadmap(&["share"]).transcript());
    assert_snapshot!(said);
}
