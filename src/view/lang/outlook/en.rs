//! English.

use chrono::NaiveDate;

use super::{More, OutlookWords};
use crate::progress::Refusal;
use crate::view::lang::Words as _;
use crate::view::lang::en;
use crate::view::report::{NextRow, OutlookRow, Reason, ReplanReport, TooEarlyRow};

/// English.
pub(in crate::view::lang) struct English;

/// `1 task`, `2 tasks`.
fn count(number: impl TryInto<i64>, noun: &str) -> String {
    let number = number.try_into().unwrap_or(i64::MAX);
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// That there are so many owed days.
fn there(days: usize) -> String {
    let are = if days == 1 { "is" } else { "are" };
    format!("there {are} {}", count(days, "owed day"))
}

impl OutlookWords for English {
    fn what_to_do(&self) -> &'static str {
        "Do next"
    }

    fn reason(&self, row: &NextRow) -> String {
        let phase = &row.task.phase;
        match &row.reason {
            Reason::Over { days } => format!("phase {phase} ended {} ago", count(*days, "day")),
            Reason::Behind { days, planned_percent, percent } => format!(
                "{} behind: phase {phase} should be {planned_percent}% done, is {percent}%",
                count(*days, "day")
            ),
            Reason::Wanted { by, late_days: 0, .. } => {
                format!("{by} waits for it and is due today")
            }
            Reason::Wanted { by, late_days: late @ 1.., .. } => {
                format!("{by} waits for it and is {} late", count(*late, "day"))
            }
            Reason::Wanted { by, due, .. } => {
                format!("{by} waits for it and is due by {}", en::English.date(*due))
            }
            Reason::DueToday => "due today".to_owned(),
            Reason::Ends { days: 0 } => format!("phase {phase} ends today"),
            Reason::Ends { days } => format!("phase {phase} ends in {}", count(*days, "day")),
            Reason::InTime => format!("due by {}", en::English.date(row.due)),
            Reason::Ahead { days } => format!("phase {phase} begins in {}", count(*days, "day")),
        }
    }

    fn unblocks(&self, tasks: usize) -> String {
        format!("unblocks {}", count(tasks, "task"))
    }

    fn more_next(&self, more: usize, all: usize) -> String {
        format!("and {more} more: roadmap next -n {all}")
    }

    fn habits_due(&self, habits: usize) -> String {
        format!("{} due today: roadmap today", count(habits, "habit"))
    }

    fn forecast(&self) -> &'static str {
        "Forecast"
    }

    fn finish(&self) -> &'static str {
        "Finished by, with a chance of 50% and of 80%"
    }

    fn planned(&self) -> &'static str {
        "planned"
    }

    fn not_in_ten_years(&self) -> &'static str {
        "in over 10 years"
    }

    fn late(&self, days: i64) -> String {
        match days {
            0 => "in time".to_owned(),
            1.. => format!("{} late", count(days, "day")),
            _ => format!("{} early", count(-days, "day")),
        }
    }

    fn too_early(&self, early: &TooEarlyRow) -> String {
        format!(
            "It is too early to say when you will be finished. A forecast takes {} and {} on record; there are {} and {}.",
            count(early.owed_days_needed, "owed day"),
            count(early.tasks_needed, "finished task"),
            early.owed_days,
            early.tasks,
        )
    }

    fn verdict(&self, outlook: &OutlookRow) -> String {
        let chance = outlook.in_time_percent;
        format!("At this pace {}. The chance to be in time is {chance}%.", self.in_brief(outlook))
    }

    fn in_brief(&self, outlook: &OutlookRow) -> String {
        let Some(days) = outlook.goal.late_days else { return "no end in sight".to_owned() };
        let late = self.late(days);
        match More::of(outlook) {
            _ if days <= 0 => late,
            More::Time(time) => format!("{late}; {time} a day more would make it"),
            More::Tasks(1.0) => format!("{late}; 1 task a week more would make it"),
            More::Tasks(tasks) => format!("{late}; {tasks} tasks a week more would make it"),
            More::OutOfReach => format!("{late}, which no effort would change"),
        }
    }

    fn half_and_most(&self, half: Option<NaiveDate>, most: Option<NaiveDate>) -> String {
        match (half, most) {
            (Some(half), Some(most)) => format!("{half}, with 80% chance by {most}"),
            (Some(half), None) => half.to_string(),
            _ => self.not_in_ten_years().to_owned(),
        }
    }

    fn basis(&self, outlook: &OutlookRow) -> String {
        format!(
            "From your own pace: {} in the last {}. Rest days and skips ahead are kept free.",
            count(outlook.tasks, "task"),
            count(outlook.owed_days, "owed day"),
        )
    }

    fn moves(&self, report: &ReplanReport) -> String {
        let mut said = match report.phases.len() {
            0 => "No window moves".to_owned(),
            1 => "1 window moves".to_owned(),
            moved => format!("{moved} windows move"),
        };
        if report.kept > 0 {
            said.push_str(&format!(
                ", {} {}",
                report.kept,
                if report.kept == 1 { "stays" } else { "stay" }
            ));
        }
        if let Some(ends) = report.ends {
            said.push_str(&format!("; the last ends on {}", en::English.date(ends)));
        }
        match report.over_deadline_days {
            Some(days @ 1..) => format!("{said}, {} after the deadline.", count(days, "day")),
            Some(0) => format!("{said}, on the deadline."),
            Some(days) => format!("{said}, {} before the deadline.", count(-days, "day")),
            None => format!("{said}."),
        }
    }

    fn to_apply(&self) -> &'static str {
        "Nothing is changed yet; the same with --apply changes it."
    }

    fn refused(&self, refusal: &Refusal) -> (String, String) {
        let (message, hint) = match refusal {
            Refusal::NothingLeft => (
                "nothing is left to plan anew: no phase has an open task".to_owned(),
                "`roadmap add` adds phases and tasks",
            ),
            Refusal::NoSuchDay { phase, day } => (
                format!(
                    "phase `{phase}` has {day} in its window, which has no counterpart in that month"
                ),
                "push by weeks or days, e.g. `--push 4w`",
            ),
            Refusal::BeginsTooEarly { phase, day } => (
                format!("phase `{phase}` would begin on {day}, and not lie ahead any more"),
                "push by less, or lay out all that is left with `--finish-by` or `--start`",
            ),
            Refusal::EndsTooEarly { phase, day } => (
                format!("phase `{phase}` has begun and would end on {day}, before that"),
                "push by less, or lay out all that is left with `--finish-by`",
            ),
            Refusal::TooFewDays { days, needed } => (
                format!(
                    "{} until then, and at least {needed} {} needed",
                    there(*days),
                    if *needed == 1 { "is" } else { "are" }
                ),
                "name a later day; rest days and skipped days are not owed",
            ),
            Refusal::OutsideCalendar => {
                ("a window would lie outside the years 1970 to 2999".to_owned(), "push by less")
            }
        };
        (message, hint.to_owned())
    }
}
