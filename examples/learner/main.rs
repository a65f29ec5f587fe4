//! Makes a repository with the believable history of one learner on a plan, for pictures and tests:
//!
//! ```text
//! cargo run --example learner -- --until 2026-04-11 roadmap.toml DIRECTORY
//! ```
//!
//! The same plan, day and seed make the same commits on every machine.
#![allow(clippy::disallowed_methods, reason = "a program of its own, outside the layers")]

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use clap::Parser;
use roadmap::demo::{self, Life};

/// Make a repository with the history of one learner
#[derive(Debug, Parser)]
struct Options {
    /// The plan
    plan: PathBuf,
    /// The directory to make the repository in; it must not exist
    directory: PathBuf,
    /// The last day
    #[arg(long)]
    until: NaiveDate,
    /// What makes the learner different from others
    #[arg(long, default_value_t = 7)]
    seed: u64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let source = fs::read(&options.plan)?;
    let plan = match roadmap::plan::read(&source) {
        Ok(reading) => reading.plan,
        Err(_) => return Err("`roadmap check` shows what is wrong with the plan".into()),
    };
    let stream = demo::stream(&plan, &source, &Life::in_china(options.until, options.seed));
    fs::create_dir(&options.directory)?;
    git(&options.directory, &["init", "-q", "-b", "main"])?;
    let mut import = Command::new("git")
        .arg("-C")
        .arg(&options.directory)
        .args(["fast-import", "--quiet", "--done"])
        .stdin(Stdio::piped())
        .spawn()?;
    import.stdin.take().ok_or("git has no input")?.write_all(&stream.bytes)?;
    if !import.wait()?.success() {
        return Err("git fast-import failed".into());
    }
    git(&options.directory, &["reset", "-q", "--hard"])
}

fn git(directory: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let done = Command::new("git").arg("-C").arg(directory).args(arguments).status()?;
    if done.success() { Ok(()) } else { Err(format!("git {} failed", arguments.join(" ")).into()) }
}
