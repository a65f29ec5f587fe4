//! The work tree as a tree of git, and what is in trees: what a receipt names. The learner's index
//! and objects stay as they are.

use std::fs;
use std::path::{Path, PathBuf};

use super::Ledger;
use super::error::LedgerError;
use super::event::CommitId;
use crate::sentence::FileAction;

/// The work tree at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkTreeState {
    /// The tree that a commit of everything but ignored files would have, in hex digits.
    pub tree: String,
    /// Whether the last commit has this tree.
    pub is_clean: bool,
}

impl Ledger {
    /// Whether the work tree has changes that are not committed; ignored files are none.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] with what git said.
    pub fn has_changes(&self) -> Result<bool, LedgerError> {
        // Without the lock git would write a refreshed index.
        let asked = ["--no-optional-locks", "status", "--porcelain", "--untracked-files=normal"];
        Ok(!self.program.ask(&asked)?.is_empty())
    }

    /// The work tree as it is now. What is not committed is hashed with an index and objects in
    /// `scratch`, a directory of the caller's, and never gets into the repository.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] with what git said, or [`LedgerError::File`].
    pub fn work_tree_state(&self, scratch: &Path) -> Result<WorkTreeState, LedgerError> {
        if !self.has_changes()?
            && let Ok(tree) = self.program.ask(&["rev-parse", "--verify", "HEAD^{tree}"])
        {
            return Ok(WorkTreeState { tree, is_clean: true });
        }
        let top = self.git.work_dir().ok_or(LedgerError::NoWorkTree)?;
        let index = scratch.join("index");
        let own = PathBuf::from(self.program.ask(&["rev-parse", "--git-path", "index"])?);
        // A copy knows which files have not changed. Without one, git reads them all.
        let _ = fs::copy(top.join(own), &index);
        let objects = scratch.join("objects");
        fs::create_dir_all(&objects).map_err(LedgerError::file(FileAction::Write, &objects))?;
        let theirs = self.objects()?;
        let variables = [
            ("GIT_INDEX_FILE", index.as_os_str()),
            ("GIT_OBJECT_DIRECTORY", objects.as_os_str()),
            ("GIT_ALTERNATE_OBJECT_DIRECTORIES", theirs.as_os_str()),
            ("GIT_WORK_TREE", top.as_os_str()),
        ];
        let settings = ["-c", "core.fsmonitor=false", "-c", "core.splitIndex=false"];
        let add = [&settings[..], &["add", "--all", "--", ":/"]].concat();
        self.program.ask_in(&add, &variables)?;
        let tree = self.program.ask_in(&["write-tree"], &variables)?;
        Ok(WorkTreeState { tree, is_clean: false })
    }

    /// Where the repository keeps its objects.
    pub(super) fn objects(&self) -> Result<PathBuf, LedgerError> {
        let path = PathBuf::from(self.program.ask(&["rev-parse", "--git-path", "objects"])?);
        let from = self.git.directory();
        let path = from.join(path);
        fs::canonicalize(&path).map_err(LedgerError::file(FileAction::Read, &path))
    }

    /// The git directory that all work trees of the repository share, without symbolic links.
    #[must_use]
    pub fn shared_dir(&self) -> PathBuf {
        let directory = self.git.common_dir();
        fs::canonicalize(&directory).unwrap_or(directory)
    }

    /// The tree of a commit, in hex digits.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Git`] when it cannot be read.
    pub fn tree_of_commit(&self, commit: &CommitId) -> Result<String, LedgerError> {
        self.git.tree_of(Some(commit))
    }

    /// Whether the repository has a tree with this id, in hex digits.
    #[must_use]
    pub fn has_tree(&self, tree: &str) -> bool {
        let name = format!("{tree}^{{tree}}");
        let asked = ["rev-parse", "--verify", "--quiet", &name];
        tree.bytes().all(|byte| byte.is_ascii_hexdigit()) && self.program.bytes_here(&asked).is_ok()
    }

    /// A file of a tree; `None` where it has none of this name.
    #[must_use]
    pub fn file_of_tree(&self, tree: &str, path: &str) -> Option<Vec<u8>> {
        let name = format!("{tree}:{path}");
        self.program.bytes_here(&["cat-file", "blob", &name]).ok()
    }
}
