//! `roadmap skills`: what the finished tasks have trained.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::status::{self, Footnotes, HistoryFacts};
use super::{Count, TaskStateRow};
use crate::id::Id;
use crate::ledger::{EventId, Verb};
use crate::plan::{Module, Plan, Skill, Task};
use crate::progress::{self, Entry, Progress, Standing, WeighedTask};

/// `roadmap skills`.
#[derive(Clone, Debug, Serialize)]
pub struct Skills {
    /// The day.
    pub as_of: NaiveDate,
    /// The plan's title.
    pub title: String,
    /// What a level is counted in.
    pub weight: WeightUnit,
    /// The modules, in the order of the plan.
    pub modules: Vec<ModuleRow>,
    /// What should be known about these numbers.
    pub footnotes: Footnotes,
    /// How to show it to people.
    #[serde(skip)]
    pub form: SkillsForm,
}

/// How skills are shown to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SkillsForm {
    /// Under their modules, each with its tasks.
    #[default]
    Tree,
    /// One line a skill.
    Table,
}

/// What the weight of a task is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WeightUnit {
    /// Tasks, each of which counts one.
    Tasks,
    /// Seconds of estimates: every task of the plan has one.
    Seconds,
}

impl WeightUnit {
    /// What counts in the whole of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let has_estimates = plan.tasks().all(|(_, task)| task.estimate.is_some());
        if has_estimates { Self::Seconds } else { Self::Tasks }
    }
}

/// A module with its skills.
#[derive(Clone, Debug, Serialize)]
pub struct ModuleRow {
    /// The module.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// What its tasks add up to, each counted once, whichever of its skills they train.
    #[serde(flatten)]
    pub training: Training,
    /// Its skills, in the order of the plan.
    pub skills: Vec<SkillRow>,
}

/// One skill.
#[derive(Clone, Debug, Serialize)]
pub struct SkillRow {
    /// The skill.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// What its tasks add up to.
    #[serde(flatten)]
    pub training: Training,
    /// The tasks that train it, in the order of the plan; none for a skill that no task trains.
    pub trained_by: Vec<TrainingTask>,
}

/// What some tasks have trained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Training {
    /// The weight of the finished tasks.
    pub level: u64,
    /// The weight of the tasks that are not dropped.
    pub of: u64,
    /// The level of that, in percent, rounded down; null where there is nothing to train it.
    pub percent: Option<u32>,
    /// How many tasks are in which state.
    pub tasks: Count,
    /// The last day on which something was done for one of the tasks.
    pub last_practised: Option<NaiveDate>,
    /// The study time recorded for the tasks, in seconds.
    pub study_seconds: u64,
}

impl From<progress::Training> for Training {
    fn from(training: progress::Training) -> Self {
        let percent = (u128::from(training.level) * 100).checked_div(u128::from(training.of));
        Self {
            level: training.level,
            of: training.of,
            percent: percent.and_then(|percent| u32::try_from(percent).ok()),
            tasks: training.tasks,
            last_practised: training.last_active,
            study_seconds: training.time.seconds(),
        }
    }
}

/// A task that trains a skill.
#[derive(Clone, Debug, Serialize)]
pub struct TrainingTask {
    /// The task.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// What it weighs.
    pub weight: u64,
    /// Whether it is done, dropped or owed.
    #[serde(flatten)]
    pub state: TaskStateRow,
    /// The event that says that it is done.
    pub event: Option<EventId>,
    /// A commit that carries it.
    pub commit: Option<String>,
    /// Where the result can be seen.
    pub link: Option<String>,
}

impl Skills {
    /// Where every skill of the plan stands, or those of one module, or one.
    #[must_use]
    pub fn new(plan: &Plan, progress: &Progress, facts: HistoryFacts, wanted: Option<&Id>) -> Self {
        let all = Tasks::new(plan, progress);
        let modules = plan.modules.iter().filter_map(|module| all.module(module, wanted));
        Self {
            as_of: progress.as_of,
            title: plan.title.clone(),
            weight: WeightUnit::of(plan),
            modules: modules.collect(),
            footnotes: status::footnotes(progress, facts),
            form: SkillsForm::default(),
        }
    }
}

/// Every task, and the completions by which they are done.
struct Tasks<'a> {
    weighed: Vec<WeighedTask<'a>>,
    done_by: BTreeMap<&'a Id, &'a Entry>,
}

impl<'a> Tasks<'a> {
    fn new(plan: &'a Plan, progress: &'a Progress) -> Self {
        let mut done_by: BTreeMap<&Id, &Entry> = BTreeMap::new();
        // Newest first, so the first completion stays.
        for entry in &progress.entries {
            let is_done = entry.event.record.verb == Verb::Done;
            if is_done && entry.standing == Standing::Counts {
                for id in &entry.credited {
                    let known = done_by.entry(id).or_insert(entry);
                    if entry.day() <= known.day() {
                        *known = entry;
                    }
                }
            }
        }
        Self { weighed: progress::weighed_tasks(plan, progress), done_by }
    }

    fn module(&self, module: &Module, wanted: Option<&Id>) -> Option<ModuleRow> {
        let is_wanted = |skill: &&Skill| {
            wanted.is_none_or(|wanted| *wanted == module.id || *wanted == skill.id)
        };
        let shown: Vec<&Skill> = module.skills.iter().filter(is_wanted).collect();
        if shown.is_empty() && wanted.is_some_and(|wanted| *wanted != module.id) {
            return None;
        }
        // What the module has is the same number whichever of its skills is shown.
        let ids: BTreeSet<&Id> = module.skills.iter().map(|skill| &skill.id).collect();
        let trains = |task: &Task| task.skills.iter().any(|skill| ids.contains(skill));
        Some(ModuleRow {
            id: module.id.clone(),
            title: module.title.clone(),
            training: self.training(trains),
            skills: shown.into_iter().map(|skill| self.skill(skill)).collect(),
        })
    }

    fn skill(&self, skill: &Skill) -> SkillRow {
        let trains = |task: &Task| task.skills.contains(&skill.id);
        let tasks = self.weighed.iter().filter(|weighed| trains(weighed.task));
        SkillRow {
            id: skill.id.clone(),
            title: skill.title.clone(),
            training: self.training(trains),
            trained_by: tasks.map(|weighed| self.row(weighed)).collect(),
        }
    }

    fn training(&self, trains: impl Fn(&Task) -> bool) -> Training {
        progress::training(&self.weighed, trains).into()
    }

    fn row(&self, weighed: &WeighedTask<'_>) -> TrainingTask {
        let done = self.done_by.get(&weighed.task.id).map(|entry| &entry.event);
        TrainingTask {
            id: weighed.task.id.clone(),
            title: weighed.task.title.clone(),
            weight: weighed.weight,
            state: weighed.stand.state.into(),
            event: done.map(|event| event.id.clone()),
            commit: done.map(|event| event.commit.as_str().to_owned()),
            link: done.and_then(|event| event.record.link.clone()),
        }
    }
}
