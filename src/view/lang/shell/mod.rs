//! What is said about shells: the lines that make TAB complete.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

/// What happens to a file that a shell reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Lines are added to it.
    Adds,
    /// It is made.
    Makes,
    /// Lines are taken out of it.
    TakesOut,
    /// It is deleted.
    Deletes,
}

/// What is said about shells.
pub trait ShellWords {
    /// What will happen to a file; the lines follow.
    fn change(&self, change: FileChange, file: &str) -> String;
    /// The question whether to do it, ending in the answers.
    fn ask(&self) -> &'static str;
    /// The learner said no.
    fn left_alone(&self) -> &'static str;
    /// It is done, and when it shows.
    fn made(&self, uninstalled: bool) -> &'static str;
    /// The lines are there already, or are not there.
    fn nothing_to_do(&self, shell: &str, uninstalling: bool) -> String;
}
