//! What a shell's prompt shows.

use serde::{Deserialize, Serialize};

use crate::plan::Plan;
use crate::progress::{self, Progress};

/// What `roadmap prompt` shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// The current strict streak of days with any activity.
    pub streak_days: u32,
    /// Whether it breaks tonight unless something is done.
    pub at_risk: bool,
    /// The title of the current phase.
    pub phase: Option<String>,
    /// How much of it is done, in percent.
    pub percent: Option<u32>,
    /// How many habits and tasks are due today, as `roadmap today` lists them.
    pub due: usize,
}

impl Prompt {
    /// What to show for the day of `progress`.
    #[must_use]
    pub fn new(plan: &Plan, progress: &Progress) -> Self {
        let running = progress.habits.iter().filter(|habit| habit.is_running);
        let habits = running.filter(|habit| habit.due_today).count();
        let phase = progress.current_phase.as_ref();
        Self {
            streak_days: progress.streak.current_days,
            at_risk: progress.streak.at_risk,
            phase: phase.and_then(|id| plan.phase(id)).map(|phase| phase.title.clone()),
            percent: phase.and_then(|id| progress.phase(id)).and_then(|phase| phase.done.percent()),
            due: habits + progress::due_tasks(plan, progress).len(),
        }
    }
}
