//! What tasks of a document need, as far as a plan can have it.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::model::Plan;

/// Which tasks need which, without circles, and never what is planned for later.
#[derive(Default)]
pub(super) struct Needs {
    windows: Vec<DayRange>,
    index: HashMap<Id, usize>,
    /// For each task those that come first, and those that come after.
    first: Vec<Vec<usize>>,
    needed_by: Vec<Vec<usize>>,
}

impl Needs {
    /// The tasks of a plan, of which none needs another yet.
    pub(super) fn among(plan: &Plan) -> Self {
        let mut needs = Self::default();
        for (phase, task) in plan.tasks() {
            needs.index.insert(task.id.clone(), needs.windows.len());
            needs.windows.push(phase.window);
        }
        needs.first = vec![Vec::new(); needs.windows.len()];
        needs.needed_by = needs.first.clone();
        needs
    }

    /// Lets a task need another one; returns whether a plan can have that, with all that was added
    /// before.
    pub(super) fn add(&mut self, task: &Id, need: &Id) -> bool {
        let Some((task, need)) = self.index.get(task).zip(self.index.get(need)) else {
            return false;
        };
        let (task, need) = (*task, *need);
        let first = reached(need, &self.first);
        if first.contains(&task) {
            return false;
        }
        let begins: Option<NaiveDate> = first.iter().map(|at| self.windows[*at].first()).max();
        let waiting = reached(task, &self.needed_by);
        let ends: Option<NaiveDate> = waiting.iter().map(|at| self.windows[*at].last()).min();
        let is_in_time = begins <= ends;
        if is_in_time {
            self.first[task].push(need);
            self.needed_by[need].push(task);
        }
        is_in_time
    }
}

/// All that can be reached from a task, itself first.
fn reached(from: usize, steps: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; steps.len()];
    let mut reached = vec![from];
    seen[from] = true;
    let mut at = 0;
    while let Some(next) = reached.get(at).copied() {
        at += 1;
        for step in &steps[next] {
            if !std::mem::replace(&mut seen[*step], true) {
                reached.push(*step);
            }
        }
    }
    reached
}
