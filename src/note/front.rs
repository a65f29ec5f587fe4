//! The front matter: `key: value` lines between two lines `---`. YAML has many ways to write a
//! value; we change a key only where it has one plain value on its line.

use std::ops::Range;

use super::Flaw;

/// A line of the text, with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// The byte it begins at.
    pub(super) start: usize,
    /// Its text with the line break.
    pub(super) whole: &'t str,
}

impl<'t> Line<'t> {
    /// The lines of a text from `start` on.
    pub(super) fn all(text: &'t str, start: usize) -> impl Iterator<Item = Self> {
        let mut next = start;
        text[start..].split_inclusive('\n').map(move |whole| {
            let line = Self { start: next, whole };
            next += whole.len();
            line
        })
    }

    /// The text without its line break.
    pub(super) fn text(self) -> &'t str {
        let text = self.whole.strip_suffix('\n').unwrap_or(self.whole);
        text.strip_suffix('\r').unwrap_or(text)
    }

    /// Its line break; `\n` where it is the last line and has none.
    pub(super) fn line_break(self) -> &'t str {
        let broken = &self.whole[self.text().len()..];
        if broken.is_empty() { "\n" } else { broken }
    }

    /// The byte after it.
    pub(super) fn end(self) -> usize {
        self.start + self.whole.len()
    }
}

/// A key of the front matter with its plain value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// What the value says.
    pub(super) value: String,
    /// From after the colon to the end of the value.
    pub(super) span: Range<usize>,
    /// The byte after the line.
    pub(super) end: usize,
}

/// The lines between the two `---` at the beginning of a text; `None` where it has none.
pub(super) fn find(text: &str) -> Option<Range<usize>> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = Line::all(text, start);
    let is_fence = |line: &Line<'_>| line.text().trim_end() == "---";
    let first = lines.next().filter(is_fence)?;
    let last = lines.find(is_fence)?;
    Some(first.end()..last.start)
}

/// The value of a key; `None` where it is not there.
pub(super) fn entry(
    text: &str,
    front: &Range<usize>,
    key: &'static str,
) -> Result<Option<Entry>, Flaw> {
    let lines: Vec<Line<'_>> = Line::all(&text[..front.end], front.start).collect();
    let mut found = None;
    for (at, line) in lines.iter().enumerate() {
        if key_of(line.text()) != Some(key) {
            continue;
        }
        if found.is_some() {
            return Err(Flaw::KeyTwice(key));
        }
        let next = lines.get(at + 1).map(|line| line.text()).unwrap_or_default();
        found = Some(plain(*line, next).ok_or(Flaw::NotPlain(key))?);
    }
    Ok(found)
}

/// The key of a line that has one.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_key = !key.starts_with([' ', '\t', '#', '-']);
    let key = key.trim_end();
    let bare = key.strip_prefix('"').and_then(|key| key.strip_suffix('"'));
    let bare = bare.or_else(|| key.strip_prefix('\'').and_then(|key| key.strip_suffix('\'')));
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(bare.unwrap_or(key))
}

/// The value of a line, if it is a plain one; `next` is the line below it.
fn plain(line: Line<'_>, next: &str) -> Option<Entry> {
    let text = line.text();
    let colon = text.find(':')? + 1;
    let rest = &text[colon..];
    let blanks = rest.len() - rest.trim_start().len();
    let (value, length) = scalar(rest.trim_start())?;
    let goes_on = next.starts_with([' ', '\t']) && !next.trim().is_empty();
    let is_list = next == "-" || next.starts_with("- ");
    if goes_on || is_list {
        return None;
    }
    let from = line.start + colon;
    let to = if length == 0 { from } else { from + blanks + length };
    Some(Entry { value, span: from..to, end: line.end() })
}

/// What a scalar says, and its length in bytes; `None` for what is not one on a line.
fn scalar(text: &str) -> Option<(String, usize)> {
    let (value, length) = match text.chars().next() {
        None | Some('#') => return Some((String::new(), 0)),
        Some('"') => double_quoted(&text[1..])?,
        Some('\'') => single_quoted(&text[1..])?,
        Some('|' | '>' | '&' | '*' | '!' | '{' | '[' | '%' | '@' | '`') => return None,
        Some(_) => {
            let end = text.find(" #").or_else(|| text.find("\t#")).unwrap_or(text.len());
            let value = text[..end].trim_end();
            return Some((value.to_owned(), value.len()));
        }
    };
    let rest = &text[length..];
    let is_last = rest.trim().is_empty()
        || (rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#'));
    is_last.then_some((value, length))
}

/// What stands up to the closing quote, and the length with both quotes.
fn double_quoted(text: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut signs = text.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => return Some((value, at + 2)),
            '\\' => match signs.next()?.1 {
                escaped @ ('"' | '\\' | '/') => value.push(escaped),
                // No value of ours has other escapes: it only has to differ from them.
                other => value.extend(['\\', other]),
            },
            _ => value.push(sign),
        }
    }
    None
}

/// What stands up to the closing quote, and the length with both quotes.
fn single_quoted(text: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut signs = text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign != '\'' {
            value.push(sign);
        } else if signs.next_if(|(_, next)| *next == '\'').is_some() {
            value.push('\'');
        } else {
            return Some((value, at + 2));
        }
    }
    None
}

/// What a value of ours says, in quotes or not.
pub(super) fn said(value: &str) -> String {
    scalar(value).map_or_else(|| value.to_owned(), |(said, _)| said)
}
