//! The plan, the day and the history for which something holds that was kept.

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::workspace::Workspace;
use crate::civil::DayEnd;
use crate::ledger::{CommitId, Ledger, LedgerError, Scope};

/// A plan, a day and the tips of history.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Moment<'a> {
    /// The mark of the plan's source.
    plan: Mark,
    /// What it takes to know which day it is, and where history begins.
    day_end: String,
    #[serde(borrow)]
    record_ref: Cow<'a, str>,
    /// The reader's day.
    day: String,
    #[serde(borrow)]
    tips: Vec<&'a str>,
}

/// The length and a hash of a plan's source. Plans that differ have the same one about as often as
/// two random numbers of 64 bits are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark(usize, u64);

impl Mark {
    fn of(source: &[u8]) -> Self {
        Self(source.len(), foldhash::quality::FixedState::default().hash_one(source))
    }
}

impl<'a> Moment<'a> {
    /// The reader's day, with the tips from which history was read.
    pub(super) fn of(workspace: &'a Workspace, tips: &'a [CommitId], today: NaiveDate) -> Self {
        let plan = &workspace.plan;
        Self {
            plan: Mark::of(&workspace.source),
            day_end: plan.day_end.to_string(),
            record_ref: Cow::Borrowed(&plan.record.reference),
            day: today.to_string(),
            tips: tips.iter().map(CommitId::as_str).collect(),
        }
    }

    /// Whether the plan has this source.
    pub(super) fn is_of(&self, source: &[u8]) -> bool {
        self.plan == Mark::of(source)
    }

    /// The civil day of an instant, as the plan counts days.
    pub(super) fn day_of(&self, now: DateTime<FixedOffset>) -> Option<NaiveDate> {
        self.day_end.parse().ok().map(|end: DayEnd| end.day_of(now))
    }

    /// Whether it is still this day, and history as it was.
    ///
    /// # Errors
    ///
    /// What looking at the refs returns. The ledger must not be used any more then: libgit2 reads
    /// damaged packed refs only once, and knows fewer the second time.
    pub(super) fn is_now(
        &self,
        ledger: &Ledger,
        now: DateTime<FixedOffset>,
    ) -> Result<bool, LedgerError> {
        if self.day_of(now).is_none_or(|day| day.to_string() != self.day) {
            return Ok(false);
        }
        let tips = ledger.tips(Scope::Everything { record_ref: &self.record_ref })?;
        Ok(tips.iter().map(CommitId::as_str).eq(self.tips.iter().copied()))
    }
}
