//! How far the dates of events can be believed: what speaks for them, what against. Shown, never
//! enforced, and never a proof: whoever makes a commit sets both of its times.

use std::collections::{BTreeMap, VecDeque};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use serde::Serialize;

use super::{Entry, Progress};
use crate::ledger::{CommitId, CommitTimes, EventId};

/// How far apart author and committer time may be: a signature or a hook takes a while.
const APART_MINUTES: i64 = 10;

/// Within how many minutes events have to be recorded to be a burst.
const BURST_MINUTES: i64 = 10;

/// For how many different days at least.
const BURST_DAYS: usize = 5;

/// Something that makes a date less sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "doubt", rename_all = "kebab-case")]
pub enum Doubt {
    /// It was recorded after its day.
    Late {
        /// So many days.
        days: i64,
    },
    /// The commit was made at another time than it was written: a rebase or an amendment, or a
    /// time that somebody set.
    Rewritten {
        /// So many minutes later; below 0 where it was made before it was written.
        minutes: i64,
    },
    /// It was written before a commit that it builds on.
    BeforeParent {
        /// So many minutes.
        minutes: i64,
    },
    /// It is one of many that were recorded within minutes for many days.
    Burst {
        /// How many days.
        days: usize,
    },
}

/// The date of an event, with all its doubts; none where everything fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<'a> {
    /// The event.
    pub entry: &'a Entry,
    /// What its commit says; `None` where it is not there.
    pub times: Option<CommitTimes>,
    /// What makes its date less sure.
    pub doubts: Vec<Doubt>,
}

/// Grades the date of every completion and session that counts, newest first.
#[must_use]
pub fn dates<'a>(
    progress: &'a Progress,
    times: &BTreeMap<CommitId, CommitTimes>,
) -> Vec<Dated<'a>> {
    let entries: Vec<&Entry> =
        progress.entries.iter().filter(|entry| entry.is_activity()).collect();
    let bursts = bursts(&entries);
    let dated = |entry: &&'a Entry| {
        let times = times.get(&entry.event.commit).copied();
        let mut doubts = Vec::new();
        if entry.is_late() {
            let days = (entry.recorded_on - entry.day()).num_days();
            doubts.push(Doubt::Late { days });
        }
        doubts.extend(times.into_iter().flat_map(|times| of_commit(&times)));
        doubts.extend(bursts.get(&entry.event.id).map(|days| Doubt::Burst { days: *days }));
        Dated { entry, times, doubts }
    };
    entries.iter().map(dated).collect()
}

fn of_commit(times: &CommitTimes) -> Vec<Doubt> {
    let CommitTimes { authored, committed, parent } = times;
    let apart = (*committed - *authored).num_minutes();
    let rewritten = (apart.abs() > APART_MINUTES).then_some(Doubt::Rewritten { minutes: apart });
    let before = parent.map_or(0, |parent| (parent - *authored).num_minutes());
    let before = (before > APART_MINUTES).then_some(Doubt::BeforeParent { minutes: before });
    rewritten.into_iter().chain(before).collect()
}

/// The events of bursts, each with the number of days of the largest that it is in. What follows
/// from commits was not recorded, so it makes no burst.
fn bursts(entries: &[&Entry]) -> BTreeMap<EventId, usize> {
    let recorded = entries.iter().filter(|entry| entry.event.derived.is_none());
    let mut recorded: Vec<(DateTime<FixedOffset>, NaiveDate, &EventId)> =
        recorded.map(|entry| (entry.event.at, entry.day(), &entry.event.id)).collect();
    recorded.sort();
    let most = most_days(&recorded.iter().map(|(at, day, _)| (*at, *day)).collect::<Vec<_>>());
    let pairs = recorded.iter().zip(most).filter(|(_, days)| *days >= BURST_DAYS);
    pairs.map(|((.., id), days)| ((*id).clone(), days)).collect()
}

/// For each of some records, oldest first, the most days that the records of any ten minutes around
/// it are for. Each enters and leaves every window once: an import may record thousands at a time.
fn most_days(recorded: &[(DateTime<FixedOffset>, NaiveDate)]) -> Vec<usize> {
    let limit = TimeDelta::minutes(BURST_MINUTES);
    let days = days_until(recorded);
    // The ends of windows around a record, those with fewer days than a later one left out.
    let mut ends: VecDeque<usize> = VecDeque::new();
    let mut next = 0;
    let mut most = Vec::with_capacity(recorded.len());
    for (at, (moment, _)) in recorded.iter().enumerate() {
        while recorded.get(next).is_some_and(|(end, _)| *end - *moment <= limit) {
            while ends.back().is_some_and(|end| days[*end] <= days[next]) {
                ends.pop_back();
            }
            ends.push_back(next);
            next += 1;
        }
        while ends.front().is_some_and(|end| *end < at) {
            ends.pop_front();
        }
        most.push(ends.front().map_or(0, |end| days[*end]));
    }
    most
}

/// For each record, how many days the records of the ten minutes up to it are for.
fn days_until(recorded: &[(DateTime<FixedOffset>, NaiveDate)]) -> Vec<usize> {
    let limit = TimeDelta::minutes(BURST_MINUTES);
    let mut counts: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    let mut first = 0;
    let mut until = Vec::with_capacity(recorded.len());
    for (moment, day) in recorded {
        *counts.entry(*day).or_default() += 1;
        while let Some((_, gone)) = recorded.get(first).filter(|(at, _)| *moment - *at > limit) {
            first += 1;
            if let Some(count) = counts.get_mut(gone) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(gone);
                }
            }
        }
        until.push(counts.len());
    }
    until
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bursts_are_those_that_a_look_at_every_window_finds(
            minutes in prop::collection::vec((0_i64..60, 0_u64..8), 0..40)
        ) {
            let start = DateTime::parse_from_rfc3339("2025-07-14T12:00:00+08:00").expect("a moment");
            let first = start.date_naive();
            let mut recorded: Vec<_> = minutes
                .iter()
                .map(|(at, day)| (start + TimeDelta::minutes(*at), first + chrono::Days::new(*day)))
                .collect();
            recorded.sort();
            let mut naive = vec![0; recorded.len()];
            for from in 0..recorded.len() {
                for to in from..recorded.len() {
                    if recorded[to].0 - recorded[from].0 > TimeDelta::minutes(BURST_MINUTES) {
                        break;
                    }
                    let days: std::collections::BTreeSet<_> =
                        recorded[from..=to].iter().map(|(_, day)| *day).collect();
                    for most in &mut naive[from..=to] {
                        *most = days.len().max(*most);
                    }
                }
            }
            prop_assert_eq!(most_days(&recorded), naive);
        }
    }

    fn times(authored: &str, committed: &str, parent: Option<&str>) -> CommitTimes {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).expect("a moment");
        CommitTimes { authored: at(authored), committed: at(committed), parent: parent.map(at) }
    }

    #[test]
    fn a_commit_says_what_speaks_against_its_time() {
        let noon = "2025-07-14T12:00:00+08:00";
        let cases = [
            ("as it should be", times(noon, noon, None), vec![]),
            ("a slow signature", times(noon, "2025-07-14T04:09:00+00:00", Some(noon)), vec![]),
            (
                "a rebase",
                times(noon, "2025-07-14T13:00:00+08:00", None),
                vec![Doubt::Rewritten { minutes: 60 }],
            ),
            (
                "an author in the past of its parent",
                times(noon, noon, Some("2025-07-14T14:00:00+08:00")),
                vec![Doubt::BeforeParent { minutes: 120 }],
            ),
        ];
        for (name, times, want) in cases {
            assert_eq!(of_commit(&times), want, "{name}");
        }
    }
}
