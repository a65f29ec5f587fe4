//! `roadmap doctor`

use std::collections::BTreeMap;

use crate::cli::context::Context;
use crate::cli::curriculum::path_in_tree;
use crate::cli::evidence::evidence;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::id::Id;
use crate::ledger::{Draft, Event, Record, Scope, Survey};
use crate::plan;
use crate::progress::{self, Progress};
use crate::view::Format;
use crate::view::report::{Dates, Doctor, EventFact, Examination, Report, Rescue};

/// Look for events that are lost, odd or do not count
///
/// Shows what was found, where, and the way out. Exit code 1 if anything needs a hand. It only
/// reads, and asks no remote. `--rescue` records events again that only the reflog still has, as
/// after `git commit --amend -m`, `git reset --hard` or a deleted branch; it lists them all.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Record events again that are only in the reflog, with their ids and days
    #[arg(long)]
    rescue: bool,

    /// Show what would be recorded, and record nothing
    #[arg(long, requires = "rescue")]
    dry_run: bool,

    /// Show what speaks for and against the dates of events, which nothing here proves
    #[arg(long, conflicts_with = "rescue")]
    dates: bool,

    /// Print JSON for programs instead of text for people
    #[arg(long)]
    json: bool,
}

/// In how many versions of the plan a title is looked for.
const VERSIONS: usize = 100;

/// What was read.
struct Findings {
    survey: Survey,
    progress: Progress,
    lost: Vec<Event>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let found = look(&workspace, context)?;
    let format = if args.json { Format::Json } else { Format::Term };
    if args.dates {
        let commits = found.progress.entries.iter().map(|entry| entry.event.commit.clone());
        let times = workspace.ledger.commit_times(&commits.collect())?;
        let dates = Dates::new(&progress::dates(&found.progress, &times));
        return context.print(&Report::Dates(dates), format);
    }
    if args.rescue {
        let rescue = rescue(&workspace, &found.lost, args.dry_run, context)?;
        return context.print(&Report::Rescue(rescue), format);
    }
    let doctor = examine(&workspace, &found, context)?;
    let needs_a_hand = doctor.needs_a_hand > 0;
    context.print(&Report::Doctor(doctor), format)?;
    if needs_a_hand { Err(Failure::said()) } else { Ok(()) }
}

fn look(workspace: &Workspace, context: &Context) -> Result<Findings, Failure> {
    let plan = &workspace.plan;
    let survey = workspace.ledger.survey(&plan.record.reference)?;
    let mut events = survey.counted.events.clone();
    if !plan.evidence.is_empty() {
        let scope = Scope::Everything { record_ref: &plan.record.reference };
        let tips = workspace.ledger.tips(scope)?;
        events.extend(workspace.ledger.evidence(scope, &tips, &evidence(plan))?.0);
    }
    let progress = progress::fold_today(plan, &events, workspace.today(context));
    let lost = progress::lost(plan, &progress, &survey);
    Ok(Findings { survey, progress, lost })
}

fn examine(workspace: &Workspace, found: &Findings, context: &Context) -> Result<Doctor, Failure> {
    let reference = workspace.plan.record.reference.as_str();
    let has_own_ref = reference != "HEAD";
    let record_ref = has_own_ref.then(|| workspace.ledger.record_ref(reference)).transpose()?;
    let former_titles = former_titles(workspace, &found.progress);
    // Where git does not know the learner, recording says so; reading works all the same.
    let learner = workspace.ledger.learner().ok();
    Ok(Doctor::new(&Examination {
        plan: &workspace.plan,
        progress: &found.progress,
        survey: &found.survey,
        lost: &found.lost,
        record_ref: record_ref.as_ref(),
        former_titles: &former_titles,
        learner: learner.as_ref(),
        now: context.clock().now(),
    }))
}

/// The titles that unknown targets had in the newest version of the plan that knew them.
fn former_titles(workspace: &Workspace, progress: &Progress) -> BTreeMap<Id, String> {
    let mut titles = BTreeMap::new();
    let unknown = &progress.oddities.unknown;
    if unknown.is_empty() {
        return titles;
    }
    let path = path_in_tree(&workspace.ledger, &workspace.folder);
    let Some(path) = path else { return titles };
    for version in workspace.ledger.file_versions(&path).unwrap_or_default().iter().take(VERSIONS) {
        let text = workspace.ledger.file_at(&version.commit, &path).ok().flatten();
        let Some(Ok(reading)) = text.map(|text| plan::read(&text)) else { continue };
        for id in unknown.keys() {
            if let (false, Some(title)) = (titles.contains_key(id), reading.plan.title_of(id)) {
                titles.insert(id.clone(), title.to_owned());
            }
        }
        if titles.len() == unknown.len() {
            break;
        }
    }
    titles
}

/// Records the lost events again, in one commit; nothing where there are none.
fn rescue(
    workspace: &Workspace,
    lost: &[Event],
    dry_run: bool,
    context: &Context,
) -> Result<Rescue, Failure> {
    let day_end = workspace.plan.day_end;
    let mut rescue = Rescue {
        events: lost.iter().map(|event| EventFact::new(event, day_end)).collect(),
        dry_run,
        commit: None,
        reference: None,
        message: None,
    };
    if lost.is_empty() {
        return Ok(rescue);
    }
    let plural = if lost.len() == 1 { "" } else { "s" };
    let draft = Draft {
        subject: format!("Rescue {} event{plural} from the reflog", lost.len()),
        records: Vec::new(),
        again: lost.iter().map(|event| (event.id.clone(), Record::clone(&event.record))).collect(),
        at: context.clock().now(),
        reference: workspace.plan.record.reference.clone(),
    };
    if dry_run {
        rescue.message = Some(workspace.ledger.preview(&draft)?.message);
        return Ok(rescue);
    }
    let recorded = workspace.ledger.record(&draft)?;
    rescue.commit = Some(recorded.commit.as_str().to_owned());
    rescue.reference = Some(recorded.reference);
    Ok(rescue)
}
