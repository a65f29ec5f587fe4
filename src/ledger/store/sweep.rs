//! Looking at every commit once, for those whose message may hold events.
//!
//! Where the commit-graph knows a commit, its ancestors are marked without opening one of them
//! and looked up in the packs; then they are read from front to back on all cores. Commits that
//! the graph does not know are walked from child to parent, the one that stands first in the pack
//! first.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::path::Path;

use super::cores::on_all_cores;
use super::graph::CommitGraph;
use super::marks::Marks;
use super::name::ObjectName;
use super::pack::{Pack, PackReader};
use super::places::{Places, Spot};
use super::{Packs, Place, object_directories};
use crate::ledger::backend::{Carrier, Carriers, Look, Watch};
use crate::ledger::commit::CommitObject;
use crate::ledger::error::LedgerError;
use crate::ledger::event::CommitId;

/// How many commits a thread takes at once.
const PORTION: usize = 2048;

/// So many new commits, or one in 32 of the graph, are worth a walk of all that the graph knows.
const FEW: usize = 1024;

/// How to read an object that stands in no pack we know: the content of a commit, or `None`
/// where there is no such object.
pub(in crate::ledger) type Through<'a> =
    &'a dyn Fn(ObjectName) -> Result<Option<Vec<u8>>, LedgerError>;

/// What is looked for in commits.
#[derive(Clone, Copy)]
pub(in crate::ledger) struct Sought<'a> {
    /// What is made of a commit.
    pub(in crate::ledger) look: Look<'a>,
    /// Bytes that a commit has of which anything is made. One without need not be read.
    pub(in crate::ledger) needs: &'static [u8],
}

/// A walk over history that visits every commit once, however many groups of tips it is given.
pub(in crate::ledger) struct Sweep<'a> {
    packs: Packs,
    graph: Option<CommitGraph>,
    /// The commits of a shallow clone whose parents were not fetched.
    boundary: HashSet<ObjectName>,
    through: Through<'a>,
    sought: Sought<'a>,
    watch: &'a dyn Watch,
    /// What was visited: positions in the graph, rows of each pack, and names of the rest.
    in_graph: Marks,
    in_packs: Vec<Marks>,
    loose: HashSet<ObjectName>,
    visited: usize,
}

/// A commit that is still to be opened: the one that stands first comes first.
type Open = BinaryHeap<Reverse<(Option<Place>, ObjectName)>>;

/// What one thread found in a pack.
#[derive(Default)]
struct Found {
    carriers: Vec<Carrier>,
    /// Positions of commits that could not be read.
    unread: Vec<u32>,
}

impl<'a> Sweep<'a> {
    /// Starts a walk in the repository with this common directory. The commit-graph is left
    /// aside unless `trusts_graph`, and in a shallow clone, as git does. A commit carries what is
    /// made of it.
    pub(in crate::ledger) fn new(
        common_dir: &Path,
        boundary: HashSet<ObjectName>,
        trusts_graph: bool,
        through: Through<'a>,
        sought: Sought<'a>,
        watch: &'a dyn Watch,
    ) -> Self {
        let directories = object_directories(common_dir);
        let packs = Packs::open(&directories);
        let is_used = trusts_graph && boundary.is_empty();
        let graph = is_used.then(|| CommitGraph::open(&directories)).flatten();
        Self {
            in_graph: Marks::below(graph.as_ref().map_or(0, CommitGraph::count)),
            in_packs: packs.indexes.iter().map(|index| Marks::below(index.count())).collect(),
            packs,
            graph,
            boundary,
            through,
            sought,
            watch,
            loose: HashSet::new(),
            visited: 0,
        }
    }

    /// Visits the commits reachable from `tips` that were not visited before.
    ///
    /// # Errors
    ///
    /// What reading a damaged object returns.
    pub(in crate::ledger) fn group(
        &mut self,
        tips: Vec<ObjectName>,
    ) -> Result<Carriers, LedgerError> {
        let mut carriers = Carriers::default();
        let mut open = Open::new();
        let mut new_in_graph = Vec::new();
        for tip in tips {
            self.meet(tip, &mut open, &mut new_in_graph);
        }
        self.walk(&mut open, &mut new_in_graph, &mut carriers)?;
        self.sweep(new_in_graph, &mut carriers)?;
        Ok(carriers)
    }

    /// Notes a commit that is to be visited, unless it was.
    fn meet(&mut self, name: ObjectName, open: &mut Open, new_in_graph: &mut Vec<u32>) {
        if let Some(position) = self.graph.as_ref().and_then(|graph| graph.position(name)) {
            if self.in_graph.insert(position) {
                new_in_graph.push(position);
            }
            return;
        }
        let place = self.packs.find(name);
        let is_new = match place {
            Some(place) => self.in_packs[place.pack].insert(place.row),
            None => self.loose.insert(name),
        };
        if is_new {
            open.push(Reverse((place, name)));
        }
    }

    /// Visits the commits that the graph does not know.
    fn walk(
        &mut self,
        open: &mut Open,
        new_in_graph: &mut Vec<u32>,
        carriers: &mut Carriers,
    ) -> Result<(), LedgerError> {
        let packs = std::mem::take(&mut self.packs.packs);
        let mut readers: Vec<PackReader<'_>> = packs.iter().map(Pack::reader).collect();
        while let Some(Reverse((place, name))) = open.pop() {
            let packed = place.and_then(|place| readers[place.pack].commit(place.offset));
            let read = if packed.is_none() { (self.through)(name)? } else { None };
            let Some(data) = packed.or(read.as_deref()) else {
                carriers.lack();
                continue;
            };
            self.visit(name, data, carriers);
            if self.boundary.contains(&name) {
                carriers.truncated = true;
                continue;
            }
            let parents = CommitObject::new(data).parents();
            for parent in parents.filter_map(|hex| ObjectName::from_hex(hex.as_bytes())) {
                self.meet(parent, open, new_in_graph);
            }
        }
        drop(readers);
        self.packs.packs = packs;
        Ok(())
    }

    fn visit(&mut self, name: ObjectName, data: &[u8], carriers: &mut Carriers) {
        let carried = (self.sought.look)(&|| name.into(), CommitObject::new(data));
        carriers
            .commits
            .extend(carried.map(|lines| Carrier { id: name.into(), lines: lines.into() }));
        self.visited += 1;
        if self.visited.is_multiple_of(PORTION) {
            self.watch.visited(self.visited, None);
        }
    }

    /// Visits commits of the graph and all their ancestors. They are in `in_graph`, their
    /// ancestors are put there.
    fn sweep(&mut self, open: Vec<u32>, carriers: &mut Carriers) -> Result<(), LedgerError> {
        let Some(graph) = self.graph.take() else { return Ok(()) };
        let Places { in_packs, nowhere } = self.places(&graph, open);
        let packed: usize = in_packs.iter().map(Vec::len).sum();
        let total = self.visited + packed + nowhere.len();
        let mut left = Vec::new();
        for (pack, places) in in_packs.iter().enumerate() {
            let count = Counted { before: self.visited, total, watch: self.watch };
            let Sought { look: sees, needs } = self.sought;
            let look = |position: u32, commit: CommitObject<'_>| {
                let id = || graph.name(position).map(CommitId::from);
                let lines = sees(&|| id().unwrap_or_else(|| CommitId::new("")), commit)?;
                Some(Carrier { id: id()?, lines: lines.into() })
            };
            for found in read(&self.packs.packs[pack], places, needs, &look, &count) {
                carriers.commits.extend(found.carriers);
                left.extend(found.unread);
            }
            self.visited += places.len();
        }
        for position in nowhere.into_iter().chain(left) {
            let Some(name) = graph.name(position) else { continue };
            match (self.through)(name)? {
                Some(data) => {
                    self.visit(name, &data, carriers);
                }
                None => carriers.lack(),
            }
        }
        self.graph = Some(graph);
        Ok(())
    }

    /// Where commits of the graph and those of their ancestors stand that were not visited.
    fn places(&mut self, graph: &CommitGraph, mut open: Vec<u32>) -> Places {
        let mut met = Vec::new();
        while met.len() < FEW.max(graph.count() / 32) {
            let Some(position) = open.pop() else {
                return Places::of_some(&self.packs, graph, &met);
            };
            met.push(position);
            open.extend(graph.parents(position).filter(|parent| self.in_graph.insert(*parent)));
        }
        met.extend(open);
        Places::of_many(&self.packs, graph, &met, &mut self.in_graph)
    }
}

/// Where a sweep stands, for whoever watches.
struct Counted<'a> {
    before: usize,
    total: usize,
    watch: &'a dyn Watch,
}

/// Reads the commits of a pack at these offsets, which are sorted, but for those that lack one of
/// the bytes that are needed.
fn read(
    pack: &Pack,
    places: &[Spot],
    needs: &[u8],
    look: &(dyn Fn(u32, CommitObject<'_>) -> Option<Carrier> + Sync),
    count: &Counted<'_>,
) -> Vec<Found> {
    let portions = places.len().div_ceil(PORTION);
    let read = |next: &mut dyn FnMut() -> Option<usize>| {
        let mut found = Found::default();
        let mut reader = pack.reader();
        while let Some(portion) = next() {
            for at in (portion * PORTION..places.len()).take(PORTION) {
                let Spot { offset, position, sum } = places[at];
                let end = places.get(at + 1).map(|next| next.offset);
                if reader.lacks(offset, end, sum, needs) {
                    continue;
                }
                let Some(data) = reader.commit(offset) else {
                    found.unread.push(position);
                    continue;
                };
                found.carriers.extend(look(position, CommitObject::new(data)));
            }
        }
        found
    };
    on_all_cores(portions, read, |portion| {
        count.watch.visited(count.before + portion * PORTION, Some(count.total));
    })
}
