//! `roadmap done`

use chrono::NaiveDate;

use crate::cli::args::{self, RecordArgs, WayArgs};
use crate::cli::context::Context;
use crate::cli::day;
use crate::cli::failure::Failure;
use crate::cli::proof;
use crate::cli::recording::{self, Recording};
use crate::cli::workspace::{Before, Workspace};
use crate::id::Id;
use crate::ledger::{Event, Record, Target, Verb};
use crate::progress::{self, TaskState};
use crate::quantity::{Amount, StudyTime};
use crate::say;
use crate::view::term::{self, Notice};

/// Record that tasks are finished, or a habit practised
///
/// Makes one commit that changes no file; its trailers name the tasks. Your index and work tree
/// stay as they are. A task that is done already is not recorded again. Where a task has a
/// `verify`, its commands are run first, and only what passes is recorded.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The tasks or habits: an id, the start of one, or a part of the title
    #[arg(required = true, value_name = "TASK", add = args::targets())]
    names: Vec<String>,

    /// The study time it took, e.g. 45m or 1h30m (one task only)
    #[arg(long, value_name = "TIME", value_parser = StudyTime::typed)]
    took: Option<StudyTime>,

    /// How much of a habit was done, e.g. 2 or 0.5
    #[arg(short = 'x', long, value_name = "COUNT", allow_negative_numbers = true)]
    #[arg(value_parser = Amount::typed)]
    amount: Option<Amount>,

    /// Where the result can be seen (one task only)
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    link: Option<String>,

    /// Do not run the commands under `verify`; it is recorded as not verified
    #[arg(long)]
    no_verify: bool,

    #[command(flatten)]
    record: RecordArgs,

    #[command(flatten)]
    way: WayArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let mut ids: Vec<Id> = Vec::new();
    let mut already: Vec<Notice> = Vec::new();
    for name in &args.names {
        let id = workspace.target(name)?;
        if !ids.contains(&id) {
            ids.push(id);
        } else if workspace.plan.habit(&id).is_some() {
            let said = context.style().lang.words().named_again(id.as_str());
            already.push(Notice::Mind(said));
        }
    }
    check(args, &ids, &workspace)?;
    let day = day::not_after_today(args.record.day, workspace.today(context))?;
    let before = workspace.before(context)?;
    let done_already = done_already(&ids, &workspace, &before);
    let is_done = |id: &Id| done_already.iter().any(|(done, _)| done == id);
    let ids: Vec<Id> = ids.into_iter().filter(|id| !is_done(id)).collect();
    already.extend(say_already_done(&done_already, &workspace, &before, args, context));
    let waiting = waiting(&ids, &workspace, &before)?;
    already.extend(waiting.iter().map(|id| waits_already(id, args, context)));
    let is_new = |id: &Id| !(args.way.waits() && waiting.contains(id));
    let ids: Vec<Id> = ids.into_iter().filter(is_new).collect();
    if ids.is_empty() {
        return say_all(&already, context);
    }
    let mut records: Vec<Record> = ids.iter().map(|id| record(id, day, args)).collect();
    if !args.record.dry_run || args.no_verify {
        let mut checks = proof::checks(&ids, args.no_verify, &workspace, context)?;
        for (id, record) in ids.iter().zip(&mut records) {
            record.check = checks.remove(id);
        }
    }
    let recording = Recording {
        records,
        day: Some(context.style().lang.words().date(day)),
        way: args.way.way(args.record.message.as_deref(), context),
        dry_run: args.record.dry_run,
    };
    let outcome = recording.commit(&workspace, before, context)?;
    let mut notices = needed(&outcome.progress, &ids, context);
    notices.extend(wanted_no_more(&ids, &workspace, day, context));
    notices.extend(already);
    if args.no_verify {
        notices.extend(proof::unchecked(&ids, &workspace, context));
    } else if args.record.dry_run {
        notices.extend(proof::to_be_checked(&ids, &workspace, context));
    }
    notices.push(recording::summary(&outcome.progress, &ids, context));
    outcome.tell(notices, context)
}

/// Which of these habits ended before a day: it counts, and nobody will ask for the next one.
fn wanted_no_more(
    ids: &[Id],
    workspace: &Workspace,
    day: NaiveDate,
    context: &Context,
) -> Vec<Notice> {
    let words = context.style().lang.words().calendar();
    let habits = ids.iter().filter_map(|id| workspace.plan.habit(id));
    let ended = habits.filter_map(|habit| {
        let last = progress::habit_terms(&workspace.plan, habit).last?;
        (last < day).then(|| Notice::Mind(words.wanted_until(habit.id.as_str(), last)))
    });
    ended.collect()
}

/// Refuses options that do not go with these tasks.
fn check(args: &Args, ids: &[Id], workspace: &Workspace) -> Result<(), Failure> {
    if ids.len() > 1 && args.took.is_some() {
        return Err(Failure::request(say!(
            "`--took` says how long one task took, but several are named",
            "`--took` 是单个任务的用时，这里却写了多个任务"
        ))
        .hint(say!("record them one by one, or without `--took`", "请逐个记录，或去掉 `--took`")));
    }
    if ids.len() > 1 && args.link.is_some() {
        return Err(Failure::request(say!(
            "`--link` shows one task's result, but several are named",
            "`--link` 是单个任务的成果，这里却写了多个任务"
        ))
        .hint(say!("record them one by one, or without `--link`", "请逐个记录，或去掉 `--link`")));
    }
    if let Some(link) = &args.link {
        check_link(link)?;
    }
    let task = ids.iter().find(|id| workspace.plan.task(id).is_some());
    match task {
        Some(task) if args.amount.is_some() => Err(Failure::request(say!(
            "`{task}` is a task: it is done once, not `-x` times",
            "`{task}` 是任务：只完成一次，不能用 `-x` 指定次数"
        ))
        .hint(say!("`-x` is for habits", "`-x` 只用于习惯"))),
        _ => Ok(()),
    }
}

/// Refuses a link that no page could open.
pub(crate) fn check_link(link: &str) -> Result<(), Failure> {
    let is_known = ["http://", "https://", "mailto:"].iter().any(|scheme| link.starts_with(scheme));
    if is_known && !link.contains(char::is_whitespace) {
        return Ok(());
    }
    Err(Failure::request(say!("`{link}` is not a link", "`{link}` 不是链接")).hint(say!(
        "write it whole, starting with https:// or http://",
        "请写完整的网址，以 https:// 或 http:// 开头"
    )))
}

fn record(id: &Id, day: NaiveDate, args: &Args) -> Record {
    let target = Target::One(id.clone());
    let note = args.way.note(args.record.message.as_deref());
    let mut record = recording::record(Verb::Done, target, day, note);
    record.amount = args.amount.filter(|amount| !amount.is_one());
    record.took = args.took;
    record.link.clone_from(&args.link);
    record
}

/// The tasks among these that are done, each with its day. A habit is never done.
fn done_already(ids: &[Id], workspace: &Workspace, before: &Before) -> Vec<(Id, NaiveDate)> {
    if ids.iter().all(|id| workspace.plan.task(id).is_none()) {
        return Vec::new();
    }
    let tasks = progress::tasks(&workspace.plan, &before.history.events, before.as_of);
    let day = |id: &Id| match tasks.iter().find(|task| task.id == *id)?.state {
        TaskState::Done(day) => Some((id.clone(), day)),
        TaskState::Open | TaskState::Dropped(_) => None,
    };
    ids.iter().filter_map(day).collect()
}

fn say_already_done(
    done: &[(Id, NaiveDate)],
    workspace: &Workspace,
    before: &Before,
    args: &Args,
    context: &Context,
) -> Vec<Notice> {
    let words = context.style().lang.words();
    let mut notices = Vec::new();
    for (id, day) in done {
        notices.push(Notice::Fact(words.already_done(id.as_str(), *day)));
        if lacks_its_check(id, workspace, before) {
            notices.push(Notice::Mind(words.checked_by(id.as_str(), *day)));
        }
    }
    if let (Some((id, _)), true) = (done.first(), args.took.is_some()) {
        notices.push(Notice::Mind(words.study_instead(id.as_str())));
    }
    notices
}

/// Whether the plan says how a task is proved, and no completion of it has a receipt that passed.
fn lacks_its_check(id: &Id, workspace: &Workspace, before: &Before) -> bool {
    let passed = |event: &Event| {
        event.record.target.id() == Some(id)
            && progress::receipt_of(event).is_some_and(|receipt| receipt.is_pass())
    };
    let has_check = workspace.plan.task(id).is_some_and(|(_, task)| task.verify.is_some());
    has_check && !before.history.events.iter().any(passed)
}

/// The tasks whose completion waits for the next commit.
fn waiting(ids: &[Id], workspace: &Workspace, before: &Before) -> Result<Vec<Id>, Failure> {
    let pending = before.pending(&workspace.ledger)?;
    let waits = |id: &&Id| {
        workspace.plan.task(id).is_some()
            && pending
                .iter()
                .any(|line| line.record.verb == Verb::Done && line.record.target.id() == Some(*id))
    };
    Ok(ids.iter().filter(waits).cloned().collect())
}

fn waits_already(id: &Id, args: &Args, context: &Context) -> Notice {
    let words = context.style().lang.words();
    if args.way.waits() {
        return Notice::Fact(words.already_pending(id.as_str()));
    }
    Notice::Mind(words.also_pending(id.as_str()))
}

fn say_all(notices: &[Notice], context: &Context) -> Result<(), Failure> {
    let told = term::Recorded { notices: notices.to_vec(), ..term::Recorded::default() };
    context.say(&term::render_recorded(&told, context.style()))
}

/// Finished tasks whose prerequisites are still open.
pub(crate) fn needed(
    progress: &crate::progress::Progress,
    ids: &[Id],
    context: &Context,
) -> Vec<Notice> {
    let words = context.style().lang.words();
    let tasks = ids.iter().filter_map(|id| progress.task(id));
    let waiting = tasks.filter(|task| !task.waits_for.is_empty());
    waiting
        .map(|task| {
            let needs: Vec<&str> = task.waits_for.iter().map(Id::as_str).collect();
            Notice::Mind(words.still_needs(task.id.as_str(), &needs.join(", ")))
        })
        .collect()
}
