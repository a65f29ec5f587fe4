//! A habit by weeks and by months (docs/time.md, T22).

use chrono::NaiveDate;

use super::course::{Course, Ignoring};
use super::score::{self, Score};
use super::unit::UnitKind;
use crate::plan::HabitGoal;
use crate::quantity::Amount;

/// One week or month of a habit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its first day in the calendar.
    pub first: NaiveDate,
    /// Its last day in the calendar, which may lie ahead.
    pub last: NaiveDate,
    /// How much was done.
    pub amount: Amount,
    /// On how many days something was done.
    pub active_days: u32,
    /// On how many days the target was reached.
    pub met_days: u32,
    /// On how many days it was asked for; `None` where that cannot be said of the stretch.
    pub asked: Option<u32>,
    /// The strength at its end, or on the day one looks at.
    pub score: Score,
}

/// A habit by weeks and by months, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookBack {
    /// Every week from the first with a day of the habit to that of the day one looks at.
    pub weeks: Vec<Stretch>,
    /// Every month, likewise.
    pub months: Vec<Stretch>,
}

impl LookBack {
    pub(super) fn of(course: &Course, goals: &[HabitGoal]) -> Self {
        let scores = score::by_day(course, goals);
        Self {
            weeks: stretches(course, &scores, UnitKind::Week),
            months: stretches(course, &scores, UnitKind::Month),
        }
    }
}

fn stretches(course: &Course, scores: &[f64], kind: UnitKind) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut at = 0;
    while at <= course.today() {
        let (first, last) = course.period(at, kind);
        stretches.push(stretch(course, scores, kind, (first, last)));
        at = usize::try_from(last + 1).unwrap_or(usize::MAX);
    }
    stretches
}

fn stretch(course: &Course, scores: &[f64], kind: UnitKind, (first, last): (i64, i64)) -> Stretch {
    let days = || course.between(first, last).map(|(_, day)| day);
    let count = |days: usize| u32::try_from(days).unwrap_or_default();
    let end = usize::try_from(last).unwrap_or_default().min(course.today());
    Stretch {
        first: course.date(first),
        last: course.date(last),
        amount: days().map(|day| day.amount).sum(),
        active_days: count(days().filter(|day| day.amount > Amount::ZERO).count()),
        met_days: count(days().filter(|day| day.is_met).count()),
        asked: asked(course, kind, (first, last)),
        score: Score::rounded(scores.get(end).copied().unwrap_or_default()),
    }
}

/// On how many days it is asked for, where one kind of cadence is in force on all of them.
fn asked(course: &Course, kind: UnitKind, (first, last): (i64, i64)) -> Option<u32> {
    let days = || course.between(first, last).map(|(_, day)| day);
    if days().all(|day| day.asked_of(kind).is_some()) {
        let end = usize::try_from(last).unwrap_or_default();
        return course.unit_around(end, kind, Ignoring::Nothing).map(|unit| unit.quota);
    }
    let scheduled: Option<Vec<bool>> = days()
        .map(|day| day.is_scheduled().map(|scheduled| scheduled && day.counts(Ignoring::Nothing)))
        .collect();
    scheduled
        .map(|days| u32::try_from(days.iter().filter(|owed| **owed).count()).unwrap_or_default())
}
