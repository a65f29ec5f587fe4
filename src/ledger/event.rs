//! What an event is: the envelope that git gives every commit, and what was said in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use crate::civil::DayRange;
use crate::id::{Id, IdError};
use crate::quantity::{Amount, StudyTime};

/// One recorded fact.
///
/// Two events with the same [`EventId`] are one event, however many commits carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name, the same after any rewrite of history that keeps the author.
    pub id: EventId,
    /// Author time, with the offset that the author's machine had.
    pub at: DateTime<FixedOffset>,
    /// Who recorded it, through `.mailmap`.
    pub author: Person,
    /// A commit that carries it.
    pub commit: CommitId,
    /// What was recorded; shared, for an event is copied more often than it is changed.
    pub record: Arc<Record>,
    /// How it follows from its commit; `None` for what a line records.
    pub derived: Option<Arc<Derived>>,
}

/// How an event follows from a commit that records nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Derived {
    /// The rule of evidence.
    pub rule: Id,
    /// What the rule counts.
    pub unit: Counted,
    /// The file or folder; empty where commits are counted.
    pub part: String,
}

/// What a rule of evidence counts as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Each commit.
    Commit,
    /// Each file, once a day.
    #[serde(rename = "distinct-file")]
    File,
    /// Each folder, once a day.
    #[serde(rename = "distinct-folder")]
    Folder,
}

/// What an event line says, apart from the event's own id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What happened.
    pub verb: Verb,
    /// What it happened to.
    pub target: Target,
    /// `day=`: the civil days that it counts for; without it, the author's day.
    pub days: Option<DayRange>,
    /// `of=`: the events that an undo cancels, a reopening reopens, or an attestation is about.
    pub of: BTreeSet<EventId>,
    /// `x=`: how much of a habit; without it, one.
    pub amount: Option<Amount>,
    /// `took=`: the study time.
    pub took: Option<StudyTime>,
    /// `link=`: where the result can be seen.
    pub link: Option<String>,
    /// `check=`: the receipt of a verification.
    pub check: Option<String>,
    /// `why=`: the reason, or a note.
    pub why: Option<String>,
    /// Attributes that this version does not know, or could not read: kept as they are.
    pub other: BTreeMap<String, String>,
}

impl Record {
    /// A record with no attributes.
    #[must_use]
    pub fn new(verb: Verb, target: Target) -> Self {
        Self {
            verb,
            target,
            days: None,
            of: BTreeSet::new(),
            amount: None,
            took: None,
            link: None,
            check: None,
            why: None,
            other: BTreeMap::new(),
        }
    }

    /// `verdict=`: what an attestation says; `None` for anything else, and where that cannot be
    /// read.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        let said = self.other.get(Verdict::KEY).filter(|_| self.verb == Verb::Attest)?;
        [Verdict::Accepted, Verdict::Changes].into_iter().find(|verdict| verdict.code() == said)
    }

    /// The same with what an attestation says.
    #[must_use]
    pub fn saying(mut self, verdict: Verdict) -> Self {
        self.other.insert(Verdict::KEY.to_owned(), verdict.code().to_owned());
        self
    }
}

/// What an attestation says of completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// They are as they should be.
    Accepted,
    /// Something has to be changed.
    Changes,
}

impl Verdict {
    /// The attribute of an event line that holds it.
    pub(super) const KEY: &'static str = "verdict";

    /// How a line says it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Changes => "changes",
        }
    }
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    /// A task was finished, or a habit practised.
    Done,
    /// A session of study; nothing was finished.
    Study,
    /// The named events did not happen.
    Undo,
    /// The named completions happened, but the task is owed again.
    Reopen,
    /// A task is dropped, or a habit (or everything) is excused for some days.
    Skip,
    /// Somebody has looked at the named completions; it changes no number.
    Attest,
}

impl Verb {
    /// Every verb of version 1 of the format.
    pub const ALL: [Self; 6] =
        [Self::Done, Self::Study, Self::Undo, Self::Reopen, Self::Skip, Self::Attest];

    /// The trailer key, as we write it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "Roadmap-Done",
            Self::Study => "Roadmap-Study",
            Self::Undo => "Roadmap-Undo",
            Self::Reopen => "Roadmap-Reopen",
            Self::Skip => "Roadmap-Skip",
            Self::Attest => "Roadmap-Attest",
        }
    }

    /// The verb with this trailer key, in any case.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.key().eq_ignore_ascii_case(key))
    }

    /// Whether `*` can be its target. An undo has the target of what it undoes.
    #[must_use]
    pub fn takes_everything(self) -> bool {
        matches!(self, Self::Study | Self::Skip | Self::Undo)
    }
}

/// What an event is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// `*`: the whole plan.
    Everything,
    /// A task or habit, whether or not the plan has it.
    One(Id),
}

impl Target {
    /// The id, unless the target is everything.
    #[must_use]
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Everything => None,
            Self::One(id) => Some(id),
        }
    }
}

impl FromStr for Target {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text == "*" {
            return Ok(Self::Everything);
        }
        text.parse().map(Self::One)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.pad("*"),
            Self::One(id) => id.fmt(f),
        }
    }
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The name of an event: 12 hex digits where we made it, any [`Id`] where a person did.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EventId(Id);

impl EventId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for EventId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        text.parse().map(Self)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The name of a commit, in hex digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct CommitId(SmolStr);

impl CommitId {
    /// How many of its digits people are shown.
    pub const SHORT: usize = 10;

    /// A commit id from its hex digits.
    #[must_use]
    pub fn new(hex: impl Into<SmolStr>) -> Self {
        Self(hex.into())
    }

    /// All its digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first digits, for people.
    #[must_use]
    pub fn short(&self) -> &str {
        self.0.get(..Self::SHORT).unwrap_or(&self.0)
    }
}

/// Somebody, as git knows them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Person {
    /// Their name.
    pub name: SmolStr,
    /// Their e-mail address.
    pub email: SmolStr,
}

impl Person {
    /// Reads `Name <address>`, whatever follows; the name or the address may be empty.
    pub(super) fn parse(line: &str) -> Self {
        let (identity, _) = line.rsplit_once('>').unwrap_or((line, ""));
        let (name, email) = identity.split_once('<').unwrap_or((identity, ""));
        Self { name: name.trim().into(), email: email.trim().into() }
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} <{}>", self.name, self.email)
    }
}
