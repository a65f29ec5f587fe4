//! Which events of the reflog are lost: recorded once, and in no history any more.

use std::collections::{BTreeMap, BTreeSet};

use super::standing::{Standing, is_by_author, pinned};
use super::{Entry, Progress};
use crate::ledger::{Event, EventId, History, Verb};
use crate::plan::Plan;

/// The events of `reflog` that are lost, oldest first, each once and with its day pinned, so that
/// they can be recorded again as they are. `elsewhere` are the events that some ref leads to.
///
/// An event is not lost if an undo names it, if the plan leaves its author out, or if it stands
/// in history under another id: a task that was done again, or a line without an id that was
/// rewritten with its commit.
#[must_use]
pub fn lost(
    plan: &Plan,
    progress: &Progress,
    elsewhere: &BTreeSet<EventId>,
    reflog: &History,
) -> Vec<Event> {
    let kept = Kept::new(plan, progress);
    let mut found: BTreeMap<&EventId, &Event> = BTreeMap::new();
    for event in &reflog.events {
        let earliest = found.entry(&event.id).or_insert(event);
        if (event.at, &event.commit) < (earliest.at, &earliest.commit) {
            *earliest = event;
        }
    }
    let is_lost = |event: &&Event| {
        !elsewhere.contains(&event.id)
            && is_by_author(plan, event)
            && !kept.has(event)
            && !kept.says(event, reflog)
    };
    let mut lost: Vec<Event> = found.into_values().filter(is_lost).cloned().collect();
    for event in &mut lost {
        event.record = pinned(event, plan.day_end);
    }
    lost.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    lost
}

/// The events that are in history.
struct Kept<'a> {
    plan: &'a Plan,
    entries: &'a [Entry],
    /// Their ids, and those that undos among them name.
    ids: BTreeSet<&'a EventId>,
}

impl<'a> Kept<'a> {
    fn new(plan: &'a Plan, progress: &'a Progress) -> Self {
        let entries = progress.entries.as_slice();
        let undos = entries.iter().filter(|entry| {
            entry.event.record.verb == Verb::Undo && entry.standing == Standing::Counts
        });
        let undone = undos.flat_map(|undo| &undo.event.record.of);
        let ids = entries.iter().map(|entry| &entry.event.id).chain(undone).collect();
        Self { plan, entries, ids }
    }

    /// Whether the event is there, or an undo of it.
    fn has(&self, event: &Event) -> bool {
        self.ids.contains(&event.id)
    }

    /// Whether another event says it.
    fn says(&self, event: &Event, reflog: &History) -> bool {
        let is_unnamed = reflog.unnamed.contains(&event.id);
        let is_of_a_task = event.record.verb == Verb::Done
            && event.record.target.id().is_some_and(|id| self.plan.task(id).is_some());
        let content = pinned(event, self.plan.day_end);
        let is_repeated = || {
            let mut entries = self.entries.iter();
            entries.any(|entry| pinned(&entry.event, self.plan.day_end) == content)
        };
        ((is_unnamed || is_of_a_task) && is_repeated())
            || (is_unnamed && self.is_edited(event, reflog))
    }

    /// Whether the commit of a line without an id lives on, the same author and time, with
    /// another line in its place.
    fn is_edited(&self, event: &Event, reflog: &History) -> bool {
        let beside = |id: &EventId| {
            let mut events = reflog.events.iter();
            events.any(|other| other.id == *id && other.commit == event.commit)
        };
        let mut entries = self.entries.iter();
        entries.any(|Entry { event: kept, .. }| {
            kept.at == event.at && kept.author == event.author && !beside(&kept.id)
        })
    }
}
