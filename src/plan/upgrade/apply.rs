//! The merged parts become the text of the plan, edit by edit.

use super::Version;
use super::merge::Merging;
use super::parts::{Item, Part, Parts};
use crate::id::Id;
use crate::plan::document::{Document, NewTable, Place, Spot, Value};
use crate::plan::keys::Shape;
use crate::plan::keys::{HABIT, LINK, MODULE, PHASE, PLAN, SKILL, TASK};

/// The text of `local`, whose parts are `old`, with what is merged.
pub(super) fn apply(local: &Version, old: &Parts, merging: &Merging<'_>) -> Document {
    let mut text = Applying { document: local.document.clone(), local, old, merging };
    for (new, old) in &merging.renamed {
        text.rename(old, new);
    }
    let new = merging.there.order.iter().filter(|part| !merging.here.has(part));
    for part in new.filter(|part| merging.merged.has(part)) {
        text.add(part);
    }
    for part in &merging.here.order {
        if let Some(item) = merging.merged.items.get(part) {
            text.change(part, item);
        }
    }
    for part in merging.here.order.iter().rev() {
        if !merging.merged.has(part) {
            let place = part.place(&local.plan);
            text.document.remove_table(&place);
        }
    }
    text.set_moves();
    text.document
}

/// The text under way.
struct Applying<'a> {
    document: Document,
    local: &'a Version,
    old: &'a Parts,
    merging: &'a Merging<'a>,
}

impl Applying<'_> {
    fn rename(&mut self, old: &Id, new: &Id) {
        let places = [Place::Task(old.clone()), Place::Habit(old.clone())];
        for place in places {
            self.document.set(&place, "id", &Value::text(new.as_str()));
        }
    }

    /// Adds a part that is new, behind the one that it stands behind there.
    fn add(&mut self, part: &Part) {
        let item = &self.merging.merged.items[part];
        let values = keys(part).filter_map(|key| Some((key, item.values.get(key)?.value())));
        let mut keys: Vec<(&'static str, Value)> = values.collect();
        match part {
            Part::Link(url) => keys.push(("url", Value::text(url))),
            _ => keys.insert(0, ("id", Value::text(part.to_string()))),
        }
        if let Some(spot) = self.spot(part, item) {
            self.document.add(&NewTable { keys, spot });
        }
    }

    fn spot(&self, part: &Part, item: &Item) -> Option<Spot> {
        let before = self.before(part, item);
        Some(match part {
            Part::Top => return None,
            Part::Phase(_) => before.map_or(Spot::Phase, Spot::PhaseAfter),
            Part::Task(_) => match before {
                Some(before) => Spot::TaskAfter(before),
                None => Spot::TaskOf(item.parent.clone()?),
            },
            Part::Habit(_) => Spot::Habit,
            Part::Module(_) => Spot::Module,
            Part::Skill(_) => Spot::SkillOf(item.parent.clone()?),
            Part::Link(_) => Spot::Link,
        })
    }

    /// The nearest part of the same kind and parent before it there that is in the text by now.
    fn before(&self, part: &Part, item: &Item) -> Option<Id> {
        let order = &self.merging.there.order;
        let at = order.iter().position(|other| other == part)?;
        order[..at].iter().rev().find_map(|other| {
            let ((Part::Task(_), Part::Task(id)) | (Part::Phase(_), Part::Phase(id))) =
                (part, other)
            else {
                return None;
            };
            let merged = self.merging.merged.items.get(other)?;
            // A task that is still to be moved stands elsewhere.
            let is_here = match self.merging.here.items.get(other) {
                Some(here) => here.parent == merged.parent,
                None => true,
            };
            let place = other.place(&self.local.plan);
            let fits = merged.parent == item.parent && is_here && self.document.has(&place);
            fits.then(|| id.clone())
        })
    }

    /// Brings a part that is in the text to what is merged.
    fn change(&mut self, part: &Part, item: &Item) {
        let old_part = match part.work().and_then(|id| self.merging.renamed.get(id)) {
            Some(old) => part.renamed(old),
            None => part.clone(),
        };
        let Some(old) = self.old.items.get(&old_part) else { return };
        let place = part.place(&self.local.plan);
        if let (Part::Task(_), true) = (part, old.parent != item.parent)
            && let Some(spot) = self.spot(part, item)
        {
            self.document.move_task(&place, &spot);
        }
        if matches!(part, Part::Skill(_)) && old.parent != item.parent {
            self.document.remove_table(&place);
            return self.add(part);
        }
        let is_changed = |key: &&'static str| old.values.get(*key) != item.values.get(*key);
        let changed: Vec<&'static str> = keys(part).filter(is_changed).collect();
        // Later goals below headers of their own cannot be edited in place.
        if changed.contains(&"change")
            && old.values.contains_key("change")
            && self.document.value(&place, "change").is_none()
        {
            self.document.remove_table(&place);
            return self.add(part);
        }
        // What a habit no longer has goes first, as it cannot have both.
        for key in changed.iter().filter(|key| !item.values.contains_key(*key)) {
            self.document.remove(&place, key);
        }
        for key in changed {
            if let Some(given) = item.values.get(key) {
                self.document.set(&place, key, &given.value());
            }
        }
    }

    /// Adds the moves that are new, and changes those that lead elsewhere now.
    fn set_moves(&mut self) {
        for (from, to) in &self.merging.merged.moved {
            let old = self.old.moved.get(from);
            if old == Some(to) {
                continue;
            }
            let to = match to.as_slice() {
                [only] => Value::text(only.as_str()),
                several => Value::list(several),
            };
            if old.is_some() {
                self.document.set(&Place::Moved(from.clone()), "to", &to);
                continue;
            }
            let keys = vec![("from", Value::text(from.as_str())), ("to", to)];
            self.document.add(&NewTable { keys, spot: Spot::Moved });
        }
    }
}

/// The keys of a part that are merged, in the order in which people write them.
fn keys(part: &Part) -> impl Iterator<Item = &'static str> {
    let shape: &'static Shape = match part {
        Part::Top => &PLAN,
        Part::Phase(_) => &PHASE,
        Part::Task(_) => &TASK,
        Part::Habit(_) => &HABIT,
        Part::Module(_) => &MODULE,
        Part::Skill(_) => &SKILL,
        Part::Link(_) => &LINK,
    };
    shape.keys.iter().map(|key| key.name).filter(|name| *name != "id" && *name != "url")
}
