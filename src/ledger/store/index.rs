//! The index of a pack: which object stands at which offset. Version 2 only, which git has
//! written since 2007; a pack with another index is left to libgit2.
//!
//! The format is described in git's `gitformat-pack`.

use std::path::Path;

use super::file::{PartFile, long_number, number};
use super::name::{NAME_BYTES, ObjectName};

/// The first eight bytes: a magic number and the version.
const HEADER: [u8; 8] = [0xff, b't', b'O', b'c', 0, 0, 0, 2];

/// How many bytes stand before the names: the header and 256 counts.
const NAMES_START: u64 = 8 + FANOUT_BYTES as u64;

/// How many bytes the 256 counts take.
const FANOUT_BYTES: usize = 256 * 4;

/// Marks an offset that stands in the table of long offsets.
const LONG: u32 = 1 << 31;

/// So many objects are searched for in the file of a large index; for more the whole is read, which
/// takes 24 bytes of memory for each object of the pack.
const FEW: usize = 4096;

/// An index of fewer objects is read as a whole at once.
const LARGE: usize = 1 << 16;

/// So many rows before and behind where an object is expected are read at once.
const NEAR: u32 = 256;

/// The part of an index that has the names that start with one byte.
pub(super) struct Bucket {
    /// The names, one after another.
    pub(super) names: Vec<u8>,
    /// The CRC-32 of each entry, four bytes.
    sums: Vec<u8>,
    /// Their entries in the table of offsets.
    offsets: Vec<u8>,
}

/// What a search near the expected row found.
enum Searched {
    Row(u32),
    Absent,
    /// The object would stand in other rows.
    Elsewhere,
}

/// The index of a pack.
#[derive(Debug)]
pub(super) struct PackIndex {
    file: PartFile,
    fanout: Fanout,
    /// How many objects were searched for.
    searched: usize,
    /// Names and entries of the table of offsets, read when more than a few are searched for.
    tables: Option<(Vec<u8>, Vec<u8>)>,
}

impl PackIndex {
    /// Opens an index; `None` where it cannot be read or is not of version 2.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let file = PartFile::open(path).ok()?;
        let start = file.part(0, HEADER.len() + FANOUT_BYTES)?;
        let fanout = Fanout::read(start.strip_prefix(&HEADER)?)?;
        let tables = u64::from(fanout.total()) * (NAME_BYTES as u64 + 8);
        (file.len() >= NAMES_START + tables).then_some(Self {
            file,
            fanout,
            searched: 0,
            tables: None,
        })
    }

    /// How many objects the pack has.
    pub(super) fn count(&self) -> usize {
        self.fanout.total() as usize
    }

    /// The row of an object, and its offset in the pack; `None` where the pack does not have it.
    pub(super) fn find(&mut self, name: ObjectName) -> Option<(u32, u64)> {
        if self.searched < FEW && self.count() >= LARGE {
            self.searched += 1;
            match self.search(name)? {
                Searched::Row(row) => {
                    let entry = self.file.part(self.offsets_start() + u64::from(row) * 4, 4)?;
                    return Some((row, self.offset_in(&entry, 0)?));
                }
                Searched::Absent => return None,
                // Names that are not spread evenly: whoever made them would have us search long.
                Searched::Elsewhere => self.searched = FEW,
            }
        }
        if self.tables.is_none() {
            let names = self.file.part(NAMES_START, self.count() * NAME_BYTES)?;
            let offsets = self.file.part(self.offsets_start(), self.count() * 4)?;
            self.tables = Some((names, offsets));
        }
        let (names, offsets) = self.tables.as_ref()?;
        let row = position(names, self.fanout.range(name.bucket()), name)?;
        Some((row, self.offset_in(offsets, row as usize)?))
    }

    /// The row of an object, read from the file: names are spread evenly, so that it stands near
    /// where the bytes after the first say.
    fn search(&self, name: ObjectName) -> Option<Searched> {
        let all = self.fanout.range(name.bucket());
        let share = u64::from(number(name.bytes(), 1)?);
        let middle = all.start + u32::try_from((all.len() as u64 * share) >> 32).ok()?;
        let near = middle.saturating_sub(NEAR).max(all.start)..(middle + NEAR).min(all.end);
        let names = self.names(near.clone())?;
        let is_after = names.get(..NAME_BYTES).is_some_and(|first| first <= &name.bytes()[..]);
        let is_before =
            names.rchunks(NAME_BYTES).next().is_some_and(|last| &name.bytes()[..] <= last);
        let holds = (near.start == all.start || is_after) && (near.end == all.end || is_before);
        if !holds {
            return Some(Searched::Elsewhere);
        }
        let row = position(&names, 0..u32::try_from(near.len()).ok()?, name);
        Some(row.map_or(Searched::Absent, |row| Searched::Row(near.start + row)))
    }

    /// The names in some rows, one after another.
    fn names(&self, rows: std::ops::Range<u32>) -> Option<Vec<u8>> {
        let start = NAMES_START + u64::from(rows.start) * NAME_BYTES as u64;
        self.file.part(start, rows.len() * NAME_BYTES)
    }

    /// What the index has of the names that start with one byte.
    pub(super) fn bucket(&self, bucket: usize) -> Option<Bucket> {
        let range = self.fanout.range(bucket);
        let column =
            |start: u64| self.file.part(start + u64::from(range.start) * 4, range.len() * 4);
        let (sums, offsets) = (column(self.sums_start())?, column(self.offsets_start())?);
        Some(Bucket { names: self.names(range)?, sums, offsets })
    }

    /// Where an object of a bucket stands, and the CRC-32 of its entry; `None` beyond the end.
    pub(super) fn entry(&self, bucket: &Bucket, row: usize) -> Option<(u64, u32)> {
        Some((self.offset_in(&bucket.offsets, row)?, number(&bucket.sums, row * 4)?))
    }

    /// The offset in a row of a part of the table; `None` beyond its end.
    fn offset_in(&self, offsets: &[u8], row: usize) -> Option<u64> {
        self.offset(number(offsets, row * 4)?)
    }

    /// Where the checksums begin: behind the names.
    fn sums_start(&self) -> u64 {
        NAMES_START + u64::from(self.fanout.total()) * NAME_BYTES as u64
    }

    /// Where the offsets begin: behind the checksums.
    fn offsets_start(&self) -> u64 {
        self.sums_start() + u64::from(self.fanout.total()) * 4
    }

    /// The offset that an entry of the table means.
    fn offset(&self, entry: u32) -> Option<u64> {
        if entry & LONG == 0 {
            return Some(u64::from(entry));
        }
        let long = self.offsets_start() + u64::from(self.fanout.total()) * 4;
        long_number(&self.file.part(long + u64::from(entry ^ LONG) * 8, 8)?, 0)
    }
}

/// How many names start with a byte up to each of the 256.
#[derive(Clone, Debug)]
pub(super) struct Fanout(Vec<u32>);

impl Fanout {
    /// Reads 256 counts; `None` where they do not grow.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let counts: Option<Vec<u32>> = (0..256).map(|row| number(bytes, row * 4)).collect();
        counts.filter(|counts| counts.is_sorted()).map(Self)
    }

    pub(super) fn total(&self) -> u32 {
        self.0[255]
    }

    /// The rows whose names start with this byte.
    pub(super) fn range(&self, bucket: usize) -> std::ops::Range<u32> {
        let start = bucket.checked_sub(1).map_or(0, |before| self.0[before]);
        start..self.0[bucket]
    }
}

/// The row of `name` among sorted names, searched in `range`.
pub(super) fn position(names: &[u8], range: std::ops::Range<u32>, name: ObjectName) -> Option<u32> {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low.midpoint(high);
        let start = middle as usize * NAME_BYTES;
        match names.get(start..start + NAME_BYTES)?.cmp(name.bytes()) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// An index of objects with these names, which are sorted; the n-th stands at offset n.
    fn index(names: &[[u8; NAME_BYTES]]) -> PackIndex {
        let mut bytes = HEADER.to_vec();
        for first in 0..=u8::MAX {
            let count = names.iter().filter(|name| name[0] <= first).count();
            bytes.extend(u32::try_from(count).expect("few").to_be_bytes());
        }
        bytes.extend(names.iter().flatten());
        bytes.extend(vec![0; names.len() * 4]);
        bytes.extend((0..names.len()).flat_map(|at| u32::try_from(at).expect("few").to_be_bytes()));
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(&bytes).expect("room");
        PackIndex::open(file.path()).expect("an index")
    }

    fn name(bytes: [u8; NAME_BYTES]) -> ObjectName {
        ObjectName::from_bytes(&bytes).expect("a name")
    }

    /// A name with these bytes in front.
    fn named(front: [u8; 4]) -> [u8; NAME_BYTES] {
        let mut bytes = [0; NAME_BYTES];
        bytes[..4].copy_from_slice(&front);
        bytes
    }

    #[test]
    fn names_that_are_spread_evenly_are_found_near_where_they_are_expected() {
        let even: Vec<_> = (0..4096_u16)
            .map(|at| (at << 4).to_be_bytes())
            .map(|[high, low]| named([7, high, low, 1]))
            .collect();
        let mut index = index(&even);
        for (row, bytes) in even.iter().enumerate() {
            let row = u32::try_from(row).expect("few");
            assert!(
                matches!(index.search(name(*bytes)), Some(Searched::Row(found)) if found == row)
            );
            assert_eq!(index.find(name(*bytes)), Some((row, row.into())));
        }
        assert!(matches!(index.search(name(named([7, 9, 0, 0]))), Some(Searched::Absent)));
        assert_eq!(index.find(name(named([8, 0, 0, 0]))), None);
    }

    #[test]
    fn a_name_that_is_not_near_is_looked_for_among_all() {
        // All but the last stand where nobody would expect them.
        let mut skewed: Vec<_> = (0..2000_u16)
            .map(u16::to_be_bytes)
            .map(|[high, low]| named([7, 0, high, low]))
            .collect();
        skewed.push(named([7, 0xFF, 0, 0]));
        let mut index = index(&skewed);
        assert!(matches!(index.search(name(skewed[1500])), Some(Searched::Elsewhere)));
        assert_eq!(index.find(name(skewed[1500])), Some((1500, 1500)));
        assert_eq!(index.find(name(skewed[2000])), Some((2000, 2000)));
    }
}
