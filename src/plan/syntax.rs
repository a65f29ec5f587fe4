//! The file as TOML, with every mistake of writing at once, and which parts of it a mistake
//! leaves in doubt.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::problem::{Problem, Problems, Span};
use super::source::Lines;
use super::syntax_words::{Reach, explain};

/// What mistakes of writing leave in doubt.
#[derive(Default)]
pub(super) struct Doubt {
    /// Where nothing is certain.
    everything: Vec<Range<usize>>,
    /// Where something may be there that could not be read.
    absences: Vec<Range<usize>>,
}

impl Doubt {
    /// Whether a problem is one, however the mistakes are mended.
    pub(super) fn leaves(&self, problem: &Problem) -> bool {
        let inside =
            |ranges: &[Range<usize>]| ranges.iter().any(|range| range.contains(&problem.offset()));
        !inside(&self.everything) && (!problem.absence || !inside(&self.absences))
    }
}

/// Removes the lines that make the parser give up, so that it reads those below them.
///
/// Every other byte stays where it is.
pub(super) fn readable(text: &str) -> (Cow<'_, str>, Vec<Error>) {
    let (_, errors) = DeTable::parse_recoverable(text);
    let lines = Lines::of(text);
    let mut bytes = Cow::Borrowed(text.as_bytes());
    for error in errors.iter().filter(|error| stops_the_parser(error, &lines)) {
        let range = lines.range(lines.number(offset(error)));
        bytes.to_mut()[range].fill(b' ');
    }
    match bytes {
        Cow::Borrowed(_) => (Cow::Borrowed(text), errors),
        // Whole lines became blanks, so it is still UTF-8.
        Cow::Owned(bytes) => (Cow::Owned(String::from_utf8(bytes).unwrap_or_default()), errors),
    }
}

fn stops_the_parser(error: &Error, lines: &Lines<'_>) -> bool {
    error.message().starts_with("key with no value")
        || conflict_marker(lines.line_at(offset(error))).is_some()
}

fn offset(error: &Error) -> usize {
    error.span().map_or(0, |span| span.start)
}

/// The marker of an unfinished merge at the beginning of a line.
pub(super) fn conflict_marker(line: &str) -> Option<&str> {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].into_iter().find(|mark| line.starts_with(mark))
}

/// Turns the parser's errors into problems: one per line, none that only follows from an
/// earlier one. `table` is what could be read in spite of them.
pub(super) fn problems(
    text: &str,
    mut errors: Vec<Error>,
    table: &DeTable<'_>,
) -> (Problems, Doubt) {
    let lines = Lines::of(text);
    let mut headers = Vec::new();
    collect_headers(table, text, &mut headers);
    headers.sort_unstable();
    errors.sort_by_key(|error| (lines.number(offset(error)), rank(error), offset(error)));
    let mut problems = Problems::default();
    let mut doubt = Doubt::default();
    let mut certain_from = 0;
    for error in &errors {
        let start = offset(error);
        let line = lines.range(lines.number(start));
        if line.start < certain_from {
            continue;
        }
        let explained = explain(error, text, &lines);
        problems.push(explained.problem);
        let section = section(&headers, start, text.len());
        certain_from = match explained.reach {
            Reach::Line => line.end + 1,
            Reach::Section => section.end,
            Reach::Until(end) => end,
        };
        doubt.everything.push(match explained.reach {
            Reach::Section => section.clone(),
            Reach::Line | Reach::Until(_) => line.start..certain_from,
        });
        doubt.absences.push(section);
    }
    (problems, doubt)
}

/// Of several errors on a line, the one that names the cause comes first.
fn rank(error: &Error) -> u8 {
    let message = error.message();
    match () {
        () if message.starts_with("unclosed") => 0,
        () if message.starts_with("key with no value") => 1,
        () if message.starts_with("invalid basic string") => 0,
        () => 2,
    }
}

/// From the header above `offset` to the next one that could be read.
fn section(headers: &[usize], offset: usize, end: usize) -> Span {
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
