//! Small files that we keep in a git directory: changed under a lock, replaced at once or not at
//! all.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::error::LedgerError;
use crate::sentence::FileAction;

/// Where we keep files in a git directory.
pub(super) const FOLDER: &str = "roadmap";

/// Our folder in a git directory; it is made where it is missing.
pub(super) fn folder(git_dir: &Path) -> Result<PathBuf, LedgerError> {
    let folder = git_dir.join(FOLDER);
    fs::create_dir_all(&folder).map_err(LedgerError::file(FileAction::Write, &folder))?;
    Ok(folder)
}

/// Waits for the lock of a file; it is held until the result is dropped, or the process ends.
pub(super) fn lock(folder: &Path, name: &str) -> Result<File, LedgerError> {
    let path = folder.join(format!("{name}.lock"));
    let failed = LedgerError::file(FileAction::Write, &path);
    let lock = File::options().create(true).truncate(false).write(true).open(&path);
    let lock = lock.map_err(&failed)?;
    lock.lock().map_err(&failed)?;
    Ok(lock)
}

/// Replaces a file: whoever reads it, and whenever the machine stops, finds the old or the new.
pub(super) fn replace(folder: &Path, name: &str, text: &str) -> Result<(), LedgerError> {
    let path = folder.join(name);
    let failed = LedgerError::file(FileAction::Write, &path);
    let new = folder.join(format!("{name}.new"));
    let mut file = File::create(&new).map_err(&failed)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(&failed)?;
    fs::rename(&new, &path).map_err(&failed)
}

/// The text of a file; `None` where there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, LedgerError> {
    match fs::read(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(LedgerError::file(FileAction::Read, path)(error)),
    }
}
