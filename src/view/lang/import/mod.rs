//! What `import` says.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::plan::import::{Guess, Reason};

/// So many things are named where they were left out; all of them stand in the JSON.
const NAMED: usize = 12;

/// The first of some things, and how many more there are.
fn listed<T>(things: &[T], say: impl Fn(&T) -> String) -> String {
    let named: Vec<String> = things.iter().take(NAMED).map(say).collect();
    match things.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{}, … +{more}", named.join(", ")),
    }
}

/// The sentences of `import`.
pub trait ImportWords {
    /// A plan was made of a document and written to a file; `None`: it was only shown.
    fn made(&self, source: &str, file: Option<&str>) -> String;
    /// The plan that was there is kept.
    fn kept(&self, file: &str) -> String;
    /// So many further phases are not listed.
    fn more_phases(&self, count: usize) -> String;
    /// The heading over what had to be chosen.
    fn chosen(&self) -> &'static str;
    /// What had to be chosen.
    fn guess(&self, guess: &Guess) -> String;
    /// The heading over what is not in the plan, with how many lines the document has.
    fn left_out(&self, lines: usize) -> String;
    /// Nothing of so many lines was left out.
    fn nothing_left_out(&self, lines: usize) -> String;
    /// Why something is not in the plan.
    fn reason(&self, reason: Reason, is_part: bool) -> &'static str;
    /// Lists without boxes can be taken as well.
    fn every_item(&self) -> &'static str;
    /// So many tasks are ticked; how to record them later.
    fn ticked(&self, count: usize, command: Option<&str>) -> String;
    /// These tasks were recorded as done.
    fn recorded(&self, ids: &[String]) -> String;
    /// Tasks with these titles are ticked, but not in the plan.
    fn not_in_plan(&self, titles: &[String]) -> String;
    /// What is ticked is recorded already.
    fn recorded_already(&self, count: usize) -> String;
    /// Asks whether to record so many tasks as done; yes is `y`.
    fn asks_to_record(&self, count: usize) -> String;
    /// The plan is the first commit of a new repository.
    fn committed(&self, file: &str) -> String;
    /// What to do now.
    fn next(&self, file: &str) -> String;
    /// All days of the plan have passed; a command lets it begin today.
    fn is_over(&self, command: &str) -> String;
    /// A plan was exported to a file.
    fn exported(&self, file: &str) -> String;
}
