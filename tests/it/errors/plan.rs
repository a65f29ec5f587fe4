//! No plan, a broken plan, and places where none can be made.

use std::fs;

use insta::assert_snapshot;

use super::{refused, started};
use crate::support::TestRepo;

const BROKEN: &str = "\
title = \"Broken\"
start = 2025-07-11
[[phase]]
id = \"1\"
title = \"One\"
windw = \"2025-08\"
";

#[test]
fn no_plan() {
    let repo = TestRepo::empty();
    let said = refused(
        &repo,
        1,
        &[
            &["status"],
            &["done", "a"],
            &["study"],
            &["undo"],
            &["reopen", "a"],
            &["skip", "a"],
            &["list"],
            &["show", "a"],
            &["log"],
            &["check"],
        ],
    );
    let (first, _) = said.split_once("\n\n").unwrap();
    assert_snapshot!(first, @"
    $ roadmap status
    error: there is no roadmap.toml in `$ROOT/study` or above
    hint: `roadmap init` makes one
    ");
    let same = said.matches("error: there is no roadmap.toml in `$ROOT/study` or above").count();
    assert_eq!(same, 10, "{said}");
}

#[test]
fn no_repository() {
    let repo = TestRepo::empty();
    repo.write("roadmap.toml", BROKEN.replace("windw", "window").as_str());
    assert_snapshot!(refused(&repo, 1, &[&["status"], &["done", "a"]]), @"
    $ roadmap status
    error: `$ROOT/study` is not inside a git repository
    hint: `roadmap init` makes one there, and keeps a plan that is there already

    $ roadmap done a
    error: `$ROOT/study` is not inside a git repository
    hint: `roadmap init` makes one there, and keeps a plan that is there already
    ");
}

#[test]
fn a_broken_plan() {
    let repo = started();
    repo.write("roadmap.toml", BROKEN);
    assert_snapshot!(refused(&repo, 1, &[&["done", "a"]]), @r#"
    $ roadmap done a
    error: `[[phase]]` has no key `windw`
     --> roadmap.toml:6:1
      |
    6 | windw = "2025-08"
      | ^^^^^ did you mean `window`?

    error: `roadmap.toml` has 1 error, shown above
    hint: correct it and try again; what you recorded is safe in git
    "#);
    assert_snapshot!(refused(&repo, 1, &[&["--lang", "zh", "check"]]), @r#"
    $ roadmap --lang zh check
    错误：`[[phase]]` 表没有键 `windw`
     --> roadmap.toml:6:1
      |
    6 | windw = "2025-08"
      | ^^^^^ 你是指 `window` 吗？

    roadmap.toml：1 个错误
    "#);
    let shown = repo.roadmap(&["done", "a"]).err;
    let (picture, _) = shown.split_once("error: `roadmap.toml` has").unwrap();
    let commands: [&[&str]; 7] =
        [&["study"], &["undo"], &["reopen", "a"], &["skip", "a"], &["status"], &["list"], &["log"]];
    for arguments in commands {
        let said = refused(&repo, 1, &[arguments]);
        assert!(said.contains(picture), "{arguments:?}: {said}");
    }
    repo.write("roadmap.toml", "title = \n[[phase]\nid = 1\n");
    assert_snapshot!(refused(&repo, 1, &[&["status"]]), @"
    $ roadmap status
    error: there is no value after the `=`
     --> roadmap.toml:1:9
      |
    1 | title = 
      |         ^ expected a value

    error: this header is not closed
     --> roadmap.toml:2:9
      |
    2 | [[phase]
      |         ^
      |
      = help: write it as `[[phase]]`

    error: `roadmap.toml` has 2 errors, shown above
    hint: correct it and try again; what you recorded is safe in git
    ");
}

#[test]
fn a_plan_to_check_that_is_not_there() {
    let repo = started();
    let said = refused(&repo, 1, &[&["check", "plans/mine.toml"], &["check", ".git"]]);
    assert_snapshot!(said, @"
    $ roadmap check plans/mine.toml
    error: there is no file `plans/mine.toml`
    hint: without a name, the nearest roadmap.toml is checked

    $ roadmap check .git
    error: `.git` is a directory
    hint: name the plan in it, e.g. roadmap.toml
    ");
}

#[test]
fn a_plan_that_is_there_already() {
    let repo = started();
    assert_snapshot!(refused(&repo, 1, &[&["init"], &["init", "--minimal"]]), @"
    $ roadmap init
    error: there is already a plan here: `roadmap.toml`
    hint: `roadmap status` shows where you stand, `roadmap check` checks it; nothing was written

    $ roadmap init --minimal
    error: there is already a plan here: `roadmap.toml`
    hint: `roadmap status` shows where you stand, `roadmap check` checks it; nothing was written
    ");
    let bare = TestRepo::empty();
    bare.write("roadmap.toml", BROKEN);
    assert_snapshot!(refused(&bare, 1, &[&["init", "--minimal"]]), @"
    $ roadmap init --minimal
    error: there is already a plan here: `roadmap.toml`
    hint: `roadmap status` shows where you stand, `roadmap check` checks it; nothing was written
    ");
}

#[test]
fn a_place_where_no_plan_can_be_made() {
    let repo = started();
    let said = refused(&repo, 3, &[&["init", "notes.md"], &["init", "notes.md/plan"]]);
    assert_snapshot!(said, @"
    $ roadmap init notes.md
    error: `$ROOT/study/notes.md` cannot be created
      caused by: File exists (os error 17)

    $ roadmap init notes.md/plan
    error: `$ROOT/study/notes.md/plan` cannot be created
      caused by: Not a directory (os error 20)
    ");
}

/// `/proc` takes no files, not even from root.
#[cfg(target_os = "linux")]
#[test]
fn a_directory_that_cannot_be_written() {
    let repo = TestRepo::empty();
    assert_snapshot!(refused(&repo, 3, &[&["init", "/proc"], &["init", "/proc/plan"]]), @"
    $ roadmap init /proc
    error: `git init` failed
      /proc/.git: No such file or directory

    $ roadmap init /proc/plan
    error: `/proc/plan` cannot be created
      caused by: No such file or directory (os error 2)
    ");
}

/// Root may write anywhere, so this is told apart by trying.
#[cfg(unix)]
#[test]
fn a_directory_without_the_right_to_write() {
    use std::os::unix::fs::PermissionsExt;
    let repo = TestRepo::empty();
    let mode = |mode| fs::set_permissions(repo.path(), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let is_root = fs::write(repo.path().join("probe"), "").is_ok();
    if is_root {
        eprintln!("skipped: permissions do not bind root");
    } else {
        let ran = repo.roadmap(&["init"]);
        assert_eq!(ran.code, 3, "{}", ran.transcript());
        assert!(ran.err.contains("Permission denied"), "{}", ran.err);
        assert_eq!(fs::read_dir(repo.path()).unwrap().count(), 0);
    }
    mode(0o755);
}

#[test]
fn init_in_a_directory_makes_it_there_and_only_there() {
    let repo = TestRepo::empty();
    repo.roadmap(&["init", "--minimal", "plans/mine"]).success();
    assert!(repo.path().join("plans/mine/roadmap.toml").is_file());
    assert!(!repo.path().join("plans/mine/plans").exists());
    repo.roadmap(&["-C", "plans/mine", "done", "first-task"]).success();
}
