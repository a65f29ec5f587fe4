//! From text to a day, in English and in Chinese.

use chrono::{NaiveDate, Weekday};

use super::{DayWord, DayWordError, FURTHEST_DAYS, Which};
use crate::civil::{self, DateError};
use crate::typed::narrow;

/// Reads a day.
pub(super) fn day(text: &str) -> Result<DayWord, DayWordError> {
    let plain = plain(text);
    let wrong = || DayWordError::Form(text.to_owned());
    if let Some(read) = date(&plain) {
        return Ok(read?);
    }
    let word = english(&plain).or_else(|| chinese(&plain.replace(' ', ""))).ok_or_else(wrong)?;
    match word {
        DayWord::Ago(days) if days.unsigned_abs() > u64::from(FURTHEST_DAYS) => {
            Err(DayWordError::Far(text.to_owned()))
        }
        word => Ok(word),
    }
}

/// The text in lower case, with single blanks and ASCII digits.
fn plain(text: &str) -> String {
    narrow(text).to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A date in numbers: `2025-07-12`, `2025/7/12`, `2025年7月12日`, `07-12`, `7月12日`. `None` for
/// anything else, `7/12` among it: it is July to some and December to others.
fn date(text: &str) -> Option<Result<DayWord, DateError>> {
    let parts = if let Some(parts) = chinese_parts(text) {
        parts
    } else {
        let separator = text.chars().find(|c| !c.is_ascii_digit())?;
        if !"-/.".contains(separator) {
            return None;
        }
        let parts: Vec<&str> = text.split(separator).collect();
        if parts.len() == 2 && separator != '-' {
            return None;
        }
        parts
    };
    let is_number = |part: &&str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    match parts.as_slice() {
        [year, month, day]
            if year.len() == 4
                && is_number(year, 4)
                && is_number(month, 2)
                && is_number(day, 2) =>
        {
            let date = format!("{year}-{:02}-{:02}", number(month), number(day));
            Some(civil::parse_date(&date).map(DayWord::On))
        }
        [month, day] if is_number(month, 2) && is_number(day, 2) => {
            Some(month_day(text, number(month), number(day)))
        }
        _ => None,
    }
}

/// The numbers of `2025年7月12日` and `7月12号`.
fn chinese_parts(text: &str) -> Option<Vec<&str>> {
    let (date, day) = text.split_once('月').map(|(date, day)| (date.trim(), day.trim()))?;
    let day = day.strip_suffix(['日', '号']).unwrap_or(day).trim();
    Some(match date.split_once('年') {
        Some((year, month)) => vec![year.trim(), month.trim(), day],
        None => vec![date, day],
    })
}

/// A day of a month, which a leap year at least has to have.
fn month_day(text: &str, month: u32, day: u32) -> Result<DayWord, DateError> {
    const A_LEAP_YEAR: i32 = 2000;
    match NaiveDate::from_ymd_opt(A_LEAP_YEAR, month, day) {
        Some(_) => Ok(DayWord::MonthDay { month, day }),
        None => Err(DateError::NoSuchDay(text.to_owned())),
    }
}

fn english(text: &str) -> Option<DayWord> {
    let words: Vec<&str> = text.split(' ').collect();
    match words.as_slice() {
        ["today"] => Some(DayWord::Ago(0)),
        ["yesterday"] => Some(DayWord::Ago(1)),
        ["tomorrow"] => Some(DayWord::Ago(-1)),
        ["the", "day", "before", "yesterday"] | ["day", "before", "yesterday"] => {
            Some(DayWord::Ago(2))
        }
        [name] => Some(DayWord::Weekday(weekday(name)?, Which::Latest)),
        ["last", name] => Some(DayWord::Weekday(weekday(name)?, Which::Before)),
        ["next", name] => Some(DayWord::Weekday(weekday(name)?, Which::After)),
        ["this", name] => Some(DayWord::Weekday(weekday(name)?, Which::OfWeek(0))),
        [count, unit, "ago"] => Some(DayWord::Ago(days(count, unit)?)),
        ["in", count, unit] => Some(DayWord::Ago(-days(count, unit)?)),
        _ => None,
    }
}

/// So many days or weeks, in days.
fn days(count: &str, unit: &str) -> Option<i64> {
    const NUMBERS: [&str; 10] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let named = || NUMBERS.iter().position(|name| *name == count).map(|at| at + 1);
    let number = match count {
        "a" | "an" => 1,
        _ => digits(count).or_else(|| i64::try_from(named()?).ok())?,
    };
    match unit {
        "day" | "days" => Some(number),
        "week" | "weeks" => number.checked_mul(7),
        _ => None,
    }
}

/// A whole number in digits.
fn digits(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // More digits than fit are far away in any case.
    is_number.then(|| text.parse().unwrap_or(i64::MAX / 7))
}

fn weekday(name: &str) -> Option<Weekday> {
    Some(match name {
        "monday" | "mon" => Weekday::Mon,
        "tuesday" | "tue" | "tues" => Weekday::Tue,
        "wednesday" | "wed" => Weekday::Wed,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thu,
        "friday" | "fri" => Weekday::Fri,
        "saturday" | "sat" => Weekday::Sat,
        "sunday" | "sun" => Weekday::Sun,
        _ => return None,
    })
}

fn chinese(text: &str) -> Option<DayWord> {
    Some(match text {
        "今天" | "今日" => DayWord::Ago(0),
        "昨天" | "昨日" => DayWord::Ago(1),
        "前天" | "前日" => DayWord::Ago(2),
        "大前天" => DayWord::Ago(3),
        "明天" | "明日" => DayWord::Ago(-1),
        "后天" => DayWord::Ago(-2),
        "大后天" => DayWord::Ago(-3),
        _ => return chinese_weekday(text).or_else(|| chinese_distance(text)),
    })
}

/// `周五`, `星期五`, `礼拜五`, with `这`, `本`, `上`, `上上`, `下` and so on before it.
fn chinese_weekday(text: &str) -> Option<DayWord> {
    let (which, rest) = if let Some(rest) = text.strip_prefix(['这', '本']) {
        (Which::OfWeek(0), rest)
    } else {
        let weeks = |sign: char| text.chars().take_while(|c| *c == sign).count();
        let (back, ahead) = (weeks('上'), weeks('下'));
        let rest = text.trim_start_matches(if back > 0 { '上' } else { '下' });
        match (i64::try_from(back).ok()?, i64::try_from(ahead).ok()?) {
            (0, 0) => (Which::Latest, text),
            (back @ 1..=4, 0) => (Which::OfWeek(-back), rest),
            (0, ahead @ 1..=4) => (Which::OfWeek(ahead), rest),
            _ => return None,
        }
    };
    let rest = if which == Which::Latest { rest } else { rest.strip_prefix('个').unwrap_or(rest) };
    let name = ["周", "星期", "礼拜"].iter().find_map(|week| rest.strip_prefix(week))?;
    let weekday = match name {
        "一" | "1" => Weekday::Mon,
        "二" | "2" => Weekday::Tue,
        "三" | "3" => Weekday::Wed,
        "四" | "4" => Weekday::Thu,
        "五" | "5" => Weekday::Fri,
        "六" | "6" => Weekday::Sat,
        "日" | "天" | "7" => Weekday::Sun,
        _ => return None,
    };
    Some(DayWord::Weekday(weekday, which))
}

/// `3天前`, `三天前`, `两周前`, `2个星期后`.
fn chinese_distance(text: &str) -> Option<DayWord> {
    let (length, sign) = match (text.strip_suffix('前'), text.strip_suffix('后')) {
        (Some(length), _) => (length.strip_suffix('以').unwrap_or(length), 1),
        (_, Some(length)) => (length.strip_suffix('以').unwrap_or(length), -1),
        _ => return None,
    };
    let units =
        [("天", 1), ("日", 1), ("个星期", 7), ("星期", 7), ("个礼拜", 7), ("礼拜", 7), ("周", 7)];
    let (count, days) =
        units.iter().find_map(|(unit, days)| Some((length.strip_suffix(unit)?, *days)))?;
    let count = digits(count).or_else(|| chinese_number(count))?;
    count.checked_mul(days).map(|days| DayWord::Ago(sign * days))
}

/// 一 to 九十九.
fn chinese_number(text: &str) -> Option<i64> {
    let digit = |text: &str| {
        let mut signs = text.chars();
        let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
        let at = "零一二三四五六七八九".chars().position(|known| known == sign);
        let at = at.filter(|at| *at > 0).or_else(|| (sign == '两').then_some(2))?;
        i64::try_from(at).ok()
    };
    let Some((tens, ones)) = text.split_once('十') else { return digit(text) };
    let tens = if tens.is_empty() { 1 } else { digit(tens)? };
    let ones = if ones.is_empty() { 0 } else { digit(ones)? };
    Some(tens * 10 + ones)
}
