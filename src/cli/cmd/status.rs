//! `roadmap status`

use clap_complete::ArgValueCandidates;

use crate::cli::args::{PorcelainArgs, ReadArgs};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::reprint::{Before, Opened};
use crate::cli::workspace::Workspace;
use crate::hours::{Hours, shown};
use crate::ledger::LedgerError;
use crate::view::report::{PendingRow, Report, SessionRow, Status};

/// Show where you stand
///
/// The phases with what is done and planned, the open tasks of the current phase, today's
/// habits, the streak, and what to do next. Bars show done ███, due by now ▒▒▒ and to come ░░░.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Show one phase with all its tasks
    #[arg(add = ArgValueCandidates::new(complete::phases))]
    phase: Option<String>,

    #[command(flatten)]
    porcelain: PorcelainArgs,

    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let format = args.porcelain.format(&args.read);
    let opened = if args.is_plain() { Opened::here(context) } else { None };
    let again = opened.as_ref().map(|opened| opened.again(format, context)).transpose();
    let workspace = match (again, opened) {
        (Ok(Some(Some(text))), _) => return context.print_written(&text, format),
        (Ok(_), Some(opened)) => Workspace::of(opened, context)?,
        _ => Workspace::open(context)?,
    };
    let before = args.is_plain().then(|| Before::of(&workspace, context));
    let phase = args.phase.as_deref().map(|text| workspace.phase(text)).transpose()?;
    let standing = workspace.standing(context, &args.read)?;
    let mut status =
        Status::new(&workspace.plan, &standing.progress, standing.facts(), phase.as_ref());
    if args.read.at.is_none() && args.read.reference.is_none() {
        let pending = standing.pending(&workspace.ledger)?;
        let row = |line| PendingRow::new(line, Some(&workspace.plan));
        status.pending = pending.iter().map(row).collect();
        add_session(&mut status, &workspace, context)?;
    }
    let is_still = status.pending.is_empty()
        && status.session.is_none()
        && status.session_unreadable.is_none();
    let text = context.written(&Report::Status(Box::new(status)), format)?;
    if let Some(before) = before.filter(|_| is_still) {
        before.keep(&workspace, &standing.history, (&text, format), context);
    }
    let printed = context.print_written(&text, format);
    // The process ends now, which is quicker than freeing a history piece by piece.
    std::mem::forget((workspace, standing));
    printed
}

impl Args {
    /// Whether today's status of everything is asked for.
    fn is_plain(&self) -> bool {
        let ReadArgs { json: _, at, reference, no_evidence } = &self.read;
        self.phase.is_none() && at.is_none() && reference.is_none() && !no_evidence
    }
}

/// Adds the session that is running. One that cannot be read hides nothing else.
fn add_session(
    status: &mut Status,
    workspace: &Workspace,
    context: &Context,
) -> Result<(), Failure> {
    let session = match workspace.ledger.session() {
        Ok(session) => session,
        Err(LedgerError::Session { path, .. }) => {
            status.session_unreadable = Some(path.display().to_string());
            None
        }
        Err(error) => return Err(error.into()),
    };
    let now = context.clock().now();
    status.session = session.map(|session| {
        let hours = Hours::since(session.started, None, now).ok();
        // As `start` has said it, also where the clock was changed since.
        let since = shown(session.started, now);
        SessionRow::new(&session, &workspace.plan, hours, since)
    });
    Ok(())
}
