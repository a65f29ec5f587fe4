//! Where the commits of a graph stand in the packs.

use std::cmp::Ordering;
use std::thread;

use super::Packs;
use super::cores::on_all_cores;
use super::graph::{CommitGraph, Rows};
use super::index::PackIndex;
use super::marks::Marks;
use super::name::NAME_BYTES;

/// Into how many parts indexes divide names: by their first byte.
const BUCKETS: usize = 256;

/// Where commits stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Of each pack the offsets and positions of its commits, in the order of offsets. No commit
    /// stands here twice.
    pub(super) in_packs: Vec<Vec<(u64, u32)>>,
    /// The positions of those that no pack has.
    pub(super) nowhere: Vec<u32>,
}

impl Places {
    /// Looks each of these commits up by itself.
    pub(super) fn of_few(packs: &mut Packs, graph: &CommitGraph, positions: &[u32]) -> Self {
        let mut places = Self { in_packs: vec![Vec::new(); packs.packs.len()], nowhere: vec![] };
        for position in positions.iter().copied() {
            match graph.name(position).and_then(|name| packs.find(name)) {
                Some(place) => places.in_packs[place.pack].push((place.offset, position)),
                None => places.nowhere.push(position),
            }
        }
        for pack in &mut places.in_packs {
            pack.sort_unstable();
        }
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
        let (mut wanted, mut in_packs) = thread::scope(|scope| {
            let wanted = scope.spawn(|| graph.reach(positions, visited));
            let in_packs: Vec<_> = packs.indexes.iter().map(|index| all(index, graph)).collect();
            match wanted.join() {
                Ok(wanted) => (wanted, in_packs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        for pack in &mut in_packs {
            pack.retain(|(_, position)| wanted.remove(*position));
        }
        Self { in_packs, nowhere: wanted.iter().collect() }
    }
}

/// The offsets and positions of all commits of a graph that a pack has, in the order of offsets.
fn all(index: &PackIndex, graph: &CommitGraph) -> Vec<(u64, u32)> {
    let find = |next: &mut dyn FnMut() -> Option<usize>| {
        let mut places = Vec::new();
        while let Some(bucket) = next() {
            let Some((names, offsets)) = index.bucket(bucket) else { continue };
            for rows in graph.bucket(bucket) {
                in_both(&rows, &names, |position, row| {
                    let offset = index.offset_in(&offsets, row);
                    places.extend(offset.map(|offset| (offset, position)));
                });
            }
        }
        places
    };
    let mut places = on_all_cores(BUCKETS, find, |_| ()).concat();
    places.sort_unstable();
    places
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
