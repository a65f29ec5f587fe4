//! `roadmap attest`

use clap::ValueEnum;

use super::undo::by_id;
use crate::cli::args;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Recording, Way};
use crate::cli::workspace::{Standing, Workspace};
use crate::ledger::{Record, Signature, Verb, Verdict};
use crate::progress::{self, Entry};
use crate::say;
use crate::view::term::Notice;

/// Say of a completion that you have looked at it, signed with your SSH key
///
/// For mentors and CI: that it is accepted, or needs changes. Of a task, all its completions that
/// count; or one, by the id of its event (see `roadmap log`). No number changes. `show` and `report`
/// name you where `[mentors]` in the plan has your key (docs/attest.md).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A finished task, or the id of a completion
    #[arg(value_name = "TASK|EVENT", add = args::targets())]
    name: String,

    /// What you say of it: accepted or changes
    #[arg(long, value_name = "VERDICT", hide_possible_values = true)]
    verdict: VerdictArg,

    /// A note, kept with the record
    #[arg(short, long, value_name = "NOTE")]
    message: Option<String>,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

/// What can be said.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum VerdictArg {
    /// It is as it should be
    Accepted,
    /// Something has to be changed
    Changes,
}

impl From<VerdictArg> for Verdict {
    fn from(verdict: VerdictArg) -> Self {
        match verdict {
            VerdictArg::Accepted => Self::Accepted,
            VerdictArg::Changes => Self::Changes,
        }
    }
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let standing = workspace.standing_before(context)?;
    let completions = completions(&args.name, &workspace, &standing)?;
    let today = workspace.today(context);
    let mut records: Vec<Record> = Vec::new();
    for entry in &completions {
        let target = &entry.event.record.target;
        if let Some(record) = records.iter_mut().find(|record| record.target == *target) {
            record.of.insert(entry.event.id.clone());
            continue;
        }
        let note = args.message.as_deref();
        let record = recording::record(Verb::Attest, target.clone(), today, note);
        let mut record = record.saying(args.verdict.into());
        record.of.insert(entry.event.id.clone());
        records.push(record);
    }
    let recording = Recording { records, day: None, way: Way::Signed, dry_run: args.dry_run };
    let outcome = recording.commit(&workspace, standing, context)?;
    let notice = if args.dry_run { None } else { Some(verified(&outcome, &workspace, context)?) };
    outcome.tell(notice.into_iter().collect(), context)
}

/// The completions that count of a task, of an event or of a commit.
fn completions(
    name: &str,
    workspace: &Workspace,
    standing: &Standing,
) -> Result<Vec<Entry>, Failure> {
    let counts = |entry: &Entry| {
        let is_done = entry.event.record.verb == Verb::Done;
        is_done && entry.standing == progress::Standing::Counts
    };
    let wanted = name.to_lowercase();
    let is_target = workspace.targets().iter().any(|target| target.id.as_str() == wanted);
    let by_id = if is_target { None } else { by_id(&wanted, &standing.progress.entries)? };
    let found: Vec<Entry> = if let Some(entries) = by_id {
        entries.into_iter().filter(counts).collect()
    } else {
        let id = workspace.target_of_events(name)?;
        let of_it = standing.progress.entries.iter();
        of_it.filter(|entry| counts(entry) && entry.credited.contains(&id)).cloned().collect()
    };
    if found.is_empty() {
        return Err(Failure::request(say!(
            "`{name}` has no completion that counts, so there is nothing to attest",
            "`{name}` 没有可评审的完成记录"
        ))
        .hint(say!("`roadmap log` shows what was recorded", "查看记录：`roadmap log`")));
    }
    Ok(found)
}

/// Whose signature others will see.
fn verified(
    outcome: &recording::Outcome,
    workspace: &Workspace,
    context: &Context,
) -> Result<Notice, Failure> {
    let signatures = workspace.signatures(&outcome.events)?;
    let commit = outcome.events.first().map(|event| &event.commit);
    let signature =
        commit.and_then(|commit| signatures.get(commit)).unwrap_or(&Signature::Unchecked);
    let words = context.style().lang.words().attesting();
    Ok(match signature {
        Signature::By(mentor) => Notice::Fact(words.recorded(Some(mentor), signature)),
        _ => Notice::Mind(words.recorded(None, signature)),
    })
}
