//! git's own idea of a trailer block, so that ours can be held against it. Pure text, no git.
//!
//! Events are read from every line of a message ([`message::key_lines`](super::message::key_lines));
//! this module reads only the lines that git calls trailers, as `git interpret-trailers --parse
//! --no-divider` and `%(trailers)` do in git's default configuration (comments start with `#`,
//! the separator is `:`). `tests/it/trailer_truth.rs` and `examples/trailer_truth.rs` compare the
//! two.

/// What git writes itself; such a line lets a paragraph be a trailer block that has other text.
const GIT_GENERATED: [&str; 2] = ["Signed-off-by: ", "(cherry picked from commit "];

/// The line below which `git commit -v` shows the diff.
const SCISSORS: &str = "# ------------------------ >8 ------------------------";

/// What git takes for white space; form feed and vertical tab are none.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// A trailer as git sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trailer<'a> {
    /// The key as it stands there, e.g. `Roadmap-Done`.
    pub key: &'a str,
    /// All that follows the separator, over several lines where it is folded.
    raw: &'a str,
}

impl<'a> Trailer<'a> {
    /// The value on one line: each line break, with the blanks after it, is one space.
    #[must_use]
    pub fn value(&self) -> String {
        let mut lines = self.raw.trim_matches(BLANKS).split('\n');
        let mut value = lines.next().unwrap_or_default().to_owned();
        for line in lines {
            let line = line.trim_start_matches(BLANKS);
            // A line of blanks only belongs to the fold.
            if !line.is_empty() {
                value.push(' ');
                value.push_str(line);
            }
        }
        value
    }

    /// The part of the value that stands on the line of the key, without blanks around it: all
    /// of it that can be an event.
    #[must_use]
    pub fn first_line(&self) -> &'a str {
        self.raw.split('\n').next().unwrap_or_default().trim_matches(BLANKS)
    }
}

/// The trailers of a message, in order; what else stands in their block is passed over.
///
/// The block is the last paragraph that is not the first, without the comments, the old
/// `Conflicts:` list and the scissors that may end a message. All of its lines have to be
/// trailers or continue one; where git itself has written one of them, a quarter is enough.
#[must_use]
pub fn block(message: &str) -> Vec<Trailer<'_>> {
    let message = message.split('\0').next().unwrap_or_default();
    let message = &message[..end_of_text(message)];
    let lines: Vec<&str> = message.split_inclusive('\n').collect();
    let lines = &lines[start_of_block(&lines)..];
    let mut trailers: Vec<Trailer<'_>> = Vec::new();
    let mut position = 0;
    let mut last: Option<usize> = None;
    let block_start = message.len() - lines.iter().map(|line| line.len()).sum::<usize>();
    let block = &message[block_start..];
    for line in lines {
        let begin = position;
        position += line.len();
        if line.starts_with(BLANKS) {
            // A fold: the value of the trailer above reaches to the end of this line.
            if let (Some(value), Some(trailer)) = (last, trailers.last_mut()) {
                trailer.raw = &block[value..position];
            }
            continue;
        }
        last = separator(line).map(|at| begin + at + 1);
        if let Some(value) = last {
            let key = block[begin..value - 1].trim_matches(BLANKS);
            trailers.push(Trailer { key, raw: &block[value..position] });
        }
    }
    trailers
}

/// Where the message ends for git: before the comments and empty lines at its end, the list of
/// conflicts of old gits, and the scissors.
fn end_of_text(message: &str) -> usize {
    let mut ignored_from: Option<usize> = None;
    let mut in_conflicts = false;
    let mut position = 0;
    for line in message.split_inclusive('\n') {
        // `git interpret-trailers` ends the last line where the message does not.
        let text = line.strip_suffix('\n').unwrap_or(line);
        if text == SCISSORS {
            return ignored_from.unwrap_or(position);
        }
        if text.is_empty() || text.starts_with('#') || text == "Conflicts:" {
            in_conflicts |= text == "Conflicts:";
            ignored_from = ignored_from.or(Some(position));
        } else if !(in_conflicts && text.starts_with('\t')) {
            ignored_from = None;
            in_conflicts = false;
        }
        position += line.len();
    }
    ignored_from.unwrap_or(position)
}

/// The index of the block's first line, or the number of lines where there is no block.
fn start_of_block(lines: &[&str]) -> usize {
    let is_end_of_title = |line: &&str| !is_comment(line) && is_blank(line);
    let Some(end_of_title) = lines.iter().position(is_end_of_title) else { return lines.len() };
    let mut tally = Tally::default();
    for (at, line) in lines.iter().enumerate().skip(end_of_title).rev() {
        if is_comment(line) {
            tally.settle_folds();
        } else if !is_blank(line) {
            tally.count(line);
        } else if tally.has_lines {
            tally.settle_folds();
            return if tally.is_block() { at + 1 } else { lines.len() };
        }
    }
    lines.len()
}

/// The lines of a paragraph by kind, counted from its end.
#[derive(Default)]
struct Tally {
    has_lines: bool,
    git_generated: bool,
    trailers: usize,
    others: usize,
    /// Indented lines whose beginning is not reached yet.
    folds: usize,
}

impl Tally {
    fn count(&mut self, line: &str) {
        self.has_lines = true;
        let git_generated = GIT_GENERATED.iter().any(|prefix| line.starts_with(prefix));
        if git_generated || separator(line).is_some() {
            self.git_generated |= git_generated;
            self.trailers += 1;
            self.folds = 0;
        } else if line.starts_with(BLANKS) {
            self.folds += 1;
        } else {
            self.others += 1;
            self.settle_folds();
        }
    }

    /// Indented lines that continue no trailer are other text.
    fn settle_folds(&mut self) {
        self.others += std::mem::take(&mut self.folds);
    }

    fn is_block(&self) -> bool {
        let all = self.trailers > 0 && self.others == 0;
        all || (self.git_generated && self.trailers * 3 >= self.others)
    }
}

/// Where the colon after a key stands; `None` when the line does not start with a key.
fn separator(line: &str) -> Option<usize> {
    let key = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    let rest = &line[key..];
    let colon = key + rest.find(|c| c != ' ' && c != '\t')?;
    (key > 0 && line[colon..].starts_with(':')).then_some(colon)
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#')
}

fn is_blank(line: &str) -> bool {
    line.trim_matches(BLANKS).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(message: &str) -> Vec<(&str, String)> {
        block(message).iter().map(|trailer| (trailer.key, trailer.value())).collect()
    }

    #[test]
    fn blocks_are_found_where_git_finds_them() {
        type Found<'a> = &'a [(&'a str, &'a str)];
        let cases: &[(&str, &str, Found<'_>)] = &[
            ("last paragraph", "s\n\nA: 1\nB : 2\n", &[("A", "1"), ("B", "2")]),
            ("the title is none", "A: 1\n", &[]),
            ("not the last", "s\n\nA: 1\n\ntext\n", &[]),
            ("other text", "s\n\nA: 1\ntext\n", &[]),
            (
                "a quarter, with one of git's",
                "s\n\nx\nx\nx\nSigned-off-by: a\n",
                &[("Signed-off-by", "a")],
            ),
            ("less than a quarter", "s\n\nx\nx\nx\nx\nSigned-off-by: a\n", &[]),
            ("cherry pick", "s\n\nx\nA: 1\n(cherry picked from commit 12)\n", &[("A", "1")]),
            ("folded", "s\n\nA: 1\n  2\n\t3\nB: 4\n", &[("A", "1 2 3"), ("B", "4")]),
            ("a fold of nothing", "s\n\n 2\nA: 1\n", &[]),
            ("comments", "s\n\nA: 1\n# c\nB: 2\n\n# d\n\n", &[("A", "1"), ("B", "2")]),
            ("CRLF", "s\r\n\r\nA: 1\r\nB: 2\r\n", &[("A", "1"), ("B", "2")]),
            ("a divider is text", "s\n\nA: 1\n---\n", &[]),
            ("conflicts", "s\n\nA: 1\n\nConflicts:\n\tfile\n", &[("A", "1")]),
            ("indented", "s\n\n  A: 1\n", &[]),
            ("blank in the key", "s\n\nA b: 1\n", &[]),
            ("wide key", "s\n\nÄ: 1\n", &[]),
        ];
        for (name, message, want) in cases {
            let want: Vec<(&str, String)> =
                want.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
            assert_eq!(found(message), want, "{name}");
        }
    }

    #[test]
    fn only_the_line_of_the_key_can_be_an_event() {
        let trailers = block("s\n\nRoadmap-Done: a \n day=2025-07-14\n");
        assert_eq!(trailers[0].first_line(), "a");
        assert_eq!(trailers[0].value(), "a  day=2025-07-14");
    }
}
