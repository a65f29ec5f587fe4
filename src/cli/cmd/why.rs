//! `roadmap why`

use clap_complete::ArgValueCandidates;

use crate::civil::DayRange;
use crate::cli::args::ReadArgs;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::{Standing, Workspace};
use crate::day_word::DaySpan;
use crate::id::Id;
use crate::say;
use crate::sentence::Spoken as _;
use crate::view::report::{Question, Report, Subject, Why};

/// Show the receipt of a number
///
/// Each day or task that a number follows from, the rule that was applied (docs/time.md), and the
/// events with the commits that carry them. With --json it can be recomputed from git alone.
///
/// WHAT is `streak [HABIT]`, `habit NAME`, `phase NAME`, `task NAME`, `skill NAME`, `total`, `time`,
/// `forecast`, `curve`, `calendar`, `record`, or `day [DATE or FIRST..LAST]`; or just a name. Without
/// it: total.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What kind of number, or the name of a task, habit, phase or skill
    #[arg(value_name = "WHAT", add = ArgValueCandidates::new(complete::questions))]
    what: Option<String>,

    /// Whose number
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(complete::asked_about))]
    name: Option<String>,

    /// Of a habit, phase, skill, curve or record: the days that are counted, e.g. 2025-10-01..10-07
    #[arg(long, value_name = "DAYS", value_parser = DaySpan::parse)]
    days: Option<DaySpan>,

    /// Of a day, curve or record: only what is of this phase
    #[arg(long, value_name = "PHASE", add = ArgValueCandidates::new(complete::phases))]
    phase: Option<String>,

    /// Show every row
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    // Names are checked before history is read; days need to know which day it is.
    let asked = asked(args, &workspace)?;
    let mut standing = workspace.standing(context, &args.read)?;
    let question = question(asked, &workspace, &mut standing)?;
    let why = Why::new(&workspace.plan, &standing.progress, standing.facts(), question);
    let mut why = why.ok_or_else(|| {
        Failure::request(say!("this is not in the plan", "计划里没有它").to_owned())
    })?;
    why.shows_all = args.all;
    context.print(&Report::Why(Box::new(why)), args.read.format())
}

/// What is asked, before it is known which day it is.
struct Asked {
    subject: Asking,
    span: Option<DaySpan>,
}

/// Whose numbers.
enum Asking {
    Of(Subject),
    /// What was done on some days, of everything or of one phase.
    Days(Option<Id>),
}

fn question(
    asked: Asked,
    workspace: &Workspace,
    standing: &mut Standing,
) -> Result<Question, Failure> {
    let span = asked.span.map(|span| span.resolve(standing.progress.as_of)).transpose();
    let span = span.map_err(|error| Failure::request(error.sentence()))?;
    let days_over = span.is_some_and(|days| workspace.look_back_to(standing, days.last()));
    let progress = &standing.progress;
    let (subject, days) = match asked.subject {
        Asking::Of(subject) => (subject, span.unwrap_or_else(|| workspace.every_day(standing))),
        Asking::Days(phase) => {
            let days = span.unwrap_or(DayRange::single(progress.as_of));
            (Subject::Days { days: days.into(), limited_to: phase }, days)
        }
    };
    let commits = match &subject {
        Subject::Record { .. } => {
            progress.entries.iter().map(|entry| entry.event.commit.clone()).collect()
        }
        _ => std::collections::BTreeSet::new(),
    };
    let times = workspace.ledger.commit_times(&commits)?;
    let tips = standing.history.tips.iter().map(|tip| tip.as_str().to_owned()).collect();
    Ok(Question { subject, days, days_over, tips, times })
}

/// What was asked for, with its days and its phase only where they mean something.
fn asked(args: &Args, workspace: &Workspace) -> Result<Asked, Failure> {
    let phase = args.phase.as_deref().map(|name| workspace.phase(name)).transpose()?;
    let limited = phase.is_some();
    let what = (args.what.as_deref().unwrap_or("total"), args.name.as_deref());
    let (subject, span) = match what {
        ("day" | "days", Some(_)) if args.days.is_some() => {
            return Err(Failure::request(say!("the days are named twice", "日期写了两次"))
                .hint(say!("leave out `--days`", "请去掉 `--days`")));
        }
        ("day" | "days", span) => {
            let span = span.map(DaySpan::parse).transpose();
            let span = span.map_err(|error| Failure::request(error.sentence()))?;
            (Asking::Days(phase), span.or(args.days))
        }
        ("curve", None) => (Asking::Of(Subject::Curve { limited_to: phase }), args.days),
        ("record", None) => (Asking::Of(Subject::Record { limited_to: phase }), args.days),
        _ => (Asking::Of(subject(what, workspace)?), args.days),
    };
    let knows_phases = match &subject {
        Asking::Of(subject) => matches!(subject, Subject::Curve { .. } | Subject::Record { .. }),
        Asking::Days(_) => true,
    };
    let knows_days = knows_phases
        || matches!(
            subject,
            Asking::Of(Subject::Habit { .. } | Subject::Phase { .. } | Subject::Skill { .. })
        );
    if limited && !knows_phases {
        return Err(Failure::request(say!(
            "this number is not of one phase",
            "这个数字不能只看一个阶段"
        ))
        .hint(say!(
            "`--phase` goes with day, curve and record; `roadmap why phase NAME` is a phase's own",
            "`--phase` 可用于 `day`、`curve` 和 `record`；阶段本身请用 `roadmap why phase 名称`"
        )));
    }
    if args.days.is_some() && !knows_days {
        return Err(Failure::request(say!(
            "this number is not of some days",
            "这个数字不能只看某些日子"
        ))
        .hint(say!(
            "`--days` goes with habit, phase, skill, curve and record; `--at` looks at another day",
            "`--days` 可用于 `habit`、`phase`、`skill`、`curve` 和 `record`；查看另一天请用 `--at`"
        )));
    }
    Ok(Asked { subject, span })
}

fn subject(what: (&str, Option<&str>), workspace: &Workspace) -> Result<Subject, Failure> {
    Ok(match what {
        ("streak", None) => Subject::Overall,
        ("streak" | "habit", Some(name)) => Subject::Habit { id: workspace.habit(name)? },
        ("phase", Some(name)) => Subject::Phase { id: workspace.phase(name)? },
        ("skill", Some(name)) => Subject::Skill { id: workspace.skill(name)? },
        ("task", Some(name)) => task_or_habit(workspace, workspace.target(name)?),
        ("total", None) => Subject::Total,
        ("time", None) => Subject::Time,
        ("forecast", None) => Subject::Forecast,
        ("calendar", None) => Subject::Calendar,
        (kind @ ("habit" | "phase" | "task" | "skill"), None) => {
            let zh = match kind {
                "habit" => "习惯",
                "phase" => "阶段",
                "skill" => "技能",
                _ => "任务",
            };
            return Err(Failure::request(say!("which {kind}?", "哪个{zh}？")).hint(say!(
                "`roadmap why {kind} NAME`; TAB shows the names",
                "请写 `roadmap why {kind} 名称`；按 TAB 列出名称"
            )));
        }
        (name, None) => anything(workspace, name)?,
        (kind, Some(_)) => {
            return Err(Failure::request(say!(
                "`{kind}` is no kind of number that has a name",
                "`{kind}` 不是带名称的指标"
            ))
            .hint(say!(
                "streak, habit, phase, task, skill and day do",
                "可以带名称的有 `streak`、`habit`、`phase`、`task`、`skill` 和 `day`"
            )));
        }
    })
}

/// A phase or a skill by its id, else what any other command would take the name for, and a phase
/// or a skill where none takes it for anything.
fn anything(workspace: &Workspace, name: &str) -> Result<Subject, Failure> {
    if let Ok(id) = name.trim().parse::<Id>() {
        let plan = &workspace.plan;
        if plan.phase(&id).is_some() {
            return Ok(Subject::Phase { id });
        }
        let is_target = plan.title_of(&id).is_some();
        if !is_target && plan.skills().any(|(_, skill)| skill.id == id) {
            return Ok(Subject::Skill { id });
        }
    }
    let failure = match workspace.target(name) {
        Ok(id) => return Ok(task_or_habit(workspace, id)),
        Err(failure) => failure,
    };
    let phase = workspace.phase(name).map(|id| Subject::Phase { id });
    phase.or_else(|_| workspace.skill(name).map(|id| Subject::Skill { id })).map_err(|_| {
        failure.hint(say!(
            "`roadmap why --help` lists the other numbers",
            "其他数字见 `roadmap why --help`"
        ))
    })
}

fn task_or_habit(workspace: &Workspace, id: Id) -> Subject {
    match workspace.plan.habit(&id) {
        Some(_) => Subject::Habit { id },
        None => Subject::Task { id },
    }
}
