//! When it will be finished, from the learner's own pace (docs/forecast.md).
//!
//! ```text
//! days     which days are owed
//! record   what was done on each of the last owed days
//! left     what is left to do, phase after phase
//! draws    what futures are drawn from, for receipts
//! futures  many futures drawn from the record
//! effort   what it would take to make it in time
//! ```

mod days;
mod draws;
mod effort;
mod futures;
mod left;
mod record;

use chrono::NaiveDate;

use super::Progress;
use crate::id::Id;
use crate::plan::Plan;
pub(super) use days::OwedDays;
use futures::Futures;
use left::Left;
use record::Record;

pub use draws::{Draws, draws};
pub use effort::Effort;

/// The fewest owed days from which a pace is taken.
pub const FEWEST_DAYS: usize = 10;

/// The fewest finished tasks from which a pace is taken.
pub const FEWEST_TASKS: usize = 3;

/// When it will be finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// Nothing is left to do, or the plan has no tasks.
    NothingLeft,
    /// There is too little to take a pace from.
    TooEarly(Basis),
    /// What the learner's own pace says.
    Known(Outlook),
}

/// What a pace is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// So many owed days, the last ones.
    pub owed_days: usize,
    /// So many tasks were finished on them.
    pub tasks: usize,
    /// The longest run of these days on which no task was finished.
    pub longest_pause_days: usize,
}

/// What the learner's own pace says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// What the pace is taken from.
    pub basis: Basis,
    /// The plan as a whole, against its last day.
    pub goal: Finish,
    /// The unfinished phases in the order in which they are expected to be worked on, each
    /// against the last day of its window.
    pub phases: Vec<(Id, Finish)>,
    /// In how many of 100 futures the plan is finished by its last day.
    pub in_time_percent: u32,
    /// What would have to be done more to be finished on the plan's last day; `None` if it is
    /// expected to be made anyhow, or if that day is over.
    pub effort: Option<Effort>,
}

/// When something will be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finish {
    /// The last day that is planned for it.
    pub planned: NaiveDate,
    /// The day by which it is finished in one of two futures; `None` for later than in ten years.
    pub p50: Option<NaiveDate>,
    /// The day by which it is finished in four of five futures; likewise.
    pub p80: Option<NaiveDate>,
}

impl Finish {
    /// How many days after the planned day it will be finished in one of two futures; below 0
    /// for earlier.
    #[must_use]
    pub fn late_days(&self) -> Option<i64> {
        Some((self.p50? - self.planned).num_days())
    }
}

/// Says when the plan and each phase will be finished, if the learner goes on as in the last
/// half year.
///
/// The same plan and events give the same answer on every machine: the draws are seeded from
/// the plan's first day and the number of finished tasks, and all arithmetic is in integers.
#[must_use]
pub fn forecast(plan: &Plan, progress: &Progress) -> Forecast {
    let left = Left::of(plan, progress);
    if left.phases.is_empty() {
        return Forecast::NothingLeft;
    }
    let days = OwedDays::of(plan, progress);
    let record = Record::of(plan, progress, &days, &left);
    let basis = record.basis();
    if basis.owed_days < FEWEST_DAYS || basis.tasks < FEWEST_TASKS {
        return Forecast::TooEarly(basis);
    }
    Forecast::Known(outlook(plan, progress, &days, &record, &left))
}

fn outlook(
    plan: &Plan,
    progress: &Progress,
    days: &OwedDays<'_>,
    record: &Record,
    left: &Left,
) -> Outlook {
    let futures = Futures::draw(record, &left.milestones(record.under_way), seed(plan, progress));
    let (last, end) = (left.phases.len() - 1, plan.end());
    let farthest = futures.quantile(last, 80).unwrap_or(usize::MAX);
    let to_come: Vec<NaiveDate> = days
        .from(record.next_day)
        .enumerate()
        .take_while(|(at, day)| *at < farthest || *day <= end)
        .map(|(_, day)| day)
        .collect();
    let date = |days: Option<usize>| to_come.get(days?.checked_sub(1)?).copied();
    let finish = |at: usize, planned: NaiveDate| Finish {
        planned,
        p50: date(futures.quantile(at, 50)),
        p80: date(futures.quantile(at, 80)),
    };
    let days_to_end = to_come.partition_point(|day| *day <= end);
    let phases = left.phases.iter().enumerate();
    Outlook {
        basis: record.basis(),
        goal: finish(last, end),
        phases: phases.map(|(at, phase)| (phase.id.clone(), finish(at, phase.planned))).collect(),
        in_time_percent: futures.share_within(last, days_to_end),
        effort: effort::needed(plan, progress, left, futures.quantile(last, 50), days_to_end),
    }
}

/// What the draws begin from: nothing that differs between clones with the same events, or that
/// changes from one day to the next if nothing is done.
fn seed(plan: &Plan, progress: &Progress) -> u64 {
    let first = (plan.start - NaiveDate::default()).num_days();
    first.cast_unsigned().rotate_left(32) ^ progress.total.count.done as u64
}
