//! `roadmap init`

mod notes;
mod questions;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};

use crate::cli::cmd::import::{self, Beginning, Made, WishArgs};
use crate::cli::context::Context;
use crate::cli::dates;
use crate::cli::failure::Failure;
use crate::cli::nearest::find_plan;
use crate::cli::schema_file;
use crate::cli::workspace::{BUILT_IN, PLAN_FILE, shown_name};
use crate::ledger::{Ledger, LedgerError};
use crate::plan::{self, Plan};
use crate::say;
use crate::sentence::FileAction;
use crate::view::Lang;
use crate::view::lang::Initialised;
use crate::view::report::Outcome;
use crate::view::term;

/// Start a plan here
///
/// Makes a git repository if there is none, and writes roadmap.toml: the built-in plan (from
/// Python back end to DevOps, in Chinese), or with --minimal a short one to fill in. In a new
/// repository it is also the first commit; in one of yours, committing it is up to you.
///
/// If the first phase of the built-in plan is over, all its dates move so that it begins today, or
/// on the day of --start. Without options it asks in a terminal, three questions at most.
///
/// With --notes obsidian it also makes a Markdown note for every phase and task, in a folder that
/// Obsidian opens as a vault. A plan that is there already gets `[notes]`, which says where they
/// are; no other file that is there is changed.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Where; by default here
    #[arg(value_hint = clap::ValueHint::DirPath)]
    directory: Option<PathBuf>,

    /// Write a short plan to fill in, beginning today
    #[arg(long)]
    minimal: bool,

    /// Take over a plan, or make one of a document (see `roadmap import`); - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "minimal")]
    #[arg(value_hint = clap::ValueHint::FilePath)]
    from: Option<PathBuf>,

    /// Ask nothing, also in a terminal
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    wishes: WishArgs,

    #[command(flatten)]
    notes: notes::NoteArgs,
}

impl Args {
    /// Whether no plan is asked for, but notes.
    fn asks_for_notes_alone(&self) -> bool {
        !self.minimal && self.from.is_none() && self.notes.is_asked_for()
    }
}

/// The days of the short plan's first phase.
const FIRST_PHASE_DAYS: u64 = 28;

/// The short plan, with `{title}`, `{start}` and `{window}` to be filled in.
const MINIMAL: &str = include_str!("../../minimal.toml");

/// The same in Chinese.
const MINIMAL_ZH: &str = include_str!("../../minimal.zh.toml");

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let named = args.directory.as_ref().map(|directory| context.here().join(directory));
    let directory = named.unwrap_or_else(|| context.here().to_owned());
    let plan = directory.join(PLAN_FILE);
    let has_plan = plan.exists();
    args.notes.check()?;
    let repository = existing_repository(&directory, context)?;
    if repository.as_ref().is_some_and(|repository| repository.work_dir().is_none()) {
        // Says that it is bare.
        find_plan(&directory)?;
    }
    if args.directory.is_none()
        && !has_plan
        && let Ok(above) = find_plan(context.here())
    {
        return in_plan_above(args, &above, context);
    }
    if has_plan && repository.is_some() && args.asks_for_notes_alone() {
        return notes::make(&args.notes, &directory, context);
    }
    if has_plan && (args.minimal || args.from.is_some() || repository.is_some()) {
        return Err(plan_is_there(&plan, context));
    }
    let mut args = args.clone();
    if !has_plan && !args.yes && context.is_interactive() {
        questions::ask(&mut args, &directory, repository.is_none(), context)?;
    }
    let draft = if has_plan { None } else { Some(Draft::new(&args, &directory, context)?) };
    let is_new = repository.is_none();
    if is_new {
        // Asked first, so that nothing is left half made.
        Ledger::check_identity(existing_ancestor(&directory))?;
    }
    fs::create_dir_all(&directory)
        .map_err(|error| Failure::file(FileAction::Create, &directory, &error))?;
    let ledger = repository.map_or_else(|| Ledger::init(&directory, context.through()), Ok)?;
    if let Some(draft) = &draft {
        // A copy stays as it is, so that a later edition of the plan can be compared with it.
        let is_copy = matches!(draft.origin, Origin::Plan(_));
        let first_line = schema_file::first_line(&ledger, &directory).filter(|_| !is_copy);
        let first_line = first_line.map(|line| line + "\n").unwrap_or_default();
        import::write(&plan, &args.notes.told_in(&(first_line + &draft.text), context))?;
        schema_file::keep(&ledger);
    }
    if is_new {
        let now = context.clock().now();
        ledger.commit_first_file(Path::new(PLAN_FILE), "Add roadmap.toml", now)?;
    }
    match draft.as_ref().map(|draft| &draft.origin) {
        Some(Origin::Document(made)) => {
            tell_made(made, &plan, args.from.as_deref(), is_new, context)?;
        }
        _ => tell(&plan, is_new, draft.as_ref(), args.minimal, context)?,
    }
    if args.notes.is_asked_for() {
        context.say("\n")?;
        notes::make(&args.notes, &directory, context)?;
    }
    Ok(())
}

/// A plan is never written over.
fn plan_is_there(plan: &Path, context: &Context) -> Failure {
    Failure::request(say!(
        "there is already a plan here: `{}`",
        "这里已有计划：`{}`",
        shown_name(plan, context.here())
    ))
    .hint(say!(
        "`roadmap status` shows where you stand, `roadmap check` checks it; nothing was written",
        "`roadmap status` 查看进度，`roadmap check` 检查计划；没有写入任何内容"
    ))
}

/// Below a plan, notes are made for that one, and no second one is begun by accident.
fn in_plan_above(args: &Args, plan: &Path, context: &Context) -> Result<(), Failure> {
    let directory = plan.parent().unwrap_or(context.here());
    if args.asks_for_notes_alone() {
        return notes::make(&args.notes, directory, context);
    }
    Err(Failure::request(say!(
        "this folder belongs to the plan `{}`",
        "这个目录属于计划 `{}`",
        plan.display()
    ))
    .hint(say!(
        "`roadmap init .` begins another plan here; nothing was written",
        "要在这里另建计划：`roadmap init .`；没有写入任何内容"
    )))
}

/// A plan that is not written yet; made first, so that nothing is begun for one that makes none.
struct Draft {
    text: String,
    origin: Origin,
    /// The first and the last day of the plan, where they were moved.
    moved: Option<(NaiveDate, NaiveDate)>,
}

/// Where a plan is from.
enum Origin {
    /// It is the built-in or the short one.
    Ours,
    /// It was made of a document.
    Document(Box<Made>),
    /// It is a copy of another, with this name.
    Plan(String),
}

impl Draft {
    fn new(args: &Args, directory: &Path, context: &Context) -> Result<Self, Failure> {
        if let Some(from) = &args.from {
            return match import::begin(from, &args.wishes, context)? {
                Beginning::Plan(text, name) => Self::of_plan(text, name, args, context),
                Beginning::Document(made) => {
                    let (text, origin) = (made.text.clone(), Origin::Document(made));
                    Ok(Self { text, origin, moved: None })
                }
            };
        }
        if let Some(option) = args.wishes.of_document(args.minimal) {
            return Err(Failure::request(say!(
                "`{option}` is about a document, but none is named",
                "`{option}` 针对文档，但没有指定文档"
            ))
            .hint(say!("`--from FILE` names it", "请用 `--from 文件` 指定")));
        }
        let today = context.clock().now().date_naive();
        let wanted = args.wishes.first_day(today)?;
        if args.minimal {
            let title = args.wishes.title.as_deref();
            let start = wanted.unwrap_or(today);
            let text = minimal(title, directory, start, context.style().lang);
            return Ok(Self { text, origin: Origin::Ours, moved: None });
        }
        let late = || is_late(today).then_some(today);
        let built_in = plan::with_comments_in(BUILT_IN, context.style().lang);
        let Some(start) = wanted.or_else(late) else {
            return Ok(Self { text: built_in, origin: Origin::Ours, moved: None });
        };
        Self::begun_on(&built_in, start, Origin::Ours)
    }

    /// A plan that is taken over, moved to another first day where one is wanted.
    fn of_plan(
        text: String,
        name: String,
        args: &Args,
        context: &Context,
    ) -> Result<Self, Failure> {
        let today = context.clock().now().date_naive();
        match args.wishes.first_day(today)? {
            Some(start) => Self::begun_on(&text, start, Origin::Plan(name)),
            None => Ok(Self { text, origin: Origin::Plan(name), moved: None }),
        }
    }

    /// The plan with all its dates moved so that it begins on a day.
    fn begun_on(text: &str, start: NaiveDate, origin: Origin) -> Result<Self, Failure> {
        let text = dates::begin(text, start)?;
        let end = plan::read(text.as_bytes()).map(|reading| reading.plan.end());
        let moved = end.ok().map(|end| (start, end));
        Ok(Self { text, origin, moved })
    }
}

/// Whether the first phase of the built-in plan is over, so that whoever begins now would be
/// behind from the first day.
fn is_late(today: NaiveDate) -> bool {
    let built_in = plan::read(BUILT_IN.as_bytes());
    built_in.is_ok_and(|it| it.plan.phases.first().is_some_and(|it| it.window.last() < today))
}

/// Tells what became of the document, after what was made here.
fn tell_made(
    made: &Made,
    plan: &Path,
    from: Option<&Path>,
    is_new: bool,
    context: &Context,
) -> Result<(), Failure> {
    let file = shown_name(plan, context.here());
    if is_new {
        context.tell(&format!("{}\n", context.style().lang.words().import().committed(&file)))?;
    }
    let folder = plan.parent().filter(|folder| *folder != context.here());
    let folder = folder.map(|folder| shown_name(folder, context.here()));
    let to_record = from.filter(|from| *from != Path::new("-")).map(|from| match &folder {
        // Seen from that folder, only the whole path leads to the document.
        Some(folder) => import::to_record(Some(folder), &context.here().join(from)),
        None => import::to_record(None, from),
    });
    let outcome = Outcome { file: Some(file), is_plan: true, to_record, ..Outcome::default() };
    import::tell(made, &outcome, false, context)?;
    let Some(folder) = folder else { return Ok(()) };
    context.say("\n")?;
    context.say(&term::steps(&[(format!("cd {}", term::shell_word(&folder)), "")], context.style()))
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

/// The short plan, named after its directory.
fn minimal(title: Option<&str>, directory: &Path, start: NaiveDate, lang: Lang) -> String {
    let words = match lang {
        Lang::En => ("My plan", MINIMAL),
        Lang::Zh => ("我的计划", MINIMAL_ZH),
    };
    let name = directory.file_name().map(|name| name.to_string_lossy().into_owned());
    let title: String = title
        .map_or_else(|| name.unwrap_or_default(), str::to_owned)
        .chars()
        .filter(|c| !c.is_control() && !"\"\\".contains(*c))
        .collect();
    let title = if title.trim().is_empty() { words.0.to_owned() } else { title };
    words
        .1
        .replace("{title}", &title)
        .replace("{start}", &start.to_string())
        .replace("{window}", &format!("{start}..{}", start + Days::new(FIRST_PHASE_DAYS - 1)))
}

fn tell(
    file: &Path,
    is_new: bool,
    draft: Option<&Draft>,
    is_minimal: bool,
    context: &Context,
) -> Result<(), Failure> {
    let words = context.style().lang.words();
    let name = shown_name(file, context.here());
    let text = words.initialised(&Initialised {
        file: &name,
        new_repository: is_new,
        wrote_plan: draft.is_some(),
        minimal: is_minimal,
        copy_of: draft.and_then(|draft| match &draft.origin {
            Origin::Plan(name) => Some(name.as_str()),
            Origin::Ours | Origin::Document(_) => None,
        }),
    });
    context.tell(&text)?;
    if let Some((start, end)) = draft.and_then(|draft| draft.moved) {
        context.tell(&format!("{}\n", words.welcome().moved(start, end)))?;
    }
    let kept = || fs::read(file).unwrap_or_default();
    let text = draft.map_or_else(kept, |draft| draft.text.clone().into_bytes());
    let task = plan::read(&text).ok().and_then(|reading| first_task(&reading.plan));
    let task = task.unwrap_or_else(|| "<task>".to_owned());
    let folder = file.parent().filter(|folder| *folder != context.here());
    let folder = folder.map(|folder| term::shell_word(&shown_name(folder, context.here())));
    let folder = folder.map(|folder| (format!("cd {folder}"), ""));
    let mut steps: Vec<(String, &str)> = folder.into_iter().collect();
    steps.push(("roadmap".to_owned(), words.welcome().to_see()));
    steps.push((format!("roadmap done {task}"), words.welcome().to_record()));
    steps.push(("roadmap edit".to_owned(), words.welcome().to_change()));
    context.say("\n")?;
    context.say(&term::steps(&steps, context.style()))
}

fn first_task(plan: &Plan) -> Option<String> {
    plan.tasks().next().map(|(_, task)| task.id.to_string())
}
