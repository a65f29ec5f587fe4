//! Which events count: one of each id, none that is cancelled, none from the future.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::credit::Credit;
use super::evidence;
use super::undo::UndoGraph;
use crate::civil::{DayEnd, DayRange};
use crate::id::{Hashed, Id};
use crate::ledger::{Event, EventId, Person, Record, Verb};
use crate::plan::Plan;

/// One event and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The event.
    pub event: Event,
    /// The civil days that it is about.
    pub days: DayRange,
    /// The civil day on which it was recorded.
    pub recorded_on: NaiveDate,
    /// Whether it counts.
    pub standing: Standing,
    /// The tasks and habits of today's plan that get its credit; none for `*` and for ids that
    /// the plan lacks.
    pub credited: Vec<Id>,
}

/// What became of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counts,
    /// It happened and its time counts, but the task is owed again, by this event.
    Reopened(EventId),
    /// It did not happen, says this event.
    Undone(EventId),
    /// It is an undo that is among those it undoes, by way of others; it cancels nothing.
    Cyclic,
    /// The plan has no task or habit of that name; it counts nowhere.
    Unknown,
    /// Its day is still to come.
    Future,
    /// Its author is none of the plan's `[history] authors`.
    Foreign,
}

impl Entry {
    /// The day that a completion, session, undo or reopening counts for.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.days.last()
    }

    /// Whether it was recorded after the day it is about.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.event.record.verb != Verb::Skip && self.day() < self.recorded_on
    }

    /// Whether it counts and follows from a commit that records nothing.
    #[must_use]
    pub fn is_evidence(&self) -> bool {
        let stands = matches!(self.standing, Standing::Counts | Standing::Reopened(_));
        stands && self.event.derived.is_some()
    }

    /// Whether it is a completion that makes its targets done.
    pub(super) fn is_credit(&self) -> bool {
        self.event.record.verb == Verb::Done && self.standing == Standing::Counts
    }

    /// Whether it says something of other events and is part of no number.
    pub(super) fn is_attestation(&self) -> bool {
        self.event.record.verb == Verb::Attest
    }

    /// Whether it is something that was done on its day, be it owed again or not.
    #[must_use]
    pub fn is_activity(&self) -> bool {
        matches!(self.event.record.verb, Verb::Done | Verb::Study)
            && matches!(self.standing, Standing::Counts | Standing::Reopened(_))
    }

    /// Whether it drops or excuses something.
    pub(super) fn is_skip(&self) -> bool {
        self.event.record.verb == Verb::Skip && self.standing == Standing::Counts
    }
}

/// The days that an event is about, and the day on which it was recorded.
#[must_use]
pub(super) fn days_of(event: &Event, day_end: DayEnd) -> (DayRange, NaiveDate) {
    let recorded_on = day_end.day_of(event.at);
    (event.record.days.unwrap_or(DayRange::single(recorded_on)), recorded_on)
}

/// What an event says, with its day pinned and without what cannot be read of its id and day.
/// Two events that say the same may be written differently.
pub(super) fn pinned(event: &Event, day_end: DayEnd) -> Record {
    let mut record = Record::clone(&event.record);
    record.days = Some(days_of(event, day_end).0);
    record.other.retain(|key, _| !["id", "day"].contains(&key.as_str()));
    record
}

/// Every event once, newest first, with what became of it; and the ids that were given to
/// different contents.
pub(super) fn settle(
    plan: &Plan,
    events: &[Event],
    as_of: NaiveDate,
) -> (Vec<Entry>, BTreeSet<EventId>) {
    let (distinct, conflicts) = distinct(events, plan.day_end);
    let credit = Credit::new(plan);
    let mut entries: Vec<Entry> =
        distinct.into_iter().map(|event| entry(plan, &credit, event, as_of)).collect();
    let cancelled = Cancelled::among(plan, &entries);
    for entry in &mut entries {
        cancelled.apply(entry);
    }
    evidence::overrule(plan, &mut entries);
    newest_first(&mut entries);
    (entries, conflicts)
}

/// Sorts entries that stand in the order of their ids: newest first, in one second what cancels
/// before what it may cancel, then the larger id.
fn newest_first(entries: &mut [Entry]) {
    entries.reverse();
    // An entry is large: keys are sorted first, then each entry is moved once. The sort is stable.
    entries.sort_by_cached_key(|entry| {
        let cancels = matches!(entry.event.record.verb, Verb::Undo | Verb::Reopen);
        Reverse((entry.event.at, cancels))
    });
}

/// One event per id, in the order of ids. Where contents differ, the one with the smaller author
/// time, then commit id, then text counts, so that the order of `events` does not matter.
fn distinct(events: &[Event], day_end: DayEnd) -> (Vec<&Event>, BTreeSet<EventId>) {
    let mut sorted: Vec<(u64, &Event)> =
        events.iter().map(|event| (first_bytes(&event.id), event)).collect();
    sorted.sort_unstable_by(|(a_first, a), (b_first, b)| {
        a_first.cmp(b_first).then_with(|| a.id.cmp(&b.id))
    });
    let mut conflicts = BTreeSet::new();
    sorted.dedup_by(|(_, event), (_, kept)| {
        if event.id != kept.id {
            return false;
        }
        // Evidence says the same however its commits are worded.
        let is_evidence = kept.derived.is_some() && event.derived.is_some();
        if !is_evidence
            && kept.record != event.record
            && pinned(kept, day_end) != pinned(event, day_end)
        {
            conflicts.insert(event.id.clone());
        }
        if precedence(event) < precedence(kept) {
            *kept = *event;
        }
        true
    });
    (sorted.into_iter().map(|(_, event)| event).collect(), conflicts)
}

/// The first eight bytes of an id as a number that sorts as they do; few ids share them.
fn first_bytes(id: &EventId) -> u64 {
    let bytes = id.as_str().bytes().chain(std::iter::repeat(0)).take(8);
    bytes.fold(0, |number, byte| number << 8 | u64::from(byte))
}

fn precedence(event: &Event) -> impl Ord {
    let said = crate::ledger::line::encode(&event.record, None);
    (event.at, event.commit.clone(), event.record.verb, said, event.author.clone())
}

/// An event on its own: what it is about, and whether it can count at all on that day.
fn entry(plan: &Plan, credit: &Credit<'_>, event: &Event, as_of: NaiveDate) -> Entry {
    let (days, recorded_on) = days_of(event, plan.day_end);
    let credited = credit.of(&event.record.target);
    let verb = event.record.verb;
    // A skip may lie ahead: it counts from the day it was recorded.
    let from = if verb == Verb::Skip { days.first().min(recorded_on) } else { days.last() };
    let has_target = matches!(verb, Verb::Undo | Verb::Reopen)
        || event.record.target.id().is_none()
        || !credited.is_empty();
    let standing = if from > as_of {
        Standing::Future
    } else if verb != Verb::Attest && !counts(plan, &event.author) {
        // Whoever attests is seldom one of those whose work counts.
        Standing::Foreign
    } else if has_target {
        Standing::Counts
    } else {
        Standing::Unknown
    };
    Entry { event: event.clone(), days, recorded_on, standing, credited }
}

/// Whether the events of this person count, by the plan's `[history] authors`.
#[must_use]
pub fn counts(plan: &Plan, person: &Person) -> bool {
    let is = |author: &String| author.eq_ignore_ascii_case(&person.email) || *author == person.name;
    plan.authors.is_empty() || plan.authors.iter().any(is)
}

/// Whether an event has its effect on the day looked at: whoever takes something back says that it
/// did not happen, whenever that is said.
fn holds(plan: &Plan, entry: &Entry) -> bool {
    let is_later_undo = entry.event.record.verb == Verb::Undo && entry.standing == Standing::Future;
    entry.standing == Standing::Counts || (is_later_undo && counts(plan, &entry.event.author))
}

/// What undo and reopening events have done to others.
#[derive(Default)]
struct Cancelled {
    undone_by: HashMap<EventId, EventId, Hashed>,
    reopened_by: HashMap<EventId, EventId, Hashed>,
    cyclic: BTreeSet<EventId>,
}

impl Cancelled {
    fn among(plan: &Plan, entries: &[Entry]) -> Self {
        let of = |verb| {
            let entries = entries.iter().filter(move |entry| entry.event.record.verb == verb);
            entries.filter(|entry| holds(plan, entry)).map(|entry| &entry.event)
        };
        let (order, cyclic) = UndoGraph::new(of(Verb::Undo).collect()).settle();
        let mut cancelled = Self { cyclic, ..Self::default() };
        // Whoever undoes an undo comes before it, so each is settled when its turn comes.
        for undo in order {
            if !cancelled.undone_by.contains_key(&undo.id) {
                for id in &undo.record.of {
                    cancelled.undone_by.entry(id.clone()).or_insert_with(|| undo.id.clone());
                }
            }
        }
        for reopening in of(Verb::Reopen) {
            if !cancelled.undone_by.contains_key(&reopening.id) {
                for id in &reopening.record.of {
                    cancelled.reopened_by.entry(id.clone()).or_insert_with(|| reopening.id.clone());
                }
            }
        }
        cancelled
    }

    fn apply(&self, entry: &mut Entry) {
        if matches!(entry.standing, Standing::Future | Standing::Foreign) {
            return;
        }
        let id = &entry.event.id;
        if let Some(by) = self.undone_by.get(id) {
            entry.standing = Standing::Undone(by.clone());
        } else if self.cyclic.contains(id) {
            entry.standing = Standing::Cyclic;
        } else if entry.is_credit()
            && let Some(by) = self.reopened_by.get(id)
        {
            entry.standing = Standing::Reopened(by.clone());
        }
    }
}
