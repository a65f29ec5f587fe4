//! Findings about where events are: cut off, lost, on another branch, at a remote.

use serde::Serialize;

use super::{EventFact, Examination, Finding, FindingMatter, Severity, quoted};
use crate::ledger::{Elsewhere, Event};
use crate::progress;

/// Something about where events are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PlaceFinding {
    /// History goes on where git has it not.
    HistoryCutOff {
        /// Whether it is a shallow clone; else a partial one, or commits are missing.
        shallow: bool,
    },
    /// No ref leads to these events any more.
    OnlyInReflog {
        /// The events, oldest first.
        events: Vec<EventFact>,
    },
    /// The record ref is not here, though a remote would bring it.
    RecordRefNotFetched {
        /// The ref.
        reference: String,
        /// The remotes that bring it.
        remotes: Vec<String>,
    },
    /// A remote has records that the record ref lacks.
    RecordRefBehind {
        /// The ref.
        reference: String,
    },
    /// No remote brings the record ref.
    RecordRefNotCarried {
        /// The ref.
        reference: String,
        /// Whether it is here.
        here: bool,
        /// The remotes.
        remotes: Vec<String>,
    },
    /// `git rebase` would drop what is recorded on a branch.
    RebaseDropsRecords,
    /// Only another branch (or a tag) leads to these events.
    UnmergedBranch {
        /// The branch.
        branch: String,
        /// Whether its events count here all the same.
        counted: bool,
        /// The events; where they do not count, only those of the learner, or of people whose
        /// events do.
        events: Vec<EventFact>,
    },
}

pub(super) fn findings(examination: &Examination<'_>) -> Vec<Finding> {
    let survey = examination.survey;
    let mut found = Vec::new();
    if survey.counted.truncated {
        let shallow = survey.shallow;
        let command = if shallow { "git fetch --unshallow" } else { "git fetch --refetch" };
        let matter = PlaceFinding::HistoryCutOff { shallow };
        found.push(finding(Severity::NeedsAHand, matter, vec![command.to_owned()]));
    }
    if !examination.lost.is_empty() {
        let day_end = examination.plan.day_end;
        let events = examination.lost.iter().map(|event| EventFact::new(event, day_end)).collect();
        let commands = vec!["roadmap doctor --rescue".to_owned()];
        found.push(finding(Severity::NeedsAHand, PlaceFinding::OnlyInReflog { events }, commands));
    }
    if survey.rebase_drops && examination.record_ref.is_none() {
        let commands = vec!["git config rebase.backend merge".to_owned()];
        found.push(finding(Severity::NeedsAHand, PlaceFinding::RebaseDropsRecords, commands));
    }
    found.extend(record_ref(examination));
    let branches = survey.elsewhere.iter();
    found.extend(branches.filter_map(|branch| unmerged(branch, examination)));
    found
}

/// What others have on branches that do not count is none of the learner's business.
fn unmerged(elsewhere: &Elsewhere, examination: &Examination<'_>) -> Option<Finding> {
    let (plan, progress) = (examination.plan, examination.progress);
    let is_wanted = |event: &&Event| {
        let is_ours = progress.people.contains(&event.author)
            || examination.learner.is_none_or(|learner| *learner == event.author);
        elsewhere.counted || (is_ours && progress::counts(plan, &event.author))
    };
    let wanted = elsewhere.events.iter().filter(is_wanted);
    let events: Vec<EventFact> = wanted.map(|event| EventFact::new(event, plan.day_end)).collect();
    let command = format!("git merge {}", quoted(&elsewhere.name));
    let (branch, counted) = (elsewhere.name.clone(), elsewhere.counted);
    let is_empty = events.is_empty();
    let matter = PlaceFinding::UnmergedBranch { branch, counted, events };
    (!is_empty).then(|| finding(Severity::WorthKnowing, matter, vec![command]))
}

/// What is wrong between the record ref and the remotes. A repository without remotes is fine.
fn record_ref(examination: &Examination<'_>) -> Option<Finding> {
    let known = examination.record_ref?;
    let reference = examination.plan.record.reference.clone();
    if let Some(remote) = known.carried_by.first() {
        if known.behind {
            let commands = vec![format!("roadmap share {}", quoted(remote))];
            let matter = PlaceFinding::RecordRefBehind { reference };
            return Some(finding(Severity::WorthKnowing, matter, commands));
        }
        let remotes = known.carried_by.clone();
        let commands = vec![format!("git fetch {}", quoted(remote))];
        let matter = PlaceFinding::RecordRefNotFetched { reference, remotes };
        return (!known.here).then(|| finding(Severity::WorthKnowing, matter, commands));
    }
    let remote = quoted(known.remotes.first()?);
    let commands = vec![format!("roadmap share {remote}"), format!("git fetch {remote}")];
    let (here, remotes) = (known.here, known.remotes.clone());
    let matter = PlaceFinding::RecordRefNotCarried { reference, here, remotes };
    Some(finding(Severity::NeedsAHand, matter, commands))
}

fn finding(severity: Severity, matter: PlaceFinding, commands: Vec<String>) -> Finding {
    Finding { severity, matter: FindingMatter::Place(matter), commands }
}
