//! Lines that wait for the learner's next commit, and `roadmap hook status`, in a terminal.

use super::grid::{Cell, Column, Grid, paragraph};
use super::paint::Paint;
use super::sign;
use super::{joined, target};
use crate::ledger::{HookState, Verb};
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::report::{Hooks, PendingRow};

/// The waiting lines under their heading; nothing where none waits.
pub(super) fn section(pending: &[PendingRow], style: Style) -> String {
    if pending.is_empty() {
        return String::new();
    }
    let words = style.lang.words();
    let heading = joined(&[words.pending().to_owned(), words.pending_note().to_owned()]);
    let mut grid = Grid::new(&[Column::Mark, Column::Left, Column::Wrap]).indented(2);
    for row in pending {
        let target = target(row.verb, &row.target, style);
        let mut facts = vec![row.title.clone().unwrap_or_default()];
        if row.verb == Verb::Done && !row.amount.is_one() {
            facts.push(format!("{}{}", sign::TIMES, row.amount));
        }
        facts.extend(row.took_seconds.map(|took| words.time(StudyTime::from_seconds(took))));
        facts.extend(row.days.map(|days| words.date(days.last)));
        facts.push(row.id.to_string());
        let mark = if row.verb == Verb::Study { "+" } else { sign::PENDING };
        grid.row(vec![
            Cell::new(mark, Paint::Now),
            Cell::plain(target),
            Cell::new(joined(&facts), Paint::Faint),
        ]);
    }
    let heading = paragraph(&heading, style.width, 2, Paint::Strong);
    format!("{heading}{}", grid.render(style.width))
}

pub(super) fn hooks(report: &Hooks, style: Style) -> String {
    let words = style.lang.words();
    let mut text = String::new();
    for hook in &report.hooks {
        let (mark, paint) = match hook.state {
            HookState::Installed => (sign::DONE, Paint::Good),
            HookState::Edited => ("!", Paint::Warn),
            HookState::Absent | HookState::Other => (sign::OPEN, Paint::Plain),
        };
        let mut facts = vec![format!("{mark} {}", hook.name)];
        facts.push(words.hook_state(hook.state).to_owned());
        facts.extend(hook.before.as_ref().map(|_| words.runs_before().to_owned()));
        text.push_str(&paragraph(&joined(&facts), style.width, 2, paint));
        text.push_str(&paragraph(&format!("  {}", hook.path), style.width, 2, Paint::Faint));
    }
    let pending = section(&report.pending, style);
    if !pending.is_empty() {
        text.push('\n');
        text.push_str(&pending);
    }
    text
}
