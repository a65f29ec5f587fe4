//! The terminal: reports as text for people, with colours.

mod bar;
mod change;
mod check;
mod dates;
mod doctor;
mod forecast;
mod grid;
mod heatmap;
mod history;
mod import;
mod links;
mod list;
mod log;
mod next;
mod notes;
mod paint;
mod pending;
mod prompt;
mod proof;
mod recorded;
mod replan;
mod review;
mod show;
mod sign;
mod skills;
mod status;
mod steps;
mod streak;
mod today;
mod upgrade;
mod why;
pub(crate) mod wrap;

use super::report::{Report, TaskRow, TaskStateRow, Window};
use super::{Signs, Style};
use crate::civil;
use crate::ledger::{EventId, Target, Verb};
use grid::Cell;
use paint::Paint;

pub use change::{Change, render_change, render_notices};
pub(in crate::view) use dates::integrity_lines;
pub use prompt::render_prompt;
pub use proof::{
    has_output, render_commands, render_run_heading, render_tail, render_verdict, shell_word,
    visible,
};
pub use recorded::{Notice, Recorded, RecordedLine, render_recorded};
pub(in crate::view) use status::footnote_lines;
pub use steps::{hanging, steps};

/// The report as text, with a line break at the end.
#[must_use]
pub(super) fn render(report: &Report, style: Style) -> String {
    let text = sign::shown(plain(report, style), style);
    if !style.hyperlinks {
        return text;
    }
    links::hyperlinked(&text, &links::addresses(report))
}

fn plain(report: &Report, style: Style) -> String {
    match report {
        Report::Status(status) => status::render(status, style),
        Report::Today(today) => today::render(today, style),
        Report::Next(next) => next::render(next, style),
        Report::Forecast(report) => forecast::render(report, style),
        Report::Replan(report) => replan::render(report, style),
        Report::Streak(streak) => streak::render(streak, style),
        Report::History(history) => history::render(history, style),
        Report::List(list) => list::render(list, style),
        Report::Show(show) => show::render(show, style),
        Report::Log(log) => log::render(log, style),
        Report::Heatmap(heatmap) => heatmap::render(heatmap, style),
        Report::Review(review) => review::render(review, style),
        Report::Check(check) => check::render(check, style),
        Report::Doctor(doctor) => doctor::render(doctor, style),
        Report::Rescue(rescue) => doctor::render_rescue(rescue, style),
        Report::Dates(dates) => dates::render(dates, style),
        Report::Hooks(report) => pending::hooks(report, style),
        Report::Imported(imported) => import::render(imported, style),
        Report::Notes(notes) => notes::render(notes, style),
        Report::Upgrade(report) => upgrade::render(report, style),
        Report::Skills(skills) => skills::render(skills, style),
        Report::Links(links) => links::render(links, style),
        Report::Why(why) => why::render(why, style),
        Report::Run(report) => proof::render_run(report, style),
        Report::Trust(report) => proof::render_trust(report, style),
        Report::Audit(report) => proof::render_audit(report, style),
    }
}

/// Plain sentences, line by line, wrapped to the width; lines that are set in stay so.
#[must_use]
pub fn flow(text: &str, style: Style) -> String {
    let line = |line: &str| {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let wrapped = grid::paragraph(words, style.width.saturating_sub(indent), 0, Paint::Plain);
        wrapped.lines().map(|line| format!("{}{line}\n", " ".repeat(indent))).collect::<String>()
    };
    let text = text
        .lines()
        .map(|text| if text.trim().is_empty() { "\n".to_owned() } else { line(text) })
        .collect();
    sign::shown(text, style)
}

/// The mark of a task: its state, told apart without colour.
fn mark(task: &TaskRow) -> Cell {
    match task.state {
        TaskStateRow::Done { .. } => Cell::new(sign::DONE, Paint::Good),
        TaskStateRow::Dropped { .. } => Cell::new(sign::DROPPED, Paint::Faint),
        TaskStateRow::Open if task.waits_for.is_empty() => Cell::plain(sign::OPEN),
        TaskStateRow::Open => Cell::new(sign::WAITS, Paint::Faint),
    }
}

/// A text, marked where what it says rests on commits alone.
fn marked(text: &str, rests_on_evidence: bool) -> String {
    if rests_on_evidence { format!("{text} {}", sign::EVIDENCE) } else { text.to_owned() }
}

/// What that mark means, where it stands; `count` events follow from commits.
fn mark_said(count: Option<usize>, style: Style) -> String {
    let said = style.lang.words().evidence().mark(count);
    let said = if style.signs == Signs::Spoken {
        format!("{}: {said}", style.lang.words().evidence().derived(None))
    } else {
        format!("{} {said}", sign::EVIDENCE)
    };
    grid::paragraph(&said, style.width, 2, Paint::Faint)
}

/// A window as short as it can be said: whole months as `2025-08`, else days.
pub(in crate::view) fn window(window: Window) -> String {
    let whole_months = window.first.format("%d").to_string() == "01"
        && civil::next(window.last).format("%d").to_string() == "01";
    let format = if whole_months { "%Y-%m" } else { "%Y-%m-%d" };
    let first = window.first.format(format).to_string();
    let last = window.last.format(format).to_string();
    if first == last {
        return first;
    }
    let same_year = first.get(..5) == last.get(..5);
    let last = if same_year { &last[5..] } else { &last };
    format!("{first}–{last}")
}

/// The same, among our own signs.
fn span(window: Window) -> String {
    sign::ours(&self::window(window))
}

/// The heading of a phase.
fn phase_heading(id: &crate::id::Id, title: &str, style: Style) -> String {
    // Its title is the learner's, and may hold the same sign.
    style.lang.words().phase(id.as_str(), title).replacen('·', sign::DOT, 1)
}

/// So much of a habit, with its unit if it has one.
fn amount(amount: &str, unit: &str, style: Style) -> String {
    let said = style.lang.words().habit().amount(amount, unit);
    if unit.is_empty() { sign::ours(&said) } else { said }
}

/// Lines that are laid out already, with signs of ours in them.
#[must_use]
pub fn drawn(text: &str, style: Style) -> String {
    sign::shown(text.to_owned(), style)
}

/// Facts for one line of something that is laid out later.
#[must_use]
pub fn facts(parts: &[String]) -> String {
    joined(parts)
}

/// The parts that say something, as facts of one line; `wrap` lays them out.
fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> =
        parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(&wrap::FACTS.to_string())
}

/// What an event is about. A session without a task is about none in particular, a skip without
/// a task about everything.
fn target(verb: Verb, target: &Target, style: Style) -> String {
    let words = style.lang.words();
    match target {
        Target::Everything if verb == Verb::Skip => words.everything().to_owned(),
        Target::Everything => words.no_task().to_owned(),
        Target::One(id) => id.to_string(),
    }
}

/// Ids of events with commas between them.
fn event_ids<'a>(ids: impl IntoIterator<Item = &'a EventId>) -> String {
    ids.into_iter().map(EventId::as_str).collect::<Vec<_>>().join(", ")
}

/// Ids with commas between them.
fn ids(ids: &[crate::id::Id]) -> String {
    ids.iter().map(crate::id::Id::as_str).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_said_briefly() {
        let said = |first: &str, last: &str| {
            let date = |text| civil::parse_date(text).expect("a date");
            window(Window { first: date(first), last: date(last) })
        };
        assert_eq!(said("2025-08-01", "2025-08-31"), "2025-08");
        assert_eq!(said("2025-08-01", "2025-09-30"), "2025-08–09");
        assert_eq!(said("2025-12-01", "2026-01-31"), "2025-12–2026-01");
        assert_eq!(said("2025-07-11", "2025-07-31"), "2025-07-11–07-31");
        assert_eq!(said("2025-07-11", "2025-07-11"), "2025-07-11");
    }
}
