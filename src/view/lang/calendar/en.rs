//! English.

use chrono::NaiveDate;

use super::CalendarWords;
use crate::civil::DayRange;
use crate::view::lang::Words as _;
use crate::view::lang::en;

/// English.
pub(in crate::view::lang) struct English;

impl CalendarWords for English {
    fn seen_from(&self, day: NaiveDate) -> String {
        format!("As of {}:", en::English.date(day))
    }

    fn days(&self, days: DayRange) -> String {
        let date = |day| en::English.date(day);
        if days.first() == days.last() {
            return date(days.first());
        }
        format!("{} to {} ({} days)", date(days.first()), date(days.last()), days.length())
    }

    fn already_excused(&self, id: Option<&str>, days: DayRange) -> String {
        let what = id.unwrap_or("everything");
        format!("{what} is excused for {} already; nothing to record", self.days(days))
    }
}
