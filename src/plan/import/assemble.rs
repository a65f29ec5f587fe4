//! From a draft to a plan: ids, windows, references.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};

use super::account::{Guess, Lines};
use super::draft::{Draft, DraftHabit, DraftModule, DraftPhase, DraftSpan, DraftTask};
use super::markdown::{clean, is_address};
use super::naming::{self, Names};
use super::needs::{Called, Needs};
use super::schedule::schedule;
use super::{Import, Ticked, Wishes};
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::cadence::weekday;
use crate::plan::marker::Marker;
use crate::plan::model::{
    EvidenceRule, EvidenceUnit, Fits, Habit, HabitGoal, HabitSpan, Mentor, Module, Moved,
    NoteLanguage, NoteRules, Phase, Plan, Proof, RecordRules, Skill, SshKey, Task,
};
use crate::plan::notes::is_folder;
use crate::quantity::{Amount, StudyTime};

/// What the phases of a draft share while they get their ids.
#[derive(Default)]
struct Builder {
    phases: Names,
    work: Names,
    skills: Names,
    ticked: Vec<Ticked>,
    nested: usize,
    without_estimates: usize,
    /// Ids that the source brings, and that cannot be had.
    replaced: Vec<String>,
    /// The estimates that were left out.
    estimates: Vec<(Id, StudyTime)>,
    /// What tasks are called, and what they need.
    called: Called,
    needs: Vec<(Id, Vec<String>)>,
}

/// Makes the plan; `None` where there is nothing in the draft that could be one.
pub(super) fn assemble(mut draft: Draft, mut lines: Lines<'_>, wishes: &Wishes) -> Option<Import> {
    let is_exported = draft.markers.iter().any(|marker| marker.kind() == "plan");
    if !is_exported
        && draft.phases.is_empty()
        && draft.habits.is_empty()
        && draft.modules.is_empty()
    {
        return None;
    }
    let said = wishes.start.or(draft.start);
    let schedule = schedule(&draft.phases, said, wishes.today);
    let mut builder = Builder::default();
    builder.keep(&mut draft);
    let mut plan = bare(&mut draft, &schedule, wishes, &mut lines);
    let modules = std::mem::take(&mut draft.modules);
    plan.modules = modules.into_iter().map(|module| builder.module(module)).collect();
    let phases = std::mem::take(&mut draft.phases);
    for (at, (phase, window)) in phases.into_iter().zip(&schedule.windows).enumerate() {
        let phase = builder.phase(at, phase, *window, &plan.title);
        plan.phases.push(phase);
    }
    for habit in std::mem::take(&mut draft.habits) {
        let habit = builder.habit(habit, &plan);
        plan.habits.push(habit);
    }
    for marker in &draft.markers {
        settings(marker, &mut plan);
    }
    let mut left = builder.give_needs(&mut plan);
    left.extend(keep_references(&mut plan));
    if !left.is_empty() {
        lines.guess(Guess::References { left });
    }
    if !builder.replaced.is_empty() {
        lines.guess(Guess::OtherIds { replaced: std::mem::take(&mut builder.replaced) });
    }
    schedule.guesses.into_iter().for_each(|guess| lines.guess(guess));
    if draft.daily > 0 {
        lines.guess(Guess::Daily { habits: draft.daily });
    }
    if builder.nested > 0 {
        lines.guess(Guess::Nested { tasks: builder.nested });
    }
    if builder.without_estimates > 0 {
        let phases = builder.without_estimates;
        let estimates = std::mem::take(&mut builder.estimates);
        lines.guess(Guess::Estimates { phases, estimates });
    }
    let mut urls: BTreeSet<String> = plan.links.iter().map(|link| link.url.clone()).collect();
    urls.extend(plan.tasks().flat_map(|(_, task)| task.links.clone()));
    Some(Import { ticked: builder.ticked, account: lines.close(&urls), plan })
}

/// The plan without phases, habits and modules.
fn bare(
    draft: &mut Draft,
    schedule: &super::schedule::Schedule,
    wishes: &Wishes,
    lines: &mut Lines<'_>,
) -> Plan {
    let title = wishes.title.clone().or(draft.title.take()).map(|title| clean(&title));
    let title = title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| {
        let title = draft.path.clone().or(draft.goal.clone()).unwrap_or(clean(&wishes.name));
        lines.guess(Guess::Title { title: title.clone() });
        title
    });
    let deadline = draft.deadline.filter(|deadline| *deadline >= schedule.start);
    if let Some(said) = draft.deadline.filter(|_| deadline.is_none()) {
        lines.guess(Guess::NoDeadline { said });
    }
    let mut pages = std::mem::take(&mut draft.links);
    for link in &mut pages {
        link.title = titled(std::mem::take(&mut link.title), &link.url);
    }
    Plan {
        title: titled(title, "Plan"),
        goal: draft.goal.take(),
        path: draft.path.take(),
        start: schedule.start,
        deadline,
        day_end: crate::civil::DayEnd::default(),
        week_start: Weekday::Mon,
        rest_days: Vec::new(),
        freezes_per_month: 0,
        phases: Vec::new(),
        habits: Vec::new(),
        modules: Vec::new(),
        links: pages,
        moved: Vec::new(),
        evidence: Vec::new(),
        mentors: Vec::new(),
        record: RecordRules::default(),
        authors: Vec::new(),
        notes: None,
    }
}

impl Builder {
    /// Keeps the ids that the source brings, so that no other gets them; those that are no ids,
    /// or are there twice, are forgotten.
    fn keep(&mut self, draft: &mut Draft) {
        let replaced = &mut self.replaced;
        let mut keep = |names: &mut Names, id: &mut Option<String>| {
            let Some(brought) = id.take() else { return };
            match names.exactly(&brought) {
                Some(kept) => *id = Some(kept.to_string()),
                None => replaced.push(brought),
            }
        };
        for phase in &mut draft.phases {
            keep(&mut self.phases, &mut phase.id);
            for task in &mut phase.tasks {
                let called = task.id.clone();
                keep(&mut self.work, &mut task.id);
                task.called = called.filter(|_| task.id.is_none());
            }
        }
        draft.habits.iter_mut().for_each(|habit| keep(&mut self.work, &mut habit.id));
        for module in &mut draft.modules {
            keep(&mut self.skills, &mut module.id);
            module.skills.iter_mut().for_each(|(id, _)| keep(&mut self.skills, id));
        }
        // What is moved must not get its id again.
        let moved = draft.markers.iter().filter(|marker| marker.kind() == "moved");
        for id in moved.filter_map(|marker| marker.words.get(1)) {
            let _ = self.work.exactly(id);
        }
    }

    fn module(&mut self, draft: DraftModule) -> Module {
        let mut module = Module {
            id: named(draft.id, &mut self.skills, &draft.title, "module"),
            title: titled(draft.title, "…"),
            skills: Vec::new(),
        };
        for (number, (id, title)) in (1..).zip(draft.skills) {
            let fallback = format!("{}-{number}", module.id);
            let id = named(id, &mut self.skills, &title, &fallback);
            module.skills.push(Skill { id, title: titled(title, "…") });
        }
        module
    }

    fn phase(&mut self, at: usize, draft: DraftPhase, window: DayRange, plan: &str) -> Phase {
        let mut title = titled(draft.title, plan);
        let brought = draft.id.and_then(|id| id.parse::<Id>().ok());
        let number = draft.number.as_deref().filter(|_| brought.is_none());
        let by_number = number.and_then(|number| self.phases.exactly(&naming::ordinal(number)));
        // Where another phase has the number as its id already, it stays in the title.
        if let (Some(number), None) = (number, &by_number) {
            title = format!("{number}. {title}");
        }
        let id = brought.or(by_number);
        let id = id.unwrap_or_else(|| self.phases.name(&title, &(at + 1).to_string()));
        let tasks = self.tasks(&id, draft.tasks, window.last());
        Phase { id, title, window, tasks }
    }

    fn tasks(&mut self, phase: &Id, drafts: Vec<DraftTask>, by: NaiveDate) -> Vec<Task> {
        let mut tasks: Vec<Task> = Vec::with_capacity(drafts.len());
        let has_some = drafts.iter().any(|task| task.estimate.is_some());
        let has_all = drafts.iter().all(|task| task.estimate.is_some());
        self.without_estimates += usize::from(has_some && !has_all);
        let mut children = Vec::new();
        for (at, draft) in drafts.into_iter().enumerate() {
            let fallback = format!("{phase}-{}", at + 1);
            let brought = draft.id.clone().or(draft.called);
            let id = named(draft.id, &mut self.work, &draft.title, &fallback);
            self.called.note(&id, brought.as_deref(), &draft.title);
            self.needs.push((id.clone(), draft.needs));
            if let Some(parent) = draft.parent {
                children.push((parent, id.clone()));
            }
            if draft.is_done {
                self.ticked.push(Ticked { id: id.clone(), by });
            }
            let ids = |ids: Vec<String>| {
                let mut ids: Vec<Id> = ids.iter().filter_map(|id| id.parse().ok()).collect();
                once(&mut ids);
                ids
            };
            let mut links: Vec<String> =
                draft.links.into_iter().filter(|url| is_address(url)).collect();
            once(&mut links);
            let left = draft.estimate.filter(|_| !has_all);
            self.estimates.extend(left.map(|estimate| (id.clone(), estimate)));
            tasks.push(Task {
                id,
                title: titled(draft.title, &fallback),
                estimate: draft.estimate.filter(|_| has_all),
                needs: Vec::new(),
                skills: ids(draft.skills),
                links,
                verify: draft.verify,
            });
        }
        let parents: BTreeSet<usize> = children.iter().map(|(parent, _)| *parent).collect();
        self.nested += parents.len();
        for (parent, child) in children {
            tasks[parent].needs.push(child);
        }
        tasks
    }

    /// Gives the tasks what they need, as far as it is in the document. Returns who named what else.
    fn give_needs(&mut self, plan: &mut Plan) -> Vec<(Id, String)> {
        let mut left = Vec::new();
        let tasks = plan.phases.iter_mut().flat_map(|phase| &mut phase.tasks);
        // Both are in the order of the document.
        for (task, (id, texts)) in tasks.zip(&self.needs) {
            let (found, unknown): (Vec<_>, Vec<_>) =
                texts.iter().map(|text| self.called.find(text)).unzip();
            task.needs.splice(0..0, found.into_iter().flatten());
            left.extend(unknown.into_iter().flatten().map(|text| (id.clone(), text)));
        }
        left
    }

    fn habit(&mut self, draft: DraftHabit, plan: &Plan) -> Habit {
        let id = named(draft.id, &mut self.work, &draft.title, "habit");
        let rhythm = draft.rhythm;
        let first = HabitGoal {
            from: None,
            every: rhythm.every,
            target: rhythm.target,
            stretch: rhythm.stretch.filter(|stretch| *stretch > rhythm.target),
        };
        let span = match draft.span {
            DraftSpan::Phase(at) => {
                plan.phases.get(at).map(|phase| HabitSpan::Phase(phase.id.clone()))
            }
            DraftSpan::PhaseId(id) => {
                let id: Option<Id> = id.parse().ok();
                id.filter(|id| plan.phase(id).is_some()).map(HabitSpan::Phase)
            }
            DraftSpan::Days(from, until) => {
                let until = until.filter(|until| *until >= from.unwrap_or(plan.start));
                Some(HabitSpan::Days { from, until })
            }
        };
        let goals = std::iter::once(first).chain(draft.changes).collect();
        Habit {
            id,
            title: titled(draft.title, "…"),
            unit: rhythm.unit,
            span: span.unwrap_or(HabitSpan::Days { from: None, until: None }),
            goals,
        }
    }
}

/// The id that is brought, or one for the title.
fn named(brought: Option<String>, names: &mut Names, title: &str, fallback: &str) -> Id {
    let brought = brought.and_then(|id| id.parse().ok());
    brought.unwrap_or_else(|| names.name(title, fallback))
}

/// The title, or another where it is blank.
fn titled(title: String, other: &str) -> String {
    if title.trim().is_empty() { other.to_owned() } else { title }
}

/// Keeps the first of equals.
fn once<T: Clone + Ord>(items: &mut Vec<T>) {
    let mut seen = BTreeSet::new();
    items.retain(|item| seen.insert(item.clone()));
}

/// Takes over what a comment says about the plan as a whole.
fn settings(marker: &Marker, plan: &mut Plan) {
    let texts = |key: &str| marker.values(key).map(str::to_owned).collect::<Vec<String>>();
    match marker.words.first().map(String::as_str) {
        Some("plan") => {
            let line = |key: &str| marker.value(key).map(str::to_owned);
            plan.title = line("title").unwrap_or(std::mem::take(&mut plan.title));
            plan.goal = line("goal").or(plan.goal.take());
            plan.path = line("path").or(plan.path.take());
            plan.day_end =
                marker.value("day-ends").and_then(|end| end.parse().ok()).unwrap_or_default();
            if marker.value("week-starts") == Some("sunday") {
                plan.week_start = Weekday::Sun;
            }
            let days = marker.value("rest-days").unwrap_or_default().split(',');
            plan.rest_days = days.filter_map(weekday).collect();
            let freezes = marker.value("freezes-per-month").and_then(|number| number.parse().ok());
            plan.freezes_per_month = freezes.unwrap_or_default();
        }
        Some("moved") => {
            let to = marker.value("to").unwrap_or_default().split(',');
            let to = to.filter_map(|id| id.parse().ok()).collect();
            if let Some(from) = marker.words.get(1).and_then(|id| id.parse().ok()) {
                plan.moved.push(Moved { from, to });
            }
        }
        Some("record") => {
            let rules = &mut plan.record;
            rules.reference =
                marker.value("ref").map_or(std::mem::take(&mut rules.reference), str::to_owned);
            rules.subject =
                marker.value("subject").map_or(std::mem::take(&mut rules.subject), str::to_owned);
        }
        Some("notes") => plan.notes = Some(notes(marker)),
        Some("evidence") => plan.evidence.extend(evidence(marker)),
        Some("mentor") => add_mentor(marker, plan),
        Some("history") => plan.authors = texts("author"),
        _ => {}
    }
}

/// What a comment says about notes.
fn notes(marker: &Marker) -> NoteRules {
    let directory = marker.value("dir").filter(|directory| is_folder(directory));
    let language = match marker.value("lang") {
        Some("en") => Some(NoteLanguage::English),
        Some("zh") => Some(NoteLanguage::Chinese),
        _ => None,
    };
    let default = NoteRules::default().directory;
    NoteRules { directory: directory.map_or(default, str::to_owned), language }
}

/// Adds the mentor of a comment, unless that is none, or one of this name is there already.
fn add_mentor(marker: &Marker, plan: &mut Plan) {
    let Some(name) = marker.value("name").filter(|name| Mentor::is_name(name)) else { return };
    let mut keys: Vec<SshKey> = Vec::new();
    for key in marker.values("key").filter_map(SshKey::read) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    if !keys.is_empty() && plan.mentors.iter().all(|mentor| mentor.name != name) {
        plan.mentors.push(Mentor { name: name.to_owned(), keys });
        plan.mentors.sort_by(|a, b| a.name.cmp(&b.name));
    }
}

/// What a comment says about evidence; `None` where that is no rule.
fn evidence(marker: &Marker) -> Option<EvidenceRule> {
    let id = |key: &str| marker.value(key)?.parse::<Id>().ok();
    let amount = marker.value("amount").map_or(Some(Amount::ONE), |amount| amount.parse().ok())?;
    let proof = id("done").map(Proof::Task).or(id("habit").map(|id| Proof::Habit(id, amount)))?;
    let text = |key: &str| marker.value(key).filter(|text| !text.trim().is_empty());
    let fits = Fits {
        path: text("path").and_then(|pattern| pattern.parse().ok()),
        message: text("message").and_then(|pattern| pattern.parse().ok()),
        tag: text("tag").and_then(|pattern| pattern.parse().ok()),
        co_author: text("co-author").and_then(|pattern| pattern.parse().ok()),
    };
    let unit = marker.value("unit").map_or(Some(EvidenceUnit::Commit), EvidenceUnit::from_code)?;
    let is_rule = !fits.is_empty() && (unit == EvidenceUnit::Commit || fits.path.is_some());
    let id = marker.words.get(1)?.parse().ok()?;
    is_rule.then_some(EvidenceRule { id, proof, fits, unit })
}

/// Drops rules of evidence for what is not in the plan, and of an id that is there already.
fn keep_evidence(plan: &mut Plan) {
    let tasks: BTreeSet<Id> = plan.tasks().map(|(_, task)| task.id.clone()).collect();
    let habits: BTreeSet<Id> = plan.habits.iter().map(|habit| habit.id.clone()).collect();
    let moved: BTreeSet<Id> = plan.moved.iter().map(|moved| moved.from.clone()).collect();
    let mut seen = BTreeSet::new();
    plan.evidence.retain(|rule| {
        let known = match rule.proof {
            Proof::Task(_) => &tasks,
            Proof::Habit(..) => &habits,
        };
        let target = rule.proof.target();
        (known.contains(target) || moved.contains(target)) && seen.insert(rule.id.clone())
    });
}

/// Drops references to what is not in the plan, e.g. of an export that was cut, and needs that no
/// plan can have. Returns who referred to what.
fn keep_references(plan: &mut Plan) -> Vec<(Id, String)> {
    let mut left: Vec<(Id, String)> = Vec::new();
    let mut known: BTreeSet<Id> = plan.tasks().map(|(_, task)| task.id.clone()).collect();
    let mut possible = Needs::among(plan);
    let skills: BTreeSet<Id> = plan.skills().map(|(_, skill)| skill.id.clone()).collect();
    for phase in &mut plan.phases {
        for task in &mut phase.tasks {
            let Task { id: own, needs, skills: trained, .. } = task;
            let mut keep = |id: &Id, is_kept: bool| {
                left.extend((!is_kept).then(|| (own.clone(), id.to_string())));
                is_kept
            };
            once(needs);
            needs.retain(|id| keep(id, possible.add(own, id)));
            trained.retain(|id| keep(id, skills.contains(id)));
        }
    }
    known.extend(plan.habits.iter().map(|habit| habit.id.clone()));
    let moved: BTreeSet<Id> = plan.moved.iter().map(|moved| moved.from.clone()).collect();
    for moving in &mut plan.moved {
        moving.to.retain(|id| {
            let is_kept = known.contains(id) || moved.contains(id);
            left.extend((!is_kept).then(|| (moving.from.clone(), id.to_string())));
            is_kept
        });
    }
    plan.moved.retain(|moving| !moving.to.is_empty() && !known.contains(&moving.from));
    keep_evidence(plan);
    left
}
