//! What is said in reports and on the page.

mod en;
mod zh;

use chrono::NaiveDate;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::view::report::{Scope, Window};

/// The words of a report that stand alone; a language that lacks one does not compile.
#[derive(Clone, Copy, Debug)]
pub struct ReviewLabels {
    /// The language, as in `lang=`.
    pub code: &'static str,
    /// To the content of the page.
    pub skip: &'static str,
    /// The numbers at the head of a report.
    pub overview: &'static str,
    /// What is done.
    pub done: &'static str,
    /// What should be done.
    pub planned: &'static str,
    /// What was done, against planned.
    pub actual: &'static str,
    /// The whole plan, of phases.
    pub total: &'static str,
    /// The study time.
    pub study_time: &'static str,
    /// The streak.
    pub streak: &'static str,
    /// Days with anything.
    pub active_days: &'static str,
    /// Phases as a heading.
    pub phases: &'static str,
    /// A phase as a column.
    pub phase: &'static str,
    /// The days that something is planned for.
    pub window: &'static str,
    /// How planned and actual compare.
    pub pace: &'static str,
    /// The year as days.
    pub year: &'static str,
    /// Less, in a legend.
    pub less: &'static str,
    /// More, in a legend.
    pub more: &'static str,
    /// The months as a column.
    pub month: &'static str,
    /// Records as a column.
    pub records: &'static str,
    /// Planned against done over time.
    pub burn_up: &'static str,
    /// What is said below it.
    pub forecast: &'static str,
    /// Today, on an axis.
    pub today: &'static str,
    /// Habits.
    pub habits: &'static str,
    /// A habit as a column.
    pub habit: &'static str,
    /// Weeks as a column.
    pub week: &'static str,
    /// How much of a habit.
    pub amount: &'static str,
    /// Days, weeks or months that were met.
    pub met: &'static str,
    /// Those that were missed.
    pub missed: &'static str,
    /// The strength of a habit.
    pub strength: &'static str,
    /// The axis of a habit's strip.
    pub days_a_week: &'static str,
    /// The skill map.
    pub skills: &'static str,
    /// A skill as a column.
    pub skill: &'static str,
    /// Tasks as a column.
    pub tasks: &'static str,
    /// A task as a column.
    pub task: &'static str,
    /// A skill that no task trains.
    pub no_task: &'static str,
    /// Finished tasks.
    pub finished: &'static str,
    /// No task was finished.
    pub nothing_finished: &'static str,
    /// The day as a column.
    pub day: &'static str,
    /// What shows that a task is done.
    pub evidence: &'static str,
    /// A link to a result.
    pub result: &'static str,
    /// Where time went, besides finished tasks.
    pub worked_on: &'static str,
    /// Open tasks that should be done.
    pub slipped: &'static str,
    /// By which day.
    pub due: &'static str,
    /// How far dates can be believed.
    pub integrity: &'static str,
    /// The links of the plan.
    pub links: &'static str,
    /// The numbers of a chart.
    pub numbers: &'static str,
}

/// The sentences of a report.
pub trait ReviewWords {
    /// The words that stand alone.
    fn labels(&self) -> &'static ReviewLabels;
    /// A date without its day of the week.
    fn day(&self, day: NaiveDate) -> String;
    /// A month and its year.
    fn month(&self, day: NaiveDate) -> String;
    /// What the report is about.
    fn scope(&self, scope: &Scope, days: Window) -> String;
    /// What a value is called, and the value.
    fn named(&self, name: &str, value: &str) -> String;
    /// So many days.
    fn days(&self, days: u64) -> String;
    /// The label under the countdown: below 0 after the end.
    fn countdown(&self, days_left: i64) -> &'static str;
    /// So many of so many.
    fn of(&self, part: usize, whole: usize) -> String;
    /// So many records were more than are shown.
    fn more_records(&self, count: usize) -> String;
    /// The burn-up in one sentence.
    fn burn_up_said(&self, percent: u32, planned: u32) -> String;
    /// What the forecast says.
    fn forecast_said(&self, p50: &str, p80: &str, in_time_percent: u32) -> String;
    /// Later than in ten years.
    fn much_later(&self) -> &'static str;
    /// There is too little for a forecast.
    fn too_early(&self) -> &'static str;
    /// Days with records, in one sentence.
    fn year_said(&self, active_days: usize, first: NaiveDate, last: NaiveDate) -> String;
    /// A habit in one sentence.
    fn habit_said(&self, met: u32, missed: u32) -> String;
    /// Weeks are shown as days of practice.
    fn strip_said(&self, title: &str) -> String;
    /// A phase's bars in one sentence.
    fn timeline_said(&self, phases: usize) -> String;
    /// Last practised on a day.
    fn last_on(&self, day: NaiveDate) -> String;
    /// How a page can be made again.
    fn made(&self, version: &str, day: NaiveDate, commit: Option<&str>) -> String;
    /// A file is what it should be.
    fn verified(&self, file: &str) -> String;
    /// A file differs in so many lines.
    fn differs(&self, file: &str, lines: usize) -> String;
    /// One difference.
    fn difference(&self, line: usize, now: &str, file: &str) -> String;
    /// The plan, the version or the history is another one.
    fn other_plan(&self) -> &'static str;
    /// It was made with another version.
    fn other_version(&self, then: &str, now: &str) -> String;
    /// More or fewer events count.
    fn other_events(&self, then: &str, now: &str) -> String;
    /// The block of a file was written, or was so already.
    fn block_written(&self, file: &str, changed: bool) -> String;
}
