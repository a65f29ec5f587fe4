//! What tasks have trained: the level of a skill is the weight of its finished tasks.

use chrono::NaiveDate;

use super::phase::Work;
use super::{Count, Progress, TaskProgress, TaskState};
use crate::plan::{Plan, Task};
use crate::quantity::StudyTime;

/// A task with its weight and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct WeighedTask<'a> {
    /// What is to be done.
    pub task: &'a Task,
    /// Where it stands.
    pub stand: &'a TaskProgress,
    /// What it weighs in the plan as a whole: its estimate in seconds if every task has one, or 1.
    pub weight: u64,
}

/// What some tasks have trained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Training {
    /// The weight of the finished tasks.
    pub level: u64,
    /// The weight of the tasks that are not dropped.
    pub of: u64,
    /// How many tasks are in which state.
    pub tasks: Count,
    /// The last day on which something was done for one of the tasks.
    pub last_active: Option<NaiveDate>,
    /// The study time recorded for the tasks.
    pub time: StudyTime,
}

/// Every task of the plan with its weight, in the order of the plan.
#[must_use]
pub fn weighed_tasks<'a>(plan: &'a Plan, progress: &'a Progress) -> Vec<WeighedTask<'a>> {
    let weighed = Work::of_whole(plan, &progress.tasks).flat_map(Work::weighed);
    let tasks = plan.tasks().zip(weighed);
    tasks.map(|((_, task), (stand, weight))| WeighedTask { task, stand, weight }).collect()
}

/// What those of the tasks have trained of which `trains` is true; zeros without any.
#[must_use]
pub fn training(tasks: &[WeighedTask], trains: impl Fn(&Task) -> bool) -> Training {
    let mut training = Training::default();
    for WeighedTask { stand, weight, .. } in tasks.iter().filter(|known| trains(known.task)) {
        match stand.state {
            TaskState::Done(_) => {
                training.tasks.done += 1;
                training.level += weight;
            }
            TaskState::Open => training.tasks.open += 1,
            TaskState::Dropped(_) => training.tasks.dropped += 1,
        }
        training.of += if stand.is_dropped() { 0 } else { *weight };
        training.last_active = training.last_active.max(stand.last_active);
        training.time = training.time + stand.time;
    }
    training
}
