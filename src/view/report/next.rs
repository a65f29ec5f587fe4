//! `roadmap next`: what to do now, and why.

use chrono::NaiveDate;
use serde::Serialize;

use super::status;
use super::{Footnotes, HistoryFacts, TaskRow};
use crate::id::Id;
use crate::plan::{Phase, Plan};
use crate::progress::{self, NextTask, Progress};

/// From how many days before its last one a phase is said to end.
const SOON_DAYS: i64 = 7;

/// `roadmap next`.
#[derive(Clone, Debug, Serialize)]
pub struct Next {
    /// The day.
    pub as_of: NaiveDate,
    /// The tasks, the most urgent first.
    pub tasks: Vec<NextRow>,
    /// How many more open tasks nothing holds up.
    pub more: usize,
    /// How many habits have to be done today.
    pub habits_due: usize,
    /// How many tasks are owed; 0 when everything is done or dropped.
    pub open_tasks: usize,
    /// How many tasks were dropped.
    pub dropped_tasks: usize,
    /// Whether the plan has tasks at all.
    pub has_tasks: bool,
    /// What should be known about these numbers.
    pub footnotes: Footnotes,
}

/// One task and why it is its turn.
#[derive(Clone, Debug, Serialize)]
pub struct NextRow {
    /// The task.
    #[serde(flatten)]
    pub task: TaskRow,
    /// The title of its phase.
    pub phase_title: String,
    /// The last day on which it is in time.
    pub due: NaiveDate,
    /// Why it is its turn.
    pub reason: Reason,
    /// How many open tasks wait for it, directly or by way of others.
    pub unblocks: usize,
}

/// Why it is a task's turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// The window of its phase is over.
    Over {
        /// For so many days, at least 1.
        days: i64,
    },
    /// It should have been done.
    Behind {
        /// So many days ago, at least 1.
        days: i64,
        /// What should be done of its phase by now, in percent.
        planned_percent: u32,
        /// What is done of its phase, in percent.
        percent: u32,
    },
    /// A more urgent task waits for it.
    Wanted {
        /// That task.
        by: Id,
        /// The last day on which that one is in time.
        due: NaiveDate,
        /// So many days ago; 0 and below for today and later.
        late_days: i64,
    },
    /// It is due today.
    DueToday,
    /// Its phase ends soon.
    Ends {
        /// In so many days, 0 for today.
        days: i64,
    },
    /// It is in time for some days.
    InTime,
    /// Its phase begins later.
    Ahead {
        /// In so many days, at least 1.
        days: i64,
    },
}

impl Next {
    /// The first `count` tasks to do, or all of them.
    #[must_use]
    pub fn new(
        plan: &Plan,
        progress: &Progress,
        facts: HistoryFacts,
        count: Option<usize>,
    ) -> Self {
        let next = progress::next_tasks(plan, progress);
        let shown = count.unwrap_or(next.len()).min(next.len());
        let habits = plan.habits.iter().filter_map(|habit| progress.habit(&habit.id));
        Self {
            as_of: progress.as_of,
            tasks: next[..shown].iter().filter_map(|task| row(plan, progress, task)).collect(),
            more: next.len() - shown,
            habits_due: habits.filter(|habit| habit.is_running && habit.due_today).count(),
            open_tasks: progress.total.count.open,
            dropped_tasks: progress.total.count.dropped,
            has_tasks: !progress.tasks.is_empty(),
            footnotes: status::footnotes(progress, facts),
        }
    }
}

fn row(plan: &Plan, progress: &Progress, next: &NextTask) -> Option<NextRow> {
    let (phase, task) = plan.task(&next.id)?;
    Some(NextRow {
        task: TaskRow::new(task, progress.task(&next.id)?),
        phase_title: phase.title.clone(),
        due: next.due,
        reason: reason(plan, progress, next, phase),
        unblocks: progress::waiting_for(progress, &next.id),
    })
}

/// The weightiest reason: what is late before what is soon, and that before what lies ahead.
fn reason(plan: &Plan, progress: &Progress, next: &NextTask, phase: &Phase) -> Reason {
    let today = progress.as_of;
    let over = (today - phase.window.last()).num_days();
    let late = (today - next.due).num_days();
    let begins = (phase.window.first().max(plan.start) - today).num_days();
    if over > 0 {
        return Reason::Over { days: over };
    }
    if late > 0 {
        let stand = progress.phase(&phase.id);
        let percent = |share: Option<progress::Share>| share.and_then(progress::Share::percent);
        return Reason::Behind {
            days: late,
            planned_percent: percent(stand.map(|stand| stand.planned)).unwrap_or_default(),
            percent: percent(stand.map(|stand| stand.done)).unwrap_or_default(),
        };
    }
    if let Some(wanting) = &next.wanted_by {
        let late_days = (today - wanting.due).num_days();
        return Reason::Wanted { by: wanting.id.clone(), due: wanting.due, late_days };
    }
    match (late, -over) {
        _ if begins > 0 => Reason::Ahead { days: begins },
        (0, _) => Reason::DueToday,
        (_, days) if days <= SOON_DAYS => Reason::Ends { days },
        _ => Reason::InTime,
    }
}
