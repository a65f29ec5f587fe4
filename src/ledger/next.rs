//! What our hooks do to the message of the learner's next commit.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use super::backend::Head;
use super::error::LedgerError;
use super::event::EventId;
use super::message;
use super::pending::Pending;
use super::{Ledger, Scope};
use crate::sentence::FileAction;

/// What ends the message where `git commit --verbose` shows the diff.
const SCISSORS: &str = "------------------------ >8 ------------------------";

/// How subjects begin whose commit `git rebase --autosquash` will melt into another.
const TO_BE_MELTED: [&str; 3] = ["fixup! ", "squash! ", "amend! "];

/// How the message of a commit is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// In an editor, in which git's comments stand too.
    InEditor,
    /// On the command line or in a file: lines that begin with `#` are the learner's own.
    AsItIs,
}

/// Leaves the first line for a subject, and the second empty, where nothing stands above our lines:
/// what is typed there would be one paragraph with them.
fn leave_room(file: &Path, lines: &[String]) -> Result<(), LedgerError> {
    let text = read(file)?;
    let above: Vec<&str> =
        text.lines().take_while(|line| !lines.iter().any(|ours| ours == line)).collect();
    if above.len() >= 2 || above.iter().any(|line| !line.trim().is_empty()) {
        return Ok(());
    }
    let room = "\n".repeat(2 - above.len());
    fs::write(file, room + &text).map_err(LedgerError::file(FileAction::Write, file))
}

impl Ledger {
    /// Adds the waiting lines to the message of a commit that is being made, for the hook
    /// `prepare-commit-msg`. `source` is the hook's second argument.
    ///
    /// Lines wait on where the commit is not new work of the learner's that will stay: merges,
    /// amended and picked commits, a rebase, a detached `HEAD`, commits to be melted.
    ///
    /// # Errors
    ///
    /// Passes on what git reports.
    pub fn add_pending(
        &self,
        file: &Path,
        source: Option<&str>,
        written: Written,
    ) -> Result<(), LedgerError> {
        if self.pending()?.is_empty() || matches!(source, Some("merge" | "commit")) {
            return Ok(());
        }
        let text = read(file)?;
        if self.is_no_new_work()? || TO_BE_MELTED.iter().any(|start| text.starts_with(start)) {
            return Ok(());
        }
        self.forget_committed()?;
        let there = ids_in(&text);
        let missing: Vec<String> = self
            .pending()?
            .iter()
            .filter(|pending| !there.contains(&pending.id))
            .map(Pending::line)
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        self.program.add_trailers(file, &missing, as_written(&text, written))?;
        leave_room(file, &missing)
    }

    /// Takes the waiting lines out again where the learner wrote nothing else, for the hook
    /// `commit-msg`: an empty message, or an untouched template, is how one aborts a commit.
    ///
    /// # Errors
    ///
    /// Passes on what git reports.
    pub fn withdraw_pending(&self, file: &Path, written: Written) -> Result<(), LedgerError> {
        let pending: HashSet<EventId> = self.pending()?.into_iter().map(|line| line.id).collect();
        let text = read(file)?;
        if pending.is_disjoint(&ids_in(&text)) {
            return Ok(());
        }
        let is_ours =
            |line: &str| Pending::read(line).is_some_and(|line| pending.contains(&line.id));
        let without: String = text.split_inclusive('\n').filter(|line| !is_ours(line)).collect();
        let cleaned = self.cleaned(&without, as_written(&text, written))?;
        let says_something =
            cleaned.lines().any(|line| !line.is_empty() && !line.starts_with("Signed-off-by: "));
        if says_something && Some(&cleaned) != self.template()?.as_ref() {
            return Ok(());
        }
        fs::write(file, without).map_err(LedgerError::file(FileAction::Write, file))
    }

    /// Forgets the waiting lines that a commit carries by now.
    ///
    /// # Errors
    ///
    /// Passes on what git reports.
    pub fn forget_committed(&self) -> Result<(), LedgerError> {
        if self.pending()?.is_empty() {
            return Ok(());
        }
        let history = self.history(Scope::Everything { record_ref: "HEAD" })?;
        let committed: HashSet<&EventId> = history.events.iter().map(|event| &event.id).collect();
        self.drop_pending(|line| committed.contains(&line.id)).map(drop)
    }

    /// Whether the commit being made is not the learner's new work, or would not stay.
    fn is_no_new_work(&self) -> Result<bool, LedgerError> {
        let is_detached = matches!(self.git.head()?, Head::Detached(_));
        let others = ["MERGE_HEAD", "CHERRY_PICK_HEAD"];
        Ok(self.git.rewriting().is_some()
            || is_detached
            || others.iter().any(|name| self.has_ref(name)))
    }

    /// The message as git would see it: without comments and diff.
    fn cleaned(&self, text: &str, written: Written) -> Result<String, LedgerError> {
        if written == Written::AsItIs {
            return self.program.ask_with(&["stripspace"], text.as_bytes());
        }
        let kept = text.lines().take_while(|line| !line.ends_with(SCISSORS));
        let kept: String = kept.flat_map(|line| [line, "\n"]).collect();
        self.program.ask_with(&["stripspace", "--strip-comments"], kept.as_bytes())
    }

    /// The configured template, cleaned.
    fn template(&self) -> Result<Option<String>, LedgerError> {
        let asked = ["config", "--type=path", "--get", "commit.template"];
        let Ok(path) = self.program.ask(&asked) else { return Ok(None) };
        let path = self.git.directory().join(path);
        fs::read_to_string(path).ok().map(|text| self.cleaned(&text, Written::InEditor)).transpose()
    }
}

/// How a message is written that may have git's diff in it, which only an editor shows.
fn as_written(text: &str, written: Written) -> Written {
    let has_diff = text.lines().any(|line| line.ends_with(SCISSORS));
    if has_diff { Written::InEditor } else { written }
}

/// The message in a file. It need not be UTF-8 where the learner's commits are not.
fn read(file: &Path) -> Result<String, LedgerError> {
    let bytes = fs::read(file).map_err(LedgerError::file(FileAction::Read, file))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn ids_in(text: &str) -> HashSet<EventId> {
    let lines = text.lines().filter(|line| message::may_hold_events(line.as_bytes()));
    lines.filter_map(Pending::read).map(|line| line.id).collect()
}
