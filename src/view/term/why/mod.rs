//! `roadmap why` in a terminal: a receipt for people.

mod curve;
mod futures;
mod tasks;
mod units;

use super::grid::paragraph;
use super::paint::Paint;
use super::status::footnotes;
use super::{joined, log, phase_heading};
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::report::{
    CalendarFacts, DaysNumbers, EventRow, Numbers, RecordNumbers, StandingRow, StudyFacts, Subject,
    TaskDue, TaskNumbers, TaskStateRow, Why,
};

/// How many rows people are shown unless they ask for all.
const SHOWN: usize = 14;

pub(super) fn render(why: &Why, style: Style) -> String {
    let mut sections = vec![paragraph(&heading(why, style), style.width, 2, Paint::Strong)];
    sections.extend(match &why.numbers {
        Numbers::Overall(row) => units::of_overall(why, row, style),
        Numbers::Habit(row) => units::of_habit(why, row, style),
        Numbers::Phase(row) => tasks::of_phase(why, row, style),
        Numbers::Total(row) => tasks::of_total(why, row, style),
        Numbers::Skill(row) => tasks::of_skill(why, row, style),
        Numbers::Task(row) => vec![task(why, row, style), events(why, style)],
        Numbers::Time(facts) => vec![time(facts, style), events(why, style)],
        Numbers::Days(facts) => vec![days(facts, style), events(why, style)],
        Numbers::Forecast(row) => futures::of_forecast(why, &row.forecast, style),
        Numbers::Curve(facts) => curve::of_curve(why, facts, style),
        Numbers::Calendar(facts) => vec![calendar(facts, style)],
        Numbers::Record(facts) => record(why, facts, style),
    });
    let check = style.lang.words().why().check();
    sections.push(paragraph(check, style.width, 0, Paint::Faint));
    sections.push(footnotes(&why.footnotes, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn heading(why: &Why, style: Style) -> String {
    let words = style.lang.words();
    let title = why.title.clone().unwrap_or_default();
    let name = match &why.subject {
        Subject::Overall => words.why().overall().to_owned(),
        Subject::Habit { id } | Subject::Task { id } | Subject::Skill { id } => {
            joined(&[id.to_string(), title])
        }
        Subject::Phase { id } => phase_heading(id, &title, style),
        Subject::Total => joined(&[words.why().total().to_owned(), title]),
        Subject::Time => words.why().time().to_owned(),
        Subject::Days { days, limited_to } => {
            let days = crate::civil::DayRange::new(days.first, days.last);
            let days = days.map(|days| words.calendar().days(days)).unwrap_or_default();
            let what = words.why().record().to_owned();
            joined(&[what, days, limit(limited_to.as_ref(), &title, style)])
        }
        Subject::Forecast => words.outlook().forecast().to_owned(),
        Subject::Curve { limited_to } => {
            let curve = words.review().labels().burn_up.to_owned();
            joined(&[curve, limit(limited_to.as_ref(), &title, style)])
        }
        Subject::Calendar => words.why().calendar().to_owned(),
        Subject::Record { limited_to } => {
            let record = words.why().record().to_owned();
            joined(&[record, limit(limited_to.as_ref(), &title, style)])
        }
    };
    // The numbers of days are those of the days.
    let is_of_days = matches!(why.subject, Subject::Days { .. });
    joined(&[name, if is_of_days { String::new() } else { words.date(why.as_of) }])
}

/// The phase that a receipt is limited to.
fn limit(phase: Option<&crate::id::Id>, title: &str, style: Style) -> String {
    phase.map(|id| phase_heading(id, title, style)).unwrap_or_default()
}

fn said(facts: &[String], style: Style) -> String {
    paragraph(&joined(facts), style.width, 2, Paint::Plain)
}

fn length(seconds: u64, style: Style) -> String {
    style.lang.words().time(StudyTime::from_seconds(seconds))
}

fn task(why: &Why, numbers: &TaskNumbers, style: Style) -> String {
    let words = style.lang.words();
    let row = &numbers.task;
    let state = match row.state {
        TaskStateRow::Open => words.why().nothing_says().to_owned(),
        TaskStateRow::Done { on } => words.done_on(on),
        TaskStateRow::Dropped { on } => words.dropped_on(on),
    };
    let time = StudyTime::from_seconds(row.study_seconds);
    let time = if time.is_zero() { String::new() } else { words.studied(time) };
    let mut text = said(&[state, time], style);
    if let Some(TaskDue { due, late_days: late }) = numbers.to_be_done {
        let late = if late < 0 { words.days_left(-late) } else { words.habit().late_days(late) };
        text.push_str(&said(&[words.why().due(due), late], style));
        let phase = why.terms.phases.first();
        text.push_str(&phase.map(|phase| tasks::by_now(phase, style)).unwrap_or_default());
    }
    text
}

fn time(facts: &StudyFacts, style: Style) -> String {
    let words = style.lang.words().calendar();
    let time = StudyTime::from_seconds;
    said(
        &[
            words.time_today(time(facts.today_seconds)),
            words.time_this_week(time(facts.week_seconds)),
            words.time_in_all(time(facts.total_seconds)),
        ],
        style,
    )
}

fn days(numbers: &DaysNumbers, style: Style) -> String {
    let mut said = style.lang.words().why().days(numbers.facts);
    said.push(length(numbers.facts.study_seconds, style));
    let mut text = self::said(&said, style);
    for row in &numbers.time_of {
        let facts = [length(row.study_seconds, style), row.id.to_string(), row.title.clone()];
        text.push_str(&indented(&facts, style));
    }
    text
}

fn calendar(facts: &CalendarFacts, style: Style) -> String {
    let words = style.lang.words();
    let mut text = said(&super::status::day_of_plan(facts, style), style);
    let end = facts.has_end.then_some(facts.end);
    text.push_str(&said(&[words.why().first_and_last(facts.start, end)], style));
    text
}

fn record(why: &Why, numbers: &RecordNumbers, style: Style) -> Vec<String> {
    let words = style.lang.words();
    let (counts, all) = (numbers.events, why.events.len());
    let rows = why.dated.clone().unwrap_or_default();
    let dates = crate::view::report::Dates { counts: numbers.integrity, rows };
    vec![said(&[words.why().events(counts, all)], style), super::dates::render(&dates, style)]
}

/// Facts of a line of their own, below what they explain.
fn indented(facts: &[String], style: Style) -> String {
    let lines = paragraph(&joined(facts), style.width.saturating_sub(2), 2, Paint::Faint);
    lines.lines().map(|line| format!("  {line}\n")).collect()
}

/// The events of the receipt that are about its days, newest first.
fn events(why: &Why, style: Style) -> String {
    let words = style.lang.words();
    let events: Vec<_> = why.events.iter().filter(|row| is_shown(why, row)).cloned().collect();
    if events.is_empty() && !why.events.is_empty() && why.subject == Subject::Time {
        return String::new();
    }
    if events.is_empty() {
        let is_of_days = matches!(why.subject, Subject::Days { .. });
        let said = if is_of_days { words.why().nothing_then() } else { words.no_events() };
        return format!("{said}\n");
    }
    let counting = events.iter().filter(|event| event.standing == StandingRow::Counts).count();
    let shown = if why.shows_all { events.len() } else { events.len().min(SHOWN) };
    let known = match &why.subject {
        Subject::Task { id } | Subject::Habit { id } => Some(id),
        _ => None,
    };
    let heading = words.why().events(counting, events.len());
    let mut text = paragraph(&heading, style.width, 2, Paint::Strong);
    text.push_str(&log::lines_with_commits(&events[..shown], known, 2, style));
    if shown < events.len() {
        text.push_str(&earlier(events.len() - shown, style));
    }
    text
}

/// Whether an event is about the days, the phase or the task that was asked about; the others say
/// by when a task is due.
fn is_shown(why: &Why, event: &EventRow) -> bool {
    let credits = |is: &dyn Fn(&crate::id::Id) -> bool| {
        let named = event.target.id();
        let mut credits = why.terms.credits.iter();
        credits.any(|credit| Some(&credit.name) == named && credit.to.iter().any(is))
    };
    match &why.subject {
        Subject::Task { id } => credits(&|to| to == id) || event.target.id() == Some(id),
        Subject::Days { days, limited_to } => {
            let is_then = days.first <= event.days.last && event.days.first <= days.last;
            let tasks: Vec<_> = why.terms.phases.iter().flat_map(|phase| &phase.tasks).collect();
            let is_of_phase = |to: &crate::id::Id| tasks.iter().any(|task| task.id == *to);
            is_then && (limited_to.is_none() || credits(&is_of_phase))
        }
        Subject::Time => event.took_seconds.is_some(),
        _ => true,
    }
}

fn earlier(count: usize, style: Style) -> String {
    let said = style.lang.words().why().earlier(count);
    let lines = paragraph(&said, style.width.saturating_sub(2), 0, Paint::Faint);
    lines.lines().map(|line| format!("  {line}\n")).collect()
}
