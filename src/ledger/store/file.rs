//! Reading parts of a file from several threads, without mapping it into memory: a mapped pack
//! counts as memory in full, and a file that shrinks below a mapping ends the program.

use std::fs::File;
use std::io;
use std::path::Path;

/// A file of which parts are read.
#[derive(Debug)]
pub(super) struct PartFile {
    file: File,
    len: u64,
}

impl PartFile {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let len = file.metadata()?.len();
        Ok(Self { file, len })
    }

    /// Its length when it was opened, in bytes. The files read here never change.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Fills `buffer` with what stands at `offset`.
    pub(super) fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        let mut filled = 0;
        while filled < buffer.len() {
            let count = read_at(&self.file, &mut buffer[filled..], offset + filled as u64)?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            filled += count;
        }
        Ok(())
    }

    /// The `len` bytes at `offset`; `None` where the file is shorter or cannot be read.
    pub(super) fn part(&self, offset: u64, len: usize) -> Option<Vec<u8>> {
        // Asked before memory is taken: a damaged file may claim any length.
        offset.checked_add(len as u64).filter(|end| *end <= self.len)?;
        let mut part = vec![0; len];
        self.read_exact_at(&mut part, offset).ok()?;
        Some(part)
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}

/// The number at byte `at`, most significant byte first; `None` beyond the end.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_be_bytes)
}

/// As [`number`], of eight bytes.
pub(super) fn long_number(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    bytes.try_into().ok().map(u64::from_be_bytes)
}
