//! Who gets the credit of an event: the plan's own ids, and those that `[[moved]]` maps to.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::id::{Hashed, Id};
use crate::ledger::Target;
use crate::plan::Plan;

/// The tasks and habits of a plan that get the credit of what was recorded for an id: itself, or
/// where `[[moved]]` leads.
#[must_use]
pub fn credited(plan: &Plan, id: &Id) -> Vec<Id> {
    Credit::new(plan).of(&Target::One(id.clone()))
}

/// The way from ids of the past to ids of today.
pub(super) struct Credit<'a> {
    current: HashSet<&'a Id, Hashed>,
    moved: BTreeMap<&'a Id, &'a [Id]>,
}

impl<'a> Credit<'a> {
    pub(super) fn new(plan: &'a Plan) -> Self {
        let tasks = plan.tasks().map(|(_, task)| &task.id);
        let habits = plan.habits.iter().map(|habit| &habit.id);
        Self {
            current: tasks.chain(habits).collect(),
            moved: plan.moved.iter().map(|moved| (&moved.from, moved.to.as_slice())).collect(),
        }
    }

    /// The tasks and habits of today that an event about `target` is for, in the order of the
    /// moves; none for `*` and for an id that the plan lacks.
    pub(super) fn of(&self, target: &Target) -> Vec<Id> {
        if let Some(id) = target.id().filter(|id| self.current.contains(id)) {
            return vec![id.clone()];
        }
        let mut credited = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Id> = target.id().into_iter().collect();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            if self.current.contains(id) {
                credited.push(id.clone());
            } else if let Some(to) = self.moved.get(id) {
                open.extend(to.iter().rev());
            }
        }
        credited
    }
}
