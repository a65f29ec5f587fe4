//! `roadmap skip`

use chrono::NaiveDate;
use clap_complete::ArgValueCandidates;

use crate::civil::DayRange;
use crate::cli::args;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Recording, Way};
use crate::cli::workspace::{Standing, Workspace};
use crate::day_word::{DaySpan, SpanError};
use crate::id::Id;
use crate::ledger::{Record, Target, Verb};
use crate::plan::Plan;
use crate::progress::{self, TaskState};
use crate::say;
use crate::sentence::Spoken as _;
use crate::typed::narrow;
use crate::view::term::Notice;

/// Drop a task, or excuse a habit for some days
///
/// A dropped task is neither done nor owed, and always shown as its own count. A habit is excused
/// for the given days, by default today; `'*'` excuses everything, for a holiday. Days may lie
/// ahead, and `roadmap undo` takes them back.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task or habit, or '*' for everything
    #[arg(value_name = "TASK", add = args::targets())]
    name: String,

    /// The days to excuse, not for tasks: a day, or FIRST..LAST, e.g. 2025-10-01..10-07
    #[arg(value_name = "DAYS", value_parser = DaySpan::parse)]
    #[arg(add = ArgValueCandidates::new(complete::days_off))]
    days: Option<DaySpan>,

    /// Why, kept with the record
    #[arg(short, long = "why", visible_alias = "message", value_name = "REASON")]
    message: Option<String>,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let words = context.style().lang.words();
    let id = if narrow(&args.name) == "*" { None } else { Some(workspace.target(&args.name)?) };
    let task = id.as_ref().filter(|id| workspace.plan.task(id).is_some());
    let today = workspace.today(context);
    let days = days(args, task, today)?;
    let standing = workspace.standing_before(context)?;
    if let Some(task) = task
        && let Some(day) = dropped_on(&standing, task)?
    {
        return context.tell(&words.already_dropped(task.as_str(), day));
    }
    if task.is_none() && is_excused(&standing, id.as_ref(), days) {
        let id = id.as_ref().map(Id::as_str);
        return context.tell(&words.calendar().already_excused(id, days));
    }
    let target = id.clone().map_or(Target::Everything, Target::One);
    let record = Record {
        days: Some(days),
        ..recording::record(Verb::Skip, target, today, args.message.as_deref())
    };
    let day = task.is_none().then(|| words.calendar().days(days));
    let recording =
        Recording { records: vec![record], day, way: Way::Alone, dry_run: args.dry_run };
    let outcome = recording.commit(&workspace, standing, context)?;
    let mut notices = Vec::new();
    if let Some(task) = task {
        notices.push(Notice::Fact(words.now_dropped(task.as_str())));
    }
    if task.is_none() {
        notices.extend(owes_nothing_then(&workspace.plan, id.as_ref(), days, context));
    }
    let ids: Vec<Id> = id.iter().cloned().collect();
    notices.push(recording::summary(&outcome.progress, &ids, context));
    outcome.tell(notices, context)
}

/// That days are excused on which nothing is owed anyway, as a slip of the pen in a year does.
fn owes_nothing_then(
    plan: &Plan,
    habit: Option<&Id>,
    days: DayRange,
    context: &Context,
) -> Option<Notice> {
    let words = context.style().lang.words().calendar();
    let terms = habit.and_then(|id| plan.habit(id)).map(|habit| progress::habit_terms(plan, habit));
    let first = terms.as_ref().map_or(plan.start, |terms| terms.first);
    let last = terms.and_then(|terms| terms.last).filter(|last| *last < days.first());
    let is_early = days.last() < first;
    let said = is_early.then(|| words.before_the_first(first));
    said.or_else(|| last.map(|last| words.after_the_last(last))).map(Notice::Mind)
}

/// The days to excuse, or the day on which a task is dropped.
fn days(args: &Args, task: Option<&Id>, today: NaiveDate) -> Result<DayRange, Failure> {
    let Some(days) = args.days else { return Ok(DayRange::single(today)) };
    if let Some(task) = task {
        return Err(Failure::request(say!(
            "`{task}` is a task: it is dropped as a whole, not for days",
            "`{task}` 是任务：只能整个放弃，不能只请几天假"
        ))
        .hint(say!(
            "`roadmap skip {task}` drops it; days are for habits and for '*'",
            "放弃任务：`roadmap skip {task}`；日期只用于习惯和 '*'"
        )));
    }
    days.resolve(today).map_err(|error| {
        let failure = Failure::request(error.sentence());
        match error {
            SpanError::Backwards { .. } => {
                failure.hint(say!("write the earlier day first", "请把较早的日期写在前面"))
            }
            _ => failure.hint(say!(
                "write both dates whole, as 2025-10-01..2025-10-07",
                "请写全两个日期，如 2025-10-01..2025-10-07"
            )),
        }
    })
}

/// The day on which a task was dropped, if it was.
fn dropped_on(standing: &Standing, task: &Id) -> Result<Option<NaiveDate>, Failure> {
    match standing.progress.task(task).map(|task| task.state) {
        Some(TaskState::Done(day)) => Err(Failure::request(say!(
            "`{task}` is already done, on {day}",
            "`{task}` 已于 {day} 完成"
        ))
        .hint(say!(
            "`roadmap undo {task}` takes that back first",
            "请先撤销：`roadmap undo {task}`"
        ))),
        Some(TaskState::Dropped(day)) => Ok(Some(day)),
        Some(TaskState::Open) | None => Ok(None),
    }
}

/// Whether a habit, or everything, is excused on all of these days already.
fn is_excused(standing: &Standing, habit: Option<&Id>, days: DayRange) -> bool {
    let entries = standing.progress.entries.iter();
    let skips = entries.filter(|entry| {
        let record = &entry.event.record;
        let is_about = |id: &Id| entry.credited.contains(id);
        record.verb == Verb::Skip
            && entry.standing == progress::Standing::Counts
            && (record.target == Target::Everything || habit.is_some_and(is_about))
    });
    let excused: Vec<DayRange> = skips.map(|entry| entry.days).collect();
    days.days().all(|day| excused.iter().any(|range| range.contains(day)))
}
