//! What is said in notes and about them, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::note::Flaw;

/// Every sentence of notes, of `note` and of `notes sync`.
pub trait NoteWords {
    // In notes.

    /// The heading below which the learner writes.
    fn own_notes(&self) -> &'static str;
    /// How many tasks of a phase are done, of how many, and the percent by weight.
    fn stands(&self, done: usize, kept: usize, percent: Option<u32>) -> String;

    // About notes.

    /// A plan that was there says now where its notes are.
    fn told_in_plan(&self) -> &'static str;
    /// So many notes were made in a folder, and so many were there already.
    fn made(&self, folder: &str, made: usize, kept: usize) -> String;
    /// These files have the names of notes, and say of no task or phase that they are about it.
    fn others_there(&self, files: &[String]) -> String;
    /// What to do with new notes.
    fn made_next(&self, folder: &str) -> String;
    /// So many notes were changed, or would be, and so many needed no change.
    fn synced(&self, changed: usize, same: usize, is_dry_run: bool) -> String;
    /// There is no note yet.
    fn no_notes(&self, folder: &str) -> String;
    /// So many tasks and phases have no note.
    fn missing(&self, count: usize) -> String;
    /// The heading over boxes that were ticked by hand.
    fn ticked(&self, count: usize) -> String;
    /// How they are recorded.
    fn record_them(&self, command: &str) -> String;
    /// Whether to record them now, as a question.
    fn ask_to_record(&self) -> &'static str;
    /// The heading over boxes whose tick was taken away by hand.
    fn unticked(&self, count: usize) -> String;
    /// How a task is owed again.
    fn reopen_them(&self, command: &str) -> String;
    /// The heading over notes that are left as they are.
    fn left_alone(&self, count: usize) -> String;
    /// What keeps us from changing a note.
    fn flaw(&self, flaw: &Flaw) -> String;
    /// It is a symbolic link to a place outside of the work tree.
    fn leads_out(&self) -> &'static str;
    /// It cannot be read.
    fn cannot_read(&self, why: &str) -> String;
    /// It is not UTF-8.
    fn not_text(&self) -> &'static str;
    /// It is too long for a note.
    fn too_long(&self) -> &'static str;
    /// Another note is about the same.
    fn also_about(&self, other: &str) -> String;
    /// The plan has nothing of this id.
    fn not_in_plan(&self, id: &str) -> String;
    /// Somebody else changed it in the meantime.
    fn changed_meanwhile(&self) -> &'static str;
}
