//! The overall streak: days on which anything was done (docs/time.md, T18).

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::activity::Activity;
use super::course::{Course, Facts};
use super::standing::Entry;
use super::streak::Streaks;
use super::terms::Span;
use crate::civil::DayRange;
use crate::plan::{Cadence, HabitGoal, Plan};
use crate::quantity::Amount;

/// The streaks of a habit that is met by anything, and owed on every day but rest days.
pub(super) fn streaks(
    plan: &Plan,
    entries: &[Entry],
    activity: &BTreeMap<NaiveDate, Activity>,
    as_of: NaiveDate,
) -> Streaks {
    Streaks::of(&course(plan, entries, activity, as_of), plan.freezes_per_month)
}

/// The days of such a habit.
pub(super) fn course(
    plan: &Plan,
    entries: &[Entry],
    activity: &BTreeMap<NaiveDate, Activity>,
    as_of: NaiveDate,
) -> Course {
    let is_holiday = |entry: &&Entry| entry.is_skip() && entry.event.record.target.id().is_none();
    let excused: Vec<DayRange> =
        entries.iter().filter(is_holiday).map(|entry| entry.days).collect();
    let goal = HabitGoal { from: None, every: Cadence::Daily, target: Amount::ONE, stretch: None };
    Course::new(&Facts {
        span: Span { first: plan.start, last: None },
        goals: &[goal],
        rest_days: &plan.rest_days,
        week_start: plan.week_start,
        amounts: &activity.keys().map(|day| (*day, Amount::ONE)).collect(),
        excused: &excused,
        as_of,
    })
}
