//! Commit messages: finding event lines anywhere in one, and composing one. Pure text, no git.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use sha1::{Digest as _, Sha1};

use super::event::{CommitId, EventId, Person, Record, Verb};
use super::line;
use crate::hex;

/// What every key of ours starts with, in any case.
const PREFIX: &str = "roadmap-";

/// How many hex digits of a digest make an [`EventId`].
const ID_DIGITS: usize = 12;

/// A line of a message with one of our keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyLine<'a> {
    /// The key as it stands there, e.g. `Roadmap-Done`.
    pub key: &'a str,
    /// What follows the colon, without blanks around it.
    pub value: &'a str,
    /// How many lines with the same key and value stand before it in the message.
    pub ordinal: usize,
}

/// Bytes that every message with an event line has: of those in `Roadmap-Done:` the ones that
/// stand in few other lines of a commit.
pub(super) const EVENT_BYTES: &[u8] = b"-:";

/// Whether a message can hold an event line at all; cheap, and never wrongly `false`.
#[must_use]
pub fn may_hold_events(message: &[u8]) -> bool {
    // The last byte of the prefix is rarer in prose than the letters before it.
    let before_hyphen = PREFIX.len() - 1;
    memchr::memchr_iter(b'-', message).any(|hyphen| {
        let start = hyphen.checked_sub(before_hyphen);
        start.is_some_and(|start| message[start..=hyphen].eq_ignore_ascii_case(PREFIX.as_bytes()))
    })
}

/// Every line of a message with one of our keys, known or not, in order.
///
/// The whole message counts, not only git's trailer block, because a squash merge moves
/// trailers out of it; blanks and one bullet (`* ` or `- `) may stand before the key.
#[must_use]
pub fn key_lines(message: &str) -> Vec<KeyLine<'_>> {
    let pairs = lines(message).filter_map(key_and_value);
    let mut lines: Vec<KeyLine<'_>> =
        pairs.map(|(key, value)| KeyLine { key, value, ordinal: 0 }).collect();
    if lines.len() > 1 {
        let mut seen: HashMap<(String, &str), usize> = HashMap::new();
        for line in &mut lines {
            let count = seen.entry((line.key.to_ascii_lowercase(), line.value)).or_default();
            line.ordinal = *count;
            *count += 1;
        }
    }
    lines
}

/// The whole lines of a message that [`key_lines`] finds something in, in order.
pub(super) fn event_lines(message: &str) -> impl Iterator<Item = &str> {
    lines(message).filter(|line| key_and_value(line).is_some())
}

/// The lines of a message.
fn lines(message: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(message);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = memchr::memchr(b'\n', text.as_bytes());
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// Splits `- Roadmap-Done: x` into `Roadmap-Done` and `x`.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let is_blank = |c: char| matches!(c, ' ' | '\t');
    let line = line.trim_start_matches(is_blank);
    let line = line.strip_prefix("* ").or_else(|| line.strip_prefix("- ")).unwrap_or(line);
    let line = line.trim_start_matches(is_blank);
    let prefix = line.get(..PREFIX.len())?;
    if !prefix.eq_ignore_ascii_case(PREFIX) {
        return None;
    }
    let colon = memchr::memchr(b':', line.as_bytes())?;
    let (key, value) = (&line[..colon], &line[colon + 1..]);
    let key = key.trim_end_matches(is_blank);
    let is_key = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if key.len() == PREFIX.len() || !key.bytes().all(is_key) {
        return None;
    }
    Some((key, value.trim_matches(|c| is_blank(c) || c == '\r')))
}

/// The message of a commit that records events: the subject, and the lines as its trailers.
///
/// A subject that would itself be read as an event, because a task has such a title, is made a
/// sentence.
#[must_use]
pub fn compose(subject: &str, lines: &[(Verb, String)]) -> String {
    let mut message = line::one_line(subject);
    if key_and_value(&message).is_some() {
        message.insert_str(0, "Record ");
    }
    message.push_str("\n\n");
    for (verb, value) in lines {
        message.push_str(verb.key());
        message.push_str(": ");
        message.push_str(value);
        message.push('\n');
    }
    message
}

/// The author of a commit, as far as it goes into an event's id.
#[derive(Clone, Copy, Debug)]
pub struct Authorship<'a> {
    /// The author as the commit says, not through `.mailmap`.
    pub person: &'a Person,
    /// Author time.
    pub at: DateTime<FixedOffset>,
}

impl Authorship<'_> {
    fn line(&self) -> String {
        format!("{} {} {}", self.person, self.at.timestamp(), self.at.format("%z"))
    }

    /// The id of an event that we write on top of `parent`: the first 12 hex digits of the
    /// SHA-1 over parent, author, key and value, one a line.
    #[must_use]
    pub fn id_of_new(&self, parent: Option<&CommitId>, record: &Record) -> EventId {
        let parent = parent.map_or("", CommitId::as_str);
        let value = line::encode(record, None);
        digest(&[parent, &self.line(), record.verb.key(), &value])
    }

    /// The id of a line without `id=`: the first 12 hex digits of the SHA-1 over author, key,
    /// value and ordinal, one a line. It needs nothing that a rebase changes.
    #[must_use]
    pub fn id_of_line(&self, verb: Verb, line: &KeyLine<'_>) -> EventId {
        digest(&[&self.line(), verb.key(), line.value, &line.ordinal.to_string()])
    }
}

/// The first 12 hex digits of the SHA-1 over texts, one a line.
pub(super) fn digest(parts: &[&str]) -> EventId {
    let hex = hex::digits(&Sha1::digest(parts.join("\n")));
    match hex[..ID_DIGITS].parse() {
        Ok(id) => id,
        Err(_) => unreachable!("hex digits are an id"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(message: &str) -> Vec<(&str, &str, usize)> {
        key_lines(message).iter().map(|line| (line.key, line.value, line.ordinal)).collect()
    }

    #[test]
    fn lines_are_found_wherever_a_rewrite_has_put_them() {
        type Found<'a> = &'a [(&'a str, &'a str, usize)];
        let cases: &[(&str, &str, Found<'_>)] = &[
            ("trailer", "Done a\n\nRoadmap-Done: a\n", &[("Roadmap-Done", "a", 0)]),
            ("subject", "Roadmap-Done: a", &[("Roadmap-Done", "a", 0)]),
            ("git merge --squash", "    Roadmap-Done: a id=1\n", &[("Roadmap-Done", "a id=1", 0)]),
            ("forge squash", "* Done a\n* Roadmap-Done: a\r\n", &[("Roadmap-Done", "a", 0)]),
            ("list", "- roadmap-DONE :a", &[("roadmap-DONE", "a", 0)]),
            ("unknown verb", "Roadmap-Attest: a", &[("Roadmap-Attest", "a", 0)]),
            ("empty value", "Roadmap-Done:", &[("Roadmap-Done", "", 0)]),
            (
                "the same twice",
                "Roadmap-Done: a\nroadmap-done: a",
                &[("Roadmap-Done", "a", 0), ("roadmap-done", "a", 1)],
            ),
            ("quoted", "> Roadmap-Done: a", &[]),
            ("in a sentence", "see Roadmap-Done: a", &[]),
            ("two bullets", "* * Roadmap-Done: a", &[]),
            ("no verb", "Roadmap-: a\nRoadmap: a", &[]),
            ("blank in the key", "Roadmap-Done it: a", &[]),
            ("wide letters", "Roadmap-完成: a", &[]),
        ];
        for (name, message, want) in cases {
            assert_eq!(found(message), *want, "{name}");
        }
    }

    #[test]
    fn what_we_compose_ends_in_a_trailer_block() {
        let lines = [(Verb::Done, "a id=1".to_owned()), (Verb::Study, "b".to_owned())];
        let message = compose("Done a:\n 依赖注入", &lines);
        assert_eq!(message, "Done a: 依赖注入\n\nRoadmap-Done: a id=1\nRoadmap-Study: b\n");
    }

    #[test]
    fn a_title_cannot_pass_for_an_event() {
        let lines = [(Verb::Done, "a".to_owned())];
        let message = compose("* Roadmap-Done: b", &lines);
        assert_eq!(found(&message), [("Roadmap-Done", "a", 0)]);
    }

    #[test]
    fn ids_are_the_ones_that_the_format_documents() {
        let person = Person { name: "Lin".into(), email: "lin@example.org".into() };
        let at = DateTime::parse_from_rfc3339("2025-07-14T21:30:00+08:00").expect("a moment");
        let author = Authorship { person: &person, at };
        // printf 'Lin <lin@example.org> 1752499800 +0800\nRoadmap-Done\nfastapi-core\n0' | sha1sum
        let line = KeyLine { key: "Roadmap-Done", value: "fastapi-core", ordinal: 0 };
        assert_eq!(author.id_of_line(Verb::Done, &line).as_str(), "eb4cb2ee2bb6");
    }

    proptest! {
        #[test]
        fn the_quick_look_never_misses(message in "\\PC{0,20}\n? {0,2}(Roadmap-Done: a)?\\PC{0,20}") {
            if !key_lines(&message).is_empty() {
                prop_assert!(may_hold_events(message.as_bytes()));
                prop_assert!(EVENT_BYTES.iter().all(|byte| message.as_bytes().contains(byte)));
            }
        }

        #[test]
        fn every_line_that_we_compose_is_found(values in prop::collection::vec("[a-z]{1,9}( why=中文)?", 1..5)) {
            let lines: Vec<_> = values.iter().map(|value| (Verb::Done, value.clone())).collect();
            let message = compose("subject", &lines);
            let found = key_lines(&message);
            prop_assert_eq!(found.iter().map(|line| line.value).collect::<Vec<_>>(), values);
        }
    }
}
