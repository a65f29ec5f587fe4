//! `roadmap init`

mod notes;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::Days;

use crate::cli::cmd::import::{self, Made, WishArgs};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::schema_file;
use crate::cli::workspace::{PLAN_FILE, shown_name};
use crate::ledger::{Ledger, LedgerError};
use crate::plan;
use crate::say;
use crate::sentence::FileAction;
use crate::view::Lang;
use crate::view::report::Outcome;

/// Start a plan here
///
/// Makes a git repository if there is none, and writes roadmap.toml: the built-in plan (from
/// Python back end to DevOps, in Chinese), or with --minimal a short one to fill in. In a new
/// repository it is also the first commit; in one of yours, committing it is up to you.
///
/// With --notes obsidian it also makes a Markdown note for every phase and task, in a folder that
/// Obsidian opens as a vault. No file that is there already is changed.
///
/// Examples:
///   roadmap init --minimal my-study
///   roadmap init --from plan.md
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// Where; by default here
    #[arg(value_hint = clap::ValueHint::DirPath)]
    directory: Option<PathBuf>,

    /// Write a short plan to fill in, beginning today
    #[arg(long)]
    minimal: bool,

    /// Make the plan of a document that you have (see `roadmap import`); - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "minimal")]
    #[arg(value_hint = clap::ValueHint::FilePath)]
    from: Option<PathBuf>,

    #[command(flatten)]
    wishes: WishArgs,

    #[command(flatten)]
    notes: notes::NoteArgs,
}

/// The plan that comes with the program.
const BUILT_IN: &str = include_str!("../../../../roadmap.toml");

/// The days of the short plan's first phase.
const FIRST_PHASE_DAYS: u64 = 28;

/// The short plan, with `{title}`, `{start}` and `{window}` to be filled in.
const MINIMAL: &str = include_str!("../../minimal.toml");

/// The same in Chinese.
const MINIMAL_ZH: &str = include_str!("../../minimal.zh.toml");

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let directory = match &args.directory {
        Some(directory) => context.here().join(directory),
        None => context.here().to_owned(),
    };
    let plan = directory.join(PLAN_FILE);
    let has_plan = plan.exists();
    args.notes.check()?;
    let repository = existing_repository(&directory, context)?;
    let only_notes = has_plan
        && repository.is_some()
        && !args.minimal
        && args.from.is_none()
        && args.notes.is_asked_for();
    if only_notes {
        return notes::make(&args.notes, &directory, context);
    }
    if has_plan && (args.minimal || args.from.is_some() || repository.is_some()) {
        return Err(Failure::request(say!(
            "there is already a plan here: `{}`", "这里已有计划：`{}`",
            shown_name(&plan, context.here())
        ))
        .hint(say!("`roadmap status` shows where you stand, `roadmap check` checks it; nothing was written", "`roadmap status` 查看进度，`roadmap check` 检查计划；没有写入任何内容")));
    }
    let made = made(args, context)?;
    let is_new = repository.is_none();
    if is_new {
        // Asked first, so that nothing is left half made.
        Ledger::check_identity(existing_ancestor(&directory))?;
    }
    fs::create_dir_all(&directory)
        .map_err(|error| Failure::file(FileAction::Create, &directory, &error))?;
    let ledger = repository.map_or_else(|| Ledger::init(&directory, context.through()), Ok)?;
    if !has_plan {
        let first_line = schema_file::first_line(&ledger, &directory);
        let first_line = first_line.map(|line| line + "\n").unwrap_or_default();
        let text = made.as_ref().map(|made| made.text.clone());
        let text = first_line + &text.unwrap_or_else(|| template(args, &directory, context));
        import::write(&plan, &args.notes.told_in(&text, context))?;
        schema_file::keep(&ledger);
    }
    if is_new {
        ledger.commit_first_file(
            Path::new(PLAN_FILE),
            "Add roadmap.toml",
            context.clock().now(),
        )?;
    }
    match &made {
        Some(made) => tell_made(made, &plan, is_new, context)?,
        None => tell(&plan, is_new, has_plan, args.minimal, context)?,
    }
    if args.notes.is_asked_for() {
        context.say("\n")?;
        notes::make(&args.notes, &directory, context)?;
    }
    Ok(())
}

/// The plan that a document makes; made first, so that nothing is begun for one that makes none.
fn made(args: &Args, context: &Context) -> Result<Option<Made>, Failure> {
    if args.from.is_none() && args.wishes.is_some() {
        return Err(Failure::request(say!(
            "these options are about a document, but none is named",
            "这些选项针对文档，但没有指定文档"
        ))
        .hint(say!("`--from FILE` names it", "请用 `--from FILE` 指定")));
    }
    args.from.as_deref().map(|from| import::make(from, &args.wishes, context)).transpose()
}

/// Tells what became of the document, after what was made here.
fn tell_made(made: &Made, plan: &Path, is_new: bool, context: &Context) -> Result<(), Failure> {
    let file = shown_name(plan, context.here());
    if is_new {
        context.tell(&format!("{}\n", context.style().lang.words().import().committed(&file)))?;
    }
    let outcome = Outcome { file: Some(file), is_plan: true, ..Outcome::default() };
    import::tell(made, &outcome, false, context)
}

/// The repository that the directory is in, if there is one.
fn existing_repository(directory: &Path, context: &Context) -> Result<Option<Ledger>, Failure> {
    match Ledger::open(
        existing_ancestor(directory),
        context.git_dir().as_deref(),
        context.through(),
    ) {
        Ok(ledger) => Ok(Some(ledger)),
        Err(LedgerError::NotARepository { .. }) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// The directory itself, or what exists of the way to it.
fn existing_ancestor(directory: &Path) -> &Path {
    directory.ancestors().find(|ancestor| ancestor.is_dir()).unwrap_or(directory)
}

fn template(args: &Args, directory: &Path, context: &Context) -> String {
    if !args.minimal {
        return BUILT_IN.to_owned();
    }
    let words = match context.style().lang {
        Lang::En => ("My plan", MINIMAL),
        Lang::Zh => ("我的计划", MINIMAL_ZH),
    };
    let today = context.clock().now().date_naive();
    let name = directory.file_name().map(|name| name.to_string_lossy().into_owned());
    let title: String = name
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control() && !"\"\\".contains(*c))
        .collect();
    let title = if title.trim().is_empty() { words.0.to_owned() } else { title };
    words
        .1
        .replace("{title}", &title)
        .replace("{start}", &today.to_string())
        .replace("{window}", &format!("{today}..{}", today + Days::new(FIRST_PHASE_DAYS - 1)))
}

fn tell(
    file: &Path,
    is_new: bool,
    had_plan: bool,
    is_minimal: bool,
    context: &Context,
) -> Result<(), Failure> {
    let words = context.style().lang.words();
    let name = shown_name(file, context.here());
    let text = words.initialised(&crate::view::lang::Initialised {
        file: &name,
        new_repository: is_new,
        wrote_plan: !had_plan,
        minimal: is_minimal,
    });
    context.tell(&text)?;
    let end = plan::read(BUILT_IN.as_bytes()).map(|reading| reading.plan.end());
    match end {
        Ok(end) if !had_plan && !is_minimal && end < context.clock().now().date_naive() => {
            context.tell(&format!("\n{}\n", words.plan_is_over(end)))
        }
        _ => Ok(()),
    }
}
