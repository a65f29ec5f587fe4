//! `done --next` and the hooks that add its lines to the learner's next commit.

mod install;

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use crate::staged::{both, done, edit_with, message, script, with_conflict};
use crate::support::TestRepo;

/// Lets git find roadmap, as it would after an installation.
fn reachable(repo: &mut TestRepo) {
    let folder = Path::new(env!("CARGO_BIN_EXE_roadmap")).parent().unwrap().display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    repo.set("PATH", &format!("{folder}:{path}"));
}

/// A repository with the hooks, and a staged file.
fn with_hooks(way: &str) -> TestRepo {
    let mut repo = TestRepo::initialised();
    repo.set("ROADMAP_GIT", way);
    reachable(&mut repo);
    repo.roadmap(&["hook", "install"]).success();
    repo.wait_minutes(1);
    work(&repo, "work");
    repo
}

fn work(repo: &TestRepo, text: &str) {
    repo.write("notes.md", text);
    repo.git(&["add", "notes.md"]);
}

/// The ids of the lines that wait.
fn waiting(repo: &TestRepo) -> Vec<String> {
    let text = repo.roadmap(&["status", "--json"]).success();
    let status: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rows = status["data"]["pending"].as_array().unwrap().clone();
    rows.iter().map(|row| row["target"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn lines_that_begin_with_a_hash_on_the_command_line_are_the_learners_own() {
    both(|way| {
        let repo = with_hooks(way);
        for (words, above) in [
            (&["#14: solve"][..], "#14: solve\n\n"),
            (&["Fix", "See:\n#12 and\n#13"], "Fix\n\nSee:\n#12 and\n#13\n\n"),
            (&["Fix", "# A heading"], "Fix\n\n# A heading\n\n"),
        ] {
            repo.roadmap(&["study", "dev-env", "--took", "1h", "--next"]).success();
            let words = words.iter().flat_map(|words| ["-m", words]);
            let commit = ["commit", "-q", "--allow-empty"].into_iter().chain(words);
            repo.git(&commit.collect::<Vec<&str>>());
            let said = message(&repo);
            let line = said.strip_prefix(above).unwrap_or_else(|| panic!("{way} {said}"));
            assert!(line.starts_with("Roadmap-Study: dev-env "), "{way} {said}");
            assert!(waiting(&repo).is_empty(), "{way} {said}");
        }
        String::new()
    });
}

#[test]
fn a_subject_that_is_typed_above_waiting_lines_is_a_paragraph_of_its_own() {
    both(|way| {
        for setting in [&["commit.verbose", "true"][..], &["core.commentChar", ";"], &["x.y", "z"]]
        {
            let mut repo = with_hooks(way);
            repo.git(&[&["config"], setting].concat());
            repo.roadmap(&["done", "dev-env", "--next"]).success();
            edit_with(&mut repo, "sed -i '1s/^/My work/' \"$1\"");
            repo.git(&["commit", "-q"]);
            assert!(message(&repo).starts_with("My work\n\nRoadmap-Done: dev-env "), "{setting:?}");
            let trailers = repo.git(&["log", "-1", "--format=%(trailers:key=Roadmap-Done)"]);
            assert!(trailers.contains("dev-env"), "{setting:?} {trailers}");
        }
        String::new()
    });
}

#[test]
fn a_line_waits_and_goes_with_the_next_commit() {
    let session = both(|way| {
        let repo = with_hooks(way);
        let mut session = repo.roadmap(&["done", "dev-env", "--took", "1h", "--next"]).success();
        session.push_str(&repo.roadmap(&["done", "leetcode", "-x", "2", "--next"]).success());
        assert_eq!(repo.git(&["rev-list", "--count", "HEAD"]), "1\n");
        let status = repo.roadmap(&["status"]).success();
        session.push_str(status.split("\n\n").find(|part| part.contains("Waiting")).unwrap());
        assert_eq!((done(&repo), waiting(&repo).len()), (0, 2));
        repo.git(&["commit", "-qm", "My work"]);
        assert_eq!((done(&repo), waiting(&repo).len()), (1, 0));
        assert_eq!(repo.git(&["rev-list", "--count", "HEAD"]), "2\n");
        repo.git(&["commit", "-q", "--allow-empty", "-m", "More"]);
        assert_eq!(message(&repo), "More\n");
        assert_eq!(fs::read_to_string(repo.git_path("roadmap/pending")).unwrap(), "");
        session + "\n\n" + &repo.git(&["log", "-1", "--skip=1", "--format=%B"])
    });
    assert_snapshot!(session, @"
    ✓ dev-env  完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）
      waits for your next commit, for Mon 2025-07-14; not counted yet
    ✓ leetcode  每日练习 1~2 个 LeetCode Easy/Medium 后端题
      waits for your next commit, for Mon 2025-07-14; not counted yet
    Waiting for your next commit · not counted yet; to drop: roadmap hook drop
      … dev-env   完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode） · 1h
                  Mon 2025-07-14 · b4620195ff64
      … leetcode  每日练习 1~2 个 LeetCode Easy/Medium 后端题 · ×2 · Mon 2025-07-14
                  af96acbc818d

    My work

    Roadmap-Done: dev-env day=2025-07-14 took=1h id=b4620195ff64
    Roadmap-Done: leetcode day=2025-07-14 x=2 id=af96acbc818d
    ");
}

/// A terminal session.
fn session(repo: &TestRepo, commands: &[&[&str]]) -> String {
    let shown = |arguments: &&[&str]| {
        let ran = repo.roadmap(arguments);
        format!("$ roadmap {}\n{}{}\n", arguments.join(" "), ran.out, ran.err)
    };
    commands.iter().map(shown).collect()
}

#[test]
fn what_is_said_in_chinese() {
    let mut repo = with_hooks("library");
    repo.set("ROADMAP_LANG", "zh");
    let said = session(
        &repo,
        &[
            &["done", "dev-env", "--next", "--dry-run"],
            &["done", "dev-env", "--next"],
            &["done", "dev-env", "--next"],
            &["done", "dev-env", "--dry-run"],
            &["hook", "install"],
            &["hook", "status"],
            &["hook", "uninstall"],
            &["hook", "uninstall"],
            &["hook", "drop"],
            &["hook", "drop"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done dev-env --next --dry-run
    ✓ dev-env  完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）
      试运行（计入 2025-07-14 周一），没有任何改动；以下几行将等待下一次提交：

        Roadmap-Done: dev-env day=2025-07-14 id=126a565be7f0

    $ roadmap done dev-env --next
    ✓ dev-env  完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）
      将随下一次提交记录，计入 2025-07-14 周一；目前尚未计入

    $ roadmap done dev-env --next
      dev-env 已在等待下一次提交

    $ roadmap done dev-env --dry-run
    ✓ dev-env  完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）
      dev-env 同时还在等待下一次提交；如需丢弃：roadmap hook drop dev-env
      试运行（计入 2025-07-14 周一），没有写入任何记录；提交信息将是：

        Done dev-env: 完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）

        Roadmap-Done: dev-env day=2025-07-14 id=126a565be7f0

    $ roadmap hook install
    钩子早已安装：
      $ROOT/study/.git/hooks/prepare-commit-msg
      $ROOT/study/.git/hooks/commit-msg

    $ roadmap hook status
    ✓ prepare-commit-msg · 已安装
      $ROOT/study/.git/hooks/prepare-commit-msg
    ✓ commit-msg · 已安装
      $ROOT/study/.git/hooks/commit-msg

    等待下一次提交 · 尚未计入；如需丢弃：roadmap hook drop
      … dev-env  2025-07-14 周一 · 126a565be7f0

    $ roadmap hook uninstall
    钩子已移除。
    仍有 1 行记录在等待提交；如需丢弃：roadmap hook drop

    $ roadmap hook uninstall
    钩子并未安装。
    仍有 1 行记录在等待提交；如需丢弃：roadmap hook drop

    $ roadmap hook drop
    已丢弃 1 行等待中的记录：
      126a565be7f0  dev-env

    $ roadmap hook drop
    没有等待下一次提交的记录。
    ");
}

#[test]
fn what_is_said_about_hooks() {
    let repo = TestRepo::initialised();
    let hooks = repo.git_path("hooks");
    fs::create_dir_all(&hooks).unwrap();
    script(&hooks.join("commit-msg"), "exit 0");
    let said = session(
        &repo,
        &[
            &["hook", "status"],
            &["done", "dev-env", "--next"],
            &["hook", "install"],
            &["hook", "install"],
            &["hook", "status"],
            &["hook", "uninstall"],
            &["hook", "uninstall"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap hook status
    ○ prepare-commit-msg · not installed
      $ROOT/study/.git/hooks/prepare-commit-msg
    ○ commit-msg · not installed; another hook is there
      $ROOT/study/.git/hooks/commit-msg

    $ roadmap done dev-env --next
    error: the hooks that add lines to your next commit are not installed
    hint: `roadmap hook install` installs them; nothing was recorded

    $ roadmap hook install
    The hooks are installed:
      $ROOT/study/.git/hooks/prepare-commit-msg
      $ROOT/study/.git/hooks/commit-msg · your own hook runs first
    `roadmap done <task> --next` now lets your next commit record it.

    $ roadmap hook install
    The hooks are installed already:
      $ROOT/study/.git/hooks/prepare-commit-msg
      $ROOT/study/.git/hooks/commit-msg · your own hook runs first

    $ roadmap hook status
    ✓ prepare-commit-msg · installed
      $ROOT/study/.git/hooks/prepare-commit-msg
    ✓ commit-msg · installed · your own hook runs first
      $ROOT/study/.git/hooks/commit-msg

    $ roadmap hook uninstall
    The hooks are taken out.
      your own commit-msg is back

    $ roadmap hook uninstall
    The hooks were not installed.
    ");
}

#[test]
fn programs_can_read_it() {
    let repo = with_hooks("library");
    repo.roadmap(&["done", "dev-env", "--next"]).success();
    let text = repo.roadmap(&["hook", "status", "--json"]).success();
    let status: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(status["kind"], "hooks");
    assert_eq!(status["data"]["hooks"][1]["name"], "commit-msg");
    assert_eq!(status["data"]["hooks"][1]["state"], "installed");
    let row = &status["data"]["pending"][0];
    assert_eq!((&row["verb"], &row["target"]), (&"done".into(), &"dev-env".into()));
    assert_eq!(row["days"]["last"], "2025-07-14");
}

#[test]
fn what_is_said_about_lines_that_wait() {
    let repo = with_hooks("library");
    let said = session(
        &repo,
        &[
            &["done", "dev-env", "--next", "--dry-run"],
            &["done", "dev-env", "--next"],
            &["study", "postgres", "--took", "45m", "--next"],
            &["done", "dev-env", "--next"],
            &["done", "dev-env", "--dry-run"],
            &["hook", "drop", "nope"],
            &["hook", "drop", "postgres"],
            &["hook", "uninstall"],
            &["hook", "drop"],
            &["hook", "drop"],
        ],
    );
    assert_snapshot!(said, @r#"
    $ roadmap done dev-env --next --dry-run
    ✓ dev-env  完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）
      nothing was changed (dry run); these lines for Mon 2025-07-14 would wait for
      your next commit:

        Roadmap-Done: dev-env day=2025-07-14 id=126a565be7f0

    $ roadmap done dev-env --next
    ✓ dev-env  完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）
      waits for your next commit, for Mon 2025-07-14; not counted yet

    $ roadmap study postgres --took 45m --next
    + postgres  系统学习 PostgreSQL + SQLModel/SQLAlchemy
      waits for your next commit, for Mon 2025-07-14; not counted yet
      45m studied

    $ roadmap done dev-env --next
      dev-env waits for your next commit already

    $ roadmap done dev-env --dry-run
    ✓ dev-env  完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）
      dev-env also waits for your next commit; to drop that:
      roadmap hook drop dev-env
      nothing was recorded for Mon 2025-07-14 (dry run); the commit would say:

        Done dev-env: 完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）

        Roadmap-Done: dev-env day=2025-07-14 id=126a565be7f0

    $ roadmap hook drop nope
    error: no line that waits is called `nope`
      126a565be7f0  dev-env
      fc62fb41c3c2  postgres · 45m
    hint: name a task by its whole id, or a line by 4 characters of its id

    $ roadmap hook drop postgres
    Dropped 1 waiting line:
      fc62fb41c3c2  postgres · 45m

    $ roadmap hook uninstall
    The hooks are taken out.
    1 line still waits for a commit; to drop: roadmap hook drop

    $ roadmap hook drop
    Dropped 1 waiting line:
      126a565be7f0  dev-env

    $ roadmap hook drop
    Nothing waits for your next commit.
    "#);
}

#[test]
fn lines_survive_every_way_to_abort() {
    let mut repo = with_hooks("library");
    repo.roadmap(&["done", "dev-env", "--next"]).success();
    let head = repo.git(&["rev-parse", "HEAD"]);
    // The editor is left as it was opened, emptied, or fails; or only comments are added.
    let editors = ["exit 0", ": > \"$1\"", "exit 1", "echo '# nothing' >> \"$1\""];
    for editor in editors {
        edit_with(&mut repo, editor);
        for flags in [&["commit"][..], &["commit", "--verbose"], &["commit", "--signoff"]] {
            let ran = repo.try_git(flags);
            assert_eq!(ran.code, 1, "{editor} {flags:?}: {}{}", ran.transcript(), message(&repo));
        }
    }
    let template = repo.home().join("template");
    fs::write(&template, "Why:\n\n# because\n").unwrap();
    repo.git(&["config", "commit.template", &template.display().to_string()]);
    edit_with(&mut repo, "exit 0");
    let ran = repo.try_git(&["commit"]);
    assert!(ran.err.contains("you did not edit the message"), "{}", ran.transcript());
    assert_eq!((repo.git(&["rev-parse", "HEAD"]), done(&repo)), (head, 0));
    assert_eq!(waiting(&repo), ["dev-env"]);
    edit_with(&mut repo, r#"sed -i "1s/.*/Written/" "$1""#);
    repo.git(&["commit", "-q"]);
    assert_snapshot!(message(&repo), @"
    Written

    Roadmap-Done: dev-env day=2025-07-14 id=126a565be7f0
    ");
    assert_eq!((done(&repo), waiting(&repo).len()), (1, 0));
}

#[test]
fn the_line_stands_above_comments_and_diff_and_below_other_trailers() {
    let mut repo = with_hooks("library");
    repo.git(&["config", "trailer.where", "start"]);
    repo.git(&["config", "trailer.separators", "="]);
    repo.git(&["config", "trailer.ifExists", "doNothing"]);
    repo.git(&["config", "core.commentChar", ";"]);
    repo.roadmap(&["done", "dev-env", "--next", "-m", "says: \"a = b\" \\ ok"]).success();
    repo.roadmap(&["done", "leetcode", "--next"]).success();
    edit_with(&mut repo, r#"cp "$1" "$HOME/seen"; sed -i "1s/.*/Work/" "$1""#);
    repo.git(&["commit", "-q", "--verbose", "--signoff"]);
    let seen = fs::read_to_string(repo.home().join("seen")).unwrap();
    let lines: Vec<&str> = seen.lines().take_while(|line| !line.starts_with(';')).collect();
    assert_eq!(lines.len(), 6, "{seen}");
    assert_snapshot!(message(&repo), @r#"
    Work

    Signed-off-by: 林小明 <lin@example.org>
    Roadmap-Done: dev-env day=2025-07-14 why="says: \"a = b\" \\ ok" id=89e12a4a9c6d
    Roadmap-Done: leetcode day=2025-07-14 id=e41733742fe2
    "#);
    let log = repo.roadmap(&["log"]).success();
    assert!(log.contains(r#"says: "a = b" \ ok"#), "{log}");
}

#[test]
fn a_hook_that_refuses_leaves_the_lines_waiting() {
    let repo = with_hooks("library");
    repo.roadmap(&["done", "dev-env", "--next"]).success();
    script(&repo.git_path("hooks").join("pre-commit"), "exit 1");
    assert_eq!(repo.try_git(&["commit", "-qm", "Work"]).code, 1);
    assert_eq!(waiting(&repo), ["dev-env"]);
    // `--no-verify` skips pre-commit and commit-msg, and not prepare-commit-msg.
    repo.git(&["commit", "-q", "--no-verify", "-m", "Work"]);
    assert_eq!((done(&repo), waiting(&repo).len()), (1, 0));
}

#[test]
fn amending_and_reusing_a_message_add_nothing() {
    let mut repo = with_hooks("library");
    repo.roadmap(&["done", "dev-env", "--next"]).success();
    repo.git(&["commit", "-qm", "Work"]);
    let first = message(&repo);
    repo.roadmap(&["done", "leetcode", "--next"]).success();
    edit_with(&mut repo, "exit 0");
    repo.git(&["commit", "-q", "--amend"]);
    assert_eq!(message(&repo), first);
    repo.git(&["commit", "-q", "--allow-empty", "-c", "HEAD"]);
    assert_eq!(message(&repo), first);
    assert_eq!((done(&repo), waiting(&repo)), (1, vec!["leetcode".to_owned()]));
    // A commit that will be melted into another would take the line with it.
    repo.git(&["commit", "-q", "--allow-empty", "--fixup", "HEAD"]);
    assert_eq!(waiting(&repo), ["leetcode"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "Next"]);
    assert_eq!(waiting(&repo), [""; 0]);
}

#[test]
fn a_line_whose_commit_is_taken_back_waits_again() {
    let repo = with_hooks("library");
    repo.roadmap(&["done", "dev-env", "--next"]).success();
    repo.git(&["commit", "-qm", "Work"]);
    repo.git(&["reset", "-q", "--soft", "HEAD~1"]);
    assert_eq!((done(&repo), waiting(&repo)), (0, vec!["dev-env".to_owned()]));
    repo.git(&["commit", "-qm", "Work, again"]);
    assert_eq!((done(&repo), waiting(&repo).len()), (1, 0));
}

#[test]
fn merges_picks_and_rebases_leave_the_lines_waiting() {
    for way in ["library", "program"] {
        let mut repo = with_conflict(way);
        reachable(&mut repo);
        repo.roadmap(&["hook", "install"]).success();
        repo.roadmap(&["done", "dev-env", "--next"]).success();
        edit_with(&mut repo, "exit 0");
        let solve = |repo: &TestRepo, text: &str| work(repo, text);
        assert_ne!(repo.try_git(&["merge", "side"]).code, 0);
        solve(&repo, "both\n");
        repo.git(&["commit", "-q"]);
        assert_eq!((waiting(&repo).len(), message(&repo).as_str()), (1, "Merge branch 'side'\n"));
        repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
        assert_ne!(repo.try_git(&["cherry-pick", "side"]).code, 0);
        solve(&repo, "picked\n");
        repo.git(&["-c", "core.editor=true", "cherry-pick", "--continue"]);
        repo.git(&["switch", "-qc", "third", "HEAD~1"]);
        repo.write("third.md", "x");
        repo.git(&["add", "third.md"]);
        repo.git(&["-c", "core.hooksPath=/dev/null", "commit", "-qm", "Third"]);
        repo.git(&["cherry-pick", "main"]);
        repo.git(&["rebase", "-q", "--force-rebase", "main"]);
        repo.git(&["switch", "-q", "main"]);
        repo.git(&["merge", "-q", "--no-ff", "--no-edit", "third"]);
        assert_eq!(waiting(&repo), ["dev-env"], "{way}");
        repo.git(&["switch", "-q", "--detach"]);
        repo.git(&["commit", "-q", "--allow-empty", "-m", "Nowhere"]);
        repo.git(&["switch", "-q", "main"]);
        assert_eq!(waiting(&repo), ["dev-env"], "{way}");
        repo.git(&["commit", "-q", "--allow-empty", "-m", "Own"]);
        assert_eq!((done(&repo), waiting(&repo).len()), (2, 0), "{way}");
    }
}

#[test]
fn a_squash_merge_takes_the_line() {
    let mut repo = with_conflict("library");
    reachable(&mut repo);
    repo.roadmap(&["hook", "install"]).success();
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    repo.roadmap(&["done", "dev-env", "--next"]).success();
    repo.git(&["merge", "-q", "--squash", "side"]);
    repo.git(&["branch", "-qD", "side"]);
    edit_with(&mut repo, "exit 0");
    repo.git(&["commit", "-q"]);
    assert_eq!((done(&repo), waiting(&repo).len()), (2, 0));
}

#[test]
fn the_same_habit_twice_in_a_second_is_two_events() {
    let repo = with_hooks("library");
    for _ in 0..3 {
        repo.roadmap(&["done", "leetcode", "--next"]).success();
    }
    repo.git(&["commit", "-qm", "Work"]);
    let show = repo.roadmap(&["show", "leetcode", "--json"]).success();
    let show: serde_json::Value = serde_json::from_str(&show).unwrap();
    assert_eq!(show["data"]["total"], 3);
}

#[test]
fn writers_at_once_lose_no_line() {
    let repo = with_hooks("library");
    let mut children: Vec<_> = (0..12)
        .map(|_| {
            let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
            command.args(["done", "leetcode", "--next"]).stdout(std::process::Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    assert!(children.iter_mut().all(|child| child.wait().unwrap().success()));
    assert_eq!(waiting(&repo).len(), 12);
}

#[test]
fn staged_work_takes_waiting_lines_with_it() {
    let repo = with_hooks("library");
    repo.roadmap(&["done", "dev-env", "--next"]).success();
    let said = repo.roadmap(&["done", "skill-map", "--staged"]).success();
    assert!(said.contains("dev-env") && said.contains("skill-map"), "{said}");
    assert_eq!((done(&repo), waiting(&repo).len()), (2, 0));
}

#[test]
fn linked_worktrees_share_the_hooks_and_not_the_lines() {
    for way in ["library", "program"] {
        let mut repo = with_hooks(way);
        repo.roadmap(&["done", "dev-env", "--next"]).success();
        repo.git(&["worktree", "add", "-q", "../linked", "-b", "linked"]);
        repo.enter("../linked");
        assert_eq!(waiting(&repo), [""; 0]);
        repo.roadmap(&["done", "skill-map", "--next"]).success();
        repo.git(&["commit", "-q", "--allow-empty", "-m", "In the linked one"]);
        assert!(message(&repo).contains("skill-map") && !message(&repo).contains("dev-env"));
        repo.enter("../study");
        assert_eq!(waiting(&repo), ["dev-env"]);
    }
}

#[test]
fn the_script_is_harmless_without_roadmap_or_with_nothing_to_do() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["hook", "install"]).success();
    work(&repo, "work");
    let ran = repo.try_git(&["commit", "-qm", "No roadmap on PATH"]);
    assert_eq!(ran.transcript(), "exit: 0\n");
    reachable(&mut repo);
    let ran = repo.try_git(&["commit", "-q", "--allow-empty", "-m", "Nothing waits"]);
    assert_eq!(ran.transcript(), "exit: 0\n");
    // Nor does a plan that cannot be read, or a failure of ours, stop a commit.
    repo.roadmap(&["done", "dev-env", "--next"]).success();
    repo.write("roadmap.toml", "title = ");
    repo.git(&["commit", "-q", "--allow-empty", "-m", "Goes on"]);
    assert!(message(&repo).contains("Roadmap-Done: dev-env"));
    fs::remove_file(repo.git_path("roadmap/pending")).unwrap();
    fs::create_dir(repo.git_path("roadmap/pending")).unwrap();
    let ran = repo.try_git(&["commit", "-q", "--allow-empty", "-m", "Goes on"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("pending` cannot be read"), "{}", ran.err);
}
