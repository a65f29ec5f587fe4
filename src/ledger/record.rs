//! Writing: one commit with event lines, put on the tip by compare-and-swap.

use std::path::Path;
use std::slice;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::Ledger;
use super::backend::{Head, NewCommit};
use super::error::LedgerError;
use super::event::{CommitId, Event, EventId, Record};
use super::line;
use super::message::{self, Authorship};
use super::program::{Identity, Signing};

/// How often we try again when other writers are faster. With the pauses below that is about
/// six seconds, far more than 64 writers at once need.
const ATTEMPTS: u32 = 100;

/// The longest pause between two attempts, in milliseconds.
const LONGEST_PAUSE_MS: u64 = 120;

/// What is to be recorded in one commit.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The subject of the commit.
    pub subject: String,
    /// The events; at least one, here or in `again`.
    pub records: Vec<Record>,
    /// What was recorded before and is written again, each under its own id.
    pub again: Vec<(EventId, Record)>,
    /// The moment, with the offset of the learner's clock.
    pub at: DateTime<FixedOffset>,
    /// The ref to write to: `HEAD` or a full name.
    pub reference: String,
}

/// What was recorded.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The new commit.
    pub commit: CommitId,
    /// The full name of the ref that it is the tip of.
    pub reference: String,
    /// The events in it, in the order of the draft.
    pub events: Vec<Event>,
}

/// What would be recorded.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The message of the commit.
    pub message: String,
    /// The events in it, without a commit.
    pub events: Vec<Event>,
}

/// The place for a new commit.
pub(super) struct Place {
    /// The full name of the ref to move.
    pub(super) reference: String,
    /// Where it is now, unless there is no such ref yet.
    pub(super) tip: Option<CommitId>,
    /// The parents: the tip, and for a record ref what a remote has beyond it.
    pub(super) parents: Vec<CommitId>,
}

impl Ledger {
    /// Records a draft as one commit on the tree of the tip. Index, work tree and stash stay
    /// as they are, and so does a merge in progress.
    ///
    /// # Errors
    ///
    /// Nothing is recorded where the learner would lose the commit ([`LedgerError::Detached`],
    /// [`LedgerError::InProgress`]), where git does not know the author, where signing fails,
    /// or where other writers do not stop moving the branch.
    pub fn record(&self, draft: &Draft) -> Result<Recorded, LedgerError> {
        self.place(&draft.reference)?;
        self.record_as(&self.identity()?, draft)
    }

    /// The same, signed with the learner's SSH key whatever git is configured for.
    ///
    /// # Errors
    ///
    /// As [`Ledger::record`]; [`LedgerError::NotSignedBySsh`] where there is no such key.
    pub fn record_signed(&self, draft: &Draft) -> Result<Recorded, LedgerError> {
        self.place(&draft.reference)?;
        let identity = Identity { signs: Signing::Ssh, ..self.identity()? };
        self.record_as(&identity, draft).map_err(|error| match error {
            LedgerError::NotSigned { said } => LedgerError::NotSignedBySsh { said },
            other => other,
        })
    }

    fn record_as(&self, identity: &Identity, draft: &Draft) -> Result<Recorded, LedgerError> {
        let mut reference = draft.reference.clone();
        for attempt in 0..ATTEMPTS {
            let place = self.place(&draft.reference)?;
            let (message, mut events) = compose(draft, identity, place.parents.first());
            let tree = self.git.tree_of(place.parents.first())?;
            let (parents, message) = (&place.parents, &message);
            let new = NewCommit { tree, parents, message, at: draft.at };
            let commit = self.make_commit(identity, &new)?;
            let reflog = format!("roadmap: {}", line::one_line(&draft.subject));
            let (name, tip) = (&place.reference, place.tip.as_ref());
            if self.git.compare_and_swap(name, tip, &commit, &reflog)? {
                let canonical = self.git.canonical_people(slice::from_ref(&identity.author));
                for event in &mut events {
                    event.commit = commit.clone();
                    event.author = canonical.first().unwrap_or(&identity.author).clone();
                }
                return Ok(Recorded { commit, reference: place.reference, events });
            }
            reference = place.reference;
            pause(attempt);
        }
        Err(LedgerError::Contended { reference })
    }

    /// What recording a draft now would write; writes nothing.
    ///
    /// # Errors
    ///
    /// As [`Ledger::record`], as far as can be told without writing.
    pub fn preview(&self, draft: &Draft) -> Result<Preview, LedgerError> {
        let place = self.place(&draft.reference)?;
        let identity = self.identity()?;
        let (message, events) = compose(draft, &identity, place.parents.first());
        Ok(Preview { message, events })
    }

    /// Commits one file, relative to the work tree, as the first commit of a new repository.
    ///
    /// # Errors
    ///
    /// As [`Ledger::record`].
    pub fn commit_first_file(
        &self,
        file: &Path,
        subject: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<CommitId, LedgerError> {
        let place = self.place("HEAD")?;
        let identity = self.identity()?;
        let message = format!("{subject}\n");
        let tree = self.git.stage_first_file(file)?;
        let new = NewCommit { tree, parents: &[], message: &message, at };
        let commit = self.make_commit(&identity, &new)?;
        let reflog = format!("commit (initial): {subject}");
        if self.git.compare_and_swap(&place.reference, None, &commit, &reflog)? {
            return Ok(commit);
        }
        Err(LedgerError::Contended { reference: place.reference })
    }

    /// Sees that something could be recorded on a ref now, before work is done for it.
    ///
    /// # Errors
    ///
    /// As [`Ledger::record`], where the learner would lose the commit.
    pub fn check_place(&self, reference: &str) -> Result<(), LedgerError> {
        self.place(reference).map(drop)
    }

    pub(super) fn place(&self, reference: &str) -> Result<Place, LedgerError> {
        if reference != "HEAD" {
            let tip = self.git.tip(reference)?;
            let mut heads: Vec<CommitId> = tip.iter().cloned().collect();
            heads.extend(self.tracking_tips(reference)?);
            let parents = self.heads_of(&heads);
            return Ok(Place { reference: reference.to_owned(), tip, parents });
        }
        if let Some(operation) = self.git.rewriting() {
            return Err(LedgerError::InProgress { operation });
        }
        match self.git.head()? {
            Head::Branch { name, tip } => {
                let parents = tip.iter().cloned().collect();
                Ok(Place { reference: name, tip, parents })
            }
            Head::Detached(commit) => {
                Err(LedgerError::Detached { commit: commit.short().to_owned() })
            }
        }
    }

    /// Those of `commits` that no other of them descends from, each once, in their order.
    fn heads_of(&self, commits: &[CommitId]) -> Vec<CommitId> {
        let mut heads: Vec<CommitId> = Vec::new();
        for commit in commits {
            let is_behind = commits.iter().any(|other| self.git.descends(other, commit));
            if !is_behind && !heads.contains(commit) {
                heads.push(commit.clone());
            }
        }
        heads
    }

    pub(super) fn make_commit(
        &self,
        identity: &Identity,
        new: &NewCommit<'_>,
    ) -> Result<CommitId, LedgerError> {
        // Git allows an address to be empty, libgit2 does not.
        let people = [&identity.author, &identity.committer];
        let is_bare = people.iter().any(|person| person.name.is_empty() || person.email.is_empty());
        if identity.signs != Signing::No || is_bare {
            return self.program.commit(identity, new, identity.signs);
        }
        self.git.commit(identity, new)
    }
}

/// The message for a commit on `parent`, and its events; their commit is not known yet.
fn compose(draft: &Draft, identity: &Identity, parent: Option<&CommitId>) -> (String, Vec<Event>) {
    let events = events_of(draft, identity, parent);
    let lines: Vec<_> = events
        .iter()
        .map(|event| (event.record.verb, line::encode(&event.record, Some(&event.id))))
        .collect();
    (message::compose(&draft.subject, &lines), events)
}

/// The events of a draft on `parent`; their commit is not known yet.
pub(super) fn events_of(
    draft: &Draft,
    identity: &Identity,
    parent: Option<&CommitId>,
) -> Vec<Event> {
    let author = Authorship { person: &identity.author, at: draft.at };
    let new = draft.records.iter().map(|record| (author.id_of_new(parent, record), record));
    let again = draft.again.iter().map(|(id, record)| (id.clone(), record));
    let event = |(id, record): (EventId, &Record)| Event {
        id,
        at: draft.at,
        author: identity.author.clone(),
        commit: CommitId::new(""),
        record: Arc::new(record.clone()),
        derived: None,
    };
    new.chain(again).map(event).collect()
}

/// Waits before the next attempt: longer each time, and not as long as the next process.
fn pause(attempt: u32) {
    let longest = LONGEST_PAUSE_MS.min(1 << attempt.min(7));
    let spread =
        u64::from(std::process::id().wrapping_mul(2_654_435_761) >> 16) + u64::from(attempt);
    thread::sleep(Duration::from_millis(1 + spread % longest));
}
