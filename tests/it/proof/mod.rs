//! Commands that prove tasks: the whole way from red to a receipt and its audit, and plans that
//! mean no good.

mod audit;
mod hostile;
mod killed;
mod story;
mod trust;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::Value;

use crate::support::{Ran, TestRepo};

/// A plan with one task, and what stands under its `verify`.
fn with_verify(verify: &str) -> TestRepo {
    let mut repo = TestRepo::with_plan(&plan(verify));
    apart(&mut repo);
    repo
}

fn plan(verify: &str) -> String {
    format!(
        "title = \"T\"\nstart = 2025-07-11\n[[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = \"2025-07\"\n\
         [[phase.task]]\nid = \"a\"\ntitle = \"A\"\nverify = {verify}\n\
         [[phase.task]]\nid = \"b\"\ntitle = \"B\"\n"
    )
}

/// Lets temporary files be where a test can look for what was left behind.
fn apart(repo: &mut TestRepo) {
    let scratch = repo.home().join("tmp");
    fs::create_dir_all(&scratch).expect("a directory");
    repo.set("TMPDIR", &scratch.display().to_string());
}

/// What is left of temporary files.
fn left_behind(repo: &TestRepo) -> usize {
    fs::read_dir(repo.home().join("tmp")).expect("a directory").count()
}

/// The same with the commands approved.
fn trusted(verify: &str) -> TestRepo {
    let repo = with_verify(verify);
    repo.roadmap(&["trust", "--yes"]).success();
    repo
}

#[test]
fn a_task_that_was_recorded_without_its_check_says_how_to_get_it() {
    let mut repo = trusted("\"true\"");
    repo.roadmap(&["done", "a", "--no-verify"]).success();
    repo.wait_days(1);
    let said = repo.roadmap(&["done", "a"]).success();
    let way = "`roadmap reopen a`,\n  then `roadmap done a --day 2025-07-14`";
    assert!(said.contains(way), "{said}");
    let day = repo.now().date_naive();
    for command in [&["reopen", "a"][..], &["done", "a", "--day", "2025-07-14"]] {
        repo.wait_minutes(1);
        repo.roadmap(command).success();
    }
    let shown = repo.roadmap(&["show", "a"]).success();
    assert!(shown.contains("done on 2025-07-14 · verified"), "{day} {shown}");
    let said = repo.roadmap(&["done", "a"]).success();
    assert!(!said.contains("without its check"), "{said}");
}

#[test]
fn a_dry_run_says_that_it_checks_nothing_and_shows_what_skipping_the_check_records() {
    let repo = with_verify("\"false\"");
    let said = repo.roadmap(&["done", "a", "b", "--dry-run"]).success();
    assert!(said.contains("a dry run checks nothing: a is recorded only if"), "{said}");
    assert!(!said.contains("nothing: b"), "{said}");
    let said = repo.roadmap(&["done", "a", "--no-verify", "--dry-run"]).success();
    assert!(said.contains("check=skipped,cmd:"), "{said}");
    assert_eq!(repo.git(&["rev-list", "--count", "HEAD"]), "1\n");
}

/// Writes a program.
fn program(path: &Path, script: &str) {
    fs::write(path, script).expect("a file");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a mode");
}

/// The `data` of a command's JSON.
fn data(ran: &Ran) -> Value {
    let value: Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.transcript()));
    value["data"].clone()
}

/// What `run a --json` says about the one task.
fn result(repo: &TestRepo) -> Value {
    data(&repo.roadmap(&["run", "a", "--json"]))["results"][0].clone()
}
