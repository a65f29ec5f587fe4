//! `roadmap why`

use clap_complete::ArgValueCandidates;

use crate::cli::args::{ReadArgs, targets};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::day_word::DaySpan;
use crate::id::Id;
use crate::say;
use crate::sentence::Spoken as _;
use crate::view::report::{Report, Subject, Why};

/// Show the receipt of a number
///
/// Each day or task that a number follows from, the rule that was applied (docs/time.md), and the
/// events with the commits that carry them. With --json it can be recomputed from git alone.
///
/// WHAT is `streak [HABIT]`, `habit NAME`, `phase NAME`, `task NAME`, `total`, `time`, or `day [DATE or
/// FIRST..LAST]`; or just the name of a task, habit or phase. Without it: total.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What kind of number, or the name of a task, habit or phase
    #[arg(value_name = "WHAT", add = ArgValueCandidates::new(complete::questions))]
    what: Option<String>,

    /// Whose number
    #[arg(value_name = "NAME", add = targets())]
    name: Option<String>,

    /// Show every row
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    // Names are checked before history is read; days need to know which day it is.
    let question = question(args, &workspace)?;
    let standing = workspace.standing(context, &args.read)?;
    let subject = match question {
        Question::Of(subject) => subject,
        Question::Days(span) => {
            let days = span.map(|span| span.resolve(standing.progress.as_of)).transpose();
            let days = days.map_err(|error| Failure::request(error.sentence()))?;
            let today = crate::civil::DayRange::single(standing.progress.as_of);
            Subject::Days { days: days.unwrap_or(today).into() }
        }
    };
    let tips = standing.history.tips.iter().map(|tip| tip.as_str().to_owned()).collect();
    let why = Why::new(&workspace.plan, &standing.progress, standing.facts(), subject, tips);
    let mut why = why.ok_or_else(|| {
        Failure::request(say!("this is not in the plan", "计划里没有它").to_owned())
    })?;
    why.shows_all = args.all;
    context.print(&Report::Why(Box::new(why)), args.read.format())
}

/// What is asked.
enum Question {
    Of(Subject),
    /// Some days; none is the day looked at.
    Days(Option<DaySpan>),
}

fn question(args: &Args, workspace: &Workspace) -> Result<Question, Failure> {
    let name = args.name.as_deref();
    let subject = match (args.what.as_deref().unwrap_or("total"), name) {
        ("streak", None) => Subject::Overall,
        ("streak" | "habit", Some(name)) => Subject::Habit { id: workspace.habit(name)? },
        ("phase", Some(name)) => Subject::Phase { id: workspace.phase(name)? },
        ("task", Some(name)) => task_or_habit(workspace, workspace.target(name)?),
        ("total", None) => Subject::Total,
        ("time", None) => Subject::Time,
        ("day" | "days", span) => {
            let span = span.map(DaySpan::parse).transpose();
            return Ok(Question::Days(span.map_err(|error| Failure::request(error.sentence()))?));
        }
        (kind @ ("habit" | "phase" | "task"), None) => {
            let zh = match kind {
                "habit" => "习惯",
                "phase" => "阶段",
                _ => "任务",
            };
            return Err(Failure::request(say!("which {kind}?", "哪个{zh}？")).hint(say!(
                "`roadmap why {kind} NAME`; TAB shows the names",
                "请写 `roadmap why {kind} NAME`；按 TAB 列出名称"
            )));
        }
        (name, None) => anything(workspace, name)?,
        (kind, Some(_)) => {
            return Err(Failure::request(say!(
                "`{kind}` is no kind of number that has a name",
                "`{kind}` 不是带名称的指标"
            ))
            .hint(say!(
                "streak, habit, phase, task and day do",
                "可以带名称的有 `streak`、`habit`、`phase`、`task` 和 `day`"
            )));
        }
    };
    Ok(Question::Of(subject))
}

/// A phase by its id, else what any other command would take the name for.
fn anything(workspace: &Workspace, name: &str) -> Result<Subject, Failure> {
    let id = name.trim().parse::<Id>().ok();
    if let Some(phase) = id.and_then(|id| workspace.plan.phase(&id)) {
        return Ok(Subject::Phase { id: phase.id.clone() });
    }
    Ok(task_or_habit(workspace, workspace.target(name)?))
}

fn task_or_habit(workspace: &Workspace, id: Id) -> Subject {
    match workspace.plan.habit(&id) {
        Some(_) => Subject::Habit { id },
        None => Subject::Task { id },
    }
}
