//! Something new in the plan.

use super::set::value;
use super::{EditError, has_estimates, past};
use crate::id::Id;
use crate::plan::document::{Document, NewTable, Spot};
use crate::plan::model::Plan;
use crate::say;

/// Something to be added.
#[derive(Clone, Debug)]
pub struct Addition {
    /// Where it goes.
    pub spot: Spot,
    /// Its id; a link has none.
    pub id: Option<Id>,
    /// Its other keys with their values as people write them, e.g. `needs` and `a,b`.
    pub keys: Vec<(&'static str, String)>,
}

/// Adds a task, habit, phase, module, skill or link.
///
/// # Errors
///
/// Where the id is not free, what the spot names is not there, or a task would be the only one
/// of its phase with an estimate, or without one.
pub fn add(document: &mut Document, plan: &Plan, new: &Addition) -> Result<(), EditError> {
    if let Some(id) = &new.id {
        check_id(plan, &new.spot, id)?;
        check_estimate(plan, new, id)?;
    }
    let shape = new.spot.shape();
    let id = new.id.iter().map(|id| ("id", id.to_string()));
    let mut keys: Vec<_> = id.chain(new.keys.iter().cloned()).collect();
    let rank = |key: &str| shape.keys.iter().position(|known| known.name == key);
    keys.sort_by_key(|(key, _)| rank(key));
    let typed = keys.into_iter().filter_map(|(name, text)| {
        let key = shape.key(name)?;
        Some((key.name, value(key, &text)))
    });
    let table = NewTable { keys: typed.collect(), spot: new.spot.clone() };
    if document.add(&table) { Ok(()) } else { Err(EditError::Unreachable) }
}

fn check_id(plan: &Plan, spot: &Spot, id: &Id) -> Result<(), EditError> {
    let taken = |noun| Err(EditError::Taken { id: id.clone(), noun });
    match spot {
        Spot::TaskAfter(_) | Spot::TaskOf(_) | Spot::Habit => past::check_free(plan, id, &[]),
        Spot::Phase | Spot::PhaseAfter(_) if plan.phase(id).is_some() => {
            taken(say!("phase", "阶段"))
        }
        Spot::Module | Spot::SkillOf(_) if plan.modules.iter().any(|known| known.id == *id) => {
            taken(say!("module", "模块"))
        }
        Spot::Module | Spot::SkillOf(_) if plan.skills().any(|(_, known)| known.id == *id) => {
            taken(say!("skill", "技能"))
        }
        _ => Ok(()),
    }
}

fn check_estimate(plan: &Plan, new: &Addition, task: &Id) -> Result<(), EditError> {
    let phase = match &new.spot {
        Spot::TaskOf(phase) => phase.clone(),
        Spot::TaskAfter(before) => match plan.task(before) {
            Some((phase, _)) => phase.id.clone(),
            None => {
                return Err(EditError::Missing {
                    noun: say!("task", "任务"), id: before.clone()
                });
            }
        },
        _ => return Ok(()),
    };
    let has_one = new.keys.iter().any(|(key, _)| *key == "estimate");
    let task = task.clone();
    match has_estimates(plan, &phase, None) {
        Some(true) if !has_one => Err(EditError::NeedsEstimate { phase, task }),
        Some(false) if has_one => Err(EditError::NoEstimates { phase, task }),
        _ => Ok(()),
    }
}
