//! What `doctor` says, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::id::Id;
use crate::ledger::line::Flaw;
use crate::view::report::{EventFinding, FindingMatter, LineFinding, PlaceFinding};

/// What is said about one finding; where it is stands between the two, and the commands after
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What was found.
    pub what: String,
    /// What can be done.
    pub way_out: String,
    /// Lines for `roadmap.toml` that do it, and what else can be done; none where commands do it.
    pub lines: Option<(Vec<String>, String)>,
}

impl Said {
    fn new(what: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { what: what.into(), way_out: way_out.into(), lines: None }
    }

    /// With a `[[moved]]` for the plan, and what else can be done.
    fn moved(mut self, from: &Id, to: &str, or: &str) -> Self {
        let lines =
            ["[[moved]]".to_owned(), format!("from = \"{from}\""), format!("to = [\"{to}\"]")];
        self.lines = Some((lines.to_vec(), or.to_owned()));
        self
    }
}

/// Every sentence of `doctor`.
pub trait DoctorWords {
    /// Nothing was found among so many events.
    fn all_is_well(&self, events: usize) -> String;
    /// How many findings there are.
    fn verdict(&self, needs_a_hand: usize, worth_knowing: usize) -> String;
    /// About where events are.
    fn place(&self, finding: &PlaceFinding) -> Said;
    /// About how events are written.
    fn line(&self, finding: &LineFinding) -> Said;
    /// About what events mean.
    fn event(&self, finding: &EventFinding) -> Said;
    /// About a finding.
    fn finding(&self, finding: &FindingMatter) -> Said {
        match finding {
            FindingMatter::Place(finding) => self.place(finding),
            FindingMatter::Line(finding) => self.line(finding),
            FindingMatter::Event(finding) => self.event(finding),
        }
    }
    /// Which part of a line does not count, and why.
    fn flaw(&self, flaw: &Flaw) -> String;
    /// Of several contents of an id, this one counts.
    fn counts(&self) -> &'static str;
    /// What an undo names in vain.
    fn names_in_vain(&self, ids: &str) -> String;
    /// A commit, as a fact about an event.
    fn commit(&self, short: &str) -> String;
    /// So many more, which are not shown.
    fn more(&self, count: usize, command: &str) -> String;

    /// The reflog has no event that is not in history.
    fn nothing_to_rescue(&self) -> &'static str;
    /// The heading over the events that are, or would be, recorded again.
    fn rescuing(&self, count: usize) -> String;
    /// They were recorded again.
    fn rescued(&self, commit: &str, branch: &str) -> String;
    /// How to take one back.
    fn regret(&self, id: &str) -> String;
}
