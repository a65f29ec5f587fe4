//! What is said about commands that prove tasks, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::progress::Proof;
use crate::quantity::StudyTime;
use crate::view::report::{AuditFinding, RunVerdict};

/// Every sentence of `run`, `trust` and `audit`, and the marks of finished tasks.
pub trait ProofWords {
    /// What a finished task rests on.
    fn proof(&self, proof: Proof) -> &'static str;
    /// A shell reads the command.
    fn by_shell(&self) -> &'static str;
    /// The folder that it is run in.
    fn in_folder(&self, folder: &str) -> String;
    /// How long it may take.
    fn at_most(&self, time: StudyTime) -> String;
    /// It wants a work tree without changes.
    fn wants_clean(&self) -> &'static str;
    /// How long something took.
    fn took(&self, milliseconds: u64) -> String;
    /// How a command ended.
    fn verdict(&self, verdict: &RunVerdict, command: &str) -> String;
    /// How many tasks passed and failed.
    fn run_summary(&self, passed: usize, failed: usize) -> String;
    /// Nothing has changed since the receipts.
    fn nothing_changed(&self) -> &'static str;
    /// Commands that may be run, as a heading.
    fn approved(&self) -> &'static str;
    /// Commands that may not be run yet, as a heading.
    fn not_approved(&self) -> &'static str;
    /// Approvals of what the plan does not have any more, as a heading.
    fn former(&self) -> &'static str;
    /// The plan has no command.
    fn no_commands(&self) -> &'static str;
    /// All commands are approved already.
    fn all_approved(&self) -> &'static str;
    /// What stands above commands that are to be approved.
    fn look_at(&self, file: &str) -> String;
    /// The question whether they may be run.
    fn may_run(&self, count: usize) -> String;
    /// How many are approved now.
    fn now_approved(&self, count: usize) -> String;
    /// How many are approved no more.
    fn revoked(&self, count: usize) -> String;
    /// A task is being checked before it is recorded.
    fn checking(&self, task: &str, command: &str) -> String;
    /// A task was checked.
    fn checked(&self, task: &str, milliseconds: u64) -> String;
    /// A task was recorded without being checked.
    fn left_unchecked(&self, task: &str) -> String;
    /// A dry run leaves out the check of a task.
    fn to_be_checked(&self, task: &str) -> String;
    /// No completion has a receipt.
    fn no_receipts(&self) -> &'static str;
    /// How many receipts agree, disagree, and could not be looked at.
    fn audit_summary(&self, agree: usize, disagree: usize, cannot_run: usize) -> String;
    /// How many completions have no receipt.
    fn without_receipt(&self, count: usize) -> String;
    /// What came of looking at a receipt again.
    fn finding(&self, finding: &AuditFinding) -> String;
}

/// Milliseconds as seconds with one decimal, as `0.4`, or as whole minutes and seconds.
pub(super) fn seconds(milliseconds: u64) -> String {
    if milliseconds < 60_000 {
        return format!("{}.{}", milliseconds / 1_000, milliseconds % 1_000 / 100);
    }
    StudyTime::from_seconds(milliseconds / 1_000).to_string()
}
