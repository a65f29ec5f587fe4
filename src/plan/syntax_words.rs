//! What the TOML parser reports, in the words of the people who write plans.

use toml::de::Error;

use super::problem::{Problem, Span};
use super::source::Lines;
use super::syntax::conflict_marker;
use super::words::quote;
use crate::civil::{DateError, DayRange, parse_date};

/// How far a mistake can be the cause of others.
#[derive(Clone, Copy)]
pub(super) enum Reach {
    /// To the end of its line.
    Line,
    /// To the next table header that can be read.
    Section,
    /// To this byte.
    Until(usize),
}

/// A mistake of writing, explained.
pub(super) struct Explained {
    pub(super) problem: Problem,
    pub(super) reach: Reach,
}

/// Explains an error of the parser.
pub(super) fn explain(error: &Error, text: &str, lines: &Lines<'_>) -> Explained {
    let span = error.span().unwrap_or(0..0);
    let line = lines.line_at(span.start);
    if let Some(marker) = conflict_marker(line) {
        return unfinished_merge(marker, &lines.range(lines.number(span.start)), text);
    }
    let message = error.message();
    if message == "duplicate key" {
        return duplicate(&span, text, line);
    }
    if let Some(problem) = of_a_section(message, &span, line) {
        return Explained { problem, reach: Reach::Section };
    }
    let written = text.get(span.clone()).unwrap_or_default();
    let problem = of_a_value(message, &span, written)
        .or_else(|| of_a_line(message, &span, written, line))
        .unwrap_or_else(|| Problem::error(&span, message).label("not TOML from here on"));
    Explained { problem, reach: Reach::Line }
}

fn unfinished_merge(marker: &str, line: &Span, text: &str) -> Explained {
    let end = text[line.start..].find("\n>>>>>>>").map_or(line.end, |end| line.start + end + 1);
    let end = text[end..].find('\n').map_or(text.len(), |length| end + length + 1);
    let problem =
        Problem::error(&(line.start..line.start + marker.len()), "a merge is not finished here")
            .help(
                "keep what is right, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
            );
    Explained { problem, reach: Reach::Until(end) }
}

fn duplicate(span: &Span, text: &str, line: &str) -> Explained {
    let key = quote(&text[span.clone()]);
    let header = line.trim_start().starts_with('[');
    if !header {
        let problem = Problem::error(span, format!("the key {key} is there twice"))
            .label("again here")
            .help("keep one of the two lines");
        return Explained { problem, reach: Reach::Line };
    }
    let problem =
        Problem::error(span, format!("the table {key} is there twice")).label("again here");
    let name = line.trim().trim_matches(['[', ']']).trim();
    let problem = problem.help(format!("if there can be several, write each as `[[{name}]]`"));
    Explained { problem, reach: Reach::Section }
}

/// Mistakes that make the parser read on into the next table.
fn of_a_section(message: &str, span: &Span, line: &str) -> Option<Problem> {
    let problem = |message: &str| Problem::error(span, message);
    if message.starts_with("unclosed table") || message.starts_with("unclosed array table") {
        let name = line.trim().trim_matches(['[', ']']).trim();
        let several = line.trim_start().starts_with("[[");
        let whole = if several { format!("[[{name}]]") } else { format!("[{name}]") };
        return Some(problem("this header is not closed").help(format!("write it as `{whole}`")));
    }
    let list = ["unclosed array", "missing comma between array elements"];
    if list.iter().any(|start| message.starts_with(start)) || message.contains("in array") {
        let help = "put a `,` between two items, and a `]` after the last";
        return Some(problem("this list is not finished").label("expected `,` or `]`").help(help));
    }
    if message.contains("inline table") || message.starts_with("missing comma between key-value") {
        let help = "put a `,` between two entries, and a `}` after the last";
        return Some(problem("this table is not finished").label("expected `,` or `}`").help(help));
    }
    if message.starts_with("invalid multi-line") {
        return Some(
            problem("a text in three quotes is not closed").help("write three quotes at its end"),
        );
    }
    None
}

/// Mistakes of a value that ends where it should.
fn of_a_value(message: &str, span: &Span, written: &str) -> Option<Problem> {
    let quoted = || quote(written);
    if message == "recursion limit" || message.contains("recursion") {
        return Some(Problem::error(span, "lists and tables are nested too deeply"));
    }
    if message.starts_with("invalid date") || message.starts_with("invalid time") {
        return Some(date(span, written));
    }
    let bare =
        ["string values must be quoted", "invalid boolean", "invalid float", "invalid integer"];
    if !bare.iter().any(|start| message.starts_with(start)) {
        return None;
    }
    if written.is_empty() {
        return Some(
            Problem::error(span, "there is no value after the `=`").label("expected a value"),
        );
    }
    let inner =
        written.trim_matches(['“', '”', '„', '‘', '’', '「', '」', '『', '』', '＂', '"', '\'']);
    if inner.len() < written.len() {
        return Some(
            Problem::error(span, "these are not the quotes that TOML knows")
                .help(format!("write `\"{inner}\"`")),
        );
    }
    Some(
        Problem::error(span, format!("{} is not in quotes", quoted()))
            .help(format!("write `\"{}\"`", written.replace('"', ""))),
    )
}

fn date(span: &Span, written: &str) -> Problem {
    if DayRange::parse_window(written).is_ok() {
        return Problem::error(span, format!("{} is not in quotes", quote(written)))
            .help(format!("a month or a range is a text: write `\"{written}\"`"));
    }
    let message = match parse_date(written) {
        Err(DateError::NoSuchDay(day)) => format!("{} is not in the calendar", quote(&day)),
        _ => format!("{} is not a date", quote(written)),
    };
    Problem::error(span, message).help("write a date as `2025-07-14`")
}

/// Mistakes of a line.
fn of_a_line(message: &str, span: &Span, written: &str, line: &str) -> Option<Problem> {
    let problem = |message: &str| Problem::error(span, message);
    let starts = |start: &str| message.starts_with(start);
    if starts("key with no value") {
        let colon = line.split_once([':', '：']).filter(|(key, _)| !key.contains(['=', ' ']));
        let help = match colon {
            Some((key, _)) => format!("write `{} = …`, with `=` for the colon", key.trim()),
            None => "a line is a key, `=`, and a value: `title = \"…\"`; a remark begins with `#`"
                .into(),
        };
        return Some(problem("there is no `=` after this key").label("expected `=`").help(help));
    }
    if starts("invalid basic string, expected `\"`")
        || starts("invalid literal string, expected `'`")
    {
        return Some(
            problem("a text is not closed")
                .label("expected a quote")
                .help("write the closing quote at its end"),
        );
    }
    if starts("missing escaped value")
        || starts("invalid unicode")
        || message.contains("hexadecimal")
    {
        return Some(
            problem("`\\` begins an escape here, but none that TOML knows")
                .help("write `\\\\` for a backslash, or put the text in single quotes"),
        );
    }
    if starts("invalid basic string") || starts("invalid comment") {
        return Some(problem("a control character cannot stand here").help("remove it"));
    }
    if starts("unquoted keys cannot be empty") {
        return Some(problem("a name is missing here").label("expected a name"));
    }
    if starts("invalid unquoted key") {
        return Some(
            problem(&format!("{} cannot stand in a key", quote(written)))
                .help("a key has only a-z, 0-9, `-` and `_`; look for a full-width character"),
        );
    }
    if starts("extra `=`") {
        return Some(problem("there is one `=` too many").help("remove it"));
    }
    if starts("unexpected key or value") {
        return Some(
            problem("the line should end here").help("begin a new line for the next key or header"),
        );
    }
    if starts("unexpected leading zero") {
        return Some(
            problem("a number cannot begin with 0").help("remove the 0, or put it in quotes"),
        );
    }
    None
}
