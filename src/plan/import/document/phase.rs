//! A part of the plan: items become tasks and habits, rows and dated paragraphs too.

use super::super::account::{Became, Reason};
use super::super::draft::{DraftHabit, DraftPhase, DraftSpan, DraftTask};
use super::super::label::{self, Opens};
use super::super::markdown::Kind;
use super::super::when::{self, Found, Unit, When};
use super::super::{header, rhythm};
use super::{Document, exported, number_of};
use crate::plan::model::Link;

/// What the items of a part hang on.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The phase that tasks go to, once there is one.
    pub(super) phase: Option<usize>,
    /// Whether the item that opened the phase is ticked, and so all below it that has no box.
    is_ticked: bool,
    /// For each item around: its depth, and its task if it has one.
    stack: Vec<(usize, Option<usize>)>,
    /// What a paragraph such as `Resources:` says of the list after it, and its piece.
    lead: Option<(Opens, usize)>,
}

impl Document<'_> {
    pub(super) fn phase(&mut self, at: usize) {
        let mut walk = Walk::default();
        let is_marked = self.sections[at].marker.is_some();
        let is_dated = self.sections[at].when.is_some_and(|when| !matches!(when, When::Length(_)));
        let is_title = self.sections[at].heading == self.title;
        let pieces = self.sections[at].pieces.clone();
        for piece in pieces.clone() {
            match self.pieces[piece].kind.clone() {
                Kind::Item(ticked) => self.item(at, piece, ticked, &mut walk),
                Kind::Paragraph => self.paragraph(at, piece, &mut walk),
                Kind::Row { is_head: true, .. } => self.table(at, piece, &mut walk),
                _ => {}
            }
        }
        if is_marked && walk.phase.is_none() {
            self.open_phase(at);
        } else if is_dated && !is_title && walk.phase.is_none() && !self.sections[at].has_parts {
            self.dated_prose(at, pieces);
        }
    }

    /// A part with dates, but without any list: its paragraphs are what is to be done.
    fn dated_prose(&mut self, at: usize, pieces: std::ops::Range<usize>) {
        let phase = self.open_phase(at);
        for piece in pieces {
            let is_paragraph = self.pieces[piece].kind == Kind::Paragraph;
            if is_paragraph && !self.pieces[piece].text.is_empty() {
                self.add_task(phase, piece, None);
            }
        }
    }

    /// The phase of a part, made at its first task.
    pub(super) fn phase_of(&mut self, at: usize, walk: &mut Walk) -> usize {
        *walk.phase.get_or_insert_with(|| self.open_phase(at))
    }

    fn paragraph(&mut self, at: usize, piece: usize, walk: &mut Walk) {
        walk.lead = None;
        let found = &self.pieces[piece];
        let is_above = at == 0 || self.sections[at].heading == self.title || found.quoted;
        let is_ours = found.text.markers.iter().any(|marker| marker.kind() == "progress");
        if is_ours {
            let (first, last) = (found.first, found.last);
            return self.lines.became(first, last, Became::Header);
        }
        let rhythm = rhythm::opening(&found.text.whole()).filter(|_| found.text.lines.len() == 1);
        if let Some(rhythm) = rhythm.filter(|_| !self.is_exported) {
            let title = found.text.whole();
            let span = walk.phase.map_or(DraftSpan::Days(None, None), DraftSpan::Phase);
            self.draft.habits.push(DraftHabit { id: None, title, rhythm, changes: vec![], span });
            self.lines.became(found.first, found.last, Became::Habit);
            return self.note_rest(piece);
        }
        if is_above && self.draft.phases.is_empty() {
            for (line, text) in found.text.lines.clone() {
                if header::take(&text, &mut self.draft) {
                    self.lines.became(line, line, Became::Header);
                }
            }
            return;
        }
        let text = found.text.whole();
        let is_lead = text.trim_end().ends_with([':', '：']) || found.text.lines.len() == 1;
        if is_lead && text.chars().count() < 40 {
            walk.lead = label::opens(&text).map(|opens| (opens, piece));
        }
    }

    fn item(&mut self, at: usize, piece: usize, ticked: Option<bool>, walk: &mut Walk) {
        let found = &self.pieces[piece];
        let (depth, group, first, last) = (found.depth, found.group, found.first, found.last);
        let text = found.text.whole();
        let is_marked = !found.text.markers.is_empty();
        while walk.stack.last().is_some_and(|(outer, _)| *outer >= depth) {
            walk.stack.pop();
        }
        if text.trim().is_empty() {
            let reason = if found.text.images.is_empty() { Reason::Layout } else { Reason::Image };
            return self.lines.leave(first, last, reason);
        }
        if let Some(reason) = self.no_tasks(group).filter(|_| !is_marked) {
            return self.lines.leave(first, last, reason);
        }
        let is_above = at == 0 || self.sections[at].heading == self.title;
        if is_above && walk.phase.is_none() && header::take(&text, &mut self.draft) {
            return self.lines.became(first, last, Became::Header);
        }
        match walk.lead {
            Some((Opens::Links, lead)) if !self.pieces[piece].text.links.is_empty() => {
                let lead = &self.pieces[lead];
                self.lines.leave(lead.first, lead.last, Reason::GroupHeading);
                return self.links_of(piece);
            }
            Some((Opens::Contents, _)) => return self.lines.leave(first, last, Reason::Contents),
            _ => {}
        }
        if self.link_below(piece, ticked, walk) {
            return;
        }
        let group = self.groups.get(&group).copied().unwrap_or_default();
        let is_dated = depth == 1 && group.dated >= 2 && group.dated * 5 >= group.outer * 3;
        if let Some(found) = dated_item(&text).filter(|_| is_dated && !is_marked) {
            return self.dated(at, piece, ticked, &found, walk);
        }
        let phase = self.phase_of(at, walk);
        self.work(phase, piece, ticked, walk);
    }

    /// Why a list is no list of tasks.
    fn no_tasks(&self, group: usize) -> Option<Reason> {
        let group = self.groups.get(&group).copied().unwrap_or_default();
        if group.items >= 2 && group.inside * 3 >= group.items * 2 {
            return Some(Reason::Contents);
        }
        (self.has_boxes && group.boxes == 0).then_some(Reason::NoBox)
    }

    /// Takes links that are nested below a task over to it.
    fn link_below(&mut self, piece: usize, ticked: Option<bool>, walk: &Walk) -> bool {
        let text = &self.pieces[piece].text;
        let Some((Some(task), phase)) = walk.stack.last().map(|(_, task)| task).zip(walk.phase)
        else {
            return false;
        };
        let is_marked = !text.markers.is_empty();
        if ticked.is_some() || is_marked || !text.is_only_links() {
            return false;
        }
        let links = text.links.clone();
        let (first, last) = (self.pieces[piece].first, self.pieces[piece].last);
        for link in links {
            let task = &mut self.draft.phases[phase].tasks[*task];
            if !task.links.contains(&link.url) {
                task.links.push(link.url.clone());
            }
            if !self.is_exported && link.text != link.url {
                self.keep_link(Link { title: link.text, url: link.url });
            }
        }
        self.lines.became(first, last, Became::Link);
        self.note_rest(piece);
        true
    }

    /// Keeps a link of the plan once.
    pub(super) fn keep_link(&mut self, link: Link) {
        if self.is_exported || !self.draft.links.contains(&link) {
            self.draft.links.push(link);
        }
    }

    /// An item that begins with a week or a date, in a list of such, is a phase.
    fn dated(
        &mut self,
        at: usize,
        piece: usize,
        ticked: Option<bool>,
        found: &Found,
        walk: &mut Walk,
    ) {
        let (first, last) = (self.pieces[piece].first, self.pieces[piece].last);
        let whole = self.pieces[piece].text.whole();
        let has_title = !found.rest.trim().is_empty();
        let title = if has_title { found.rest.clone() } else { whole.clone() };
        let when = Some(found.when);
        let within = self.sections[at].when.or_else(|| self.around(at));
        let number = number_of(found.when);
        let phase =
            DraftPhase { number, title, when, within, line: first, ..DraftPhase::default() };
        self.draft.phases.push(phase);
        let phase = self.draft.phases.len() - 1;
        walk.phase = Some(phase);
        let ticked = ticked.or(written_state(&whole).map(|(ticked, _)| ticked));
        walk.is_ticked = ticked == Some(true);
        walk.stack.push((1, None));
        self.lines.became(first, last, Became::Phase);
        let next = self.pieces.get(piece + 1);
        let has_items =
            next.is_some_and(|next| matches!(next.kind, Kind::Item(_)) && next.depth > 1);
        if has_title && !has_items {
            self.add_task(phase, piece, ticked);
            let task = self.draft.phases[phase].tasks.last_mut();
            if let Some(task) = task {
                task.title.clone_from(&found.rest);
            }
        } else {
            self.note_rest(piece);
        }
        let heading = self.sections[at].heading.filter(|heading| Some(*heading) != self.title);
        if let Some(heading) = heading {
            let piece = &self.pieces[heading];
            self.lines.leave(piece.first, piece.last, Reason::GroupHeading);
        }
    }

    /// Adds an item as a habit or as a task.
    fn work(&mut self, phase: usize, piece: usize, ticked: Option<bool>, walk: &mut Walk) {
        let found = &self.pieces[piece];
        let (depth, text) = (found.depth, found.text.whole());
        let is_marked = !found.text.markers.is_empty();
        let rhythm = rhythm::find(written_box(&text).map_or(text.as_str(), |(_, rest)| rest));
        let has_tasks_below = self
            .pieces
            .get(piece + 1)
            .is_some_and(|next| matches!(next.kind, Kind::Item(_)) && next.depth > depth);
        if let Some(rhythm) = rhythm.filter(|_| !is_marked && !has_tasks_below) {
            let span = DraftSpan::Phase(phase);
            let title = written_state(&text).map_or(text.clone(), |(_, rest)| rest.to_owned());
            self.draft.habits.push(DraftHabit {
                id: None,
                title,
                rhythm,
                changes: Vec::new(),
                span,
            });
            let (first, last) = (found.first, found.last);
            self.lines.became(first, last, Became::Habit);
            self.note_rest(piece);
            walk.stack.push((depth, None));
            return;
        }
        let parent = walk.stack.iter().rev().find_map(|(_, task)| *task);
        let is_ticked_above = walk.is_ticked && written_box(&text).is_none();
        let ticked = ticked.or(is_ticked_above.then_some(true));
        let task = self.add_task(phase, piece, ticked);
        if !is_marked {
            self.draft.phases[phase].tasks[task].parent = parent;
        }
        walk.stack.push((depth, Some(task)));
    }

    /// Adds a piece as a task.
    pub(super) fn add_task(&mut self, phase: usize, piece: usize, ticked: Option<bool>) -> usize {
        let found = &self.pieces[piece];
        let whole = found.text.whole();
        let (written, title) = match written_state(&whole) {
            Some((ticked, rest)) if ticked || !rest.is_empty() => (Some(ticked), rest.to_owned()),
            _ => (None, whole.clone()),
        };
        let mut task = DraftTask {
            title: if title.trim().is_empty() { whole.clone() } else { title.trim().to_owned() },
            is_done: ticked.or(written).unwrap_or_default(),
            links: found.text.links.iter().map(|link| link.url.clone()).collect(),
            ..DraftTask::default()
        };
        without_address(&mut task.title, &task.links);
        if let Some(marker) = found.text.markers.first() {
            exported::task(marker, &found.text, &mut task);
        } else if self.draft.phases[phase].id.is_some() {
            exported::added_task(&found.text, &mut task);
        }
        let (first, last) = (found.first, found.last);
        self.lines.became(first, last, Became::Task);
        self.note_rest(piece);
        let tasks = &mut self.draft.phases[phase].tasks;
        tasks.push(task);
        tasks.len() - 1
    }
}

/// Takes an address at the end of a title away, if something is left.
fn without_address(title: &mut String, links: &[String]) {
    for url in links {
        if let Some(rest) = title.strip_suffix(url.as_str()) {
            let rest = rest.trim_end_matches([' ', ':', '：', '-', '–', '—', '(', '（', '<']);
            if rest.chars().any(char::is_alphanumeric) {
                *title = rest.to_owned();
            }
        }
    }
}

/// As [`written_box`], or a tick at the end, which is no box among others: `c ✅`.
pub(super) fn written_state(text: &str) -> Option<(bool, &str)> {
    written_box(text).or_else(|| {
        let rest = text.trim().trim_end_matches('\u{fe0f}');
        let rest = rest.strip_suffix(['☑', '✅', '✔'])?.trim_end();
        (!rest.is_empty()).then_some((true, rest))
    })
}

/// A box that stands in the text, ticked or not, and the rest: `[✔️] 1`, `☐ a`, `✅ b`.
/// What is begun, put off or given up (`[/]`, `[>]`, `[-]`) is not done.
pub(super) fn written_box(text: &str) -> Option<(bool, &str)> {
    let text = text.trim_start();
    let after = |rest: &str, start: usize| -> usize { text.len() - rest.len() + start };
    if let Some(inside) = text.strip_prefix('[') {
        let (mark, rest) = inside.split_once(']')?;
        let mark = mark.trim().trim_end_matches('\u{fe0f}');
        let ticked = match mark {
            "" | "/" | ">" | "-" => false,
            "x" | "X" | "✔" | "✓" | "√" | "v" | "✅" | "☑" => true,
            _ => return None,
        };
        let at = after(rest, 0);
        return Some((ticked, text[at..].trim()));
    }
    let first = text.chars().next()?;
    let ticked = match first {
        '☐' | '⬜' | '🔲' => false,
        '☑' | '✅' | '✔' => true,
        _ => return None,
    };
    let rest = text[first.len_utf8()..].trim_start_matches('\u{fe0f}').trim();
    (!rest.is_empty()).then_some((ticked, rest))
}

/// When an item begins with it: `Week 1: HTML`, `2025-08: …`; days are tasks, not phases.
pub(super) fn dated_item(text: &str) -> Option<Found> {
    let text = written_box(text).map_or(text, |(_, rest)| rest);
    let found = when::find(text)?;
    let begins = text.trim_end().ends_with(&found.rest) && found.rest.len() < text.trim().len();
    let is_long = match found.when {
        When::Numbered(unit, first, last) => unit != Unit::Day || last > first,
        When::Dates(first, last) => first.day.is_none() || first != last,
        When::Length(_) => false,
    };
    (begins && is_long).then_some(found)
}
