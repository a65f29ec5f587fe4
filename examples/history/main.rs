//! Makes a repository with a history of any size, for tests and benchmarks:
//!
//! ```text
//! cargo run --release --example history -- --commits 1000000 --events 500 DIRECTORY
//! ```
//!
//! The same options make the same commits on every machine. It prints what roadmap has to find in
//! the history, counted without roadmap. It packs nothing: `git gc` makes a repository look like
//! a clone.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program of its own, outside the layers"
)]

mod generator;

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Parser;

use generator::{Manifest, Shape};

/// Make a repository with a history of any size
#[derive(Debug, Parser)]
struct Options {
    /// The directory to make it in; it must not exist
    directory: PathBuf,
    /// Commits in all
    #[arg(long, default_value_t = 1_000)]
    commits: usize,
    /// Commits with an event
    #[arg(long, default_value_t = 500)]
    events: usize,
    /// Merges, in a hundred commits
    #[arg(long, default_value_t = 10)]
    merges: usize,
    /// Ordinary commits that change a file, in a hundred
    #[arg(long, default_value_t = 20)]
    changes: usize,
    /// Branches, with main
    #[arg(long, default_value_t = 8)]
    branches: usize,
    /// Tasks of the plan
    #[arg(long, default_value_t = 200)]
    tasks: usize,
    /// Files in the tree
    #[arg(long, default_value_t = 400)]
    files: usize,
    /// What makes it different from others of the same size
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Also write the same tasks and completions for `task import`
    #[arg(long, value_name = "FILE")]
    taskwarrior: Option<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let shape = Shape {
        commits: options.commits,
        events: options.events,
        merges_percent: options.merges,
        changes_percent: options.changes,
        branches: options.branches,
        tasks: options.tasks,
        files: options.files,
        seed: options.seed,
    };
    if shape.commits <= shape.events {
        return Err("there must be more commits than events".into());
    }
    let manifest = import(shape, &options.directory)?;
    git(&options.directory, &["reset", "-q", "--hard"])?;
    if let Some(file) = options.taskwarrior {
        fs::write(file, taskwarrior(&manifest))?;
    }
    println!("commits {}\nmerges {}\nevents {}", shape.commits, manifest.merges, shape.events);
    println!("tasks {}\ndone {}\ndropped {}", shape.tasks, manifest.done, manifest.dropped);
    for (habit, amount) in &manifest.habits {
        println!("habit {habit} {amount}");
    }
    println!("study-seconds {}", manifest.study_seconds);
    Ok(())
}

/// Makes the repository and its objects.
fn import(shape: Shape, directory: &Path) -> Result<Manifest, Box<dyn Error>> {
    fs::create_dir(directory)?;
    git(directory, &["init", "-q", "-b", "main"])?;
    git(directory, &["config", "user.name", "林小明"])?;
    git(directory, &["config", "user.email", "lin@example.org"])?;
    let mut import = Command::new("git")
        .arg("-C")
        .arg(directory)
        .args(["fast-import", "--quiet", "--done", "--force"])
        .stdin(Stdio::piped())
        .spawn()?;
    let mut stream = BufWriter::new(import.stdin.take().ok_or("git has no input")?);
    let written = generator::write(shape, &mut stream).and_then(|manifest| {
        stream.flush()?;
        Ok(manifest)
    });
    drop(stream);
    if !import.wait()?.success() {
        return Err("git fast-import failed".into());
    }
    Ok(written?)
}

fn git(directory: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let done = Command::new("git").arg("-C").arg(directory).args(arguments).status()?;
    if done.success() { Ok(()) } else { Err(format!("git {} failed", arguments.join(" ")).into()) }
}

/// One pending task for each that is owed, and one completed task for each completion.
fn taskwarrior(manifest: &Manifest) -> String {
    let pending = manifest.owed.iter().map(|title| (title, None));
    let completed = manifest.completions.iter();
    let completed = completed.map(|completion| (&completion.title, Some(completion.day)));
    let tasks = pending.chain(completed).enumerate().map(|(number, (title, end))| {
        let end = end.map_or_else(
            || "\"status\":\"pending\"".to_owned(),
            |day| format!("\"status\":\"completed\",\"end\":\"{}T120000Z\"", day.format("%Y%m%d")),
        );
        format!(
            "{{\"uuid\":\"00000000-0000-4000-8000-{number:012x}\",\"description\":\"{title}\",\
             \"entry\":\"20250711T000000Z\",{end}}}"
        )
    });
    format!("[{}]\n", tasks.collect::<Vec<_>>().join(",\n"))
}
