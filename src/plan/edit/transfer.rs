//! A task in another phase, or elsewhere in its own.

use super::{EditError, has_estimates, task_of};
use crate::id::Id;
use crate::plan::document::{Document, Place, Spot, Value};
use crate::plan::model::Plan;
use crate::quantity::StudyTime;
use crate::say;

/// A task to be put elsewhere.
#[derive(Clone, Debug)]
pub struct Transfer<'a> {
    /// The task.
    pub task: &'a Id,
    /// The phase that it comes to.
    pub phase: &'a Id,
    /// The task that it comes behind; by default the last.
    pub after: Option<&'a Id>,
    /// Its estimate there, if it gets another.
    pub estimate: Option<StudyTime>,
}

/// Puts a task elsewhere, with its comments. Where the tasks of the other phase have no
/// estimates, it loses its own. Its id and so its credit stay.
///
/// # Errors
///
/// Where one of the ids is not there, the task is there already, or it would be the only one of
/// the phase without an estimate, or with one.
pub fn transfer(
    document: &mut Document,
    plan: &Plan,
    transfer: &Transfer<'_>,
) -> Result<(), EditError> {
    let Transfer { task: id, phase, after, estimate } = transfer;
    let (from, task) = task_of(plan, id)?;
    if plan.phase(phase).is_none() {
        return Err(EditError::Missing { noun: say!("phase", "阶段"), id: (*phase).clone() });
    }
    let spot = match after {
        Some(after) if task_of(plan, after)?.0 != *phase => {
            return Err(EditError::Missing {
                noun: say!("task of this phase", "该阶段的任务"),
                id: (*after).clone(),
            });
        }
        Some(after) => Spot::TaskAfter((*after).clone()),
        None if from == *phase => {
            return Err(EditError::Same {
                id: (*id).clone(),
                what: say!("is in that phase already", "本来就在那个阶段"),
            });
        }
        None => Spot::TaskOf((*phase).clone()),
    };
    let has_estimates = has_estimates(plan, phase, Some(id));
    let ids = || ((*phase).clone(), (*id).clone());
    match (has_estimates, estimate) {
        (Some(true), None) if task.estimate.is_none() => {
            let (phase, task) = ids();
            return Err(EditError::NeedsEstimate { phase, task });
        }
        (Some(false), Some(_)) => {
            let (phase, task) = ids();
            return Err(EditError::NoEstimates { phase, task });
        }
        _ => {}
    }
    let place = Place::Task((*id).clone());
    // Moved first, with all its comments: one beside the estimate would be left without it.
    if !document.move_task(&place, &spot) {
        return Err(EditError::Unreachable);
    }
    match estimate {
        Some(estimate) => {
            document.set(&place, "estimate", &Value::text(estimate.to_string()));
        }
        None if has_estimates == Some(false) => {
            document.remove(&place, "estimate");
        }
        None => {}
    }
    Ok(())
}
