//! What Markdown cannot say about a plan, as a comment that Markdown does not show:
//! `<!-- roadmap: fastapi-di needs=fastapi-core verify="pytest -q" -->`.
//!
//! A marker holds words and `key=value` pairs, separated by blanks. A value with anything but
//! letters, digits and `._/,:+@-` is in double quotes. In quotes `\"`, `\\`, `\-` and `\p` stand
//! for `"`, `\`, `-` and `|`, so that no value ends the comment, and none the cell of a table.

use std::fmt;

/// What every marker begins with, after `<!--`.
const NAME: &str = "roadmap:";

/// Words and pairs about the thing that a comment stands behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    /// The words that stand alone, e.g. an id.
    pub words: Vec<String>,
    /// The pairs, in order; a key may be there several times.
    pub pairs: Vec<(String, String)>,
}

impl Marker {
    /// A marker that is only a word.
    #[must_use]
    pub fn word(word: impl Into<String>) -> Self {
        Self { words: vec![word.into()], pairs: Vec::new() }
    }

    /// The same with another pair.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.pairs.push((key.to_owned(), value.into()));
        self
    }

    /// The first value of a key.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        self.values(key).next()
    }

    /// Every value of a key, in order.
    pub fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        let key = key.to_owned();
        self.pairs.iter().filter(move |(name, _)| *name == key).map(|(_, value)| value.as_str())
    }

    /// The first word, which says what the marker is about.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Reads a whole comment, from `<!--` to `-->`; `None` for one that is none of ours.
    #[must_use]
    pub fn parse(comment: &str) -> Option<Self> {
        let inside = comment.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
        let mut rest = inside.trim().strip_prefix(NAME)?.trim();
        let mut marker = Self::default();
        while !rest.is_empty() {
            let (key, after) = token(rest);
            let value = after.strip_prefix('=').filter(|_| !rest.starts_with('"'));
            if let Some(value) = value {
                let (value, after) = token(value);
                marker.pairs.push((key, value));
                rest = after.trim_start();
            } else {
                marker.words.push(key);
                rest = after.trim_start();
            }
        }
        Some(marker)
    }
}

/// The word or quoted text at the start, and what follows; takes at least one character.
fn token(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(text.len());
        if end == 0 {
            let next = text.chars().next().map_or(0, char::len_utf8);
            return (String::new(), &text[next..]);
        }
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(characters.next().map(|(_, c)| if c == 'p' { '|' } else { c })),
            other => value.push(other),
        }
    }
    (value, "")
}

fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._/,:+@-".contains(c);
    let is_safe = value.chars().all(is_plain) && !value.contains("--") && !value.is_empty();
    if is_safe {
        return value.to_owned();
    }
    let mut text = String::from("\"");
    for character in value.chars() {
        match character {
            '"' | '\\' | '-' => text.extend(['\\', character]),
            '|' => text.push_str("\\p"),
            other => text.push(other),
        }
    }
    text + "\""
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<!-- {NAME}")?;
        for word in &self.words {
            write!(f, " {}", quoted(word))?;
        }
        for (key, value) in &self.pairs {
            write!(f, " {key}={}", quoted(value))?;
        }
        f.write_str(" -->")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markers_are_comments_that_a_person_can_read() {
        let marker =
            Marker::word("fastapi-di").with("needs", "a,b").with("verify", "make -j \"x\"");
        let text = r#"<!-- roadmap: fastapi-di needs=a,b verify="make \-j \"x\"" -->"#;
        assert_eq!(marker.to_string(), text);
        assert_eq!(Marker::parse(text), Some(marker));
        let by_hand = Marker::parse("<!--roadmap: day-ends=04:00  b-->");
        assert_eq!(by_hand, Some(Marker::word("b").with("day-ends", "04:00")));
        assert_eq!(Marker::parse("<!-- a comment -->"), None);
        assert_eq!(Marker::parse("<!-- roadmap -->"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            words in prop::collection::vec("\\PC{0,8}|[-\"|\\\\= ]{0,4}", 0..3),
            pairs in prop::collection::vec(("[a-z]{1,4}(-[a-z]{1,3})?", "\\PC{0,12}|[-\"|\\\\=> ]{0,6}"), 0..3),
        ) {
            let marker = Marker { words, pairs };
            let text = marker.to_string();
            let inside = text.trim_start_matches("<!-- ").trim_end_matches(" -->");
            prop_assert!(!inside.contains("--") && !inside.contains('|'), "{}", text);
            prop_assert_eq!(Marker::parse(&text), Some(marker));
        }

        #[test]
        fn no_comment_panics(text in "<!-- ?roadmap:[ a=\"\\\\|-]{0,20}-->|\\PC{0,30}") {
            let _ = Marker::parse(&text);
        }
    }
}
