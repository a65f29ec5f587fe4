//! Commands that do not end by themselves, or leave something behind: all of it ends. Every
//! process here ends by itself within a few minutes, should a test fail.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{result, trusted};

/// How many processes have a word among their arguments. The word is long and of one test only.
fn alive(word: &str) -> usize {
    let processes = fs::read_dir("/proc").expect("processes").flatten();
    let has_word = |path: &std::path::Path| {
        fs::read(path.join("cmdline"))
            .is_ok_and(|line| line.split(|byte| *byte == 0).any(|part| part == word.as_bytes()))
    };
    processes.filter(|entry| has_word(&entry.path())).count()
}

/// Waits for the last of them to be gone; what was killed takes a moment to be so.
#[track_caller]
fn assert_none_is_left(word: &str) {
    let start = Instant::now();
    while alive(word) > 0 {
        assert!(start.elapsed() < Duration::from_secs(5), "{} left of `{word}`", alive(word));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_a_command_leaves_behind_goes_with_it() {
    // Three generations, of which only the first is waited for.
    let chain =
        "sh -c 'sh -c \\\"sleep 211.5 & sleep 211.5 &\\\" & sleep 0.2' & sleep 0.5; echo over";
    let repo = trusted(&format!("{{ run = \"{chain}\", shell = true }}"));
    let start = Instant::now();
    let result = result(&repo);
    assert_eq!(result["verdict"], "passed", "{result}");
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    assert_none_is_left("211.5");
}

#[test]
fn a_command_that_never_ends_is_ended_with_all_that_it_started() {
    let endless = [
        "sleep 223.5 & sleep 223.5",
        "trap '' TERM HUP INT; sleep 223.5 & while :; do sleep 223.5; done",
        "exec >&- 2>&-; sleep 223.5",
        "while :; do echo x; done",
    ];
    for run in endless {
        let repo = trusted(&format!("{{ run = \"{run}\", shell = true, timeout = \"1s\" }}"));
        let start = Instant::now();
        let result = result(&repo);
        assert_eq!(result["verdict"], "timed-out", "{run}: {result}");
        assert!(start.elapsed() < Duration::from_secs(60), "{run}: {:?}", start.elapsed());
        assert_none_is_left("223.5");
    }
}

#[test]
fn a_process_that_closed_its_output_is_still_waited_for() {
    let repo = trusted("{ run = \"exec >&- 2>&-; sleep 0.3; exit 7\", shell = true }");
    assert_eq!(result(&repo)["exit_code"], 7);
}

#[test]
fn ctrl_c_ends_a_run_and_records_nothing() {
    let repo = trusted("{ run = \"echo ready; sleep 227.5 & sleep 227.5\", shell = true }");
    let head = repo.git(&["rev-parse", "HEAD"]);
    for arguments in [&["run", "a"][..], &["done", "a"]] {
        let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("roadmap");
        if arguments[0] == "run" {
            let mut lines = BufReader::new(child.stdout.take().expect("output")).lines();
            assert!(lines.any(|line| line.is_ok_and(|line| line == "ready")));
        } else {
            let start = Instant::now();
            while alive("227.5") < 2 && start.elapsed() < Duration::from_secs(30) {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        let start = Instant::now();
        let pid = child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
        let ended = child.wait_with_output().expect("an end");
        assert_eq!(ended.status.code(), Some(1), "{arguments:?}");
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
        assert_none_is_left("227.5");
    }
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), head);
}
