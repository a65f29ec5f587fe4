//! What is left to do, phase after phase.

use chrono::NaiveDate;

use super::super::Progress;
use super::super::phase::{Work, has_estimates, window};
use crate::id::Id;
use crate::plan::Plan;

/// Weights are counted in thousandths, so that a part of a task can be said.
pub(super) const FINE: u64 = 1_000;

/// What is left to do.
pub(super) struct Left {
    /// Whether weights are seconds of estimates; else each task weighs one.
    pub(super) by_estimate: bool,
    /// The unfinished phases, in the order in which they are expected to be worked on.
    pub(super) phases: Vec<PhaseLeft>,
    /// The weight of the task that is expected next, in thousandths.
    pub(super) next_task: u64,
}

/// What is left of one phase.
pub(super) struct PhaseLeft {
    pub(super) id: Id,
    /// The last day of its window.
    pub(super) planned: NaiveDate,
    /// The weight of its open tasks, in thousandths.
    pub(super) weight: u64,
}

impl Left {
    /// The open tasks, by the first days of their windows.
    pub(super) fn of(plan: &Plan, progress: &Progress) -> Self {
        let by_estimate = plan.phases.iter().all(has_estimates);
        let mut works: Vec<Work<'_>> = Work::of_whole(plan, &progress.tasks).collect();
        works.sort_by_cached_key(|work| window(plan, work.phase).first());
        let mut phases = Vec::new();
        let mut next_task = None;
        for work in works {
            let open = || work.open().map(|(_, weight)| weight * FINE);
            next_task = next_task.or(open().next());
            let (id, planned) = (work.phase.id.clone(), work.phase.window.last());
            phases.push(PhaseLeft { id, planned, weight: open().sum() });
        }
        phases.retain(|phase| phase.weight > 0);
        Self { by_estimate, phases, next_task: next_task.unwrap_or_default() }
    }

    /// How much has to be done from now on until each phase is finished, where `under_way` of it
    /// is done already.
    pub(super) fn milestones(&self, under_way: u64) -> Vec<u64> {
        let mut sum = 0;
        let milestone = |phase: &PhaseLeft| {
            sum += phase.weight;
            sum.saturating_sub(under_way).max(1)
        };
        self.phases.iter().map(milestone).collect()
    }

    /// The weight of all that is left, in thousandths.
    pub(super) fn weight(&self) -> u64 {
        self.phases.iter().map(|phase| phase.weight).sum()
    }
}
