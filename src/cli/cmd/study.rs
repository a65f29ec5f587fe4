//! `roadmap study`

use crate::cli::args::{self, ReadArgs, RecordArgs, WayArgs};
use crate::cli::cmd::done::check_link;
use crate::cli::context::Context;
use crate::cli::day;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Recording};
use crate::cli::workspace::Workspace;
use crate::ledger::{Target, Verb};
use crate::quantity::StudyTime;

/// Record a study session that finished nothing
///
/// It counts as activity of the day, and its time for the task. Without a task it counts for the
/// plan as a whole.
///
/// Example: roadmap study fastapi-di --took 45m
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task or habit that was studied
    #[arg(value_name = "TASK", add = args::targets())]
    name: Option<String>,

    /// The study time, e.g. 45m or 1h30m
    #[arg(long, value_name = "TIME")]
    took: Option<StudyTime>,

    /// Where the result can be seen
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    link: Option<String>,

    #[command(flatten)]
    record: RecordArgs,

    #[command(flatten)]
    way: WayArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let id = args.name.as_deref().map(|name| workspace.target(name)).transpose()?;
    if let Some(link) = &args.link {
        check_link(link)?;
    }
    let day = day::not_after_today(args.record.day, workspace.today(context))?;
    let standing = workspace.standing(context, &ReadArgs::default())?;
    let target = id.clone().map_or(Target::Everything, Target::One);
    let message = args.record.message.as_deref();
    let note = args.way.note(message);
    let mut record = recording::record(Verb::Study, target, day, note);
    record.took = args.took;
    record.link.clone_from(&args.link);
    let words = context.style().lang.words();
    let recording = Recording {
        records: vec![record],
        day: Some(words.date(day)),
        way: args.way.way(message, context),
        dry_run: args.record.dry_run,
    };
    let outcome = recording.commit(&workspace, standing, context)?;
    let ids: Vec<_> = id.into_iter().collect();
    let summary = recording::summary(&outcome.progress, &ids, context);
    outcome.tell(vec![summary], context)
}
