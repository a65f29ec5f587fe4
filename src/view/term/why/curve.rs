//! Planned against done: the tasks that lifted the curve, one by one.

use super::super::grid::Column::{Left, Right, Wrap};
use super::super::grid::{Cell, Grid, paragraph};
use super::super::paint::Paint;
use super::super::sign;
use super::tasks::{Evidence, is_by_count};
use super::{SHOWN, earlier, length, said};
use crate::view::Style;
use crate::view::report::{CurveFacts, TaskStateRow, TaskTermsRow, Why};

pub(super) fn of_curve(why: &Why, facts: &CurveFacts, style: Style) -> Vec<String> {
    let words = style.lang.words();
    let labels = words.review().labels();
    let Some(change) = facts.change else {
        return vec![said(&[words.why().no_share().to_owned()], style)];
    };
    let moved = |label: &str, before: u32, after: u32| {
        format!("{label} {before}% {} {after}%", sign::BECOMES)
    };
    let days = why.terms.days.and_then(|days| crate::civil::DayRange::new(days.first, days.last));
    let mut summary = said(
        &[
            moved(labels.done, change.percent_before, change.percent),
            moved(labels.planned, change.planned_percent_before, change.planned_percent),
            days.map(|days| words.calendar().days(days)).unwrap_or_default(),
        ],
        style,
    );
    summary.push_str(&paragraph(words.why().curve_rule(), style.width, 2, Paint::Faint));
    vec![summary, finished(why, facts, style)]
}

/// The finished tasks, latest first, with the height of the curve after each.
fn finished(why: &Why, facts: &CurveFacts, style: Style) -> String {
    let tasks = why.terms.phases.iter().flat_map(|phase| &phase.tasks);
    let mut done: Vec<(chrono::NaiveDate, &TaskTermsRow)> = tasks
        .filter_map(|task| match task.state {
            TaskStateRow::Done { on } => Some((on, task)),
            _ => None,
        })
        .collect();
    done.sort_by_key(|(on, _)| *on);
    let shown = if why.shows_all { done.len() } else { done.len().min(SHOWN) };
    let evidence = Evidence::of(why);
    let mut grid = Grid::new(&[Right, Left, Left, Wrap]).indented(2);
    for (on, task) in done.iter().rev().take(shown) {
        let row = facts.burn_up.iter().find(|row| row.day == *on);
        let percent = row.and_then(|row| row.percent).map(|percent| format!("{percent}%"));
        let weight =
            if is_by_count(why) { task.weight.to_string() } else { length(task.weight, style) };
        grid.row(vec![
            Cell::plain(percent.unwrap_or_default()),
            Cell::plain(task.id.to_string()),
            Cell::plain(format!("+{weight}")),
            Cell::new(evidence.said(task, style), Paint::Faint),
        ]);
    }
    let more = done.len() - shown;
    let more = if more > 0 { earlier(more, style) } else { String::new() };
    format!("{}{more}", grid.render(style.width))
}
