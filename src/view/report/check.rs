//! `roadmap check`: what a valid plan holds.

use serde::Serialize;

use super::Window;
use crate::civil::DayRange;
use crate::plan::Plan;

/// A plan in numbers.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// The file, as the user would name it.
    pub file: String,
    /// The plan's title.
    pub title: String,
    /// Whether it has no error.
    pub valid: bool,
    /// How many errors it has.
    pub errors: usize,
    /// How many warnings it has.
    pub warnings: usize,
    /// What it holds; `None` if it is not valid.
    pub holds: Option<Holdings>,
}

/// How much of everything a plan holds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Holdings {
    /// From its start to its deadline or last window.
    pub window: Window,
    /// Phases.
    pub phases: usize,
    /// Tasks.
    pub tasks: usize,
    /// Habits.
    pub habits: usize,
    /// Modules of the skill map.
    pub modules: usize,
    /// Skills.
    pub skills: usize,
    /// Links of the whole plan.
    pub links: usize,
}

impl Check {
    /// The report of a valid plan.
    #[must_use]
    pub fn valid(file: String, plan: &Plan, warnings: usize) -> Self {
        let days = DayRange::new(plan.start, plan.end()).unwrap_or(DayRange::single(plan.start));
        let holds = Holdings {
            window: days.into(),
            phases: plan.phases.len(),
            tasks: plan.tasks().count(),
            habits: plan.habits.len(),
            modules: plan.modules.len(),
            skills: plan.skills().count(),
            links: plan.links.len(),
        };
        let title = plan.title.clone();
        Self { file, title, valid: true, errors: 0, warnings, holds: Some(holds) }
    }
}
