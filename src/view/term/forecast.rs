//! `roadmap forecast` in a terminal, and its line in `roadmap status`.

use chrono::NaiveDate;

use super::grid::Column::{Left, Wrap};
use super::grid::{Cell, Grid, paragraph};
use super::joined;
use super::paint::Paint;
use super::status::footnotes;
use crate::view::Style;
use crate::view::report::{FinishRow, ForecastReport, ForecastRow, OutlookRow};

/// From this width on there is a column for what is planned.
const WIDE: usize = 72;

pub(super) fn render(report: &ForecastReport, style: Style) -> String {
    let dropped = report.has_tasks.then_some(report.dropped_tasks);
    let mut sections = of_row(&report.forecast, dropped, style);
    sections.push(footnotes(&report.footnotes, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

/// What can be said about the finish, section by section; `dropped` tasks, `None` in a plan
/// without tasks.
pub(super) fn of_row(row: &ForecastRow, dropped: Option<usize>, style: Style) -> Vec<String> {
    let words = style.lang.words();
    match row {
        ForecastRow::NothingLeft => {
            let said = dropped.map_or(words.no_tasks(), |dropped| words.nothing_open(dropped));
            vec![paragraph(said, style.width, 0, Paint::Plain)]
        }
        ForecastRow::TooEarly(early) => {
            vec![paragraph(&words.outlook().too_early(early), style.width, 0, Paint::Plain)]
        }
        ForecastRow::Known(outlook) => {
            vec![table(outlook, style), verdict(outlook, style), basis(outlook, style)]
        }
    }
}

fn table(outlook: &OutlookRow, style: Style) -> String {
    let words = style.lang.words();
    let said = words.outlook();
    let is_wide = style.width >= WIDE;
    let mut grid = Grid::new(if is_wide {
        &[Left, Wrap, Left, Left, Left, Left][..]
    } else {
        &[Left, Wrap, Left, Left]
    });
    let mut row = |cells: [Cell; 6]| {
        let keep = |(at, cell): (usize, Cell)| (is_wide || ![2, 5].contains(&at)).then_some(cell);
        grid.row(cells.into_iter().enumerate().filter_map(keep).collect());
    };
    let faint = |text: &str| Cell::new(text, Paint::Faint);
    row([faint(""), faint(""), faint(said.planned()), faint("50%"), faint("80%"), faint("")]);
    for phase in &outlook.phases {
        let (id, title) = (Cell::plain(phase.id.as_str()), Cell::plain(phase.title.as_str()));
        row(line(id, title, &phase.finish, style));
    }
    let title = Cell::new(words.total(), Paint::Strong);
    row(line(Cell::plain(""), title, &outlook.goal, style));
    let heading = paragraph(said.finish(), style.width, 2, Paint::Strong);
    heading + &grid.render(style.width)
}

fn line(id: Cell, title: Cell, finish: &FinishRow, style: Style) -> [Cell; 6] {
    let day = |day: Option<NaiveDate>, paint| match day {
        Some(day) => Cell::new(day.to_string(), paint),
        None => Cell::new(style.lang.words().outlook().not_in_ten_years(), paint),
    };
    let late = finish.late_days.map(|days| style.lang.words().outlook().late(days));
    let paint = paint(finish);
    [
        id,
        title,
        Cell::new(finish.planned.to_string(), Paint::Faint),
        day(finish.p50, paint),
        day(finish.p80, Paint::Plain),
        Cell::new(late.unwrap_or_default(), paint),
    ]
}

fn paint(finish: &FinishRow) -> Paint {
    match finish.late_days {
        Some(..=0) => Paint::Good,
        _ => Paint::Warn,
    }
}

/// What the pace means for the plan's last day.
fn verdict(outlook: &OutlookRow, style: Style) -> String {
    let said = style.lang.words().outlook().verdict(outlook);
    paragraph(&said, style.width, 0, paint(&outlook.goal))
}

fn basis(outlook: &OutlookRow, style: Style) -> String {
    let said = style.lang.words().outlook().basis(outlook);
    paragraph(&said, style.width, 0, Paint::Faint)
}

/// The forecast on one line; `None` where there is nothing to say.
pub(super) fn in_brief(forecast: &ForecastRow, style: Style) -> Option<(String, Paint)> {
    let ForecastRow::Known(outlook) = forecast else { return None };
    let words = style.lang.words().outlook();
    let days = words.half_and_most(outlook.goal.p50, outlook.goal.p80);
    Some((joined(&[days, words.in_brief(outlook)]), paint(&outlook.goal)))
}
