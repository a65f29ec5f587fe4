//! What happened: events in commit messages. The only layer that uses git.
//!
//! The event line is specified in `docs/event-format.md`.

mod advance;
mod backend;
mod cache;
mod check;
mod commit;
mod display;
mod error;
mod event;
mod evidence;
mod found;
mod hook;
mod keep;
mod libgit2;
pub mod line;
pub mod message;
mod next;
mod own_file;
mod pending;
mod plumbing;
mod program;
mod recall;
mod record;
mod remote;
mod replica;
mod scan;
mod session;
mod signature;
mod spoken;
mod staged;
mod store;
mod survey;
mod times;
pub mod trailer;
mod version;
mod work_tree;

use std::collections::BTreeSet;
use std::path::Path;

use backend::{Backend, Head, Unwatched};
use commit::CommitObject;
use libgit2::Libgit2;
use plumbing::Plumbing;
use program::{GitProgram, Identity};

pub use backend::Watch;
pub use cache::Shortcut;
#[doc(hidden)]
pub use cache::try_any as try_any_cache;
pub use check::{CheckReceipt, CheckVerdict, NotAReceipt};
pub use display::DisplaySettings;
pub use error::LedgerError;
pub use event::{
    CommitId, Counted, Derived, Event, EventId, Person, Record, Target, Verb, Verdict,
};
pub use evidence::{Evidence, EvidenceRule};
pub use found::found;
pub use hook::{Hook, HookState};
pub use next::Written;
pub use own_file::FileCommit;
pub use pending::Pending;
pub use record::{Draft, Preview, Recorded};
pub use remote::Refspecs;
pub use scan::{History, Matter, Remark};
pub use session::Session;
pub use signature::{Signature, Signer};
pub use staged::Wording;
pub use survey::{Elsewhere, RecordRef, Survey};
pub use times::CommitTimes;
pub use version::FileVersion;
pub use work_tree::WorkTreeState;

/// A learner's repository, as far as events are concerned.
pub struct Ledger {
    git: Box<dyn Backend>,
    program: GitProgram,
    watch: Box<dyn Watch>,
    asks_git: bool,
}

/// How to reach git.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Through {
    /// libgit2, and the `git` program where libgit2 cannot open the repository.
    #[default]
    Either,
    /// libgit2 only.
    Library,
    /// The `git` program only.
    Program,
}

/// Which commits are read: those reachable from these refs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope<'a> {
    /// `HEAD`, every local branch, the upstream of the current branch, and the record ref.
    Everything {
        /// The plan's `[record] ref`.
        record_ref: &'a str,
    },
    /// One branch, tag or other ref, as people name it.
    Only(&'a str),
}

impl Ledger {
    /// Opens the repository around `start`, or the one that `git_dir` (the variable `GIT_DIR`)
    /// names.
    ///
    /// # Errors
    ///
    /// Says whether there is none, it is somebody else's, or git cannot open it.
    pub fn open(
        start: &Path,
        git_dir: Option<&Path>,
        through: Through,
    ) -> Result<Self, LedgerError> {
        if through == Through::Program {
            return Plumbing::open(start, git_dir).map(Self::around);
        }
        match Libgit2::open(start, git_dir) {
            Err(LedgerError::CannotOpen { start: place, source }) if through == Through::Either => {
                // Where git cannot open it either, libgit2's reason is the better one.
                let opened = Plumbing::open(start, git_dir).map(Self::around);
                opened.map_err(|_| LedgerError::CannotOpen { start: place, source })
            }
            opened => opened.map(Self::around),
        }
    }

    /// Makes an empty repository in `directory`.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] with what git said, e.g. when the directory cannot be written.
    pub fn init(directory: &Path, through: Through) -> Result<Self, LedgerError> {
        GitProgram::new(directory.to_owned()).init()?;
        Self::open(directory, None, through)
    }

    /// Checks that git knows who the learner is, where there may be no repository yet.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoIdentity`] with git's advice.
    pub fn check_identity(directory: &Path) -> Result<(), LedgerError> {
        GitProgram::new(directory.to_owned()).identity().map(drop)
    }

    fn around(git: impl Backend + 'static) -> Self {
        let program = GitProgram::new(git.directory());
        Self { git: Box::new(git), program, watch: Box::new(Unwatched), asks_git: true }
    }

    /// Takes the learner's name from the configuration where that alone decides, which is faster
    /// than asking git. Not for a process whose environment has a say (`GIT_AUTHOR_NAME`, `git
    /// -c`).
    #[must_use]
    pub fn trusting_configuration(self, trusts: bool) -> Self {
        Self { asks_git: !trusts, ..self }
    }

    /// Who goes into a commit, and whether it is to be signed.
    fn identity(&self) -> Result<Identity, LedgerError> {
        let configured = || self.git.configured_identity().filter(|_| !self.asks_git);
        configured().map_or_else(|| self.program.identity(), Ok)
    }

    /// Has `watch` told how far reading history is.
    #[must_use]
    pub fn watched_by(self, watch: impl Watch + 'static) -> Self {
        Self { watch: Box::new(watch), ..self }
    }

    /// The top of the work tree; `None` in a bare repository.
    #[must_use]
    pub fn work_dir(&self) -> Option<&Path> {
        self.git.work_dir()
    }

    /// A file as the last commit of `HEAD` has it; `None` where it has none.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Git`] when an object is damaged.
    pub fn committed_file(&self, path: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let tip = match self.git.head()? {
            Head::Branch { tip, .. } => tip,
            Head::Detached(commit) => Some(commit),
        };
        tip.map_or(Ok(None), |tip| self.git.file_at(&tip, path))
    }

    /// The commits, each before those that it descends from; others stay as they are. For a few
    /// commits: each is compared with each.
    #[must_use]
    pub fn newest_first(&self, commits: &[CommitId]) -> Vec<CommitId> {
        let mut sorted: Vec<CommitId> = commits.to_vec();
        sorted.sort_by_cached_key(|commit| {
            let ancestors = commits.iter().filter(|other| self.git.descends(commit, other));
            std::cmp::Reverse(ancestors.count())
        });
        sorted
    }

    /// Whether a commit's message is what we write: a subject, an empty line and event lines, and
    /// not the message of a squash merge with many of them.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Git`] when the commit cannot be read.
    pub fn is_plain_record(&self, commit: &CommitId) -> Result<bool, LedgerError> {
        let data = self.git.commit_data(commit)?;
        let message = CommitObject::new(&data).message().into_owned();
        let lines = message.lines().filter(|line| !line.trim().is_empty()).count();
        Ok(lines == message::key_lines(&message).len() + 1)
    }

    /// The commits to start from, sorted and each once.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchRef`], or [`LedgerError::Git`] when a ref cannot be read.
    pub fn tips(&self, scope: Scope<'_>) -> Result<Vec<CommitId>, LedgerError> {
        let record_ref = match scope {
            Scope::Everything { record_ref } => record_ref,
            Scope::Only(name) => {
                let tip = if is_name(name) { self.git.tip_of_short_name(name)? } else { None };
                let no_such_ref = || LedgerError::NoSuchRef { name: name.to_owned() };
                return Ok(vec![tip.ok_or_else(no_such_ref)?]);
            }
        };
        let mut tips: BTreeSet<CommitId> = self.git.branch_tips()?.into_iter().collect();
        tips.extend(match self.git.head()? {
            Head::Branch { tip, .. } => tip,
            Head::Detached(commit) => Some(commit),
        });
        tips.extend(self.git.upstream_tip());
        if record_ref != "HEAD" {
            tips.extend(self.git.tip(record_ref)?);
            tips.extend(self.tracking_tips(record_ref)?);
        }
        Ok(tips.into_iter().collect())
    }
}

/// Whether this can be the name of a ref at all, and not an expression that git would search
/// for (`HEAD~3`, `:/text`) or an option.
fn is_name(name: &str) -> bool {
    let is_expression = name.contains(['@', '^', ':', '~', '?', '*', '[', '\\', ' ']);
    !name.is_empty() && !name.starts_with('-') && !name.contains("..") && !is_expression
}
