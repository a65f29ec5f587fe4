//! The file as TOML, with every mistake of writing at once.
//!
//! A list without its end swallows all that comes below it, and after a key without a value the
//! parser stops. So what cannot be read is blanked out, byte for byte, and the rest is read
//! again, until nothing is left that hides something else.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::problem::{Problem, Problems};
use super::source::Lines;
use super::syntax_words::{Mistake, explain};

/// How often a file is read again. More mistakes that hide others are found when those are mended.
const MAX_READINGS: usize = 16;

/// A text in which nothing hides anything else, and what was wrong with it.
pub(super) struct Mended<'a> {
    /// As long as the source, with blanks for what cannot be read.
    pub(super) text: Cow<'a, str>,
    mistakes: Vec<(Error, Option<usize>)>,
    blanked: Vec<Range<usize>>,
}

/// What mistakes of writing leave in doubt.
#[derive(Default)]
pub(super) struct Doubt {
    /// Where nothing is certain.
    everything: Ranges,
    /// Where something may be there that could not be read.
    absences: Ranges,
    /// Whether an id may be among what could not be read.
    pub(super) hides_ids: bool,
}

/// The keys whose values neither are ids nor hold any: a mistake in one of these lines leaves no
/// name in doubt.
const KEYS_WITHOUT_IDS: [&str; 14] = [
    "start",
    "deadline",
    "until",
    "window",
    "title",
    "goal",
    "path",
    "estimate",
    "target",
    "stretch",
    "unit",
    "every",
    "day-ends",
    "freezes-per-month",
];

/// Ranges of bytes in their order, none of which touches another.
#[derive(Default)]
struct Ranges(Vec<Range<usize>>);

impl Ranges {
    fn of(mut ranges: Vec<Range<usize>>) -> Self {
        ranges.sort_by_key(|range| range.start);
        let mut apart: Vec<Range<usize>> = Vec::new();
        for range in ranges {
            match apart.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => apart.push(range),
            }
        }
        Self(apart)
    }

    fn contain(&self, offset: usize) -> bool {
        let above = self.0.partition_point(|range| range.start <= offset).checked_sub(1);
        above.is_some_and(|above| self.0[above].contains(&offset))
    }
}

impl Doubt {
    /// Whether a problem is one, however the mistakes are mended.
    pub(super) fn leaves(&self, problem: &Problem) -> bool {
        let inside = |ranges: &Ranges| ranges.contain(problem.offset());
        // The parser's stand-in for a value that it cannot read has no place.
        let nowhere = problem.at.as_ref().is_some_and(|mark| mark.span.end == 0);
        !nowhere && !inside(&self.everything) && (!problem.absence || !inside(&self.absences))
    }
}

/// Blanks out what hides something else.
pub(super) fn mend(text: &str) -> Mended<'_> {
    let mut mended =
        Mended { text: Cow::Borrowed(text), mistakes: Vec::new(), blanked: Vec::new() };
    for _ in 0..MAX_READINGS {
        if !mended.read_again() {
            break;
        }
    }
    let (_, errors) = DeTable::parse_recoverable(&mended.text);
    mended.mistakes.extend(errors.into_iter().map(|error| (error, None)));
    mended
}

impl Mended<'_> {
    /// Blanks out the mistakes up to the first that goes on below its line; returns whether
    /// there were any.
    fn read_again(&mut self) -> bool {
        let (table, mut errors) = DeTable::parse_recoverable(&self.text);
        errors.sort_by_key(offset);
        let lines = Lines::of(&self.text);
        let mut blank = Vec::new();
        for error in errors {
            let line = lines.range(lines.number(offset(&error)));
            // The errors are in order, and so are the ranges.
            if blank.last().is_some_and(|range: &Range<usize>| range.contains(&line.start)) {
                continue;
            }
            let (range, opening, last) = match Mistake::of(&error, &lines) {
                Mistake::Local => continue,
                Mistake::Stop => (line, None, false),
                Mistake::Conflict => (conflict(&self.text, line.start), None, true),
                Mistake::Header => (line.start..next_header(&lines, line.start), None, true),
                Mistake::Open => {
                    let value = opened(table.get_ref(), &self.text, offset(&error));
                    let (start, end) = value.map_or((line.start, line.end), |v| (v.start, v.end));
                    let start = lines.range(lines.number(start)).start;
                    let end = lines.range(lines.number(end)).end.min(next_header(&lines, start));
                    (start..end, opened_at(table.get_ref(), &self.text, offset(&error)), true)
                }
            };
            blank.push(range);
            self.mistakes.push((error, opening));
            if last {
                break;
            }
        }
        drop(table);
        let found = !blank.is_empty();
        self.blank(blank);
        found
    }

    /// Puts blanks in place of everything but the line breaks.
    fn blank(&mut self, ranges: Vec<Range<usize>>) {
        if ranges.is_empty() {
            return;
        }
        let mut bytes = self.text.as_bytes().to_vec();
        for range in &ranges {
            let bytes = bytes[range.clone()].iter_mut();
            bytes.filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        }
        // The ranges begin and end with lines, so that this is UTF-8 as before.
        self.text = Cow::Owned(String::from_utf8(bytes).unwrap_or_default());
        self.blanked.extend(ranges);
    }

    /// The mistakes as problems, one per line, and what they leave in doubt. `table` is what
    /// could be read in spite of them, `source` the text with all its mistakes.
    pub(super) fn problems(&self, source: &str, table: &DeTable<'_>) -> (Problems, Doubt) {
        let lines = Lines::of(source);
        let mut mistakes: Vec<_> = self.mistakes.iter().collect();
        mistakes.sort_by_cached_key(|(error, _)| {
            (lines.number(offset(error)), Mistake::of(error, &lines), offset(error))
        });
        mistakes.dedup_by_key(|(error, _)| lines.number(offset(error)));
        let mut headers = Vec::new();
        collect_headers(table, source, &mut headers);
        headers.sort_unstable();
        let (mut everything, mut absences) = (self.blanked.clone(), Vec::new());
        let mut hides_ids = false;
        let mut problems = Problems::default();
        for (error, opening) in mistakes {
            let start = offset(error);
            problems.push(explain(error, *opening, source, &lines));
            let line = lines.range(lines.number(start));
            // What is more than local has been blanked out.
            let is_local = Mistake::of(error, &lines) == Mistake::Local;
            let (key, value) = lines.line_at(start).split_once('=').unwrap_or_default();
            let is_plain = KEYS_WITHOUT_IDS.contains(&key.trim()) && !value.contains(['{', '[']);
            hides_ids |= !(is_local && is_plain);
            if is_local {
                everything.push(line.start..line.end + 1);
            }
            absences.push(section(&headers, opening.unwrap_or(start), source.len()));
        }
        let (everything, absences) = (Ranges::of(everything), Ranges::of(absences));
        (problems, Doubt { everything, absences, hides_ids })
    }
}

pub(super) fn offset(error: &Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

/// The lines of an unfinished merge that begin at `start`.
fn conflict(text: &str, start: usize) -> Range<usize> {
    let end = text[start..].find("\n>>>>>>>").map_or(start, |end| start + end + 1);
    let end = text[end..].find('\n').map_or(text.len(), |length| end + length);
    start..end
}

/// Where the next line with a header begins, below the line at `start`.
fn next_header(lines: &Lines<'_>, start: usize) -> usize {
    let below = lines.number(start) + 1..lines.count();
    let ranges = below.map(|number| lines.range(number));
    ranges
        .map(|range| range.start)
        .find(|start| is_header(lines.line_at(*start)))
        .unwrap_or(lines.end())
}

fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim();
    line.starts_with('[') && line.ends_with(']') && !line.contains(['"', '\'', ',', '='])
}

/// Where the list, table or text in three quotes begins that an error stands in.
fn opened_at(table: &DeTable<'_>, text: &str, offset: usize) -> Option<usize> {
    opened(table, text, offset).map(|value| value.start)
}

/// The outermost list, table or text in three quotes that an error stands in.
fn opened(table: &DeTable<'_>, text: &str, offset: usize) -> Option<Range<usize>> {
    table.values().find_map(|value| {
        let span = value.span();
        let written = text.get(span.clone()).unwrap_or_default();
        let opens = match value.get_ref() {
            DeValue::Array(_) => written.starts_with('[') && !is_table_list(value),
            DeValue::Table(_) => written.starts_with('{'),
            DeValue::String(_) => written.starts_with("\"\"\"") || written.starts_with("'''"),
            _ => false,
        };
        if opens && (span.start..=span.end).contains(&offset) {
            return Some(span);
        }
        tables(value).find_map(|inner| opened(inner, text, offset))
    })
}

/// Whether a list was written as `[[…]]` headers: then it begins where its first table does.
fn is_table_list(value: &Spanned<DeValue<'_>>) -> bool {
    let DeValue::Array(items) = value.get_ref() else {
        return false;
    };
    items.first().is_some_and(|first| first.span().start == value.span().start)
}

/// The tables right below a value.
fn tables<'a, 'i>(value: &'a Spanned<DeValue<'i>>) -> impl Iterator<Item = &'a DeTable<'i>> {
    let items: &[Spanned<DeValue<'i>>] = match value.get_ref() {
        DeValue::Array(items) => items,
        _ => std::slice::from_ref(value),
    };
    items.iter().filter_map(|item| item.get_ref().as_table())
}

/// From the header above `offset` to the next one.
fn section(headers: &[usize], offset: usize, end: usize) -> Range<usize> {
    let next = headers.partition_point(|start| *start <= offset);
    let start = next.checked_sub(1).map_or(0, |above| headers[above]);
    start..headers.get(next).copied().unwrap_or(end + 1)
}

/// Where the tables with a header of their own begin.
fn collect_headers(table: &DeTable<'_>, text: &str, headers: &mut Vec<usize>) {
    for value in table.values() {
        let items: &[Spanned<DeValue<'_>>] = match value.get_ref() {
            DeValue::Array(items) => items,
            _ => std::slice::from_ref(value),
        };
        for item in items {
            if let DeValue::Table(inner) = item.get_ref() {
                let start = item.span().start;
                if text[start..].starts_with('[') {
                    headers.push(start);
                }
                collect_headers(inner, text, headers);
            }
        }
    }
}
