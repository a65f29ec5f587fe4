//! `roadmap notes sync` in a terminal.

use super::grid::Column::{Left, Mark, Wrap};
use super::grid::{Cell, Grid, paragraph};
use super::paint::Paint;
use super::sign;
use crate::id::Id;
use crate::view::Style;
use crate::view::report::{LeftAlone, Notes, TickRow};

/// How many rows of a kind are shown.
const SHOWN: usize = 20;

pub(super) fn render(notes: &Notes, style: Style) -> String {
    let words = style.lang.words().note();
    let is_empty = notes.changed.is_empty() && notes.unchanged == 0;
    let mut text = if is_empty && !notes.left_alone.is_empty() {
        String::new()
    } else if is_empty {
        paragraph(&words.no_notes(&notes.folder), style.width, 0, Paint::Plain)
    } else {
        let synced = words.synced(notes.changed.len(), notes.unchanged, notes.dry_run);
        paragraph(&format!("{} {synced}", sign::FINE), style.width, 2, Paint::Good)
    };
    if !notes.missing.is_empty() && !is_empty {
        let missing = format!("  {}", words.missing(notes.missing.len()));
        text.push_str(&paragraph(&missing, style.width, 2, Paint::Faint));
    }
    if !notes.ticked.is_empty() {
        let command = words.record_them(&command("done", &notes.ticked));
        text.push_str(&ticks(
            &words.ticked(notes.ticked.len()),
            "☑",
            &notes.ticked,
            &command,
            style,
        ));
    }
    if !notes.unticked.is_empty() {
        let command = words.reopen_them(&command("reopen", &notes.unticked));
        let heading = words.unticked(notes.unticked.len());
        text.push_str(&ticks(&heading, "☐", &notes.unticked, &command, style));
    }
    text + &left_alone(notes, style)
}

/// The command for these tasks, all of them.
fn command(verb: &str, rows: &[TickRow]) -> String {
    let ids: Vec<&str> = rows.iter().map(|row| Id::as_str(&row.id)).collect();
    format!("roadmap {verb} {}", ids.join(" "))
}

fn ticks(heading: &str, mark: &str, rows: &[TickRow], command: &str, style: Style) -> String {
    let mut grid = Grid::new(&[Mark, Left, Wrap]).indented(2);
    for row in rows.iter().take(SHOWN) {
        grid.row(vec![
            Cell::new(mark, Paint::Now),
            Cell::new(row.id.as_str(), Paint::Strong),
            Cell::plain(row.title.clone()),
        ]);
    }
    let more = rows.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("  {} +{more}\n", sign::MORE) } else { String::new() };
    let heading = paragraph(heading, style.width, 2, Paint::Strong);
    let command = paragraph(&format!("  {command}"), style.width, 4, Paint::Plain);
    format!("\n{heading}{}{more}{command}", grid.render(style.width))
}

fn left_alone(notes: &Notes, style: Style) -> String {
    let words = style.lang.words().note();
    if notes.left_alone.is_empty() {
        return String::new();
    }
    let gap = if notes.changed.is_empty() && notes.unchanged == 0 { "" } else { "\n" };
    let heading = words.left_alone(notes.left_alone.len());
    let mut text = format!("{gap}{}", paragraph(&heading, style.width, 2, Paint::Warn));
    for row in notes.left_alone.iter().take(SHOWN) {
        let why = match &row.why {
            LeftAlone::Flawed(flaw) => words.flaw(flaw),
            LeftAlone::LeadsOut => words.leads_out().to_owned(),
            LeftAlone::CannotRead(why) => words.cannot_read(why.text(style.lang)),
            LeftAlone::NotText => words.not_text().to_owned(),
            LeftAlone::TooLong => words.too_long().to_owned(),
            LeftAlone::AlsoAbout(other) => words.also_about(other),
            LeftAlone::NotInPlan(id) => words.not_in_plan(id.as_str()),
            LeftAlone::ChangedMeanwhile => words.changed_meanwhile().to_owned(),
        };
        text.push_str(&paragraph(&format!("  ! {}", row.path), style.width, 4, Paint::Plain));
        text.push_str(&paragraph(&format!("    {why}"), style.width, 4, Paint::Faint));
    }
    let more = notes.left_alone.len().saturating_sub(SHOWN);
    if more > 0 { text + &format!("  {} +{more}\n", sign::MORE) } else { text }
}
