//! Comma-separated values (RFC 4180): the tasks, for a spreadsheet.

use crate::plan::Plan;
use crate::progress::{self, Progress, TaskState};

/// The columns.
const HEAD: [&str; 13] = [
    "phase",
    "phase_title",
    "first_day",
    "last_day",
    "task",
    "title",
    "state",
    "day",
    "due",
    "estimate_minutes",
    "study_minutes",
    "skills",
    "by_evidence",
];

/// One row a task, with a head. Lines end in CR LF; a cell that a spreadsheet would take for a
/// formula begins with an apostrophe.
#[must_use]
pub(super) fn export(plan: &Plan, progress: &Progress) -> String {
    let mut text = line(&HEAD.map(str::to_owned));
    for phase in &plan.phases {
        // Days before the plan's start are none of its.
        let window = plan.effective_window(phase).unwrap_or(phase.window);
        for (task, due) in phase.tasks.iter().zip(progress::all_due(plan, phase, progress)) {
            let Some(stand) = progress.task(&task.id) else { continue };
            let (state, day) = match stand.state {
                TaskState::Open => ("open", None),
                TaskState::Done(day) => ("done", Some(day)),
                TaskState::Dropped(day) => ("dropped", Some(day)),
            };
            let skills: Vec<&str> = task.skills.iter().map(crate::id::Id::as_str).collect();
            let estimate = task.estimate.map(|estimate| estimate.minutes().to_string());
            text.push_str(&line(&[
                phase.id.to_string(),
                phase.title.clone(),
                window.first().to_string(),
                window.last().to_string(),
                task.id.to_string(),
                task.title.clone(),
                state.to_owned(),
                day.map(|day| day.to_string()).unwrap_or_default(),
                due.map(|due| due.to_string()).unwrap_or_default(),
                estimate.unwrap_or_default(),
                stand.time.minutes().to_string(),
                skills.join(" "),
                if stand.is_by_evidence { "yes" } else { "" }.to_owned(),
            ]));
        }
    }
    text
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell, quoted where it has to be. What a spreadsheet would take for a formula gets a `'`
/// before it, as OWASP advises.
pub(in crate::view) fn cell(text: &str) -> String {
    let is_formula =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) || text.trim() != text {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_no_formula() {
        let cases = [
            ("plain", "plain"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=1+1", "'=1+1"),
            ("@SUM(A1),2", "\"'@SUM(A1),2\""),
            ("-2", "'-2"),
            ("题、目", "题、目"),
            ("two\nlines", "\"two\nlines\""),
        ];
        for (text, want) in cases {
            assert_eq!(cell(text), want, "{text:?}");
        }
    }
}
