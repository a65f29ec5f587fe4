//! The first minute: `roadmap` where there is no plan, `init`, and `demo`.

use std::fs;
use std::process::{Command, Stdio};

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::{TestRepo, plan};

/// A learner without any repository, with a folder for temporary files.
pub(crate) fn newcomer(now: &str) -> TestRepo {
    let mut repo = TestRepo::empty();
    repo.at(now);
    let temporary = repo.home().display().to_string();
    repo.set("TMPDIR", &temporary);
    repo
}

#[test]
fn without_a_plan_three_lines_say_what_to_do() {
    let repo = newcomer("2026-04-15T20:00:00+08:00");
    let mut said = repo.roadmap(&[]).success();
    said.push_str(&repo.roadmap(&["--lang", "zh"]).success());
    assert_snapshot!(said, @"
    There is no plan (roadmap.toml) in $ROOT/study or above.
      roadmap init   start one here
      roadmap demo   look around first, in a throw-away repository
    $ROOT/study 及其上级目录中没有计划（roadmap.toml）。
      roadmap init   在这里新建计划
      roadmap demo   先在一次性的演示仓库里看看
    ");
    assert_eq!(fs::read_dir(repo.path()).unwrap().count(), 0);
    let with_plan = TestRepo::initialised();
    assert_eq!(with_plan.roadmap(&[]).success(), with_plan.roadmap(&["status"]).success());
}

#[test]
fn a_plan_with_an_error_is_still_a_plan() {
    let repo = TestRepo::with_plan("titel = 1\n");
    let ran = repo.roadmap(&[]);
    assert_eq!(ran.code, 1, "{}", ran.transcript());
    assert_eq!(ran.err, repo.roadmap(&["status"]).err);
}

#[test]
fn the_built_in_plan_begins_today_where_its_dates_are_over() {
    for (now, start, windows) in [
        ("2025-07-31T20:00:00+08:00", "2025-07-11", ["2025-07", "2026-02"]),
        ("2025-08-01T20:00:00+08:00", "2025-08-01", ["2025-08", "2026-03"]),
        (
            "2026-11-25T20:00:00+08:00",
            "2026-11-25",
            ["2026-11-25..2026-12-15", "2027-06-18..2027-07-15"],
        ),
    ] {
        let repo = newcomer(now);
        let said = repo.roadmap(&["init"]).success();
        let text = fs::read_to_string(repo.path().join("roadmap.toml")).unwrap();
        assert!(text.contains(&format!("\nstart = {start}\n")), "{now}: {text}");
        assert_eq!(said.contains("All dates are moved"), start != "2025-07-11", "{said}");
        let plan = plan(&text);
        let ends = [plan.phases.first().unwrap(), plan.phases.last().unwrap()];
        assert_eq!(ends.map(|phase| phase.window.window_text()), windows, "{now}");
        assert!(repo.roadmap(&["check"]).success().contains("29 tasks"));
    }
}

#[test]
fn a_first_day_can_be_chosen_and_whole_months_stay_whole() {
    for (arguments, start, window) in [
        (&["init", "--start", "2026-12-01"][..], "2026-12-01", "2026-12"),
        (&["init", "--start", "2025-07-11"], "2025-07-11", "2025-07"),
        (&["init", "--start", "2025-07-01"], "2025-07-01", "2025-07"),
        (&["init", "--start", "2024-02-01"], "2024-02-01", "2024-02"),
        (&["init", "--minimal", "--start", "2026-05-04"], "2026-05-04", "2026-05-04..2026-05-31"),
    ] {
        let repo = newcomer("2026-11-25T20:00:00+08:00");
        repo.roadmap(arguments).success();
        let text = fs::read_to_string(repo.path().join("roadmap.toml")).unwrap();
        let plan = plan(&text);
        assert_eq!(plan.start.to_string(), start, "{arguments:?}");
        assert_eq!(plan.phases[0].window.window_text(), window, "{arguments:?}");
    }
}

/// Answers at a pseudo-terminal, typed as its questions come.
fn typed(repo: &TestRepo, arguments: &str, answers: &str) -> String {
    let binary = env!("CARGO_BIN_EXE_roadmap");
    let mut command = repo.command(repo.path(), "script");
    command.args(["-qec", &format!("{binary} {arguments}"), "/dev/null"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("script");
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().replace('\r', "")
}

/// Whether there is the program that makes a pseudo-terminal.
fn has_script() -> bool {
    Command::new("script").arg("--version").output().is_ok_and(|it| it.status.success())
}

#[test]
fn a_terminal_is_asked_three_questions_at_most() {
    if !has_script() {
        eprintln!("no script(1) here: the questions of init are not tested");
        return;
    }
    let start_of = |repo: &TestRepo| {
        let text = fs::read_to_string(repo.path().join("roadmap.toml")).unwrap_or_default();
        if text.is_empty() { String::new() } else { plan(&text).start.to_string() }
    };
    for (arguments, answers, questions, start) in [
        ("init", "\n\n\n", 3, "2026-11-25"),
        ("init", "1\n2\ny\n", 3, "2026-12-01"),
        ("init", "7\n1\n2027-01-04\n\n", 3, "2027-01-04"),
        ("init", "2\n\n", 2, "2026-11-25"),
        ("init --minimal", "", 0, "2026-11-25"),
        ("init --start 2027-02-01", "", 0, "2027-02-01"),
        ("init --yes", "", 0, "2026-11-25"),
        ("init", "1\n1\nn\n", 3, ""),
        ("init", "x\nx\nx\n", 1, ""),
    ] {
        let repo = newcomer("2026-11-25T20:00:00+08:00");
        let said = typed(&repo, arguments, answers);
        let asked = ["Which plan?", "When does it begin?", "Make a git repository"];
        let count = asked.iter().filter(|question| said.contains(**question)).count();
        assert_eq!((count, start_of(&repo).as_str()), (questions, start), "{answers:?}\n{said}");
        assert_eq!(repo.path().join(".git").exists(), !start.is_empty(), "{said}");
    }
}

#[test]
fn a_demo_has_nine_months_a_living_streak_and_the_page() {
    let repo = newcomer("2026-04-15T20:00:00+08:00");
    let said = repo.roadmap(&["demo"]).success();
    let place = repo.home().join("roadmap-demo");
    for part in ["$ roadmap status", "$ roadmap heatmap", "$ roadmap streak", "index.html", " next"]
    {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let page = fs::read_to_string(place.join("index.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("Python 后端 → DevOps"));
    repo.roadmap_in(&place, &["report", "verify", "index.html"]).success();
    let json = |arguments: &[&str]| -> Value {
        let said = repo.roadmap_in(&place, arguments).success();
        serde_json::from_str::<Value>(&said).unwrap()["data"].clone()
    };
    let status = json(&["status", "--json"]);
    assert_eq!(status["streak"]["at_risk"], true, "{status}");
    assert!(status["streak"]["current_days"].as_u64().unwrap() >= 23, "{status}");
    let first = repo.roadmap_in(&place, &["log", "--all", "--json"]).success();
    assert!(first.contains("2025-07-1"), "the first records are nine months old");
    assert_eq!(repo.roadmap_in(&place, &["doctor"]).code, 0);
    assert_eq!(repo.roadmap_in(&place, &["check"]).code, 0);
    let done = repo.roadmap_in(&place, &["done", "leetcode"]).success();
    assert!(done.contains("leetcode"), "{done}");
}

#[test]
fn the_same_day_and_seed_make_the_same_commits() {
    let tip = |now: &str, arguments: &[&str]| {
        let repo = newcomer(now);
        let place = repo.path().join("demo");
        let place = place.display().to_string();
        repo.roadmap(&[arguments, &[&place]].concat()).success();
        repo.git(&["-C", &place, "rev-parse", "HEAD"])
    };
    let morning = tip("2026-04-15T08:00:00+08:00", &["demo"]);
    assert_eq!(morning, tip("2026-04-15T23:00:00+08:00", &["demo"]));
    assert_ne!(morning, tip("2026-04-16T08:00:00+08:00", &["demo"]));
    assert_ne!(morning, tip("2026-04-15T08:00:00+08:00", &["demo", "--seed", "8"]));
    assert_ne!(morning, tip("2026-04-15T08:00:00-07:00", &["demo"]));
}

#[test]
fn a_demo_touches_nothing_that_is_there() {
    let mut repo = TestRepo::initialised();
    let before = repo.git(&["rev-parse", "HEAD"]);
    fs::create_dir(repo.path().join("empty")).unwrap();
    fs::create_dir(repo.home().join("full")).unwrap();
    fs::write(repo.home().join("full/file"), "mine").unwrap();
    let full = repo.home().join("full").display().to_string();
    let file = repo.home().join("full/file").display().to_string();
    for arguments in [&["demo", "new"][..], &["demo", "empty"], &["demo", &full], &["demo", &file]]
    {
        let ran = repo.roadmap(arguments);
        assert_eq!(ran.code, 1, "{arguments:?} {}", ran.transcript());
        assert!(ran.err.contains("nothing was written"), "{}", ran.err);
    }
    assert!(!repo.path().join("new").exists());
    // A hook's environment names the learner's own repository.
    let git_dir = repo.path().join(".git").display().to_string();
    let temporary = repo.home().display().to_string();
    repo.set("TMPDIR", &temporary);
    repo.set("GIT_DIR", &git_dir);
    repo.roadmap(&["demo"]).success();
    repo.roadmap(&["demo"]).success();
    assert!(repo.home().join("roadmap-demo-2/roadmap.toml").exists());
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), before);
    assert_eq!(repo.git(&["for-each-ref", "--format=%(refname)"]), "refs/heads/main\n");
}
