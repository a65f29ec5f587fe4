//! Which days are owed: those that are no rest days and that no skip of everything excuses.

use chrono::{Days, NaiveDate, Weekday};

use super::super::{Entry, Progress};
use crate::civil::DayRange;
use crate::plan::Plan;

/// How far ahead a forecast looks, in days: ten years.
const HORIZON_DAYS: u64 = 3_652;

/// The days on which something is owed.
pub(in super::super) struct OwedDays<'a> {
    rest_days: &'a [Weekday],
    excused: Vec<DayRange>,
    horizon: NaiveDate,
}

impl<'a> OwedDays<'a> {
    pub(in super::super) fn of(plan: &'a Plan, progress: &Progress) -> Self {
        let is_holiday =
            |entry: &&Entry| entry.event.record.target.id().is_none() && entry.is_skip();
        let holidays = progress.entries.iter().filter(is_holiday);
        let ahead = Days::new(HORIZON_DAYS);
        Self {
            rest_days: &plan.rest_days,
            excused: holidays.map(|entry| entry.days).collect(),
            horizon: progress.as_of.checked_add_days(ahead).unwrap_or(progress.as_of),
        }
    }

    fn is_owed(&self, day: NaiveDate) -> bool {
        let is_rest = || self.rest_days.contains(&chrono::Datelike::weekday(&day));
        !is_rest() && !self.excused.iter().any(|range| range.contains(day))
    }

    /// The owed days from `first` on, as far as a forecast looks.
    pub(in super::super) fn from(&self, first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let days = first.iter_days().take_while(|day| *day <= self.horizon);
        days.filter(|day| self.is_owed(*day))
    }

    /// The owed days from `first` to `last`, latest first.
    pub(super) fn back_from(
        &self,
        last: NaiveDate,
        first: NaiveDate,
    ) -> impl Iterator<Item = NaiveDate> {
        let days = std::iter::successors(Some(last), NaiveDate::pred_opt);
        days.take_while(move |day| first <= *day).filter(|day| self.is_owed(*day))
    }
}
