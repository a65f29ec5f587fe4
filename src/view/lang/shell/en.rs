//! English.

use super::{FileChange, ShellWords};

/// English.
pub(in crate::view::lang) struct English;

impl ShellWords for English {
    fn change(&self, change: FileChange, file: &str) -> String {
        match change {
            FileChange::Adds => format!("At the end of {file}:"),
            FileChange::Makes => format!("A new file, {file}:"),
            FileChange::TakesOut => format!("To be taken out of {file}:"),
            FileChange::Deletes => format!("To be deleted, {file}:"),
        }
    }

    fn ask(&self) -> &'static str {
        "Do it? [Y/n]"
    }

    fn left_alone(&self) -> &'static str {
        "Nothing was changed."
    }

    fn made(&self, uninstalled: bool) -> &'static str {
        if uninstalled {
            "Done. Shells that you open from now on no longer complete roadmap."
        } else {
            "Done. Open a new shell, type `roadmap done `, and press TAB."
        }
    }

    fn nothing_to_do(&self, shell: &str, uninstalling: bool) -> String {
        if uninstalling {
            format!("There is nothing of roadmap's in the start-up files of {shell}.")
        } else {
            format!("TAB completion is installed in {shell} already.")
        }
    }
}
