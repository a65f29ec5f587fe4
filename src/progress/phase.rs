//! Where one phase stands, and the plan as a whole.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::schedule::{Pace, Position, Schedule};
use super::share::Share;
use super::task::{TaskProgress, TaskState};
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::{Phase, Plan};
use crate::quantity::StudyTime;

/// Where one phase stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseProgress {
    /// The phase.
    pub id: Id,
    /// How many of its tasks are done, owed and dropped.
    pub count: Count,
    /// The weight that is done, of what is not dropped.
    pub done: Share,
    /// The owed days of its window that have passed, of all.
    pub planned: Share,
    /// How the two compare.
    pub pace: Pace,
    /// The study time recorded for its tasks.
    pub time: StudyTime,
}

/// How many tasks are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Tasks that are done.
    pub done: usize,
    /// Tasks that are owed.
    pub open: usize,
    /// Tasks that were dropped.
    pub dropped: usize,
}

impl Count {
    /// The tasks that are done or owed.
    #[must_use]
    pub fn kept(self) -> usize {
        self.done + self.open
    }

    fn of<'a>(tasks: impl Iterator<Item = &'a TaskProgress>) -> Self {
        let mut count = Self::default();
        for task in tasks {
            match task.state {
                TaskState::Done(_) => count.done += 1,
                TaskState::Open => count.open += 1,
                TaskState::Dropped(_) => count.dropped += 1,
            }
        }
        count
    }
}

/// Where the plan as a whole stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// How many of all tasks are done, owed and dropped.
    pub count: Count,
    /// The weight that is done, of what is not dropped: estimates if every phase has them,
    /// else each task counts one.
    pub done: Share,
    /// What should be done by now, in percent, rounded down; `None` without any task.
    pub planned_percent: Option<u32>,
    /// How the two compare.
    pub pace: Pace,
    /// The study time recorded for anything.
    pub time: StudyTime,
}

/// The weights of tasks: their estimates, or one each.
pub(super) struct Weights<'a> {
    of: BTreeMap<&'a Id, u64>,
}

impl<'a> Weights<'a> {
    pub(super) fn new(phase: &'a Phase, by_estimate: bool) -> Self {
        let weight = |estimate: Option<StudyTime>| match estimate {
            Some(estimate) if by_estimate => estimate.seconds(),
            _ => 1,
        };
        Self { of: phase.tasks.iter().map(|task| (&task.id, weight(task.estimate))).collect() }
    }

    pub(super) fn of(&self, task: &TaskProgress) -> u64 {
        self.of.get(&task.id).copied().unwrap_or(1)
    }

    pub(super) fn done<'t>(&self, tasks: impl Iterator<Item = &'t TaskProgress>) -> Share {
        let mut share = Share::default();
        for task in tasks.filter(|task| !task.is_dropped()) {
            share.whole += self.of(task);
            share.part += if task.is_done() { self.of(task) } else { 0 };
        }
        share
    }
}

pub(super) fn has_estimates(phase: &Phase) -> bool {
    phase.tasks.iter().all(|task| task.estimate.is_some())
}

/// The schedule of a phase. A window before the plan's start, which no checked plan has,
/// counts as it stands.
pub(super) fn schedule(plan: &Plan, phase: &Phase) -> Schedule {
    Schedule::new(plan, plan.effective_window(phase).unwrap_or(phase.window))
}

/// The tasks of one phase, in their order.
fn of_phase<'a>(
    tasks: &'a [TaskProgress],
    phase: &'a Id,
) -> impl Iterator<Item = &'a TaskProgress> {
    tasks.iter().filter(move |task| task.phase == *phase)
}

/// Every phase of the plan, in its order.
pub(super) fn phases(plan: &Plan, tasks: &[TaskProgress], as_of: NaiveDate) -> Vec<PhaseProgress> {
    plan.phases.iter().map(|phase| one(plan, phase, tasks, as_of)).collect()
}

fn one(plan: &Plan, phase: &Phase, tasks: &[TaskProgress], as_of: NaiveDate) -> PhaseProgress {
    let tasks = || of_phase(tasks, &phase.id);
    let weights = Weights::new(phase, has_estimates(phase));
    let schedule = schedule(plan, phase);
    let done = weights.done(tasks());
    let next = tasks().find(|task| task.is_open()).map_or(0, |task| weights.of(task));
    let position = Position {
        planned: &|day| schedule.planned(day).fraction(),
        window: schedule.window(),
        actual: done.fraction(),
        next_task: Share { part: next, whole: done.whole }.fraction(),
    };
    PhaseProgress {
        id: phase.id.clone(),
        count: Count::of(tasks()),
        done,
        planned: schedule.planned(as_of),
        pace: pace(&position, done, tasks(), as_of),
        time: tasks().map(|task| task.time).sum(),
    }
}

fn pace<'a>(
    position: &Position<'_>,
    done: Share,
    tasks: impl Iterator<Item = &'a TaskProgress>,
    as_of: NaiveDate,
) -> Pace {
    if done.whole == 0 {
        return Pace::Empty;
    }
    let last_done = tasks
        .filter_map(|task| match task.state {
            TaskState::Done(day) => Some(day),
            _ => None,
        })
        .max();
    match last_done {
        Some(on) if done.is_complete() => {
            Pace::Finished { on, late_days: (on - position.window.last()).num_days() }
        }
        _ => position.pace(as_of),
    }
}

/// The plan as a whole; `time` is the study time recorded for anything.
pub(super) fn total(
    plan: &Plan,
    tasks: &[TaskProgress],
    time: StudyTime,
    as_of: NaiveDate,
) -> Total {
    let parts = parts(plan, tasks);
    let done = parts.iter().fold(Share::default(), |sum, part| Share {
        part: sum.part + part.done.part,
        whole: sum.whole + part.done.whole,
    });
    let planned = |day| parts.iter().map(|part| part.planned(day, done.whole)).sum::<f64>();
    let next = parts.iter().filter_map(|part| part.next_open.map(|next| (part.first_day(), next)));
    let next = next.min_by_key(|(day, _)| *day).map_or(0, |(_, weight)| weight);
    let position = Position {
        planned: &planned,
        window: whole_window(plan, &parts),
        actual: done.fraction(),
        next_task: Share { part: next, whole: done.whole }.fraction(),
    };
    Total {
        count: Count::of(tasks.iter()),
        done,
        planned_percent: (done.whole > 0).then(|| percent(planned(as_of))),
        pace: pace(&position, done, tasks.iter(), as_of),
        time,
    }
}

/// A phase's part of the whole.
struct Part {
    schedule: Schedule,
    done: Share,
    /// The weight of its first open task.
    next_open: Option<u64>,
}

impl Part {
    fn first_day(&self) -> NaiveDate {
        self.schedule.window().first()
    }

    /// What this phase adds to the planned share of the whole by `day`, from 0 to 1.
    fn planned(&self, day: NaiveDate, whole: u64) -> f64 {
        Share { part: self.done.whole, whole }.fraction() * self.schedule.planned(day).fraction()
    }
}

fn parts(plan: &Plan, tasks: &[TaskProgress]) -> Vec<Part> {
    let by_estimate = plan.phases.iter().all(has_estimates);
    plan.phases.iter().map(|phase| part(plan, phase, tasks, by_estimate)).collect()
}

fn part(plan: &Plan, phase: &Phase, tasks: &[TaskProgress], by_estimate: bool) -> Part {
    let weights = Weights::new(phase, by_estimate);
    let mut open = of_phase(tasks, &phase.id).filter(|task| task.is_open());
    Part {
        schedule: schedule(plan, phase),
        done: weights.done(of_phase(tasks, &phase.id)),
        next_open: open.next().map(|task| weights.of(task)),
    }
}

/// What is planned for the whole plan or one phase, day by day, and what each task weighs in it.
pub(super) struct Curve<'a> {
    parts: Vec<Part>,
    weights: BTreeMap<&'a Id, Weights<'a>>,
    window: DayRange,
}

impl<'a> Curve<'a> {
    pub(super) fn new(plan: &'a Plan, tasks: &[TaskProgress], only: Option<&Id>) -> Self {
        let phases = || plan.phases.iter().filter(|phase| only.is_none_or(|id| *id == phase.id));
        let by_estimate = phases().all(has_estimates);
        let parts: Vec<Part> =
            phases().map(|phase| part(plan, phase, tasks, by_estimate)).collect();
        let weights = phases().map(|phase| (&phase.id, Weights::new(phase, by_estimate)));
        let weights = weights.collect();
        let window = whole_window(plan, &parts);
        Self { parts, weights, window }
    }

    /// From the first planned day to the last.
    pub(super) fn window(&self) -> DayRange {
        self.window
    }

    /// The weight of all that is not dropped.
    pub(super) fn whole(&self) -> u64 {
        self.parts.iter().map(|part| part.done.whole).sum()
    }

    /// The weight of a task; `None` for one of another phase.
    pub(super) fn weight(&self, task: &TaskProgress) -> Option<u64> {
        self.weights.get(&task.phase).map(|weights| weights.of(task))
    }

    /// What should be done by a day, in percent, rounded down.
    pub(super) fn planned_percent(&self, day: NaiveDate) -> u32 {
        let whole = self.whole();
        percent(self.parts.iter().map(|part| part.planned(day, whole)).sum::<f64>())
    }
}

/// From the first window's first day to the last window's last.
fn whole_window(plan: &Plan, parts: &[Part]) -> DayRange {
    let windows = || parts.iter().map(|part| part.schedule.window());
    let first = windows().map(DayRange::first).min().unwrap_or(plan.start);
    let last = windows().map(DayRange::last).max().unwrap_or(plan.start);
    DayRange::new(first, last).unwrap_or(DayRange::single(first))
}

/// A fraction from 0 to 1 in percent, rounded down but for what the sum of floats lost.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is between 0 and 100"
)]
fn percent(fraction: f64) -> u32 {
    (fraction.clamp(0.0, 1.0) * 100.0 + 1e-6).floor() as u32
}
