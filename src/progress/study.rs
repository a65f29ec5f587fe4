//! Study time: what `took=` adds up to on some days, and for one task or habit.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Entry, Progress};
use crate::civil::DayRange;
use crate::id::Id;
use crate::quantity::StudyTime;

impl Progress {
    /// The study time recorded for these days, for whatever it was.
    #[must_use]
    pub fn time_in(&self, days: DayRange) -> StudyTime {
        self.activity.range(days.first()..=days.last()).map(|(_, activity)| activity.time).sum()
    }

    /// The study time recorded for a task or habit, by day; days without any are left out.
    #[must_use]
    pub fn time_by_day(&self, id: &Id) -> BTreeMap<NaiveDate, StudyTime> {
        let mut days: BTreeMap<NaiveDate, StudyTime> = BTreeMap::new();
        // As for the sum of a task: of a split one, the first part gets the time.
        let of_it = |entry: &&Entry| entry.is_activity() && entry.credited.first() == Some(id);
        for entry in self.entries.iter().filter(of_it) {
            if let Some(took) = entry.event.record.took {
                let time = days.entry(entry.day()).or_default();
                *time = *time + took;
            }
        }
        days
    }
}
