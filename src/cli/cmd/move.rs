//! `roadmap move`

use clap_complete::ArgValueCandidates;

use crate::cli::args;
use crate::cli::changing::{self, ChangeArgs, Handover};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::plan_file::PlanFile;
use crate::cli::thing;
use crate::id::Id;
use crate::plan::document::{Document, Place};
use crate::plan::edit::{self, Merge, Split, Transfer};
use crate::quantity::StudyTime;
use crate::say;
use crate::sentence::Spoken as _;

/// Give something another id, split a task, merge tasks, or put one into another phase
///
/// What is recorded keeps its credit: a `[[moved]]` in the plan says where it goes, and history
/// stays as it is. Everything that names the id follows. Of a split task all parts are done if it
/// was; of merged tasks the one is done if any of them was. What happens is said first.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What is moved
    #[arg(value_name = "OLD", add = ArgValueCandidates::new(complete::things))]
    old: String,

    /// Its new id, or the ids of its parts; with --into the other tasks to merge
    #[arg(value_name = "NEW", add = args::targets())]
    new: Vec<String>,

    /// Merge the tasks into this one, which may be new
    #[arg(long, value_name = "TASK", requires = "new", add = args::targets())]
    #[arg(conflicts_with_all = ["to_phase", "after", "estimate"])]
    into: Option<String>,

    /// Put the task into this phase
    #[arg(long, value_name = "PHASE", add = ArgValueCandidates::new(complete::phases))]
    #[arg(conflicts_with = "new")]
    to_phase: Option<String>,

    /// Put the task behind this one
    #[arg(long, value_name = "TASK", conflicts_with = "new", add = args::tasks())]
    after: Option<String>,

    /// In the other phase, its estimate
    #[arg(long, value_name = "TIME", conflicts_with = "new", value_parser = StudyTime::typed)]
    estimate: Option<StudyTime>,

    /// A title for each part of a split, or for the task that others are merged into
    #[arg(long = "title", value_name = "TITLE", requires = "new")]
    titles: Vec<String>,

    #[command(flatten)]
    change: ChangeArgs,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let file = PlanFile::open(context)?;
    let mut document = file.document()?;
    let (subject, handover) = match (&args.into, args.new.as_slice()) {
        (Some(into), others) => merge(args, into, others, &file, &mut document)?,
        (None, []) => transfer(args, &file, &mut document)?,
        (None, [new]) => rename(args, new, &file, &mut document)?,
        (None, parts) => split(args, parts, &file, &mut document)?,
    };
    changing::make(&file, document.text(), &subject, &handover, &args.change, context)
}

fn new_id(text: &str) -> Result<Id, Failure> {
    text.parse().map_err(|error: crate::id::IdError| {
        Failure::request(error.sentence()).hint(say!("nothing was changed", "没有任何改动"))
    })
}

fn rename(
    args: &Args,
    new: &str,
    file: &PlanFile,
    document: &mut Document,
) -> Result<(String, Handover), Failure> {
    let place = thing::named(&file.workspace, &args.old)?;
    let new = new_id(new)?;
    let old = thing::id_of(&place).ok_or_else(|| {
        Failure::request(say!("the top of the file has no id", "文件顶层没有 id")).hint(say!(
            "`roadmap set . title TITLE` renames the plan",
            "要给计划改名：`roadmap set . title 标题`"
        ))
    })?;
    edit::rename(document, &file.workspace.plan, &place, &new)?;
    if let Some(title) = args.titles.first() {
        let renamed = thing::with_id(&place, &new);
        document.set(&renamed, "title", &crate::plan::document::Value::text(title));
    }
    let is_work = matches!(place, Place::Task(_) | Place::Habit(_));
    let handover =
        Handover { from: vec![old.clone()], to: vec![new.clone()], ..Handover::default() };
    let handover = if is_work { handover } else { Handover::default() };
    Ok((format!("Rename {old} to {new} in the plan"), handover))
}

fn split(
    args: &Args,
    parts: &[String],
    file: &PlanFile,
    document: &mut Document,
) -> Result<(String, Handover), Failure> {
    let task = file.workspace.task(&args.old)?;
    let parts: Vec<Id> = parts.iter().map(|part| new_id(part)).collect::<Result<_, _>>()?;
    let split = Split { task: &task, parts: &parts, titles: &args.titles };
    edit::split(document, &file.workspace.plan, &split)?;
    let names: Vec<&str> = parts.iter().map(Id::as_str).collect();
    let subject = format!("Split {task} into {} in the plan", names.join(", "));
    Ok((subject, Handover { from: vec![task], to: parts, ..Handover::default() }))
}

fn merge(
    args: &Args,
    into: &str,
    others: &[String],
    file: &PlanFile,
    document: &mut Document,
) -> Result<(String, Handover), Failure> {
    let workspace = &file.workspace;
    let names = std::iter::once(&args.old).chain(others);
    let tasks: Vec<Id> = names.map(|text| workspace.task(text)).collect::<Result<_, _>>()?;
    let into = new_id(into)?;
    let title = args.titles.first().map(String::as_str);
    let merge = Merge { tasks: &tasks, into: &into, title };
    edit::merge(document, &workspace.plan, &merge)?;
    let from: Vec<Id> = tasks.into_iter().filter(|task| *task != into).collect();
    let names: Vec<&str> = from.iter().map(Id::as_str).collect();
    let subject = format!("Merge {} into {into} in the plan", names.join(", "));
    Ok((subject, Handover { from, to: vec![into], ..Handover::default() }))
}

fn transfer(
    args: &Args,
    file: &PlanFile,
    document: &mut Document,
) -> Result<(String, Handover), Failure> {
    let workspace = &file.workspace;
    if args.to_phase.is_none() && args.after.is_none() {
        return Err(Failure::request(say!("it is not said where to move it", "没有说明移到哪里")).hint(
            say!("write a new id behind it, or `--to-phase PHASE`; `roadmap move --help` shows examples", "请在其后写新的 id，或用 `--to-phase 阶段`；示例见 `roadmap move --help`"),
        ));
    }
    let task = workspace.task(&args.old)?;
    let after = args.after.as_deref().map(|text| workspace.task(text)).transpose()?;
    let beside = after.as_ref().or(Some(&task)).and_then(|id| workspace.plan.task(id));
    let phase = match (&args.to_phase, beside) {
        (Some(text), _) => workspace.phase(text)?,
        (None, Some((phase, _))) => phase.id.clone(),
        (None, None) => {
            return Err(Failure::request(say!("there is no such phase", "没有这个阶段")));
        }
    };
    let transfer =
        Transfer { task: &task, phase: &phase, after: after.as_ref(), estimate: args.estimate };
    edit::transfer(document, &workspace.plan, &transfer)?;
    let had_estimate = has_estimate(&file.document()?, &task);
    let loses_it = had_estimate && !has_estimate(document, &task);
    let subject = format!("Move {task} to phase {phase} in the plan");
    let unweighed = loses_it.then_some((task, phase));
    Ok((subject, Handover { unweighed, ..Handover::default() }))
}

fn has_estimate(document: &Document, task: &Id) -> bool {
    document.value(&Place::Task(task.clone()), "estimate").is_some()
}
