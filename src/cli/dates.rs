//! New dates for a plan, written into its text; and the plans that we bring along, moved to where
//! they are used.

use chrono::{Datelike as _, Days, NaiveDate};

use super::failure::Failure;
use crate::civil::DayRange;
use crate::plan::document::{Document, Place, Value};
use crate::plan::{self, Plan};
use crate::progress::{self, NewDates, Replan, Replanned, Shift};
use crate::say;
use crate::sentence::Sentence;

/// Nothing of a plan has begun so many days before its start, nor before the day it moves to.
const LONG_BEFORE_DAYS: u64 = 400;

/// Moves a plan so that it begins on `day`. To the first day of a month it moves by months, so
/// that windows of whole months stay such; else by days, so that they keep their lengths.
///
/// # Errors
///
/// Says that dates would lie outside the calendar.
pub(crate) fn begin(text: &str, day: NaiveDate) -> Result<String, Failure> {
    let plan = read(text)?;
    if plan.start == day {
        return Ok(text.to_owned());
    }
    let months = (day.year() - plan.start.year()) * 12 + day.month0().cast_signed()
        - plan.start.month0().cast_signed();
    let how = match day.day() {
        1 => Replan::Push(Shift::Months(months)),
        _ => Replan::Start(day),
    };
    let earliest = day.min(plan.start);
    let long_before = earliest.checked_sub_days(Days::new(LONG_BEFORE_DAYS)).unwrap_or(earliest);
    let mut dates = match (months, day.day()) {
        // Only the first day moves, within its month.
        (0, 1) => NewDates::default(),
        _ => replanned(&plan, how, long_before)?,
    };
    dates.start = Some(day);
    for (_, window) in &mut dates.windows {
        let begins = window.first().max(day).min(window.last());
        *window = DayRange::new(begins, window.last()).unwrap_or(*window);
    }
    rewritten(text, &plan, &dates)
}

/// Lays out a plan from its start to `end`, by how much there is to do.
///
/// # Errors
///
/// Says that there are too few days.
pub(crate) fn lay_out(text: &str, end: NaiveDate) -> Result<String, Failure> {
    let plan = read(text)?;
    let dates = replanned(&plan, Replan::FinishBy(end), plan.start)?;
    rewritten(text, &plan, &dates)
}

/// New dates for a plan of which nothing is done, seen from a day.
fn replanned(plan: &Plan, how: Replan, day: NaiveDate) -> Result<NewDates, Failure> {
    match progress::replan(plan, &progress::fold(plan, &[], day), how) {
        Replanned::To(dates) => Ok(dates),
        Replanned::Refused(_) => Err(Failure::request(say!(
            "the plan cannot be moved to that day",
            "计划无法移到那一天"
        ))
        .hint(say!(
            "its last day would lie outside of the calendar; nothing was written",
            "最后一天会超出日历范围；没有写入任何内容"
        ))),
    }
}

fn rewritten(text: &str, plan: &Plan, dates: &NewDates) -> Result<String, Failure> {
    let document = Document::parse(text);
    let mut document =
        document.map_err(|problems| Failure::request(Sentence::verbatim(problems.to_string())))?;
    write(&mut document, plan, dates, None);
    Ok(document.text().to_owned())
}

/// Reads a plan that is known to be one.
fn read(text: &str) -> Result<Plan, Failure> {
    let reading = plan::read(text.as_bytes());
    Ok(reading.map_err(|problems| Failure::request(Sentence::verbatim(problems.to_string())))?.plan)
}

/// Writes the dates that change, each in the form in which it stands.
pub(crate) fn write(
    document: &mut Document,
    plan: &Plan,
    dates: &NewDates,
    deadline: Option<NaiveDate>,
) {
    let days =
        [("start", dates.start), ("deadline", deadline.filter(|day| Some(*day) != plan.deadline))];
    for (key, day) in days {
        if let Some(day) = day {
            let value = written(document, &Place::Top, key, day.to_string());
            document.set(&Place::Top, key, &value);
        }
    }
    for (phase, window) in &dates.windows {
        let place = Place::Phase(phase.clone());
        let value = match window {
            _ if window.length() > 1 => Value::text(window.window_text()),
            day => written(document, &place, "window", DayRange::window_text(*day)),
        };
        document.set(&place, "window", &value);
    }
}

/// A date, in quotes if the one that it replaces is.
fn written(document: &Document, place: &Place, key: &str, date: String) -> Value {
    let is_quoted = document.value(place, key).is_some_and(|old| old.starts_with(['"', '\'']));
    let was_a_range = document.value(place, key).is_some_and(|old| old.contains(".."));
    if is_quoted || was_a_range { Value::text(date) } else { Value::bare(date) }
}
