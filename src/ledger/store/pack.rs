//! The commits in a pack, read in the order in which they stand there.
//!
//! Anything out of the ordinary (a delta against an object of another pack, a damaged entry) is
//! `None`, and the caller asks libgit2 instead. The format is described in git's
//! `gitformat-pack`.

use std::ops::Range;
use std::path::Path;

use libdeflater::{Decompressor, crc32};

use super::file::PartFile;
use super::{alphabet, delta};

/// The kinds of objects that matter here, as an entry's header names them.
const COMMIT: u8 = 1;
const OFFSET_DELTA: u8 = 6;

/// How many bytes of a pack are read at once.
const WINDOW: usize = 1 << 17;

/// The checksum at the end of a pack.
const TRAILER_BYTES: u64 = 20;

/// The longest header of an entry, with the offset of a delta's base.
const HEADER_BYTES: usize = 32;

/// A commit of more bytes than this is left to libgit2; so is one that claims to be that long.
const LONGEST: usize = 1 << 24;

/// How long a chain of deltas may be; git makes none of more than 4095.
const DEEPEST: usize = 4096;

/// A pack.
#[derive(Debug)]
pub(super) struct Pack {
    file: PartFile,
}

impl Pack {
    pub(super) fn open(path: &Path) -> Option<Self> {
        PartFile::open(path).ok().map(|file| Self { file })
    }

    /// Starts reading. Several readers can read at once.
    pub(super) fn reader(&self) -> PackReader<'_> {
        PackReader {
            pack: self,
            window: Vec::new(),
            start: 0,
            inflate: Decompressor::new(),
            object: Vec::new(),
        }
    }
}

/// Reads the commits of a pack, best in the order of their offsets.
pub(super) struct PackReader<'a> {
    pack: &'a Pack,
    /// A part of the pack, and where it starts.
    window: Vec<u8>,
    start: u64,
    inflate: Decompressor,
    object: Vec<u8>,
}

/// The header of an entry.
struct Entry {
    kind: u8,
    /// The length of the object, or of the delta, in bytes.
    len: usize,
    /// Where the base of a delta stands.
    base: Option<u64>,
    /// Where the compressed bytes start.
    data: u64,
}

impl Entry {
    /// How many compressed bytes it has at most, as git has zlib write it; what is longer is left
    /// to libgit2. What follows the end of the stream is ignored.
    fn most(&self) -> usize {
        self.len + self.len / 1000 + 64
    }
}

impl PackReader<'_> {
    /// The commit at an offset; `None` where something else stands there, or it cannot be read.
    pub(super) fn commit(&mut self, offset: u64) -> Option<&[u8]> {
        let mut object = std::mem::take(&mut self.object);
        let read = self.read(offset, &mut object);
        self.object = object;
        read.map(|()| self.object.as_slice())
    }

    /// Whether there is a commit at an offset that is certain to lack at least one of these bytes.
    /// The entry ends at `end`, or with the pack, and has the CRC-32 `sum`: what is not inflated is
    /// held against no other checksum.
    pub(super) fn lacks(&mut self, offset: u64, end: Option<u64>, sum: u32, bytes: &[u8]) -> bool {
        !bytes.is_empty() && self.lacks_one(offset, end, sum, bytes).unwrap_or(false)
    }

    fn lacks_one(&mut self, offset: u64, end: Option<u64>, sum: u32, bytes: &[u8]) -> Option<bool> {
        let entry = self.entry(offset).filter(|entry| entry.kind == COMMIT)?;
        // As a whole, so that the window need not be filled again for its beginning.
        self.load(offset, HEADER_BYTES + entry.most())?;
        let data = self.compressed(&entry)?;
        if !alphabet::lacks(self.window.get(data)?, bytes) {
            return Some(false);
        }
        let end = end.or_else(|| self.pack.file.len().checked_sub(TRAILER_BYTES))?;
        let len = usize::try_from(end.checked_sub(offset)?).ok()?;
        // Where something else stands before the next commit, the entry ends nobody knows where.
        if len > HEADER_BYTES + entry.most() {
            return None;
        }
        self.bytes(offset, len).map(|entry| crc32(entry) == sum)
    }

    fn read(&mut self, offset: u64, object: &mut Vec<u8>) -> Option<()> {
        let mut entry = self.entry(offset)?;
        // From the commit to the base that stands there whole.
        let mut deltas: Vec<Vec<u8>> = Vec::new();
        while entry.kind == OFFSET_DELTA && deltas.len() < DEEPEST {
            let mut delta = Vec::new();
            self.inflate(&entry, &mut delta)?;
            deltas.push(delta);
            entry = self.entry(entry.base?)?;
        }
        if entry.kind != COMMIT {
            return None;
        }
        self.inflate(&entry, object)?;
        for delta in deltas.iter().rev() {
            *object = delta::apply(object, delta, LONGEST)?;
        }
        Some(())
    }

    fn entry(&mut self, offset: u64) -> Option<Entry> {
        let header = self.bytes(offset, HEADER_BYTES)?;
        let mut bytes = header.iter().copied();
        let first = bytes.next()?;
        let kind = first >> 4 & 7;
        let mut len = u64::from(first & 0xf);
        let (mut shift, mut more, mut read) = (4, first & 0x80 != 0, 1);
        while more {
            let byte = bytes.next()?;
            len |= u64::from(byte & 0x7f).checked_shl(shift)?;
            (shift, more, read) = (shift + 7, byte & 0x80 != 0, read + 1);
        }
        let mut base = None;
        if kind == OFFSET_DELTA {
            let mut byte = bytes.next()?;
            let mut back = u64::from(byte & 0x7f);
            read += 1;
            while byte & 0x80 != 0 {
                byte = bytes.next()?;
                back = back.checked_add(1)?.checked_mul(128)? | u64::from(byte & 0x7f);
                read += 1;
            }
            // A base stands before its delta, so no chain can be a circle.
            base = Some(offset.checked_sub(back).filter(|base| *base < offset)?);
        }
        let len = usize::try_from(len).ok().filter(|len| *len <= LONGEST)?;
        Some(Entry { kind, len, base, data: offset + read })
    }

    /// Inflates an entry into `object`.
    fn inflate(&mut self, entry: &Entry, object: &mut Vec<u8>) -> Option<()> {
        let data = self.compressed(entry)?;
        object.resize(entry.len, 0);
        let written = self.inflate.zlib_decompress(self.window.get(data)?, object).ok()?;
        (written == entry.len).then_some(())
    }

    /// Where the compressed bytes of an entry stand in the window, with some of what follows.
    fn compressed(&mut self, entry: &Entry) -> Option<Range<usize>> {
        self.load(entry.data, entry.most())
    }

    /// At most `len` bytes at `offset`: fewer only at the end of the pack.
    fn bytes(&mut self, offset: u64, len: usize) -> Option<&[u8]> {
        let place = self.load(offset, len)?;
        self.window.get(place)
    }

    /// Makes sure that the window holds `len` bytes from `offset` on, or all that there are; where
    /// they stand there.
    fn load(&mut self, offset: u64, len: usize) -> Option<Range<usize>> {
        let end = self.pack.file.len().checked_sub(TRAILER_BYTES)?;
        let wanted = offset.saturating_add(len as u64).min(end);
        let has = self.start..self.start + self.window.len() as u64;
        if has.contains(&offset) && wanted <= has.end {
            let start = usize::try_from(offset - self.start).ok()?;
            return Some(start..(start + len).min(self.window.len()));
        }
        let rest = usize::try_from(end.checked_sub(offset)?).unwrap_or(usize::MAX);
        self.window.resize(WINDOW.max(len).min(rest), 0);
        self.start = offset;
        if self.pack.file.read_exact_at(&mut self.window, offset).is_err() {
            self.window.clear();
            return None;
        }
        Some(0..len.min(self.window.len()))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use libdeflater::{CompressionLvl, Compressor};

    use super::*;

    /// A pack with one commit, and where its entry stands.
    fn pack(commit: &str) -> (Vec<u8>, Range<usize>) {
        let mut compressor = Compressor::new(CompressionLvl::default());
        let mut data = vec![0; compressor.zlib_compress_bound(commit.len())];
        let len = compressor.zlib_compress(commit.as_bytes(), &mut data).expect("room");
        let low = u8::try_from(commit.len() & 0xF).expect("four bits");
        let high = u8::try_from(commit.len() >> 4).expect("no more than two bytes");
        let mut bytes = b"PACK\0\0\0\x02\0\0\0\x01".to_vec();
        bytes.extend([0x80 | COMMIT << 4 | low, high]);
        bytes.extend(&data[..len]);
        let entry = 12..bytes.len();
        bytes.extend([0; 20]);
        (bytes, entry)
    }

    fn lacks(bytes: &[u8], entry: &Range<usize>, sum: u32, end: Option<u64>) -> bool {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(bytes).expect("room");
        let pack = Pack::open(file.path()).expect("a pack");
        pack.reader().lacks(entry.start as u64, end, sum, b"-:")
    }

    #[test]
    fn no_commit_is_ruled_out_that_is_not_as_it_was_written() {
        let commit = format!(
            "tree {0}\nparent {0}\nauthor A <a@b.c> 1782835138 +0800\n\
             committer A <a@b.c> 1782835138 +0800\n\nFix what was broken\n",
            "26bd48a6aadfa3c32a920f6fdf1f002d8d5fe923"
        );
        let (mut bytes, entry) = pack(&commit);
        let sum = crc32(&bytes[entry.clone()]);
        assert!(lacks(&bytes, &entry, sum, None));
        assert!(lacks(&bytes, &entry, sum, Some(entry.end as u64)));
        assert!(!lacks(&bytes, &entry, sum, Some(entry.end as u64 - 1)), "it ends elsewhere");
        assert!(!lacks(&bytes, &entry, sum ^ 1, None), "the sum is another");
        for bit in 0..entry.len() * 8 {
            let at = entry.start + bit / 8;
            bytes[at] ^= 1 << (bit % 8);
            assert!(!lacks(&bytes, &entry, sum, None), "bit {bit}");
            bytes[at] ^= 1 << (bit % 8);
        }
    }
}
