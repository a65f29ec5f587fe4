//! `roadmap forecast`: when each phase and the plan will be finished.

use chrono::NaiveDate;
use serde::Serialize;

use super::status;
use super::{Footnotes, HistoryFacts};
use crate::id::Id;
use crate::plan::Plan;
use crate::progress::{
    self, Basis, Effort, FEWEST_DAYS, FEWEST_TASKS, Finish, Forecast, Outlook, Progress,
};

/// `roadmap forecast`.
#[derive(Clone, Debug, Serialize)]
pub struct ForecastReport {
    /// The day.
    pub as_of: NaiveDate,
    /// Whether the plan has tasks at all.
    pub has_tasks: bool,
    /// How many tasks were dropped.
    pub dropped_tasks: usize,
    /// What can be said.
    pub forecast: ForecastRow,
    /// What should be known about these numbers.
    pub footnotes: Footnotes,
}

/// What can be said about the finish.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum ForecastRow {
    /// Nothing is left to do.
    NothingLeft,
    /// There is too little to take a pace from.
    TooEarly(TooEarlyRow),
    /// What the learner's own pace says.
    Known(OutlookRow),
}

/// How much there is, and how much it takes, to say more.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TooEarlyRow {
    /// So many owed days are on record.
    pub owed_days: usize,
    /// So many are needed.
    pub owed_days_needed: usize,
    /// So many tasks were finished on them.
    pub tasks: usize,
    /// So many are needed.
    pub tasks_needed: usize,
}

/// What the learner's own pace says.
#[derive(Clone, Debug, Serialize)]
pub struct OutlookRow {
    /// So many owed days are the pace taken from.
    pub owed_days: usize,
    /// So many tasks were finished on them.
    pub tasks: usize,
    /// The plan as a whole.
    pub goal: FinishRow,
    /// The unfinished phases, in the order in which they are expected to be worked on.
    pub phases: Vec<PhaseFinishRow>,
    /// In how many of 100 futures the plan is finished by its last day.
    pub in_time_percent: u32,
    /// So much more study time on every owed day would make it, in seconds.
    pub more_seconds_a_day: Option<u64>,
    /// So many more tasks a week would make it; where nothing says how long a task takes.
    pub more_tasks_a_week: Option<f64>,
}

/// When something will be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FinishRow {
    /// The last day that is planned for it.
    pub planned: NaiveDate,
    /// The day by which it is finished in one of two futures; null for later than in ten years.
    pub p50: Option<NaiveDate>,
    /// The day by which it is finished in four of five futures; likewise.
    pub p80: Option<NaiveDate>,
    /// How many days `p50` is after `planned`; below 0 for before.
    pub late_days: Option<i64>,
}

/// When a phase will be finished.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseFinishRow {
    /// The phase.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// When it will be finished.
    #[serde(flatten)]
    pub finish: FinishRow,
}

impl ForecastReport {
    /// The forecast for the whole plan.
    #[must_use]
    pub fn new(plan: &Plan, progress: &Progress, facts: HistoryFacts) -> Self {
        Self {
            as_of: progress.as_of,
            has_tasks: !progress.tasks.is_empty(),
            dropped_tasks: progress.total.count.dropped,
            forecast: ForecastRow::new(plan, progress),
            footnotes: status::footnotes(progress, facts),
        }
    }
}

impl ForecastRow {
    pub(super) fn new(plan: &Plan, progress: &Progress) -> Self {
        match progress::forecast(plan, progress) {
            Forecast::NothingLeft => Self::NothingLeft,
            Forecast::TooEarly(basis) => Self::TooEarly(basis.into()),
            Forecast::Known(outlook) => Self::Known(OutlookRow::new(plan, &outlook)),
        }
    }
}

impl From<Basis> for TooEarlyRow {
    fn from(basis: Basis) -> Self {
        Self {
            owed_days: basis.owed_days,
            owed_days_needed: FEWEST_DAYS,
            tasks: basis.tasks,
            tasks_needed: FEWEST_TASKS,
        }
    }
}

impl OutlookRow {
    fn new(plan: &Plan, outlook: &Outlook) -> Self {
        let (seconds, tasks) = match outlook.effort {
            Some(Effort::TimeADay(time)) => (Some(time.seconds()), None),
            Some(Effort::TasksAWeek(thousandths)) => (None, Some(in_tenths(thousandths))),
            None => (None, None),
        };
        let phase = |(id, finish): &(Id, Finish)| PhaseFinishRow {
            id: id.clone(),
            title: plan.phase(id).map(|phase| phase.title.clone()).unwrap_or_default(),
            finish: (*finish).into(),
        };
        Self {
            owed_days: outlook.basis.owed_days,
            tasks: outlook.basis.tasks,
            goal: outlook.goal.into(),
            phases: outlook.phases.iter().map(phase).collect(),
            in_time_percent: outlook.in_time_percent,
            more_seconds_a_day: seconds,
            more_tasks_a_week: tasks,
        }
    }
}

/// Thousandths as a number with one decimal place, rounded up.
#[expect(clippy::cast_precision_loss, reason = "a number of tasks")]
fn in_tenths(thousandths: u64) -> f64 {
    thousandths.div_ceil(100) as f64 / 10.0
}

impl From<Finish> for FinishRow {
    fn from(finish: Finish) -> Self {
        Self {
            planned: finish.planned,
            p50: finish.p50,
            p80: finish.p80,
            late_days: finish.late_days(),
        }
    }
}
