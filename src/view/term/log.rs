//! `roadmap log` in a terminal.

use super::grid::{Cell, Column, Grid};
use super::joined;
use super::paint::Paint;
use crate::ledger::{Target, Verb};
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::report::{EventRow, Log, RemarkRow, StandingRow};

pub(super) fn render(log: &Log, style: Style) -> String {
    let words = style.lang.words();
    if log.show_remarks {
        return remarks(&log.remarks, style);
    }
    if log.events.is_empty() {
        return format!("{}\n", words.no_events());
    }
    let mut text = lines(&log.events, 0, style);
    if log.total > log.events.len() {
        let more = words.more_events(log.total - log.events.len());
        text.push_str(&format!("{}\n", Paint::Faint.apply(&more)));
    }
    text
}

/// Each odd line of a commit message, with what is odd.
fn remarks(remarks: &[RemarkRow], style: Style) -> String {
    if remarks.is_empty() {
        return format!("{}\n", style.lang.words().nothing_odd());
    }
    let mut grid = Grid::new(&[Column::Left, Column::Wrap]);
    for remark in remarks {
        grid.row(vec![Cell::new(&remark.commit, Paint::Faint), Cell::plain(&remark.line)]);
        grid.row(vec![Cell::plain(""), Cell::new(&remark.matter, Paint::Warn)]);
    }
    grid.render(style.width)
}

/// One line an event: day, verb, id of the event, and everything else that it says.
pub(super) fn lines(events: &[EventRow], indent: usize, style: Style) -> String {
    let mut grid =
        Grid::new(&[Column::Left, Column::Left, Column::Left, Column::Wrap]).indented(indent);
    for event in events {
        let counts = event.standing == StandingRow::Counts;
        let paint = if counts { Paint::Plain } else { Paint::Faint };
        grid.row(vec![
            Cell::new(event.day().to_string(), paint),
            Cell::new(style.lang.words().verb(event.verb), paint),
            Cell::new(event.id.as_str(), Paint::Faint),
            Cell::new(facts(event, style), paint),
        ]);
    }
    grid.render(style.width)
}

fn facts(event: &EventRow, style: Style) -> String {
    let words = style.lang.words();
    let subject = match &event.target {
        Target::Everything => words.everything().to_owned(),
        Target::One(id) => id.to_string(),
    };
    let mut facts = vec![subject];
    if event.verb == Verb::Done && !event.amount.is_one() {
        facts.push(format!("×{}", event.amount));
    }
    facts.extend(event.took_seconds.map(|took| words.time(StudyTime::from_seconds(took))));
    if event.days.first != event.days.last {
        facts.push(format!("{}–{}", event.days.first, event.days.last));
    }
    facts.extend(event.why.clone());
    facts.extend(event.link.clone());
    if !event.of.is_empty() {
        let of: Vec<&str> = event.of.iter().map(crate::ledger::EventId::as_str).collect();
        facts.push(format!("← {}", of.join(", ")));
    }
    if event.late {
        facts.push(words.late().to_owned());
    }
    facts.push(words.standing(&event.standing));
    joined(&facts)
}
