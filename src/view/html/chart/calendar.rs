//! The year, a square a day.

use chrono::{Datelike, NaiveDate};

use super::Room;
use crate::view::Lang;
use crate::view::report::{HeatDay, Heatmap, Measure, Place};
use crate::view::svg::{Anchor, Rect, Svg, Tenths};

/// From one square to the next, and how large it is.
const STEP: Tenths = 130;
const SIZE: Tenths = 108;
/// The days of the week stand to the left, the months above.
const LEFT: Tenths = 310;
const TOP: Tenths = 180;

/// Where the colours come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::view) enum Tints {
    /// The page.
    Page,
    /// The drawing itself, which stands alone.
    Own,
}

const OWN_STYLE: &str = "text{font:10px system-ui,-apple-system,'Segoe UI','PingFang SC',\
    'Microsoft YaHei','Noto Sans CJK SC',sans-serif;fill:#5d5a52}rect{rx:2px}.l0{fill:#e9e6de}\
    .l1{fill:#bfdccf}.l2{fill:#82bda4}.l3{fill:#3f927a}.l4{fill:#165e4b}.out{fill:#f4f2ec}\
    @media(prefers-color-scheme:dark){text{fill:#a5a299}.l0{fill:#2a2926}.l1{fill:#1e4a3d}\
    .l2{fill:#2b725d}.l3{fill:#46a184}.l4{fill:#8bdcbf}.out{fill:#1e1d1b}}";

/// The days of the heatmap: as one row of weeks, or as two below each other where room is narrow.
pub(in crate::view) fn calendar(
    map: &Heatmap,
    room: Room,
    tints: Tints,
    label: &str,
    lang: Lang,
) -> String {
    let weeks: Vec<&[HeatDay]> = map.days.chunks(7).collect();
    let (left, each) = match room {
        Room::Wide => (LEFT, weeks.len().max(1)),
        Room::Narrow => (20, weeks.len().div_ceil(2).clamp(1, 27)),
    };
    let rows: Vec<&[&[HeatDay]]> = weeks.chunks(each).collect();
    let row_height = TOP + 7 * STEP + 60;
    let columns = i64::try_from(each).unwrap_or_default();
    let step = if room == Room::Narrow { 120 } else { STEP };
    let (width, height) =
        (left + columns * step + 10, i64::try_from(rows.len()).unwrap_or(1) * row_height);
    let mut svg = Svg::new(width.max(room.width()), height, room.class(), label);
    if tints == Tints::Own {
        svg.style(OWN_STYLE);
    }
    for (row, weeks) in (0..).zip(rows) {
        let top = row * row_height + TOP;
        if room == Room::Wide {
            draw_days_of_week(&mut svg, weeks, top, lang);
        }
        draw_weeks(&mut svg, weeks, (left, top, step), map, lang);
    }
    svg.finish()
}

fn draw_days_of_week(svg: &mut Svg, weeks: &[&[HeatDay]], top: Tenths, lang: Lang) {
    let days = weeks.first().copied().unwrap_or_default();
    for (at, day) in (0..).zip(days).filter(|(at, _)| at % 2 == 0) {
        let said = lang.words().calendar().weekday(day.day.weekday());
        svg.text((LEFT - 60, top + at * STEP + 90), Anchor::End, "tick", said);
    }
}

fn draw_weeks(
    svg: &mut Svg,
    weeks: &[&[HeatDay]],
    (left, top, step): (Tenths, Tenths, Tenths),
    map: &Heatmap,
    lang: Lang,
) {
    let mut month = None;
    let mut free_from = 0;
    for (column, week) in (0..).zip(weeks) {
        let x = left + column * step;
        let first = week.first().map_or(map.as_of, |day| day.day);
        let begins = week.iter().any(|day| day.day.day() == 1) || column == 0;
        let is_new = month != Some(last_month(week, first));
        if begins
            && is_new
            && column >= free_from
            && column + 2 < i64::try_from(weeks.len()).unwrap_or_default()
        {
            month = Some(last_month(week, first));
            free_from = column + 3;
            let day = week.last().map_or(first, |day| day.day);
            svg.text((x, top - 70), Anchor::Start, "tick", &lang.words().calendar().month(day));
        }
        for (row, day) in (0..).zip(week.iter()) {
            let rect = Rect {
                left: x,
                top: top + row * STEP,
                width: SIZE.min(step - 20),
                height: SIZE.min(step - 20),
            };
            svg.rect(rect, class(day), &said(day, map, lang));
        }
    }
}

fn last_month(week: &[HeatDay], otherwise: NaiveDate) -> u32 {
    week.last().map_or(otherwise, |day| day.day).month()
}

fn class(day: &HeatDay) -> &'static str {
    match (day.level, day.place) {
        (_, Place::Future) | (0, Place::Outside) => "out",
        (0, _) => "l0",
        (1, _) => "l1",
        (2, _) => "l2",
        (3, _) => "l3",
        _ => "l4",
    }
}

/// What a day is, for whoever points at it; nothing for a day with nothing.
fn said(day: &HeatDay, map: &Heatmap, lang: Lang) -> String {
    if day.level == 0 {
        return String::new();
    }
    let unit = match map.measure {
        Measure::Records => String::new(),
        Measure::Minutes => " min".to_owned(),
        Measure::Amount => map.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default(),
    };
    let words = lang.words().review();
    let said = words.named(&words.day(day.day), &format!("{}{unit}", day.value));
    if day.rests_on_evidence {
        return format!("{said} · {}", lang.words().evidence().derived(None));
    }
    said
}
