//! English.

use chrono::NaiveDate;

use super::EditingWords;

/// English.
pub(in crate::view::lang) struct English;

fn records(count: usize) -> String {
    if count == 1 { "1 record".to_owned() } else { format!("{count} records") }
}

impl EditingWords for English {
    fn changed(&self, file: &str) -> String {
        format!("{file} is changed:")
    }

    fn would_change(&self, file: &str) -> String {
        format!("{file} would be changed:")
    }

    fn unchanged(&self, file: &str) -> String {
        format!("{file} says that already; nothing was changed.\n")
    }

    fn committed(&self, commit: &str, branch: &str) -> String {
        format!("Commit {commit} on {branch} holds this change and nothing else.")
    }

    fn of_all_days(&self) -> &'static str {
        "This counts for all days of the habit, also those behind. For the days from today on alone, leave it as it was, and write below the habit:\n"
    }

    fn of_days_before(&self, change: NaiveDate) -> String {
        format!(
            "This counts for the days of the habit before {change}, also those behind; from then on, its changes say what it asks for. For the days from today on alone, leave it as it was, and add to them:\n"
        )
    }

    fn of_the_past(&self) -> &'static str {
        "This counts for all days, also those behind: streaks may change.\n"
    }

    fn credit_goes(&self, from: &str, to: &str, events: usize, done: Option<NaiveDate>) -> String {
        let done = done.map(|day| format!(", done on {day}")).unwrap_or_default();
        format!("What is recorded for {from} ({}{done}) now counts for {to}.", records(events))
    }

    fn counts_as_done(&self, id: &str, owed: &str) -> String {
        format!(
            "{owed} was owed; as a part of {id} it counts as done. `roadmap reopen {id}` makes all of it owed again."
        )
    }

    fn counts_as_dropped(&self, id: &str, owed: &str) -> String {
        format!(
            "{owed} was owed; as a part of {id} it counts as dropped. `roadmap undo {id}` makes all of it owed again."
        )
    }

    fn recorded_before(&self, id: &str, events: usize) -> String {
        format!("{} of {id} from before will count for it.", records(events))
    }

    fn credit_lost(&self, id: &str, events: usize) -> String {
        format!(
            "{id} is no longer in the plan: {} of it count{} nowhere, until a `[[moved]]` says where.",
            records(events),
            if events == 1 { "s" } else { "" },
        )
    }

    fn estimate_goes(&self, task: &str, phase: &str) -> String {
        format!("{task} loses its estimate: the tasks of phase {phase} have none.")
    }

    fn phase_moves(&self, phase: &str, before: u32, after: u32) -> String {
        format!("phase {phase}: {before}% → {after}%")
    }

    fn plan_moves(&self, before: u32, after: u32) -> String {
        format!("the plan: {before}% → {after}%")
    }

    fn draft_taken_up(&self) -> &'static str {
        "Here is your text from the last time, which was no valid plan."
    }

    fn draft_set_aside(&self, path: &str) -> String {
        format!(
            "The plan has changed since you last edited it. Your text from then is kept: {path}"
        )
    }

    fn edit_given_up(&self) -> &'static str {
        "Given up: the text is empty. The plan is as it was."
    }

    fn edit_again(&self) -> &'static str {
        "Open the editor again? [Y/n]"
    }
}
