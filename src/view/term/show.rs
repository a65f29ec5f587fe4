//! `roadmap show` in a terminal: one task or habit with its history.

use super::grid::{Cell, Column, Grid, paragraph};
use super::paint::Paint;
use super::sign;
use super::status::habit_facts;
use super::{joined, log, span, visible};
use crate::progress::Proof;
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::lang::Label;
use crate::view::report::{
    AttestationRow, Link, Need, Show, ShowHabit, ShowTask, StudyDay, TaskRow, TaskStateRow,
};

pub(super) fn render(show: &Show, style: Style) -> String {
    let (id, title, facts, history) = match show {
        Show::Task(task) => {
            (&task.task.id, &task.task.title, task_facts(task, style), &task.history)
        }
        Show::Habit(habit) => {
            (&habit.habit.id, &habit.habit.title, habit_lines(habit, style), &habit.history)
        }
    };
    let mut text = paragraph(&format!("{id} {} {title}", sign::DOT), style.width, 2, Paint::Strong);
    let mut grid = Grid::new(&[Column::Left, Column::Wrap]).indented(2);
    for (label, values) in facts {
        let mut label = style.lang.words().label(label);
        for value in values {
            grid.row(vec![Cell::new(label, Paint::Faint), Cell::plain(value)]);
            label = "";
        }
    }
    text.push_str(&grid.render(style.width));
    let heading = Paint::Strong.apply(style.lang.words().label(Label::History));
    text.push_str(&format!("\n{heading}\n"));
    if history.is_empty() {
        text.push_str(&format!("  {}\n", style.lang.words().no_events()));
    } else {
        text.push_str(&log::lines(history, Some(id), 2, style));
    }
    text
}

type Facts = Vec<(Label, Vec<String>)>;

fn task_facts(show: &ShowTask, style: Style) -> Facts {
    let words = style.lang.words();
    let phase = joined(&[show.task.phase.to_string(), show.phase_title.clone(), span(show.window)]);
    let time = |seconds: u64| words.time(StudyTime::from_seconds(seconds));
    let needs = show.needs.iter().map(need_line).collect();
    let by_evidence = show.task.rests_on_evidence;
    // Evidence is said beside it.
    let is_said = |proof: &Proof| show.shows_proof && *proof != Proof::Evidence;
    let proof = show.proof.filter(is_said).map(|proof| words.proof().proof(proof));
    let by_evidence = by_evidence.then(|| words.evidence().derived(None));
    let state = [
        state(&show.task, style),
        by_evidence.unwrap_or_default(),
        proof.unwrap_or_default().to_owned(),
    ];
    vec![
        (Label::State, vec![joined(&state)]),
        (Label::Phase, vec![phase]),
        (Label::Estimate, show.task.estimate_seconds.map(time).into_iter().collect()),
        (Label::Total, studied(&show.study_days, style)),
        (Label::Needs, needs),
        (Label::Skills, show.skill_titles.clone()),
        (Label::Links, show.links.iter().map(link_line).collect()),
        (Label::Attested, show.attestations.iter().map(|row| attested(row, style)).collect()),
        (Label::Verify, show.verify.iter().map(|text| visible(text)).collect()),
    ]
}

/// What somebody says of the task.
fn attested(row: &AttestationRow, style: Style) -> String {
    let words = style.lang.words().attesting();
    let stands = if row.stands { "" } else { words.stands_no_more() };
    joined(&[
        words.verdict(row.verdict).to_owned(),
        visible(row.mentor.as_ref().unwrap_or(&row.author)),
        row.day.to_string(),
        words.unverified(&row.signature).to_owned(),
        stands.to_owned(),
        row.why.as_deref().map(visible).unwrap_or_default(),
    ])
}

/// The study time as a fact, if there is any.
fn studied(days: &[StudyDay], style: Style) -> Vec<String> {
    let time = StudyTime::from_seconds(days.iter().map(|day| day.study_seconds).sum());
    let said = || style.lang.words().calendar().time_on_days(time, days.len());
    if time.is_zero() { Vec::new() } else { vec![said()] }
}

fn state(task: &TaskRow, style: Style) -> String {
    let words = style.lang.words();
    match task.state {
        TaskStateRow::Done { on } => words.done_on(on),
        TaskStateRow::Dropped { on } => words.dropped_on(on),
        TaskStateRow::Open => words.open().to_owned(),
    }
}

fn need_line(need: &Need) -> String {
    let mark = match need {
        Need { open: true, .. } => sign::OPEN,
        Need { dropped: true, .. } => sign::DROPPED,
        _ => sign::DONE,
    };
    format!("{mark} {} {} {}", need.id, sign::DOT, need.title)
}

fn link_line(link: &Link) -> String {
    match &link.title {
        Some(title) => format!("{title} {}", link.url),
        None => link.url.clone(),
    }
}

fn habit_lines(show: &ShowHabit, style: Style) -> Facts {
    let words = style.lang.words();
    let habit = &show.habit;
    let unit = habit.unit.as_deref().unwrap_or_default();
    let streak = words.habit().streak_facts(habit.strict, habit.protected, habit.streak_unit);
    let today_by = habit.today_rests_on_evidence.then(|| words.evidence().derived(None));
    let mut total = vec![words.practised(&habit.total.to_string(), unit, habit.days)];
    let by_evidence = habit.days_by_evidence;
    total.extend((by_evidence > 0).then(|| words.evidence().days(by_evidence)));
    total.extend(studied(&show.study_days, style));
    vec![
        (Label::Today, vec![joined(&[habit_facts(habit, style), today_by.unwrap_or_default()])]),
        (Label::Streak, vec![joined(&streak)]),
        (Label::Total, vec![joined(&total)]),
    ]
}
