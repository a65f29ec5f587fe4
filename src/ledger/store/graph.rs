//! The commit-graph: who is whose parent, without opening a single commit.
//!
//! Reads the single file and the split chain, whatever chunks they have beyond the ones that we
//! need; libgit2 1.9 takes neither a chain nor a file with generation numbers of version 2. The
//! format is described in git's `gitformat-commit-graph`. A file whose checksum is wrong is as
//! good as none: git does not look at it, but a wrong parent here would be a wrong number.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use sha1::{Digest as _, Sha1};

use super::file::{PartFile, long_number, number};
use super::index::{Fanout, position};
use super::name::{NAME_BYTES, ObjectName};

/// The first bytes: a magic number, version 1, SHA-1.
const HEADER: [u8; 6] = [b'C', b'G', b'P', b'H', 1, 1];

/// A row of commit data: a tree, two parents, generation and time.
const ROW_BYTES: usize = NAME_BYTES + 16;

/// How many rows of commit data are read at once.
const ROWS_AT_ONCE: usize = 1 << 14;

/// Stands for a parent that is not there.
const NO_PARENT: u32 = 0x7000_0000;

/// Marks a second parent that is a row of the list of further parents, and its last row.
const FURTHER: u32 = 1 << 31;

/// The commits that a commit-graph knows, each by its position.
#[derive(Debug, Default)]
pub(super) struct CommitGraph {
    layers: Vec<Layer>,
    /// The two entries for parents of every commit.
    pairs: Vec<[u32; 2]>,
    /// The level of every commit: 1 without parents, else one above its parents. Unchecked.
    levels: Vec<u32>,
}

/// One file of the chain. Its commits have the positions from `start` on.
#[derive(Debug)]
struct Layer {
    start: u32,
    fanout: Fanout,
    names: Vec<u8>,
    /// The third and later parents of merges.
    further: Vec<u32>,
}

impl CommitGraph {
    /// Reads the graph in the first of these object directories that has one; `None` where there
    /// is none, or it is damaged.
    pub(super) fn open(directories: &[PathBuf]) -> Option<Self> {
        directories.iter().find_map(|directory| {
            let info = directory.join("info");
            Self::read(&[info.join("commit-graph")])
                .or_else(|| Self::read(&chain(&info.join("commit-graphs"), directories)?))
        })
    }

    fn read(files: &[PathBuf]) -> Option<Self> {
        let mut graph = Self::default();
        // The checksums of the files before, on which the positions in a file build.
        let mut before = Vec::new();
        for file in files {
            let file = PartFile::open(file).ok()?;
            let is_whole = thread::scope(|scope| {
                let sum = scope.spawn(|| is_whole(&file).unwrap_or_default());
                graph.add(&file, &before)?;
                sum.join().ok()
            });
            is_whole.filter(|is_whole| *is_whole)?;
            before.extend(file.part(file.len().checked_sub(NAME_BYTES as u64)?, NAME_BYTES)?);
        }
        let count = u32::try_from(graph.pairs.len()).ok().filter(|count| *count < NO_PARENT)?;
        let is_known = |parent: u32| parent == NO_PARENT || parent < count;
        let fits = |pair: &[u32; 2]| is_known(pair[0]) && (pair[1] >= FURTHER || is_known(pair[1]));
        let further = graph.layers.iter().flat_map(|layer| &layer.further);
        let all_fit =
            graph.pairs.iter().all(fits) && further.clone().all(|entry| entry & !FURTHER < count);
        (all_fit && !graph.layers.is_empty()).then_some(graph)
    }

    /// A graph with these parents and levels, of which nobody asks for a name.
    #[cfg(test)]
    pub(super) fn of(parents: &[Vec<u32>], levels: Vec<u32>) -> Self {
        let mut further = Vec::new();
        let pair = |parents: &Vec<u32>| {
            let second = match &parents[..] {
                [] | [_] => NO_PARENT,
                [_, second] => *second,
                [_, more @ .., last] => {
                    let row = FURTHER | u32::try_from(further.len()).unwrap_or_default();
                    further.extend(more.iter().copied().chain([FURTHER | last]));
                    row
                }
            };
            [parents.first().copied().unwrap_or(NO_PARENT), second]
        };
        let pairs = parents.iter().map(pair).collect();
        let fanout = Fanout::read(&[0; 1024]).unwrap_or_else(|| unreachable!("counts"));
        let layer = Layer { start: 0, fanout, names: Vec::new(), further };
        Self { layers: vec![layer], pairs, levels }
    }

    /// Adds a file that builds on those with these checksums.
    fn add(&mut self, file: &PartFile, before: &[u8]) -> Option<()> {
        let chunks = Chunks::read(file)?;
        if chunks.whole(file, *b"BASE").unwrap_or_default() != before {
            return None;
        }
        let fanout = Fanout::read(&chunks.whole(file, *b"OIDF")?)?;
        let total = fanout.total() as usize;
        let names = chunks.whole(file, *b"OIDL")?;
        let (data, data_bytes) = chunks.place(*b"CDAT")?;
        if names.len() != total * NAME_BYTES || data_bytes != (total * ROW_BYTES) as u64 {
            return None;
        }
        let start = u32::try_from(self.pairs.len()).ok()?;
        self.pairs.reserve(total);
        self.levels.reserve(total);
        for first in (0..total).step_by(ROWS_AT_ONCE) {
            let rows = ROWS_AT_ONCE.min(total - first);
            let part = file.part(data + (first * ROW_BYTES) as u64, rows * ROW_BYTES)?;
            let parent = |row: &[u8], at| number(row, NAME_BYTES + at);
            for row in part.chunks_exact(ROW_BYTES) {
                self.pairs.push([parent(row, 0)?, parent(row, 4)?]);
                self.levels.push(number(row, NAME_BYTES + 8)? >> 2);
            }
        }
        let edges = chunks.whole(file, *b"EDGE").unwrap_or_default();
        let further = (0..edges.len() / 4).filter_map(|row| number(&edges, row * 4)).collect();
        self.layers.push(Layer { start, fanout, names, further });
        Some(())
    }

    /// The level of every commit, as the file has it.
    pub(super) fn levels(&self) -> &[u32] {
        &self.levels
    }

    /// The level of a commit; 0 for none.
    pub(super) fn level(&self, position: u32) -> u32 {
        self.levels.get(position as usize).copied().unwrap_or_default()
    }

    /// How many commits it knows.
    pub(super) fn count(&self) -> usize {
        self.pairs.len()
    }

    /// The position of a commit; `None` where the graph does not know it.
    pub(super) fn position(&self, name: ObjectName) -> Option<u32> {
        self.layers.iter().find_map(|layer| {
            let found = position(&layer.names, layer.fanout.range(name.bucket()), name)?;
            Some(layer.start + found)
        })
    }

    /// The name of the commit at a position.
    pub(super) fn name(&self, position: u32) -> Option<ObjectName> {
        let layer = self.layer_of(position)?;
        let start = (position - layer.start) as usize * NAME_BYTES;
        ObjectName::from_bytes(layer.names.get(start..start + NAME_BYTES)?)
    }

    fn layer_of(&self, position: u32) -> Option<&Layer> {
        self.layers.iter().rfind(|layer| layer.start <= position)
    }

    /// The positions of a commit's parents, in order.
    pub(super) fn parents(&self, position: u32) -> impl Iterator<Item = u32> {
        let [first, second] = self.pairs.get(position as usize).copied().unwrap_or([NO_PARENT; 2]);
        let further: &[u32] =
            if second & FURTHER == 0 { &[] } else { self.further(position, second) };
        let two = [first, second].into_iter().filter(|parent| *parent < NO_PARENT);
        two.chain(further.iter().map(|entry| entry & !FURTHER))
    }

    /// The second and later parents of a merge of more than two.
    fn further(&self, position: u32, second: u32) -> &[u32] {
        let further = self.layer_of(position).map_or(&[][..], |layer| &layer.further);
        let rest = further.get((second ^ FURTHER) as usize..).unwrap_or_default();
        let last = rest.iter().position(|entry| entry & FURTHER != 0);
        &rest[..last.map_or(0, |last| last + 1)]
    }

    /// The names that start with one byte, with their positions, in the order of names within
    /// each layer.
    pub(super) fn bucket(&self, bucket: usize) -> impl Iterator<Item = Rows<'_>> {
        self.layers.iter().map(move |layer| {
            let range = layer.fanout.range(bucket);
            let (start, end) = (range.start as usize, range.end as usize);
            let names = layer.names.get(start * NAME_BYTES..end * NAME_BYTES).unwrap_or_default();
            Rows { first: layer.start + range.start, names }
        })
    }
}

/// Sorted names, one after another; the first has the position `first`.
pub(super) struct Rows<'a> {
    pub(super) first: u32,
    pub(super) names: &'a [u8],
}

/// The files of a split chain, the base first.
fn chain(directory: &Path, object_directories: &[PathBuf]) -> Option<Vec<PathBuf>> {
    let list = fs::read_to_string(directory.join("commit-graph-chain")).ok()?;
    let file = |hash: &str| {
        let is_hash =
            hash.len() == 2 * NAME_BYTES && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let name = format!("info/commit-graphs/graph-{hash}.graph");
        // The base may stand in the repository that objects are borrowed from.
        let mut places = object_directories.iter().map(|place| place.join(&name));
        places.find(|place| is_hash && place.is_file())
    };
    list.lines().map(file).collect()
}

/// Whether a file ends with the SHA-1 of all before it.
fn is_whole(file: &PartFile) -> Option<bool> {
    const PART: usize = 1 << 20;
    let end = file.len().checked_sub(NAME_BYTES as u64)?;
    let mut sum = Sha1::new();
    for start in (0..end).step_by(PART) {
        let rest = usize::try_from(end - start).unwrap_or(PART);
        sum.update(&file.part(start, rest.min(PART))?);
    }
    Some(file.part(end, NAME_BYTES)? == sum.finalize()[..])
}

/// Where the chunks of a file are.
struct Chunks(Vec<([u8; 4], u64, u64)>);

impl Chunks {
    fn read(file: &PartFile) -> Option<Self> {
        let header = file.part(0, 8)?;
        header.strip_prefix(&HEADER)?;
        let count = usize::from(header[6]);
        let table = file.part(8, (count + 1) * 12)?;
        let row = |row: usize| {
            let id = table.get(row * 12..row * 12 + 4)?.try_into().ok()?;
            let start = long_number(&table, row * 12 + 4)?;
            let end = long_number(&table, (row + 1) * 12 + 4)?;
            (start <= end && end <= file.len()).then_some((id, start, end - start))
        };
        (0..count).map(row).collect::<Option<_>>().map(Self)
    }

    /// Where a chunk starts, and its length.
    fn place(&self, id: [u8; 4]) -> Option<(u64, u64)> {
        self.0.iter().find(|chunk| chunk.0 == id).map(|(_, start, len)| (*start, *len))
    }

    fn whole(&self, file: &PartFile, id: [u8; 4]) -> Option<Vec<u8>> {
        let (start, len) = self.place(id)?;
        file.part(start, usize::try_from(len).ok()?)
    }
}
