//! Strict streaks over days: runs in which every owed day was met.

use chrono::NaiveDate;
use serde::Serialize;

use crate::civil::{self, DayRange};

/// A strict streak, in days that were met.
///
/// A day that is not owed neither counts nor breaks a run, but counts when it is used. The
/// day on which one looks does not break it either: it is at risk until it is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Streak {
    /// The run that reaches to today, in days; 0 when there is none.
    pub current_days: u32,
    /// The longest run so far, in days; never less than the current one.
    pub longest_days: u32,
    /// Whether there is a run that ends tonight unless something is done today.
    pub at_risk: bool,
}

impl Streak {
    /// The streak on `as_of`. `met` are the days that were met, in order and each once.
    #[must_use]
    pub fn of(met: &[NaiveDate], owed: impl Fn(NaiveDate) -> bool, as_of: NaiveDate) -> Self {
        let (mut run, mut longest) = (0, 0);
        let mut previous: Option<NaiveDate> = None;
        for day in met.iter().copied().take_while(|day| *day <= as_of) {
            let broken = previous.is_none_or(|previous| misses_between(previous, day, &owed));
            run = if broken { 1 } else { run + 1 };
            longest = longest.max(run);
            previous = Some(day);
        }
        // Today is still open, so a miss is looked for only up to yesterday.
        let alive = previous.is_some_and(|last| !misses_between(last, as_of, &owed));
        Self {
            current_days: if alive { run } else { 0 },
            longest_days: longest,
            at_risk: alive && previous != Some(as_of) && owed(as_of),
        }
    }
}

/// Whether an owed day lies strictly between two days.
fn misses_between(from: NaiveDate, to: NaiveDate, owed: impl Fn(NaiveDate) -> bool) -> bool {
    DayRange::new(civil::next(from), civil::previous(to))
        .is_some_and(|between| between.days().any(owed))
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Weekday};

    use super::*;

    /// Name, days met, today; then current, longest, at risk.
    type Case<'a> = (&'a str, &'a [u32], u32, (u32, u32, bool));

    fn day(day: u32) -> NaiveDate {
        // 1 September 2025 is a Monday.
        NaiveDate::from_ymd_opt(2025, 9, day).expect("a day of September")
    }

    #[test]
    fn streaks_over_days() {
        let not_sunday = |day: NaiveDate| day.weekday() != Weekday::Sun;
        let cases: &[Case<'_>] = &[
            ("nothing yet", &[], 10, (0, 0, false)),
            ("today", &[10], 10, (1, 1, false)),
            ("yesterday still counts, but is at risk", &[8, 9], 10, (2, 2, true)),
            ("a missed day ends it", &[8, 9], 11, (0, 2, false)),
            ("the longest may be the older one", &[1, 2, 3, 9, 10], 10, (2, 3, false)),
            ("a rest day does not break it", &[5, 6, 8], 8, (3, 3, false)),
            ("a rest day counts when it is used", &[5, 6, 7, 8], 8, (4, 4, false)),
            ("on a rest day nothing is at risk", &[5, 6], 7, (2, 2, false)),
            ("after a rest day today is at risk", &[5, 6], 8, (2, 2, true)),
            ("a day after the one asked about is not known", &[9, 10, 11], 10, (2, 2, false)),
        ];
        for (name, met, today, (current_days, longest_days, at_risk)) in cases {
            let met: Vec<_> = met.iter().copied().map(day).collect();
            let want = Streak {
                current_days: *current_days,
                longest_days: *longest_days,
                at_risk: *at_risk,
            };
            assert_eq!(Streak::of(&met, not_sunday, day(*today)), want, "{name}");
        }
    }
}
