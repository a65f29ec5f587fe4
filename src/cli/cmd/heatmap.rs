//! `roadmap heatmap`

use clap_complete::ArgValueCandidates;

use crate::cli::args::ReadArgs;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::say;
use crate::sentence::Refused;
use crate::view::Format;
use crate::view::report::{Heatmap, HeatmapRequest, Report};

/// Show the year as weeks and days
///
/// A column is a week. The last twelve months, as many weeks as fit; with --year a calendar year.
/// Counts completions and sessions, or how much of a habit, or minutes.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Only this habit, by how much of it was done
    #[arg(long, value_name = "HABIT", add = ArgValueCandidates::new(complete::habits))]
    habit: Option<String>,

    /// A calendar year
    #[arg(long, value_name = "YYYY", value_parser = parse_year)]
    year: Option<i32>,

    /// Minutes of study time
    #[arg(long)]
    minutes: bool,

    #[command(flatten)]
    read: ReadArgs,
}

/// Reads a year.
fn parse_year(text: &str) -> Result<i32, Refused> {
    let year = text.parse().ok().filter(|year| (1970..=2999).contains(year));
    year.ok_or_else(|| {
        Refused(say!("write a year from 1970 to 2999", "请写 1970 到 2999 之间的年份"))
    })
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let habit = args.habit.as_deref().map(|name| workspace.target(name)).transpose()?;
    if let Some(task) = habit.as_ref().filter(|id| workspace.plan.habit(id).is_none()) {
        return Err(Failure::request(say!(
            "`{task}` is a task, not a habit",
            "`{task}` 是任务，不是习惯"
        ))
        .hint(say!(
            "`roadmap show {task}` shows it; the habits stand in `roadmap status`",
            "查看任务：`roadmap show {task}`；习惯列在 `roadmap status` 中"
        )));
    }
    let standing = workspace.standing(context, &args.read)?;
    let request =
        HeatmapRequest { habit, year: args.year, from: None, minutes: args.minutes, ascii: false };
    let heatmap = Heatmap::new(&workspace.plan, &standing.progress, &request);
    let report = Report::Heatmap(Box::new(heatmap));
    if args.read.format() == Format::Term {
        Workspace::say_cut(&standing, context)?;
    }
    context.print(&report, args.read.format())
}
