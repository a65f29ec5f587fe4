//! Anything in the plan that has an id, by its name.

use super::failure::Failure;
use super::name::{self, Kind, Named};
use super::workspace::Workspace;
use crate::id::Id;
use crate::plan::document::Place;
use crate::say;
use crate::sentence::Sentence;

/// What `text` names: a task, habit, phase, module or skill, by its id, the start of it, or a
/// part of id or title; the top of the file for `.`, and for `plan` where nothing has that id.
///
/// # Errors
///
/// Lists the candidates, or near names.
pub(crate) fn named(workspace: &Workspace, text: &str) -> Result<Place, Failure> {
    named_among(workspace, text, |_| true)
}

/// The same, where of several things with one id only one may be meant.
///
/// # Errors
///
/// As [`named`].
pub(crate) fn named_among(
    workspace: &Workspace,
    text: &str,
    may_be_meant: impl Fn(&Place) -> bool,
) -> Result<Place, Failure> {
    let all = all(workspace);
    let (kind, wanted) = text.split_once('/').unwrap_or(("", text));
    let of_kind: Vec<&(Place, Named<'_>)> =
        all.iter().filter(|(place, _)| kind.is_empty() || kind_of(place) == kind).collect();
    let lower = wanted.trim().to_lowercase();
    let mut exact: Vec<_> =
        of_kind.iter().filter(|(_, thing)| thing.id.as_str() == lower).collect();
    if exact.iter().filter(|(place, _)| may_be_meant(place)).count() == 1 {
        exact.retain(|(place, _)| may_be_meant(place));
    }
    match exact.as_slice() {
        [] if text == "." || text == "plan" => return Ok(Place::Top),
        [] => {}
        [(place, _)] => return Ok(place.clone()),
        several => {
            let names = several.iter().map(|(place, thing)| {
                Sentence::verbatim(format!("`{}/{}`", kind_of(place), thing.id))
            });
            let names: Vec<Sentence> = names.collect();
            let names = Sentence::join(&names, &say!(" or ", " 或 "));
            let (en, zh) = names.both();
            return Err(Failure::request(say!(
                "`{wanted}` is the id of more than one thing",
                "有多项的 id 都是 `{wanted}`"
            ))
            .hint(say!("write {en}", "请写 {zh}")));
        }
    }
    let things: Vec<Named<'_>> = of_kind.iter().map(|(_, thing)| *thing).collect();
    let otherwise = || {
        say!(
            "`roadmap list` shows the tasks, `roadmap status` phases and habits",
            "`roadmap list` 列出任务，`roadmap status` 列出阶段和习惯"
        )
    };
    let noun = || say!("task, habit, phase or skill", "任务、习惯、阶段或技能");
    let found =
        name::find(&Kind { noun, elsewhere: None, is_other: false, otherwise }, wanted, &things)?;
    // Found by a part of it, so no two have it as their id; the first is the only one.
    let place = of_kind.iter().find(|(_, thing)| std::ptr::eq(thing.id, found));
    place
        .map(|(place, _)| place.clone())
        .ok_or_else(|| Failure::request(say!("it is not in the plan", "计划里没有它")))
}

/// Everything that has an id, tasks first.
fn all(workspace: &Workspace) -> Vec<(Place, Named<'_>)> {
    let plan = &workspace.plan;
    let mut all = Vec::new();
    let mut add = |make: fn(Id) -> Place, id, title| {
        all.push((make(Id::clone(id)), Named { id, title }));
    };
    plan.tasks().for_each(|(_, task)| add(Place::Task, &task.id, &task.title));
    plan.habits.iter().for_each(|habit| add(Place::Habit, &habit.id, &habit.title));
    plan.phases.iter().for_each(|phase| add(Place::Phase, &phase.id, &phase.title));
    plan.skills().for_each(|(_, skill)| add(Place::Skill, &skill.id, &skill.title));
    plan.modules.iter().for_each(|module| add(Place::Module, &module.id, &module.title));
    all
}

/// The word for its kind, as `kind/id` tells two apart that share an id.
fn kind_of(place: &Place) -> &'static str {
    match place {
        Place::Task(_) => "task",
        Place::Habit(_) => "habit",
        Place::Phase(_) => "phase",
        Place::Module(_) => "module",
        Place::Skill(_) => "skill",
        _ => "",
    }
}

/// The id of a thing; the top of the file has none.
pub(crate) fn id_of(place: &Place) -> Option<&Id> {
    match place {
        Place::Task(id)
        | Place::Habit(id)
        | Place::Phase(id)
        | Place::Module(id)
        | Place::Skill(id) => Some(id),
        _ => None,
    }
}

/// The thing of the same kind with another id.
pub(crate) fn with_id(place: &Place, id: &Id) -> Place {
    let id = id.clone();
    match place {
        Place::Task(_) => Place::Task(id),
        Place::Habit(_) => Place::Habit(id),
        Place::Phase(_) => Place::Phase(id),
        Place::Module(_) => Place::Module(id),
        Place::Skill(_) => Place::Skill(id),
        other => other.clone(),
    }
}
