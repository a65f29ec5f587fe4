//! `roadmap start`

use crate::civil::DayRange;
use crate::cli::args;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::hours::{ClockTime, Hours, HoursError, shown};
use crate::ledger::{Draft, LedgerError, Record, Session, Target, Verb};
use crate::say;
use crate::sentence::Spoken as _;

/// Start a study session; `stop` records it
///
/// The session is kept in the git directory of the repository, one for all of its work trees, and
/// survives a reboot. It is in no commit and counts nowhere until `roadmap stop`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task or habit that is studied
    #[arg(value_name = "TASK", add = args::targets())]
    name: Option<String>,

    /// It was started earlier, at this time, e.g. 20:00
    #[arg(long, value_name = "TIME")]
    from: Option<ClockTime>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let id = args.name.as_deref().map(|name| workspace.target(name)).transpose()?;
    let now = context.clock().now();
    let day_end = workspace.plan.day_end;
    let started = match args.from {
        Some(from) => {
            Hours::typed(from, None, None, day_end, now).map_err(|error| no_start(&error))?.start
        }
        None => now,
    };
    let target = id.map_or(Target::Everything, Target::One);
    let mut record = Record::new(Verb::Study, target);
    record.days = Some(DayRange::single(day_end.day_of(started)));
    let draft = Draft {
        subject: String::new(),
        records: vec![record],
        again: Vec::new(),
        at: started,
        reference: workspace.plan.record.reference.clone(),
    };
    let session = workspace.ledger.start_session(&draft).map_err(|error| match error {
        LedgerError::Running { session } => running_already(&session, context),
        error => error.into(),
    })?;
    let words = context.style().lang.words();
    let what = words.calendar().studied_thing(&session.line.record.target);
    context.tell(&words.calendar().started(&what, &shown(session.started, now)))
}

/// A session that is over is recorded by another command.
fn no_start(error: &HoursError) -> Failure {
    Failure::request(error.sentence()).hint(say!(
        "`roadmap study --from … --to …` records a session that is over",
        "已结束的学习请用 `roadmap study --from … --to …` 补记"
    ))
}

/// Two sessions at once cannot both be studied.
fn running_already(session: &Session, context: &Context) -> Failure {
    let now = context.clock().now();
    let what = match &session.line.record.target {
        Target::One(id) => say!("a session of `{id}`", "`{id}` 的计时"),
        Target::Everything => say!("a session", "计时"),
    };
    let since = shown(session.started, now);
    let (en, zh) = what.both();
    Failure::request(say!("{en} is running since {since}", "{zh}自 {since} 起正在进行")).hint(say!(
        "`roadmap stop` records it, `roadmap stop --discard` drops it",
        "`roadmap stop` 记录，`roadmap stop --discard` 放弃"
    ))
}
