//! Which events of the reflog are lost: recorded once, and in no history any more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::standing::{Standing, counts, pinned};
use super::{Entry, Progress};
use crate::ledger::line;
use crate::ledger::{Event, EventId, Survey, Verb};
use crate::plan::Plan;

/// The events that only the reflog has, oldest first, each once and with its day pinned, so that
/// they can be recorded again as they are. `progress` is that of all that counts.
///
/// An event is not lost if an undo names it, if the plan leaves its author out, or if it stands
/// in history under another id: a task that was done again, or a line without an id that was
/// rewritten with its commit.
#[must_use]
pub fn lost(plan: &Plan, progress: &Progress, survey: &Survey) -> Vec<Event> {
    let kept = Kept::new(plan, progress, survey);
    let mut found: BTreeMap<&EventId, &Event> = BTreeMap::new();
    for event in &survey.reflog.events {
        let earliest = found.entry(&event.id).or_insert(event);
        if (event.at, &event.commit) < (earliest.at, &earliest.commit) {
            *earliest = event;
        }
    }
    let is_lost =
        |event: &&Event| counts(plan, &event.author) && !kept.has(event) && !kept.says(event);
    let mut lost: Vec<Event> = found.into_values().filter(is_lost).cloned().collect();
    for event in &mut lost {
        let mut record = pinned(event, plan.day_end);
        // What cannot be read would be odd in the new commit, too.
        record.other.retain(|key, _| !line::is_known(key));
        event.record = Arc::new(record);
    }
    lost.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    lost
}

/// The events that are in history.
struct Kept<'a> {
    plan: &'a Plan,
    survey: &'a Survey,
    entries: &'a [Entry],
    /// Their ids, those that undos among them name, and those that other refs lead to.
    ids: BTreeSet<&'a EventId>,
}

impl<'a> Kept<'a> {
    fn new(plan: &'a Plan, progress: &'a Progress, survey: &'a Survey) -> Self {
        let entries = progress.entries.as_slice();
        let undos = entries.iter().filter(|entry| {
            entry.event.record.verb == Verb::Undo && entry.standing == Standing::Counts
        });
        let undone = undos.flat_map(|undo| &undo.event.record.of);
        let elsewhere = survey.elsewhere.iter().flat_map(|elsewhere| &elsewhere.events);
        let elsewhere = elsewhere.map(|event| &event.id);
        let here = entries.iter().map(|entry| &entry.event.id);
        Self { plan, survey, entries, ids: here.chain(undone).chain(elsewhere).collect() }
    }

    /// Whether the event is there, or an undo of it.
    fn has(&self, event: &Event) -> bool {
        self.ids.contains(&event.id)
    }

    /// Whether another event says it.
    fn says(&self, event: &Event) -> bool {
        if self.survey.reflog.unnamed.contains(&event.id) {
            return self.repeats(event, |_| true) || self.replaces(event);
        }
        let record = &event.record;
        let is_of_a_task = record.target.id().is_some_and(|id| self.plan.task(id).is_some());
        is_of_a_task
            && record.verb == Verb::Done
            && self.repeats(event, |entry| entry.standing == Standing::Counts)
    }

    /// Whether there is such an event with the same content.
    fn repeats(&self, event: &Event, is_such: impl Fn(&Entry) -> bool) -> bool {
        let content = pinned(event, self.plan.day_end);
        let same = |entry: &&Entry| pinned(&entry.event, self.plan.day_end) == content;
        self.entries.iter().filter(same).any(is_such)
    }

    /// Whether the commit of a line without an id lives on, with the same author and time, and
    /// has another such line in its place.
    fn replaces(&self, event: &Event) -> bool {
        let beside = |id: &EventId| {
            let mut events = self.survey.reflog.events.iter();
            events.any(|other| other.id == *id && other.commit == event.commit)
        };
        let unnamed = &self.survey.counted.unnamed;
        let mut kept = self.entries.iter().map(|entry| &entry.event);
        kept.any(|kept| {
            kept.at == event.at
                && kept.author == event.author
                && unnamed.contains(&kept.id)
                && !beside(&kept.id)
        })
    }
}
