//! Undos of undos: which of them are on a cycle, and an order in which the others can be settled.

use std::collections::{BTreeSet, HashMap};

use crate::ledger::{Event, EventId};

/// Undo events by index, and for each the indices of the undos that it names.
pub(super) struct UndoGraph<'a> {
    undos: Vec<&'a Event>,
    names: Vec<Vec<usize>>,
}

impl<'a> UndoGraph<'a> {
    pub(super) fn new(undos: Vec<&'a Event>) -> Self {
        let index: HashMap<&EventId, usize> =
            undos.iter().enumerate().map(|(at, undo)| (&undo.id, at)).collect();
        let names =
            |undo: &&Event| undo.record.of.iter().filter_map(|id| index.get(id).copied()).collect();
        let names = undos.iter().map(names).collect();
        Self { undos, names }
    }

    /// The undos in an order in which each comes before those that it names, without those on a
    /// cycle; and the ids of these.
    ///
    /// Kosaraju's algorithm: undos that reach each other are what the reversed graph reaches
    /// from one of them, taken in the order in which a depth-first search left them last.
    pub(super) fn settle(&self) -> (Vec<&'a Event>, BTreeSet<EventId>) {
        let mut seen = vec![false; self.undos.len()];
        let mut order: Vec<usize> = Vec::new();
        for at in 0..self.undos.len() {
            leave(&self.names, at, &mut seen, &mut order);
        }
        order.reverse();
        let named_by = self.reversed();
        let mut seen = vec![false; self.undos.len()];
        let mut cyclic = BTreeSet::new();
        let mut acyclic = Vec::new();
        for at in order {
            let mut together = Vec::new();
            leave(&named_by, at, &mut seen, &mut together);
            match together.as_slice() {
                [] => {}
                [one] if !self.names[*one].contains(one) => acyclic.push(self.undos[*one]),
                several => cyclic.extend(several.iter().map(|at| self.undos[*at].id.clone())),
            }
        }
        (acyclic, cyclic)
    }

    fn reversed(&self) -> Vec<Vec<usize>> {
        let mut reversed = vec![Vec::new(); self.names.len()];
        for (from, names) in self.names.iter().enumerate() {
            for to in names {
                reversed[*to].push(from);
            }
        }
        reversed
    }
}

/// Adds to `left` all that is reachable from `root` and not yet seen, each after all that it
/// leads to. Without recursion: a chain of undos may be long.
fn leave(edges: &[Vec<usize>], root: usize, seen: &mut [bool], left: &mut Vec<usize>) {
    if std::mem::replace(&mut seen[root], true) {
        return;
    }
    let mut path = vec![(root, 0)];
    while let Some((at, next)) = path.last_mut() {
        if let Some(to) = edges[*at].get(*next) {
            *next += 1;
            if !std::mem::replace(&mut seen[*to], true) {
                path.push((*to, 0));
            }
        } else {
            left.push(*at);
            path.pop();
        }
    }
}
