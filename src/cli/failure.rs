//! The one failure of a command: whose fault it is, what happened, what to try.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use colored::Colorize;

use crate::ledger::LedgerError;

/// Whose fault it is; this decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The request or the plan is wrong: 1.
    Request,
    /// Git or the disk failed: 3.
    Environment,
    /// The reader of a pipe left; nobody wants to hear about it: 0.
    ReaderLeft,
    /// All has been said already; only the exit code 1 is left.
    Said,
}

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: Kind,
    message: String,
    details: Vec<String>,
    causes: Vec<String>,
    hints: Vec<String>,
}

impl Failure {
    /// The request or the plan is wrong.
    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self::new(Kind::Request, message)
    }

    /// Git or the disk failed.
    pub(crate) fn environment(error: &dyn Error) -> Self {
        Self::new(Kind::Environment, error.to_string()).caused_by(error)
    }

    /// A file could not be read or written.
    pub(crate) fn file(doing: &str, path: &Path, error: &io::Error) -> Self {
        let mut failure =
            Self::new(Kind::Environment, format!("`{}` cannot be {doing}", path.display()));
        failure.causes.push(error.to_string());
        failure
    }

    /// All has been said already; the command only fails.
    pub(crate) fn said() -> Self {
        Self::new(Kind::Said, "")
    }

    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            details: Vec::new(),
            causes: Vec::new(),
            hints: Vec::new(),
        }
    }

    fn caused_by(mut self, error: &dyn Error) -> Self {
        let mut source = error.source();
        while let Some(cause) = source {
            self.causes.push(cause.to_string());
            source = cause.source();
        }
        self
    }

    /// Adds something to try.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds lines to show below the message, e.g. candidates.
    pub(crate) fn details(mut self, text: &str) -> Self {
        self.details.extend(text.lines().map(str::to_owned));
        self
    }

    /// Turns the failure of a pipe whose reader left into success.
    pub(crate) fn unless_reader_left(self) -> Result<(), Self> {
        if self.kind == Kind::ReaderLeft { Ok(()) } else { Err(self) }
    }

    /// Prints it. There is nobody to tell if that fails.
    pub(crate) fn print(&self, mut err: impl Write) {
        if self.kind == Kind::Said {
            return;
        }
        let mut text = format!("{} {}\n", "error:".red().bold(), self.message);
        text.extend(self.details.iter().map(|line| format!("  {line}\n")));
        text.extend(self.causes.iter().map(|cause| format!("  caused by: {cause}\n")));
        text.extend(self.hints.iter().map(|hint| format!("{} {hint}\n", "hint:".cyan().bold())));
        let _ = err.write_all(text.as_bytes());
    }

    /// 1 where the request or the plan is wrong, 3 where git or the disk failed.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self.kind {
            Kind::Request | Kind::Said => 1,
            Kind::Environment => 3,
            Kind::ReaderLeft => 0,
        })
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(Kind::ReaderLeft, "");
        }
        let mut failure = Self::new(Kind::Environment, "the output cannot be written");
        failure.causes.push(error.to_string());
        failure
    }
}

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        match &error {
            LedgerError::NotARepository { .. } => Self::request(error.to_string())
                .hint("`roadmap init` makes one there, and keeps a plan that is there already"),
            LedgerError::AnotherOwner { .. } => Self::request(error.to_string())
                .hint("git explains how to trust it: run `git status` there"),
            LedgerError::NoSuchRef { .. } => {
                Self::request(error.to_string()).hint("`git branch --all` lists the branches")
            }
            LedgerError::Detached { .. } => Self::request(error.to_string())
                .hint("go back to your branch first, e.g. `git switch main`; nothing was recorded"),
            LedgerError::InProgress { .. } => Self::request(error.to_string())
                .hint("finish or abort it first, `git status` says how; nothing was recorded"),
            LedgerError::NoIdentity { advice } => {
                Self::request(error.to_string()).details(&identity_advice(advice))
            }
            LedgerError::NoProgram { .. } => Self::environment(&error)
                .hint("roadmap asks git who you are; install git and see that it is on PATH"),
            LedgerError::NotSigned { said } => Self::environment(&error).details(said).hint(
                "`commit.gpgsign` asks for it; see that `git commit -S` works; nothing was recorded",
            ),
            LedgerError::Contended { reference } => Self::environment(&error).hint(format!(
                "try again; if no other program is at work, delete the file {reference}.lock in .git"
            )),
            LedgerError::Program { command, said } => {
                Self::new(Kind::Environment, format!("`git {command}` failed")).details(said)
            }
            LedgerError::CannotOpen { .. } => Self::environment(&error)
                .hint("see whether `git status` works there; nothing was changed"),
            LedgerError::Git { .. } => Self::environment(&error)
                .hint("`git fsck` looks for damage in the repository; nothing was recorded"),
            LedgerError::File { .. } => Self::environment(&error),
            LedgerError::Session { .. } => Self::environment(&error).hint(
                "it is left as it is; `roadmap stop --discard` shows it and drops it, `roadmap study` records the time",
            ),
            LedgerError::Running { .. } => Self::request(error.to_string())
                .hint("`roadmap stop` records it, `roadmap stop --discard` drops it"),
            LedgerError::OtherRef { .. }
            | LedgerError::NoWorkTree
            | LedgerError::NothingStaged
            | LedgerError::Unmerged
            | LedgerError::CherryPick
            | LedgerError::HookRefused { .. }
            | LedgerError::Aborted
            | LedgerError::NotCommitted => of_own_commit(&error),
            LedgerError::FileChanged { .. }
            | LedgerError::OutsideOfTree { .. }
            | LedgerError::WholeCommit { .. } => of_one_file(&error),
            LedgerError::NoHooks
            | LedgerError::HookEdited { .. }
            | LedgerError::HookInTheWay { .. }
            | LedgerError::HooksShared { .. }
            | LedgerError::HooksTracked { .. } => of_hooks(&error),
        }
    }
}

/// Why nothing was recorded with the learner's own commit.
fn of_own_commit(error: &LedgerError) -> Failure {
    let hint = match error {
        LedgerError::OtherRef { .. } | LedgerError::NoWorkTree => {
            "record it without `--staged` and `--next`; nothing was recorded"
        }
        LedgerError::NothingStaged => {
            "stage your work with `git add` first, or record it without `--staged`; nothing was recorded"
        }
        LedgerError::Unmerged => {
            "resolve them and `git add` the files first, `git status` lists them; nothing was recorded"
        }
        LedgerError::CherryPick => {
            "finish it first, or record it without `--staged`; nothing was recorded"
        }
        LedgerError::HookRefused { .. } => {
            "see what it says above, and try again; nothing was recorded, and your work is still staged"
        }
        _ => "nothing was recorded, and your work is still staged",
    };
    let failure = match error {
        LedgerError::HookRefused { .. } | LedgerError::NotCommitted => Failure::environment(error),
        _ => Failure::request(error.to_string()),
    };
    failure.hint(hint)
}

/// Why one file is not committed on its own.
fn of_one_file(error: &LedgerError) -> Failure {
    Failure::request(error.to_string()).hint(match error {
        LedgerError::FileChanged { .. } => {
            "commit them first, or leave `--commit` out; nothing was changed"
        }
        LedgerError::OutsideOfTree { .. } => {
            "leave `--commit` out, and commit it where it is; nothing was changed"
        }
        _ => "finish it first, or leave `--commit` out; nothing was changed",
    })
}

/// Why hooks are not installed, or not taken out.
fn of_hooks(error: &LedgerError) -> Failure {
    let failure = Failure::request(error.to_string());
    match error {
        LedgerError::NoHooks => {
            failure.hint("`roadmap hook install` installs them; nothing was recorded")
        }
        LedgerError::HookEdited { .. } => failure
            .hint("move your changes elsewhere, delete it, and try again; nothing was changed"),
        LedgerError::HookInTheWay { .. } => failure
            .hint("it was kept by an earlier `roadmap hook install`; move it away, or put it back; nothing was changed"),
        LedgerError::HooksShared { .. } => failure
            .hint("every repository with this setting would get the hooks; `--force` installs them all the same"),
        _ => failure
            .hint("everybody who has this repository would get the hooks; `--force` installs them all the same"),
    }
}

/// Git's own advice, without empty lines and those that only repeat that it failed.
fn identity_advice(advice: &str) -> String {
    let repeats = |line: &str| {
        let starts = ["fatal:", "error:", "***", "Author identity unknown", "Committer identity"];
        line.trim().is_empty() || starts.iter().any(|start| line.starts_with(start))
    };
    let kept: Vec<&str> = advice.lines().filter(|line| !repeats(line)).collect();
    if kept.is_empty() { advice.trim().to_owned() } else { kept.join("\n") }
}
