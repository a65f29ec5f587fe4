//! Making a change of the plan, and saying what it does: to the file, and to what is recorded.

use super::args::ReadArgs;
use super::context::Context;
use super::failure::Failure;
use super::plan_file::{PlanFile, PlanSource};
use super::workspace::{Standing, Workspace};
use crate::id::Id;
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::plan::edit::EditError;
use crate::progress::{self, Progress, Share, TaskState};
use crate::say;
use crate::sentence::Spoken as _;
use crate::view::term::{self, Change, Notice};

/// What every command takes that changes the plan.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct ChangeArgs {
    /// Show the change, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Commit the change, and nothing else
    #[arg(long, conflicts_with = "dry_run")]
    pub(crate) commit: bool,
}

/// Ids whose credit goes elsewhere, and where it goes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Handover {
    /// The ids of the past.
    pub(crate) from: Vec<Id>,
    /// The ids of today.
    pub(crate) to: Vec<Id>,
    /// A task that loses its estimate in this phase, because the others there have none.
    pub(crate) unweighed: Option<(Id, Id)>,
}

/// Says what the change is, makes it unless it is a dry run, and commits it if asked to.
///
/// # Errors
///
/// Nothing is changed when one is returned, unless it says so.
pub(crate) fn make(
    file: &PlanFile,
    new: &str,
    subject: &str,
    handover: &Handover,
    args: &ChangeArgs,
    context: &Context,
) -> Result<(), Failure> {
    let PlanFile { workspace, source } = file;
    let plan = source.read(new, context)?;
    let notices = notices(workspace, &plan, handover, context)?;
    write(source, new, &workspace.ledger, &Making { notices, subject, args }, context)
}

/// How a change is made.
pub(crate) struct Making<'a> {
    /// What it does to all that is recorded.
    pub(crate) notices: Vec<Notice>,
    /// The subject of its commit.
    pub(crate) subject: &'a str,
    /// What the learner asks for.
    pub(crate) args: &'a ChangeArgs,
}

/// Writes a new text as it was asked for, and shows the difference.
///
/// # Errors
///
/// As [`make`].
pub(crate) fn write(
    source: &PlanSource,
    new: &str,
    ledger: &Ledger,
    making: &Making<'_>,
    context: &Context,
) -> Result<(), Failure> {
    let Making { notices, subject, args } = making;
    let (style, old) = (context.style(), source.text.as_str());
    let is_changed = new != old && !args.dry_run;
    if args.commit && is_changed {
        source.check_commit(ledger)?;
    }
    context.say(&term::render_notices(notices, style))?;
    if is_changed {
        source.save(new, context)?;
    }
    let change = Change { file: &source.name, old, new, is_dry_run: args.dry_run };
    let told = context.say(&term::render_change(&change, style));
    if is_changed && args.commit {
        let made = source.commit(ledger, subject, context)?;
        let branch = made.branch.trim_start_matches("refs/heads/");
        let words = style.lang.words().editing();
        context.tell(&format!("{}\n", words.committed(made.commit.short(), branch)))?;
    }
    told
}

/// What the change does to all that is recorded.
fn notices(
    workspace: &Workspace,
    new: &Plan,
    handover: &Handover,
    context: &Context,
) -> Result<Vec<Notice>, Failure> {
    let Standing { history, progress: before } =
        workspace.standing(context, &ReadArgs::default())?;
    let after = progress::fold(new, &history.events, before.as_of);
    let mut notices = credit(&before, &after, handover, context);
    notices.extend(revived(workspace, &before, new, &after, context));
    notices.extend(lost(&before, &after, context));
    notices.push(Notice::Facts(shares(&before, &after, context)));
    notices.retain(|notice| *notice != Notice::Facts(Vec::new()));
    Ok(notices)
}

/// Where the credit of ids goes.
fn credit(
    before: &Progress,
    after: &Progress,
    handover: &Handover,
    context: &Context,
) -> Vec<Notice> {
    let words = context.style().lang.words().editing();
    let to: Vec<&str> = handover.to.iter().map(Id::as_str).collect();
    let to = to.join(", ");
    let mut notices = Vec::new();
    for from in &handover.from {
        let events = recorded(before, from);
        let done = before.task(from).and_then(|task| match task.state {
            TaskState::Done(day) => Some(day),
            _ => None,
        });
        if events > 0 {
            notices.push(Notice::Fact(words.credit_goes(from.as_str(), &to, events, done)));
        }
    }
    if let Some((task, phase)) = &handover.unweighed {
        notices.push(Notice::Mind(words.estimate_goes(task.as_str(), phase.as_str())));
    }
    for id in &handover.to {
        let members = handover.from.iter().chain(&handover.to);
        let owed = members.filter_map(|id| before.task(id)).filter(|task| task.is_open());
        let owed: Vec<&str> = owed.map(|task| task.id.as_str()).collect();
        let owed = owed.join(", ");
        match after.task(id).map(|task| task.state) {
            Some(TaskState::Done(_)) if !owed.is_empty() => {
                notices.push(Notice::Mind(words.counts_as_done(id.as_str(), &owed)));
            }
            Some(TaskState::Dropped(_)) if !owed.is_empty() => {
                notices.push(Notice::Mind(words.counts_as_dropped(id.as_str(), &owed)));
            }
            _ => {}
        }
    }
    notices
}

/// New tasks and habits for whose ids something is recorded already.
fn revived(
    workspace: &Workspace,
    before: &Progress,
    new: &Plan,
    after: &Progress,
    context: &Context,
) -> Vec<Notice> {
    let words = context.style().lang.words().editing();
    let tasks = new.tasks().map(|(_, task)| &task.id);
    let ids = tasks.chain(new.habits.iter().map(|habit| &habit.id));
    let fresh = ids.filter(|id| {
        workspace.plan.title_of(id).is_none() && before.oddities.unknown.contains_key(*id)
    });
    let said = |id: &Id| Notice::Mind(words.recorded_before(id.as_str(), recorded(after, id)));
    fresh.map(said).collect()
}

/// Ids that the new plan lacks, so that what is recorded for them counts nowhere.
fn lost(before: &Progress, after: &Progress, context: &Context) -> Vec<Notice> {
    let words = context.style().lang.words().editing();
    let unknown = after.oddities.unknown.iter();
    let lost = unknown.filter(|(id, _)| !before.oddities.unknown.contains_key(*id));
    lost.map(|(id, events)| Notice::Mind(words.credit_lost(id.as_str(), *events))).collect()
}

/// How many events count for a task or habit.
fn recorded(progress: &Progress, id: &Id) -> usize {
    let entries = progress.entries.iter();
    let counts = entries.filter(|entry| {
        matches!(entry.standing, progress::Standing::Counts | progress::Standing::Reopened(_))
            && entry.event.record.of.is_empty()
    });
    counts.filter(|entry| entry.credited.contains(id)).count()
}

/// The percentages that the change moves.
fn shares(before: &Progress, after: &Progress, context: &Context) -> Vec<String> {
    let words = context.style().lang.words().editing();
    let moved = |old: Share, new: Share| {
        let (old, new) = (old.percent()?, new.percent()?);
        (old != new).then_some((old, new))
    };
    let phases = after.phases.iter().filter_map(|phase| {
        let (old, new) = moved(before.phase(&phase.id)?.done, phase.done)?;
        Some(words.phase_moves(phase.id.as_str(), old, new))
    });
    let total = moved(before.total.done, after.total.done);
    phases.chain(total.map(|(old, new)| words.plan_moves(old, new))).collect()
}

impl From<EditError> for Failure {
    fn from(error: EditError) -> Self {
        let failure = Self::request(error.sentence());
        match error {
            EditError::Taken { .. } | EditError::Twice { .. } => failure
                .hint(say!("choose another id; nothing was changed", "请换一个 id；没有任何改动")),
            EditError::Past { .. } => failure.hint(say!(
                "choose another id, so that this credit stays where it is; nothing was changed",
                "请换一个 id，让这些记录仍归原处；没有任何改动"
            )),
            EditError::NeedsEstimate { .. } => failure.hint(say!(
                "say how long it should take, e.g. `--estimate 3h`; nothing was changed",
                "请写明预估用时，如 `--estimate 3h`；没有任何改动"
            )),
            EditError::NoEstimates { .. } => failure.hint(say!(
                "leave `--estimate` out, or give every task of the phase one; nothing was changed",
                "请去掉 `--estimate`，或给该阶段的每个任务都写上预估用时；没有任何改动"
            )),
            EditError::UnknownKey { known, .. } => failure.hint(known),
            EditError::NotSettable { way, .. } => failure.hint(way),
            EditError::Missing { .. } | EditError::Same { .. } | EditError::NotSet { .. } => {
                failure.hint(say!("nothing was changed", "没有任何改动"))
            }
            EditError::Unreachable => failure.hint(say!(
                "`roadmap edit` opens it in your editor; nothing was changed",
                "可用 `roadmap edit` 在编辑器中打开；没有任何改动"
            )),
        }
    }
}
