//! `roadmap set`

use clap_complete::ArgValueCandidates;

use crate::cli::changing::{self, ChangeArgs, Handover};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::plan_file::PlanFile;
use crate::cli::thing;
use crate::hours::ClockTime;
use crate::id::Id;
use crate::plan::Cadence;
use crate::plan::document::Place;
use crate::plan::edit;
use crate::progress;
use crate::quantity::StudyTime;
use crate::typed::narrow;

/// The keys of what a habit asks for, which can have a `change`.
const GOAL: [&str; 2] = ["every", "target"];

/// The keys of a habit that hold for the past, too (docs/time.md, T6).
const OF_A_SPAN: [&str; 3] = ["from", "until", "phase"];

/// The keys of the plan that do.
const OF_THE_PLAN: [&str; 5] =
    ["start", "day-ends", "week-starts", "rest-days", "freezes-per-month"];

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
    #[arg(add = ArgValueCandidates::new(complete::values))]
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
    let mut habits: Vec<Id> = Vec::new();
    let typed = args.value.as_deref().map(|value| as_written(&args.key, value));
    for name in args.name.split(',').filter(|name| !name.trim().is_empty()) {
        // A task and a skill often have the same id, and few keys in common.
        let has_key = |place: &Place| edit::assignment(place.clone(), &args.key).is_ok();
        let place = thing::named_among(&file.workspace, name, has_key)?;
        if let Place::Habit(id) = &place
            && let Some(habit) = file.workspace.plan.habit(id)
        {
            let first = progress::habit_terms(&file.workspace.plan, habit).first;
            has_past |= first < file.workspace.today(context);
            habits.push(id.clone());
        } else if place == Place::Top {
            has_past |= file.workspace.plan.start < file.workspace.today(context);
        }
        let id = thing::id_of(&place).map(ToString::to_string);
        names.push(id.unwrap_or_else(|| "the plan".to_owned()));
        let to = edit::assignment(place, &args.key)?;
        match &typed {
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
    let is_goal = !habits.is_empty() && GOAL.contains(&args.key.as_str());
    let has_no_history = if habits.is_empty() { &OF_THE_PLAN[..] } else { &OF_A_SPAN };
    match &typed {
        Some(value) if has_past && is_goal => {
            tell_of_the_past(&habits, &args.key, value, &file, context)
        }
        _ if has_past && has_no_history.contains(&args.key.as_str()) => {
            context.tell(context.style().lang.words().editing().of_the_past())
        }
        _ => Ok(()),
    }
}

/// A value as the plan writes it, for one as people type it.
fn as_written(key: &str, value: &str) -> String {
    let written = match key {
        "every" => Some(Cadence::typed(value)),
        // What the plan can have stays as it was typed.
        "estimate" if value.parse::<StudyTime>().is_err() => {
            StudyTime::typed(value).ok().map(|time| time.to_string())
        }
        "day-ends" => value.parse().ok().map(|time: ClockTime| time.to_string()),
        "needs" | "skills" | "rest-days" => Some(value.replace(['，', '、'], ",")),
        "target" | "stretch" => Some(narrow(value)),
        _ => None,
    };
    written.unwrap_or_else(|| value.to_owned())
}

/// A habit's goal is that of all its days before the first `change`.
fn tell_of_the_past(
    habits: &[Id],
    key: &str,
    value: &str,
    file: &PlanFile,
    context: &Context,
) -> Result<(), Failure> {
    let today = file.workspace.today(context);
    let words = context.style().lang.words().editing();
    let value = if key == "every" { format!("\"{value}\"") } else { value.to_owned() };
    let document = file.document()?;
    let changed = habits.iter().find_map(|id| {
        let goals = &file.workspace.plan.habit(id)?.goals;
        let is_inline = document.value(&Place::Habit(id.clone()), "change").is_some();
        Some((goals.get(1)?.from?, is_inline))
    });
    let lines = match changed {
        None => format!("  change = [{{ from = {today}, {key} = {value} }}]\n"),
        Some((_, true)) => format!("  {{ from = {today}, {key} = {value} }}\n"),
        Some(_) => format!("  [[habit.change]]\n  from = {today}\n  {key} = {value}\n"),
    };
    let said = changed
        .map_or_else(|| words.of_all_days().to_owned(), |(day, _)| words.of_days_before(day));
    context.tell(&said)?;
    context.say(&lines)
}
