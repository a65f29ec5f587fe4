//! Help: its examples run, topics are complete, and the man pages are what it says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::first_minute::newcomer;
use crate::support::{TestRepo, copy_directory, project_file};

/// All commands that help lists.
fn commands() -> Vec<String> {
    let command = roadmap::cli::command();
    let visible = command.get_subcommands().filter(|it| !it.is_hide_set());
    visible.map(|it| it.get_name().to_owned()).collect()
}

/// The lines of examples in a command's help.
fn examples(repo: &TestRepo, command: &str) -> Vec<String> {
    let help = repo.roadmap(&[command, "--help"]).success();
    let (_, after) = help.split_once("\nExample").unwrap_or_else(|| panic!("{help}"));
    let lines = after.lines().skip(1).filter(|line| !line.starts_with("      "));
    lines.map(|line| line.trim().to_owned()).collect()
}

/// What some examples need beside the demo, and a directory for those that begin something.
fn prepared(repo: &TestRepo, demo: &Path, command: &str) -> PathBuf {
    let place = repo.home().join(format!("for-{command}"));
    if ["init", "import"].contains(&command) {
        fs::create_dir(&place).unwrap();
        fs::write(place.join("plan.md"), "# Plan\n\n## March 2026\n\n- [ ] Read\n- [ ] Write\n")
            .unwrap();
        return place;
    }
    copy_directory(demo, &place);
    let run = |arguments: &[&str]| repo.roadmap_in(&place, arguments).success();
    match command {
        "stop" => drop(run(&["start", "review"])),
        "undo" => {
            run(&["done", "leetcode"]);
            run(&["study", "--took", "10m"]);
        }
        "run" | "trust" | "audit" => {
            run(&["set", "review", "verify", "true"]);
            run(&["trust", "--yes"]);
            // What was checked has to be committed before an audit can find it.
            let top = place.display().to_string();
            repo.git(&["-C", &top, "add", "--all"]);
            repo.git(&["-C", &top, "commit", "-q", "-m", "Say how the review is checked"]);
            run(&["done", "review"]);
        }
        "upgrade" => {
            let other = repo.home().join("curriculum");
            fs::create_dir(&other).unwrap();
            fs::copy(place.join("roadmap.toml"), other.join("roadmap.toml")).unwrap();
        }
        "notes" | "note" => drop(run(&["init", "--notes", "obsidian"])),
        "report" | "schema" | "export" => {
            let _ = fs::remove_file(place.join("index.html"));
        }
        "share" => {
            let origin = repo.home().join("origin.git").display().to_string();
            repo.git(&["init", "-q", "--bare", &origin]);
            repo.git(&["-C", &place.display().to_string(), "remote", "add", "origin", &origin]);
            let plan = place.join("roadmap.toml");
            let text = fs::read_to_string(&plan).unwrap();
            fs::write(&plan, text + "\n[record]\nref = \"refs/roadmap/log\"\n").unwrap();
        }
        _ => {}
    }
    place
}

#[test]
fn every_example_of_every_command_runs_on_the_demo() {
    let mut repo = newcomer("2026-04-15T20:00:00+08:00");
    repo.set("EDITOR", "true");
    let binary = Path::new(env!("CARGO_BIN_EXE_roadmap")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    repo.set("PATH", &path);
    let demo = repo.home().join("the-demo");
    repo.roadmap(&["demo", &demo.display().to_string()]).success();
    let mut count = 0;
    for command in commands() {
        let place = prepared(&repo, &demo, &command);
        for line in examples(&repo, &command) {
            // Each of them as if it were the first, where it can only be done once.
            let again = match (command.as_str(), count) {
                ("stop", _) if line.contains("--discard") => "roadmap start review && ",
                ("replan", _) if line.contains("--pace") => "roadmap set . deadline --unset; ",
                _ => "",
            };
            repo.wait_minutes(1);
            let mut shell = repo.command(&place, "bash");
            let output = shell.args(["-c", &format!("{again}{line}")]).output().unwrap();
            let said = [output.stdout, output.stderr].concat();
            assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&said));
            count += 1;
        }
    }
    assert!(count >= commands().len(), "only {count} examples ran");
}

#[test]
fn help_speaks_of_commands_and_topics() {
    let repo = newcomer("2026-04-15T20:00:00+08:00");
    assert_eq!(repo.roadmap(&["help"]).success(), repo.roadmap(&["--help"]).success());
    assert_eq!(
        repo.roadmap(&["help", "done"]).success(),
        repo.roadmap(&["done", "--help"]).success()
    );
    assert_eq!(
        repo.roadmap(&["help", "hook", "install"]).success(),
        repo.roadmap(&["hook", "install", "--help"]).success()
    );
    let said = repo.roadmap(&["help", "nothing"]);
    assert_eq!((said.code, said.err.contains("`nothing`")), (1, true), "{}", said.transcript());
    for topic in ["formats", "time", "merging"] {
        let (en, zh) = (
            repo.roadmap(&["help", topic]).success(),
            repo.roadmap(&["help", topic, "--lang", "zh"]).success(),
        );
        assert_ne!(en, zh);
        for document in en.split([' ', ',', '\n']).filter(|word| word.starts_with("docs/")) {
            project_file(document);
            assert!(zh.contains(document), "{topic}: {document}");
        }
        // The same commands and keys stand in both.
        let code = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| line.starts_with("  "));
            let words = lines.flat_map(str::split_whitespace);
            let is_code = |word: &&str| word.is_ascii() && word.contains(['-', '[', ':', '=', '*']);
            words.filter(is_code).map(str::to_owned).collect()
        };
        let missing: Vec<String> =
            code(&zh).into_iter().filter(|word| !en.contains(word.as_str())).collect();
        assert_eq!(missing, Vec::<String>::new(), "{topic}");
    }
}

#[test]
fn every_command_has_a_man_page_that_renders_without_a_warning() {
    let repo = newcomer("2026-04-15T20:00:00+08:00");
    let first = repo.roadmap(&["man"]).success();
    repo.roadmap(&["man", "man1"]).success();
    let folder = repo.path().join("man1");
    assert_eq!(fs::read_to_string(folder.join("roadmap.1")).unwrap(), first);
    for command in commands() {
        let page = fs::read_to_string(folder.join(format!("roadmap-{command}.1"))).unwrap();
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "SEE ALSO"] {
            assert!(
                page.contains(&format!(".SH {section}"))
                    || page.contains(&format!(".SH \"{section}\"")),
                "{command} lacks {section}"
            );
        }
        assert!(first.contains(&format!("roadmap\\-{command}")), "{command}");
    }
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok();
    let mut pages: Vec<PathBuf> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    for page in pages {
        if has("man") {
            let mut man = repo.command(repo.path(), "man");
            man.args(["--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"]).arg(&page);
            let output = man.output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", page.display());
        }
        if has("mandoc") {
            let mut mandoc = repo.command(repo.path(), "mandoc");
            let output = mandoc.args(["-T", "lint", "-W", "warning"]).arg(&page).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{}", page.display());
        }
    }
}
