//! Events that nobody wrote: what commits prove by themselves, by rules that somebody else has.
//!
//! `docs/evidence.md` has the rules. Nothing is written for them; what was found is remembered in
//! a file that can be deleted at any time, as what event lines say is.
//!
//! ```text
//! mod     the rules, and the events that findings make on the learner's days
//! look    a commit -> what rules find in it; pure
//! files   what a commit adds and changes; pure
//! recall  from the tips to the findings, through the cache where it holds
//! ```

mod files;
mod look;
mod recall;

use std::collections::{BTreeMap, HashSet};

use sha1_smol::Sha1;

use super::backend::Carriers;
use super::commit::CommitObject;
use super::event::{CommitId, Counted, Derived, Event, Person, Record, Target, Verb};
use super::line::one_line;
use super::message::digest;
use super::{Ledger, Scope};
use crate::civil::{DayEnd, DayRange};
use crate::id::Id;
use crate::ledger::LedgerError;
use crate::pattern::{NamePattern, PathPattern, TextPattern};
use crate::quantity::Amount;

pub(super) use files::Change;

/// What commits are asked for: rules, and when a day ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The rules.
    pub rules: Vec<EvidenceRule>,
    /// When a civil day ends.
    pub day_end: DayEnd,
}

/// A rule: which commits prove that something was done, and how much of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRule {
    /// Its name, which goes into the ids of its events.
    pub key: Id,
    /// What was done.
    pub target: Id,
    /// How much each time; without it, one.
    pub amount: Option<Amount>,
    /// What counts as one.
    pub counted: Counted,
    /// A file that the commit adds or changes.
    pub path: Option<PathPattern>,
    /// A part of its message.
    pub message: Option<TextPattern>,
    /// A tag on it.
    pub tag: Option<NamePattern>,
    /// Name or address of a co-author.
    pub co_author: Option<NamePattern>,
}

impl Evidence {
    /// Whether there are no rules, so that no commit need be looked at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// A name for everything that decides what is found in a commit. What is made of a finding
    /// (whose day it is, how much it counts) is no part of it.
    fn name(&self, tags: &Tags) -> String {
        let mut sum = Sha1::new();
        for rule in &self.rules {
            let EvidenceRule { key, counted, path, message, tag, co_author, .. } = rule;
            let said = format!("{key} {counted:?} {path:?} {message:?} {tag:?} {co_author:?}\n");
            sum.update(said.as_bytes());
        }
        for (commit, names) in tags {
            sum.update(format!("{} {names:?}\n", commit.as_str()).as_bytes());
        }
        sum.digest().to_string()
    }
}

/// The names of tags on commits.
type Tags = BTreeMap<CommitId, Vec<String>>;

/// What is found in one commit, as the cache keeps it: a commit object that has nothing but its
/// author and a message of parts with NUL between them, the subject and then pairs of a rule and
/// a file or folder. No path has a NUL.
struct Findings<'a> {
    commit: CommitObject<'a>,
    message: String,
}

impl<'a> Findings<'a> {
    fn new(carried: &'a str) -> Self {
        let commit = CommitObject::new(carried.as_bytes());
        Self { commit, message: commit.message().into_owned() }
    }

    fn subject(&self) -> &str {
        self.message.split('\0').next().unwrap_or_default()
    }

    /// Pairs of a rule and a file or folder, which is empty where it counts commits.
    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let rest = self.message.split_once('\0').map_or("", |(_, rest)| rest);
        let mut parts = rest.split('\0');
        std::iter::from_fn(move || Some((parts.next()?, parts.next()?)))
    }
}

impl Ledger {
    /// The events that rules derive from the commits in scope. Without rules no commit is looked
    /// at. The flag says whether some could not be, as in a partial clone.
    ///
    /// # Errors
    ///
    /// As [`Ledger::history`].
    pub fn evidence(
        &self,
        scope: Scope<'_>,
        tips: &[CommitId],
        evidence: &Evidence,
    ) -> Result<(Vec<Event>, bool), LedgerError> {
        if evidence.is_empty() {
            return Ok((Vec::new(), false));
        }
        let found = match scope {
            Scope::Everything { .. } => self.findings(tips, evidence)?,
            Scope::Only(_) => self.findings_anew(tips, evidence)?,
        };
        let missing = found.missing;
        Ok((self.derived(&found, evidence), missing))
    }

    /// As [`Ledger::evidence`] of everything, but only where that is quick.
    ///
    /// # Errors
    ///
    /// As [`Ledger::history`].
    pub fn evidence_at_once(
        &self,
        tips: &[CommitId],
        evidence: &Evidence,
    ) -> Result<Option<Vec<Event>>, LedgerError> {
        if evidence.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let found = self.findings_at_once(tips, evidence)?;
        Ok(found.map(|found| self.derived(&found, evidence)))
    }

    /// The events that findings make.
    fn derived(&self, found: &Carriers, evidence: &Evidence) -> Vec<Event> {
        let findings: Vec<Findings<'_>> =
            found.commits.iter().map(|carrier| Findings::new(&carrier.lines)).collect();
        let commits: Vec<CommitObject<'_>> = findings.iter().map(|found| found.commit).collect();
        let people = self.people(&commits);
        let mut events = Vec::new();
        for (carrier, found) in found.commits.iter().zip(&findings) {
            let Some((person, canonical)) = people.get(found.commit.author_bytes()) else {
                continue;
            };
            for (key, part) in found.pairs() {
                let rule = evidence.rules.iter().find(|rule| rule.key.as_str() == key);
                let by = By { commit: &carrier.id, found, person, canonical };
                events.extend(rule.map(|rule| by.event(rule, part, evidence.day_end)));
            }
        }
        once_a_day(events)
    }
}

/// Who proved something, and in which commit.
struct By<'a> {
    commit: &'a CommitId,
    found: &'a Findings<'a>,
    person: &'a Person,
    canonical: &'a Person,
}

impl By<'_> {
    /// The event of one finding. Its id needs nothing that a rebase changes: of a commit the
    /// author's time, of a file the day, so that all pushes of one day are one event.
    fn event(&self, rule: &EvidenceRule, part: &str, day_end: DayEnd) -> Event {
        let at = self.found.commit.authored_at();
        let day = day_end.day_of(at);
        let moment = match rule.counted {
            Counted::Commit => format!("{} {}", at.timestamp(), at.format("%z")),
            Counted::File | Counted::Folder => day.to_string(),
        };
        let author = format!("{} {moment}", self.person);
        let mut record = Record::new(Verb::Done, Target::One(rule.target.clone()));
        record.days = Some(DayRange::single(day));
        record.amount = rule.amount.filter(|amount| !amount.is_one());
        let said = if part.is_empty() { self.found.subject() } else { part };
        record.why = Some(one_line(said)).filter(|said| !said.is_empty());
        Event {
            id: digest(&[&author, "Roadmap-Evidence", rule.key.as_str(), part]),
            at,
            author: self.canonical.clone(),
            commit: self.commit.clone(),
            record,
            derived: Some(Derived {
                rule: rule.key.clone(),
                unit: rule.counted,
                part: part.to_owned(),
            }),
        }
    }
}

/// Each event once, the earliest commit that makes it; and where `.mailmap` says that two
/// identities are one person, only one of theirs for a file of a day.
fn once_a_day(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_by(|a, b| (a.at, &a.commit, &a.id).cmp(&(b.at, &b.commit, &b.id)));
    let mut seen = HashSet::new();
    events.retain(|event| seen.insert(event.id.clone()));
    let mut counted = HashSet::new();
    events.retain(|Event { derived, author, record, .. }| {
        let daily = derived.as_ref().filter(|derived| derived.unit != Counted::Commit);
        daily.is_none_or(|derived| counted.insert((derived.clone(), author.clone(), record.days)))
    });
    events
}
