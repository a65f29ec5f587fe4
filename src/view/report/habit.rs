//! `roadmap today`, `roadmap streak` and `roadmap history`: what habits ask for and how they go.

use chrono::NaiveDate;
use serde::Serialize;

use super::status::{self, DayFacts, Footnotes, HabitRow, HistoryFacts};
use super::task::TaskRow;
use crate::id::Id;
use crate::plan::{Habit, Plan};
use crate::progress::{
    self, Freezes, HabitProgress, PeriodProgress, Progress, Run, Score, StreakUnit, Streaks,
    Stretch,
};
use crate::quantity::Amount;

/// A run of met days, weeks or months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RunRow {
    /// The run that reaches to today; 0 when there is none.
    pub current: u32,
    /// The longest so far.
    pub longest: u32,
    /// Whether it breaks tonight unless something is done.
    pub at_risk: bool,
    /// In how many days it breaks if nothing more is recorded: 1 is tonight; null without a
    /// run, or if it does not break within 400 days.
    pub days_until_break: Option<u32>,
}

impl From<Run> for RunRow {
    fn from(run: Run) -> Self {
        Self {
            current: run.current,
            longest: run.longest,
            at_risk: run.at_risk(),
            days_until_break: run.days_until_break,
        }
    }
}

/// The strict and the protected streak of one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StreaksRow {
    /// What the runs are counted in.
    pub streak_unit: StreakUnit,
    /// Without skips and freezes.
    pub strict: RunRow,
    /// With both.
    pub protected: RunRow,
    /// The freezes of this month.
    pub freezes: Freezes,
}

impl StreaksRow {
    pub(super) fn overall(streaks: &Streaks) -> Self {
        Self {
            streak_unit: StreakUnit::Day,
            strict: streaks.strict.into(),
            protected: streaks.protected.into(),
            freezes: streaks.freezes,
        }
    }
}

/// `roadmap streak`.
#[derive(Clone, Debug, Serialize)]
pub struct StreakReport {
    /// The day.
    pub as_of: NaiveDate,
    /// The streak of days on which anything was done; null where one habit was asked for.
    pub overall: Option<StreaksRow>,
    /// The habits: those that run or were ever practised, or the one asked for.
    pub habits: Vec<HabitRow>,
    /// What should be known about these numbers.
    pub footnotes: Footnotes,
}

impl StreakReport {
    /// The streaks of everything, or of one habit.
    #[must_use]
    pub fn new(plan: &Plan, progress: &Progress, facts: HistoryFacts, habit: Option<&Id>) -> Self {
        let shown = |row: &HabitRow| match habit {
            Some(id) => row.id == *id,
            None => row.running || row.days > 0,
        };
        let rows = plan.habits.iter().filter_map(|habit| status::habit_row(habit, progress));
        Self {
            as_of: progress.as_of,
            overall: habit.is_none().then(|| StreaksRow::overall(&progress.overall)),
            habits: rows.filter(shown).collect(),
            footnotes: status::footnotes(progress, facts),
        }
    }
}

/// A task that should be done by now.
#[derive(Clone, Debug, Serialize)]
pub struct DueTaskRow {
    /// The task.
    #[serde(flatten)]
    pub task: TaskRow,
    /// The last day on which it is in time.
    pub due: NaiveDate,
    /// Days since then: 0 if it is due today.
    pub late_days: i64,
}

/// `roadmap today`.
#[derive(Clone, Debug, Serialize)]
pub struct Today {
    /// The day.
    pub as_of: NaiveDate,
    /// Whether a habit has to be done today, or a task should be done by now.
    pub owed: bool,
    /// What was done today.
    pub today: DayFacts,
    /// The streak of days on which anything was done.
    pub overall: StreaksRow,
    /// The habits that run today.
    pub habits: Vec<HabitRow>,
    /// The open tasks that should be done by now, in the order of the plan.
    pub tasks: Vec<DueTaskRow>,
    /// What should be known about these numbers.
    pub footnotes: Footnotes,
}

impl Today {
    /// What is owed on the day of `progress`.
    #[must_use]
    pub fn new(plan: &Plan, progress: &Progress, facts: HistoryFacts) -> Self {
        let rows = plan.habits.iter().filter_map(|habit| status::habit_row(habit, progress));
        let habits: Vec<HabitRow> = rows.filter(|row| row.running).collect();
        let tasks = due_rows(plan, progress);
        Self {
            as_of: progress.as_of,
            owed: habits.iter().any(|habit| habit.due_today) || !tasks.is_empty(),
            today: status::day_facts(progress),
            overall: StreaksRow::overall(&progress.overall),
            habits,
            tasks,
            footnotes: status::footnotes(progress, facts),
        }
    }
}

/// The open tasks that should be done by now. Both lists are in the order of the plan.
fn due_rows(plan: &Plan, progress: &Progress) -> Vec<DueTaskRow> {
    let mut stands = plan.tasks().map(|(_, task)| task).zip(&progress.tasks);
    let due = progress::due_tasks(plan, progress).into_iter();
    let row = |due: progress::DueTask| {
        let (planned, stand) = stands.find(|(task, _)| task.id == due.id)?;
        Some(DueTaskRow {
            task: TaskRow::new(planned, stand),
            due: due.due,
            late_days: (progress.as_of - due.due).num_days(),
        })
    };
    due.filter_map(row).collect()
}

/// One week or month of a habit.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StretchRow {
    /// Its first day in the calendar.
    pub first: NaiveDate,
    /// Its last day in the calendar.
    pub last: NaiveDate,
    /// How much was done.
    pub amount: Amount,
    /// On how many days something was done.
    pub active_days: u32,
    /// On how many of these all follows from commits, by the plan's `[[evidence]]`.
    pub active_days_by_evidence: u32,
    /// On how many days the target was reached.
    pub met_days: u32,
    /// On how many days it was asked for; null where that cannot be said of the stretch.
    pub asked: Option<u32>,
    /// The strength at its end, or on the day one looks at, from 0 to 1.
    pub score: Score,
}

impl StretchRow {
    pub(super) fn new(stretch: &Stretch, stand: &HabitProgress) -> Self {
        Self {
            first: stretch.first,
            last: stretch.last,
            amount: stretch.amount,
            active_days: stretch.active_days,
            active_days_by_evidence: stand.days_by_evidence(stretch.first, stretch.last),
            met_days: stretch.met_days,
            asked: stretch.asked,
            score: stretch.score,
        }
    }
}

/// `roadmap history`.
#[derive(Clone, Debug, Serialize)]
pub struct HabitHistory {
    /// The day.
    pub as_of: NaiveDate,
    /// The habit and how it stands.
    pub habit: HabitRow,
    /// Its weeks, oldest first.
    pub weeks: Vec<StretchRow>,
    /// Its months, oldest first.
    pub months: Vec<StretchRow>,
    /// What should be known about these numbers.
    pub footnotes: Footnotes,
    /// How many weeks and months to show to people, of the latest.
    #[serde(skip)]
    pub shown: usize,
    /// Whether to draw with ASCII only.
    #[serde(skip)]
    pub ascii: bool,
}

impl HabitHistory {
    /// The history of a habit of the plan.
    #[must_use]
    pub fn new(
        plan: &Plan,
        habit: &Habit,
        progress: &Progress,
        facts: HistoryFacts,
    ) -> Option<Self> {
        let stand = progress.habit(&habit.id)?;
        let back = progress::look_back(plan, habit, stand, progress.as_of);
        let row = |stretch| StretchRow::new(stretch, stand);
        Some(Self {
            as_of: progress.as_of,
            habit: status::habit_row(habit, progress)?,
            weeks: back.weeks.iter().map(row).collect(),
            months: back.months.iter().map(row).collect(),
            footnotes: status::footnotes(progress, facts),
            shown: 12,
            ascii: false,
        })
    }
}

/// What the period of a habit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// A week.
    Week,
    /// A month.
    Month,
    /// So many days in a row that end today.
    Window,
}

/// How far the open week, month or window of a habit is.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PeriodRow {
    /// What it is.
    pub kind: PeriodKind,
    /// Its days and numbers.
    #[serde(flatten)]
    pub progress: PeriodProgress,
    /// Whether so much is missing that it can no longer be met.
    pub lost: bool,
}
