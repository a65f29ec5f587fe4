//! From the events of the Markdown parser to pieces.

use std::ops::Range;

use pulldown_cmark::{
    Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset,
};

use super::html::{self, HtmlLine};
use super::text::{Address, Text, clean, is_address};
use super::{Kind, Other, Piece};
use crate::plan::marker::Marker;

/// Reads a whole document; line breaks of any kind, a byte order mark is gone already.
pub(in crate::plan::import) fn read(source: &str) -> Vec<Piece> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::new(source);
    let events = Parser::new_ext(source, options).into_offset_iter();
    for (event, range) in TextMergeWithOffset::new(events) {
        reader.take(event, &range);
    }
    reader.pieces
}

/// A link or image that is open.
struct OpenLink {
    url: String,
    text: String,
    is_image: bool,
}

struct Reader<'a> {
    source: &'a str,
    line_starts: Vec<usize>,
    pieces: Vec<Piece>,
    /// The piece whose text is being read.
    open: Option<usize>,
    /// For each open item its piece, and whether it has no text yet.
    items: Vec<(usize, bool)>,
    lists: usize,
    groups: usize,
    quotes: usize,
    /// Whether text belongs to a block that is passed over as a whole.
    passing: usize,
    cells: Option<(bool, Vec<Text>)>,
    links: Vec<OpenLink>,
    html_links: usize,
    setting: bool,
}

impl<'a> Reader<'a> {
    fn new(source: &'a str) -> Self {
        let breaks = source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            source,
            line_starts: std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect(),
            pieces: Vec::new(),
            open: None,
            items: Vec::new(),
            lists: 0,
            groups: 0,
            quotes: 0,
            passing: 0,
            cells: None,
            links: Vec::new(),
            html_links: 0,
            setting: false,
        }
    }

    /// The number of the line that has this byte, counted from 1.
    fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// The first and last line of a range, without line breaks at its end.
    fn lines(&self, range: &Range<usize>) -> (usize, usize) {
        let text = self.source.get(range.clone()).unwrap_or_default();
        let end = range.start + text.trim_end().len().max(1);
        (self.line(range.start), self.line(end - 1))
    }

    fn add(&mut self, kind: Kind, range: &Range<usize>) -> usize {
        let (first, last) = self.lines(range);
        self.pieces.push(Piece {
            kind,
            text: Text::default(),
            depth: self.lists,
            group: if self.lists > 0 || self.cells.is_some() { self.groups } else { 0 },
            quoted: self.quotes > 0,
            first,
            last,
        });
        self.pieces.len() - 1
    }

    fn take(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.setting => self.settings(&text, range),
            _ if self.passing > 0 => {}
            Event::Text(text) => self.write(&text, range),
            Event::Code(code) => {
                self.write(&code, range);
                if let Some(text) = self.text(range) {
                    text.code_at_end = Some(code.to_string());
                }
            }
            Event::SoftBreak | Event::HardBreak => self.break_line(range.end),
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::TaskListMarker(ticked) => {
                if let Some((item, _)) = self.items.last() {
                    self.pieces[*item].kind = Kind::Item(Some(ticked));
                }
            }
            Event::FootnoteReference(name) => {
                let line = self.line(range.start);
                if let Some(text) = self.text(range) {
                    text.lost_addresses.push((line, format!("[^{name}]")));
                }
            }
            Event::Rule => {
                self.add(Kind::Other(Other::Layout), range);
            }
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::CodeBlock(_) => self.pass(Other::Code, range),
            Tag::FootnoteDefinition(_) => self.pass(Other::Footnote, range),
            Tag::HtmlBlock => {
                self.close_text();
                self.html_block(range);
                self.passing += 1;
            }
            Tag::MetadataBlock(_) => {
                self.passing += 1;
                self.setting = true;
            }
            _ if self.passing > 0 => {}
            Tag::Heading { level, .. } if self.items.is_empty() && self.quotes == 0 => {
                self.open = Some(self.add(Kind::Heading(number(level)), range));
            }
            Tag::Paragraph | Tag::Heading { .. } => self.paragraph(range),
            Tag::BlockQuote(_) => {
                self.close_text();
                self.quotes += 1;
            }
            Tag::List(_) => {
                self.close_text();
                self.groups += usize::from(self.lists == 0);
                self.lists += 1;
            }
            Tag::Item => {
                let item = self.add(Kind::Item(None), range);
                self.items.push((item, true));
                self.open = Some(item);
            }
            Tag::Table(_) => {
                self.close_text();
                self.groups += usize::from(self.lists == 0);
            }
            Tag::TableHead => self.row(true, range),
            Tag::TableRow => self.row(false, range),
            Tag::TableCell => {
                if let Some((_, cells)) = &mut self.cells {
                    cells.push(Text::default());
                }
            }
            Tag::Link { dest_url, link_type, .. } => self.open_link(&dest_url, link_type, false),
            Tag::Image { dest_url, link_type, .. } => {
                let line = self.line(range.start);
                if let Some(text) = self.text(range) {
                    text.images.push(line);
                }
                self.open_link(&dest_url, link_type, true);
            }
            _ => {}
        }
    }

    fn row(&mut self, is_head: bool, range: &Range<usize>) {
        self.cells = Some((is_head, Vec::new()));
        self.add(Kind::Row { is_head, cells: Vec::new() }, range);
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock | TagEnd::FootnoteDefinition | TagEnd::HtmlBlock => {
                self.passing = self.passing.saturating_sub(1);
            }
            TagEnd::MetadataBlock(_) => {
                self.passing = self.passing.saturating_sub(1);
                self.setting = false;
            }
            _ if self.passing > 0 => {}
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close_text(),
            TagEnd::BlockQuote(_) => {
                self.close_text();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
            TagEnd::Item => {
                self.close_text();
                self.items.pop();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let (Some((_, read)), Some(Piece { kind: Kind::Row { cells, .. }, .. })) =
                    (self.cells.take(), self.pieces.last_mut())
                {
                    *cells = read;
                }
            }
            TagEnd::Link | TagEnd::Image => self.close_link(),
            _ => {}
        }
    }

    /// Passes over a block, whatever is in it.
    fn pass(&mut self, other: Other, range: &Range<usize>) {
        self.close_text();
        if self.passing == 0 {
            self.add(Kind::Other(other), range);
        }
        self.passing += 1;
    }

    /// The first paragraph of an item is its text; any other stands for itself.
    fn paragraph(&mut self, range: &Range<usize>) {
        if let Some((item, fresh)) = self.items.last_mut()
            && std::mem::take(fresh)
            && self.quotes == 0
        {
            self.open = Some(*item);
            return;
        }
        self.open = Some(self.add(Kind::Paragraph, range));
    }

    fn close_text(&mut self) {
        if let Some((_, fresh)) = self.items.last_mut() {
            *fresh = false;
        }
        if let Some(open) = self.open.take() {
            let piece = &mut self.pieces[open];
            // An item reaches to the end of its own text, not of what is nested in it.
            if matches!(piece.kind, Kind::Item(_)) {
                piece.last = piece.text.lines.last().map_or(piece.first, |(line, _)| *line);
            }
        }
        self.links.clear();
    }

    /// The text that is being read; a paragraph of its own where text follows on a block.
    fn text(&mut self, range: &Range<usize>) -> Option<&mut Text> {
        if self.cells.is_some() {
            return self.cells.as_mut().and_then(|(_, cells)| cells.last_mut());
        }
        if self.open.is_none() {
            self.open = Some(self.add(Kind::Paragraph, range));
        }
        let open = self.open?;
        let line = self.line(range.end.saturating_sub(1));
        let piece = self.pieces.get_mut(open)?;
        if !matches!(piece.kind, Kind::Heading(_)) {
            piece.last = piece.last.max(line);
        }
        Some(&mut piece.text)
    }

    fn write(&mut self, written: &str, range: &Range<usize>) {
        let line = self.line(range.start);
        if let Some(link) = self.links.last_mut() {
            link.text.push_str(written);
            if link.is_image {
                return;
            }
        }
        let is_linked = !self.links.is_empty() || self.html_links > 0;
        let Some(text) = self.text(range) else { return };
        text.push(line, written);
        if !is_linked {
            text.says_more |= bare_addresses(written, text);
        }
    }

    fn break_line(&mut self, end: usize) {
        let line = self.line(end);
        if let Some(link) = self.links.last_mut() {
            link.text.push(' ');
        }
        if let Some(text) = self.text(&(end..end)) {
            text.break_line(line);
        }
    }

    fn inline_html(&mut self, tag: &str, range: &Range<usize>) {
        let line = self.line(range.start);
        let lower = tag.to_ascii_lowercase();
        let address = html::attribute(tag, "href").filter(|_| lower.starts_with("<a")).map(clean);
        self.html_links += usize::from(address.is_some());
        if lower.starts_with("</a") {
            self.html_links = self.html_links.saturating_sub(1);
        }
        let Some(text) = self.text(range) else { return };
        if let Some(marker) = Marker::parse(tag) {
            text.markers.push(marker);
        } else if lower.starts_with("<br") {
            text.break_line(line);
        } else if let Some(url) = address {
            keep_address(Address { text: url.clone(), url }, line, text);
        } else if lower.starts_with("<img") {
            text.images.push(line);
        } else if lower.starts_with("<!--") {
            text.lost_addresses.push((line, tag.to_owned()));
        }
    }

    fn open_link(&mut self, url: &str, kind: LinkType, is_image: bool) {
        let url = if kind == LinkType::Email { format!("mailto:{url}") } else { url.to_owned() };
        self.links.push(OpenLink { url, text: String::new(), is_image });
    }

    fn close_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if link.is_image {
            return;
        }
        let range = 0..0;
        let is_cell = self.cells.is_some();
        let number = if is_cell {
            self.pieces.last().map_or(0, |piece| piece.first)
        } else {
            self.open.map_or(0, |open| self.pieces[open].last)
        };
        let written = clean(link.text.trim());
        let text = if written.is_empty() { link.url.clone() } else { written };
        let is_open = self.open.is_some() || is_cell;
        if let Some(target) = if is_open { self.text(&range) } else { None } {
            keep_address(Address { text, url: link.url }, number, target);
        }
    }

    /// A block of HTML, line by line; our comments and headings are found in it.
    fn html_block(&mut self, range: &Range<usize>) {
        let (first, last) = self.lines(range);
        let block = self.source.get(range.clone()).unwrap_or_default();
        if let Some(markers) = markers(block) {
            self.add(Kind::Markers(markers), range);
            return;
        }
        let is_comment = block.trim_start().starts_with("<!--");
        for (number, line) in (first..=last).zip(block.lines()) {
            let read = if is_comment { HtmlLine::Text } else { html::line(line) };
            let (kind, text) = match read {
                HtmlLine::Heading(level, text) => (Kind::Heading(level), text),
                HtmlLine::Text => (Kind::Other(Other::Html), String::new()),
                HtmlLine::Layout => (Kind::Other(Other::Layout), String::new()),
            };
            let piece = self.add(kind, range);
            let piece = &mut self.pieces[piece];
            (piece.first, piece.last) = (number, number);
            if !text.is_empty() {
                piece.text.push(number, &clean(&text));
                piece.text.says_more = true;
            }
        }
    }

    /// Front matter: keys with a value on the same line; others are passed over.
    fn settings(&mut self, text: &str, range: &Range<usize>) {
        let first = self.line(range.start);
        for (number, line) in (first..).zip(text.lines()) {
            let pair = line.split_once(':').filter(|_| !line.starts_with([' ', '-', '#']));
            let kind = match pair {
                Some((key, value)) => {
                    let value = value.trim().trim_matches(['"', '\'']);
                    Kind::Setting(key.trim().to_lowercase(), clean(value))
                }
                None => Kind::Other(Other::Layout),
            };
            if !line.trim().is_empty() {
                let piece = self.add(kind, range);
                (self.pieces[piece].first, self.pieces[piece].last) = (number, number);
            }
        }
    }
}

/// The comments of ours that a block is made of; `None` if there is anything else in it.
fn markers(block: &str) -> Option<Vec<Marker>> {
    let comments = block.trim().strip_suffix("-->")?.split("-->");
    comments.map(|comment| Marker::parse(&format!("{}-->", comment.trim()))).collect()
}

/// Keeps an address that a plan can have, and remembers any other as lost.
fn keep_address(address: Address, line: usize, text: &mut Text) {
    if !is_address(&address.url) {
        text.lost_addresses.push((line, address.url));
    } else if !text.links.iter().any(|known| known.url == address.url) {
        text.links.push(address);
    }
}

/// Keeps the addresses that stand in plain text; returns whether there is any other text.
fn bare_addresses(written: &str, text: &mut Text) -> bool {
    let mut says_more = false;
    for word in written.split_whitespace() {
        let start = ["https://", "http://"].iter().filter_map(|scheme| word.find(scheme)).min();
        let Some(start) = start else {
            says_more |= word.chars().any(char::is_alphanumeric);
            continue;
        };
        let end = word[start..].find(|c: char| "<>\")]".contains(c) || !c.is_ascii());
        let url = &word[start..end.map_or(word.len(), |end| start + end)];
        let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        says_more |= word[..start].chars().any(char::is_alphanumeric);
        keep_address(Address { text: url.to_owned(), url: url.to_owned() }, 0, text);
    }
    says_more
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
