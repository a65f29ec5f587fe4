//! A digest of everything that decides what a `verify` runs.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::{Step, Verify};
use crate::hex;

/// The SHA-256 of what a `verify` runs, and where and how.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommandDigest(String);

impl CommandDigest {
    /// How many hex digits a receipt keeps: 128 bits, so that nobody makes two commands with
    /// the same ones.
    pub const IN_RECEIPT: usize = 32;

    /// All its hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits that a receipt keeps.
    #[must_use]
    pub fn short(&self) -> &str {
        &self.0[..Self::IN_RECEIPT]
    }
}

impl fmt::Display for CommandDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Verify {
    /// The digest of its steps, for a plan in this folder of the work tree (`""` for its top).
    #[must_use]
    pub fn digest(&self, plan_folder: &str) -> CommandDigest {
        let mut fields = Fields(Sha256::new());
        fields.add("roadmap verify 1");
        fields.add(plan_folder);
        fields.count(self.steps().len());
        for step in self.steps() {
            fields.step(step);
        }
        CommandDigest(hex::digits(&fields.0.finalize()))
    }
}

/// Fields of which each is preceded by its length, so that no two lists of them look alike.
struct Fields(Sha256);

impl Fields {
    fn add(&mut self, text: &str) {
        self.count(text.len());
        self.0.update(text.as_bytes());
    }

    fn count(&mut self, count: usize) {
        self.0.update(format!("{count}:").as_bytes());
    }

    fn step(&mut self, step: &Step) {
        let Step { command, folder, timeout: _, variables, needs_clean } = step;
        let arguments = command.arguments();
        self.count(usize::from(command.uses_shell()));
        self.count(arguments.len());
        for argument in arguments {
            self.add(&argument);
        }
        self.add(folder.as_deref().unwrap_or_default());
        self.add(&step.time_limit().seconds().to_string());
        self.count(usize::from(*needs_clean));
        self.count(variables.len());
        for (name, value) in variables {
            self.add(name);
            self.add(value);
        }
    }
}
