//! The units of a streak, one line each, with the events behind them.

use std::collections::{BTreeSet, HashMap};

use super::super::grid::Column::{Left, Wrap};
use super::super::grid::{Cell, Grid, paragraph};
use super::super::paint::Paint;
use super::super::sign;
use super::super::streak;
use super::super::{joined, marked};
use super::{SHOWN, earlier};
use crate::ledger::{CommitId, EventId};
use crate::view::Style;
use crate::view::report::{
    HabitReviewRow, Rule, RunRow, StreakUnit, StreaksRow, UnitRow, VerdictRow, Why,
};

/// From this width on, a unit is one line.
const WIDE: usize = 72;

pub(super) fn of_overall(why: &Why, row: &StreaksRow, style: Style) -> Vec<String> {
    let runs = (row.strict, row.protected);
    let summary = streak::lines(runs, row.streak_unit, row.freezes, None, style);
    let mut sections = vec![summary];
    sections.extend(streaks(why, runs, row.streak_unit, style));
    sections
}

pub(super) fn of_habit(why: &Why, review: &HabitReviewRow, style: Style) -> Vec<String> {
    let words = style.lang.words();
    let row = &review.habit;
    let runs = (row.strict, row.protected);
    let summary = streak::lines(runs, row.streak_unit, row.freezes, Some(row.score), style);
    let unit = row.unit.as_deref().unwrap_or_default();
    let total = words.practised(&row.total.to_string(), unit, row.days);
    let score = format!("{} {}", words.habit().strength(), words.why().score(row.score.value()));
    let goals = why.terms.habit.iter().flat_map(|habit| &habit.goals);
    let goals = goals.map(|goal| {
        let since = goal.from.map(|from| format!(" {}", words.calendar().since(&from.to_string())));
        let since = since.unwrap_or_default();
        format!("{} {} {}{since}", goal.every, sign::TIMES, goal.target)
    });
    let mut facts: Vec<String> = goals.collect();
    facts.extend([total, score]);
    let facts = paragraph(&joined(&facts), style.width.saturating_sub(2), 0, Paint::Faint);
    let facts: String = facts.lines().map(|line| format!("  {line}\n")).collect();
    let in_days = in_days(why, review, style);
    let mut sections = vec![format!("{summary}{facts}{in_days}")];
    sections.extend(streaks(why, runs, row.streak_unit, style));
    sections
}

/// How it went in the days that are counted.
fn in_days(why: &Why, review: &HabitReviewRow, style: Style) -> String {
    let words = style.lang.words();
    let Some(days) = why.terms.days else { return String::new() };
    let days = crate::civil::DayRange::new(days.first, days.last);
    let unit = review.habit.unit.as_deref().unwrap_or_default();
    let facts = [
        days.map(|days| words.calendar().days(days)).unwrap_or_default(),
        words.practised(&review.amount.to_string(), unit, review.active_days as usize),
        words.review().habit_said(review.met, review.missed),
    ];
    super::indented(&facts, style)
}

/// The units of both streaks, and the rules that they name.
fn streaks(
    why: &Why,
    (strict, protected): (RunRow, RunRow),
    unit: StreakUnit,
    style: Style,
) -> Vec<String> {
    let words = style.lang.words();
    let Some(units) = &why.units else { return Vec::new() };
    let title = |label: &str, run: RunRow| {
        let facts = words.habit().run_facts(run, unit);
        let label = Paint::Strong.apply(label);
        format!(
            "{label}  {}",
            paragraph(&joined(&facts), style.width.saturating_sub(12), 2, Paint::Plain)
        )
    };
    let mut rules = BTreeSet::from([Rule(16)]);
    let mut sections = Vec::new();
    let verdicts = |rows: &[UnitRow]| -> Vec<_> {
        rows.iter().map(|row| (row.first, row.last, row.verdict, row.run)).collect()
    };
    let same = verdicts(&units.strict) == verdicts(&units.protected);
    let table = |rows: &[UnitRow], rules: &mut BTreeSet<Rule>| {
        let (skipped, shown) = latest(rows, why.shows_all);
        rules.extend(shown.iter().map(|row| row.rule));
        let more = if skipped > 0 { earlier(skipped, style) } else { String::new() };
        format!("{}{more}", lines(why, shown, style))
    };
    let strict_rows = table(&units.strict, &mut rules);
    sections.push(format!("{}{strict_rows}", title(words.habit().strict(), strict)));
    let protected_rows = if same {
        paragraph(&format!("  {}", words.why().same_units()), style.width, 2, Paint::Faint)
    } else {
        table(&units.protected, &mut rules)
    };
    sections.push(format!("{}{protected_rows}", title(words.habit().protected(), protected)));
    sections.push(self::rules(&rules, style));
    sections
}

/// The rows to show, and how many there are before them.
fn latest(rows: &[UnitRow], all: bool) -> (usize, &[UnitRow]) {
    let from = if all { 0 } else { rows.len().saturating_sub(SHOWN) };
    (from, &rows[from..])
}

/// Newest first, so that the number that was asked about stands on top.
fn lines(why: &Why, rows: &[UnitRow], style: Style) -> String {
    let words = style.lang.words().why();
    let commits: HashMap<&EventId, &str> =
        why.events.iter().map(|event| (&event.id, event.commit.as_str())).collect();
    let is_wide = style.width >= WIDE;
    let columns: &[_] =
        if is_wide { &[Left, Left, Left, Left, Left, Wrap] } else { &[Left, Left, Wrap] };
    let mut grid = Grid::new(columns).indented(2);
    for row in rows.iter().rev() {
        let paint = match row.verdict {
            VerdictRow::Met => Paint::Plain,
            VerdictRow::Missed | VerdictRow::Frozen => Paint::Warn,
            VerdictRow::NotOwed | VerdictRow::Open => Paint::Faint,
        };
        let (day, verdict) =
            (words.unit(row.size, row.first, row.last), words.verdict(row.verdict));
        let (used, run) = (words.used(row.used, row.quota), words.run(row.run));
        let evidence = marked(&evidence(&commits, row), row.rests_on_evidence);
        if is_wide {
            let cells = [Cell::plain(day), Cell::new(verdict, paint), Cell::plain(used)];
            let cells = cells.into_iter().chain([
                Cell::plain(run),
                Cell::new(row.rule.to_string(), Paint::Faint),
                Cell::new(evidence, Paint::Faint),
            ]);
            grid.row(cells.collect());
            continue;
        }
        let facts = joined(&[used, run, row.rule.to_string()]);
        grid.row(vec![Cell::plain(day), Cell::new(verdict, paint), Cell::plain(facts)]);
        if !evidence.is_empty() {
            grid.row(vec![Cell::plain(""), Cell::plain(""), Cell::new(evidence, Paint::Faint)]);
        }
    }
    grid.render(style.width)
}

/// The events of a unit, each with the first digits of its commit.
fn evidence(commits: &HashMap<&EventId, &str>, row: &UnitRow) -> String {
    let pair = |id: &EventId| {
        let commit = commits.get(id).map(|commit| CommitId::new(*commit));
        format!("{id} {}", commit.as_ref().map(CommitId::short).unwrap_or_default())
    };
    joined(&row.events.iter().map(pair).collect::<Vec<_>>())
}

fn rules(rules: &BTreeSet<Rule>, style: Style) -> String {
    let words = style.lang.words().why();
    let mut grid = Grid::new(&[Left, Wrap]).indented(2);
    for rule in rules {
        grid.row(vec![
            Cell::new(rule.to_string(), Paint::Faint),
            Cell::new(words.rule(*rule), Paint::Faint),
        ]);
    }
    format!("{}\n{}", Paint::Strong.apply(words.rules()), grid.render(style.width))
}
