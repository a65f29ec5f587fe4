//! `roadmap why`: the receipt of a number. Everything that it follows from stands in it: the terms
//! of the plan, every unit or task with the rule that decided it, and the events with the commits
//! that carry them.

mod draws;
mod events;
mod numbers;
mod terms;
mod units;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::status::{self, Footnotes, HistoryFacts};
use super::{DateRow, Dates, EventRow, Window};
use crate::civil::DayRange;
use crate::id::Id;
use crate::ledger::{CommitId, CommitTimes};
use crate::plan::Plan;
use crate::progress::{self, Progress};

pub use crate::progress::{Rule, UnitSize};
pub use draws::{DrawnDay, DrawnPhase, DrawsRow};
pub use numbers::{
    CurveFacts, DaysFacts, DaysNumbers, ForecastNumbers, Numbers, PhaseNumbers, RecordNumbers,
    SkillNumbers, TaskDue, TaskNumbers,
};
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
        /// Only what was done for this phase; null for everything.
        limited_to: Option<Id>,
    },
    /// What has trained a skill, or a module of them.
    Skill {
        /// Which.
        id: Id,
    },
    /// When it will be finished.
    Forecast,
    /// Planned against done, day by day.
    Curve {
        /// Only of this phase; null for the whole plan.
        limited_to: Option<Id>,
    },
    /// The day's place in the plan.
    Calendar,
    /// How much was recorded, by whom, and how far its dates can be believed.
    Record {
        /// Only what was recorded for this phase; null for everything.
        limited_to: Option<Id>,
    },
}

impl Subject {
    /// The phase that it is about, or that it is limited to.
    fn phase(&self) -> Option<&Id> {
        match self {
            Self::Phase { id } => Some(id),
            Self::Days { limited_to, .. }
            | Self::Curve { limited_to }
            | Self::Record { limited_to } => limited_to.as_ref(),
            _ => None,
        }
    }
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Whose numbers.
    pub subject: Subject,
    /// The days that are counted, where the numbers are about some.
    pub days: DayRange,
    /// Whether the day one looks at is over: it is the last of these days, and not today.
    pub days_over: bool,
    /// The commits that reading began with.
    pub tips: Vec<String>,
    /// The times of the commits that carry what was recorded, where the numbers are about them.
    pub times: BTreeMap<CommitId, CommitTimes>,
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
    /// What a forecast is drawn from; null where the number is none.
    pub drawn_from: Option<DrawsRow>,
    /// The completions and sessions with what speaks against their dates; null where the number is
    /// not about that.
    pub dated: Option<Vec<DateRow>>,
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
    /// The receipt of the numbers that are asked for; `None` if the plan has no such thing.
    #[must_use]
    pub fn new(
        plan: &Plan,
        progress: &Progress,
        facts: HistoryFacts,
        question: Question,
    ) -> Option<Self> {
        let terms = Terms::new(plan, progress, &question);
        let numbers = numbers::numbers(plan, progress, facts, &question)?;
        let Question { subject, tips, times, .. } = question;
        let dated = matches!(subject, Subject::Record { .. })
            .then(|| Dates::new(&progress::dates(progress, &times)).rows);
        let draws = matches!(subject, Subject::Forecast).then(|| progress::draws(plan, progress));
        Some(Self {
            as_of: progress.as_of,
            title: title(plan, &subject),
            numbers,
            units: UnitsRow::new(plan, progress, &subject),
            drawn_from: draws.flatten().map(DrawsRow::from),
            dated,
            events: events::concerning(plan, progress, &terms),
            terms,
            subject,
            tips,
            footnotes: status::footnotes(progress, facts),
            shows_all: false,
        })
    }
}

fn title(plan: &Plan, subject: &Subject) -> Option<String> {
    let of_phase = |id: &Id| plan.phase(id).map(|phase| phase.title.clone());
    match subject {
        Subject::Habit { id } | Subject::Task { id } => plan.title_of(id).map(str::to_owned),
        Subject::Phase { id } => of_phase(id),
        Subject::Skill { id } => {
            let mut modules = plan.modules.iter();
            let skill = || plan.skills().find(|(_, skill)| skill.id == *id);
            let module = modules.find(|module| module.id == *id).map(|module| &module.title);
            skill().map(|(_, skill)| &skill.title).or(module).cloned()
        }
        Subject::Total => Some(plan.title.clone()),
        Subject::Days { limited_to, .. }
        | Subject::Curve { limited_to }
        | Subject::Record { limited_to } => limited_to.as_ref().and_then(of_phase),
        Subject::Overall | Subject::Time | Subject::Forecast | Subject::Calendar => None,
    }
}
