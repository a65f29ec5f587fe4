//! What every edit has to keep.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use roadmap::id::Id;
use roadmap::ledger::Event;
use roadmap::plan::Plan;
use roadmap::plan::document::{Document, Place};
use roadmap::progress::{self, Progress, TaskState};

use super::step::Step;

/// A plan with its text.
pub(super) struct Version {
    pub(super) text: String,
    pub(super) plan: Plan,
}

/// The comments of a text, found by the signs that only they have.
fn comments(text: &str) -> Vec<&str> {
    let parts = text.split("#注").skip(1);
    parts.map(|part| part.split('!').next().unwrap_or_default()).collect()
}

/// Every comment is there, once, and in its order; those of a task that moves go with it.
pub(super) fn comments_stay(step: &Step, before: &str, after: &str) -> Result<(), String> {
    let (mut old, mut new) = (comments(before), comments(after));
    if let Step::Transfer(task, ..) = step {
        let document = Document::parse(before).map_err(|error| error.to_string())?;
        let block = document.block(&Place::Task(task.clone()));
        let own: BTreeSet<&str> =
            block.map(|block| comments(&before[block]).into_iter().collect()).unwrap_or_default();
        let apart = |list: &[&str]| -> (Vec<String>, Vec<String>) {
            let (own, others): (Vec<&str>, Vec<&str>) =
                list.iter().partition(|comment| own.contains(**comment));
            let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
            (owned(own), owned(others))
        };
        return if apart(&old) == apart(&new) {
            Ok(())
        } else {
            Err(format!("comments: {old:?} became {new:?}"))
        };
    }
    if old == new {
        return Ok(());
    }
    old.retain(|comment| !new.contains(comment));
    new.sort_unstable();
    Err(format!("comments {old:?} are lost or out of order: {new:?}"))
}

/// The tables of a plan that the model can tell apart, each with what it says.
fn tables(plan: &Plan) -> BTreeMap<String, (Place, String)> {
    let mut tables = BTreeMap::new();
    let mut add = |name: String, place: Place, said: String| {
        tables.insert(name, (place, said));
    };
    for (_, task) in plan.tasks() {
        add(format!("task {}", task.id), Place::Task(task.id.clone()), format!("{task:?}"));
    }
    for phase in &plan.phases {
        let said = format!("{} {:?}", phase.title, phase.window);
        add(format!("phase {}", phase.id), Place::Phase(phase.id.clone()), said);
    }
    for habit in &plan.habits {
        add(format!("habit {}", habit.id), Place::Habit(habit.id.clone()), format!("{habit:?}"));
    }
    for (_, skill) in plan.skills() {
        add(format!("skill {}", skill.id), Place::Skill(skill.id.clone()), format!("{skill:?}"));
    }
    for moved in &plan.moved {
        add(
            format!("moved {}", moved.from),
            Place::Moved(moved.from.clone()),
            format!("{moved:?}"),
        );
    }
    tables
}

/// The lines of a table without the comments and empty lines around it.
fn lines(document: &Document, place: &Place) -> Option<String> {
    let block = document.block(place)?;
    let lines: Vec<&str> = document.text()[block].lines().collect();
    let is_around = |line: &&&str| line.trim().is_empty() || line.trim().starts_with('#');
    let start = lines.iter().take_while(is_around).count();
    let end = lines.iter().rev().take_while(is_around).count();
    Some(lines[start..lines.len() - end].join("\n"))
}

/// A table that says the same as before is written as before, byte for byte, unless it is the one
/// in which a value was set: `2h` for `120m`.
pub(super) fn the_rest_stays(step: &Step, before: &Version, after: &Version) -> Result<(), String> {
    let (old, new) = (tables(&before.plan), tables(&after.plan));
    let read = |version: &Version| Document::parse(version.text.as_str());
    let (Ok(old_text), Ok(new_text)) = (read(before), read(after)) else {
        return Err("the text is no TOML".to_owned());
    };
    for (name, (place, said)) in &old {
        let is_set = matches!(step, Step::Set(set, ..) if set == place);
        if is_set || new.get(name).is_none_or(|(_, now)| now != said) {
            continue;
        }
        let (was, is) = (lines(&old_text, place), lines(&new_text, place));
        // Tasks in brackets stand in the table of their phase.
        let holds_tasks =
            |lines: &Option<String>| lines.as_ref().is_some_and(|lines| lines.contains("task = ["));
        if holds_tasks(&was) || holds_tasks(&is) {
            continue;
        }
        if was.is_some() && is.is_some() && was != is {
            return Err(format!("{name} was not touched, but {was:?} became {is:?}"));
        }
    }
    Ok(())
}

/// What was done is done, by whatever name, and nothing else is.
pub(super) fn credit_stays(
    step: &Step,
    before: &Version,
    after: &Version,
    events: &[Event],
) -> Result<(), String> {
    let day = NaiveDate::from_ymd_opt(2025, 9, 30).ok_or("a day")?;
    let old = progress::fold(&before.plan, events, day);
    let new = progress::fold(&after.plan, events, day);
    let mut images: BTreeMap<Id, Vec<&TaskState>> = BTreeMap::new();
    for task in &old.tasks {
        for id in step.image(&task.id, &before.plan) {
            images.entry(id).or_default().push(&task.state);
        }
    }
    for task in &new.tasks {
        let was = images.get(&task.id).map_or(&[] as &[&TaskState], Vec::as_slice);
        let done = was.iter().filter_map(|state| match state {
            TaskState::Done(day) => Some(*day),
            _ => None,
        });
        let is = match task.state {
            TaskState::Done(day) => Some(day),
            _ => None,
        };
        if done.min() != is {
            return Err(format!("{} was {was:?} and is {:?}", task.id, task.state));
        }
    }
    let is_there = |id: &Id| new.tasks.iter().any(|task| task.id == *id);
    if let Some(id) = images.keys().find(|id| !is_there(id)) {
        return Err(format!("{id} is gone"));
    }
    sums_stay(step, before, after, &old, &new)
}

/// The study time and the days on which something was done stay; so do weights where the edit
/// keeps the estimates.
fn sums_stay(
    step: &Step,
    before: &Version,
    after: &Version,
    old: &Progress,
    new: &Progress,
) -> Result<(), String> {
    if (old.total.time, &old.activity) != (new.total.time, &new.activity) {
        return Err("study time or active days changed".to_owned());
    }
    // Rest days can be set, and they have a say in it.
    if !matches!(step, Step::Set(..)) && old.overall != new.overall {
        return Err("the streak changed".to_owned());
    }
    if old.oddities.unknown != new.oddities.unknown {
        return Err(format!("{:?} became {:?}", old.oddities.unknown, new.oddities.unknown));
    }
    let has_weights = |plan: &Plan| plan.tasks().all(|(_, task)| task.estimate.is_some());
    let is_weighed = has_weights(&before.plan) && has_weights(&after.plan);
    let (was, is) = (old.total.done, new.total.done);
    let is_kept = match step {
        Step::Rename(..) => was == is,
        Step::Split(..) | Step::Transfer(..) if is_weighed => was == is,
        Step::Merge(..) if is_weighed => was.part <= is.part,
        Step::Split(..) => was.part <= is.part || is_weighed != has_weights(&before.plan),
        _ => true,
    };
    if !is_kept {
        return Err(format!("the weight that is done was {was:?} and is {is:?}"));
    }
    if let Step::Rename(Place::Habit(habit), name) = step {
        let was = old.habit(habit).cloned().map(|mut habit| {
            habit.id = name.clone();
            habit
        });
        if was.as_ref() != new.habit(name) {
            return Err(format!("the habit {habit} changed with its id"));
        }
    }
    Ok(())
}
