//! The skill map: what the tasks trained.

use chrono::NaiveDate;
use serde::Serialize;

use super::DoneRow;
use crate::id::Id;
use crate::plan::{Module, Plan};
use crate::progress::{self, Progress};

/// A module of the skill map.
#[derive(Clone, Debug, Serialize)]
pub struct ModuleReviewRow {
    /// The module.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Its skills.
    pub skills: Vec<SkillReviewRow>,
}

/// A skill and how much it was trained.
#[derive(Clone, Debug, Serialize)]
pub struct SkillReviewRow {
    /// The skill.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Finished tasks that train it.
    pub done: usize,
    /// Tasks that train it and are not dropped; 0 for a skill that no task trains.
    pub tasks: usize,
    /// Tasks that train it and were finished in the days of the report.
    pub gained: usize,
    /// The last day on which something was done for a task that trains it, dropped ones too.
    pub last_active: Option<NaiveDate>,
}

/// The skill map, with what `finished` has added to it.
pub(super) fn modules(
    plan: &Plan,
    progress: &Progress,
    finished: &[DoneRow],
) -> Vec<ModuleReviewRow> {
    let tasks = progress::weighed_tasks(plan, progress);
    let skills = |module: &Module| {
        let row = |skill: &crate::plan::Skill| {
            let training = progress::training(&tasks, |task| task.skills.contains(&skill.id));
            SkillReviewRow {
                id: skill.id.clone(),
                title: skill.title.clone(),
                done: training.tasks.done,
                tasks: training.tasks.kept(),
                gained: finished.iter().filter(|task| task.skills.contains(&skill.id)).count(),
                last_active: training.last_active,
            }
        };
        module.skills.iter().map(row).collect()
    };
    let row = |module: &Module| ModuleReviewRow {
        id: module.id.clone(),
        title: module.title.clone(),
        skills: skills(module),
    };
    plan.modules.iter().map(row).collect()
}
