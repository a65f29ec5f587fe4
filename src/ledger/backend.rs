//! What the ledger asks of git: a narrow trait with two implementations, [`super::libgit2`] in
//! the process and [`super::plumbing`] through the `git` program, where libgit2 cannot open what
//! git can.
//!
//! Both are held to one conformance suite, `tests/it/conformance.rs`.

use std::collections::HashMap;
use std::ops::{Deref, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use super::advance::Between;
use super::commit::CommitObject;
use super::error::LedgerError;
use super::event::{CommitId, Person};
use super::evidence::Change;
use super::program::Identity;

/// Where `HEAD` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// On a branch: its full name, and its tip unless it has no commit yet.
    Branch { name: String, tip: Option<CommitId> },
    /// On a commit.
    Detached(CommitId),
}

/// A commit with lines that may be events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Carrier {
    pub(super) id: CommitId,
    /// Its author and those lines, as [`CommitObject::carried`] returns them.
    pub(super) lines: Lines,
}

/// Some lines of text, on their own or as a part of a file that was read as a whole.
#[derive(Clone, Debug)]
pub(super) enum Lines {
    /// On their own.
    Own(String),
    /// These bytes of a text.
    Part { whole: Arc<String>, range: Range<usize> },
}

impl Deref for Lines {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Own(text) => text,
            Self::Part { whole, range } => whole.get(range.clone()).unwrap_or_default(),
        }
    }
}

impl From<String> for Lines {
    fn from(text: String) -> Self {
        Self::Own(text)
    }
}

impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Lines {}

/// The commits whose messages have lines that may be events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Carriers {
    pub(super) commits: Vec<Carrier>,
    /// Whether history goes on where we could not follow: a shallow or partial clone.
    pub(super) truncated: bool,
    /// Whether a commit itself is not there, which fetching may change at any time.
    pub(super) missing: bool,
}

impl Carriers {
    /// Adds a commit, given its content, if it is one of them.
    pub(super) fn look_at(&mut self, id: impl FnOnce() -> CommitId, data: &[u8]) {
        if let Some(lines) = CommitObject::new(data).carried() {
            self.commits.push(Carrier { id: id(), lines: lines.into() });
        }
    }

    /// Notes that a commit is not there.
    pub(super) fn lack(&mut self) {
        self.truncated = true;
        self.missing = true;
    }
}

/// What somebody makes of a commit, whose id is written out for those who ask for it; on several
/// threads.
pub(super) type Look<'a> =
    &'a (dyn Fn(&dyn Fn() -> CommitId, CommitObject<'_>) -> Option<String> + Sync);

/// Somebody who waits for history to be read.
pub trait Watch {
    /// So many commits were visited, of so many where that is known.
    fn visited(&self, commits: usize, of: Option<usize>);

    /// All of them were.
    fn finished(&self);
}

/// Nobody waits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Unwatched;

impl Watch for Unwatched {
    fn visited(&self, _: usize, _: Option<usize>) {}

    fn finished(&self) {}
}

/// A commit to be made.
#[derive(Clone, Debug)]
pub(super) struct NewCommit<'a> {
    /// The tree, in hex digits.
    pub(super) tree: String,
    /// None for a first commit; several for one that brings histories together.
    pub(super) parents: &'a [CommitId],
    pub(super) message: &'a str,
    pub(super) at: DateTime<FixedOffset>,
}

/// A git repository, as far as the ledger needs one.
pub(super) trait Backend {
    /// The top of the work tree; `None` in a bare repository.
    fn work_dir(&self) -> Option<&Path>;

    /// The git directory of this work tree.
    fn git_dir(&self) -> PathBuf;

    /// The place to run `git` in.
    fn directory(&self) -> PathBuf;

    /// The rewriting operation under way, as people call it. A merge, a cherry-pick and a revert
    /// keep what was committed meanwhile; these do not.
    fn rewriting(&self) -> Option<&'static str>;

    fn head(&self) -> Result<Head, LedgerError>;

    /// The commit that a full ref name leads to; `None` where there is no such ref.
    fn tip(&self, name: &str) -> Result<Option<CommitId>, LedgerError>;

    /// The commit that a name leads to as people write it: `main`, `origin/main`, `v1`.
    fn tip_of_short_name(&self, name: &str) -> Result<Option<CommitId>, LedgerError>;

    /// The tips of every local branch.
    fn branch_tips(&self) -> Result<Vec<CommitId>, LedgerError>;

    /// The tip of the upstream of the current branch, where both exist.
    fn upstream_tip(&self) -> Option<CommitId>;

    /// The names of the remotes.
    fn remotes(&self) -> Vec<String>;

    /// A file of a commit's tree, by its path; `None` where there is none.
    fn file_at(&self, commit: &CommitId, path: &str) -> Result<Option<Vec<u8>>, LedgerError>;

    /// Visits every commit reachable from `tips` once and returns those that may hold events.
    fn carriers(&self, tips: &[CommitId], watch: &dyn Watch) -> Result<Carriers, LedgerError>;

    /// The commits between old and new tips, and what the new ones carry; `None` where that would
    /// take more than `most` commits.
    fn between(
        &self,
        old: &[CommitId],
        new: &[CommitId],
        most: usize,
    ) -> Result<Option<Between<CommitId, Option<String>>>, LedgerError>;

    /// What `look` makes of each commit that the tips lead to.
    fn look_at_all(
        &self,
        tips: &[CommitId],
        watch: &dyn Watch,
        look: Look<'_>,
    ) -> Result<Carriers, LedgerError>;

    /// As [`Backend::between`], with what `look` makes of each new commit.
    fn look_between(
        &self,
        old: &[CommitId],
        new: &[CommitId],
        most: usize,
        look: Look<'_>,
    ) -> Result<Option<Between<CommitId, Option<String>>>, LedgerError>;

    /// How each of these commits differs from its one parent, or from nothing. Those whose trees
    /// are not all there are left out.
    fn changes(&self, commits: &[&CommitId])
    -> Result<HashMap<CommitId, Vec<Change>>, LedgerError>;

    /// The git directory that all work trees share.
    fn common_dir(&self) -> PathBuf;

    /// The content of a commit object.
    fn commit_data(&self, commit: &CommitId) -> Result<Vec<u8>, LedgerError>;

    /// The contents of commits, in the same order.
    fn commits_data(&self, ids: &[CommitId]) -> Result<Vec<(CommitId, Vec<u8>)>, LedgerError>;

    /// Visits the commits reachable from each group of tips and from none before it, in turn.
    fn carriers_in_turn(
        &self,
        groups: &[Vec<CommitId>],
        watch: &dyn Watch,
    ) -> Result<Vec<Carriers>, LedgerError>;

    /// Every ref below `refs/` that leads to a commit, by its full name, in the order of names.
    fn refs(&self) -> Result<Vec<(String, CommitId)>, LedgerError>;

    /// The commits that these refs (or `HEAD`) have been at, newest first, as far as their
    /// reflogs go and the commits are still there.
    fn reflog_commits(&self, names: &[String]) -> Result<Vec<CommitId>, LedgerError>;

    /// Whether this is a shallow clone.
    fn is_shallow(&self) -> bool;

    /// Whether `ancestor` can be reached from `commit`, which is another.
    fn descends(&self, commit: &CommitId, ancestor: &CommitId) -> bool;

    /// The people as `.mailmap` names them, in the same order.
    fn canonical_people(&self, people: &[Person]) -> Vec<Person>;

    /// Whether there is a mailmap, which says so.
    fn has_mailmap(&self) -> bool;

    /// The tree of a commit, or the empty tree, in hex digits.
    fn tree_of(&self, commit: Option<&CommitId>) -> Result<String, LedgerError>;

    /// Puts one file, relative to the work tree, into the index of a repository that we have
    /// just made, and returns the index as a tree. The only place that writes an index.
    fn stage_first_file(&self, file: &Path) -> Result<String, LedgerError>;

    /// Who the learner is by the configuration alone, where nothing else can have a say: no
    /// signature, no condition that libgit2 does not know, no name that git would tidy up.
    /// `None` elsewhere, and git has to be asked.
    fn configured_identity(&self) -> Option<Identity>;

    /// Makes an unsigned commit; moves no ref.
    fn commit(&self, identity: &Identity, new: &NewCommit<'_>) -> Result<CommitId, LedgerError>;

    /// Moves a ref from `old` (or from nothing) to `new` and writes its reflog. Returns whether
    /// it did: `false` when another writer was faster, or is writing just now.
    fn compare_and_swap(
        &self,
        name: &str,
        old: Option<&CommitId>,
        new: &CommitId,
        reflog: &str,
    ) -> Result<bool, LedgerError>;
}
