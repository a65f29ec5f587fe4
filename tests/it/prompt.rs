//! `roadmap prompt` and what it and TAB know without reading history.

use std::fs;

use crate::support::TestRepo;

fn prompt(repo: &TestRepo, arguments: &[&str]) -> String {
    let ran = repo.roadmap(&[&["prompt"], arguments].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.transcript());
    ran.out.trim_end_matches('\n').to_owned()
}

/// What TAB offers for `roadmap done <TAB>`, in order.
fn offered(repo: &TestRepo) -> Vec<String> {
    let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
    command.env("COMPLETE", "fish").args(["--", "roadmap", "done", ""]);
    let printed = command.output().expect("it runs");
    assert!(printed.stderr.is_empty());
    let text = String::from_utf8(printed.stdout).expect("UTF-8");
    text.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
}

fn due(repo: &TestRepo) -> usize {
    let today: serde_json::Value =
        serde_json::from_str(&repo.roadmap(&["today", "--json"]).success()).expect("JSON");
    let habits = today["data"]["habits"].as_array().expect("habits");
    let habits = habits.iter().filter(|habit| habit["due_today"] == true).count();
    habits + today["data"]["tasks"].as_array().expect("tasks").len()
}

#[test]
fn it_shows_streak_phase_and_what_is_due() {
    let mut repo = TestRepo::initialised();
    repo.at("2025-09-10T20:00:00+08:00");
    let _ = repo.roadmap(&["done", "dev-env"]).success();
    assert!(due(&repo) > 0);
    let line = prompt(&repo, &[]);
    assert!(line.starts_with("🔥1 · "), "{line}");
    assert!(line.ends_with(&format!("{} due", due(&repo))), "{line}");
    assert_eq!(prompt(&repo, &["--format", "<{streak}>"]), "<🔥1>");
    assert!(prompt(&repo, &["--ascii"]).starts_with("*1 - "));
    assert!(prompt(&repo, &["--lang", "zh"]).contains("待办"));
    // A new day, without any command in between: the streak is at risk.
    repo.wait_days(1);
    assert_eq!(prompt(&repo, &["--format", "{streak}"]), "🔥1!");
    repo.wait_days(1);
    assert_eq!(prompt(&repo, &["--format", "{streak}"]), "");
}

#[test]
fn it_sees_what_git_brought_since() {
    let mut repo = TestRepo::initialised();
    repo.wait_minutes(1);
    let _ = repo.roadmap(&["status"]).success();
    repo.git(&["commit", "-q", "--allow-empty", "-m", "by hand", "-m", "Roadmap-Done: dev-env"]);
    assert_eq!(prompt(&repo, &["--format", "{streak}"]), "🔥1");
}

#[test]
fn where_nothing_is_known_it_prints_nothing_and_fails_never() {
    let empty = TestRepo::empty();
    assert_eq!(prompt(&empty, &[]), "");
    let repo = TestRepo::initialised();
    let _ = repo.roadmap(&["done", "dev-env"]).success();
    let folder = repo.git_path("roadmap/cache");
    fs::remove_dir_all(&folder).expect("there is a cache");
    assert_eq!(prompt(&repo, &[]), "", "it does not read history for it");
    assert!(!folder.exists());
    let _ = repo.roadmap(&["status"]).success();
    for len in [0, 10, 28, 100] {
        let glance = folder.join("glance");
        let bytes = fs::read(&glance).expect("a glance");
        fs::write(&glance, &bytes[..len]).expect("writable");
        assert!(prompt(&repo, &[]).starts_with("🔥1 · "), "a glance of {len} bytes");
    }
    repo.write("roadmap.toml", "not a plan");
    assert_eq!(prompt(&repo, &[]), "");
}

#[test]
fn tab_offers_open_tasks_first_and_reads_no_history() {
    let repo = TestRepo::initialised();
    assert_eq!(offered(&repo)[0], "dev-env");
    let _ = repo.roadmap(&["done", "dev-env"]).success();
    let known = offered(&repo);
    assert_ne!(known[0], "dev-env", "what is done comes last");
    fs::remove_dir_all(repo.git_path("roadmap/cache")).expect("there is a cache");
    assert_eq!(offered(&repo)[0], "dev-env", "only the plan is known");
    assert!(!repo.git_path("roadmap/cache").exists(), "TAB writes nothing");
    let mut all = offered(&repo);
    all.sort();
    let mut known = known;
    known.sort();
    assert_eq!(all, known);
}
