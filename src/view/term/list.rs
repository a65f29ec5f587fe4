//! `roadmap list` in a terminal: tasks under their phases.

use super::grid::paragraph;
use super::paint::Paint;
use super::status::task_lines;
use super::{mark_said, phase_heading};
use crate::view::Style;
use crate::view::report::{List, TaskRow};

pub(super) fn render(list: &List, style: Style) -> String {
    let words = style.lang.words();
    if !list.has_tasks {
        return paragraph(words.no_tasks(), style.width, 0, Paint::Plain);
    }
    if list.tasks.is_empty() {
        return format!("{}\n", words.no_match());
    }
    let sections = list.phases.iter().filter_map(|(id, title)| {
        let tasks: Vec<TaskRow> =
            list.tasks.iter().filter(|task| task.phase == *id).cloned().collect();
        if tasks.is_empty() {
            return None;
        }
        let heading = paragraph(&phase_heading(id, title, style), style.width, 2, Paint::Strong);
        Some(format!("{heading}{}", task_lines(&tasks, None, style)))
    });
    let mut sections: Vec<String> = sections.collect();
    if list.tasks.iter().any(|task| task.rests_on_evidence) {
        sections.push(mark_said(None, style));
    }
    sections.join("\n")
}
