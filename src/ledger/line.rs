//! The event line: one record to and from the value of a trailer. Pure text, no git.
//!
//! The grammar is specified in `docs/event-format.md`.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;
use thiserror::Error;

use super::event::{EventId, Record, Target, Verb};
use crate::id::IdError;

/// Whether this is a blank that separates words of a value. Other white space is part of a word.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

/// What was read from one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// What it says.
    pub record: Record,
    /// `id=`, where the line has one.
    pub id: Option<EventId>,
    /// What could not be understood and did not count.
    pub flaws: Vec<Flaw>,
}

/// A part of a line that did not count, while the rest of it did.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "flaw", rename_all = "kebab-case")]
pub enum Flaw {
    /// The value of a known attribute cannot be read.
    #[error("`{key}={value}` cannot be read and does not count")]
    Unreadable {
        /// The attribute.
        key: String,
        /// Its value.
        value: String,
    },
    /// An attribute stands there twice; the first counts.
    #[error("`{key}=` stands there twice; the first counts")]
    Repeated {
        /// The attribute.
        key: String,
    },
    /// A word that is no attribute.
    #[error("`{word}` is not `key=value`")]
    Stray {
        /// The word.
        word: String,
    },
    /// An undo or reopening without `of=` changes nothing, and an attestation says nothing.
    #[error("it names no event with `of=`, so it changes nothing")]
    NamesNoEvent,
    /// An attestation without `verdict=accepted` or `verdict=changes` says nothing.
    #[error("it has neither `verdict=accepted` nor `verdict=changes`, so it says nothing")]
    NoVerdict,
}

/// Why a line with one of our keys is no event.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LineError {
    /// The target is missing or not an id.
    #[error("no task or habit is named: {0}")]
    Target(#[from] IdError),
    /// `*` with a verb that needs one target.
    #[error("`{}` cannot be recorded for `*`", .0.key())]
    Everything(Verb),
}

/// Reads the value of a trailer whose key is that of `verb`.
///
/// What cannot be understood beyond the target is kept in [`Record::other`] or passed over,
/// and listed in [`Decoded::flaws`]: a slip of the pen must not lose a completion.
///
/// # Errors
///
/// Returns [`LineError`] when the line does not name what it is about.
pub fn decode(verb: Verb, value: &str) -> Result<Decoded, LineError> {
    // Read as it would be written, so that writing it again changes nothing.
    let value = without_controls(value);
    let mut words = Words { rest: value.trim_matches(is_blank) };
    let target: Target = words.next_target().parse()?;
    if target == Target::Everything && !verb.takes_everything() {
        return Err(LineError::Everything(verb));
    }
    let mut decoded = Decoded { record: Record::new(verb, target), id: None, flaws: Vec::new() };
    while let Some(word) = words.next_attribute() {
        match word {
            Word::Stray(word) => decoded.flaws.push(Flaw::Stray { word: word.to_owned() }),
            Word::Attribute { key, .. } if decoded.has(&key) => {
                decoded.flaws.push(Flaw::Repeated { key: key.into_owned() });
            }
            Word::Attribute { key, value } => decoded.take(&key, &value),
        }
    }
    let needs_names = matches!(verb, Verb::Undo | Verb::Reopen | Verb::Attest);
    if needs_names && decoded.record.of.is_empty() {
        decoded.flaws.push(Flaw::NamesNoEvent);
    }
    if verb == Verb::Attest && decoded.record.verdict().is_none() {
        decoded.flaws.push(Flaw::NoVerdict);
    }
    Ok(decoded)
}

/// The attributes that this version knows.
const KNOWN: [&str; 8] = ["day", "id", "x", "took", "link", "check", "why", "of"];

/// Whether an attribute is one that this version knows, so that it was not read if it stands among
/// the others.
#[must_use]
pub fn is_known(key: &str) -> bool {
    KNOWN.contains(&key)
}

impl Decoded {
    /// Whether an attribute stands before in the line. One that could not be read is among the
    /// others.
    fn has(&self, key: &str) -> bool {
        let record = &self.record;
        let is_read = match key {
            "day" => record.days.is_some(),
            "id" => self.id.is_some(),
            "x" => record.amount.is_some(),
            "took" => record.took.is_some(),
            "link" => record.link.is_some(),
            "check" => record.check.is_some(),
            "why" => record.why.is_some(),
            "of" => !record.of.is_empty(),
            _ => false,
        };
        is_read || record.other.contains_key(key)
    }

    /// Puts one attribute where it belongs.
    fn take(&mut self, key: &str, value: &str) {
        let record = &mut self.record;
        let understood = match key {
            "day" => read_into(&mut record.days, value),
            "id" => read_into(&mut self.id, value),
            "x" => read_into(&mut record.amount, value),
            "took" => read_into(&mut record.took, value),
            "link" => read_into(&mut record.link, value),
            "check" => read_into(&mut record.check, value),
            "why" => read_into(&mut record.why, value),
            "of" => match value.split(',').map(|id| id.trim_matches(is_blank).parse()).collect() {
                Ok(ids) => {
                    record.of = ids;
                    true
                }
                Err(IdError::Empty | IdError::TooLong(_) | IdError::Malformed(_)) => false,
            },
            _ => {
                record.other.insert(key.to_owned(), value.to_owned());
                return;
            }
        };
        if !understood {
            let (key, value) = (key.to_owned(), value.to_owned());
            self.flaws.push(Flaw::Unreadable { key: key.clone(), value: value.clone() });
            record.other.insert(key, value);
        }
    }
}

/// Reads `value` into `slot`; says whether it could be read.
fn read_into<T: std::str::FromStr>(slot: &mut Option<T>, value: &str) -> bool {
    *slot = value.parse().ok();
    slot.is_some()
}

/// A word after the target.
enum Word<'a> {
    Attribute { key: Cow<'a, str>, value: Cow<'a, str> },
    Stray(&'a str),
}

/// Takes a value apart, word by word.
struct Words<'a> {
    rest: &'a str,
}

impl<'a> Words<'a> {
    /// The text up to the next blank.
    fn bare(&mut self) -> &'a str {
        // Words are too short for a search of many bytes at once to pay.
        let bytes = self.rest.as_bytes();
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        let end = bytes.iter().position(is_blank).unwrap_or(bytes.len());
        let next = bytes[end..].iter().position(|byte| !is_blank(byte));
        let word = &self.rest[..end];
        self.rest = next.map_or("", |next| &self.rest[end + next..]);
        word
    }

    fn next_target(&mut self) -> &'a str {
        self.bare()
    }

    fn next_attribute(&mut self) -> Option<Word<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let rest = self.rest.as_bytes();
        let key_length = rest.iter().position(|byte| matches!(byte, b'=' | b' ' | b'\t'));
        let Some(at) = key_length.filter(|at| *at > 0 && rest[*at] == b'=') else {
            return Some(Word::Stray(self.bare()));
        };
        let key = in_lower_case(&self.rest[..at]);
        self.rest = &self.rest[at + 1..];
        let value = if let Some(quoted) = self.rest.strip_prefix('"') {
            Cow::Owned(self.quoted(quoted))
        } else {
            Cow::Borrowed(self.bare())
        };
        Some(Word::Attribute { key, value })
    }

    /// Reads up to the closing quote, or to the end where there is none. `\"` and `\\` stand
    /// for `"` and `\`; any other `\` stands for itself.
    fn quoted(&mut self, text: &'a str) -> String {
        let mut value = String::new();
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = text[at + 1..].trim_start_matches(is_blank);
                    return value;
                }
                '\\' if matches!(chars.peek(), Some((_, '"' | '\\'))) => {
                    value.extend(chars.next().map(|(_, escaped)| escaped));
                }
                _ => value.push(c),
            }
        }
        self.rest = "";
        value
    }
}

/// Writes a record, and its id last, as the value of a trailer.
///
/// [`decode`] reads it back unchanged, but for line breaks and control characters in texts,
/// which become blanks: an event is one line.
#[must_use]
pub fn encode(record: &Record, id: Option<&EventId>) -> String {
    let mut line = Line(record.target.to_string());
    line.attribute("day", record.days);
    line.attribute("x", record.amount);
    line.attribute("took", record.took);
    if !record.of.is_empty() {
        let ids: Vec<&str> = record.of.iter().map(EventId::as_str).collect();
        line.attribute("of", Some(ids.join(",")));
    }
    line.attribute("link", record.link.as_ref());
    line.attribute("check", record.check.as_ref());
    line.attribute("why", record.why.as_ref());
    for (key, value) in &record.other {
        line.attribute(key, Some(value));
    }
    line.attribute("id", id);
    line.0
}

/// A value being written.
struct Line(String);

impl Line {
    fn attribute(&mut self, key: &str, value: Option<impl fmt::Display>) {
        let Some(value) = value else { return };
        let value = value.to_string();
        let value = without_controls(&value);
        self.0.push(' ');
        self.0.push_str(key);
        self.0.push('=');
        if value.is_empty() || value.contains(is_blank) || value.starts_with('"') {
            let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
            self.0.extend(["\"", &escaped, "\""]);
        } else {
            self.0.push_str(&value);
        }
    }
}

/// The text with a blank for every line break and control character.
fn without_controls(text: &str) -> Cow<'_, str> {
    if has_no_controls(text) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Whether that is seen at first sight: in UTF-8, control characters begin with a byte below a
/// blank, with DEL or with 0xC2. Every byte is looked at, so that the compiler can take many at
/// once.
#[expect(clippy::needless_bitwise_bool, reason = "without branches it is looked at many at once")]
fn has_no_controls(text: &str) -> bool {
    let may_be = |byte: u8| (byte < b' ') | (byte == 0x7F) | (byte == 0xC2);
    !text.bytes().fold(false, |found, byte| found | may_be(byte))
}

fn in_lower_case(key: &str) -> Cow<'_, str> {
    if key.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(key.to_ascii_lowercase());
    }
    Cow::Borrowed(key)
}

/// The text as one line, as people would write it: line breaks with the white space around
/// them become one blank, and so does each control character; the ends are trimmed.
#[must_use]
pub fn one_line(text: &str) -> String {
    if text.trim() == text && has_no_controls(text) {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    without_controls(&lines.join(" ")).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, btree_set};
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::civil::DayRange;
    use crate::ledger::Verdict;
    use crate::quantity::{Amount, StudyTime};

    fn done(value: &str) -> Decoded {
        decode(Verb::Done, value).expect("an event line")
    }

    #[test]
    fn the_minimal_form_is_a_whole_event() {
        let decoded = done("fastapi-core");
        assert_eq!(decoded.record, Record::new(Verb::Done, "fastapi-core".parse().expect("id")));
        assert_eq!((decoded.id, decoded.flaws), (None, vec![]));
    }

    #[test]
    fn every_attribute_is_read_in_any_order() {
        let line = r#"Docker id=ABC123 why="a \"b\" \\ c" took=1h30m x=2 day=2025-07-14 check=ok link=https://e.org/?q=1 mood=good"#;
        let decoded = done(line);
        assert_eq!(
            encode(&decoded.record, decoded.id.as_ref()),
            r#"docker day=2025-07-14 x=2 took=1h30m link=https://e.org/?q=1 check=ok why="a \"b\" \\ c" mood=good id=abc123"#
        );
        assert_eq!(decoded.record.why.as_deref(), Some(r#"a "b" \ c"#));
        assert_eq!(decoded.flaws, vec![]);
    }

    #[test]
    fn a_slip_of_the_pen_does_not_lose_the_completion() {
        let flaws = |value: &str| -> Vec<String> {
            done(value).flaws.iter().map(ToString::to_string).collect()
        };
        let cases = [
            ("a day=yesterday", "`day=yesterday` cannot be read and does not count"),
            ("a x=0", "`x=0` cannot be read and does not count"),
            ("a took=1h took=2h", "`took=` stands there twice; the first counts"),
            ("a finally!", "`finally!` is not `key=value`"),
            ("a =b", "`=b` is not `key=value`"),
        ];
        for (value, want) in cases {
            assert_eq!(flaws(value), [want], "{value}");
        }
        assert_eq!(done("a day=yesterday").record.other["day"], "yesterday");
        assert_eq!(done("a why=\"open end").record.why.as_deref(), Some("open end"));
        let undo = decode(Verb::Undo, "a").expect("an event line");
        assert_eq!(undo.flaws, [Flaw::NamesNoEvent]);
        let attest = decode(Verb::Attest, "a of=1 verdict=good").expect("an event line");
        assert_eq!(attest.flaws, [Flaw::NoVerdict]);
        let attest = decode(Verb::Attest, "a of=1 verdict=accepted").expect("an event line");
        assert_eq!((attest.record.verdict(), attest.flaws), (Some(Verdict::Accepted), vec![]));
        let attest = decode(Verb::Attest, "a verdict=changes").expect("an event line");
        assert_eq!(attest.flaws, [Flaw::NamesNoEvent]);
    }

    #[test]
    fn a_line_without_a_target_is_no_event() {
        let error = |verb, value: &str| decode(verb, value).map_err(|error| error.to_string());
        let cases = [
            (Verb::Done, "", "no task or habit is named: an id cannot be empty"),
            (Verb::Done, "*", "`Roadmap-Done` cannot be recorded for `*`"),
            (
                Verb::Done,
                "<task>",
                "no task or habit is named: `<task>` is not an id: only a-z, 0-9 and `-` are allowed, and not `-` first",
            ),
        ];
        for (verb, value, want) in cases {
            assert_eq!(error(verb, value), Err(want.to_owned()), "{value}");
        }
        assert!(decode(Verb::Skip, "* day=2025-10-01..2025-10-07").is_ok());
        assert!(decode(Verb::Undo, "* of=8e467ea7e8cc").is_ok());
    }

    #[test]
    fn notes_of_several_lines_become_one() {
        assert_eq!(one_line("  a\n\n  b\r\nc\td\u{7}"), "a b c d");
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof!["[ -~]{0,12}", "[\"\\\\= 中a]{0,8}", "\\PC{0,8}"]
            .prop_map(|text| one_line(&text))
    }

    prop_compose! {
        fn days()(first in 0_u64..10_000, length in 0_u64..40) -> DayRange {
            let epoch = crate::civil::parse_date("2000-01-01").expect("a date");
            let first = epoch + chrono::Days::new(first);
            DayRange::new(first, first + chrono::Days::new(length)).expect("a range")
        }
    }

    prop_compose! {
        fn record()(
            verb in prop::sample::select(Verb::ALL.to_vec()),
            target in "[a-z0-9][a-z0-9-]{0,20}",
            days in option::of(days()),
            of in btree_set("[a-f0-9]{12}", 0..3),
            amount in option::of(1_u32..100),
            took in option::of(1_u64..9_000),
            link in option::of("https://[a-z]{1,9}\\.org/[a-z?=&\"]{0,9}"),
            check in option::of(text()),
            why in option::of(text()),
            other in btree_map("z[a-z-]{0,8}", text(), 0..3),
        ) -> Record {
            Record {
                verb, target: target.parse().expect("a target"), days,
                of: of.iter().map(|id| id.parse().expect("an id")).collect(),
                amount: amount.map(Amount::whole), took: took.map(StudyTime::from_seconds),
                link, check, why, other,
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(record in record(), id in option::of("[a-f0-9]{12}")) {
            let id: Option<EventId> = id.map(|id| id.parse().expect("an id"));
            let line = encode(&record, id.as_ref());
            prop_assert!(!line.contains('\n'));
            let decoded = decode(record.verb, &line).expect("our own line");
            prop_assert_eq!(decoded.record, record);
            prop_assert_eq!(decoded.id, id);
        }

        #[test]
        fn any_text_is_an_event_or_an_error(value in "\\PC{0,60}") {
            let _ = decode(Verb::Done, &value);
        }

        #[test]
        fn reading_forgives_but_forgets_nothing(value in "a( (day|x|took|of|id|z)=[0-9a-c\"\\\\,\u{0}\u{7f}-]{0,6}){0,4}") {
            if let Ok(decoded) = decode(Verb::Done, &value) {
                let again = decode(Verb::Done, &encode(&decoded.record, decoded.id.as_ref())).expect("our own line");
                prop_assert_eq!(again.record, decoded.record);
            }
        }
    }
}
