//! JSON Lines: one event a line, for databases.

use serde::Serialize;

use crate::id::Id;
use crate::plan::Plan;
use crate::progress::{self, Progress};
use crate::view::report::{EventRow, Log};

/// One line: the event, and what it is of in the plan.
#[derive(Serialize)]
struct Line<'a> {
    plan: &'a str,
    day: chrono::NaiveDate,
    /// The tasks and habits of today that get the credit: by `[[moved]]`, others than the target.
    credited: &'a [Id],
    /// The phase of the first of them that is a task.
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
        let credited = event.target.id().map(|id| progress::credited(plan, id));
        let credited = credited.as_deref().unwrap_or_default();
        let phase = credited.iter().find_map(|id| phases.get(id)).copied();
        let line = Line { plan: &plan.title, day: event.day(), credited, phase, event };
        // Neither a map with other keys than text nor a failing type is in it.
        serde_json::to_string(&line).map(|line| line + "\n").unwrap_or_default()
    };
    log.events.iter().map(line).collect()
}
