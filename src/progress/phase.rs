//! Where one phase stands, and the plan as a whole.

use chrono::NaiveDate;
use serde::Serialize;

use super::Progress;
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

/// The tasks of a phase, in its order: where they stand, and what they weigh.
#[derive(Clone, Copy)]
pub(super) struct Work<'a> {
    pub(super) phase: &'a Phase,
    tasks: &'a [TaskProgress],
    /// Whether each weighs its estimate; else each weighs one.
    by_estimate: bool,
}

impl<'a> Work<'a> {
    /// That of every phase, in the order of the plan, as is `tasks`; weighed phase by phase.
    pub(super) fn by_phase(
        plan: &'a Plan,
        tasks: &'a [TaskProgress],
    ) -> impl Iterator<Item = Self> {
        let mut rest = tasks;
        plan.phases.iter().map(move |phase| {
            let (tasks, others) = rest.split_at(phase.tasks.len().min(rest.len()));
            rest = others;
            debug_assert!(
                phase.tasks.iter().map(|task| &task.id).eq(tasks.iter().map(|it| &it.id))
            );
            Self { phase, tasks, by_estimate: has_estimates(phase) }
        })
    }

    /// The same, weighed as parts of the whole plan.
    pub(super) fn of_whole(
        plan: &'a Plan,
        tasks: &'a [TaskProgress],
    ) -> impl Iterator<Item = Self> {
        let by_estimate = plan.phases.iter().all(has_estimates);
        Self::by_phase(plan, tasks).map(move |work| Self { by_estimate, ..work })
    }

    /// That of one phase of the plan.
    pub(super) fn of(plan: &'a Plan, phase: &Phase, progress: &'a Progress) -> Option<Self> {
        Self::by_phase(plan, &progress.tasks).find(|work| work.phase.id == phase.id)
    }

    pub(super) fn tasks(self) -> impl Iterator<Item = &'a TaskProgress> {
        self.tasks.iter()
    }

    /// Every task with its weight.
    pub(super) fn weighed(self) -> impl Iterator<Item = (&'a TaskProgress, u64)> {
        let weight = move |estimate: Option<StudyTime>| match estimate {
            Some(estimate) if self.by_estimate => estimate.seconds(),
            _ => 1,
        };
        self.tasks.iter().zip(&self.phase.tasks).map(move |(it, task)| (it, weight(task.estimate)))
    }

    /// The open tasks with their weights.
    pub(super) fn open(self) -> impl Iterator<Item = (&'a TaskProgress, u64)> {
        self.weighed().filter(|(task, _)| task.is_open())
    }

    /// What is done of what is not dropped.
    pub(super) fn done(self) -> Share {
        let mut share = Share::default();
        for (task, weight) in self.weighed().filter(|(task, _)| !task.is_dropped()) {
            share.whole += weight;
            share.part += if task.is_done() { weight } else { 0 };
        }
        share
    }
}

pub(super) fn has_estimates(phase: &Phase) -> bool {
    phase.tasks.iter().all(|task| task.estimate.is_some())
}

/// The window of a phase from the plan's start on. One before it, which no checked plan has, counts
/// as it stands.
pub(super) fn window(plan: &Plan, phase: &Phase) -> DayRange {
    plan.effective_window(phase).unwrap_or(phase.window)
}

/// The schedule of a phase.
pub(super) fn schedule(plan: &Plan, phase: &Phase) -> Schedule {
    Schedule::new(plan, window(plan, phase))
}

/// Every phase of the plan, in its order.
pub(super) fn phases(plan: &Plan, tasks: &[TaskProgress], as_of: NaiveDate) -> Vec<PhaseProgress> {
    Work::by_phase(plan, tasks).map(|work| one(plan, work, as_of)).collect()
}

fn one(plan: &Plan, work: Work<'_>, as_of: NaiveDate) -> PhaseProgress {
    let schedule = schedule(plan, work.phase);
    let done = work.done();
    let next = work.open().next().map_or(0, |(_, weight)| weight);
    let position = Position {
        planned: &|day| schedule.planned(day).fraction(),
        window: schedule.window(),
        actual: done.fraction(),
        next_task: Share { part: next, whole: done.whole }.fraction(),
    };
    PhaseProgress {
        id: work.phase.id.clone(),
        count: Count::of(work.tasks()),
        done,
        planned: schedule.planned(as_of),
        pace: pace(&position, done, work.tasks(), as_of),
        time: work.tasks().map(|task| task.time).sum(),
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
    let parts: Vec<Part> = Work::of_whole(plan, tasks).map(|work| Part::of(plan, work)).collect();
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
    fn of(plan: &Plan, work: Work<'_>) -> Self {
        Self {
            schedule: schedule(plan, work.phase),
            done: work.done(),
            next_open: work.open().next().map(|(_, weight)| weight),
        }
    }

    fn first_day(&self) -> NaiveDate {
        self.schedule.window().first()
    }

    /// What this phase adds to the planned share of the whole by `day`, from 0 to 1.
    fn planned(&self, day: NaiveDate, whole: u64) -> f64 {
        Share { part: self.done.whole, whole }.fraction() * self.schedule.planned(day).fraction()
    }
}

/// What is planned for the whole plan or one phase, day by day, and what was done when.
pub(super) struct Curve {
    parts: Vec<Part>,
    finished: Vec<(NaiveDate, u64)>,
    window: DayRange,
}

impl Curve {
    pub(super) fn new(plan: &Plan, tasks: &[TaskProgress], only: Option<&Id>) -> Self {
        let works = match only {
            None => Work::of_whole(plan, tasks).collect(),
            Some(id) => {
                let mut works: Vec<_> = Work::by_phase(plan, tasks).collect();
                works.retain(|work| work.phase.id == *id);
                works
            }
        };
        let parts: Vec<Part> = works.iter().map(|work| Part::of(plan, *work)).collect();
        let finished = works.iter().flat_map(|work| work.weighed());
        let mut finished: Vec<_> = finished
            .filter_map(|(task, weight)| match task.state {
                TaskState::Done(day) => Some((day, weight)),
                _ => None,
            })
            .collect();
        finished.sort_unstable();
        let window = whole_window(plan, &parts);
        Self { parts, finished, window }
    }

    /// The days on which tasks were finished with the weights of these tasks, in order.
    pub(super) fn finished(&self) -> &[(NaiveDate, u64)] {
        &self.finished
    }

    /// From the first planned day to the last.
    pub(super) fn window(&self) -> DayRange {
        self.window
    }

    /// The weight of all that is not dropped.
    pub(super) fn whole(&self) -> u64 {
        self.parts.iter().map(|part| part.done.whole).sum()
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
