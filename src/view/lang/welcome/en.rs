//! English.

use chrono::NaiveDate;

use super::{Demo, WelcomeWords};

/// English.
pub(in crate::view::lang) struct English;

impl WelcomeWords for English {
    fn no_plan(&self, directory: &str) -> String {
        format!("There is no plan (roadmap.toml) in {directory} or above.")
    }

    fn to_begin(&self) -> &'static str {
        "start one here"
    }

    fn to_look(&self) -> &'static str {
        "look around first, in a throw-away repository"
    }

    fn ask_which(&self, phases: usize, tasks: usize) -> String {
        format!(
            "Which plan?\n  1  the built-in one: Python back end to DevOps, {phases} phases, {tasks} \
             tasks, in Chinese\n  2  a short one to fill in\n  or the file name of a \
             document of yours (Markdown, CSV or JSON)\n[1]"
        )
    }

    fn ask_when(&self, today: NaiveDate, first_of_month: NaiveDate) -> String {
        format!(
            "When does it begin?\n  1  today, {today}\n  2  on {first_of_month}\n  or another \
             day, as 2026-03-01\n[1]"
        )
    }

    fn ask_whether(&self, directory: &str, new_repository: bool) -> String {
        if new_repository {
            format!("Make a git repository with roadmap.toml in {directory}? [Y/n]")
        } else {
            format!("Write roadmap.toml into {directory}? [Y/n]")
        }
    }

    fn no_answer(&self, answer: &str) -> String {
        format!("`{answer}` is none of these.")
    }

    fn moved(&self, start: NaiveDate, end: NaiveDate) -> String {
        format!(
            "All dates are moved: the plan begins on {start} and ends on {end}. For another day, \
             see roadmap replan --help"
        )
    }

    fn to_see(&self) -> &'static str {
        "where you stand"
    }

    fn to_record(&self) -> &'static str {
        "record what you finished"
    }

    fn to_change(&self) -> &'static str {
        "make the plan yours"
    }

    fn demo_made(&self, demo: &Demo<'_>) -> String {
        let Demo { place, start, end, commits } = demo;
        format!(
            "Made a learning repository in {place}: the built-in plan, laid out from {start} to \
             {end}, and nine months of an invented learner on it, {commits} commits."
        )
    }

    fn demo_places(&self, place: &str, page: &str) -> String {
        format!("The page: {page}\nEverything is in {place}; nothing else was touched.")
    }

    fn demo_next(&self) -> &'static str {
        "Try there:"
    }

    fn demo_done(&self) -> &'static str {
        "record today's practice: the streak goes on"
    }

    fn demo_what_next(&self) -> &'static str {
        "what to do now, and why"
    }

    fn demo_why(&self) -> &'static str {
        "the receipt of a number"
    }

    fn demo_own(&self, command: &str) -> String {
        format!("Your own plan begins with {command}, in a folder of yours.")
    }
}
