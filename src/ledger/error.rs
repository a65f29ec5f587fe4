//! What can go wrong between us and git.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::session::Session;
use crate::sentence::{FileAction, Lang, Sentence};

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
    /// The signing program did not sign with an SSH key, and nothing else was asked for.
    #[error("git could not sign the commit")]
    NotSignedBySsh {
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
    /// The learner's next commit is on `HEAD`, but the plan records elsewhere.
    #[error("the plan records on `{reference}`, and your own commits are not there")]
    OtherRef {
        /// The plan's `[record] ref`.
        reference: String,
    },
    /// The repository is bare.
    #[error("this repository is bare, so there is no commit of yours to go with")]
    NoWorkTree,
    /// There is nothing in the index that the last commit does not have.
    #[error("nothing is staged, so there is no work of yours to commit")]
    NothingStaged,
    /// A merge has conflicts that are not resolved.
    #[error("some files have conflicts that are not resolved")]
    Unmerged,
    /// The next commit will keep the author and the time of another.
    #[error("`git cherry-pick` is in progress, and its commit keeps another author and time")]
    CherryPick,
    /// A hook did not let the commit pass.
    #[error("the hook `{hook}` refused the commit")]
    HookRefused {
        /// Its name.
        hook: String,
    },
    /// The learner left the editor without a message, or git had nothing to commit.
    #[error("the commit was aborted")]
    Aborted,
    /// Git did not commit, and has said why.
    #[error("git could not make the commit, for the reason above")]
    NotCommitted,
    /// A file that is to be committed on its own has changes already.
    #[error("`{}` has changes that are not committed", path.display())]
    FileChanged {
        /// Its name in the work tree.
        path: PathBuf,
    },
    /// A file that is to be committed is not in the work tree.
    #[error("`{}` is outside of the repository", path.display())]
    OutsideOfTree {
        /// Where it is.
        path: PathBuf,
    },
    /// Git commits no single file now.
    #[error("`git {operation}` is in progress, and git commits no single file before it is over")]
    WholeCommit {
        /// Git's command for it.
        operation: &'static str,
    },
    /// The hooks that add pending lines are not there.
    #[error("the hooks that add lines to your next commit are not installed")]
    NoHooks,
    /// A hook of ours was edited.
    #[error("`{}` was edited since roadmap wrote it", path.display())]
    HookEdited {
        /// The hook.
        path: PathBuf,
    },
    /// There is a hook, and beside it one that was kept before.
    #[error("`{}` is in the way of keeping your hook", path.display())]
    HookInTheWay {
        /// The file that was kept.
        path: PathBuf,
    },
    /// The hooks are not this repository's own.
    #[error("`core.hooksPath` is `{}`, outside of this repository", path.display())]
    HooksShared {
        /// The directory.
        path: PathBuf,
    },
    /// The hooks are committed.
    #[error("`core.hooksPath` is `{}`, which is committed in this repository", path.display())]
    HooksTracked {
        /// The directory.
        path: PathBuf,
    },
    /// The file of the running session is not one that we wrote, or it is damaged.
    #[error("the running session in `{}` {}", path.display(), if *is_newer { "was started by a newer roadmap" } else { "cannot be read" })]
    Session {
        /// The file.
        path: PathBuf,
        /// Whether a newer version has written it.
        is_newer: bool,
    },
    /// A session is running already.
    #[error("a session is running already")]
    Running {
        /// That session.
        session: Box<Session>,
    },
    /// A file of the git directory cannot be read or written.
    #[error("`{}` cannot be {}", path.display(), doing.en())]
    File {
        /// What was done to it.
        doing: FileAction,
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Anything else that libgit2 reports.
    #[error("git could not {}", doing.text(Lang::En))]
    Git {
        /// What we were doing, e.g. `read a commit`.
        doing: Sentence,
        /// What libgit2 said.
        source: git2::Error,
    },
}

impl LedgerError {
    /// Turns an error of the file system into ours, for `map_err`.
    pub(super) fn file(doing: FileAction, path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::File { doing, path: path.to_owned(), source }
    }

    /// Whether the file system refused, and the repository itself may be sound.
    #[must_use]
    pub fn is_of_file_system(&self) -> bool {
        match self {
            Self::File { .. } => true,
            Self::Git { source, .. } => {
                source.class() == git2::ErrorClass::Os || source.message().contains("denied")
            }
            _ => false,
        }
    }

    /// Turns libgit2's error into ours, for `map_err`.
    pub(super) fn git(doing: Sentence) -> impl Fn(git2::Error) -> Self {
        move |source| Self::Git { doing: doing.clone(), source }
    }
}
