//! Which events a receipt holds: those that name what it is about, and all that cancel or reopen
//! one of these.

use std::collections::HashSet;

use super::Terms;
use crate::id::Id;
use crate::ledger::{EventId, Verb};
use crate::plan::Plan;
use crate::progress::{Entry, Progress};
use crate::view::report::EventRow;
use crate::view::report::history::Titles;

/// The events that the numbers of a subject follow from, newest first.
pub(super) fn concerning(plan: &Plan, progress: &Progress, terms: &Terms) -> Vec<EventRow> {
    let names: HashSet<&Id> = terms.credits.iter().map(|credit| &credit.name).collect();
    let is_named = |entry: &Entry| match entry.event.record.target.id() {
        Some(id) => names.contains(id),
        // A holiday excuses every habit; a session in general is no habit's.
        None => terms.habit.is_some() && entry.event.record.verb == Verb::Skip,
    };
    let mut chosen: HashSet<&EventId> = progress
        .entries
        .iter()
        .filter(|entry| terms.everything || is_named(entry))
        .map(|entry| &entry.event.id)
        .collect();
    // What cancels comes later than what it cancels, but for clocks that go wrong.
    loop {
        let before = chosen.len();
        for entry in &progress.entries {
            if entry.event.record.of.iter().any(|id| chosen.contains(id)) {
                chosen.insert(&entry.event.id);
            }
        }
        if chosen.len() == before {
            break;
        }
    }
    let entries = progress.entries.iter().filter(|entry| chosen.contains(&entry.event.id));
    let titles = Titles::of(plan);
    entries.map(|entry| titles.row(entry)).collect()
}
