//! The commits in a pack, read in the order in which they stand there.
//!
//! Anything out of the ordinary (a delta against an object of another pack, a damaged entry) is
//! `None`, and the caller asks libgit2 instead. The format is described in git's
//! `gitformat-pack`.

use std::ops::Range;
use std::path::Path;

use libdeflater::Decompressor;

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

impl PackReader<'_> {
    /// The commit at an offset; `None` where something else stands there, or it cannot be read.
    pub(super) fn commit(&mut self, offset: u64) -> Option<&[u8]> {
        let mut object = std::mem::take(&mut self.object);
        let read = self.read(offset, &mut object);
        self.object = object;
        read.map(|()| self.object.as_slice())
    }

    /// Whether there is a commit at an offset that is certain to lack at least one of these bytes.
    pub(super) fn lacks(&mut self, offset: u64, bytes: &[u8]) -> bool {
        if bytes.is_empty() {
            return false;
        }
        let Some(entry) = self.entry(offset).filter(|entry| entry.kind == COMMIT) else {
            return false;
        };
        let data = self.compressed(&entry).and_then(|data| self.window.get(data));
        data.is_some_and(|data| alphabet::lacks(data, bytes))
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
        // zlib makes nothing longer than this; what follows the end of the stream is ignored.
        self.load(entry.data, entry.len + entry.len / 1000 + 64)
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
        let wanted = (offset + len as u64).min(end);
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
