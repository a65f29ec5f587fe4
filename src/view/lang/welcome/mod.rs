//! What is said in the first minute, in every language.

mod en;
mod zh;

use chrono::NaiveDate;

pub(super) use en::English;
pub(super) use zh::Chinese;

/// A throw-away repository with an invented history.
#[derive(Clone, Copy, Debug)]
pub struct Demo<'a> {
    /// The directory.
    pub place: &'a str,
    /// The plan's first day.
    pub start: NaiveDate,
    /// The plan's last day.
    pub end: NaiveDate,
    /// How many commits it has.
    pub commits: usize,
}

/// Every sentence of `demo`, of the questions of `init`, and of `roadmap` where there is no plan.
pub trait WelcomeWords {
    /// There is no plan in a directory; the first of three lines.
    fn no_plan(&self, directory: &str) -> String;
    /// What `init` is for.
    fn to_begin(&self) -> &'static str;
    /// What `demo` is for.
    fn to_look(&self) -> &'static str;

    /// Asks for the plan: 1 is the built-in one with so many phases and tasks, 2 the short one,
    /// else it is a document.
    fn ask_which(&self, phases: usize, tasks: usize) -> String;
    /// Asks when the plan begins: 1 is today, 2 the first of the next month, else it is a day.
    fn ask_when(&self, today: NaiveDate, first_of_month: NaiveDate) -> String;
    /// Asks whether to go ahead, in a directory, with a new repository or in the one around it.
    fn ask_whether(&self, directory: &str, new_repository: bool) -> String;
    /// An answer is none of those that were asked for.
    fn no_answer(&self, answer: &str) -> String;
    /// All dates of the built-in plan were moved; they would have been over.
    fn moved(&self, start: NaiveDate, end: NaiveDate) -> String;

    /// What `roadmap` is for, after `init`.
    fn to_see(&self) -> &'static str;
    /// What `done` is for.
    fn to_record(&self) -> &'static str;
    /// What `edit` is for.
    fn to_change(&self) -> &'static str;

    /// What `demo` has made.
    fn demo_made(&self, demo: &Demo<'_>) -> String;
    /// Where everything is.
    fn demo_places(&self, place: &str, page: &str) -> String;
    /// The heading over the next commands.
    fn demo_next(&self) -> &'static str;
    /// What `done` with a habit does there.
    fn demo_done(&self) -> &'static str;
    /// What `next` does there.
    fn demo_what_next(&self) -> &'static str;
    /// What `why streak` does there.
    fn demo_why(&self) -> &'static str;
    /// How to start on one's own plan, by a command.
    fn demo_own(&self, command: &str) -> String;
}
