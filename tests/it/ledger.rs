//! Reading and writing events in real repositories, with git itself as the judge.

use std::fs;
use std::process::Stdio;

use crate::support::TestRepo;

fn status(repo: &TestRepo) -> serde_json::Value {
    let text = repo.roadmap(&["status", "--json"]).success();
    serde_json::from_str::<serde_json::Value>(&text).unwrap()["data"].clone()
}

fn done(repo: &TestRepo) -> i64 {
    status(repo)["total"]["tasks"]["done"].as_i64().unwrap()
}

#[test]
fn git_lists_what_we_wrote() {
    let repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env", "fastapi-core", "-m", "两个 \"一起\""]).success();
    let listed = repo.git(&["log", "-1", "--format=%(trailers:key=Roadmap-Done,valueonly)"]);
    let lines: Vec<&str> = listed.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 2, "{listed}");
    assert!(
        lines[0].starts_with("dev-env day=2025-07-14 why=\"两个 \\\"一起\\\"\" id="),
        "{listed}"
    );
    assert!(lines[1].starts_with("fastapi-core day=2025-07-14"), "{listed}");
    let message = repo.git(&["log", "-1", "--format=%B"]);
    repo.write("message", &message);
    let parsed = repo.git(&["interpret-trailers", "--parse", "--no-divider", "message"]);
    assert_eq!(parsed, message.split("\n\n").nth(1).unwrap().trim_end().to_owned() + "\n");
}

#[test]
fn a_trailer_typed_by_hand_counts() {
    let repo = TestRepo::initialised();
    repo.git(&["commit", "--allow-empty", "-qm", "Setup", "--trailer", "Roadmap-Done: dev-env"]);
    repo.git(&["commit", "--allow-empty", "-qm", "roadmap-done : FASTAPI-CORE"]);
    assert_eq!(done(&repo), 2);
}

#[test]
fn a_squash_merge_of_three_events_counts_three() {
    let mut repo = TestRepo::initialised();
    repo.git(&["switch", "-qc", "work"]);
    for task in ["dev-env", "fastapi-core", "skill-map"] {
        repo.wait_minutes(1);
        repo.roadmap(&["done", task]).success();
    }
    repo.write("notes.md", "work");
    repo.git(&["add", "notes.md"]);
    repo.git(&["commit", "-qm", "Notes"]);
    repo.git(&["switch", "-q", "main"]);
    repo.git(&["merge", "-q", "--squash", "work"]);
    repo.git(&["commit", "-q", "--no-edit"]);
    let log = repo.roadmap(&["log", "--json"]).success();
    repo.git(&["branch", "-qD", "work"]);
    assert_eq!(done(&repo), 3);
    let trailers = repo.git(&["log", "-1", "--format=%(trailers:key=Roadmap-Done)"]);
    assert_eq!(trailers.trim(), "", "git's own trailer block is known to lose them");
    let count = |log: &str| log.matches("\"verb\": \"done\"").count();
    assert_eq!(count(&log), 3, "branch and squash together are three events, not six");
}

#[test]
fn index_work_tree_and_stash_stay_as_they_are() {
    let repo = TestRepo::initialised();
    repo.write("tracked", "one");
    repo.write("stashed", "one");
    repo.git(&["add", "."]);
    repo.git(&["commit", "-qm", "Files"]);
    repo.write("stashed", "two");
    repo.git(&["stash", "-q"]);
    repo.write("tracked", "two");
    repo.write("staged", "new");
    repo.write("intended", "later");
    repo.git(&["add", "staged"]);
    repo.git(&["add", "-N", "intended"]);
    repo.write("untracked", "x");
    let state = |repo: &TestRepo| {
        (
            repo.git(&["status", "--porcelain=v2"]),
            fs::read(repo.path().join(".git/index")).unwrap(),
            repo.git(&["stash", "list"]),
            repo.git(&["rev-parse", "HEAD^{tree}"]),
        )
    };
    let before = state(&repo);
    for arguments in
        [&["done", "dev-env"][..], &["study", "--took", "1h"], &["undo"], &["skip", "skill-map"]]
    {
        repo.roadmap(arguments).success();
        assert_eq!(state(&repo), before, "{arguments:?}");
    }
    assert_eq!(repo.git(&["log", "--format=%h"]).lines().count(), 6);
}

#[test]
fn a_merge_in_progress_stays_in_progress() {
    let repo = TestRepo::initialised();
    repo.write("file", "base");
    repo.git(&["add", "file"]);
    repo.git(&["commit", "-qm", "Base"]);
    repo.git(&["switch", "-qc", "side"]);
    repo.write("file", "side");
    repo.git(&["commit", "-qam", "Side"]);
    repo.git(&["switch", "-q", "main"]);
    repo.write("file", "main");
    repo.git(&["commit", "-qam", "Main"]);
    assert_ne!(repo.try_git(&["merge", "side"]).code, 0, "a conflict was wanted");
    let files = ["MERGE_HEAD", "MERGE_MSG", "index"];
    let state = || files.map(|file| fs::read(repo.path().join(".git").join(file)).unwrap());
    let before = state();
    repo.roadmap(&["done", "dev-env"]).success();
    assert!(state() == before, "the merge was touched");
    repo.write("file", "both");
    repo.git(&["commit", "-qam", "Merged"]);
    assert_eq!(done(&repo), 1);
    assert_eq!(repo.git(&["log", "--format=%s", "-1"]).trim(), "Merged");
}

#[test]
fn the_mailmap_makes_two_addresses_one_person() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env"]).success();
    repo.set("GIT_AUTHOR_EMAIL", "lin@work.example");
    repo.roadmap(&["done", "fastapi-core"]).success();
    assert_eq!(status(&repo)["footnotes"]["people"], 2);
    repo.write(".mailmap", "林小明 <lin@example.org> <lin@work.example>\n");
    assert_eq!(status(&repo)["footnotes"]["people"], 1);
    assert_eq!(done(&repo), 2);
}

#[test]
fn every_branch_and_the_upstream_are_read() {
    let repo = TestRepo::initialised();
    repo.git(&["switch", "-qc", "side"]);
    repo.roadmap(&["done", "dev-env"]).success();
    repo.git(&["switch", "-q", "main"]);
    let clone = repo.cloned();
    assert_eq!((done(&repo), done(&clone)), (1, 0), "a clone has no local branch `side`");
    clone.git(&["branch", "-q", "--set-upstream-to=origin/side"]);
    assert_eq!(done(&clone), 1);
    let only_main = repo.roadmap(&["status", "--json", "--ref", "main"]).success();
    assert!(only_main.contains("\"done\": 0"));
    let remote = clone.roadmap(&["status", "--json", "--ref", "origin/side"]).success();
    assert!(remote.contains("\"done\": 1"));
}

#[test]
fn a_shallow_clone_says_at_least() {
    let mut repo = TestRepo::initialised();
    for task in ["dev-env", "fastapi-core"] {
        repo.wait_minutes(1);
        repo.roadmap(&["done", task]).success();
    }
    let clone = repo.cloned();
    assert_eq!(status(&clone)["footnotes"]["at_least"], false);
    let url = format!("file://{}", repo.path().display());
    clone.git(&["clone", "-q", "--depth", "1", &url, "shallow"]);
    let ran = clone.roadmap_in(&clone.path().join("shallow"), &["status", "--json"]);
    let status: serde_json::Value = serde_json::from_str(&ran.success()).unwrap();
    assert_eq!(status["data"]["footnotes"]["at_least"], true);
    assert_eq!(status["data"]["total"]["tasks"]["done"], 1);
}

#[test]
fn sixty_four_writers_at_once_lose_nothing() {
    write_at_once(&TestRepo::initialised(), 64);
}

/// Lets so many processes record at once: every one is there, in a line, and git is content.
pub(crate) fn write_at_once(repo: &TestRepo, writers: usize) {
    let before = repo.git(&["rev-list", "--count", "HEAD"]).trim().parse::<usize>().unwrap();
    let children: Vec<_> = (0..writers)
        .map(|_| {
            let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
            command.args(["done", "leetcode"]).stdout(Stdio::null()).stderr(Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let show = repo.roadmap(&["show", "leetcode", "--json"]).success();
    let show: serde_json::Value = serde_json::from_str(&show).unwrap();
    assert_eq!(show["data"]["total"], writers);
    let after = repo.git(&["rev-list", "--count", "HEAD"]);
    assert_eq!(after.trim(), (before + writers).to_string());
    assert_eq!(repo.git(&["log", "--merges", "--format=%h"]), "");
    repo.git(&["fsck", "--strict"]);
}

#[test]
fn the_reflog_tells_what_was_recorded() {
    let repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env"]).success();
    let reflog = repo.git(&["reflog", "--format=%gs", "-1"]);
    assert!(reflog.starts_with("roadmap: Done dev-env: "), "{reflog}");
}

#[test]
fn an_unborn_branch_gets_its_first_commit() {
    let repo = TestRepo::empty();
    repo.git(&["init", "-q"]);
    repo.write("roadmap.toml", include_str!("../../roadmap.toml"));
    repo.roadmap(&["done", "dev-env"]).success();
    assert_eq!(done(&repo), 1);
    assert_eq!(repo.git(&["status", "--porcelain"]), "?? roadmap.toml\n");
}

#[test]
fn the_record_ref_gets_the_events_when_the_plan_names_one() {
    let plan =
        include_str!("../../roadmap.toml").to_owned() + "\n[record]\nref = \"refs/roadmap/log\"\n";
    let repo = TestRepo::with_plan(&plan);
    let head = repo.git(&["rev-parse", "HEAD"]);
    repo.roadmap(&["done", "dev-env"]).success();
    repo.roadmap(&["done", "fastapi-core"]).success();
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), head);
    assert_eq!(repo.git(&["rev-list", "--count", "refs/roadmap/log"]).trim(), "2");
    assert_eq!(done(&repo), 2);
}
