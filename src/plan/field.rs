//! The value of one key, read as what it should be; what it is instead becomes a problem.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::DeValue;

use super::near_date;
use super::problem::{Problem, Problems, Span};
use super::words::{self, quote};
use crate::civil::{DateError, DayRange, parse_date};
use crate::id::{Id, IdError};
use crate::quantity::Amount;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

/// An id that cannot be used: the id that was probably meant, if there is one.
pub(super) struct Unusable(pub(super) Option<Id>);

/// A key's value, or one of the values in its list.
#[derive(Clone, Copy)]
pub(super) struct Field<'t> {
    pub(super) key: &'static str,
    pub(super) value: &'t Spanned<DeValue<'t>>,
}

impl<'t> Field<'t> {
    /// What messages call a value of this type.
    pub(super) fn noun(value: &DeValue<'_>) -> &'static str {
        match value {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a decimal number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(moment) => match (moment.date, moment.time) {
                (Some(_), Some(_)) => "a date with a time",
                (None, Some(_)) => "a time",
                _ => "a date",
            },
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }

    pub(super) fn span(&self) -> Span {
        self.value.span()
    }

    pub(super) fn at<T>(&self, value: T) -> At<T> {
        At { value, span: self.span() }
    }

    /// The value as it may be shown; empty for lists and tables.
    fn shown(&self) -> String {
        match self.value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            DeValue::Boolean(truth) => truth.to_string(),
            DeValue::Datetime(moment) => moment.to_string(),
            DeValue::Array(_) | DeValue::Table(_) => String::new(),
        }
    }

    /// The value is not of the type that it should have.
    pub(super) fn wrong_type(&self, expected: &str) -> Problem {
        let found = Self::noun(self.value.get_ref());
        let message = format!("`{}`: expected {expected}, found {found}", self.key);
        Problem::error(&self.span(), message)
    }

    pub(super) fn string(&self, problems: &mut Problems) -> Option<&'t str> {
        if let DeValue::String(text) = self.value.get_ref() {
            return Some(text);
        }
        let shown = self.shown();
        let problem = self.wrong_type("a string");
        problems.push(if shown.is_empty() || shown.chars().count() > 40 {
            problem
        } else {
            problem.help(format!("put it in quotes: `\"{shown}\"`"))
        });
        None
    }

    /// A string that `parse` accepts.
    pub(super) fn parsed<T>(
        &self,
        problems: &mut Problems,
        parse: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<At<T>> {
        match parse(self.string(problems)?) {
            Ok(value) => Some(self.at(value)),
            Err(problem) => {
                problems.push(problem);
                None
            }
        }
    }

    /// A text of one line.
    pub(super) fn line(&self, problems: &mut Problems) -> Option<String> {
        let line = self.parsed(problems, |text| match text.chars().find(|c| c.is_control()) {
            _ if text.trim().is_empty() => Err(self
                .error(format!("`{}` is empty", self.key))
                .help("write something, or remove the line")),
            Some('\n' | '\r') => Err(self
                .error(format!("`{}` has more than one line", self.key))
                .help("join the lines")),
            Some(control) => Err(self
                .error(format!(
                    "`{}` holds the control character U+{:04X}",
                    self.key,
                    u32::from(control)
                ))
                .help("remove it, or write a blank")),
            None => Ok(text.to_owned()),
        });
        line.map(|line| line.value)
    }

    pub(super) fn error(&self, message: impl Into<String>) -> Problem {
        Problem::error(&self.span(), message)
    }

    /// An id in its one form, lower case.
    pub(super) fn id(&self, problems: &mut Problems) -> Result<At<Id>, Unusable> {
        let Some(text) = self.string(problems) else {
            return Err(Unusable(match self.value.get_ref() {
                DeValue::Integer(number) => number.to_string().parse().ok(),
                _ => None,
            }));
        };
        let error = match text.parse::<Id>() {
            Ok(id) if id.as_str() == text => return Ok(self.at(id)),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        let meant = folded(text);
        problems.push(self.not_an_id(text, error.as_ref(), meant.as_ref()));
        Err(Unusable(meant))
    }

    fn not_an_id(&self, text: &str, error: Option<&IdError>, meant: Option<&Id>) -> Problem {
        let problem = self.error(match error {
            Some(IdError::Empty) => format!("`{}` is empty", self.key),
            Some(IdError::TooLong(_)) => {
                format!("{} is too long for an id: at most {} bytes", quote(text), Id::MAX_BYTES)
            }
            Some(IdError::Malformed(_)) => format!("{} is not an id", quote(text)),
            None => format!("{} is not in lower case", quote(text)),
        });
        let rule = "an id has only `a-z`, `0-9` and `-`, and does not begin with `-`";
        match meant {
            _ if matches!(error, Some(IdError::TooLong(_))) => problem.help("shorten it"),
            Some(meant) => problem.label(format!("write `{meant}`")).help(rule),
            None => problem.help(format!("{rule}, such as `fastapi-di`")),
        }
    }

    /// A date, of TOML's own kind or in a string.
    pub(super) fn date(&self, problems: &mut Problems) -> Option<At<NaiveDate>> {
        let result = match self.value.get_ref() {
            DeValue::String(text) => parse_date(text),
            DeValue::Datetime(moment) if moment.date.is_some() && moment.time.is_none() => {
                parse_date(&moment.to_string())
            }
            DeValue::Datetime(moment) => {
                let problem = self.wrong_type("a date");
                problems.push(match moment.date {
                    Some(date) => problem.help(format!("leave the time out: `{date}`")),
                    None => problem.help("write it as `2025-07-14`"),
                });
                return None;
            }
            _ => {
                problems.push(self.wrong_type("a date").help("write it as `2025-07-14`"));
                return None;
            }
        };
        result
            .map(|date| self.at(date))
            .map_err(|error| {
                let meant = near_date::date(&self.shown());
                problems.push(self.bad_date(&error, meant, DATE));
            })
            .ok()
    }

    /// A window: months or days, alone or as a range.
    pub(super) fn window(&self, problems: &mut Problems) -> Option<At<DayRange>> {
        if matches!(self.value.get_ref(), DeValue::Datetime(_)) {
            return self.date(problems).map(|day| self.at(DayRange::single(day.value)));
        }
        self.parsed(problems, |text| {
            DayRange::parse_window(text)
                .map_err(|error| self.bad_date(&error, near_date::window(text), WINDOW))
        })
    }

    fn bad_date(&self, error: &DateError, meant: Option<String>, form: &str) -> Problem {
        let form = meant.map_or(form.to_owned(), |meant| format!("write `\"{meant}\"`"));
        match error {
            DateError::Form(text) => {
                self.error(format!("{} is not a date", quote(text))).help(form)
            }
            DateError::Backwards(text) => {
                let swapped = text.split_once("..").map(|(from, to)| {
                    format!("write the first day first: `\"{}..{}\"`", to.trim(), from.trim())
                });
                let problem = self.error(format!("{} ends before it begins", quote(text)));
                swapped.into_iter().fold(problem, Problem::help)
            }
            DateError::NoSuchDay(text) => {
                self.error(format!("{} is not in the calendar", quote(text))).help(form)
            }
            DateError::Year(text) => {
                self.error(format!("{} is outside the years 1970 to 2999", quote(text)))
            }
        }
    }

    /// A number above 0 with at most three places.
    pub(super) fn amount(&self, problems: &mut Problems) -> Option<At<Amount>> {
        let shown = match self.value.get_ref() {
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            other => {
                let problem = self.wrong_type("a number");
                problems.push(match other {
                    DeValue::String(text) if text.parse::<Amount>().is_ok() => {
                        problem.help(format!("leave the quotes out: `{text}`"))
                    }
                    _ => problem,
                });
                return None;
            }
        };
        let amount = shown.trim_start_matches('+').parse().map(|amount| self.at(amount));
        amount
            .map_err(|_| {
                let message = format!("{} is not an amount", quote(&shown));
                let rule = "write a number above 0, up to 1000000, with at most 3 decimal places";
                problems.push(self.error(message).help(rule));
            })
            .ok()
    }

    /// A whole number in a range.
    pub(super) fn number(
        &self,
        range: RangeInclusive<u32>,
        problems: &mut Problems,
    ) -> Option<At<u32>> {
        let DeValue::Integer(number) = self.value.get_ref() else {
            problems.push(self.wrong_type("an integer"));
            return None;
        };
        let read = u32::from_str_radix(number.as_str(), number.radix()).ok();
        let Some(read) = read.filter(|read| range.contains(read)) else {
            let message = format!("`{}` cannot be {}", self.key, words::quote(&number.to_string()));
            let rule = format!("write a number from {} to {}", range.start(), range.end());
            problems.push(self.error(message).help(rule));
            return None;
        };
        Some(self.at(read))
    }

    /// A list, without what cannot be read and without what is there twice.
    pub(super) fn list<T: PartialEq>(
        &self,
        problems: &mut Problems,
        read: impl Fn(&Self, &mut Problems) -> Option<At<T>>,
    ) -> Vec<At<T>> {
        let DeValue::Array(items) = self.value.get_ref() else {
            let problem = self.wrong_type("a list");
            problems.push(match self.value.get_ref() {
                DeValue::String(text) if text.len() <= 64 => {
                    problem.help(format!("put it in brackets: `[\"{text}\"]`"))
                }
                _ => problem,
            });
            return Vec::new();
        };
        let mut list: Vec<At<T>> = Vec::new();
        for item in items {
            let Some(item) = read(&Field { key: self.key, value: item }, problems) else {
                continue;
            };
            match list.iter().take(MAX_COMPARED).find(|other| other.value == item.value) {
                Some(first) => problems.push(
                    Problem::error(&item.span, format!("`{}` lists the same twice", self.key))
                        .label("again here")
                        .also(&first.span, "first here")
                        .help("remove one of the two"),
                ),
                None => list.push(item),
            }
        }
        list
    }
}

/// How many items of a list are compared with each new one.
const MAX_COMPARED: usize = 1_000;

const DATE: &str = "write a date as `2025-07-14`";

const WINDOW: &str = "write a month `\"2025-08\"`, months `\"2025-08..2025-09\"` or days `\"2025-08-01..2025-08-20\"`";

/// The id that a text was probably meant to be: `FastAPI_DI` is `fastapi-di`.
fn folded(text: &str) -> Option<Id> {
    let mut id = String::new();
    for character in text.chars().take(Id::MAX_BYTES) {
        if character.is_ascii_alphanumeric() {
            id.push(character.to_ascii_lowercase());
        } else if character.is_ascii() && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        } else if !character.is_ascii() {
            return None;
        }
    }
    id.trim_end_matches('-').parse().ok()
}
