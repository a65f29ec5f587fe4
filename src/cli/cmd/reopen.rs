//! `roadmap reopen`

use crate::cli::args;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Recording, Way};
use crate::cli::workspace::Workspace;
use crate::ledger::{EventId, Target, Verb};
use crate::progress::{Standing, TaskState};
use crate::say;
use crate::view::term::Notice;

/// Say that a finished task is owed again
///
/// Unlike `undo`, it did happen: the day stays active and the time stays counted.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task
    #[arg(value_name = "TASK", add = args::targets())]
    name: String,

    /// Why, kept with the record
    #[arg(short, long, value_name = "NOTE")]
    message: Option<String>,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let id = workspace.target(&args.name)?;
    let words = context.style().lang.words();
    let standing = workspace.standing_before(context)?;
    let Some(task) = standing.progress.task(&id) else {
        return Err(Failure::request(say!(
            "`{id}` is a habit: it is never finished",
            "`{id}` 是习惯：没有“完成”一说，无需重新打开"
        ))
        .hint(say!(
            "`roadmap undo {id}` takes back the last time",
            "撤销最近一次记录：`roadmap undo {id}`"
        )));
    };
    match task.state {
        TaskState::Done(_) => {}
        TaskState::Open => return context.tell(&words.is_open(id.as_str())),
        TaskState::Dropped(_) => {
            let mut skips = standing.progress.entries.iter().filter(|entry| {
                entry.event.record.verb == Verb::Skip
                    && entry.standing == Standing::Counts
                    && entry.credited.contains(&id)
            });
            let skip = skips.next().map_or(id.as_str(), |entry| entry.event.id.as_str());
            return Err(Failure::request(say!(
                "`{id}` is dropped, not done",
                "`{id}` 已放弃，并未完成"
            ))
            .hint(say!(
                "`roadmap undo {skip}` takes the skip back",
                "恢复这个任务：`roadmap undo {skip}`"
            )));
        }
    }
    let today = workspace.today(context);
    let mut record =
        recording::record(Verb::Reopen, Target::One(id.clone()), today, args.message.as_deref());
    let completions = standing.progress.entries.iter().filter(|entry| {
        entry.event.record.verb == Verb::Done
            && entry.standing == Standing::Counts
            && entry.credited.contains(&id)
    });
    record.of = completions
        .map(|entry| entry.event.id.clone())
        .collect::<std::collections::BTreeSet<EventId>>();
    let recording =
        Recording { records: vec![record], day: None, way: Way::Alone, dry_run: args.dry_run };
    let outcome = recording.commit(&workspace, standing, context)?;
    // Without its completion, a task that was dropped is dropped.
    let state = outcome.progress.task(&id).map(|task| task.state);
    let said = match state {
        Some(TaskState::Dropped(_)) => words.now_dropped(id.as_str()),
        _ => words.open_again(id.as_str()),
    };
    let notices = vec![Notice::Fact(said), recording::summary(&outcome.progress, &[id], context)];
    outcome.tell(notices, context)
}
