//! `roadmap history` in a terminal: a habit by weeks and months, with sparklines.

use super::grid::Column::{Left, Right, Wrap};
use super::grid::{Cell, Grid, paragraph};
use super::paint::Paint;
use super::status::{footnotes, habit_facts};
use super::{amount as said_amount, joined, marked};
use crate::view::report::{HabitHistory, StretchRow};
use crate::view::{Signs, Style};

/// Levels from nothing to all, and the same in ASCII.
const LEVELS: [char; 9] = ['·', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const ASCII_LEVELS: [char; 9] = ['_', '.', ':', '-', '=', '+', '*', '#', '@'];

/// From this width on, words say on how many days something rests on commits; below it, its mark.
const WORDS_FROM: usize = 60;

pub(super) fn render(history: &HabitHistory, style: Style) -> String {
    let words = style.lang.words();
    let mut sections = vec![header(history, style)];
    for (heading, rows, format) in [
        (words.habit().weeks(), &history.weeks, "%Y-%m-%d"),
        (words.habit().months(), &history.months, "%Y-%m"),
    ] {
        sections.push(stretches(heading, rows, format, history, style));
    }
    sections.push(footnotes(&history.footnotes, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn header(history: &HabitHistory, style: Style) -> String {
    let words = style.lang.words();
    let habit = &history.habit;
    let heading = joined(&[habit.id.to_string(), habit.title.clone()]);
    let unit = habit.unit.as_deref().unwrap_or_default();
    let total = words.practised(&habit.total.to_string(), unit, habit.days);
    let strength = format!("{} {}%", words.habit().strength(), habit.score.percent());
    let facts = joined(&[strength, habit_facts(habit, style), total]);
    let heading = paragraph(&heading, style.width, 2, Paint::Strong);
    format!("{heading}{}", paragraph(&facts, style.width, 2, Paint::Plain))
}

/// The latest weeks or months, newest first, under a line of the strengths of as many as fit.
fn stretches(
    heading: &str,
    rows: &[StretchRow],
    format: &str,
    history: &HabitHistory,
    style: Style,
) -> String {
    let words = style.lang.words().habit();
    let unit = history.habit.unit.as_deref().unwrap_or_default();
    let is_ascii = history.ascii || style.signs == Signs::Ascii;
    let mut grid = Grid::new(&[Left, Left, Right, Right, Wrap]).indented(2);
    for row in rows.iter().rev().take(history.shown) {
        let amount = row.amount.to_string();
        grid.row(vec![
            Cell::plain(row.first.format(format).to_string()),
            Cell::new(drawn(level(share(row), is_ascii), style), Paint::Good),
            Cell::plain(words.days_of(row.met_days, row.asked)),
            Cell::plain(format!("{}%", row.score.percent())),
            Cell::new(
                joined(&[said_amount(&amount, unit, style), by_evidence(row, style)]),
                Paint::Faint,
            ),
        ]);
    }
    let title = Paint::Strong.apply(heading);
    let line = sparkline(rows, style.width.saturating_sub(4), is_ascii);
    let line = drawn(line, style);
    format!("{title}\n  {}\n{}", Paint::Good.apply(&line), grid.render(style.width))
}

/// On how many of its days all follows from commits.
fn by_evidence(row: &StretchRow, style: Style) -> String {
    match row.active_days_by_evidence {
        0 => String::new(),
        days if style.width < WORDS_FROM => marked(&days.to_string(), true),
        days => style.lang.words().evidence().days(days.try_into().unwrap_or(usize::MAX)),
    }
}

/// How much of what was asked for was done, from 0 to 1; the strength where that cannot be said.
fn share(row: &StretchRow) -> f64 {
    match row.asked {
        None => row.score.value(),
        Some(asked) => (f64::from(row.met_days) / f64::from(asked.max(1))).min(1.0),
    }
}

/// The shares of as many of the latest stretches as fit, oldest first.
fn sparkline(rows: &[StretchRow], width: usize, ascii: bool) -> String {
    let skipped = rows.len().saturating_sub(width);
    rows.iter().skip(skipped).map(|row| level(share(row), ascii)).collect()
}

/// A picture, for those who see it.
fn drawn(picture: String, style: Style) -> String {
    if style.signs == Signs::Spoken { String::new() } else { picture }
}

/// One sign for a share: the lowest only for nothing, the highest only for all.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the value is between 0 and 8"
)]
fn level(share: f64, ascii: bool) -> String {
    let levels = if ascii { ASCII_LEVELS } else { LEVELS };
    let at = match share {
        share if share <= 0.0 => 0,
        share if share >= 1.0 => 8,
        share => ((share * 8.0) as usize).clamp(1, 7),
    };
    levels[at].to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_is_lowest_and_only_all_is_highest() {
        let cases =
            [(0.0, "·", "_"), (0.01, "▁", "."), (0.5, "▄", "="), (0.99, "▇", "#"), (1.0, "█", "@")];
        for (share, want, ascii) in cases {
            assert_eq!((level(share, false).as_str(), level(share, true).as_str()), (want, ascii));
        }
    }
}
