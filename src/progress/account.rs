//! What a change of the plan does to credit: every task and habit for which something is
//! recorded, with what becomes of it and why.

use std::collections::BTreeSet;

use super::credit::credited;
use super::{Entry, Progress, Run, judged_units};
use crate::id::Id;
use crate::plan::Plan;
use crate::quantity::StudyTime;

/// A plan and where the learner stands in it.
#[derive(Clone, Copy, Debug)]
pub struct Stand<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Where the learner stands in it.
    pub progress: &'a Progress,
}

/// What becomes of one task or habit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    /// The task or habit.
    pub id: Id,
    /// What becomes of its credit.
    pub fate: Fate,
    /// Its weight in percentages before, if it counted as done.
    pub before: Option<Weight>,
    /// Its weight after, if it counts as done.
    pub after: Option<Weight>,
}

/// What a finished task weighs: its estimate, or as much as any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The estimate.
    pub estimate: Option<StudyTime>,
}

/// What becomes of credit, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays as it is.
    Kept,
    /// It stays, and weighs more or less than before.
    Reweighed,
    /// A habit whose past days are judged by other goals, spans, rest days or freezes now; the
    /// strict streak before and after.
    Rejudged(Run, Run),
    /// It counts as done now: what was recorded for these other ids is for it.
    CreditedFrom(Vec<Id>),
    /// It counts as done now: something was recorded for its own id before it was in the plan.
    CreditedAgain,
    /// It was done and is owed now.
    Reopened,
    /// It leaves the plan, and what was recorded for it counts for these.
    RetiredTo(Vec<Id>),
    /// It leaves the plan; nothing was recorded for it.
    Retired,
    /// It leaves the plan, and what was recorded for it counts nowhere.
    Lost,
}

/// Every task and habit whose credit is kept or changes, and every one that leaves the plan: first
/// those of the plan before, in its order, then those that are new.
///
/// The weight that is done before is at most that after, plus what the lines say is less.
#[must_use]
pub fn account(before: Stand<'_>, after: Stand<'_>) -> Vec<AccountLine> {
    let known: BTreeSet<&Id> = ids(before.plan).collect();
    let old = ids(before.plan).filter_map(|id| {
        let is_there = after.plan.title_of(id).is_some();
        if is_there { staying(id, before, after) } else { Some(leaving(id, before, after)) }
    });
    let new = ids(after.plan).filter(|id| !known.contains(id)).filter_map(|id| {
        let weight = weight(id, after);
        let is_recorded = weight.is_some() || is_recorded(after.progress, id);
        is_recorded.then(|| line(id, gained(id, after), None, weight))
    });
    old.chain(new).collect()
}

/// Whether anything that counts is recorded for a task or habit.
#[must_use]
pub fn is_recorded(progress: &Progress, id: &Id) -> bool {
    entries(progress, id).next().is_some()
}

fn ids(plan: &Plan) -> impl Iterator<Item = &Id> {
    plan.tasks().map(|(_, task)| &task.id).chain(plan.habits.iter().map(|habit| &habit.id))
}

fn line(id: &Id, fate: Fate, before: Option<Weight>, after: Option<Weight>) -> AccountLine {
    AccountLine { id: id.clone(), fate, before, after }
}

/// The line of a task or habit that stays in the plan; `None` where nothing is recorded for it.
fn staying(id: &Id, before: Stand<'_>, after: Stand<'_>) -> Option<AccountLine> {
    let (old, new) = (weight(id, before), weight(id, after));
    let fate = match (old, new) {
        (Some(old), Some(new)) if old == new => Fate::Kept,
        (Some(_), Some(_)) => Fate::Reweighed,
        (Some(_), None) => Fate::Reopened,
        (None, Some(_)) => gained(id, after),
        (None, None) if is_recorded(before.progress, id) => {
            rejudged(id, before, after).unwrap_or(Fate::Kept)
        }
        (None, None) => return None,
    };
    Some(line(id, fate, old, new))
}

/// What becomes of a habit, where a day that is over is judged in another way; `None` else.
fn rejudged(id: &Id, before: Stand<'_>, after: Stand<'_>) -> Option<Fate> {
    let of = |stand: Stand<'_>| {
        let progress = stand.progress.habit(id)?;
        let units = judged_units(stand.plan, stand.plan.habit(id)?, progress, stand.progress.as_of);
        Some((units, progress.strict, progress.protected))
    };
    let (old, new) = (of(before)?, of(after)?);
    let runs = |(_, strict, protected): &(_, Run, Run)| {
        [strict, protected].map(|run| (run.current, run.longest))
    };
    let is_other = old.0 != new.0 || runs(&old) != runs(&new);
    is_other.then_some(Fate::Rejudged(old.1, new.1))
}

/// The line of a task or habit that leaves the plan.
fn leaving(id: &Id, before: Stand<'_>, after: Stand<'_>) -> AccountLine {
    let weight = weight(id, before);
    let to = credited(after.plan, id);
    let fate = match (to.is_empty(), is_recorded(before.progress, id)) {
        (true, true) => Fate::Lost,
        (true, false) => Fate::Retired,
        (false, _) => Fate::RetiredTo(to),
    };
    line(id, fate, weight, None)
}

/// Why a task counts as done that did not before.
fn gained(id: &Id, after: Stand<'_>) -> Fate {
    let targets = entries(after.progress, id).filter_map(|entry| entry.event.record.target.id());
    let others: BTreeSet<Id> = targets.filter(|target| *target != id).cloned().collect();
    if others.is_empty() {
        Fate::CreditedAgain
    } else {
        Fate::CreditedFrom(others.into_iter().collect())
    }
}

fn entries<'a>(progress: &'a Progress, id: &'a Id) -> impl Iterator<Item = &'a Entry> {
    let counts = |entry: &&Entry| entry.is_activity() || entry.is_skip();
    progress.entries.iter().filter(counts).filter(move |entry| entry.credited.contains(id))
}

/// What a task weighs, if it is done.
fn weight(id: &Id, stand: Stand<'_>) -> Option<Weight> {
    stand.progress.task(id).filter(|task| task.is_done())?;
    let (_, task) = stand.plan.task(id)?;
    Some(Weight { estimate: task.estimate })
}
