//! Where the commits of a graph stand in the packs.

use std::cmp::Ordering;
use std::thread;

use super::Packs;
use super::cores::on_all_cores;
use super::graph::{CommitGraph, Rows};
use super::index::PackIndex;
use super::marks::Marks;
use super::name::{NAME_BYTES, ObjectName};

/// Into how many parts indexes divide names: by their first byte.
const BUCKETS: usize = 256;

/// A commit in a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// Where its entry begins.
    pub(super) offset: u64,
    /// Its position in the graph.
    pub(super) position: u32,
    /// The CRC-32 of its entry, as the index has it.
    pub(super) sum: u32,
}

/// Where commits stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Of each pack its commits, in the order of offsets. No commit stands here twice.
    pub(super) in_packs: Vec<Vec<Spot>>,
    /// The positions of those that no pack has.
    pub(super) nowhere: Vec<u32>,
}

impl Places {
    /// Looks these commits up, each once, in the parts of the indexes that may have them.
    pub(super) fn of_some(packs: &Packs, graph: &CommitGraph, positions: &[u32]) -> Self {
        let mut wanted = Marks::below(graph.count());
        let mut buckets = Marks::below(BUCKETS);
        for position in positions.iter().copied() {
            wanted.insert(position);
            let bucket = graph.name(position).map_or(0, ObjectName::bucket);
            buckets.insert(u32::try_from(bucket).unwrap_or_default());
        }
        let buckets: Vec<usize> = buckets.iter().map(|bucket| bucket as usize).collect();
        let mut places = Self::default();
        for index in &packs.indexes {
            let found = look_up(index, graph, &buckets, &|position| wanted.contains(position));
            places.take(found, &mut wanted);
        }
        places.nowhere = wanted.iter().collect();
        places
    }

    /// Looks up these commits and all their ancestors that are not in `visited`, where these are
    /// already and those are put: which those are is found out while all that the graph knows
    /// are looked up.
    pub(super) fn of_many(
        packs: &Packs,
        graph: &CommitGraph,
        positions: &[u32],
        visited: &mut Marks,
    ) -> Self {
        let all: Vec<usize> = (0..BUCKETS).collect();
        let (mut wanted, in_packs) = thread::scope(|scope| {
            let wanted = scope.spawn(|| graph.reach(positions, visited));
            // What stands in one pack is not looked for in the next.
            let mut found = Marks::below(graph.count());
            let look_up = |index: &PackIndex| {
                let spots = look_up(index, graph, &all, &|position| !found.contains(position));
                for spot in &spots {
                    found.insert(spot.position);
                }
                spots
            };
            let in_packs: Vec<_> = packs.indexes.iter().map(look_up).collect();
            match wanted.join() {
                Ok(wanted) => (wanted, in_packs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        let mut places = Self::default();
        for spots in in_packs {
            places.take(spots, &mut wanted);
        }
        places.nowhere = wanted.iter().collect();
        places
    }

    /// Adds what a pack has of the wanted commits, which are wanted no more.
    fn take(&mut self, mut spots: Vec<Spot>, wanted: &mut Marks) {
        spots.retain(|spot| wanted.remove(spot.position));
        self.in_packs.push(spots);
    }
}

/// The commits of a graph that a pack has, in the order of offsets: of those that are asked for,
/// with names in these buckets.
fn look_up(
    index: &PackIndex,
    graph: &CommitGraph,
    buckets: &[usize],
    asks_for: &(dyn Fn(u32) -> bool + Sync),
) -> Vec<Spot> {
    let find = |next: &mut dyn FnMut() -> Option<usize>| {
        let mut spots = Vec::new();
        while let Some(bucket) = next().map(|at| buckets[at]) {
            let Some(entries) = index.bucket(bucket) else { continue };
            for rows in graph.bucket(bucket) {
                in_both(&rows, &entries.names, |position, row| {
                    let entry = asks_for(position).then(|| index.entry(&entries, row)).flatten();
                    spots.extend(entry.map(|(offset, sum)| Spot { offset, position, sum }));
                });
            }
        }
        spots
    };
    let mut spots = on_all_cores(buckets.len(), find, |_| ()).concat();
    spots.sort_unstable();
    spots
}

/// Calls `meet` with the position and the row of each name that stands in both sorted lists.
fn in_both(rows: &Rows<'_>, names: &[u8], mut meet: impl FnMut(u32, usize)) {
    let mut row = 0;
    for (position, name) in (rows.first..).zip(rows.names.chunks_exact(NAME_BYTES)) {
        while let Some(other) = names.get(row * NAME_BYTES..(row + 1) * NAME_BYTES) {
            match other.cmp(name) {
                Ordering::Less => row += 1,
                Ordering::Equal => {
                    meet(position, row);
                    break;
                }
                Ordering::Greater => break,
            }
        }
    }
}
