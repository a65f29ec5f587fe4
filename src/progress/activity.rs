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

/// The days on which something was done.
pub(super) fn by_day(entries: &[Entry]) -> BTreeMap<NaiveDate, Activity> {
    let mut days: BTreeMap<NaiveDate, Activity> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.is_activity()) {
        let day = days.entry(entry.day()).or_default();
        match entry.event.record.verb {
            Verb::Done => day.completions += 1,
            _ => day.sessions += 1,
        }
        day.time = day.time + entry.event.record.took.unwrap_or_default();
    }
    days
}
