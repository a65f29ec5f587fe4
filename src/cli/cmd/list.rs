//! `roadmap list`

use clap_complete::ArgValueCandidates;

use crate::cli::args::{PorcelainArgs, ReadArgs};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::view::Format;
use crate::view::report::{Filter, List, Report, StateFilter};

/// List tasks
///
/// Without filters all of them, under their phases. Marks: ○ open, ◌ waits for another task,
/// ✓ done, × dropped.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only tasks of this phase
    #[arg(long, add = ArgValueCandidates::new(complete::phases))]
    phase: Option<String>,

    /// Only tasks that train this skill or a skill of this module
    #[arg(long, add = ArgValueCandidates::new(complete::skills))]
    skill: Option<String>,

    /// Only open tasks; with --done or --dropped, these too
    #[arg(long)]
    open: bool,

    /// Only finished tasks
    #[arg(long)]
    done: bool,

    /// Only dropped tasks
    #[arg(long)]
    dropped: bool,

    #[command(flatten)]
    porcelain: PorcelainArgs,

    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let wanted = [
        (args.open, StateFilter::Open),
        (args.done, StateFilter::Done),
        (args.dropped, StateFilter::Dropped),
    ];
    let filter = Filter {
        phase: args.phase.as_deref().map(|text| workspace.phase(text)).transpose()?,
        skill: args.skill.as_deref().map(|text| workspace.skill(text)).transpose()?,
        states: wanted.iter().filter(|(wanted, _)| *wanted).map(|(_, state)| *state).collect(),
    };
    let standing = workspace.standing(context, &args.read)?;
    let list = List::new(&workspace.plan, &standing.progress, filter);
    if args.porcelain.format(&args.read) == Format::Term {
        args.read.say_day(standing.progress.as_of, context)?;
        Workspace::say_cut(&standing, context)?;
    }
    context.print(&Report::List(list), args.porcelain.format(&args.read))
}
