//! `roadmap history`

use clap_complete::ArgValueCandidates;

use crate::cli::args::ReadArgs;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::say;
use crate::view::report::{HabitHistory, Report};

/// Show a habit by weeks and months
///
/// With its strength: how much of what it asks for was done, where recent days weigh more. It
/// grows slowly and forgives single misses. The lines over the rows show all that fits.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The habit: its id, the start of it, or a part of its title
    #[arg(value_name = "HABIT", add = ArgValueCandidates::new(complete::habits))]
    name: String,

    /// How many weeks and months to list
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 12)]
    rows: usize,

    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let id = workspace.habit(&args.name)?;
    let standing = workspace.standing(context, &args.read)?;
    let plan = &workspace.plan;
    let history = plan
        .habit(&id)
        .and_then(|habit| HabitHistory::new(plan, habit, &standing.progress, standing.facts()));
    let mut history = history
        .ok_or_else(|| Failure::request(say!("`{id}` is not in the plan", "计划里没有 `{id}`")))?;
    history.shown = args.rows;
    context.print(&Report::History(Box::new(history)), args.read.format())
}
