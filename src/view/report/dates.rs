//! `roadmap doctor --dates`: how far the dates of events can be believed.

use chrono::NaiveDate;
use serde::Serialize;

use crate::ledger::{EventId, Target, Verb};
use crate::progress::{Dated, Doubt};

/// The date of an event.
#[derive(Clone, Debug, Serialize)]
pub struct DateRow {
    /// The event.
    pub event: EventId,
    /// What happened.
    pub verb: Verb,
    /// What it happened to.
    pub target: Target,
    /// The day that it counts for.
    pub day: NaiveDate,
    /// A commit that carries it.
    pub commit: String,
    /// When that was written, with the offset of the author's clock.
    pub authored_at: String,
    /// When that was made; null where the commit is not there.
    pub committed_at: Option<String>,
    /// Whether it follows from that commit by the plan's `[[evidence]]`.
    pub derived: bool,
    /// What makes the date less sure; none where everything fits.
    pub doubts: Vec<Doubt>,
}

/// How far the dates of some completions and sessions can be believed, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DateCounts {
    /// How many completions and sessions count.
    pub events: usize,
    /// How many of them have a date that nothing speaks against.
    pub sure: usize,
    /// How many were recorded after their day.
    pub late: usize,
    /// How many are in commits made at another time than they were written.
    pub rewritten: usize,
    /// How many were written before a commit that they build on.
    pub before_parent: usize,
    /// How many are in bursts: recorded within minutes for many days.
    pub bursts: usize,
}

impl DateCounts {
    /// The sums of these dates.
    #[must_use]
    pub fn new<'a, 'b: 'a>(dated: impl IntoIterator<Item = &'a Dated<'b>>) -> Self {
        let dated: Vec<_> = dated.into_iter().collect();
        let count = |is: &dyn Fn(&Doubt) -> bool| {
            dated.iter().filter(|date| date.doubts.iter().any(is)).count()
        };
        Self {
            events: dated.len(),
            sure: dated.iter().filter(|date| date.doubts.is_empty()).count(),
            late: count(&|doubt| matches!(doubt, Doubt::Late { .. })),
            rewritten: count(&|doubt| matches!(doubt, Doubt::Rewritten { .. })),
            before_parent: count(&|doubt| matches!(doubt, Doubt::BeforeParent { .. })),
            bursts: count(&|doubt| matches!(doubt, Doubt::Burst { .. })),
        }
    }
}

/// `roadmap doctor --dates`.
#[derive(Clone, Debug, Serialize)]
pub struct Dates {
    /// The sums.
    #[serde(flatten)]
    pub counts: DateCounts,
    /// Each of them, newest first.
    pub rows: Vec<DateRow>,
}

impl Dates {
    /// The dates with their grades.
    #[must_use]
    pub fn new(dated: &[Dated<'_>]) -> Self {
        Self { counts: DateCounts::new(dated.iter()), rows: dated.iter().map(row).collect() }
    }
}

fn row(dated: &Dated<'_>) -> DateRow {
    let event = &dated.entry.event;
    DateRow {
        event: event.id.clone(),
        verb: event.record.verb,
        target: event.record.target.clone(),
        day: dated.entry.day(),
        commit: event.commit.as_str().to_owned(),
        authored_at: event.at.to_rfc3339(),
        committed_at: dated.times.map(|times| times.committed.to_rfc3339()),
        derived: event.derived.is_some(),
        doubts: dated.doubts.clone(),
    }
}
