//! What proves a task: the commands under `verify`, checked. Nothing here runs anything.
//!
//! A command comes with a plan, and plans come from anywhere: see `docs/verify.md` for what has
//! to happen before one is run. [`Verify::digest`] covers everything that decides what would run.

mod digest;
mod read;
mod text;

use std::collections::BTreeMap;
use std::fmt;

use crate::quantity::StudyTime;

pub use digest::CommandDigest;
pub(super) use read::{is_toml, verify};

/// What proves a task: steps that are run one after the other, until one fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verify {
    /// Never empty.
    steps: Vec<Step>,
}

/// One command, with where and how it is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is run.
    pub command: Command,
    /// The folder to run it in, below that of the plan; `None` for the plan's own. Names with
    /// `/` between them, never out of there.
    pub folder: Option<String>,
    /// How long it may take; `None` for [`Step::DEFAULT_TIMEOUT`].
    pub timeout: Option<StudyTime>,
    /// Variables that it gets besides those of the learner.
    pub variables: BTreeMap<String, String>,
    /// Whether it is refused where the work tree has changes that are not committed.
    pub needs_clean: bool,
}

impl Step {
    /// How long a command may take that does not say so itself: ten minutes.
    pub const DEFAULT_TIMEOUT: StudyTime = StudyTime::from_minutes(10);

    /// A command alone.
    #[must_use]
    pub fn plain(command: Command) -> Self {
        Self {
            command,
            folder: None,
            timeout: None,
            variables: BTreeMap::new(),
            needs_clean: false,
        }
    }

    /// How long it may take.
    #[must_use]
    pub fn time_limit(&self) -> StudyTime {
        self.timeout.unwrap_or(Self::DEFAULT_TIMEOUT)
    }

    /// Whether it is a command alone, which no shell runs.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::plain(self.command.clone()) && !self.command.uses_shell()
    }
}

/// What is run: a program with its arguments, or a text for the shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// As the plan says it, on one line.
    text: String,
    /// The program and its arguments, never empty; `None` where a shell reads the text.
    words: Option<Vec<String>>,
}

impl Command {
    /// A program with its arguments, split as a shell splits words (quotes and `\` are known,
    /// nothing else is), or what is wrong with the text.
    ///
    /// # Errors
    ///
    /// Says where no words can be made of it.
    pub fn of_words(text: &str) -> Result<Self, CommandError> {
        let words = shlex::split(text).ok_or(CommandError::Open)?;
        if words.first().is_none_or(String::is_empty) {
            return Err(CommandError::NoProgram);
        }
        Ok(Self { text: text.to_owned(), words: Some(words) })
    }

    /// A text that `sh -c` gets as it is.
    #[must_use]
    pub fn of_shell(text: &str) -> Self {
        Self { text: text.to_owned(), words: None }
    }

    /// As the plan says it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a shell reads it.
    #[must_use]
    pub fn uses_shell(&self) -> bool {
        self.words.is_none()
    }

    /// The program and its arguments: `sh`, `-c` and the text where a shell reads it.
    #[must_use]
    pub fn arguments(&self) -> Vec<String> {
        match &self.words {
            Some(words) => words.clone(),
            None => vec!["sh".to_owned(), "-c".to_owned(), self.text.clone()],
        }
    }
}

/// Why a text is not a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandError {
    /// A quote has no end, or a `\` nothing behind it.
    Open,
    /// It names no program.
    NoProgram,
}

impl Verify {
    /// Steps, of which there is at least one.
    #[must_use]
    pub fn new(steps: Vec<Step>) -> Option<Self> {
        (!steps.is_empty()).then_some(Self { steps })
    }

    /// The steps, in their order; never empty.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The text, where it is one command alone that no shell runs.
    #[must_use]
    pub fn plain(&self) -> Option<&str> {
        match self.steps.as_slice() {
            [only] if only.is_plain() => Some(only.command.text()),
            _ => None,
        }
    }

    /// Whether a step is refused where the work tree has changes.
    #[must_use]
    pub fn needs_clean(&self) -> bool {
        self.steps.iter().any(|step| step.needs_clean)
    }
}

impl fmt::Display for Verify {
    /// The commands as people read them, on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<&str> = self.steps.iter().map(|step| step.command.text()).collect();
        f.pad(&texts.join(" && "))
    }
}
