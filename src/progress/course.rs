//! The course of one habit: what was asked for and what was done, day by day, from its first day
//! to some way ahead of the day one looks at (docs/time.md, T10 to T14).
//!
//! All days are laid out once, so that every question about a unit is a few look-ups.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::streak::HORIZON_DAYS;
use super::terms::{Ask, Span};
use super::unit::{Unit, UnitKind};
use crate::civil::DayRange;
use crate::plan::HabitGoal;
use crate::quantity::Amount;

/// The longest period that can begin before and end after the horizon, in days.
const LONGEST_PERIOD_DAYS: usize = 31;

/// What a course is made of.
pub(super) struct Facts<'a> {
    pub(super) span: Span,
    /// What was asked for from which day on, oldest first.
    pub(super) goals: &'a [HabitGoal],
    pub(super) rest_days: &'a [Weekday],
    pub(super) week_start: Weekday,
    pub(super) amounts: &'a BTreeMap<NaiveDate, Amount>,
    pub(super) excused: &'a [DayRange],
    /// The day one looks at.
    pub(super) as_of: NaiveDate,
}

/// Which excuses are left out of account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ignoring {
    /// Skips, for the strict streak.
    Skips,
    /// None, for the protected streak and for what is due.
    Nothing,
}

/// One day.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Day {
    /// Which goal is in force.
    pub(super) goal: usize,
    pub(super) ask: Ask,
    /// 0 is Monday.
    weekday: usize,
    /// Counted through the years, so that it grows by one from month to month.
    month: u32,
    /// Which day of its month it is, from 0.
    of_month: usize,
    month_length: usize,
    pub(super) is_rest: bool,
    pub(super) in_span: bool,
    pub(super) is_excused: bool,
    /// How much was done.
    pub(super) amount: Amount,
    pub(super) is_met: bool,
}

/// For one kind of window: of how many of the days before each the span and the cadence make
/// it owed, with and without those that are excused.
struct Eligible {
    window: Ask,
    ignoring_skips: Vec<u32>,
    ignoring_nothing: Vec<u32>,
}

/// The days of one habit, the first of which is number 0.
pub(super) struct Course {
    first: NaiveDate,
    week_start: usize,
    today: usize,
    pub(super) days: Vec<Day>,
    /// How many of the days before each were met.
    met_before: Vec<u32>,
    eligible: Vec<Eligible>,
    kinds: Vec<UnitKind>,
}

impl Course {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let practised = facts.amounts.keys().next();
        let first = facts.span.first.min(facts.as_of);
        let first = practised.map_or(first, |practised| first.min(*practised));
        let today = usize::try_from((facts.as_of - first).num_days()).unwrap_or_default();
        let days = lay_out(facts, first, today + HORIZON_DAYS + LONGEST_PERIOD_DAYS + 1);
        Self {
            first,
            week_start: week_index(facts.week_start),
            today,
            met_before: sums(&days, |day| day.is_met),
            eligible: eligible(&days),
            kinds: kinds(&days),
            days,
        }
    }

    /// The number of the day one looks at.
    pub(super) fn today(&self) -> usize {
        self.today
    }

    /// The date of a day, which may lie before the first.
    pub(super) fn date(&self, day: i64) -> NaiveDate {
        let offset = Days::new(day.unsigned_abs());
        let date = if day < 0 {
            self.first.checked_sub_days(offset)
        } else {
            self.first.checked_add_days(offset)
        };
        date.unwrap_or(self.first)
    }

    /// The month of a day, counted through the years.
    pub(super) fn month(&self, day: usize) -> u32 {
        self.days[day].month
    }

    /// The kinds of units that there are, in the order in which units that end together come.
    pub(super) fn kinds(&self) -> &[UnitKind] {
        &self.kinds
    }

    pub(super) fn has_excuses(&self) -> bool {
        self.days.iter().any(|day| day.is_excused)
    }

    /// The unit of this kind whose last day this is.
    pub(super) fn unit_ending(
        &self,
        day: usize,
        kind: UnitKind,
        ignoring: Ignoring,
    ) -> Option<Unit> {
        match kind {
            UnitKind::Day => self.day_unit(day, ignoring),
            _ if self.period(day, kind).1 == number(day) => self.period_unit(day, kind, ignoring),
            _ => None,
        }
    }

    /// The unit of this kind that is open on a day, as far as it is known then.
    pub(super) fn unit_around(
        &self,
        day: usize,
        kind: UnitKind,
        ignoring: Ignoring,
    ) -> Option<Unit> {
        match kind {
            UnitKind::Day => self.day_unit(day, ignoring),
            _ => self.period_unit(day, kind, ignoring),
        }
    }

    fn day_unit(&self, at: usize, ignoring: Ignoring) -> Option<Unit> {
        let day = &self.days[at];
        let unit = |quota, used, is_owed| {
            Some(Unit { first: number(at), last: number(at), quota, used, is_owed })
        };
        let can_be_owed = day.counts(ignoring);
        match day.ask {
            Ask::Day(scheduled) => {
                let is_owed = scheduled[day.weekday] && can_be_owed;
                unit(u32::from(is_owed), u32::from(day.is_met), is_owed)
            }
            Ask::Window { count, days } => {
                let length = days as usize;
                let first = (at + 1).saturating_sub(length);
                let of_cadence = self.eligible(day.ask, ignoring, first, at);
                let quota = whole(u64::from(count) * u64::from(of_cadence) / u64::from(days));
                let used = self.met_before[at + 1] - self.met_before[first];
                unit(quota, used, can_be_owed && !day.is_rest && quota > 0)
            }
            Ask::Week(_) | Ask::Month(_) => None,
        }
    }

    fn eligible(&self, window: Ask, ignoring: Ignoring, first: usize, last: usize) -> u32 {
        let found = self.eligible.iter().find(|eligible| eligible.window == window);
        let before = found.map(|eligible| match ignoring {
            Ignoring::Skips => &eligible.ignoring_skips,
            Ignoring::Nothing => &eligible.ignoring_nothing,
        });
        before.map_or(0, |before| before[last + 1] - before[first])
    }

    /// The first and last day in the calendar of the week or month around a day.
    pub(super) fn period(&self, at: usize, kind: UnitKind) -> (i64, i64) {
        let day = &self.days[at];
        let (before, length) = match kind {
            UnitKind::Month => (day.of_month, day.month_length),
            UnitKind::Week => ((day.weekday + 7 - self.week_start) % 7, 7),
            UnitKind::Day => (0, 1),
        };
        let first = number(at) - number(before);
        (first, first + number(length) - 1)
    }

    /// The week or month around a day, if a cadence of its kind is in force on some day of it
    /// up to this one.
    fn period_unit(&self, at: usize, kind: UnitKind, ignoring: Ignoring) -> Option<Unit> {
        let (first, last) = self.period(at, kind);
        let length = whole(last - first + 1);
        let (mut sum, mut used, mut is_unit) = (0, 0, false);
        for (number, day) in self.between(first, last) {
            if let Some(count) = day.asked_of(kind) {
                is_unit |= number <= at;
                used += u32::from(day.is_met);
                sum += if day.counts(ignoring) { count.min(length) } else { 0 };
            }
        }
        let quota = sum / length.max(1);
        is_unit.then_some(Unit { first, last, quota, used, is_owed: quota > 0 })
    }

    /// The days of the course from one to another, with their numbers.
    pub(super) fn between(&self, first: i64, last: i64) -> impl Iterator<Item = (usize, &Day)> {
        let from = usize::try_from(first).unwrap_or_default();
        let to = usize::try_from(last + 1).unwrap_or_default().clamp(from, self.days.len());
        self.days[from..to].iter().enumerate().map(move |(at, day)| (from + at, day))
    }
}

impl Day {
    /// Whether something can be owed on it.
    pub(super) fn counts(&self, ignoring: Ignoring) -> bool {
        self.in_span && !(self.is_excused && ignoring == Ignoring::Nothing)
    }

    /// Whether its day of the week is one of the cadence in force; `None` where the day is not
    /// what counts.
    pub(super) fn is_scheduled(&self) -> Option<bool> {
        match self.ask {
            Ask::Day(scheduled) => Some(scheduled[self.weekday]),
            _ => None,
        }
    }

    /// The `n` of the cadence in force, if it is per week or month as asked for.
    pub(super) fn asked_of(&self, kind: UnitKind) -> Option<u32> {
        match (self.ask, kind) {
            (Ask::Week(count), UnitKind::Week) | (Ask::Month(count), UnitKind::Month) => {
                Some(count)
            }
            _ => None,
        }
    }
}

fn lay_out(facts: &Facts<'_>, first: NaiveDate, count: usize) -> Vec<Day> {
    let asks: Vec<Ask> =
        facts.goals.iter().map(|goal| Ask::of(&goal.every, facts.rest_days)).collect();
    let rests = |weekday: Weekday| facts.rest_days.contains(&weekday);
    let mut rest_days = [false; 7];
    for (weekday, rest) in
        std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).zip(&mut rest_days)
    {
        *rest = rests(weekday);
    }
    let mut amounts = facts.amounts.range(..=facts.as_of).peekable();
    let mut goal = 0;
    let mut weekday = week_index(first.weekday());
    let mut days: Vec<Day> = Vec::with_capacity(count);
    for date in first.iter_days().take(count) {
        while facts.goals.get(goal + 1).and_then(|goal| goal.from).is_some_and(|from| from <= date)
        {
            goal += 1;
        }
        let amount =
            amounts.next_if(|(day, _)| **day == date).map_or(Amount::ZERO, |(_, amount)| *amount);
        let (month, of_month, month_length) = match days.last() {
            Some(day) if day.of_month + 1 < day.month_length => {
                (day.month, day.of_month + 1, day.month_length)
            }
            _ => month_of(date),
        };
        days.push(Day {
            goal,
            ask: asks.get(goal).copied().unwrap_or(Ask::Day([false; 7])),
            weekday,
            month,
            of_month,
            month_length,
            is_rest: rest_days[weekday],
            in_span: facts.span.contains(date),
            is_excused: false,
            amount,
            is_met: amount > Amount::ZERO
                && facts.goals.get(goal).is_some_and(|goal| amount >= goal.target),
        });
        weekday = (weekday + 1) % 7;
    }
    excuse(&mut days, first, facts.excused);
    days
}

/// The month counted through the years, the day in it from 0, and its length.
fn month_of(date: NaiveDate) -> (u32, usize, usize) {
    let year = u32::try_from(date.year()).unwrap_or_default();
    (year * 12 + date.month0(), date.day0() as usize, usize::from(date.num_days_in_month()))
}

fn excuse(days: &mut [Day], first: NaiveDate, excused: &[DayRange]) {
    for range in excused {
        let number = |day: NaiveDate| usize::try_from((day - first).num_days());
        let from = number(range.first()).unwrap_or_default();
        let to = number(range.last()).map_or(0, |last| last + 1).min(days.len());
        for day in days.iter_mut().take(to).skip(from) {
            day.is_excused = true;
        }
    }
}

fn kinds(days: &[Day]) -> Vec<UnitKind> {
    let asks: Vec<Ask> = days.chunk_by(|a, b| a.goal == b.goal).map(|days| days[0].ask).collect();
    let kind = |ask: &Ask| match ask {
        Ask::Week(_) => UnitKind::Week,
        Ask::Month(_) => UnitKind::Month,
        Ask::Day(_) | Ask::Window { .. } => UnitKind::Day,
    };
    UnitKind::IN_ORDER
        .into_iter()
        .filter(|wanted| asks.iter().any(|ask| kind(ask) == *wanted))
        .collect()
}

fn eligible(days: &[Day]) -> Vec<Eligible> {
    let mut windows: Vec<Ask> = Vec::new();
    for pair in days.chunk_by(|a, b| a.goal == b.goal) {
        let ask = pair[0].ask;
        if matches!(ask, Ask::Window { .. }) && !windows.contains(&ask) {
            windows.push(ask);
        }
    }
    let of = |window: Ask, ignoring| sums(days, |day| day.ask == window && day.counts(ignoring));
    let eligible = |window: Ask| Eligible {
        window,
        ignoring_skips: of(window, Ignoring::Skips),
        ignoring_nothing: of(window, Ignoring::Nothing),
    };
    windows.into_iter().map(eligible).collect()
}

/// For each day and the one after the last, how many days before it pass.
fn sums(days: &[Day], passes: impl Fn(&Day) -> bool) -> Vec<u32> {
    let mut sum = 0;
    let mut sums = Vec::with_capacity(days.len() + 1);
    sums.push(0);
    sums.extend(days.iter().map(|day| {
        sum += u32::from(passes(day));
        sum
    }));
    sums
}

fn week_index(weekday: Weekday) -> usize {
    weekday.num_days_from_monday() as usize
}

fn number(day: usize) -> i64 {
    i64::try_from(day).unwrap_or(i64::MAX)
}

fn whole(number: impl TryInto<u32>) -> u32 {
    number.try_into().unwrap_or_default()
}
