//! `roadmap check`: what a valid plan holds.

use serde::Serialize;

use super::Window;
use crate::civil::DayRange;
use crate::plan::{Plan, Position, Problem, Problems};
use crate::sentence::Lang;

/// A plan in numbers.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// The file, as the user would name it.
    pub file: String,
    /// The plan's title; `None` if it is not valid.
    pub title: Option<String>,
    /// Whether it has no error.
    pub valid: bool,
    /// How many errors it has.
    pub errors: usize,
    /// How many warnings it has.
    pub warnings: usize,
    /// The problems, in the order of the file.
    pub problems: Vec<ProblemRow>,
    /// What it holds; `None` if it is not valid.
    pub holds: Option<Holdings>,
}

/// One problem of a plan.
#[derive(Clone, Debug, Serialize)]
pub struct ProblemRow {
    /// `error` or `warning`.
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// The line, from 1; `None` for the file as a whole.
    pub line: Option<usize>,
    /// The character in the line, from 1.
    pub column: Option<usize>,
    /// What to do.
    pub help: Vec<String>,
}

/// How much of everything a plan holds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Holdings {
    /// From its start to its deadline or last window.
    pub window: Window,
    /// Whether a deadline or a phase says when the plan ends.
    pub has_end: bool,
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
    /// The report of a plan that was read from `source`, with what is wrong with it; `plan` is
    /// `None` where it cannot be used.
    #[must_use]
    pub fn new(
        file: String,
        source: &[u8],
        plan: Option<&Plan>,
        problems: &Problems,
        lang: Lang,
    ) -> Self {
        Self {
            file,
            title: plan.map(|plan| plan.title.clone()),
            valid: plan.is_some(),
            errors: problems.errors(),
            warnings: problems.len() - problems.errors(),
            problems: problems.located(source).into_iter().map(|at| row(at, lang)).collect(),
            holds: plan.map(Holdings::of),
        }
    }
}

impl Holdings {
    pub(super) fn of(plan: &Plan) -> Self {
        let days = DayRange::new(plan.start, plan.end()).unwrap_or(DayRange::single(plan.start));
        Self {
            window: days.into(),
            has_end: plan.has_end(),
            phases: plan.phases.len(),
            tasks: plan.tasks().count(),
            habits: plan.habits.len(),
            modules: plan.modules.len(),
            skills: plan.skills().count(),
            links: plan.links.len(),
        }
    }
}

fn row((problem, position): (&Problem, Option<Position>), lang: Lang) -> ProblemRow {
    ProblemRow {
        severity: problem.severity.to_string(),
        message: problem.message.text(lang).to_owned(),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        help: problem.help.iter().map(|help| help.text(lang).to_owned()).collect(),
    }
}
