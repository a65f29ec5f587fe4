//! English.

use chrono::NaiveDate;

use super::{
    CalendarWords, DoctorWords, EditingWords, ExportWords, HabitWords, ImportWords, Initialised,
    Label, OutlookWords, Words,
};
use crate::ledger::{HookState, Verb};
use crate::quantity::StudyTime;
use crate::view::report::{Holdings, Pace, StandingRow};

/// English.
pub(super) struct English;

/// `1 task`, `2 tasks`.
fn count(number: impl Into<i128>, noun: &str) -> String {
    let number = number.into();
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn size(number: usize, noun: &str) -> String {
    count(i128::try_from(number).unwrap_or(i128::MAX), noun)
}

impl Words for English {
    fn total(&self) -> &'static str {
        "Total"
    }

    fn phase(&self, id: &str, title: &str) -> String {
        format!("Phase {id} · {title}")
    }

    fn habits(&self) -> &'static str {
        "Habits today"
    }

    fn left_over(&self) -> &'static str {
        "Left over from phases that are over"
    }

    fn streak(&self) -> &'static str {
        "Streak"
    }

    fn next(&self) -> &'static str {
        "Next"
    }

    fn label(&self, label: Label) -> &'static str {
        match label {
            Label::State => "State",
            Label::Phase => "Phase",
            Label::Estimate => "Estimate",
            Label::Needs => "Needs",
            Label::Skills => "Trains",
            Label::Links => "Links",
            Label::Verify => "Verify",
            Label::Attested => "Attested",
            Label::History => "History",
            Label::Today => "Today",
            Label::Streak => "Streak",
            Label::Total => "In all",
            Label::Goal => "Goal",
        }
    }

    fn date(&self, day: NaiveDate) -> String {
        day.format("%a %Y-%m-%d").to_string()
    }

    fn day_of_plan(&self, day: i64, length: Option<i64>) -> String {
        let length = length.map(|length| format!(" of {length}")).unwrap_or_default();
        format!("day {day}{length}")
    }

    fn days_left(&self, days: i64) -> String {
        match days {
            0 => "last day".to_owned(),
            1.. => format!("{} left", count(days, "day")),
            _ => format!("ended {} ago", count(-days, "day")),
        }
    }

    fn begins_in(&self, days: i64) -> String {
        format!("begins in {}", count(days, "day"))
    }

    fn time(&self, time: StudyTime) -> String {
        time.to_string()
    }

    fn tasks(&self, count: usize) -> String {
        size(count, "task")
    }

    fn dropped(&self, count: usize) -> String {
        format!("{count} dropped")
    }

    fn planned(&self, percent: u32) -> String {
        format!("planned {percent}%")
    }

    fn pace(&self, pace: Pace) -> String {
        match pace {
            Pace::Empty | Pace::Upcoming => String::new(),
            Pace::OnTime => "on time".to_owned(),
            Pace::Ahead { days } => format!("{} ahead", count(days, "day")),
            Pace::Behind { days } => format!("{} behind", count(days, "day")),
            Pace::Finished { late_days: 0, .. } => "done on time".to_owned(),
            Pace::Finished { late_days: late @ 1.., .. } => {
                format!("done {} late", count(late, "day"))
            }
            Pace::Finished { late_days, .. } => {
                format!("done {} early", count(-late_days, "day"))
            }
        }
    }

    fn nothing_open(&self, dropped: usize) -> &'static str {
        if dropped == 0 { "Every task is done." } else { "Every task is done or dropped." }
    }

    fn no_tasks(&self) -> &'static str {
        "The plan has no tasks yet: add some to roadmap.toml."
    }

    fn no_match(&self) -> &'static str {
        "No task matches."
    }

    fn no_events(&self) -> &'static str {
        "Nothing is recorded yet."
    }

    fn nothing_odd(&self) -> &'static str {
        "Every event line was read."
    }

    fn at_risk(&self) -> &'static str {
        "nothing recorded today yet: it ends tonight"
    }

    fn active_today(&self) -> &'static str {
        "active today"
    }

    fn habit_today(&self, done: &str, target: &str, unit: &str, stretch: Option<&str>) -> String {
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        let stretch = stretch.map(|stretch| format!(", {stretch} on a good day"));
        format!("{done} of {target}{unit}{}", stretch.unwrap_or_default())
    }

    fn waits_for(&self, ids: &str) -> String {
        format!(" (after {ids})")
    }

    fn studied(&self, time: StudyTime) -> String {
        format!("{time} studied")
    }

    fn practised(&self, total: &str, unit: &str, days: usize) -> String {
        let unit = match unit {
            "" if total == "1" => "time",
            "" => "times",
            unit => unit,
        };
        format!("{total} {unit} on {}", size(days, "day"))
    }

    fn verb(&self, verb: Verb) -> &'static str {
        match verb {
            Verb::Done => "done",
            Verb::Study => "study",
            Verb::Undo => "undo",
            Verb::Reopen => "reopen",
            Verb::Skip => "skip",
            Verb::Attest => "attest",
        }
    }

    fn everything(&self) -> &'static str {
        "everything"
    }

    fn no_task(&self) -> &'static str {
        "no task in particular"
    }

    fn late(&self) -> &'static str {
        "recorded late"
    }

    fn standing(&self, standing: &StandingRow, verb: Verb) -> String {
        match standing {
            StandingRow::Counts => String::new(),
            StandingRow::Reopened { by } => format!("reopened by {by}"),
            StandingRow::Undone { by } => format!("undone by {by}"),
            StandingRow::Cyclic => "undoes itself, no effect".to_owned(),
            StandingRow::Unknown => "not in the plan, not counted".to_owned(),
            StandingRow::Future if verb == Verb::Undo => {
                "of a later day, and holds all the same".to_owned()
            }
            StandingRow::Future => "still to come, not counted".to_owned(),
            StandingRow::Foreign => "by somebody else, not counted".to_owned(),
        }
    }

    fn open(&self) -> &'static str {
        "open"
    }

    fn done_on(&self, day: NaiveDate) -> String {
        format!("done on {day}")
    }

    fn dropped_on(&self, day: NaiveDate) -> String {
        format!("dropped on {day}")
    }

    fn reading_history(&self) -> &'static str {
        "Reading history"
    }

    fn due_count(&self, count: usize) -> String {
        format!("{count} due")
    }

    fn more_tasks(&self, count: usize) -> String {
        let plural = if count == 1 { "" } else { "s" };
        format!("and {count} more open task{plural}: roadmap list --open")
    }

    fn more_events(&self, count: usize) -> String {
        format!("{}: roadmap log --all", size(count, "older event"))
    }

    fn recorded(
        &self,
        day: Option<&str>,
        event: Option<&str>,
        commit: &str,
        branch: &str,
    ) -> String {
        let day = day.map(|day| format!(" for {day}")).unwrap_or_default();
        let event = event.map(|event| format!(" as {event}")).unwrap_or_default();
        format!("recorded{day}{event} in commit {commit} on {branch}")
    }

    fn would_record(&self, day: Option<&str>) -> String {
        let day = day.map(|day| format!(" for {day}")).unwrap_or_default();
        format!("nothing was recorded{day} (dry run); the commit would say:")
    }

    fn named_again(&self, id: &str) -> String {
        format!("{id} is named more than once and counts once; -x 2 records it twice")
    }

    fn checked_by(&self, id: &str, day: NaiveDate) -> String {
        format!(
            "it was recorded without its check; to have it checked: `roadmap reopen {id}`, then `roadmap done {id} --day {day}`"
        )
    }

    fn already_done(&self, id: &str, day: NaiveDate) -> String {
        format!("{id} was done on {day} already; nothing to record")
    }

    fn still_needs(&self, id: &str, needs: &str) -> String {
        format!("{id} needs {needs}, still open")
    }

    fn phase_stands(&self, id: &str, done: usize, kept: usize) -> String {
        format!("phase {id}: {done} of {} done", self.tasks(kept))
    }

    fn open_again(&self, id: &str) -> String {
        format!("{id} is open again")
    }

    fn now_dropped(&self, id: &str) -> String {
        format!("{id} is dropped: neither done nor owed")
    }

    fn take_back(&self, command: &str) -> String {
        format!("to bring it back: {command}")
    }

    fn study_instead(&self, id: &str) -> String {
        format!("to add more study time: roadmap study {id} --took …")
    }

    fn already_dropped(&self, id: &str, day: NaiveDate) -> String {
        format!("{id} was dropped on {day} already; nothing to record")
    }

    fn is_open(&self, id: &str) -> String {
        format!("{id} is open anyway; nothing to record")
    }

    fn already_undone(&self, id: &str, by: &str) -> String {
        format!("{id} was undone by {by} already; `roadmap undo {by}` brings it back")
    }

    fn undone(&self, verb: &str, days: &str, id: &str) -> String {
        format!("taken back: {verb} on {days}, event {id}")
    }

    fn would_undo(&self, verb: &str, days: &str, id: &str) -> String {
        format!("would take back: {verb} on {days}, event {id}")
    }

    fn pending(&self) -> &'static str {
        "Waiting for your next commit"
    }

    fn pending_note(&self) -> &'static str {
        "not counted yet; to drop: roadmap hook drop"
    }

    fn waits_for_commit(&self, day: Option<&str>) -> String {
        let day = day.map(|day| format!(", for {day}")).unwrap_or_default();
        format!("waits for your next commit{day}; not counted yet")
    }

    fn would_wait(&self, day: Option<&str>) -> String {
        let day = day.map(|day| format!(" for {day}")).unwrap_or_default();
        format!("nothing was changed (dry run); these lines{day} would wait for your next commit:")
    }

    fn recorded_nothing(&self, commit: &str, branch: &str) -> String {
        format!(
            "no event was recorded: commit {commit} on {branch} has your work, but its message has no line of ours"
        )
    }

    fn already_pending(&self, id: &str) -> String {
        format!("{id} waits for your next commit already")
    }

    fn also_pending(&self, id: &str) -> String {
        format!("{id} also waits for your next commit; to drop that: roadmap hook drop {id}")
    }

    fn dropped_pending(&self, count: usize) -> String {
        match count {
            0 => "Nothing waits for your next commit.".to_owned(),
            _ => format!("Dropped {}:", size(count, "waiting line")),
        }
    }

    fn pending_left(&self, count: usize) -> String {
        let wait = if count == 1 {
            "1 line still waits".to_owned()
        } else {
            format!("{count} lines still wait")
        };
        format!("{wait} for a commit; to drop: roadmap hook drop")
    }

    fn hooks_installed(&self, changed: bool) -> String {
        let already = if changed { "" } else { " already" };
        format!("The hooks are installed{already}:")
    }

    fn hooks_installed_next(&self) -> &'static str {
        "`roadmap done <task> --next` now lets your next commit record it."
    }

    fn hooks_have_nothing(&self, reference: &str) -> String {
        format!("They have nothing to add: the plan records on `{reference}`, not on your branch.")
    }

    fn hooks_removed(&self, changed: bool) -> String {
        if changed { "The hooks are taken out." } else { "The hooks were not installed." }
            .to_owned()
    }

    fn hook_restored(&self, name: &str) -> String {
        format!("your own {name} is back")
    }

    fn hook_state(&self, state: HookState) -> &'static str {
        match state {
            HookState::Absent => "not installed",
            HookState::Installed => "installed",
            HookState::Edited => "installed, but edited since",
            HookState::Other => "not installed; another hook is there",
        }
    }

    fn runs_before(&self) -> &'static str {
        "your own hook runs first"
    }

    fn carries(&self, remote: &str, reference: &str) -> String {
        format!("from now on fetch and push of {remote} carry {reference}; added:")
    }

    fn carried_already(&self, remote: &str, reference: &str) -> String {
        format!("fetch and push of {remote} already carry {reference}")
    }

    fn joined(&self, reference: &str) -> String {
        format!("what the last fetch brought is now in {reference}")
    }

    fn exchange(&self, remote: &str) -> String {
        format!("to exchange records: git fetch {remote}, roadmap share, git push {remote}")
    }

    fn initialised(&self, made: &Initialised<'_>) -> String {
        let file = made.file;
        let mut text = match (made.wrote_plan, made.minimal, made.copy_of) {
            (false, _, _) => format!("Kept {file}"),
            (true, _, Some(other)) => format!("Wrote {file}, the plan of {other}"),
            (true, true, None) => format!("Wrote {file}, a short plan to fill in"),
            (true, false, None) => format!("Wrote {file}, the built-in plan"),
        };
        text.push_str(if made.new_repository {
            ", and committed it to a new git repository.\n"
        } else {
            "; commit it when you like it.\n"
        });
        text
    }

    fn problems(&self, file: &str, errors: usize, warnings: usize) -> String {
        match (errors, warnings) {
            (0, warnings) => format!("{file}: {}", size(warnings, "warning")),
            (errors, 0) => format!("{file}: {}", size(errors, "error")),
            _ => format!("{file}: {}, {}", size(errors, "error"), size(warnings, "warning")),
        }
    }

    fn plan_is_fine(&self, file: &str, warnings: usize) -> String {
        match warnings {
            0 => format!("{file} is fine"),
            _ => format!("{file} can be used, with {}", size(warnings, "warning")),
        }
    }

    fn holds(&self, holds: &Holdings) -> Vec<String> {
        let counts = [
            (holds.phases, "phase"),
            (holds.tasks, "task"),
            (holds.habits, "habit"),
            (holds.modules, "module"),
            (holds.skills, "skill"),
            (holds.links, "link"),
        ];
        let window = holds.window;
        let mut parts = vec![if holds.has_end {
            format!("{} to {}", window.first, window.last)
        } else {
            format!("from {}", window.first)
        }];
        let some = counts.iter().filter(|(number, _)| *number > 0);
        parts.extend(some.map(|(number, noun)| size(*number, noun)));
        parts
    }

    fn calendar(&self) -> &'static dyn CalendarWords {
        &super::calendar::English
    }

    fn attesting(&self) -> &'static dyn super::AttestingWords {
        &super::attesting::English
    }

    fn evidence(&self) -> &'static dyn super::EvidenceWords {
        &super::evidence::English
    }

    fn habit(&self) -> &'static dyn HabitWords {
        &super::habit::English
    }

    fn proof(&self) -> &'static dyn super::ProofWords {
        &super::proof::English
    }

    fn skills(&self) -> &'static dyn super::SkillsWords {
        &super::skills::English
    }

    fn why(&self) -> &'static dyn super::WhyWords {
        &super::why::English
    }

    fn help(&self) -> &'static dyn super::HelpWords {
        &super::help::English
    }

    fn welcome(&self) -> &'static dyn super::WelcomeWords {
        &super::welcome::English
    }

    fn upgrade(&self) -> &'static dyn super::UpgradeWords {
        &super::upgrade::English
    }

    fn note(&self) -> &'static dyn super::NoteWords {
        &super::note::English
    }

    fn outlook(&self) -> &'static dyn OutlookWords {
        &super::outlook::English
    }

    fn export(&self) -> &'static dyn ExportWords {
        &super::export::English
    }

    fn import(&self) -> &'static dyn ImportWords {
        &super::import::English
    }

    fn review(&self) -> &'static dyn super::ReviewWords {
        &super::review::English
    }

    fn doctor(&self) -> &'static dyn DoctorWords {
        &super::doctor::English
    }

    fn spoken(&self) -> &'static dyn super::SpokenWords {
        &super::spoken::English
    }

    fn shell(&self) -> &'static dyn super::ShellWords {
        &super::shell::English
    }

    fn editing(&self) -> &'static dyn EditingWords {
        &super::editing::English
    }

    fn at_least(&self) -> &'static str {
        "history is cut off here (a shallow or partial clone): every number is \"at least\""
    }

    fn people(&self, count: usize) -> String {
        format!(
            "{count} people recorded events here; `[history] authors` in the plan says whose count"
        )
    }

    fn unknown_targets(&self, ids: &str) -> String {
        format!(
            "recorded, but not in the plan: {ids}; a `[[moved]]` there can give the credit to a task"
        )
    }

    fn conflicts(&self, count: usize) -> String {
        format!(
            "{} used for different events; the oldest counts: roadmap doctor",
            size(count, "event id")
        )
    }

    fn cyclic(&self, count: usize) -> String {
        format!("{} in a circle, without effect: roadmap doctor", size(count, "undo"))
    }

    fn future(&self, count: usize) -> String {
        format!("{} on later days, not counted", size(count, "event"))
    }

    fn foreign(&self, count: usize) -> String {
        format!(
            "{} by people whom `[history] authors` leaves out, not counted",
            size(count, "event")
        )
    }

    fn you_are_left_out(&self, author: &str) -> String {
        format!("this does not count: `[history] authors` in the plan leaves {author} out")
    }

    fn excused_today(&self) -> &'static str {
        "excused today"
    }

    fn unreadable(&self, count: usize) -> String {
        format!("{} could not be read, or only in part: roadmap doctor", size(count, "event line"))
    }
}
