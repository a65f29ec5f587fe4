//! A disposable file that remembers the event lines of the commits that were visited.
//!
//! It is an answer to one question, "which lines do the commits reachable from these tips
//! carry?", and holds for exactly that question. Anything else (no file, another version, a
//! wrong checksum, a shallow clone that was deepened) is answered from the commits. New tips on
//! top of the old ones are answered from the file and the commits between; see [`super::advance`].
//!
//! It lives in the common git directory, so that all work trees share it; who writes holds a
//! lock and renames a whole file into place, and who reads takes no lock.

mod format;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

pub(super) use format::Remembered;
pub use format::try_any;

/// The folder for everything that can be deleted at any time, in the common git directory.
const FOLDER: &str = "roadmap/cache";

/// The file in that folder for event lines.
pub(super) const HISTORY: &str = "history";

/// The file in that folder for what commits prove by themselves.
pub(super) const EVIDENCE: &str = "evidence";

/// What is kept beside the cache for those who have no time to read history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// What the prompt and TAB show.
    Glance,
    /// What `roadmap status` printed last.
    Status,
}

impl Shortcut {
    /// Its file in that folder.
    fn file(self) -> &'static str {
        match self {
            Self::Glance => "glance",
            Self::Status => "status",
        }
    }
}

/// A file larger than this is not read: one hundred thousand events take a tenth of it.
const LARGEST: u64 = 1 << 30;

/// The place of the cache.
#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache of the repository with this common directory.
    pub(super) fn of(common_dir: &Path) -> Self {
        Self { folder: common_dir.join(FOLDER) }
    }

    /// What is remembered; `None` where there is no file that can be trusted.
    pub(super) fn load(&self, file: &str) -> Option<Remembered> {
        format::decode(self.bytes(file)?)
    }

    /// The bytes of a file; `None` where it is none, or too large to be ours.
    fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        let path = self.folder.join(file);
        fs::metadata(&path).ok().filter(|it| it.is_file() && it.len() <= LARGEST)?;
        fs::read(path).ok()
    }

    /// Remembers. Where another process is writing, or the disk is full or read-only, nothing is
    /// remembered, and nobody is told: the commits are still there.
    pub(super) fn store(&self, file: &str, remembered: &Remembered) {
        let _ = self.write(file, &format::encode(remembered));
    }

    /// What was last kept; `None` where there is nothing that can be trusted.
    pub(super) fn shortcut(&self, shortcut: Shortcut) -> Option<Vec<u8>> {
        let mut bytes = self.bytes(shortcut.file())?;
        let start = bytes.len() - format::opened(&bytes)?.len();
        bytes.drain(..start);
        Some(bytes)
    }

    /// Keeps something, unless it is there already. The file is written over where
    /// it is, which is faster than replacing it; who reads it meanwhile finds a wrong checksum
    /// and does without.
    pub(super) fn keep_shortcut(&self, shortcut: Shortcut, content: &[u8]) {
        let bytes = format::sealed(content);
        let path = self.folder.join(shortcut.file());
        let there = fs::symlink_metadata(&path).ok();
        let is_like_it = |it: &fs::Metadata| it.is_file() && it.len() == bytes.len() as u64;
        if there.as_ref().is_some_and(is_like_it) && fs::read(&path).is_ok_and(|kept| kept == bytes)
        {
            return;
        }
        let write = || {
            fs::create_dir_all(&self.folder)?;
            // What a link leads to is not ours.
            if there.is_some_and(|it| it.is_symlink()) {
                fs::remove_file(&path)?;
            }
            let mut file = File::options().create(true).truncate(false).write(true).open(&path)?;
            file.write_all(&bytes)?;
            file.set_len(bytes.len() as u64)
        };
        let _: io::Result<()> = write();
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let lock = File::create(self.folder.join("lock"))?;
        lock.try_lock()?;
        // One name for what is not finished, so that whoever was interrupted leaves one file at
        // most, which the next one overwrites.
        let new = self.folder.join("new");
        let mut file = File::create(&new)?;
        file.write_all(bytes)?;
        drop(file);
        fs::rename(new, self.folder.join(name))?;
        Ok(())
    }
}
