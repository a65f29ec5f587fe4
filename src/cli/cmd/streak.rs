//! `roadmap streak`

use clap_complete::ArgValueCandidates;

use crate::cli::args::ReadArgs;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::view::report::{Report, StreakReport};

/// Show the streaks, strict and protected
///
/// The strict streak breaks at every miss. The protected one excuses skips, and freezes forgive
/// the first misses of a month (`freezes-per-month` in the plan).
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Show one habit: its id, the start of it, or a part of its title
    #[arg(value_name = "HABIT", add = ArgValueCandidates::new(complete::habits))]
    name: Option<String>,

    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let habit = args.name.as_deref().map(|text| workspace.habit(text)).transpose()?;
    let standing = workspace.standing(context, &args.read)?;
    let plan = &workspace.plan;
    let report = StreakReport::new(plan, &standing.progress, standing.facts(), habit.as_ref());
    context.print(&Report::Streak(report), args.read.format())
}
