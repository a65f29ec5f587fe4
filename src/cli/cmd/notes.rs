//! `roadmap notes`

use std::collections::BTreeMap;

use crate::cli::args::ReadArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Recording, Way};
use crate::cli::save;
use crate::cli::vault::{self, Note, Vault};
use crate::cli::workspace::{Standing, Workspace};
use crate::id::Id;
use crate::ledger::{Target, Verb};
use crate::note::{Flaw, Page, Subject, TickBox};
use crate::plan::Plan;
use crate::progress::{self, Progress};
use crate::sentence::FileAction;
use crate::view::Format;
use crate::view::note::Desk;
use crate::view::report::{LeftAlone, LeftRow, Notes, Report, TickRow};

/// Bring the notes of tasks and phases up to date
///
/// `roadmap init --notes obsidian` makes them.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Debug, clap::Subcommand)]
enum Action {
    Sync(SyncArgs),
}

/// Write what is done into the notes, and offer to record boxes that you ticked
///
/// Changes only the keys of the front matter that begin with `roadmap-` and the lines between
/// `<!-- roadmap:begin -->` and `<!-- roadmap:end -->`. A note that is not clear is left as it
/// is, and named.
#[derive(Debug, clap::Args)]
struct SyncArgs {
    /// Record the tasks whose boxes you ticked as done today, in one commit
    #[arg(long, conflicts_with = "json")]
    record: bool,

    /// Show what would change, and change nothing
    #[arg(long, conflicts_with = "record")]
    dry_run: bool,

    /// Print JSON for programs instead of text for people
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let Action::Sync(args) = &args.action;
    let workspace = Workspace::open(context)?;
    let mut vault = Vault::open(&workspace, context.here())?;
    let standing = workspace.standing(context, &ReadArgs::default())?;
    if !args.json {
        Workspace::say_cut(&standing, context)?;
    }
    let mut notes = Notes {
        folder: vault.folder.clone(),
        dry_run: args.dry_run,
        missing: missing(&vault, &workspace.plan),
        ..Notes::default()
    };
    let (ticked, unticked) = ticks(&vault, &workspace.plan, &standing.progress);
    notes.ticked = ticked;
    notes.unticked = unticked;
    let progress = if records(args, &notes, context)? {
        record(&std::mem::take(&mut notes.ticked), &workspace, standing, context)?
    } else {
        standing.progress
    };
    sync(&mut vault, &workspace.plan, &progress, &mut notes, context)?;
    let format = if args.json { Format::Json } else { Format::Term };
    context.print(&Report::Notes(notes), format)
}

/// Whether to record the boxes that were ticked: where that is asked for, or agreed to.
fn records(args: &SyncArgs, notes: &Notes, context: &Context) -> Result<bool, Failure> {
    if notes.ticked.is_empty() || args.dry_run || args.json {
        return Ok(false);
    }
    if args.record || !context.is_interactive() {
        return Ok(args.record);
    }
    let words = context.style().lang.words().note();
    let tasks: String =
        notes.ticked.iter().map(|row| format!("  ☑ {}  {}\n", row.id, row.title)).collect();
    context.tell(&format!("{}\n{tasks}", words.ticked(notes.ticked.len())))?;
    context.ask(words.ask_to_record())
}

/// Records these tasks as done today, in one commit.
fn record(
    rows: &[TickRow],
    workspace: &Workspace,
    standing: Standing,
    context: &Context,
) -> Result<Progress, Failure> {
    let day = workspace.today(context);
    let ids: Vec<Id> = rows.iter().map(|row| row.id.clone()).collect();
    let records = ids
        .iter()
        .map(|id| recording::record(Verb::Done, Target::One(id.clone()), day, None))
        .collect();
    let day = Some(context.style().lang.words().date(day));
    let recording = Recording { records, day, way: Way::Alone, dry_run: false };
    let outcome = recording.commit(workspace, standing, context)?;
    let progress = outcome.progress.clone();
    let summary = recording::summary(&progress, &ids, context);
    outcome.tell(vec![summary], context)?;
    Ok(progress)
}

/// The phases and tasks without a note, by the places where there is nothing yet.
fn missing(vault: &Vault, plan: &Plan) -> Vec<String> {
    let lacks = |subject: &Subject| {
        !vault.notes.contains_key(subject) && vault.file_of(subject).symlink_metadata().is_err()
    };
    vault::subjects(plan).filter(lacks).map(|subject| vault.shown(&subject.place())).collect()
}

/// The boxes that were ticked, and those that were cleared, by hand; in the order of the plan.
fn ticks(vault: &Vault, plan: &Plan, progress: &Progress) -> (Vec<TickRow>, Vec<TickRow>) {
    let mut boxes: BTreeMap<Id, Vec<(TickBox, String)>> = BTreeMap::new();
    for note in vault.notes.values() {
        for tick in boxes_of(note).unwrap_or_default() {
            for id in progress::credited(plan, &tick.id) {
                boxes.entry(id).or_default().push((tick.clone(), vault.shown(&note.place)));
            }
        }
    }
    let rows = |is_such: &dyn Fn(&TickBox) -> bool, is_done: bool| -> Vec<TickRow> {
        let tasks = plan.tasks().map(|(_, task)| task);
        let of_state = tasks.filter(|task| {
            progress.task(&task.id).is_some_and(|stands| stands.is_done() == is_done)
        });
        let row = |task: &crate::plan::Task| {
            let (_, note) = boxes.get(&task.id)?.iter().find(|(tick, _)| is_such(tick))?;
            Some(TickRow { id: task.id.clone(), title: task.title.clone(), note: note.clone() })
        };
        of_state.filter_map(row).collect()
    };
    (rows(&TickBox::is_ticked_by_hand, false), rows(&TickBox::is_unticked_by_hand, true))
}

fn boxes_of(note: &Note) -> Result<Vec<TickBox>, Flaw> {
    Page::read(&note.text).ok_or(Flaw::NoFrontMatter)?.boxes()
}

/// Writes what is ours into every note, unless it is a dry run.
fn sync(
    vault: &mut Vault,
    plan: &Plan,
    progress: &Progress,
    notes: &mut Notes,
    context: &Context,
) -> Result<(), Failure> {
    let places = vault.places();
    let desk = Desk { plan, progress, places: &places, words: vault::words(plan, context) };
    notes.left_alone = std::mem::take(&mut vault.left_alone);
    for (subject, note) in &vault.notes {
        let shown = vault.shown(&note.place);
        let text = match renewed(&desk, subject, note) {
            Ok(text) => text,
            Err(flaw) => {
                notes.left_alone.push(LeftRow::new(shown, LeftAlone::Flawed(flaw)));
                continue;
            }
        };
        if text == note.text {
            notes.unchanged += 1;
            continue;
        }
        let replaced = notes.dry_run
            || save::replace(&note.file, note.text.as_bytes(), &text)
                .map_err(|error| Failure::file(FileAction::Write, &note.file, &error))?;
        if replaced {
            notes.changed.push(shown);
        } else {
            notes.left_alone.push(LeftRow::new(shown, LeftAlone::ChangedMeanwhile));
        }
    }
    notes.left_alone.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(())
}

/// The text of a note with what is ours in it.
fn renewed(desk: &Desk<'_>, subject: &Subject, note: &Note) -> Result<String, Flaw> {
    let page = Page::read(&note.text).ok_or(Flaw::NoFrontMatter)?;
    let boxes = page.boxes()?;
    let Some(ours) = desk.ours(subject, &boxes) else { return Ok(note.text.clone()) };
    page.with(&ours.properties, &ours.inside)
}
