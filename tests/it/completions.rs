//! TAB: the scripts in `completions/`, and what roadmap answers when they ask.

use std::fs;
use std::path::Path;

use crate::support::{Ran, TestRepo};

/// Each shell with its script.
const SCRIPTS: [(&str, &str); 5] = [
    ("bash", "roadmap.bash"),
    ("zsh", "_roadmap"),
    ("fish", "roadmap.fish"),
    ("powershell", "_roadmap.ps1"),
    ("elvish", "roadmap.elv"),
];

#[test]
fn the_scripts_in_the_repository_are_current() {
    let repo = TestRepo::empty();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("completions");
    for (shell, file) in SCRIPTS {
        let script = repo.roadmap(&["completions", shell]).success();
        let kept = fs::read_to_string(folder.join(file)).unwrap_or_default();
        assert!(script.contains("roadmap") && script.contains("COMPLETE"), "{shell}");
        assert_eq!(script, kept, "run `just completions` to renew completions/{file}");
    }
}

#[test]
fn static_scripts_know_the_commands_and_run_nothing() {
    let repo = TestRepo::empty();
    for (shell, _) in SCRIPTS {
        let script = repo.roadmap(&["completions", shell, "--static"]).success();
        for command in ["init", "done", "study", "undo", "reopen", "skip", "status"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
        assert!(!script.contains("COMPLETE="), "{shell}");
    }
}

/// What zsh is told at the end of a line: `value:help` on each line.
fn tab(repo: &mut TestRepo, words: &[&str]) -> Ran {
    repo.set("COMPLETE", "zsh");
    repo.set("_CLAP_IFS", "\n");
    repo.set("_CLAP_COMPLETE_INDEX", &words.len().saturating_sub(1).to_string());
    let arguments: Vec<&str> = ["--"].into_iter().chain(words.iter().copied()).collect();
    let ran = repo.roadmap(&arguments);
    repo.set("COMPLETE", "");
    ran
}

/// The values offered, in order, without flags.
fn offered(repo: &mut TestRepo, words: &[&str]) -> Vec<String> {
    let out = tab(repo, words).success();
    let values = out.lines().map(|line| line.split(':').next().unwrap_or_default().to_owned());
    values.filter(|value| !value.starts_with('-')).collect()
}

#[test]
fn done_offers_open_tasks_of_the_current_phase_first_and_finished_ones_last() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env"]).success();
    let tasks = offered(&mut repo, &["roadmap", "done", ""]);
    assert_eq!(tasks[..4], ["fastapi-core", "skill-map", "study-repo", "fastapi-di"]);
    assert_eq!(tasks[tasks.len() - 2..], ["leetcode", "dev-env"]);
    let out = tab(&mut repo, &["roadmap", "done", "fastapi-d"]).success();
    assert!(out.starts_with("fastapi-di:掌握 FastAPI 的依赖注入"), "{out}");
}

#[test]
fn phases_skills_days_and_what_can_be_undone_are_offered() {
    let mut repo = TestRepo::initialised();
    assert_eq!(
        offered(&mut repo, &["roadmap", "status", ""]),
        ["0", "1", "2", "3", "4", "5a", "5b", "5c"]
    );
    assert_eq!(offered(&mut repo, &["roadmap", "list", "--phase", "5"]), ["5a", "5b", "5c"]);
    let skills = offered(&mut repo, &["roadmap", "list", "--skill", "d"]);
    assert!(skills.contains(&"docker".to_owned()), "{skills:?}");
    let days = offered(&mut repo, &["roadmap", "done", "dev-env", "--day", ""]);
    assert_eq!(days[..4], ["today", "yesterday", "saturday", "friday"]);
    assert_eq!(days[7], "2025-07-14");
    let ranges = offered(&mut repo, &["roadmap", "skip", "leetcode", "yes"]);
    assert_eq!(ranges, ["yesterday"]);
    repo.roadmap(&["done", "leetcode"]).success();
    let undoable = offered(&mut repo, &["roadmap", "undo", ""]);
    assert_eq!((undoable.len(), undoable[0].as_str(), undoable[1].len()), (2, "leetcode", 12));
}

#[test]
fn tab_is_silent_where_there_is_nothing_to_offer() {
    let mut empty = TestRepo::empty();
    let mut broken = TestRepo::empty();
    broken.write("roadmap.toml", "title = ");
    let mut no_repository = TestRepo::empty();
    no_repository.write("roadmap.toml", include_str!("../../roadmap.toml"));
    for (repo, offers) in [(&mut empty, false), (&mut broken, false), (&mut no_repository, true)] {
        let ran = tab(repo, &["roadmap", "done", ""]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert_eq!(ran.out.contains("fastapi-di"), offers);
    }
}

#[test]
fn set_and_move_offer_everything_that_has_an_id_and_every_key() {
    let mut repo = TestRepo::initialised();
    let things = offered(&mut repo, &["roadmap", "set", ""]);
    for thing in ["fastapi-di", "leetcode", "5a", "docker", "soft"] {
        assert!(things.contains(&thing.to_owned()), "{thing}: {things:?}");
    }
    assert_eq!(offered(&mut repo, &["roadmap", "set", "dev-env", "est"]), ["estimate"]);
    let keys = tab(&mut repo, &["roadmap", "set", "dev-env", "nee"]).success();
    assert_eq!(keys, "needs:Tasks that come first, of any phase. No circles.");
    assert_eq!(
        offered(&mut repo, &["roadmap", "move", "resume", "--to-phase", "5"]),
        ["5a", "5b", "5c"]
    );
    let modules = offered(&mut repo, &["roadmap", "add", "skill", "X", "--module", ""]);
    assert_eq!(modules, ["dev", "delivery", "cloud-native", "soft"]);
}

#[test]
fn on_an_empty_word_flags_are_offered_only_where_there_is_nothing_else() {
    let mut repo = TestRepo::initialised();
    for words in [&["roadmap", ""][..], &["roadmap", "done", ""], &["roadmap", "status", ""]] {
        let out = tab(&mut repo, words).success();
        assert!(out.lines().all(|line| !line.starts_with('-')), "{words:?}:\n{out}");
    }
    let out = tab(&mut repo, &["roadmap", "done", "-"]).success();
    assert!(out.contains("--took") && out.contains("--help"), "{out}");
    let out = tab(&mut repo, &["roadmap", "today", ""]).success();
    assert!(out.contains("--exit-code") && out.contains("--json"), "{out}");
    // The value of a flag is what it asks for.
    let out = tab(&mut repo, &["roadmap", "list", "--phase", ""]).success();
    assert!(out.starts_with("0:") && !out.contains("--"), "{out}");
}

#[test]
fn what_is_said_beside_candidates_is_in_the_language_of_the_learner() {
    let mut repo = TestRepo::initialised();
    repo.set("LC_ALL", "zh_CN.UTF-8");
    for (words, zh) in [
        (&["roadmap", "stat"][..], "status:查看当前进度"),
        (&["roadmap", "done", "--dry"], "--dry-run:"),
        (&["roadmap", "why", "tot"], "total:整个计划"),
        (&["roadmap", "done", "x", "--day", "toda"], "today:2025-07-14"),
    ] {
        let out = tab(&mut repo, words).success();
        assert!(out.starts_with(zh), "{words:?}: {out}");
        let said = out.split_once(':').map(|(_, said)| said).unwrap_or_default();
        assert!(!said.is_ascii(), "{words:?}: {out}");
    }
}
