//! `roadmap why` in a terminal: a receipt for people.

mod tasks;
mod units;

use super::grid::paragraph;
use super::paint::Paint;
use super::status::footnotes;
use super::{joined, log, phase_heading};
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::report::{
    DaysFacts, Numbers, StandingRow, StudyFacts, Subject, TaskRow, TaskStateRow, Why,
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
        Numbers::Task(row) => vec![task(row, style), events(why, style)],
        Numbers::Time(facts) => vec![time(facts, style), events(why, style)],
        Numbers::Days(facts) => vec![days(*facts, style), events(why, style)],
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
        Subject::Habit { id } | Subject::Task { id } => joined(&[id.to_string(), title]),
        Subject::Phase { id } => phase_heading(id, &title, style),
        Subject::Total => joined(&[words.why().total().to_owned(), title]),
        Subject::Time => words.why().time().to_owned(),
        Subject::Days { days } => {
            let days = crate::civil::DayRange::new(days.first, days.last);
            days.map(|days| words.calendar().days(days)).unwrap_or_default()
        }
    };
    joined(&[name, words.date(why.as_of)])
}

fn said(facts: &[String], style: Style) -> String {
    paragraph(&joined(facts), style.width, 2, Paint::Plain)
}

fn length(seconds: u64, style: Style) -> String {
    style.lang.words().time(StudyTime::from_seconds(seconds))
}

fn task(row: &TaskRow, style: Style) -> String {
    let words = style.lang.words();
    let state = match row.state {
        TaskStateRow::Open => words.why().nothing_says().to_owned(),
        TaskStateRow::Done { on } => words.done_on(on),
        TaskStateRow::Dropped { on } => words.dropped_on(on),
    };
    let time = StudyTime::from_seconds(row.study_seconds);
    let time = if time.is_zero() { String::new() } else { words.studied(time) };
    said(&[state, time], style)
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

fn days(facts: DaysFacts, style: Style) -> String {
    let mut said = style.lang.words().why().days(facts);
    said.push(length(facts.study_seconds, style));
    self::said(&said, style)
}

/// The events of the receipt that are about its days, newest first.
fn events(why: &Why, style: Style) -> String {
    let words = style.lang.words();
    let within = |event: &&crate::view::report::EventRow| {
        let days = matches!(why.subject, Subject::Days { .. }).then_some(why.terms.days).flatten();
        days.is_none_or(|days| days.first <= event.days.last && event.days.first <= days.last)
    };
    let events: Vec<_> = why.events.iter().filter(within).cloned().collect();
    if events.is_empty() {
        return format!("{}\n", words.no_events());
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

fn earlier(count: usize, style: Style) -> String {
    let said = style.lang.words().why().earlier(count);
    let lines = paragraph(&said, style.width.saturating_sub(2), 0, Paint::Faint);
    lines.lines().map(|line| format!("  {line}\n")).collect()
}
