//! `roadmap list` and `roadmap show`: tasks and habits one by one.

use chrono::NaiveDate;
use serde::Serialize;

use super::attestation::AttestationRow;
use super::history::{self, EventRow, Titles};
use super::proof::StepRow;
use super::status::{self, HabitRow};
use super::study::{self, StudyDay};
use crate::id::Id;
use crate::plan::{Plan, Task};
use crate::progress::{Attestation, Progress, Proof, TaskProgress, TaskState};

/// One task in a list.
#[derive(Clone, Debug, Serialize)]
pub struct TaskRow {
    /// The task.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// Its phase.
    pub phase: Id,
    /// Whether it is done, dropped or owed, and since when.
    #[serde(flatten)]
    pub state: TaskStateRow,
    /// Whether something was done, and nobody has recorded it: it follows from commits alone, by
    /// the plan's `[[evidence]]`.
    pub rests_on_evidence: bool,
    /// The study time recorded for it, in seconds.
    pub study_seconds: u64,
    /// The estimate, in seconds.
    pub estimate_seconds: Option<u64>,
    /// The tasks that it needs and that are still owed.
    pub waits_for: Vec<Id>,
    /// The skills that it trains.
    pub skills: Vec<Id>,
}

/// Whether a task is done, dropped or owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum TaskStateRow {
    /// It is owed.
    Open,
    /// It was done.
    Done {
        /// First on this day.
        on: NaiveDate,
    },
    /// It was dropped.
    Dropped {
        /// On this day.
        on: NaiveDate,
    },
}

impl From<TaskState> for TaskStateRow {
    fn from(state: TaskState) -> Self {
        match state {
            TaskState::Open => Self::Open,
            TaskState::Done(on) => Self::Done { on },
            TaskState::Dropped(on) => Self::Dropped { on },
        }
    }
}

impl TaskRow {
    pub(super) fn new(task: &Task, progress: &TaskProgress) -> Self {
        Self {
            id: task.id.clone(),
            title: task.title.clone(),
            phase: progress.phase.clone(),
            state: progress.state.into(),
            rests_on_evidence: progress.is_by_evidence,
            study_seconds: progress.time.seconds(),
            estimate_seconds: task.estimate.map(crate::quantity::StudyTime::seconds),
            waits_for: progress.waits_for.clone(),
            skills: task.skills.clone(),
        }
    }
}

/// Which tasks a list holds; an unset field lets all pass.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Filter {
    /// Only tasks of this phase.
    pub phase: Option<Id>,
    /// Only tasks that train this skill, or a skill of this module.
    pub skill: Option<Id>,
    /// Tasks in any of these states; none means all.
    pub states: Vec<StateFilter>,
}

/// A state to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StateFilter {
    /// Owed tasks.
    Open,
    /// Finished tasks.
    Done,
    /// Dropped tasks.
    Dropped,
}

impl Filter {
    fn lets_pass(&self, plan: &Plan, task: &Task, progress: &TaskProgress) -> bool {
        let state = match progress.state {
            TaskState::Open => StateFilter::Open,
            TaskState::Done(_) => StateFilter::Done,
            TaskState::Dropped(_) => StateFilter::Dropped,
        };
        self.phase.as_ref().is_none_or(|phase| *phase == progress.phase)
            && self.skill.as_ref().is_none_or(|skill| trains(plan, task, skill))
            && (self.states.is_empty() || self.states.contains(&state))
    }
}

/// Whether a task trains a skill, or one of a module.
pub(super) fn trains(plan: &Plan, task: &Task, wanted: &Id) -> bool {
    let module_of = |skill: &Id| plan.skills().find(|(_, known)| known.id == *skill);
    let is_wanted = |skill: &Id| {
        skill == wanted || module_of(skill).is_some_and(|(module, _)| module.id == *wanted)
    };
    task.skills.iter().any(is_wanted)
}

/// `roadmap list`.
#[derive(Clone, Debug, Serialize)]
pub struct List {
    /// The day.
    pub as_of: NaiveDate,
    /// What was asked for.
    pub filter: Filter,
    /// The tasks, in the order of the plan.
    pub tasks: Vec<TaskRow>,
    /// Every phase with its title, for headings.
    #[serde(skip)]
    pub phases: Vec<(Id, String)>,
    /// Whether the plan has any task at all.
    #[serde(skip)]
    pub has_tasks: bool,
}

impl List {
    /// The tasks that `filter` lets pass.
    #[must_use]
    pub fn new(plan: &Plan, progress: &Progress, filter: Filter) -> Self {
        let pairs = plan.tasks().zip(&progress.tasks);
        let passing = pairs.filter(|((_, task), state)| filter.lets_pass(plan, task, state));
        let tasks = passing.map(|((_, task), state)| TaskRow::new(task, state)).collect();
        let phases = plan.phases.iter().map(|phase| (phase.id.clone(), phase.title.clone()));
        let has_tasks = !progress.tasks.is_empty();
        Self { as_of: progress.as_of, filter, tasks, phases: phases.collect(), has_tasks }
    }
}

/// `roadmap show`.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Show {
    /// A task.
    Task(ShowTask),
    /// A habit.
    Habit(ShowHabit),
}

/// A task with its history.
#[derive(Clone, Debug, Serialize)]
pub struct ShowTask {
    /// The task itself.
    #[serde(flatten)]
    pub task: TaskRow,
    /// The title of its phase.
    pub phase_title: String,
    /// The days that its phase is planned for.
    pub window: super::Window,
    /// The tasks that it needs, each with its title and whether it is done or dropped.
    pub needs: Vec<Need>,
    /// The titles of the skills that it trains.
    pub skill_titles: Vec<String>,
    /// Pages that help with it.
    pub links: Vec<Link>,
    /// The commands that prove it, on one line.
    pub verify: Option<String>,
    /// The commands that prove it, one by one.
    pub verify_steps: Vec<StepRow>,
    /// What it rests on; null unless it is done.
    pub proof: Option<Proof>,
    /// What others say of it, newest first.
    pub attestations: Vec<AttestationRow>,
    /// The study time by day, oldest first; days without any are left out.
    pub study_days: Vec<StudyDay>,
    /// Its events, newest first.
    pub history: Vec<EventRow>,
    /// Whether people are shown what it rests on.
    #[serde(skip)]
    pub shows_proof: bool,
}

/// Whether people are shown what tasks rest on: where no task says how it is proved, all of them
/// are self-declared, and nobody needs to hear it.
pub(super) fn shows_proof(plan: &Plan) -> bool {
    plan.tasks().any(|(_, task)| task.verify.is_some())
}

/// A task that another needs.
#[derive(Clone, Debug, Serialize)]
pub struct Need {
    /// The task.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// Whether it is still owed.
    pub open: bool,
    /// Whether it was dropped.
    pub dropped: bool,
}

/// A page, with its title where the plan gives one.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// What people call it.
    pub title: Option<String>,
    /// Where it is.
    pub url: String,
}

/// A habit with its history.
#[derive(Clone, Debug, Serialize)]
pub struct ShowHabit {
    /// The habit itself.
    #[serde(flatten)]
    pub habit: HabitRow,
    /// The study time by day, oldest first; days without any are left out.
    pub study_days: Vec<StudyDay>,
    /// Its events, newest first.
    pub history: Vec<EventRow>,
}

impl Show {
    /// The task or habit with this id; `None` if the plan has none.
    #[must_use]
    pub fn new(plan: &Plan, progress: &Progress, id: &Id) -> Option<Self> {
        let about = progress.entries.iter().filter(|entry| {
            entry.credited.contains(id) || entry.event.record.target.id() == Some(id)
        });
        let titles = Titles::of(plan);
        let history = about.map(|entry| titles.row(entry)).collect();
        let study_days = study::study_days(progress, id);
        if let Some(habit) = plan.habit(id) {
            let habit = status::habit_row(habit, progress)?;
            return Some(Self::Habit(ShowHabit { habit, study_days, history }));
        }
        let (phase, task) = plan.task(id)?;
        Some(Self::Task(ShowTask {
            task: TaskRow::new(task, progress.task(id)?),
            proof: progress.proof_of(task),
            shows_proof: shows_proof(plan),
            phase_title: phase.title.clone(),
            window: phase.window.into(),
            needs: task.needs.iter().filter_map(|need| self::need(plan, progress, need)).collect(),
            skill_titles: skill_titles(plan, task),
            links: task.links.iter().map(|url| link(plan, url)).collect(),
            verify: task.verify.as_ref().map(ToString::to_string),
            verify_steps: task.verify.as_ref().map(StepRow::all).unwrap_or_default(),
            attestations: Vec::new(),
            study_days,
            history,
        }))
    }

    /// The same with what others say of the task.
    #[must_use]
    pub fn attested(mut self, attestations: &[Attestation]) -> Self {
        if let Self::Task(show) = &mut self {
            history::sign(&mut show.history, attestations);
            let of_it = attestations.iter().filter(|one| one.about.contains(&show.task.id));
            show.attestations = of_it.map(|one| AttestationRow::new(one, false)).collect();
        }
        self
    }
}

fn need(plan: &Plan, progress: &Progress, id: &Id) -> Option<Need> {
    let (_, task) = plan.task(id)?;
    let stand = progress.task(id)?;
    let (open, dropped) = (stand.is_open(), stand.is_dropped());
    Some(Need { id: id.clone(), title: task.title.clone(), open, dropped })
}

fn skill_titles(plan: &Plan, task: &Task) -> Vec<String> {
    let title = |id: &Id| plan.skills().find(|(_, skill)| skill.id == *id);
    task.skills.iter().filter_map(title).map(|(_, skill)| skill.title.clone()).collect()
}

pub(super) fn link(plan: &Plan, url: &str) -> Link {
    let known = plan.links.iter().find(|link| link.url == url);
    Link { title: known.map(|link| link.title.clone()), url: url.to_owned() }
}
