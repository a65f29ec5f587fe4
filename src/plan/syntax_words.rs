//! What the TOML parser reports, in the words of the people who write plans.

use toml::de::Error;

use super::near_date;
use super::problem::{Problem, Span};
use super::source::Lines;
use super::syntax::offset;
use super::words::quote;
use crate::civil::{DateError, DayRange, parse_date};

/// What a mistake does to the text around it; of several on a line, the first in this order is
/// the cause of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mistake {
    /// The lines of both sides of a merge stand here.
    Conflict,
    /// A header cannot be read, so that the keys below it have no table.
    Header,
    /// The parser does not read on.
    Stop,
    /// A list, table or text has no end, and takes in what is below it.
    Open,
    /// Nothing but this place is concerned.
    Local,
}

impl Mistake {
    pub(super) fn of(error: &Error, lines: &Lines<'_>) -> Self {
        let message = error.message();
        let line = lines.line_at(offset(error));
        let says = |starts: &[&str]| starts.iter().any(|start| message.starts_with(start));
        if conflict_marker(line).is_some() {
            Self::Conflict
        } else if says(&["unclosed table", "unclosed array table"])
            || (says(&["key with no value"]) && line.trim_start().starts_with(BRACKETS))
            || (message == "duplicate key" && line.trim_start().starts_with('['))
        {
            Self::Header
        } else if says(&["key with no value"]) {
            Self::Stop
        } else if is_open(message) {
            Self::Open
        } else {
            Self::Local
        }
    }
}

fn is_open(message: &str) -> bool {
    ["unclosed", "missing comma", "invalid multi-line"].iter().any(|it| message.starts_with(it))
        || message.contains("in array")
        || message.contains("inline table")
}

/// Full-width brackets, which look like those of a header.
const BRACKETS: [char; 2] = ['［', '【'];

/// The marker of an unfinished merge at the beginning of a line.
fn conflict_marker(line: &str) -> Option<&str> {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].into_iter().find(|mark| line.starts_with(mark))
}

/// Explains an error of the parser; `opening` is where the value begins that it stands in.
pub(super) fn explain(
    error: &Error,
    opening: Option<usize>,
    text: &str,
    lines: &Lines<'_>,
) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let line = lines.line_at(span.start);
    let message = error.message();
    let written = text.get(span.clone()).unwrap_or_default();
    let explained = match Mistake::of(error, lines) {
        Mistake::Conflict => Some(unfinished_merge(line, &lines.range(lines.number(span.start)))),
        Mistake::Header if message == "duplicate key" => Some(table_twice(&span, written, line)),
        Mistake::Header => Some(open_header(&span, line)),
        Mistake::Open => Some(open_value(message, &span, opening)),
        Mistake::Stop => Some(no_value(&span, line)),
        Mistake::Local => {
            of_a_value(message, &span, written).or_else(|| of_a_line(message, &span, written))
        }
    };
    explained.unwrap_or_else(|| Problem::error(&span, message).label("not TOML from here on"))
}

fn unfinished_merge(line: &str, range: &Span) -> Problem {
    let marker = conflict_marker(line).unwrap_or_default();
    let span = range.start..range.start + marker.len();
    Problem::error(&span, "a merge is not finished here")
        .help("keep what is right, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// The name in a header line.
fn table_name(line: &str) -> &str {
    let line = line.split('#').next().unwrap_or_default();
    line.trim().trim_matches(['[', ']', '［', '］', '【', '】']).trim()
}

fn table_twice(span: &Span, written: &str, line: &str) -> Problem {
    Problem::error(span, format!("the table {} is there twice", quote(written)))
        .label("again here")
        .help(if line.trim_start().starts_with("[[") {
            "it is also written in another way above: keep to one of the two".to_owned()
        } else {
            format!("if there can be several, write each as `[[{}]]`", table_name(line))
        })
}

fn open_header(span: &Span, line: &str) -> Problem {
    let name = table_name(line);
    let brackets = line.trim_start().chars().take_while(|c| *c == '[' || BRACKETS.contains(c));
    let whole = if brackets.count() > 1 { format!("[[{name}]]") } else { format!("[{name}]") };
    let message = if line.trim_start().starts_with(BRACKETS) {
        "these are not the brackets that TOML knows"
    } else {
        "this header is not closed"
    };
    Problem::error(span, message).help(format!("write it as `{whole}`"))
}

fn open_value(message: &str, span: &Span, opening: Option<usize>) -> Problem {
    let begin = opening.unwrap_or(span.start);
    if message.starts_with("invalid multi-line") {
        return Problem::error(&(begin..begin + 3), "a text in three quotes is not closed")
            .help("write the same three quotes at its end");
    }
    let table = message.contains("inline table") || message.contains("key-value");
    let (what, end, item) = if table { ("table", '}', "entries") } else { ("list", ']', "items") };
    let problem = Problem::error(span, format!("this {what} is not finished"))
        .label(format!("expected `,` or `{end}`"))
        .help(format!("put a `,` between two {item}, and a `{end}` after the last"));
    if begin < span.start { problem.also(&(begin..begin + 1), "it begins here") } else { problem }
}

fn no_value(span: &Span, line: &str) -> Problem {
    let colon = line.split_once([':', '：']).filter(|(key, _)| !key.contains(['=', ' ']));
    let help = match colon {
        _ if line.contains('＝') => "`＝` is a full-width character: write `=`".into(),
        Some((key, _)) => format!("write `{} = …`, with `=` for the colon", key.trim()),
        None => {
            "a line is a key, `=`, and a value: `title = \"…\"`; a remark begins with `#`".into()
        }
    };
    Problem::error(span, "there is no `=` after this key").label("expected `=`").help(help)
}

/// Mistakes of a value that ends where it should.
fn of_a_value(message: &str, span: &Span, written: &str) -> Option<Problem> {
    let quoted = || quote(written);
    if message == "recursion limit" || message.contains("recursion") {
        return Some(
            Problem::error(span, "lists and tables are nested too deeply")
                .help("no key of a plan needs a list in a list"),
        );
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
    let problem = Problem::error(span, message);
    match (near_date::date(written), near_date::window(written)) {
        (Some(date), _) => problem.help(format!("write `{date}`")),
        (None, Some(window)) => problem.help(format!("write `\"{window}\"`")),
        (None, None) => problem.help("write a date as `2025-07-14`"),
    }
}

/// Mistakes of a line.
fn of_a_line(message: &str, span: &Span, written: &str) -> Option<Problem> {
    let problem = |message: &str| Problem::error(span, message);
    let starts = |start: &str| message.starts_with(start);
    if message == "duplicate key" {
        return Some(
            problem(&format!("the key {} is there twice", quote(written)))
                .label("again here")
                .help("keep one of the two lines"),
        );
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
