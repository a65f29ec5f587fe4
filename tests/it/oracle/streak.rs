//! Runs of units, freezes, and when a run breaks (T15, T16, T17).

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

/// What a unit of several days is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    Week,
    Month,
}

/// The verdict on a unit: whether it asks for something, and whether that was done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) is_owed: bool,
    pub(super) is_met: bool,
    pub(super) ends: NaiveDate,
}

/// A run so far.
#[derive(Clone, Debug, Default)]
struct Walk {
    run: u64,
    longest: u64,
    /// Freezes that were spent, by year and month.
    spent: BTreeMap<(i32, u32), u32>,
    /// What became of each unit: its last day with `+` for met, `-` for a miss, `*` for a freeze.
    verdicts: Vec<(NaiveDate, char)>,
}

/// What a streak says on a day.
#[derive(Debug)]
pub(super) struct Streak {
    pub(super) current: u64,
    pub(super) longest: u64,
    pub(super) breaks: Option<u64>,
    /// Freezes spent in the month of the day.
    pub(super) spent: u32,
    /// What became of the closed units that were met or owed.
    pub(super) verdicts: Vec<(NaiveDate, char)>,
}

impl Walk {
    fn take(&mut self, unit: Unit, look: NaiveDate, freezes: u32) {
        let is_closed = unit.ends < look;
        if unit.is_met {
            self.run += 1;
            self.longest = self.longest.max(self.run);
            self.verdicts.push((unit.ends, '+'));
        } else if is_closed && unit.is_owed {
            let month = (unit.ends.year(), unit.ends.month());
            let spent = self.spent.entry(month).or_default();
            if self.run >= 1 && *spent < freezes {
                *spent += 1;
                self.verdicts.push((unit.ends, '*'));
            } else {
                self.run = 0;
                self.verdicts.push((unit.ends, '-'));
            }
        }
    }
}

/// The streak as of a day over units that begin on a day or later. `units` gives those that end
/// on its first day, as seen from its second, with nothing recorded but what is known.
pub(super) fn streak(
    begins: NaiveDate,
    as_of: NaiveDate,
    freezes: u32,
    units: &dyn Fn(NaiveDate, NaiveDate) -> Vec<Unit>,
) -> Streak {
    let with_open = |closed: &Walk, look: NaiveDate| {
        let mut walk = closed.clone();
        for ends in look.iter_days().take(32) {
            for unit in units(ends, look) {
                walk.take(unit, look, freezes);
            }
        }
        walk
    };
    let mut closed = Walk::default();
    for ends in begins.iter_days().take_while(|day| *day < as_of) {
        for unit in units(ends, as_of) {
            closed.take(unit, as_of, freezes);
        }
    }
    let now = with_open(&closed, as_of);
    let verdicts = std::mem::take(&mut closed.verdicts);
    let breaks = (1..=400).filter(|_| now.run > 0).find(|ahead| {
        let look = as_of + Days::new(*ahead);
        let yesterday = look - Days::new(1);
        for unit in units(yesterday, look) {
            closed.take(unit, look, freezes);
        }
        // What is open can only add to a run.
        closed.run == 0 && with_open(&closed, look).run == 0
    });
    let spent = now.spent.get(&(as_of.year(), as_of.month())).copied().unwrap_or(0);
    Streak { current: now.run, longest: now.longest, breaks, spent, verdicts }
}
