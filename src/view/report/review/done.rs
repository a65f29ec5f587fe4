//! Finished tasks with what shows it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::ReviewRequest;
use crate::id::Id;
use crate::ledger::{EventId, Verb};
use crate::plan::{Plan, Task};
use crate::progress::{self, Entry, Progress, Proof};
use crate::view::report::AttestationRow;
use crate::view::report::task::shows_proof;

/// A task that was finished, with what shows it.
#[derive(Clone, Debug, Serialize)]
pub struct DoneRow {
    /// The task.
    pub id: Id,
    /// What was to be done.
    pub title: String,
    /// Its phase.
    pub phase: Id,
    /// The day on which it was first done.
    pub on: NaiveDate,
    /// The study time recorded for it, in seconds.
    pub study_seconds: u64,
    /// The estimate, in seconds.
    pub estimate_seconds: Option<u64>,
    /// The skills that it trains.
    pub skills: Vec<Id>,
    /// What it rests on.
    pub proof: Proof,
    /// Whether people are shown that.
    #[serde(skip)]
    pub shows_proof: bool,
    /// The last word of others on it: of the newest that a mentor has signed, else of anybody.
    pub attestation: Option<AttestationRow>,
    /// What was recorded for it, oldest first.
    pub records: Vec<RecordRow>,
}

impl DoneRow {
    /// What it rests on, where people are shown that. Evidence has its own mark.
    #[must_use]
    pub fn shown_proof(&self) -> Option<Proof> {
        let is_shown = self.shows_proof && self.proof != Proof::Evidence;
        is_shown.then_some(self.proof)
    }
}

/// A completion or session.
#[derive(Clone, Debug, Serialize)]
pub struct RecordRow {
    /// The event.
    pub event: EventId,
    /// What happened.
    pub verb: Verb,
    /// The day that it counts for.
    pub day: NaiveDate,
    /// A commit that carries it.
    pub commit: String,
    /// Where the result can be seen.
    pub link: Option<String>,
    /// The study time, in seconds.
    pub took_seconds: Option<u64>,
    /// The note; null in a public report.
    pub why: Option<String>,
    /// When it was recorded; null in a public report.
    pub at: Option<String>,
    /// Whether it follows from that commit by the plan's `[[evidence]]`.
    pub derived: bool,
}

/// The finished tasks of a review, in its order.
pub(super) fn rows(
    plan: &Plan,
    progress: &Progress,
    review: &progress::Review,
    request: &ReviewRequest,
) -> Vec<DoneRow> {
    let tasks: BTreeMap<&Id, (&Id, &Task)> =
        plan.tasks().map(|(phase, task)| (&task.id, (&phase.id, task))).collect();
    let times: BTreeMap<&Id, u64> =
        progress.tasks.iter().map(|task| (&task.id, task.time.seconds())).collect();
    let mut records: BTreeMap<&Id, Vec<&Entry>> = BTreeMap::new();
    for entry in progress.entries.iter().filter(|entry| entry.is_activity()) {
        for id in &entry.credited {
            records.entry(id).or_default().push(entry);
        }
    }
    let shows_proof = shows_proof(plan);
    let row = |(on, id): &(NaiveDate, Id)| {
        let (phase, task) = tasks.get(id)?;
        let known = records.get(id).map(Vec::as_slice).unwrap_or_default();
        Some(DoneRow {
            id: id.clone(),
            title: task.title.clone(),
            phase: (*phase).clone(),
            on: *on,
            study_seconds: times.get(id).copied().unwrap_or_default(),
            estimate_seconds: task.estimate.map(crate::quantity::StudyTime::seconds),
            skills: task.skills.clone(),
            proof: Proof::of(task, known.iter().copied()),
            shows_proof,
            attestation: None,
            records: known.iter().rev().map(|entry| record(entry, request.public)).collect(),
        })
    };
    review.finished.iter().filter_map(row).collect()
}

fn record(entry: &Entry, public: bool) -> RecordRow {
    let event = &entry.event;
    RecordRow {
        event: event.id.clone(),
        verb: event.record.verb,
        day: entry.day(),
        commit: event.commit.as_str().to_owned(),
        link: event.record.link.clone(),
        took_seconds: event.record.took.map(crate::quantity::StudyTime::seconds),
        why: event.record.why.clone().filter(|_| !public),
        at: (!public).then(|| event.at.to_rfc3339()),
        derived: event.derived.is_some(),
    }
}
