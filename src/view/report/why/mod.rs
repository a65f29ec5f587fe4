//! `roadmap why`: the receipt of a number. Everything that it follows from stands in it: the terms
//! of the plan, every unit or task with the rule that decided it, and the events with the commits
//! that carry them.

mod events;
mod terms;
mod units;

use chrono::NaiveDate;
use serde::Serialize;

use super::habit::StreaksRow;
use super::status::{self, Footnotes, HabitRow, HistoryFacts, PhaseRow, TotalFacts};
use super::study::StudyFacts;
use super::{EventRow, TaskRow, Window};
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::Plan;
use crate::progress::Progress;

pub use crate::progress::{Rule, UnitSize};
pub use terms::{CreditRow, GoalRow, HabitTermsRow, PhaseTermsRow, TaskTermsRow, Terms};
pub use units::{UnitRow, UnitsRow, VerdictRow};

/// Whose numbers are asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum Subject {
    /// The streak of days on which anything was done.
    Overall,
    /// A habit.
    Habit {
        /// Which.
        id: Id,
    },
    /// A task.
    Task {
        /// Which.
        id: Id,
    },
    /// A phase.
    Phase {
        /// Which.
        id: Id,
    },
    /// The plan as a whole.
    Total,
    /// The study time.
    Time,
    /// What was done on some days.
    Days {
        /// Which.
        #[serde(flatten)]
        days: Window,
    },
}

/// The numbers, under the names that they have in the JSON of the other commands.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Numbers {
    /// As `overall` of `status`.
    Overall(StreaksRow),
    /// As one of the `habits` of `streak`.
    Habit(Box<HabitRow>),
    /// As one of the `tasks` of `list`.
    Task(Box<TaskRow>),
    /// As one of the `phases` of `status`.
    Phase(Box<PhaseRow>),
    /// As `total` of `status`.
    Total(TotalFacts),
    /// As `study` of `status`.
    Time(StudyFacts),
    /// As `today` of `status`, for some days.
    Days(DaysFacts),
}

/// What was done on some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DaysFacts {
    /// Completions.
    pub completions: u32,
    /// Study sessions in which nothing was completed.
    pub sessions: u32,
    /// The study time, in seconds.
    pub study_seconds: u64,
    /// On how many days something was done.
    pub active_days: usize,
}

impl DaysFacts {
    fn new(progress: &Progress, days: DayRange) -> Self {
        let mut facts = Self { completions: 0, sessions: 0, study_seconds: 0, active_days: 0 };
        for (_, activity) in progress.activity.range(days.first()..=days.last()) {
            facts.completions += activity.completions;
            facts.sessions += activity.sessions;
            facts.study_seconds += activity.time.seconds();
            facts.active_days += 1;
        }
        facts
    }
}

/// `roadmap why`.
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    /// The day.
    pub as_of: NaiveDate,
    /// Whose numbers these are.
    pub subject: Subject,
    /// What people call it, if it has a title.
    pub title: Option<String>,
    /// The numbers.
    pub numbers: Numbers,
    /// What the plan contributes.
    pub terms: Terms,
    /// The days, weeks, months or windows of a streak; null where the number is none.
    pub units: Option<UnitsRow>,
    /// Every event that the numbers follow from, and those that would if they counted, newest
    /// first.
    pub events: Vec<EventRow>,
    /// The commits from which all that was read can be reached.
    pub tips: Vec<String>,
    /// What should be known about these numbers.
    pub footnotes: Footnotes,
    /// Whether to show people every row.
    #[serde(skip)]
    pub shows_all: bool,
}

impl Why {
    /// The receipt of the numbers of `subject`; `None` if the plan has no such thing. `tips` are
    /// the commits that reading began with.
    #[must_use]
    pub fn new(
        plan: &Plan,
        progress: &Progress,
        facts: HistoryFacts,
        subject: Subject,
        tips: Vec<String>,
    ) -> Option<Self> {
        let terms = Terms::new(plan, progress, &subject);
        Some(Self {
            as_of: progress.as_of,
            title: title(plan, &subject),
            numbers: numbers(plan, progress, &subject)?,
            units: UnitsRow::new(plan, progress, &subject),
            events: events::concerning(plan, progress, &terms),
            terms,
            subject,
            tips,
            footnotes: status::footnotes(progress, facts),
            shows_all: false,
        })
    }

    /// The event with this name.
    #[must_use]
    pub fn event(&self, id: &crate::ledger::EventId) -> Option<&EventRow> {
        self.events.iter().find(|event| event.id == *id)
    }
}

fn title(plan: &Plan, subject: &Subject) -> Option<String> {
    match subject {
        Subject::Habit { id } | Subject::Task { id } => plan.title_of(id).map(str::to_owned),
        Subject::Phase { id } => plan.phase(id).map(|phase| phase.title.clone()),
        Subject::Total => Some(plan.title.clone()),
        Subject::Overall | Subject::Time | Subject::Days { .. } => None,
    }
}

fn numbers(plan: &Plan, progress: &Progress, subject: &Subject) -> Option<Numbers> {
    Some(match subject {
        Subject::Overall => Numbers::Overall(StreaksRow::overall(&progress.overall)),
        Subject::Habit { id } => {
            Numbers::Habit(Box::new(status::habit_row(plan.habit(id)?, progress)?))
        }
        Subject::Task { id } => {
            let (_, task) = plan.task(id)?;
            Numbers::Task(Box::new(TaskRow::new(task, progress.task(id)?)))
        }
        Subject::Phase { id } => {
            Numbers::Phase(Box::new(status::phase_row(plan.phase(id)?, progress)?))
        }
        Subject::Total => Numbers::Total(status::total(progress)),
        Subject::Time => Numbers::Time(StudyFacts::new(plan, progress)),
        Subject::Days { days } => {
            let days = DayRange::new(days.first, days.last)?;
            Numbers::Days(DaysFacts::new(progress, days))
        }
    })
}
