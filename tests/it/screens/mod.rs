//! What the terminal shows: the views at several widths and in both languages, and the laws of
//! their layout.

mod laws;

use insta::assert_snapshot;

use crate::support::TestRepo;

/// The built-in plan with five weeks of a believable history, on Thursday, 2025-08-14.
pub(crate) fn five_weeks() -> TestRepo {
    let mut repo = TestRepo::initialised();
    let history: [(&str, &[&str]); 11] = [
        ("2025-07-12T21:00:00+08:00", &["done", "dev-env", "--took", "3h", "-m", "WSL2 装好了"]),
        ("2025-07-20T16:30:00+08:00", &["done", "fastapi-core", "study-repo"]),
        ("2025-07-21T09:00:00+08:00", &["skip", "skill-map", "-m", "看过很多遍了"]),
        ("2025-08-03T22:10:00+08:00", &["done", "fastapi-di", "--took", "12h30m"]),
        ("2025-08-05T20:00:00+08:00", &["study", "postgres", "--took", "1h30m"]),
        ("2025-08-11T08:00:00+08:00", &["done", "oauth2-jwt", "--link", "https://example.org/jwt"]),
        ("2025-08-11T08:05:00+08:00", &["undo"]),
        ("2025-08-12T21:00:00+08:00", &["done", "leetcode", "-x", "2"]),
        ("2025-08-13T21:00:00+08:00", &["done", "leetcode"]),
        ("2025-08-14T07:30:00+08:00", &["study", "--took", "20m", "--day", "2025-08-10"]),
        (
            "2025-08-14T07:40:00+08:00",
            &["skip", "leetcode", "2025-10-01..2025-10-07", "-m", "国庆"],
        ),
    ];
    for (moment, arguments) in history {
        repo.at(moment);
        repo.roadmap(arguments).success();
    }
    repo.at("2025-08-14T15:00:00+08:00");
    repo
}

/// The read commands.
const VIEWS: [&[&str]; 9] = [
    &["status"],
    &["status", "0"],
    &["list", "--phase", "2"],
    &["list", "--open", "--skill", "dev"],
    &["show", "fastapi-di"],
    &["show", "leetcode"],
    &["log"],
    &["log", "-n", "3"],
    &["check"],
];

/// What these commands print, one after the other.
fn session(repo: &TestRepo, commands: &[&[&str]]) -> String {
    let mut text = String::new();
    for arguments in commands {
        let said = repo.roadmap(arguments).success();
        text.push_str(&format!("$ roadmap {}\n{said}\n", arguments.join(" ")));
    }
    text
}

fn views(width: usize, lang: &str) -> String {
    let mut repo = five_weeks();
    repo.set("COLUMNS", &width.to_string());
    repo.set("ROADMAP_LANG", lang);
    session(&repo, &VIEWS)
}

#[test]
fn the_views_at_40_columns() {
    assert_snapshot!("views_40_en", views(40, "en"));
    assert_snapshot!("views_40_zh", views(40, "zh"));
}

#[test]
fn the_views_at_80_columns() {
    assert_snapshot!("views_80_en", views(80, "en"));
    assert_snapshot!("views_80_zh", views(80, "zh"));
}

#[test]
fn the_views_at_120_columns() {
    assert_snapshot!("views_120_en", views(120, "en"));
    assert_snapshot!("views_120_zh", views(120, "zh"));
}

#[test]
fn the_language_follows_the_locale_and_the_flag() {
    let mut repo = five_weeks();
    repo.set("LC_ALL", "zh_CN.UTF-8");
    assert!(repo.roadmap(&["status"]).success().contains("还剩 198 天"));
    let english = repo.roadmap(&["status", "--lang", "en"]).success();
    assert!(english.contains("198 days left"), "{english}");
}

/// What is said when something is recorded, and how it is taken back.
fn recordings(width: &str, lang: &str) -> String {
    let mut repo = five_weeks();
    repo.set("COLUMNS", width);
    repo.set("ROADMAP_LANG", lang);
    let mut text = String::new();
    let commands: [&[&str]; 13] = [
        &["done", "postgres", "--took", "6h", "-m", "索引和事务", "--dry-run"],
        &["done", "postgres", "--took", "6h", "-m", "索引和事务"],
        &["done", "deploy-api", "linux-ops", "dev-env"],
        &["undo"],
        &["undo", "postgres"],
        &["reopen", "fastapi-di", "-m", "换了新项目"],
        &["done", "leetcode", "-x", "2", "--day", "2025-08-09"],
        &["study", "task-api", "--took", "45m"],
        &["study"],
        &["skip", "k8s-local", "-m", "k3s 就够了"],
        &["skip", "*", "2025-08-20..2025-08-22"],
        &["undo"],
        &["status"],
    ];
    for arguments in commands {
        repo.wait_minutes(1);
        text.push_str(&session(&repo, &[arguments]));
    }
    text
}

#[test]
fn what_is_said_after_recording() {
    assert_snapshot!("recordings_80_en", recordings("80", "en"));
    assert_snapshot!("recordings_80_zh", recordings("80", "zh"));
    assert_snapshot!("recordings_40_zh", recordings("40", "zh"));
}

#[test]
fn a_plan_without_history() {
    let mut repo = TestRepo::initialised();
    let commands: [&[&str]; 4] = [&["status"], &["status", "1"], &["show", "dev-env"], &["log"]];
    let english = session(&repo, &commands);
    repo.set("ROADMAP_LANG", "zh");
    assert_snapshot!("no_history", english + &session(&repo, &commands));
}

#[test]
fn before_the_plan_starts_and_after_it_ended() {
    let mut repo = five_weeks();
    let mut text = String::new();
    for lang in ["en", "zh"] {
        repo.set("ROADMAP_LANG", lang);
        for day in ["2025-07-10", "2025-06-30", "2025-07-11", "2026-02-28", "2026-03-01"] {
            text.push_str(&session(&repo, &[&["status", "--at", day]]));
        }
    }
    assert_snapshot!("outside_of_the_plan", text);
}

#[test]
fn everything_is_done() {
    let mut repo = TestRepo::initialised();
    let list = repo.roadmap(&["list"]).success();
    let tasks = list.lines().filter_map(|line| line.trim_start().split_once(' '));
    let ids = tasks.filter(|(mark, _)| ["○", "◌"].contains(mark));
    let ids = ids.filter_map(|(_, rest)| rest.split_whitespace().next());
    let mut arguments: Vec<&str> = vec!["done"];
    arguments.extend(ids);
    assert_eq!(arguments.len(), 1 + 29);
    repo.roadmap(&arguments).success();
    let english = session(&repo, &[&["status"], &["list", "--open"], &["status", "5c"]]);
    repo.set("ROADMAP_LANG", "zh");
    let chinese = session(&repo, &[&["status"], &["list", "--open"]]);
    assert_snapshot!("everything_done", english + &chinese);
}

#[test]
fn a_plan_without_tasks() {
    let repo = TestRepo::with_plan("title = \"Empty\"\nstart = 2025-07-11\n");
    assert_snapshot!("no_tasks", session(&repo, &[&["status"], &["list"], &["log"], &["check"]]));
}

#[test]
fn init_says_what_it_made() {
    let mut text = String::new();
    for lang in ["en", "zh"] {
        let repo = TestRepo::empty();
        for arguments in [&["init"][..], &["init", "--minimal", "short"]] {
            text.push_str(&session(&repo, &[&[arguments, &["--lang", lang]].concat()]));
        }
    }
    assert_snapshot!("init", text);
}

#[test]
fn footnotes_say_what_is_odd() {
    let mut repo = five_weeks();
    for message in [
        "By hand\n\nRoadmap-Done: no-such-task",
        "By hand\n\nRoadmap-Done: postgres took=long",
        "By hand\n\nRoadmap-Praise: postgres",
        "By hand\n\nRoadmap-Done: task-api day=2025-12-24",
        "By hand\n\nRoadmap-Done: terraform id=abcdef123456",
        "By hand\n\nRoadmap-Done: helm-charts id=abcdef123456",
        "By hand\n\nRoadmap-Undo: helm-charts of=123456abcdef id=123456abcdef",
    ] {
        repo.wait_minutes(1);
        repo.git(&["commit", "-q", "--allow-empty", "-m", message]);
    }
    let author = "--author=小红 <hong@example.org>";
    let message = "By a friend\n\nRoadmap-Done: resume";
    repo.git(&["commit", "-q", "--allow-empty", author, "-m", message]);
    let english = session(&repo, &[&["status", "5b"], &["log", "-n", "9"], &["log", "--odd"]]);
    repo.set("ROADMAP_LANG", "zh");
    let chinese = session(&repo, &[&["status", "5b"], &["log", "-n", "9"], &["log", "--odd"]]);
    assert_snapshot!("footnotes", english + &chinese);
}
