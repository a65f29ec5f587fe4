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
    /// The study time.
    pub time: StudyTime,
}

impl Activity {
    /// Adds a completion, or a session.
    pub(super) fn add(&mut self, verb: Verb, time: StudyTime) {
        match verb {
            Verb::Done => self.completions += 1,
            _ => self.sessions += 1,
        }
        self.time = self.time + time;
    }
}

/// The days on which something was done.
pub(super) fn by_day(entries: &[Entry]) -> BTreeMap<NaiveDate, Activity> {
    let mut days: BTreeMap<NaiveDate, Activity> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.is_activity()) {
        let record = &entry.event.record;
        days.entry(entry.day()).or_default().add(record.verb, record.took.unwrap_or_default());
    }
    days
}
