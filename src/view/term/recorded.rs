//! What is said after something was recorded, or would have been.

use super::grid::{Cell, Column, Grid, paragraph};
use super::paint::Paint;
use super::sign;
use super::{event_ids, joined, target};
use crate::ledger::{EventId, Target, Verb};
use crate::view::Style;

/// What is said after something was recorded, or would have been.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    /// What was recorded, in order.
    pub lines: Vec<RecordedLine>,
    /// The day or days that it counts for, where that matters.
    pub day: Option<String>,
    /// The id of the event, if it is only one.
    pub event: Option<String>,
    /// The commit and the branch; `None` in a dry run.
    pub commit: Option<(String, String)>,
    /// Whether it waits for the learner's next commit.
    pub waits: bool,
    /// In a dry run, the message that the commit would have.
    pub message: Option<String>,
    /// What else is worth knowing.
    pub notices: Vec<Notice>,
}

/// One recorded event.
#[derive(Clone, Debug)]
pub struct RecordedLine {
    /// What happened.
    pub verb: Verb,
    /// What it happened to.
    pub target: Target,
    /// The events that are taken back; none where it takes back nothing.
    pub of: Vec<EventId>,
    /// The target's title.
    pub title: String,
    /// Whether a day of a habit still lacks something of what is asked for.
    pub is_short: bool,
}

/// Something worth knowing after a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// In words, already in the reader's language; good news.
    Fact(String),
    /// Several facts for one line.
    Facts(Vec<String>),
    /// What is so already, in a dry run too.
    Always(String),
    /// The same, but to be minded.
    Mind(String),
}

impl Notice {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Fact(text) | Self::Always(text) | Self::Mind(text) => sign::ours(text),
            Self::Facts(facts) => {
                joined(&facts.iter().map(|fact| sign::ours(fact)).collect::<Vec<_>>())
            }
        }
    }
}

/// Renders it as text, with a line break at the end.
#[must_use]
pub fn render_recorded(recorded: &Recorded, style: Style) -> String {
    let words = style.lang.words();
    let mut text = happened(recorded, style);
    if let Some((commit, branch)) = &recorded.commit {
        let (said, paint) = if recorded.lines.is_empty() {
            (words.recorded_nothing(commit, branch), Paint::Warn)
        } else {
            (
                words.recorded(recorded.day.as_deref(), recorded.event.as_deref(), commit, branch),
                Paint::Faint,
            )
        };
        text.push_str(&paragraph(&format!("  {said}"), style.width, 2, paint));
    }
    let is_dry_run = recorded.message.is_some();
    let moves_numbers = !recorded.waits && !recorded.lines.is_empty();
    if recorded.waits && !is_dry_run && !recorded.lines.is_empty() {
        let waits = format!("  {}", words.waits_for_commit(recorded.day.as_deref()));
        text.push_str(&paragraph(&waits, style.width, 2, Paint::Faint));
    }
    for notice in recorded.notices.iter().filter(|notice| !notice.text().is_empty()) {
        if !is_said(notice, is_dry_run, moves_numbers) {
            continue;
        }
        let paint = if matches!(notice, Notice::Mind(_)) { Paint::Warn } else { Paint::Plain };
        text.push_str(&paragraph(&format!("  {}", notice.text()), style.width, 2, paint));
    }
    if let Some(message) = &recorded.message {
        let day = recorded.day.as_deref();
        let would = if recorded.waits { words.would_wait(day) } else { words.would_record(day) };
        let heading = format!("  {would}");
        text.push_str(&paragraph(&heading, style.width, 2, Paint::Faint));
        text.push('\n');
        text.extend(message.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n"));
    }
    sign::shown(text, style)
}

/// What happened to what, a line each.
fn happened(recorded: &Recorded, style: Style) -> String {
    let mut grid = Grid::new(&[Column::Mark, Column::Left, Column::Wrap]);
    for line in &recorded.lines {
        let (mark, paint) = match line.verb {
            Verb::Done if line.is_short => ("+", Paint::Good),
            Verb::Done => (sign::DONE, Paint::Good),
            Verb::Study => ("+", Paint::Good),
            Verb::Undo => (sign::TAKES_BACK, Paint::Plain),
            Verb::Reopen => (sign::OPEN, Paint::Plain),
            Verb::Skip => (sign::DROPPED, Paint::Faint),
            Verb::Attest => (sign::DONE, Paint::Plain),
        };
        // What is about no task is taken back by its id, which the next line explains.
        let target = match line.target {
            Target::Everything if !line.of.is_empty() => event_ids(&line.of),
            _ => target(line.verb, &line.target, style),
        };
        grid.row(vec![
            Cell::new(mark, paint),
            Cell::new(target, Paint::Strong),
            Cell::plain(line.title.clone()),
        ]);
    }
    grid.render(style.width)
}

/// Facts are about what has happened; in a dry run nothing has. Those of one line are numbers.
fn is_said(notice: &Notice, is_dry_run: bool, moves_numbers: bool) -> bool {
    match notice {
        Notice::Mind(_) | Notice::Always(_) => true,
        Notice::Fact(_) => !is_dry_run,
        Notice::Facts(_) => !is_dry_run && moves_numbers,
    }
}
