//! `roadmap stop`

use crate::civil::DayRange;
use crate::cli::args;
use crate::cli::cmd::done::{check_link, needed};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::proof;
use crate::cli::recording::{self, Outcome, Recording, Way};
use crate::cli::workspace::{Standing, Workspace};
use crate::hours::{ClockTime, Hours, HoursError, shown};
use crate::id::Id;
use crate::ledger::{Record, Session, Target, Verb};
use crate::plan::Plan;
use crate::progress::{self, TaskState};
use crate::quantity::StudyTime;
use crate::say;
use crate::sentence::Spoken as _;
use crate::view::term::Notice;

/// End the running session and record it
///
/// Records a study session for the day on which it was started, with its time in whole minutes.
/// Where it was forgotten, say when it ended or how long it took.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task or habit that was studied, if it is another than `start` said
    #[arg(value_name = "TASK", add = args::targets())]
    name: Option<String>,

    /// The task is finished with it, or the habit practised
    #[arg(long)]
    done: bool,

    /// It ended earlier, at this time, e.g. 21:30
    #[arg(long, value_name = "TIME", conflicts_with = "took")]
    to: Option<ClockTime>,

    /// The study time, e.g. 45m or 1h30m, instead of the time since `start`
    #[arg(long, value_name = "TIME", value_parser = StudyTime::typed)]
    took: Option<StudyTime>,

    /// A note, kept with the record
    #[arg(short, long, value_name = "NOTE")]
    message: Option<String>,

    /// Where the result can be seen
    #[arg(long, value_name = "URL", value_hint = clap::ValueHint::Url)]
    link: Option<String>,

    /// With --done: do not run the commands under `verify`; it is recorded as not verified
    #[arg(long, requires = "done")]
    no_verify: bool,

    /// Drop the session and record nothing
    #[arg(long, conflicts_with_all = ["name", "done", "to", "took", "message", "link", "dry_run"])]
    discard: bool,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    if args.discard {
        return discard(&workspace, context);
    }
    if let Some(link) = &args.link {
        check_link(link)?;
    }
    let Some(session) = workspace.ledger.session()? else { return Err(none_is_running()) };
    let standing = workspace.standing_before(context)?;
    let known = |event: &&crate::ledger::Event| event.id == session.line.id;
    if let Some(event) = standing.history.events.iter().find(known) {
        // The machine stopped between recording it and forgetting it.
        workspace.ledger.end_session(&session.line.id)?;
        let said = context.style().lang.words().calendar().session_recorded(event.id.as_str());
        return context.tell(&said);
    }
    let target = target(args, &session, &workspace, &standing)?;
    let (took, hours) = time(args, &session, context)?;
    let mut record = record(args, &session, target.clone(), took);
    if let (true, false, Some(id)) = (args.done, args.dry_run, target.id()) {
        let ids = std::slice::from_ref(id);
        record.check = proof::checks(ids, args.no_verify, &workspace, context)?.remove(id);
    }
    let words = context.style().lang.words();
    let day = record.days.map_or(workspace.today(context), DayRange::last);
    let recording = Recording {
        records: vec![record],
        day: Some(words.date(day)),
        way: Way::Settled(session.line.id.clone()),
        dry_run: args.dry_run,
    };
    let outcome = recording.commit(&workspace, standing, context)?;
    if !args.dry_run {
        workspace.ledger.end_session(&session.line.id)?;
    }
    let mut notices = vec![Notice::Fact(words.calendar().session(took, hours.as_deref()))];
    if args.no_verify {
        notices.extend(proof::unchecked(
            target.id().map_or(&[], std::slice::from_ref),
            &workspace,
            context,
        ));
    }
    notices.extend(after(&outcome, target.id(), args.done, context));
    outcome.tell(notices, context)
}

fn none_is_running() -> Failure {
    Failure::request(say!("no session is running", "没有正在进行的计时")).hint(say!(
        "`roadmap start TASK` starts one; `roadmap study TASK --from 20:00` records one afterwards",
        "开始计时：`roadmap start 任务`；事后补记：`roadmap study 任务 --from 20:00`"
    ))
}

fn discard(workspace: &Workspace, context: &Context) -> Result<(), Failure> {
    let was = workspace.ledger.discard_session()?.ok_or_else(none_is_running)?;
    // What it was is shown, so that it can be recorded by hand after all.
    let lines = was.lines().filter(|line| !line.starts_with("roadmap-session "));
    let words = context.style().lang.words().calendar();
    let shown = |line: &str| match line.strip_prefix("started ") {
        Some(moment) => words.session_started(moment),
        None => line.to_owned(),
    };
    let lines: String = lines.map(|line| format!("  {}\n", shown(line))).collect();
    context.tell(&format!("{}\n{lines}", words.session_discarded()))
}

/// What was studied, by its id of today where it got another since.
fn as_called_today(target: Target, plan: &Plan) -> Target {
    match target.id().filter(|id| plan.title_of(id).is_none()) {
        Some(id) => match progress::credited(plan, id).as_slice() {
            [only] => Target::One(only.clone()),
            _ => target,
        },
        None => target,
    }
}

/// What the session is recorded for.
fn target(
    args: &Args,
    session: &Session,
    workspace: &Workspace,
    standing: &Standing,
) -> Result<Target, Failure> {
    let target = match &args.name {
        Some(name) => Target::One(workspace.target(name)?),
        None => session.line.record.target.clone(),
    };
    let target = as_called_today(target, &workspace.plan);
    let Target::One(id) = &target else {
        if args.done {
            return Err(Failure::request(say!(
                "the session was started without a task",
                "开始计时的时候没有指定任务"
            ))
            .hint(say!(
                "`roadmap stop TASK --done` says which task is finished",
                "请指明完成了哪个任务：`roadmap stop 任务 --done`"
            )));
        }
        return Ok(target);
    };
    if workspace.plan.title_of(id).is_none() {
        return Err(Failure::request(say!(
            "`{id}`, which was studied, is not in the plan",
            "所学的 `{id}` 不在计划中"
        ))
        .hint(say!(
            "`roadmap stop TASK` records it for another task",
            "可记到其他任务：`roadmap stop 任务`"
        )));
    }
    let state = standing.progress.task(id).map(|task| task.state);
    if let (true, Some(TaskState::Done(day))) = (args.done, state) {
        return Err(Failure::request(say!(
            "`{id}` is already done, on {day}",
            "`{id}` 已于 {day} 完成"
        ))
        .hint(say!(
            "`roadmap stop` without `--done` records the session",
            "不带 `--done` 的 `roadmap stop` 只记录学习时间"
        )));
    }
    Ok(target)
}

/// The study time to record, and from when to when it was, unless it was said.
fn time(
    args: &Args,
    session: &Session,
    context: &Context,
) -> Result<(StudyTime, Option<String>), Failure> {
    let now = context.clock().now();
    if let Some(took) = args.took {
        return Ok((took, None));
    }
    let hours = Hours::since(session.started, args.to, now).map_err(|error| {
        let is_set_back =
            matches!(error, HoursError::Future { moment, .. } if moment == session.started);
        let is_before = |to: ClockTime| to.is_not_after(session.started, now);
        let failure = if let Some(to) = args.to.filter(|to| is_before(*to)) {
            let started = shown(session.started.with_timezone(now.offset()), now);
            Failure::request(say!(
                "{to} is not after {started}, when the session was started",
                "{to} 不晚于计时开始的 {started}"
            ))
        } else if is_set_back {
            let (started, now) = (session.started.to_rfc3339(), now.to_rfc3339());
            Failure::request(say!(
                "the session was started at {started}, but the clock says {now}", "计时开始于 {started}，而现在的时钟是 {now}"
            ))
        } else {
            Failure::request(error.sentence())
        };
        failure.hint(
            say!("say how long it took with `--took`, or when it ended with `--to`; `--discard` drops it", "请用 `--took` 写明用时，或用 `--to` 写明结束时间；`--discard` 则放弃"),
        )
    })?;
    let both = format!("{}–{}", shown(session.started, hours.end), hours.end.format("%H:%M"));
    Ok((hours.length(), Some(both)))
}

fn record(args: &Args, session: &Session, target: Target, took: StudyTime) -> Record {
    let verb = if args.done { Verb::Done } else { Verb::Study };
    let mut record = Record::new(verb, target);
    record.days = session.line.record.days;
    record.took = Some(took);
    record.link.clone_from(&args.link);
    record.why = recording::note(args.message.as_deref());
    record
}

/// Where the learner stands now.
fn after(outcome: &Outcome, id: Option<&Id>, is_done: bool, context: &Context) -> Vec<Notice> {
    let ids: Vec<Id> = id.into_iter().cloned().collect();
    let mut notices = if is_done { needed(&outcome.progress, &ids, context) } else { Vec::new() };
    notices.push(recording::summary(&outcome.progress, &ids, context));
    notices
}
