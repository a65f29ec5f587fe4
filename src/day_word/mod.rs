//! Days as people type them: `yesterday`, `last friday`, `3 days ago`, `07-12`, `上周五`.
//!
//! Reading a word needs no calendar, so that a wrong one is refused before anything is opened;
//! what day it is depends on today, and is a pure function of the two. `docs/recording.md` has
//! the table of what can be written.

mod read;
mod span;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};
use thiserror::Error;

use crate::civil::{self, DateError};
use crate::sentence::Spoken;

pub use span::{DaySpan, SpanError};

/// The furthest that a number of days may reach, in days: about ten years.
const FURTHEST_DAYS: u32 = 3_660;

/// A day as it was typed, before it is known what today is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayWord {
    /// So many days ago; below 0 for days ahead.
    Ago(i64),
    /// A date.
    On(NaiveDate),
    /// A day of the week.
    Weekday(Weekday, Which),
    /// A day of a month, which some year has; the most recent one that is not to come.
    MonthDay {
        /// The month, from 1.
        month: u32,
        /// The day, from 1.
        day: u32,
    },
}

/// Which of all days of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Today if it is one, else the last one before today (`monday`, `周一`).
    Latest,
    /// The last one before today (`last monday`).
    Before,
    /// The first one after today (`next monday`).
    After,
    /// That of the week, from Monday to Sunday, so many weeks from this one (`上周一` is -1).
    OfWeek(i64),
}

/// Why a text is not a day.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DayWordError {
    /// It has none of the forms.
    #[error(
        "`{0}` is not a day: write 2025-07-12, 07-12, yesterday, monday, last friday, 3 days ago, 昨天, 上周五 or 7月12日"
    )]
    Form(String),
    /// It is more than about ten years away.
    #[error("`{0}` is too far away: write the date, as 2025-07-12")]
    Far(String),
    /// It leads out of the years that a plan can name.
    #[error("that day is outside the years 1970 to 2999")]
    Outside,
    /// It has the form of a date and is none.
    #[error(transparent)]
    Date(#[from] DateError),
}

impl Spoken for DayWordError {
    fn zh(&self) -> String {
        match self {
            Self::Form(text) => format!(
                "`{text}` 不是日期：请写成 2025-07-12、07-12、昨天、周一、上周五、3天前、7月12日、`yesterday` 或 `last friday`"
            ),
            Self::Far(text) => format!("`{text}` 太远：请写日期，如 2025-07-12"),
            Self::Outside => "那一天不在 1970 至 2999 年之间".to_owned(),
            Self::Date(error) => error.zh(),
        }
    }
}

impl DayWord {
    /// Reads a day; case, blanks around and between, and full-width digits do not matter.
    ///
    /// # Errors
    ///
    /// Says what can be written, or which rule of the calendar it breaks.
    pub fn parse(text: &str) -> Result<Self, DayWordError> {
        read::day(text)
    }

    /// Whether it was typed as a whole date, so that nobody needs to be told which.
    #[must_use]
    pub fn is_date(self) -> bool {
        matches!(self, Self::On(_))
    }

    /// The day, where today is `today`.
    ///
    /// Only words that say so lie ahead: a date, `tomorrow`, `in 3 days`, `next monday`,
    /// `this sunday`.
    ///
    /// # Errors
    ///
    /// [`DayWordError::Outside`].
    pub fn resolve(self, today: NaiveDate) -> Result<NaiveDate, DayWordError> {
        let day = match self {
            Self::On(day) => Some(day),
            Self::Ago(days) => shifted(today, -days),
            Self::Weekday(weekday, which) => which.of(weekday, today),
            Self::MonthDay { month, day } => years_back(today)
                .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
                .find(|date| *date <= today),
        };
        in_calendar(day)
    }

    /// The day for a plan that looks ahead as often as back: as [`DayWord::resolve`], but of a
    /// day of a month the one nearest to today.
    ///
    /// # Errors
    ///
    /// As [`DayWord::resolve`].
    pub fn resolve_nearest(self, today: NaiveDate) -> Result<NaiveDate, DayWordError> {
        let Self::MonthDay { month, day } = self else { return self.resolve(today) };
        let years = today.year() - LEAP_YEARS_APART..=today.year() + LEAP_YEARS_APART;
        let dates = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
        let nearest = dates.min_by_key(|date| ((*date - today).num_days().abs(), *date));
        in_calendar(nearest)
    }

    /// The day for what is still to come: a day of the week or of a month is the next one, today
    /// included; a day that is said with regard to today stays what it is.
    ///
    /// # Errors
    ///
    /// As [`DayWord::resolve`].
    pub fn resolve_ahead(self, today: NaiveDate) -> Result<NaiveDate, DayWordError> {
        self.resolve_from(today, today)
    }

    /// The first such day on or after `first`, for the end of a range; a day that is said with
    /// regard to today stays what it is.
    fn resolve_from(self, first: NaiveDate, today: NaiveDate) -> Result<NaiveDate, DayWordError> {
        match self {
            Self::Weekday(weekday, Which::Latest) => {
                let ahead = i64::from(weekday.days_since(first.weekday()));
                in_calendar(shifted(first, ahead))
            }
            // `next monday..next friday`, said on a Thursday, is no five days back.
            Self::Weekday(weekday, Which::After) => {
                let ahead = i64::from(weekday.days_since(first.weekday()));
                self.resolve(today).and_then(|day| {
                    if day < first { in_calendar(shifted(first, ahead)) } else { Ok(day) }
                })
            }
            Self::MonthDay { month, day } => {
                let years = first.year()..=first.year() + LEAP_YEARS_APART;
                let dates = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
                in_calendar(dates.into_iter().find(|date| *date >= first))
            }
            _ => self.resolve(today),
        }
    }
}

/// The most years between one 29 February and the next.
const LEAP_YEARS_APART: i32 = 8;

impl Which {
    fn of(self, weekday: Weekday, today: NaiveDate) -> Option<NaiveDate> {
        let since = i64::from(today.weekday().days_since(weekday));
        match self {
            Self::Latest => shifted(today, -since),
            Self::Before => shifted(today, if since == 0 { -7 } else { -since }),
            Self::After => shifted(today, 7 - since),
            Self::OfWeek(weeks) => {
                let monday = -i64::from(today.weekday().num_days_from_monday());
                let day = i64::from(weekday.num_days_from_monday());
                shifted(today, monday + day + 7 * weeks)
            }
        }
    }
}

fn shifted(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    TimeDelta::try_days(days).and_then(|days| day.checked_add_signed(days))
}

fn years_back(today: NaiveDate) -> impl Iterator<Item = i32> {
    (today.year() - LEAP_YEARS_APART..=today.year()).rev()
}

/// A day in the years that a plan can name.
fn in_calendar(day: Option<NaiveDate>) -> Result<NaiveDate, DayWordError> {
    let day = day.ok_or(DayWordError::Outside)?;
    civil::check_year(day, "").map_err(|_| DayWordError::Outside)
}

/// The day of that number in the month of `month_of`; `None` where the month has none.
fn day_of_month(month_of: NaiveDate, day: u32) -> Option<NaiveDate> {
    let first = month_of.with_day(1)?;
    let date = first.checked_add_days(Days::new(u64::from(day.checked_sub(1)?)))?;
    (date.month() == month_of.month()).then_some(date)
}

#[cfg(test)]
mod tests;
