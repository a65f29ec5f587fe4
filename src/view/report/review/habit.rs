//! How the habits went.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::habit::StretchRow;
use super::super::status::{self, HabitRow};
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::{Habit, HabitSpan, Plan};
use crate::progress::{self, Progress};
use crate::quantity::Amount;

/// How many weeks are kept, of the latest.
const WEEKS: usize = 53;

/// A habit and how it went in the days of a report.
#[derive(Clone, Debug, Serialize)]
pub struct HabitReviewRow {
    /// How it stands on the last day.
    #[serde(flatten)]
    pub habit: HabitRow,
    /// How much was done in these days.
    pub amount: Amount,
    /// On how many of them.
    pub active_days: u32,
    /// On how many of these all follows from commits, by the plan's `[[evidence]]`.
    pub active_days_by_evidence: u32,
    /// How many of its days, weeks, months or windows that ended in these days were met; and of
    /// those that hold the day one looks at, if it is one of these, how many are met already.
    pub met: u32,
    /// How many were missed, a freeze or not.
    pub missed: u32,
    /// Its weeks with a day of the report, oldest first, at most 53.
    pub weeks: Vec<StretchRow>,
}

/// The habits with days among `days`; of one phase only those that last as long as it.
pub(super) fn rows(
    plan: &Plan,
    progress: &Progress,
    days: DayRange,
    open_from: NaiveDate,
    phase: Option<&Id>,
) -> Vec<HabitReviewRow> {
    let is_wanted = |habit: &&Habit| match (phase, &habit.span) {
        (Some(phase), HabitSpan::Phase(of)) => of == phase,
        (Some(_), HabitSpan::Days { .. }) => false,
        (None, _) => true,
    };
    let has_begun = |habit: &&Habit| {
        progress::habit_terms(plan, habit).first <= days.last().min(progress.as_of)
    };
    let is_shown = |row: &HabitReviewRow| {
        row.habit.running || row.amount > Amount::ZERO || row.met + row.missed > 0
    };
    let habits = plan.habits.iter().filter(is_wanted).filter(has_begun);
    habits
        .filter_map(|habit| row(plan, habit, progress, days, open_from))
        .filter(is_shown)
        .collect()
}

/// How one habit went in some days.
pub(in crate::view::report) fn row(
    plan: &Plan,
    habit: &Habit,
    progress: &Progress,
    days: DayRange,
    open_from: NaiveDate,
) -> Option<HabitReviewRow> {
    let stand = progress.habit(&habit.id)?;
    let review = progress::review_habit(plan, habit, stand, days, open_from);
    let span = progress::habit_terms(plan, habit);
    let weeks = progress::look_back(plan, habit, stand, progress.as_of).weeks;
    let end = span.last.unwrap_or(days.last()).min(days.last());
    let in_days = weeks.iter().filter(|week| {
        let is_late_practice = week.first > end && week.active_days > 0;
        week.last >= days.first() && (week.first <= end || is_late_practice)
    });
    let mut weeks: Vec<StretchRow> = in_days.map(|week| StretchRow::new(week, stand)).collect();
    weeks.drain(..weeks.len().saturating_sub(WEEKS));
    Some(HabitReviewRow {
        habit: status::habit_row(habit, progress)?,
        amount: review.amount,
        active_days: review.active_days,
        active_days_by_evidence: stand.days_by_evidence(days.first(), days.last()),
        met: review.met,
        missed: review.missed,
        weeks,
    })
}
