//! New windows for what is left of a plan (docs/replan.md). What is finished stays where it was.

mod shift;
mod squeeze;

use chrono::NaiveDate;

use super::Progress;
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::{Phase, Plan};

/// How the windows of unfinished phases are to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replan {
    /// All that lies ahead moves by so much; a phase that has begun only ends so much later.
    Push(Shift),
    /// What is left begins on this day, all of it moved by the same number of days.
    Start(NaiveDate),
    /// What is left is laid out from today to this day, by how much of it there is.
    FinishBy(NaiveDate),
}

/// How far windows move; below 0 for earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// By so many days.
    Days(i64),
    /// By so many months, the last day of a month to the last day of another.
    Months(i32),
}

/// What becomes of a plan's dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replanned {
    /// These dates change.
    To(NewDates),
    /// It cannot be done.
    Refused(Refusal),
}

/// The dates that change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewDates {
    /// The plan's first day, if it changes.
    pub start: Option<NaiveDate>,
    /// The windows that change, in the order of the plan.
    pub windows: Vec<(Id, DayRange)>,
}

/// Why new dates cannot be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing is left to do.
    NothingLeft,
    /// A month lacks the day on which a phase would begin or end, or would end with it although
    /// the month before did not.
    NoSuchDay {
        /// The phase.
        phase: Id,
        /// The day that has no counterpart.
        day: NaiveDate,
    },
    /// A phase that lies ahead would begin today or earlier.
    BeginsTooEarly {
        /// The phase.
        phase: Id,
        /// The day on which it would begin.
        day: NaiveDate,
    },
    /// A phase that has begun would end before that.
    EndsTooEarly {
        /// The phase.
        phase: Id,
        /// The day on which it would end.
        day: NaiveDate,
    },
    /// There are fewer owed days than stretches of work.
    TooFewDays {
        /// How many owed days there are.
        days: usize,
        /// How many are needed at least.
        needed: usize,
    },
    /// A date would lie outside the calendar.
    OutsideCalendar,
}

/// Works out new windows for the unfinished phases.
#[must_use]
pub fn replan(plan: &Plan, progress: &Progress, how: Replan) -> Replanned {
    let unfinished: Vec<Unfinished<'_>> =
        plan.phases.iter().filter_map(|phase| Unfinished::of(plan, progress, phase)).collect();
    if unfinished.is_empty() {
        return Replanned::Refused(Refusal::NothingLeft);
    }
    match how {
        Replan::Push(by) => shift::push(&unfinished, by, progress.as_of),
        Replan::Start(day) => shift::start(plan, &unfinished, day),
        Replan::FinishBy(day) => squeeze::finish_by(plan, progress, &unfinished, day),
    }
}

/// A phase with something left to do; or without any task, until its window is over.
struct Unfinished<'a> {
    phase: &'a Phase,
    /// Its first owed day by the window and the plan's start.
    first: NaiveDate,
    has_begun: bool,
}

impl<'a> Unfinished<'a> {
    fn of(plan: &Plan, progress: &Progress, phase: &'a Phase) -> Option<Self> {
        let is_open = match progress.phase(&phase.id) {
            Some(stand) if !phase.tasks.is_empty() => stand.count.open > 0,
            _ => progress.as_of <= phase.window.last(),
        };
        let first = phase.window.first().max(plan.start);
        is_open.then_some(Self { phase, first, has_begun: first <= progress.as_of })
    }

    fn window(&self) -> DayRange {
        self.phase.window
    }

    /// The phase with another window; none if that is the one it has.
    fn moved_to(&self, window: DayRange) -> Option<(Id, DayRange)> {
        (window != self.window()).then(|| (self.phase.id.clone(), window))
    }
}
