//! Several tasks in the place of one.

use super::{EditError, past, redirect, task_of};
use crate::id::Id;
use crate::plan::document::{Document, NewTable, Place, Spot, Value};
use crate::plan::model::{Plan, Task};
use crate::quantity::StudyTime;

/// A task to be split.
#[derive(Clone, Debug)]
pub struct Split<'a> {
    /// The task.
    pub task: &'a Id,
    /// The ids of its parts, at least two.
    pub parts: &'a [Id],
    /// Their titles; the rest are numbered.
    pub titles: &'a [String],
}

/// Puts the parts in the place of a task. Each has what the task had but `verify`, which stays
/// with the first, and an equal share of the estimate, so that the phase weighs what it weighed.
/// All are done if the task was.
///
/// # Errors
///
/// Where the id of a part is not free, or named twice.
pub fn split(document: &mut Document, plan: &Plan, split: &Split<'_>) -> Result<(), EditError> {
    let Split { task: old, parts, titles } = split;
    let (_, task) = task_of(plan, old)?;
    for (at, part) in parts.iter().enumerate() {
        past::check_free(plan, part, &[])?;
        if parts[..at].contains(part) {
            return Err(EditError::Twice { id: part.clone() });
        }
    }
    let Some((first, others)) = parts.split_first() else { return Err(EditError::Unreachable) };
    redirect(document, plan, &[old], parts);
    past::hand_over(document, old, parts);
    let place = Place::Task((*old).clone());
    let estimates = shares(task.estimate, parts.len());
    let title = |at: usize| {
        let given = titles.get(at).cloned();
        given.unwrap_or_else(|| format!("{} ({}/{})", task.title, at + 1, parts.len()))
    };
    if let Some(Some(estimate)) = estimates.first() {
        document.set(&place, "estimate", &Value::text(estimate.to_string()));
    }
    document.set(&place, "title", &Value::text(title(0)));
    if !document.set(&place, "id", &Value::text(first.as_str())) {
        return Err(EditError::Unreachable);
    }
    let mut before = first;
    for (at, part) in others.iter().enumerate() {
        let estimate = estimates.get(at + 1).copied().flatten();
        let keys = keys(task, part, title(at + 1), estimate);
        document.add(&NewTable { keys, spot: Spot::TaskAfter(before.clone()) });
        before = part;
    }
    Ok(())
}

/// A part as it is written.
fn keys(
    task: &Task,
    id: &Id,
    title: String,
    estimate: Option<StudyTime>,
) -> Vec<(&'static str, Value)> {
    let mut keys = vec![("id", Value::text(id.as_str())), ("title", Value::text(title))];
    keys.extend(estimate.map(|estimate| ("estimate", Value::text(estimate.to_string()))));
    let texts = |ids: &[Id]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let lists = [
        ("needs", texts(&task.needs)),
        ("skills", texts(&task.skills)),
        ("links", task.links.clone()),
    ];
    keys.extend(
        lists
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(key, list)| (key, Value::List(list))),
    );
    keys
}

/// An estimate in equal shares, in whole minutes where that can be; the first has what is left
/// over.
fn shares(estimate: Option<StudyTime>, parts: usize) -> Vec<Option<StudyTime>> {
    let Some(whole) = estimate else { return vec![None; parts] };
    let count = u64::try_from(parts).unwrap_or(u64::MAX).max(1);
    let unit = if whole.seconds() >= 60 * count { 60 } else { 1 };
    let share = whole.seconds() / unit / count * unit;
    let first = whole.seconds() - share * (count - 1);
    let share = |at: usize| StudyTime::from_seconds(if at == 0 { first } else { share.max(1) });
    (0..parts).map(|at| Some(share(at))).collect()
}
