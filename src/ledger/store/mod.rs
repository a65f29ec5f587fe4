//! The object store as files: packs and the commit-graph of a SHA-1 repository, read for the one
//! thing that libgit2 is slow at, which is to look at every commit once.
//!
//! Nothing here has to succeed. What cannot be found or read (loose objects, packs that were
//! replaced meanwhile, damage) is left to libgit2, which says what is wrong.

mod alphabet;
mod cores;
mod delta;
mod file;
mod graph;
mod index;
mod marks;
mod name;
mod pack;
mod places;
mod reach;
mod sweep;

use std::fs;
use std::path::{Path, PathBuf};

use index::PackIndex;
use pack::Pack;

pub(super) use name::ObjectName;
pub(super) use sweep::{Sought, Sweep};

/// How many repositories in a row objects may be borrowed from, as in git.
const ALTERNATES: usize = 5;

/// The packs of a repository, the largest first: it has most of the commits.
#[derive(Debug, Default)]
struct Packs {
    indexes: Vec<PackIndex>,
    packs: Vec<Pack>,
}

/// Where an object stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    pack: usize,
    offset: u64,
    row: u32,
}

/// The object directories of a repository: its own, then those that it borrows from.
fn object_directories(common_dir: &Path) -> Vec<PathBuf> {
    let mut directories = vec![common_dir.join("objects")];
    let mut borrowed = 0;
    for _ in 0..ALTERNATES {
        let new = &directories[borrowed..];
        let named: Vec<PathBuf> = new.iter().flat_map(|directory| alternates(directory)).collect();
        borrowed = directories.len();
        for directory in named {
            if !directories.contains(&directory) {
                directories.push(directory);
            }
        }
    }
    directories
}

/// The directories that this one borrows from.
fn alternates(directory: &Path) -> Vec<PathBuf> {
    let list = fs::read_to_string(directory.join("info/alternates")).unwrap_or_default();
    let named = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    named.map(|line| directory.join(line)).collect()
}

impl Packs {
    /// Opens every pack in these object directories that can be read.
    fn open(directories: &[PathBuf]) -> Self {
        let entries = directories.iter().filter_map(|place| fs::read_dir(place.join("pack")).ok());
        let files = entries.flatten().filter_map(|entry| Some(entry.ok()?.path()));
        let mut indexes: Vec<PathBuf> =
            files.filter(|file| file.extension().is_some_and(|kind| kind == "idx")).collect();
        indexes.sort();
        let pair = |index: &PathBuf| {
            Some((PackIndex::open(index)?, Pack::open(&index.with_extension("pack"))?))
        };
        let mut packs: Vec<(PackIndex, Pack)> = indexes.iter().filter_map(pair).collect();
        packs.sort_by_key(|(index, _)| std::cmp::Reverse(index.count()));
        let (indexes, packs) = packs.into_iter().unzip();
        Self { indexes, packs }
    }

    /// Where an object stands; `None` where no pack has it.
    fn find(&mut self, name: ObjectName) -> Option<Place> {
        let mut indexes = self.indexes.iter_mut().enumerate();
        indexes.find_map(|(pack, index)| {
            let (row, offset) = index.find(name)?;
            Some(Place { pack, offset, row })
        })
    }
}
