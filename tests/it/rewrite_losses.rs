//! Where git throws a message away, exactly its lines go, and the reflog still has them.

use std::collections::BTreeSet;

use crate::rewrites::{BOTH, Lines, diverged, empty, ids, numbers, status, work};
use crate::support::TestRepo;

/// Whether a line of the branch before the rewrite can be found with plain git.
fn is_in_reflog(repo: &TestRepo, line: &str) -> bool {
    repo.git(&["log", "-g", "--all", "--format=%B"]).lines().any(|found| found == line)
}

/// Checks that `rewrite` loses the event that `line` says, nothing else, and that the reflog
/// still has the line.
fn loses(repo: &TestRepo, before_line: &BTreeSet<String>, line: &str, rewrite: impl Fn()) {
    let with_line = ids(repo);
    assert_eq!(with_line.len(), before_line.len() + 1, "the line is one event");
    rewrite();
    assert_eq!(ids(repo), *before_line, "its event is gone, and only that");
    let reachable = repo.git(&["log", "--all", "--format=%B"]);
    assert!(!reachable.lines().any(|found| found == line), "no commit has the line");
    assert!(is_in_reflog(repo, line), "the reflog has it");
}

#[test]
fn amending_with_another_message_loses_exactly_its_lines() {
    for lines in BOTH {
        let mut repo = diverged(lines);
        let (status_before, before) = numbers(&repo);
        empty(&mut repo, "More\n\nRoadmap-Done: c day=2025-07-14");
        loses(&repo, &before, "Roadmap-Done: c day=2025-07-14", || {
            repo.git(&["commit", "-q", "--amend", "--allow-empty", "-m", "Other words"]);
        });
        repo.at("2025-07-14T22:00:00+08:00");
        assert_eq!(status(&repo), status_before);
        // With plain git it comes back, as the same event.
        repo.git(&["branch", "-q", "found", "work@{1}"]);
        assert_eq!(ids(&repo).len(), before.len() + 1);
    }
}

#[test]
fn a_fixup_loses_exactly_the_lines_of_its_own_message() {
    for lines in BOTH {
        let mut repo = diverged(lines);
        let (status_before, before) = numbers(&repo);
        let line = "Roadmap-Done: c day=2025-07-14";
        work(&mut repo, &["--fixup", "HEAD", "--trailer", line]);
        loses(&repo, &before, line, || {
            repo.git(&["rebase", "-q", "-i", "--autosquash", "main"]);
            assert_eq!(repo.git(&["log", "--format=%s", "--grep=^fixup!"]), "");
        });
        repo.at("2025-07-14T22:00:00+08:00");
        assert_eq!(status(&repo), status_before);
    }
}

/// Found by the history fuzzer: git compares the change, not the message.
#[test]
fn a_rebase_loses_exactly_the_lines_of_a_commit_whose_change_is_there_already() {
    let line = "Roadmap-Done: c day=2025-07-14";
    for keeps_all in [false, true] {
        let mut repo = diverged(Lines::Written);
        let before = ids(&repo);
        repo.write("same", "change");
        repo.git(&["add", "same"]);
        repo.wait_minutes(1);
        repo.git(&["commit", "-q", "-m", "Here", "--trailer", line]);
        repo.git(&["switch", "-q", "main"]);
        repo.write("same", "change");
        repo.git(&["add", "same"]);
        repo.git(&["commit", "-q", "-m", "There"]);
        repo.git(&["switch", "-q", "work"]);
        if keeps_all {
            let with_line = ids(&repo);
            let all = ["--reapply-cherry-picks", "--empty=keep"];
            repo.git(&["rebase", "-q", all[0], all[1], "main"]);
            assert_eq!(ids(&repo), with_line);
        } else {
            loses(&repo, &before, line, || _ = repo.git(&["rebase", "-q", "main"]));
        }
    }
}

#[test]
fn a_flattening_rebase_loses_exactly_the_lines_of_a_merge_commit() {
    let line = "Roadmap-Done: c day=2025-07-14";
    for keeps_merges in [false, true] {
        let mut repo = diverged(Lines::Written);
        repo.git(&["switch", "-qc", "side", "work~1"]);
        work(&mut repo, &["-m", "Aside"]);
        repo.git(&["switch", "-q", "work"]);
        let before = ids(&repo);
        repo.git(&["merge", "-q", "--no-ff", "-m", &format!("Merge side\n\n{line}"), "side"]);
        if keeps_merges {
            let with_line = ids(&repo);
            repo.git(&["rebase", "-q", "--rebase-merges", "main"]);
            assert_eq!(ids(&repo), with_line);
        } else {
            loses(&repo, &before, line, || _ = repo.git(&["rebase", "-q", "main"]));
        }
    }
}

/// git documents this of its older backend (`rebase.backend = apply`): it works with patches,
/// and a commit that changes nothing has none.
#[test]
fn a_rebase_by_patches_loses_exactly_the_commits_without_changes() {
    let repo = diverged(Lines::Written);
    let before = ids(&repo);
    let log = repo.git(&["log", "--format=%x00%B", "--shortstat", "main..work"]);
    let empty = log.split('\0').filter(|commit| !commit.contains("file changed"));
    let lost: Vec<&str> = empty
        .flat_map(str::lines)
        .filter_map(|line| line.starts_with("Roadmap-").then(|| line.rsplit_once(" id="))?)
        .map(|(_, id)| id)
        .collect();
    assert_eq!(lost.len(), 5, "all events that roadmap has written on the branch");
    repo.git(&["rebase", "-q", "--apply", "main"]);
    let after = ids(&repo);
    assert_eq!(before.difference(&after).collect::<BTreeSet<_>>().len(), lost.len());
    assert!(lost.iter().all(|id| !after.contains(*id)));
    for id in lost {
        assert!(repo.git(&["log", "-g", "--format=%B"]).contains(id), "the reflog has {id}");
    }
}
