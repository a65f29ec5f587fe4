//! `roadmap show`

use crate::cli::args::{self, ReadArgs};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::seconds;
use crate::cli::workspace::Workspace;
use crate::progress::Entry;
use crate::say;
use crate::view::Format;
use crate::view::report::{Report, Show};

/// Show a task or habit with its history
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task or habit: its id, the start of it, or a part of its title
    #[arg(value_name = "TASK", add = args::targets())]
    name: String,

    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let id = workspace.target(&args.name)?;
    let mut standing = workspace.standing(context, &args.read)?;
    let is_about = |entry: &Entry| entry.credited.contains(&id);
    seconds::order(&mut standing.progress.entries, usize::MAX, &workspace.ledger, is_about);
    let show = Show::new(&workspace.plan, &standing.progress, &id);
    let show = show
        .ok_or_else(|| Failure::request(say!("`{id}` is not in the plan", "计划里没有 `{id}`")))?;
    let show = show.attested(&workspace.attestations(&standing)?);
    args.read.say_day(standing.progress.as_of, context)?;
    if args.read.format() == Format::Term {
        Workspace::say_cut(&standing, context)?;
    }
    context.print(&Report::Show(Box::new(show)), args.read.format())
}
