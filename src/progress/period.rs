//! How far the open week, month or window of a habit is, and whether it is due (docs/time.md, T19
//! and T20).

use chrono::NaiveDate;
use serde::Serialize;

use super::course::{Course, Ignoring};
use super::streak::HORIZON_DAYS;
use super::terms::Ask;
use super::unit::{Unit, UnitKind};

/// How far the open week, month or window of a habit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct PeriodProgress {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day; of a window, the day one looks at.
    pub last: NaiveDate,
    /// On how many days it was done.
    pub used: u32,
    /// On how many days it is asked for.
    pub quota: u32,
    /// On how many days, today included, it can still be done: of a week or month until its
    /// end, of a window until the day on which it has to be done. `None` if a window never
    /// asks for it.
    pub days_left: Option<u32>,
}

impl PeriodProgress {
    /// How many days are missing.
    #[must_use]
    pub fn missing(&self) -> u32 {
        self.quota.saturating_sub(self.used)
    }
}

/// The open week, month or window; `None` where the day is what counts, and where the habit is
/// not running.
pub(super) fn running(course: &Course) -> Option<PeriodProgress> {
    let today = &course.days[course.today()];
    if !today.in_span {
        return None;
    }
    match today.ask {
        Ask::Day(_) => None,
        Ask::Week(_) => period(course, UnitKind::Week),
        Ask::Month(_) => period(course, UnitKind::Month),
        Ask::Window { days, .. } => window(course, days),
    }
}

fn period(course: &Course, kind: UnitKind) -> Option<PeriodProgress> {
    let at = course.today();
    let unit = course.unit_around(at, kind, Ignoring::Nothing)?;
    let ahead = course.between(i64::try_from(at).unwrap_or_default(), unit.last);
    let left = ahead.filter(|(number, day)| {
        let can_be_done = !(*number == at && day.is_met);
        can_be_done && day.counts(Ignoring::Nothing) && day.asked_of(kind).is_some()
    });
    let days_left = u32::try_from(left.count()).ok();
    Some(of(course, &unit, course.date(unit.first), days_left))
}

fn window(course: &Course, days: u32) -> Option<PeriodProgress> {
    let at = course.today();
    let unit = course.unit_around(at, UnitKind::Day, Ignoring::Nothing)?;
    let is_missed = |ahead: &usize| {
        let day = at + ahead;
        let is_window = matches!(course.days[day].ask, Ask::Window { .. });
        let unit = course.unit_around(day, UnitKind::Day, Ignoring::Nothing);
        is_window && unit.is_some_and(|unit| unit.is_owed && !unit.is_met())
    };
    let until_miss = (0..=HORIZON_DAYS).find(is_missed);
    let today = usize::from(!course.days[at].is_met);
    let days_left = until_miss.and_then(|ahead| u32::try_from(ahead + today).ok());
    let first = course.date(unit.last - i64::from(days) + 1);
    Some(of(course, &unit, first, days_left))
}

fn of(course: &Course, unit: &Unit, first: NaiveDate, days_left: Option<u32>) -> PeriodProgress {
    let last = course.date(unit.last);
    PeriodProgress { first, last, used: unit.used, quota: unit.quota, days_left }
}

/// Whether the habit has to be done today so that nothing is missed.
pub(super) fn is_due(course: &Course, period: Option<&PeriodProgress>) -> bool {
    let today = &course.days[course.today()];
    if today.is_met || !today.counts(Ignoring::Nothing) {
        return false;
    }
    match (today.ask, period) {
        (Ask::Day(_), _) => today.is_scheduled().unwrap_or_default(),
        (Ask::Window { .. }, Some(window)) => !today.is_rest && window.missing() > 0,
        (_, Some(period)) => {
            period.missing() > 0 && period.days_left.is_some_and(|left| period.missing() >= left)
        }
        (_, None) => false,
    }
}
