//! Planned against actual: which days are owed, what should be done by a day, and how many
//! days ahead or behind that leaves the learner.
//!
//! The rules are specified, with examples, in `docs/progress.md`.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::share::Share;
use crate::civil::{self, DayRange};
use crate::plan::Plan;

/// Slack for comparing sums of fractions that should be equal.
const ROUNDING: f64 = 1e-9;

/// How the actual stands to the planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Pace {
    /// There is nothing to do: no task, or all dropped.
    Empty,
    /// The window has not begun, and nothing is done yet.
    Upcoming,
    /// What should be done by now is done, and the next task is not due yet.
    OnTime,
    /// So much is done as the plan has only so many days later.
    Ahead {
        /// Days, at least 1.
        days: u32,
    },
    /// A task should have been finished so many days ago.
    Behind {
        /// Days, at least 1.
        days: u32,
    },
    /// Everything is done.
    Finished {
        /// The day of the last completion.
        on: NaiveDate,
        /// Days after the window's last day; below 0 for early.
        late_days: i64,
    },
}

/// Whether something is owed on this day of the week.
pub(super) fn is_rest_day(plan: &Plan, day: NaiveDate) -> bool {
    plan.rest_days.contains(&day.weekday())
}

/// What should be done by a day, as a share of a window's owed days.
#[derive(Clone, Debug)]
pub(super) struct Schedule {
    /// The window, from the plan's start on.
    window: DayRange,
    /// Its owed days, in order: those that are no rest days, or all if there are only such.
    owed: Vec<NaiveDate>,
}

impl Schedule {
    pub(super) fn new(plan: &Plan, window: DayRange) -> Self {
        let owed: Vec<_> = window.days().filter(|day| !is_rest_day(plan, *day)).collect();
        let owed = if owed.is_empty() { window.days().collect() } else { owed };
        Self { window, owed }
    }

    pub(super) fn window(&self) -> DayRange {
        self.window
    }

    /// The owed days that have passed before `day`, of all; the day itself has not passed.
    pub(super) fn planned(&self, day: NaiveDate) -> Share {
        let passed = self.owed.partition_point(|owed| *owed < day);
        Share { part: passed as u64, whole: self.owed.len() as u64 }
    }

    /// The day at whose end this share is planned to be done; `None` for a share of nothing.
    pub(super) fn due_day(&self, share: Share) -> Option<NaiveDate> {
        let days = u128::from(share.part) * self.owed.len() as u128;
        let days = days.div_ceil(u128::from(share.whole).max(1));
        self.owed.get(usize::try_from(days).ok()?.checked_sub(1)?).copied()
    }
}

/// What is asked about a stretch of work with a curve of planned shares.
pub(super) struct Position<'a> {
    /// The share that should be done before a day, from 0 to 1, never falling.
    pub(super) planned: &'a dyn Fn(NaiveDate) -> f64,
    /// From the first planned day to the last.
    pub(super) window: DayRange,
    /// The share that is done.
    pub(super) actual: f64,
    /// The share that the next task adds.
    pub(super) next_task: f64,
}

impl Position<'_> {
    /// Behind, when the next task should have been finished on a day before `as_of`; ahead,
    /// when what is done is planned for a later day; on time between the two.
    pub(super) fn pace(&self, as_of: NaiveDate) -> Pace {
        let due =
            self.first_day(as_of, |planned| planned >= self.actual + self.next_task - ROUNDING);
        if let Some(days) = due.and_then(|due| days_between(due, as_of)) {
            return Pace::Behind { days: days + 1 };
        }
        if as_of < self.window.first() && self.actual <= ROUNDING {
            return Pace::Upcoming;
        }
        let later = self.first_day(self.end(), |planned| planned > self.actual + ROUNDING);
        let reached = later.map_or(self.end(), civil::previous);
        match days_between(as_of, reached) {
            Some(days) if days > 0 => Pace::Ahead { days },
            _ => Pace::OnTime,
        }
    }

    /// The day after the window, on which everything should be done.
    fn end(&self) -> NaiveDate {
        civil::next(self.window.last())
    }

    /// The first day from the window's first to `last` on which the planned share is `enough`.
    fn first_day(&self, last: NaiveDate, enough: impl Fn(f64) -> bool) -> Option<NaiveDate> {
        let (mut low, mut high) = (self.window.first(), civil::next(last));
        if low > last {
            return None;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if enough((self.planned)(middle)) {
                high = middle;
            } else {
                low = civil::next(middle);
            }
        }
        (low <= last).then_some(low)
    }
}

/// The days from `from` to `to`; `None` if `to` is earlier.
fn days_between(from: NaiveDate, to: NaiveDate) -> Option<u32> {
    u32::try_from((to - from).num_days()).ok()
}
