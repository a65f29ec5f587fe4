//! What stands in exported documents.

mod en;
mod zh;

use chrono::NaiveDate;

pub(super) use en::English;
pub(super) use zh::Chinese;

/// The words of exported documents. An import has to know every label.
pub trait ExportWords {
    /// The label of what the plan is for.
    fn goal(&self) -> &'static str;
    /// The label of the way in words.
    fn path(&self) -> &'static str;
    /// The label of the first day.
    fn start(&self) -> &'static str;
    /// The label of the deadline.
    fn deadline(&self) -> &'static str;
    /// What stands between a label and its value.
    fn colon(&self) -> &'static str;
    /// The heading over the habits.
    fn habits(&self) -> &'static str;
    /// The heading over the skill map.
    fn skills(&self) -> &'static str;
    /// The heading over the links.
    fn links(&self) -> &'static str;
    /// How many tasks are done, of how many, at least 1.
    fn done(&self, done: usize, of: usize) -> String;
    /// How many of the tasks that are done are so by evidence alone.
    fn by_evidence(&self, tasks: usize) -> String;
    /// What stands before a goal that holds from a day on.
    fn from(&self, day: NaiveDate) -> String;
}
