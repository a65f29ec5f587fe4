//! Read models: what a command shows, complete and without any text for people.
//!
//! They serialise to the `data` of the JSON envelope. Keys are only ever added.

mod check;
mod history;
mod status;
mod task;

use chrono::NaiveDate;
use serde::Serialize;

use crate::civil::DayRange;
use crate::progress;

pub use check::{Check, Holdings, ProblemRow};
pub use history::{EventRow, Log, RemarkRow, StandingRow};
pub use status::{
    CalendarFacts, DayFacts, Footnotes, HabitRow, HistoryFacts, PhaseRow, Status, StreakFacts,
    TotalFacts,
};
pub use task::{
    Filter, Link, List, Need, Show, ShowHabit, ShowTask, StateFilter, TaskRow, TaskStateRow,
};

/// Everything that a read command can show.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", content = "data", rename_all = "kebab-case")]
pub enum Report {
    /// `roadmap status`
    Status(Box<Status>),
    /// `roadmap list`
    List(List),
    /// `roadmap show`
    Show(Box<Show>),
    /// `roadmap log`
    Log(Log),
    /// `roadmap check`
    Check(Check),
}

/// The first and last day of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Window {
    /// The first day.
    pub first: NaiveDate,
    /// The last day, which is included.
    pub last: NaiveDate,
}

impl From<DayRange> for Window {
    fn from(range: DayRange) -> Self {
        Self { first: range.first(), last: range.last() }
    }
}

/// How many tasks are in which state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Tasks that are done.
    pub done: usize,
    /// Tasks that are owed.
    pub open: usize,
    /// Tasks that were dropped: neither done nor owed.
    pub dropped: usize,
}

impl Count {
    /// The tasks that are done or owed.
    #[must_use]
    pub fn kept(self) -> usize {
        self.done + self.open
    }
}

impl From<progress::Count> for Count {
    fn from(count: progress::Count) -> Self {
        Self { done: count.done, open: count.open, dropped: count.dropped }
    }
}

/// How the actual stands to the planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Pace {
    /// There is nothing to do.
    Empty,
    /// It has not begun.
    Upcoming,
    /// What is due is done.
    OnTime,
    /// More is done than is planned by now.
    Ahead {
        /// By so many days, at least 1.
        days: u32,
    },
    /// Something should have been finished.
    Behind {
        /// So many days ago, at least 1.
        days: u32,
    },
    /// Everything is done.
    Finished {
        /// The day of the last completion.
        on: NaiveDate,
        /// Days after the last planned day; below 0 for early.
        late_days: i64,
    },
}

impl From<progress::Pace> for Pace {
    fn from(pace: progress::Pace) -> Self {
        match pace {
            progress::Pace::Empty => Self::Empty,
            progress::Pace::Upcoming => Self::Upcoming,
            progress::Pace::OnTime => Self::OnTime,
            progress::Pace::Ahead { days } => Self::Ahead { days },
            progress::Pace::Behind { days } => Self::Behind { days },
            progress::Pace::Finished { on, late_days } => Self::Finished { on, late_days },
        }
    }
}
