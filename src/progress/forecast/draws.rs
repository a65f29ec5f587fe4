//! What a forecast is drawn from, so that it can be drawn again by somebody else.

use chrono::NaiveDate;

use super::days::OwedDays;
use super::futures::{FUTURES, Urn};
use super::left::Left;
use super::record::Record;
use crate::id::Id;
use crate::plan::Plan;
use crate::progress::Progress;

/// What a forecast is drawn from (docs/forecast.md). Weights are in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draws {
    /// The owed days that count, oldest first, each with the weight that was finished on it.
    pub record: Vec<(NaiveDate, u64)>,
    /// How much of the next task is taken to be done; in the record it stands on the last day.
    pub under_way: u64,
    /// The first day that is still to come.
    pub next_day: NaiveDate,
    /// The unfinished phases in the order in which they are expected to be worked on, each with the
    /// weight of its open tasks.
    pub left: Vec<(Id, u64)>,
    /// What the draws begin from.
    pub seed: u64,
    /// How many futures are drawn.
    pub futures: usize,
    /// How many owed days a block has.
    pub block_days: usize,
    /// How much the record weighs in the urn, where a copy weighs 1,024.
    pub record_weight: usize,
}

/// What the forecast is drawn from, be it enough or not; `None` where nothing is left to do.
#[must_use]
pub fn draws(plan: &Plan, progress: &Progress) -> Option<Draws> {
    let left = Left::of(plan, progress);
    if left.phases.is_empty() {
        return None;
    }
    let record = Record::of(plan, progress, &OwedDays::of(plan, progress), &left);
    let urn = Urn::of(&record);
    let left = left.phases.into_iter().map(|phase| (phase.id, phase.weight));
    Some(Draws {
        under_way: record.under_way,
        next_day: record.next_day,
        left: left.collect(),
        seed: super::seed(plan, progress),
        futures: FUTURES,
        block_days: urn.block_days,
        record_weight: urn.record_weight,
        record: record.owed.into_iter().zip(record.done).collect(),
    })
}
