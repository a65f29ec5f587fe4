//! `roadmap skills`

use clap_complete::ArgValueCandidates;

use crate::cli::args::ReadArgs;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::view::export;
use crate::view::report::{Report, Skills, SkillsForm};

/// Show the skills and what has trained them
///
/// A skill's level is the weight of the finished tasks that train it: their estimates if every
/// task of the plan has one, else their number. With the commits as evidence.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Only this skill or module
    #[arg(value_name = "SKILL", add = ArgValueCandidates::new(complete::skills))]
    name: Option<String>,

    /// One line a skill
    #[arg(long, conflicts_with_all = ["mermaid", "json"])]
    table: bool,

    /// Print a Mermaid mindmap
    #[arg(long, conflicts_with = "json")]
    mermaid: bool,

    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let wanted = args.name.as_deref().map(|name| workspace.skill(name)).transpose()?;
    let standing = workspace.standing(context, &args.read)?;
    let (plan, facts) = (&workspace.plan, standing.facts());
    let mut skills = Skills::new(plan, &standing.progress, facts, wanted.as_ref());
    if args.mermaid {
        Workspace::say_cut(&standing, context)?;
        return context.give(&export::mindmap(&skills));
    }
    if args.table {
        skills.form = SkillsForm::Table;
    }
    context.print(&Report::Skills(skills), args.read.format())
}
