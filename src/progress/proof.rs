//! What a finished task rests on.

use serde::Serialize;

use super::{Entry, Progress};
use crate::ledger::{CheckReceipt, Event};
use crate::plan::Task;

/// What a finished task rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// A completion has a receipt of commands that passed. The receipt is a claim that
    /// `roadmap audit` can repeat.
    Verified,
    /// The plan says how it is proved, and no completion has a receipt.
    Unverified,
    /// The plan does not say how it is proved, and somebody has recorded it.
    SelfDeclared,
    /// The plan does not say how it is proved, and nobody has recorded it: it follows from commits
    /// alone, by the plan's `[[evidence]]`.
    Evidence,
}

/// The receipt of an event, where it has one that can be read.
#[must_use]
pub fn receipt_of(event: &Event) -> Option<CheckReceipt> {
    event.record.check.as_deref()?.parse().ok()
}

impl Proof {
    /// What a task that is done rests on, by the entries that are about it.
    #[must_use]
    pub fn of<'a>(task: &Task, entries: impl IntoIterator<Item = &'a Entry>) -> Self {
        let has_pass = |entry: &Entry| {
            receipt_of(&entry.event).is_some_and(|receipt: CheckReceipt| receipt.is_pass())
        };
        let (mut is_declared, mut is_derived) = (false, false);
        for entry in entries.into_iter().filter(|entry| entry.is_credit()) {
            if has_pass(entry) {
                return Self::Verified;
            }
            let derived = entry.event.derived.is_some();
            (is_declared, is_derived) = (is_declared || !derived, is_derived || derived);
        }
        match task.verify {
            Some(_) => Self::Unverified,
            None if is_derived && !is_declared => Self::Evidence,
            None => Self::SelfDeclared,
        }
    }
}

impl Progress {
    /// What a task rests on; `None` unless it is done.
    #[must_use]
    pub fn proof_of(&self, task: &Task) -> Option<Proof> {
        let about = self.entries.iter().filter(|entry| entry.credited.contains(&task.id));
        self.task(&task.id)?.is_done().then(|| Proof::of(task, about))
    }
}
