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
use crate::say;
use crate::sentence::Sentence;

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
    pub(super) fn noun(value: &DeValue<'_>) -> Sentence {
        match value {
            DeValue::String(_) => say!("a string", "字符串"),
            DeValue::Integer(_) => say!("an integer", "整数"),
            DeValue::Float(_) => say!("a decimal number", "小数"),
            DeValue::Boolean(_) => say!("a boolean", "布尔值"),
            DeValue::Datetime(moment) => match (moment.date, moment.time) {
                (Some(_), Some(_)) => say!("a date with a time", "带时间的日期"),
                (None, Some(_)) => say!("a time", "时间"),
                _ => say!("a date", "日期"),
            },
            DeValue::Array(_) => say!("a list", "列表"),
            DeValue::Table(_) => say!("a table", "表"),
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
    pub(super) fn wrong_type(&self, expected: &Sentence) -> Problem {
        let (found, key) = (Self::noun(self.value.get_ref()), self.key);
        let ((expected, should), (found, is)) = (expected.both(), found.both());
        let message =
            say!("`{key}`: expected {expected}, found {found}", "`{key}`：应为{should}，实为{is}");
        Problem::error(&self.span(), message)
    }

    pub(super) fn string(&self, problems: &mut Problems) -> Option<&'t str> {
        if let DeValue::String(text) = self.value.get_ref() {
            return Some(text);
        }
        let shown = self.shown();
        let problem = self.wrong_type(&say!("a string", "字符串"));
        problems.push(if shown.is_empty() || shown.chars().count() > 40 {
            problem
        } else {
            problem.help(say!("put it in quotes: `\"{shown}\"`", "请加上引号：`\"{shown}\"`"))
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
            _ if text.trim().is_empty() => {
                let empty = self.error(say!("`{}` is empty", "`{}` 是空的", self.key));
                // Nothing goes without a title.
                Err(empty.help(if self.key == "title" {
                    say!("write something", "请写上内容")
                } else {
                    say!("write something, or remove the line", "请写上内容，或删除这一行")
                }))
            }
            Some('\n' | '\r') => Err(self
                .error(say!("`{}` has more than one line", "`{}` 不止一行", self.key))
                .help(say!("join the lines", "请合并成一行"))),
            Some(control) => Err(self
                .error(say!(
                    "`{}` holds the control character U+{:04X}",
                    "`{}` 含有控制字符 U+{:04X}",
                    self.key,
                    u32::from(control)
                ))
                .help(say!("remove it, or write a blank", "请删除它，或改成空格"))),
            None => Ok(text.to_owned()),
        });
        line.map(|line| line.value)
    }

    pub(super) fn error(&self, message: Sentence) -> Problem {
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
            Some(IdError::Empty) => say!("`{}` is empty", "`{}` 是空的", self.key),
            Some(IdError::TooLong(_)) => {
                say!(
                    "{} is too long for an id: at most {} bytes",
                    "{} 作为 id 太长：最多 {} 个字节",
                    quote(text),
                    Id::MAX_BYTES
                )
            }
            Some(IdError::Malformed(_)) => say!("{} is not an id", "{} 不是 id", quote(text)),
            None => say!("{} is not in lower case", "{} 不是小写", quote(text)),
        });
        let rule = say!(
            "an id has only `a-z`, `0-9` and `-`, and does not begin with `-`",
            "id 只含 `a-z`、`0-9` 和 `-`，且不以 `-` 开头"
        );
        let (en, zh) = rule.both();
        match meant {
            _ if matches!(error, Some(IdError::TooLong(_))) => {
                problem.help(say!("shorten it", "请缩短"))
            }
            Some(meant) => {
                problem.label(say!("write `{meant}`", "请写 `{meant}`")).help(rule.clone())
            }
            None => problem.help(say!("{en}, such as `fastapi-di`", "{zh}，如 `fastapi-di`")),
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
                let problem = self.wrong_type(&say!("a date", "日期"));
                problems.push(match moment.date {
                    Some(date) => {
                        problem.help(say!("leave the time out: `{date}`", "请去掉时间：`{date}`"))
                    }
                    None => problem.help(say!("write it as `2025-07-14`", "请写成 `2025-07-14`")),
                });
                return None;
            }
            _ => {
                problems.push(
                    self.wrong_type(&say!("a date", "日期"))
                        .help(say!("write it as `2025-07-14`", "请写成 `2025-07-14`")),
                );
                return None;
            }
        };
        result
            .map(|date| self.at(date))
            .map_err(|error| {
                let meant = near_date::date(&self.shown());
                problems.push(self.bad_date(&error, meant, date_form));
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
                .map_err(|error| self.bad_date(&error, near_date::window(text), window_form))
        })
    }

    fn bad_date(
        &self,
        error: &DateError,
        meant: Option<String>,
        form: fn() -> Sentence,
    ) -> Problem {
        let form =
            meant.map_or_else(form, |meant| say!("write `\"{meant}\"`", "请写 `\"{meant}\"`"));
        match error {
            DateError::Form(text) => {
                self.error(say!("{} is not a date", "{} 不是日期", quote(text))).help(form)
            }
            DateError::Backwards(text) => {
                let swapped = text.split_once("..").map(|(from, to)| {
                    say!(
                        "write the first day first: `\"{}..{}\"`",
                        "请把首日写在前面：`\"{}..{}\"`",
                        to.trim(),
                        from.trim()
                    )
                });
                let problem =
                    self.error(say!("{} ends before it begins", "{} 的结束早于开始", quote(text)));
                swapped.into_iter().fold(problem, Problem::help)
            }
            DateError::NoSuchDay(text) => self
                .error(say!("{} is not in the calendar", "日历中没有 {}", quote(text)))
                .help(form),
            DateError::Year(text) => self.error(say!(
                "{} is outside the years 1970 to 2999",
                "{} 不在 1970 至 2999 年之间",
                quote(text)
            )),
        }
    }

    /// A number above 0 with at most three places.
    pub(super) fn amount(&self, problems: &mut Problems) -> Option<At<Amount>> {
        let shown = match self.value.get_ref() {
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            other => {
                let problem = self.wrong_type(&say!("a number", "数字"));
                problems.push(match other {
                    DeValue::String(text) if text.parse::<Amount>().is_ok() => {
                        problem.help(say!("leave the quotes out: `{text}`", "请去掉引号：`{text}`"))
                    }
                    _ => problem,
                });
                return None;
            }
        };
        let amount = shown.trim_start_matches('+').parse().map(|amount| self.at(amount));
        amount
            .map_err(|_| {
                let message = say!("{} is not an amount", "{} 不是数量", quote(&shown));
                let rule = say!(
                    "write a number above 0, up to 1000000, with at most 3 decimal places",
                    "请写大于 0、不超过 1000000 的数，最多 3 位小数"
                );
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
            problems.push(self.wrong_type(&say!("an integer", "整数")));
            return None;
        };
        let read = u32::from_str_radix(number.as_str(), number.radix()).ok();
        let Some(read) = read.filter(|read| range.contains(read)) else {
            let (key, number) = (self.key, words::quote(&number.to_string()));
            let message = say!("`{key}` cannot be {number}", "`{key}` 不能是 {number}");
            let (start, end) = (range.start(), range.end());
            let rule =
                say!("write a number from {start} to {end}", "请写 {start} 到 {end} 之间的数");
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
            let problem = self.wrong_type(&say!("a list", "列表"));
            problems.push(match self.value.get_ref() {
                DeValue::String(text) if text.len() <= 64 => problem.help(say!(
                    "put it in brackets: `[\"{text}\"]`",
                    "请加上方括号：`[\"{text}\"]`"
                )),
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
                    Problem::error(
                        &item.span,
                        say!("`{}` lists the same twice", "`{}` 中有重复项", self.key),
                    )
                    .label(say!("again here", "这里重复"))
                    .also(&first.span, say!("first here", "首次出现"))
                    .help(say!("remove one of the two", "请删除其中一个")),
                ),
                None => list.push(item),
            }
        }
        list
    }
}

/// How many items of a list are compared with each new one.
const MAX_COMPARED: usize = 1_000;

fn date_form() -> Sentence {
    say!("write a date as `2025-07-14`", "请把日期写成 `2025-07-14`")
}

fn window_form() -> Sentence {
    say!(
        "write a month `\"2025-08\"`, months `\"2025-08..2025-09\"` or days `\"2025-08-01..2025-08-20\"`",
        "请写月份 `\"2025-08\"`、若干月 `\"2025-08..2025-09\"` 或若干天 `\"2025-08-01..2025-08-20\"`"
    )
}

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
