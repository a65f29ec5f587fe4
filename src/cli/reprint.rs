//! What `roadmap status` printed last, for as long as nothing has changed on which it depends:
//! program, plan, day, history, and how it is printed.
//!
//! A file that can be deleted at any time, as the others in its folder.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::context::Context;
use super::moment::Moment;
use super::nearest::find_plan;
use super::workspace::Workspace;
use crate::ledger::{Ledger, Shortcut};
use crate::view::Format;

/// What is kept; the text follows.
#[derive(Serialize, Deserialize)]
struct Head<'a> {
    /// The program that printed it, and how: for another nothing here holds.
    manner: String,
    #[serde(borrow)]
    moment: Moment<'a>,
}

/// A repository and a plan that were opened to see whether there is anything to print again.
pub(super) struct Opened {
    /// The file of the plan.
    pub(super) file: PathBuf,
    /// The plan as it is written.
    pub(super) source: Vec<u8>,
    /// The repository.
    pub(super) ledger: Ledger,
}

impl Opened {
    /// The nearest plan and its repository; `None` where one is missing, which is said elsewhere.
    pub(super) fn here(context: &Context) -> Option<Self> {
        let file = find_plan(context.here()).ok()?;
        let source = std::fs::read(&file).ok()?;
        let ledger = context.ledger(file.parent()?).ok()?;
        Some(Self { file, source, ledger })
    }

    /// What is to be printed again; `None` where anything may be different now.
    pub(super) fn again(&self, format: Format, context: &Context) -> Option<Vec<u8>> {
        let mut bytes = self.ledger.shortcut(Shortcut::Status)?;
        let (head, text) = postcard::take_from_bytes::<Head<'_>>(&bytes).ok()?;
        let holds = head.manner == context.manner(format)?
            && head.moment.is_of(&self.source)
            && self.ledger.is_decided_by_tips()
            && nothing_runs(&self.ledger)
            && head.moment.is_now(&self.ledger, context.clock().now());
        let start = bytes.len() - text.len();
        holds.then(|| bytes.split_off(start))
    }
}

/// Keeps what was printed on the reader's day, where nothing but plan, tips and day decides it.
///
/// Others do where commits are evidence (their tags), where there is a mailmap, where history is cut
/// off (it may be fetched without any tip being moved), and where a line waits or a session runs.
pub(super) fn keep(
    workspace: &Workspace,
    history: &crate::ledger::History,
    today: NaiveDate,
    printed: (&[u8], Format),
    context: &Context,
) {
    let (text, format) = printed;
    let Workspace { plan, ledger, .. } = workspace;
    let is_decided = plan.evidence.is_empty()
        && !history.truncated
        && ledger.is_decided_by_tips()
        && nothing_runs(ledger);
    let Some(manner) = context.manner(format).filter(|_| is_decided) else { return };
    let head = Head { manner, moment: Moment::of(workspace, &history.tips, today) };
    // Writing to memory does not fail.
    let mut bytes = postcard::to_stdvec(&head).unwrap_or_default();
    bytes.extend_from_slice(text);
    ledger.keep_shortcut(Shortcut::Status, &bytes);
}

/// Whether no session runs and no line waits: what is said of them changes with the minutes.
fn nothing_runs(ledger: &Ledger) -> bool {
    ledger.session().is_ok_and(|session| session.is_none())
        && ledger.pending().is_ok_and(|pending| pending.is_empty())
}
