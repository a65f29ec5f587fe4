//! Three lists of parts become one.

use std::collections::{BTreeMap, BTreeSet};

use super::Remark;
use super::parts::{Given, Item, Part, Parts};
use crate::id::Id;

/// A merge under way.
pub(super) struct Merging<'a> {
    pub(super) base: Option<Parts>,
    pub(super) here: Parts,
    pub(super) there: Parts,
    is_recorded: &'a dyn Fn(&Id) -> bool,
    /// What the plan will be.
    pub(super) merged: Parts,
    /// Tasks and habits that get another id, with the old one.
    pub(super) renamed: BTreeMap<Id, Id>,
    /// What tasks and habits that were renamed here were called by base and curriculum, with their
    /// names here.
    pub(super) own_names: BTreeMap<Id, Id>,
    pub(super) remarks: Vec<Remark>,
}

impl<'a> Merging<'a> {
    pub(super) fn new(
        base: Option<Parts>,
        here: Parts,
        there: Parts,
        is_recorded: &'a dyn Fn(&Id) -> bool,
    ) -> Self {
        Self {
            base,
            here,
            there,
            is_recorded,
            merged: Parts::default(),
            renamed: BTreeMap::new(),
            own_names: BTreeMap::new(),
            remarks: Vec::new(),
        }
    }

    /// Fills [`Merging::merged`].
    pub(super) fn merge(&mut self) {
        self.follow_own_renames();
        self.take_over_renames();
        self.merged = Parts { moved: self.here.moved.clone(), ..Parts::default() };
        let gone = self.moves();
        for part in self.here.order.clone() {
            if self.there.has(&part) {
                let item = self.both(&part);
                self.merged.items.insert(part, item);
            } else if !part.work().is_some_and(|id| gone.contains(id)) && self.stays(&part) {
                let item = self.here.items[&part].clone();
                self.merged.items.insert(part, item);
            }
        }
        for part in self.there.order.clone() {
            if !self.here.has(&part) && self.comes(&part) {
                let item = self.there.items[&part].clone();
                self.merged.items.insert(part, item);
            }
        }
    }

    /// Takes over the moves from there, and returns the ids that leave the plan by them.
    fn moves(&mut self) -> BTreeSet<Id> {
        let mut gone = BTreeSet::new();
        for (from, to) in self.there.moved.clone() {
            if self.here.moved.contains_key(&from) {
                let is_changed_there = self.move_here(&from).as_ref() != Some(&to);
                if is_changed_there && self.has_move_of_base(&from) && !self.leads_back(&from, &to)
                {
                    self.merged.moved.insert(from, to);
                }
                continue;
            }
            let here = self.here.work(&from);
            if self.leads_back(&from, &to) {
                let there = to.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
                self.remarks.extend(here.map(|part| Remark::Conflict {
                    part,
                    key: "moved",
                    here: None,
                    there: Some(there),
                }));
                continue;
            }
            if let Some(part) = here {
                if !self.was_there(&from) {
                    self.remarks.push(Remark::IdTaken(part));
                    continue;
                }
                let keys = self.edited(&part);
                if !keys.is_empty() {
                    self.remarks.push(Remark::EditsGone { part, keys });
                }
                gone.insert(from.clone());
            }
            self.merged.moved.insert(from, to);
        }
        gone
    }

    /// Whether a move that is here is still as the base has it, and so not the learner's own.
    fn has_move_of_base(&self, from: &Id) -> bool {
        let base = self.base.as_ref().and_then(|base| base.moved.get(from));
        base.is_some() && base == self.move_here(from).as_ref()
    }

    /// Where a move that is here leads, by the names of what was renamed here.
    fn move_here(&self, from: &Id) -> Option<Vec<Id>> {
        let named_here = |id: &Id| self.own_names.get(id).unwrap_or(id).clone();
        self.here.moved.get(from).map(|to| to.iter().map(named_here).collect())
    }

    /// Whether a move from there would, by way of those that are known, end where it began.
    fn leads_back(&self, from: &Id, to: &[Id]) -> bool {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&Id> = to.iter().collect();
        while let Some(id) = open.pop() {
            if id == from {
                return true;
            }
            if seen.insert(id) {
                open.extend(self.merged.moved.get(id).into_iter().flatten());
            }
        }
        false
    }

    /// Whether a task or habit came from there, as far as is known.
    pub(super) fn was_there(&self, id: &Id) -> bool {
        self.base.as_ref().is_none_or(|base| base.has_work(id))
    }

    /// A part that is here and there.
    fn both(&mut self, part: &Part) -> Item {
        let (here, there) = (&self.here.items[part], &self.there.items[part]);
        let base = self.base.as_ref().map(|base| base.items.get(part));
        let mut item = here.clone();
        let mut conflicts = Vec::new();
        let keys: BTreeSet<&'static str> =
            here.values.keys().chain(there.values.keys()).copied().collect();
        for key in keys {
            let (ours, theirs) = (here.values.get(key), there.values.get(key));
            let origin = match base {
                Some(base) => Origin::Known(base.and_then(|base| base.values.get(key))),
                None => Origin::Unknown,
            };
            match choose(&origin, ours, theirs) {
                Choice::Here => {}
                Choice::There => {
                    item.values.remove(key);
                    item.values.extend(theirs.map(|theirs| (key, theirs.clone())));
                }
                Choice::Conflict => conflicts.push(Remark::Conflict {
                    part: part.clone(),
                    key,
                    here: ours.map(Given::shown),
                    there: theirs.map(Given::shown),
                }),
            }
        }
        let origin = match base {
            Some(base) => Origin::Known(base.and_then(|base| base.parent.as_ref())),
            None => Origin::Unknown,
        };
        match choose(&origin, here.parent.as_ref(), there.parent.as_ref()) {
            Choice::Here => {}
            Choice::There => item.parent.clone_from(&there.parent),
            Choice::Conflict => conflicts.push(Remark::Conflict {
                part: part.clone(),
                key: if matches!(part, Part::Task(_)) { "phase" } else { "module" },
                here: here.parent.as_ref().map(ToString::to_string),
                there: there.parent.as_ref().map(ToString::to_string),
            }),
        }
        self.remarks.extend(conflicts);
        item
    }

    /// Whether a part stays that is here and not there.
    fn stays(&mut self, part: &Part) -> bool {
        let came_from_there = self.base.as_ref().is_some_and(|base| base.has(part));
        if !came_from_there {
            return true;
        }
        if part.work().is_some_and(|id| (self.is_recorded)(id)) {
            self.remarks.push(Remark::KeptRecorded(part.clone()));
            return true;
        }
        if !self.edited(part).is_empty() {
            self.remarks.push(Remark::KeptEdited(part.clone()));
            return true;
        }
        false
    }

    /// The keys of a part that were changed here; none where the base is not known.
    fn edited(&self, part: &Part) -> Vec<&'static str> {
        let here = self.here.items.get(part);
        let base = self.base.as_ref().and_then(|base| base.items.get(part));
        let (Some(here), Some(base)) = (here, base) else { return Vec::new() };
        let keys: BTreeSet<&'static str> =
            here.values.keys().chain(base.values.keys()).copied().collect();
        let mut edited: Vec<&'static str> =
            keys.into_iter().filter(|key| here.values.get(key) != base.values.get(key)).collect();
        if here.parent != base.parent {
            edited.push("phase");
        }
        edited
    }

    /// Whether a part comes that is there and not here.
    fn comes(&mut self, part: &Part) -> bool {
        let was_removed = self.base.as_ref().is_some_and(|base| base.has(part));
        let has_another_name = part.work().is_some_and(|id| self.here.moved.contains_key(id));
        let was_removed = was_removed || part.work().is_some_and(|id| self.was_removed_as(id));
        if was_removed || has_another_name {
            self.remarks.push(Remark::StaysRemoved(part.clone()));
            return false;
        }
        let is_taken = match part {
            Part::Task(id) | Part::Habit(id) => self.merged.has_work(id),
            Part::Module(id) => self.merged.has(&Part::Skill(id.clone())),
            Part::Skill(id) => self.merged.has(&Part::Module(id.clone())),
            Part::Top | Part::Phase(_) | Part::Link(_) => false,
        };
        if is_taken {
            self.remarks.push(Remark::IdTaken(part.clone()));
            return false;
        }
        if !self.has_parent(part) {
            self.remarks.push(Remark::NoParent(part.clone()));
            return false;
        }
        true
    }

    /// Whether a new task or habit is only the new name of what was removed, or got another name,
    /// here.
    fn was_removed_as(&self, id: &Id) -> bool {
        let Some(base) = &self.base else { return false };
        let mut olds = self.there.moved.iter().filter(|(_, to)| to.contains(id)).peekable();
        let is_gone = |from: &Id| base.has_work(from) && !self.here.has_work(from);
        olds.peek().is_some() && olds.all(|(from, to)| to.len() == 1 && is_gone(from))
    }

    /// Whether what a new part belongs to will be in the plan. What is there comes before its
    /// parts, so it is decided already.
    fn has_parent(&self, part: &Part) -> bool {
        let parent = self.there.items[part].parent.clone();
        match (part, parent) {
            (Part::Task(_), Some(phase)) => self.merged.has(&Part::Phase(phase)),
            (Part::Skill(_), Some(module)) => self.merged.has(&Part::Module(module)),
            _ => true,
        }
    }
}

/// Whose version of something is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Here,
    There,
    Conflict,
}

/// The version of something that both sides came from.
enum Origin<'a, T> {
    /// Nobody knows it.
    Unknown,
    /// It said this, or nothing.
    Known(Option<&'a T>),
}

/// Chooses between two versions of something by the one that both came from. Where that is not
/// known, what is here stays, and what is only there comes.
fn choose<T: PartialEq>(origin: &Origin<'_, T>, here: Option<&T>, there: Option<&T>) -> Choice {
    match *origin {
        _ if here == there => Choice::Here,
        Origin::Known(base) if here == base => Choice::There,
        Origin::Known(base) if there == base => Choice::Here,
        Origin::Unknown if there.is_none() => Choice::Here,
        Origin::Unknown if here.is_none() => Choice::There,
        Origin::Known(_) | Origin::Unknown => Choice::Conflict,
    }
}
