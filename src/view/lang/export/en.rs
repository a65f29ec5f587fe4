//! English.

use chrono::NaiveDate;

use super::ExportWords;

/// English.
pub(in crate::view::lang) struct English;

impl ExportWords for English {
    fn goal(&self) -> &'static str {
        "Goal"
    }

    fn path(&self) -> &'static str {
        "Path"
    }

    fn start(&self) -> &'static str {
        "Start"
    }

    fn deadline(&self) -> &'static str {
        "Deadline"
    }

    fn colon(&self) -> &'static str {
        ": "
    }

    fn habits(&self) -> &'static str {
        "Habits"
    }

    fn skills(&self) -> &'static str {
        "Skills"
    }

    fn links(&self) -> &'static str {
        "Links"
    }

    fn done(&self, done: usize, of: usize) -> String {
        let tasks = if of == 1 { "task" } else { "tasks" };
        format!("{done} of {of} {tasks} done ({}%)", done * 100 / of.max(1))
    }

    fn by_evidence(&self, tasks: usize) -> String {
        format!("{tasks} of them by evidence")
    }

    fn from(&self, day: NaiveDate) -> String {
        format!("from {day}:")
    }
}
