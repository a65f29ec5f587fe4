//! A document in which nothing looks like a task: its headings are tasks, else its paragraphs.

use super::super::account::Became;
use super::super::draft::{DraftPhase, DraftTask};
use super::super::markdown::Kind;
use super::Document;

impl Document<'_> {
    pub(super) fn fall_back(&mut self) {
        let has_phases = !self.draft.phases.is_empty();
        if has_phases {
            return;
        }
        let leaves_of = |is_any: bool| -> Vec<usize> {
            let is_leaf = |at: &usize| {
                let section = &self.sections[*at];
                let is_plan = is_any || section.opens.is_none();
                section.heading.is_some_and(|heading| Some(heading) != self.title)
                    && is_plan
                    && !section.has_parts
            };
            (0..self.sections.len()).filter(is_leaf).collect()
        };
        let leaves = Some(leaves_of(false)).filter(|leaves| !leaves.is_empty());
        let has_links = !self.draft.links.is_empty();
        let leaves = leaves.unwrap_or_else(|| if has_links { Vec::new() } else { leaves_of(true) });
        if leaves.is_empty() {
            return self.paragraphs();
        }
        for at in leaves {
            self.heading_as_task(at);
        }
    }

    /// Makes a heading a task of the phase that the part around it is.
    fn heading_as_task(&mut self, at: usize) {
        let section = &self.sections[at];
        let parent = section.parent.filter(|parent| self.sections[*parent].heading != self.title);
        let around = parent.and_then(|parent| self.sections[parent].heading);
        let line = around.map_or(0, |heading| self.pieces[heading].first);
        let known = self.draft.phases.iter().position(|phase| phase.line == line);
        let whole = section.whole.clone();
        let heading = section.heading;
        let phase = match (known, parent) {
            (Some(phase), _) => phase,
            (None, Some(parent)) => self.open_phase(parent),
            (None, None) => self.only_phase(),
        };
        let Some(heading) = heading else { return };
        let (first, last) = (self.pieces[heading].first, self.pieces[heading].last);
        let links = self.pieces[heading].text.links.iter().map(|link| link.url.clone()).collect();
        let task = DraftTask { title: whole, links, ..DraftTask::default() };
        if !task.title.trim().is_empty() {
            self.draft.phases[phase].tasks.push(task);
            self.lines.became(first, last, Became::Task);
            self.note_rest(heading);
        }
    }

    /// Makes every line of a document without headings and lists a task.
    fn paragraphs(&mut self) {
        let mut phase = None;
        for at in 0..self.pieces.len() {
            let piece = &self.pieces[at];
            if piece.kind != Kind::Paragraph || piece.text.is_empty() {
                continue;
            }
            let texts = piece.text.lines.clone();
            let urls: Vec<String> = piece.text.links.iter().map(|link| link.url.clone()).collect();
            for (at, (line, text)) in texts.into_iter().enumerate() {
                let title = super::markdown::clean(text.trim());
                if title.trim().is_empty() || self.lines.is_read(line) {
                    continue;
                }
                let links = if at == 0 { urls.clone() } else { Vec::new() };
                let phase = *phase.get_or_insert_with(|| self.only_phase());
                let task = DraftTask { title, links, ..DraftTask::default() };
                self.draft.phases[phase].tasks.push(task);
                self.lines.became(line, line, Became::Task);
            }
        }
    }

    fn only_phase(&mut self) -> usize {
        let title = self.draft.title.clone().unwrap_or_default();
        self.draft.phases.push(DraftPhase { title, ..DraftPhase::default() });
        self.draft.phases.len() - 1
    }
}
