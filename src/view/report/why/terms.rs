//! What the plan contributes to a receipt.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Question, Subject};
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::{Habit, HabitGoal, Phase, Plan, Task, long_day};
use crate::progress::{self, Progress};
use crate::quantity::Amount;
use crate::view::report::task::trains;
use crate::view::report::{TaskStateRow, WeightUnit, Window};

/// What the plan contributes, under the names of `roadmap.toml`.
#[derive(Clone, Debug, Serialize)]
pub struct Terms {
    /// The plan's first day.
    pub start: NaiveDate,
    /// Its last: the deadline, or the end of the last window.
    pub end: NaiveDate,
    /// When a civil day ends (T1).
    pub day_ends: String,
    /// The first day of a week, `monday` or `sunday` (T5).
    pub week_starts: String,
    /// Days of the week on which nothing is owed (T11).
    pub rest_days: Vec<String>,
    /// How many misses of a month the protected streak forgives (T15).
    pub freezes_per_month: u32,
    /// Whose events count; empty means everybody's.
    pub authors: Vec<String>,
    /// The days that the numbers are about; null for all.
    pub days: Option<Window>,
    /// Whether the day one looks at is over; else what holds it is open (T4).
    pub days_over: bool,
    /// Whether every event matters, whatever it names.
    pub everything: bool,
    /// The names whose events matter, with what they are credited to.
    pub credits: Vec<CreditRow>,
    /// The span and the goals of the habit; null where it is none.
    pub habit: Option<HabitTermsRow>,
    /// What the weight of a task is counted in, where it is that in the plan as a whole.
    pub weight: WeightUnit,
    /// The phases whose tasks are counted.
    pub phases: Vec<PhaseTermsRow>,
}

/// What an event that names this is credited to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreditRow {
    /// The name.
    pub name: Id,
    /// The tasks and habits of today; the first gets the study time.
    pub to: Vec<Id>,
}

/// On which days a habit is owed, and what it asks for.
#[derive(Clone, Debug, Serialize)]
pub struct HabitTermsRow {
    /// The first day of its span (T8).
    pub first: NaiveDate,
    /// The last day; null without an end.
    pub last: Option<NaiveDate>,
    /// What it asks for (T9), oldest first.
    pub goals: Vec<GoalRow>,
}

/// What a habit asks for from a day on.
#[derive(Clone, Debug, Serialize)]
pub struct GoalRow {
    /// The first day it holds; null for the first goal.
    pub from: Option<NaiveDate>,
    /// How often.
    pub every: String,
    /// How much each time.
    pub target: Amount,
    /// How much on a good day.
    pub stretch: Option<Amount>,
}

impl From<&HabitGoal> for GoalRow {
    fn from(goal: &HabitGoal) -> Self {
        let every = goal.every.to_string();
        Self { from: goal.from, every, target: goal.target, stretch: goal.stretch }
    }
}

/// A phase with its tasks and owed days.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseTermsRow {
    /// The phase.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Its window, from the plan's start on.
    pub window: Window,
    /// How many of its owed days have passed.
    pub owed_days_passed: u64,
    /// How many it has.
    pub owed_days: u64,
    /// The next open task; null if there is none.
    pub next: Option<Id>,
    /// The day by which that should be done (T23).
    pub next_due: Option<NaiveDate>,
    /// Its tasks, in the order of the plan.
    pub tasks: Vec<TaskTermsRow>,
}

/// A task, as a percentage counts it.
#[derive(Clone, Debug, Serialize)]
pub struct TaskTermsRow {
    /// The task.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// What it weighs: its estimate in seconds, or 1 (docs/progress.md).
    pub weight: u64,
    /// Whether it is done, dropped or owed.
    #[serde(flatten)]
    pub state: TaskStateRow,
    /// The study time recorded for it, in seconds.
    pub study_seconds: u64,
}

impl Terms {
    pub(super) fn new(plan: &Plan, progress: &Progress, question: &Question) -> Self {
        let subject = &question.subject;
        let habit = match subject {
            Subject::Habit { id } => plan.habit(id),
            _ => None,
        };
        let phases = phases(plan, progress, subject);
        let everything = matches!(
            subject,
            Subject::Overall
                | Subject::Total
                | Subject::Time
                | Subject::Days { .. }
                | Subject::Forecast
                | Subject::Record { .. }
        );
        Self {
            start: plan.start,
            end: plan.end(),
            day_ends: plan.day_end.to_string(),
            week_starts: long_day(plan.week_start).to_owned(),
            rest_days: plan.rest_days.iter().map(|day| long_day(*day).to_owned()).collect(),
            freezes_per_month: plan.freezes_per_month,
            authors: plan.authors.clone(),
            days: days(plan, progress, question),
            days_over: question.days_over,
            everything,
            credits: credits(plan, subject, &phases, everything),
            habit: habit.map(|habit| habit_terms(plan, habit)),
            weight: WeightUnit::of(plan),
            phases,
        }
    }
}

fn days(plan: &Plan, progress: &Progress, question: &Question) -> Option<Window> {
    match &question.subject {
        Subject::Time => Some(DayRange::week_of(progress.as_of, plan.week_start).into()),
        Subject::Days { .. }
        | Subject::Habit { .. }
        | Subject::Skill { .. }
        | Subject::Curve { .. }
        | Subject::Record { .. } => Some(question.days.into()),
        _ => None,
    }
}

/// The names that are credited to the subject, or to one of the tasks that it counts.
fn credits(
    plan: &Plan,
    subject: &Subject,
    phases: &[PhaseTermsRow],
    everything: bool,
) -> Vec<CreditRow> {
    let mut wanted: BTreeSet<&Id> =
        phases.iter().flat_map(|phase| &phase.tasks).map(|task| &task.id).collect();
    wanted.extend(match subject {
        Subject::Habit { id } | Subject::Task { id } => Some(id),
        _ => None,
    });
    let all = progress::credits(plan).into_iter();
    all.filter(|(_, to)| everything || to.iter().any(|id| wanted.contains(id)))
        .map(|(name, to)| CreditRow { name, to })
        .collect()
}

fn habit_terms(plan: &Plan, habit: &Habit) -> HabitTermsRow {
    let terms = progress::habit_terms(plan, habit);
    HabitTermsRow {
        first: terms.first,
        last: terms.last,
        goals: terms.goals.iter().map(GoalRow::from).collect(),
    }
}

fn phases(plan: &Plan, progress: &Progress, subject: &Subject) -> Vec<PhaseTermsRow> {
    let is_counted = |phase: &&Phase| match subject {
        Subject::Total | Subject::Forecast | Subject::Curve { limited_to: None } => true,
        Subject::Task { id } => phase.tasks.iter().any(|task| task.id == *id),
        Subject::Skill { id } => phase.tasks.iter().any(|task| trains(plan, task, id)),
        _ => subject.phase() == Some(&phase.id),
    };
    let is_wanted = |task: &Task| match subject {
        Subject::Skill { id } => trains(plan, task, id),
        _ => true,
    };
    let of_whole = matches!(
        subject,
        Subject::Total
            | Subject::Forecast
            | Subject::Skill { .. }
            | Subject::Curve { limited_to: None }
    );
    let counted = plan.phases.iter().filter(is_counted);
    counted.map(|phase| self::phase(plan, progress, phase, of_whole, is_wanted)).collect()
}

fn phase(
    plan: &Plan,
    progress: &Progress,
    phase: &Phase,
    of_whole: bool,
    is_wanted: impl Fn(&Task) -> bool,
) -> PhaseTermsRow {
    let planned = progress::planned_days(plan, phase, progress.as_of);
    let (next, next_due) = progress::next_due(plan, phase, progress).unzip();
    let weights = progress::weights(plan, phase, progress, of_whole);
    let stands = progress.tasks_of(&phase.id).zip(weights);
    let tasks = phase.tasks.iter().zip(stands).filter(|(task, _)| is_wanted(task));
    let tasks = tasks.map(|(task, (stand, weight))| TaskTermsRow {
        id: task.id.clone(),
        title: task.title.clone(),
        weight,
        state: stand.state.into(),
        study_seconds: stand.time.seconds(),
    });
    PhaseTermsRow {
        id: phase.id.clone(),
        title: phase.title.clone(),
        window: planned.window.into(),
        owed_days_passed: planned.passed,
        owed_days: planned.owed,
        next,
        next_due,
        tasks: tasks.collect(),
    }
}
