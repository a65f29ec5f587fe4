//! No English on a Chinese screen, and no Chinese on an English one.

#[cfg(unix)]
mod prompts;
mod walk;

use std::collections::BTreeSet;

use clap::Command;

use crate::support::TestRepo;

/// Words that are the same in Chinese: names, formats, units, and what git and TOML call
/// something. A sentence cannot be made of them.
const NAMES: &[&str] = &[
    "roadmap",
    "git",
    "Git",
    "Roadmap",
    "Obsidian",
    "Markdown",
    "Mermaid",
    "iCalendar",
    "Schema",
    "DevOps",
    "Python",
    "Tombi",
    "Even",
    "Better",
    "shell",
    "id",
    "ids",
    "zsh",
    "bash",
    "fish",
    "elvish",
    "PowerShell",
    "powershell",
    "auto",
    "accepted",
    "always",
    "changes",
    "never",
    "en",
    "zh",
    "md",
    "csv",
    "json",
    "html",
    "term",
    "ics",
    "ndjson",
    "gantt",
    "mindmap",
    "https",
    "http",
    "mailto",
    "h",
    "m",
    "s",
    "d",
    "w",
    "x",
    "C",
    "Ctrl-C",
    "formats",
    "time",
    "merging",
    "V",
    "e",
    "n",
    "o",
    "main",
    "ref",
    "hook",
    "commit-msg",
    "prepare-commit-msg",
    "Lines",
    "MiB",
    "JSON",
    "schema",
    "reflog",
    "amend",
];

/// The Latin words of a text that are neither in back-ticks nor known: a name above, a word in
/// capitals, a flag and its value, a path, something with a digit, a command behind `roadmap`, or
/// a word of `data`.
pub(crate) fn english(text: &str, data: &[&str]) -> Vec<String> {
    let known: BTreeSet<String> = data.iter().flat_map(|text| words(text)).collect();
    let commands = commands();
    let mut found = Vec::new();
    for line in without_quotes(text).lines() {
        let mut before = "roadmap".to_owned();
        for word in words(line) {
            let follows_command =
                before == "roadmap" || before == "git" || commands.contains(&before);
            let is_command = follows_command && commands.contains(&word);
            let is_value = before.starts_with("--");
            let is_name = NAMES.contains(&word.as_str()) || known.contains(&word);
            let is_sign = !word.contains(|c: char| c.is_ascii_lowercase())
                || word.starts_with('-')
                || word.starts_with("roadmap-")
                || word.contains(|c: char| c.is_ascii_digit() || "/._=<>{}@$".contains(c));
            if !is_name && !is_sign && !is_command && !is_value {
                found.push(format!("{word} in: {line}"));
            }
            before = word;
        }
    }
    found
}

/// A text without what stands in back-ticks, also across the lines of a paragraph, and without
/// comments and entities of HTML.
fn without_quotes(text: &str) -> String {
    let paragraphs = text.split("\n\n").map(|paragraph| {
        let parts: Vec<&str> = paragraph.split('`').collect();
        let is_even = parts.len() % 2 == 1;
        let kept = parts.iter().enumerate().filter(|(at, _)| !is_even || at % 2 == 0);
        kept.map(|(_, part)| *part).collect::<Vec<_>>().join(" ")
    });
    let text = paragraphs.collect::<Vec<_>>().join("\n\n").replace("&amp;", "&");
    let mut pieces = text.split("<!--");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once("-->").map_or("", |(_, rest)| rest))
}

/// The words between blanks, quotes and the punctuation of Chinese that have Latin letters.
fn words(text: &str) -> Vec<String> {
    let is_between = |c: char| {
        c.is_whitespace()
            || "，。：；？！（）“”、…·〔〕［］[](),;:\"'|!?*&".contains(c)
            || is_han(c)
    };
    let words = text.split(is_between).map(|word| word.trim_matches(['.', '+', '~']));
    words
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
        .map(str::to_owned)
        .collect()
}

/// The names of all commands.
fn commands() -> BTreeSet<String> {
    commands_of(&roadmap::cli::command()).into_iter().flatten().chain(["help".to_owned()]).collect()
}

/// Every command that is shown, the program itself first, each as the words that call it.
fn commands_of(command: &Command) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        let below = commands_of(inner).into_iter();
        all.extend(below.map(|path| [vec![inner.get_name().to_owned()], path].concat()));
    }
    all
}

/// Those that do something themselves.
fn leaves(command: &Command) -> Vec<Vec<String>> {
    let mut leaves = Vec::new();
    for inner in command.get_subcommands().filter(|inner| !inner.is_hide_set()) {
        let name = vec![inner.get_name().to_owned()];
        let below = self::leaves(inner);
        if below.is_empty() {
            leaves.push(name);
        } else {
            leaves.extend(below.into_iter().map(|path| [name.clone(), path].concat()));
        }
    }
    leaves
}

/// Whether this is a Chinese character or its punctuation.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

#[test]
fn a_sentence_in_english_is_found_wherever_it_stands() {
    let planted = [
        "已记录（main 分支，提交 3f9c2a7）\nnothing was recorded",
        "错误：`a` is not in the plan",
        "提示：`roadmap init` makes one",
        "  -x, --amount <COUNT>  How much of a habit was done, e.g. 2 or 0.5",
        "用法：roadmap done [OPTIONS] <TASK>...\n\nArguments:",
        "错误：no task is called `nope`",
        "还剩 3 days",
    ];
    for text in planted {
        assert!(!english(text, &["a 任务"]).is_empty(), "{text}");
    }
    assert!(english("已记录，计入 2025-07-14，事件 3f9c2a7be01d（main 分支）", &[]).is_empty());
    assert!(english("提示：新建计划：`roadmap init`", &[]).is_empty());
    assert!(english("学习 FastAPI 的核心机制", &["FastAPI"]).is_empty());
}

#[test]
fn a_variable_without_a_language_is_as_good_as_none() {
    let mut repo = TestRepo::initialised();
    repo.set("LC_ALL", "zh_CN.UTF-8");
    let chinese = repo.roadmap(&["status"]).success();
    repo.set("ROADMAP_LANG", "");
    assert_eq!(repo.roadmap(&["status"]).success(), chinese);
    repo.set("ROADMAP_LANG", "en");
    assert_ne!(repo.roadmap(&["status"]).success(), chinese);
    repo.set("ROADMAP_LANG", "fr");
    assert_eq!(repo.roadmap(&["status"]).code, 2);
}
