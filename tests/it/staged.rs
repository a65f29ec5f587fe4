//! `--staged`: the learner's staged work and the record in one commit, by the real `git commit`.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::support::{Ran, TestRepo};

/// The ways to git.
const WAYS: [&str; 2] = ["library", "program"];

/// A repository with the built-in plan and a staged file.
fn with_work(way: &str) -> TestRepo {
    let mut repo = TestRepo::initialised();
    repo.set("ROADMAP_GIT", way);
    repo.wait_minutes(1);
    repo.write("notes.md", "work\n");
    repo.git(&["add", "notes.md"]);
    repo
}

/// What is the same through both ways to git.
pub(crate) fn both(run: impl Fn(&str) -> String) -> String {
    let [library, program] = WAYS.map(run);
    assert_eq!(library, program);
    library
}

/// Puts an executable script somewhere.
pub(crate) fn script(path: &Path, text: &str) {
    fs::write(path, format!("#!/bin/sh\n{text}\n")).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// Lets git's editor be a script that gets the message as `$1`.
pub(crate) fn edit_with(repo: &mut TestRepo, text: &str) {
    let editor = repo.home().join("editor");
    script(&editor, text);
    repo.set("GIT_EDITOR", &editor.display().to_string());
}

fn hook(repo: &TestRepo, name: &str, text: &str) {
    let hooks = repo.git_path("hooks");
    fs::create_dir_all(&hooks).unwrap();
    script(&hooks.join(name), text);
}

pub(crate) fn done(repo: &TestRepo) -> i64 {
    let text = repo.roadmap(&["status", "--json"]).success();
    let status: serde_json::Value = serde_json::from_str(&text).unwrap();
    status["data"]["total"]["tasks"]["done"].as_i64().unwrap()
}

/// The last message, as it is.
pub(crate) fn message(repo: &TestRepo) -> String {
    repo.git(&["log", "-1", "--format=%B"]).trim_end().to_owned() + "\n"
}

/// Runs what has to fail, and sees that the branch, the index and the numbers stay.
fn refused(repo: &TestRepo, arguments: &[&str]) -> Ran {
    let state = |repo: &TestRepo| {
        (
            repo.try_git(&["rev-parse", "HEAD"]).out,
            repo.git(&["status", "--porcelain=v2"]),
            repo.git(&["diff", "--cached"]),
            done(repo),
        )
    };
    let before = state(repo);
    let ran = repo.roadmap(arguments);
    assert_ne!(ran.code, 0, "{}", ran.transcript());
    assert_eq!(state(repo), before, "{arguments:?}");
    let files = fs::read_dir(repo.git_path("roadmap")).into_iter().flatten().flatten();
    let stays = ["cache", "roadmap.schema.json"];
    let left: Vec<_> = files
        .map(|file| file.file_name())
        .filter(|name| stays.iter().all(|known| name != known))
        .collect();
    assert!(left.is_empty(), "files are left in .git/roadmap: {left:?}");
    ran
}

#[test]
fn the_staged_work_and_the_event_are_one_commit() {
    let said = both(|way| {
        let repo = with_work(way);
        let said = repo.roadmap(&["done", "dev-env", "--took", "1h", "--staged"]).success();
        assert!(said.contains("recorded for Mon 2025-07-14 as "), "{said}");
        let shown = message(&repo);
        assert_eq!(
            repo.git(&["show", "--format=%ad %cd", "--date=raw", "--name-only"]),
            "1752476460 +0800 1752476460 +0800\n\nnotes.md\n"
        );
        assert_eq!(repo.git(&["status", "--porcelain"]), "");
        assert_eq!((done(&repo), repo.git(&["rev-list", "--count", "HEAD"]).as_str()), (1, "2\n"));
        let listed = repo.git(&["log", "-1", "--format=%(trailers:key=Roadmap-Done,valueonly)"]);
        assert!(listed.starts_with("dev-env day=2025-07-14 took=1h"), "{listed}");
        shown
    });
    assert_snapshot!(said, @"
    Done dev-env: 完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）

    Roadmap-Done: dev-env day=2025-07-14 took=1h id=b4620195ff64
    ");
}

#[test]
fn the_note_is_the_subject_and_is_not_said_twice() {
    let mut repo = with_work("library");
    repo.roadmap(&[
        "done",
        "dev-env",
        "--staged",
        "-m",
        "#1: set up\n\nAll of it.\n\nCo-authored-by: Mei <mei@example.org>",
    ])
    .success();
    assert_snapshot!(message(&repo), @"
    #1: set up

    All of it.

    Co-authored-by: Mei <mei@example.org>
    Roadmap-Done: dev-env day=2025-07-14 id=126a565be7f0
    ");
    repo.write("notes.md", "more\n");
    repo.git(&["add", "notes.md"]);
    let with_hashes = "List\n\n#1 one\n#2 two";
    repo.roadmap(&["study", "dev-env", "--took", "5m", "--staged", "-m", with_hashes]).success();
    assert!(message(&repo).starts_with("List\n\n#1 one\n#2 two\n\nRoadmap-Study: "));
    repo.write("more.md", "more\n");
    repo.git(&["add", "more.md"]);
    repo.wait_minutes(1);
    repo.roadmap(&["study", "fastapi-core", "--took", "45m", "--staged", "-m", "fix: a subject"])
        .success();
    assert_snapshot!(message(&repo), @"
    fix: a subject

    Roadmap-Study: fastapi-core day=2025-07-14 took=45m id=b21e563e88a4
    ");
}

#[test]
fn the_learner_may_edit_the_message() {
    let said = both(|way| {
        let mut repo = with_work(way);
        edit_with(&mut repo, r#"sed -i "1s/.*/My own words/" "$1""#);
        repo.roadmap(&["done", "dev-env", "--staged", "--edit"]).success();
        let shown = message(&repo);
        assert_eq!(done(&repo), 1);
        shown
    });
    assert_snapshot!(said, @"
    My own words

    Roadmap-Done: dev-env day=2025-07-14 id=126a565be7f0
    ");
}

#[test]
fn a_line_taken_out_in_the_editor_is_not_recorded() {
    let mut repo = with_work("library");
    edit_with(&mut repo, r#"sed -i "/^Roadmap-/d" "$1""#);
    let ran = repo.roadmap(&["done", "dev-env", "--staged", "--edit"]);
    assert_snapshot!(ran.transcript(), @"
    exit: 0
    --- stdout
      no event was recorded: commit d2643d7a51 on main has your work, but its
      message has no line of ours
    ");
    assert_eq!(done(&repo), 0);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
}

#[test]
fn what_the_editor_made_of_it_is_what_is_said() {
    let mut repo = with_work("library");
    edit_with(&mut repo, r#"sed -i "s/^Roadmap-Done: dev-env/Roadmap-Study: postgres/" "$1""#);
    let ran = repo.roadmap(&["done", "dev-env", "--staged", "--edit"]);
    assert_snapshot!(ran.transcript(), @"
    exit: 0
    --- stdout
    + postgres  系统学习 PostgreSQL + SQLModel/SQLAlchemy
      recorded for Mon 2025-07-14 as 126a565be7f0 in commit 115ea2df23 on main
      phase 0: 0 of 4 tasks done · streak 1 day
    ");
}

#[test]
fn an_aborted_commit_records_nothing() {
    let mut repo = with_work("library");
    edit_with(&mut repo, r#": > "$1""#);
    assert_snapshot!(refused(&repo, &["done", "dev-env", "--staged", "-e"]).transcript(), @"
    exit: 1
    --- stderr
    Aborting commit due to empty commit message.
    error: the commit was aborted
    hint: nothing was recorded, and your work is still staged
    ");
    edit_with(&mut repo, "exit 1");
    let ran = refused(&repo, &["done", "dev-env", "--staged", "-e"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("there was a problem with the editor"), "{}", ran.err);
    assert!(ran.err.contains("error: the commit was aborted"), "{}", ran.err);
}

#[test]
fn hooks_run_and_may_refuse() {
    let said = both(|way| {
        let repo = with_work(way);
        hook(
            &repo,
            "pre-commit",
            "echo 'tabs are not allowed' >&2; git rev-parse nothing 2>/dev/null; exit 7",
        );
        let shown = refused(&repo, &["done", "dev-env", "--staged"]).transcript();
        hook(&repo, "pre-commit", "exit 0");
        hook(&repo, "commit-msg", "grep -q 'Roadmap-Done: dev-env' \"$1\" && exit 1");
        let ran = refused(&repo, &["done", "dev-env", "--staged"]);
        assert!(ran.err.contains("the hook `commit-msg` refused"), "{}", ran.err);
        hook(&repo, "commit-msg", "echo 'checked'");
        hook(&repo, "post-commit", "exit 3");
        let said = repo.roadmap(&["done", "dev-env", "--staged"]);
        assert_eq!(said.code, 0, "{}", said.transcript());
        assert_eq!(done(&repo), 1);
        shown
    });
    assert_snapshot!(said, @"
    exit: 3
    --- stderr
    tabs are not allowed
    nothing
    error: the hook `pre-commit` refused the commit
    hint: see what it says above, and try again; nothing was recorded, and your work is still staged
    ");
}

#[test]
fn a_commit_on_top_by_a_hook_does_not_hide_ours() {
    let repo = with_work("library");
    hook(
        &repo,
        "post-commit",
        "test -e .git/once || { touch .git/once; git commit -q --allow-empty -m Counter; }",
    );
    let said = repo.roadmap(&["done", "dev-env", "--staged"]).success();
    let ours = repo.git(&["rev-parse", "--short=10", "HEAD~1"]);
    assert!(said.contains(&format!("in commit {} on main", ours.trim())), "{said}");
}

#[test]
fn a_failing_signature_records_nothing() {
    let repo = with_work("library");
    repo.git(&["config", "commit.gpgSign", "true"]);
    repo.git(&["config", "gpg.program", "false"]);
    assert_snapshot!(refused(&repo, &["done", "dev-env", "--staged"]).transcript(), @"
    exit: 3
    --- stderr
    error: gpg failed to sign the data:
    (no gpg output)
    fatal: failed to write commit object
    error: git could not make the commit, for the reason above
    hint: nothing was recorded, and your work is still staged
    ");
    if crate::identity::sign_with_ssh(&repo) {
        repo.roadmap(&["done", "dev-env", "--staged"]).success();
        repo.git(&["verify-commit", "HEAD"]);
    }
}

#[test]
fn nothing_staged_is_nothing_to_commit() {
    let said = both(|way| {
        let mut repo = TestRepo::initialised();
        repo.set("ROADMAP_GIT", way);
        repo.write("notes.md", "unstaged\n");
        repo.git(&["add", "-N", "notes.md"]);
        let ran = refused(&repo, &["done", "dev-env", "--staged"]);
        let shown = ran.transcript();
        assert_eq!(refused(&repo, &["done", "dev-env", "--staged", "--dry-run"]).err, ran.err);
        shown
    });
    assert_snapshot!(said, @"
    exit: 1
    --- stderr
    error: nothing is staged, so there is no work of yours to commit
    hint: stage your work with `git add` first, or record it without `--staged`; nothing was recorded
    ");
}

#[test]
fn a_dry_run_shows_the_message_and_commits_nothing() {
    let repo = with_work("library");
    let before = repo.git(&["status", "--porcelain=v2", "--branch"]);
    let said =
        repo.roadmap(&["done", "dev-env", "--staged", "-m", "Set up", "--dry-run"]).success();
    assert_snapshot!(said, @"
    ✓ dev-env  完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）
      nothing was recorded for Mon 2025-07-14 (dry run); the commit would say:

        Set up

        Roadmap-Done: dev-env day=2025-07-14 id=126a565be7f0
    ");
    assert_eq!(repo.git(&["status", "--porcelain=v2", "--branch"]), before);
}

#[test]
fn an_unborn_branch_gets_its_first_commit() {
    for way in WAYS {
        let mut repo = TestRepo::empty();
        repo.set("ROADMAP_GIT", way);
        repo.git(&["init", "-q"]);
        repo.write("roadmap.toml", include_str!("../../roadmap.toml"));
        repo.git(&["add", "roadmap.toml"]);
        repo.roadmap(&["done", "dev-env", "--staged"]).success();
        assert_eq!(done(&repo), 1);
        assert_eq!(repo.git(&["status", "--porcelain"]), "");
    }
}

/// A repository in the middle of a merge with a conflict.
pub(crate) fn with_conflict(way: &str) -> TestRepo {
    let repo = with_work(way);
    repo.git(&["commit", "-qm", "Base"]);
    repo.git(&["switch", "-qc", "side"]);
    repo.write("notes.md", "side\n");
    repo.git(&["commit", "-qam", "Side\n\nRoadmap-Done: skill-map"]);
    repo.git(&["switch", "-q", "main"]);
    repo.write("notes.md", "main\n");
    repo.git(&["commit", "-qam", "Main"]);
    repo
}

#[test]
fn a_merge_in_progress_is_concluded() {
    let said = both(|way| {
        let repo = with_conflict(way);
        assert_ne!(repo.try_git(&["merge", "side"]).code, 0);
        let ran = refused(&repo, &["done", "dev-env", "--staged"]);
        let shown = ran.transcript();
        repo.write("notes.md", "main\n");
        repo.git(&["add", "notes.md"]);
        repo.roadmap(&["done", "dev-env", "--staged"]).success();
        assert_eq!(repo.git(&["rev-list", "--parents", "-1", "HEAD"]).split(' ').count(), 3);
        assert!(!repo.git_path("MERGE_HEAD").exists());
        assert_eq!(done(&repo), 2);
        shown + "\n" + &message(&repo)
    });
    assert_snapshot!(said, @"
    exit: 1
    --- stderr
    error: some files have conflicts that are not resolved
    hint: resolve them and `git add` the files first, `git status` lists them; nothing was recorded

    Merge branch 'side'

    Roadmap-Done: dev-env day=2025-07-14 id=4100847faf9e
    ");
}

#[test]
fn a_squash_merge_keeps_the_events_that_it_carries() {
    for arguments in [
        &["done", "dev-env", "--staged"][..],
        &["done", "dev-env", "--staged", "-m", "All of side"],
    ] {
        let repo = with_conflict("library");
        repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
        repo.git(&["merge", "-q", "--squash", "side"]);
        repo.git(&["branch", "-qD", "side"]);
        repo.roadmap(arguments).success();
        assert_eq!(done(&repo), 2, "{}", message(&repo));
    }
}

#[test]
fn a_commit_that_keeps_another_author_is_not_ours_to_take() {
    let said = both(|way| {
        let repo = with_conflict(way);
        assert_ne!(repo.try_git(&["cherry-pick", "side"]).code, 0);
        repo.write("notes.md", "both\n");
        repo.git(&["add", "notes.md"]);
        refused(&repo, &["done", "dev-env", "--staged"]).transcript()
    });
    assert_snapshot!(said, @"
    exit: 1
    --- stderr
    error: `git cherry-pick` is in progress, and its commit keeps another author and time
    hint: finish it first, or record it without `--staged`; nothing was recorded
    ");
}

#[test]
fn where_a_commit_would_be_lost_it_is_refused_as_ever() {
    for way in WAYS {
        let repo = with_work(way);
        repo.git(&["switch", "-q", "--detach"]);
        for way in ["--staged", "--next"] {
            let ran = refused(&repo, &["done", "dev-env", way]);
            assert!(ran.code == 1 && ran.err.contains("detached HEAD"), "{}", ran.err);
        }
        let repo = with_conflict(way);
        assert_ne!(repo.try_git(&["rebase", "side"]).code, 0);
        let ran = refused(&repo, &["done", "dev-env", "--staged"]);
        assert!(ran.code == 1 && ran.err.contains("`git rebase` is in progress"), "{}", ran.err);
    }
}

#[test]
fn a_record_ref_elsewhere_cannot_have_staged_work() {
    let plan =
        include_str!("../../roadmap.toml").to_owned() + "\n[record]\nref = \"refs/roadmap/log\"\n";
    let repo = TestRepo::with_plan(&plan);
    repo.write("notes.md", "work\n");
    repo.git(&["add", "notes.md"]);
    let ran = refused(&repo, &["done", "dev-env", "--staged"]);
    assert_snapshot!(ran.transcript(), @"
    exit: 1
    --- stderr
    error: the plan records on `refs/roadmap/log`, and your own commits are not there
    hint: record it without `--staged` and `--next`; nothing was recorded
    ");
    assert_eq!(refused(&repo, &["done", "dev-env", "--next"]).err, ran.err);
}

#[test]
fn a_linked_worktree_commits_its_own_index() {
    for way in WAYS {
        let mut repo = with_work(way);
        repo.git(&["worktree", "add", "-q", "../linked", "-b", "linked"]);
        repo.enter("../linked");
        repo.write("more.md", "more\n");
        repo.git(&["add", "more.md"]);
        repo.roadmap(&["done", "dev-env", "--staged"]).success();
        assert_eq!(
            repo.git(&["show", "--format=%S", "--name-only", "linked"]),
            "linked\n\nmore.md\n"
        );
        repo.enter("../study");
        assert_eq!(repo.git(&["status", "--porcelain"]), "A  notes.md\n");
    }
}

#[test]
fn in_a_bare_repository_there_is_nothing_to_go_with() {
    let said = both(|way| {
        let mut repo = TestRepo::initialised();
        repo.set("ROADMAP_GIT", way);
        repo.git(&["clone", "-q", "--bare", ".", "../bare"]);
        repo.enter("../bare");
        let staged = repo.roadmap(&["done", "dev-env", "--staged"]);
        let next = repo.roadmap(&["done", "dev-env", "--next"]);
        assert_eq!(next.transcript(), staged.transcript());
        assert_eq!(done(&repo), 0);
        staged.transcript()
    });
    assert_snapshot!(said, @"
    exit: 1
    --- stderr
    error: this repository is bare, so there is no commit of yours to go with
    hint: record it without `--staged` and `--next`; nothing was recorded
    ");
}
