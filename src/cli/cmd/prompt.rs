//! `roadmap prompt`

use std::fs;

use crate::cli::context::Context;
use crate::cli::evidence::evidence;
use crate::cli::failure::Failure;
use crate::cli::glance::{self, Kept};
use crate::cli::nearest::find_plan;
use crate::cli::workspace::Workspace;
use crate::ledger::Ledger;
use crate::plan;
use crate::progress;
use crate::view::report::Prompt;
use crate::view::term::render_prompt;

/// Print one line for the shell's prompt
///
/// Streak, current phase and what is due today, e.g. 🔥12 · Back end 60% · 2 due; `!` after the streak
/// means that it ends tonight. It is quick and never fails: outside of a plan, or before any other
/// command has read history, it prints nothing. A long history is not read again for it: when many
/// commits are new, it shows what was last known, until the next `roadmap status`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to show, with {streak}, {phase}, {percent} and {due}
    #[arg(long, value_name = "TEXT")]
    format: Option<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let Some(prompt) = known(context) else { return Ok(()) };
    let line = render_prompt(&prompt, args.format.as_deref(), context.is_ascii(), context.style());
    if line.is_empty() { Ok(()) } else { context.give(&format!("{line}\n")) }
}

/// What is known without reading a long history; a prompt is no place for an error.
fn known(context: &Context) -> Option<Prompt> {
    let file = find_plan(context.here()).ok()?;
    let source = fs::read(&file).ok()?;
    let ledger = context.ledger(file.parent()?).ok()?;
    let kept = Kept::load(&ledger);
    let head = kept.as_ref().and_then(|kept| kept.head(&source));
    let holds = head.as_ref().map(|head| head.holds(&ledger, context.clock().now())).transpose();
    let last_known = head.map(|head| head.prompt);
    match holds {
        Ok(None | Some(false)) => fresh(source, ledger, context).or(last_known),
        Ok(Some(true)) | Err(_) => last_known,
    }
}

/// The prompt of today, where what is remembered is not far behind.
fn fresh(source: Vec<u8>, ledger: Ledger, context: &Context) -> Option<Prompt> {
    let plan = plan::read(&source).ok()?.plan;
    let mut history = ledger.history_at_once(&plan.record.reference).ok()??;
    if !plan.evidence.is_empty() {
        let events = ledger.evidence_at_once(&history.tips, &evidence(&plan)).ok()??;
        history.events.extend(events);
    }
    let today = plan.day_end.day_of(context.clock().now());
    let progress = progress::fold_today(&plan, &history.events, today);
    let prompt = Prompt::new(&plan, &progress);
    let folder = context.here().to_owned();
    glance::keep(&Workspace { plan, ledger, source, folder }, &progress, &history.tips, today);
    Some(prompt)
}
