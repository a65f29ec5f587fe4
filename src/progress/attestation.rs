//! What others say of completions. No number follows from it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::Progress;
use super::credit::Credit;
use super::standing::{Entry, Standing, days_of};
use crate::id::Id;
use crate::ledger::{CommitId, Event, EventId, Signature, Verb, Verdict};
use crate::plan::Plan;

/// What somebody says of completions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// The event, as the commit says it whose signature is the best.
    pub event: Event,
    /// What it says.
    pub verdict: Verdict,
    /// The day that it was said on.
    pub day: NaiveDate,
    /// What the signature says.
    pub signature: Signature,
    /// The tasks and habits that it is about.
    pub about: Vec<Id>,
    /// Whether it stands: it is not undone, its day has come, and a completion that it names
    /// counts.
    pub stands: bool,
}

impl Attestation {
    /// The mentor, if the signature is one's.
    #[must_use]
    pub fn mentor(&self) -> Option<&str> {
        match &self.signature {
            Signature::By(name) => Some(name),
            _ => None,
        }
    }

    /// From the first said to the last. In one second, an objection is the last word.
    fn order(&self) -> impl Ord + use<> {
        (self.event.at, self.verdict == Verdict::Changes, self.event.id.clone())
    }
}

/// Every attestation once, newest first. Where several commits carry one, what a mentor has signed
/// counts, and not what another commit says under the same id.
#[must_use]
pub fn attestations(
    plan: &Plan,
    events: &[Event],
    progress: &Progress,
    signatures: &BTreeMap<CommitId, Signature>,
) -> Vec<Attestation> {
    let credit = Credit::new(plan);
    let entries: HashMap<&EventId, &Entry> =
        progress.entries.iter().map(|entry| (&entry.event.id, entry)).collect();
    let counts = |id: &EventId, about: &[Id]| {
        entries.get(id).is_some_and(|entry| {
            entry.is_credit() && entry.credited.iter().any(|id| about.contains(id))
        })
    };
    let mut carriers: BTreeMap<&EventId, Vec<&Event>> = BTreeMap::new();
    for event in events.iter().filter(|event| event.record.verb == Verb::Attest) {
        carriers.entry(&event.id).or_default().push(event);
    }
    let signature = |event: &Event| signatures.get(&event.commit).unwrap_or(&Signature::Unchecked);
    let one = |(id, carriers): (&EventId, Vec<&Event>)| {
        let event = carriers.into_iter().min_by_key(|event| {
            (!matches!(signature(event), Signature::By(_)), event.at, event.commit.clone())
        })?;
        let verdict = event.record.verdict()?;
        let about = credit.of(&event.record.target);
        let day = days_of(event, plan.day_end).0.last();
        let is_undone =
            entries.get(id).is_some_and(|entry| matches!(entry.standing, Standing::Undone(_)));
        let names_one = event.record.of.iter().any(|id| counts(id, &about));
        let stands = names_one && !is_undone && day <= progress.as_of;
        let signature = signature(event).clone();
        Some(Attestation { event: event.clone(), verdict, day, signature, about, stands })
    };
    let mut all: Vec<Attestation> = carriers.into_iter().filter_map(one).collect();
    all.sort_by_cached_key(|attestation| std::cmp::Reverse(attestation.order()));
    all
}

/// The last word on each task or habit: the newest attestation of a mentor that stands, else the
/// newest of anybody.
#[must_use]
pub fn latest(attestations: &[Attestation]) -> BTreeMap<&Id, &Attestation> {
    let mut latest: BTreeMap<&Id, &Attestation> = BTreeMap::new();
    let (of_mentors, others): (Vec<_>, Vec<_>) = attestations
        .iter()
        .filter(|attestation| attestation.stands)
        .partition(|attestation| attestation.mentor().is_some());
    let mut seen = BTreeSet::new();
    for attestation in of_mentors.into_iter().chain(others) {
        for id in attestation.about.iter().filter(|id| seen.insert((*id).clone())) {
            latest.insert(id, attestation);
        }
    }
    latest
}
