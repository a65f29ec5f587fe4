//! The text of a note in Markdown: the keys of its front matter that are ours, and the lines
//! between our markers. Everything else is the learner's, and stays byte for byte as it is.
//!
//! `docs/notes.md` specifies it. What is written into a note is `view::note`; files are read and
//! written by `cli::vault`.

mod block;
mod front;
mod page;
#[cfg(test)]
mod tests;

use std::fmt;

use thiserror::Error;

use crate::id::Id;

pub use block::{CALLOUT, DONE, DROPPED, Remarks, TickBox};
pub use page::{Page, compose};

/// The line above what we write.
pub const BEGIN: &str = "<!-- roadmap:begin -->";

/// The line below what we write.
pub const END: &str = "<!-- roadmap:end -->";

/// What a note is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A phase.
    Phase(Id),
    /// A task.
    Task(Id),
}

impl Subject {
    /// The key of the front matter that says so.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Phase(_) => "roadmap-phase",
            Self::Task(_) => "roadmap-task",
        }
    }

    /// The id of the phase or task.
    #[must_use]
    pub fn id(&self) -> &Id {
        match self {
            Self::Phase(id) | Self::Task(id) => id,
        }
    }

    /// Where its note is made, below the folder of the notes and without `.md`.
    ///
    /// Every id is a name of a file, but for those that Windows keeps for devices; a `_`, which
    /// no id has, makes these others.
    #[must_use]
    pub fn place(&self) -> String {
        let folder = match self {
            Self::Phase(_) => "phases",
            Self::Task(_) => "tasks",
        };
        let id = self.id().as_str();
        let underscore = if is_device(id) { "_" } else { "" };
        format!("{folder}/{underscore}{id}")
    }
}

/// Whether Windows has a device of this name, which no file can have.
#[must_use]
pub fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = |prefix: &str| {
        let number = name.strip_prefix(prefix).unwrap_or_default().as_bytes();
        matches!(number, [b'0'..=b'9'])
    };
    ["con", "prn", "aux", "nul"].contains(&name.as_str()) || numbered("com") || numbered("lpt")
}

/// One of our keys in the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub key: &'static str,
    /// Its value as YAML writes it on one line; empty for none.
    pub value: String,
}

impl Property {
    /// A key with its value, which YAML takes for what it is.
    #[must_use]
    pub fn new(key: &'static str, value: impl fmt::Display) -> Self {
        Self { key, value: value.to_string() }
    }
}

/// A text as YAML writes it in quotes, whatever stands in it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            // YAML 1.1 breaks lines at these two as well.
            '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(sign)));
            }
            _ if sign.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(sign))),
            _ => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}

/// Why a note is left alone.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    /// There is nothing between two lines `---` at its beginning.
    #[error("it has no front matter, so it is not a note of roadmap's")]
    NoFrontMatter,
    /// A key is there more than once.
    #[error("`{0}` stands in its front matter twice")]
    KeyTwice(&'static str),
    /// A key has a value of several lines, or a list.
    #[error("`{0}` in its front matter is not a plain value on one line")]
    NotPlain(&'static str),
    /// The first marker is there without the second.
    #[error("`{BEGIN}` has no `{END}` below it")]
    Unclosed,
    /// The second marker is there without the first.
    #[error("`{END}` has no `{BEGIN}` above it")]
    Unopened,
    /// A marker is there more than once.
    #[error("`{0}` is there more than once")]
    MarkerTwice(&'static str),
}
