//! How often a habit is owed, as people write it: `day`, `mon,wed,fri`, `3/week`.

use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::Weekday;
use thiserror::Error;

use super::model::Cadence;
use crate::say;
use crate::sentence::{Lang, Sentence, Spoken};
use crate::typed::narrow;

/// Why a text is not a [`Cadence`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CadenceError {
    /// It has none of the forms.
    #[error("`{0}` is not a cadence")]
    Form(String),
    /// It names a day of the week twice.
    #[error("`{0}` names a day twice")]
    Twice(String),
    /// A number is too small or too large.
    #[error(
        "`{text}` is out of range: the number of {} is {} to {}",
        what.text(Lang::En), range.start(), range.end()
    )]
    Range {
        /// The whole text.
        text: String,
        /// What the number counts.
        what: Sentence,
        /// The numbers that are allowed.
        range: RangeInclusive<u32>,
    },
}

impl Spoken for CadenceError {
    fn zh(&self) -> String {
        match self {
            Self::Form(text) => format!("`{text}` 不是频率"),
            Self::Twice(text) => format!("`{text}` 重复写了同一天"),
            Self::Range { text, what, range } => {
                let (first, last) = (range.start(), range.end());
                let what = what.text(Lang::Zh);
                format!("`{text}` 超出范围：{what}须在 {first} 到 {last} 之间")
            }
        }
    }
}

/// The days of the week with the names that a plan may use, from Monday.
const WEEKDAYS: [(Weekday, &str, &str); 7] = [
    (Weekday::Mon, "mon", "monday"),
    (Weekday::Tue, "tue", "tuesday"),
    (Weekday::Wed, "wed", "wednesday"),
    (Weekday::Thu, "thu", "thursday"),
    (Weekday::Fri, "fri", "friday"),
    (Weekday::Sat, "sat", "saturday"),
    (Weekday::Sun, "sun", "sunday"),
];

/// The day of the week with this name, short or long, in lower case.
pub(super) fn weekday(text: &str) -> Option<Weekday> {
    let named = |(_, short, long): &&(Weekday, &str, &str)| *short == text || *long == text;
    WEEKDAYS.iter().find(named).map(|(day, _, _)| *day)
}

fn short_name(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(other, _, _)| *other == day).map_or("", |(_, short, _)| short)
}

/// A number of digits only; more than nine of them are as good as too many.
fn number(text: &str) -> Option<u32> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u32::MAX))
}

fn in_range(
    number: u32,
    range: RangeInclusive<u32>,
    what: fn() -> Sentence,
    text: &str,
) -> Result<u32, CadenceError> {
    if range.contains(&number) {
        return Ok(number);
    }
    Err(CadenceError::Range { text: text.to_owned(), what: what(), range })
}

fn per_period(text: &str) -> Option<Result<Cadence, CadenceError>> {
    let (count, period) = text.split_once('/')?;
    let count = number(count.trim())?;
    match period.trim() {
        "week" => Some(
            in_range(count, 1..=7, || say!("days a week", "每周天数"), text).map(Cadence::PerWeek),
        ),
        "month" => Some(
            in_range(count, 1..=31, || say!("days a month", "每月天数"), text)
                .map(Cadence::PerMonth),
        ),
        _ => None,
    }
}

fn in_days(text: &str) -> Option<Result<Cadence, CadenceError>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let cadence = |count: u32, days: u32| {
        let days = in_range(days, 2..=366, || say!("days", "天数"), text)?;
        let count = in_range(count, 1..=days, || say!("days done", "完成天数"), text)?;
        Ok(Cadence::Rolling { count, days })
    };
    match words.as_slice() {
        [count, "in", days, "days"] => Some(cadence(number(count)?, number(days)?)),
        [days, "days"] => Some(
            in_range(number(days)?, 2..=366, || say!("days", "天数"), text).map(Cadence::EveryDays),
        ),
        _ => None,
    }
}

fn on_days(text: &str) -> Option<Result<Cadence, CadenceError>> {
    let mut days: Vec<Weekday> =
        text.split(',').map(|name| weekday(name.trim())).collect::<Option<_>>()?;
    let named = days.len();
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    if days.len() < named {
        return Some(Err(CadenceError::Twice(text.to_owned())));
    }
    Some(Ok(Cadence::On(days)))
}

impl Cadence {
    /// What the plan writes for a cadence as people type it: `day` for `daily` and `每天`, `3/week`
    /// for `每周3次`. Anything else stays as it is, with ASCII for full-width characters.
    #[must_use]
    pub fn typed(text: &str) -> String {
        let plain = narrow(text.trim()).to_lowercase();
        let times = |period: &str| {
            let rest = plain.strip_prefix(period)?;
            let count = rest.strip_suffix('次').or_else(|| rest.strip_suffix('天'))?.trim();
            let is_number = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| count.to_owned())
        };
        match plain.as_str() {
            "每天" | "每日" | "天天" | "daily" | "every day" => "day".to_owned(),
            "工作日" | "weekdays" => "weekday".to_owned(),
            "每周" | "每周一次" | "weekly" => "1/week".to_owned(),
            "每月" | "每月一次" | "monthly" => "1/month".to_owned(),
            _ => times("每周")
                .map(|count| format!("{count}/week"))
                .or_else(|| times("每月").map(|count| format!("{count}/month")))
                .unwrap_or(plain),
        }
    }
}

impl FromStr for Cadence {
    type Err = CadenceError;

    fn from_str(text: &str) -> Result<Self, CadenceError> {
        match text {
            "day" => return Ok(Self::Daily),
            "weekday" => return Ok(Self::Weekdays),
            _ => {}
        }
        per_period(text)
            .or_else(|| in_days(text))
            .or_else(|| on_days(text))
            .unwrap_or_else(|| Err(CadenceError::Form(text.to_owned())))
    }
}

impl fmt::Display for Cadence {
    /// The form that reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Daily => f.pad("day"),
            Self::Weekdays => f.pad("weekday"),
            Self::On(days) => {
                let names: Vec<_> = days.iter().map(|day| short_name(*day)).collect();
                f.pad(&names.join(","))
            }
            Self::PerWeek(count) => write!(f, "{count}/week"),
            Self::PerMonth(count) => write!(f, "{count}/month"),
            Self::Rolling { count, days } => write!(f, "{count} in {days} days"),
            Self::EveryDays(days) => write!(f, "{days} days"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_form_reads_and_shows_itself() {
        let cases = [
            ("day", "day"),
            ("weekday", "weekday"),
            ("mon,wed,fri", "mon,wed,fri"),
            ("fri, monday", "mon,fri"),
            ("sun", "sun"),
            ("3/week", "3/week"),
            ("7 / week", "7/week"),
            ("31/month", "31/month"),
            ("3 in 7 days", "3 in 7 days"),
            ("366 in 366 days", "366 in 366 days"),
            ("2 days", "2 days"),
            ("366  days", "366 days"),
        ];
        for (text, want) in cases {
            let shown = text.parse::<Cadence>().map(|cadence| cadence.to_string());
            assert_eq!(shown.as_deref(), Ok(want), "{text}");
        }
    }

    #[test]
    fn a_wrong_cadence_says_which_rule_it_breaks() {
        let error = |text: &str| text.parse::<Cadence>().map_err(|error| error.to_string());
        let cases = [
            ("", "`` is not a cadence"),
            ("daily", "`daily` is not a cadence"),
            ("Day", "`Day` is not a cadence"),
            ("mon;tue", "`mon;tue` is not a cadence"),
            ("mon,", "`mon,` is not a cadence"),
            ("-1/week", "`-1/week` is not a cadence"),
            ("3/year", "`3/year` is not a cadence"),
            ("mon,tue,monday", "`mon,tue,monday` names a day twice"),
            ("8/week", "`8/week` is out of range: the number of days a week is 1 to 7"),
            ("0/week", "`0/week` is out of range: the number of days a week is 1 to 7"),
            ("32/month", "`32/month` is out of range: the number of days a month is 1 to 31"),
            ("8 in 7 days", "`8 in 7 days` is out of range: the number of days done is 1 to 7"),
            ("1 days", "`1 days` is out of range: the number of days is 2 to 366"),
            ("367 days", "`367 days` is out of range: the number of days is 2 to 366"),
            (
                "99999999999999999999/week",
                "`99999999999999999999/week` is out of range: the number of days a week is 1 to 7",
            ),
        ];
        for (text, want) in cases {
            assert_eq!(error(text), Err(want.to_owned()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_shown_reads_back(text in "[a-z0-9/, ]{0,20}|.{0,20}") {
            if let Ok(cadence) = text.parse::<Cadence>() {
                prop_assert_eq!(cadence.to_string().parse(), Ok(cadence));
            }
        }
    }
}
