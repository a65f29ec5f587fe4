//! Ticks of a document that was changed since its plan was made, or of another one, and the tasks
//! of a plan that they mean.

use super::credited;
use crate::id::Id;
use crate::plan::import::{Import, Ticked};
use crate::plan::{Phase, Plan, Task};

/// The ticked tasks of a source by the ids that they have in a plan that was there before, and the
/// titles of those that it has not: ids that are made of titles change when a line is added above.
#[must_use]
pub fn ticked_in(import: &Import, plan: &Plan) -> (Vec<Ticked>, Vec<String>) {
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    for ticked in &import.ticked {
        let Some((phase, task)) = import.plan.task(&ticked.id) else { continue };
        match meant(phase, task, import, plan) {
            Some(id) => found.push(Ticked { id, by: ticked.by }),
            None => unknown.push(task.title.clone()),
        }
    }
    (found, unknown)
}

/// The task that has this title: the only one, or that of the phase which is called as here. Else
/// the one with this id, where neither title stands on the other side, so that it was reworded.
fn meant(phase: &Phase, task: &Task, import: &Import, plan: &Plan) -> Option<Id> {
    let same: Vec<(&Phase, &Task)> =
        plan.tasks().filter(|(_, other)| other.title.trim() == task.title.trim()).collect();
    match same.as_slice() {
        [] => reworded(task, import, plan),
        [(_, only)] => Some(only.id.clone()),
        several => {
            let mut of_phase = several.iter().filter(|(of, _)| of.title == phase.title);
            let (_, only) = of_phase.next()?;
            of_phase.next().is_none().then(|| only.id.clone())
        }
    }
}

fn reworded(task: &Task, import: &Import, plan: &Plan) -> Option<Id> {
    let ids = credited(plan, &task.id);
    let [id] = ids.as_slice() else { return None };
    let (_, other) = plan.task(id)?;
    let stands_here = import.plan.tasks().any(|(_, task)| task.title.trim() == other.title.trim());
    (!stands_here).then(|| id.clone())
}
