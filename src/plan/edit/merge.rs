//! One task in the place of several.

use super::{EditError, past, redirect, set_list, task_of};
use crate::id::Id;
use crate::plan::document::{Document, Place, Value};
use crate::plan::model::{Plan, Task};
use crate::quantity::StudyTime;
use crate::say;

/// Tasks to be merged.
#[derive(Clone, Debug)]
pub struct Merge<'a> {
    /// The tasks.
    pub tasks: &'a [Id],
    /// The task that they become: one of them, another of the plan, or a new one.
    pub into: &'a Id,
    /// Its title, if it gets another.
    pub title: Option<&'a str>,
}

/// Puts one task in the place of several, where it stood itself or else the first of them. It
/// needs, trains and links what any of them did, and its estimate is the sum of theirs. It is
/// done if one of them was.
///
/// # Errors
///
/// Where a task is not there or named twice, or the new id is not free.
pub fn merge(document: &mut Document, plan: &Plan, merge: &Merge<'_>) -> Result<(), EditError> {
    let Merge { tasks: ids, into, title } = merge;
    let is_new = plan.task(into).is_none();
    let mut members: Vec<&Id> = Vec::new();
    for id in ids.iter().chain((!is_new).then_some(*into)) {
        if !members.contains(&id) {
            members.push(id);
        } else if id != *into {
            return Err(EditError::Twice { id: id.clone() });
        }
    }
    if is_new {
        past::check_free(plan, into, &members)?;
    }
    if members.len() < 2 {
        return Err(EditError::Same {
            id: (*into).clone(),
            what: say!("is one task already", "本来就是一个任务"),
        });
    }
    let tasks: Vec<&Task> = members
        .iter()
        .map(|id| task_of(plan, id).map(|(_, task)| task))
        .collect::<Result<_, _>>()?;
    let kept = tasks.iter().find(|task| task.id == **into).or(tasks.first());
    let Some(kept) = kept.copied() else { return Err(EditError::Unreachable) };
    past::revive(document, into);
    redirect(document, plan, &members, std::slice::from_ref(*into));
    gather(document, kept, &tasks, &members);
    let place = Place::Task(kept.id.clone());
    if let Some(title) = title.or_else(|| title_of_parts(&tasks)) {
        document.set(&place, "title", &Value::text(title));
    }
    for id in members.iter().filter(|id| ***id != kept.id) {
        if !document.remove_table(&Place::Task((**id).clone())) {
            return Err(EditError::Unreachable);
        }
    }
    for id in members.iter().filter(|id| **id != *into) {
        past::hand_over(document, id, std::slice::from_ref(*into));
    }
    if is_new {
        document.set(&place, "id", &Value::text(into.as_str()));
    }
    Ok(())
}

/// The title of a task whose numbered parts these are, all of them: `Docker` of `Docker (1/2)` and
/// `Docker (2/2)`.
fn title_of_parts<'a>(tasks: &[&'a Task]) -> Option<&'a str> {
    let part = |task: &&'a Task| {
        let (title, number) = task.title.strip_suffix(')')?.rsplit_once(" (")?;
        let (at, of) = number.split_once('/')?;
        (of.parse() == Ok(tasks.len())).then_some((title, at.parse::<usize>().ok()?))
    };
    let parts: Vec<(&str, usize)> = tasks.iter().map(part).collect::<Option<_>>()?;
    let &(title, _) = parts.first()?;
    let has = |at| parts.contains(&(title, at));
    (1..=tasks.len()).all(has).then_some(title)
}

/// Gives the task that is kept what the others had.
fn gather(document: &mut Document, kept: &Task, tasks: &[&Task], members: &[&Id]) {
    let place = Place::Task(kept.id.clone());
    let others = || tasks.iter().filter(|task| task.id != kept.id);
    let mut needs: Vec<&Id> = Vec::new();
    let (mut skills, mut links) = (kept.skills.clone(), kept.links.clone());
    for id in kept.needs.iter().chain(others().flat_map(|task| &task.needs)) {
        if !members.contains(&id) && !needs.contains(&id) {
            needs.push(id);
        }
    }
    for task in others() {
        let new: Vec<_> = task.skills.iter().filter(|id| !kept.skills.contains(id)).collect();
        skills.extend(new.into_iter().cloned());
        links.extend(task.links.iter().cloned());
    }
    set_list(document, &place, "needs", &needs);
    if skills != kept.skills {
        set_list(document, &place, "skills", &once(&skills));
    }
    if links != kept.links {
        set_list(document, &place, "links", &once(&links));
    }
    let sum: StudyTime = tasks.iter().filter_map(|task| task.estimate).sum();
    if kept.estimate.is_some_and(|estimate| estimate != sum) {
        document.set(&place, "estimate", &Value::text(sum.to_string()));
    }
    let verify = others().find_map(|task| task.verify.as_ref()).filter(|_| kept.verify.is_none());
    if let Some(verify) = verify {
        document.set(&place, "verify", &verify.value());
    }
}

/// Each item once, in order.
fn once<T: PartialEq + Clone>(items: &[T]) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if !kept.contains(item) {
            kept.push(item.clone());
        }
    }
    kept
}
