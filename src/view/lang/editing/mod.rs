//! What is said about changes of the plan.

mod en;
mod zh;

use chrono::NaiveDate;

pub(super) use en::English;
pub(super) use zh::Chinese;

/// What is said about changes of the plan.
pub trait EditingWords {
    /// The file is changed as shown below.
    fn changed(&self, file: &str) -> String;
    /// The file would be changed as shown below.
    fn would_change(&self, file: &str) -> String;
    /// The change would change nothing.
    fn unchanged(&self, file: &str) -> String;
    /// The change is a commit of its own.
    fn committed(&self, commit: &str, branch: &str) -> String;

    // Credit.

    /// A changed goal of a habit is that of all its days; what to write for some follows.
    fn of_all_days(&self) -> &'static str;
    /// What was set counts for the days before the first change, and how only those ahead change.
    fn of_days_before(&self, change: NaiveDate) -> String;
    /// What was set has no history: days that are over are judged by it, too.
    fn of_the_past(&self) -> &'static str;
    /// So many events of an id count for other ids from now on; it may have been done.
    fn credit_goes(&self, from: &str, to: &str, events: usize, done: Option<NaiveDate>) -> String;
    /// Tasks that were owed become part of one that counts as done.
    fn counts_as_done(&self, id: &str, owed: &str) -> String;
    /// Tasks that were owed become part of one that counts as dropped.
    fn counts_as_dropped(&self, id: &str, owed: &str) -> String;
    /// Something is recorded already for the id of a new task or habit.
    fn recorded_before(&self, id: &str, events: usize) -> String;
    /// So many events of an id count nowhere now, because the plan no longer has it.
    fn credit_lost(&self, id: &str, events: usize) -> String;
    /// A task comes to a phase whose tasks have no estimates, and loses its own.
    fn estimate_goes(&self, task: &str, phase: &str) -> String;
    /// How much of a phase is done before and after the change, in percent.
    fn phase_moves(&self, phase: &str, before: u32, after: u32) -> String;
    /// How much of the whole plan.
    fn plan_moves(&self, before: u32, after: u32) -> String;

    // The editor.

    /// The learner goes on with the text of the last time.
    fn draft_taken_up(&self) -> &'static str;
    /// The text of the last time no longer fits the plan; it is kept here.
    fn draft_set_aside(&self, path: &str) -> String;
    /// The text was emptied, so that there is nothing to go on with.
    fn edit_given_up(&self) -> &'static str;
    /// Whether to open the editor again.
    fn edit_again(&self) -> &'static str;
}
