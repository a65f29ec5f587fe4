//! Where an audit runs commands: in a work tree of git that is nobody else's, and gone afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use super::killed::{alive, assert_none_is_left};
use super::{data, left_behind, trusted};
use crate::support::TestRepo;

/// A check that asks git, in a work tree of its own and in the learner's.
const ASKS_GIT: &str = "{ run = \"git diff --quiet HEAD && git log -1 && \
    test \\\"$(git rev-parse --show-toplevel)\\\" = \\\"$(pwd -P)\\\"\", shell = true }";

/// Something for a check to do only where an audit runs it, so that it passes before.
fn in_an_audit(then: &str) -> String {
    format!("{{ run = \"case $PWD in */tree-*) {then} ;; esac\", shell = true }}")
}

/// Every file below a folder with what stands in it and when it was written.
fn everything(folder: &Path) -> BTreeMap<String, (Vec<u8>, Option<SystemTime>)> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let (path, kind) = (entry.path(), entry.file_type().expect("a kind"));
            let written = entry.metadata().expect("an entry").modified().ok();
            let name = path.display().to_string();
            if kind.is_dir() {
                found.insert(name, (Vec::new(), written));
                folders.push(path);
            } else {
                found.insert(name, (fs::read(&path).unwrap_or_default(), written));
            }
        }
    }
    found
}

fn findings(repo: &TestRepo, at: &Path) -> Vec<String> {
    let ran = repo.roadmap_in(at, &["audit", "--json"]);
    let rows = data(&ran)["receipts"].as_array().expect("rows").clone();
    rows.iter().map(|row| row["finding"].as_str().expect("a finding").to_owned()).collect()
}

#[test]
fn a_check_that_asks_git_agrees() {
    let repo = trusted(ASKS_GIT);
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "Work"]);
    repo.roadmap(&["done", "a"]).success();
    assert_eq!(findings(&repo, repo.path()), ["agrees"]);
    assert_eq!(left_behind(&repo), 0);
}

#[test]
fn work_that_was_committed_later_stands_on_the_commit_that_records_it() {
    let look = "git log --format=%s > $HOME/seen; git status --porcelain >> $HOME/seen; \
        git symbolic-ref -q HEAD && exit 1; :";
    let repo = trusted(&in_an_audit(look));
    repo.write("new.txt", "new");
    repo.roadmap(&["done", "a"]).success();
    let recorded = repo.git(&["log", "-1", "--format=%s"]);
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "New"]);
    assert_eq!(findings(&repo, repo.path()), ["agrees"]);
    let seen = fs::read_to_string(repo.home().join("seen")).expect("what the check saw");
    let lines: Vec<&str> = seen.lines().take(2).collect();
    assert_eq!(lines, ["The files that a receipt names", recorded.trim()], "{seen}");
    assert_eq!(seen.lines().count(), repo.git(&["log", "--format=%s"]).lines().count());
}

#[test]
fn nothing_of_the_learners_git_directory_is_written() {
    let writes = "git commit -q --allow-empty -m x && git tag t && git branch b && \
        git config user.name Somebody && git update-ref refs/roadmap/x HEAD && \
        git worktree add -q ../w && git worktree remove ../w && git stash list && \
        echo x > new && git add new && git gc -q --prune=now && git reflog expire --all";
    let repo = trusted(&in_an_audit(writes));
    repo.write("stashed", "1");
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "Work"]);
    repo.write("stashed", "2");
    repo.git(&["stash", "-q"]);
    repo.write("staged", "1");
    repo.git(&["add", "staged"]);
    repo.roadmap(&["done", "a"]).success();
    repo.git(&["stash", "drop", "-q"]);
    repo.write("stashed", "2");
    repo.git(&["commit", "-qm", "Staged"]);
    repo.git(&["stash", "-q"]);
    let other = repo.home().join("other");
    repo.git(&["worktree", "add", "-q", &other.display().to_string()]);
    // What is remembered of history is written by whatever reads it first.
    for at in [repo.path(), &other] {
        assert_eq!(repo.roadmap_in(at, &["log"]).code, 0);
    }
    for at in [repo.path(), &other] {
        let before = everything(&repo.path().join(".git"));
        let files = everything(at);
        assert_eq!(findings(&repo, at), ["agrees"], "{}", at.display());
        assert!(everything(&repo.path().join(".git")) == before, "the git directory was written");
        assert!(everything(at) == files, "the work tree was written");
    }
    assert_eq!(left_behind(&repo), 0);
}

#[test]
fn the_work_tree_of_an_audit_goes_after_ctrl_c_and_after_an_error() {
    let repo = trusted(&in_an_audit("mkdir -p deep/er && chmod -R a-w deep; sleep 257.5"));
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "Work"]);
    repo.roadmap(&["done", "a"]).success();
    let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
    command.arg("audit").stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("roadmap");
    let start = Instant::now();
    while alive("257.5") == 0 && start.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(left_behind(&repo), 1);
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    assert_eq!(child.wait().expect("an end").code(), Some(1));
    assert_none_is_left("257.5");
    assert_eq!(left_behind(&repo), 0);

    // A tree that is there, and a file of it that is not.
    let blob = repo.git(&["rev-parse", "HEAD:roadmap.toml"]);
    let object = repo.git_path(&format!("objects/{}/{}", &blob[..2], blob[2..].trim()));
    fs::remove_file(object).expect("a loose object");
    assert_eq!(findings(&repo, repo.path()), ["cannot-run"]);
    assert_eq!(left_behind(&repo), 0);
}

#[test]
fn other_kinds_of_repositories_are_audited_alike() {
    let mut repo = TestRepo::empty();
    super::apart(&mut repo);
    if repo.try_git(&["init", "-q", "--object-format=sha256"]).code != 0 {
        return;
    }
    repo.write("roadmap.toml", &super::plan(ASKS_GIT));
    repo.write("text.txt", "a\r\nb\r\n");
    repo.git(&["config", "core.autocrlf", "true"]);
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "Work"]);
    repo.roadmap(&["trust", "--yes"]).success();
    repo.roadmap(&["done", "a"]).success();
    assert_eq!(findings(&repo, repo.path()), ["agrees"]);
    // A shallow clone has the tree, and no commit below it.
    let mut clone = TestRepo::empty();
    super::apart(&mut clone);
    let source = format!("file://{}", repo.path().display());
    clone.git(&["clone", "-q", "--depth", "1", &source, "."]);
    clone.roadmap(&["trust", "--yes"]).success();
    assert_eq!(findings(&clone, clone.path()), ["agrees"]);
}
