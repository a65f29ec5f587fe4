//! Tasks and habits that only got another name, on one side or on both: they are compared under one.

use std::collections::BTreeMap;

use super::merge::Merging;
use super::parts::{Part, Parts};
use crate::id::Id;

/// What something that was renamed here is called elsewhere.
#[derive(PartialEq)]
struct Names {
    /// In the base, where that is known.
    base: Option<Id>,
    /// In the curriculum.
    there: Id,
}

impl Merging<'_> {
    /// Gives what was only renamed here its name from here in the base and there, too, whatever it
    /// is called there by now, so that what was changed there comes.
    pub(super) fn follow_own_renames(&mut self) {
        let mut found: BTreeMap<Id, Vec<Names>> = BTreeMap::new();
        for old in self.here.moved.keys() {
            let mine = self.here.heir(old).filter(|mine| mine != old);
            if let (Some(mine), Some(names)) = (mine, self.names_of(old))
                && names.base.as_ref() != Some(&mine)
            {
                let known = found.entry(mine).or_default();
                known.extend((!known.contains(&names)).then_some(names));
            }
        }
        for (mine, names) in found {
            // Several that are one here were merged, which is more than a rename.
            let [names] = names.as_slice() else { continue };
            if self.is_free(&names.there, &mine) {
                self.call_there(names, &mine);
            }
        }
    }

    /// What a task or habit that came from there is called in the base and there, if it went through
    /// no split or merge there.
    fn names_of(&self, old: &Id) -> Option<Names> {
        let Some(base) = &self.base else {
            let there = self.there.has_work(old).then(|| old.clone())?;
            return Some(Names { base: None, there });
        };
        let in_base = base.heir(old)?;
        if self.there.has_work(&in_base) {
            return Some(Names { there: in_base.clone(), base: Some(in_base) });
        }
        let there = self.there.heir(&in_base)?;
        let works = base.order.iter().filter_map(Part::work);
        let came_to_it = works.filter(|id| self.there.heir(id).as_ref() == Some(&there));
        (came_to_it.count() == 1).then_some(Names { base: Some(in_base), there })
    }

    /// Whether something there can be called as it is called here.
    fn is_free(&self, theirs: &Id, mine: &Id) -> bool {
        let is_alike =
            self.there.work(theirs).map(|part| part.renamed(mine)) == self.here.work(mine);
        let is_taken = theirs != mine
            && (self.there.has_work(mine)
                || self.there.moved.contains_key(mine)
                || self.here.has_work(theirs));
        is_alike && !is_taken
    }

    fn call_there(&mut self, names: &Names, mine: &Id) {
        if let (Some(base), Some(old)) = (&mut self.base, &names.base)
            && !base.has_work(mine)
        {
            base.call(old, mine);
            self.own_names.insert(old.clone(), mine.clone());
        }
        if names.there != *mine {
            self.there.call(&names.there, mine);
            self.own_names.insert(names.there.clone(), mine.clone());
        }
    }

    /// Gives tasks and habits that were only renamed there their new ids, here and in the base,
    /// so that what was changed here goes with them.
    pub(super) fn take_over_renames(&mut self) {
        for (old, to) in self.there.moved.clone() {
            let [new] = to.as_slice() else { continue };
            let part = self.here.work(&old).filter(|_| self.was_there(&old));
            let Some(part) = part else { continue };
            let is_new = !self.here.has_work(new)
                && !self.here.moved.contains_key(new)
                && self.there.has(&part.renamed(new));
            if is_new && !self.here.moved.contains_key(&old) {
                self.here.rename(&old, new);
                if let Some(base) = &mut self.base {
                    base.rename(&old, new);
                }
                self.renamed.insert(new.clone(), old.clone());
            }
        }
    }
}

impl Parts {
    /// The only task or habit that an id stands for, by way of moves to one id each.
    fn heir(&self, id: &Id) -> Option<Id> {
        let mut id = id;
        for _ in 0..=self.moved.len() {
            if self.has_work(id) {
                return Some(id.clone());
            }
            let [next] = self.moved.get(id)?.as_slice() else { return None };
            id = next;
        }
        None
    }

    /// As [`Parts::rename`], and moves lead to the new id.
    fn call(&mut self, old: &Id, new: &Id) {
        self.rename(old, new);
        for id in self.moved.values_mut().flatten().filter(|id| *id == old) {
            id.clone_from(new);
        }
    }
}
