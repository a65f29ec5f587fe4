//! Lists in brackets: an item more, an item less, and the comments between them.

use std::ops::Range;

use super::comment::comments;
use super::layout::{after_line, indent, line_break, line_end, line_start};

/// A list in a text.
pub(super) struct List<'a> {
    pub(super) text: &'a str,
    /// The whole, with its brackets.
    pub(super) span: Range<usize>,
    pub(super) items: Vec<Range<usize>>,
}

impl List<'_> {
    /// The text with one item more, behind the item `after`, or at the end.
    pub(super) fn with(&self, item: &str, after: Option<usize>) -> String {
        let text = self.text;
        let last = self.items.len().checked_sub(1);
        let Some(behind) = after.or(last) else {
            let start = self.span.start + 1;
            return spliced(text, start..start, item);
        };
        let place = self.items[behind].end;
        let comma = self.comma_after(place);
        let own_line = text[self.span.start..self.items[behind].start].contains('\n');
        if !own_line {
            return spliced(text, place..place, &format!(", {item}"));
        }
        let line = format!("{}{}{item}", line_break(text), indent(text, self.items[behind].start));
        let end = |from: usize| {
            // What stands on the same line stays before the new item.
            let end = line_end(text, from);
            let end = self.items.get(behind + 1).map_or(end, |next| end.min(next.start));
            (end < self.span.end).then_some(end)
        };
        let Some(comma) = comma else {
            let end = end(place).unwrap_or(place);
            let with = spliced(text, end..end, &line);
            return spliced(&with, place..place, ",");
        };
        let end = end(comma).unwrap_or(comma + 1);
        spliced(text, end..end, &format!("{line},"))
    }

    /// The text without an item; its comments stay.
    pub(super) fn without(&self, at: usize) -> String {
        let text = self.text;
        let item = &self.items[at];
        let mut cut = item.clone();
        if let Some(comma) = self.comma_after(item.end) {
            cut.end = comma + 1;
        } else if let Some(before) = at.checked_sub(1).map(|before| self.items[before].end)
            && let Some(comma) = self.comma_after(before)
        {
            // The last item leaves no comma behind that was not there.
            let shorter = spliced(text, comma..=comma, "");
            let item = item.start - 1..item.end - 1;
            return cut_whole(&shorter, item);
        }
        cut_whole(text, cut)
    }

    /// The comma that follows, if it is that and not another item or the end.
    fn comma_after(&self, place: usize) -> Option<usize> {
        let mut at = place;
        loop {
            let rest = &self.text[at..self.span.end];
            let skipped = rest.len() - rest.trim_start().len();
            at += skipped;
            match self.text[at..].chars().next() {
                Some(',') => return Some(at),
                Some('#') => at = after_line(self.text, at),
                _ => return None,
            }
        }
    }
}

/// The text without a range, its comments kept, and without the line if nothing is left of it.
pub(super) fn cut_whole(text: &str, cut: Range<usize>) -> String {
    let kept: Vec<&str> =
        comments(&text[cut.clone()]).into_iter().map(|range| &text[cut.clone()][range]).collect();
    let (start, end) = (line_start(text, cut.start), line_end(text, cut.end));
    let before = &text[start..cut.start];
    let after = &text[cut.end..end];
    let indentation = indent(text, cut.start).to_owned();
    let mut remarks: String =
        kept.iter().map(|comment| format!("{indentation}{comment}{}", line_break(text))).collect();
    if before.trim().is_empty() && (after.trim().is_empty() || after.trim_start().starts_with('#'))
    {
        if !after.trim().is_empty() {
            remarks.push_str(&format!("{indentation}{}{}", after.trim(), line_break(text)));
        }
        return spliced(text, start..after_line(text, cut.end), &remarks);
    }
    // Within a line: the blanks before the next item go with it.
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    let shorter = if after[blanks..].starts_with([']', '}']) {
        spliced(text, start + before.trim_end().len()..cut.end, "")
    } else {
        spliced(text, cut.start..cut.end + blanks, "")
    };
    if remarks.is_empty() {
        return shorter;
    }
    spliced(&shorter, start..start, &remarks)
}

/// The text with another text in the place of a range.
pub(super) fn spliced(text: &str, range: impl std::ops::RangeBounds<usize>, with: &str) -> String {
    let mut text = text.to_owned();
    text.replace_range(range, with);
    text
}
