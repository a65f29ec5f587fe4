//! Patterns that people write about files, names and messages. Whether one fits takes time that
//! grows with the text and not faster: a plan is untrusted input.

use std::fmt;
use std::str::FromStr;

use globset::{GlobBuilder, GlobMatcher};
use regex::{Regex, RegexBuilder};
use thiserror::Error;

/// The longest pattern, in bytes.
pub const LONGEST: usize = 500;

/// How much of a text is looked at, in bytes.
const LONGEST_TEXT: usize = 64 << 10;

/// The most memory that a pattern of a text may take, in bytes.
const MOST_MEMORY: usize = 1 << 20;

/// How deeply groups of a pattern of a text may be nested.
const MOST_NESTED: u32 = 40;

/// Why a text is no pattern.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PatternError {
    /// It has more than [`LONGEST`] bytes.
    #[error("it is longer than {LONGEST} bytes")]
    TooLong,
    /// It begins with `/` or `./`, and no path in a repository does.
    #[error("paths begin at the top of the repository, without `/` or `./`")]
    Rooted,
    /// Its syntax: what is wrong with it, on one line.
    #[error("{0}")]
    Syntax(String),
}

/// A pattern of paths, from the top of the repository: `*` and `?` stay within a folder, `**`
/// does not, `[0-9]` and `{py,java}` choose.
#[derive(Clone)]
pub struct PathPattern {
    text: String,
    matcher: GlobMatcher,
}

impl PathPattern {
    /// Whether the pattern fits a whole path.
    #[must_use]
    pub fn fits(&self, path: &str) -> bool {
        self.matcher.is_match(path)
    }
}

impl FromStr for PathPattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        if text.starts_with('/') || text.starts_with("./") {
            return Err(PatternError::Rooted);
        }
        let matcher = glob(text, false)?;
        Ok(Self { text: text.to_owned(), matcher })
    }
}

/// A pattern of a name, in any case: `*` and `?` stand for anything, `[0-9]` and `{a,b}` choose.
#[derive(Clone)]
pub struct NamePattern {
    text: String,
    matcher: GlobMatcher,
}

impl NamePattern {
    /// Whether the pattern fits a whole name.
    #[must_use]
    pub fn fits(&self, name: &str) -> bool {
        // A path would lose the end of `a/..`, and names are none.
        self.matcher.is_match(name.replace('/', "\u{1}"))
    }
}

impl FromStr for NamePattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let matcher = glob(&text.replace('/', "\u{1}"), true)?;
        Ok(Self { text: text.to_owned(), matcher })
    }
}

fn glob(text: &str, is_name: bool) -> Result<GlobMatcher, PatternError> {
    if text.len() > LONGEST {
        return Err(PatternError::TooLong);
    }
    let mut builder = GlobBuilder::new(text);
    builder.literal_separator(!is_name).case_insensitive(is_name).backslash_escape(true);
    let built = builder.build();
    built
        .map(|glob| glob.compile_matcher())
        .map_err(|error| PatternError::Syntax(one_line(&error.kind().to_string())))
}

/// A pattern of a text: a regular expression without look-around and back-references, so that it
/// is matched in linear time. `^` and `$` stand for the ends of lines.
#[derive(Clone)]
pub struct TextPattern {
    text: String,
    regex: Regex,
}

impl TextPattern {
    /// Whether the pattern fits a part of the text's first 64 KiB.
    #[must_use]
    pub fn fits(&self, text: &str) -> bool {
        let mut end = LONGEST_TEXT.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.regex.is_match(&text[..end])
    }
}

impl FromStr for TextPattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        if text.len() > LONGEST {
            return Err(PatternError::TooLong);
        }
        let mut builder = RegexBuilder::new(text);
        builder.multi_line(true).size_limit(MOST_MEMORY).dfa_size_limit(MOST_MEMORY);
        let built = builder.nest_limit(MOST_NESTED).build();
        let regex = built.map_err(|error| PatternError::Syntax(reason(&error)))?;
        Ok(Self { text: text.to_owned(), regex })
    }
}

/// What is wrong with a regular expression; the picture of the place is drawn elsewhere.
fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it would take too much memory".to_owned(),
        other => {
            let said = other.to_string();
            let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
            one_line(last.trim().trim_start_matches("error: "))
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

macro_rules! is_its_text {
    ($($pattern:ident),*) => {$(
        impl $pattern {
            /// The pattern as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.text
            }
        }

        impl PartialEq for $pattern {
            fn eq(&self, other: &Self) -> bool {
                self.text == other.text
            }
        }

        impl Eq for $pattern {}

        impl fmt::Debug for $pattern {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($pattern), self.text)
            }
        }

        impl fmt::Display for $pattern {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.text)
            }
        }
    )*};
}

is_its_text!(PathPattern, NamePattern, TextPattern);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_path_fits_within_its_folders() {
        let cases = [
            ("*/*.py", "0001-two-sum/0001-two-sum.py", true),
            ("*/*.py", "0001-two-sum.py", false),
            ("*/*.py", "a/b/c.py", false),
            ("**/*.py", "a/b/c.py", true),
            ("**/*.py", "c.py", true),
            ("[0-9]*-*/[0-9]*-*.*", "0001-two-sum/0001-two-sum.py", true),
            ("[0-9]*-*/[0-9]*-*.*", "0001-two-sum/README.md", false),
            ("*/*.{py,java}", "a/b.java", true),
            ("题解/**", "题解/两数之和.py", true),
            ("*.PY", "a.py", false),
        ];
        for (pattern, path, want) in cases {
            let pattern: PathPattern = pattern.parse().expect("a pattern");
            assert_eq!(pattern.fits(path), want, "{pattern} {path}");
        }
    }

    #[test]
    fn a_name_fits_as_a_whole_in_any_case() {
        let cases = [
            ("v1.*", "v1.2", true),
            ("v1.*", "v10", false),
            ("week/*", "week/12", true),
            ("Kim@Example.org", "kim@example.org", true),
            ("*@example.org", "kim@example.org", true),
            ("kim", "kim lee", false),
            ("a/..", "a/..", true),
        ];
        for (pattern, name, want) in cases {
            let pattern: NamePattern = pattern.parse().expect("a pattern");
            assert_eq!(pattern.fits(name), want, "{pattern} {name}");
        }
    }

    #[test]
    fn a_text_is_searched_line_by_line() {
        let cases = [
            ("- LeetHub$", "Time: 52 ms (80.3%), Space: 16 MB (40%) - LeetHub\n", true),
            ("^Solve", "x\nSolve two sum", true),
            ("(?i)leethub", "LEETHUB", true),
            ("^Time: .* ms", "No time", false),
        ];
        for (pattern, text, want) in cases {
            let pattern: TextPattern = pattern.parse().expect("a pattern");
            assert_eq!(pattern.fits(text), want, "{pattern} {text}");
        }
    }

    #[test]
    fn what_is_no_pattern_says_why() {
        let text = |pattern: &str| pattern.parse::<TextPattern>().expect_err("none").to_string();
        assert_eq!(text("("), "unclosed group");
        assert_eq!(
            text("(?=a)"),
            "look-around, including look-ahead and look-behind, is not supported"
        );
        assert_eq!(text(r"(a)\1"), "backreferences are not supported");
        assert_eq!(text("((a{100}){100}){100}"), "it would take too much memory");
        assert_eq!(text(&"a".repeat(501)), "it is longer than 500 bytes");
        let path = |pattern: &str| pattern.parse::<PathPattern>().expect_err("none").to_string();
        assert_eq!(path("[a"), "unclosed character class; missing ']'");
        assert_eq!(path("/a"), "paths begin at the top of the repository, without `/` or `./`");
    }

    #[test]
    fn a_pattern_that_others_match_for_ever_is_matched_at_once() {
        let pattern: TextPattern = "^(a+)+$".parse().expect("a pattern");
        assert!(!pattern.fits(&format!("{}b", "a".repeat(60_000))));
        let pattern: PathPattern = "*a*a*a*a*a*a*a*a*a*a*a*b".parse().expect("a pattern");
        assert!(!pattern.fits(&"a".repeat(60_000)));
    }

    proptest! {
        #[test]
        fn any_text_is_a_pattern_or_an_error(pattern in "\\PC{0,40}", text in "\\PC{0,40}") {
            let _ = pattern.parse::<PathPattern>().map(|pattern| pattern.fits(&text));
            let _ = pattern.parse::<NamePattern>().map(|pattern| pattern.fits(&text));
            let _ = pattern.parse::<TextPattern>().map(|pattern| pattern.fits(&text));
        }
    }
}
