//! Numbered weeks, days and months, and lengths of time.

use super::absolute::{Match, separator};
use super::token::Token;
use super::{Unit, When};

/// `Week 3-4`, `Day 12`, `第一周`, `第3-4周`, `第二个月`.
pub(super) fn at(tokens: &[Token], at: usize) -> Option<Match> {
    english(tokens, at).or_else(|| chinese(tokens, at))
}

fn english(tokens: &[Token], at: usize) -> Option<Match> {
    let unit = unit_name(tokens.get(at)?.word()?)?;
    let is_hash = tokens.get(at + 1).is_some_and(|token| token.is('#'));
    let from = at + 1 + usize::from(is_hash);
    let first = counted(tokens.get(from)?)?;
    let end = from + 1;
    let (last, end) = second(tokens, end, first).unwrap_or((first, end));
    numbered(unit, first, last).map(|when| (when, at, end))
}

/// The end of `1-4`, `1 & 2` or `1 - Week 4`, if what follows is no new sentence.
fn second(tokens: &[Token], at: usize, first: u32) -> Option<(u32, usize)> {
    let joins = tokens.get(at)?.is_any("&+,、和") || tokens.get(at)?.word() == Some("and");
    let next = if joins { at + 1 } else { separator(tokens, at)? };
    let repeats = tokens.get(next)?.word().is_some_and(|word| unit_name(word).is_some());
    let next = next + usize::from(repeats);
    let last = counted(tokens.get(next)?).filter(|last| *last > first)?;
    let goes_on = tokens.get(next + 1).is_some_and(|token| token.word().is_some());
    (!goes_on).then_some((last, next + 1))
}

fn chinese(tokens: &[Token], at: usize) -> Option<Match> {
    if !tokens.get(at)?.is('第') {
        return None;
    }
    let first = tokens.get(at + 1)?.number()?;
    let mut next = at + 2;
    let mut unit = chinese_unit(tokens, next);
    if let Some((_, end)) = unit {
        next = end;
    }
    let mut last = first;
    if let Some(after) = separator(tokens, next) {
        let after = after + usize::from(tokens.get(after).is_some_and(|token| token.is('第')));
        let number = tokens.get(after).and_then(Token::number).filter(|number| *number > first);
        if let (Some(number), Some(found)) = (number, chinese_unit(tokens, after + 1)) {
            (last, next, unit) = (number, found.1, Some(found));
        }
    }
    let when = numbered(unit?.0, first, last)?;
    Some((when, at, next))
}

/// A length that is all that stands in brackets or at the end: `(2 weeks)`, `3-4周`, `一个月`.
pub(super) fn length(tokens: &[Token], at: usize) -> Option<Match> {
    let opens = at.checked_sub(1).is_none_or(|before| tokens[before].is_any("(（[【,，:：~-–—|"));
    let about = usize::from(tokens.get(at)?.is_any("~约"));
    let mut number = tokens.get(at + about)?.number()?;
    let mut next = at + about + 1;
    if let Some(after) = separator(tokens, next)
        && let Some(more) = tokens.get(after).and_then(Token::number)
    {
        (number, next) = (number.max(more), after + 1);
    }
    let english = || Some((unit_name(tokens.get(next)?.word()?)?, next + 1));
    let (unit, end) = chinese_unit(tokens, next).or_else(english)?;
    let closes = tokens.get(end).is_none_or(|token| token.is_any(")）]】"));
    let opens = opens || tokens.get(at)?.is('约');
    if !opens || !closes || !(1..=most(unit)).contains(&number) {
        return None;
    }
    let days = match unit {
        Unit::Day => 1,
        Unit::Week => 7,
        Unit::Month => 30,
    };
    Some((When::Length(number * days), at, end))
}

fn numbered(unit: Unit, first: u32, last: u32) -> Option<When> {
    let fits = |number: u32| (1..=most(unit)).contains(&number);
    // Programmers count from 0.
    let (first, last) = if first == 0 { (1, last.max(1)) } else { (first, last) };
    (fits(first) && fits(last)).then_some(When::Numbered(unit, first, last))
}

/// The largest number that is one of a plan, and no year or page.
fn most(unit: Unit) -> u32 {
    match unit {
        Unit::Day => 1_500,
        Unit::Week => 260,
        Unit::Month => 60,
    }
}

fn unit_name(word: &str) -> Option<Unit> {
    match word {
        "day" | "days" => Some(Unit::Day),
        "week" | "weeks" | "wk" | "wks" => Some(Unit::Week),
        "month" | "months" => Some(Unit::Month),
        _ => None,
    }
}

fn chinese_unit(tokens: &[Token], at: usize) -> Option<(Unit, usize)> {
    let token = tokens.get(at)?;
    let second = |sign: char| tokens.get(at + 1).is_some_and(|next| next.is(sign));
    if token.is_any("天日") {
        return Some((Unit::Day, at + 1));
    }
    if token.is_any("周週") {
        return Some((Unit::Week, at + 1));
    }
    if token.is('星') && second('期') {
        return Some((Unit::Week, at + 2));
    }
    (token.is('个') && second('月')).then_some((Unit::Month, at + 2))
}

/// A number in digits or as an English word.
fn counted(token: &Token) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let named = |word: &str| NAMES.iter().position(|name| *name == word);
    token.digits(4).or_else(|| u32::try_from(named(token.word()?)? + 1).ok())
}
