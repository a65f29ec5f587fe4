//! `roadmap log`

use crate::cli::args::{self, PorcelainArgs, ReadArgs};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::seconds;
use crate::cli::workspace::Workspace;
use crate::progress::Entry;
use crate::say;
use crate::sentence::Refused;
use crate::view::Format;
use crate::view::report::{Log, Report};

/// Show what was recorded, newest first
///
/// Each line has the day, what happened, the event's id (for `roadmap undo <id>`) and what it
/// is about. Events that do not count are shown with the reason.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only events about this task or habit
    #[arg(value_name = "TASK", add = args::targets())]
    name: Option<String>,

    /// How many events to show
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 20, conflicts_with = "all", value_parser = parse_limit)]
    limit: usize,

    /// Show all events
    #[arg(long)]
    all: bool,

    /// Show the lines that look like events but were not read, or only in part
    #[arg(long)]
    odd: bool,

    #[command(flatten)]
    porcelain: PorcelainArgs,

    #[command(flatten)]
    read: ReadArgs,
}

/// Reads a number of events.
fn parse_limit(text: &str) -> Result<usize, Refused> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| {
        Refused(say!("write a whole number above 0, or --all", "请写大于 0 的整数，或用 --all"))
    })
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let id = args.name.as_deref().map(|name| workspace.target(name)).transpose()?;
    let mut standing = workspace.standing(context, &args.read)?;
    let limit = (!args.all).then_some(args.limit);
    let is_wanted = |entry: &Entry| id.as_ref().is_none_or(|id| entry.credited.contains(id));
    let most = limit.unwrap_or(usize::MAX);
    seconds::order(&mut standing.progress.entries, most, &workspace.ledger, is_wanted);
    let log = Log::new(&workspace.plan, &standing.progress, limit, is_wanted);
    let log =
        if log.has_attestations() { log.signed(&workspace.attestations(&standing)?) } else { log };
    let log = log.with_remarks(&standing.history.remarks, args.odd);
    if args.porcelain.format(&args.read) == Format::Term {
        args.read.say_day(standing.progress.as_of, context)?;
        Workspace::say_cut(&standing, context)?;
    }
    context.print(&Report::Log(log), args.porcelain.format(&args.read))
}
