//! Files of the learner's own. One is committed alone by the real `git commit --only`,
//! so that hooks, filters, signing and the index are git's own.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::Ledger;
use super::backend::Head;
use super::error::LedgerError;
use super::event::CommitId;

/// A commit of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCommit {
    /// The commit.
    pub commit: CommitId,
    /// The full name of the branch that it is the tip of.
    pub branch: String,
}

/// What is under way that lets git commit everything or nothing, by its pseudo-ref.
const WHOLE_COMMITS: [(&str, &str); 3] =
    [("MERGE_HEAD", "merge"), ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert")];

impl Ledger {
    /// Sees whether a change of `file` could be committed on its own, before it is made.
    ///
    /// # Errors
    ///
    /// Where the file lies outside, has changes of the learner's own that are not committed, or
    /// is not tracked; where git commits no single file now; and as [`Ledger::record`].
    pub fn check_file_commit(&self, file: &Path) -> Result<(), LedgerError> {
        let name = self.name_in_tree(file)?;
        self.place("HEAD")?;
        let under_way = WHOLE_COMMITS.iter().find(|(name, _)| self.has_ref(name));
        if let Some((_, operation)) = under_way {
            return Err(LedgerError::WholeCommit { operation });
        }
        self.identity()?;
        let tracked = self.program.ask(&["--literal-pathspecs", "ls-files", "--", &name])?;
        let status = ["--literal-pathspecs", "status", "--porcelain", "--", &name];
        if tracked.is_empty() || !self.program.ask(&status)?.is_empty() {
            return Err(LedgerError::FileChanged { path: PathBuf::from(name) });
        }
        Ok(())
    }

    /// Commits what `file` holds now, and nothing else: what is staged stays staged.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NotCommitted`] where git or a hook refuses; the file stays as it is.
    pub fn commit_file(
        &self,
        file: &Path,
        subject: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<FileCommit, LedgerError> {
        let name = self.name_in_tree(file)?;
        if self.program.commit_only(&name, subject, at)? != Some(0) {
            return Err(LedgerError::NotCommitted);
        }
        match self.git.head()? {
            Head::Branch { name: branch, tip: Some(commit) } => Ok(FileCommit { commit, branch }),
            _ => Err(LedgerError::NotCommitted),
        }
    }

    /// The git directory, where it is a folder in the one that holds the work tree.
    #[must_use]
    pub fn plain_git_dir(&self) -> Option<PathBuf> {
        let beside = self.git.work_dir()?.join(".git");
        beside.is_dir().then_some(beside)
    }

    /// The command that opens the learner's editor, as git would: by `GIT_EDITOR`,
    /// `core.editor`, `VISUAL` or `EDITOR`.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] where git has none for a terminal such as this.
    pub fn editor(&self) -> Result<String, LedgerError> {
        self.program.ask(&["var", "GIT_EDITOR"])
    }

    /// Keeps a file in our folder of the git directory, and returns where it is.
    ///
    /// # Errors
    ///
    /// [`LedgerError::File`].
    pub fn keep_file(&self, name: &str, text: &str) -> Result<PathBuf, LedgerError> {
        let folder = self.folder()?;
        super::keep::replace(&folder, name, text)?;
        Ok(folder.join(name))
    }

    /// Where a file is, or would be, that we keep in the git directory.
    ///
    /// # Errors
    ///
    /// [`LedgerError::File`].
    pub fn kept_file(&self, name: &str) -> Result<PathBuf, LedgerError> {
        let file = self.folder()?.join(name);
        Ok(std::path::absolute(&file).unwrap_or(file))
    }

    /// The name of a file from the top of the work tree, with `/`.
    fn name_in_tree(&self, file: &Path) -> Result<String, LedgerError> {
        let top = self.git.work_dir().ok_or(LedgerError::NoWorkTree)?;
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let file = real(file);
        let Ok(name) = file.strip_prefix(real(top)) else {
            return Err(LedgerError::OutsideOfTree { path: file });
        };
        let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        Ok(parts.join("/"))
    }
}
