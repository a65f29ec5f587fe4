//! How it is shown that something follows from commits: in every command, document and page.

use std::fs;

use serde_json::Value;

use super::{PLAN, json, leetcode, push, selectors};
use crate::support::TestRepo;

#[test]
fn a_report_marks_commits_of_evidence_and_no_others() {
    let mut repo = selectors();
    let short = |revision: &str, repo: &TestRepo| {
        repo.git(&["rev-parse", "--short=10", revision]).trim().to_owned()
    };
    let merge = short("HEAD", &repo);
    let report = |repo: &TestRepo, arguments: &[&str]| {
        repo.roadmap(&[&["report"], arguments].concat()).success()
    };
    let term = report(&repo, &[]);
    assert!(term.contains(&format!("evidence: {merge}")), "{term}");
    let term = report(&repo, &["--lang", "zh"]);
    assert!(term.contains(&format!("由提交 {merge} 推出")), "{term}");
    assert!(report(&repo, &["--md"]).contains(&format!("`{merge}` (evidence)")));
    let page = report(&repo, &["--html"]);
    assert!(page.contains("<span class=\"took\">evidence</span>"), "{page}");
    // The same task, recorded.
    repo.git(&["tag", "-d", "v1.0"]);
    repo.wait_minutes(1);
    repo.roadmap(&["done", "release"]).success();
    let own = short("HEAD", &repo);
    let term = report(&repo, &[]);
    assert!(term.contains(&own) && !term.contains("evidence: "), "{term}");
    assert!(report(&repo, &["--md"]).lines().any(|line| line.ends_with(&format!("`{own}`"))));
    assert!(!report(&repo, &["--html"]).contains("<span class=\"took\">evidence</span>"));
}

/// A habit on days of evidence and on days that somebody recorded, a task by a tag, and a task that
/// was recorded.
fn both() -> TestRepo {
    let plan = PLAN.replace(
        "  title = \"Release\"\n",
        "  title = \"Release\"\n\n  [[phase.task]]\n  id = \"docs\"\n  title = \"Docs\"\n  verify = \"true\"\n",
    ) + "\n[[evidence]]\nid = \"tagged\"\ndone = \"release\"\ntag = \"v1.*\"\n";
    let mut repo = TestRepo::with_plan(&plan);
    push(&mut repo, "2025-07-10T20:00:00", "0001-two-sum", "a");
    push(&mut repo, "2025-07-11T20:00:00", "0002-add-two-numbers", "a");
    push(&mut repo, "2025-07-14T10:00:00", "0003-longest-substring", "a");
    repo.git(&["tag", "v1.0"]);
    repo.roadmap(&["done", "docs", "--no-verify"]).success();
    repo.wait_minutes(1);
    repo.roadmap(&["done", "leetcode", "--day", "2025-07-12"]).success();
    repo.roadmap(&["done", "leetcode", "--day", "2025-07-11"]).success();
    repo
}

#[test]
fn every_command_marks_what_rests_on_commits_alone_and_says_what_the_mark_means() {
    let mut repo = both();
    let shown = |repo: &TestRepo, arguments: &[&str]| repo.roadmap(arguments).success();
    let line = |text: &str, part: &str| {
        let found = text.lines().find(|line| line.contains(part));
        found.unwrap_or_else(|| panic!("no `{part}` in {text}")).trim_end().to_owned()
    };
    let drawn = |repo: &TestRepo, command: &[&str]| {
        let text = shown(repo, command);
        let none = shown(repo, &[command, &["--no-evidence"]].concat());
        assert!(!none.contains("evidence"), "{command:?}: {none}");
        text
    };
    // A mark, and what it means: tasks, habits of today, days of a streak.
    let marked: [(&[&str], &str, &str); 6] = [
        (&["status", "1"], "release  Release *", "docs     Docs"),
        (&["list"], "release  Release *", "docs     Docs"),
        (&["status"], "leetcode  LeetCode * ·", "active today"),
        (&["today"], "leetcode  LeetCode * ·", "Everything for today is done"),
        (&["why", "streak", "leetcode"], "Thu 2025-07-10  met", "Sat 2025-07-12  met"),
        (&["why", "streak"], "Thu 2025-07-10  met", "Sat 2025-07-12  met"),
    ];
    for (command, marks, plain) in marked {
        let text = drawn(&repo, command);
        assert!(line(&text, marks).contains(" *"), "{command:?}: {text}");
        assert!(!line(&text, plain).contains('*'), "{command:?}: {text}");
        assert!(text.contains("* follows from commits by `[[evidence]]`"), "{command:?}: {text}");
        repo.set("ROADMAP_LANG", "zh");
        let text = shown(&repo, command);
        assert!(text.contains("* 由提交按 `[[evidence]]` 推出"), "{command:?}: {text}");
        repo.set("ROADMAP_LANG", "en");
        let ascii = shown(&repo, &[command, &["--ascii"]].concat());
        assert!(ascii.contains(" ^") && ascii.contains("^ follows from commits"), "{ascii}");
        let plain = shown(&repo, &[command, &["--plain"]].concat());
        assert!(plain.contains("by evidence"), "{plain}");
        assert!(plain.contains("evidence: follows from commits"), "{plain}");
    }
    // A number of days, in words.
    let counted: [(&[&str], &str); 6] = [
        (&["streak"], "leetcode · LeetCode · 2 days by evidence"),
        (&["history", "leetcode"], "4× · 1 day by evidence"),
        (&["heatmap"], "4 days · 1 day by evidence"),
        (&["heatmap", "--habit", "leetcode"], "4 days · 2 days by evidence"),
        (&["show", "leetcode"], "4 days · 2 days by evidence"),
        (&["report"], "2 days by evidence"),
    ];
    for (command, said) in counted {
        let text = drawn(&repo, command);
        assert!(text.contains(said), "{command:?}: {text}");
    }
    // Days of both kinds are told apart; of one kind the head says it.
    let map = shown(&repo, &["heatmap", "--habit", "leetcode"]);
    assert_eq!(map.matches("█*").count() + map.matches("▓*").count(), 2, "{map}");
    assert!(map.contains("\n* follows from commits"), "{map}");
    // With its commit where others have one.
    let commit = repo.git(&["rev-parse", "--short=10", "v1.0"]).trim().to_owned();
    for command in [&["log"][..], &["show", "release"], &["report"]] {
        let text = shown(&repo, command);
        assert!(text.contains(&format!("evidence: {commit}")), "{command:?}: {text}");
    }
    let state = line(&shown(&repo, &["show", "release"]), "State");
    assert!(state.ends_with("done on 2025-07-14 · evidence"), "{state}");
    assert!(line(&shown(&repo, &["show", "docs"]), "State").ends_with("not verified"));
}

#[test]
fn where_there_is_no_room_for_words_the_mark_counts_days_on_one_line() {
    let mut repo = both();
    repo.set("COLUMNS", "40");
    let narrow = repo.roadmap(&["history", "leetcode"]).success();
    assert_eq!(narrow.matches("4× · 1 *").count(), 1, "{narrow}");
    assert!(!narrow.contains("by evidence") && narrow.contains("* follows from"), "{narrow}");
}

#[test]
fn documents_and_programs_are_told_what_rests_on_commits_alone() {
    let repo = both();
    let shown = |arguments: &[&str]| repo.roadmap(arguments).success();
    let full = repo.git(&["rev-parse", "v1.0"]).trim().to_owned();
    let cases: [(&[&str], String); 8] = [
        (&["export"], "2 of 2 tasks done (100%) · 1 of them by evidence".to_owned()),
        (&["export"], "- [x] Release <!-- roadmap: release by=evidence".to_owned()),
        (&["export", "--format", "csv"], "release,Release,done,2025-07-14,,,0,,yes".to_owned()),
        (&["export", "--format", "gantt"], "Release * :done".to_owned()),
        (&["export", "--format", "ics"], "CATEGORIES:evidence\r\n".to_owned()),
        (&["report", "--csv"], format!("finished,release,Release,2025-07-14,evidence,{full}")),
        (&["report", "--csv"], "habit,leetcode,LeetCode,,active-days-by-evidence,2".to_owned()),
        (&["report", "--md"], "| LeetCode | 5× | 4 (2 days by evidence) |".to_owned()),
    ];
    for (command, said) in cases {
        let text = shown(command);
        assert!(text.contains(&said), "{command:?}: {said}: {text}");
        assert!(!shown(&[command, &["--no-evidence"]].concat()).contains(&said), "{command:?}");
    }
    let page = shown(&["report", "--html"]);
    assert!(page.contains("2 days by evidence") && page.contains("1 · evidence"), "{page}");
    // The plan comes back from the checklist as it was.
    let file = repo.home().join("plan.md");
    fs::write(&file, shown(&["export"])).expect("a file");
    let back = shown(&["import", &file.display().to_string(), "--dry-run"]);
    assert!(!back.contains("by=evidence"), "{back}");
    let events: Vec<Value> = shown(&["export", "--format", "ndjson"])
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(events.iter().filter(|event| event["derived"].is_object()).count(), 4);
    let listed = json(&repo, &["list"]);
    let by_evidence = |at: usize| listed["tasks"][at]["rests_on_evidence"].clone();
    assert_eq!((by_evidence(0), by_evidence(1)), (true.into(), false.into()));
    let habit = json(&repo, &["today"])["habits"][0].clone();
    assert_eq!(habit["today_rests_on_evidence"], true);
    assert_eq!(habit["days_by_evidence"], 2);
    // Nobody has declared it; where the plan says how it is proved, it is not.
    assert_eq!(json(&repo, &["show", "release"])["proof"], "evidence");
    assert_eq!(json(&repo, &["show", "docs"])["proof"], "unverified");
}

#[test]
fn a_page_says_whether_evidence_counted() {
    let repo = leetcode();
    let page = repo.path().join("page.html");
    for arguments in [&["report", "--html"][..], &["report", "--html", "--no-evidence"]] {
        fs::write(&page, repo.roadmap(arguments).success()).expect("a page");
        let said = repo.roadmap(&["report", "verify", "page.html"]);
        assert_eq!(said.code, 0, "{}", said.transcript());
    }
    assert!(fs::read_to_string(&page).expect("a page").contains("evidence=no"));
}
