//! Writes files so that whoever reads them, and whenever the machine stops, finds the old text or
//! the new.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Makes a file that must not be there yet, with the folders that lead to it. Returns whether it
/// did: `false` where there is a file of this name.
pub(crate) fn create(path: &Path, text: impl AsRef<[u8]>) -> io::Result<bool> {
    let text = text.as_ref();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let new = written(path, text)?;
    // A link is never made over a file that came into being just now.
    let linked = fs::hard_link(&new, path);
    let _ = fs::remove_file(&new);
    let made = match linked {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // Some file systems have no links.
        Err(_) => File::create_new(path).and_then(|mut file| {
            file.write_all(text)?;
            file.sync_all()
        }),
        Ok(()) => Ok(()),
    };
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        made => made.map(|()| true),
    }
}

/// Replaces the text of a file, which keeps its mode. Returns whether it did: `false` where the
/// file is no longer `old`.
pub(crate) fn replace(path: &Path, old: &[u8], text: impl AsRef<[u8]>) -> io::Result<bool> {
    let new = written(path, text.as_ref())?;
    let replaced = fs::metadata(path)
        .and_then(|metadata| fs::set_permissions(&new, metadata.permissions()))
        .and_then(|()| fs::read(path))
        .and_then(|now| if now == old { fs::rename(&new, path).map(|()| true) } else { Ok(false) });
    if !matches!(replaced, Ok(true)) {
        let _ = fs::remove_file(&new);
        return replaced;
    }
    // That the name is on the disk too; not every system can open a directory.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let _ = File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
    replaced
}

/// A new file beside `path` with this text, on the disk.
fn written(path: &Path, text: &[u8]) -> io::Result<PathBuf> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let new = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    // What a process that has ended left behind under the same number.
    let _ = fs::remove_file(&new);
    let mut file = File::create_new(&new)?;
    file.write_all(text).and_then(|()| file.sync_all()).inspect_err(|_| {
        let _ = fs::remove_file(&new);
    })?;
    Ok(new)
}
