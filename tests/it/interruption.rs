//! `kill -9` at any moment: the repository stays whole, and what was acknowledged is there.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::TestRepo;

/// How often each way to git is killed.
const TRIES: u64 = 250;

/// The next number of a fixed sequence (splitmix64).
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[test]
fn five_hundred_kills_lose_nothing_that_was_acknowledged() {
    for (through, mut seed) in [("library", 7), ("program", 11)] {
        let mut repo = TestRepo::initialised();
        repo.set("ROADMAP_GIT", through);
        let index = std::fs::read(repo.git_path("index")).unwrap();
        let lock = repo.git_path("refs/heads/main.lock");
        // Left to live for up to a little more than it needs on this machine; below, for as
        // long as lets about one in three finish, whatever else the machine is doing.
        let began = Instant::now();
        repo.roadmap(&["done", "leetcode"]).success();
        let mut longest: u64 =
            began.elapsed().as_micros().try_into().unwrap_or(u64::MAX / 5) * 5 / 4;
        let (mut acknowledged, mut killed) = (1, 0);
        for _ in 0..TRIES {
            repo.wait_minutes(1);
            let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
            command.args(["done", "leetcode"]).stdout(Stdio::piped()).stderr(Stdio::null());
            let mut child = command.spawn().unwrap();
            thread::sleep(Duration::from_micros(next(&mut seed) % longest));
            child.kill().unwrap();
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            acknowledged += usize::from(said.contains("recorded for"));
            killed += usize::from(!output.status.success());
            longest = longest * if output.status.success() { 95 } else { 103 } / 100 + 1;
            // As the message of the next `done` advises; git leaves the same file behind.
            let _ = std::fs::remove_file(&lock);
        }
        repo.git(&["fsck", "--strict", "--no-dangling"]);
        let show = repo.roadmap(&["show", "leetcode", "--json"]).success();
        let show: serde_json::Value = serde_json::from_str(&show).unwrap();
        let there = show["data"]["history"].as_array().unwrap().len();
        assert!(there >= acknowledged, "{through}: {there} of {acknowledged} are there");
        assert!(killed > 10 && there > 10, "{through}: {killed} were killed, {there} recorded");
        assert_eq!(repo.git(&["log", "--merges", "--format=%h"]), "");
        assert!(std::fs::read(repo.git_path("index")).unwrap() == index, "{through}");
        repo.roadmap(&["done", "leetcode"]).success();
    }
}
