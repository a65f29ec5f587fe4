//! `roadmap trust`

use clap_complete::ArgValueCandidates;

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::proof::{Provable, Workshop, refusal};
use crate::cli::workspace::Workspace;
use crate::view::Format;
use crate::view::report::{FormerRow, Report, TrustReport};

/// Look at the commands of the plan, and allow them to be run
///
/// A plan comes from anywhere, and the commands under `verify` run as you. So none is run before
/// you have seen it here. What you allow holds for this repository and these very commands; where
/// one changes, you are asked again.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only the commands of these tasks
    #[arg(value_name = "TASK", add = ArgValueCandidates::new(complete::provable))]
    names: Vec<String>,

    /// Allow what is shown without a question
    #[arg(short, long)]
    yes: bool,

    /// Show what is allowed and what is not, and change nothing
    #[arg(long, conflicts_with_all = ["yes", "revoke"])]
    list: bool,

    /// Take back what was allowed: for these tasks, or for all
    #[arg(long, conflicts_with = "yes")]
    revoke: bool,

    /// With --list: print JSON for programs
    #[arg(long, requires = "list")]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let mut workshop = Workshop::open(&workspace)?;
    let all = workshop.all(&workspace.plan);
    let mut chosen = Vec::new();
    for name in &args.names {
        let id = workspace.target(name)?;
        if workspace.plan.habit(&id).is_some() {
            return Err(refusal::a_habit(&id));
        }
        let provable = workshop.provable(&workspace.plan, &id);
        chosen.push(provable.ok_or_else(|| refusal::no_command(&id))?);
    }
    let is_narrow = !args.names.is_empty();
    let wanted = if is_narrow { chosen } else { all.clone() };
    if args.list {
        let format = if args.json { Format::Json } else { Format::Term };
        return context.print(&Report::Trust(listed(&workshop, &wanted, &all)), format);
    }
    let words = context.style().lang.words().proof();
    if args.revoke {
        let goes =
            |digest: &str| !is_narrow || wanted.iter().any(|it| it.digest.as_str() == digest);
        let count = workshop.trust.revoke(|entry| goes(&entry.digest))?;
        return context.tell(&words.revoked(count));
    }
    let new: Vec<&Provable> =
        wanted.iter().filter(|it| !workshop.trust.allows(&it.digest)).collect();
    if new.is_empty() {
        let said = if wanted.is_empty() { words.no_commands() } else { words.all_approved() };
        return context.tell(said);
    }
    if args.yes {
        workshop.show(&new, context)?;
    } else if !context.is_interactive() {
        workshop.show(&new, context)?;
        return Err(refusal::nobody_to_ask());
    } else if !workshop.ask(&new, context)? {
        return Err(refusal::declined());
    }
    workshop.approve(&new)?;
    context.tell(&words.now_approved(new.len()))
}

fn listed(workshop: &Workshop, wanted: &[Provable], all: &[Provable]) -> TrustReport {
    let is_former = |digest: &str| all.iter().all(|it| it.digest.as_str() != digest);
    let former = workshop.trust.entries().iter().filter(|entry| is_former(&entry.digest));
    TrustReport {
        repository: workshop.trust.repository().display().to_string(),
        commands: wanted.iter().map(|it| workshop.row(it)).collect(),
        former: former
            .map(|entry| FormerRow { digest: entry.digest.clone(), shown: entry.shown.clone() })
            .collect(),
    }
}
