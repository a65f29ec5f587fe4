//! `roadmap open`: the links of the plan, of a task, or of what trains a skill.

use serde::Serialize;

use super::Link;
use crate::id::Id;
use crate::plan::{Plan, Task};

/// `roadmap open`.
#[derive(Clone, Debug, Serialize)]
pub struct Links {
    /// The task, skill or module; null for the links of the plan itself.
    pub of: Option<Id>,
    /// The links, each once, in the order of the plan.
    pub links: Vec<Link>,
}

impl Links {
    /// The links of the plan itself, or those of `of`: a task; or a skill, a module or a phase,
    /// which have those of their tasks.
    #[must_use]
    pub fn new(plan: &Plan, of: Option<&Id>) -> Self {
        let Some(id) = of else {
            let links = plan.links.iter();
            let links =
                links.map(|link| Link { title: Some(link.title.clone()), url: link.url.clone() });
            return Self { of: None, links: links.collect() };
        };
        let module_of = |skill: &Id| plan.skills().find(|(_, known)| known.id == *skill);
        let trains = |task: &Task| {
            task.skills.iter().any(|skill| {
                skill == id || module_of(skill).is_some_and(|(module, _)| module.id == *id)
            })
        };
        let own = plan.task(id).map(|(_, task)| vec![task]);
        let all = || plan.tasks().filter(|(phase, task)| phase.id == *id || trains(task));
        let tasks = own.unwrap_or_else(|| all().map(|(_, task)| task).collect());
        let mut links: Vec<Link> = Vec::new();
        for url in tasks.iter().flat_map(|task| &task.links) {
            if links.iter().all(|known| known.url != *url) {
                links.push(super::task::link(plan, url));
            }
        }
        Self { of: Some(id.clone()), links }
    }
}
