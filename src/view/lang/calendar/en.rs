//! English.

use chrono::{NaiveDate, Weekday};

use super::CalendarWords;
use crate::civil::DayRange;
use crate::ledger::Target;
use crate::quantity::StudyTime;
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

    fn session(&self, time: StudyTime, hours: Option<&str>) -> String {
        let hours = hours.map(|hours| format!(" ({hours})")).unwrap_or_default();
        format!("{time} studied{hours}")
    }

    fn studied_thing(&self, target: &Target) -> String {
        target.id().map_or_else(|| "A session".to_owned(), ToString::to_string)
    }

    fn started(&self, what: &str, since: &str) -> String {
        format!("{what} is running since {since}; `roadmap stop` records it.")
    }

    fn session_recorded(&self, event: &str) -> String {
        format!("The session was recorded already, as {event}; nothing to record.")
    }

    fn session_discarded(&self) -> &'static str {
        "The session is dropped; nothing was recorded."
    }

    fn before_the_first(&self, first: NaiveDate) -> String {
        format!(
            "nothing is owed before {first}; if you meant other days, take this back with `roadmap undo`"
        )
    }

    fn after_the_last(&self, last: NaiveDate) -> String {
        format!(
            "nothing is owed after {last}; if you meant other days, take this back with `roadmap undo`"
        )
    }

    fn wanted_until(&self, habit: &str, last: NaiveDate) -> String {
        format!(
            "{habit} was wanted until {last}: this counts, but no later day asks for it; `roadmap edit {habit}` lets it go on"
        )
    }

    fn session_started(&self, moment: &str) -> String {
        format!("started {moment}")
    }

    fn running(&self) -> &'static str {
        "Running"
    }

    fn since(&self, time: &str) -> String {
        format!("since {time}")
    }

    fn stop_asks(&self) -> &'static str {
        "forgotten? roadmap stop --to TIME, or --discard"
    }

    fn session_unreadable(&self) -> &'static str {
        "the running session cannot be read; to see and drop it: roadmap stop --discard"
    }

    fn study_time(&self) -> &'static str {
        "Studied"
    }

    fn time_today(&self, time: StudyTime) -> String {
        format!("{time} today")
    }

    fn time_this_week(&self, time: StudyTime) -> String {
        format!("{time} this week")
    }

    fn time_in_all(&self, time: StudyTime) -> String {
        format!("{time} in all")
    }

    fn time_on_days(&self, time: StudyTime, days: usize) -> String {
        let plural = if days == 1 { "" } else { "s" };
        format!("{time} studied on {days} day{plural}")
    }

    fn weekday(&self, day: Weekday) -> &'static str {
        match day {
            Weekday::Mon => "Mon",
            Weekday::Tue => "Tue",
            Weekday::Wed => "Wed",
            Weekday::Thu => "Thu",
            Weekday::Fri => "Fri",
            Weekday::Sat => "Sat",
            Weekday::Sun => "Sun",
        }
    }

    fn month(&self, day: NaiveDate) -> String {
        day.format("%b").to_string()
    }

    fn records_on_days(&self, records: u64, days: usize) -> String {
        let plural = |count: bool| if count { "" } else { "s" };
        format!("{records} record{} on {days} day{}", plural(records == 1), plural(days == 1))
    }

    fn nothing_then(&self) -> &'static str {
        "nothing recorded"
    }

    fn nothing(&self) -> &'static str {
        "nothing"
    }

    fn below(&self, target: &str) -> String {
        format!("below {target}")
    }

    fn records_a_day(&self) -> &'static str {
        "records a day"
    }

    fn minutes_a_day(&self) -> &'static str {
        "minutes a day"
    }

    fn amount_a_day(&self, unit: &str) -> String {
        if unit.is_empty() { "times a day".to_owned() } else { format!("{unit} a day") }
    }

    fn blank_days(&self) -> &'static str {
        "blank: to come, or outside of the plan"
    }
}
