//! `roadmap today`

use crate::cli::args::{PorcelainArgs, ReadArgs};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::view::report::{Report, Today};

/// Show what is owed today
///
/// The habits with how far they are and what is at risk, and the tasks that should be done by
/// now. Marks: ○ to be done today, ✓ done, · not needed today.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Exit with 1 if something is owed, for scripts
    #[arg(long)]
    exit_code: bool,

    #[command(flatten)]
    porcelain: PorcelainArgs,

    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let standing = workspace.standing(context, &args.read)?;
    let today = Today::new(&workspace.plan, &standing.progress, standing.facts());
    let fails = args.exit_code && today.owed;
    context.print(&Report::Today(Box::new(today)), args.porcelain.format(&args.read))?;
    if fails { Err(Failure::said()) } else { Ok(()) }
}
