//! A report as CSV (RFC 4180): one number a row, so that any program can filter and pivot it.

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::export::cell;
use super::report::Review;

/// A table while it is written.
struct Rows {
    text: String,
}

impl Rows {
    /// One number: of which section and thing, on which day, what it is.
    fn add(&mut self, thing: (&str, &str, &str), day: Option<NaiveDate>, key: &str, value: &str) {
        let (section, id, title) = thing;
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        let cells = [section, id, title, &day, key, value].map(cell);
        let _ = write!(self.text, "{}\r\n", cells.join(","));
    }
}

/// The report as CSV, with a head.
pub(super) fn render(review: &Review) -> String {
    let mut rows = Rows { text: "section,id,title,day,measure,value\r\n".to_owned() };
    total(review, &mut rows);
    for day in &review.activity {
        let mut add = |key, value: String| rows.add(("day", "", ""), Some(day.day), key, &value);
        add("completions", day.completions.to_string());
        add("sessions", day.sessions.to_string());
        add("study-seconds", day.study_seconds.to_string());
        if day.completions_by_evidence > 0 {
            add("completions-by-evidence", day.completions_by_evidence.to_string());
        }
    }
    for row in &review.phases {
        let phase = &row.phase;
        let mut add = |key, value: String| {
            rows.add(("phase", phase.id.as_str(), &phase.title), None, key, &value);
        };
        add("tasks-done", phase.tasks.done.to_string());
        add("tasks-open", phase.tasks.open.to_string());
        add("tasks-dropped", phase.tasks.dropped.to_string());
        add("percent", optional(phase.percent));
        add("planned-percent", optional(phase.planned_percent));
        add("study-seconds", phase.study_seconds.to_string());
    }
    things(review, &mut rows);
    for day in &review.burn_up {
        let mut add =
            |key, value: String| rows.add(("burn-up", "", ""), Some(day.day), key, &value);
        add("percent", optional(day.percent));
        add("planned-percent", day.planned_percent.to_string());
    }
    rows.text
}

fn total(review: &Review, rows: &mut Rows) {
    let mut add = |key, value: String| {
        rows.add(("total", "", &review.title), Some(review.as_of), key, &value);
    };
    let (total, recorded) = (&review.total, &review.recorded);
    add("tasks-done", total.tasks.done.to_string());
    add("tasks-open", total.tasks.open.to_string());
    add("tasks-dropped", total.tasks.dropped.to_string());
    add("percent", optional(total.percent));
    add("planned-percent", optional(total.planned_percent));
    add("completions", recorded.completions.to_string());
    add("sessions", recorded.sessions.to_string());
    add("active-days", recorded.active_days.to_string());
    add("study-seconds", recorded.study_seconds.to_string());
    add("streak-strict", review.overall.strict.current.to_string());
    add("streak-protected", review.overall.protected.current.to_string());
}

/// Finished tasks with their commits and links, habits, skills, and what slipped.
fn things(review: &Review, rows: &mut Rows) {
    for task in &review.finished {
        let thing = ("finished", task.id.as_str(), task.title.as_str());
        rows.add(thing, Some(task.on), "study-seconds", &task.study_seconds.to_string());
        for record in &task.records {
            rows.add(thing, Some(record.day), "commit", &record.commit);
            if record.derived {
                rows.add(thing, Some(record.day), "evidence", &record.commit);
            }
            for (key, text) in [("link", &record.link), ("note", &record.why)] {
                if let Some(text) = text {
                    rows.add(thing, Some(record.day), key, text);
                }
            }
        }
    }
    for row in &review.habits {
        let thing = ("habit", row.habit.id.as_str(), row.habit.title.as_str());
        let mut add = |key, value: String| rows.add(thing, None, key, &value);
        add("amount", row.amount.to_string());
        add("active-days", row.active_days.to_string());
        if row.active_days_by_evidence > 0 {
            add("active-days-by-evidence", row.active_days_by_evidence.to_string());
        }
        add("met", row.met.to_string());
        add("missed", row.missed.to_string());
        add("streak-strict", row.habit.strict.current.to_string());
        add("streak-protected", row.habit.protected.current.to_string());
        add("strength-percent", row.habit.score.percent().to_string());
    }
    for skill in review.modules.iter().flat_map(|module| &module.skills) {
        let thing = ("skill", skill.id.as_str(), skill.title.as_str());
        let mut add =
            |key, value: usize| rows.add(thing, skill.last_active, key, &value.to_string());
        add("tasks-done", skill.done);
        add("tasks", skill.tasks);
        add("gained", skill.gained);
    }
    for slip in &review.slipped {
        let thing = ("slipped", slip.task.id.as_str(), slip.task.title.as_str());
        rows.add(thing, Some(slip.due), "late-days", &slip.late_days.to_string());
    }
    for work in &review.worked_on {
        let thing = ("worked-on", work.id.as_str(), work.title.as_str());
        rows.add(thing, None, "study-seconds", &work.study_seconds.to_string());
    }
}

fn optional(percent: Option<u32>) -> String {
    percent.map(|percent| percent.to_string()).unwrap_or_default()
}
