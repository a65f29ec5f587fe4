//! TAB: the scripts in `completions/`, and what roadmap answers when they ask.

use std::fs;
use std::path::Path;

use crate::languages::english;
use crate::screens::five_weeks;
use crate::support::{Ran, TestRepo, project_file};

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
    for arguments in [
        &["roadmap", "replan", "--finish-by", ""][..],
        &["roadmap", "replan", "--start", "today", "--deadline", ""],
        &["roadmap", "add", "habit", "X", "--every", "day", "--from", ""],
        &["roadmap", "init", "--start", ""],
    ] {
        let ahead = offered(&mut repo, arguments);
        assert_eq!(ahead[..4], ["today", "tomorrow", "wednesday", "thursday"], "{arguments:?}");
        assert_eq!(ahead[8], "2025-07-15", "{arguments:?}");
    }
    let needs = offered(&mut repo, &["roadmap", "add", "task", "X", "--needs", ""]);
    assert!(needs.contains(&"dev-env".to_owned()) && !needs.contains(&"leetcode".to_owned()));
    let ranges = offered(&mut repo, &["roadmap", "skip", "leetcode", "yes"]);
    assert_eq!(ranges, ["yesterday"]);
    assert!(offered(&mut repo, &["roadmap", "undo", ""]).contains(&"leetcode".to_owned()));
    repo.roadmap(&["status"]).success();
    let nothing = offered(&mut repo, &["roadmap", "undo", ""]);
    assert!(nothing.iter().all(|offered| offered.starts_with('-')), "{nothing:?}");
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
    let keys = |repo: &mut TestRepo, name: &str| offered(repo, &["roadmap", "set", name, ""]);
    let has = |keys: &[String], key: &str| keys.iter().any(|known| known == key);
    for (name, own, others) in [
        ("dev-env", "needs", ["every", "window", "deadline"]),
        ("leetcode", "every", ["needs", "window", "deadline"]),
        ("5a", "window", ["needs", "every", "deadline"]),
        (".", "deadline", ["needs", "every", "window"]),
    ] {
        let keys = keys(&mut repo, name);
        assert!(has(&keys, own), "{name}: {keys:?}");
        assert!(others.iter().all(|other| !has(&keys, other)), "{name}: {keys:?}");
    }
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
fn why_offers_what_has_a_number_of_the_kind() {
    let mut repo = TestRepo::initialised();
    let mut why = |kind: &str, word: &str| offered(&mut repo, &["roadmap", "why", kind, word]);
    assert_eq!(why("phase", "5"), ["5a", "5b", "5c"]);
    assert_eq!(why("habit", ""), ["leetcode"]);
    assert!(why("skill", "").contains(&"delivery".to_owned()));
    assert!(why("task", "").contains(&"docker-image".to_owned()));
    assert_eq!(why("total", ""), [""; 0]);
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
        (&["roadmap", "export", "--format", "gan"], "gantt:Mermaid 甘特图"),
        (&["roadmap", "set", "dev-env", "nee"], "needs:要先完成的任务"),
    ] {
        let out = tab(&mut repo, words).success();
        assert!(out.starts_with(zh), "{words:?}: {out}");
        let said = out.split_once(':').map(|(_, said)| said).unwrap_or_default();
        assert!(!said.is_ascii(), "{words:?}: {out}");
    }
}

/// Every place on the command line at which TAB offers something of ours: commands, flags, the
/// values of every option, and names.
fn places() -> Vec<Vec<String>> {
    fn below(command: &clap::Command, path: &[String], places: &mut Vec<Vec<String>>) {
        let with = |words: &[&str]| {
            path.iter().cloned().chain(words.iter().map(|word| (*word).to_owned())).collect()
        };
        places.push(with(&[""]));
        places.push(with(&["-"]));
        let shown = command.get_arguments().filter(|it| !it.is_hide_set());
        let takes_a_value = shown.filter(|it| it.get_action().takes_values());
        for long in takes_a_value.filter_map(clap::Arg::get_long) {
            places.push(with(&[&format!("--{long}"), ""]));
        }
        for inner in command.get_subcommands().filter(|it| !it.is_hide_set()) {
            let path = [path, &[inner.get_name().to_owned()]].concat();
            below(inner, &path, places);
        }
    }
    let mut places = Vec::new();
    let mut command = roadmap::cli::command();
    command.build();
    below(&command, &["roadmap".to_owned()], &mut places);
    places.push(["roadmap", "set", "dev-env", ""].map(str::to_owned).to_vec());
    places
}

#[test]
fn nothing_that_tab_says_is_in_the_other_language() {
    let source = project_file("roadmap.toml");
    let mut repo = five_weeks();
    repo.set("LC_ALL", "zh_CN.UTF-8");
    let places = places();
    assert!(places.len() > 200, "{}", places.len());
    let mut found = Vec::new();
    let mut said_in_all = 0;
    for words in &places {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let out = tab(&mut repo, &words).success();
        let said = out.lines().filter_map(|line| line.split_once(':')).map(|(_, said)| said);
        let said: String = said.map(|said| format!("{said}\n")).collect();
        said_in_all += said.lines().count();
        // What was recorded is offered as the line of its event.
        let data = [source.as_str(), "done study skip undo took"];
        found.extend(english(&said, &data).into_iter().map(|it| format!("{words:?} -- {it}")));
    }
    assert!(found.is_empty() && said_in_all > 1000, "{said_in_all} {found:#?}");
}

#[test]
fn tab_offers_nothing_that_the_command_refuses() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["set", "postgres", "verify", "true"]).success();
    let plain = |offered: Vec<String>| -> Vec<String> {
        offered.into_iter().filter(|offered| !offered.starts_with('-')).collect()
    };
    for command in ["run", "trust"] {
        assert_eq!(plain(offered(&mut repo, &["roadmap", command, ""])), ["postgres"], "{command}");
    }
    for arguments in [&["roadmap", "note", ""][..], &["roadmap", "move", "docker", "--after", ""]] {
        let tasks = offered(&mut repo, arguments);
        assert!(tasks.contains(&"dev-env".to_owned()), "{tasks:?}");
        assert!(!tasks.contains(&"leetcode".to_owned()), "{tasks:?}");
    }
    let skills = offered(&mut repo, &["roadmap", "add", "task", "X", "--skills", ""]);
    assert!(skills.contains(&"docker".to_owned()) && !skills.contains(&"soft".to_owned()));
    let days = offered(&mut repo, &["roadmap", "skip", "leetcode", ""]);
    for day in ["today", "yesterday", "tomorrow", "2025-07-14", "2025-07-16"] {
        assert_eq!(days.iter().filter(|offered| *offered == day).count(), 1, "{day}: {days:?}");
    }
    assert!(plain(offered(&mut repo, &["roadmap", "skip", "postgres", ""])).is_empty());
    let week = offered(&mut repo, &["roadmap", "report", "--week", "yes"]);
    assert_eq!(week, ["yesterday"]);
    let every = offered(&mut repo, &["roadmap", "add", "habit", "X", "--every", ""]);
    assert!(every.contains(&"3/week".to_owned()), "{every:?}");
    for form in every {
        let added = repo.roadmap(&["add", "habit", "X", "--every", &form, "--dry-run"]);
        assert_eq!(added.code, 0, "{}", added.transcript());
    }
    let values = [
        (["leetcode", "every"], "3/week"),
        (["leetcode", "phase"], "5a"),
        (["dev-env", "needs"], "postgres"),
        (["dev-env", "skills"], "docker"),
        ([".", "rest-days"], "sunday"),
        ([".", "deadline"], "tomorrow"),
    ];
    for (of, value) in values {
        let offered = offered(&mut repo, &[&["roadmap", "set"][..], &of, &[""]].concat());
        assert!(offered.contains(&value.to_owned()), "{of:?}: {offered:?}");
    }
    repo.roadmap(&["hook", "install"]).success();
    assert!(plain(offered(&mut repo, &["roadmap", "hook", "drop", ""])).is_empty());
    repo.roadmap(&["done", "postgres", "--next", "--no-verify"]).success();
    assert_eq!(plain(offered(&mut repo, &["roadmap", "hook", "drop", ""])), ["postgres"]);
}
