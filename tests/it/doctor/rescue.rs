//! Events that only the reflog has, and how they come back.

use insta::assert_snapshot;
use serde_json::Value;

use super::{WAYS, commit, doctor, finding, kinds, numbers, on_both, repository, said};
use crate::support::TestRepo;

/// Loses events by `lose`, rescues them, and sees that every number is as it was, and that a
/// second rescue does nothing.
fn comes_back(repo: &mut TestRepo, lose: impl FnOnce(&mut TestRepo)) {
    assert_eq!(kinds(repo), Vec::<String>::new());
    let before = numbers(repo);
    lose(repo);
    assert_ne!(numbers(repo), before, "nothing was lost");
    assert_eq!(kinds(repo), ["needs-a-hand only-in-reflog"]);
    repo.wait_minutes(30);
    let index = std::fs::read(repo.git_path("index")).unwrap();
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]);
    repo.roadmap(&["doctor", "--rescue"]).success();
    assert_eq!(numbers(repo), before);
    assert_eq!(kinds(repo), Vec::<String>::new());
    assert!(std::fs::read(repo.git_path("index")).unwrap() == index, "the index was touched");
    assert_eq!(repo.git(&["rev-parse", "HEAD^{tree}"]), tree);
    let head = repo.git(&["rev-parse", "HEAD"]);
    let again = repo.roadmap(&["doctor", "--rescue"]).success();
    assert_eq!(again, "✓ Nothing to rescue: the reflog has no event that is not in history.\n");
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), head);
}

#[test]
fn an_amended_message() {
    for through in WAYS {
        let mut repo = repository(through);
        repo.roadmap(&["done", "docker", "--took", "1h30m", "-m", "两个 \"一起\""]).success();
        comes_back(&mut repo, |repo| {
            repo.git(&["commit", "-q", "--amend", "--allow-empty", "-m", "Notes"]);
        });
        let line = repo.git(&["log", "-1", "--format=%(trailers:key=Roadmap-Done,valueonly)"]);
        assert!(line.starts_with("docker day=2025-07-14 took=1h30m why=\"两个"), "{line}");
    }
}

#[test]
fn a_fixup() {
    for through in WAYS {
        let mut repo = repository(through);
        repo.write("notes", "one");
        repo.git(&["add", "notes"]);
        repo.git(&["commit", "-qm", "Notes"]);
        repo.wait_minutes(1);
        repo.write("notes", "two");
        let message = "fixup! Notes\n\nRoadmap-Done: docker\nRoadmap-Done: leetcode x=2";
        repo.git(&["commit", "-qam", message]);
        comes_back(&mut repo, |repo| {
            repo.set("GIT_SEQUENCE_EDITOR", "true");
            repo.git(&["rebase", "-q", "-i", "--autosquash", "HEAD~2"]);
        });
    }
}

#[test]
fn a_hard_reset_loses_every_verb() {
    for through in WAYS {
        let mut repo = repository(through);
        repo.roadmap(&["done", "docker"]).success();
        let commands: [&[&str]; 6] = [
            &["done", "fastapi-core", "--day", "yesterday", "--took", "2h"],
            &["reopen", "docker"],
            &["skip", "leetcode", "2025-07-20..2025-07-22", "-m", "假期"],
            &["study", "--took", "45m"],
            &["undo"],
            &["done", "leetcode", "-x", "3"],
        ];
        for command in commands {
            repo.wait_minutes(1);
            repo.roadmap(command).success();
        }
        comes_back(&mut repo, |repo| {
            repo.git(&["reset", "-q", "--hard", "HEAD~6"]);
        });
    }
}

#[test]
fn a_deleted_branch() {
    for through in WAYS {
        let mut repo = repository(through);
        commit(&mut repo, "By hand\n\nRoadmap-Done: docker");
        repo.git(&["switch", "-qc", "side"]);
        repo.wait_days(1);
        commit(&mut repo, "By hand\n\nRoadmap-Done: leetcode\nRoadmap-Done: leetcode");
        repo.git(&["switch", "-q", "main"]);
        let lost = repo.git(&["rev-parse", "side"]).trim().to_owned();
        let before = numbers(&repo);
        repo.git(&["branch", "-qD", "side"]);
        assert_eq!(kinds(&repo), ["needs-a-hand only-in-reflog"]);
        repo.wait_days(0);
        repo.roadmap(&["doctor", "--rescue"]).success();
        assert_eq!(numbers(&repo), before);

        // The lost commit comes back: nothing counts twice, and nothing is odd.
        repo.git(&["merge", "-q", "--no-edit", &lost]);
        assert_eq!(numbers(&repo), before);
        assert_eq!(kinds(&repo), Vec::<String>::new());
    }
}

/// What is said in the session of the test below.
fn reset_session(through: &str) -> String {
    let mut repo = repository(through);
    repo.roadmap(&["done", "docker", "--took", "1h"]).success();
    commit(&mut repo, "By hand\n\nRoadmap-Study: * took=20m");
    repo.git(&["reset", "-q", "--hard", "HEAD~2"]);
    repo.wait_days(1);
    let mut text = said(&mut repo);
    let head = repo.git(&["rev-parse", "HEAD"]);
    for lang in ["en", "zh"] {
        let dry = repo.roadmap(&["doctor", "--rescue", "--dry-run", "--lang", lang]);
        text.push_str(&dry.success());
    }
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), head);
    text.push_str(&repo.roadmap(&["doctor", "--rescue"]).transcript());
    text.push_str(&repo.roadmap(&["doctor", "--rescue", "--lang", "zh"]).transcript());
    let refused = repo.roadmap(&["doctor", "--dry-run"]);
    assert_eq!(refused.code, 2, "{}", refused.transcript());
    text
}

#[test]
fn what_is_said_before_and_after() {
    let said = on_both(reset_session);
    assert_snapshot!(said, @r#"
    exit: 1
    --- stdout
    ! 2 events are only in the reflog: no branch leads there any more, so they do
      not count
        done docker · 2025-07-14 · 0861c4780e0d · commit bcb6677692
        study no task in particular · 2025-07-14 · c54c6b93cf07
        commit e3a0655400
      → record them again before git cleans up; those that you meant to lose you
        can undo then
        roadmap doctor --rescue

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! 2 条记录只存在于 reflog 中：已没有分支指向它们，因此不计入
        完成 docker · 2025-07-14 · 0861c4780e0d · 提交 bcb6677692
        学习 未指定任务 · 2025-07-14 · c54c6b93cf07 · 提交 e3a0655400
      → 请在 git 清理之前重新记录；其中本来就不想要的，之后可以撤销
        roadmap doctor --rescue

    1 项需要处理。
    2 events only in the reflog:
      done docker · 2025-07-14 · 0861c4780e0d · commit bcb6677692
      study no task in particular · 2025-07-14 · c54c6b93cf07 · commit e3a0655400
    nothing was recorded (dry run); the commit would say:

        Rescue 2 events from the reflog

        Roadmap-Done: docker day=2025-07-14 took=1h id=0861c4780e0d
        Roadmap-Study: * day=2025-07-14 took=20m id=c54c6b93cf07
    2 条记录只存在于 reflog 中：
      完成 docker · 2025-07-14 · 0861c4780e0d · 提交 bcb6677692
      学习 未指定任务 · 2025-07-14 · c54c6b93cf07 · 提交 e3a0655400
    试运行，没有写入任何记录；提交信息将是：

        Rescue 2 events from the reflog

        Roadmap-Done: docker day=2025-07-14 took=1h id=0861c4780e0d
        Roadmap-Study: * day=2025-07-14 took=20m id=c54c6b93cf07
    exit: 0
    --- stdout
    2 events only in the reflog:
      done docker · 2025-07-14 · 0861c4780e0d · commit bcb6677692
      study no task in particular · 2025-07-14 · c54c6b93cf07 · commit e3a0655400
    ✓ recorded again, with their ids and days, in commit 12b78929f4 on main
      what you meant to lose can be taken back by its id:
      roadmap undo 0861c4780e0d
    exit: 0
    --- stdout
    ✓ 没有需要找回的：reflog 中的记录都在历史里。
    "#);
}

#[test]
fn a_rescue_says_to_programs_what_it_did() {
    let repo = repository("library");
    repo.roadmap(&["done", "docker"]).success();
    let lost = repo.git(&["rev-parse", "HEAD"]);
    let id = lost_id(&repo);
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    let report = |arguments: &[&str]| -> Value {
        let said = repo.roadmap(arguments).success();
        serde_json::from_str(&said).unwrap()
    };
    let dry = report(&["doctor", "--rescue", "--dry-run", "--json"]);
    assert_eq!(dry["kind"], "rescue");
    assert!(dry["data"]["message"].as_str().unwrap().contains(&id));
    assert_eq!(dry["data"]["commit"], Value::Null);
    let done = report(&["doctor", "--rescue", "--json"]);
    assert_eq!(done["data"]["events"][0]["id"], id.as_str());
    assert_eq!(done["data"]["events"][0]["commit"], lost.trim());
    assert_eq!(done["data"]["commit"], repo.git(&["rev-parse", "HEAD"]).trim());
    assert_eq!(done["data"]["reference"], "refs/heads/main");
    let nothing = report(&["doctor", "--rescue", "--json"]);
    assert_eq!(nothing["data"]["events"].as_array().unwrap().len(), 0);
    // What was meant to be lost is taken back, and is no matter for a rescue any more.
    repo.roadmap(&["undo", &id]).success();
    repo.git(&["reset", "-q", "--hard", "HEAD~2"]);
    repo.git(&["reset", "-q", "--hard", "HEAD@{1}"]);
    assert_eq!(kinds(&repo), Vec::<String>::new());
}

fn lost_id(repo: &TestRepo) -> String {
    let log: Value = serde_json::from_str(&repo.roadmap(&["log", "--json"]).success()).unwrap();
    log["data"]["events"][0]["id"].as_str().unwrap().to_owned()
}

#[test]
fn what_was_rewritten_or_undone_is_not_lost() {
    for through in WAYS {
        let mut repo = repository(through);
        commit(&mut repo, "By hand\n\nRoadmap-Done: fastapi-cor");
        repo.git(&["commit", "-q", "--amend", "--allow-empty", "-m", "Roadmap-Done: fastapi-core"]);
        assert_eq!(kinds(&repo), Vec::<String>::new(), "{through}: a slip of the pen was amended");
        commit(&mut repo, "Work\n\nRoadmap-Done: docker");
        repo.wait_minutes(1);
        repo.git(&["commit", "-q", "--amend", "--allow-empty", "--reset-author", "--no-edit"]);
        assert_eq!(kinds(&repo), Vec::<String>::new(), "{through}: another author, the same line");
        commit(&mut repo, "Work");
        repo.git(&["rebase", "-q", "--force-rebase", "HEAD~2"]);
        assert_eq!(kinds(&repo), Vec::<String>::new(), "{through}: rebased");

        // Done, undone, and the completion then dropped from history.
        repo.wait_minutes(1);
        repo.roadmap(&["done", "leetcode"]).success();
        repo.wait_minutes(1);
        repo.roadmap(&["undo"]).success();
        repo.git(&["rebase", "-q", "--onto", "HEAD~2", "HEAD~1"]);
        assert_eq!(kinds(&repo), Vec::<String>::new(), "{through}: {:#}", doctor(&repo));
    }
}

#[test]
fn a_task_that_was_done_again_is_not_lost_but_a_habit_is() {
    for through in WAYS {
        let mut repo = repository(through);
        for name in ["docker", "leetcode"] {
            repo.wait_minutes(1);
            repo.roadmap(&["done", name]).success();
        }
        repo.git(&["reset", "-q", "--hard", "HEAD~2"]);
        for name in ["docker", "leetcode"] {
            repo.wait_minutes(1);
            repo.roadmap(&["done", name]).success();
        }
        let events = finding(&repo, "only-in-reflog")["events"].clone();
        assert_eq!(events.as_array().unwrap().len(), 1, "{events:#}");
        assert_eq!(events[0]["target"], "leetcode");
    }
}

#[test]
fn people_whom_the_plan_leaves_out_are_not_rescued() {
    let plan = format!("{}\n[history]\nauthors = [\"lin@example.org\"]\n", super::PLAN);
    let mut repo = super::with_plan(&plan, "library");
    repo.wait_minutes(1);
    let author = "--author=Mei <mei@example.org>";
    repo.git(&["commit", "-q", "--allow-empty", author, "-m", "Roadmap-Done: docker"]);
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    assert_eq!(kinds(&repo), Vec::<String>::new());
}

#[test]
fn a_rescue_waits_for_a_branch() {
    let repo = repository("library");
    repo.roadmap(&["done", "docker"]).success();
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    repo.git(&["switch", "-q", "--detach"]);
    let ran = repo.roadmap(&["doctor", "--rescue"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("detached HEAD"), "{}", ran.err);
}
