//! What TAB offers: ids from the plan with their titles, open tasks first. It never prompts,
//! never prints an error, and reads history only where that is quick.

use std::fs;

use clap_complete::CompletionCandidate;

use super::context::Context;
use super::workspace::find_plan;
use crate::civil;
use crate::id::Id;
use crate::ledger::{Ledger, Scope};
use crate::plan::{self, Plan};
use crate::progress::{self, Progress};

/// Tasks and habits: open tasks of the current phase, other open tasks, habits, the rest.
pub(super) fn targets() -> Vec<CompletionCandidate> {
    let Some(known) = Known::load() else { return Vec::new() };
    let tasks = known
        .plan
        .tasks()
        .map(|(phase, task)| (known.rank(&task.id, &phase.id), &task.id, task.title.as_str()));
    let habits =
        known.plan.habits.iter().map(|habit| (Rank::Habit, &habit.id, habit.title.as_str()));
    candidates(tasks.chain(habits))
}

/// Habits.
pub(super) fn habits() -> Vec<CompletionCandidate> {
    let Some(plan) = plan() else { return Vec::new() };
    candidates(plan.habits.iter().map(|habit| (Rank::Habit, &habit.id, habit.title.as_str())))
}

/// Phases.
pub(super) fn phases() -> Vec<CompletionCandidate> {
    let Some(plan) = plan() else { return Vec::new() };
    candidates(plan.phases.iter().map(|phase| (Rank::Open, &phase.id, phase.title.as_str())))
}

/// Skills, then modules.
pub(super) fn skills() -> Vec<CompletionCandidate> {
    let Some(plan) = plan() else { return Vec::new() };
    let skills = plan.skills().map(|(_, skill)| (Rank::Open, &skill.id, skill.title.as_str()));
    let modules = plan.modules.iter();
    let modules = modules.map(|module| (Rank::Habit, &module.id, module.title.as_str()));
    candidates(skills.chain(modules))
}

/// What can be undone, newest first: the tasks and habits something is recorded for, then the
/// last events.
pub(super) fn undoable() -> Vec<CompletionCandidate> {
    const EVENTS: usize = 10;
    let Some(Known { plan, progress: Some(progress) }) = Known::load() else { return targets() };
    let entries = || {
        let entries = progress.entries.iter();
        entries.filter(|entry| entry.standing == progress::Standing::Counts)
    };
    let mut recorded: Vec<&Id> = Vec::new();
    for id in entries().flat_map(|entry| &entry.credited) {
        if !recorded.contains(&id) {
            recorded.push(id);
        }
    }
    let names =
        recorded.iter().map(|id| (id.as_str(), plan.title_of(id).unwrap_or_default().to_owned()));
    let events = entries().take(EVENTS).map(|entry| {
        let record = &entry.event.record;
        let verb = record.verb.key().trim_start_matches("Roadmap-").to_lowercase();
        (entry.event.id.as_str(), format!("{verb} {} {}", record.target, entry.day()))
    });
    let all = names.chain(events).enumerate();
    all.map(|(order, (value, help))| candidate(value, &help, order)).collect()
}

/// Today and the six days before it.
pub(super) fn days() -> Vec<CompletionCandidate> {
    let now = Context::from_environment().clock().now();
    let today = plan().map_or(now.date_naive(), |plan| plan.day_end.day_of(now));
    let week = (0..7).filter_map(|ago| today.checked_sub_days(chrono::Days::new(ago)));
    let named = [("today", today), ("yesterday", civil::previous(today))]
        .map(|(name, day)| (name.to_owned(), day.format("%a %Y-%m-%d").to_string()));
    let dated = week.map(|day| (day.to_string(), day.format("%A").to_string()));
    let all = named.into_iter().chain(dated).enumerate();
    all.map(|(order, (value, help))| candidate(&value, &help, order)).collect()
}

/// The order in which candidates are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// An open task of the current phase.
    Now,
    /// An open task, or anything without a state.
    Open,
    /// A habit, or a group.
    Habit,
    /// What is done or dropped.
    Over,
}

fn candidates<'a>(
    things: impl Iterator<Item = (Rank, &'a Id, &'a str)>,
) -> Vec<CompletionCandidate> {
    let mut things: Vec<_> = things.collect();
    things.sort_by_key(|(rank, _, _)| *rank);
    let numbered = things.iter().enumerate();
    numbered.map(|(order, (_, id, title))| candidate(id.as_str(), title, order)).collect()
}

fn candidate(value: &str, help: &str, order: usize) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(help.to_owned().into())).display_order(Some(order))
}

fn plan() -> Option<Plan> {
    let file = find_plan(Context::from_environment().here()).ok()?;
    Some(plan::read(&fs::read(file).ok()?).ok()?.plan)
}

/// The plan, and where the learner stands if that is quickly known.
struct Known {
    plan: Plan,
    progress: Option<Progress>,
}

impl Known {
    fn load() -> Option<Self> {
        let plan = plan()?;
        let progress = progress_of(&plan);
        Some(Self { plan, progress })
    }

    fn rank(&self, task: &Id, phase: &Id) -> Rank {
        let Some(progress) = &self.progress else { return Rank::Open };
        match progress.task(task) {
            Some(task) if !task.is_open() => Rank::Over,
            _ if progress.current_phase.as_ref() == Some(phase) => Rank::Now,
            _ => Rank::Open,
        }
    }
}

fn progress_of(plan: &Plan) -> Option<Progress> {
    /// Reading so many commits takes a few milliseconds; with more, TAB does without.
    const MOST_COMMITS: usize = 5_000;
    let context = Context::from_environment();
    let ledger =
        Ledger::open(context.here(), context.git_dir().as_deref(), context.through()).ok()?;
    let scope = Scope::Everything { record_ref: &plan.record.reference };
    let history = ledger.history_of_at_most(MOST_COMMITS, scope).ok()??;
    let today = plan.day_end.day_of(context.clock().now());
    Some(progress::fold_today(plan, &history.events, today))
}
