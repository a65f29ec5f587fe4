//! `roadmap replan` in a terminal: what changes, in one line. The difference follows it.

use super::grid::paragraph;
use super::paint::Paint;
use crate::view::Style;
use crate::view::report::ReplanReport;

pub(super) fn render(report: &ReplanReport, style: Style) -> String {
    let paint = match report.over_deadline_days {
        Some(1..) => Paint::Warn,
        _ => Paint::Plain,
    };
    paragraph(&style.lang.words().outlook().moves(report), style.width, 0, paint)
}
