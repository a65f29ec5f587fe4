//! The oracle's own picture of a plan and of what was recorded. No type of the library.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// Everything about one learner: what the simulation counts and the library is given as text.
#[derive(Clone, Debug)]
pub(super) struct Learner {
    pub(super) plan: Plan,
    pub(super) said: Vec<Said>,
}

/// The keys of a plan that time and habits depend on.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) start: NaiveDate,
    /// Minutes after midnight at which a day ends.
    pub(super) day_ends: u32,
    pub(super) weeks_start_on_sunday: bool,
    /// From Monday to Sunday.
    pub(super) rest_days: [bool; 7],
    pub(super) freezes_per_month: u32,
    /// The windows of the phases `p0`, `p1`; the tasks `a` and `b` are in the first.
    pub(super) phases: Vec<(NaiveDate, NaiveDate)>,
    pub(super) habits: Vec<Habit>,
    /// Ids of the past, and where they went.
    pub(super) moved: Vec<(String, Vec<String>)>,
    /// Whether only Lin's events count.
    pub(super) is_only_for_lin: bool,
}

/// The tasks of every plan.
pub(super) const TASKS: [&str; 2] = ["a", "b"];

#[derive(Clone, Debug)]
pub(super) struct Habit {
    pub(super) id: String,
    pub(super) every: Cadence,
    /// In thousandths.
    pub(super) target: u64,
    /// In thousandths.
    pub(super) stretch: Option<u64>,
    pub(super) span: Span,
    pub(super) changes: Vec<Change>,
}

#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) from: NaiveDate,
    pub(super) every: Option<Cadence>,
    pub(super) target: Option<u64>,
    pub(super) stretch: Option<u64>,
}

#[derive(Clone, Debug)]
pub(super) enum Span {
    Dates { from: Option<NaiveDate>, until: Option<NaiveDate> },
    Phase(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cadence {
    Day,
    Weekday,
    /// From Monday to Sunday.
    Named([bool; 7]),
    PerWeek(u32),
    PerMonth(u32),
    Within {
        times: u32,
        days: u32,
    },
    /// Every so many days.
    Each(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Done,
    Study,
    Undo,
    Reopen,
    Skip,
}

/// One event line in one commit.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// What the author's clock showed.
    pub(super) clock: NaiveDateTime,
    /// How far that clock was ahead of UTC, in minutes.
    pub(super) offset: i32,
    pub(super) verb: Verb,
    pub(super) target: String,
    pub(super) days: Option<(NaiveDate, NaiveDate)>,
    /// In thousandths.
    pub(super) amount: Option<u64>,
    /// In minutes.
    pub(super) took: Option<u32>,
    pub(super) of: Vec<String>,
    pub(super) id: String,
    /// Whether Lin recorded it, or somebody else.
    pub(super) is_by_lin: bool,
    /// Stands for the id of the commit.
    pub(super) commit: usize,
}

impl Said {
    /// The moment in UTC.
    pub(super) fn utc(&self) -> NaiveDateTime {
        self.clock - TimeDelta::minutes(self.offset.into())
    }
}

/// The names of the days in plans, from Monday to Sunday.
pub(super) const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
