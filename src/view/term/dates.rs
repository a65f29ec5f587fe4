//! `roadmap doctor --dates` in a terminal: what speaks against dates, and that nothing proves them.

use super::grid::{Cell, Column, Grid, paragraph};
use super::joined;
use super::paint::Paint;
use crate::ledger::Target;
use crate::view::Style;
use crate::view::report::{DateRow, Dates};

/// How many events are listed.
const SHOWN: usize = 20;

pub(super) fn render(dates: &Dates, style: Style) -> String {
    let words = style.lang.words().evidence();
    let mut text = paragraph(&words.sure(dates.sure, dates.events), style.width, 2, Paint::Strong);
    let counts = [
        words.late(dates.late),
        words.rewritten(dates.rewritten),
        words.before_parent(dates.before_parent),
        words.bursts(dates.bursts),
    ];
    for said in counts.into_iter().flatten() {
        text.push_str(&paragraph(&format!("· {said}"), style.width, 2, Paint::Plain));
    }
    let doubted: Vec<&DateRow> = dates.rows.iter().filter(|row| !row.doubts.is_empty()).collect();
    if !doubted.is_empty() {
        text.push('\n');
        let mut grid = Grid::new(&[Column::Left, Column::Left, Column::Wrap]);
        for row in doubted.iter().take(SHOWN) {
            let target = match &row.target {
                Target::Everything => "*".to_owned(),
                Target::One(id) => id.to_string(),
            };
            let mut facts = vec![target];
            facts.extend(row.doubts.iter().map(|doubt| words.doubt(*doubt)));
            grid.row(vec![
                Cell::plain(row.day.to_string()),
                Cell::new(row.event.as_str(), Paint::Faint),
                Cell::plain(joined(&facts)),
            ]);
        }
        text.push_str(&grid.render(style.width));
        if doubted.len() > SHOWN {
            let more = style.lang.words().doctor().more(doubted.len() - SHOWN);
            text.push_str(&paragraph(&more, style.width, 2, Paint::Faint));
        }
    }
    text.push('\n');
    text.push_str(&paragraph(words.no_proof(), style.width, 0, Paint::Faint));
    text
}
