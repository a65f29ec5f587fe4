//! Line breaking by display width, at the places that Unicode allows (UAX #14): between
//! Chinese characters, but not before a closing mark.

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::sign;

/// What stands between facts on one line.
const SEPARATOR: &str = " \u{fdda} ";

/// What stands between facts until they are laid out: ASCII's own sign for it, which no title
/// can hold.
pub(super) const FACTS: char = '\u{1f}';

/// The text in lines of at most `width` columns, without blanks at their ends.
///
/// Lines break between facts first, and inside of one only where it is longer than a line; a
/// word that is longer than a line is cut.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for fact in text.split(FACTS) {
        match lines.last_mut() {
            Some(line) if line.width() + SEPARATOR.width() + fact.width() <= width => {
                line.push_str(SEPARATOR);
                line.push_str(fact);
            }
            _ => lines.extend(wrap_words(fact, width)),
        }
    }
    lines
}

fn wrap_words(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    // Most texts fit, and looking for places to break them takes long.
    if !text.contains('\n') && text.width() <= width {
        return vec![text.trim_end().to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut start = 0;
    // Where a line may break depends on what is drawn; both are as long, so that places stay.
    let drawn = text.replace(sign::TO, "\u{2013}");
    for (end, _) in linebreaks(&drawn) {
        if is_within_unit(text, end, width) || is_within_command(text, end, width) {
            continue;
        }
        let piece = &text[start..end];
        start = end;
        if line.width() + piece.trim_end().width() > width && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        for sign in piece.trim_end_matches(['\n', '\r']).graphemes(true) {
            let is_blank = sign.trim().is_empty();
            if line.width() + sign.width() > width && !is_blank && !line.is_empty() {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            line.push_str(sign);
        }
        if piece.ends_with('\n') {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Whether `at` lies inside of an id, a path, a link or an option that fits on a line, so that it can
/// still be read, copied and clicked.
fn is_within_unit(text: &str, at: usize, width: usize) -> bool {
    let is_outside = |c: char| !c.is_ascii_graphic();
    let start = text[..at].rfind(is_outside);
    let start =
        start.map_or(0, |blank| blank + text[blank..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(is_outside).map_or(text.len(), |end| at + end);
    start < at && at < end && end - start <= width
}

/// Whether `at` lies inside of a command that fits on a line: whoever copies only the first line
/// of `roadmap hook drop nginx` drops more than that. A command stands between back-ticks or
/// behind a colon.
fn is_within_command(text: &str, at: usize, width: usize) -> bool {
    let starts = COMMANDS.iter().filter_map(|name| text[..at].rfind(name));
    let Some(start) = starts.max() else { return false };
    let (before, rest) = (text[..start].trim_end_matches(' '), &text[start..]);
    let ends: &[char] = match before.chars().next_back() {
        Some('`') => &['`'],
        Some(':' | '：') => &[';', '(', ',', '\n', FACTS],
        _ => return false,
    };
    let is_end = |c: char| ends.contains(&c) || !c.is_ascii();
    let command = &rest[..rest.find(is_end).unwrap_or(rest.len())];
    at < start + command.trim_end().len() && command.width() <= width
}

/// How the commands begin that people are told to type.
const COMMANDS: [&str; 2] = ["roadmap ", "git "];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_where_readers_expect_it() {
        let cases: &[(&str, usize, &[&str])] = &[
            ("short", 10, &["short"]),
            ("a title · with a dot", 12, &["a title ·", "with a dot"]),
            ("a\u{1f}bc\u{1f}d", 6, &["a \u{fdda} bc", "d"]),
            ("第 1 天\u{1f}还剩 7 天", 12, &["第 1 天", "还剩 7 天"]),
            ("two words", 5, &["two", "words"]),
            ("掌握依赖注入", 8, &["掌握依赖", "注入"]),
            ("依赖注入，异步", 8, &["依赖注", "入，异步"]),
            ("aaaaaaaaaaaa", 5, &["aaaaa", "aaaaa", "aa"]),
            ("", 5, &[""]),
            ("文档 https://a.org/b-c/", 16, &["文档 https://", "a.org/b-c/"]),
            ("文档 https://a.org/b-c/", 20, &["文档", "https://a.org/b-c/"]),
            ("👩‍👧‍👦👩‍👧‍👦🇨🇳", 4, &["👩‍👧‍👦👩‍👧‍👦", "🇨🇳"]),
            ("use --no-evidence", 12, &["use --no-", "evidence"]),
            ("roadmap done read-tcp", 14, &["roadmap done", "read-tcp"]),
            ("drop it: roadmap drop x", 18, &["drop it:", "roadmap drop x"]),
            ("丢弃：roadmap drop x；再见", 16, &["丢弃：", "roadmap drop x；", "再见"]),
            ("run `git log -1` or", 14, &["run", "`git log -1`", "or"]),
            ("run `git log -1` or", 9, &["run `git", "log -1`", "or"]),
            ("规则（见 docs/progress.md）", 18, &["规则（见", "docs/progress.md）"]),
            ("use --no-evidence; or", 14, &["use", "--no-evidence;", "or"]),
            ("加 `--no-evidence` 不计入", 18, &["加 `--no-evidence`", "不计入"]),
            ("🔥🔥🔥", 4, &["🔥🔥", "🔥"]),
        ];
        for (text, width, want) in cases {
            assert_eq!(wrap(text, *width), *want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "[ a-c中文，。é]{0,40}", width in 4_usize..20) {
            let lines = wrap(&text, width);
            prop_assert!(lines.iter().all(|line| line.width() <= width), "{lines:?}");
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
