//! What the merged parts name has to be there, and a phase has estimates for all of its tasks or
//! for none.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Remark;
use super::merge::Merging;
use super::parts::{Given, Item, Part, Parts};
use crate::civil::DayRange;
use crate::id::Id;

impl Merging<'_> {
    /// Makes the merged parts fit together.
    pub(super) fn settle(&mut self) {
        self.settle_moves();
        self.keep_tasks_in_phases();
        self.keep_needed();
        self.settle_lists();
        self.settle_circles();
        self.settle_order();
        self.settle_spans();
        self.settle_estimates();
    }

    /// Keeps what is gone there as long as something that stays needs it: tasks and skills that a
    /// task still names, targets of the learner's own moves, phases and modules.
    fn keep_needed(&mut self) {
        loop {
            let missing: Vec<Part> =
                self.needed().into_iter().filter(|part| self.is_gone(part)).collect();
            if missing.is_empty() {
                break;
            }
            for part in missing {
                let item = self.here.items[&part].clone();
                self.merged.items.insert(part.clone(), item);
                self.remarks.push(Remark::KeptNeeded(part));
            }
        }
    }

    /// Whether a part is here and not among the merged ones.
    fn is_gone(&self, part: &Part) -> bool {
        self.here.has(part) && !self.merged.has(part)
    }

    /// What the merged parts and the learner's own moves name.
    fn needed(&self) -> Vec<Part> {
        let mut needed = Vec::new();
        for (part, item) in &self.merged.items {
            needed.extend(item.parent.clone().map(|parent| match part {
                Part::Task(_) => Part::Phase(parent),
                _ => Part::Module(parent),
            }));
            let names = |key| match item.values.get(key) {
                Some(Given::Many(list)) => list.clone(),
                Some(Given::One { said, .. }) => vec![said.clone()],
                None => Vec::new(),
            };
            let ids = |key| names(key).into_iter().filter_map(|id| id.parse::<Id>().ok());
            match part {
                Part::Habit(_) => needed.extend(ids("phase").map(Part::Phase)),
                Part::Task(_) => {
                    let tasks = ids("needs").filter(|id| !self.merged.moved.contains_key(id));
                    needed.extend(tasks.map(Part::Task));
                    needed.extend(ids("skills").map(Part::Skill));
                }
                _ => {}
            }
        }
        // Rules of evidence are the learner's own, as moves are.
        let moves = self.here.moved.keys().filter_map(|from| self.merged.moved.get(from));
        let own = moves.flatten().chain(&self.here.proved);
        let own = own.filter(|id| !self.merged.moved.contains_key(*id));
        needed.extend(own.filter_map(|id| self.here.work(id)));
        needed
    }

    /// A task whose new phase was removed here stays in its old one.
    fn keep_tasks_in_phases(&mut self) {
        let phases: BTreeSet<Part> = self.merged.items.keys().cloned().collect();
        for (part, item) in &mut self.merged.items {
            let Some(parent) = item.parent.as_ref().filter(|_| matches!(part, Part::Task(_)))
            else {
                continue;
            };
            if !phases.contains(&Part::Phase(parent.clone()))
                && let Some(here) = self.here.items.get(part)
            {
                item.parent.clone_from(&here.parent);
            }
        }
    }

    /// Moves lead to what is in the plan. One that would lead nowhere leaves its task here.
    fn settle_moves(&mut self) {
        for (new, old) in &self.renamed {
            self.merged.moved.entry(old.clone()).or_insert_with(|| vec![new.clone()]);
        }
        // A move that goes may be the one that another led to.
        while self.settle_some_moves() {}
    }

    /// Shortens or drops moves from there that lead nowhere; returns whether there were any.
    fn settle_some_moves(&mut self) -> bool {
        let mut is_changed = false;
        for (from, to) in self.merged.moved.clone() {
            let here = self.here.moved.get(&from).filter(|_| !self.here_renames(&from)).cloned();
            if here.as_ref() == Some(&to) {
                // A move that stays as it is here, and so do its targets.
                continue;
            }
            let leads: Vec<Id> = to.iter().filter(|id| self.leads_somewhere(id)).cloned().collect();
            if leads == to {
                continue;
            }
            is_changed = true;
            if !leads.is_empty() {
                self.merged.moved.insert(from, leads);
                continue;
            }
            if let Some(here) = here {
                self.merged.moved.insert(from, here);
                continue;
            }
            self.merged.moved.remove(&from);
            if let Some(part) = self.here.work(&from) {
                let item = self.here.items[&part].clone();
                self.merged.items.insert(part.clone(), item);
                self.remarks.push(Remark::KeptNeeded(part));
            }
        }
        is_changed
    }

    fn here_renames(&self, from: &Id) -> bool {
        self.renamed.values().any(|old| old == from)
    }

    fn leads_somewhere(&self, id: &Id) -> bool {
        self.merged.has_work(id) || self.merged.moved.contains_key(id)
    }

    /// The tasks of the merged plan that an id stands for, by way of moves.
    fn tasks_for(&self, id: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open: Vec<Id> = id.parse().ok().into_iter().collect();
        while let Some(id) = open.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            if self.merged.has(&Part::Task(id.clone())) {
                found.push(id.to_string());
            } else if let Some(to) = self.merged.moved.get(&id) {
                open.extend(to.iter().rev().cloned());
            }
        }
        found
    }

    /// `needs` and `skills` name what is in the plan.
    fn settle_lists(&mut self) {
        for part in self.merged.items.keys().cloned().collect::<Vec<_>>() {
            let Part::Task(task) = &part else { continue };
            let own = task.to_string();
            self.settle_list(&part, "needs", |merging, id| {
                merging.tasks_for(id).into_iter().filter(|need| *need != own).collect()
            });
            self.settle_list(&part, "skills", |merging, id| {
                let skill = id.parse().ok().map(Part::Skill);
                let is_there = skill.is_some_and(|skill| merging.merged.has(&skill));
                if is_there { vec![id.to_owned()] } else { Vec::new() }
            });
        }
    }

    fn settle_list(
        &mut self,
        part: &Part,
        key: &'static str,
        stands_for: impl Fn(&Self, &str) -> Vec<String>,
    ) {
        let Some(Given::Many(list)) = self.merged.items[part].values.get(key).cloned() else {
            return;
        };
        let mut settled: Vec<String> = Vec::new();
        for id in &list {
            let ids = stands_for(self, id);
            if ids.is_empty()
                && let Ok(id) = id.parse()
            {
                self.remarks.push(Remark::Unnamed { part: part.clone(), key, id });
            }
            let new: Vec<String> = ids.into_iter().filter(|id| !settled.contains(id)).collect();
            settled.extend(new);
        }
        let Some(item) = self.merged.items.get_mut(part) else { return };
        if settled.is_empty() {
            item.values.remove(key);
        } else {
            item.values.insert(key, Given::Many(settled));
        }
    }

    /// A habit has the days of a phase or its own; where both came together, those here stay.
    fn settle_spans(&mut self) {
        for (part, item) in &mut self.merged.items {
            let has = |key: &str| item.values.contains_key(key);
            if !matches!(part, Part::Habit(_)) || !has("phase") || !(has("from") || has("until")) {
                continue;
            }
            for key in ["phase", "from", "until"] {
                item.values.remove(key);
                let here = self.here.items.get(part).and_then(|here| here.values.get(key));
                item.values.extend(here.map(|here| (key, here.clone())));
            }
        }
    }

    /// Where a phase would have estimates for some of its tasks, what it has here decides, and
    /// for a phase without tasks here, what it has there.
    fn settle_estimates(&mut self) {
        let phases: Vec<Id> = self
            .merged
            .items
            .keys()
            .filter_map(|part| if let Part::Phase(id) = part { Some(id.clone()) } else { None })
            .collect();
        for phase in phases {
            let tasks = self.merged.tasks_of(&phase);
            let with = tasks.iter().filter(|part| has_estimate(&self.merged, part)).count();
            if with > 0 && with < tasks.len() {
                self.settle_estimates_of(&phase, &tasks);
            }
        }
    }

    fn settle_estimates_of(&mut self, phase: &Id, tasks: &[Part]) {
        let (here, there) = (self.here.tasks_of(phase), self.there.tasks_of(phase));
        let decides = if here.is_empty() { (&self.there, there) } else { (&self.here, here) };
        let wants_them = decides.1.iter().any(|part| has_estimate(decides.0, part));
        let known = |part: &Part| {
            let of = |parts: &Parts| parts.items.get(part)?.values.get("estimate").cloned();
            of(&self.merged).or_else(|| of(&self.here)).or_else(|| of(&self.there))
        };
        let estimates: Option<Vec<Given>> = tasks.iter().map(known).collect();
        let estimates = estimates.filter(|_| wants_them);
        if wants_them && estimates.is_none() {
            self.remarks.push(Remark::EstimatesGone(Part::Phase(phase.clone())));
        }
        for (at, part) in tasks.iter().enumerate() {
            let Some(item) = self.merged.items.get_mut(part) else { continue };
            match &estimates {
                Some(estimates) => item.values.insert("estimate", estimates[at].clone()),
                None => item.values.remove("estimate"),
            };
        }
    }

    /// Takes out needs of what is planned for later, itself or by way of what it needs, now that
    /// windows and phases have changed.
    fn settle_order(&mut self) {
        let windows = self.windows();
        let mut first: BTreeMap<String, NaiveDate> =
            windows.iter().map(|(task, window)| (task.clone(), window.first())).collect();
        // Tasks make no circle, so this ends: no day is later than the last window.
        let mut is_changed = true;
        while is_changed {
            is_changed = false;
            for (part, item) in &self.merged.items {
                let task = part.to_string();
                let (Part::Task(_), Some(Given::Many(needs)), Some(window)) =
                    (part, item.values.get("needs"), windows.get(&task))
                else {
                    continue;
                };
                let days = needs.iter().filter_map(|need| first.get(need)).copied();
                let latest = days.filter(|day| *day <= window.last()).max();
                let own = first.get(&task).copied();
                if let Some(day) = latest.filter(|day| own.is_some_and(|own| own < *day)) {
                    first.insert(task, day);
                    is_changed = true;
                }
            }
        }
        self.drop_needs(|task, need| match (windows.get(task), first.get(need)) {
            (Some(window), Some(first)) => *first > window.last(),
            _ => false,
        });
    }

    /// The windows of the phases that the merged tasks are in.
    fn windows(&self) -> BTreeMap<String, DayRange> {
        let window = |item: &Item| {
            let phase = self.merged.items.get(&Part::Phase(item.parent.clone()?))?;
            let Given::One { said, .. } = phase.values.get("window")? else { return None };
            DayRange::parse_window(said).ok()
        };
        let tasks = self.merged.items.iter().filter(|(part, _)| matches!(part, Part::Task(_)));
        tasks.filter_map(|(part, item)| Some((part.to_string(), window(item)?))).collect()
    }

    /// Takes out what is planned for later from what tasks need.
    fn drop_needs(&mut self, is_late: impl Fn(&str, &str) -> bool) {
        for (part, item) in &mut self.merged.items {
            let task = part.to_string();
            let Some(Given::Many(needs)) = item.values.get_mut("needs") else { continue };
            let late = needs.iter().filter(|need| is_late(&task, need));
            let late: Vec<Id> = late.filter_map(|need| need.parse().ok()).collect();
            needs.retain(|need| !is_late(&task, need));
            if needs.is_empty() {
                item.values.remove("needs");
            }
            let remark = |id| Remark::PlannedLater { part: part.clone(), id };
            self.remarks.extend(late.into_iter().map(remark));
        }
    }

    /// Takes out needs from there that would make tasks need each other in a circle.
    fn settle_circles(&mut self) {
        let mut edges: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut new: Vec<(Part, String)> = Vec::new();
        for (part, item) in &self.merged.items {
            let Some(Given::Many(needs)) = item.values.get("needs") else { continue };
            let here = self.here.items.get(part).and_then(|here| here.values.get("needs"));
            let is_own =
                |need: &String| matches!(here, Some(Given::Many(own)) if own.contains(need));
            // The needs that are here make no circle.
            let (own, others): (Vec<String>, Vec<String>) =
                needs.iter().cloned().partition(|need| is_own(need));
            edges.insert(part.to_string(), own);
            new.extend(others.into_iter().map(|need| (part.clone(), need)));
        }
        for (part, need) in new {
            let task = part.to_string();
            if !reaches(&edges, &need, &task) {
                edges.entry(task).or_default().push(need);
                continue;
            }
            if let Some(Given::Many(needs)) =
                self.merged.items.get_mut(&part).and_then(|item| item.values.get_mut("needs"))
            {
                needs.retain(|other| *other != need);
                if let Ok(id) = need.parse() {
                    self.remarks.push(Remark::Circle { part: part.clone(), id });
                }
            }
        }
        for item in self.merged.items.values_mut() {
            if matches!(item.values.get("needs"), Some(Given::Many(needs)) if needs.is_empty()) {
                item.values.remove("needs");
            }
        }
    }
}

fn has_estimate(parts: &Parts, part: &Part) -> bool {
    parts.items.get(part).is_some_and(|item| item.values.contains_key("estimate"))
}

/// Whether a task needs another, directly or by way of others.
fn reaches(edges: &BTreeMap<String, Vec<String>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(task) = open.pop() {
        if task == to {
            return true;
        }
        if seen.insert(task) {
            open.extend(edges.get(task).into_iter().flatten().map(String::as_str));
        }
    }
    false
}
