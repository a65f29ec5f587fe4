//! By which day each open task should be done (docs/time.md, T23).

use chrono::NaiveDate;

use super::Progress;
use super::phase::{Work, schedule};
use crate::id::Id;
use crate::plan::Plan;

/// An open task and the day by which it should be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueTask {
    /// The task.
    pub id: Id,
    /// The last day on which it is in time.
    pub due: NaiveDate,
}

/// Every open task that should be done by the day one looks at or by an earlier one, in the order
/// of the plan.
#[must_use]
pub fn due_tasks(plan: &Plan, progress: &Progress) -> Vec<DueTask> {
    let tasks = Work::by_phase(plan, &progress.tasks).flat_map(|work| in_order(plan, work));
    tasks.filter(|task| task.due <= progress.as_of).collect()
}

/// The open tasks of a phase: each is due on the day that brings the planned share to what is done
/// and all open tasks up to this one.
pub(super) fn in_order(plan: &Plan, work: Work<'_>) -> Vec<DueTask> {
    let schedule = schedule(plan, work.phase);
    let mut share = work.done();
    let due = work.open().filter_map(|(task, weight)| {
        share.part += weight;
        Some(DueTask { id: task.id.clone(), due: schedule.due_day(share)? })
    });
    due.collect()
}
