//! `roadmap forecast`

use crate::cli::args::ReadArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::view::report::{ForecastReport, Report};

/// Show when you will be finished, at your own pace
///
/// For each phase and the plan the day by which it is finished in half of all futures, and in four
/// of five. The futures are drawn from what you did in the last half year, with its bursts and
/// pauses; rest days and skips ahead stay free. docs/forecast.md says how, and how well it does.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let standing = workspace.standing(context, &args.read)?;
    let report = ForecastReport::new(&workspace.plan, &standing.progress, standing.facts());
    args.read.say_day(standing.progress.as_of, context)?;
    context.print(&Report::Forecast(Box::new(report)), args.read.format())
}
