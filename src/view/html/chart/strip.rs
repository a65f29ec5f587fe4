//! A habit, week by week.

use chrono::Days;

use super::{DayAxis, Room};
use crate::view::Lang;
use crate::view::report::{HabitReviewRow, Review, StretchRow};
use crate::view::svg::{Anchor, Rect, Svg, Tenths};

const TOP: Tenths = 60;
const HEIGHT: Tenths = 560;
const LEFT: Tenths = 240;

/// So many days have room at least, so that the bars of a short habit are not blocks.
const FEWEST_DAYS: u64 = 26 * 7 - 1;

/// The weeks of a habit as bars of days; `None` without any. Every strip has the weeks of the
/// longest habit, so that they can be compared.
pub(in crate::view::html) fn strip(
    review: &Review,
    habit: &HabitReviewRow,
    room: Room,
    lang: Lang,
) -> Option<String> {
    habit.weeks.first()?;
    let weeks = || review.habits.iter().flat_map(|habit| &habit.weeks);
    let first = weeks().map(|week| week.first).min()?;
    let last = weeks().map(|week| week.last).max()?;
    let last = first.checked_add_days(Days::new(FEWEST_DAYS)).map_or(last, |day| last.max(day));
    let axis = DayAxis::new(first, last, LEFT, room.width());
    let words = lang.words().review();
    let label = words.strip_said(&habit.habit.title);
    let mut svg = Svg::new(room.width(), TOP + HEIGHT + 220, room.class(), &label);
    for mark in [0, 7] {
        svg.line((LEFT, height(mark)), (room.width(), height(mark)), "grid");
        svg.text((LEFT - 60, height(mark) + 35), Anchor::End, "tick", &mark.to_string());
    }
    axis.draw_months(&mut svg, height(0), height(0) + 40, height(0) + 170, lang);
    for week in &habit.weeks {
        let left = axis.start(week.first) + 10;
        let rect = Rect {
            left,
            top: height(week.active_days),
            width: (axis.end(week.last) - left - 10).min(300),
            height: height(0) - height(week.active_days),
        };
        let mut said = words.named(&words.day(week.first), &words.days(week.active_days.into()));
        if week.active_days_by_evidence > 0 {
            let days = week.active_days_by_evidence.try_into().unwrap_or(usize::MAX);
            said.push_str(&format!(" · {}", lang.words().evidence().days(days)));
        }
        svg.rect(rect, class(week), &said);
    }
    Some(svg.finish())
}

fn height(days: u32) -> Tenths {
    TOP + HEIGHT * (7 - i64::from(days.min(7))) / 7
}

fn class(week: &StretchRow) -> &'static str {
    if week.asked.is_none_or(|asked| week.met_days >= asked) { "met" } else { "part" }
}
