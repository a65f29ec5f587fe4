//! Streaks: runs of met units, strict and protected (docs/time.md, T15 to T18).

use chrono::NaiveDate;
use serde::Serialize;

use super::course::{Course, Ignoring};
use super::unit::{Unit, UnitKind, Verdict};

/// How far ahead a break is looked for, in days.
pub(super) const HORIZON_DAYS: usize = 400;

/// The strict streak over days, in the form that it always had in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Streak {
    /// The run that reaches to today, in days; 0 when there is none.
    pub current_days: u32,
    /// The longest run so far, in days; never less than the current one.
    pub longest_days: u32,
    /// Whether there is a run that ends tonight unless something is done today.
    pub at_risk: bool,
}

impl From<Run> for Streak {
    fn from(run: Run) -> Self {
        Self { current_days: run.current, longest_days: run.longest, at_risk: run.at_risk() }
    }
}

/// Runs of met units: days, weeks or months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The run that reaches to today, in units; 0 when there is none.
    pub current: u32,
    /// The longest so far, in units; never less than the current one.
    pub longest: u32,
    /// In how many days the current run breaks if nothing more is recorded: 1 is tonight.
    /// `None` without a run, or if it does not break within 400 days.
    pub days_until_break: Option<u32>,
}

impl Run {
    /// Whether there is a run that breaks tonight unless something is done today.
    #[must_use]
    pub fn at_risk(self) -> bool {
        self.days_until_break == Some(1)
    }
}

/// The freezes of the month of the day one looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Freezes {
    /// How many there are in a month.
    pub per_month: u32,
    /// How many a miss of this month has cost.
    pub spent: u32,
    /// How many are left for the rest of it.
    pub left: u32,
}

/// The strict and the protected streak of one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Streaks {
    /// Every owed unit met.
    pub strict: Run,
    /// Skips excused, and so many misses of a month forgiven as there are freezes.
    pub protected: Run,
    /// The freezes of this month.
    pub freezes: Freezes,
}

impl Streaks {
    pub(super) fn of(course: &Course, freezes_per_month: u32) -> Self {
        let (strict, _) = Walk::new(course, Ignoring::Skips, 0).until_today();
        let is_the_same = freezes_per_month == 0 && !course.has_excuses();
        let (protected, spent) = if is_the_same {
            (strict, 0)
        } else {
            Walk::new(course, Ignoring::Nothing, freezes_per_month).until_today()
        };
        let left = freezes_per_month.saturating_sub(spent);
        Self { strict, protected, freezes: Freezes { per_month: freezes_per_month, spent, left } }
    }
}

/// One unit of a habit with what became of it, for the protected streak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JudgedUnit {
    /// Its first day in the calendar; of a window of days, its last.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// How many met days it asks for; 0 if nothing is owed.
    pub quota: u32,
    /// How many it has.
    pub used: u32,
    /// What became of it.
    pub verdict: Verdict,
}

/// Every closed unit in its order, as the protected streak judges it.
pub(super) fn judged(course: &Course, freezes_per_month: u32) -> Vec<JudgedUnit> {
    let mut walk = Walk::new(course, Ignoring::Nothing, freezes_per_month);
    let mut judged = Vec::new();
    for day in 0..course.today() {
        walk.close(day, |_, unit, verdict| {
            judged.push(JudgedUnit {
                first: course.date(unit.first),
                last: course.date(unit.last),
                quota: unit.quota,
                used: unit.used,
                verdict,
            });
        });
    }
    judged
}

/// How many of the units that hold today are met, with excuses.
pub(super) fn met_already(course: &Course) -> u32 {
    Walk::new(course, Ignoring::Nothing, 0).open(course.today())
}

/// Hands every closed unit in its order to `tell`, with what became of it.
pub(super) fn walk(
    course: &Course,
    ignoring: Ignoring,
    freezes_per_month: u32,
    mut tell: impl FnMut(UnitKind, &Unit, Verdict),
) {
    let mut walk = Walk::new(course, ignoring, freezes_per_month);
    for day in 0..course.today() {
        walk.close(day, &mut tell);
    }
}

/// A walk over the units in their order.
struct Walk<'a> {
    course: &'a Course,
    ignoring: Ignoring,
    freezes_per_month: u32,
    run: u32,
    longest: u32,
    /// The month that `spent` belongs to.
    month: u32,
    spent: u32,
}

impl<'a> Walk<'a> {
    fn new(course: &'a Course, ignoring: Ignoring, freezes_per_month: u32) -> Self {
        Self { course, ignoring, freezes_per_month, run: 0, longest: 0, month: 0, spent: 0 }
    }

    /// The streak as of today, and the freezes spent in its month.
    fn until_today(mut self) -> (Run, u32) {
        let today = self.course.today();
        for day in 0..today {
            self.close(day, |_, _, _| {});
        }
        let current = self.run + self.open(today);
        let longest = self.longest.max(current);
        self.enter_month_of(today);
        let spent = self.spent;
        (Run { current, longest, days_until_break: self.days_until_break(current) }, spent)
    }

    fn days_until_break(mut self, current: u32) -> Option<u32> {
        if current == 0 {
            return None;
        }
        let today = self.course.today();
        let breaks = (today..today + HORIZON_DAYS).position(|day| {
            self.close(day, |_, _, _| {});
            self.run == 0 && self.open(day + 1) == 0
        });
        breaks.and_then(|at| u32::try_from(at + 1).ok())
    }

    /// Judges the units whose last day is this one.
    fn close(&mut self, day: usize, mut tell: impl FnMut(UnitKind, &Unit, Verdict)) {
        self.enter_month_of(day);
        let course = self.course;
        for kind in course.kinds() {
            let unit = course.unit_ending(day, *kind, self.ignoring);
            if let Some(unit) = unit {
                let verdict = self.judge(&unit);
                tell(*kind, &unit, verdict);
            }
        }
    }

    fn judge(&mut self, unit: &Unit) -> Verdict {
        if unit.is_met() {
            self.run += 1;
            self.longest = self.longest.max(self.run);
            Verdict::Met
        } else if !unit.is_owed {
            Verdict::NotOwed
        } else if self.run > 0 && self.spent < self.freezes_per_month {
            self.spent += 1;
            Verdict::Frozen
        } else {
            self.run = 0;
            Verdict::Missed
        }
    }

    /// How many units that hold this day are met already.
    fn open(&self, day: usize) -> u32 {
        let open = |kind: &UnitKind| self.course.unit_around(day, *kind, self.ignoring);
        let met = self.course.kinds().iter().filter_map(open).filter(Unit::is_met);
        u32::try_from(met.count()).unwrap_or_default()
    }

    fn enter_month_of(&mut self, day: usize) {
        let month = self.course.month(day);
        if month != self.month {
            (self.month, self.spent) = (month, 0);
        }
    }
}
