//! What is done and planned over time, and where the learner's pace leads.

use chrono::{Days, NaiveDate};

use super::{DayAxis, Room};
use crate::view::Lang;
use crate::view::report::{BurnUpRow, ForecastRow, Review};
use crate::view::svg::{Anchor, Svg, Tenths};

const TOP: Tenths = 120;
const HEIGHT: Tenths = 2_100;
const LEFT: Tenths = 400;

/// How far beyond its last day a plan's forecast is drawn.
const MOST_DAYS_AFTER_THE_END: u64 = 366;

/// The lines of done and planned with the forecast as a band; `None` where nothing is to do.
pub(in crate::view::html) fn burn_up(review: &Review, room: Room, lang: Lang) -> Option<String> {
    let (first, end) = (review.burn_up.first()?.day, review.burn_up.last()?.day);
    let forecast = forecast(review);
    let farthest = end.checked_add_days(Days::new(MOST_DAYS_AFTER_THE_END)).unwrap_or(end);
    let last = forecast.map_or(end, |(p50, p80)| p80.max(p50).max(end).min(farthest));
    let axis = DayAxis::new(first, last, LEFT, room.width() - 20);
    let now = review.burn_up.iter().rfind(|row| row.percent.is_some());
    let percent = now.and_then(|row| row.percent).unwrap_or_default();
    let words = lang.words().review();
    let planned = now.map_or(0, |row| row.planned_percent);
    let label = words.burn_up_said(percent, planned);
    let mut svg = Svg::new(room.width(), TOP + HEIGHT + 280, room.class(), &label);
    for mark in [0, 25, 50, 75, 100] {
        svg.line((LEFT, height(mark)), (room.width() - 20, height(mark)), "grid");
        svg.text((LEFT - 60, height(mark) + 35), Anchor::End, "tick", &format!("{mark}%"));
    }
    axis.draw_months(&mut svg, height(0), height(0) + 50, height(0) + 170, lang);
    if let Some((p50, p80)) = forecast {
        draw_band(&mut svg, &axis, (review.as_of, percent), (p50, p80));
    }
    draw_lines(&mut svg, &axis, &review.burn_up);
    let today = axis.end(review.as_of);
    svg.line((today, TOP), (today, height(0)), "today");
    svg.circle((today, height(percent)), 35, "dot");
    Some(svg.finish())
}

fn height(percent: u32) -> Tenths {
    TOP + HEIGHT * (100 - i64::from(percent)) / 100
}

/// Whether the forecast is drawn.
pub(in crate::view::html) fn has_band(review: &Review) -> bool {
    forecast(review).is_some()
}

/// The days by which everything is done with one and four chances.
fn forecast(review: &Review) -> Option<(NaiveDate, NaiveDate)> {
    match &review.forecast {
        ForecastRow::Known(outlook) if review.is_of_all() => {
            Some((outlook.goal.p50?, outlook.goal.p80?))
        }
        _ => None,
    }
}

fn draw_band(
    svg: &mut Svg,
    axis: &DayAxis,
    (day, percent): (NaiveDate, u32),
    (p50, p80): (NaiveDate, NaiveDate),
) {
    let start = (axis.end(day), height(percent));
    let cut = |end: NaiveDate| {
        // Where the chart ends before the day, the line does, too, on its way.
        let whole = (end - day).num_days().max(1);
        let shown = (axis.last() - day).num_days().min(whole);
        let rise = i64::from(100 - percent) * shown / whole;
        let reached = percent + u32::try_from(rise).unwrap_or_default();
        (axis.end(end), height(reached))
    };
    svg.path(&[start, cut(p50), cut(p80)], true, "band");
    svg.path(&[start, cut(p50)], false, "forecast");
    svg.path(&[start, cut(p80)], false, "forecast");
}

fn draw_lines(svg: &mut Svg, axis: &DayAxis, days: &[BurnUpRow]) {
    let planned = days.iter().map(|row| (axis.start(row.day), height(row.planned_percent)));
    svg.path(&without_repeats(planned.collect()), false, "planned-line");
    let mut done = vec![(axis.start(days[0].day), height(0))];
    for row in days {
        if let Some(percent) = row.percent {
            let before = done.last().map_or(height(0), |(_, y)| *y);
            done.push((axis.start(row.day), before));
            done.push((axis.end(row.day), height(percent)));
        }
    }
    let done = without_repeats(done);
    let mut area = done.clone();
    area.push((done.last().map_or(0, |(x, _)| *x), height(0)));
    svg.path(&area, true, "area");
    svg.path(&done, false, "done-line");
}

/// The same line without the points that lie between two others of their height.
fn without_repeats(points: Vec<(Tenths, Tenths)>) -> Vec<(Tenths, Tenths)> {
    let mut kept: Vec<(Tenths, Tenths)> = Vec::new();
    for point in points {
        let is_between = kept.len() >= 2
            && kept[kept.len() - 2].1 == point.1
            && kept[kept.len() - 1].1 == point.1;
        if is_between {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}
