//! Versions of a file that history has.

use super::Ledger;
use super::error::LedgerError;
use super::event::CommitId;

/// How many branches are looked at for a file.
const MOST_BRANCHES: usize = 100;

/// A version of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// A commit that has it.
    pub commit: CommitId,
    /// Its content's id, which is the same wherever the content is.
    pub content: String,
}

impl Ledger {
    /// The versions of a file, by its path from the top of the work tree, that the history of
    /// `HEAD` has, newest first; none where there is no commit.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] with what git said.
    pub fn file_versions(&self, path: &str) -> Result<Vec<FileVersion>, LedgerError> {
        let tip = match self.git.head()? {
            super::backend::Head::Branch { tip, .. } => tip,
            super::backend::Head::Detached(commit) => Some(commit),
        };
        let Some(tip) = tip else { return Ok(Vec::new()) };
        let log = self.program.ask(&[
            "--literal-pathspecs",
            "log",
            "--format=%H",
            "--raw",
            "--no-abbrev",
            "--no-renames",
            "--full-history",
            "-m",
            tip.as_str(),
            "--",
            path,
        ])?;
        let mut versions = Vec::new();
        let mut commit = None;
        for line in log.lines() {
            // `:100644 100644 <old> <new> M\t<path>`, below the commit that brought it.
            if let Some(raw) = line.strip_prefix(':') {
                let content = raw.split_whitespace().nth(3).unwrap_or_default().to_owned();
                if let Some(commit) = commit.clone().filter(|_| content.contains(|c| c != '0')) {
                    versions.push(FileVersion { commit, content });
                }
            } else if !line.is_empty() {
                commit = Some(CommitId::new(line));
            }
        }
        Ok(versions)
    }

    /// A file as a commit has it; `None` where it has none.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Git`] when an object is damaged.
    pub fn file_at(&self, commit: &CommitId, path: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        self.git.file_at(commit, path)
    }

    /// The local branches, by name, whose last commit has a file; at most the first hundred are asked.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Git`] when a ref or an object cannot be read.
    pub fn branches_with(&self, path: &str) -> Result<Vec<String>, LedgerError> {
        let mut branches = Vec::new();
        let refs = self.git.refs()?.into_iter();
        let heads = refs.filter_map(|(name, tip)| {
            name.strip_prefix("refs/heads/").map(|name| (name.to_owned(), tip))
        });
        for (name, tip) in heads.take(MOST_BRANCHES) {
            if self.git.file_at(&tip, path)?.is_some() {
                branches.push(name);
            }
        }
        Ok(branches)
    }

    /// The commit that a branch, tag, id or other expression of git's leads to.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchRef`].
    pub fn commit_named(&self, name: &str) -> Result<CommitId, LedgerError> {
        let expression = format!("{name}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &expression];
        let found = self.program.ask(&asked).ok().filter(|commit| !commit.is_empty());
        found.map(CommitId::new).ok_or_else(|| LedgerError::NoSuchRef { name: name.to_owned() })
    }
}
