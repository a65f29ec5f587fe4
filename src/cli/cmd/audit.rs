//! `roadmap audit`

use chrono::NaiveDate;

use crate::cli::args;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::proof::{Auditor, Claim, refusal};
use crate::cli::workspace::{Standing, Workspace};
use crate::day_word::DayWord;
use crate::ledger::Verb;
use crate::progress;
use crate::view::Format;
use crate::view::report::{AuditReport, Report};

/// Run the checks of finished tasks again, on the files of that time
///
/// Each receipt names a tree of git and what was run on it. The tree is written into a temporary
/// directory, and the commands run there; your work tree has no part in it. Only commands that
/// you have approved are run. Exit code 0: every receipt that was looked at agrees.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only the receipts of these tasks; can be given more than once
    #[arg(long = "task", value_name = "TASK", add = args::targets())]
    tasks: Vec<String>,

    /// Only so many receipts, spread evenly over all of them
    #[arg(long, value_name = "N")]
    sample: Option<std::num::NonZeroUsize>,

    /// Only completions that count for this day or later
    #[arg(long, value_name = "DATE", value_parser = DayWord::parse, add = args::days())]
    since: Option<DayWord>,

    /// Print JSON for programs instead of text for people
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let mut wanted = Vec::new();
    for name in &args.tasks {
        let id = workspace.target(name)?;
        if workspace.plan.habit(&id).is_some() {
            return Err(refusal::a_habit(&id));
        }
        wanted.push(id);
    }
    let since = args.since.map(|word| word.resolve(workspace.today(context))).transpose()?;
    let standing = workspace.standing_before(context)?;
    let is_wanted = |claim: &Claim| wanted.is_empty() || wanted.contains(&claim.task);
    let (mut claims, unverified) = claims(&workspace, &standing, since, is_wanted);
    if let Some(sample) = args.sample {
        claims = sampled(claims, sample.get());
    }
    let auditor = Auditor::new(&workspace)?;
    let mut rows = Vec::new();
    for claim in claims {
        if auditor.is_stopped() {
            return Err(refusal::audit_stopped());
        }
        rows.push(auditor.look_at(claim, context)?);
    }
    if auditor.is_stopped() {
        return Err(refusal::audit_stopped());
    }
    let report = AuditReport::new(rows, unverified);
    let is_fine = report.disagree == 0 && report.cannot_run == 0;
    let format = if args.json { Format::Json } else { Format::Term };
    context.print(&Report::Audit(report), format)?;
    if is_fine { Ok(()) } else { Err(Failure::said()) }
}

/// The claims that count, newest first, and how many completions make none though their task
/// says how it is proved.
fn claims(
    workspace: &Workspace,
    standing: &Standing,
    since: Option<NaiveDate>,
    is_wanted: impl Fn(&Claim) -> bool,
) -> (Vec<Claim>, usize) {
    let mut claims = Vec::new();
    let mut unverified = 0;
    for entry in &standing.progress.entries {
        let counts = entry.event.record.verb == Verb::Done
            && entry.standing == progress::Standing::Counts
            && since.is_none_or(|since| entry.day() >= since);
        let tasks = entry.credited.iter().filter_map(|id| workspace.plan.task(id));
        for (_, task) in tasks.filter(|_| counts) {
            let receipt = progress::receipt_of(&entry.event);
            let event = entry.event.clone();
            let claim = Claim { task: task.id.clone(), event, receipt };
            if !is_wanted(&claim) {
                continue;
            }
            if claim.receipt.as_ref().is_some_and(crate::ledger::CheckReceipt::is_pass) {
                claims.push(claim);
            } else if task.verify.is_some() {
                unverified += 1;
            }
        }
    }
    (claims, unverified)
}

/// So many of them, spread evenly, with the newest.
fn sampled(claims: Vec<Claim>, count: usize) -> Vec<Claim> {
    let all = claims.len();
    let count = count.min(all);
    let chosen: Vec<usize> = (0..count).map(|at| at * all / count).collect();
    let numbered = claims.into_iter().enumerate();
    numbered.filter(|(at, _)| chosen.contains(at)).map(|(_, claim)| claim).collect()
}
