//! Where the comments of a TOML text are.

use std::ops::Range;

/// The comments of a text that is TOML, each from its `#` to the end of its line.
pub(super) fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(step) = text[at..].find(['#', '"', '\'']) {
        let start = at + step;
        at = if text[start..].starts_with('#') {
            let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
            let end = start + text[start..end].trim_end().len();
            found.push(start..end);
            end
        } else {
            after_string(text, start)
        };
    }
    found
}

/// The place behind the string that begins at `start`.
fn after_string(text: &str, start: usize) -> usize {
    let quote = &text[start..=start];
    let long = quote.repeat(3);
    let (fence, mut at) = if text[start..].starts_with(&long) {
        (long.as_str(), start + 3)
    } else {
        (quote, start + 1)
    };
    while at < text.len() {
        let rest = &text[at..];
        if quote == "\"" && rest.starts_with('\\') {
            at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        } else if rest.starts_with(fence) {
            // Up to two more quotes may belong to a text in three of them.
            let all = rest.len() - rest.trim_start_matches(quote).len();
            return at + if fence.len() == 3 { all.min(5) } else { 1 };
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_what_no_string_holds() {
        let cases: [(&str, &[&str]); 8] = [
            ("a = 1 # one\n# two\r\n", &["# one", "# two"]),
            ("a = \"x # y\" # z", &["# z"]),
            ("a = 'x # y' # z", &["# z"]),
            ("a = \"\\\" # y\" # z", &["# z"]),
            ("a = '\\' # z", &["# z"]),
            ("a = \"\"\"\" # \n # \"\"\"\"\" # z", &["# z"]),
            ("a = '''' # \n # ''' # z", &["# z"]),
            ("a = [ # 一\n 1, # 二\n]", &["# 一", "# 二"]),
        ];
        for (text, want) in cases {
            let found: Vec<&str> = comments(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, want, "{text}");
        }
    }
}
