//! `roadmap skip`

use chrono::NaiveDate;

use crate::civil::DayRange;
use crate::cli::args::{self, ReadArgs};
use crate::cli::context::Context;
use crate::cli::day::DayWord;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Recording, Way};
use crate::cli::workspace::{Standing, Workspace};
use crate::id::Id;
use crate::ledger::{Record, Target, Verb};
use crate::progress::TaskState;
use crate::view::term::Notice;

/// Drop a task, or excuse a habit for some days
///
/// A dropped task is neither done nor owed, and always shown as its own count. A habit is excused
/// for the given days, by default today; `'*'` excuses everything, for a holiday.
///
/// Examples:
///   roadmap skip minikube -m "k3s is enough"
///   roadmap skip leetcode 2025-10-01..2025-10-07 -m 国庆
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The task or habit, or '*' for everything
    #[arg(value_name = "TASK", add = args::targets())]
    name: String,

    /// The days to excuse: a date or FIRST..LAST; not for tasks
    #[arg(value_name = "DAYS", value_parser = parse_days)]
    days: Option<(DayWord, DayWord)>,

    /// Why, kept with the record
    #[arg(short, long = "why", visible_alias = "message", value_name = "REASON")]
    message: Option<String>,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

/// Reads one day, or two with `..` between them.
fn parse_days(text: &str) -> Result<(DayWord, DayWord), String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    if first.trim().is_empty() || last.trim().is_empty() {
        return Err("write one day, or the first and the last as FIRST..LAST".to_owned());
    }
    Ok((DayWord::parse(first)?, DayWord::parse(last)?))
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let words = context.style().lang.words();
    let id = if args.name == "*" { None } else { Some(workspace.target(&args.name)?) };
    let task = id.as_ref().filter(|id| workspace.plan.task(id).is_some());
    let today = workspace.today(context);
    let days = days(args, task, today)?;
    let standing = workspace.standing(context, &ReadArgs::default())?;
    if let Some(task) = task
        && let Some(day) = dropped_on(&standing, task)?
    {
        return context.tell(&words.already_dropped(task.as_str(), day));
    }
    let target = id.clone().map_or(Target::Everything, Target::One);
    let record = Record {
        days: Some(days),
        ..recording::record(Verb::Skip, target, today, args.message.as_deref())
    };
    let day = match task {
        Some(_) => None,
        None if days.first() == days.last() => Some(words.date(days.first())),
        None => Some(days.to_string()),
    };
    let recording =
        Recording { records: vec![record], day, way: Way::Alone, dry_run: args.dry_run };
    let outcome = recording.commit(&workspace, standing, context)?;
    let mut notices = Vec::new();
    if let Some(task) = task {
        notices.push(Notice::Fact(words.now_dropped(task.as_str())));
    }
    let ids: Vec<Id> = id.iter().cloned().collect();
    notices.push(recording::summary(&outcome.progress, &ids, context));
    outcome.tell(notices, context)
}

/// The days to excuse, or the day on which a task is dropped.
fn days(args: &Args, task: Option<&Id>, today: NaiveDate) -> Result<DayRange, Failure> {
    let Some((first, last)) = args.days else { return Ok(DayRange::single(today)) };
    if let Some(task) = task {
        return Err(Failure::request(format!(
            "`{task}` is a task: it is dropped as a whole, not for days"
        ))
        .hint(format!("`roadmap skip {task}` drops it; days are for habits and for '*'")));
    }
    let (first, last) = (first.resolve(today), last.resolve(today));
    DayRange::new(first, last).ok_or_else(|| {
        Failure::request(format!("{first}..{last} ends before it begins"))
            .hint("write the earlier day first")
    })
}

/// The day on which a task was dropped, if it was.
fn dropped_on(standing: &Standing, task: &Id) -> Result<Option<NaiveDate>, Failure> {
    match standing.progress.task(task).map(|task| task.state) {
        Some(TaskState::Done(day)) => {
            Err(Failure::request(format!("`{task}` is already done, on {day}"))
                .hint(format!("`roadmap undo {task}` takes that back first")))
        }
        Some(TaskState::Dropped(day)) => Ok(Some(day)),
        Some(TaskState::Open) | None => Ok(None),
    }
}
