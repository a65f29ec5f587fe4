//! Parts that are no phases: skills, links and habits.

use super::super::account::{Became, Reason};
use super::super::draft::{DraftHabit, DraftModule, DraftSpan};
use super::super::label;
use super::super::markdown::{Kind, Text};
use super::super::rhythm;
use super::phase::written_state;
use super::{Document, exported};
use crate::plan::model::Link;

impl Document<'_> {
    /// A part of the skill map: a module, or several where items hold others.
    pub(super) fn skills(&mut self, at: usize) {
        let mut module = None;
        let section = &self.sections[at];
        let is_marked = section.marker.as_ref().is_some_and(|marker| marker.kind() == "module");
        if is_marked {
            module = Some(self.open_module(at));
        }
        for piece in section_pieces(self, at) {
            let (first, last) = (self.pieces[piece].first, self.pieces[piece].last);
            let texts = match &self.pieces[piece].kind {
                Kind::Item(_) => vec![self.pieces[piece].text.clone()],
                Kind::Row { is_head: false, cells } => cells.iter().take(1).cloned().collect(),
                _ => continue,
            };
            let Some(text) = texts.first().filter(|text| !text.is_empty()) else { continue };
            if text.leads_inside() {
                self.lines.leave(first, last, Reason::Contents);
                continue;
            }
            let depth = self.pieces[piece].depth;
            let has_below = self
                .pieces
                .get(piece + 1)
                .is_some_and(|next| matches!(next.kind, Kind::Item(_)) && next.depth > depth);
            let title = exported::title(text);
            let id = exported::id(text);
            if depth == 1 && has_below {
                self.draft.modules.push(DraftModule { id, title, ..DraftModule::default() });
                module = Some(self.draft.modules.len() - 1);
                self.lines.became(first, last, Became::Module);
            } else {
                let module = *module.get_or_insert_with(|| self.open_module(at));
                self.draft.modules[module].skills.push((id, title));
                self.lines.became(first, last, Became::Skill);
            }
            self.links_within(text);
            self.note_text(text, first);
            self.leave_other_cells(piece);
        }
    }

    /// Keeps the links within a skill or habit; of those that we wrote, the plan has them already.
    fn links_within(&mut self, text: &Text) {
        for link in text.links.iter().filter(|_| text.markers.is_empty()) {
            self.keep_link(Link { title: link.text.clone(), url: link.url.clone() });
        }
    }

    /// Says of a row of which only the first cell was read that the others were left out.
    fn leave_other_cells(&mut self, piece: usize) {
        let Kind::Row { cells, .. } = self.pieces[piece].kind.clone() else { return };
        let line = self.pieces[piece].first;
        for cell in cells.iter().skip(1).filter(|cell| !cell.is_empty()) {
            self.lines.leave_part(line, Reason::Column, &cell.whole());
        }
    }

    fn open_module(&mut self, at: usize) -> usize {
        let section = &self.sections[at];
        let whole = section.whole.clone();
        let title = match &section.marker {
            Some(_) => whole,
            None => label::numbered(&whole).map(|numbered| numbered.rest).unwrap_or_default(),
        };
        let title = if title.trim().is_empty() { section.whole.clone() } else { title };
        let mut module = DraftModule { title, ..DraftModule::default() };
        if let Some(marker) = &section.marker {
            module.id = marker.words.get(1).cloned();
            module.title = marker.value("title").map_or(module.title, str::to_owned);
        }
        if let Some(heading) = section.heading {
            let (first, last) = (self.pieces[heading].first, self.pieces[heading].last);
            self.lines.became(first, last, Became::Module);
            self.note_rest(heading);
        }
        self.draft.modules.push(module);
        self.draft.modules.len() - 1
    }

    /// A part of links: whatever has an address is one.
    pub(super) fn links(&mut self, at: usize) {
        for piece in section_pieces(self, at) {
            let (first, last) = (self.pieces[piece].first, self.pieces[piece].last);
            match self.pieces[piece].kind.clone() {
                Kind::Item(_) | Kind::Paragraph => self.links_of(piece),
                Kind::Row { is_head: true, .. } => self.lines.leave(first, last, Reason::Layout),
                Kind::Row { cells, .. } => {
                    let mut row = Text::default();
                    for cell in &cells {
                        row.links.extend(cell.links.clone());
                        row.lost_addresses.extend(cell.lost_addresses.clone());
                        row.lines.extend(cell.lines.clone());
                        row.says_more |= cell.says_more;
                    }
                    self.pieces[piece].text = row;
                    self.links_of(piece);
                }
                _ => {}
            }
        }
    }

    /// The links of a piece: one has the whole text as its title, several their own.
    pub(super) fn links_of(&mut self, piece: usize) {
        let text = self.pieces[piece].text.clone();
        let (first, last) = (self.pieces[piece].first, self.pieces[piece].last);
        if let Some(marker) = text.markers.first().filter(|marker| marker.kind() == "link") {
            let value = |key| marker.value(key).unwrap_or_default().to_owned();
            self.keep_link(Link { title: value("title"), url: value("url") });
            return self.lines.became(first, last, Became::Link);
        }
        if text.links.is_empty() {
            let is_item = matches!(self.pieces[piece].kind, Kind::Item(_)) && !text.is_empty();
            let reason = if text.leads_inside() { Reason::Contents } else { Reason::NoAddress };
            if is_item {
                self.lines.leave(first, last, reason);
            }
            return;
        }
        let whole = exported::title(&text);
        for (at, link) in text.links.iter().enumerate() {
            let is_whole = at == 0 && text.says_more || text.links.len() == 1;
            let title = if is_whole { whole.clone() } else { link.text.clone() };
            let title = if title.trim().is_empty() { link.url.clone() } else { title };
            self.keep_link(Link { title, url: link.url.clone() });
        }
        self.lines.became(first, last, Became::Link);
        self.note_text(&text, first);
    }

    /// A part of habits: every item is one, each day where nothing else is said.
    pub(super) fn habits(&mut self, at: usize) {
        let heading = self.sections[at].whole.clone();
        let of_all = rhythm::find(&heading).map(|rhythm| rhythm.every);
        for piece in section_pieces(self, at) {
            let found = &self.pieces[piece];
            if !matches!(found.kind, Kind::Item(_)) || found.text.is_empty() {
                continue;
            }
            let (first, last, depth) = (found.first, found.last, found.depth);
            let text = found.text.clone();
            if depth > 1 && exported::change(&text, self.draft.habits.last_mut()) {
                self.lines.became(first, last, Became::Habit);
                continue;
            }
            let whole = text.whole();
            let title = written_state(&whole).map_or(whole.clone(), |(_, rest)| rest.to_owned());
            let (rhythm, is_said) = rhythm::within(&title, of_all.clone());
            self.draft.daily += usize::from(!is_said && text.markers.is_empty());
            let span = DraftSpan::Days(None, None);
            let mut habit = DraftHabit { id: None, title, rhythm, changes: Vec::new(), span };
            if let Some(marker) = text.markers.first() {
                exported::habit(marker, &text, &mut habit);
            }
            self.links_within(&text);
            self.draft.habits.push(habit);
            self.lines.became(first, last, Became::Habit);
            self.note_text(&text, first);
        }
    }
}

/// The pieces of a part.
fn section_pieces(document: &Document<'_>, at: usize) -> std::ops::Range<usize> {
    document.sections[at].pieces.clone()
}
