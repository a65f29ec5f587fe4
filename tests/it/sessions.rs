//! Study time: hours that are typed, and a session that runs until it is stopped.

use std::fs;
use std::path::PathBuf;
use std::thread;

use insta::assert_snapshot;

use crate::support::{TestRepo, copy_directory};

/// A plan whose days end at four in the morning; it is the evening of Wednesday, 2025-07-16.
const PLAN: &str = "title = 'Plan'\nstart = 2025-07-01\nday-ends = '04:00'\n\
    [[phase]]\nid = '1'\ntitle = 'First'\nwindow = '2025-07'\n\
    task = [{ id = 'a', title = '依赖注入' }, { id = 'b', title = 'Two', needs = ['a'] }]\n\
    [[habit]]\nid = 'h'\ntitle = 'Read'\nevery = 'day'\n";

fn evening() -> TestRepo {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.at("2025-07-16T20:00:00+08:00");
    repo
}

/// Runs a command and appends what it prints, and its exit code unless that is 0.
fn run(text: &mut String, repo: &TestRepo, arguments: &[&str]) {
    let ran = repo.roadmap(arguments);
    let code = if ran.code == 0 { String::new() } else { format!("exit: {}\n", ran.code) };
    text.push_str(&format!("$ roadmap {}\n{}{}{code}\n", arguments.join(" "), ran.out, ran.err));
}

/// The event lines of the repository, oldest first, without their ids.
fn lines(repo: &TestRepo) -> Vec<String> {
    let log = repo.git(&["log", "--reverse", "--format=%(trailers:only)"]);
    let lines = log.lines().filter(|line| line.starts_with("Roadmap-"));
    lines.map(|line| line.split(" id=").next().unwrap_or_default().to_owned()).collect()
}

fn session_file(repo: &TestRepo) -> PathBuf {
    repo.path().join(".git/roadmap/session")
}

#[test]
fn hours_that_are_typed_become_study_time_on_the_day_of_their_start() {
    let mut repo = evening();
    let mut text = String::new();
    repo.at("2025-07-17T00:40:00+08:00");
    run(&mut text, &repo, &["study", "a", "--from", "20:00", "--to", "21:30"]);
    run(&mut text, &repo, &["study", "a", "--from", "23:30"]);
    run(&mut text, &repo, &["study", "--from", "23:00", "--to", "0:30", "--lang", "zh"]);
    let yesterday = ["study", "b", "--from", "9:00", "--to", "9:45", "--day", "monday"];
    run(&mut text, &repo, &yesterday);
    run(&mut text, &repo, &["study", "--from", "00:30", "--to", "01:30"]);
    run(&mut text, &repo, &["study", "--from", "02:00"]);
    run(&mut text, &repo, &["study", "--from", "20:00", "--to", "20:00"]);
    run(&mut text, &repo, &["study", "--from", "8pm"]);
    run(&mut text, &repo, &["study", "--to", "20:00"]);
    run(&mut text, &repo, &["study", "--from", "20:00", "--took", "1h"]);
    assert_eq!(
        lines(&repo),
        [
            "Roadmap-Study: a day=2025-07-16 took=1h30m",
            "Roadmap-Study: a day=2025-07-16 took=1h10m",
            "Roadmap-Study: * day=2025-07-16 took=1h30m",
            "Roadmap-Study: b day=2025-07-14 took=45m",
        ]
    );
    assert_snapshot!(text);
}

#[test]
fn a_session_runs_until_it_is_stopped() {
    let mut repo = evening();
    let mut text = String::new();
    run(&mut text, &repo, &["stop"]);
    run(&mut text, &repo, &["start", "a"]);
    repo.wait_minutes(65);
    run(&mut text, &repo, &["status"]);
    run(&mut text, &repo, &["start", "b"]);
    run(&mut text, &repo, &["stop", "--dry-run"]);
    run(&mut text, &repo, &["stop", "--done", "-m", "Depends"]);
    run(&mut text, &repo, &["stop"]);
    repo.set("ROADMAP_LANG", "zh");
    run(&mut text, &repo, &["start", "--from", "20:30"]);
    repo.set("COLUMNS", "40");
    run(&mut text, &repo, &["status"]);
    repo.wait_minutes(10);
    run(&mut text, &repo, &["stop", "h", "--to", "21:00"]);
    run(&mut text, &repo, &["start", "b"]);
    run(&mut text, &repo, &["stop", "--discard"]);
    run(&mut text, &repo, &["status"]);
    assert_eq!(
        lines(&repo),
        [
            "Roadmap-Done: a day=2025-07-16 took=1h5m why=Depends",
            "Roadmap-Study: h day=2025-07-16 took=30m",
        ]
    );
    assert!(!session_file(&repo).exists());
    assert_snapshot!(text);
}

#[test]
fn a_session_that_cannot_be_measured_asks_and_stays() {
    let mut repo = evening();
    let mut text = String::new();
    repo.roadmap(&["start", "a"]).success();
    repo.at("2025-07-16T19:00:00+08:00");
    run(&mut text, &repo, &["stop"]);
    repo.at("2025-07-17T09:00:00+08:00");
    run(&mut text, &repo, &["status"]);
    run(&mut text, &repo, &["stop"]);
    run(&mut text, &repo, &["stop", "--to", "12:00"]);
    run(&mut text, &repo, &["stop", "a", "--to", "22:00", "--took", "1h"]);
    run(&mut text, &repo, &["stop", "--link", "example.org"]);
    assert_eq!(lines(&repo), Vec::<String>::new());
    run(&mut text, &repo, &["stop", "--to", "01:30"]);
    run(&mut text, &repo, &["start"]);
    run(&mut text, &repo, &["stop", "--done"]);
    run(&mut text, &repo, &["stop", "--took", "20m"]);
    assert_eq!(
        lines(&repo),
        ["Roadmap-Study: a day=2025-07-16 took=5h30m", "Roadmap-Study: * day=2025-07-17 took=20m",]
    );
    assert_snapshot!(text);
}

#[test]
fn the_night_and_the_journey_count_for_the_day_of_the_start() {
    let mut repo = evening();
    repo.at("2025-07-17T03:30:00+08:00");
    repo.roadmap(&["start", "a"]).success();
    // An hour later, on a clock that is two hours further east.
    repo.at("2025-07-17T06:30:00+10:00");
    let status = repo.roadmap(&["status"]).success();
    assert!(status.contains("since 05:30"), "{status}");
    let said = repo.roadmap(&["stop"]).success();
    assert!(said.contains("05:30–06:30"), "{said}");
    assert_eq!(lines(&repo), ["Roadmap-Study: a day=2025-07-16 took=1h"]);
}

#[test]
fn a_session_follows_what_is_called_otherwise_since() {
    let mut repo = evening();
    repo.roadmap(&["start", "a"]).success();
    repo.roadmap(&["move", "a", "final"]).success();
    let status = repo.roadmap(&["status"]).success();
    assert!(status.contains("Running"), "{status}");
    repo.wait_minutes(60);
    repo.roadmap(&["stop"]).success();
    assert_eq!(lines(&repo), ["Roadmap-Study: final day=2025-07-16 took=1h"]);
}

#[test]
fn a_file_that_is_not_ours_is_left_alone_until_it_is_dropped() {
    let repo = evening();
    let mut text = String::new();
    for content in
        ["", "roadmap-session 2\nmore", "started today\n\u{1b}[31m", "roadmap-session 1\n"]
    {
        repo.roadmap(&["start", "a"]).success();
        fs::write(session_file(&repo), content).expect("a file");
        for arguments in [&["start", "b"][..], &["stop"], &["status"]] {
            if arguments != ["status"] || content.is_empty() {
                run(&mut text, &repo, arguments);
            }
            repo.roadmap(&["status"]).success();
            let kept = fs::read_to_string(session_file(&repo)).expect("a file");
            assert_eq!(kept, content, "{arguments:?}");
        }
        run(&mut text, &repo, &["stop", "--discard"]);
        assert!(!session_file(&repo).exists());
    }
    assert_eq!(lines(&repo), Vec::<String>::new());
    assert!(!text.contains('\u{1b}'), "{text}");
    assert_snapshot!(text.replace(&repo.path().display().to_string(), "$REPO"));
}

#[test]
fn a_session_that_was_recorded_but_not_forgotten_is_recorded_once() {
    let mut repo = evening();
    repo.roadmap(&["start", "a"]).success();
    let file = fs::read(session_file(&repo)).expect("a session");
    repo.wait_minutes(30);
    repo.roadmap(&["stop"]).success();
    // As if the machine had stopped before the file was removed.
    fs::write(session_file(&repo), file).expect("a file");
    repo.wait_minutes(30);
    let said = repo.roadmap(&["stop"]).success();
    assert!(said.contains("recorded already"), "{said}");
    assert!(!session_file(&repo).exists());
    assert_eq!(lines(&repo), ["Roadmap-Study: a day=2025-07-16 took=30m"]);
}

#[test]
fn nothing_is_lost_where_it_cannot_be_recorded() {
    let mut repo = evening();
    repo.roadmap(&["start", "a"]).success();
    repo.wait_minutes(30);
    repo.git(&["checkout", "-q", "--detach"]);
    assert_eq!(repo.roadmap(&["stop"]).code, 1);
    assert!(session_file(&repo).exists());
    repo.git(&["checkout", "-q", "main"]);
    repo.wait_minutes(30);
    repo.roadmap(&["stop"]).success();
    assert_eq!(lines(&repo), ["Roadmap-Study: a day=2025-07-16 took=1h"]);
}

#[test]
fn there_is_one_session_for_all_work_trees_and_both_ways_to_git() {
    let mut repo = evening();
    repo.git(&["worktree", "add", "-q", "../beside"]);
    let beside = repo.path().join("../beside");
    repo.roadmap_in(&beside, &["start", "a"]).success();
    repo.set("ROADMAP_GIT", "program");
    let refused = repo.roadmap(&["start", "b"]);
    assert!(refused.err.contains("a session of `a` is running since 20:00"), "{}", refused.err);
    repo.wait_minutes(15);
    assert!(repo.roadmap(&["status"]).success().contains("since 20:00 · 15m"));
    repo.roadmap(&["stop"]).success();
    repo.set("ROADMAP_GIT", "library");
    assert_eq!(repo.roadmap_in(&beside, &["stop"]).code, 1);
    assert_eq!(lines(&repo), ["Roadmap-Study: a day=2025-07-16 took=15m"]);
}

#[test]
fn of_many_that_start_at_once_one_does() {
    let repo = evening();
    let codes: Vec<i32> = thread::scope(|scope| {
        let one = || repo.roadmap(&["start", "a"]).code;
        let running: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
        running.into_iter().map(|started| started.join().expect("a code")).collect()
    });
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == 1).count(), 7, "{codes:?}");
}

#[test]
fn a_session_is_no_part_of_history_or_of_a_copy_of_it() {
    let mut repo = evening();
    let before = repo.git(&["rev-parse", "HEAD"]);
    repo.roadmap(&["start", "a"]).success();
    repo.wait_minutes(5);
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), before);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    repo.git(&["clone", "-q", ".", "../clone"]);
    let clone = repo.path().join("../clone");
    assert_eq!(repo.roadmap_in(&clone, &["stop"]).code, 1);
    // But a copy of the whole directory, as from a backup, has it.
    copy_directory(repo.path(), &repo.path().join("../copy"));
    repo.roadmap_in(&repo.path().join("../copy"), &["stop"]).success();
    assert!(session_file(&repo).exists());
}

#[test]
fn an_undone_session_of_no_task_is_not_called_everything() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["study", "--took", "30m"]).success();
    let session = repo.git(&["log", "-1", "--format=%(trailers:key=Roadmap-Study,valueonly)"]);
    let id = session.trim().rsplit_once("id=").expect("an id").1.to_owned();
    repo.wait_minutes(1);
    let said = repo.roadmap(&["undo"]).success();
    assert!(said.starts_with(&format!("← {id}\n")), "{said}");
    assert_eq!(repo.git(&["log", "-1", "--format=%s"]), format!("Undo {id}\n"));
    let log = repo.roadmap(&["log"]).success();
    assert!(!log.contains("everything"), "{log}");
    repo.wait_minutes(1);
    repo.roadmap(&["skip", "*"]).success();
    assert_eq!(repo.git(&["log", "-1", "--format=%s"]), "Skip everything\n");
}
