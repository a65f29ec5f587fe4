//! Read models: what a command shows, complete and without any text for people.
//!
//! They serialise to the `data` of the JSON envelope. Keys are only ever added.

mod attestation;
mod check;
mod dates;
mod doctor;
mod forecast;
mod habit;
mod heatmap;
mod history;
mod import;
mod links;
mod next;
mod notes;
mod pending;
mod prompt;
mod proof;
mod replan;
mod review;
mod skills;
mod status;
mod study;
mod task;
mod upgrade;
mod why;

use chrono::NaiveDate;
use serde::Serialize;

use crate::civil::DayRange;

pub use crate::progress::{Count, Freezes, Pace, Score, Streak, StreakUnit};
pub use attestation::AttestationRow;
pub use check::{Check, Holdings, ProblemRow};
pub use dates::{DateCounts, DateRow, Dates};
pub use doctor::{
    Content, Dangling, Doctor, EventFact, EventFinding, Examination, Finding, FindingMatter,
    FlawedLine, LineFact, LineFinding, PlaceFinding, Rescue, Severity,
};
pub use forecast::{
    FinishRow, ForecastReport, ForecastRow, OutlookRow, PhaseFinishRow, TooEarlyRow,
};
pub use habit::{
    DueTaskRow, HabitHistory, PeriodKind, PeriodRow, RunRow, StreakReport, StreaksRow, StretchRow,
    Today,
};
pub use heatmap::{HeatDay, Heatmap, HeatmapRequest, Level, Measure, Place};
pub use history::{EventRow, Log, RemarkRow, StandingRow};
pub use import::{Imported, ImportedPhase, LeftOutRow, Outcome};
pub use links::Links;
pub use next::{Next, NextRow, Reason};
pub use notes::{LeftAlone, LeftRow, Notes, TickRow};
pub use pending::{HookRow, Hooks, PendingRow};
pub use prompt::Prompt;
pub use proof::{
    AuditFinding, AuditReport, AuditRow, CommandRow, FormerRow, RunReport, RunVerdict, StepRow,
    TaskRun, TrustReport,
};
pub use replan::{ReplanReport, ReplanRow};
pub use review::{
    ActivityRow, BurnUpRow, Change, DoneRow, HabitReviewRow, ModuleReviewRow, PhaseReviewRow,
    RecordRow, Recorded, Review, ReviewRequest, Scope, SkillReviewRow, WorkRow,
};
pub use skills::{ModuleRow, SkillRow, Skills, SkillsForm, Training, TrainingTask, WeightUnit};
pub use status::{
    CalendarFacts, DayFacts, Footnotes, HabitRow, HistoryFacts, PhaseRow, Status, TotalFacts,
};
pub use study::{SessionRow, StudyDay, StudyFacts};
pub use task::{
    Filter, Link, List, Need, Show, ShowHabit, ShowTask, StateFilter, TaskRow, TaskStateRow,
};
pub use upgrade::{AccountRow, BaseRow, RemarkKind, Upgrade, UpgradeRemark};
pub use why::{
    CreditRow, CurveFacts, DaysFacts, DaysNumbers, DrawnDay, DrawnPhase, DrawsRow, ForecastNumbers,
    GoalRow, HabitTermsRow, Numbers, PhaseNumbers, PhaseTermsRow, Question, RecordNumbers, Rule,
    SkillNumbers, Subject, TaskDue, TaskNumbers, TaskTermsRow, Terms, UnitRow, UnitSize, UnitsRow,
    VerdictRow, Why,
};

/// Everything that a read command can show.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", content = "data", rename_all = "kebab-case")]
pub enum Report {
    /// `roadmap status`
    Status(Box<Status>),
    /// `roadmap today`
    Today(Box<Today>),
    /// `roadmap next`
    Next(Next),
    /// `roadmap forecast`
    Forecast(Box<ForecastReport>),
    /// `roadmap replan`
    Replan(Box<ReplanReport>),
    /// `roadmap streak`
    Streak(StreakReport),
    /// `roadmap history`
    History(Box<HabitHistory>),
    /// `roadmap list`
    List(List),
    /// `roadmap show`
    Show(Box<Show>),
    /// `roadmap log`
    Log(Log),
    /// `roadmap heatmap`
    Heatmap(Box<Heatmap>),
    /// `roadmap report`
    #[serde(rename = "report")]
    Review(Box<Review>),
    /// `roadmap check`
    Check(Check),
    /// `roadmap doctor`
    Doctor(Doctor),
    /// `roadmap doctor --rescue`
    Rescue(Rescue),
    /// `roadmap doctor --dates`
    Dates(Dates),
    /// `roadmap hook status`
    Hooks(Hooks),
    /// `roadmap import`
    #[serde(rename = "import")]
    Imported(Box<Imported>),
    /// `roadmap notes sync`
    Notes(Notes),
    /// `roadmap upgrade`
    Upgrade(Box<Upgrade>),
    /// `roadmap skills`
    Skills(Skills),
    /// `roadmap open --print`
    Links(Links),
    /// `roadmap why`
    Why(Box<Why>),
    /// `roadmap run`
    Run(RunReport),
    /// `roadmap trust`
    Trust(TrustReport),
    /// `roadmap audit`
    Audit(AuditReport),
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
