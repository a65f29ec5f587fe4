//! `roadmap replan`: which dates of the plan change.

use chrono::NaiveDate;
use serde::Serialize;

use super::Window;
use crate::id::Id;
use crate::plan::Plan;
use crate::progress::NewDates;

/// `roadmap replan`.
#[derive(Clone, Debug, Serialize)]
pub struct ReplanReport {
    /// The day.
    pub as_of: NaiveDate,
    /// Whether the plan's file was changed.
    pub applied: bool,
    /// The plan's first day, if it changes.
    pub start: Option<NaiveDate>,
    /// The deadline, if it changes.
    pub deadline: Option<NaiveDate>,
    /// The phases whose windows change.
    pub phases: Vec<ReplanRow>,
    /// How many phases keep their windows.
    pub kept: usize,
    /// The last day of the last window, afterwards.
    pub ends: Option<NaiveDate>,
    /// How many days the deadline, if there is one, is exceeded; below 0 for days to spare.
    pub over_deadline_days: Option<i64>,
}

/// A phase whose window changes.
#[derive(Clone, Debug, Serialize)]
pub struct ReplanRow {
    /// The phase.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Its window before.
    pub from: Window,
    /// Its window afterwards.
    pub to: Window,
}

impl ReplanReport {
    /// What becomes of a plan, where `deadline` is a new one.
    #[must_use]
    pub fn new(
        plan: &Plan,
        dates: &NewDates,
        deadline: Option<NaiveDate>,
        as_of: NaiveDate,
    ) -> Self {
        let new = |id: &Id| dates.windows.iter().find(|(moved, _)| moved == id);
        let moved = plan.phases.iter().filter_map(|phase| Some((phase, new(&phase.id)?.1)));
        let phases: Vec<ReplanRow> = moved
            .map(|(phase, window)| ReplanRow {
                id: phase.id.clone(),
                title: phase.title.clone(),
                from: phase.window.into(),
                to: window.into(),
            })
            .collect();
        let windows =
            plan.phases.iter().map(|phase| new(&phase.id).map_or(phase.window, |new| new.1));
        let ends = windows.map(crate::civil::DayRange::last).max();
        let until = deadline.or(plan.deadline);
        Self {
            as_of,
            applied: false,
            start: dates.start,
            deadline: deadline.filter(|_| deadline != plan.deadline),
            kept: plan.phases.len() - phases.len(),
            over_deadline_days: until.zip(ends).map(|(until, ends)| (ends - until).num_days()),
            phases,
            ends,
        }
    }
}
