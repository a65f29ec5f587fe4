//! What the learner has approved: outside of every repository, one file for each.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::refusal;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::hex;
use crate::ledger::Ledger;
use crate::plan::CommandDigest;
use crate::sentence::FileAction;
use crate::view::term::visible;

/// The first line of a file.
const HEAD: &str = "# Commands that roadmap may run in this repository. `roadmap trust` writes it.";

/// How many digits of the digest of its path name a repository's file.
const NAME_DIGITS: usize = 32;

/// What is approved for one repository.
pub(crate) struct TrustStore {
    file: PathBuf,
    repository: PathBuf,
    entries: Vec<Entry>,
}

/// One approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The digest of what may be run.
    pub(crate) digest: String,
    /// How it was shown, in short.
    pub(crate) shown: String,
}

impl TrustStore {
    /// Reads what is approved for a repository. Work trees of one repository share it.
    ///
    /// # Errors
    ///
    /// Where there is no place for it outside of the repository, or it cannot be read.
    pub(crate) fn open(ledger: &Ledger) -> Result<Self, Failure> {
        let state = Context::state_directory().ok_or_else(refusal::no_state_directory)?;
        let folder = state.join("roadmap").join("trust");
        let repository = ledger.shared_dir();
        let top = ledger.work_dir().and_then(|top| top.canonicalize().ok());
        let place = real(&folder);
        if [top.as_deref(), Some(repository.as_path())]
            .into_iter()
            .flatten()
            .any(|inside| place.starts_with(inside))
        {
            return Err(refusal::state_in_work_tree(&folder));
        }
        let path = repository.as_os_str().as_encoded_bytes();
        let name = hex::digits(&Sha256::digest(path));
        let file = folder.join(&name[..NAME_DIGITS]);
        let entries = match fs::read_to_string(&file) {
            Ok(text) => text.lines().filter_map(Entry::parse).collect(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(Failure::file(FileAction::Read, &file, &error)),
        };
        Ok(Self { file, repository, entries })
    }

    /// The git directory of the repository.
    pub(crate) fn repository(&self) -> &Path {
        &self.repository
    }

    /// Everything that is approved.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether this may be run.
    pub(crate) fn allows(&self, digest: &CommandDigest) -> bool {
        self.entries.iter().any(|entry| entry.digest == digest.as_str())
    }

    /// Approves these, each with how it was shown.
    ///
    /// # Errors
    ///
    /// Says where it cannot be kept.
    pub(crate) fn approve(
        &mut self,
        commands: impl IntoIterator<Item = (CommandDigest, String)>,
    ) -> Result<(), Failure> {
        for (digest, shown) in commands {
            if !self.allows(&digest) {
                let digest = digest.as_str().to_owned();
                self.entries.push(Entry { digest, shown: visible(&shown) });
            }
        }
        self.write()
    }

    /// Takes approvals back; returns how many there were.
    ///
    /// # Errors
    ///
    /// Says where it cannot be kept.
    pub(crate) fn revoke(&mut self, goes: impl Fn(&Entry) -> bool) -> Result<usize, Failure> {
        let before = self.entries.len();
        self.entries.retain(|entry| !goes(entry));
        let count = before - self.entries.len();
        if count > 0 {
            self.write()?;
        }
        Ok(count)
    }

    /// Puts the file in its place as a whole, readable for nobody else.
    fn write(&self) -> Result<(), Failure> {
        let failed = |error: std::io::Error| Failure::file(FileAction::Write, &self.file, &error);
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(failed)?;
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        let lines: String = self
            .entries
            .iter()
            .map(|entry| format!("{} {}\n", entry.digest, entry.shown))
            .collect();
        let text = format!("{HEAD}\n# {}\n{lines}", visible(&self.repository.to_string_lossy()));
        file.write_all(text.as_bytes()).map_err(failed)?;
        file.as_file().sync_all().map_err(failed)?;
        file.persist(&self.file).map_err(|error| failed(error.error))?;
        Ok(())
    }
}

impl Entry {
    fn parse(line: &str) -> Option<Self> {
        let (digest, shown) = line.split_once(' ').unwrap_or((line, ""));
        let is_digest = digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_digest.then(|| Self { digest: digest.to_owned(), shown: shown.to_owned() })
    }
}

/// A path without symbolic links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    for above in path.ancestors() {
        if let Ok(found) = above.canonicalize() {
            return match path.strip_prefix(above) {
                Ok(rest) => found.join(rest),
                Err(_) => found,
            };
        }
    }
    path.to_owned()
}
