//! `roadmap import` in a terminal.

use super::grid::{Cell, Column, Grid, paragraph};
use super::paint::Paint;
use super::sign;
use super::{joined, span};
use crate::plan::import::Reason;
use crate::view::Style;
use crate::view::lang::Words;
use crate::view::report::{Imported, LeftOutRow};

/// How many phases are listed.
const PHASES: usize = 12;

/// Up to how many things that were left out are shown one by one.
const SINGLY: usize = 12;

pub(super) fn render(imported: &Imported, style: Style) -> String {
    let words = style.lang.words();
    let said = words.import();
    let made = match (&imported.outcome.file, imported.outcome.kept) {
        (Some(file), true) => said.kept(file),
        (file, _) => said.made(&imported.source, file.as_deref()),
    };
    let mut text = paragraph(&format!("{} {made}", sign::FINE), style.width, 2, Paint::Good);
    if !imported.outcome.kept {
        text.push_str(&paragraph(&format!("  {}", imported.title), style.width, 2, Paint::Strong));
        let holds = joined(&words.holds(&imported.holds));
        text.push_str(&paragraph(&format!("  {holds}"), style.width, 2, Paint::Plain));
        text.push_str(&phases(imported, words, style));
        text.push_str(&chosen(imported, words, style));
        text.push_str(&left_out(imported, words, style));
    }
    text.push_str(&ticked(imported, words, style));
    if let Some(file) = imported.outcome.file.as_deref().filter(|_| !imported.outcome.kept) {
        text.push_str(&format!("\n{}", paragraph(&said.next(file), style.width, 0, Paint::Plain)));
        let over = imported.to_begin_today.as_ref().filter(|_| imported.outcome.is_plan);
        if let Some(command) = over {
            text.push_str(&paragraph(&said.is_over(command), style.width, 0, Paint::Plain));
        }
    }
    text
}

fn phases(imported: &Imported, words: &dyn Words, style: Style) -> String {
    let columns = [Column::Left, Column::Right, Column::Wrap];
    let mut grid = Grid::new(&columns).indented(2);
    for phase in imported.phases.iter().take(PHASES) {
        grid.row(vec![
            Cell::plain(span(phase.window)),
            Cell::new(words.tasks(phase.tasks), Paint::Faint),
            Cell::plain(phase.title.clone()),
        ]);
    }
    let mut text = format!("\n{}", grid.render(style.width));
    let more = imported.phases.len().saturating_sub(PHASES);
    if more > 0 {
        let more = format!("  {}", words.import().more_phases(more));
        text.push_str(&paragraph(&more, style.width, 2, Paint::Faint));
    }
    if imported.phases.is_empty() { String::new() } else { text }
}

fn chosen(imported: &Imported, words: &dyn Words, style: Style) -> String {
    let said = words.import();
    if imported.guesses.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{}", paragraph(said.chosen(), style.width, 0, Paint::Strong));
    for guess in &imported.guesses {
        let guess = format!("  {}", said.guess(guess));
        text.push_str(&paragraph(&guess, style.width, 4, Paint::Plain));
    }
    text
}

fn left_out(imported: &Imported, words: &dyn Words, style: Style) -> String {
    let said = words.import();
    let rows = imported.left_out_rows();
    if rows.is_empty() {
        let all = said.nothing_left_out(imported.lines);
        return format!("\n{}", paragraph(&all, style.width, 0, Paint::Plain));
    }
    let heading = said.left_out(imported.lines);
    let mut text = format!("\n{}", paragraph(&heading, style.width, 0, Paint::Strong));
    let is_short = imported.left_out.len() <= SINGLY;
    text.push_str(&if is_short {
        singly(imported, words, style)
    } else {
        grouped(&rows, words, style)
    });
    if rows.iter().any(|row| row.reason == Reason::NoBox) {
        let more = format!("  {}", said.every_item());
        text.push_str(&paragraph(&more, style.width, 2, Paint::Faint));
    }
    text
}

/// Every line with what it says.
fn singly(imported: &Imported, words: &dyn Words, style: Style) -> String {
    let mut grid = Grid::new(&[Column::Right, Column::Left, Column::Wrap]).indented(2);
    for left in &imported.left_out {
        let line = left.line.map(|line| line.to_string()).unwrap_or_default();
        grid.row(vec![
            Cell::plain(line),
            Cell::plain(words.import().reason(left.reason, left.is_part)),
            Cell::new(left.text.clone(), Paint::Faint),
        ]);
    }
    grid.render(style.width)
}

/// One row for each reason, with the numbers of the lines.
fn grouped(rows: &[LeftOutRow], words: &dyn Words, style: Style) -> String {
    let mut grid = Grid::new(&[Column::Left, Column::Right, Column::Wrap]).indented(2);
    for row in rows {
        grid.row(vec![
            Cell::plain(words.import().reason(row.reason, row.is_part)),
            Cell::plain(row.count.to_string()),
            Cell::new(row.lines.clone(), Paint::Faint),
        ]);
    }
    grid.render(style.width)
}

fn ticked(imported: &Imported, words: &dyn Words, style: Style) -> String {
    let said = words.import();
    let outcome = &imported.outcome;
    let text = match (imported.ticked, outcome.recorded) {
        (0, _) => return String::new(),
        (_, 1..) => said.recorded(&outcome.recorded_ids),
        (count, 0) if outcome.kept => match count.saturating_sub(outcome.not_in_plan.len()) {
            0 => String::new(),
            known => said.recorded_already(known),
        },
        (count, 0) => said.ticked(count, outcome.to_record.as_deref()),
    };
    let mut text = paragraph(&text, style.width, 2, Paint::Now);
    if !outcome.not_in_plan.is_empty() {
        let unknown = format!("! {}", said.not_in_plan(&outcome.not_in_plan));
        text.push_str(&paragraph(&unknown, style.width, 2, Paint::Warn));
    }
    format!("\n{text}")
}
