//! The phases: when each was planned, and when it was worked on.

use chrono::NaiveDate;

use super::{DayAxis, Room};
use crate::view::Lang;
use crate::view::report::Review;
use crate::view::svg::{Anchor, Rect, Svg, Tenths, shortened};

const TOP: Tenths = 260;
const ROW: Tenths = 500;
/// Where the percentages stand, to the right of all days.
const GUTTER: Tenths = 440;

/// The phases as bars; `None` for a plan without any.
pub(in crate::view::html) fn timeline(review: &Review, room: Room, lang: Lang) -> Option<String> {
    let (first, last) = days(review)?;
    let axis = DayAxis::new(first, last, 0, room.width() - GUTTER);
    let rows = i64::try_from(review.phases.len()).unwrap_or_default();
    let bottom = TOP + rows * ROW;
    let words = lang.words().review();
    let label = words.timeline_said(review.phases.len());
    let mut svg = Svg::new(room.width(), bottom + 20, room.class(), &label);
    axis.draw_months(&mut svg, 60, bottom, 150, lang);
    if has_today(review) {
        let x = axis.end(review.as_of);
        svg.line((x, 60), (x, bottom), "today");
    }
    for (at, phase) in (0..).zip(&review.phases) {
        let top = TOP + at * ROW;
        let percent = phase.phase.percent.map(|percent| format!("{percent}%")).unwrap_or_default();
        let columns = usize::try_from((room.width() - 420) / 72).unwrap_or_default();
        let title = shortened(&format!("{}  {}", phase.phase.id, phase.phase.title), columns);
        svg.text((0, top + 120), Anchor::Start, "label halo", &title);
        let weight = if phase.actual.is_some() { "value halo" } else { "tick halo" };
        svg.text((room.width(), top + 120), Anchor::End, weight, &percent);
        let bar = |window: crate::view::report::Window, top, height| Rect {
            left: axis.start(window.first),
            top,
            width: (axis.end(window.last) - axis.start(window.first)).max(30),
            height,
        };
        let days = |window: crate::view::report::Window| {
            format!("{} – {}", words.day(window.first), words.day(window.last))
        };
        let labels = words.labels();
        let said = words.named(labels.planned, &days(phase.planned));
        svg.rect(bar(phase.planned, top + 190, 70), "planned", &said);
        if let Some(actual) = phase.actual {
            let said = words.named(labels.actual, &days(actual));
            svg.rect(bar(actual, top + 280, 70), "actual", &said);
        }
    }
    Some(svg.finish())
}

/// The first and the last day of the timeline.
fn days(review: &Review) -> Option<(NaiveDate, NaiveDate)> {
    let windows = || {
        let phases = review.phases.iter();
        phases.flat_map(|phase| std::iter::once(phase.planned).chain(phase.actual))
    };
    let first = windows().map(|window| window.first).min()?;
    let last = windows().map(|window| window.last).max()?.max(review.calendar.end);
    Some((first, last))
}

/// Whether the day looked at is one of the timeline.
pub(in crate::view::html) fn has_today(review: &Review) -> bool {
    days(review).is_some_and(|(first, last)| first <= review.as_of && review.as_of <= last)
}
