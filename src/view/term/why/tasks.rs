//! The tasks and owed days behind a percentage.

use std::collections::BTreeMap;
use std::slice::from_ref;

use chrono::NaiveDate;

use super::super::grid::Column::{Left, Mark, Right, Wrap};
use super::super::grid::{Cell, Grid, paragraph};
use super::super::paint::Paint;
use super::super::sign;
use super::super::{joined, phase_heading, span};
use super::{length, said};
use crate::ledger::{CommitId, Verb};
use crate::view::Style;
use crate::view::report::{
    EventRow, PhaseNumbers, PhaseTermsRow, SkillNumbers, StandingRow, Subject, TaskStateRow,
    TaskTermsRow, TotalFacts, WeightUnit, Why,
};

pub(super) fn of_phase(why: &Why, numbers: &PhaseNumbers, style: Style) -> Vec<String> {
    let words = style.lang.words();
    let row = &numbers.phase.phase;
    let evidence = Evidence::of(why);
    let mut sections = vec![said(&[share(why, row.percent, style)], style)];
    for phase in &why.terms.phases {
        sections[0].push_str(&planned(phase, row.planned_percent, style));
        sections.push(tasks(why, &evidence, from_ref(phase), style));
    }
    let pace = words.pace(row.pace);
    sections[0].push_str(&if pace.is_empty() { pace } else { said(&[pace], style) });
    let mut grid = Grid::new(&[Left, Left, Wrap]).indented(2);
    for slip in &numbers.slipped {
        grid.row(vec![
            Cell::new(slip.due.to_string(), Paint::Warn),
            Cell::plain(slip.task.id.to_string()),
            Cell::plain(words.habit().late_days(slip.late_days)),
        ]);
    }
    if !numbers.slipped.is_empty() {
        let heading = Paint::Strong.apply(words.review().labels().slipped);
        sections.push(format!("{heading}\n{}", grid.render(style.width)));
    }
    sections
}

/// How much a skill is trained, and by which tasks.
pub(super) fn of_skill(why: &Why, numbers: &SkillNumbers, style: Style) -> Vec<String> {
    let words = style.lang.words();
    let training = &numbers.training;
    let last = training.last_practised.map(|day| words.skills().last_practised(day));
    let time = if training.study_seconds > 0 {
        length(training.study_seconds, style)
    } else {
        String::new()
    };
    let gained = why.terms.days.map(|days| {
        let days = crate::civil::DayRange::new(days.first, days.last);
        let days = days.map(|days| words.calendar().days(days)).unwrap_or_default();
        words.why().gained(numbers.gained, &days)
    });
    let mut sections = vec![if training.of > 0 {
        said(&[share(why, training.percent, style)], style)
    } else {
        said(&[words.skills().no_task().to_owned()], style)
    }];
    sections[0].push_str(&said(&[time, last.unwrap_or_default()], style));
    sections[0].push_str(&said(&[gained.unwrap_or_default()], style));
    let evidence = Evidence::of(why);
    sections.push(tasks(why, &evidence, &why.terms.phases, style));
    sections
}

pub(super) fn of_total(why: &Why, row: &TotalFacts, style: Style) -> Vec<String> {
    let words = style.lang.words();
    let mut summary = said(&[share(why, row.percent, style)], style);
    if let Some(percent) = row.planned_percent {
        summary.push_str(&said(&[words.why().planned_whole(percent)], style));
    }
    summary.push_str(&said(&[words.pace(row.pace), length(row.study_seconds, style)], style));
    let evidence = Evidence::of(why);
    let mut sections = vec![summary];
    for phase in &why.terms.phases {
        let heading = phase_heading(&phase.id, &phase.title, style);
        let heading = paragraph(&heading, style.width, 2, Paint::Strong);
        let percent = percent(phase.owed_days_passed, phase.owed_days);
        let planned = planned(phase, percent, style);
        sections
            .push(format!("{heading}{planned}{}", tasks(why, &evidence, from_ref(phase), style)));
    }
    sections
}

fn percent(part: u64, whole: u64) -> Option<u32> {
    u32::try_from((part * 100).checked_div(whole)?).ok()
}

/// How the percentage follows from the weights.
fn share(why: &Why, percent: Option<u32>, style: Style) -> String {
    let words = style.lang.words();
    let tasks = || why.terms.phases.iter().flat_map(|phase| &phase.tasks);
    let kept = tasks().filter(|task| !matches!(task.state, TaskStateRow::Dropped { .. }));
    let done = tasks().filter(|task| matches!(task.state, TaskStateRow::Done { .. }));
    let (part, whole): (u64, u64) =
        (done.map(|task| task.weight).sum(), kept.map(|task| task.weight).sum());
    let tasks = words.tasks(usize::try_from(whole).unwrap_or_default());
    let (part, whole) = if is_by_count(why) {
        (part.to_string(), tasks)
    } else {
        (length(part, style), length(whole, style))
    };
    match percent {
        Some(percent) => words.why().share(percent, &part, &whole),
        None => words.why().no_share().to_owned(),
    }
}

/// Whether every task counts one.
pub(super) fn is_by_count(why: &Why) -> bool {
    let is_of_whole =
        !matches!(why.subject, Subject::Phase { .. } | Subject::Curve { limited_to: Some(_) });
    let mut tasks = why.terms.phases.iter().flat_map(|phase| &phase.tasks);
    (is_of_whole && why.terms.weight == WeightUnit::Tasks) || tasks.all(|task| task.weight == 1)
}

/// What is planned of a phase by now.
pub(super) fn by_now(phase: &PhaseTermsRow, style: Style) -> String {
    said(&[owed_days(phase, percent(phase.owed_days_passed, phase.owed_days), style)], style)
}

fn planned(phase: &PhaseTermsRow, percent: Option<u32>, style: Style) -> String {
    let words = style.lang.words().why();
    let due = phase.next.as_ref().zip(phase.next_due);
    let due = due.map(|(next, due)| words.next_due(next.as_str(), due));
    let days = owed_days(phase, percent, style);
    said(&[days, due.unwrap_or_default()], style)
}

/// How the planned percentage of a phase follows from its owed days.
fn owed_days(phase: &PhaseTermsRow, percent: Option<u32>, style: Style) -> String {
    let words = style.lang.words().why();
    let days =
        percent.map(|percent| words.planned(percent, phase.owed_days_passed, phase.owed_days));
    joined(&[days.unwrap_or_default(), span(phase.window)])
}

/// The tasks of some phases, in one grid.
fn tasks(why: &Why, evidence: &Evidence<'_>, phases: &[PhaseTermsRow], style: Style) -> String {
    let mut grid = Grid::new(&[Mark, Left, Right, Wrap]).indented(2);
    for task in phases.iter().flat_map(|phase| &phase.tasks) {
        let (mark, paint) = match task.state {
            TaskStateRow::Done { .. } => (sign::DONE, Paint::Good),
            TaskStateRow::Dropped { .. } => (sign::DROPPED, Paint::Faint),
            TaskStateRow::Open => (sign::OPEN, Paint::Plain),
        };
        let weight =
            if is_by_count(why) { task.weight.to_string() } else { length(task.weight, style) };
        let weight = if mark == sign::DROPPED { String::new() } else { weight };
        grid.row(vec![
            Cell::new(mark, paint),
            Cell::plain(task.id.to_string()),
            Cell::plain(weight),
            Cell::new(evidence.said(task, style), Paint::Faint),
        ]);
    }
    grid.render(style.width)
}

/// The events of a receipt by their days, for many tasks.
pub(super) struct Evidence<'a> {
    why: &'a Why,
    by_day: BTreeMap<NaiveDate, Vec<&'a EventRow>>,
}

impl<'a> Evidence<'a> {
    pub(super) fn of(why: &'a Why) -> Self {
        let mut by_day: BTreeMap<NaiveDate, Vec<&EventRow>> = BTreeMap::new();
        for event in why.events.iter().filter(|event| event.standing == StandingRow::Counts) {
            by_day.entry(event.day()).or_default().push(event);
        }
        Self { why, by_day }
    }

    /// Since when a task is done or dropped, and the event and commit that say so.
    pub(super) fn said(&self, task: &TaskTermsRow, style: Style) -> String {
        let words = style.lang.words();
        let (said, verb, day) = match task.state {
            TaskStateRow::Open => return words.open().to_owned(),
            TaskStateRow::Done { on } => (words.done_on(on), Verb::Done, on),
            TaskStateRow::Dropped { on } => (words.dropped_on(on), Verb::Skip, on),
        };
        let is_credited = |event: &&&EventRow| {
            let named = event.target.id();
            let mut credits = self.why.terms.credits.iter();
            credits.any(|credit| Some(&credit.name) == named && credit.to.contains(&task.id))
        };
        let then = self.by_day.get(&day).into_iter().flatten();
        let event = then.filter(|event| event.verb == verb).find(is_credited).map(|event| {
            let commit = CommitId::new(event.commit.as_str());
            format!("{} {}", event.id, commit.short())
        });
        joined(&[said, event.unwrap_or_default()])
    }
}
