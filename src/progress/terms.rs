//! What the plan asks of one habit, day by day: its span, the goal in force, and what that asks
//! for (docs/time.md, T8, T9 and T11).

use chrono::{NaiveDate, Weekday};

use super::unit::StreakUnit;
use crate::plan::{Cadence, Habit, HabitGoal, HabitSpan, Plan};

/// The days on which a habit is owed; none if it would end before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: NaiveDate,
    pub(super) last: Option<NaiveDate>,
}

impl Span {
    pub(super) fn of(plan: &Plan, habit: &Habit) -> Self {
        let (first, last) = match &habit.span {
            HabitSpan::Days { from, until } => (from.unwrap_or(plan.start), *until),
            HabitSpan::Phase(id) => match plan.phase(id) {
                Some(phase) => (phase.window.first(), Some(phase.window.last())),
                None => (plan.start, None),
            },
        };
        Self { first: first.max(plan.start), last }
    }

    pub(super) fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && self.last.is_none_or(|last| day <= last)
    }
}

/// What the goal in force asks for on a day, if the day is in the span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// That the day is met, if its day of the week is among these, Monday first.
    Day([bool; 7]),
    /// So many days of the week.
    Week(u32),
    /// So many days of the month.
    Month(u32),
    /// So many of any `days` in a row, which do not end on a rest day.
    Window { count: u32, days: u32 },
}

impl Ask {
    pub(super) fn of(cadence: &Cadence, rest_days: &[Weekday]) -> Self {
        let days = |is_scheduled: &dyn Fn(&Weekday) -> bool| {
            let mut week = [Weekday::Mon; 7];
            for at in 1..7 {
                week[at] = week[at - 1].succ();
            }
            Self::Day(week.map(|day| is_scheduled(&day)))
        };
        let rests = |day: &Weekday| rest_days.contains(day);
        let weekend = |day: &Weekday| matches!(day, Weekday::Sat | Weekday::Sun);
        match cadence {
            Cadence::Daily => days(&|day| !rests(day)),
            Cadence::Weekdays => days(&|day| !weekend(day) && !rests(day)),
            Cadence::On(named) => days(&|day| named.contains(day)),
            Cadence::PerWeek(count) => Self::Week(*count),
            Cadence::PerMonth(count) => Self::Month(*count),
            Cadence::Rolling { count, days } => Self::Window { count: *count, days: *days },
            Cadence::EveryDays(days) => Self::Window { count: 1, days: *days },
        }
    }

    pub(super) fn unit(self) -> StreakUnit {
        match self {
            Self::Day(_) | Self::Window { .. } => StreakUnit::Day,
            Self::Week(_) => StreakUnit::Week,
            Self::Month(_) => StreakUnit::Month,
        }
    }

    /// How often in how many days, for the score.
    pub(super) fn frequency(self) -> (u32, u32) {
        match self {
            Self::Day(week) => (week.iter().map(|day| u32::from(*day)).sum(), 7),
            Self::Week(count) => (count, 7),
            Self::Month(count) => (count.min(30), 30),
            Self::Window { count, days } => (count, days),
        }
    }
}

/// What a run is counted in on a day.
pub(super) fn streak_unit(goals: &[HabitGoal], day: NaiveDate) -> StreakUnit {
    let begun = goals.iter().filter(|goal| goal.from.is_none_or(|from| from <= day));
    let mut units = begun.map(|goal| Ask::of(&goal.every, &[]).unit());
    let first = units.next().unwrap_or_default();
    if units.all(|unit| unit == first) { first } else { StreakUnit::Mixed }
}
