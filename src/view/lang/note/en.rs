//! English.

use super::NoteWords;
use crate::note::Flaw;

/// English.
pub(in crate::view::lang) struct English;

fn size(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

impl NoteWords for English {
    fn own_notes(&self) -> &'static str {
        "## Notes"
    }

    fn stands(&self, done: usize, kept: usize, percent: Option<u32>) -> String {
        let percent = percent.map_or(String::new(), |percent| format!(" · {percent}%"));
        format!("{done} of {}{percent}", size(kept, "task"))
    }

    fn told_in_plan(&self) -> &'static str {
        "added `[notes]` to roadmap.toml: it says where the notes are"
    }

    fn made(&self, folder: &str, made: usize, kept: usize) -> String {
        match (made, kept) {
            (0, _) => format!("{} in {folder} already; none was missing.", size(kept, "note")),
            (_, 0) => format!("Made {} in {folder}.", size(made, "note")),
            _ => format!("Made {} in {folder}; {kept} were there already.", size(made, "note")),
        }
    }

    fn others_there(&self, files: &[String]) -> String {
        format!("! Left as they are, though they have the names of notes: {}", files.join(", "))
    }

    fn made_next(&self, folder: &str) -> String {
        format!(
            "Open {folder} as a vault in Obsidian; commit the notes when you like.\n\n  \
             roadmap note <task>   open the note of a task\n  \
             roadmap notes sync    bring the boxes up to date, and record those you ticked"
        )
    }

    fn synced(&self, changed: usize, same: usize, is_dry_run: bool) -> String {
        match (changed, is_dry_run) {
            (0, _) => format!("{} up to date", size(same, "note")),
            (_, true) => format!("{} would change, {same} would not", size(changed, "note")),
            (_, false) => format!("{} changed, {same} needed no change", size(changed, "note")),
        }
    }

    fn no_notes(&self, folder: &str) -> String {
        format!("There are no notes in {folder} yet: roadmap init --notes obsidian makes them.")
    }

    fn missing(&self, count: usize) -> String {
        let have = if count == 1 { "phase or task has" } else { "phases and tasks have" };
        format!("{count} {have} no note: roadmap init --notes obsidian makes what is missing")
    }

    fn ticked(&self, count: usize) -> String {
        format!("{} ticked by hand", size(count, "task"))
    }

    fn record_them(&self, command: &str) -> String {
        format!("to record: {command}")
    }

    fn ask_to_record(&self) -> &'static str {
        "Record them as done today? [Y/n]"
    }

    fn unticked(&self, count: usize) -> String {
        let boxes = if count == 1 { "box" } else { "boxes" };
        format!("{count} {boxes} cleared by hand, though the record says done")
    }

    fn reopen_them(&self, command: &str) -> String {
        format!("if it is owed again: {command}")
    }

    fn left_alone(&self, count: usize) -> String {
        let are = if count == 1 { "it is" } else { "they are" };
        format!("{} left as {are}", size(count, "file"))
    }

    fn flaw(&self, flaw: &Flaw) -> String {
        flaw.to_string()
    }

    fn leads_out(&self) -> &'static str {
        "it is a link to a place outside of the work tree"
    }

    fn cannot_read(&self, why: &str) -> String {
        format!("it cannot be read: {why}")
    }

    fn not_text(&self) -> &'static str {
        "it is not UTF-8 text"
    }

    fn too_long(&self) -> &'static str {
        "it is longer than 1 MiB"
    }

    fn also_about(&self, other: &str) -> String {
        format!("{other} is about the same")
    }

    fn not_in_plan(&self, id: &str) -> String {
        format!("the plan has no `{id}`")
    }

    fn changed_meanwhile(&self) -> &'static str {
        "it was changed by another program just now; run it again"
    }
}
