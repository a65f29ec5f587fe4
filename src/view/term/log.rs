//! `roadmap log` in a terminal.

use super::grid::{Cell, Column, Grid, paragraph};
use super::paint::{Paint, harmless};
use super::sign;
use super::{event_ids, joined, target};
use crate::id::Id;
use crate::ledger::{CommitId, Target, Verb};
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::report::{EventRow, Log, RemarkRow, StandingRow};

/// From this width on, an event is one line.
const WIDE: usize = 64;

pub(super) fn render(log: &Log, style: Style) -> String {
    let words = style.lang.words();
    if log.show_remarks {
        return remarks(&log.remarks, style);
    }
    if log.events.is_empty() {
        return format!("{}\n", words.no_events());
    }
    let mut text = lines(&log.events, None, 0, style);
    if log.study_seconds > 0 {
        let time = StudyTime::from_seconds(log.study_seconds);
        text.push_str(&paragraph(&words.studied(time), style.width, 2, Paint::Faint));
    }
    if log.total > log.events.len() {
        let more = words.more_events(log.total - log.events.len());
        text.push_str(&paragraph(&more, style.width, 2, Paint::Faint));
    }
    text
}

/// Each odd line of a commit message, with what is odd.
fn remarks(remarks: &[RemarkRow], style: Style) -> String {
    if remarks.is_empty() {
        return format!("{}\n", style.lang.words().nothing_odd());
    }
    let mut grid = Grid::new(&[Column::Left, Column::Wrap]);
    for remark in remarks {
        grid.row(vec![
            Cell::new(&remark.commit, Paint::Faint),
            Cell::plain(harmless(&remark.line)),
        ]);
        grid.row(vec![
            Cell::plain(""),
            Cell::new(harmless(remark.said.text(style.lang)), Paint::Warn),
        ]);
    }
    grid.render(style.width)
}

/// One line an event: day, verb, id of the event, and everything else that it says. What it is
/// about is left out where that is `known`. Where the width is small, the rest has lines of its
/// own, below the id.
pub(super) fn lines(
    events: &[EventRow],
    known: Option<&Id>,
    indent: usize,
    style: Style,
) -> String {
    lines_saying(events, indent, style, |event| facts(event, known, true, style))
}

/// The same, with the first digits of the commit that carries each.
pub(super) fn lines_with_commits(
    events: &[EventRow],
    known: Option<&Id>,
    indent: usize,
    style: Style,
) -> String {
    lines_saying(events, indent, style, |event| {
        let commit = CommitId::new(event.commit.as_str());
        joined(&[facts(event, known, false, style), commit.short().to_owned()])
    })
}

fn lines_saying(
    events: &[EventRow],
    indent: usize,
    style: Style,
    say: impl Fn(&EventRow) -> String,
) -> String {
    let is_wide = style.width >= WIDE;
    let columns: &[Column] = if is_wide {
        &[Column::Left, Column::Left, Column::Left, Column::Wrap]
    } else {
        &[Column::Left, Column::Left, Column::Wrap]
    };
    let mut grid = Grid::new(columns).indented(indent);
    for event in events {
        let counts = event.standing == StandingRow::Counts;
        let paint = if counts { Paint::Plain } else { Paint::Faint };
        let mut row = vec![
            Cell::new(event.day().to_string(), paint),
            Cell::new(style.lang.words().verb(event.verb), paint),
            Cell::new(event.id.as_str(), Paint::Faint),
        ];
        let facts = say(event);
        if is_wide {
            row.push(Cell::new(facts, paint));
            grid.row(row);
            continue;
        }
        grid.row(row);
        if !facts.is_empty() {
            grid.row(vec![Cell::plain(""), Cell::plain(""), Cell::new(facts, paint)]);
        }
    }
    grid.render(style.width)
}

/// What an event says. The commit of evidence is named, unless it is named anyway.
fn facts(event: &EventRow, known: Option<&Id>, with_commit: bool, style: Style) -> String {
    let words = style.lang.words();
    let mut facts = Vec::new();
    match &event.target {
        Target::One(id) if Some(id) == known => {}
        // The events that it takes back say it.
        Target::Everything if event.verb == Verb::Undo => {}
        about => facts.push(target(event.verb, about, style)),
    }
    if event.verb == Verb::Done && !event.amount.is_one() {
        facts.push(format!("{}{}", sign::TIMES, event.amount));
    }
    facts.extend(event.took_seconds.map(|took| words.time(StudyTime::from_seconds(took))));
    if event.days.first != event.days.last {
        facts.push(format!("{}{}{}", event.days.first, sign::TO, event.days.last));
    }
    facts.extend(event.verdict.map(|verdict| words.attesting().verdict(verdict).to_owned()));
    facts.extend(event.attesting_signature.as_ref().map(|signature| {
        let mentor = event.attesting_mentor.as_deref();
        harmless(&words.attesting().signature(mentor, signature)).into_owned()
    }));
    let said = [&event.why, &event.link].into_iter().flatten();
    facts.extend(said.map(|text| harmless(text).into_owned()));
    if !event.of.is_empty() {
        let of = event_ids(&event.of);
        let is_said_of = event.verb == Verb::Attest;
        facts.push(if is_said_of { of } else { format!("{} {of}", sign::TAKES_BACK) });
    }
    if event.late {
        facts.push(words.late().to_owned());
    }
    if event.derived.is_some() {
        let commit = CommitId::new(event.commit.as_str());
        facts.push(words.evidence().derived(with_commit.then(|| commit.short())));
    }
    facts.push(words.standing(&event.standing, event.verb));
    joined(&facts)
}
