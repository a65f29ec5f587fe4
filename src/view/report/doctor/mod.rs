//! `roadmap doctor`: what stands between the learner and true numbers, each finding with the
//! facts and the commands that lead out of it.

mod event;
mod line;
mod place;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::Window;
use crate::civil::{DayEnd, DayRange};
use crate::id::Id;
use crate::ledger::{Event, EventId, Person, RecordRef, Survey, Target, Verb};
use crate::plan::Plan;
use crate::progress::{Entry, Progress};

pub use event::{Dangling, EventFinding};
pub use line::{Content, FlawedLine, LineFact, LineFinding};
pub use place::PlaceFinding;

/// `roadmap doctor`.
#[derive(Clone, Debug, Serialize)]
pub struct Doctor {
    /// How many events there are, each counted once.
    pub events: usize,
    /// How many findings need a hand.
    pub needs_a_hand: usize,
    /// How many are only worth knowing.
    pub worth_knowing: usize,
    /// The findings; those that need a hand come first.
    pub findings: Vec<Finding>,
}

/// One finding.
#[derive(Clone, Debug, Serialize)]
pub struct Finding {
    /// Whether something is to be done.
    pub severity: Severity,
    /// What was found, and where.
    #[serde(flatten)]
    pub matter: FindingMatter,
    /// Commands that lead out of it; none where the way out is an edit, or to wait.
    pub commands: Vec<String>,
}

/// Whether something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Numbers are wrong or events in danger, and the way out makes the finding go away.
    NeedsAHand,
    /// It does no harm, or it is in history for good.
    WorthKnowing,
}

/// What was found. Each kind has a stable name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum FindingMatter {
    /// Something about where events are.
    Place(PlaceFinding),
    /// Something about how events are written.
    Line(LineFinding),
    /// Something about what events mean.
    Event(EventFinding),
}

/// An event in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventFact {
    /// Its name.
    pub id: EventId,
    /// What happened.
    pub verb: Verb,
    /// What it happened to.
    pub target: Target,
    /// The days that it counts for.
    pub days: Window,
    /// When it was recorded, with the offset of the author's clock.
    pub recorded_at: String,
    /// A commit that carries it.
    pub commit: String,
}

impl EventFact {
    /// The facts about an event, whose days are pinned or those of its author.
    #[must_use]
    pub fn new(event: &Event, day_end: DayEnd) -> Self {
        let own = DayRange::single(day_end.day_of(event.at));
        Self {
            id: event.id.clone(),
            verb: event.record.verb,
            target: event.record.target.clone(),
            days: event.record.days.unwrap_or(own).into(),
            recorded_at: event.at.to_rfc3339(),
            commit: event.commit.as_str().to_owned(),
        }
    }
}

impl From<&Entry> for EventFact {
    fn from(entry: &Entry) -> Self {
        Self { days: entry.days.into(), ..Self::new(&entry.event, DayEnd::default()) }
    }
}

/// Everything that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Examination<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Where the learner stands.
    pub progress: &'a Progress,
    /// Where the events are.
    pub survey: &'a Survey,
    /// The events that only the reflog has.
    pub lost: &'a [Event],
    /// The record ref and the remotes, where the plan does not record on the learner's branch.
    pub record_ref: Option<&'a RecordRef>,
    /// What tasks and habits that are recorded, but not in the plan any more, were called in it.
    pub former_titles: &'a BTreeMap<Id, String>,
    /// The learner, where git knows who they are.
    pub learner: Option<&'a Person>,
    /// The moment.
    pub now: DateTime<FixedOffset>,
}

impl Doctor {
    /// Looks at everything.
    #[must_use]
    pub fn new(examination: &Examination<'_>) -> Self {
        let places = place::findings(examination);
        let events = event::findings(examination);
        let lines = line::findings(examination);
        let mut findings: Vec<Finding> = places.into_iter().chain(events).chain(lines).collect();
        findings.sort_by_key(|finding| finding.severity);
        let of = |severity| findings.iter().filter(|found| found.severity == severity).count();
        Self {
            events: examination.progress.entries.len(),
            needs_a_hand: of(Severity::NeedsAHand),
            worth_knowing: of(Severity::WorthKnowing),
            findings,
        }
    }
}

/// `roadmap doctor --rescue`.
#[derive(Clone, Debug, Serialize)]
pub struct Rescue {
    /// The events that were only in the reflog, with the commits that were lost.
    pub events: Vec<EventFact>,
    /// Whether nothing was recorded, because nothing was to be.
    pub dry_run: bool,
    /// The new commit that records them again.
    pub commit: Option<String>,
    /// The ref that it is the tip of.
    pub reference: Option<String>,
    /// In a dry run, the message that the commit would have.
    pub message: Option<String>,
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./@+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// The command that takes each event back.
fn undo_each<'a>(ids: impl Iterator<Item = &'a EventId>) -> Vec<String> {
    ids.map(|id| format!("roadmap undo {id}")).collect()
}
