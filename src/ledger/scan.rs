//! Reading: from the commits that may hold events to the events. Pure, no git.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::commit::CommitObject;
use super::event::{CommitId, Event, EventId, Person, Verb};
use super::line::{self, Flaw, LineError};
use super::message::{self, Authorship, KeyLine};

/// Everything that was recorded, as far as this repository has it.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The commits that were started from, sorted and each once.
    pub tips: Vec<CommitId>,
    /// The events, in no order. One event may stand here more than once.
    pub events: Vec<Event>,
    /// The ids that were computed, because the line has none.
    pub unnamed: BTreeSet<EventId>,
    /// Lines with one of our keys that are no event, or only in part.
    pub remarks: Vec<Remark>,
    /// Whether history goes on where we could not follow, in a shallow or partial clone; then
    /// every number is "at least".
    pub truncated: bool,
}

/// Something odd about one line; it locks nobody out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The commit that has the line.
    pub commit: CommitId,
    /// The line, from the key on.
    pub line: String,
    /// What is odd.
    pub matter: Matter,
}

/// What is odd about a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The verb is not one of this version's.
    UnknownVerb,
    /// It does not say what it is about: the reason.
    NoEvent(LineError),
    /// It counts, but for this part.
    Flaw(Flaw),
}

impl History {
    /// Adds the events of one commit by `person`, whom `.mailmap` calls `canonical`.
    pub(super) fn read(
        &mut self,
        id: &CommitId,
        commit: CommitObject<'_>,
        person: &Person,
        canonical: &Person,
    ) {
        let author = Authorship { person, at: commit.authored_at() };
        let message = commit.message();
        for line in message::key_lines(&message) {
            let remark = |matter| Remark {
                commit: id.clone(),
                line: format!("{}: {}", line.key, line.value),
                matter,
            };
            let Some(verb) = Verb::from_key(line.key) else {
                self.remarks.push(remark(Matter::UnknownVerb));
                continue;
            };
            match line::decode(verb, line.value) {
                Ok(decoded) => {
                    self.remarks
                        .extend(decoded.flaws.iter().cloned().map(Matter::Flaw).map(remark));
                    let is_named = decoded.id.is_some();
                    let event = event(&author, canonical, id, &line, verb, decoded);
                    if !is_named {
                        self.unnamed.insert(event.id.clone());
                    }
                    self.events.push(event);
                }
                Err(error) => self.remarks.push(remark(Matter::NoEvent(error))),
            }
        }
    }
}

fn event(
    author: &Authorship<'_>,
    canonical: &Person,
    commit: &CommitId,
    line: &KeyLine<'_>,
    verb: Verb,
    decoded: line::Decoded,
) -> Event {
    Event {
        id: decoded.id.unwrap_or_else(|| author.id_of_line(verb, line)),
        at: author.at,
        author: canonical.clone(),
        commit: commit.clone(),
        record: Arc::new(decoded.record),
        derived: None,
    }
}
