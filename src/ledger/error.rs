//! What can go wrong between us and git.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Why the ledger could not be read or written. Nothing was written when one is returned.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// The place is not inside a git repository.
    #[error("`{}` is not inside a git repository", start.display())]
    NotARepository {
        /// Where the search began.
        start: PathBuf,
    },
    /// The repository belongs to somebody else, so git (and we) do not trust it.
    #[error("the repository at `{}` belongs to another user", path.display())]
    AnotherOwner {
        /// Where it is.
        path: PathBuf,
    },
    /// There is a repository, but libgit2 cannot open it.
    #[error("the git repository at `{}` cannot be opened", start.display())]
    CannotOpen {
        /// Where the search began.
        start: PathBuf,
        /// What libgit2 said.
        source: git2::Error,
    },
    /// No branch, tag or other ref has this name.
    #[error("there is no branch or ref `{name}`")]
    NoSuchRef {
        /// What was asked for.
        name: String,
    },
    /// `HEAD` is not on a branch, so a new commit would soon be out of reach.
    #[error(
        "you are on commit {commit} and not on a branch (detached HEAD), where new commits are easily lost"
    )]
    Detached {
        /// Where it is, in short.
        commit: String,
    },
    /// An operation that rewrites history is under way.
    #[error("`git {operation}` is in progress, and a commit made now could be lost with it")]
    InProgress {
        /// Git's command for it.
        operation: &'static str,
    },
    /// Git cannot name the author.
    #[error("git does not know who you are")]
    NoIdentity {
        /// What git said.
        advice: String,
    },
    /// The `git` program could not be run.
    #[error("the `git` program could not be run")]
    NoProgram {
        /// Why.
        source: io::Error,
    },
    /// The `git` program ended with an error.
    #[error("`git {command}` failed: {said}")]
    Program {
        /// Its first argument.
        command: String,
        /// What it printed.
        said: String,
    },
    /// The signing program did not sign.
    #[error("git could not sign the commit")]
    NotSigned {
        /// What git and the signing program said.
        said: String,
    },
    /// Other writers kept moving the branch, or one left its lock behind.
    #[error(
        "`{reference}` could not be moved: other programs keep writing to it, or one left its lock behind"
    )]
    Contended {
        /// The ref.
        reference: String,
    },
    /// Anything else that libgit2 reports.
    #[error("git could not {doing}")]
    Git {
        /// What we were doing, e.g. `read a commit`.
        doing: &'static str,
        /// What libgit2 said.
        source: git2::Error,
    },
}

impl LedgerError {
    /// Turns libgit2's error into ours, for `map_err`.
    pub(super) fn git(doing: &'static str) -> impl Fn(git2::Error) -> Self {
        move |source| Self::Git { doing, source }
    }
}
