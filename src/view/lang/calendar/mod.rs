//! What is said about days and hours: which days something counts for, sessions, study time.

mod en;
mod zh;

use chrono::{NaiveDate, Weekday};

use crate::civil::DayRange;
use crate::ledger::Target;
use crate::quantity::StudyTime;

pub(super) use en::English;
pub(super) use zh::Chinese;

/// What is said about days and hours.
pub trait CalendarWords {
    /// The day that was looked at, as a line of its own.
    fn seen_from(&self, day: NaiveDate) -> String;
    /// One day with its day of the week, or the first and the last with their number.
    fn days(&self, days: DayRange) -> String;
    /// A habit, or everything where there is no id, was excused on all of these days before.
    fn already_excused(&self, id: Option<&str>, days: DayRange) -> String;

    // Sessions.

    /// How long a session was, and from when to when where that is known.
    fn session(&self, time: StudyTime, hours: Option<&str>) -> String;
    /// What is studied: a task or habit, or none in particular.
    fn studied_thing(&self, target: &Target) -> String;
    /// A session runs since some time.
    fn started(&self, what: &str, since: &str) -> String;
    /// The session that runs was recorded before, as this event.
    fn session_recorded(&self, event: &str) -> String;
    /// The session was dropped; what the file held follows.
    fn session_discarded(&self) -> &'static str;
    /// Days are excused that lie before the first on which anything is owed.
    fn before_the_first(&self, first: NaiveDate) -> String;
    /// Days are excused that lie behind the last of a habit.
    fn after_the_last(&self, last: NaiveDate) -> String;
    /// A habit counts, but nobody asks for it after this day.
    fn wanted_until(&self, habit: &str, last: NaiveDate) -> String;
    /// When a session was started.
    fn session_started(&self, moment: &str) -> String;
    /// The label of the session that runs.
    fn running(&self) -> &'static str;
    /// Since when it runs.
    fn since(&self, time: &str) -> String;
    /// The session runs so long, or the clock was set back, that `stop` will ask.
    fn stop_asks(&self) -> &'static str;
    /// The session that runs cannot be read.
    fn session_unreadable(&self) -> &'static str;

    // Study time.

    /// The label of the study time.
    fn study_time(&self) -> &'static str;
    /// How much on the day one looks at.
    fn time_today(&self, time: StudyTime) -> String;
    /// How much in its week.
    fn time_this_week(&self, time: StudyTime) -> String;
    /// How much in all.
    fn time_in_all(&self, time: StudyTime) -> String;
    /// How much, on how many days.
    fn time_on_days(&self, time: StudyTime, days: usize) -> String;

    // The heatmap.

    /// A day of the week, as short as in a calendar.
    fn weekday(&self, day: Weekday) -> &'static str;
    /// The month of a day, as short as in a calendar.
    fn month(&self, day: NaiveDate) -> String;
    /// How many completions and sessions, on how many days.
    fn records_on_days(&self, records: u64, days: usize) -> String;
    /// Nothing is recorded for the days that are shown.
    fn nothing_then(&self) -> &'static str;
    /// Nothing on a day.
    fn nothing(&self) -> &'static str;
    /// Something, but less than the target.
    fn below(&self, target: &str) -> String;
    /// The numbers are completions and sessions a day.
    fn records_a_day(&self) -> &'static str;
    /// The numbers are minutes a day.
    fn minutes_a_day(&self) -> &'static str;
    /// The numbers are so much of a habit a day; the unit may be empty.
    fn amount_a_day(&self, unit: &str) -> String;
    /// What days without any sign are.
    fn blank_days(&self) -> &'static str;
}
