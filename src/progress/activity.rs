//! What was done on which day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::standing::Entry;
use crate::ledger::Verb;
use crate::quantity::StudyTime;

/// What was done on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    /// Completions: of tasks, and times that a habit was practised.
    pub completions: u32,
    /// Study sessions in which nothing was completed.
    pub sessions: u32,
    /// How many of the completions follow from commits, so that nobody has recorded them.
    pub by_evidence: u32,
    /// The study time.
    pub time: StudyTime,
}

impl Activity {
    /// Whether something was done, and nobody has recorded any of it.
    #[must_use]
    pub fn rests_on_evidence(&self) -> bool {
        self.by_evidence > 0 && self.by_evidence == self.completions + self.sessions
    }

    /// Adds a completion, or a session.
    pub(super) fn add(&mut self, entry: &Entry) {
        let record = &entry.event.record;
        match record.verb {
            Verb::Done => self.completions += 1,
            _ => self.sessions += 1,
        }
        self.by_evidence += u32::from(entry.event.derived.is_some());
        self.time = self.time + record.took.unwrap_or_default();
    }
}

/// The days on which something was done.
pub(super) fn by_day(entries: &[Entry]) -> BTreeMap<NaiveDate, Activity> {
    let mut days: BTreeMap<NaiveDate, Activity> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.is_activity()) {
        days.entry(entry.day()).or_default().add(entry);
    }
    days
}
