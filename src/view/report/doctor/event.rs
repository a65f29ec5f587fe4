//! Findings about what events mean: names that the plan lacks, undos, days, clocks, people.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta};
use serde::Serialize;

use super::{EventFact, Examination, Finding, FindingMatter, Severity, undo_each};
use crate::civil;
use crate::id::Id;
use crate::ledger::{EventId, Person, Verb};
use crate::progress::{self, Entry, Standing};

/// How far ahead of now an event may have been recorded: clocks are never quite the same.
const AHEAD_MINUTES: i64 = 10;

/// The moment of git's first commit, 2005-04-07, in seconds: no clock was right before it.
const FIRST_COMMIT: i64 = 1_112_911_993;

/// Something about what events mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum EventFinding {
    /// Events name what the plan lacks.
    UnknownTarget {
        /// The name.
        target: Id,
        /// The task or habit that may have been meant.
        did_you_mean: Option<Id>,
        /// The events, newest first.
        events: Vec<EventFact>,
    },
    /// Undos that undo themselves by way of others; none of them cancels anything.
    UndoCycle {
        /// The undos.
        events: Vec<EventFact>,
    },
    /// Undos and reopenings that name events which nobody has.
    UndoOfNothing {
        /// The undos and reopenings.
        events: Vec<Dangling>,
    },
    /// Events of days that are still to come.
    FutureDay {
        /// The events.
        events: Vec<EventFact>,
    },
    /// Events recorded later than now: this clock is slow, or another was fast.
    ClockAhead {
        /// The events.
        events: Vec<EventFact>,
        /// How much later the last of them is, in minutes.
        minutes: i64,
    },
    /// Events recorded long before the day that they count for, or before there was git: a
    /// clock was slow.
    ClockBehind {
        /// The events.
        events: Vec<EventFact>,
    },
    /// The plan leaves out everybody who has recorded something.
    NobodyCounts {
        /// The plan's `[history] authors`.
        authors: Vec<String>,
        /// Who has recorded something.
        people: Vec<Person>,
    },
    /// The plan leaves out the learner.
    LearnerLeftOut {
        /// The plan's `[history] authors`.
        authors: Vec<String>,
        /// The learner, as git knows them here.
        learner: Person,
    },
}

/// An undo or reopening that names events which nobody has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dangling {
    /// The undo or reopening.
    #[serde(flatten)]
    pub event: EventFact,
    /// What it names in vain.
    pub missing: Vec<EventId>,
}

pub(super) fn findings(examination: &Examination<'_>) -> Vec<Finding> {
    let people = people(examination).map(|matter| (Severity::NeedsAHand, matter, Vec::new()));
    let all = people
        .into_iter()
        .chain(clock_ahead(examination))
        .chain(unknown_targets(examination))
        .chain(future_days(examination))
        .chain(cycle(examination))
        .chain(dangling(examination))
        .chain(clock_behind(examination));
    let finding = |(severity, matter, commands)| Finding {
        severity,
        matter: FindingMatter::Event(matter),
        commands,
    };
    all.map(finding).collect()
}

type Found = (Severity, EventFinding, Vec<String>);

fn people(examination: &Examination<'_>) -> Option<EventFinding> {
    let (plan, progress) = (examination.plan, examination.progress);
    if plan.authors.is_empty() {
        return None;
    }
    let authors = plan.authors.clone();
    let everybody: BTreeSet<&Person> =
        progress.entries.iter().map(|entry| &entry.event.author).collect();
    if !everybody.is_empty() && everybody.iter().all(|person| !progress::counts(plan, person)) {
        let people = everybody.into_iter().cloned().collect();
        return Some(EventFinding::NobodyCounts { authors, people });
    }
    let learner = examination.learner.filter(|learner| !progress::counts(plan, learner))?.clone();
    Some(EventFinding::LearnerLeftOut { authors, learner })
}

/// The entries for which this holds, as facts; `None` where there are none.
fn facts(examination: &Examination<'_>, holds: impl Fn(&Entry) -> bool) -> Option<Vec<EventFact>> {
    let entries = examination.progress.entries.iter();
    let facts: Vec<EventFact> = entries.filter(|entry| holds(entry)).map(EventFact::from).collect();
    (!facts.is_empty()).then_some(facts)
}

fn ids(events: &[EventFact]) -> impl Iterator<Item = &EventId> {
    events.iter().map(|event| &event.id)
}

fn unknown_targets(examination: &Examination<'_>) -> Vec<Found> {
    let mut unknown: BTreeMap<&Id, Vec<EventFact>> = BTreeMap::new();
    for entry in &examination.progress.entries {
        if let (Standing::Unknown, Some(id)) = (&entry.standing, entry.event.record.target.id()) {
            unknown.entry(id).or_default().push(entry.into());
        }
    }
    let found = |(target, events): (&Id, Vec<EventFact>)| {
        let commands = undo_each(ids(&events));
        let did_you_mean = meant(target, examination).cloned();
        let target = target.clone();
        let matter = EventFinding::UnknownTarget { target, did_you_mean, events };
        (Severity::NeedsAHand, matter, commands)
    };
    unknown.into_iter().map(found).collect()
}

/// The task or habit that has the title which this id once had, or else one whose id is alike.
fn meant<'a>(target: &Id, examination: &Examination<'a>) -> Option<&'a Id> {
    let plan = examination.plan;
    let tasks = plan.tasks().map(|(_, task)| (&task.id, &task.title));
    let mut all = tasks.chain(plan.habits.iter().map(|habit| (&habit.id, &habit.title)));
    let title = examination.former_titles.get(target);
    let of_title = title.and_then(|title| all.find(|(_, other)| *other == title));
    of_title.map(|(id, _)| id).or_else(|| plan.nearest(target.as_str()))
}

fn cycle(examination: &Examination<'_>) -> Option<Found> {
    let events = facts(examination, |entry| entry.standing == Standing::Cyclic)?;
    let commands = undo_each(ids(&events));
    Some((Severity::NeedsAHand, EventFinding::UndoCycle { events }, commands))
}

/// Undos of lost events are left out: those do what they should.
fn dangling(examination: &Examination<'_>) -> Option<Found> {
    let survey = examination.survey;
    let elsewhere = survey.elsewhere.iter().flat_map(|elsewhere| &elsewhere.events);
    // What follows from commits stands in no message, but among what was looked at.
    let entries = examination.progress.entries.iter().map(|entry| &entry.event);
    let read = survey.counted.events.iter().chain(&survey.reflog.events).chain(elsewhere);
    let known = read.chain(entries);
    let known: BTreeSet<&EventId> = known.map(|event| &event.id).collect();
    let dangling = |entry: &Entry| {
        let missing = entry.event.record.of.iter().filter(|id| !known.contains(id));
        let missing: Vec<EventId> = missing.cloned().collect();
        let counts = entry.standing == Standing::Counts && entry.event.record.verb != Verb::Attest;
        (counts && !missing.is_empty()).then(|| Dangling { event: entry.into(), missing })
    };
    let events: Vec<Dangling> = examination.progress.entries.iter().filter_map(dangling).collect();
    let commands = undo_each(events.iter().map(|dangling| &dangling.event.id));
    let matter = EventFinding::UndoOfNothing { events };
    (!commands.is_empty()).then_some((Severity::WorthKnowing, matter, commands))
}

fn future_days(examination: &Examination<'_>) -> Option<Found> {
    let undos = examination.progress.entries.iter().filter(|entry| {
        entry.event.record.verb == Verb::Undo && entry.standing == Standing::Counts
    });
    let undone: BTreeSet<&EventId> = undos.flat_map(|undo| &undo.event.record.of).collect();
    let events = facts(examination, |entry| {
        entry.standing == Standing::Future
            && !undone.contains(&entry.event.id)
            && minutes_ahead(entry, examination) <= AHEAD_MINUTES
    })?;
    let commands = undo_each(ids(&events));
    Some((Severity::NeedsAHand, EventFinding::FutureDay { events }, commands))
}

fn minutes_ahead(entry: &Entry, examination: &Examination<'_>) -> i64 {
    entry.event.at.signed_duration_since(examination.now).num_minutes()
}

fn clock_ahead(examination: &Examination<'_>) -> Option<Found> {
    let ahead = |entry: &Entry| minutes_ahead(entry, examination);
    let minutes = examination.progress.entries.iter().map(ahead).max()?;
    let events = facts(examination, |entry| ahead(entry) > AHEAD_MINUTES)?;
    Some((Severity::NeedsAHand, EventFinding::ClockAhead { events, minutes }, Vec::new()))
}

/// A day is pinned from the clock that the author time comes from, so it can never be later, but
/// for events made by hand, and for one day where the plan's `day-ends` was another.
fn clock_behind(examination: &Examination<'_>) -> Option<Found> {
    let is_behind = |entry: &Entry| {
        let is_dated = entry.event.record.verb != Verb::Skip;
        let is_before_git =
            entry.event.at < DateTime::UNIX_EPOCH + TimeDelta::seconds(FIRST_COMMIT);
        let is_before_its_day = is_dated && entry.day() > civil::next(entry.recorded_on);
        entry.standing != Standing::Future && (is_before_git || is_before_its_day)
    };
    let events = facts(examination, is_behind)?;
    Some((Severity::WorthKnowing, EventFinding::ClockBehind { events }, Vec::new()))
}
