//! What happened on some days: what was finished, practised and studied, and what slipped.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::due;
use super::phase::Work;
use super::{
    Activity, DueTask, HabitProgress, Progress, TaskState, Verdict, judged_units, units_met_already,
};
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::{Habit, Plan};
use crate::quantity::{Amount, StudyTime};

/// What happened on some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The days.
    pub days: DayRange,
    /// What was done, by day; days with nothing are left out.
    pub activity: BTreeMap<NaiveDate, Activity>,
    /// The study time of all of it.
    pub time: StudyTime,
    /// The study time of each task and habit that has any, on these days.
    pub time_of: BTreeMap<Id, StudyTime>,
    /// The tasks finished on these days: by day, then in the order of the plan.
    pub finished: Vec<(NaiveDate, Id)>,
    /// The tasks that are owed and should have been finished on a day that is over, in the order of
    /// the plan.
    pub slipped: Vec<DueTask>,
}

/// How a habit went on some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HabitReview {
    /// How much was done.
    pub amount: Amount,
    /// On how many days.
    pub active_days: u32,
    /// How many of its days, weeks, months or windows that ended on these days were met; and of
    /// those that hold the day one looks at, if it is one of these, how many are met already.
    pub met: u32,
    /// How many were missed, a freeze or not.
    pub missed: u32,
}

/// What happened on `days`, as far as it is known on the day of `progress`; of everything, or of
/// the tasks of one phase and the time spent on them. Days before `open_from` are over.
#[must_use]
pub fn review(
    plan: &Plan,
    progress: &Progress,
    days: DayRange,
    open_from: NaiveDate,
    phase: Option<&Id>,
) -> Review {
    let is_wanted =
        |id: &Id| phase.is_none_or(|phase| plan.task(id).is_some_and(|(of, _)| of.id == *phase));
    let mut activity: BTreeMap<NaiveDate, Activity> = BTreeMap::new();
    let mut time_of: BTreeMap<Id, StudyTime> = BTreeMap::new();
    let entries = progress.entries.iter().filter(|entry| entry.is_activity());
    for entry in entries.filter(|entry| days.contains(entry.day())) {
        if phase.is_some() && !entry.credited.iter().any(is_wanted) {
            continue;
        }
        let took = entry.event.record.took.unwrap_or_default();
        activity.entry(entry.day()).or_default().add(entry);
        // As for the sum of a task: of a split one, the first part gets the time.
        if let (Some(id), true) = (entry.credited.first(), took > StudyTime::ZERO) {
            let time = time_of.entry(id.clone()).or_default();
            *time = *time + took;
        }
    }
    let mut finished: Vec<(NaiveDate, Id)> = Vec::new();
    for task in progress.tasks.iter().filter(|task| phase.is_none_or(|id| *id == task.phase)) {
        if let TaskState::Done(day) = task.state
            && days.contains(day)
        {
            finished.push((day, task.id.clone()));
        }
    }
    finished.sort_by_key(|(day, _)| *day);
    let works = Work::by_phase(plan, &progress.tasks);
    let works = works.filter(|work| phase.is_none_or(|id| *id == work.phase.id));
    let slipped = works.flat_map(|work| due::in_order(plan, work));
    Review {
        days,
        time: activity.values().map(|day| day.time).sum(),
        activity,
        time_of,
        finished,
        slipped: slipped.filter(|task| task.due < open_from).collect(),
    }
}

/// How a habit went on `days`; those before `open_from` are over.
#[must_use]
pub fn review_habit(
    plan: &Plan,
    habit: &Habit,
    stand: &HabitProgress,
    days: DayRange,
    open_from: NaiveDate,
) -> HabitReview {
    let amounts = || stand.amounts.range(days.first()..=days.last()).map(|(_, amount)| *amount);
    let mut review = HabitReview {
        amount: amounts().sum(),
        active_days: u32::try_from(amounts().count()).unwrap_or(u32::MAX),
        met: 0,
        missed: 0,
    };
    for unit in judged_units(plan, habit, stand, open_from) {
        if days.contains(unit.last) {
            match unit.verdict {
                Verdict::Met => review.met += 1,
                Verdict::Missed | Verdict::Frozen => review.missed += 1,
                Verdict::NotOwed => {}
            }
        }
    }
    if days.contains(open_from) {
        review.met += units_met_already(plan, habit, stand, open_from);
    }
    review
}

/// The first and last day on which something was done for the tasks of each phase.
#[must_use]
pub fn worked_windows<'a>(plan: &'a Plan, progress: &Progress) -> BTreeMap<&'a Id, DayRange> {
    let phase_of: BTreeMap<&Id, &Id> =
        plan.tasks().map(|(phase, task)| (&task.id, &phase.id)).collect();
    let mut windows: BTreeMap<&Id, DayRange> = BTreeMap::new();
    for entry in progress.entries.iter().filter(|entry| entry.is_activity()) {
        let day = entry.day();
        for phase in entry.credited.iter().filter_map(|id| phase_of.get(id)) {
            let known = windows.get(phase).copied().unwrap_or(DayRange::single(day));
            let (first, last) = (known.first().min(day), known.last().max(day));
            windows.insert(phase, DayRange::new(first, last).unwrap_or(known));
        }
    }
    windows
}
