//! English.

use chrono::NaiveDate;

use super::{ReviewLabels, ReviewWords};
use crate::view::report::{Scope, Window};

/// English.
pub(in crate::view::lang) struct English;

const LABELS: ReviewLabels = ReviewLabels {
    code: "en",
    skip: "Skip to content",
    overview: "At a glance",
    done: "Done",
    planned: "Planned",
    actual: "Actual",
    total: "Whole plan",
    study_time: "Study time",
    streak: "Streak",
    active_days: "Active days",
    phases: "Phases",
    phase: "Phase",
    window: "Window",
    pace: "Pace",
    year: "The year, day by day",
    less: "Less",
    more: "More",
    month: "Month",
    records: "Records",
    burn_up: "Progress over time",
    forecast: "Forecast",
    today: "Today",
    habits: "Habits",
    habit: "Habit",
    week: "Week",
    amount: "Amount",
    met: "Met",
    missed: "Missed",
    strength: "Strength",
    days_a_week: "Days a week; in full colour where all that was asked for was done",
    skills: "Skills",
    skill: "Skill",
    tasks: "Tasks",
    task: "Task",
    no_task: "no task yet",
    finished: "Finished tasks",
    nothing_finished: "No task was finished.",
    day: "Day",
    evidence: "Evidence",
    result: "Result",
    worked_on: "Time spent on other things",
    slipped: "Slipped",
    due: "Due",
    integrity: "Integrity of the dates",
    links: "Links",
    numbers: "The numbers",
};

fn plural(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

impl ReviewWords for English {
    fn labels(&self) -> &'static ReviewLabels {
        &LABELS
    }

    fn day(&self, day: NaiveDate) -> String {
        day.format("%-d %b %Y").to_string()
    }

    fn month(&self, day: NaiveDate) -> String {
        day.format("%B %Y").to_string()
    }

    fn scope(&self, scope: &Scope, days: Window) -> String {
        let range = format!("{} – {}", self.day(days.first), self.day(days.last));
        match scope {
            Scope::All => "Progress report".to_owned(),
            Scope::Week => format!("Week of {range}"),
            Scope::Month => self.month(days.first),
            Scope::Days if days.first == days.last => self.day(days.first),
            Scope::Days => range,
            Scope::Phase { phase } => format!("Phase {phase}"),
        }
    }

    fn named(&self, name: &str, value: &str) -> String {
        format!("{name}: {value}")
    }

    fn days(&self, days: u64) -> String {
        plural(days, "day")
    }

    fn countdown(&self, days_left: i64) -> &'static str {
        match days_left {
            1 => "Day to go",
            0.. => "Days to go",
            -1 => "Day past the end",
            _ => "Days past the end",
        }
    }

    fn of(&self, part: usize, whole: usize) -> String {
        format!("{part} of {whole}")
    }

    fn more_records(&self, count: usize) -> String {
        format!("{count} more record{}", if count == 1 { "" } else { "s" })
    }

    fn burn_up_said(&self, percent: u32, planned: u32) -> String {
        format!("{percent}% is done; the plan asks for {planned}% by now.")
    }

    fn forecast_said(&self, p50: &str, p80: &str, in_time_percent: u32) -> String {
        format!(
            "At this pace everything is done by {p50} with a chance of one in two, and by {p80} \
             with four in five. The chance to be in time is {in_time_percent}%."
        )
    }

    fn much_later(&self) -> &'static str {
        "a day more than ten years away"
    }

    fn too_early(&self) -> &'static str {
        "It is too early for a forecast."
    }

    fn year_said(&self, active_days: usize, first: NaiveDate, last: NaiveDate) -> String {
        let said = match active_days {
            0 => "Nothing was recorded".to_owned(),
            _ => format!("Something was recorded on {}", plural(active_days as u64, "day")),
        };
        match (self.day(first), self.day(last)) {
            (first, last) if first == last => format!("{said}, {last}."),
            (first, last) => format!("{said}, {first} – {last}."),
        }
    }

    fn habit_said(&self, met: u32, missed: u32) -> String {
        format!("met {met}, missed {missed}")
    }

    fn strip_said(&self, title: &str) -> String {
        format!("{title}: days of practice in each week")
    }

    fn timeline_said(&self, phases: usize) -> String {
        let phases = plural(phases as u64, "phase");
        format!("{phases}, the planned window of each above the days it was worked on")
    }

    fn last_on(&self, day: NaiveDate) -> String {
        format!("last on {}", self.day(day))
    }

    fn made(&self, version: &str, day: NaiveDate, commit: Option<&str>) -> String {
        let commit = commit.map(|commit| format!(", up to commit {commit}")).unwrap_or_default();
        format!(
            "Read from git history by roadmap {version}, as of {}{commit}. The same history and \
             plan make the same page: roadmap report verify FILE checks this one.",
            self.day(day)
        )
    }

    fn verified(&self, file: &str) -> String {
        format!("{file} is what this history and plan make, byte by byte.")
    }

    fn differs(&self, file: &str, lines: usize) -> String {
        let lines =
            if lines == 1 { "1 line differs".to_owned() } else { format!("{lines} lines differ") };
        format!("{file} is not what this history and plan make: {lines}.")
    }

    fn difference(&self, line: usize, now: &str, file: &str) -> String {
        format!("line {line}:\n  the file says {file}\n  it should be  {now}")
    }

    fn other_plan(&self) -> &'static str {
        "The plan has changed since."
    }

    fn other_version(&self, then: &str, now: &str) -> String {
        format!("The file was made with roadmap {then}; this is {now}.")
    }

    fn other_events(&self, then: &str, now: &str) -> String {
        let plural = if then == "1" { "" } else { "s" };
        let counts = if now == "1" { "counts" } else { "count" };
        format!("The file counts {then} event{plural}; now {now} {counts}.")
    }

    fn block_written(&self, file: &str, changed: bool) -> String {
        if changed {
            format!("{file} is up to date now.")
        } else {
            format!("{file} was up to date already.")
        }
    }
}
