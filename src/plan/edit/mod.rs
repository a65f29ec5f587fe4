//! Edits that mean something: a task more, another id, one task in the place of two.
//!
//! Each takes the plan as it is and its text, checks what only the plan knows (is the id free,
//! where does credit go), and changes the text. Whether the result is a plan, `plan::read` says.

mod add;
mod merge;
mod past;
mod rename;
mod set;
mod split;
mod transfer;

use thiserror::Error;

use super::document::{Document, Place, Value};
use super::model::{Plan, Task};
use crate::id::Id;
use crate::say;
use crate::sentence::{Lang, Sentence, Spoken};

pub use add::{Addition, add};
pub use merge::{Merge, merge};
pub use rename::rename;
pub use set::{Assignment, assignment, set, unset};
pub use split::{Split, split};
pub use transfer::{Transfer, transfer};

/// Why a plan is not edited.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// Something else has the id.
    #[error("`{id}` is already the id of a {}", noun.text(Lang::En))]
    Taken {
        /// The id.
        id: Id,
        /// What has it.
        noun: Sentence,
    },
    /// The id is one of the past, and its credit would go astray.
    #[error("`{id}` is an id of the past: what was recorded for it counts for {to}")]
    Past {
        /// The id.
        id: Id,
        /// Who gets its credit.
        to: String,
    },
    /// The plan has no such thing.
    #[error("there is no {} `{id}`", noun.text(Lang::En))]
    Missing {
        /// What it would be.
        noun: Sentence,
        /// The id.
        id: Id,
    },
    /// The edit would change nothing.
    #[error("`{id}` {}", what.text(Lang::En))]
    Same {
        /// The id.
        id: Id,
        /// What it is or has, e.g. `is called that already`.
        what: Sentence,
    },
    /// The same id is given twice.
    #[error("`{id}` is named twice")]
    Twice {
        /// The id.
        id: Id,
    },
    /// A task without an estimate would come among tasks that have one.
    #[error("the tasks of phase `{phase}` have estimates, and `{task}` would have none")]
    NeedsEstimate {
        /// The phase.
        phase: Id,
        /// The task.
        task: Id,
    },
    /// A task with an estimate would come among tasks that have none.
    #[error("the tasks of phase `{phase}` have no estimates, so `{task}` cannot have one")]
    NoEstimates {
        /// The phase.
        phase: Id,
        /// The task.
        task: Id,
    },
    /// A table of the format has no such key.
    #[error("{} has no key `{key}`", table.text(Lang::En))]
    UnknownKey {
        /// What messages call the table.
        table: Sentence,
        /// The key.
        key: String,
        /// The keys that it has, or the one that was probably meant.
        known: Sentence,
    },
    /// A key that is not set by `set`.
    #[error("`{key}` is not a value that can be set")]
    NotSettable {
        /// The key.
        key: String,
        /// How it is changed.
        way: Sentence,
    },
    /// The table does not have the key.
    #[error("`{key}` is not set there")]
    NotSet {
        /// The key.
        key: String,
    },
    /// The text is laid out in a way that we cannot edit.
    #[error("roadmap cannot edit this place of the file")]
    Unreachable,
}

impl Spoken for EditError {
    fn zh(&self) -> String {
        match self {
            Self::Taken { id, noun } => format!("`{id}` 已经是{}的 id", noun.text(Lang::Zh)),
            Self::Past { id, to } => format!("`{id}` 是过去用过的 id：它的记录计入 {to}"),
            Self::Missing { noun, id } => format!("没有{} `{id}`", noun.text(Lang::Zh)),
            Self::Same { id, what } => format!("`{id}` {}", what.text(Lang::Zh)),
            Self::Twice { id } => format!("`{id}` 写了两次"),
            Self::NeedsEstimate { phase, task } => {
                format!("阶段 `{phase}` 的任务都有预估用时，而 `{task}` 会没有")
            }
            Self::NoEstimates { phase, task } => {
                format!("阶段 `{phase}` 的任务都没有预估用时，`{task}` 也不能有")
            }
            Self::UnknownKey { table, key, .. } => {
                format!("{}没有键 `{key}`", table.text(Lang::Zh))
            }
            Self::NotSettable { key, .. } => format!("`{key}` 不能这样设置"),
            Self::NotSet { key } => format!("那里没有设置 `{key}`"),
            Self::Unreachable => "roadmap 无法编辑文件的这个位置".to_owned(),
        }
    }
}

/// What has an id among tasks and habits, for messages.
fn noun_of_work(plan: &Plan, id: &Id) -> Option<Sentence> {
    if plan.task(id).is_some() {
        return Some(say!("task", "任务"));
    }
    plan.habit(id).map(|_| say!("habit", "习惯"))
}

/// The task with this id, and the id of its phase.
fn task_of<'a>(plan: &'a Plan, id: &Id) -> Result<(&'a Id, &'a Task), EditError> {
    let found = plan.task(id).map(|(phase, task)| (&phase.id, task));
    found.ok_or_else(|| EditError::Missing { noun: say!("task", "任务"), id: id.clone() })
}

/// Whether the tasks of a phase have estimates; `None` where it has no other task than `but`.
fn has_estimates(plan: &Plan, phase: &Id, but: Option<&Id>) -> Option<bool> {
    let mut tasks = plan.phase(phase)?.tasks.iter().filter(|task| Some(&task.id) != but);
    tasks.next().map(|task| task.estimate.is_some())
}

/// The list with `old` ids replaced by `new` ones, each once.
fn replaced(list: &[Id], old: &[&Id], new: &[Id]) -> Vec<Id> {
    let mut result: Vec<Id> = Vec::new();
    for id in list {
        let ids = if old.contains(&id) { new } else { std::slice::from_ref(id) };
        for id in ids {
            if !result.contains(id) {
                result.push(id.clone());
            }
        }
    }
    result
}

/// Gives a key a list, or takes the key out where the list is empty.
fn set_list<T: ToString>(document: &mut Document, place: &Place, key: &str, list: &[T]) {
    let list: Vec<String> = list.iter().map(ToString::to_string).collect();
    if list.is_empty() {
        document.remove(place, key);
    } else if list != document.texts(place, key) {
        document.set(place, key, &Value::List(list));
    }
}

/// Makes everything that names one of `old` tasks name `new` ones: `needs`, and `to` of moves.
fn redirect(document: &mut Document, plan: &Plan, old: &[&Id], new: &[Id]) {
    for (_, task) in plan.tasks().filter(|(_, task)| task.needs.iter().any(|id| old.contains(&id)))
    {
        let place = Place::Task(task.id.clone());
        match (old, new) {
            ([old], [new]) => {
                document.replace_item(&place, "needs", old.as_str(), new.as_str());
            }
            _ => set_list(document, &place, "needs", &replaced(&task.needs, old, new)),
        }
    }
    for moved in plan.moved.iter().filter(|moved| moved.to.iter().any(|id| old.contains(&id))) {
        let place = Place::Moved(moved.from.clone());
        let to = replaced(&moved.to, old, new);
        match to.as_slice() {
            [only] if moved.to.len() == 1 => {
                let before = moved.to[0].as_str();
                document.replace_item(&place, "to", before, only.as_str());
            }
            several => set_list(document, &place, "to", several),
        }
    }
}
