//! Whatever git does to history, no event is lost and none counts twice. Where git throws a
//! message away: `rewrite_losses.rs`.

use std::collections::BTreeSet;

use crate::support::TestRepo;

const PLAN: &str = r#"schema = 1
title = "Rewritten"
start = 2025-07-01

[[phase]]
id = "1"
title = "Phase"
window = "2025-07"

  [[phase.task]]
  id = "a"
  title = "Task a"

  [[phase.task]]
  id = "b"
  title = "Task b"

  [[phase.task]]
  id = "c"
  title = "Task c"

  [[phase.task]]
  id = "d"
  title = "Task d"

[[habit]]
id = "h"
title = "Habit"
every = "day"
"#;

const SQUASH_ALL: &str = "sed -i '2,$s/^pick/squash/'";

/// How the events of the branch came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lines {
    /// roadmap wrote them, with `id=`.
    Written,
    /// Somebody typed them, without `id=`.
    Typed,
}

pub(crate) const BOTH: [Lines; 2] = [Lines::Written, Lines::Typed];

/// A repository whose branch `work` (checked out) has five events and some work, and whose
/// `main` has gone on since, with an event and work of its own.
pub(crate) fn diverged(lines: Lines) -> TestRepo {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.set("GIT_EDITOR", "true");
    repo.git(&["switch", "-qc", "work"]);
    match lines {
        Lines::Written => {
            repo.at("2025-07-13T15:00:00+08:00");
            for arguments in [
                &["done", "a", "--took", "1h30m"][..],
                &["done", "h", "-x", "2", "-m", "两个 \"一起\""],
                &["study", "b", "--took", "45m", "--day", "yesterday"],
                &["done", "c"],
                &["undo", "c"],
            ] {
                repo.wait_minutes(3);
                repo.roadmap(arguments).success();
                work(&mut repo, &["-m", &format!("Work after {}", arguments[1])]);
            }
            repo.wait_days(1);
        }
        Lines::Typed => {
            // Equal lines in one message and in two; some with work, some without.
            work(&mut repo, &["-m", "Work", "--trailer", "Roadmap-Done: a took=1h30m"]);
            empty(&mut repo, "Roadmap-Done: h");
            empty(&mut repo, "Twice\n\n* Roadmap-Done: h\n* Roadmap-Done: h");
            work(&mut repo, &["-m", "Roadmap-Done: h", "-m", "A subject"]);
            empty(&mut repo, "Study\n\nroadmap-study : b day=2025-07-13 took=45m");
        }
    }
    repo.git(&["switch", "-q", "main"]);
    repo.wait_minutes(3);
    repo.roadmap(&["done", "d"]).success();
    work(&mut repo, &["-m", "Work on main"]);
    repo.git(&["switch", "-q", "work"]);
    repo.at("2025-07-14T22:00:00+08:00");
    repo
}

/// Commits a new file.
pub(crate) fn work(repo: &mut TestRepo, message: &[&str]) {
    repo.wait_minutes(3);
    let count = repo.git(&["rev-list", "--count", "--all"]);
    let name = format!("file-{}", count.trim());
    repo.write(&name, &format!("the work in {name}\n"));
    repo.git(&["add", &name]);
    repo.git(&[&["commit", "-q"], message].concat());
}

pub(crate) fn empty(repo: &mut TestRepo, message: &str) {
    repo.wait_minutes(3);
    repo.git(&["commit", "-q", "--allow-empty", "-m", message]);
}

pub(crate) fn status(repo: &TestRepo) -> String {
    repo.roadmap(&["status", "--json"]).success()
}

/// The ids of all events, counted or not.
pub(crate) fn ids(repo: &TestRepo) -> BTreeSet<String> {
    let log = repo.roadmap(&["log", "--json"]).success();
    let log: serde_json::Value = serde_json::from_str(&log).unwrap();
    let events = log["data"]["events"].as_array().unwrap();
    events.iter().map(|event| event["id"].as_str().unwrap().to_owned()).collect()
}

/// What has to be the same before and after.
pub(crate) fn numbers(repo: &TestRepo) -> (String, BTreeSet<String>) {
    (status(repo), ids(repo))
}

fn data(status: &str) -> serde_json::Value {
    serde_json::from_str::<serde_json::Value>(status).unwrap()["data"].clone()
}

/// Checks that each of `rewrites` changes no number and no id, whether or not the old commits can
/// still be reached (then nothing may count twice), and that it did rewrite something.
fn survives(lines: &[Lines], rewrites: &[&dyn Fn(&TestRepo)]) {
    for lines in lines {
        let original = diverged(*lines);
        let before = numbers(&original);
        assert!(before.1.len() >= 5, "{before:?}");
        let old = original.git(&["rev-parse", "--branches"]);
        for (number, rewrite) in rewrites.iter().enumerate() {
            for keeps_old in [false, true] {
                let repo = original.copied();
                if keeps_old {
                    repo.git(&["branch", "-q", "old"]);
                }
                rewrite(&repo);
                assert_ne!(repo.git(&["rev-parse", "--branches"]), old, "nothing was rewritten");
                let case = format!("rewrite {number}, {lines:?}, old commits kept: {keeps_old}");
                assert_eq!(numbers(&repo), before, "{case}");
            }
        }
    }
}

#[test]
fn a_merge_either_way() {
    survives(
        &BOTH,
        &[&|repo| {
            repo.git(&["merge", "-q", "--no-edit", "main"]);
        }],
    );
    survives(
        &BOTH,
        &[&|repo| {
            repo.git(&["switch", "-q", "main"]);
            repo.git(&["merge", "-q", "--no-edit", "work"]);
        }],
    );
}

#[test]
fn a_branch_deleted_after_its_merge() {
    survives(
        &BOTH,
        &[&|repo| {
            repo.git(&["switch", "-q", "main"]);
            repo.git(&["merge", "-q", "--no-ff", "--no-edit", "work"]);
            repo.git(&["branch", "-qd", "work"]);
        }],
    );
}

#[test]
fn a_rebase() {
    let rebase = |arguments: &'static [&str]| {
        move |repo: &TestRepo| _ = repo.git(&[&["rebase", "-q"], arguments].concat())
    };
    survives(
        &BOTH,
        &[
            &rebase(&["main"]),
            &rebase(&["--rebase-merges", "main"]),
            &rebase(&["--force-rebase", "--signoff", "main"]),
            &rebase(&["--committer-date-is-author-date", "main"]),
        ],
    );
}

#[test]
fn a_rebase_onto_another_place() {
    survives(
        &BOTH,
        &[&|repo| {
            let fork = repo.git(&["merge-base", "main", "work"]);
            repo.git(&["branch", "-q", "place", "main~1"]);
            repo.git(&["rebase", "-q", "--onto", "place", fork.trim(), "work"]);
        }],
    );
}

#[test]
fn a_rebase_that_resets_the_author_dates() {
    survives(
        &[Lines::Written],
        &[&|repo| {
            repo.git(&["rebase", "-q", "--reset-author-date", "main"]);
        }],
    );
}

/// All commits of such a rebase may get the same second; then equal lines get the same name.
#[test]
fn typed_lines_with_reset_author_dates_are_new_events_and_equal_ones_may_be_one() {
    let repo = diverged(Lines::Typed);
    let before = ids(&repo);
    let said = |repo: &TestRepo| -> BTreeSet<String> {
        let log = repo.roadmap(&["log", "--json"]).success();
        let log: serde_json::Value = serde_json::from_str(&log).unwrap();
        let events = log["data"]["events"].as_array().unwrap().iter();
        events.map(|event| format!("{} {}", event["verb"], event["target"])).collect()
    };
    let said_before = said(&repo);
    repo.git(&["rebase", "-q", "--reset-author-date", "main"]);
    let after = ids(&repo);
    assert_eq!(said(&repo), said_before);
    assert!(after.len() <= before.len(), "{after:?}");
    assert_eq!(after.intersection(&before).count(), 1, "only the written one keeps its id");
}

fn squash_interactively(repo: &TestRepo) {
    let fork = repo.git(&["merge-base", "main", "work"]);
    let mut command = repo.command(repo.path(), "git");
    command.args(["rebase", "-q", "-i", fork.trim()]).env("GIT_SEQUENCE_EDITOR", SQUASH_ALL);
    assert!(command.output().unwrap().status.success());
    assert_eq!(repo.git(&["rev-list", "--count", "main..work"]).trim(), "1");
}

#[test]
fn an_interactive_squash() {
    survives(&[Lines::Written], &[&squash_interactively]);
}

#[test]
fn a_squash_merge() {
    survives(
        &[Lines::Written],
        &[&|repo| {
            repo.git(&["switch", "-q", "main"]);
            repo.git(&["merge", "-q", "--squash", "work"]);
            repo.git(&["commit", "-q", "--no-edit"]);
            repo.git(&["branch", "-qD", "work"]);
        }],
    );
}

/// The message of a squash merge as GitHub words it.
fn by_github(commits: &[(String, String)]) -> String {
    let one = |(subject, body): &(String, String)| format!("* {subject}\n\n{body}\n");
    let all: Vec<String> = commits.iter().map(one).collect();
    let all = all.join("\n");
    format!("Work (#12)\n\n{all}\n---------\n\nCo-authored-by: Mei <mei@example.org>\n")
}

/// The message of a squash merge as GitLab words it, with `%{all_commits}`.
fn by_gitlab(commits: &[(String, String)]) -> String {
    let one = |(subject, body): &(String, String)| {
        let body: String = body.lines().map(|line| format!("  {line}\r\n")).collect();
        format!("* {subject}\r\n\r\n{body}\r\n")
    };
    let all: String = commits.iter().map(one).collect();
    let foot = "Co-authored-by: Mei <mei@example.org>\r\n\r\nSee merge request lin/study!12\r\n";
    format!("Merge branch 'work' into 'main'\r\n\r\n{all}{foot}")
}

/// Squashes `work` into `main` as a forge does, on its own machine and under its own name as
/// committer, and deletes the branch.
fn forge_squash(repo: &TestRepo, word: fn(&[(String, String)]) -> String, author: &str) {
    let log = repo.git(&["log", "--reverse", "-z", "--format=%s%x00%b", "main..work"]);
    let fields: Vec<&str> = log.split_terminator('\0').collect();
    let pairs = fields.chunks(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned()));
    repo.write("message", &word(&pairs.collect::<Vec<_>>()));
    repo.git(&["switch", "-q", "main"]);
    repo.git(&["merge", "-q", "--squash", "work"]);
    let mut command = repo.command(repo.path(), "git");
    command.args(["commit", "-q", "--cleanup=verbatim", "-F", "message", "--author", author]);
    command.env("GIT_COMMITTER_NAME", "GitHub").env("GIT_COMMITTER_EMAIL", "noreply@github.com");
    assert!(command.status().unwrap().success());
    repo.git(&["branch", "-qD", "work"]);
}

const LIN: &str = "林小明 <lin@example.org>";

#[test]
fn a_squash_merge_on_a_forge() {
    let squash = |word: fn(&[(String, String)]) -> String| {
        move |repo: &TestRepo| {
            forge_squash(repo, word, LIN);
            let trailers = repo.git(&["log", "-1", "--format=%(trailers:key=Roadmap-Done)"]);
            assert_eq!(trailers.trim(), "", "git's own trailer block has lost them");
        }
    };
    survives(&[Lines::Written], &[&squash(by_github), &squash(by_gitlab)]);
}

#[test]
fn a_squash_merge_under_another_author_changes_only_who_recorded() {
    for word in [by_github, by_gitlab] {
        let repo = diverged(Lines::Written);
        let before = numbers(&repo);
        forge_squash(&repo, word, "Mei <mei@example.org>");
        let after = numbers(&repo);
        assert_eq!(after.1, before.1);
        assert_eq!(after.0.replace("\"people\": 2", "\"people\": 1"), before.0);
    }
}

/// A line without `id=` is named after its author and author time, and a squash has its own. So
/// the numbers stay as long as not both are there; then a habit counts twice.
#[test]
fn typed_lines_in_a_squash_count_as_new_events() {
    for squash in [
        (|repo: &TestRepo| {
            repo.git(&["switch", "-q", "main"]);
            repo.git(&["merge", "-q", "--squash", "work"]);
            repo.git(&["commit", "-q", "--no-edit"]);
            repo.git(&["branch", "-qD", "work"]);
        }) as fn(&TestRepo),
        squash_interactively,
        |repo| forge_squash(repo, by_github, LIN),
        |repo| forge_squash(repo, by_gitlab, LIN),
    ] {
        let repo = diverged(Lines::Typed);
        let before = status(&repo);
        repo.git(&["branch", "-q", "old"]);
        squash(&repo);
        let both = data(&status(&repo));
        assert_eq!(data(&before)["habits"][0]["total"], 4);
        assert_eq!(both["habits"][0]["total"], 8, "the branch and the squash");
        assert_eq!(both["total"]["tasks"], data(&before)["total"]["tasks"]);
        repo.git(&["branch", "-qD", "old"]);
        assert_eq!(status(&repo), before, "the squash alone");
    }
}

#[test]
fn an_undo_does_not_follow_a_typed_line_into_a_squash() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.git(&["switch", "-qc", "work"]);
    empty(&mut repo, "Work\n\nRoadmap-Done: a");
    repo.wait_minutes(1);
    repo.roadmap(&["undo", "a"]).success();
    let done = |repo: &TestRepo| data(&status(repo))["total"]["tasks"]["done"].clone();
    assert_eq!(done(&repo), 0);
    repo.wait_minutes(1);
    repo.git(&["switch", "-q", "main"]);
    let message = repo.git(&["log", "--reverse", "--format=%B", "main..work"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", &message]);
    assert_eq!(done(&repo), 1, "the undo names the line on the branch, not its copy");
}

#[test]
fn a_cherry_pick() {
    let pick = |flags: &'static [&str]| {
        move |repo: &TestRepo| {
            repo.git(&["switch", "-q", "main"]);
            repo.git(&[&["cherry-pick"], flags, &["main..work"]].concat());
            // Once more, so that one event is in three commits; this time without changes.
            repo.git(&["cherry-pick", "--keep-redundant-commits", "main"]);
            repo.git(&["branch", "-qD", "work"]);
        }
    };
    survives(
        &BOTH,
        &[
            &pick(&["--allow-empty"]),
            &pick(&["--allow-empty", "-x"]),
            &pick(&["--keep-redundant-commits"]),
            &pick(&["--keep-redundant-commits", "-x", "--signoff"]),
        ],
    );
}

#[test]
fn a_cherry_pick_that_stops_at_an_empty_commit() {
    for lines in BOTH {
        let repo = diverged(lines);
        let before = numbers(&repo);
        repo.git(&["switch", "-q", "main"]);
        let picked = repo.try_git(&["cherry-pick", "main..work"]);
        assert_ne!(picked.code, 0, "without --allow-empty git stops at events");
        assert_eq!(numbers(&repo), before, "while it waits");
        while repo.path().join(".git/CHERRY_PICK_HEAD").exists() {
            repo.try_git(&["cherry-pick", "--skip"]);
        }
        assert_eq!(numbers(&repo), before, "the branch still has them");
    }
}

#[test]
fn an_amended_commit_that_keeps_its_message() {
    survives(
        &BOTH,
        &[&|repo| {
            repo.write("more", "work");
            repo.git(&["add", "more"]);
            repo.git(&["commit", "-q", "--amend", "--no-edit"]);
            repo.git(&["commit", "-q", "--amend", "--allow-empty", "--edit"]);
            repo.git(&["commit", "-q", "--amend", "--no-edit", "--signoff"]);
        }],
    );
}

#[test]
fn a_revert() {
    survives(
        &BOTH,
        &[&|repo| {
            repo.git(&["switch", "-q", "main"]);
            repo.git(&["revert", "--no-edit", "HEAD"]);
        }],
    );
    // Not even of the commit that carries the event: it says what happened, not what is there.
    survives(
        &[Lines::Typed],
        &[&|repo| {
            let carrier = repo.git(&["log", "--format=%H", "--grep=A subject"]);
            repo.git(&["revert", "--no-edit", carrier.trim()]);
        }],
    );
}

#[test]
fn a_shallow_clone_that_is_deepened() {
    for lines in BOTH {
        let repo = diverged(lines);
        repo.git(&["merge", "-q", "--no-edit", "main"]);
        let before = numbers(&repo);
        let mut clone = repo.cloned();
        clone.at("2025-07-14T22:00:00+08:00");
        let url = format!("file://{}", repo.path().display());
        clone.git(&["clone", "-q", "--depth", "2", &url, "shallow"]);
        let shallow = clone.path().join("shallow");
        let shallow_status = clone.roadmap_in(&shallow, &["status", "--json"]).success();
        assert_eq!(data(&shallow_status)["footnotes"]["at_least"], true);
        assert_ne!(shallow_status, before.0);
        clone.git(&["-C", "shallow", "fetch", "-q", "--unshallow"]);
        assert_eq!(clone.roadmap_in(&shallow, &["status", "--json"]).success(), before.0);
    }
}

#[test]
fn a_filtered_history() {
    survives(
        &BOTH,
        &[&|repo| {
            let mut command = repo.command(repo.path(), "git");
            command.env("FILTER_BRANCH_SQUELCH_WARNING", "1");
            let filter =
                ["--msg-filter", "cat", "--env-filter", "export GIT_COMMITTER_NAME=Filter"];
            command.arg("filter-branch").args(filter).args(["--", "work", "main"]);
            assert!(command.output().unwrap().status.success());
        }],
    );
}

#[test]
fn an_exported_and_imported_history() {
    for lines in BOTH {
        let repo = diverged(lines);
        let before = numbers(&repo);
        let export = repo.git(&["fast-export", "--all"]);
        let mut other = TestRepo::empty();
        other.at("2025-07-14T22:00:00+08:00");
        other.git(&["init", "-q"]);
        other.write("history", &export);
        let mut import = other.command(other.path(), "git");
        let file = std::fs::File::open(other.path().join("history")).unwrap();
        let status = import.args(["fast-import", "--quiet"]).stdin(file).status().unwrap();
        assert!(status.success());
        other.git(&["checkout", "-q", "work"]);
        assert_eq!(numbers(&other), before);
    }
}
