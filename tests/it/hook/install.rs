//! Installing the hooks beside those that are there, and taking them out again.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use super::{reachable, with_hooks, work};
use crate::staged::{done, message, script};
use crate::support::TestRepo;

/// Everything in the directory of the hooks: names, contents, modes.
fn contents(hooks: &Path) -> Vec<(PathBuf, Vec<u8>, u32)> {
    let Ok(entries) = fs::read_dir(hooks) else { return Vec::new() };
    let mut all: Vec<_> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.clone(), fs::read(&path).unwrap(), mode(&path))
        })
        .collect();
    all.sort();
    all
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    fs::symlink_metadata(path).unwrap().permissions().mode()
}

#[cfg(not(unix))]
fn mode(_: &Path) -> u32 {
    0
}

#[test]
fn a_hook_that_was_there_runs_first_and_comes_back_byte_for_byte() {
    for way in ["library", "program"] {
        let mut repo = TestRepo::initialised();
        repo.set("ROADMAP_GIT", way);
        reachable(&mut repo);
        let hooks = repo.git_path("hooks");
        fs::create_dir_all(&hooks).unwrap();
        let text =
            "echo \"$2\" >> \"$HOME/ran\"; sed -i '1s/^/[x] /' \"$1\"; test ! -e \"$HOME/no\"";
        script(&hooks.join("prepare-commit-msg"), text);
        let before = contents(&hooks);
        repo.roadmap(&["hook", "install"]).success();
        let installed = contents(&hooks);
        repo.roadmap(&["hook", "install"]).success();
        assert!(contents(&hooks) == installed, "installing twice changed something");
        repo.roadmap(&["done", "dev-env", "--next"]).success();
        work(&repo, "work");
        fs::write(repo.home().join("no"), "").unwrap();
        assert_eq!(repo.try_git(&["commit", "-qm", "Work"]).code, 1);
        fs::remove_file(repo.home().join("no")).unwrap();
        repo.git(&["commit", "-qm", "Work"]);
        assert!(message(&repo).starts_with("[x] Work\n\nRoadmap-Done: dev-env"));
        assert_eq!(fs::read_to_string(repo.home().join("ran")).unwrap(), "message\nmessage\n");
        repo.roadmap(&["hook", "uninstall"]).success();
        assert!(contents(&hooks) == before, "uninstalling did not restore");
        assert_eq!(done(&repo), 1);
    }
}

#[cfg(unix)]
#[test]
fn a_link_or_a_hook_that_is_turned_off_comes_back_as_it_was() {
    let repo = TestRepo::initialised();
    let hooks = repo.git_path("hooks");
    fs::create_dir_all(&hooks).unwrap();
    script(&repo.home().join("shared"), "exit 1");
    std::os::unix::fs::symlink(repo.home().join("shared"), hooks.join("commit-msg")).unwrap();
    fs::write(hooks.join("prepare-commit-msg"), "off").unwrap();
    let before = contents(&hooks);
    repo.roadmap(&["hook", "install"]).success();
    work(&repo, "work");
    assert_eq!(repo.try_git(&["commit", "-qm", "Work"]).code, 1, "the link still runs");
    repo.roadmap(&["hook", "uninstall"]).success();
    assert!(contents(&hooks) == before);
    let target = fs::read_link(hooks.join("commit-msg")).unwrap();
    assert_eq!(target, repo.home().join("shared"));
}

#[test]
fn an_edited_script_and_a_kept_hook_are_left_alone() {
    let repo = with_hooks("library");
    let hooks = repo.git_path("hooks");
    let path = hooks.join("commit-msg");
    let ours = fs::read_to_string(&path).unwrap();
    fs::write(&path, ours.clone() + "echo mine\n").unwrap();
    let before = contents(&hooks);
    let mut text = String::new();
    for action in ["install", "uninstall"] {
        let ran = repo.roadmap(&["hook", action]);
        assert_eq!((ran.code, contents(&hooks) == before), (1, true));
        text.push_str(&ran.err);
    }
    // The way out that it names: delete the script, and a hook that it replaced comes back.
    fs::remove_file(&path).unwrap();
    fs::write(hooks.join("commit-msg.before-roadmap"), "mine").unwrap();
    repo.roadmap(&["hook", "uninstall"]).success();
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    fs::write(hooks.join("commit-msg.before-roadmap"), "old").unwrap();
    let ran = repo.roadmap(&["hook", "install"]);
    assert_eq!(ran.code, 1);
    assert_snapshot!(text + &ran.err, @"
    error: `$ROOT/study/.git/hooks/commit-msg` was edited since roadmap wrote it
    hint: move your changes elsewhere, delete it, and try again; nothing was changed
    error: `$ROOT/study/.git/hooks/commit-msg` was edited since roadmap wrote it
    hint: move your changes elsewhere, delete it, and try again; nothing was changed
    error: `$ROOT/study/.git/hooks/commit-msg.before-roadmap` is in the way of keeping your hook
    hint: it was kept by an earlier `roadmap hook install`; move it away, or put it back; nothing was changed
    ");
}

#[test]
fn hooks_that_are_not_this_repositorys_alone_need_force() {
    let mut repo = TestRepo::initialised();
    reachable(&mut repo);
    fs::create_dir(repo.home().join("hooks")).unwrap();
    repo.git(&["config", "core.hooksPath", "~/hooks"]);
    let shared = repo.roadmap(&["hook", "install"]);
    repo.git(&["config", "core.hooksPath", ".githooks"]);
    fs::create_dir(repo.path().join(".githooks")).unwrap();
    repo.write(".githooks/pre-push", "");
    repo.git(&["add", ".githooks"]);
    let tracked = repo.roadmap(&["hook", "install"]);
    assert_snapshot!(shared.transcript() + &tracked.transcript(), @"
    exit: 1
    --- stderr
    error: `core.hooksPath` is `$ROOT/home/hooks`, outside of this repository
    hint: every repository with this setting would get the hooks; `--force` installs them all the same
    exit: 1
    --- stderr
    error: `core.hooksPath` is `$ROOT/study/.githooks`, which is committed in this repository
    hint: everybody who has this repository would get the hooks; `--force` installs them all the same
    ");
    for (path, place) in
        [("~/hooks", repo.home().join("hooks")), (".githooks", repo.path().join(".githooks"))]
    {
        repo.wait_minutes(1);
        repo.git(&["config", "core.hooksPath", path]);
        let before = contents(&place);
        repo.roadmap(&["hook", "install", "--force"]).success();
        repo.roadmap(&["done", "leetcode", "--next"]).success();
        fs::create_dir_all(repo.path().join("deep/er")).unwrap();
        let deep = repo.path().join("deep/er");
        let mut git = repo.command(&deep, "git");
        assert!(
            git.args(["commit", "-q", "--allow-empty", "-m", "Work"]).status().unwrap().success()
        );
        assert!(message(&repo).contains("Roadmap-Done: leetcode"), "{path}");
        repo.roadmap(&["hook", "uninstall"]).success();
        assert!(contents(&place) == before, "{path}");
    }
    // A directory of this repository that nobody else gets is fine.
    repo.git(&["config", "core.hooksPath", "own-hooks"]);
    repo.roadmap(&["hook", "install"]).success();
}

#[test]
fn hooks_that_will_have_nothing_to_add_say_so() {
    let repo = TestRepo::initialised();
    let plan = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    repo.write("roadmap.toml", &format!("{plan}\n[record]\nref = \"refs/roadmap/log\"\n"));
    let said = repo.roadmap(&["hook", "install"]).success();
    assert!(said.contains("the plan records on `refs/roadmap/log`, not on"), "{said}");
    assert!(said.ends_with("your\nbranch.\n"), "it is wrapped: {said}");
    assert!(!said.contains("--next"), "{said}");
    let said = repo.roadmap(&["hook", "install", "--lang", "zh"]).success();
    assert!(said.contains("计划的记录写在 `refs/roadmap/log` 上"), "{said}");
    // The branch that one is on is as good as `HEAD`.
    repo.write("roadmap.toml", &format!("{plan}\n[record]\nref = \"refs/heads/main\"\n"));
    repo.roadmap(&["hook", "uninstall"]).success();
    let said = repo.roadmap(&["hook", "install"]).success();
    assert!(said.contains("--next"), "{said}");
}
