//! A document as the parts below its headings.

use std::ops::Range;

use super::label::{self, Opens};
use super::markdown::{Kind, Piece};
use super::when::{self, When};
use crate::plan::marker::Marker;

/// A heading with what stands below it, up to the next one.
#[derive(Debug)]
pub(super) struct Section {
    /// The heading's piece; `None` for what stands above the first one.
    pub(super) heading: Option<usize>,
    pub(super) level: u8,
    /// The heading without the words that say when.
    pub(super) title: String,
    /// The heading as it is written.
    pub(super) whole: String,
    pub(super) when: Option<When>,
    pub(super) parent: Option<usize>,
    /// The pieces below it.
    pub(super) pieces: Range<usize>,
    /// What it opens by its words or those of the parts that it lies in.
    pub(super) opens: Option<Opens>,
    /// What our comment in the heading says.
    pub(super) marker: Option<Marker>,
    /// Whether other parts lie in it.
    pub(super) has_parts: bool,
}

/// The parts of a document, the first of them without a heading. The one that `title` names has
/// the title of the document as its heading, and opens nothing.
pub(super) fn sections(pieces: &[Piece], title: Option<usize>) -> Vec<Section> {
    let mut sections = vec![untitled()];
    let mut unfolded = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let Kind::Heading(level) = piece.kind else { continue };
        let last = sections.len() - 1;
        sections[last].pieces.end = at;
        // What can be unfolded lies below the heading around it, beside others of its kind.
        let level = match level {
            0 if unfolded == 0 => {
                unfolded = (sections[last].level + 1).min(7);
                unfolded
            }
            0 => unfolded,
            level => {
                unfolded = 0;
                level
            }
        };
        let section = section(pieces, at, level, &sections, title == Some(at));
        if let Some(parent) = section.parent {
            sections[parent].has_parts = true;
        }
        sections.push(section);
    }
    if let Some(last) = sections.last_mut() {
        last.pieces.end = pieces.len();
    }
    sections
}

fn untitled() -> Section {
    Section {
        heading: None,
        level: 0,
        title: String::new(),
        whole: String::new(),
        when: None,
        parent: None,
        pieces: 0..0,
        opens: None,
        marker: None,
        has_parts: false,
    }
}

fn section(pieces: &[Piece], at: usize, level: u8, before: &[Section], is_title: bool) -> Section {
    let piece = &pieces[at];
    let whole = piece.text.whole().trim().to_owned();
    let found = when::find(&whole);
    let is_around = |section: &Section| section.heading.is_some() && section.level < level;
    let parent = before.iter().rposition(is_around);
    let inherited = parent.and_then(|parent| before[parent].opens);
    let marker = piece.text.markers.first().cloned();
    let own = label::opens(&whole);
    let opens = match &marker {
        Some(marker) => marked(marker),
        None if is_title => None,
        None if found.is_some() => own.filter(|own| *own == Opens::Habits),
        None => own.or(inherited),
    };
    Section {
        heading: Some(at),
        level,
        title: found.as_ref().map_or(whole.clone(), |found| found.rest.clone()),
        whole,
        when: found.map(|found| found.when),
        parent,
        pieces: at + 1..at + 1,
        opens,
        marker,
        has_parts: false,
    }
}

fn marked(marker: &Marker) -> Option<Opens> {
    match marker.words.first().map(String::as_str) {
        Some("skills" | "module") => Some(Opens::Skills),
        Some("habits") => Some(Opens::Habits),
        Some("links") => Some(Opens::Links),
        _ => None,
    }
}

/// The heading that is the title of the whole document.
pub(super) fn title(pieces: &[Piece]) -> Option<usize> {
    let headings = || {
        let numbered = pieces.iter().enumerate();
        numbered.filter_map(|(at, piece)| match piece.kind {
            // What can be unfolded lies below every heading.
            Kind::Heading(0) => Some((at, u8::MAX)),
            Kind::Heading(level) => Some((at, level)),
            _ => None,
        })
    };
    let mut top = headings().filter(|(_, level)| *level == 1);
    let only = top.next().filter(|_| top.next().is_none());
    let (first, level) =
        headings().next().map(|first| only.filter(|_| first.1 > 1).unwrap_or(first))?;
    let text = pieces[first].text.whole();
    let is_part = matches!(label::opens(&text), Some(Opens::Contents | Opens::Aside));
    if is_part || when::find(&text).is_some_and(|found| found.rest.is_empty()) {
        return None;
    }
    let next = headings().find(|(at, _)| *at > first).map_or(pieces.len(), |(at, _)| at);
    let items = pieces[first..next]
        .iter()
        .any(|piece| matches!(piece.kind, Kind::Item(_) | Kind::Row { .. }));
    let is_alone = headings().all(|(at, other)| at == first || other > level);
    let has_others = headings().nth(1).is_some();
    let is_html_above = level > 1 && headings().skip(1).any(|(_, other)| other < level) && !items;
    let is_title = (is_alone && (level == 1 || has_others)) || (level <= 1 && !items && has_others);
    (is_title || is_html_above).then_some(first)
}
