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
use crate::ledger::{History, Ledger, LedgerError, Shortcut};
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
    ///
    /// # Errors
    ///
    /// What looking at the repository returns: it has to be opened anew then.
    pub(super) fn again(
        &self,
        format: Format,
        context: &Context,
    ) -> Result<Option<Vec<u8>>, LedgerError> {
        let Some(mut bytes) = self.ledger.shortcut(Shortcut::Status) else { return Ok(None) };
        let Ok((head, text)) = postcard::take_from_bytes::<Head<'_>>(&bytes) else {
            return Ok(None);
        };
        let holds = context.manner(format).is_some_and(|manner| manner == head.manner)
            && head.moment.is_of(&self.source)
            && self.ledger.is_decided_by_tips()
            && self.ledger.session()?.is_none()
            && self.ledger.pending()?.is_empty()
            && head.moment.is_now(&self.ledger, context.clock().now())?;
        let start = bytes.len() - text.len();
        Ok(holds.then(|| bytes.split_off(start)))
    }
}

/// The state before history is read; what is printed is kept where it is the same afterwards.
pub(super) struct Before {
    today: NaiveDate,
    is_decided_by_tips: bool,
}

impl Before {
    pub(super) fn of(workspace: &Workspace, context: &Context) -> Self {
        let is_decided_by_tips =
            workspace.plan.evidence.is_empty() && workspace.ledger.is_decided_by_tips();
        Self { today: workspace.today(context), is_decided_by_tips }
    }

    /// Keeps what is printed, where nothing but plan, tips and the reader's day decides it.
    ///
    /// Others do where commits are evidence (their tags), where there is a mailmap, and where
    /// history is cut off (it may be fetched without any tip being moved). A line that waits or a
    /// session that runs must not be in it: they come and go without either.
    pub(super) fn keep(
        self,
        workspace: &Workspace,
        history: &History,
        printed: (&[u8], Format),
        context: &Context,
    ) {
        let (text, format) = printed;
        let is_decided = self.is_decided_by_tips
            && !history.truncated
            && workspace.ledger.is_decided_by_tips()
            && workspace.today(context) == self.today;
        let Some(manner) = context.manner(format).filter(|_| is_decided) else { return };
        let head = Head { manner, moment: Moment::of(workspace, &history.tips, self.today) };
        // Writing to memory does not fail.
        let mut bytes = postcard::to_stdvec(&head).unwrap_or_default();
        bytes.extend_from_slice(text);
        workspace.ledger.keep_shortcut(Shortcut::Status, &bytes);
    }
}
