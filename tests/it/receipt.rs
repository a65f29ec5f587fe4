//! The program that recomputes receipts from git (`tests/receipt`), which shares no code with
//! roadmap.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::TestRepo;

/// Where the checker is.
const CHECKER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/receipt/check.py");

/// Whether Python is there to run the checker; says so where it is not.
pub(crate) fn has_python() -> bool {
    let found = Command::new("python3").arg("--version").stdout(Stdio::null()).status();
    let found = found.is_ok_and(|status| status.success());
    if !found {
        eprintln!("skipped: there is no python3 to recompute receipts with");
    }
    found
}

/// What the checker says of receipts, and whether all agree with git.
pub(crate) fn check(repository: &Path, receipts: &str) -> (bool, String) {
    let mut checker = Command::new("python3");
    // Nothing is left beside the sources.
    checker.arg("-B").arg(CHECKER).arg(repository).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut checker = checker.spawn().expect("python3");
    let mut input = checker.stdin.take().expect("a pipe");
    input.write_all(receipts.as_bytes()).expect("a reader");
    drop(input);
    let output = checker.wait_with_output().expect("an end");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The checker is short, so that it can be read by whoever wants to believe it.
#[test]
fn the_checker_can_be_read() {
    let folder = Path::new(CHECKER).parent().expect("a folder");
    let mut parts = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "py") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a source");
        assert!(text.lines().count() <= 200, "{}", path.display());
        let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 100).collect();
        assert!(wide.is_empty(), "{}: {wide:#?}", path.display());
        parts += 1;
    }
    assert!(parts > 0);
}

/// A slip of the pen costs what it is about, and not the rest of the line, for the checker too.
#[test]
fn what_cannot_be_read_of_a_line_counts_for_neither_of_both() {
    if !has_python() {
        return;
    }
    let repo = TestRepo::initialised();
    for line in [
        "leetcode day=2025-02-30",
        "leetcode day=2025-07-20..2025-07-10",
        "leetcode day=1969-12-31",
        "leetcode day=yesterday x=0 took=long",
        "leetcode x=1e3 took=1h.m",
        "leetcode x=.5 took=1.5h30m day=2025-07-12",
        "leetcode took=30m1h x=1.2345",
        "leetcode took=1001h x=1000001",
    ] {
        let message = format!("Study\n\nRoadmap-Done: {line}\n");
        repo.git(&["commit", "-q", "--allow-empty", "-m", &message]);
    }
    let questions = [&["streak", "leetcode"][..], &["record"], &["time"]];
    let receipts = questions.map(|of| repo.roadmap(&[&["why", "--json"], of].concat()).success());
    assert_eq!(check(repo.path(), &receipts.concat()).1, "3 receipts agree with git\n");
    assert_eq!(check(repo.path(), &receipts[0]).1, "1 receipt agrees with git\n");
}
