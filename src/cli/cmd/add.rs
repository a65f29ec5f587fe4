//! `roadmap add`

use clap_complete::ArgValueCandidates;

use crate::cli::args;
use crate::cli::changing::{self, ChangeArgs, Handover};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::plan_file::PlanFile;
use crate::id::Id;
use crate::plan::document::Spot;
use crate::plan::edit::{self, Addition};
use crate::plan::{self, Cadence, Plan};
use crate::say;
use crate::sentence::Sentence;

/// Add to the plan: a task, habit, phase, skill, module or link
///
/// The new lines go where their kind stands in roadmap.toml; all others stay as they are, comments
/// included. Without --id, the id is made of the Latin words of the title, or of its
/// pinyin.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

/// What is added.
#[derive(Debug, clap::Subcommand)]
enum What {
    /// Add a task to a phase
    Task(TaskArgs),
    /// Add a habit
    Habit(HabitArgs),
    /// Add a phase
    Phase(PhaseArgs),
    /// Add a skill to a module of the skill map
    Skill(SkillArgs),
    /// Add a module to the skill map
    Module(ModuleArgs),
    /// Add a page worth having at hand
    Link(LinkArgs),
}

#[derive(Debug, clap::Args)]
struct TaskArgs {
    /// What is to be done
    title: String,

    /// The phase; by default that of --after, else the one to work on now
    #[arg(long, add = ArgValueCandidates::new(complete::phases))]
    phase: Option<String>,

    /// The id
    #[arg(long)]
    id: Option<Id>,

    /// How long it should take, e.g. 1h30m
    #[arg(long, value_name = "TIME")]
    estimate: Option<String>,

    /// Tasks that come first, separated by commas
    #[arg(long, value_name = "TASKS", value_delimiter = ',', add = args::tasks())]
    needs: Vec<String>,

    /// Skills that it trains, separated by commas
    #[arg(long, value_name = "SKILLS", value_delimiter = ',')]
    #[arg(add = ArgValueCandidates::new(complete::only_skills))]
    skills: Vec<String>,

    /// A page that helps with it; can be given more than once
    #[arg(long = "link", value_name = "URL")]
    links: Vec<String>,

    /// The command that proves it
    #[arg(long, value_name = "COMMAND")]
    verify: Option<String>,

    /// The task to stand behind; by default the last of the phase
    #[arg(long, value_name = "TASK", add = args::tasks())]
    after: Option<String>,

    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, clap::Args)]
struct HabitArgs {
    /// What is to be done
    title: String,

    /// How often: day, weekday, mon,wed,fri, 3/week, 10/month, "3 in 7 days" or "2 days"
    #[arg(long, value_name = "CADENCE", add = ArgValueCandidates::new(complete::cadences))]
    every: String,

    /// The id
    #[arg(long)]
    id: Option<Id>,

    /// How much each time
    #[arg(long, value_name = "AMOUNT")]
    target: Option<String>,

    /// How much on a good day
    #[arg(long, value_name = "AMOUNT")]
    stretch: Option<String>,

    /// What one counts, e.g. pages
    #[arg(long)]
    unit: Option<String>,

    /// It is owed in the window of this phase
    #[arg(long, conflicts_with_all = ["from", "until"])]
    #[arg(add = ArgValueCandidates::new(complete::phases))]
    phase: Option<String>,

    /// The first day, e.g. next monday or 2025-08-04; in a plan that has begun by default today
    #[arg(long, value_name = "DATE", add = args::days_ahead())]
    from: Option<String>,

    /// The last day, e.g. 2025-12-31
    #[arg(long, value_name = "DATE", add = args::days_ahead())]
    until: Option<String>,

    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, clap::Args)]
struct PhaseArgs {
    /// What it is called
    title: String,

    /// When it is planned for: 2026-03, 2026-03..2026-04 or 2026-03-01..2026-03-20
    #[arg(long)]
    window: String,

    /// The id; by default the next number
    #[arg(long)]
    id: Option<Id>,

    /// The phase to stand behind; by default the last
    #[arg(long, value_name = "PHASE", add = ArgValueCandidates::new(complete::phases))]
    after: Option<String>,

    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, clap::Args)]
struct SkillArgs {
    /// What it is called
    title: String,

    /// Its module; not needed where there is only one
    #[arg(long, add = ArgValueCandidates::new(complete::modules))]
    module: Option<String>,

    /// The id
    #[arg(long)]
    id: Option<Id>,

    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, clap::Args)]
struct ModuleArgs {
    /// What it is called
    title: String,

    /// The id
    #[arg(long)]
    id: Option<Id>,

    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, clap::Args)]
struct LinkArgs {
    /// What it is called
    title: String,

    /// Where it is
    #[arg(value_hint = clap::ValueHint::Url)]
    url: String,

    #[command(flatten)]
    change: ChangeArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let file = PlanFile::open(context)?;
    let (noun, addition, change) = match &args.what {
        What::Task(args) => ("task", task(args, &file, context)?, &args.change),
        What::Habit(args) => ("habit", habit(args, &file, context)?, &args.change),
        What::Phase(args) => ("phase", phase(args, &file)?, &args.change),
        What::Skill(args) => ("skill", skill(args, &file)?, &args.change),
        What::Module(args) => {
            let id = match &args.id {
                Some(id) => id.clone(),
                None => id_of_skill(&args.title, "module", &file.workspace.plan)?,
            };
            ("module", addition(Spot::Module, id, &args.title), &args.change)
        }
        What::Link(args) => {
            let keys = vec![("title", args.title.clone()), ("url", args.url.clone())];
            ("link", Addition { spot: Spot::Link, id: None, keys }, &args.change)
        }
    };
    let mut document = file.document()?;
    edit::add(&mut document, &file.workspace.plan, &addition)?;
    let title = addition.keys.first().map(|(_, title)| title.as_str()).unwrap_or_default();
    let name = addition.id.as_ref().map_or(title, Id::as_str);
    let subject = format!("Add {noun} {name} to the plan");
    changing::make(&file, document.text(), &subject, &Handover::default(), change, context)
}

fn addition(spot: Spot, id: Id, title: &str) -> Addition {
    Addition { spot, id: Some(id), keys: vec![("title", title.to_owned())] }
}

fn task(args: &TaskArgs, file: &PlanFile, context: &Context) -> Result<Addition, Failure> {
    let workspace = &file.workspace;
    let after = args.after.as_deref().map(|text| workspace.task(text)).transpose()?;
    let phase = match (&args.phase, &after) {
        (Some(text), _) => workspace.phase(text)?,
        (None, Some(after)) => phase_of(&workspace.plan, after)?,
        (None, None) => {
            let standing = workspace.standing(context, &args::ReadArgs::default())?;
            let current = standing.progress.current_phase;
            let last = || workspace.plan.phases.last().map(|phase| phase.id.clone());
            current.or_else(last).ok_or_else(no_phase)?
        }
    };
    let spot = match after {
        Some(after) if phase_of(&workspace.plan, &after)? == phase => Spot::TaskAfter(after),
        Some(after) => {
            return Err(Failure::request(say!(
                "`{after}` is not in phase `{phase}`",
                "`{after}` 不在阶段 `{phase}` 中"
            ))
            .hint(say!(
                "leave `--phase` or `--after` out; nothing was changed",
                "请去掉 `--phase` 或 `--after`；没有任何改动"
            )));
        }
        None => Spot::TaskOf(phase.clone()),
    };
    let id = id_of_work(args.id.as_ref(), &args.title, phase.as_str(), file)?;
    let mut addition = addition(spot, id, &args.title);
    let each = |names: &[String]| -> Vec<String> {
        names.iter().flat_map(|names| names.split(['，', '、'])).map(str::to_owned).collect()
    };
    let (needs, skills) = (each(&args.needs), each(&args.skills));
    let needs = needs.iter().map(|text| workspace.task(text));
    let needs: Vec<String> =
        needs.map(|id| id.map(|id| id.to_string())).collect::<Result<_, _>>()?;
    let skills = skills.iter().map(|text| workspace.only_skill(text));
    let skills: Vec<String> =
        skills.map(|id| id.map(|id| id.to_string())).collect::<Result<_, _>>()?;
    let lists = [("needs", needs), ("skills", skills), ("links", args.links.clone())];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    addition.keys.extend(lists.map(|(key, list)| (key, list.join(","))));
    given(&mut addition, &[("estimate", &args.estimate), ("verify", &args.verify)]);
    Ok(addition)
}

fn habit(args: &HabitArgs, file: &PlanFile, context: &Context) -> Result<Addition, Failure> {
    let day = |text: &Option<String>| text.as_deref().map(|text| file.day(text, context));
    let phase = args.phase.as_deref().map(|text| file.workspace.phase(text)).transpose()?;
    let id = id_of_work(args.id.as_ref(), &args.title, "habit", file)?;
    let mut addition = addition(Spot::Habit, id, &args.title);
    addition.keys.push(("every", Cadence::typed(&args.every)));
    let phase = phase.map(|id| id.to_string());
    // In a plan that has begun, the days behind were no misses.
    let today = file.workspace.today(context);
    let has_begun = today > file.workspace.plan.start && phase.is_none();
    let from = day(&args.from).or_else(|| has_begun.then(|| today.to_string()));
    given(
        &mut addition,
        &[
            ("target", &args.target),
            ("stretch", &args.stretch),
            ("unit", &args.unit),
            ("phase", &phase),
            ("from", &from),
            ("until", &day(&args.until)),
        ],
    );
    Ok(addition)
}

fn phase(args: &PhaseArgs, file: &PlanFile) -> Result<Addition, Failure> {
    let plan = &file.workspace.plan;
    let after = args.after.as_deref().map(|text| file.workspace.phase(text)).transpose()?;
    let number = |id: &Id| {
        let digits = id.as_str().trim_end_matches(|c: char| !c.is_ascii_digit());
        digits.parse::<u32>().ok()
    };
    let next = plan.phases.iter().filter_map(|phase| number(&phase.id)).max();
    let next = next.map_or(1, |last| last.saturating_add(1)).to_string();
    let id = args.id.clone().map_or_else(|| next.parse().map_err(|_| no_id(&args.title)), Ok)?;
    let mut addition = addition(after.map_or(Spot::Phase, Spot::PhaseAfter), id, &args.title);
    addition.keys.push(("window", args.window.clone()));
    Ok(addition)
}

fn skill(args: &SkillArgs, file: &PlanFile) -> Result<Addition, Failure> {
    let workspace = &file.workspace;
    let module = match (&args.module, workspace.plan.modules.as_slice()) {
        (Some(text), _) => workspace.module(text)?,
        (None, [only]) => only.id.clone(),
        (None, modules) => {
            let ids: Vec<String> =
                modules.iter().map(|module| format!("`{}`", module.id)).collect();
            let hint = if ids.is_empty() {
                say!(
                    "`roadmap add module TITLE` makes one first",
                    "请先添加模块：`roadmap add module 标题`"
                )
            } else {
                {
                    let ids = Sentence::list(&ids);
                    let (en, zh) = ids.both();
                    say!("say which with `--module`: {en}", "请用 `--module` 指明：{zh}")
                }
            };
            return Err(Failure::request(say!(
                "a skill stands in a module",
                "技能必须归属某个模块"
            ))
            .hint(hint));
        }
    };
    let id = match &args.id {
        Some(id) => id.clone(),
        None => id_of_skill(&args.title, module.as_str(), &workspace.plan)?,
    };
    Ok(addition(Spot::SkillOf(module), id, &args.title))
}

/// Adds the keys that are given.
fn given(addition: &mut Addition, keys: &[(&'static str, &Option<String>)]) {
    let given = keys.iter().filter_map(|(key, text)| Some((*key, (*text).clone()?)));
    addition.keys.extend(given);
}

fn phase_of(plan: &Plan, task: &Id) -> Result<Id, Failure> {
    let found = plan.task(task).map(|(phase, _)| phase.id.clone());
    found.ok_or_else(|| Failure::request(say!("there is no task `{task}`", "没有任务 `{task}`")))
}

/// An id for a task or habit. One that is made names nothing that was ever recorded.
fn id_of_work(
    given: Option<&Id>,
    title: &str,
    otherwise: &str,
    file: &PlanFile,
) -> Result<Id, Failure> {
    if let Some(id) = given {
        return Ok(id.clone());
    }
    let plan = &file.workspace.plan;
    let is_taken = |id: &str| {
        let is = |known: &Id| known.as_str() == id;
        plan.tasks().any(|(_, task)| is(&task.id))
            || plan.habits.iter().any(|habit| is(&habit.id))
            || plan.moved.iter().any(|moved| is(&moved.from))
    };
    plan::import::id_from_title(title, otherwise, is_taken).ok_or_else(|| no_id(title))
}

fn id_of_skill(title: &str, otherwise: &str, plan: &Plan) -> Result<Id, Failure> {
    let is_taken = |id: &str| {
        plan.skills().any(|(_, skill)| skill.id.as_str() == id)
            || plan.modules.iter().any(|module| module.id.as_str() == id)
    };
    plan::import::id_from_title(title, otherwise, is_taken).ok_or_else(|| no_id(title))
}

fn no_id(title: &str) -> Failure {
    Failure::request(say!("no id can be made of `{title}`", "无法由 `{title}` 生成 id"))
        .hint(say!("give it one with `--id`", "请用 `--id` 指定"))
}

fn no_phase() -> Failure {
    Failure::request(say!(
        "the plan has no phase, and a task stands in one",
        "任务必须归属某个阶段，而计划里还没有阶段"
    ))
    .hint(say!(
        "`roadmap add phase TITLE --window 2026-03` makes one first",
        "请先添加阶段：`roadmap add phase 标题 --window 2026-03`"
    ))
}
