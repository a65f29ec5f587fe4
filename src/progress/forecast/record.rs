//! What was done on each of the last owed days.

use chrono::NaiveDate;

use super::super::phase::Work;
use super::super::{Progress, TaskState};
use super::Basis;
use super::days::OwedDays;
use super::left::{FINE, Left};
use crate::civil;
use crate::plan::Plan;

/// How many owed days count, the last ones: half a year of them.
const DAYS: usize = 150;

/// A start that is later than the plan's counts as a pause of at most so many owed days.
const LATE_START_DAYS: usize = 28;

/// A day on which more than this part of the tasks was recorded, and more than [`MANY_TASKS`], is
/// taken to record what was done before.
const PART_OF_PLAN: usize = 5;

/// The fewest tasks of one day that are taken for a record of earlier work.
const MANY_TASKS: usize = 5;

/// What was done on each of the last owed days.
pub(super) struct Record {
    /// The owed days, oldest first.
    pub(super) owed: Vec<NaiveDate>,
    /// The finished weight of each of them, in thousandths. What was finished on other
    /// days stands on the owed day before.
    pub(super) done: Vec<u64>,
    /// How much of the next task is taken to be done, in thousandths; in `done` it stands on the
    /// last day.
    pub(super) under_way: u64,
    /// The first day that is still to come.
    pub(super) next_day: NaiveDate,
    tasks: usize,
    longest_pause: usize,
}

impl Record {
    pub(super) fn of(plan: &Plan, progress: &Progress, days: &OwedDays<'_>, left: &Left) -> Self {
        let finished = finished(plan, progress);
        let today = progress.as_of;
        let counts_today = finished.iter().any(|(day, _)| *day == today);
        let last = if counts_today { today } else { civil::previous(today) };
        let mut owed: Vec<NaiveDate> = days.back_from(last, plan.start).take(DAYS).collect();
        owed.reverse();
        let first_active = progress.activity.keys().next().copied().unwrap_or(today);
        let idle = owed.partition_point(|day| *day < first_active);
        owed.drain(..idle.saturating_sub(LATE_START_DAYS));
        let mut record = Self {
            done: vec![0; owed.len()],
            under_way: 0,
            next_day: civil::next(last),
            tasks: 0,
            longest_pause: 0,
            owed,
        };
        for (day, weight) in finished {
            let before = record.owed.partition_point(|owed| *owed <= day);
            if let Some(at) = before.checked_sub(1) {
                record.done[at] += weight;
                record.tasks += 1;
            }
        }
        record.take_stock(left.next_task);
        record
    }

    /// Finds the longest pause, and takes the task that may be under way since the last one was
    /// finished for done as far as the pace says.
    fn take_stock(&mut self, next_task: u64) {
        let mut pauses = self.done.split(|done| *done > 0).map(<[u64]>::len);
        self.longest_pause = pauses.clone().max().unwrap_or_default();
        let since = pauses.next_back().unwrap_or_default() as u64;
        let all: u64 = self.done.iter().sum();
        let usual = (all / (self.done.len() as u64).max(1)) * since;
        self.under_way = usual.min(next_task);
        if let Some(last) = self.done.last_mut() {
            *last += self.under_way;
        }
    }

    /// On how many days something was finished, or is under way.
    pub(super) fn active_days(&self) -> usize {
        self.done.iter().filter(|done| **done > 0).count()
    }

    pub(super) fn basis(&self) -> Basis {
        Basis {
            owed_days: self.done.len(),
            tasks: self.tasks,
            longest_pause_days: self.longest_pause,
        }
    }
}

/// The finished tasks with their days and weights, without those of days that record what was
/// done before.
fn finished(plan: &Plan, progress: &Progress) -> Vec<(NaiveDate, u64)> {
    let mut finished = Vec::new();
    for (task, weight) in Work::of_whole(plan, &progress.tasks).flat_map(Work::weighed) {
        if let TaskState::Done(day) = task.state {
            finished.push((day, weight * FINE));
        }
    }
    finished.sort_unstable();
    let many = (progress.tasks.len() / PART_OF_PLAN).max(MANY_TASKS);
    let days = finished.chunk_by(|a, b| a.0 == b.0);
    days.filter(|day| day.len() <= many).flatten().copied().collect()
}
