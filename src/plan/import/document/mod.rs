//! From a Markdown document to a draft, part by part.
//!
//! ```text
//! phase     lists, paragraphs and tables of a part of the plan
//! table     what the columns of a table are
//! other     skills, links, habits, and what is about the document
//! exported  what our own comments say
//! fallback  a document in which nothing looks like a task
//! ```

mod exported;
mod fallback;
mod other;
mod phase;
pub(super) mod table;

use std::collections::BTreeMap;

use super::account::{Became, Lines, Reason};
use super::draft::{Draft, DraftPhase};
use super::header;
use super::label::{self, Opens};
use super::markdown::{self, Kind, Other, Piece, Text};
use super::sections::{self, Section};
use super::when::{Unit, When};

/// How documents are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// Whether lists without boxes are tasks too where most tasks have boxes.
    pub(super) every_item: bool,
}

/// A document while it is read.
struct Document<'a> {
    pieces: Vec<Piece>,
    sections: Vec<Section>,
    lines: Lines<'a>,
    draft: Draft,
    groups: BTreeMap<usize, Group>,
    /// Whether most items have a box, so that a list without any is no list of tasks.
    has_boxes: bool,
    /// Whether it was written by `roadmap export`.
    is_exported: bool,
    title: Option<usize>,
}

/// What is known about a list as a whole.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    items: usize,
    boxes: usize,
    /// Items that lead to headings of the document.
    inside: usize,
    /// Items of the outermost list, and those of them that begin with when.
    outer: usize,
    dated: usize,
}

/// Reads a document.
pub(super) fn read(source: &str, reading: Reading) -> (Draft, Lines<'_>) {
    let pieces = markdown::read(source);
    let is_exported = pieces.iter().any(|piece| {
        matches!(&piece.kind, Kind::Markers(markers) if markers.iter().any(|marker| marker.kind() == "plan"))
    });
    let first = pieces.first().filter(|first| is_exported && first.kind == Kind::Heading(1));
    let title = first.map_or_else(|| sections::title(&pieces), |_| Some(0));
    let sections = sections::sections(&pieces, title);
    let groups = groups(&pieces);
    let (items, boxes) = groups
        .values()
        .fold((0, 0), |(items, boxes), group| (items + group.items, boxes + group.boxes));
    let has_boxes = !reading.every_item && !is_exported && boxes >= 5 && boxes * 3 >= items;
    let lines = Lines::of(source);
    let draft = Draft::default();
    let mut document =
        Document { pieces, sections, lines, draft, groups, has_boxes, is_exported, title };
    document.settings();
    for section in 0..document.sections.len() {
        document.section(section);
    }
    document.finish();
    (document.draft, document.lines)
}

fn groups(pieces: &[Piece]) -> BTreeMap<usize, Group> {
    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for piece in pieces {
        let Kind::Item(ticked) = &piece.kind else { continue };
        let group = groups.entry(piece.group).or_default();
        let has_box = ticked.is_some() || phase::written_box(&piece.text.whole()).is_some();
        group.items += 1;
        group.boxes += usize::from(has_box);
        group.inside += usize::from(piece.text.leads_inside());
        if piece.depth == 1 {
            group.outer += 1;
            group.dated += usize::from(phase::dated_item(&piece.text.whole()).is_some());
        }
    }
    groups
}

impl Document<'_> {
    /// Title, front matter and comments that are about the plan as a whole.
    fn settings(&mut self) {
        if let Some(title) = self.title {
            let piece = &self.pieces[title];
            self.draft.title = Some(piece.text.whole()).filter(|title| !title.trim().is_empty());
            self.lines.became(piece.first, piece.last, Became::Header);
            self.note_rest(title);
        }
        for at in 0..self.pieces.len() {
            let piece = &self.pieces[at];
            let (first, last) = (piece.first, piece.last);
            match &piece.kind {
                Kind::Setting(key, value) => {
                    let is_title = key == "title" && !value.is_empty();
                    let is_title =
                        is_title && self.draft.title.as_ref().is_none_or(|title| title == value);
                    if is_title {
                        self.draft.title = Some(value.clone());
                    }
                    if is_title || header::set(key, value, &mut self.draft) {
                        self.lines.became(first, last, Became::Header);
                    } else {
                        self.lines.leave(first, last, Reason::Setting);
                    }
                }
                Kind::Markers(markers) => {
                    self.draft.markers.extend(markers.clone());
                    self.lines.became(first, last, Became::Header);
                }
                Kind::Other(other) => {
                    let reason = reason(*other);
                    self.lines.leave(first, last, reason);
                }
                _ => {}
            }
        }
    }

    fn section(&mut self, at: usize) {
        let section = &self.sections[at];
        let is_progress = section.marker.as_ref().is_some_and(|marker| marker.kind() == "progress");
        match section.opens {
            _ if is_progress => {}
            Some(Opens::Skills) => self.skills(at),
            Some(Opens::Links) if !self.has_tasks(at) => self.links(at),
            Some(Opens::Habits) => self.habits(at),
            Some(Opens::Contents) => self.leave_all(at, Reason::Contents),
            Some(Opens::Aside) => self.leave_all(at, Reason::Aside),
            _ => self.phase(at),
        }
    }

    /// Whether a part of links is one of tasks after all: its items have boxes, or no address.
    fn has_tasks(&self, at: usize) -> bool {
        let range = self.sections[at].pieces.clone();
        if self.sections[at].marker.is_some() {
            return false;
        }
        let items = || {
            let pieces = self.pieces[range.clone()].iter();
            pieces.filter(|piece| matches!(piece.kind, Kind::Item(_)))
        };
        let boxes = items().any(|piece| matches!(piece.kind, Kind::Item(Some(_))));
        let addresses = items().filter(|piece| !piece.text.links.is_empty()).count();
        boxes || (items().count() > 0 && addresses == 0)
    }

    /// Leaves a part out, heading and all.
    fn leave_all(&mut self, at: usize, reason: Reason) {
        self.leave_heading(at, reason);
        for piece in self.sections[at].pieces.clone() {
            let (first, last) = (self.pieces[piece].first, self.pieces[piece].last);
            self.lines.leave(first, last, reason);
        }
    }

    fn leave_heading(&mut self, at: usize, reason: Reason) {
        let heading = self.sections[at].heading.filter(|heading| Some(*heading) != self.title);
        if let Some(heading) = heading {
            let (first, last) = (self.pieces[heading].first, self.pieces[heading].last);
            self.lines.leave(first, last, reason);
        }
    }

    /// A new phase for a part, with the title that tells it from its neighbours.
    fn open_phase(&mut self, at: usize) -> usize {
        let section = &self.sections[at];
        let numbered = label::numbered(&section.title);
        let (number, rest) = match numbered {
            Some(numbered) => (Some(numbered.number), numbered.rest),
            None => (section.when.and_then(number_of), section.title.clone()),
        };
        let is_plain = rest.trim().is_empty();
        let mut title = if is_plain { section.whole.clone() } else { rest };
        let parent = section.parent.filter(|parent| self.sections[*parent].heading != self.title);
        let mut used = None;
        if let Some(parent) = parent.filter(|_| is_plain) {
            let around = &self.sections[parent].title;
            let around = label::numbered(around).map_or(around.clone(), |numbered| numbered.rest);
            if !around.trim().is_empty() {
                title = format!("{around} · {title}");
                used = self.sections[parent].heading;
            }
        }
        let mut phase = DraftPhase {
            number,
            title,
            when: section.when,
            within: self.around(at),
            line: section.heading.map_or(0, |heading| self.pieces[heading].first),
            ..DraftPhase::default()
        };
        if phase.title.trim().is_empty() {
            phase.title = self.draft.title.clone().unwrap_or_default();
        }
        if let Some(marker) = section.marker.clone() {
            exported::phase(&marker, &section.whole, &mut phase);
        }
        for heading in section.heading.into_iter().chain(used) {
            let (first, last) = (self.pieces[heading].first, self.pieces[heading].last);
            self.lines.became(first, last, Became::Phase);
            self.note_rest(heading);
        }
        self.draft.phases.push(phase);
        self.draft.phases.len() - 1
    }

    /// When the nearest part around this one is planned for.
    fn around(&self, at: usize) -> Option<When> {
        let mut parent = self.sections[at].parent;
        while let Some(at) = parent {
            if let Some(when) =
                self.sections[at].when.filter(|when| !matches!(when, When::Length(_)))
            {
                return Some(when);
            }
            parent = self.sections[at].parent;
        }
        None
    }

    /// Notes what a piece says beside its text: addresses that get lost, images.
    fn note_rest(&mut self, at: usize) {
        let text = std::mem::take(&mut self.pieces[at].text);
        self.note_text(&text, self.pieces[at].first);
        self.pieces[at].text = text;
    }

    fn note_text(&mut self, text: &Text, first: usize) {
        for (line, url) in &text.lost_addresses {
            let reason = if url.starts_with("<!--") { Reason::Html } else { Reason::Address };
            self.lines.leave_part(if *line == 0 { first } else { *line }, reason, url);
        }
        for line in &text.images {
            self.lines.leave_part(*line, Reason::Image, "image");
        }
    }

    /// Accounts for headings that opened nothing, and tries other ways where there is no task.
    fn finish(&mut self) {
        let has_work = self.draft.phases.iter().any(|phase| !phase.tasks.is_empty());
        let has_others = !self.draft.modules.is_empty() || !self.draft.habits.is_empty();
        if !has_work && !has_others && !self.is_exported {
            self.fall_back();
        }
        for at in 0..self.sections.len() {
            if let (Some(_), Some(heading)) = (&self.sections[at].marker, self.sections[at].heading)
            {
                let (first, last) = (self.pieces[heading].first, self.pieces[heading].last);
                self.lines.became(first, last, Became::Header);
            }
            let holds = matches!(self.sections[at].opens, Some(Opens::Links | Opens::Habits));
            let reason = if self.sections[at].has_parts || holds {
                Reason::GroupHeading
            } else {
                Reason::EmptyHeading
            };
            self.leave_heading(at, reason);
        }
        // Images and badges that stand alone are not prose.
        for at in 0..self.pieces.len() {
            let piece = &self.pieces[at];
            let is_image = !piece.text.images.is_empty() && piece.text.is_empty();
            if is_image && matches!(piece.kind, Kind::Paragraph | Kind::Heading(_)) {
                let (first, last) = (piece.first, piece.last);
                self.lines.leave(first, last, Reason::Image);
            }
        }
    }
}

/// What could be the id of a phase whose heading numbers a week.
fn number_of(when: When) -> Option<String> {
    let When::Numbered(unit, first, last) = when else { return None };
    let unit = match unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
    };
    Some(if first == last { format!("{unit}-{first}") } else { format!("{unit}-{first}-{last}") })
}

fn reason(other: Other) -> Reason {
    match other {
        Other::Code => Reason::Code,
        Other::Html => Reason::Html,
        Other::Layout => Reason::Layout,
        Other::Footnote => Reason::Footnote,
    }
}
