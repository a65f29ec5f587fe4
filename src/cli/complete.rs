//! What TAB offers: ids from the plan with their titles, open tasks first. It never prompts,
//! never prints an error, and never reads history.

use std::collections::{BTreeSet, HashSet};
use std::fs;

use chrono::{DateTime, Datelike as _, Days, FixedOffset, NaiveDate, Weekday};
use clap::builder::StyledStr;
use clap_complete::CompletionCandidate;

use super::context::Context;
use super::glance::{Kept, Known, Name};
use super::nearest::find_plan;
use super::usage;
use crate::plan::{self, KEYS};
use crate::say;

/// Tasks and habits: open tasks of the current phase, other open tasks, habits, the rest.
pub(super) fn targets() -> Vec<CompletionCandidate> {
    with_targets(|targets| candidates(targets)).unwrap_or_default()
}

/// Tasks, in the same order.
pub(super) fn tasks() -> Vec<CompletionCandidate> {
    let tasks = |known: &Known<'_>| {
        let habits: HashSet<&str> = known.habits.iter().map(|habit| &*habit.name).collect();
        candidates(known.targets.iter().filter(|name| !habits.contains(&*name.name)))
    };
    known(tasks).unwrap_or_default()
}

/// Habits.
pub(super) fn habits() -> Vec<CompletionCandidate> {
    known(|known| candidates(&known.habits)).unwrap_or_default()
}

/// Phases.
pub(super) fn phases() -> Vec<CompletionCandidate> {
    known(|known| candidates(&known.phases)).unwrap_or_default()
}

/// Skills, then modules.
pub(super) fn skills() -> Vec<CompletionCandidate> {
    known(|known| candidates(known.trained())).unwrap_or_default()
}

/// Modules.
pub(super) fn modules() -> Vec<CompletionCandidate> {
    known(|known| candidates(&known.modules)).unwrap_or_default()
}

/// Skills without modules.
pub(super) fn only_skills() -> Vec<CompletionCandidate> {
    known(|known| candidates(&known.skills)).unwrap_or_default()
}

/// Tasks that have something to run.
pub(super) fn provable() -> Vec<CompletionCandidate> {
    known(|known| candidates(&known.provable)).unwrap_or_default()
}

/// What waits for the next commit, each task or habit once.
pub(super) fn waiting() -> Vec<CompletionCandidate> {
    let context = Context::from_environment();
    let ledger = context.ledger(context.here()).ok();
    let lines = ledger.and_then(|ledger| ledger.pending().ok()).unwrap_or_default();
    let targets: BTreeSet<String> =
        lines.iter().map(|line| line.record.target.to_string()).collect();
    offered(targets.iter().map(|target| (target.as_str(), "")))
}

/// How often a habit may be wanted.
pub(super) fn cadences() -> Vec<CompletionCandidate> {
    let forms = ["day", "weekday", "mon,wed,fri", "3/week", "10/month", "3 in 7 days", "2 days"];
    offered(forms.iter().map(|form| (*form, "")))
}

/// Everything that has an id: tasks and habits, phases, skills and modules.
pub(super) fn things() -> Vec<CompletionCandidate> {
    let all = |known: &Known<'_>| {
        candidates(known.targets.iter().chain(&known.phases).chain(known.trained()))
    };
    known(all).unwrap_or_default()
}

/// The keys that can be set, with their rules.
pub(super) fn keys() -> Vec<CompletionCandidate> {
    let lang = Context::from_environment().style().lang;
    let words = Context::typed_at_tab();
    let named = words.iter().skip_while(|word| *word != "set").nth(1);
    let shape = named.and_then(|name| shape_of(name.to_str()?));
    let shapes = shape.as_ref().map_or(&SETTABLE[..], std::slice::from_ref);
    let said: Vec<(&str, String)> =
        settable(shapes).into_iter().map(|(name, rule)| (name, usage::said(rule, lang))).collect();
    offered(said.iter().map(|(name, said)| (*name, said.as_str())))
}

/// The values of the key that is typed before, where they are names or forms.
pub(super) fn values() -> Vec<CompletionCandidate> {
    let words = Context::typed_at_tab();
    let key = words.iter().skip_while(|word| *word != "set").nth(2);
    match key.and_then(|key| key.to_str()) {
        Some("every") => cadences(),
        Some("phase") => phases(),
        Some("needs") => tasks(),
        Some("skills") => only_skills(),
        Some("rest-days") => weekdays(7),
        Some("week-starts") => weekdays(2),
        Some("start" | "from" | "until" | "deadline") => days_around(),
        _ => Vec::new(),
    }
}

/// So many days of the week, Sunday and Monday first: a week starts with one of these.
fn weekdays(count: usize) -> Vec<CompletionCandidate> {
    let days = std::iter::successors(Some(Weekday::Sun), |day| Some(day.succ()));
    offered(days.take(count).map(|day| (plan::long_day(day), "")))
}

/// The tables that have keys to be set.
pub(super) const SETTABLE: [&str; 5] = ["phase.task", "phase", "habit", "module", ""];

/// The table of the only thing that is called so; `None` where several are, or none is.
fn shape_of(name: &str) -> Option<&'static str> {
    if name == "." {
        return Some("");
    }
    let is_among = |names: &[Name<'_>]| names.iter().any(|known| known.name == name);
    let shapes = known(|known| {
        let (habit, work) = (is_among(&known.habits), is_among(&known.targets));
        let task = work && !habit;
        [("habit", habit), ("phase.task", task), ("phase", is_among(&known.phases))]
            .into_iter()
            // Skills and modules have keys of their own each, and stand in one list.
            .chain([("", is_among(&known.skills) || is_among(&known.modules))])
            .filter_map(|(shape, is_one)| is_one.then_some(shape))
            .collect::<Vec<_>>()
    })?;
    match shapes.as_slice() {
        [shape] if !shape.is_empty() => Some(shape),
        _ => None,
    }
}

/// The keys of these tables that can be set, with their rules, in English.
pub(super) fn settable(shapes: &[&str]) -> Vec<(&'static str, &'static str)> {
    let mut names: Vec<(&str, &str)> = Vec::new();
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
    known(|known| candidates(&known.undoable)).unwrap_or_default()
}

/// Today and the six days before it, by name and as dates.
pub(super) fn days() -> Vec<CompletionCandidate> {
    days_from_today("yesterday", NaiveDate::checked_sub_days)
}

/// Today and the six days after it, by name and as dates.
pub(super) fn days_ahead() -> Vec<CompletionCandidate> {
    days_from_today("tomorrow", NaiveDate::checked_add_days)
}

/// Days to excuse, but for a task, which is dropped as a whole.
pub(super) fn days_off() -> Vec<CompletionCandidate> {
    let words = Context::typed_at_tab();
    let named = words.iter().skip_while(|word| *word != "skip").nth(1);
    let is_task = known(|known| {
        let is_in = |names: &[Name<'_>]| {
            named.is_some_and(|named| names.iter().any(|name| *named == *name.name))
        };
        is_in(&known.targets) && !is_in(&known.habits)
    });
    if is_task.unwrap_or(false) { Vec::new() } else { days_around() }
}

/// Days on both sides of today.
fn days_around() -> Vec<CompletionCandidate> {
    let (back, ahead) = (days(), days_ahead());
    let all = back.into_iter().chain(ahead.into_iter().skip(1));
    let mut seen = HashSet::new();
    let new = all.filter(|day| seen.insert(day.get_value().to_owned()));
    new.enumerate().map(|(order, day)| day.display_order(Some(order))).collect()
}

/// The seven days on one side of today, of which one has a name besides its weekday.
fn days_from_today(
    second: &str,
    at: impl Fn(NaiveDate, Days) -> Option<NaiveDate>,
) -> Vec<CompletionCandidate> {
    let context = Context::from_environment();
    let (now, words) = (context.clock().now(), context.style().lang.words());
    let today = day_of(now).unwrap_or(now.date_naive());
    let week: Vec<NaiveDate> = (0..7).filter_map(|away| at(today, Days::new(away))).collect();
    let named = week.iter().enumerate().map(|(away, day)| {
        let name = match away {
            0 => "today".to_owned(),
            1 => second.to_owned(),
            _ => day.format("%A").to_string().to_lowercase(),
        };
        (name, words.date(*day))
    });
    let dated = week
        .iter()
        .map(|day| (day.to_string(), words.calendar().weekday(day.weekday()).to_owned()));
    let all: Vec<(String, String)> = named.chain(dated).collect();
    offered(all.iter().map(|(value, help)| (value.as_str(), help.as_str())))
}

fn candidates<'a>(names: impl IntoIterator<Item = &'a Name<'a>>) -> Vec<CompletionCandidate> {
    let is_said = Context::tab_shows_help();
    offered(names.into_iter().map(|name| pair(name, is_said)))
}

/// A name, and what is said about it where that is shown.
fn pair<'a>(name: &'a Name<'_>, is_said: bool) -> (&'a str, &'a str) {
    (&name.name, if is_said { name.said() } else { "" })
}

/// Values with what is said about them, in this order.
///
/// The tag sets what we offer apart from commands and flags. Without one, `clap_complete` writes the
/// argument's whole usage out for every candidate, which takes a third of the time of TAB.
fn offered<'a>(values: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<CompletionCandidate> {
    let is_said = Context::tab_shows_help();
    let tag: StyledStr = "value".into();
    let candidate = |(order, (value, help)): (usize, (&'a str, &'a str))| {
        CompletionCandidate::new(value)
            .help(is_said.then(|| help.to_owned().into()))
            .display_order(Some(order))
            .tag(Some(tag.clone()))
    };
    values.enumerate().map(candidate).collect()
}

/// Looks at what the last command knew; where none has left anything for this plan, at the plan
/// alone.
fn known<T>(look: impl FnOnce(&Known<'_>) -> T) -> Option<T> {
    let (source, kept) = nearest()?;
    if let Some(known) = kept.as_ref().and_then(|kept| kept.known(&source)) {
        return Some(look(&known));
    }
    let plan = plan::read(&source).ok()?.plan;
    Some(look(&Known::new(&plan, None)))
}

/// The same, only at tasks and habits.
fn with_targets<T>(look: impl FnOnce(&[Name<'_>]) -> T) -> Option<T> {
    let (source, kept) = nearest()?;
    if let Some(targets) = kept.as_ref().and_then(|kept| kept.targets(&source)) {
        return Some(look(&targets));
    }
    let plan = plan::read(&source).ok()?.plan;
    Some(look(&Known::new(&plan, None).targets))
}

/// The civil day of a moment, as the nearest plan counts days.
fn day_of(now: DateTime<FixedOffset>) -> Option<NaiveDate> {
    let (source, kept) = nearest()?;
    if let Some(head) = kept.as_ref().and_then(|kept| kept.head(&source)) {
        return head.day_of(now);
    }
    Some(plan::read(&source).ok()?.plan.day_end.day_of(now))
}

/// The source of the nearest plan, and what is kept beside it.
fn nearest() -> Option<(Vec<u8>, Option<Kept>)> {
    let context = Context::from_environment();
    let file = find_plan(context.here()).ok()?;
    let source = fs::read(&file).ok()?;
    let ledger = context.ledger(file.parent()?).ok();
    Some((source, ledger.and_then(|ledger| Kept::load(&ledger))))
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
    let all = |targets: &[Name<'_>]| {
        let kinds = kinds.iter().map(|(name, help)| (*name, help.text(lang)));
        let is_said = Context::tab_shows_help();
        offered(kinds.chain(targets.iter().map(|name| pair(name, is_said))))
    };
    with_targets(all).unwrap_or_else(|| all(&[]))
}

/// What has a number of the kind that is typed before.
pub(super) fn asked_about() -> Vec<CompletionCandidate> {
    let words = Context::typed_at_tab();
    // Options may stand between.
    let offered = words.iter().rev().find_map(|word| match word.to_str()? {
        "phase" => Some(phases()),
        "skill" => Some(skills()),
        "habit" | "streak" => Some(habits()),
        "day" => Some(days()),
        "task" => Some(targets()),
        _ => None,
    });
    offered.unwrap_or_default()
}

/// What `open` finds links of: tasks, then skills, modules and phases.
pub(super) fn linked() -> Vec<CompletionCandidate> {
    let all = |known: &Known<'_>| {
        candidates(known.targets.iter().chain(known.trained()).chain(&known.phases))
    };
    known(all).unwrap_or_default()
}
