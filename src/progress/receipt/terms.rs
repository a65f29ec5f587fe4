//! What the plan contributes to a number: spans, goals, weights, owed days, and which names are
//! credited to what.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::civil::DayRange;
use crate::id::Id;
use crate::ledger::Target;
use crate::plan::{Habit, HabitGoal, Phase, Plan};
use crate::progress::credit::Credit;
use crate::progress::phase::{Work, schedule};
use crate::progress::share::Share;
use crate::progress::terms::Span;
use crate::progress::{Progress, TaskProgress};

/// On which days a habit is owed, and what it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HabitTerms {
    /// The first day of its span (T8).
    pub first: NaiveDate,
    /// The last day; `None` without an end.
    pub last: Option<NaiveDate>,
    /// What it asks for from which day on (T9), oldest first.
    pub goals: Vec<HabitGoal>,
}

/// The terms of a habit of the plan.
#[must_use]
pub fn habit_terms(plan: &Plan, habit: &Habit) -> HabitTerms {
    let span = Span::of(plan, habit);
    HabitTerms { first: span.first, last: span.last, goals: habit.goals.clone() }
}

/// The owed days of a phase's window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedDays {
    /// The window, from the plan's start on.
    pub window: DayRange,
    /// How many owed days have passed.
    pub passed: u64,
    /// How many there are.
    pub owed: u64,
}

/// How many owed days of a phase have passed on a day.
#[must_use]
pub fn planned_days(plan: &Plan, phase: &Phase, as_of: NaiveDate) -> PlannedDays {
    let schedule = schedule(plan, phase);
    let Share { part, whole } = schedule.planned(as_of);
    PlannedDays { window: schedule.window(), passed: part, owed: whole }
}

/// The weight of each task of a phase, in its order: for the percentage of the phase, or with
/// `of_whole` for that of the plan as a whole. Estimates count in seconds, else each task is 1.
#[must_use]
pub fn weights(plan: &Plan, phase: &Phase, progress: &Progress, of_whole: bool) -> Vec<u64> {
    let mut works: Box<dyn Iterator<Item = Work<'_>>> = if of_whole {
        Box::new(Work::of_whole(plan, &progress.tasks))
    } else {
        Box::new(Work::by_phase(plan, &progress.tasks))
    };
    let work = works.find(|work| work.phase.id == phase.id);
    work.into_iter().flat_map(Work::weighed).map(|(_, weight)| weight).collect()
}

/// The next open task of a phase, and the day by which it should be done (T23).
#[must_use]
pub fn next_due(plan: &Plan, phase: &Phase, progress: &Progress) -> Option<(Id, NaiveDate)> {
    let work = Work::of(plan, phase, progress)?;
    let mut done = work.done();
    let (next, weight) = work.open().next()?;
    done.part += weight;
    Some((next.id.clone(), schedule(plan, phase).due_day(done)?))
}

/// Every name that an event can give, with the tasks and habits of today that get the credit; the
/// first of them gets the study time.
#[must_use]
pub fn credits(plan: &Plan) -> BTreeMap<Id, Vec<Id>> {
    let credit = Credit::new(plan);
    let tasks = plan.tasks().map(|(_, task)| &task.id);
    let habits = plan.habits.iter().map(|habit| &habit.id);
    let names = tasks.chain(habits).chain(plan.moved.iter().map(|moved| &moved.from));
    names.map(|name| (name.clone(), credit.of(&Target::One(name.clone())))).collect()
}

/// The day by which each task of a phase should be done: of an open task by T23, of others `None`.
#[must_use]
pub fn all_due(plan: &Plan, phase: &Phase, progress: &Progress) -> Vec<Option<NaiveDate>> {
    let Some(work) = Work::of(plan, phase, progress) else { return Vec::new() };
    let mut done = work.done();
    let schedule = schedule(plan, phase);
    let due = |(task, weight): (&TaskProgress, u64)| {
        done.part += if task.is_open() { weight } else { 0 };
        task.is_open().then(|| schedule.due_day(done)).flatten()
    };
    work.weighed().map(due).collect()
}
