//! Another id for something.

use super::{EditError, past, redirect};
use crate::id::Id;
use crate::plan::document::{Document, Place, Value};
use crate::plan::model::Plan;
use crate::say;

/// Gives a task, habit, phase, module or skill another id, everywhere where it is named. What
/// was recorded for a task or habit counts for the new id.
///
/// # Errors
///
/// Where something else has the new id, or had it once.
pub fn rename(
    document: &mut Document,
    plan: &Plan,
    place: &Place,
    new: &Id,
) -> Result<(), EditError> {
    let (Place::Task(old)
    | Place::Habit(old)
    | Place::Phase(old)
    | Place::Module(old)
    | Place::Skill(old)) = place
    else {
        return Err(EditError::Unreachable);
    };
    if old == new {
        return Err(EditError::Same {
            id: new.clone(),
            what: say!("is called that already", "本来就叫这个名字"),
        });
    }
    check_free(plan, place, old, new)?;
    match place {
        Place::Task(_) | Place::Habit(_) => {
            past::revive(document, new);
            redirect(document, plan, &[old], std::slice::from_ref(new));
            past::hand_over(document, old, std::slice::from_ref(new));
        }
        Place::Phase(_) => {
            for habit in &plan.habits {
                let habit = Place::Habit(habit.id.clone());
                document.replace_item(&habit, "phase", old.as_str(), new.as_str());
            }
        }
        _ => {
            for (_, task) in plan.tasks().filter(|(_, task)| task.skills.contains(old)) {
                let task = Place::Task(task.id.clone());
                document.replace_item(&task, "skills", old.as_str(), new.as_str());
            }
        }
    }
    let is_there = document.set(place, "id", &Value::text(new.as_str()));
    if is_there { Ok(()) } else { Err(EditError::Unreachable) }
}

fn check_free(plan: &Plan, place: &Place, old: &Id, new: &Id) -> Result<(), EditError> {
    let taken = |noun| Err(EditError::Taken { id: new.clone(), noun });
    match place {
        Place::Phase(_) if plan.phase(new).is_some() => taken(say!("phase", "阶段")),
        Place::Module(_) | Place::Skill(_) if plan.skills().any(|(_, skill)| skill.id == *new) => {
            taken(say!("skill", "技能"))
        }
        Place::Module(_) | Place::Skill(_)
            if plan.modules.iter().any(|module| module.id == *new) =>
        {
            taken(say!("module", "模块"))
        }
        Place::Task(_) | Place::Habit(_) => past::check_free(plan, new, &[old]),
        _ => Ok(()),
    }
}
