//! `roadmap notes sync`: what was written into notes, and what their boxes say.

use serde::Serialize;

use crate::id::Id;
use crate::note::Flaw;
use crate::sentence::Sentence;

/// What `notes sync` has done, or would do.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Notes {
    /// The folder of the notes, beside the plan.
    pub folder: String,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// The notes that were changed, or would be.
    pub changed: Vec<String>,
    /// How many notes needed no change.
    pub unchanged: usize,
    /// Tasks that are owed and whose boxes were ticked by hand, in the order of the plan.
    pub ticked: Vec<TickRow>,
    /// Tasks that are done and whose boxes were cleared by hand, in the order of the plan.
    pub unticked: Vec<TickRow>,
    /// Files that were left as they are.
    pub left_alone: Vec<LeftRow>,
    /// Places of notes that there are not, of phases and tasks of the plan.
    pub missing: Vec<String>,
}

/// A box of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TickRow {
    /// The task.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The first note in which the box stands.
    pub note: String,
}

/// A file that was left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftRow {
    /// The file.
    pub path: String,
    /// Why, in a word.
    pub reason: &'static str,
    /// Why, with what belongs to it.
    #[serde(skip)]
    pub why: LeftAlone,
}

/// Why a file was left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftAlone {
    /// Its front matter or markers are not clear.
    Flawed(Flaw),
    /// It is a symbolic link to a place outside of the work tree.
    LeadsOut,
    /// It cannot be read.
    CannotRead(Sentence),
    /// It is not UTF-8.
    NotText,
    /// It is longer than a note is read.
    TooLong,
    /// This other note is about the same.
    AlsoAbout(String),
    /// The plan has nothing of this id.
    NotInPlan(Id),
    /// Another program changed it in the meantime.
    ChangedMeanwhile,
}

impl LeftRow {
    /// The row of a file.
    #[must_use]
    pub fn new(path: String, why: LeftAlone) -> Self {
        let reason = match &why {
            LeftAlone::Flawed(Flaw::NoFrontMatter) => "no-front-matter",
            LeftAlone::Flawed(Flaw::KeyTwice(_) | Flaw::NotPlain(_)) => "unclear-front-matter",
            LeftAlone::Flawed(Flaw::Unclosed | Flaw::Unopened | Flaw::MarkerTwice(_)) => {
                "unclear-markers"
            }
            LeftAlone::LeadsOut => "leads-out",
            LeftAlone::CannotRead(_) => "unreadable",
            LeftAlone::NotText => "not-text",
            LeftAlone::TooLong => "too-long",
            LeftAlone::AlsoAbout(_) => "same-subject",
            LeftAlone::NotInPlan(_) => "not-in-plan",
            LeftAlone::ChangedMeanwhile => "changed-meanwhile",
        };
        Self { path, reason, why }
    }
}
