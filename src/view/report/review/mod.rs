//! `roadmap report`: what was done in some days, or all of them. One model for the terminal,
//! Markdown, CSV, JSON and the page.

mod done;
mod habit;
mod skill;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::forecast::ForecastRow;
use super::habit::StreaksRow;
use super::status::{self, CalendarFacts, Footnotes, HistoryFacts, PhaseRow, TotalFacts};
use super::{
    AttestationRow, DateCounts, DueTaskRow, Heatmap, HeatmapRequest, Link, TaskRow, Window,
};
use crate::civil::DayRange;
use crate::id::Id;
use crate::ledger::{CommitId, CommitTimes, Verb};
use crate::plan::Plan;
use crate::progress::{self, BurnUpDay, Progress, StreakUnit};

pub use done::{DoneRow, RecordRow};
pub use habit::HabitReviewRow;
pub(in crate::view::report) use habit::row as habit_row;
pub use skill::{ModuleReviewRow, SkillReviewRow};

/// What to report on.
#[derive(Clone, Debug)]
pub struct ReviewRequest {
    /// The stretch that was asked for.
    pub scope: Scope,
    /// Its days.
    pub days: DayRange,
    /// Whether the last of them is over.
    pub days_over: bool,
    /// Leave out notes and times of day.
    pub public: bool,
    /// Where commits can be seen: the address of the repository.
    pub repository: Option<String>,
}

/// The stretch that a report is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "scope", rename_all = "kebab-case")]
pub enum Scope {
    /// Everything until the day.
    All,
    /// The week of the day.
    Week,
    /// A month.
    Month,
    /// Some days.
    Days,
    /// The tasks of a phase, whenever they were done.
    Phase {
        /// The phase.
        phase: Id,
    },
}

/// `roadmap report`.
#[derive(Clone, Debug, Serialize)]
pub struct Review {
    /// The last day that is known.
    pub as_of: NaiveDate,
    /// The stretch that was asked for.
    #[serde(flatten)]
    pub scope: Scope,
    /// Its days.
    pub days: Window,
    /// Whether the last of them is over; else it is `as_of`, or later.
    pub days_over: bool,
    /// Whether notes and times of day are left out.
    pub public: bool,
    /// The plan's title.
    pub title: String,
    /// What the plan is for.
    pub goal: Option<String>,
    /// The way in words.
    pub path: Option<String>,
    /// The day's place in the plan.
    pub calendar: CalendarFacts,
    /// Where the plan, or the phase that was asked for, stands.
    pub total: TotalFacts,
    /// How far planned and done moved in these days; null where there is nothing to do.
    pub change: Option<Change>,
    /// Whether only those finished tasks are listed that a mentor has accepted.
    pub attested_only: bool,
    /// What was recorded in these days.
    pub recorded: Recorded,
    /// The days with anything, oldest first.
    pub activity: Vec<ActivityRow>,
    /// The streaks of days on which anything was done.
    pub overall: StreaksRow,
    /// The phases: all, or the one asked for.
    pub phases: Vec<PhaseReviewRow>,
    /// The tasks finished in these days, by day.
    pub finished: Vec<DoneRow>,
    /// What time was spent on in these days that was not finished in them, most first.
    pub worked_on: Vec<WorkRow>,
    /// The habits: those with days in the stretch.
    pub habits: Vec<HabitReviewRow>,
    /// The skill map.
    pub modules: Vec<ModuleReviewRow>,
    /// Open tasks that should have been finished by the last of these days that is over.
    pub slipped: Vec<DueTaskRow>,
    /// Planned against done, day by day.
    pub burn_up: Vec<BurnUpRow>,
    /// How far the dates of what was recorded in these days can be believed, which no local
    /// history proves.
    pub integrity: DateCounts,
    /// When it will be finished.
    pub forecast: ForecastRow,
    /// The year that begins with the plan, or the last twelve months of an older one.
    pub heatmap: Heatmap,
    /// The links of the plan.
    pub links: Vec<Link>,
    /// Where commits can be seen.
    pub repository: Option<String>,
    /// How many events count.
    pub events: usize,
    /// The commit of the newest event that counts.
    pub newest_commit: Option<String>,
    /// What should be known about these numbers.
    pub footnotes: Footnotes,
}

/// How far planned and done moved, in percent, rounded down: before the first day, and by the end
/// of the last that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Done before.
    pub percent_before: u32,
    /// Done by the end.
    pub percent: u32,
    /// Planned before.
    pub planned_percent_before: u32,
    /// Planned by the end.
    pub planned_percent: u32,
}

/// What was recorded in some days.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Recorded {
    /// Completions.
    pub completions: u32,
    /// Study sessions in which nothing was completed.
    pub sessions: u32,
    /// On how many days something was done.
    pub active_days: usize,
    /// The study time, in seconds.
    pub study_seconds: u64,
}

/// What was recorded on one day.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ActivityRow {
    /// The day.
    pub day: NaiveDate,
    /// Completions.
    pub completions: u32,
    /// How many of these follow from commits, by the plan's `[[evidence]]`.
    pub completions_by_evidence: u32,
    /// Study sessions in which nothing was completed.
    pub sessions: u32,
    /// The study time, in seconds.
    pub study_seconds: u64,
}

/// One phase with the days on which something was done for it.
#[derive(Clone, Debug, Serialize)]
pub struct PhaseReviewRow {
    /// The phase.
    #[serde(flatten)]
    pub phase: PhaseRow,
    /// The days of its window that are owed: from the plan's start on.
    pub planned: Window,
    /// From the first day with anything done for it to the last; null without any.
    pub actual: Option<Window>,
}

/// Time spent on something.
#[derive(Clone, Debug, Serialize)]
pub struct WorkRow {
    /// The task or habit.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// The study time, in seconds.
    pub study_seconds: u64,
}

/// Planned and done on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct BurnUpRow {
    /// The day.
    pub day: NaiveDate,
    /// Done by its end, in percent, rounded down; null for days to come.
    pub percent: Option<u32>,
    /// What should be done by then, in percent, rounded down.
    pub planned_percent: u32,
}

impl From<&BurnUpDay> for BurnUpRow {
    fn from(point: &BurnUpDay) -> Self {
        Self {
            day: point.day,
            percent: point.reached.and_then(progress::Share::percent),
            planned_percent: point.planned_percent,
        }
    }
}

impl Review {
    /// The report on `request`, as far as it is known on the day of `progress`. `times` are those
    /// of the commits of what was recorded in its days.
    #[must_use]
    pub fn new(
        plan: &Plan,
        progress: &Progress,
        facts: HistoryFacts,
        times: &BTreeMap<CommitId, CommitTimes>,
        request: &ReviewRequest,
    ) -> Self {
        let phase = match &request.scope {
            Scope::Phase { phase } => Some(phase),
            _ => None,
        };
        let open_from = open_from(progress, request.days_over);
        let review = progress::review(plan, progress, request.days, open_from, phase);
        let burn_up: Vec<BurnUpRow> =
            progress::burn_up(plan, progress, phase).iter().map(BurnUpRow::from).collect();
        let phases = phases(plan, progress, phase);
        let total = phase.and_then(|_| phases.first()).map(|row| of_phase(&row.phase));
        let year = HeatmapRequest { from: Some(plan.start), ..HeatmapRequest::default() };
        let finished = done::rows(plan, progress, &review, request);
        Self {
            as_of: progress.as_of,
            scope: request.scope.clone(),
            days: request.days.into(),
            days_over: request.days_over,
            public: request.public,
            attested_only: false,
            title: plan.title.clone(),
            goal: plan.goal.clone(),
            path: plan.path.clone(),
            calendar: status::calendar(plan, progress),
            total: total.unwrap_or_else(|| status::total(progress)),
            change: change(&burn_up, request.days, progress.as_of),
            recorded: recorded(&review),
            activity: review.activity.iter().map(activity_row).collect(),
            overall: StreaksRow::overall(&progress.overall),
            phases,
            worked_on: worked_on(plan, &review),
            habits: habit::rows(plan, progress, request.days, open_from, phase),
            modules: skill::modules(plan, progress, &finished),
            finished,
            slipped: slipped(plan, progress, open_from, &review),
            burn_up,
            integrity: integrity(plan, progress, times, request.days, phase),
            forecast: ForecastRow::new(plan, progress),
            heatmap: Heatmap::new(plan, progress, &year),
            links: plan.links.iter().map(link).collect(),
            repository: request.repository.clone(),
            events: progress.entries.iter().filter(|entry| stands(entry)).count(),
            newest_commit: newest_commit(progress),
            // What is recorded for later days changes nothing that is said of these.
            footnotes: Footnotes { future: 0, ..status::footnotes(progress, facts) },
        }
    }

    /// The same with what others say of the finished tasks; `only` those that a mentor has
    /// accepted stay, if that is asked for.
    #[must_use]
    pub fn attested(mut self, attestations: &[progress::Attestation], only: bool) -> Self {
        let latest = progress::latest(attestations);
        for task in &mut self.finished {
            let last = latest.get(&task.id);
            task.attestation = last.map(|one| AttestationRow::new(one, self.public));
        }
        let is_attested =
            |task: &DoneRow| task.attestation.as_ref().is_some_and(AttestationRow::is_attested);
        self.finished.retain(|task| !only || is_attested(task));
        self.attested_only = only;
        self
    }

    /// What the runs of the overall streak are counted in.
    #[must_use]
    pub fn streak_unit(&self) -> StreakUnit {
        self.overall.streak_unit
    }

    /// Whether it is about the whole plan.
    #[must_use]
    pub fn is_of_all(&self) -> bool {
        self.scope == Scope::All
    }
}

fn link(link: &crate::plan::Link) -> Link {
    Link { title: Some(link.title.clone()), url: link.url.clone() }
}

fn of_phase(row: &PhaseRow) -> TotalFacts {
    TotalFacts {
        tasks: row.tasks,
        percent: row.percent,
        planned_percent: row.planned_percent,
        pace: row.pace,
        study_seconds: row.study_seconds,
    }
}

pub(in crate::view::report) fn change(
    burn_up: &[BurnUpRow],
    days: DayRange,
    as_of: NaiveDate,
) -> Option<Change> {
    let last = days.last().min(as_of);
    // What is done on a day before the curve begins is nothing, after it ends what it ended with.
    let at = |end: NaiveDate| burn_up.iter().rfind(|row| row.day <= end);
    let before = at(crate::civil::previous(days.first()));
    let end = at(last).or(burn_up.first())?;
    Some(Change {
        percent_before: before.and_then(|row| row.percent).unwrap_or(0),
        percent: at(last).and_then(|row| row.percent).unwrap_or(0),
        planned_percent_before: before.map_or(0, |row| row.planned_percent),
        planned_percent: end.planned_percent,
    })
}

/// The dates of what a report is about, graded among all that was recorded.
pub(in crate::view::report) fn integrity(
    plan: &Plan,
    progress: &Progress,
    times: &BTreeMap<CommitId, CommitTimes>,
    days: DayRange,
    phase: Option<&Id>,
) -> DateCounts {
    let tasks = plan.tasks().filter(|(of, _)| phase.is_none_or(|id| of.id == *id));
    let tasks: BTreeSet<&Id> = tasks.map(|(_, task)| &task.id).collect();
    let is_wanted = |entry: &progress::Entry| {
        days.contains(entry.day())
            && (phase.is_none() || entry.credited.iter().any(|id| tasks.contains(id)))
    };
    let dated = progress::dates(progress, times);
    DateCounts::new(dated.iter().filter(|dated| is_wanted(dated.entry)))
}

pub(in crate::view::report) fn recorded(review: &progress::Review) -> Recorded {
    let days = || review.activity.values();
    Recorded {
        completions: days().map(|day| day.completions).sum(),
        sessions: days().map(|day| day.sessions).sum(),
        active_days: review.activity.len(),
        study_seconds: review.time.seconds(),
    }
}

pub(in crate::view::report) fn activity_row(
    (day, activity): (&NaiveDate, &progress::Activity),
) -> ActivityRow {
    ActivityRow {
        day: *day,
        completions: activity.completions,
        completions_by_evidence: activity.by_evidence,
        sessions: activity.sessions,
        study_seconds: activity.time.seconds(),
    }
}

pub(in crate::view::report) fn phases(
    plan: &Plan,
    progress: &Progress,
    only: Option<&Id>,
) -> Vec<PhaseReviewRow> {
    let worked = progress::worked_windows(plan, progress);
    let row = |phase: &crate::plan::Phase| {
        Some(PhaseReviewRow {
            phase: status::phase_row(phase, progress)?,
            planned: plan.effective_window(phase).unwrap_or(phase.window).into(),
            actual: worked.get(&phase.id).copied().map(Window::from),
        })
    };
    let wanted = plan.phases.iter().filter(|phase| only.is_none_or(|id| *id == phase.id));
    wanted.filter_map(row).collect()
}

fn worked_on(plan: &Plan, review: &progress::Review) -> Vec<WorkRow> {
    let is_finished = |id: &Id| review.finished.iter().any(|(_, done)| done == id);
    let others = review.time_of.iter().filter(|(id, _)| !is_finished(id));
    let rows = others.filter_map(|(id, time)| {
        let title = plan.title_of(id)?.to_owned();
        Some(WorkRow { id: id.clone(), title, study_seconds: time.seconds() })
    });
    let mut rows: Vec<WorkRow> = rows.collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.study_seconds));
    rows
}

/// The first day that is not over: the one looked at, or the next where that is over.
pub(in crate::view::report) fn open_from(progress: &Progress, days_over: bool) -> NaiveDate {
    if days_over { crate::civil::next(progress.as_of) } else { progress.as_of }
}

/// The tasks that slipped, with how late they are on the first day that is not over.
pub(in crate::view::report) fn slipped(
    plan: &Plan,
    progress: &Progress,
    open_from: NaiveDate,
    review: &progress::Review,
) -> Vec<DueTaskRow> {
    let tasks: BTreeMap<&Id, TaskRow> = plan
        .tasks()
        .zip(&progress.tasks)
        .map(|((_, task), stand)| (&task.id, TaskRow::new(task, stand)))
        .collect();
    let row = |due: &progress::DueTask| {
        Some(DueTaskRow {
            task: tasks.get(&due.id)?.clone(),
            due: due.due,
            late_days: (open_from - due.due).num_days(),
        })
    };
    review.slipped.iter().filter_map(row).collect()
}

pub(in crate::view::report) fn stands(entry: &progress::Entry) -> bool {
    entry.event.record.verb != Verb::Attest
        && matches!(entry.standing, progress::Standing::Counts | progress::Standing::Reopened(_))
}

fn newest_commit(progress: &Progress) -> Option<String> {
    let newest = progress.entries.iter().find(|entry| entry.is_activity());
    newest.map(|entry| entry.event.commit.as_str().to_owned())
}
