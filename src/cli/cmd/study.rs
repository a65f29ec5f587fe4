//! `roadmap study`

use chrono::NaiveDate;

use crate::cli::args::{self, RecordArgs, WayArgs};
use crate::cli::cmd::done::check_link;
use crate::cli::context::Context;
use crate::cli::day;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Recording};
use crate::cli::workspace::Workspace;
use crate::hours::{ClockTime, Hours, shown};
use crate::ledger::{Target, Verb};
use crate::quantity::StudyTime;
use crate::say;
use crate::view::term::Notice;

/// Record a study session that finished nothing
///
/// It counts as activity of the day, and its time for the task. Without a task it counts for the
/// plan as a whole. A session counts for the day on which it began.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task or habit that was studied
    #[arg(value_name = "TASK", add = args::targets())]
    name: Option<String>,

    /// The study time, e.g. 45m or 1h30m
    #[arg(long, value_name = "TIME", value_parser = StudyTime::typed)]
    took: Option<StudyTime>,

    /// When it began, e.g. 20:00; without --to it lasts until now
    #[arg(long, value_name = "TIME", conflicts_with = "took")]
    from: Option<ClockTime>,

    /// When it ended, e.g. 21:30; past midnight too
    #[arg(long, value_name = "TIME", requires = "from")]
    to: Option<ClockTime>,

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
    let (day, hours) = day_and_hours(args, &workspace, context)?;
    check_day(args.took)?;
    let before = workspace.before(context)?;
    let target = id.clone().map_or(Target::Everything, Target::One);
    let message = args.record.message.as_deref();
    let note = args.way.note(message);
    let mut record = recording::record(Verb::Study, target, day, note);
    record.took = hours.map(Hours::length).or(args.took);
    record.link.clone_from(&args.link);
    let words = context.style().lang.words();
    let recording = Recording {
        records: vec![record],
        day: Some(words.date(day)),
        way: args.way.way(message, context),
        dry_run: args.record.dry_run,
    };
    let outcome = recording.commit(&workspace, before, context)?;
    let ids: Vec<_> = id.into_iter().collect();
    let said = hours.map(|hours| {
        let both = format!("{}–{}", shown(hours.start, hours.end), hours.end.format("%H:%M"));
        Notice::Fact(words.calendar().session(hours.length(), Some(&both)))
    });
    let said =
        said.or_else(|| args.took.map(|took| Notice::Fact(words.calendar().session(took, None))));
    let mut notices: Vec<Notice> = said.into_iter().collect();
    notices.push(recording::summary(&outcome.progress, &ids, context));
    outcome.tell(notices, context)
}

/// Refuses more study time than a day has; the time that a task took may be that of many days.
fn check_day(took: Option<StudyTime>) -> Result<(), Failure> {
    const DAY_SECONDS: u64 = 24 * 3_600;
    let Some(took) = took.filter(|took| took.seconds() > DAY_SECONDS) else { return Ok(()) };
    let zh = took.zh();
    Err(Failure::request(say!("{took} are more than a day has", "一天没有 {zh} 这么长"))
        .hint(say!("record each day for itself, with `--day`", "请用 `--day` 逐日记录")))
}

/// The day that it counts for, and the hours where they were typed.
fn day_and_hours(
    args: &Args,
    workspace: &Workspace,
    context: &Context,
) -> Result<(NaiveDate, Option<Hours>), Failure> {
    let today = workspace.today(context);
    let day = day::not_after_today(args.record.day, today)?;
    let Some(from) = args.from else { return Ok((day, None)) };
    let day_end = workspace.plan.day_end;
    let asked = args.record.day.map(|_| day);
    let hours = Hours::typed(from, args.to, asked, day_end, context.clock().now())?;
    Ok((day_end.day_of(hours.start), Some(hours)))
}
