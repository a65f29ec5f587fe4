//! Single values as TOML.

use chrono::Weekday;

use crate::civil::{self, DayRange};
use crate::id::Id;

/// The longest list that stays on one line, in characters.
const LIST_WIDTH: usize = 88;

/// A text in quotes.
pub(super) fn string(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04X}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// A list of texts: on one line if it is short, else one to a line below a table that is set in
/// by `indent`.
pub(super) fn strings<'a>(items: impl Iterator<Item = &'a str>, indent: &str) -> String {
    let items: Vec<String> = items.map(string).collect();
    let line = format!("[{}]", items.join(", "));
    if line.chars().count() <= LIST_WIDTH || items.len() < 2 {
        return line;
    }
    let lines: String = items.iter().map(|item| format!("{indent}  {item},\n")).collect();
    format!("[\n{lines}{indent}]")
}

/// Ids as texts.
pub(super) fn ids(ids: &[Id]) -> impl Iterator<Item = &str> {
    ids.iter().map(Id::as_str)
}

/// A window in its shortest form: months where they are whole.
#[must_use]
pub fn window(window: DayRange) -> String {
    let begins_a_month = |day: chrono::NaiveDate| day.format("%d").to_string() == "01";
    if !begins_a_month(window.first()) || !begins_a_month(civil::next(window.last())) {
        return window.to_string();
    }
    let month = |day: chrono::NaiveDate| day.format("%Y-%m").to_string();
    let (first, last) = (month(window.first()), month(window.last()));
    if first == last { first } else { format!("{first}..{last}") }
}

/// The name of a day of the week in `roadmap.toml`.
#[must_use]
pub fn long_day(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    }
}
