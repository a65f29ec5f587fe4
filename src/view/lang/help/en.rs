//! English.

use super::HelpWords;

/// English.
pub(in crate::view::lang) struct English;

impl HelpWords for English {
    fn begin(&self) -> &'static str {
        "To begin"
    }

    fn record(&self) -> &'static str {
        "Record"
    }

    fn look(&self) -> &'static str {
        "Look"
    }

    fn plan(&self) -> &'static str {
        "Change the plan"
    }

    fn share(&self) -> &'static str {
        "Share and take along"
    }

    fn around(&self) -> &'static str {
        "Around it"
    }

    fn colon(&self) -> &'static str {
        ":"
    }

    fn examples(&self, count: usize) -> &'static str {
        if count == 1 { "Example:" } else { "Examples:" }
    }

    fn more(&self, topics: &str) -> String {
        format!(
            "Without a command: status. A command in full: roadmap help COMMAND. Topics, by roadmap \
             help TOPIC: {topics}"
        )
    }

    fn man_written(&self, count: usize, folder: &str) -> String {
        format!("Wrote {count} pages into {folder}; man -l shows one.")
    }
}
