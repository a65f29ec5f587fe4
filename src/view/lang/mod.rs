//! What is said, in every language: one trait, one implementation a language, so that a
//! missing sentence does not compile.

mod attesting;
mod calendar;
mod doctor;
mod editing;
mod en;
mod evidence;
mod export;
mod habit;
mod help;
mod import;
mod note;
mod outlook;
mod proof;
mod review;
mod shell;
mod skills;
mod spoken;
mod upgrade;
mod welcome;
mod why;
mod zh;

use chrono::NaiveDate;

pub use attesting::AttestingWords;
pub use calendar::CalendarWords;
pub use doctor::{DoctorWords, Said};
pub use editing::EditingWords;
pub use evidence::EvidenceWords;
pub use export::ExportWords;
pub use habit::HabitWords;
pub use help::HelpWords;
pub use import::ImportWords;
pub use note::NoteWords;
pub use outlook::OutlookWords;
pub use proof::ProofWords;
pub use review::{ReviewLabels, ReviewWords};
pub use shell::{FileChange, ShellWords};
pub use skills::SkillsWords;
pub use spoken::{SpokenSign, SpokenWords};
pub use upgrade::UpgradeWords;
pub use welcome::{Demo, WelcomeWords};
pub use why::WhyWords;

pub use crate::sentence::Lang;

use super::report::{Pace, StandingRow};
use crate::ledger::{HookState, Verb};
use crate::quantity::StudyTime;

impl Lang {
    /// Its sentences.
    #[must_use]
    pub fn words(self) -> &'static dyn Words {
        match self {
            Self::En => &en::English,
            Self::Zh => &zh::Chinese,
        }
    }
}

/// Every sentence of the read commands and of what is said after recording.
pub trait Words {
    // Headings and labels.

    /// The last row of the phase table.
    fn total(&self) -> &'static str;
    /// A phase as a heading.
    fn phase(&self, id: &str, title: &str) -> String;
    /// The heading over the habits.
    fn habits(&self) -> &'static str;
    /// The heading over open tasks of phases that are over.
    fn left_over(&self) -> &'static str;
    /// The label of the streak.
    fn streak(&self) -> &'static str;
    /// The label before the next command.
    fn next(&self) -> &'static str;
    /// The labels of a task's facts.
    fn label(&self, label: Label) -> &'static str;

    // Time.

    /// A date with its day of the week.
    fn date(&self, day: NaiveDate) -> String;
    /// The day's place in the plan.
    fn day_of_plan(&self, day: i64, length: Option<i64>) -> String;
    /// Days to the end of the plan or of a phase: 0 on the last day, below 0 after it.
    fn days_left(&self, days: i64) -> String;
    /// The plan or a phase begins in so many days, at least 1.
    fn begins_in(&self, days: i64) -> String;
    /// A length of study time.
    fn time(&self, time: StudyTime) -> String;

    // Numbers of things.

    /// So many tasks.
    fn tasks(&self, count: usize) -> String;
    /// So many dropped tasks.
    fn dropped(&self, count: usize) -> String;
    /// What should be done by now.
    fn planned(&self, percent: u32) -> String;
    /// How the actual stands to the planned; empty where there is nothing to say.
    fn pace(&self, pace: Pace) -> String;

    // Status.

    /// No task is open, and so many were dropped.
    fn nothing_open(&self, dropped: usize) -> &'static str;
    /// The plan has no task.
    fn no_tasks(&self) -> &'static str;
    /// No task passes the filter.
    fn no_match(&self) -> &'static str;
    /// No event is recorded yet.
    fn no_events(&self) -> &'static str;
    /// Every event line was read.
    fn nothing_odd(&self) -> &'static str;
    /// Nothing is done today, and the streak ends tonight.
    fn at_risk(&self) -> &'static str;
    /// Something is done today.
    fn active_today(&self) -> &'static str;
    /// How much of a habit is done today, of how much; with the number for a good day.
    fn habit_today(&self, done: &str, target: &str, unit: &str, stretch: Option<&str>) -> String;
    /// A task waits for others, as a remark behind its title.
    fn waits_for(&self, ids: &str) -> String;
    /// How much study time is recorded.
    fn studied(&self, time: StudyTime) -> String;
    /// How many times, and on how many days, a habit was practised.
    fn practised(&self, total: &str, unit: &str, days: usize) -> String;

    // Events.

    /// What happened, as one word.
    fn verb(&self, verb: Verb) -> &'static str;
    /// Everything, for `*`.
    fn everything(&self) -> &'static str;
    /// No task in particular, for a study session.
    fn no_task(&self) -> &'static str;
    /// Recorded after its day.
    fn late(&self) -> &'static str;
    /// Why an event does not count; empty where it does. An undo holds on earlier days, too.
    fn standing(&self, standing: &StandingRow, verb: Verb) -> String;
    /// A task is open.
    fn open(&self) -> &'static str;
    /// A task was done on a day.
    fn done_on(&self, day: NaiveDate) -> String;
    /// A task was dropped on a day.
    fn dropped_on(&self, day: NaiveDate) -> String;
    /// History is being read.
    fn reading_history(&self) -> &'static str;
    /// How many things are due today, as briefly as a prompt needs it.
    fn due_count(&self, count: usize) -> String;
    /// So many open tasks are not listed, and how to see them.
    fn more_tasks(&self, count: usize) -> String;
    /// Older events are not shown.
    fn more_events(&self, count: usize) -> String;

    // After recording.

    /// Events were recorded in a commit, for a day or some days if that matters; with the id of
    /// the event if it is only one.
    fn recorded(
        &self,
        day: Option<&str>,
        event: Option<&str>,
        commit: &str,
        branch: &str,
    ) -> String;
    /// Events would be recorded, for a day or some days, but it is a dry run.
    fn would_record(&self, day: Option<&str>) -> String;
    /// A habit was named more than once, and recorded once.
    fn named_again(&self, id: &str) -> String;
    /// A one-off task is done already.
    fn already_done(&self, id: &str, day: NaiveDate) -> String;
    /// How a task that was recorded without its check gets it.
    fn checked_by(&self, id: &str, day: NaiveDate) -> String;
    /// A task that was done needs others that are not.
    fn still_needs(&self, id: &str, needs: &str) -> String;
    /// Where a phase stands now.
    fn phase_stands(&self, id: &str, done: usize, kept: usize) -> String;
    /// A task is owed (again).
    fn open_again(&self, id: &str) -> String;
    /// A task is no longer owed.
    fn now_dropped(&self, id: &str) -> String;
    /// How to take an event back.
    fn take_back(&self, command: &str) -> String;

    /// A task that is already done took more time.
    fn study_instead(&self, id: &str) -> String;
    /// A task was dropped before.
    fn already_dropped(&self, id: &str, day: NaiveDate) -> String;
    /// A task is not done, so it need not be reopened.
    fn is_open(&self, id: &str) -> String;
    /// An event was undone before.
    fn already_undone(&self, id: &str, by: &str) -> String;
    /// What an undo has taken back: the event's verb, day or days, and id.
    fn undone(&self, verb: &str, days: &str, id: &str) -> String;
    /// What an undo would take back.
    fn would_undo(&self, verb: &str, days: &str, id: &str) -> String;

    // The learner's own commits.

    /// The heading over lines that wait for the learner's next commit.
    fn pending(&self) -> &'static str;
    /// What that means, and how to drop them.
    fn pending_note(&self) -> &'static str;
    /// Events wait for the next commit, for a day or some days.
    fn waits_for_commit(&self, day: Option<&str>) -> String;
    /// Events would wait, for a day or some days, but it is a dry run.
    fn would_wait(&self, day: Option<&str>) -> String;
    /// The staged work was committed, but the message has no event.
    fn recorded_nothing(&self, commit: &str, branch: &str) -> String;
    /// A completion waits already.
    fn already_pending(&self, id: &str) -> String;
    /// What is now recorded waits for the next commit, too.
    fn also_pending(&self, id: &str) -> String;
    /// So many waiting lines were dropped.
    fn dropped_pending(&self, count: usize) -> String;
    /// So many lines wait, and no hook will add them.
    fn pending_left(&self, count: usize) -> String;
    /// The hooks are installed, now or already.
    fn hooks_installed(&self, changed: bool) -> String;
    /// What to do with installed hooks.
    fn hooks_installed_next(&self) -> &'static str;
    /// That the hooks will have nothing to add, since the plan records on a ref of its own.
    fn hooks_have_nothing(&self, reference: &str) -> String;
    /// The hooks are not installed, now or already.
    fn hooks_removed(&self, changed: bool) -> String;
    /// The hook that was there before is back.
    fn hook_restored(&self, name: &str) -> String;
    /// What is in the place of a hook.
    fn hook_state(&self, state: HookState) -> &'static str;
    /// The hook that was there before runs first.
    fn runs_before(&self) -> &'static str;

    // Sharing a record ref.

    /// A remote carries the record ref from now on; the refspecs that were added follow.
    fn carries(&self, remote: &str, reference: &str) -> String;
    /// A remote carried the record ref before.
    fn carried_already(&self, remote: &str, reference: &str) -> String;
    /// What `git fetch` brought was joined to the record ref.
    fn joined(&self, reference: &str) -> String;
    /// How to exchange records now.
    fn exchange(&self, remote: &str) -> String;

    // The plan.

    /// What `init` has made, several lines.
    fn initialised(&self, made: &Initialised<'_>) -> String;
    /// How many problems a plan has.
    fn problems(&self, file: &str, errors: usize, warnings: usize) -> String;

    /// The plan is valid.
    fn plan_is_fine(&self, file: &str, warnings: usize) -> String;
    /// What a plan holds.
    fn holds(&self, holds: &super::report::Holdings) -> Vec<String>;

    /// What is said about days.
    fn calendar(&self) -> &'static dyn CalendarWords;

    /// What is said about habits and streaks.
    fn habit(&self) -> &'static dyn HabitWords;

    /// What is said in help.
    fn help(&self) -> &'static dyn HelpWords;

    /// What is said in the first minute.
    fn welcome(&self) -> &'static dyn WelcomeWords;

    /// What is said about attestations.
    fn attesting(&self) -> &'static dyn AttestingWords;

    /// What is said about evidence.
    fn evidence(&self) -> &'static dyn EvidenceWords;

    /// What is said about a newer curriculum.
    fn upgrade(&self) -> &'static dyn UpgradeWords;

    /// What is said in notes and about them.
    fn note(&self) -> &'static dyn NoteWords;

    /// What is said about what to do next, and about when it will be finished.
    fn outlook(&self) -> &'static dyn OutlookWords;
    /// What `skills` and `open` say.
    fn skills(&self) -> &'static dyn SkillsWords;

    /// What `run`, `trust` and `audit` say.
    fn proof(&self) -> &'static dyn ProofWords;

    /// What `why` says.
    fn why(&self) -> &'static dyn WhyWords;

    /// What stands in exported documents.
    fn export(&self) -> &'static dyn ExportWords;

    /// What `import` says.
    fn import(&self) -> &'static dyn ImportWords;
    /// What reports say.
    fn review(&self) -> &'static dyn ReviewWords;

    /// What `doctor` says.
    fn doctor(&self) -> &'static dyn DoctorWords;

    /// What a screen reader says instead of signs.
    fn spoken(&self) -> &'static dyn SpokenWords;

    /// What is said about shells.
    fn shell(&self) -> &'static dyn ShellWords;

    /// What is said about changes of the plan.
    fn editing(&self) -> &'static dyn EditingWords;

    // Footnotes.

    /// History is cut off.
    fn at_least(&self) -> &'static str;
    /// Several people recorded events.
    fn people(&self, count: usize) -> String;
    /// Events name what the plan lacks.
    fn unknown_targets(&self, ids: &str) -> String;
    /// Event ids with different contents.
    fn conflicts(&self, count: usize) -> String;
    /// Undos in a cycle.
    fn cyclic(&self, count: usize) -> String;
    /// Events of days to come.
    fn future(&self, count: usize) -> String;
    /// Events of people whom the plan leaves out.
    fn foreign(&self, count: usize) -> String;
    /// What was just recorded does not count, because the plan leaves its author out.
    fn you_are_left_out(&self, author: &str) -> String;
    /// A habit is excused today.
    fn excused_today(&self) -> &'static str;
    /// Lines that cannot be read.
    fn unreadable(&self, count: usize) -> String;
}

/// What `init` has made.
#[derive(Clone, Copy, Debug)]
pub struct Initialised<'a> {
    /// The plan's file.
    pub file: &'a str,
    /// Whether the repository is new.
    pub new_repository: bool,
    /// Whether the plan is new.
    pub wrote_plan: bool,
    /// Whether it is the short one.
    pub minimal: bool,
    /// The plan that it is a copy of.
    pub copy_of: Option<&'a str>,
}

/// The label of one fact about a task or habit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Whether it is done.
    State,
    /// Its phase.
    Phase,
    /// The estimate.
    Estimate,
    /// What it needs.
    Needs,
    /// What it trains.
    Skills,
    /// Pages that help.
    Links,
    /// What proves it.
    Verify,
    /// What others say of it.
    Attested,
    /// What was recorded.
    History,
    /// What is done today.
    Today,
    /// The streak.
    Streak,
    /// All that was done.
    Total,
    /// The goal of the plan.
    Goal,
}
