//! A plan as parts with keys, so that three versions of it can be compared key by key, whatever
//! their texts look like.

use std::collections::BTreeMap;
use std::fmt;

use super::Version;
use crate::id::Id;
use crate::plan::document::{Place, Value};
use crate::plan::model::{Habit, HabitGoal, HabitSpan, Phase, Plan, Task};
use crate::quantity::Amount;

/// A part of a plan that upgrading looks at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The top of the file.
    Top,
    /// A phase.
    Phase(Id),
    /// A task.
    Task(Id),
    /// A habit.
    Habit(Id),
    /// A module.
    Module(Id),
    /// A skill.
    Skill(Id),
    /// A link of the plan, by its address.
    Link(String),
}

impl Part {
    /// What it is called in the file, e.g. `task`.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Top => "plan",
            Self::Phase(_) => "phase",
            Self::Task(_) => "task",
            Self::Habit(_) => "habit",
            Self::Module(_) => "module",
            Self::Skill(_) => "skill",
            Self::Link(_) => "link",
        }
    }

    /// The id of a task or habit.
    pub(super) fn work(&self) -> Option<&Id> {
        match self {
            Self::Task(id) | Self::Habit(id) => Some(id),
            _ => None,
        }
    }

    /// The part with another id.
    pub(super) fn renamed(&self, id: &Id) -> Self {
        match self {
            Self::Phase(_) => Self::Phase(id.clone()),
            Self::Task(_) => Self::Task(id.clone()),
            Self::Habit(_) => Self::Habit(id.clone()),
            Self::Module(_) => Self::Module(id.clone()),
            Self::Skill(_) => Self::Skill(id.clone()),
            Self::Top | Self::Link(_) => self.clone(),
        }
    }

    /// Its place in a document of the plan.
    pub(super) fn place(&self, plan: &Plan) -> Place {
        match self {
            Self::Top => Place::Top,
            Self::Phase(id) => Place::Phase(id.clone()),
            Self::Task(id) => Place::Task(id.clone()),
            Self::Habit(id) => Place::Habit(id.clone()),
            Self::Module(id) => Place::Module(id.clone()),
            Self::Skill(id) => Place::Skill(id.clone()),
            Self::Link(url) => {
                let number = plan.links.iter().position(|link| link.url == *url);
                Place::Link(number.unwrap_or(usize::MAX))
            }
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => Ok(()),
            Self::Phase(id)
            | Self::Task(id)
            | Self::Habit(id)
            | Self::Module(id)
            | Self::Skill(id) => id.fmt(f),
            Self::Link(url) => f.pad(url),
        }
    }
}

/// The value of a key: what it says, and how it is written.
#[derive(Clone, Debug)]
pub(super) enum Given {
    /// One value.
    One { said: String, written: Value },
    /// A list of texts.
    Many(Vec<String>),
}

impl PartialEq for Given {
    /// Whether they say the same; how they are written does not matter.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::One { said, .. }, Self::One { said: other, .. }) => said == other,
            (Self::Many(list), Self::Many(other)) => list == other,
            _ => false,
        }
    }
}

impl Given {
    /// The value to be written.
    pub(super) fn value(&self) -> Value {
        match self {
            Self::One { written, .. } => written.clone(),
            Self::Many(list) => Value::list(list),
        }
    }

    /// What it says, for people.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::One { said, .. } => said.clone(),
            Self::Many(list) => list.join(", "),
        }
    }
}

/// Keys with their values; a key that has its default is not there.
pub(super) type Values = BTreeMap<&'static str, Given>;

/// A part with what it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    /// The phase of a task, the module of a skill.
    pub(super) parent: Option<Id>,
    pub(super) values: Values,
}

/// All parts of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) items: BTreeMap<Part, Item>,
    /// The parts in the order of the file.
    pub(super) order: Vec<Part>,
    pub(super) moved: BTreeMap<Id, Vec<Id>>,
    /// What rules of evidence prove.
    pub(super) proved: Vec<Id>,
}

impl Parts {
    pub(super) fn of(version: &Version) -> Self {
        let plan = &version.plan;
        let mut gathered = Gathered { version, parts: Self::default() };
        gathered.add(Part::Top, None, top(plan));
        for phase in &plan.phases {
            gathered.add(Part::Phase(phase.id.clone()), None, of_phase(phase));
            for task in &phase.tasks {
                gathered.add(Part::Task(task.id.clone()), Some(&phase.id), of_task(task));
            }
        }
        for habit in &plan.habits {
            gathered.add(Part::Habit(habit.id.clone()), None, of_habit(habit));
        }
        for module in &plan.modules {
            let title = vec![("title", Some(one(&module.title)))];
            gathered.add(Part::Module(module.id.clone()), None, title);
            for skill in &module.skills {
                let title = vec![("title", Some(one(&skill.title)))];
                gathered.add(Part::Skill(skill.id.clone()), Some(&module.id), title);
            }
        }
        for link in &plan.links {
            gathered.add(
                Part::Link(link.url.clone()),
                None,
                vec![("title", Some(one(&link.title)))],
            );
        }
        let moved = plan.moved.iter().map(|moved| (moved.from.clone(), moved.to.clone()));
        let proved = plan.evidence.iter().map(|rule| rule.proof.target().clone());
        Self { moved: moved.collect(), proved: proved.collect(), ..gathered.parts }
    }

    pub(super) fn has(&self, part: &Part) -> bool {
        self.items.contains_key(part)
    }

    /// Whether a task or habit has this id.
    pub(super) fn has_work(&self, id: &Id) -> bool {
        self.work(id).is_some()
    }

    /// The task or habit with this id.
    pub(super) fn work(&self, id: &Id) -> Option<Part> {
        let parts = [Part::Task(id.clone()), Part::Habit(id.clone())];
        parts.into_iter().find(|part| self.has(part))
    }

    /// The tasks of a phase, in the order of their ids.
    pub(super) fn tasks_of(&self, phase: &Id) -> Vec<Part> {
        let is_of_it = |(part, item): &(&Part, &Item)| {
            matches!(part, Part::Task(_)) && item.parent.as_ref() == Some(phase)
        };
        self.items.iter().filter(is_of_it).map(|(part, _)| part.clone()).collect()
    }

    /// Gives a task or habit another id, wherever it is named.
    pub(super) fn rename(&mut self, old: &Id, new: &Id) {
        let Some(part) = self.work(old) else { return };
        let renamed = part.renamed(new);
        if let Some(item) = self.items.remove(&part) {
            self.items.insert(renamed.clone(), item);
        }
        for other in self.order.iter_mut().filter(|other| **other == part) {
            other.clone_from(&renamed);
        }
        for item in self.items.values_mut() {
            if let Some(Given::Many(needs)) = item.values.get_mut("needs") {
                for need in needs.iter_mut().filter(|need| *need == old.as_str()) {
                    *need = new.to_string();
                }
            }
        }
    }
}

/// What a model says about a key.
enum Said {
    One(String),
    Many(Vec<String>),
    /// What is not written as one value, with how it can be.
    Other(String, Value),
}

fn one(text: impl fmt::Display) -> Said {
    Said::One(text.to_string())
}

fn many(list: &[impl fmt::Display]) -> Option<Said> {
    let list: Vec<String> = list.iter().map(ToString::to_string).collect();
    (!list.is_empty()).then_some(Said::Many(list))
}

/// Parts on the way.
struct Gathered<'a> {
    version: &'a Version,
    parts: Parts,
}

impl Gathered<'_> {
    fn add(&mut self, part: Part, parent: Option<&Id>, keys: Vec<(&'static str, Option<Said>)>) {
        let place = part.place(&self.version.plan);
        let written = |key| {
            let raw = self.version.document.value(&place, key);
            raw.map(|raw| Value::bare(raw.replace("\r\n", "\n")))
        };
        let given = |(key, said): (&'static str, Option<Said>)| {
            Some((
                key,
                match said? {
                    Said::One(said) => {
                        let written = written(key).unwrap_or_else(|| Value::text(said.clone()));
                        Given::One { said, written }
                    }
                    Said::Many(list) => Given::Many(list),
                    Said::Other(said, written) => Given::One { said, written },
                },
            ))
        };
        let values = keys.into_iter().filter_map(given).collect();
        self.parts.items.insert(part.clone(), Item { parent: parent.cloned(), values });
        self.parts.order.push(part);
    }
}

type Keys = Vec<(&'static str, Option<Said>)>;

fn top(plan: &Plan) -> Keys {
    let day_end = plan.day_end.to_string();
    vec![
        ("title", Some(one(&plan.title))),
        ("goal", plan.goal.as_ref().map(one)),
        ("path", plan.path.as_ref().map(one)),
        ("start", Some(one(plan.start))),
        ("deadline", plan.deadline.map(one)),
        ("day-ends", Some(day_end).filter(|end| end != "00:00").map(one)),
        ("week-starts", Some(plan.week_start).filter(|day| *day != chrono::Weekday::Mon).map(one)),
        (
            "rest-days",
            Some(&plan.rest_days).filter(|days| !days.is_empty()).map(|days| {
                let mut days = days.clone();
                days.sort_by_key(chrono::Weekday::num_days_from_monday);
                one(format!("{days:?}"))
            }),
        ),
        ("freezes-per-month", Some(plan.freezes_per_month).filter(|count| *count > 0).map(one)),
    ]
}

fn of_phase(phase: &Phase) -> Keys {
    vec![("title", Some(one(&phase.title))), ("window", Some(one(phase.window)))]
}

fn of_task(task: &Task) -> Keys {
    vec![
        ("title", Some(one(&task.title))),
        ("estimate", task.estimate.map(one)),
        ("needs", many(&task.needs)),
        ("skills", many(&task.skills)),
        ("links", many(&task.links)),
        ("verify", task.verify.as_ref().map(|verify| one(verify.value()))),
    ]
}

fn of_habit(habit: &Habit) -> Keys {
    let (phase, from, until) = match &habit.span {
        HabitSpan::Phase(id) => (Some(one(id)), None, None),
        HabitSpan::Days { from, until } => (None, from.map(one), until.map(one)),
    };
    let first = habit.goals.first();
    let target = first.map(|goal| goal.target).filter(|target| !target.is_one());
    vec![
        ("title", Some(one(&habit.title))),
        ("every", first.map(|goal| one(&goal.every))),
        ("target", target.map(one)),
        ("stretch", first.and_then(|goal| goal.stretch).map(one)),
        ("unit", habit.unit.as_ref().map(one)),
        ("phase", phase),
        ("from", from),
        ("until", until),
        ("change", changes(&habit.goals)),
    ]
}

/// The later goals of a habit as a list of inline tables.
fn changes(goals: &[HabitGoal]) -> Option<Said> {
    let tables: Vec<String> = goals.windows(2).map(|pair| change(&pair[0], &pair[1])).collect();
    let list = format!("[{}]", tables.join(", "));
    (!tables.is_empty()).then(|| Said::Other(list.clone(), Value::Bare(list)))
}

fn change(before: &HabitGoal, goal: &HabitGoal) -> String {
    let mut keys: Vec<String> =
        goal.from.map(|from| format!("from = {from}")).into_iter().collect();
    if goal.every != before.every {
        keys.push(format!("every = \"{}\"", goal.every));
    }
    if goal.target != before.target {
        keys.push(format!("target = {}", goal.target));
    }
    let stretch: Option<Amount> = goal.stretch.filter(|_| goal.stretch != before.stretch);
    keys.extend(stretch.map(|stretch| format!("stretch = {stretch}")));
    format!("{{ {} }}", keys.join(", "))
}
