//! `roadmap doctor --dates` in a terminal: what speaks against dates, and that nothing proves them.

use super::grid::{Cell, Column, Grid, paragraph};
use super::joined;
use super::paint::Paint;
use super::sign;
use crate::ledger::{CommitId, Target};
use crate::view::report::{DateCounts, DateRow, Dates};
use crate::view::{Lang, Style};

/// How many events are listed.
const SHOWN: usize = 20;

/// How many dates each doubt is about, a sentence for each that there is.
pub(in crate::view) fn doubts_said(counts: &DateCounts, lang: Lang) -> Vec<String> {
    let words = lang.words().evidence();
    let said = [
        words.late(counts.late),
        words.rewritten(counts.rewritten),
        words.before_parent(counts.before_parent),
        words.bursts(counts.bursts),
    ];
    said.into_iter().flatten().collect()
}

/// What is said of the dates in a report: how many are sure, what speaks against the others, and
/// that nothing proves them. Nothing where nothing was recorded.
pub(in crate::view) fn integrity_lines(counts: &DateCounts, lang: Lang) -> Vec<String> {
    if counts.events == 0 {
        return Vec::new();
    }
    let words = lang.words().evidence();
    let mut lines = vec![words.sure(counts.sure, counts.events)];
    lines.extend(doubts_said(counts, lang));
    lines.push(words.no_proof().to_owned());
    lines
}

pub(super) fn render(dates: &Dates, style: Style) -> String {
    let words = style.lang.words().evidence();
    let counts = &dates.counts;
    let said = words.sure(counts.sure, counts.events);
    let mut text = paragraph(&said, style.width, 2, Paint::Strong);
    for said in doubts_said(counts, style.lang) {
        text.push_str(&paragraph(
            &format!("{} {said}", sign::REMARK),
            style.width,
            2,
            Paint::Plain,
        ));
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
            let commit = CommitId::new(row.commit.as_str());
            facts.extend(row.derived.then(|| words.derived(Some(commit.short()))));
            facts.extend(row.doubts.iter().map(|doubt| words.doubt(*doubt)));
            grid.row(vec![
                Cell::plain(row.day.to_string()),
                Cell::new(row.event.as_str(), Paint::Faint),
                Cell::plain(joined(&facts)),
            ]);
        }
        text.push_str(&grid.render(style.width));
        if doubted.len() > SHOWN {
            let more = style.lang.words().doctor();
            let more = more.more(doubted.len() - SHOWN, "roadmap doctor --dates --json");
            text.push_str(&paragraph(&more, style.width, 2, Paint::Faint));
        }
    }
    text.push('\n');
    text.push_str(&paragraph(words.no_proof(), style.width, 0, Paint::Faint));
    text
}
