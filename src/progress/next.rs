//! What to do now: the open tasks that nothing holds up, the most urgent first (docs/next.md).

use std::collections::HashMap;

use chrono::NaiveDate;

use super::due::{self, DueTask};
use super::phase::Work;
use super::{Progress, TaskProgress};
use crate::id::{Hashed, Id};
use crate::plan::Plan;

/// An open task that nothing holds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextTask {
    /// The task.
    pub id: Id,
    /// The last day on which it is in time.
    pub due: NaiveDate,
    /// A more urgent task that waits for it, and brings it here.
    pub wanted_by: Option<DueTask>,
}

/// An open task on the way to its place in the order.
struct Candidate {
    task: DueTask,
    has_begun: bool,
}

/// Every open task that nothing holds up, in the order in which to take them.
///
/// Tasks of phases that have begun come first, then those that are due earlier, then those that
/// stand earlier in the plan. A task that waits for others gives them its place.
#[must_use]
pub fn next_tasks(plan: &Plan, progress: &Progress) -> Vec<NextTask> {
    let candidates = candidates(plan, progress);
    let index: HashMap<&Id, usize, Hashed> =
        candidates.iter().enumerate().map(|(at, candidate)| (&candidate.task.id, at)).collect();
    let stands: HashMap<&Id, &TaskProgress, Hashed> =
        progress.tasks.iter().map(|task| (&task.id, task)).collect();
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|at| (!candidates[*at].has_begun, candidates[*at].task.due));
    let mut seen = vec![false; candidates.len()];
    let mut next = Vec::new();
    for urgent in order {
        let mut path = vec![urgent];
        while let Some(at) = path.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            let task = &candidates[at].task;
            let waits_for = stands.get(&task.id).map_or(&[][..], |stand| &stand.waits_for);
            if waits_for.is_empty() {
                let wanted_by = (at != urgent).then(|| candidates[urgent].task.clone());
                next.push(NextTask { id: task.id.clone(), due: task.due, wanted_by });
            }
            path.extend(waits_for.iter().rev().filter_map(|id| index.get(id)));
        }
    }
    next
}

/// How many open tasks wait for this one, directly or by way of others.
#[must_use]
pub fn waiting_for(progress: &Progress, id: &Id) -> usize {
    let mut waiting: Vec<&Id> = vec![id];
    let mut reached = 0;
    while let Some(id) = waiting.get(reached).copied() {
        reached += 1;
        for task in progress.tasks.iter().filter(|task| task.is_open()) {
            if task.waits_for.contains(id) && !waiting.contains(&&task.id) {
                waiting.push(&task.id);
            }
        }
    }
    waiting.len() - 1
}

fn candidates(plan: &Plan, progress: &Progress) -> Vec<Candidate> {
    let of = |work: Work<'_>| {
        let due = due::in_order(plan, work).into_iter();
        let has_begun = work.phase.window.first().max(plan.start) <= progress.as_of;
        due.map(move |task| Candidate { task, has_begun })
    };
    Work::by_phase(plan, &progress.tasks).flat_map(of).collect()
}
