//! What a forecast is drawn from.

use chrono::NaiveDate;
use serde::Serialize;

use crate::id::Id;
use crate::progress::Draws;

/// What a forecast is drawn from (docs/forecast.md). Weights are in thousandths.
#[derive(Clone, Debug, Serialize)]
pub struct DrawsRow {
    /// The owed days that count, oldest first.
    pub owed_record: Vec<DrawnDay>,
    /// How much of the next task is taken to be done; in the record it stands on the last day.
    pub under_way: u64,
    /// The first day that is still to come.
    pub next_day: NaiveDate,
    /// The unfinished phases in the order in which they are expected to be worked on.
    pub left_phases: Vec<DrawnPhase>,
    /// What the draws begin from.
    pub seed: u64,
    /// How many futures are drawn.
    pub futures: usize,
    /// How many owed days a block has.
    pub block_days: usize,
    /// How much the record weighs in the urn, where a copy weighs 1,024.
    pub record_weight: usize,
}

/// An owed day of the record.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DrawnDay {
    /// The day.
    pub day: NaiveDate,
    /// The weight that was finished on it, or after it before the next owed day.
    pub finished_weight: u64,
}

/// What is left of a phase.
#[derive(Clone, Debug, Serialize)]
pub struct DrawnPhase {
    /// The phase.
    pub id: Id,
    /// The weight of its open tasks.
    pub left_weight: u64,
}

impl From<Draws> for DrawsRow {
    fn from(draws: Draws) -> Self {
        let day = |(day, finished_weight)| DrawnDay { day, finished_weight };
        let phase = |(id, left_weight)| DrawnPhase { id, left_weight };
        Self {
            owed_record: draws.record.into_iter().map(day).collect(),
            under_way: draws.under_way,
            next_day: draws.next_day,
            left_phases: draws.left.into_iter().map(phase).collect(),
            seed: draws.seed,
            futures: draws.futures,
            block_days: draws.block_days,
            record_weight: draws.record_weight,
        }
    }
}
