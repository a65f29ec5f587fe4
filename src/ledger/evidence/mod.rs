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

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use sha1::{Digest as _, Sha1};

use super::backend::Carriers;
use super::commit::CommitObject;
use super::event::{CommitId, Counted, Derived, Event, EventId, Person, Record, Target, Verb};
use super::line::one_line;
use super::message::digest;
use super::{Ledger, Scope};
use crate::civil::{DayEnd, DayRange};
use crate::hex;
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

    /// A name for everything that decides what is found in a commit, and how it is kept. What is
    /// made of a finding (what it is for, how much it counts) is no part of it.
    fn name(&self, tags: &Tags) -> String {
        let mut sum = Sha1::new();
        sum.update(format!("with ids {}\n", self.day_end).as_bytes());
        for rule in &self.rules {
            let EvidenceRule { key, counted, path, message, tag, co_author, .. } = rule;
            let said = format!("{key} {counted:?} {path:?} {message:?} {tag:?} {co_author:?}\n");
            sum.update(said.as_bytes());
        }
        for (commit, names) in tags {
            sum.update(format!("{} {names:?}\n", commit.as_str()).as_bytes());
        }
        hex::digits(&sum.finalize())
    }
}

/// The names of tags on commits.
type Tags = BTreeMap<CommitId, Vec<String>>;

/// What is found in one commit, as the cache keeps it: a commit object that has nothing but its
/// author and a message of parts with NUL between them, the subject and then for each finding a
/// rule, a file or folder, and the id of the event. No path has a NUL.
struct Findings<'a> {
    commit: CommitObject<'a>,
    message: Cow<'a, str>,
}

/// What one rule finds in a commit.
struct Finding<'a> {
    key: &'a str,
    /// The file or folder; empty where commits are counted.
    part: &'a str,
    /// The id of the event; empty while it is not known what the commit changes.
    id: &'a str,
}

impl<'a> Findings<'a> {
    fn new(carried: &'a str) -> Self {
        let commit = CommitObject::new(carried.as_bytes());
        Self { commit, message: commit.message() }
    }

    fn subject(&self) -> &str {
        self.message.split('\0').next().unwrap_or_default()
    }

    fn each(&self) -> impl Iterator<Item = Finding<'_>> {
        let rest = self.message.split_once('\0').map_or("", |(_, rest)| rest);
        let mut parts = rest.split('\0');
        std::iter::from_fn(move || {
            Some(Finding { key: parts.next()?, part: parts.next()?, id: parts.next()? })
        })
    }
}

/// The id of the event of one finding, by an author as commits name them. It needs nothing that a
/// rebase changes: of a commit the author's time, of a file the day, so that all pushes of one day
/// are one event.
fn id_of(
    rule: &EvidenceRule,
    part: &str,
    author: &str,
    at: DateTime<FixedOffset>,
    day_end: DayEnd,
) -> EventId {
    let moment = match rule.counted {
        Counted::Commit => format!("{} {}", at.timestamp(), at.format("%z")),
        Counted::File | Counted::Folder => day_end.day_of(at).to_string(),
    };
    digest(&[&format!("{author} {moment}"), "Roadmap-Evidence", rule.key.as_str(), part])
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

    /// The events that findings make, each once, of the earliest commit that makes it.
    fn derived(&self, found: &Carriers, evidence: &Evidence) -> Vec<Event> {
        let findings: Vec<Findings<'_>> =
            found.commits.iter().map(|carrier| Findings::new(&carrier.lines)).collect();
        let commits: Vec<CommitObject<'_>> = findings.iter().map(|found| found.commit).collect();
        let people = self.people(&commits);
        let mut events: Vec<Event> = Vec::with_capacity(findings.len());
        let mut places: HashMap<EventId, usize> = HashMap::with_capacity(findings.len());
        // Most commits have the author of the one before.
        let mut known: Option<(&[u8], &Person)> = None;
        for (carrier, found) in found.commits.iter().zip(&findings) {
            let author = found.commit.author_bytes();
            if known.is_none_or(|(bytes, _)| bytes != author) {
                known = people.get(author).map(|(_, canonical)| (author, canonical));
            }
            let Some((_, author)) = known else { continue };
            let by = By { commit: &carrier.id, at: found.commit.authored_at(), author };
            for finding in found.each() {
                let rule = evidence.rules.iter().find(|rule| rule.key.as_str() == finding.key);
                let Some((rule, id)) = rule.zip(finding.id.parse::<EventId>().ok()) else {
                    continue;
                };
                match places.entry(id) {
                    Entry::Occupied(place) if !by.is_before(&events[*place.get()]) => {}
                    Entry::Occupied(place) => {
                        let id = place.key().clone();
                        events[*place.get()] =
                            by.event(id, rule, &finding, found, evidence.day_end);
                    }
                    Entry::Vacant(place) => {
                        let id = place.key().clone();
                        place.insert(events.len());
                        events.push(by.event(id, rule, &finding, found, evidence.day_end));
                    }
                }
            }
        }
        let is_mapped = people.values().any(|(person, canonical)| person != canonical);
        if is_mapped { once_a_day(events) } else { events }
    }
}

/// Who proved something, when, and in which commit.
struct By<'a> {
    commit: &'a CommitId,
    at: DateTime<FixedOffset>,
    author: &'a Person,
}

impl By<'_> {
    /// Whether this is the earlier one of two commits that make an event.
    fn is_before(&self, event: &Event) -> bool {
        (self.at, self.commit) < (event.at, &event.commit)
    }

    fn event(
        &self,
        id: EventId,
        rule: &EvidenceRule,
        finding: &Finding<'_>,
        found: &Findings<'_>,
        day_end: DayEnd,
    ) -> Event {
        let mut record = Record::new(Verb::Done, Target::One(rule.target.clone()));
        record.days = Some(DayRange::single(day_end.day_of(self.at)));
        record.amount = rule.amount.filter(|amount| !amount.is_one());
        let said = if finding.part.is_empty() { found.subject() } else { finding.part };
        record.why = Some(one_line(said)).filter(|said| !said.is_empty());
        let derived =
            Derived { rule: rule.key.clone(), unit: rule.counted, part: finding.part.to_owned() };
        let (commit, author) = (self.commit.clone(), self.author.clone());
        let (record, derived) = (Arc::new(record), Some(Arc::new(derived)));
        Event { id, at: self.at, author, commit, record, derived }
    }
}

/// Where `.mailmap` says that two identities are one person, only one event of theirs for a file
/// of a day, the earliest.
fn once_a_day(mut events: Vec<Event>) -> Vec<Event> {
    events.sort_by_cached_key(|event| (event.at, event.commit.clone(), event.id.clone()));
    let mut counted = HashSet::new();
    events.retain(|Event { derived, author, record, .. }| {
        let daily = derived.as_ref().filter(|derived| derived.unit != Counted::Commit);
        daily.is_none_or(|derived| counted.insert((derived.clone(), author.clone(), record.days)))
    });
    events
}
