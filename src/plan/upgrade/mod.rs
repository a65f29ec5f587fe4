//! A newer version of the curriculum that a plan came from, merged into the plan: what was
//! changed here stays, what was changed there comes, and no credit gets lost.
//!
//! `docs/upgrade.md` has the rules. Parts are compared by their ids and keys; the text of the
//! plan is then edited in place, so its comments and order stay.
//!
//! ```text
//! parts       a plan as parts with keys
//! merge       three lists of parts -> one, with remarks on what did not go through
//! renames     what only got another name, under one in all three
//! references  ids that the merged parts name, and estimates that a phase has or has not
//! apply       the merged parts -> the text of the plan
//! ```

mod apply;
mod merge;
mod parts;
mod references;
mod renames;

use super::document::Document;
use super::model::Plan;
use super::{Problems, read};
use crate::id::Id;
use merge::Merging;
pub use parts::Part;
use parts::Parts;

/// A version of a plan, with its text.
#[derive(Clone, Debug)]
pub struct Version {
    /// The plan.
    pub plan: Plan,
    /// Its text.
    pub document: Document,
}

impl Version {
    /// Reads a text, which has to be a plan.
    ///
    /// # Errors
    ///
    /// All that is wrong with it.
    pub fn read(text: &str) -> Result<Self, Problems> {
        let plan = read(text.as_bytes())?.plan;
        Ok(Self { plan, document: Document::parse(text)? })
    }
}

/// A plan with a newer curriculum in it.
#[derive(Clone, Debug)]
pub struct Upgraded {
    /// Its text; whether that is a plan, `plan::read` says.
    pub document: Document,
    /// What did not go through, and what somebody should look at.
    pub remarks: Vec<Remark>,
}

/// Something about an upgrade that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// A key was changed here and there; it stays as it is here.
    Conflict {
        /// The part.
        part: Part,
        /// The key.
        key: &'static str,
        /// What it says here; `None` where it was removed.
        here: Option<String>,
        /// What it says there; `None` where it was removed.
        there: Option<String>,
    },
    /// It is gone there, but something is recorded for it, so it stays.
    KeptRecorded(Part),
    /// It is gone there, but it was changed here, so it stays.
    KeptEdited(Part),
    /// It is gone there, but something that stays needs it.
    KeptNeeded(Part),
    /// It was removed here, or has another name here, so it does not come back.
    StaysRemoved(Part),
    /// It is new there, but what it belongs to was removed here.
    NoParent(Part),
    /// It is new there, but something else has its id here.
    IdTaken(Part),
    /// It was split or merged there, and with it goes what was changed here.
    EditsGone {
        /// The part.
        part: Part,
        /// The keys that were changed here.
        keys: Vec<&'static str>,
    },
    /// Tasks that are new there have no estimates, so none of this phase has one now.
    EstimatesGone(Part),
    /// A task does not need another from there, since that one needs it.
    Circle {
        /// The task.
        part: Part,
        /// The other one.
        id: Id,
    },
    /// A task no longer needs another, which is planned for later now.
    PlannedLater {
        /// The task.
        part: Part,
        /// The other one.
        id: Id,
    },
    /// A task no longer names what is not in the plan any more.
    Unnamed {
        /// The part.
        part: Part,
        /// The key.
        key: &'static str,
        /// The id that it named.
        id: Id,
    },
}

/// Merges `upstream` into `local`. With `base`, the version of the curriculum that `local` came
/// from, what was removed and changed there is told from what was added and changed here. Without
/// it nothing is removed, and what differs stays as it is here. `is_recorded` says whether
/// anything is recorded for a task or habit.
#[must_use]
pub fn upgrade(
    base: Option<&Version>,
    local: &Version,
    upstream: &Version,
    is_recorded: &dyn Fn(&Id) -> bool,
) -> Upgraded {
    let base = base.map(Parts::of);
    let (here, there) = (Parts::of(local), Parts::of(upstream));
    let mut merging = Merging::new(base, here.clone(), there, is_recorded);
    merging.merge();
    merging.settle();
    let document = apply::apply(local, &here, &merging);
    let mut remarks = merging.remarks;
    remarks.sort();
    remarks.dedup();
    Upgraded { document, remarks }
}
