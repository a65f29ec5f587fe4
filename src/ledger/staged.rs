//! Recording together with the learner's own work: the index is committed by the real
//! `git commit`, so hooks, editor and signing are git's own.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::Ledger;
use super::backend::{Carriers, Head};
use super::error::LedgerError;
use super::event::{CommitId, Event};
use super::line;
use super::message;
use super::record::{Draft, Preview, Recorded, events_of};
use crate::sentence::FileAction;

/// How the message of the commit comes about.
#[derive(Clone, Debug, Default)]
pub struct Wording {
    /// The learner's own words; without them, the subject of the draft, or the message that git
    /// has prepared for a merge.
    pub message: Option<String>,
    /// Whether git opens the editor on it.
    pub opens_editor: bool,
}

impl Ledger {
    /// Commits the index together with a draft. A merge in progress is concluded.
    ///
    /// The events returned are those that the commit has in the end, be it that the learner or
    /// a hook took lines out or added some.
    ///
    /// # Errors
    ///
    /// As [`Ledger::preview_staged`]; also where a hook refuses, the learner aborts or git
    /// cannot commit. Nothing is committed then.
    pub fn record_staged(&self, draft: &Draft, wording: &Wording) -> Result<Recorded, LedgerError> {
        let prepared = self.preview_staged(draft, wording)?;
        let place = self.place(&draft.reference)?;
        let files = Scratch::new(self)?;
        fs::write(&files.message, &prepared.message)
            .map_err(LedgerError::file(FileAction::Write, &files.message))?;
        let editor = wording.opens_editor;
        let code = self.program.commit_index(&files.message, editor, draft.at, &files.trace)?;
        if code != Some(0) {
            let trace = fs::read_to_string(&files.trace).unwrap_or_default();
            return Err(why_not(&trace, code));
        }
        let commit = self.commit_made_on(place.tip.as_ref())?;
        let events = self.events_in(&commit)?;
        Ok(Recorded { commit, reference: place.reference, events })
    }

    /// What committing the index with a draft would write; writes nothing.
    ///
    /// # Errors
    ///
    /// Where nothing is staged, conflicts are not resolved, a cherry-pick would keep another
    /// author, or the plan records elsewhere; and as [`Ledger::preview`].
    pub fn preview_staged(&self, draft: &Draft, wording: &Wording) -> Result<Preview, LedgerError> {
        self.refuse_other_ref(draft)?;
        let place = self.place(&draft.reference)?;
        self.check_index()?;
        let identity = self.identity()?;
        let events = events_of(draft, &identity, place.tip.as_ref());
        let message = self.message_of(draft, wording, &events)?;
        Ok(Preview { message, events })
    }

    /// Refuses a draft that goes elsewhere than to the learner's own commits, and a repository
    /// in which nobody commits.
    pub(super) fn refuse_other_ref(&self, draft: &Draft) -> Result<(), LedgerError> {
        if self.git.work_dir().is_none() {
            return Err(LedgerError::NoWorkTree);
        }
        if self.is_own(&draft.reference)? {
            return Ok(());
        }
        Err(LedgerError::OtherRef { reference: draft.reference.clone() })
    }

    /// Whether the learner's own commits go to this ref, as things stand.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Git`] where `HEAD` cannot be read.
    pub fn is_own(&self, reference: &str) -> Result<bool, LedgerError> {
        Ok(reference == "HEAD"
            || match self.git.head()? {
                Head::Branch { name, .. } => name == reference,
                Head::Detached(_) => false,
            })
    }

    /// Whether a pseudo-ref such as `MERGE_HEAD` is there.
    pub(super) fn has_ref(&self, name: &str) -> bool {
        self.program.ask(&["rev-parse", "--verify", "--quiet", name]).is_ok()
    }

    /// Refuses an index that git would not commit, or not as the learner's own.
    fn check_index(&self) -> Result<(), LedgerError> {
        if self.has_ref("CHERRY_PICK_HEAD") {
            return Err(LedgerError::CherryPick);
        }
        if !self.program.ask(&["ls-files", "--unmerged"])?.is_empty() {
            return Err(LedgerError::Unmerged);
        }
        let same = ["diff", "--cached", "--quiet", "--no-ext-diff", "--ignore-submodules=none"];
        if !self.has_ref("MERGE_HEAD") && self.program.says_yes(&same)? {
            return Err(LedgerError::NothingStaged);
        }
        Ok(())
    }

    /// The message to begin with: the learner's words, or what git has prepared for a merge,
    /// or the draft's subject; then the events. The lines of a squash merge are always kept,
    /// because they may be events themselves.
    fn message_of(
        &self,
        draft: &Draft,
        wording: &Wording,
        events: &[Event],
    ) -> Result<String, LedgerError> {
        let read = |name| fs::read_to_string(self.git.git_dir().join(name)).unwrap_or_default();
        let (squashed, merged) = (read("SQUASH_MSG"), read("MERGE_MSG"));
        let base = match &wording.message {
            Some(words) => format!("{}\n\n{squashed}", words.trim()),
            None if squashed.is_empty() && merged.is_empty() => {
                let value = |event: &Event| line::encode(&event.record, Some(&event.id));
                let lines: Vec<_> =
                    events.iter().map(|event| (event.record.verb, value(event))).collect();
                return Ok(message::compose(&draft.subject, &lines));
            }
            None => {
                let prepared = squashed + &merged;
                let stripped = ["stripspace", "--strip-comments"];
                self.program.ask_with(&stripped, prepared.as_bytes())?
            }
        };
        let lines: Vec<String> = events.iter().map(trailer).collect();
        self.program.with_trailers(&format!("{}\n", base.trim_end()), &lines)
    }

    /// The commit that `git commit` has just made on `parent`, whatever a hook made on top.
    fn commit_made_on(&self, parent: Option<&CommitId>) -> Result<CommitId, LedgerError> {
        let range = parent.map_or("HEAD".to_owned(), |parent| format!("{}..HEAD", parent.as_str()));
        let listed = self.program.ask(&["rev-list", "--first-parent", "--reverse", &range])?;
        listed.lines().next().map(CommitId::new).ok_or(LedgerError::NotCommitted)
    }

    fn events_in(&self, commit: &CommitId) -> Result<Vec<Event>, LedgerError> {
        let asked = ["--no-replace-objects", "cat-file", "commit", commit.as_str()];
        let data = self.program.bytes_with(&asked, b"")?;
        let mut carriers = Carriers::default();
        carriers.look_at(|| commit.clone(), &data);
        Ok(self.read(carriers).events)
    }
}

/// An event as a whole line.
pub(super) fn trailer(event: &Event) -> String {
    let value = line::encode(&event.record, Some(&event.id));
    format!("{}: {value}", event.record.verb.key())
}

/// Files for one commit, in the git directory; gone when it is over.
struct Scratch {
    message: PathBuf,
    trace: PathBuf,
}

impl Scratch {
    fn new(ledger: &Ledger) -> Result<Self, LedgerError> {
        let folder = ledger.folder()?;
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        let process = std::process::id();
        let file = |name: &str| folder.join(format!("{name}-{process}"));
        Ok(Self { message: file("message"), trace: file("trace") })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed harms nobody.
        let _ = fs::remove_file(&self.message);
        let _ = fs::remove_file(&self.trace);
    }
}

/// Why `git commit` failed, from its exit code and its trace of the programs that it started:
/// a hook, the editor, or neither.
fn why_not(trace: &str, code: Option<i32>) -> LedgerError {
    let events: Vec<Value> =
        trace.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    // Hooks may run git, which writes to the same trace.
    let session = events.first().map(|event| event["sid"].clone());
    let mut started: HashMap<i64, Option<String>> = HashMap::new();
    let mut failed = None;
    for event in events.iter().filter(|event| Some(&event["sid"]) == session.as_ref()) {
        let Some(child) = event["child_id"].as_i64() else { continue };
        if event["event"] == "child_start" {
            let hook = event["hook_name"].as_str().filter(|_| event["child_class"] == "hook");
            started.insert(child, hook.map(str::to_owned));
        } else if event["event"] == "child_exit" && event["code"] != 0 {
            failed = started.get(&child).cloned().flatten();
        }
    }
    match (failed, code) {
        (Some(hook), _) => LedgerError::HookRefused { hook },
        (None, Some(1)) => LedgerError::Aborted,
        (None, _) => LedgerError::NotCommitted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trace_tells_a_hook_from_an_abort() {
        let start = |class: &str, child: i32| {
            format!(
                r#"{{"event":"child_start","sid":"1","child_id":{child},"child_class":"{class}","hook_name":"pre-commit"}}"#
            )
        };
        let exit = |sid: &str, child: i32, code: i32| {
            format!(r#"{{"event":"child_exit","sid":"{sid}","child_id":{child},"code":{code}}}"#)
        };
        let said = |trace: &[String], code| why_not(&trace.join("\n"), Some(code)).to_string();
        let hook = "the hook `pre-commit` refused the commit";
        assert_eq!(said(&[start("hook", 0), exit("1", 0, 1)], 1), hook);
        assert_eq!(
            said(&[start("hook", 0), exit("1/2", 0, 1), exit("1", 0, 0)], 1),
            "the commit was aborted"
        );
        assert_eq!(said(&[start("editor", 0), exit("1", 0, 1)], 1), "the commit was aborted");
        assert_eq!(said(&[], 128), "git could not make the commit, for the reason above");
    }
}
