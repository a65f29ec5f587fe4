//! A random edit of a plan.

use roadmap::id::Id;
use roadmap::plan::Plan;
use roadmap::plan::document::{Document, Place, Spot};
use roadmap::plan::edit::{self, Addition, EditError, Merge, Split, Transfer};

use crate::history_generator::generator::random::Random;

/// An edit, as far as the laws need to know it.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// Something has another id.
    Rename(Place, Id),
    /// Several tasks stand in the place of one.
    Split(Id, Vec<Id>),
    /// One task stands in the place of several.
    Merge(Vec<Id>, Id),
    /// A task stands elsewhere.
    Transfer(Id, Id, Option<Id>),
    /// Something is new.
    Add(Addition),
    /// A key has another value, or none.
    Set(Place, String, Option<String>),
}

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

/// The ids of a plan by their kind.
struct Ids {
    tasks: Vec<Id>,
    habits: Vec<Id>,
    phases: Vec<Id>,
    skills: Vec<Id>,
    past: Vec<Id>,
}

impl Ids {
    fn of(plan: &Plan) -> Self {
        Self {
            tasks: plan.tasks().map(|(_, task)| task.id.clone()).collect(),
            habits: plan.habits.iter().map(|habit| habit.id.clone()).collect(),
            phases: plan.phases.iter().map(|phase| phase.id.clone()).collect(),
            skills: plan.skills().map(|(_, skill)| skill.id.clone()).collect(),
            past: plan.moved.iter().map(|moved| moved.from.clone()).collect(),
        }
    }

    /// A new id; now and then one of the past, or one that is taken.
    fn fresh(&self, random: &mut Random) -> Id {
        match random.below(8) {
            0 | 1 if !self.past.is_empty() => random.pick(&self.past),
            2 if !self.tasks.is_empty() => random.pick(&self.tasks),
            _ => id(&format!("n{}", random.below(1_000_000))),
        }
    }
}

/// A random edit; `None` where the plan has nothing for the kind that was drawn.
pub(super) fn step(plan: &Plan, random: &mut Random) -> Option<Step> {
    let ids = Ids::of(plan);
    let some = |list: &[Id], random: &mut Random| (!list.is_empty()).then(|| random.pick(list));
    Some(match random.below(12) {
        0 | 1 => Step::Rename(Place::Task(some(&ids.tasks, random)?), ids.fresh(random)),
        2 => match random.below(3) {
            0 => Step::Rename(Place::Habit(some(&ids.habits, random)?), ids.fresh(random)),
            1 => Step::Rename(Place::Phase(some(&ids.phases, random)?), ids.fresh(random)),
            _ => Step::Rename(Place::Skill(some(&ids.skills, random)?), ids.fresh(random)),
        },
        3 | 4 => {
            let parts = (0..2 + random.below(2)).map(|_| ids.fresh(random)).collect();
            Step::Split(some(&ids.tasks, random)?, parts)
        }
        5 | 6 => {
            let merged = (0..2 + random.below(2)).map(|_| some(&ids.tasks, random));
            let merged: Vec<Id> = merged.collect::<Option<_>>()?;
            let into = match random.below(3) {
                0 => merged[0].clone(),
                1 => some(&ids.tasks, random)?,
                _ => ids.fresh(random),
            };
            Step::Merge(merged, into)
        }
        7 | 8 => {
            let task = some(&ids.tasks, random)?;
            let after = some(&ids.tasks, random).filter(|after| *after != task);
            let after = after.filter(|_| random.once_in(2));
            let phase = match after.as_ref().and_then(|after| plan.task(after)) {
                Some((phase, _)) => phase.id.clone(),
                None => some(&ids.phases, random)?,
            };
            Step::Transfer(task, phase, after)
        }
        9 => Step::Add(addition(&ids, random)),
        _ => assignment(&ids, random)?,
    })
}

fn addition(ids: &Ids, random: &mut Random) -> Addition {
    let new = ids.fresh(random);
    let title = ("title", random.pick(&["新的", "say \"hi\" # there", "it's C:\\"]).to_owned());
    let keys = |more: &[(&'static str, &str)]| {
        let more = more.iter().map(|(key, text)| (*key, (*text).to_owned()));
        [title.clone()].into_iter().chain(more).collect()
    };
    let phase = random.pick(&ids.phases);
    let (spot, id, keys) = match random.below(6) {
        0 => (Spot::TaskOf(phase), Some(new), keys(&[("estimate", "90m")])),
        1 if !ids.tasks.is_empty() => {
            let need = random.pick(&ids.tasks);
            let keys = keys(&[("needs", need.as_str()), ("skills", "s0")]);
            (Spot::TaskAfter(random.pick(&ids.tasks)), Some(new), keys)
        }
        2 => (Spot::Habit, Some(new), keys(&[("every", "3/week"), ("target", "1.5")])),
        3 => (Spot::PhaseAfter(phase), Some(new), keys(&[("window", "2026-01..2026-02")])),
        4 => (Spot::SkillOf(id("m")), Some(new), keys(&[])),
        5 => (Spot::Link, None, keys(&[("url", "https://example.org/new")])),
        _ => (Spot::TaskOf(phase), Some(new), keys(&[])),
    };
    Addition { spot, id, keys }
}

fn assignment(ids: &Ids, random: &mut Random) -> Option<Step> {
    let task = (!ids.tasks.is_empty()).then(|| random.pick(&ids.tasks));
    let need = task.clone().map_or_else(String::new, |task| task.to_string());
    let (place, key, values): (Place, &str, Vec<&str>) = match random.below(8) {
        0 => (Place::Task(task?), "title", vec!["另一个", "a \"b\"", ""]),
        1 => (Place::Task(task?), "needs", vec![&need, "nobody", ""]),
        2 => (Place::Task(task?), "links", vec!["https://a.b/c,d,https://e.f", "nowhere"]),
        3 => (Place::Task(task?), "estimate", vec!["2h", "90m", "long"]),
        4 => {
            (Place::Phase(random.pick(&ids.phases)), "window", vec!["2025-10..2025-11", "2025-13"])
        }
        5 => (Place::Top, "deadline", vec!["2026-07-01", "soon"]),
        6 => (Place::Top, "record.subject", vec!["{id}", "{x}"]),
        _ => (Place::Top, "rest-days", vec!["sat,sun", "someday"]),
    };
    let value = (!random.once_in(4)).then(|| random.pick(&values).to_owned());
    Some(Step::Set(place, key.to_owned(), value))
}

impl Step {
    /// Makes the edit.
    pub(super) fn apply(&self, document: &mut Document, plan: &Plan) -> Result<(), EditError> {
        match self {
            Self::Rename(place, new) => edit::rename(document, plan, place, new),
            Self::Split(task, parts) => {
                edit::split(document, plan, &Split { task, parts, titles: &[] })
            }
            Self::Merge(tasks, into) => {
                edit::merge(document, plan, &Merge { tasks, into, title: None })
            }
            Self::Transfer(task, phase, after) => {
                let after = after.as_ref();
                edit::transfer(document, plan, &Transfer { task, phase, after, estimate: None })
            }
            Self::Add(addition) => edit::add(document, plan, addition),
            Self::Set(place, key, value) => {
                let to = edit::assignment(place.clone(), key)?;
                match value {
                    Some(value) => edit::set(document, &to, value),
                    None => edit::unset(document, &to),
                }
            }
        }
    }

    /// Whether the result has to be a valid plan: a merge can close a circle of `needs`, a task can
    /// be moved behind one that needs it, and what is set or added can be wrong.
    pub(super) fn is_always_sound(&self) -> bool {
        matches!(self, Self::Rename(..) | Self::Split(..))
    }

    /// The ids that a task of before has become.
    pub(super) fn image(&self, task: &Id, before: &Plan) -> Vec<Id> {
        match self {
            Self::Rename(Place::Task(old), new) if old == task => vec![new.clone()],
            Self::Split(old, parts) if old == task => parts.clone(),
            Self::Merge(tasks, into)
                if tasks.contains(task) || (into == task && before.task(into).is_some()) =>
            {
                vec![into.clone()]
            }
            _ => vec![task.clone()],
        }
    }
}
