//! Every message with which roadmap refuses something, as its user sees it. Whatever was asked
//! for, a refusal changes nothing: neither `HEAD`, nor the index, nor the work tree.

mod git;
mod names;
mod plan;
mod requests;
mod usage;

use std::fs;

use crate::support::{Ran, TestRepo};

/// What must be the same after a refusal: where `HEAD` is, the state of the work tree, and the
/// bytes of the index.
#[derive(Debug, PartialEq, Eq)]
struct State {
    head: String,
    refs: String,
    status: String,
    index: Option<Vec<u8>>,
}

impl State {
    fn of(repo: &TestRepo) -> Self {
        let said = |arguments: &[&str]| repo.try_git(arguments).transcript();
        Self {
            head: said(&["rev-parse", "HEAD"]),
            refs: said(&["for-each-ref"]),
            status: said(&["--no-optional-locks", "status", "--porcelain=v2", "--branch"]),
            index: fs::read(repo.path().join(".git/index")).ok(),
        }
    }
}

/// Runs roadmap, and git before and after it to see that nothing has changed.
fn unchanged(repo: &TestRepo, arguments: &[&str]) -> Ran {
    let before = State::of(repo);
    let ran = repo.roadmap(arguments);
    assert_eq!(State::of(repo), before, "{arguments:?} changed something");
    ran
}

/// A terminal session of commands that are all refused with the exit code `code`.
fn refused(repo: &TestRepo, code: i32, commands: &[&[&str]]) -> String {
    let mut session = String::new();
    for arguments in commands {
        let ran = unchanged(repo, arguments);
        assert_eq!(ran.code, code, "{arguments:?}\n{}", ran.transcript());
        assert_eq!(ran.out, "", "{arguments:?} prints to standard output");
        let is_said = ran.err.contains("error: ") || ran.err.contains("错误：");
        assert!(is_said, "{arguments:?} says nothing");
        session.push_str(&format!("$ roadmap {}\n{}\n", shown(arguments), ran.err));
    }
    session.trim_end().to_owned() + "\n"
}

/// A terminal session of commands that are fine, and still change nothing.
fn idle(repo: &TestRepo, commands: &[&[&str]]) -> String {
    let mut session = String::new();
    for arguments in commands {
        let said = unchanged(repo, arguments).success();
        session.push_str(&format!("$ roadmap {}\n{said}\n", shown(arguments)));
    }
    session.trim_end().to_owned() + "\n"
}

/// The arguments as one would type them.
fn shown(arguments: &[&str]) -> String {
    let quoted = |argument: &&str| {
        let is_plain = |c: char| c.is_alphanumeric() || "-_./:=+~".contains(c);
        if !argument.is_empty() && argument.chars().all(is_plain) {
            (*argument).to_owned()
        } else {
            format!("'{argument}'")
        }
    };
    arguments.iter().map(quoted).collect::<Vec<_>>().join(" ")
}

/// The built-in plan with one finished, one studied and one dropped task, a habit practised
/// twice, and a change that is staged.
fn started() -> TestRepo {
    let mut repo = TestRepo::initialised();
    for arguments in [
        &["done", "dev-env"][..],
        &["study", "fastapi-core", "--took", "45m"],
        &["skip", "skill-map", "-m", "later"],
        &["done", "leetcode"],
        &["done", "leetcode", "-x", "2"],
    ] {
        repo.wait_minutes(1);
        repo.roadmap(arguments).success();
    }
    repo.wait_days(1);
    repo.write("notes.md", "a note\n");
    repo.git(&["add", "notes.md"]);
    repo
}
