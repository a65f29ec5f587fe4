//! JSON Lines: one event a line, for databases.

use serde::Serialize;

use crate::plan::Plan;
use crate::progress::Progress;
use crate::view::report::{EventRow, Log};

/// One line: the event, and what it is of in the plan.
#[derive(Serialize)]
struct Line<'a> {
    plan: &'a str,
    day: chrono::NaiveDate,
    phase: Option<&'a str>,
    #[serde(flatten)]
    event: &'a EventRow,
}

/// Every event, newest first, each as one JSON object on a line of its own.
#[must_use]
pub(super) fn export(plan: &Plan, progress: &Progress) -> String {
    let log = Log::new(plan, progress, None, |_| true);
    let phases: std::collections::BTreeMap<_, _> =
        plan.tasks().map(|(phase, task)| (&task.id, phase.id.as_str())).collect();
    let line = |event: &EventRow| {
        let phase = event.target.id().and_then(|id| phases.get(id)).copied();
        let line = Line { plan: &plan.title, day: event.day(), phase, event };
        // Neither a map with other keys than text nor a failing type is in it.
        serde_json::to_string(&line).map(|line| line + "\n").unwrap_or_default()
    };
    log.events.iter().map(line).collect()
}
