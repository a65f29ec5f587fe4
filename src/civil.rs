//! Civil days: dates as people write them, ranges of dates, and which day a moment belongs to.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Timelike, Weekday,
};
use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::sentence::Spoken;

/// The years that a plan or an event may name; they bound every loop over days.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2999;

/// Why a text is not a date or a range of dates.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// It does not have the form of a date.
    #[error("`{0}` is not a date: write it as 2025-07-14")]
    Form(String),
    /// It has the form of a date, but there is no such day.
    #[error("`{0}` is not in the calendar")]
    NoSuchDay(String),
    /// The year is outside 1970 to 2999.
    #[error("`{0}` is outside the years 1970 to 2999")]
    Year(String),
    /// The range ends before it begins.
    #[error("`{0}` ends before it begins")]
    Backwards(String),
}

impl Spoken for DateError {
    fn zh(&self) -> String {
        match self {
            Self::Form(text) => format!("`{text}` 不是日期：请写成 2025-07-14"),
            Self::NoSuchDay(text) => format!("日历中没有 `{text}`"),
            Self::Year(text) => format!("`{text}` 不在 1970 至 2999 年之间"),
            Self::Backwards(text) => format!("`{text}` 的结束早于开始"),
        }
    }
}

/// Reads `2025-07-14`.
///
/// # Errors
///
/// Says whether the form, the calendar or the year is at fault.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let malformed = || DateError::Form(text.to_owned());
    let bytes: &[u8; 10] = text.as_bytes().try_into().map_err(|_| malformed())?;
    let is_date = bytes.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    if !is_date {
        return Err(malformed());
    }
    let number = |part: &[u8]| part.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    let year = i32::try_from(number(&bytes[..4])).unwrap_or_default();
    let date = NaiveDate::from_ymd_opt(year, number(&bytes[5..7]), number(&bytes[8..]))
        .ok_or_else(|| DateError::NoSuchDay(text.to_owned()))?;
    check_year(date, text)
}

/// Passes on a date whose year a plan or event may name.
///
/// # Errors
///
/// [`DateError::Year`], naming `text`, for any other.
pub fn check_year(date: NaiveDate, text: &str) -> Result<NaiveDate, DateError> {
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(DateError::Year(text.to_owned())) }
}

/// The day before `day`; `day` itself at the calendar's end, which no plan can name.
#[must_use]
pub fn previous(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

/// The day after `day`; `day` itself at the calendar's end, which no plan can name.
#[must_use]
pub fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// A range of civil days, both ends included: `2025-07-14` or `2025-07-14..2025-07-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayRange {
    first: NaiveDate,
    last: NaiveDate,
}

impl DayRange {
    /// A range from `first` to `last`; `None` if it would end before it begins.
    #[must_use]
    pub fn new(first: NaiveDate, last: NaiveDate) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The range of one day.
    #[must_use]
    pub fn single(day: NaiveDate) -> Self {
        Self { first: day, last: day }
    }

    /// The week of a day, where weeks start on `starts`.
    #[must_use]
    pub fn week_of(day: NaiveDate, starts: Weekday) -> Self {
        let first = Days::new(u64::from(day.weekday().days_since(starts)));
        let first = day.checked_sub_days(first).unwrap_or(day);
        let last = first.checked_add_days(Days::new(6)).unwrap_or(day);
        Self { first, last }
    }

    /// The first day.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// The last day, which is part of the range.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// How many days it has, at least 1.
    #[must_use]
    pub fn length(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// Whether `day` lies in the range.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// The days, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// Reads `A..B`, where `read` turns either side into its own range.
    fn parse_sides(
        text: &str,
        read: impl Fn(&str) -> Result<Self, DateError>,
    ) -> Result<Self, DateError> {
        let Some((from, to)) = text.split_once("..") else {
            return read(text);
        };
        Self::new(read(from.trim())?.first, read(to.trim())?.last)
            .ok_or_else(|| DateError::Backwards(text.to_owned()))
    }

    /// Reads the window of a phase: months or days, alone or as a range (`2025-08`,
    /// `2025-08..2025-09`, `2025-08-01..2025-08-20`).
    ///
    /// # Errors
    ///
    /// Says which side cannot be read, or that the window ends before it begins.
    pub fn parse_window(text: &str) -> Result<Self, DateError> {
        Self::parse_sides(text, |side| match side.len() {
            7 => Self::parse_month(side),
            _ => parse_date(side).map(Self::single),
        })
    }

    /// The range as the window of a phase, as short as can be: whole months as `2025-08` or
    /// `2025-08..2025-09`, else days.
    #[must_use]
    pub fn window_text(self) -> String {
        let is_whole_months = self.first.day() == 1 && next(self.last).day() == 1;
        if !is_whole_months {
            return self.to_string();
        }
        let month = |day: NaiveDate| day.format("%Y-%m").to_string();
        let (first, last) = (month(self.first), month(self.last));
        if first == last { first } else { format!("{first}..{last}") }
    }

    fn parse_month(text: &str) -> Result<Self, DateError> {
        let first = parse_date(&format!("{text}-01")).map_err(|error| match error {
            DateError::NoSuchDay(_) => DateError::NoSuchDay(text.to_owned()),
            DateError::Year(_) => DateError::Year(text.to_owned()),
            _ => DateError::Form(text.to_owned()),
        })?;
        let last = first + Days::new(u64::from(first.num_days_in_month()) - 1);
        Ok(Self { first, last })
    }
}

impl FromStr for DayRange {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        // Nearly always it is one day.
        match parse_date(text) {
            Ok(day) => Ok(Self::single(day)),
            Err(_) => Self::parse_sides(text, |side| parse_date(side).map(Self::single)),
        }
    }
}

impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return write!(f, "{}", self.first);
        }
        write!(f, "{}..{}", self.first, self.last)
    }
}

impl Serialize for DayRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The time of night at which a civil day ends, so that a session past midnight can count for
/// the evening before. The default is midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayEnd {
    minutes_past_midnight: u32,
}

/// Why a text is not a [`DayEnd`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a time from 00:00 to 11:59")]
pub struct DayEndError(pub String);

impl Spoken for DayEndError {
    fn zh(&self) -> String {
        format!("`{}` 不是 00:00 到 11:59 之间的时间", self.0)
    }
}

impl DayEnd {
    /// The civil day of a moment: its date on the clock that it was read from, with the time
    /// before the day's end given to the day before.
    #[must_use]
    pub fn day_of(self, moment: DateTime<FixedOffset>) -> NaiveDate {
        let local = moment.naive_local();
        local
            .checked_sub_signed(TimeDelta::minutes(i64::from(self.minutes_past_midnight)))
            .unwrap_or(local)
            .date()
    }

    /// The date of the calendar that has a time of the civil day `day`: the next one for the
    /// hours past midnight.
    #[must_use]
    pub fn date_of(self, day: NaiveDate, time: NaiveTime) -> NaiveDate {
        let is_past_midnight = time.hour() * 60 + time.minute() < self.minutes_past_midnight;
        if is_past_midnight { next(day) } else { day }
    }
}

impl FromStr for DayEnd {
    type Err = DayEndError;

    fn from_str(text: &str) -> Result<Self, DayEndError> {
        NaiveTime::parse_from_str(text, "%H:%M")
            .ok()
            .filter(|time| text.len() == 5 && time.hour() < 12)
            .map(|time| Self { minutes_past_midnight: time.hour() * 60 + time.minute() })
            .ok_or_else(|| DayEndError(text.to_owned()))
    }
}

impl fmt::Display for DayEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.minutes_past_midnight;
        write!(f, "{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_months_days_or_ranges_of_them() {
        let cases = [
            ("2025-08", "2025-08-01..2025-08-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2025-08..2025-09", "2025-08-01..2025-09-30"),
            ("2025-08-01..2025-08-20", "2025-08-01..2025-08-20"),
            ("2025-08-15 .. 2025-09", "2025-08-15..2025-09-30"),
            ("2025-08-15", "2025-08-15"),
        ];
        for (text, want) in cases {
            let window = DayRange::parse_window(text).map(|window| window.to_string());
            assert_eq!(window.as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn a_wrong_date_says_which_rule_it_breaks() {
        let error = |text: &str| DayRange::parse_window(text).map_err(|error| error.to_string());
        let cases = [
            ("2025-13", "`2025-13` is not in the calendar"),
            ("2025-02-29", "`2025-02-29` is not in the calendar"),
            ("2025-8", "`2025-8` is not a date: write it as 2025-07-14"),
            ("八月", "`八月` is not a date: write it as 2025-07-14"),
            ("0025-08", "`0025-08` is outside the years 1970 to 2999"),
            ("2025-09..2025-08", "`2025-09..2025-08` ends before it begins"),
        ];
        for (text, want) in cases {
            assert_eq!(error(text), Err(want.to_owned()), "{text}");
        }
    }

    #[test]
    fn the_night_belongs_to_the_evening_before() {
        let moment = |text: &str| DateTime::parse_from_rfc3339(text).expect("a moment");
        let four: DayEnd = "04:00".parse().expect("a time");
        let day = |text: &str| four.day_of(moment(text)).to_string();
        assert_eq!(day("2025-07-15T03:59:59+08:00"), "2025-07-14");
        assert_eq!(day("2025-07-15T04:00:00+08:00"), "2025-07-15");
        let midnight = DayEnd::default();
        assert_eq!(midnight.day_of(moment("2025-07-15T00:00:00-05:00")).to_string(), "2025-07-15");
        for wrong in ["24:00", "12:00", "4:00", "0400", ""] {
            assert_eq!(wrong.parse::<DayEnd>(), Err(DayEndError(wrong.into())), "{wrong}");
        }
    }
}
