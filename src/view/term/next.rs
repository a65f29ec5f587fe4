//! `roadmap next` in a terminal.

use super::grid::Column::{Left, Mark, Wrap};
use super::grid::{Cell, Grid, paragraph};
use super::paint::Paint;
use super::status::footnotes;
use super::{joined, mark};
use crate::view::Style;
use crate::view::report::{Next, NextRow, Reason};

pub(super) fn render(next: &Next, style: Style) -> String {
    let words = style.lang.words();
    let mut sections = vec![if !next.has_tasks {
        paragraph(words.no_tasks(), style.width, 0, Paint::Plain)
    } else if next.open_tasks == 0 {
        paragraph(words.nothing_open(next.dropped_tasks), style.width, 0, Paint::Plain)
    } else {
        tasks(next, style)
    }];
    if next.habits_due > 0 {
        let said = words.outlook().habits_due(next.habits_due);
        sections.push(paragraph(&said, style.width, 2, Paint::Plain));
    }
    sections.push(footnotes(&next.footnotes, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn tasks(next: &Next, style: Style) -> String {
    let words = style.lang.words();
    let mut grid = Grid::new(&[Mark, Left, Wrap]).indented(2);
    for (at, row) in next.tasks.iter().enumerate() {
        let paint = if at == 0 { Paint::Now } else { Paint::Plain };
        let id = Cell::new(row.task.id.as_str(), paint);
        grid.row(vec![mark(&row.task), id, Cell::plain(row.task.title.as_str())]);
        let reason = Cell::new(reason(row, style), reason_paint(&row.reason));
        grid.row(vec![Cell::plain(""), Cell::plain(""), reason]);
    }
    let heading = joined(&[words.outlook().what_to_do().to_owned(), words.date(next.as_of)]);
    let mut text = paragraph(&heading, style.width, 2, Paint::Strong);
    text.push_str(&grid.render(style.width));
    if next.more > 0 {
        let said = words.outlook().more_next(next.more, next.more + next.tasks.len());
        text.push_str(&paragraph(&format!("  {said}"), style.width, 2, Paint::Faint));
    }
    text
}

/// Why it is its turn, and what it opens.
fn reason(row: &NextRow, style: Style) -> String {
    let words = style.lang.words().outlook();
    let mut facts = vec![words.reason(row)];
    if row.unblocks > 0 {
        facts.push(words.unblocks(row.unblocks));
    }
    joined(&facts)
}

fn reason_paint(reason: &Reason) -> Paint {
    match reason {
        Reason::Over { .. } | Reason::Behind { .. } => Paint::Warn,
        Reason::Wanted { late_days, .. } if *late_days > 0 => Paint::Warn,
        Reason::DueToday => Paint::Now,
        _ => Paint::Faint,
    }
}
