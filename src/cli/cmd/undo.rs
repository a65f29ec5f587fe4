//! `roadmap undo`

use clap_complete::ArgValueCandidates;

use crate::civil::DayRange;
use crate::cli::args::RecordArgs;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Outcome, Recording, Way};
use crate::cli::workspace::{Standing, Workspace};
use crate::id::Id;
use crate::ledger::{CommitId, Record, Target, Verb};
use crate::progress::{self, Entry};
use crate::say;
use crate::view::term::Notice;

/// Say that something recorded did not happen
///
/// Without a name: what was recorded last. With a task: what was recorded last for it, and of a
/// finished task every completion. With the id of an event or commit (see `roadmap log`): that;
/// undoing an undo brings the event back. Nothing is deleted from history.
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

/// The shortest start of a commit's id that is taken for one, in characters; git's own default.
const SHORTEST_COMMIT: usize = 7;

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let standing = workspace.standing_before(context)?;
    let entries = match &args.name {
        None => last(&workspace, &standing)?,
        Some(name) => named(name, &workspace, &standing)?,
    };
    if let [Entry { event, standing: progress::Standing::Undone(by), .. }] = entries.as_slice() {
        let said = context.style().lang.words().already_undone(event.id.as_str(), by.as_str());
        return context.tell(&said);
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
    let notices = notices(&outcome, &entries, args.dry_run, context);
    outcome.tell(notices, context)
}

/// What the last recording command recorded: the newest event that counts and is no undo, with
/// those that were recorded in one go with it. Where several people record, the learner's own.
fn last(workspace: &Workspace, standing: &Standing) -> Result<Vec<Entry>, Failure> {
    let (progress, tips) = (&standing.progress, &standing.history.tips);
    let me = if progress.people.len() > 1 { Some(workspace.ledger.learner()?) } else { None };
    let is_mine = |entry: &&Entry| me.as_ref().is_none_or(|me| entry.event.author == *me);
    // What a mentor says of the work is not what the learner did last.
    let is_recorded = |entry: &&Entry| {
        entry.event.derived.is_none()
            && entry.event.record.verb != Verb::Attest
            && can_be_undone(entry)
    };
    let counting: Vec<&Entry> =
        progress.entries.iter().filter(is_recorded).filter(is_mine).collect();
    let Some(newest) = at_the_tip(tips, &counting).or_else(|| newest(workspace, &counting)) else {
        return Err(Failure::request(say!("there is nothing to undo", "没有可撤销的记录"))
            .hint(say!("`roadmap log` shows what was recorded", "查看记录：`roadmap log`")));
    };
    if newest.standing == progress::Standing::Unknown {
        // It may be of another plan in this repository.
        let (id, target) = (&newest.event.id, &newest.event.record.target);
        return Err(Failure::request(say!(
            "the last record is of `{target}`, which is not in this plan",
            "最近一条记录是 `{target}` 的，这份计划里没有它"
        ))
        .hint(say!("`roadmap undo {id}` takes it back", "要撤销它：`roadmap undo {id}`")));
    }
    // A squash merge puts what was recorded on many days into one commit.
    if !workspace.ledger.is_plain_record(&newest.event.commit)? {
        return Ok(vec![newest.clone()]);
    }
    let together = counting.iter().filter(|entry| entry.event.commit == newest.event.commit);
    Ok(together.map(|entry| (*entry).clone()).collect())
}

/// An entry of the last commit: that is the last, whatever the clocks said.
fn at_the_tip<'a>(tips: &[CommitId], entries: &[&'a Entry]) -> Option<&'a Entry> {
    let [tip] = tips else { return None };
    entries.iter().copied().find(|entry| entry.event.commit == *tip)
}

/// The newest of these entries. Author times are whole seconds; within one, the commits
/// themselves know their order.
fn newest<'a>(workspace: &Workspace, entries: &[&'a Entry]) -> Option<&'a Entry> {
    let at = entries.iter().map(|entry| entry.event.at).max()?;
    let same_second = || entries.iter().copied().filter(|entry| entry.event.at == at);
    let commits: Vec<CommitId> = same_second().map(|entry| entry.event.commit.clone()).collect();
    let sorted = workspace.ledger.newest_first(&commits);
    same_second().find(|entry| Some(&entry.event.commit) == sorted.first())
}

fn can_be_undone(entry: &Entry) -> bool {
    stands(entry) && !is_undo(entry)
}

fn stands(entry: &Entry) -> bool {
    matches!(
        entry.standing,
        progress::Standing::Counts | progress::Standing::Reopened(_) | progress::Standing::Unknown
    )
}

fn is_undo(entry: &Entry) -> bool {
    entry.event.record.verb == Verb::Undo
}

/// The events that a task, habit, event id or commit names.
fn named(name: &str, workspace: &Workspace, standing: &Standing) -> Result<Vec<Entry>, Failure> {
    let wanted = name.to_lowercase();
    let is_target = workspace.targets().iter().any(|target| target.id.as_str() == wanted);
    if !is_target && let Some(entries) = by_id(&wanted, &standing.progress.entries)? {
        return Ok(entries);
    }
    if name == "*" {
        let is_general = |entry: &&Entry| entry.event.record.target == Target::Everything;
        return about("*", workspace, standing, is_general);
    }
    let id = workspace.target_of_events(name)?;
    about(id.as_str(), workspace, standing, |entry| entry.credited.contains(&id))
}

/// The event with this id, or the start of one; or the events of a commit, named likewise.
pub(super) fn by_id(wanted: &str, entries: &[Entry]) -> Result<Option<Vec<Entry>>, Failure> {
    // A whole id is that event, even where it is short or others start with it.
    if let Some(whole) = entries.iter().find(|entry| entry.event.id.as_str() == wanted) {
        return Ok(Some(vec![whole.clone()]));
    }
    if wanted.len() < SHORTEST_ID {
        return Ok(None);
    }
    let by_event: Vec<&Entry> =
        entries.iter().filter(|entry| entry.event.id.as_str().starts_with(wanted)).collect();
    match by_event.as_slice() {
        [] => {}
        [only] => return Ok(Some(vec![(*only).clone()])),
        several => {
            let ids: String = several.iter().map(|entry| format!("{}\n", entry.event.id)).collect();
            return Err(Failure::request(say!(
                "`{wanted}` fits more than one event",
                "`{wanted}` 对应不止一个事件"
            ))
            .details(&ids)
            .hint(say!("write more of the id, or all of it", "请把 id 写长一些或写全")));
        }
    }
    let of_commit = entries.iter().filter(|entry| {
        wanted.len() >= SHORTEST_COMMIT && entry.event.commit.as_str().starts_with(wanted)
    });
    // A commit of undos alone is named to bring back what they took.
    let (undos, others): (Vec<&Entry>, Vec<&Entry>) =
        of_commit.filter(|entry| stands(entry)).partition(|entry| is_undo(entry));
    let of_commit = if others.is_empty() { undos } else { others };
    let of_commit: Vec<Entry> = of_commit.into_iter().cloned().collect();
    Ok(if of_commit.is_empty() { None } else { Some(of_commit) })
}

/// What was recorded last about something, and of a finished task every completion.
fn about(
    name: &str,
    workspace: &Workspace,
    standing: &Standing,
    is_about: impl Fn(&&Entry) -> bool,
) -> Result<Vec<Entry>, Failure> {
    let entries = standing.progress.entries.iter().filter(|entry| can_be_undone(entry));
    let entries = entries.filter(|entry| entry.event.record.verb != Verb::Attest);
    let about: Vec<&Entry> = entries.filter(is_about).collect();
    // What was reopened is no longer the last word, whatever the clocks said.
    let is_reopened = |entry: &Entry| matches!(entry.standing, progress::Standing::Reopened(_));
    let in_force: Vec<&Entry> = about.iter().copied().filter(|entry| !is_reopened(entry)).collect();
    let Some(newest) = newest(workspace, &in_force).or_else(|| newest(workspace, &about)) else {
        let log = if name == "*" { String::new() } else { format!(" {name}") };
        return Err(Failure::request(say!(
            "there is nothing to undo for `{name}`",
            "`{name}` 没有可撤销的记录"
        ))
        .hint(say!("`roadmap log{log}` shows its history", "查看它的历史：`roadmap log{log}`")));
    };
    let is_task = newest.credited.iter().any(|id| workspace.plan.task(id).is_some());
    if newest.event.record.verb != Verb::Done || !is_task || is_reopened(newest) {
        return Ok(vec![newest.clone()]);
    }
    // Two machines may both have recorded it: after an undo it has to be open.
    let completions = in_force.iter().filter(|entry| entry.event.record.verb == Verb::Done);
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

fn notices(outcome: &Outcome, entries: &[Entry], dry_run: bool, context: &Context) -> Vec<Notice> {
    let words = context.style().lang.words();
    let said = entries.iter().map(|entry| {
        let record = &entry.event.record;
        let verb = words.verb(record.verb);
        let is_skip = record.verb == Verb::Skip;
        let days = if is_skip { entry.days } else { DayRange::single(entry.day()) };
        let (days, id) = (days.to_string(), entry.event.id.as_str());
        if dry_run {
            Notice::Always(words.would_undo(verb, &days, id))
        } else {
            Notice::Fact(words.undone(verb, &days, id))
        }
    });
    let mut notices: Vec<Notice> = said.collect();
    let ids: Vec<Id> = entries.iter().flat_map(|entry| entry.credited.clone()).collect();
    notices.push(recording::summary(&outcome.progress, &ids, context));
    let back = match outcome.events.as_slice() {
        [] => None,
        [event] => Some(event.id.to_string()),
        [event, ..] => Some(event.commit.short().to_owned()),
    };
    let back = back.map(|name| words.take_back(&format!("roadmap undo {name}")));
    notices.extend(back.map(Notice::Fact));
    notices
}
