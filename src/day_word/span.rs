//! A day, or a range of days, as people type it: `monday..yesterday`, `2025-10-01..10-07`.

use chrono::{Datelike, Days, NaiveDate};
use thiserror::Error;

use super::{DayWord, DayWordError, day_of_month};
use crate::civil::DayRange;
use crate::sentence::Spoken;

/// What can stand between the first day and the last.
const BETWEEN: [&str; 5] = ["..", "~", "～", "至", "到"];

/// The longest that a range may be whose last day was typed without its year, in days. A longer
/// one is a slip: `10-07..10-01` does not mean a year.
const LONGEST_OVER_NEW_YEAR_DAYS: u64 = 100;

/// One day or a range of days as it was typed, before it is known what today is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    first: DayWord,
    last: Option<Last>,
}

/// The last day of a range as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// A day.
    Word(DayWord),
    /// A day of the month of the first.
    OfSameMonth(u32),
}

/// Why a text is not a range of days.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SpanError {
    /// One of its sides is missing.
    #[error("write one day, or the first and the last as FIRST..LAST")]
    Side,
    /// One of its sides is not a day.
    #[error(transparent)]
    Day(#[from] DayWordError),
    /// It ends before it begins.
    #[error("{first}..{last} ends before it begins")]
    Backwards {
        /// Where it would begin.
        first: NaiveDate,
        /// Where it would end.
        last: NaiveDate,
    },
    /// The month of the first day has no such day.
    #[error("the month of {first} has no day {day}")]
    NoSuchDay {
        /// The first day.
        first: NaiveDate,
        /// The day of the month.
        day: u32,
    },
}

impl Spoken for SpanError {
    fn zh(&self) -> String {
        match self {
            Self::Side => "请写一天，或以 `首日..末日` 写出首末两天".to_owned(),
            Self::Day(error) => error.zh(),
            Self::Backwards { first, last } => format!("{first}..{last} 的结束早于开始"),
            Self::NoSuchDay { first, day } => {
                format!("{} 月没有 {day} 日", first.format("%Y 年 %-m"))
            }
        }
    }
}

impl DaySpan {
    /// Reads a day, or two with `..` between them. The last one may be short: `2025-10-01..10-07`
    /// and `2025-10-01..07` take over what is missing from the first.
    ///
    /// # Errors
    ///
    /// Says which side cannot be read, or that it is missing.
    pub fn parse(text: &str) -> Result<Self, SpanError> {
        let sides = BETWEEN.iter().find_map(|between| text.split_once(between));
        let Some((first, last)) = sides else {
            return Ok(Self { first: DayWord::parse(text)?, last: None });
        };
        let (first, last) = (first.trim(), last.trim());
        if first.is_empty() || last.is_empty() {
            return Err(SpanError::Side);
        }
        let first = DayWord::parse(first)?;
        let digits = last.strip_suffix(['日', '号']).unwrap_or(last);
        let is_short = (1..=2).contains(&digits.len());
        let of_same_month = digits.parse::<u32>().ok().filter(|_| is_short);
        let last = match of_same_month {
            Some(day) => Last::OfSameMonth(day),
            None => Last::Word(DayWord::parse(last)?),
        };
        Ok(Self { first, last: Some(last) })
    }

    /// The days, where today is `today`.
    ///
    /// Of a first day without its year it is the one nearest to today. A last day without its
    /// year or month, and a day of the week, is the first such day from the first day on.
    ///
    /// # Errors
    ///
    /// [`SpanError::Backwards`] and the like.
    pub fn resolve(self, today: NaiveDate) -> Result<DayRange, SpanError> {
        let first = self.first.resolve_nearest(today)?;
        let last = match self.last {
            None => first,
            Some(Last::Word(word)) => without_slip(word, first, word.resolve_from(first, today)?),
            Some(Last::OfSameMonth(day)) => {
                day_of_month(first, day).ok_or(SpanError::NoSuchDay { first, day })?
            }
        };
        DayRange::new(first, last).ok_or(SpanError::Backwards { first, last })
    }
}

/// The last day of a range; where only a slip of the pen leads into the next year, that of the
/// first day's year, so that the range runs backwards.
fn without_slip(word: DayWord, first: NaiveDate, last: NaiveDate) -> NaiveDate {
    let limit = first.checked_add_days(Days::new(LONGEST_OVER_NEW_YEAR_DAYS)).unwrap_or(first);
    match word {
        DayWord::MonthDay { month, day } if last > limit => {
            NaiveDate::from_ymd_opt(first.year(), month, day).unwrap_or(last)
        }
        _ => last,
    }
}
