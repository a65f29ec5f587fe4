//! What a change does to the plan's file, as a difference of lines.

use similar::{ChangeTag, TextDiff};

use super::grid::paragraph;
use super::paint::Paint;
use super::recorded::Notice;
use super::sign;
use crate::view::Style;

/// How many lines around a change are shown.
const CONTEXT: usize = 1;

/// A change of the plan's file, made or not.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// The text before.
    pub old: &'a str,
    /// The text after.
    pub new: &'a str,
    /// Whether nothing is written.
    pub is_dry_run: bool,
}

/// Renders what becomes of all that is recorded, said before a change is made.
#[must_use]
pub fn render_notices(notices: &[Notice], style: Style) -> String {
    let line = |notice: &Notice| {
        let paint = if matches!(notice, Notice::Mind(_)) { Paint::Warn } else { Paint::Plain };
        paragraph(&notice.text(), style.width, 0, paint)
    };
    sign::shown(notices.iter().map(line).collect(), style)
}

/// Renders a change as text, with a line break at the end.
#[must_use]
pub fn render_change(change: &Change<'_>, style: Style) -> String {
    let words = style.lang.words().editing();
    if change.old == change.new {
        let unchanged = paragraph(&words.unchanged(change.file), style.width, 0, Paint::Plain);
        return sign::shown(unchanged, style);
    }
    let heading = if change.is_dry_run {
        words.would_change(change.file)
    } else {
        words.changed(change.file)
    };
    let mut text = paragraph(&heading, style.width, 0, Paint::Strong);
    text.push_str(&difference(change.old, change.new));
    text
}

/// The difference of two texts as git shows it, with few lines around each change.
pub(super) fn difference(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let mut text = String::new();
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        text.push_str(&Paint::Now.apply(hunk.header().to_string().trim_end()));
        text.push('\n');
        for line in hunk.iter_changes() {
            let (sign, paint) = match line.tag() {
                ChangeTag::Delete => ("-", Paint::Warn),
                ChangeTag::Insert => ("+", Paint::Good),
                ChangeTag::Equal => (" ", Paint::Faint),
            };
            let shown = line.value().trim_end_matches(['\n', '\r']);
            text.push_str(&paint.apply(format!("{sign}{shown}").trim_end()));
            text.push('\n');
        }
    }
    text
}
