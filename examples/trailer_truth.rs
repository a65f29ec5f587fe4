//! Holds `ledger::trailer::block` against git's `%(trailers)` on every commit of a repository:
//!
//! ```text
//! cargo run --release --example trailer_truth -- PATH
//! ```
//!
//! It prints each message on which the two disagree, and a count; it fails if there is one.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a program of its own, outside the layers"
)]

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Command, ExitCode, Stdio};

use roadmap::ledger::{message, trailer};

/// What was counted.
#[derive(Default)]
struct Tally {
    commits: usize,
    with_trailers: usize,
    trailers: usize,
    disagreements: usize,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which repository? trailer_truth PATH")?;
    let mut git = Command::new("git")
        .args(["-C", &path, "-c", "i18n.logOutputEncoding=UTF-8", "log", "--all", "-z"])
        .arg("--format=%H%x00%B%x00%(trailers:only,unfold)")
        .stdout(Stdio::piped())
        .spawn()?;
    let mut output = BufReader::new(git.stdout.take().ok_or("git has no output")?);
    let mut tally = Tally::default();
    loop {
        let commit = field(&mut output)?;
        if commit.is_empty() {
            break;
        }
        tally.compare(&commit, &field(&mut output)?, &field(&mut output)?);
    }
    if !git.wait()?.success() {
        return Err("git log failed".into());
    }
    println!(
        "{path}: {} commits, {} with trailers, {} trailers, {} disagreements",
        tally.commits, tally.with_trailers, tally.trailers, tally.disagreements
    );
    Ok(if tally.disagreements == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The text up to the next NUL.
fn field(input: &mut impl BufRead) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    input.read_until(0, &mut bytes)?;
    bytes.pop_if(|last| *last == 0);
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl Tally {
    fn compare(&mut self, commit: &str, message: &str, theirs: &str) {
        // `git log` does not show the empty lines that a message may begin with.
        let text = without_leading_blank_lines(message);
        let block = trailer::block(text);
        let ours: String =
            block.iter().map(|trailer| format!("{}: {}\n", trailer.key, trailer.value())).collect();
        self.commits += 1;
        self.with_trailers += usize::from(!block.is_empty());
        self.trailers += block.len();
        let differs = ours != theirs;
        if differs || !keys_are_found(text, &block) {
            self.disagreements += 1;
            println!("{commit}\n--- git\n{theirs}--- roadmap\n{ours}");
        }
    }
}

/// Whether every trailer with one of our keys is a line that the whole-message scan finds.
fn keys_are_found(message: &str, block: &[trailer::Trailer<'_>]) -> bool {
    let mut found = message::key_lines(message).into_iter();
    let mut ours = block.iter().filter(|trailer| {
        trailer
            .key
            .to_ascii_lowercase()
            .strip_prefix("roadmap-")
            .is_some_and(|verb| !verb.is_empty())
    });
    ours.all(|trailer| {
        found.any(|line| line.key == trailer.key && line.value == trailer.first_line())
    })
}

fn without_leading_blank_lines(message: &str) -> &str {
    let mut rest = message;
    while let Some((first, after)) = rest.split_once('\n') {
        if !first.trim_matches([' ', '\t', '\r']).is_empty() {
            break;
        }
        rest = after;
    }
    rest
}
