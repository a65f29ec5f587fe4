//! Windows that move as they are.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{NewDates, Refusal, Replanned, Shift, Unfinished};
use crate::civil::{self, DayRange};
use crate::plan::Plan;

/// Moves phases that lie ahead, and the ends of those that have begun.
pub(super) fn push(unfinished: &[Unfinished<'_>], by: Shift, today: NaiveDate) -> Replanned {
    let mut dates = NewDates::default();
    for phase in unfinished {
        let window = phase.window();
        let refuse_day = |day| Refusal::NoSuchDay { phase: phase.phase.id.clone(), day };
        let last = match end(window.last(), by) {
            Moved::To(last) => last,
            Moved::NoSuchDay => return Replanned::Refused(refuse_day(window.last())),
            Moved::Outside => return Replanned::Refused(Refusal::OutsideCalendar),
        };
        let first = match beginning(window.first(), by) {
            _ if phase.has_begun => window.first(),
            Moved::To(first) => first,
            Moved::NoSuchDay => return Replanned::Refused(refuse_day(window.first())),
            Moved::Outside => return Replanned::Refused(Refusal::OutsideCalendar),
        };
        if !phase.has_begun && first <= today {
            let id = phase.phase.id.clone();
            return Replanned::Refused(Refusal::BeginsTooEarly { phase: id, day: first });
        }
        // The days of a window before the plan's start do not count.
        let is_left = !phase.has_begun || phase.first <= last;
        let Some(moved) = DayRange::new(first, last).filter(|_| is_left) else {
            let id = phase.phase.id.clone();
            return Replanned::Refused(Refusal::EndsTooEarly { phase: id, day: last });
        };
        dates.windows.extend(phase.moved_to(moved));
    }
    Replanned::To(dates)
}

/// Moves everything that is unfinished, so that it begins on `day`; the plan's start goes with
/// it as long as no phase is finished.
pub(super) fn start(plan: &Plan, unfinished: &[Unfinished<'_>], day: NaiveDate) -> Replanned {
    let all_are_left = unfinished.len() == plan.phases.len();
    let earliest = unfinished.iter().map(|phase| phase.first).min().unwrap_or(plan.start);
    let anchor = if all_are_left { plan.start } else { earliest };
    let by = (day - anchor).num_days();
    let new_start = Some(day).filter(|day| all_are_left && *day != plan.start);
    let mut dates = NewDates { start: new_start, windows: Vec::new() };
    for phase in unfinished {
        let window = phase.window();
        let (Moved::To(first), Moved::To(last)) =
            (by_days(window.first(), by), by_days(window.last(), by))
        else {
            return Replanned::Refused(Refusal::OutsideCalendar);
        };
        dates.windows.extend(DayRange::new(first, last).and_then(|moved| phase.moved_to(moved)));
    }
    Replanned::To(dates)
}

/// Where a day goes.
enum Moved {
    To(NaiveDate),
    NoSuchDay,
    Outside,
}

impl Moved {
    fn of(day: Option<NaiveDate>) -> Self {
        let in_calendar = |day: &NaiveDate| civil::check_year(*day, "").is_ok();
        day.filter(in_calendar).map_or(Self::Outside, Self::To)
    }
}

fn by_days(day: NaiveDate, by: i64) -> Moved {
    let days = Days::new(by.unsigned_abs());
    Moved::of(if by < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) })
}

fn by_months(day: NaiveDate, by: i32) -> Option<NaiveDate> {
    let months = Months::new(by.unsigned_abs());
    if by < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

fn is_month_end(day: NaiveDate) -> bool {
    civil::next(day).day() == 1
}

/// The first day of a window.
fn beginning(day: NaiveDate, by: Shift) -> Moved {
    match by {
        Shift::Days(days) => by_days(day, days),
        Shift::Months(months) => match by_months(day, months) {
            Some(moved) if moved.day() != day.day() => Moved::NoSuchDay,
            moved => Moved::of(moved),
        },
    }
}

/// The last day of a window. The end of a month stays one; no other day becomes one, for then
/// nothing would say that it was none.
fn end(day: NaiveDate, by: Shift) -> Moved {
    match by {
        Shift::Days(days) => by_days(day, days),
        Shift::Months(months) if is_month_end(day) => {
            let first = day.with_day(1).and_then(|first| by_months(first, months));
            Moved::of(first.and_then(|first| first.with_day(u32::from(first.num_days_in_month()))))
        }
        Shift::Months(months) => match by_months(day, months) {
            Some(moved) if moved.day() != day.day() || is_month_end(moved) => Moved::NoSuchDay,
            moved => Moved::of(moved),
        },
    }
}
