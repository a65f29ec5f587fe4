//! `roadmap set`

use clap_complete::ArgValueCandidates;

use crate::cli::changing::{self, ChangeArgs, Handover};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::plan_file::PlanFile;
use crate::cli::thing;
use crate::plan::document::Place;
use crate::plan::edit;
use crate::progress;

/// Set a value of the plan
///
/// Only this value changes in roadmap.toml. `.` is the top of the file. Lists are separated by
/// commas and replaced as a whole. docs/plan-format.md has every key.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task, habit, phase, skill or module, or several of them, separated by commas; `.` for
    /// the top of the file
    #[arg(value_name = "IDS", add = ArgValueCandidates::new(complete::things))]
    name: String,

    /// The key, e.g. title
    #[arg(add = ArgValueCandidates::new(complete::keys))]
    key: String,

    /// The value
    #[arg(required_unless_present = "unset", allow_hyphen_values = true)]
    value: Option<String>,

    /// Take the key out
    #[arg(long, conflicts_with = "value")]
    unset: bool,

    #[command(flatten)]
    change: ChangeArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let file = PlanFile::open(context)?;
    let mut document = file.document()?;
    let mut names: Vec<String> = Vec::new();
    let mut has_past = false;
    for name in args.name.split(',').filter(|name| !name.trim().is_empty()) {
        // A task and a skill often have the same id, and few keys in common.
        let has_key = |place: &Place| edit::assignment(place.clone(), &args.key).is_ok();
        let place = thing::named_among(&file.workspace, name, has_key)?;
        if let Place::Habit(id) = &place
            && let Some(habit) = file.workspace.plan.habit(id)
        {
            let first = progress::habit_terms(&file.workspace.plan, habit).first;
            has_past |= first < file.workspace.today(context);
        }
        let id = thing::id_of(&place).map(ToString::to_string);
        names.push(id.unwrap_or_else(|| "the plan".to_owned()));
        let to = edit::assignment(place, &args.key)?;
        match &args.value {
            Some(value) => {
                let value = if to.is_day() { file.day(value, context) } else { value.clone() };
                edit::set(&mut document, &to, &value)?;
            }
            None => edit::unset(&mut document, &to)?,
        }
    }
    let verb = if args.unset { "Unset" } else { "Set" };
    let subject = format!("{verb} {} of {}", args.key, names.join(", "));
    let handover = Handover::default();
    changing::make(&file, document.text(), &subject, &handover, &args.change, context)?;
    if has_past && !args.unset && ["every", "target"].contains(&args.key.as_str()) {
        return tell_of_the_past(args, &file, context);
    }
    Ok(())
}

/// A habit's goal is that of all its days.
fn tell_of_the_past(args: &Args, file: &PlanFile, context: &Context) -> Result<(), Failure> {
    let today = file.workspace.today(context);
    context.tell(context.style().lang.words().editing().of_all_days())?;
    let value = args.value.as_deref().unwrap_or_default();
    let value = if args.key == "every" { format!("\"{value}\"") } else { value.to_owned() };
    context.say(&format!("  change = [{{ from = {today}, {} = {value} }}]\n", args.key))
}
