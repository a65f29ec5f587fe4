//! The units of a streak one by one, each with the rule that decided it (docs/time.md).

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use crate::plan::{Habit, Plan};
use crate::progress::course::{Course, Day, Ignoring};
use crate::progress::terms::Ask;
use crate::progress::unit::{Unit, UnitKind, Verdict};
use crate::progress::{HabitProgress, Progress, habit, overall, streak};

/// A rule of `docs/time.md`, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct Rule(pub u8);

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "T{}", self.0)
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.to_string()
    }
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitSize {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// A day as the last of so many in a row.
    Window,
}

/// One unit, and what it did to the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitStep {
    /// What it is.
    pub size: UnitSize,
    /// Its first day in the calendar.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// How many met days it asks for; 0 if nothing is owed.
    pub quota: u32,
    /// How many it has.
    pub used: u32,
    /// What became of it; `None` while it is open and not met.
    pub verdict: Option<Verdict>,
    /// The rule that decided it.
    pub rule: Rule,
    /// The run after it.
    pub run: u32,
}

/// The units of the strict and of the protected streak, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Units {
    /// Without skips and freezes.
    pub strict: Vec<UnitStep>,
    /// With both.
    pub protected: Vec<UnitStep>,
}

/// Every unit of a habit, closed or open, up to the day of `as_of`.
#[must_use]
pub fn habit_units(plan: &Plan, habit: &Habit, stand: &HabitProgress, as_of: NaiveDate) -> Units {
    let course = habit::course(plan, habit, &stand.amounts, &stand.excused, as_of);
    both(&course, plan.freezes_per_month, None)
}

/// Every day of the overall streak (T18).
#[must_use]
pub fn overall_units(plan: &Plan, progress: &Progress) -> Units {
    let course = overall::course(plan, &progress.entries, &progress.activity, progress.as_of);
    both(&course, plan.freezes_per_month, Some(Rule(18)))
}

fn both(course: &Course, freezes_per_month: u32, of_days: Option<Rule>) -> Units {
    let steps = |ignoring, freezes| Steps { course, ignoring, of_days }.all(freezes);
    Units {
        strict: steps(Ignoring::Skips, 0),
        protected: steps(Ignoring::Nothing, freezes_per_month),
    }
}

/// How the units of a course are told.
struct Steps<'a> {
    course: &'a Course,
    ignoring: Ignoring,
    /// The rule that stands for that of days, where it is another.
    of_days: Option<Rule>,
}

impl Steps<'_> {
    fn all(&self, freezes_per_month: u32) -> Vec<UnitStep> {
        let mut run = 0;
        let mut steps = Vec::new();
        streak::walk(self.course, self.ignoring, freezes_per_month, |kind, unit, verdict| {
            match verdict {
                Verdict::Met => run += 1,
                Verdict::Missed => run = 0,
                Verdict::Frozen | Verdict::NotOwed => {}
            }
            steps.push(self.step(kind, unit, Some(verdict), run));
        });
        for kind in self.course.kinds() {
            let open = self.course.unit_around(self.course.today(), *kind, self.ignoring);
            if let Some(unit) = open {
                run += u32::from(unit.is_met());
                let not_owed = (!unit.is_owed).then_some(Verdict::NotOwed);
                let verdict = if unit.is_met() { Some(Verdict::Met) } else { not_owed };
                steps.push(self.step(*kind, &unit, verdict, run));
            }
        }
        steps
    }

    fn step(&self, kind: UnitKind, unit: &Unit, verdict: Option<Verdict>, run: u32) -> UnitStep {
        let ask = usize::try_from(unit.last).ok().and_then(|at| self.course.days.get(at));
        let (size, before) = match (kind, ask.map(|day| day.ask)) {
            (UnitKind::Day, Some(Ask::Window { days, .. })) => {
                (UnitSize::Window, i64::from(days) - 1)
            }
            (UnitKind::Day, _) => (UnitSize::Day, 0),
            (UnitKind::Week, _) => (UnitSize::Week, 0),
            (UnitKind::Month, _) => (UnitSize::Month, 0),
        };
        UnitStep {
            size,
            first: self.course.date(unit.first - before),
            last: self.course.date(unit.last),
            quota: unit.quota,
            used: unit.used,
            verdict,
            rule: self.rule(size, ask, verdict),
            run,
        }
    }

    /// The rule that decides a unit, the last day of which is `day`.
    fn rule(&self, size: UnitSize, day: Option<&Day>, verdict: Option<Verdict>) -> Rule {
        let of_size = match size {
            UnitSize::Day => self.of_days.unwrap_or(Rule(11)),
            UnitSize::Week | UnitSize::Month => Rule(12),
            UnitSize::Window => Rule(13),
        };
        let is_day = matches!(size, UnitSize::Day | UnitSize::Window);
        match (verdict, day) {
            (None, _) => Rule(4),
            (Some(Verdict::Frozen), _) => Rule(15),
            (Some(Verdict::NotOwed), Some(day)) if is_day && !day.in_span => Rule(8),
            (Some(Verdict::NotOwed), Some(day)) if is_day && !day.counts(self.ignoring) => Rule(14),
            _ => of_size,
        }
    }
}
