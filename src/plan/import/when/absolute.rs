//! Dates of the calendar, alone or as a range.

use super::token::{Token, TokenKind};
use super::{Date, When};

/// What was found, with the tokens from where to where.
pub(super) type Match = (When, usize, usize);

/// A date or a range that begins at a token.
pub(super) fn at(tokens: &[Token], at: usize) -> Option<Match> {
    let special = chinese_months(tokens, at).or_else(|| short_days(tokens, at));
    if let Some(found) = special.or_else(|| quarters(tokens, at)) {
        return Some(found);
    }
    let (mut first, mut end) = date(tokens, at)?;
    let mut last = first;
    if let Some((from, to, next)) = third(tokens, end).filter(|_| first.day.is_none()) {
        (first.day, last.day, end) = (Some(from), to, next);
    }
    if let Some(next) = separator(tokens, end)
        && let Some((to, next)) = date(tokens, next).or_else(|| rest_of_date(tokens, next, first))
    {
        (last, end) = (to, next);
        if let Some((_, to, next)) = third(tokens, end).filter(|_| last.day.is_none()) {
            (last.day, end) = (to, next);
        }
    }
    if let Some((year, next)) = year_after(tokens, end).filter(|_| first.year.is_none()) {
        last.year = last.year.or(Some(year));
        end = next;
        if first.month <= last.month {
            first.year = Some(year);
        }
    }
    let alone = first == last && first.year.is_none() && first.day.is_none();
    if alone && !may_be_a_month(tokens, at, end) {
        return None;
    }
    Some((When::Dates(first, last), at, end))
}

/// The first and the last day of `上旬`, `中旬` and `下旬`; the last one has no last day of its own.
fn third(tokens: &[Token], at: usize) -> Option<(u32, Option<u32>, usize)> {
    let part = [('上', 1, Some(10)), ('中', 11, Some(20)), ('下', 21, None)];
    let token = tokens.get(at)?;
    let (_, from, to) = part.iter().find(|(sign, _, _)| token.is(*sign))?;
    tokens.get(at + 1)?.is('旬').then_some((*from, *to, at + 2))
}

/// A month without a year is one in Chinese, or where nothing else stands beside it: `May` and
/// `March` are words as well.
fn may_be_a_month(tokens: &[Token], from: usize, to: usize) -> bool {
    let Some(TokenKind::Word(_, is_capital)) = tokens.get(from).map(|token| &token.kind) else {
        return true;
    };
    let opens = from.checked_sub(1).is_none_or(|at| tokens[at].is_any("(（[【:：|,，-–—"));
    let closes = tokens.get(to).is_none_or(|token| token.is_any(")）]】:：|,，-–—"));
    *is_capital && opens && closes
}

/// The token after a sign or word between the sides of a range.
pub(super) fn separator(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    let is_word =
        token.word().is_some_and(|word| ["to", "until", "till", "through", "thru"].contains(&word));
    if is_word || token.is_any("~～–—-至到－→") {
        return Some(at + 1);
    }
    let dots = token.is('.') && tokens.get(at + 1).is_some_and(|next| next.is('.'));
    dots.then_some(at + 2)
}

fn date(tokens: &[Token], at: usize) -> Option<(Date, usize)> {
    let token = tokens.get(at)?;
    if let Some(year) = token.year() {
        return after_year(tokens, at + 1, year);
    }
    if let Some(month) = token.word().and_then(month_name) {
        return Some(after_month_name(tokens, at + 1, month));
    }
    if tokens.get(at + 1).is_some_and(|next| next.is('月')) {
        let month = token.number().filter(|month| (1..=12).contains(month))?;
        let (day, end) = chinese_day(tokens, at + 2);
        return Some((Date { year: None, month, day }, end));
    }
    // 1 August 2025
    let day = token.digits(2).filter(|day| (1..=31).contains(day))?;
    let next = skip_ordinal(tokens, at + 1);
    let month = tokens.get(next)?.word().and_then(month_name)?;
    let (year, end) =
        year_after(tokens, next + 1).map_or((None, next + 1), |(y, end)| (Some(y), end));
    Some((Date { year, month, day: Some(day) }, end))
}

fn after_year(tokens: &[Token], at: usize, year: i32) -> Option<(Date, usize)> {
    let year = Some(year);
    let token = tokens.get(at)?;
    if token.is('年') {
        let Some(month) = tokens.get(at + 1).and_then(Token::number) else {
            return Some((Date { year, month: 0, day: None }, at + 1));
        };
        if !tokens.get(at + 2).is_some_and(|next| next.is('月')) || !(1..=12).contains(&month) {
            return None;
        }
        let (day, end) = chinese_day(tokens, at + 3);
        return Some((Date { year, month, day }, end));
    }
    if let Some(month) = token.word().and_then(month_name) {
        let (date, end) = after_month_name(tokens, at + 1, month);
        return Some((Date { year, ..date }, end));
    }
    let TokenKind::Sign(sign) = token.kind else { return None };
    let number = |at: usize, most: u32| {
        let token = tokens.get(at)?;
        token.digits(2).filter(|number| (1..=most).contains(number) && !token.apart)
    };
    let month = number(at + 1, 12).filter(|_| "-/.".contains(sign) && !token.apart)?;
    let same = tokens.get(at + 2).is_some_and(|next| next.is(sign) && !next.apart);
    let ends_in_four = tokens.get(at + 3).is_some_and(|token| token.year().is_some());
    match number(at + 3, 31).filter(|_| same && !ends_in_four) {
        Some(day) => Some((Date { year, month, day: Some(day) }, at + 4)),
        None => Some((Date { year, month, day: None }, at + 2)),
    }
}

/// The second side of a range, which leaves out what the first one has said.
fn rest_of_date(tokens: &[Token], at: usize, first: Date) -> Option<(Date, usize)> {
    let number = tokens.get(at)?.number()?;
    let sign = tokens.get(at + 1);
    let second = tokens.get(at + 2).and_then(|token| token.digits(2));
    if let (Some(sign), Some(day)) = (sign, second)
        && sign.is_any("-/.")
        && first.day.is_some()
        && (1..=12).contains(&number)
        && (1..=31).contains(&day)
    {
        return Some((Date { year: None, month: number, day: Some(day) }, at + 3));
    }
    let has_unit = sign.is_some_and(|sign| sign.is_any("日号"));
    let end = if has_unit { at + 1 } else { skip_ordinal(tokens, at + 1) };
    let end = if has_unit { end + 1 } else { end };
    let is_word = tokens.get(end).is_some_and(|next| next.word().is_some() && !has_unit);
    if is_word || tokens.get(at)?.year().is_some() {
        return None;
    }
    match first.day {
        Some(_) if (1..=31).contains(&number) => {
            Some((Date { year: None, month: first.month, day: Some(number) }, end))
        }
        None if (1..=12).contains(&number) && !has_unit => {
            Some((Date { year: None, month: number, day: None }, end))
        }
        _ => None,
    }
}

/// `2025年7-8月` and `7-8月`.
fn chinese_months(tokens: &[Token], at: usize) -> Option<Match> {
    let year = tokens.get(at)?.year().filter(|_| tokens.get(at + 1).is_some_and(|t| t.is('年')));
    let from = if year.is_some() { at + 2 } else { at };
    let month = |at: usize| tokens.get(at)?.number().filter(|month| (1..=12).contains(month));
    let first = month(from)?;
    let next = separator(tokens, from + 1)?;
    let last = month(next)?;
    if !tokens.get(next + 1)?.is('月') || tokens.get(next + 2).is_some_and(|t| t.number().is_some())
    {
        return None;
    }
    let date = |month| Date { year, month, day: None };
    let mut to = date(last);
    to.year = year.map(|year| if last < first { year + 1 } else { year });
    Some((When::Dates(date(first), to), at, next + 2))
}

/// `Q4 2025`, `2025 Q3` and `2025年第三季度`.
fn quarters(tokens: &[Token], at: usize) -> Option<Match> {
    let Some(year) = tokens.get(at)?.year() else {
        let quarter = quarter(tokens, at)?;
        let (year, end) = year_after(tokens, at + 2)?;
        return Some(months_of(year, quarter, at, end));
    };
    let from = at + 1 + usize::from(tokens.get(at + 1)?.is('年'));
    if let Some(quarter) = quarter(tokens, from) {
        return Some(months_of(year, quarter, at, from + 2));
    }
    let is_chinese = tokens.get(from)?.is('第') && tokens.get(from + 2)?.is('季');
    let quarter = tokens.get(from + 1)?.number().filter(|quarter| (1..=4).contains(quarter));
    let end = from + 3 + usize::from(tokens.get(from + 3).is_some_and(|token| token.is('度')));
    Some(months_of(year, quarter.filter(|_| is_chinese)?, at, end))
}

/// The months of a quarter.
fn months_of(year: i32, quarter: u32, from: usize, to: usize) -> Match {
    let date = |month| Date { year: Some(year), month, day: None };
    (When::Dates(date(quarter * 3 - 2), date(quarter * 3)), from, to)
}

/// `7.11-7.31` and `8/1 - 8/20`, in brackets or alone: elsewhere they may be versions.
fn short_days(tokens: &[Token], at: usize) -> Option<Match> {
    let side = |at: usize| {
        let sign = tokens.get(at + 1)?;
        let month = tokens.get(at)?.digits(2).filter(|month| (1..=12).contains(month))?;
        let day = tokens.get(at + 2)?.digits(2).filter(|day| (1..=31).contains(day))?;
        sign.is_any("./").then_some(Date { year: None, month, day: Some(day) })
    };
    let opens = at.checked_sub(1).is_none_or(|before| tokens[before].is_any("(（[【"));
    let first = side(at).filter(|_| opens)?;
    let next = separator(tokens, at + 3)?;
    let last = side(next)?;
    Some((When::Dates(first, last), at, next + 3))
}

fn chinese_day(tokens: &[Token], at: usize) -> (Option<u32>, usize) {
    let day = tokens.get(at).and_then(Token::number).filter(|day| (1..=31).contains(day));
    match tokens.get(at + 1) {
        Some(unit) if day.is_some() && unit.is_any("日号") => (day, at + 2),
        _ => (None, at),
    }
}

fn after_month_name(tokens: &[Token], at: usize, month: u32) -> (Date, usize) {
    let at = if tokens.get(at).is_some_and(|token| token.is('.')) { at + 1 } else { at };
    if let Some((year, end)) = year_after(tokens, at) {
        return (Date { year: Some(year), month, day: None }, end);
    }
    let day = tokens.get(at).and_then(|token| token.digits(2)).filter(|day| (1..=31).contains(day));
    let Some(day) = day else {
        return (Date { year: None, month, day: None }, at);
    };
    let end = skip_ordinal(tokens, at + 1);
    let (year, end) = year_after(tokens, end).map_or((None, end), |(year, end)| (Some(year), end));
    (Date { year, month, day: Some(day) }, end)
}

fn skip_ordinal(tokens: &[Token], at: usize) -> usize {
    let word = tokens.get(at).filter(|token| !token.apart).and_then(Token::word);
    if word.is_some_and(|word| ["st", "nd", "rd", "th"].contains(&word)) { at + 1 } else { at }
}

/// A year, after a comma or without one.
fn year_after(tokens: &[Token], at: usize) -> Option<(i32, usize)> {
    let comma = tokens.get(at).is_some_and(|token| token.is_any(",，'’"));
    let at = if comma { at + 1 } else { at };
    Some((tokens.get(at)?.year()?, at + 1))
}

fn quarter(tokens: &[Token], at: usize) -> Option<u32> {
    let number = tokens.get(at + 1)?;
    let quarter = number.digits(1).filter(|quarter| (1..=4).contains(quarter));
    quarter.filter(|_| tokens[at].word() == Some("q") && !number.apart)
}

fn month_name(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let named = |name: &&str| **name == *word || (word.len() == 3 && name.starts_with(word));
    let found = NAMES.iter().position(named);
    let found = found.or(if word == "sept" { Some(8) } else { None })?;
    u32::try_from(found + 1).ok()
}
