//! `roadmap status`: the plan at a glance.
//!
//! Everything in it follows from the event lines alone, so two clones that reach the same
//! lines print the same bytes: no commit ids, no times of day. Only `pending` is a matter of one
//! work tree, and the session of one repository.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::habit::{PeriodKind, PeriodRow, RunRow, StreaksRow};
use super::task::TaskRow;
use super::{Count, ForecastRow, Pace, PendingRow, SessionRow, StudyFacts, Window};
use crate::id::Id;
use crate::plan::{Cadence, Habit, Phase, Plan};
use crate::progress::{
    self, Freezes, HabitProgress, Progress, Score, Streak, StreakUnit, TaskProgress,
};
use crate::quantity::Amount;

/// `roadmap status`.
#[derive(Clone, Debug, Serialize)]
pub struct Status {
    /// The day.
    pub as_of: NaiveDate,
    /// The plan's title.
    pub title: String,
    /// What the plan is for.
    pub goal: Option<String>,
    /// The way in words.
    pub path: Option<String>,
    /// The day's place in the plan.
    pub calendar: CalendarFacts,
    /// The plan as a whole.
    pub total: TotalFacts,
    /// The strict streak of days with any activity.
    pub streak: Streak,
    /// The same, strict and protected.
    pub overall: StreaksRow,
    /// What was done today.
    pub today: DayFacts,
    /// How much was studied today, this week and in all.
    pub study: StudyFacts,
    /// The phase to work on.
    pub current_phase: Option<Id>,
    /// The phases: all, or the one asked for.
    pub phases: Vec<PhaseRow>,
    /// The tasks to show below: the open ones of the current phase, or all of the one asked for.
    pub tasks: Vec<TaskRow>,
    /// Open tasks of phases whose window is over, other than those in `tasks`.
    pub left_over: Vec<TaskRow>,
    /// The habits that run today.
    pub habits: Vec<HabitRow>,
    /// When the plan and its phases will be finished, as far as that can be said.
    pub forecast: ForecastRow,
    /// The task to do next: the first of `roadmap next`.
    pub next: Option<Id>,
    /// Lines that wait for the learner's next commit, and count nowhere yet.
    pub pending: Vec<PendingRow>,
    /// The session that is running; it counts nowhere yet.
    pub session: Option<SessionRow>,
    /// The file of a session that cannot be read.
    pub session_unreadable: Option<String>,
    /// What should be known about these numbers.
    pub footnotes: Footnotes,
    /// Whether one phase was asked for.
    #[serde(skip)]
    pub of_one_phase: bool,
}

/// A day's place in the plan.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CalendarFacts {
    /// The plan's first day.
    pub start: NaiveDate,
    /// Its last: the deadline, or the end of the last window; the first where it has neither.
    pub end: NaiveDate,
    /// Whether a deadline or a phase says when the plan ends.
    pub has_end: bool,
    /// Which day of the plan it is: 1 on the first, 0 and below before.
    pub day_number: i64,
    /// How many days the plan has.
    pub length_days: i64,
    /// Days from this one to the last; below 0 after it.
    pub days_left: i64,
}

/// The plan as a whole.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TotalFacts {
    /// How many tasks are in which state.
    pub tasks: Count,
    /// The weight done of what is not dropped, in percent, rounded down.
    pub percent: Option<u32>,
    /// What should be done by now, in percent, rounded down.
    pub planned_percent: Option<u32>,
    /// How the two compare.
    pub pace: Pace,
    /// The study time recorded, in seconds.
    pub study_seconds: u64,
}

/// What was done on a day.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DayFacts {
    /// Completions.
    pub completions: u32,
    /// How many of these follow from commits, by the plan's `[[evidence]]`.
    pub completions_by_evidence: u32,
    /// Study sessions in which nothing was completed.
    pub sessions: u32,
    /// The study time, in seconds.
    pub study_seconds: u64,
}

/// One phase.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseRow {
    /// The phase.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// The days that it is planned for; those before the plan's start are not owed.
    pub window: Window,
    /// How many of its tasks are in which state.
    pub tasks: Count,
    /// The weight done of what is not dropped, in percent, rounded down.
    pub percent: Option<u32>,
    /// The owed days that have passed, in percent, rounded down.
    pub planned_percent: Option<u32>,
    /// How the two compare.
    pub pace: Pace,
    /// The study time recorded for its tasks, in seconds.
    pub study_seconds: u64,
}

/// One habit.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Debug, Serialize)]
pub struct HabitRow {
    /// The habit.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// What one counts.
    pub unit: Option<String>,
    /// How much was done today.
    pub today: Amount,
    /// Whether all of that follows from commits, by the plan's `[[evidence]]`, and nobody has
    /// recorded any of it.
    pub today_rests_on_evidence: bool,
    /// How much is asked for each time.
    pub target: Amount,
    /// How much on a good day.
    pub stretch: Option<Amount>,
    /// Whether something is owed today; null where the day is not the unit.
    pub owed_today: Option<bool>,
    /// Whether a skip excuses it today.
    pub excused_today: bool,
    /// Whether today lies between its first and last day.
    pub running: bool,
    /// The strict streak over owed days; null where the day is not the unit.
    pub streak: Option<Streak>,
    /// Whether it has to be done today so that nothing is missed.
    pub due_today: bool,
    /// How far the open week, month or window is; null where the day is what counts.
    pub period: Option<PeriodRow>,
    /// What the runs are counted in.
    pub streak_unit: StreakUnit,
    /// The streak without skips and freezes.
    pub strict: RunRow,
    /// The streak with both.
    pub protected: RunRow,
    /// The freezes of this month.
    pub freezes: Freezes,
    /// How strong the habit is, from 0 to 1.
    pub score: Score,
    /// All that was ever done.
    pub total: Amount,
    /// On how many days.
    pub days: usize,
    /// On how many of them all follows from commits, by the plan's `[[evidence]]`.
    pub days_by_evidence: usize,
    /// The study time recorded for it, in seconds.
    pub study_seconds: u64,
}

/// What should be known about the numbers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Footnotes {
    /// Whether history is cut off, so that every number is "at least".
    pub at_least: bool,
    /// How many people recorded something.
    pub people: usize,
    /// Names that events give and the plan lacks, with the number of events.
    pub unknown: BTreeMap<Id, usize>,
    /// Event ids that were given to different contents.
    pub conflicts: usize,
    /// Undos that undo themselves by way of others.
    pub cyclic: usize,
    /// Events of a day that is still to come.
    pub future: usize,
    /// Events of people whom the plan leaves out.
    pub foreign: usize,
    /// Lines that look like events and cannot be read, or only in part.
    pub unreadable: usize,
    /// Events that count and follow from commits by the plan's `[[evidence]]`.
    pub derived: usize,
}

/// What the ledger says about the history as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct HistoryFacts {
    /// Whether it is cut off.
    pub truncated: bool,
    /// Lines that cannot be read, or only in part.
    pub unreadable: usize,
}

impl DayFacts {
    /// Whether something was done, and nobody has recorded any of it.
    #[must_use]
    pub fn rests_on_evidence(&self) -> bool {
        let all = self.completions + self.sessions;
        all > 0 && self.completions_by_evidence == all
    }
}

impl Status {
    /// The status of the whole plan, or of one phase.
    #[must_use]
    pub fn new(plan: &Plan, progress: &Progress, facts: HistoryFacts, phase: Option<&Id>) -> Self {
        let shown = |candidate: &Id| phase.is_none_or(|phase| phase == candidate);
        let focus = phase.or(progress.current_phase.as_ref());
        let rows = plan.phases.iter().filter(|phase| shown(&phase.id));
        let habits = plan.habits.iter().filter_map(|habit| habit_row(habit, progress));
        Self {
            as_of: progress.as_of,
            title: plan.title.clone(),
            goal: plan.goal.clone(),
            path: plan.path.clone(),
            calendar: calendar(plan, progress),
            total: total(progress),
            streak: progress.streak,
            overall: StreaksRow::overall(&progress.overall),
            today: day_facts(progress),
            study: StudyFacts::new(plan, progress),
            current_phase: progress.current_phase.clone(),
            phases: rows.filter_map(|row| phase_row(row, progress)).collect(),
            tasks: tasks(plan, progress, |of, task| {
                Some(&of.id) == focus && (phase.is_some() || task.is_open())
            }),
            left_over: if phase.is_some() { Vec::new() } else { left_over(plan, progress, focus) },
            habits: habits.filter(|habit| habit.running && phase.is_none()).collect(),
            forecast: ForecastRow::new(plan, progress),
            next: next(plan, progress, phase),
            pending: Vec::new(),
            session: None,
            session_unreadable: None,
            footnotes: footnotes(progress, facts),
            of_one_phase: phase.is_some(),
        }
    }
}

fn tasks(
    plan: &Plan,
    progress: &Progress,
    is_shown: impl Fn(&Phase, &TaskProgress) -> bool,
) -> Vec<TaskRow> {
    let rows = plan.tasks().zip(&progress.tasks);
    let shown = rows.filter(|((phase, _), stand)| is_shown(phase, stand));
    shown.map(|((_, task), stand)| TaskRow::new(task, stand)).collect()
}

fn left_over(plan: &Plan, progress: &Progress, focus: Option<&Id>) -> Vec<TaskRow> {
    let is_over = |phase: &Phase| phase.window.last() < progress.as_of;
    tasks(plan, progress, |of, task| task.is_open() && Some(&of.id) != focus && is_over(of))
}

fn next(plan: &Plan, progress: &Progress, phase: Option<&Id>) -> Option<Id> {
    let mut next = progress::next_tasks(plan, progress).into_iter().map(|task| task.id);
    next.find(|id| phase.is_none_or(|phase| plan.task(id).is_some_and(|(of, _)| of.id == *phase)))
}

pub(super) fn calendar(plan: &Plan, progress: &Progress) -> CalendarFacts {
    CalendarFacts {
        start: plan.start,
        end: plan.end(),
        has_end: plan.has_end(),
        day_number: progress.calendar.day_number,
        length_days: progress.calendar.length_days,
        days_left: progress.calendar.days_left,
    }
}

pub(super) fn total(progress: &Progress) -> TotalFacts {
    let total = &progress.total;
    TotalFacts {
        tasks: total.count,
        percent: total.done.percent(),
        planned_percent: total.planned_percent,
        pace: total.pace,
        study_seconds: total.time.seconds(),
    }
}

pub(super) fn phase_row(phase: &Phase, progress: &Progress) -> Option<PhaseRow> {
    let stand = progress.phase(&phase.id)?;
    Some(PhaseRow {
        id: phase.id.clone(),
        title: phase.title.clone(),
        window: phase.window.into(),
        tasks: stand.count,
        percent: stand.done.percent(),
        planned_percent: stand.planned.percent(),
        pace: stand.pace,
        study_seconds: stand.time.seconds(),
    })
}

pub(super) fn habit_row(habit: &Habit, progress: &Progress) -> Option<HabitRow> {
    let stand: &HabitProgress = progress.habit(&habit.id)?;
    Some(HabitRow {
        id: habit.id.clone(),
        title: habit.title.clone(),
        unit: habit.unit.clone(),
        today: stand.amount_on(progress.as_of),
        today_rests_on_evidence: stand.evidence_days.contains(&progress.as_of),
        target: stand.goal.target,
        stretch: stand.goal.stretch,
        owed_today: stand.owed_today,
        excused_today: stand.excused_today,
        running: stand.is_running,
        streak: stand.streak,
        due_today: stand.due_today,
        period: period_row(stand),
        streak_unit: stand.unit,
        strict: stand.strict.into(),
        protected: stand.protected.into(),
        freezes: stand.freezes,
        score: stand.score,
        total: stand.amounts.values().copied().sum(),
        days: stand.amounts.len(),
        days_by_evidence: stand.evidence_days.len(),
        study_seconds: stand.time.seconds(),
    })
}

fn period_row(stand: &HabitProgress) -> Option<PeriodRow> {
    let progress = stand.period?;
    let kind = match stand.goal.every {
        Cadence::PerWeek(_) => PeriodKind::Week,
        Cadence::PerMonth(_) => PeriodKind::Month,
        _ => PeriodKind::Window,
    };
    let lost = kind != PeriodKind::Window
        && progress.days_left.is_some_and(|left| progress.missing() > left);
    Some(PeriodRow { kind, progress, lost })
}

pub(super) fn day_facts(progress: &Progress) -> DayFacts {
    let today = progress.activity.get(&progress.as_of).copied().unwrap_or_default();
    DayFacts {
        completions: today.completions,
        completions_by_evidence: today.by_evidence,
        sessions: today.sessions,
        study_seconds: today.time.seconds(),
    }
}

pub(super) fn footnotes(progress: &Progress, facts: HistoryFacts) -> Footnotes {
    let oddities = &progress.oddities;
    Footnotes {
        at_least: facts.truncated,
        people: progress.people.len(),
        unknown: oddities.unknown.clone(),
        conflicts: oddities.conflicts.len(),
        cyclic: oddities.cyclic.len(),
        future: oddities.future,
        foreign: oddities.foreign,
        unreadable: facts.unreadable,
        derived: progress.entries.iter().filter(|entry| entry.is_evidence()).count(),
    }
}
