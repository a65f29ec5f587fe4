//! Commands that do not end by themselves, or leave something behind: all of it ends. Every
//! process here ends by itself within a few minutes, should a test fail.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{plan, result, trusted, with_verify};

/// The processes that have a word among their arguments. The word is long and of one test only.
fn processes(word: &str) -> Vec<String> {
    let processes = fs::read_dir("/proc").expect("processes").flatten();
    let has_word = |path: &std::path::Path| {
        fs::read(path.join("cmdline"))
            .is_ok_and(|line| line.split(|byte| *byte == 0).any(|part| part == word.as_bytes()))
    };
    let found = processes.filter(|entry| has_word(&entry.path()));
    found.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

pub(super) fn alive(word: &str) -> usize {
    processes(word).len()
}

/// Waits for the last of them to be gone; what was killed takes a moment to be so.
#[track_caller]
pub(super) fn assert_none_is_left(word: &str) {
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
    assert_eq!(result["ended"], "passed", "{result}");
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
        "i=0; while [ $i -lt 300 ]; do sleep 223.5 & i=$((i + 1)); done; wait",
        "f() { sleep 0.05; f & f & sleep 223.5; }; f & sleep 0.4; exec sleep 223.5",
    ];
    for run in endless {
        let repo = trusted(&format!("{{ run = \"{run}\", shell = true, timeout = \"1s\" }}"));
        let start = Instant::now();
        let result = result(&repo);
        assert_eq!(result["ended"], "timed-out", "{run}: {result}");
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

#[test]
fn a_session_of_its_own_is_no_way_out() {
    // A daemon (which forks, leads a session and forks again), one that shuts its ears, and one
    // that starts more while it is ended.
    let ways = [
        "setsid sleep 229.5 & sleep 229.5",
        "setsid sh -c 'setsid sleep 229.5 & exit' & sleep 229.5",
        "setsid sh -c 'trap \\\"\\\" TERM HUP INT; while :; do sleep 229.5; done' & sleep 229.5",
        "setsid sh -c 'while sleep 0.01; do setsid -f sleep 229.5; done' & sleep 229.5",
    ];
    for run in ways {
        let repo = trusted(&format!("{{ run = \"{run}\", shell = true, timeout = \"1s\" }}"));
        assert_eq!(result(&repo)["ended"], "timed-out", "{run}");
        assert_none_is_left("229.5");
    }
    let repo =
        trusted("{ run = \"setsid -f sleep 239.5; setsid -f sleep 239.5; true\", shell = true }");
    assert_eq!(result(&repo)["ended"], "passed");
    assert_none_is_left("239.5");
}

#[test]
fn side_by_side_nobodys_leader_is_taken_for_an_orphan() {
    let mut text = plan("{ run = \"setsid -f sleep 241.5; sleep 0.1\", shell = true }");
    text += "verify = { run = \"for i in 1 2 3 4 5 6; do sleep 0.1; done; echo whole\", shell = true }\n";
    let repo = with_verify("\"true\"");
    repo.write("roadmap.toml", &text);
    repo.roadmap(&["trust", "--yes"]).success();
    let ran = repo.roadmap(&["run", "--all", "-j", "2"]);
    assert!(ran.code == 0 && ran.out.contains("whole"), "{}", ran.transcript());
    assert_none_is_left("241.5");
}

#[test]
fn jobs_of_whoever_has_started_us_are_left_alone() {
    let repo = trusted("{ run = \"setsid -f sleep 0.1; true\", shell = true }");
    let mut shell = repo.command(repo.path(), "bash");
    let roadmap = env!("CARGO_BIN_EXE_roadmap");
    shell.args(["-c", &format!("set -m; sleep 251.5 & exec '{roadmap}' run a")]);
    let ran = shell.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("bash");
    assert!(ran.success());
    let jobs = processes("251.5");
    assert_eq!(jobs.len(), 1);
    assert!(Command::new("kill").arg(&jobs[0]).status().expect("kill").success());
}
