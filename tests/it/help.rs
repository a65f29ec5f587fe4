//! Help: its examples run, topics are complete, and the man pages are what it says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use unicode_width::UnicodeWidthStr as _;

use crate::first_minute::newcomer;
use crate::languages::english;
use crate::support::{TestRepo, copy_directory, project_file};

/// All commands that help lists.
fn commands() -> Vec<String> {
    let command = roadmap::cli::command();
    let visible = command.get_subcommands().filter(|it| !it.is_hide_set());
    visible.map(|it| it.get_name().to_owned()).collect()
}

/// The lines of examples in a command's help, and those that are others in Chinese.
fn examples(repo: &TestRepo, command: &str) -> Vec<String> {
    let english = examples_in(repo, command, "en");
    let chinese = examples_in(repo, command, "zh");
    let others: Vec<String> = chinese.into_iter().filter(|line| !english.contains(line)).collect();
    [english, others].concat()
}

fn examples_in(repo: &TestRepo, command: &str, lang: &str) -> Vec<String> {
    let help = repo.roadmap(&["--lang", lang, command, "--help"]).success();
    let start = if lang == "en" { "\nExample" } else { "\n示例" };
    let (_, after) = help.split_once(start).unwrap_or_else(|| panic!("{help}"));
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
        "attest" => {
            run(&["done", "review"]);
            let key = repo.home().join("key");
            let key = key.to_str().unwrap();
            let mut made = Command::new("ssh-keygen");
            made.args(["-qt", "ed25519", "-N", "", "-f", key]);
            assert!(made.output().unwrap().status.success());
            repo.git(&["-C", &place.display().to_string(), "config", "user.signingkey", key]);
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

/// The man pages of a language, where `man` would look for them below the home directory.
fn man_pages(repo: &TestRepo, lang: &str) -> PathBuf {
    let folder = repo.home().join("man").join(if lang == "zh" { "zh_CN/man1" } else { "man1" });
    repo.roadmap(&["--lang", lang, "man", &folder.display().to_string()]).success();
    folder
}

#[test]
fn every_command_has_a_man_page_in_every_language() {
    let repo = newcomer("2026-04-15T20:00:00+08:00");
    for (lang, sections) in [
        ("en", ["NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "SEE ALSO"]),
        ("zh", ["名称", "概述", "描述", "示例", "参见"]),
    ] {
        let folder = man_pages(&repo, lang);
        let first = repo.roadmap(&["--lang", lang, "man"]).success();
        assert_eq!(fs::read_to_string(folder.join("roadmap.1")).unwrap(), first);
        for command in commands() {
            let page = fs::read_to_string(folder.join(format!("roadmap-{command}.1"))).unwrap();
            for section in sections {
                let is_heading = |line: &str| {
                    line.strip_prefix(".SH ").is_some_and(|it| it.trim_matches('"') == section)
                };
                assert!(page.lines().any(is_heading), "{command} lacks {section}:\n{page}");
            }
            assert!(first.contains(&format!("roadmap\\-{command}")), "{command}");
        }
    }
}

#[test]
fn man_pages_render_without_a_warning() {
    let mut repo = newcomer("2026-04-15T20:00:00+08:00");
    let path = repo.home().join("man").display().to_string();
    repo.set("MANPATH", &path);
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok();
    for (lang, locale) in [("en", "C"), ("zh", "zh_CN")] {
        let folder = man_pages(&repo, lang);
        let mut pages: Vec<PathBuf> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        pages.sort();
        for page in pages {
            let name = page.file_stem().unwrap().to_str().unwrap();
            if has("man") {
                let mut man = repo.command(repo.path(), "man");
                man.args(["-L", locale, "--warnings", "-E", "UTF-8", name]);
                let output = man.output().unwrap();
                assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", page.display());
                let text = String::from_utf8_lossy(&output.stdout);
                assert!(text.contains(if lang == "zh" { "名称" } else { "NAME" }), "{text}");
                // Chinese lines break where they are full: two columns a character.
                let too_long = text.lines().find(|line| lang == "zh" && line.width() > 80);
                let is_command = |line: &str| line.is_ascii();
                assert!(too_long.is_none_or(is_command), "{too_long:?}");
            }
            if has("mandoc") {
                let mut mandoc = repo.command(repo.path(), "mandoc");
                let output = mandoc.args(["-T", "lint", "-W", "warning"]).arg(&page).output();
                let said = output.unwrap().stdout;
                assert_eq!(String::from_utf8_lossy(&said), "", "{}", page.display());
            }
        }
    }
}

/// A man page without what is the same in every language: requests other than headings, what is
/// in bold or italics, and the lines of the shell that are set in.
fn prose(page: &str) -> String {
    let mut prose = String::new();
    let mut is_set_in = false;
    for line in page.lines() {
        match line {
            ".nf" => is_set_in = true,
            ".fi" => is_set_in = false,
            _ if is_set_in => {}
            _ => match line.strip_prefix(".SH ").or_else(|| line.strip_prefix(".SS ")) {
                Some(heading) => prose.push_str(&format!("{heading}\n")),
                None if line.starts_with('.') => {}
                None => {
                    let line = line.replace("\\-", "-").replace("\\*(Aq", "'");
                    let pieces = line.split("\\fB").flat_map(|it| it.split("\\fI"));
                    let kept = pieces.enumerate().map(|(at, piece)| match (at, piece) {
                        (0, piece) => piece,
                        (_, piece) => piece.split_once("\\fR").map_or("", |(_, rest)| rest),
                    });
                    prose.push_str(&kept.collect::<Vec<_>>().join(" "));
                    prose.push('\n');
                }
            },
        }
    }
    prose
}

#[test]
fn no_man_page_in_chinese_speaks_english() {
    let repo = newcomer("2026-04-15T20:00:00+08:00");
    let folder = man_pages(&repo, "zh");
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("git-roadmap.1") {
            continue;
        }
        let page = prose(&fs::read_to_string(&path).unwrap());
        assert!(page.lines().count() > 8, "{page}");
        found.extend(english(&page, &[]).into_iter().map(|it| format!("{}: {it}", path.display())));
    }
    assert!(found.is_empty(), "{found:#?}");
    assert!(!english(&prose(".SH OPTIONS\n\\fB\\-\\-amount\\fR\nHow much"), &[]).is_empty());
}
