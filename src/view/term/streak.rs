//! `roadmap streak` in a terminal.

use super::grid::Column::{Left, Wrap};
use super::grid::{Cell, Grid, paragraph};
use super::joined;
use super::paint::Paint;
use super::status::footnotes;
use crate::view::Style;
use crate::view::report::{Freezes, HabitRow, RunRow, Score, StreakReport, StreakUnit};

pub(super) fn render(report: &StreakReport, style: Style) -> String {
    let words = style.lang.words().habit();
    let mut sections = Vec::new();
    if let Some(overall) = &report.overall {
        let runs = (overall.strict, overall.protected);
        let lines = lines(runs, overall.streak_unit, overall.freezes, None, style);
        sections.push(format!("{}\n{lines}", Paint::Strong.apply(words.overall())));
    }
    sections.extend(report.habits.iter().map(|habit| self::habit(habit, style)));
    if report.habits.is_empty() {
        sections.push(paragraph(words.no_habits(), style.width, 0, Paint::Faint));
    }
    sections.push(footnotes(&report.footnotes, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn habit(habit: &HabitRow, style: Style) -> String {
    let by_evidence = habit.days_by_evidence;
    let said = || style.lang.words().evidence().days(by_evidence);
    let said = if by_evidence > 0 { said() } else { String::new() };
    let heading = joined(&[habit.id.to_string(), habit.title.clone(), said]);
    let runs = (habit.strict, habit.protected);
    let lines = lines(runs, habit.streak_unit, habit.freezes, Some(habit.score), style);
    format!("{}{lines}", paragraph(&heading, style.width, 2, Paint::Strong))
}

/// The streaks, freezes and strength of one thing, aligned.
pub(super) fn lines(
    (strict, protected): (RunRow, RunRow),
    unit: StreakUnit,
    freezes: Freezes,
    score: Option<Score>,
    style: Style,
) -> String {
    let words = style.lang.words().habit();
    let mut grid = Grid::new(&[Left, Wrap]).indented(2);
    for (label, run) in [(words.strict(), strict), (words.protected(), protected)] {
        let paint = if run.at_risk { Paint::Warn } else { Paint::Plain };
        grid.row(vec![Cell::plain(label), Cell::new(joined(&run_facts(run, unit, style)), paint)]);
    }
    if freezes.per_month > 0 {
        let facts = words.freeze_facts(freezes);
        grid.row(vec![Cell::plain(words.freezes()), Cell::plain(facts)]);
    }
    if let Some(score) = score {
        let percent = format!("{}%", score.percent());
        grid.row(vec![Cell::plain(words.strength()), Cell::plain(percent)]);
    }
    grid.render(style.width)
}

/// A run, the longest, and when it breaks.
fn run_facts(run: RunRow, unit: StreakUnit, style: Style) -> Vec<String> {
    let words = style.lang.words().habit();
    let mut facts = words.run_facts(run, unit);
    facts.extend(run.days_until_break.map(|days| words.breaks_in(days)));
    facts
}
