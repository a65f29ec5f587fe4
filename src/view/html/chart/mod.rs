//! Our own charts, as SVG with axes and labels. Each comes wide and narrow; the page shows the one
//! that fits.

mod burn_up;
mod calendar;
mod strip;
mod timeline;

use chrono::{Datelike, NaiveDate};
use unicode_width::UnicodeWidthStr as _;

pub(super) use burn_up::{burn_up, has_band};
pub(in crate::view) use calendar::{Tints, calendar};
pub(super) use strip::strip;
pub(super) use timeline::{has_today, timeline};

use crate::civil;
use crate::view::Lang;
use crate::view::svg::{Anchor, Svg, Tenths};

/// How much room the name of a month with its year takes, with some space after it.
const WIDEST_MONTH: Tenths = 500;

/// How much room a chart has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::view) enum Room {
    /// A column of text on a desk, or on paper.
    Wide,
    /// A phone.
    Narrow,
}

impl Room {
    /// How wide a chart is.
    fn width(self) -> Tenths {
        match self {
            Self::Wide => 7_200,
            Self::Narrow => 3_280,
        }
    }

    /// The class that shows or hides it.
    fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// Days laid out from left to right.
struct DayAxis {
    first: NaiveDate,
    days: i64,
    left: Tenths,
    width: Tenths,
}

impl DayAxis {
    fn new(first: NaiveDate, last: NaiveDate, left: Tenths, right: Tenths) -> Self {
        let days = (last - first).num_days() + 1;
        Self { first, days: days.max(1), left, width: right - left }
    }

    /// Where a day begins; days beyond the ends are at the ends.
    fn start(&self, day: NaiveDate) -> Tenths {
        let passed = (day - self.first).num_days().clamp(0, self.days);
        self.left + self.width * passed / self.days
    }

    /// Where a day ends.
    fn end(&self, day: NaiveDate) -> Tenths {
        self.start(civil::next(day))
    }

    /// Its last day.
    fn last(&self) -> NaiveDate {
        let days = chrono::Days::new(self.days.unsigned_abs() - 1);
        self.first.checked_add_days(days).unwrap_or(self.first)
    }

    /// Draws a line at the first of each month from `top` to `bottom`, and says the months that
    /// there is room for below `label`.
    fn draw_months(&self, svg: &mut Svg, top: Tenths, bottom: Tenths, label: Tenths, lang: Lang) {
        let months: Vec<NaiveDate> = firsts_of_months(self.first, self.last()).collect();
        let room = self.width / i64::try_from(months.len()).unwrap_or(1).max(1);
        let step = usize::try_from(WIDEST_MONTH / room.max(1)).unwrap_or_default() + 1;
        let mut year = None;
        for (at, month) in months.iter().enumerate() {
            let x = self.start(*month);
            svg.line((x, top), (x, bottom), "grid");
            let text = month_label(*month, year != Some(month.year()), lang);
            let fits = x + 30 + width_of(&text) <= self.left + self.width;
            if at % step == 0 && fits {
                svg.text((x + 30, label), Anchor::Start, "tick", &text);
                year = Some(month.year());
            }
        }
    }
}

fn firsts_of_months(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let start = first.with_day(1).unwrap_or(first);
    let months =
        (0..).map_while(move |months| start.checked_add_months(chrono::Months::new(months)));
    months.skip_while(move |day| *day < first).take_while(move |day| *day <= last)
}

/// How wide a text below a chart is, about.
fn width_of(text: &str) -> Tenths {
    i64::try_from(text.width()).unwrap_or_default() * 62
}

/// A month as short as on a calendar, the first one of a year with the year.
fn month_label(month: NaiveDate, has_year: bool, lang: Lang) -> String {
    let said = lang.words().calendar().month(month);
    if has_year {
        let year = month.year().rem_euclid(100);
        return match lang {
            Lang::En => format!("{said} ’{year:02}"),
            Lang::Zh => format!("{year:02}年{said}"),
        };
    }
    said
}
