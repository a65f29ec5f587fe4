//! By which day each open task should be done (docs/time.md, T23).

use chrono::NaiveDate;

use super::phase::{Weights, has_estimates, schedule};
use super::{Progress, TaskProgress};
use crate::id::Id;
use crate::plan::{Phase, Plan};

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
    let tasks = plan.phases.iter().flat_map(|phase| in_order(plan, phase, progress));
    tasks.filter(|task| task.due <= progress.as_of).collect()
}

/// The open tasks of a phase: each is due on the day that brings the planned share to what is done
/// and all open tasks up to this one.
pub(super) fn in_order(plan: &Plan, phase: &Phase, progress: &Progress) -> Vec<DueTask> {
    let weights = Weights::new(phase, has_estimates(phase));
    let tasks: Vec<&TaskProgress> = progress.tasks_of(&phase.id).collect();
    let done = weights.done(tasks.iter().copied());
    let schedule = schedule(plan, phase);
    let mut share = done;
    let open = tasks.into_iter().filter(|task| task.is_open());
    let due = open.filter_map(|task| {
        share.part += weights.of(task);
        Some(DueTask { id: task.id.clone(), due: schedule.due_day(share)? })
    });
    due.collect()
}
