//! What is said about receipts, in every language.

mod en;
mod zh;

use chrono::NaiveDate;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::view::report::{DaysFacts, DrawsRow, Rule, UnitSize, VerdictRow};

/// Every sentence of `why`.
pub trait WhyWords {
    /// The heading of the streak of days on which anything was done.
    fn overall(&self) -> &'static str;
    /// The heading of the plan as a whole, of its study time, of some days.
    fn total(&self) -> &'static str;
    /// The heading of the study time.
    fn time(&self) -> &'static str;
    /// The heading of the day's place in the plan.
    fn calendar(&self) -> &'static str;
    /// The heading of what was recorded.
    fn record(&self) -> &'static str;
    /// Nothing was recorded for the days of the receipt.
    fn nothing_then(&self) -> &'static str;
    /// The first and the last day of the plan.
    fn first_and_last(&self, first: NaiveDate, last: Option<NaiveDate>) -> String;
    /// By which day an open task should be done.
    fn due(&self, due: NaiveDate) -> String;
    /// So many tasks of a skill were finished in some days.
    fn gained(&self, tasks: usize, days: &str) -> String;
    /// How the curve of done and planned follows from tasks and owed days.
    fn curve_rule(&self) -> &'static str;
    /// How futures are drawn.
    fn futures(&self, draws: &DrawsRow) -> String;
    /// The owed days from which they are drawn.
    fn owed_record(&self, days: usize, first: NaiveDate, last: NaiveDate) -> String;
    /// So much of the next task is taken to be done.
    fn under_way(&self, weight: &str) -> String;
    /// How the days of a forecast follow from its futures.
    fn forecast_rule(&self) -> &'static str;
    /// The heading over what is left.
    fn left(&self) -> &'static str;
    /// A unit by its days.
    fn unit(&self, size: UnitSize, first: NaiveDate, last: NaiveDate) -> String;
    /// What became of a unit.
    fn verdict(&self, verdict: VerdictRow) -> &'static str;
    /// How many met days a unit has, of how many it asks for.
    fn used(&self, used: u32, quota: u32) -> String;
    /// The run after a unit.
    fn run(&self, run: u32) -> String;
    /// So many earlier rows are not shown.
    fn earlier(&self, count: usize) -> String;
    /// The protected streak has the same units.
    fn same_units(&self) -> &'static str;
    /// A rule of docs/time.md in a sentence.
    fn rule(&self, rule: Rule) -> &'static str;
    /// The heading over the rules.
    fn rules(&self) -> &'static str;
    /// How a percentage follows from weights; both are counts of tasks, or lengths of time.
    fn share(&self, percent: u32, part: &str, whole: &str) -> String;
    /// There is nothing that a percentage could be of.
    fn no_share(&self) -> &'static str;
    /// How the planned percentage follows from days.
    fn planned(&self, percent: u32, passed: u64, owed: u64) -> String;
    /// How the planned percentage of the whole plan follows from that of the phases.
    fn planned_whole(&self, percent: u32) -> String;
    /// By which day the next task should be done.
    fn next_due(&self, task: &str, due: NaiveDate) -> String;
    /// Why a task is as it is: nothing says that it was done or dropped.
    fn nothing_says(&self) -> &'static str;
    /// What was done on some days.
    fn days(&self, facts: DaysFacts) -> Vec<String>;
    /// The strength score with its exact value.
    fn score(&self, value: f64) -> String;
    /// How many of all events that are in the receipt count.
    fn events(&self, counting: usize, all: usize) -> String;
    /// How to check the receipt.
    fn check(&self) -> &'static str;
}
