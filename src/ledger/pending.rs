//! Lines that wait for the learner's next commit: a small file in the git directory of this
//! work tree. They are no events until a commit carries them.

use std::fs;
use std::path::PathBuf;

use super::Ledger;
use super::error::LedgerError;
use super::event::{CommitId, Event, EventId, Record, Verb};
use super::keep;
use super::line;
use super::message;
use super::record::{Draft, events_of};
use super::staged::trailer;
use crate::sentence::FileAction;

/// The file's name.
const NAME: &str = "pending";

/// A line that waits for the learner's next commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The id that the event will have.
    pub id: EventId,
    /// What will be recorded.
    pub record: Record,
}

impl Pending {
    /// Reads a line of the file, or of a message; `None` where it is no event of ours.
    pub(super) fn read(text: &str) -> Option<Self> {
        let key_line = *message::key_lines(text).first()?;
        let verb = Verb::from_key(key_line.key)?;
        let decoded = line::decode(verb, key_line.value).ok()?;
        Some(Self { id: decoded.id?, record: decoded.record })
    }

    /// The whole line.
    pub(super) fn line(&self) -> String {
        format!("{}: {}", self.record.verb.key(), line::encode(&self.record, Some(&self.id)))
    }
}

impl Ledger {
    /// The lines that wait for the next commit in this work tree, oldest first. Those that a
    /// commit carries by now may still be among them.
    ///
    /// # Errors
    ///
    /// [`LedgerError::File`].
    pub fn pending(&self) -> Result<Vec<Pending>, LedgerError> {
        let path = self.git.git_dir().join(keep::FOLDER).join(NAME);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(text.lines().filter_map(Pending::read).collect()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(LedgerError::file(FileAction::Read, &path)(error)),
        }
    }

    /// Lets a draft wait for the learner's next commit. Its ids are settled now.
    ///
    /// # Errors
    ///
    /// As [`Ledger::preview_next`], or [`LedgerError::File`].
    pub fn record_next(&self, draft: &Draft) -> Result<Vec<Event>, LedgerError> {
        // A refusal leaves nothing behind, not even the lock.
        self.preview_next(draft)?;
        let mut added = Vec::new();
        self.change_pending(|pending| {
            added = self.events_of_next(draft, pending)?;
            let new = added.iter().map(|event: &Event| Pending {
                id: event.id.clone(),
                record: Record::clone(&event.record),
            });
            pending.extend(new);
            Ok(())
        })?;
        Ok(added)
    }

    /// The lines that would wait for the next commit, as text, and their events.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoHooks`] where nothing would add them, [`LedgerError::OtherRef`], and as
    /// [`Ledger::preview`].
    pub fn preview_next(&self, draft: &Draft) -> Result<(String, Vec<Event>), LedgerError> {
        let events = self.events_of_next(draft, &self.pending()?)?;
        let text = events.iter().map(|event| trailer(event) + "\n").collect();
        Ok((text, events))
    }

    /// Takes out the waiting lines that `is_unwanted` names, and returns them.
    ///
    /// # Errors
    ///
    /// [`LedgerError::File`].
    pub fn drop_pending(
        &self,
        is_unwanted: impl Fn(&Pending) -> bool,
    ) -> Result<Vec<Pending>, LedgerError> {
        let mut dropped = Vec::new();
        if self.pending()?.iter().any(&is_unwanted) {
            self.change_pending(|pending| {
                dropped = pending.extract_if(.., |line| is_unwanted(line)).collect();
                Ok(())
            })?;
        }
        Ok(dropped)
    }

    /// The events of a draft that has to wait. An id that already waits, because the same was
    /// said within a second, is hashed once more: it is another event.
    fn events_of_next(
        &self,
        draft: &Draft,
        pending: &[Pending],
    ) -> Result<Vec<Event>, LedgerError> {
        self.refuse_other_ref(draft)?;
        let place = self.place(&draft.reference)?;
        if !self.hooks_are_installed()? {
            return Err(LedgerError::NoHooks);
        }
        let identity = self.identity()?;
        let mut events = events_of(draft, &identity, place.tip.as_ref());
        for event in &mut events {
            while pending.iter().any(|line| line.id == event.id) {
                let parent = CommitId::new(event.id.as_str());
                let one = Draft { records: vec![Record::clone(&event.record)], ..draft.clone() };
                *event = events_of(&one, &identity, Some(&parent)).remove(0);
            }
        }
        Ok(events)
    }

    /// Changes the waiting lines under a lock; the file is replaced at once, or not at all.
    fn change_pending(
        &self,
        change: impl FnOnce(&mut Vec<Pending>) -> Result<(), LedgerError>,
    ) -> Result<(), LedgerError> {
        let folder = self.folder()?;
        let _lock = keep::lock(&folder, NAME)?;
        let mut pending = self.pending()?;
        change(&mut pending)?;
        let text: String = pending.iter().map(|line| line.line() + "\n").collect();
        keep::replace(&folder, NAME, &text)
    }

    /// Our folder in the git directory of this work tree.
    pub(super) fn folder(&self) -> Result<PathBuf, LedgerError> {
        keep::folder(&self.git.git_dir())
    }
}
