//! Simplified Chinese.

use chrono::NaiveDate;

use super::CalendarWords;
use crate::civil::DayRange;
use crate::view::lang::Words as _;
use crate::view::lang::zh;

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl CalendarWords for Chinese {
    fn seen_from(&self, day: NaiveDate) -> String {
        format!("截至 {}：", zh::Chinese.date(day))
    }

    fn days(&self, days: DayRange) -> String {
        let date = |day| zh::Chinese.date(day);
        if days.first() == days.last() {
            return date(days.first());
        }
        format!("{} 至 {}（共 {} 天）", date(days.first()), date(days.last()), days.length())
    }

    fn already_excused(&self, id: Option<&str>, days: DayRange) -> String {
        let what = id.unwrap_or("全部");
        format!("{what} 在 {} 本来就已免做，无需再记", self.days(days))
    }
}
