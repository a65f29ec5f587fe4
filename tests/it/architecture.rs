//! The layers, guarded: a module uses those to its left and none to its right.
//!
//! ```text
//! sentence, id, quantity, civil, clock, day_word, hours, hex, note, pattern, typed -> plan | ledger -> progress -> view -> cli
//! ```

use std::fs;
use std::path::{Path, PathBuf};

/// A part of `src/` and what its code must not mention.
struct Rule {
    part: &'static str,
    forbidden: &'static [&'static str],
}

const IO: &[&str] = &["std::fs", "std::io", "std::env", "std::process", "std::net", "println!"];
const TIME: &[&str] = &["Utc::now", "Local::now", "SystemTime", "Instant"];

const BEYOND_THE_BASE: &[&str] = &[
    "crate::plan",
    "crate::ledger",
    "crate::progress",
    "crate::view",
    "crate::cli",
    "git2",
    "clap",
];

const RULES: &[Rule] = &[
    Rule { part: "sentence.rs", forbidden: BEYOND_THE_BASE },
    Rule { part: "id.rs", forbidden: BEYOND_THE_BASE },
    Rule { part: "quantity.rs", forbidden: BEYOND_THE_BASE },
    Rule { part: "civil.rs", forbidden: BEYOND_THE_BASE },
    Rule { part: "clock.rs", forbidden: &["crate::", "git2", "clap"] },
    Rule { part: "day_word", forbidden: BEYOND_THE_BASE },
    Rule { part: "hours.rs", forbidden: BEYOND_THE_BASE },
    Rule { part: "typed.rs", forbidden: &["crate::", "git2", "clap"] },
    Rule { part: "hex.rs", forbidden: &["crate::", "git2", "clap"] },
    Rule { part: "note", forbidden: BEYOND_THE_BASE },
    Rule { part: "pattern.rs", forbidden: &["crate::", "git2", "clap"] },
    Rule {
        part: "plan",
        forbidden: &[
            "crate::ledger",
            "crate::progress",
            "crate::view",
            "crate::cli",
            "git2",
            "clap",
        ],
    },
    Rule {
        part: "demo",
        forbidden: &[
            "crate::ledger",
            "crate::progress",
            "crate::view",
            "crate::cli",
            "git2",
            "clap",
        ],
    },
    Rule {
        part: "ledger",
        forbidden: &[
            "crate::plan",
            "crate::progress",
            "crate::view",
            "crate::cli",
            "toml::",
            "clap",
        ],
    },
    Rule {
        part: "progress",
        forbidden: &[
            "crate::view",
            "crate::cli",
            "git2",
            "toml::",
            "clap",
            "Result<",
            "serde_json",
        ],
    },
    Rule {
        part: "runner",
        forbidden: &[
            "crate::ledger",
            "crate::progress",
            "crate::view",
            "crate::cli",
            "git2",
            "clap",
            "std::env",
        ],
    },
    Rule { part: "view", forbidden: &["crate::cli", "git2", "toml::", "clap", "Ledger"] },
];

/// Where git2 may be named: one file is the border, the error type carries its message.
const GIT2_FILES: &[&str] = &["ledger/libgit2.rs", "ledger/error.rs"];

/// Where the environment may be read, the clock asked, or something printed.
const EDGES: &[(&str, &[&str])] = &[
    ("std::env::", &["main.rs", "bin/git-roadmap.rs", "cli/context.rs"]),
    ("env::var", &["cli/context.rs"]),
    ("Local::now", &["clock.rs"]),
    ("io::stdout", &["cli/context.rs"]),
    ("io::stderr", &["cli/context.rs"]),
    ("Command::new(\"git\")", &["ledger/program.rs"]),
    ("Command::new(program)", &["runner/process.rs"]),
    ("runner::run(", &["cli/proof/workshop.rs"]),
];

/// The code of a file: no comments, and nothing from its tests on.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// What a file breaks, in words. `path` is relative to `src/`.
fn violations(path: &str, source: &str) -> Vec<String> {
    let code = code(source);
    let mut found = Vec::new();
    let part = path.split('/').next().unwrap_or_default();
    for rule in RULES.iter().filter(|rule| rule.part == part) {
        let pure = if ["progress", "note", "demo"].contains(&part) {
            [IO, TIME].concat()
        } else {
            TIME.to_vec()
        };
        let pure = if part == "clock.rs" { Vec::new() } else { pure };
        for word in rule.forbidden.iter().chain(&pure).filter(|word| code.contains(**word)) {
            found.push(format!("{path} must not use `{word}`"));
        }
    }
    let without_the_border = code.replace("libgit2", "").replace("Libgit2", "");
    if without_the_border.contains("git2") && !GIT2_FILES.contains(&path) {
        found.push(format!("{path} must not use `git2`"));
    }
    for (word, files) in EDGES {
        if code.contains(word) && !files.contains(&path) {
            found.push(format!("{path} must not use `{word}`"));
        }
    }
    found
}

fn files(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let relative =
        |path: &PathBuf| path.strip_prefix(&root).unwrap().display().to_string().replace('\\', "/");
    paths.iter().map(|path| (relative(path), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn no_layer_uses_one_to_its_right() {
    let sources = sources();
    assert!(sources.len() > 40, "only {} files were found", sources.len());
    let found: Vec<String> =
        sources.iter().flat_map(|(path, source)| violations(path, source)).collect();
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_violation_is_found_wherever_it_is_inserted() {
    let cases = [
        ("progress/mod.rs", "use crate::cli::Context;"),
        ("progress/streak.rs", "let now = chrono::Local::now();"),
        ("progress/task.rs", "fn fold() -> Result<(), Error> {}"),
        ("progress/task.rs", "std::fs::read(path)"),
        ("plan/mod.rs", "use crate::ledger::Event;"),
        ("plan/mod.rs", "let now = Utc::now();"),
        ("ledger/scan.rs", "use crate::plan::Plan;"),
        ("ledger/scan.rs", "fn open(repository: &git2::Repository) {}"),
        ("view/term/status.rs", "use crate::cli::args::Cli;"),
        ("view/json.rs", "let ledger = Ledger::open();"),
        ("runner/mod.rs", "use crate::ledger::Ledger;"),
        ("runner/process.rs", "std::env::vars_os()"),
        ("note/page.rs", "use crate::plan::Plan;"),
        ("demo/diary.rs", "use crate::ledger::Event;"),
        ("demo/mod.rs", "std::fs::read(path)"),
        ("note/page.rs", "std::fs::read(path)"),
        ("id.rs", "use crate::plan::Plan;"),
        ("cli/cmd/done.rs", "std::env::var(\"HOME\")"),
        ("cli/cmd/done.rs", "writeln!(std::io::stdout(), \"x\")"),
    ];
    let sources = sources();
    for (path, line) in cases {
        let (_, source) = sources.iter().find(|(known, _)| known == path).expect(path);
        assert_eq!(violations(path, source), Vec::<String>::new(), "{path}");
        let broken = format!("{line}\n{source}");
        assert!(!violations(path, &broken).is_empty(), "`{line}` in {path} was not found");
    }
}

#[test]
fn functions_and_files_stay_short() {
    let mut lengths = Vec::new();
    for (path, source) in sources() {
        let lines = source.lines().count();
        assert!(lines <= 600, "{path} has {lines} lines");
        let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        lengths.extend(function_lengths(code).into_iter().map(|length| (length, path.clone())));
    }
    lengths.sort();
    let (longest, path) = lengths.last().unwrap();
    assert!(*longest <= 60, "a function of {longest} lines in {path}");
    let (p90, _) = lengths[lengths.len() * 9 / 10];
    assert!(p90 <= 30, "nine in ten functions have up to {p90} lines");
}

/// The lengths of the functions in a formatted source, in lines.
fn function_lengths(code: &str) -> Vec<usize> {
    let lines: Vec<&str> = code.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| {
        let line = line.trim_start();
        let line = line.strip_prefix("pub").map_or(line, |rest| {
            rest.trim_start_matches("(crate)").trim_start_matches("(super)").trim_start()
        });
        line.starts_with("fn ") || line.starts_with("const fn ")
    });
    starts
        .filter_map(|(start, line)| {
            let indent = line.len() - line.trim_start().len();
            let end = format!("{}}}", " ".repeat(indent));
            let length = lines[start..].iter().position(|line| *line == end)?;
            Some(length + 1)
        })
        .collect()
}
