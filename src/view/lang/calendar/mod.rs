//! What is said about days: which day or days something counts for.

mod en;
mod zh;

use chrono::NaiveDate;

use crate::civil::DayRange;

pub(super) use en::English;
pub(super) use zh::Chinese;

/// What is said about days.
pub trait CalendarWords {
    /// The day that was looked at, as a line of its own.
    fn seen_from(&self, day: NaiveDate) -> String;
    /// One day with its day of the week, or the first and the last with their number.
    fn days(&self, days: DayRange) -> String;
    /// A habit, or everything where there is no id, was excused on all of these days before.
    fn already_excused(&self, id: Option<&str>, days: DayRange) -> String;
}
