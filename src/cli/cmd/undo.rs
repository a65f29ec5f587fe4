//! `roadmap undo`

use clap_complete::ArgValueCandidates;

use crate::cli::args::{ReadArgs, RecordArgs};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Outcome, Recording, Way};
use crate::cli::workspace::{Standing, Workspace};
use crate::id::Id;
use crate::ledger::{CommitId, Record, Target, Verb};
use crate::progress::{self, Entry, Progress};
use crate::view::term::Notice;

/// Say that something recorded did not happen
///
/// Without a name: what was recorded last. With a task: what was recorded last for it, and of a
/// finished task every completion. With an event's id (see `roadmap log`): that event; undoing
/// an undo brings the event back. Nothing is deleted from history.
///
/// Example: roadmap undo fastapi-di
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A task or habit, or the id of an event
    #[arg(value_name = "TASK|EVENT", add = ArgValueCandidates::new(complete::undoable))]
    name: Option<String>,

    /// Why, kept with the record
    #[arg(short, long, value_name = "NOTE")]
    message: Option<String>,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

/// The shortest start of an event's id that is taken for one, in characters.
const SHORTEST_ID: usize = 4;

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let standing = workspace.standing(context, &ReadArgs::default())?;
    let entries = match &args.name {
        None => last(&workspace, &standing.progress)?,
        Some(name) => named(name, &workspace, &standing)?,
    };
    if let [Entry { event, standing: progress::Standing::Undone(by), .. }] = entries.as_slice() {
        let said = context.style().lang.words().already_undone(event.id.as_str(), by.as_str());
        return context.say(&format!("{said}\n"));
    }
    let today = workspace.today(context);
    let record = RecordArgs { message: args.message.clone(), ..RecordArgs::default() };
    let recording = Recording {
        records: records(&entries, today, &record),
        day: None,
        way: Way::Alone,
        dry_run: args.dry_run,
    };
    let outcome = recording.commit(&workspace, standing, context)?;
    let notices = notices(&outcome, &entries, context);
    outcome.tell(notices, context)
}

/// What the last recording command recorded: the newest events that count and are no undo.
fn last(workspace: &Workspace, progress: &Progress) -> Result<Vec<Entry>, Failure> {
    let counting: Vec<&Entry> =
        progress.entries.iter().filter(|entry| can_be_undone(entry)).collect();
    let Some(newest) = counting.first() else {
        return Err(Failure::request("there is nothing to undo")
            .hint("`roadmap log` shows what was recorded"));
    };
    // Author times are whole seconds; within one, the commits themselves know their order.
    let same_second = counting.iter().filter(|entry| entry.event.at == newest.event.at);
    let commits: Vec<CommitId> = same_second.map(|entry| entry.event.commit.clone()).collect();
    let tip = workspace.ledger.youngest(&commits);
    let newest = counting.iter().find(|entry| Some(&entry.event.commit) == tip).unwrap_or(newest);
    let together = counting.iter().filter(|entry| {
        entry.event.commit == newest.event.commit
            && entry.event.record.verb == newest.event.record.verb
            && entry.days == newest.days
    });
    Ok(together.map(|entry| (*entry).clone()).collect())
}

fn can_be_undone(entry: &Entry) -> bool {
    let stands = matches!(
        entry.standing,
        progress::Standing::Counts | progress::Standing::Reopened(_) | progress::Standing::Unknown
    );
    stands && entry.event.record.verb != Verb::Undo
}

/// The events that a task, habit or event id names.
fn named(name: &str, workspace: &Workspace, standing: &Standing) -> Result<Vec<Entry>, Failure> {
    let entries = &standing.progress.entries;
    let wanted = name.to_lowercase();
    let is_target = workspace.targets().iter().any(|target| target.id.as_str() == wanted);
    if !is_target && wanted.len() >= SHORTEST_ID {
        let by_id: Vec<&Entry> =
            entries.iter().filter(|entry| entry.event.id.as_str().starts_with(&wanted)).collect();
        match by_id.as_slice() {
            [] => {}
            [only] => return Ok(vec![(*only).clone()]),
            several => {
                let ids: String =
                    several.iter().map(|entry| format!("{}\n", entry.event.id)).collect();
                return Err(Failure::request(format!("`{name}` fits more than one event"))
                    .details(&ids)
                    .hint("write more of the id, or all of it"));
            }
        }
    }
    let id = workspace.target_of_events(name)?;
    let about: Vec<&Entry> = entries
        .iter()
        .filter(|entry| can_be_undone(entry) && entry.credited.contains(&id))
        .collect();
    let Some(newest) = about.first() else {
        return Err(Failure::request(format!("there is nothing to undo for `{id}`"))
            .hint(format!("`roadmap log {id}` shows its history")));
    };
    let is_finished_task =
        newest.event.record.verb == Verb::Done && workspace.plan.task(&id).is_some();
    if !is_finished_task {
        return Ok(vec![(*newest).clone()]);
    }
    // Two machines may both have recorded it: after an undo it has to be open.
    let completions = about.iter().filter(|entry| {
        entry.event.record.verb == Verb::Done && entry.standing == progress::Standing::Counts
    });
    Ok(completions.map(|entry| (*entry).clone()).collect())
}

/// One undo for each target, naming its events.
fn records(entries: &[Entry], today: chrono::NaiveDate, args: &RecordArgs) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for entry in entries {
        let target = &entry.event.record.target;
        let known = records.iter_mut().find(|record| record.target == *target);
        if let Some(record) = known {
            record.of.insert(entry.event.id.clone());
            continue;
        }
        let mut record = undo(target.clone(), today, args);
        record.of.insert(entry.event.id.clone());
        records.push(record);
    }
    records
}

fn undo(target: Target, today: chrono::NaiveDate, args: &RecordArgs) -> Record {
    recording::record(Verb::Undo, target, today, args.message.as_deref())
}

fn notices(outcome: &Outcome, entries: &[Entry], context: &Context) -> Vec<Notice> {
    let words = context.style().lang.words();
    let said = entries.iter().map(|entry| {
        let record = &entry.event.record;
        let verb = words.verb(record.verb);
        Notice::Fact(words.undone(verb, entry.day(), entry.event.id.as_str()))
    });
    let mut notices: Vec<Notice> = said.collect();
    let ids: Vec<Id> = entries.iter().flat_map(|entry| entry.credited.clone()).collect();
    notices.push(recording::summary(&outcome.progress, &ids, context));
    if let [event] = outcome.events.as_slice() {
        notices.push(Notice::Fact(words.take_back(&format!("roadmap undo {}", event.id))));
    }
    notices
}
