//! Lines that wait for the learner's next commit, and the hooks that add them.

use serde::Serialize;

use super::Window;
use crate::ledger::{EventId, Hook, HookState, Pending, Target, Verb};
use crate::plan::Plan;
use crate::quantity::{Amount, StudyTime};

/// A line that waits for the learner's next commit; it counts nowhere yet.
#[derive(Clone, Debug, Serialize)]
pub struct PendingRow {
    /// The id that the event will have.
    pub id: EventId,
    /// What will be recorded.
    pub verb: Verb,
    /// What it is about.
    pub target: Target,
    /// The target's title in the plan.
    pub title: Option<String>,
    /// The days that it will count for.
    pub days: Option<Window>,
    /// How much of a habit; 1 where the line does not say.
    pub amount: Amount,
    /// The study time, in seconds.
    pub took_seconds: Option<u64>,
}

impl PendingRow {
    /// The row of a line, with the title from a plan.
    #[must_use]
    pub fn new(pending: &Pending, plan: Option<&Plan>) -> Self {
        let record = &pending.record;
        let title = record.target.id().and_then(|id| plan?.title_of(id));
        Self {
            id: pending.id.clone(),
            verb: record.verb,
            target: record.target.clone(),
            title: title.map(str::to_owned),
            days: record.days.map(Window::from),
            amount: record.amount.unwrap_or(Amount::ONE),
            took_seconds: record.took.map(StudyTime::seconds),
        }
    }
}

/// `roadmap hook status`.
#[derive(Clone, Debug, Serialize)]
pub struct Hooks {
    /// The hooks.
    pub hooks: Vec<HookRow>,
    /// The lines that wait.
    pub pending: Vec<PendingRow>,
}

/// One hook.
#[derive(Clone, Debug, Serialize)]
pub struct HookRow {
    /// Git's name for it.
    pub name: &'static str,
    /// Its file.
    pub path: String,
    /// What is there.
    pub state: HookState,
    /// The hook that was there before and runs first.
    pub before: Option<String>,
}

impl HookRow {
    /// The row of a hook.
    #[must_use]
    pub fn new(hook: &Hook) -> Self {
        Self {
            name: hook.name,
            path: hook.path.display().to_string(),
            state: hook.state,
            before: hook.before.as_ref().map(|before| before.display().to_string()),
        }
    }
}
