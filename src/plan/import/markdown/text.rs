//! The text of one block: what is written, line by line, and what hangs on it.

use crate::plan::marker::Marker;

/// An address with the text that it stands behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::plan::import) struct Address {
    /// The text of the link; the address itself where it has none.
    pub(in crate::plan::import) text: String,
    /// Where it leads.
    pub(in crate::plan::import) url: String,
}

/// The text of a heading, an item, a paragraph or the cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::plan::import) struct Text {
    /// Its lines without any markup, each with its number in the source.
    pub(in crate::plan::import) lines: Vec<(usize, String)>,
    /// Addresses that a plan can have.
    pub(in crate::plan::import) links: Vec<Address>,
    /// Addresses that it cannot have, with their lines: files, headings, footnotes.
    pub(in crate::plan::import) lost_addresses: Vec<(usize, String)>,
    /// Lines with images.
    pub(in crate::plan::import) images: Vec<usize>,
    /// What comments of ours say.
    pub(in crate::plan::import) markers: Vec<Marker>,
    /// Code at the very end.
    pub(in crate::plan::import) code_at_end: Option<String>,
    /// Whether it has text outside of links, other than punctuation.
    pub(in crate::plan::import) says_more: bool,
}

impl Text {
    /// All of it on one line, without control characters.
    pub(in crate::plan::import) fn whole(&self) -> String {
        let mut whole = String::new();
        for (_, line) in &self.lines {
            join(&mut whole, line.trim_end_matches(is_blank).trim_start_matches(is_blank));
        }
        clean(&whole)
    }

    pub(in crate::plan::import) fn is_empty(&self) -> bool {
        self.lines.iter().all(|(_, line)| line.trim().is_empty())
    }

    /// Whether it is nothing but links.
    pub(in crate::plan::import) fn is_only_links(&self) -> bool {
        !self.links.is_empty() && !self.says_more
    }

    /// Whether all that it links to are headings or files.
    pub(in crate::plan::import) fn leads_inside(&self) -> bool {
        !self.lost_addresses.is_empty()
            && self.links.is_empty()
            && self.lost_addresses.iter().all(|(_, url)| url.starts_with('#'))
    }

    pub(super) fn push(&mut self, line: usize, text: &str) {
        if !text.trim().is_empty() {
            self.code_at_end = None;
        }
        match self.lines.last_mut() {
            Some((_, last)) => last.push_str(text),
            None => self.lines.push((line, text.to_owned())),
        }
    }

    pub(super) fn break_line(&mut self, next_line: usize) {
        self.lines.push((next_line, String::new()));
    }
}

fn is_blank(c: char) -> bool {
    c == ' ' || c == '\t'
}

/// Adds a line with a blank before it, unless both sides are Chinese.
fn join(whole: &mut String, line: &str) {
    let is_wide = |c: Option<char>| c.is_some_and(|c| ('\u{2e80}'..='\u{ffef}').contains(&c));
    if line.is_empty() {
        return;
    }
    let is_open = whole.is_empty() || whole.ends_with(' ');
    let is_wide_pair = is_wide(whole.chars().next_back()) && is_wide(line.chars().next());
    if !is_open && !is_wide_pair {
        whole.push(' ');
    }
    whole.push_str(line);
}

/// The text with a blank for every control character.
pub(in crate::plan::import) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Whether a plan can have this address.
pub(in crate::plan::import) fn is_address(url: &str) -> bool {
    let rest = ["https://", "http://", "mailto:"].iter().find_map(|start| url.strip_prefix(start));
    rest.is_some_and(|rest| !rest.is_empty())
        && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}
