//! What TAB offers: ids from the plan with their titles, open tasks first. It never prompts,
//! never prints an error, and never reads history.

use std::fs;

use chrono::{Datelike as _, NaiveDate};
use clap_complete::CompletionCandidate;

use super::context::Context;
use super::glance::{Glance, Name, Names};
use super::usage;
use super::workspace::find_plan;
use crate::civil;
use crate::plan::{self, KEYS};
use crate::say;

/// Tasks and habits: open tasks of the current phase, other open tasks, habits, the rest.
pub(super) fn targets() -> Vec<CompletionCandidate> {
    known().map(|known| candidates(known.targets)).unwrap_or_default()
}

/// Habits.
pub(super) fn habits() -> Vec<CompletionCandidate> {
    known().map(|known| candidates(known.habits)).unwrap_or_default()
}

/// Phases.
pub(super) fn phases() -> Vec<CompletionCandidate> {
    known().map(|known| candidates(known.phases)).unwrap_or_default()
}

/// Skills, then modules.
pub(super) fn skills() -> Vec<CompletionCandidate> {
    known().map(|known| candidates(known.skills)).unwrap_or_default()
}

/// Modules.
pub(super) fn modules() -> Vec<CompletionCandidate> {
    let context = Context::from_environment();
    let source = find_plan(context.here()).ok().and_then(|file| fs::read(file).ok());
    let plan = source.and_then(|source| plan::read(&source).ok()).map(|reading| reading.plan);
    let modules = plan.map(|plan| plan.modules).unwrap_or_default();
    let names =
        modules.into_iter().map(|module| (module.id.to_string().into(), module.title.into()));
    candidates(names.collect())
}

/// Everything that has an id: tasks and habits, phases, skills and modules.
pub(super) fn things() -> Vec<CompletionCandidate> {
    let all = known().map(|known| [known.targets, known.phases, known.skills].concat());
    candidates(all.unwrap_or_default())
}

/// The keys that can be set, with their rules.
pub(super) fn keys() -> Vec<CompletionCandidate> {
    let lang = Context::from_environment().style().lang;
    let said = |(name, rule): (&'static str, &str)| (name.into(), usage::said(rule, lang).into());
    candidates(settable().into_iter().map(said).collect())
}

/// The keys that can be set with their rules, in English.
pub(super) fn settable() -> Vec<(&'static str, &'static str)> {
    let mut names: Vec<(&str, &str)> = Vec::new();
    let shapes = ["phase.task", "phase", "habit", "module", ""];
    let shapes = shapes.iter().filter_map(|path| KEYS.iter().find(|shape| shape.path() == *path));
    let keys = shapes.flat_map(|shape| shape.keys);
    for key in keys.filter(|key| key.name != "id" && !key.kind.is_table()) {
        if names.iter().all(|(name, _)| *name != key.name) {
            names.push((key.name, key.rule));
        }
    }
    names
}

/// What can be undone, newest first: the tasks and habits something is recorded for, then the
/// last events.
pub(super) fn undoable() -> Vec<CompletionCandidate> {
    let Some(known) = known() else { return Vec::new() };
    candidates(if known.undoable.is_empty() { known.targets } else { known.undoable })
}

/// Today and the six days before it, by name and as dates.
pub(super) fn days() -> Vec<CompletionCandidate> {
    let context = Context::from_environment();
    let (now, words) = (context.clock().now(), context.style().lang.words());
    let today = known().and_then(|known| known.day_of(now)).unwrap_or(now.date_naive());
    let week = (0..7).filter_map(|ago| today.checked_sub_days(chrono::Days::new(ago)));
    let said = |day: NaiveDate| words.date(day);
    let named = [("today", today), ("yesterday", civil::previous(today))]
        .map(|(name, day)| (name.to_owned(), said(day)));
    let weekdays = (2..7).filter_map(|ago| today.checked_sub_days(chrono::Days::new(ago)));
    let named = named
        .into_iter()
        .chain(weekdays.map(|day| (day.format("%A").to_string().to_lowercase(), said(day))));
    let dated =
        week.map(|day| (day.to_string(), words.calendar().weekday(day.weekday()).to_owned()));
    let all = named.chain(dated).enumerate();
    all.map(|(order, (value, help))| candidate(value, help, order)).collect()
}

fn candidates(names: Names<'_>) -> Vec<CompletionCandidate> {
    let numbered = names.into_iter().enumerate();
    let candidate = |(order, (value, help)): (usize, Name<'_>)| {
        candidate(value.into_owned(), help.into_owned(), order)
    };
    numbered.map(candidate).collect()
}

/// The tag sets what we offer apart from commands and flags. Without one, `clap_complete` writes the
/// argument's whole usage out for every candidate, which takes a third of the time of TAB.
fn candidate(value: String, help: String, order: usize) -> CompletionCandidate {
    CompletionCandidate::new(value)
        .help(Some(help.into()))
        .display_order(Some(order))
        .tag(Some("value".into()))
}

/// What the last command knew; where none has left anything for this plan, the plan alone.
fn known() -> Option<Glance<'static>> {
    let context = Context::from_environment();
    let file = find_plan(context.here()).ok()?;
    let source = fs::read(&file).ok()?;
    let ledger = context.ledger(file.parent()?).ok();
    let kept = ledger.and_then(|ledger| Glance::load(&ledger, &source));
    kept.or_else(|| Some(Glance::new(&source, &plan::read(&source).ok()?.plan, None).into_owned()))
}

/// What `why` can be asked about: the kinds of numbers, then names.
pub(super) fn questions() -> Vec<CompletionCandidate> {
    let lang = Context::from_environment().style().lang;
    let kinds = [
        ("streak", say!("Days in a row, of everything or of a habit", "整体或某个习惯的连续天数")),
        ("phase", say!("A phase", "阶段")),
        ("task", say!("A task", "任务")),
        ("habit", say!("A habit", "习惯")),
        ("total", say!("The plan as a whole", "整个计划")),
        ("time", say!("The study time", "学习时间")),
        ("day", say!("What was done on some days", "某些日子做了什么")),
        ("skill", say!("A skill, or a module of them", "技能或模块")),
        ("forecast", say!("When it will be finished", "预计何时完成")),
        ("curve", say!("Planned against done, day by day", "逐日的计划与完成")),
        ("calendar", say!("The day's place in the plan", "今天在计划中的位置")),
        ("record", say!("What was recorded, and how sure its dates are", "记录及其日期的可信度")),
    ];
    let kinds = kinds.map(|(name, help)| (name.into(), help.text(lang).to_owned().into()));
    let named = known().map(|known| known.targets).unwrap_or_default();
    candidates(kinds.into_iter().chain(named).collect())
}

/// What `open` finds links of: tasks, then skills, modules and phases.
pub(super) fn linked() -> Vec<CompletionCandidate> {
    let all = known().map(|known| [known.targets, known.skills, known.phases].concat());
    all.map(candidates).unwrap_or_default()
}
