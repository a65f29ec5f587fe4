//! What a forecast is drawn from.

use chrono::NaiveDate;

use super::super::forecast;
use super::super::grid::Column::{Left, Right, Wrap};
use super::super::grid::{Cell, Grid, paragraph};
use super::super::joined;
use super::super::paint::Paint;
use super::tasks::Evidence;
use super::{SHOWN, earlier, length, said};
use crate::view::Style;
use crate::view::report::{
    DrawnDay, DrawsRow, ForecastRow, TaskStateRow, TaskTermsRow, WeightUnit, Why,
};

/// Weights of a forecast are in thousandths.
const FINE: u64 = 1_000;

pub(super) fn of_forecast(why: &Why, row: &ForecastRow, style: Style) -> Vec<String> {
    let mut sections = forecast::of_row(row, dropped(why), style);
    if let Some(draws) = &why.drawn_from {
        sections.push(drawn(why, draws, style));
        sections.push(record(why, draws, style));
        sections.push(left(why, draws, style));
    }
    sections
}

/// How many tasks were dropped; `None` in a plan without tasks.
fn dropped(why: &Why) -> Option<usize> {
    let mut tasks = why.terms.phases.iter().flat_map(|phase| &phase.tasks).peekable();
    tasks.peek()?;
    Some(tasks.filter(|task| matches!(task.state, TaskStateRow::Dropped { .. })).count())
}

/// A weight in the unit of the plan.
fn weight(why: &Why, thousandths: u64, style: Style) -> String {
    match why.terms.weight {
        WeightUnit::Seconds => length(thousandths / FINE, style),
        WeightUnit::Tasks if thousandths.is_multiple_of(FINE) => (thousandths / FINE).to_string(),
        WeightUnit::Tasks => format!("{}.{:03}", thousandths / FINE, thousandths % FINE),
    }
}

fn drawn(why: &Why, draws: &DrawsRow, style: Style) -> String {
    let words = style.lang.words().why();
    let mut text = said(&[words.futures(draws)], style);
    if let (Some(first), Some(last)) = (draws.owed_record.first(), draws.owed_record.last()) {
        let days = draws.owed_record.len();
        text.push_str(&said(&[words.owed_record(days, first.day, last.day)], style));
    }
    if draws.under_way > 0 {
        let under_way = weight(why, draws.under_way, style);
        text.push_str(&said(&[words.under_way(&under_way)], style));
    }
    text.push_str(&paragraph(words.forecast_rule(), style.width, 2, Paint::Faint));
    text
}

/// The days of the record on which anything was finished, latest first, with the tasks.
fn record(why: &Why, draws: &DrawsRow, style: Style) -> String {
    let mut after = None;
    let mut days: Vec<(DrawnDay, Option<NaiveDate>)> = Vec::new();
    // What is under way stands on the last day, and is said above.
    let mut under_way = draws.under_way;
    for day in draws.owed_record.iter().rev() {
        let finished_weight = day.finished_weight - std::mem::take(&mut under_way);
        if finished_weight > 0 {
            days.push((DrawnDay { finished_weight, ..*day }, after));
        }
        after = Some(day.day);
    }
    if days.is_empty() {
        return String::new();
    }
    let shown = if why.shows_all { days.len() } else { days.len().min(SHOWN) };
    let evidence = Evidence::of(why);
    let mut grid = Grid::new(&[Left, Right, Wrap]).indented(2);
    for (day, after) in &days[..shown] {
        let tasks = why.terms.phases.iter().flat_map(|phase| &phase.tasks);
        let on_it = |task: &&TaskTermsRow| match task.state {
            TaskStateRow::Done { on } => day.day <= on && after.is_none_or(|after| on < after),
            _ => false,
        };
        let said = tasks
            .filter(on_it)
            .map(|task| joined(&[task.id.to_string(), evidence.said(task, style)]));
        grid.row(vec![
            Cell::plain(day.day.to_string()),
            Cell::plain(format!("+{}", weight(why, day.finished_weight, style))),
            Cell::new(joined(&said.collect::<Vec<_>>()), Paint::Faint),
        ]);
    }
    let more = days.len() - shown;
    let more = if more > 0 { earlier(more, style) } else { String::new() };
    let heading = Paint::Strong.apply(style.lang.words().review().labels().done);
    format!("{heading}\n{}{more}", grid.render(style.width))
}

/// What is left, phase by phase.
fn left(why: &Why, draws: &DrawsRow, style: Style) -> String {
    let mut grid = Grid::new(&[Left, Right]).indented(2);
    for phase in &draws.left_phases {
        grid.row(vec![
            Cell::plain(phase.id.to_string()),
            Cell::plain(weight(why, phase.left_weight, style)),
        ]);
    }
    let heading = Paint::Strong.apply(style.lang.words().why().left());
    format!("{heading}\n{}", grid.render(style.width))
}
