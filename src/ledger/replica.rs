//! A tree of git as a work tree of its own: a repository in a temporary place that reads the
//! objects of the learner's, and has everything else for itself.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use super::Ledger;
use super::backend::NewCommit;
use super::error::LedgerError;
use super::event::{CommitId, Event};
use super::program::{GitProgram, Identity, Signing};
use crate::sentence::FileAction;

/// The settings of the learner's repository that decide how files look in a work tree.
const OF_FILES: &str = "^(core\\.(autocrlf|eol|safecrlf|symlinks|ignorecase|precomposeunicode|\
                        filemode|longpaths)|filter\\..*)$";

/// Nothing is to happen beside what somebody asks for.
const QUIET: [(&str, &str); 3] =
    [("core.fsmonitor", "false"), ("gc.auto", "0"), ("maintenance.auto", "false")];

impl Ledger {
    /// Makes an empty directory a work tree with the files of a tree. Its `HEAD` is detached at the
    /// commit of `event` where that has this tree, else at a new one on top of it. It has no
    /// branch, tag or remote, and nothing of the learner's repository is written.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] with what git said, or [`LedgerError::File`].
    pub fn replicate(&self, tree: &str, event: &Event, into: &Path) -> Result<(), LedgerError> {
        let git = GitProgram::apart(into.to_owned());
        let format = self.program.ask(&["rev-parse", "--show-object-format"])?;
        let format = format!("--object-format={format}");
        git.ask(&["init", "--quiet", "--template=", &format])?;
        self.lend(&into.join(".git"))?;
        for (name, value) in QUIET {
            git.ask(&["config", name, value])?;
        }
        for (name, value) in self.settings_of_files() {
            git.ask(&["config", &name, &value])?;
        }
        let head = self.commit_with(tree, event, &git)?;
        git.ask(&["update-ref", "--no-deref", "HEAD", head.as_str()])?;
        // No hook of the learner's, wherever it is, is told.
        let settings = ["-c", "core.hooksPath=/dev/null"];
        let read = ["read-tree", "--reset", "-u", "--no-recurse-submodules", "HEAD"];
        git.ask(&[&settings[..], &read].concat()).map(drop)
    }

    /// Lets another git directory read our objects, and see where history ends, what is ignored
    /// and which attributes files have.
    fn lend(&self, to: &Path) -> Result<(), LedgerError> {
        let place = to.join("objects/info/alternates");
        let written = |path: &Path, bytes: &[u8]| {
            let folder = path.parent().unwrap_or(path);
            let write = || fs::create_dir_all(folder).and_then(|()| fs::write(path, bytes));
            write().map_err(LedgerError::file(FileAction::Write, path))
        };
        written(&place, &quoted(self.objects()?.as_os_str()))?;
        for name in ["shallow", "info/attributes", "info/exclude"] {
            if let Ok(bytes) = fs::read(self.git.common_dir().join(name)) {
                written(&to.join(name), &bytes)?;
            }
        }
        Ok(())
    }

    fn settings_of_files(&self) -> Vec<(String, String)> {
        let asked = ["config", "--local", "--null", "--get-regexp", OF_FILES];
        // It fails where there are none.
        let said = self.program.ask(&asked).unwrap_or_default();
        let settings = said.split('\0').filter_map(|setting| setting.split_once('\n'));
        settings.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    fn commit_with(
        &self,
        tree: &str,
        event: &Event,
        git: &GitProgram,
    ) -> Result<CommitId, LedgerError> {
        if self.tree_of_commit(&event.commit)? == tree {
            return Ok(event.commit.clone());
        }
        let author = event.author.clone();
        let identity = Identity { committer: author.clone(), author, signs: Signing::No };
        let new = NewCommit {
            tree: tree.to_owned(),
            parents: std::slice::from_ref(&event.commit),
            message: "The files that a receipt names",
            at: event.at,
        };
        git.commit(&identity, &new, Signing::No)
    }
}

/// A path as git reads it in a list of places, whatever characters it has.
fn quoted(path: &OsStr) -> Vec<u8> {
    let mut line = vec![b'"'];
    for byte in path.as_encoded_bytes() {
        match byte {
            b'\n' => line.extend(b"\\n"),
            b'"' | b'\\' => line.extend([b'\\', *byte]),
            _ => line.push(*byte),
        }
    }
    line.extend(b"\"\n");
    line
}
