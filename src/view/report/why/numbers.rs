//! The numbers of a receipt, under the names that they have in the JSON of the other commands.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Question, Subject};
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::Plan;
use crate::progress::{self, Progress, Review};
use crate::view::report::habit::StreaksRow;
use crate::view::report::review::{self, PhaseReviewRow};
use crate::view::report::status::{self, CalendarFacts, Footnotes, HistoryFacts, TotalFacts};
use crate::view::report::study::StudyFacts;
use crate::view::report::task::{self, TaskRow};
use crate::view::report::{
    ActivityRow, BurnUpRow, Change, DateCounts, DueTaskRow, ForecastRow, HabitReviewRow, Training,
    WorkRow,
};

/// The numbers, under the names that they have in the JSON of the other commands.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Numbers {
    /// As `overall` of `status`.
    Overall(StreaksRow),
    /// As one of the `habits` of `report`.
    Habit(Box<HabitReviewRow>),
    /// As one of the `tasks` of `list`.
    Task(Box<TaskNumbers>),
    /// As one of the `phases` of `report`.
    Phase(Box<PhaseNumbers>),
    /// As `total` of `status`.
    Total(TotalFacts),
    /// As `study` of `status`.
    Time(StudyFacts),
    /// As `recorded` of `report`, for some days.
    Days(DaysNumbers),
    /// As one of the skills of `skills`.
    Skill(SkillNumbers),
    /// As `forecast` of `status`.
    Forecast(Box<ForecastNumbers>),
    /// As `change` and `burn_up` of `report`.
    Curve(CurveFacts),
    /// As `calendar` of `status`.
    Calendar(CalendarFacts),
    /// As `integrity` and `footnotes` of `report`.
    Record(RecordNumbers),
}

/// A task, and by when it should be done.
#[derive(Clone, Debug, Serialize)]
pub struct TaskNumbers {
    /// The task.
    #[serde(flatten)]
    pub task: TaskRow,
    /// By when it should be done; null unless it is owed.
    pub to_be_done: Option<TaskDue>,
}

/// By when a task should be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct TaskDue {
    /// The last day on which it is in time.
    pub due: NaiveDate,
    /// Days since then; below 0 for days until then.
    pub late_days: i64,
}

/// A phase, and what slipped in it.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseNumbers {
    /// The phase.
    #[serde(flatten)]
    pub phase: PhaseReviewRow,
    /// Its open tasks that should have been finished on a day that is over.
    pub slipped: Vec<DueTaskRow>,
}

/// What was done on some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DaysFacts {
    /// Completions.
    pub completions: u32,
    /// How many of these follow from commits, by the plan's `[[evidence]]`.
    pub completions_by_evidence: u32,
    /// Study sessions in which nothing was completed.
    pub sessions: u32,
    /// The study time, in seconds.
    pub study_seconds: u64,
    /// On how many days something was done.
    pub active_days: usize,
}

/// What was done on some days, in all, day by day, and for what.
#[derive(Clone, Debug, Serialize)]
pub struct DaysNumbers {
    /// In all.
    #[serde(flatten)]
    pub facts: DaysFacts,
    /// The days with anything, oldest first.
    pub activity: Vec<ActivityRow>,
    /// The study time of each task and habit that has any on these days, by its id.
    pub time_of: Vec<WorkRow>,
}

/// What has trained a skill.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct SkillNumbers {
    /// What its tasks add up to.
    #[serde(flatten)]
    pub training: Training,
    /// Tasks that train it and were finished in the days that are counted.
    pub gained: usize,
}

/// When it will be finished.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastNumbers {
    /// What can be said.
    pub forecast: ForecastRow,
}

/// Planned against done.
#[derive(Clone, Debug, Serialize)]
pub struct CurveFacts {
    /// How far planned and done moved in the days that are counted; null where there is nothing to
    /// do.
    pub change: Option<Change>,
    /// Day by day.
    pub burn_up: Vec<BurnUpRow>,
}

/// How much was recorded, and how far its dates can be believed.
#[derive(Clone, Debug, Serialize)]
pub struct RecordNumbers {
    /// How many events count, of all days.
    pub events: usize,
    /// How far the dates of what was recorded in the days that are counted can be believed.
    pub integrity: DateCounts,
    /// What else there is.
    #[serde(flatten)]
    pub noted: Footnotes,
}

impl DaysNumbers {
    fn new(plan: &Plan, review: &Review) -> Self {
        let recorded = review::recorded(review);
        let row = |(id, time): (&Id, &crate::quantity::StudyTime)| {
            let title = plan.title_of(id)?.to_owned();
            Some(WorkRow { id: id.clone(), title, study_seconds: time.seconds() })
        };
        Self {
            facts: DaysFacts {
                completions: recorded.completions,
                completions_by_evidence: review.activity.values().map(|day| day.by_evidence).sum(),
                sessions: recorded.sessions,
                study_seconds: recorded.study_seconds,
                active_days: recorded.active_days,
            },
            activity: review.activity.iter().map(review::activity_row).collect(),
            time_of: review.time_of.iter().filter_map(row).collect(),
        }
    }
}

/// The numbers of a subject; `None` if the plan has no such thing.
pub(super) fn numbers(
    plan: &Plan,
    progress: &Progress,
    facts: HistoryFacts,
    question: &Question,
) -> Option<Numbers> {
    let days = question.days;
    let open_from = review::open_from(progress, question.days_over);
    let phase = question.subject.phase();
    Some(match &question.subject {
        Subject::Overall => Numbers::Overall(StreaksRow::overall(&progress.overall)),
        Subject::Habit { id } => {
            let row = review::habit_row(plan, plan.habit(id)?, progress, days, open_from)?;
            Numbers::Habit(Box::new(row))
        }
        Subject::Task { id } => Numbers::Task(Box::new(task(plan, progress, id)?)),
        Subject::Phase { id } => {
            Numbers::Phase(Box::new(self::phase(plan, progress, open_from, id)?))
        }
        Subject::Total => Numbers::Total(status::total(progress)),
        Subject::Time => Numbers::Time(StudyFacts::new(plan, progress)),
        Subject::Days { .. } => {
            let review = progress::review(plan, progress, days, open_from, phase);
            Numbers::Days(DaysNumbers::new(plan, &review))
        }
        Subject::Skill { id } => Numbers::Skill(skill(plan, progress, id, days)),
        Subject::Forecast => {
            let forecast = ForecastRow::new(plan, progress);
            Numbers::Forecast(Box::new(ForecastNumbers { forecast }))
        }
        Subject::Curve { .. } => Numbers::Curve(curve(plan, progress, phase, days)),
        Subject::Calendar => Numbers::Calendar(status::calendar(plan, progress)),
        Subject::Record { .. } => Numbers::Record(RecordNumbers {
            events: progress.entries.iter().filter(|entry| review::stands(entry)).count(),
            integrity: review::integrity(plan, progress, &question.times, days, phase),
            noted: status::footnotes(progress, facts),
        }),
    })
}

fn task(plan: &Plan, progress: &Progress, id: &Id) -> Option<TaskNumbers> {
    let (phase, task) = plan.task(id)?;
    let due = progress::all_due(plan, phase, progress).into_iter();
    let mut of = phase.tasks.iter().zip(due);
    let due = of.find(|(task, _)| task.id == *id).and_then(|(_, due)| due);
    Some(TaskNumbers {
        task: TaskRow::new(task, progress.task(id)?),
        to_be_done: due.map(|due| TaskDue { due, late_days: (progress.as_of - due).num_days() }),
    })
}

fn phase(plan: &Plan, progress: &Progress, open_from: NaiveDate, id: &Id) -> Option<PhaseNumbers> {
    let day = DayRange::single(progress.as_of);
    let review = progress::review(plan, progress, day, open_from, Some(id));
    Some(PhaseNumbers {
        phase: review::phases(plan, progress, Some(id)).into_iter().next()?,
        slipped: review::slipped(plan, progress, open_from, &review),
    })
}

fn skill(plan: &Plan, progress: &Progress, id: &Id, days: DayRange) -> SkillNumbers {
    let tasks = progress::weighed_tasks(plan, progress);
    let trains = |task: &crate::plan::Task| task::trains(plan, task, id);
    let is_gained = |known: &&progress::WeighedTask<'_>| match known.stand.state {
        progress::TaskState::Done(day) => days.contains(day) && trains(known.task),
        _ => false,
    };
    SkillNumbers {
        training: progress::training(&tasks, trains).into(),
        gained: tasks.iter().filter(is_gained).count(),
    }
}

fn curve(plan: &Plan, progress: &Progress, phase: Option<&Id>, days: DayRange) -> CurveFacts {
    let burn_up: Vec<BurnUpRow> =
        progress::burn_up(plan, progress, phase).iter().map(BurnUpRow::from).collect();
    CurveFacts { change: review::change(&burn_up, days, progress.as_of), burn_up }
}
