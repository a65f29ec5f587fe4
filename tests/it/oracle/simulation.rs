//! A habit, day by day, straight from `docs/time.md`: spans, goals, units, what is due.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::counting::Facts;
use super::model::{Cadence, Habit, Plan, Span};
use super::streak::{Size, Unit};

/// Whose eyes a unit is seen with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Eyes {
    Strict,
    Protected,
}

/// A habit with all that is known as of a day.
pub(super) struct HabitYear<'a> {
    pub(super) plan: &'a Plan,
    pub(super) habit: &'a Habit,
    pub(super) amounts: BTreeMap<NaiveDate, u64>,
    pub(super) excused: BTreeSet<NaiveDate>,
    pub(super) as_of: NaiveDate,
}

/// How far the running unit is (T20).
pub(super) struct Period {
    pub(super) used: u64,
    pub(super) quota: u64,
    pub(super) left: Option<u64>,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

/// The days from one to another, both included.
pub(super) fn days(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> + Clone {
    first.iter_days().take_while(move |day| *day <= last)
}

/// The first and the last day of the week with this day (T5).
pub(super) fn week_of(plan: &Plan, day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first_name = if plan.weeks_start_on_sunday { 6 } else { 0 };
    let mut first = day;
    while first.weekday().num_days_from_monday() != first_name {
        first = first - Days::new(1);
    }
    (first, first + Days::new(6))
}

/// The first and the last day of the month with this day (T5).
pub(super) fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = NaiveDate::from_ymd_opt(day.year(), day.month(), 1).unwrap();
    let mut last = first;
    while (last + Days::new(1)).month() == first.month() {
        last = last + Days::new(1);
    }
    (first, last)
}

/// Whether nothing is owed on this day of the week.
pub(super) fn is_rest_day(plan: &Plan, day: NaiveDate) -> bool {
    plan.rest_days[day.weekday().num_days_from_monday() as usize]
}

impl<'a> HabitYear<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        habit: &'a Habit,
        facts: &Facts,
        as_of: NaiveDate,
    ) -> HabitYear<'a> {
        let amounts = facts.amounts.get(&habit.id).cloned().unwrap_or_default();
        let excused = facts.excused.get(&habit.id).cloned().unwrap_or_default();
        HabitYear { plan, habit, amounts, excused, as_of }
    }

    /// T8: the first day of the span.
    pub(super) fn span_begins(&self) -> NaiveDate {
        let first = match self.habit.span {
            Span::Dates { from, .. } => from.unwrap_or(self.plan.start),
            Span::Phase(number) => self.plan.phases[number].0,
        };
        first.max(self.plan.start)
    }

    /// T8: whether a day is one of the span.
    pub(super) fn is_in_span(&self, day: NaiveDate) -> bool {
        let ends = match self.habit.span {
            Span::Dates { until, .. } => until,
            Span::Phase(number) => Some(self.plan.phases[number].1),
        };
        day >= self.span_begins() && ends.is_none_or(|last| day <= last)
    }

    /// The earlier of the first day of the span and the first with an amount.
    pub(super) fn begins(&self) -> NaiveDate {
        let first = self.amounts.keys().next().copied();
        first.map_or(self.span_begins(), |day| day.min(self.span_begins()))
    }

    /// T9: the cadence in force, and the target in thousandths.
    pub(super) fn goal(&self, day: NaiveDate) -> (Cadence, u64) {
        let (mut every, mut target) = (self.habit.every, self.habit.target);
        for change in self.habit.changes.iter().filter(|change| change.from <= day) {
            every = change.every.unwrap_or(every);
            target = change.target.unwrap_or(target);
        }
        (every, target)
    }

    pub(super) fn amount(&self, day: NaiveDate) -> u64 {
        self.amounts.get(&day).copied().unwrap_or(0)
    }

    /// T7: whether a day is met.
    pub(super) fn is_met(&self, day: NaiveDate) -> bool {
        let (_, target) = self.goal(day);
        self.amount(day) >= target
    }

    pub(super) fn is_excused(&self, day: NaiveDate) -> bool {
        self.excused.contains(&day)
    }

    /// T11: whether a cadence of days asks for this day of the week; none for other cadences.
    pub(super) fn is_scheduled(&self, cadence: Cadence, day: NaiveDate) -> Option<bool> {
        let weekday = day.weekday().num_days_from_monday() as usize;
        let rests = is_rest_day(self.plan, day);
        match cadence {
            Cadence::Day => Some(!rests),
            Cadence::Weekday => Some(weekday < 5 && !rests),
            Cadence::Named(named) => Some(named[weekday]),
            _ => None,
        }
    }

    /// The days on which something is asked for with these eyes: in the span, not excused.
    fn asks(&self, day: NaiveDate, eyes: Eyes) -> bool {
        self.is_in_span(day) && (eyes == Eyes::Strict || !self.is_excused(day))
    }

    /// How often a period of this size is asked for by the goal of a day; none for other goals.
    fn times(&self, size: Size, day: NaiveDate) -> Option<u64> {
        match (size, self.goal(day).0) {
            (Size::Week, Cadence::PerWeek(times)) | (Size::Month, Cadence::PerMonth(times)) => {
                Some(times.into())
            }
            _ => None,
        }
    }

    /// T12: how much a week or month asks for.
    pub(super) fn quota(&self, size: Size, whole: (NaiveDate, NaiveDate), eyes: Eyes) -> u64 {
        let (first, last) = whole;
        let length = days(first, last).count() as u64;
        let asking = days(first, last).filter(|day| self.asks(*day, eyes));
        let sum: u64 =
            asking.filter_map(|day| self.times(size, day)).map(|times| times.min(length)).sum();
        sum / length
    }

    /// T12: the days of a week or month that were used, up to the day one looks at.
    fn used(&self, size: Size, (first, last): (NaiveDate, NaiveDate), look: NaiveDate) -> u64 {
        let used = days(first, last.min(look))
            .filter(|day| self.times(size, *day).is_some() && self.is_met(*day));
        used.count() as u64
    }

    /// T13: how often, and in how many days; none for other cadences.
    fn window(&self, day: NaiveDate) -> Option<(u64, u64)> {
        match self.goal(day).0 {
            Cadence::Within { times, days } => Some((times.into(), days.into())),
            Cadence::Each(days) => Some((1, days.into())),
            _ => None,
        }
    }

    /// T13: the quota of the window that ends on a day, and how much of it was used.
    fn window_state(&self, (times, length): (u64, u64), day: NaiveDate, eyes: Eyes) -> (u64, u64) {
        let first = day - Days::new(length - 1);
        let asking = days(first, day)
            .filter(|day| self.asks(*day, eyes) && self.window(*day) == Some((times, length)));
        let quota = times * asking.count() as u64 / length;
        (quota, days(first, day).filter(|day| self.is_met(*day)).count() as u64)
    }

    /// The units that end on a day, as seen from another, in their order (T10).
    pub(super) fn units(&self, ends: NaiveDate, look: NaiveDate, eyes: Eyes) -> Vec<Unit> {
        let mut units = Vec::new();
        let after = ends + Days::new(1);
        let begins_week = if self.plan.weeks_start_on_sunday { Weekday::Sun } else { Weekday::Mon };
        let month = (after.day() == 1).then(|| (Size::Month, month_of(ends)));
        let week = (after.weekday() == begins_week).then(|| (Size::Week, week_of(self.plan, ends)));
        for (size, (first, last)) in month.into_iter().chain(week) {
            if first <= look
                && days(first, last.min(look)).any(|day| self.times(size, day).is_some())
            {
                let quota = self.quota(size, (first, last), eyes);
                let used = self.used(size, (first, last), look);
                units.push(Unit { is_owed: quota > 0, is_met: used >= quota.max(1), ends });
            }
        }
        if ends <= look {
            units.extend(self.day_unit(ends, eyes));
        }
        units
    }

    /// The unit that is a day by itself, if a cadence of days or windows is in force.
    fn day_unit(&self, day: NaiveDate, eyes: Eyes) -> Option<Unit> {
        if let Some(scheduled) = self.is_scheduled(self.goal(day).0, day) {
            let is_owed = scheduled && self.asks(day, eyes);
            return Some(Unit { is_owed, is_met: self.is_met(day), ends: day });
        }
        let (quota, used) = self.window_state(self.window(day)?, day, eyes);
        let is_owed = quota > 0 && self.asks(day, eyes) && !is_rest_day(self.plan, day);
        Some(Unit { is_owed, is_met: used >= quota.max(1), ends: day })
    }

    /// T20: how far the open week, month or window is.
    pub(super) fn period(&self) -> Option<Period> {
        let today = self.as_of;
        if !self.is_in_span(today) {
            return None;
        }
        if let Some((times, length)) = self.window(today) {
            let (quota, used) = self.window_state((times, length), today, Eyes::Protected);
            let first = today - Days::new(length - 1);
            return Some(Period { used, quota, left: self.days_to_do(), first, last: today });
        }
        let (size, (first, last)) = match self.goal(today).0 {
            Cadence::PerWeek(_) => (Size::Week, week_of(self.plan, today)),
            Cadence::PerMonth(_) => (Size::Month, month_of(today)),
            _ => return None,
        };
        let left = days(today, last)
            .filter(|day| self.times(size, *day).is_some() && self.asks(*day, Eyes::Protected))
            .filter(|day| *day != today || !self.is_met(today));
        Some(Period {
            used: self.used(size, (first, last), today),
            quota: self.quota(size, (first, last), Eyes::Protected),
            left: Some(left.count() as u64),
            first,
            last,
        })
    }

    /// T20: the days until a window is missed, if nothing more is done.
    fn days_to_do(&self) -> Option<u64> {
        let today = self.as_of;
        let missed = (0..=400).find(|ahead| {
            let day = today + Days::new(*ahead);
            self.window(day).is_some()
                && self
                    .day_unit(day, Eyes::Protected)
                    .is_some_and(|unit| unit.is_owed && !unit.is_met)
        })?;
        Some(missed + 1 - u64::from(self.is_met(today)))
    }

    /// T19: whether it has to be done today.
    pub(super) fn is_due(&self) -> bool {
        let today = self.as_of;
        if !self.is_in_span(today) || self.is_excused(today) || self.is_met(today) {
            return false;
        }
        if let Some(scheduled) = self.is_scheduled(self.goal(today).0, today) {
            return scheduled;
        }
        let Some(Period { used, quota, left, .. }) = self.period() else { return false };
        if self.window(today).is_some() {
            return !is_rest_day(self.plan, today) && used < quota;
        }
        used < quota && left.is_some_and(|left| quota - used >= left)
    }

    /// T16: what its runs are counted in.
    pub(super) fn unit_name(&self) -> &'static str {
        let begun = self.habit.changes.iter().filter(|change| change.from <= self.as_of);
        let cadences = begun.filter_map(|change| change.every);
        let name = |cadence| match cadence {
            Cadence::PerWeek(_) => "week",
            Cadence::PerMonth(_) => "month",
            _ => "day",
        };
        let own = name(self.habit.every);
        if cadences.map(name).all(|other| other == own) { own } else { "mixed" }
    }
}
