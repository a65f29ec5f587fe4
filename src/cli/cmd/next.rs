//! `roadmap next`

use crate::cli::args::ReadArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::say;
use crate::sentence::Refused;
use crate::view::report::{Next, Report};

/// Show what to do now, and why
///
/// Open tasks that wait for no other: those of phases that have begun before those ahead, what is
/// due earlier before what is due later. A task that waits gives its place to what it waits for.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How many tasks to show
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 5, conflicts_with = "all", value_parser = parse_count)]
    count: usize,

    /// Show all tasks that wait for no other
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    read: ReadArgs,
}

/// Reads a number of tasks.
fn parse_count(text: &str) -> Result<usize, Refused> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| {
        Refused(say!("write a whole number above 0, or --all", "请写大于 0 的整数，或用 --all"))
    })
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let standing = workspace.standing(context, &args.read)?;
    let count = (!args.all).then_some(args.count);
    let next = Next::new(&workspace.plan, &standing.progress, standing.facts(), count);
    context.print(&Report::Next(next), args.read.format())
}
