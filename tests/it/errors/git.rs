//! States of a repository in which nothing should be recorded, and a git that fails.

use std::fs;

use insta::assert_snapshot;

use super::{refused, started, unchanged};
use crate::support::TestRepo;

/// What all writing commands do here; in a state of the repository, they fail alike.
const WRITES: [&[&str]; 6] = [
    &["done", "postgres"],
    &["study", "postgres"],
    &["skip", "postgres"],
    &["reopen", "dev-env"],
    &["undo"],
    &["done", "postgres", "--dry-run"],
];

/// What the first writing command says; all others have to say the same.
fn all_refused(repo: &TestRepo, code: i32) -> String {
    let messages: Vec<String> = WRITES
        .iter()
        .map(|arguments| {
            let ran = unchanged(repo, arguments);
            assert_eq!(ran.code, code, "{arguments:?}: {}", ran.transcript());
            ran.err
        })
        .collect();
    assert!(messages.iter().all(|message| *message == messages[0]), "{messages:#?}");
    messages[0].clone()
}

/// Reading works in any state.
fn readable(repo: &TestRepo) {
    for command in ["status", "list", "log"] {
        unchanged(repo, &[command]).success();
    }
}

/// Two branches that conflict, with `main` checked out.
fn with_conflict() -> TestRepo {
    let repo = started();
    repo.git(&["commit", "-qm", "Notes"]);
    repo.git(&["switch", "-qc", "other", "HEAD~1"]);
    repo.write("notes.md", "another note\n");
    repo.git(&["add", "notes.md"]);
    repo.git(&["commit", "-qm", "Other notes"]);
    repo.git(&["switch", "-q", "main"]);
    repo
}

#[test]
fn on_no_branch() {
    let repo = started();
    repo.git(&["switch", "-q", "--detach"]);
    assert_snapshot!(all_refused(&repo, 1), @"
    error: you are on commit b07086323a and not on a branch (detached HEAD), where new commits are easily lost
    hint: go back to your branch first, e.g. `git switch main`; nothing was changed
    ");
    readable(&repo);
}

#[test]
fn during_a_rebase() {
    let repo = with_conflict();
    assert_ne!(repo.try_git(&["rebase", "-q", "other"]).code, 0);
    assert_snapshot!(all_refused(&repo, 1), @"
    error: `git rebase` is in progress, and a commit made now could be lost with it
    hint: finish or abort it first, `git status` says how; nothing was changed
    ");
    readable(&repo);
    repo.git(&["rebase", "--abort"]);
    repo.roadmap(&["done", "postgres"]).success();
}

#[test]
fn during_an_am() {
    let repo = with_conflict();
    let patch = repo.git(&["format-patch", "--stdout", "-1", "other"]);
    let file = repo.home().join("other.patch");
    fs::write(&file, patch).unwrap();
    assert_ne!(repo.try_git(&["am", "-q", &file.display().to_string()]).code, 0);
    assert_snapshot!(all_refused(&repo, 1), @"
    error: `git am` is in progress, and a commit made now could be lost with it
    hint: finish or abort it first, `git status` says how; nothing was changed
    ");
    readable(&repo);
}

#[test]
fn during_a_bisect() {
    let repo = started();
    repo.git(&["bisect", "start"]);
    assert_snapshot!(all_refused(&repo, 1), @"
    error: `git bisect` is in progress, and a commit made now could be lost with it
    hint: finish or abort it first, `git status` says how; nothing was changed
    ");
    readable(&repo);
}

#[test]
fn nobody_known_to_git() {
    let mut repo = started();
    repo.git(&["config", "user.useConfigOnly", "true"]);
    fs::remove_file(repo.home().join(".gitconfig")).unwrap();
    assert_snapshot!(all_refused(&repo, 1), @r#"
    error: git does not know who you are
      Run
        git config --global user.email "you@example.com"
        git config --global user.name "Your Name"
      to set your account's default identity.
      Omit --global to set the identity only in this repository.
    "#);
    readable(&repo);
    // Git names a machine's user and host unless it is told not to.
    repo.set("GIT_CONFIG_COUNT", "1");
    repo.set("GIT_CONFIG_KEY_0", "user.useConfigOnly");
    repo.set("GIT_CONFIG_VALUE_0", "true");
    let place = repo.home().join("plan");
    let ran = repo.roadmap(&["init", &place.display().to_string()]);
    assert_eq!(ran.code, 1, "{}", ran.transcript());
    assert!(ran.err.starts_with("error: git does not know who you are\n"), "{}", ran.err);
    assert!(!place.exists());
}

#[test]
fn a_signature_that_fails() {
    let repo = started();
    repo.git(&["config", "commit.gpgsign", "true"]);
    repo.git(&["config", "gpg.program", "false"]);
    let said = refused(&repo, 3, &[&["done", "postgres"], &["undo"]]);
    assert_snapshot!(said, @"
    $ roadmap done postgres
    error: git could not sign the commit
      error: gpg failed to sign the data:
      (no gpg output)
    hint: `commit.gpgsign` asks for it; see that `git commit -S` works; nothing was recorded

    $ roadmap undo
    error: git could not sign the commit
      error: gpg failed to sign the data:
      (no gpg output)
    hint: `commit.gpgsign` asks for it; see that `git commit -S` works; nothing was recorded
    ");
    repo.git(&["config", "gpg.program", "no-such-program"]);
    assert_snapshot!(refused(&repo, 3, &[&["done", "postgres"]]), @"
    $ roadmap done postgres
    error: git could not sign the commit
      error: cannot run no-such-program: No such file or directory
      error: gpg failed to sign the data:
      (no gpg output)
    hint: `commit.gpgsign` asks for it; see that `git commit -S` works; nothing was recorded
    ");
    readable(&repo);
}

/// Where no program is called git. `State` needs one, so the tip is read from its file.
#[test]
fn no_git() {
    let repo = started();
    let tip = || fs::read_to_string(repo.path().join(".git/refs/heads/main")).unwrap();
    let before = tip();
    let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
    let output = command.env("PATH", repo.path()).args(["done", "postgres"]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(tip(), before);
    assert_snapshot!(String::from_utf8(output.stderr).unwrap(), @"
    error: the `git` program could not be run
      caused by: No such file or directory (os error 2)
    hint: roadmap asks git who you are; install git and see that it is on PATH
    ");
}

#[test]
fn a_ref_that_is_not_there() {
    let repo = started();
    let said = refused(
        &repo,
        1,
        &[
            &["status", "--ref", "feature"],
            &["log", "--ref", "HEAD~1"],
            &["list", "--ref", "a b"],
            &["show", "dev-env", "--ref", ""],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap status --ref feature
    error: there is no branch or ref `feature`
    hint: `git branch --all` lists the branches

    $ roadmap log --ref HEAD~1
    error: there is no branch or ref `HEAD~1`
    hint: `git branch --all` lists the branches

    $ roadmap list --ref 'a b'
    error: there is no branch or ref `a b`
    hint: `git branch --all` lists the branches

    $ roadmap show dev-env --ref ''
    error: there is no branch or ref ``
    hint: `git branch --all` lists the branches
    ");
}

#[test]
fn a_repository_that_is_not_where_git_dir_says() {
    let mut repo = started();
    repo.set("GIT_DIR", "/nowhere");
    let ran = repo.roadmap(&["done", "postgres"]);
    assert_snapshot!(ran.transcript(), @"
    exit: 1
    --- stderr
    error: `/nowhere` is not inside a git repository
    hint: `roadmap init` makes one there, and keeps a plan that is there already
    ");
}

#[test]
fn a_repository_that_cannot_be_opened() {
    let repo = started();
    let config = repo.path().join(".git/config");
    let sound = fs::read(&config).unwrap();
    fs::write(&config, "[core]\n\trepositoryformatversion = 9\n").unwrap();
    let future = repo.roadmap(&["done", "postgres"]);
    fs::write(&config, "[core\n").unwrap();
    let broken = repo.roadmap(&["status"]);
    fs::write(&config, sound).unwrap();
    assert_snapshot!(future.transcript(), @"
    exit: 3
    --- stderr
    error: the git repository at `$ROOT/study` cannot be opened
      caused by: unsupported repository version 9; only versions up to 1 are supported; class=Repository (6)
    hint: see whether `git status` works there; nothing was changed
    ");
    assert_snapshot!(broken.transcript(), @"
    exit: 3
    --- stderr
    error: the git repository at `$ROOT/study` cannot be opened
      caused by: failed to parse config file: missing ']' in section header (in $ROOT/study/.git/config:1); class=Config (7)
    hint: see whether `git status` works there; nothing was changed
    ");
}

#[test]
fn a_damaged_object() {
    let repo = started();
    let tip = repo.git(&["rev-parse", "HEAD"]);
    let (folder, name) = tip.trim().split_at(2);
    let object = repo.path().join(".git/objects").join(folder).join(name);
    fs::remove_file(&object).unwrap();
    fs::write(&object, "damaged").unwrap();
    for arguments in [&["status"][..], &["done", "postgres"], &["undo"]] {
        let ran = repo.roadmap(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
        assert!(ran.err.starts_with("error: git could not read"), "{}", ran.err);
    }
    assert_snapshot!(repo.roadmap(&["log"]).transcript(), @"
    exit: 3
    --- stderr
    error: git could not read a commit
      caused by: failed to inflate loose object; class=Odb (9)
    hint: `git fsck` looks for damage in the repository; nothing was recorded
    ");
}

/// Only root can give a repository away.
#[cfg(unix)]
#[test]
fn a_repository_of_somebody_else() {
    let repo = started();
    for name in ["", ".git"] {
        let place = repo.path().join(name);
        if std::os::unix::fs::chown(&place, Some(12_345), None).is_err() {
            eprintln!("skipped: only root can give a repository away");
            return;
        }
    }
    let tip = || fs::read_to_string(repo.path().join(".git/refs/heads/main")).unwrap();
    let before = tip();
    let ran = repo.roadmap(&["done", "postgres"]);
    assert_eq!(tip(), before);
    assert_snapshot!(ran.transcript(), @"
    exit: 1
    --- stderr
    error: the repository at `$ROOT/study` belongs to another user
    hint: git explains how to trust it: run `git status` there
    ");
    assert_eq!(repo.roadmap(&["init", "more"]).code, 1);
    assert!(!repo.path().join("more").exists());
}

/// It tries for some ten seconds, because 64 writers at once may need that long.
#[test]
fn a_lock_that_was_left_behind() {
    let repo = started();
    let lock = repo.path().join(".git/refs/heads/main.lock");
    fs::write(&lock, "").unwrap();
    assert_snapshot!(refused(&repo, 3, &[&["done", "postgres"]]), @"
    $ roadmap done postgres
    error: `refs/heads/main` could not be moved: other programs keep writing to it, or one left its lock behind
    hint: try again; if no other program is at work, delete the file refs/heads/main.lock in .git
    ");
    fs::remove_file(lock).unwrap();
    repo.roadmap(&["done", "postgres"]).success();
}
