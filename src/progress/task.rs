//! Where one task stands.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::standing::Entry;
use crate::id::{Hashed, Id};
use crate::plan::{Plan, Task};
use crate::quantity::StudyTime;

/// Where one task stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskProgress {
    /// The task.
    pub id: Id,
    /// Its phase.
    pub phase: Id,
    /// Whether it is done, dropped or owed.
    pub state: TaskState,
    /// Whether it is done, and nobody has recorded that: it follows from commits alone.
    pub is_by_evidence: bool,
    /// The study time recorded for it, whatever its state.
    pub time: StudyTime,
    /// The last day on which something was done for it.
    pub last_active: Option<NaiveDate>,
    /// The tasks that it needs and that are still owed.
    pub waits_for: Vec<Id>,
}

/// Whether a task is done, dropped or owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// It is owed.
    Open,
    /// It was done, first on this day.
    Done(NaiveDate),
    /// It was dropped on this day: neither done nor owed.
    Dropped(NaiveDate),
}

impl TaskProgress {
    /// Whether it is owed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state == TaskState::Open
    }

    /// Whether it was done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        matches!(self.state, TaskState::Done(_))
    }

    /// Whether it was dropped.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        matches!(self.state, TaskState::Dropped(_))
    }

    /// Whether it is owed and everything that it needs is done or dropped.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.is_open() && self.waits_for.is_empty()
    }
}

/// What the events say about one task or habit.
#[derive(Clone, Debug, Default)]
struct Tally {
    first_done: Option<NaiveDate>,
    is_recorded: bool,
    first_dropped: Option<NaiveDate>,
    last_active: Option<NaiveDate>,
    time: StudyTime,
}

/// Every task of the plan, in its order.
pub(super) fn tasks(plan: &Plan, entries: &[Entry]) -> Vec<TaskProgress> {
    let tallies = tallies(entries);
    let state = |task: &Task| match tallies.get(&task.id) {
        Some(Tally { first_done: Some(day), .. }) => TaskState::Done(*day),
        Some(Tally { first_dropped: Some(day), .. }) => TaskState::Dropped(*day),
        _ => TaskState::Open,
    };
    let open: HashMap<&Id, bool, Hashed> =
        plan.tasks().map(|(_, task)| (&task.id, state(task) == TaskState::Open)).collect();
    let is_open = |id: &&Id| open.get(id).copied().unwrap_or_default();
    plan.tasks()
        .map(|(phase, task)| {
            let tally = tallies.get(&task.id);
            TaskProgress {
                id: task.id.clone(),
                phase: phase.id.clone(),
                state: state(task),
                is_by_evidence: tally
                    .is_some_and(|tally| tally.first_done.is_some() && !tally.is_recorded),
                time: tally.map_or(StudyTime::ZERO, |tally| tally.time),
                last_active: tally.and_then(|tally| tally.last_active),
                waits_for: task.needs.iter().filter(is_open).cloned().collect(),
            }
        })
        .collect()
}

fn tallies(entries: &[Entry]) -> HashMap<&Id, Tally, Hashed> {
    let mut tallies: HashMap<&Id, Tally, Hashed> = HashMap::default();
    for entry in entries {
        for id in &entry.credited {
            let tally = tallies.entry(id).or_default();
            if entry.is_credit() {
                earliest(&mut tally.first_done, entry.day());
                tally.is_recorded |= entry.event.derived.is_none();
            }
            if entry.is_skip() {
                earliest(&mut tally.first_dropped, entry.days.first());
            }
            if entry.is_activity() {
                tally.last_active = tally.last_active.max(Some(entry.day()));
            }
        }
        // A split task shares its completion, but an hour is an hour: the first part gets it.
        if entry.is_activity()
            && let (Some(id), Some(took)) = (entry.credited.first(), entry.event.record.took)
        {
            let tally = tallies.entry(id).or_default();
            tally.time = tally.time + took;
        }
    }
    tallies
}

fn earliest(slot: &mut Option<NaiveDate>, day: NaiveDate) {
    *slot = Some(slot.map_or(day, |known| known.min(day)));
}
