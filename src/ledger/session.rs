//! The session that is running: a small file in the common git directory, so that there is one
//! per repository, whichever work tree one is in. It is no event until it is recorded.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, SecondsFormat};

use super::Ledger;
use super::error::LedgerError;
use super::event::EventId;
use super::keep;
use super::pending::Pending;
use super::record::{Draft, events_of};
use crate::sentence::FileAction;

/// The first line of the file; the number is the version.
const HEAD: &str = "roadmap-session 1";

/// What the first line of any version begins with.
const HEAD_OF_ANY: &str = "roadmap-session ";

/// What stands before the moment.
const STARTED: &str = "started ";

/// The file's name.
const NAME: &str = "session";

/// A study session that is running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// When it was started, with the offset of the learner's clock then.
    pub started: DateTime<FixedOffset>,
    /// The event that it will be, without its time. The id is settled when the session starts, so
    /// that recording it twice, because the machine stopped in between, is one event.
    pub line: Pending,
}

impl Session {
    fn text(&self) -> String {
        let started = self.started.to_rfc3339_opts(SecondsFormat::Secs, false);
        format!("{HEAD}\n{STARTED}{started}\n{}\n", self.line.line())
    }

    /// Reads what [`Session::text`] writes.
    fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let head = lines.next()?;
        let started = lines.next()?.strip_prefix(STARTED)?;
        let line = Pending::read(lines.next()?)?;
        let started = DateTime::parse_from_rfc3339(started).ok()?;
        (head == HEAD && lines.next().is_none()).then_some(Self { started, line })
    }
}

impl Ledger {
    /// The session that is running, in whichever work tree of this repository.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Session`] where the file cannot be understood; it is left as it is.
    pub fn session(&self) -> Result<Option<Session>, LedgerError> {
        let path = self.session_path();
        let Some(bytes) = keep::read(&path)? else { return Ok(None) };
        let text = String::from_utf8_lossy(&bytes);
        let session = Session::read(&text);
        let is_newer =
            session.is_none() && text.starts_with(HEAD_OF_ANY) && !text.starts_with(HEAD);
        session.map(Some).ok_or(LedgerError::Session { path, is_newer })
    }

    /// Starts a session at a draft's time, for its one record.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Running`] with the session that runs already, [`LedgerError::Session`],
    /// [`LedgerError::NoIdentity`], or [`LedgerError::File`].
    pub fn start_session(&self, draft: &Draft) -> Result<Session, LedgerError> {
        let identity = self.program.identity()?;
        let tip = self.place(&draft.reference).ok().and_then(|place| place.tip);
        let event = events_of(draft, &identity, tip.as_ref()).swap_remove(0);
        let session = Session {
            started: draft.at,
            line: Pending { id: event.id, record: Arc::unwrap_or_clone(event.record) },
        };
        let folder = keep::folder(&self.git.common_dir())?;
        let _lock = keep::lock(&folder, NAME)?;
        if let Some(running) = self.session()? {
            return Err(LedgerError::Running { session: Box::new(running) });
        }
        keep::replace(&folder, NAME, &session.text())?;
        Ok(session)
    }

    /// Forgets the session with this id, once it is recorded or not wanted.
    ///
    /// # Errors
    ///
    /// [`LedgerError::File`] where the file cannot be removed.
    pub fn end_session(&self, id: &EventId) -> Result<(), LedgerError> {
        let folder = keep::folder(&self.git.common_dir())?;
        let _lock = keep::lock(&folder, NAME)?;
        match self.session()? {
            Some(session) if session.line.id == *id => self.remove_session(),
            _ => Ok(()),
        }
    }

    /// Removes the file of the session, whatever is in it, and returns that.
    ///
    /// # Errors
    ///
    /// [`LedgerError::File`].
    pub fn discard_session(&self) -> Result<Option<String>, LedgerError> {
        let folder = keep::folder(&self.git.common_dir())?;
        let _lock = keep::lock(&folder, NAME)?;
        let Some(bytes) = keep::read(&self.session_path())? else { return Ok(None) };
        self.remove_session()?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn remove_session(&self) -> Result<(), LedgerError> {
        let path = self.session_path();
        fs::remove_file(&path).map_err(LedgerError::file(FileAction::Remove, &path))
    }

    fn session_path(&self) -> PathBuf {
        self.git.common_dir().join(keep::FOLDER).join(NAME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Record, Target, Verb};

    #[test]
    fn a_session_is_read_as_it_was_written_and_nothing_else_is() {
        let started = DateTime::parse_from_rfc3339("2025-07-16T20:00:00+08:00").expect("a moment");
        let record = Record::new(Verb::Study, Target::Everything);
        let line = Pending { id: "0123456789ab".parse().expect("an id"), record };
        let session = Session { started, line };
        let text = session.text();
        assert_eq!(
            text,
            "roadmap-session 1\nstarted 2025-07-16T20:00:00+08:00\nRoadmap-Study: * id=0123456789ab\n"
        );
        assert_eq!(Session::read(&text), Some(session));
        for broken in [
            "",
            "roadmap-session 2\n",
            &text[..text.len() / 2],
            &text.replace("session 1", "session 2"),
            &text.replace("2025", "now"),
            &text.replace(" id=", " x="),
            &format!("{text}more\n"),
        ] {
            assert_eq!(Session::read(broken), None, "{broken}");
        }
    }
}
