//! What is said about what to do next, when it will be finished, and about moving the windows of
//! a plan, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use chrono::NaiveDate;

use crate::progress::Refusal;
use crate::quantity::StudyTime;
use crate::view::report::{NextRow, OutlookRow, ReplanReport, TooEarlyRow};

/// The most that is asked for on a day, in seconds; more would make no sense.
const MOST_A_DAY: u64 = 12 * 3_600;

/// What would make it in time.
enum More {
    /// So much more study time a day, in full five minutes.
    Time(StudyTime),
    /// So many more tasks a week.
    Tasks(f64),
    /// Nothing that can be done.
    OutOfReach,
}

impl More {
    fn of(outlook: &OutlookRow) -> Self {
        match (outlook.more_seconds_a_day, outlook.more_tasks_a_week) {
            (Some(seconds), _) if seconds <= MOST_A_DAY => {
                Self::Time(StudyTime::from_minutes(seconds.div_ceil(300) * 5))
            }
            (None, Some(tasks)) => Self::Tasks(tasks),
            _ => Self::OutOfReach,
        }
    }
}

/// Every sentence of `next`, `forecast` and `replan`.
pub trait OutlookWords {
    // What to do next.

    /// The heading over the tasks to do.
    fn what_to_do(&self) -> &'static str;
    /// Why it is a task's turn, without a full stop.
    fn reason(&self, row: &NextRow) -> String;
    /// So many tasks wait for it.
    fn unblocks(&self, tasks: usize) -> String;
    /// So many more tasks could be done now, of so many in all.
    fn more_next(&self, more: usize, all: usize) -> String;
    /// So many habits have to be done today.
    fn habits_due(&self, habits: usize) -> String;

    // When it will be finished.

    /// The label of the forecast in one line.
    fn forecast(&self) -> &'static str;
    /// The heading over the days on which phases will be finished.
    fn finish(&self) -> &'static str;
    /// The heading of the column of planned days.
    fn planned(&self) -> &'static str;
    /// It will not be finished within ten years.
    fn not_in_ten_years(&self) -> &'static str;
    /// So many days late; below 0 for early.
    fn late(&self, days: i64) -> String;
    /// There is too little to take a pace from.
    fn too_early(&self, early: &TooEarlyRow) -> String;
    /// What the pace means for the plan's last day, as a sentence or two.
    fn verdict(&self, outlook: &OutlookRow) -> String;
    /// The same within a line.
    fn in_brief(&self, outlook: &OutlookRow) -> String;
    /// The days by which it is finished in half of all futures and in four of five.
    fn half_and_most(&self, half: Option<NaiveDate>, most: Option<NaiveDate>) -> String;
    /// What the pace is taken from.
    fn basis(&self, outlook: &OutlookRow) -> String;

    // New windows.

    /// What changes, in one line.
    fn moves(&self, report: &ReplanReport) -> String;
    /// How to make the change that was only shown.
    fn to_apply(&self) -> &'static str;
    /// Why there are no new windows, and what to try.
    fn refused(&self, refusal: &Refusal) -> (String, String);
}
