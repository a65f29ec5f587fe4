//! When a heading says that something is to be done: `2025年7月`, `Aug 2025`, `Week 3-4`, `第一周`,
//! `2025-08-01 ~ 08-20`, `2 weeks`.

mod absolute;
mod relative;
mod token;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::civil::{self, DayRange};
pub(super) use token::{Token, TokenKind, tokens};

/// When something is to be done, as far as the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// From one date to another.
    Dates(Date, Date),
    /// Numbered weeks, days or months from the start of the plan, counted from 1.
    Numbered(Unit, u32, u32),
    /// No place in the calendar, but a length in days.
    Length(u32),
}

/// A day, or a month where `day` is not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Date {
    /// The year, if it is said.
    pub(super) year: Option<i32>,
    /// The month, from 1; 0 for a whole year.
    pub(super) month: u32,
    /// The day, from 1.
    pub(super) day: Option<u32>,
}

/// What is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Days.
    Day,
    /// Weeks of seven days.
    Week,
    /// Months.
    Month,
}

/// When, and the text without the words that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// When.
    pub(super) when: When,
    /// The rest of the text; empty where that was all.
    pub(super) rest: String,
}

/// Finds the words that say when; dates before numbered weeks, those before lengths.
pub(super) fn find(text: &str) -> Option<Found> {
    const LONGEST: usize = 400;
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    let found = (0..tokens.len()).find_map(|at| absolute::at(&tokens, at));
    let found = found.or_else(|| (0..tokens.len()).find_map(|at| relative::at(&tokens, at)));
    let found = found.or_else(|| (0..tokens.len()).find_map(|at| relative::length(&tokens, at)));
    let (when, from, to) = found?;
    let (start, end) = (tokens.get(from)?.start, tokens.get(to.checked_sub(1)?)?.end);
    Some(Found { when, rest: without(text, start, end) })
}

/// What stands between words and does not belong to a title.
const BETWEEN: &[char] = &[
    ' ', '\t', ':', '：', '-', '–', '—', '~', '|', '｜', '·', '•', ',', '，', '、', '>', '\u{a0}',
];

/// The text without a part, and without the brackets or signs around it.
fn without(text: &str, start: usize, end: usize) -> String {
    let before = text[..start].trim_end();
    let after = text[end..].trim_start();
    let brackets = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】'), ('<', '>')];
    let enclosed = brackets
        .iter()
        .find_map(|(open, close)| Some((before.strip_suffix(*open)?, after.strip_prefix(*close)?)));
    let (before, after) = enclosed.unwrap_or((before, after));
    let before = before.trim_end_matches(BETWEEN).trim_start();
    let after = after.trim_start_matches(BETWEEN).trim_end();
    match (before.is_empty(), after.is_empty()) {
        (false, false) => format!("{before} {after}"),
        (false, true) => before.to_owned(),
        _ => after.to_owned(),
    }
}

/// What dates without a year and numbered weeks count from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Base {
    /// The first day of the plan.
    pub(super) start: NaiveDate,
    /// The first day of the window before, for dates without a year.
    pub(super) before: Option<NaiveDate>,
    /// The window that this one lies in, e.g. of the month around a week.
    pub(super) around: Option<DayRange>,
}

impl When {
    /// Whether a year is said.
    pub(super) fn has_year(self) -> bool {
        matches!(self, Self::Dates(first, last) if first.year.is_some() || last.year.is_some())
    }

    /// The days that are meant; `None` for a length, and for what is not in the calendar.
    pub(super) fn days(self, base: &Base) -> Option<DayRange> {
        match self {
            Self::Dates(first, last) => dates(first, last, base),
            Self::Numbered(unit, first, last) => numbered(unit, first, last, base),
            Self::Length(_) => None,
        }
    }
}

fn dates(mut first: Date, mut last: Date, base: &Base) -> Option<DayRange> {
    let is_later = |last: &Date, first: &Date| {
        (last.month, last.day.unwrap_or(31)) >= (first.month, first.day.unwrap_or(1))
    };
    match (first.year, last.year) {
        (None, Some(year)) => {
            first.year = Some(if is_later(&last, &first) { year } else { year - 1 });
        }
        (None, None) => first.year = Some(year_of(first, base)),
        _ => {}
    }
    if last.year.is_none() {
        let year = first.year?;
        last.year = Some(if is_later(&last, &first) { year } else { year + 1 });
    }
    DayRange::new(first.first_day()?, last.last_day()?)
}

/// The year of a date without one: the first in which it is not before the window before it.
fn year_of(date: Date, base: &Base) -> i32 {
    let not_before = base.around.map(DayRange::first).or(base.before).unwrap_or(base.start);
    let year = not_before.year();
    let fits = |year: i32| {
        let date = Date { year: Some(year), ..date };
        date.last_day().is_some_and(|last| last >= not_before)
    };
    if fits(year) { year } else { year + 1 }
}

impl Date {
    fn first_day(self) -> Option<NaiveDate> {
        let month = if self.month == 0 { 1 } else { self.month };
        day(self.year?, month, self.day.unwrap_or(1))
    }

    fn last_day(self) -> Option<NaiveDate> {
        let month = if self.month == 0 { 12 } else { self.month };
        match self.day {
            Some(number) => day(self.year?, month, number),
            None => day(self.year?, month, 1)?.checked_add_months(Months::new(1))?.pred_opt(),
        }
    }
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    civil::check_year(NaiveDate::from_ymd_opt(year, month, day)?, "").ok()
}

fn numbered(unit: Unit, first: u32, last: u32, base: &Base) -> Option<DayRange> {
    let absolute = count(unit, first, last, base.start);
    let Some(around) = base.around else {
        return absolute;
    };
    // The second week of the second month is the second, or the sixth of the plan.
    if let Some(days) = absolute.filter(|days| around.contains(days.first())) {
        return Some(days);
    }
    let within = count(unit, first, last, around.first())?;
    if !around.contains(within.first()) {
        return absolute;
    }
    DayRange::new(within.first(), within.last().min(around.last()))
}

fn count(unit: Unit, first: u32, last: u32, start: NaiveDate) -> Option<DayRange> {
    let begin = |number: u32| match unit {
        Unit::Day => start.checked_add_days(Days::new(u64::from(number))),
        Unit::Week => start.checked_add_days(Days::new(u64::from(number) * 7)),
        Unit::Month => start.checked_add_months(Months::new(number)),
    };
    let last = begin(last)?.pred_opt()?;
    let days = DayRange::new(begin(first.checked_sub(1)?)?, last)?;
    civil::check_year(days.last(), "").ok().map(|_| days)
}

#[cfg(test)]
mod tests;
