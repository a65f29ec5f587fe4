//! `git roadmap`: roadmap as a command of git's own, run by git itself.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::support::{Ran, TestRepo};

/// A repository with the built-in plan, where git finds `git-roadmap`.
fn repository() -> TestRepo {
    let mut repo = TestRepo::initialised();
    let ours = Path::new(env!("CARGO_BIN_EXE_git-roadmap")).parent().expect("a folder");
    let path = format!("{}:{}", ours.display(), std::env::var("PATH").unwrap_or_default());
    repo.set("PATH", &path);
    repo
}

fn events(repo: &TestRepo) -> Vec<String> {
    let log = repo.roadmap(&["log", "--all", "--porcelain"]).success();
    let target = |line: &str| line.split('\t').nth(5).unwrap_or_default().to_owned();
    // They may be of the same moment.
    let mut targets: Vec<String> = log.lines().map(target).collect();
    targets.sort();
    targets
}

#[test]
fn git_finds_it_from_any_folder_and_with_its_own_options() {
    let mut repo = repository();
    fs::create_dir_all(repo.path().join("notes/深")).expect("a folder");
    repo.enter("notes/深");
    repo.git(&["roadmap", "done", "dev-env"]);
    repo.enter("../..");
    let above = repo.path().parent().expect("a folder").display().to_string();
    repo.git(&["-C", &above, "-C", "study/notes", "roadmap", "done", "skill-map"]);
    repo.git(&["-c", "user.name=小明", "-c", "color.ui=always", "roadmap", "done", "study-repo"]);
    assert_eq!(events(&repo), ["dev-env", "skill-map", "study-repo"]);
    assert_eq!(repo.git(&["log", "-1", "--format=%an"]), "小明\n");
    let git_dir = repo.path().join(".git").display().to_string();
    let work_tree = repo.path().display().to_string();
    let elsewhere = format!("--git-dir={git_dir}");
    let status = ["roadmap", "-C", &work_tree, "status", "--porcelain"];
    let apart = repo.git(&[&[elsewhere.as_str(), "-C", "/"], &status[..]].concat());
    assert_eq!(apart, repo.git(&["roadmap", "status", "--porcelain"]));
}

#[test]
fn usage_names_itself_as_it_was_called() {
    let repo = repository();
    let help = repo.git(&["roadmap", "done", "-h"]);
    assert!(help.contains("Usage: git roadmap done"), "{help}");
    let wrong = repo.try_git(&["roadmap", "done"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("Usage: git roadmap done"), "{}", wrong.err);
    let own = repo.roadmap(&["done", "-h"]).success();
    assert!(own.contains("Usage: roadmap done"), "{own}");
}

#[test]
fn exit_codes_and_standard_input_pass_through() {
    let mut repo = repository();
    let missing = repo.try_git(&["roadmap", "done", "no-such-task"]);
    assert_eq!(missing.code, 1);
    assert!(missing.err.contains("no-such-task"), "{}", missing.err);
    repo.at("2025-09-01T12:00:00+08:00");
    assert_eq!(repo.try_git(&["roadmap", "today", "--exit-code", "-q"]).code, 1);
}

#[test]
fn aliases_of_both_kinds_work_in_a_folder_below() {
    let mut repo = repository();
    repo.git(&["config", "alias.did", "roadmap done"]);
    repo.git(&["config", "alias.did-too", "!roadmap done"]);
    fs::create_dir(repo.path().join("sub")).expect("a folder");
    repo.enter("sub");
    repo.git(&["did", "dev-env"]);
    repo.git(&["did-too", "skill-map"]);
    assert_eq!(events(&repo), ["dev-env", "skill-map"]);
}

#[test]
fn a_linked_work_tree_records_on_its_own_branch() {
    let mut repo = repository();
    repo.git(&["worktree", "add", "-q", "-b", "side", "../side"]);
    repo.enter("../side");
    repo.git(&["roadmap", "done", "dev-env"]);
    let main = repo.git(&["log", "-1", "--format=%s", "main"]);
    let side = repo.git(&["log", "-1", "--format=%s", "side"]);
    assert!(!main.contains("dev-env") && side.contains("dev-env"), "{main}{side}");
}

fn hook(repo: &TestRepo, name: &str, script: &str) {
    let file = repo.git_path(&format!("hooks/{name}"));
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(&file, format!("#!/bin/sh\n{script}\n")).expect("a file");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).expect("a mode");
}

#[test]
fn hooks_read_and_record_with_what_git_sets_for_them() {
    let mut repo = repository();
    // A commit of named files has an index of its own while it is made.
    let seen = "env | grep -q ^GIT_INDEX_FILE= && roadmap status --porcelain > \"$HOME/before\"";
    hook(&repo, "pre-commit", seen);
    hook(&repo, "post-commit", "git roadmap done dev-env > \"$HOME/after\" 2>&1");
    repo.write("a.txt", "a\n");
    repo.write("b.txt", "b\n");
    repo.git(&["add", "a.txt", "b.txt"]);
    fs::create_dir(repo.path().join("sub")).expect("a folder");
    repo.enter("sub");
    let made: Ran = repo.try_git(&["commit", "-qm", "Add a", "../a.txt"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let before = fs::read_to_string(repo.home().join("before")).expect("a file");
    assert!(before.starts_with("day\t2025-07-14\n"), "{before}");
    let after = fs::read_to_string(repo.home().join("after")).expect("a file");
    assert!(after.contains("dev-env"), "{after}");
    assert_eq!(events(&repo), ["dev-env"]);
    // What was staged beside it is staged still, and the record holds no file.
    assert_eq!(repo.git(&["diff", "--cached", "--name-only"]), "b.txt\n");
    assert_eq!(repo.git(&["show", "--format=", "--name-only", "HEAD"]), "");
    assert_eq!(repo.git(&["log", "-1", "--format=%s", "HEAD~1"]), "Add a\n");
}

#[test]
fn a_hook_in_a_linked_work_tree_records_there() {
    let mut repo = repository();
    hook(&repo, "post-commit", "roadmap done dev-env > /dev/null 2>&1");
    repo.git(&["worktree", "add", "-q", "-b", "side", "../side"]);
    repo.enter("../side");
    repo.git(&["commit", "-q", "--allow-empty", "-m", "Work"]);
    let subjects = repo.git(&["log", "-2", "--format=%s", "side"]);
    assert!(subjects.contains("dev-env") && subjects.ends_with("Work\n"), "{subjects}");
}

#[test]
fn it_says_so_where_the_program_beside_it_is_missing() {
    let repo = repository();
    let alone = repo.home().join("git-roadmap");
    fs::copy(env!("CARGO_BIN_EXE_git-roadmap"), &alone).expect("a copy");
    let mut command = repo.command(repo.path(), &alone.display().to_string());
    let ended = command.env("PATH", "").arg("status").output().expect("a program");
    assert_eq!(ended.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("install roadmap again"));
}
