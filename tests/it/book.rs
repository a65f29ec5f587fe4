//! The book in `docs/`: its tutorial and guide run, its reference is current, and its table of
//! contents is complete.

use std::fs;
use std::path::Path;

use clap::Command;

use crate::first_minute::newcomer;
use crate::support::{TestRepo, copy_directory, project_file};

/// The shell blocks of a document, joined.
fn script(document: &str) -> String {
    let text = project_file(document);
    let blocks = text.split("```sh\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap_or_default()).collect()
}

/// Runs a document's commands with bash, in order, and stops at the first that fails.
fn run(document: &str, repo: &mut TestRepo) {
    let binary = Path::new(env!("CARGO_BIN_EXE_roadmap")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    repo.set("PATH", &path);
    let mut shell = repo.command(repo.path(), "bash");
    let output = shell.args(["-exc", &script(document)]).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{document}\n{}", String::from_utf8_lossy(&said));
}

#[test]
fn the_tutorials_run_from_their_first_command_to_their_last() {
    for (document, locale) in
        [("docs/tutorial.md", "en_US.UTF-8"), ("docs/zh-CN/tutorial.md", "zh_CN.UTF-8")]
    {
        let mut repo = newcomer("2026-04-15T20:00:00+08:00");
        repo.set("LC_ALL", locale);
        run(document, &mut repo);
        let laptop = repo.path().join("on-the-laptop");
        let there = repo.roadmap_in(&laptop, &["list", "--open"]).success();
        let here = repo.roadmap_in(&repo.path().join("my-study"), &["list", "--open"]).success();
        assert_eq!(here, there);
        assert!(here.contains("slow-query") && !here.contains("second-task"), "{here}");
    }
}

#[test]
fn the_guide_for_mentors_runs() {
    let mut repo = newcomer("2026-04-15T20:00:00+08:00");
    let ana = repo.path().join("ana");
    repo.roadmap(&["demo", &ana.display().to_string()]).success();
    fs::remove_file(ana.join("index.html")).unwrap();
    copy_directory(&ana, &repo.path().join("ben"));
    copy_directory(&ana, &repo.path().join("curriculum"));
    run("docs/mentor.md", &mut repo);
    let events = fs::read_to_string(repo.path().join("ben.ndjson")).unwrap();
    assert!(events.lines().count() > 300);
    // The events of a group, whose repositories lie side by side.
    fs::create_dir(repo.path().join("group")).unwrap();
    for learner in ["ana", "ben"] {
        copy_directory(&ana, &repo.path().join("group").join(learner));
    }
    repo.enter("group");
    run("docs/export.md", &mut repo);
    let together = fs::read_dir(repo.path().join("../events")).unwrap().count();
    assert_eq!(together, 2);
}

#[test]
fn the_contents_name_every_document() {
    let contents = project_file("docs/README.md");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if Path::new(&name).extension().is_some_and(|end| end == "md") && name != "README.md" {
            assert!(contents.contains(&format!("({name})")), "docs/README.md lacks {name}");
            count += 1;
        }
    }
    assert!(count > 20);
}

/// A command and its own commands, as a part of the reference.
fn part(command: &Command, name: &str, level: usize, text: &mut String) {
    let about = command.get_long_about().or_else(|| command.get_about());
    let about = about.map(ToString::to_string).unwrap_or_default();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim_end();
    text.push_str(&format!("\n{} {name}\n\n{}\n\n", "#".repeat(level), escaped(&about)));
    text.push_str(&format!("    {}\n", usage.replace('\n', "\n    ")));
    let own = |it: &&clap::Arg| !it.is_hide_set() && it.get_help_heading() != Some("Everywhere");
    let arguments: Vec<&clap::Arg> =
        command.get_arguments().filter(own).filter(|it| it.get_id() != "help").collect();
    if !arguments.is_empty() {
        text.push('\n');
    }
    for argument in arguments {
        let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
        let shown = argument.to_string();
        let short = argument.get_short().filter(|_| argument.get_long().is_some());
        let short = short.map(|short| format!("`-{short}`, ")).unwrap_or_default();
        text.push_str(&format!("- {short}`{shown}`: {}\n", escaped(&help)));
    }
    for sub in command.get_subcommands().filter(|it| !it.is_hide_set()) {
        part(sub, &format!("{name} {}", sub.get_name()), level + 1, text);
    }
}

/// Text of help as Markdown.
fn escaped(text: &str) -> String {
    text.replace('<', "\\<").replace('*', "\\*").replace('|', "\\|")
}

#[test]
fn the_reference_is_what_help_says() {
    let mut command = roadmap::cli::command();
    command.build();
    let mut text = "# Every command\n\nMade from the help of the program; `roadmap help COMMAND` \
        also has examples. Every command takes `-C DIR`, `--color WHEN` and `--lang LANG`.\n"
        .to_owned();
    for sub in command.get_subcommands().filter(|it| !it.is_hide_set()) {
        part(sub, &format!("roadmap {}", sub.get_name()), 2, &mut text);
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference.md");
    if std::env::var_os("ROADMAP_RENEW").is_some() {
        fs::write(&file, &text).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        text == kept,
        "run `ROADMAP_RENEW=1 cargo test --locked --test it the_reference` to renew docs/reference.md"
    );
}
