//! The `git` program, asked for what only git itself knows: who the learner is, and signatures.
//!
//! libgit2 does not know `includeIf "hasconfig:…"`, `author.*`, `GIT_CONFIG_COUNT` or `git -c`,
//! and it cannot sign.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use chrono::{DateTime, FixedOffset};

use super::error::LedgerError;
use super::event::{CommitId, Person};

/// Runs `git` in the learner's repository.
#[derive(Debug)]
pub(super) struct GitProgram {
    directory: PathBuf,
}

/// Who goes into a commit, and whether it is to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) author: Person,
    pub(super) committer: Person,
    pub(super) signs: bool,
}

/// A commit to be signed.
pub(super) struct Unsigned<'a> {
    pub(super) tree: String,
    pub(super) parent: Option<&'a CommitId>,
    pub(super) message: &'a str,
    pub(super) at: DateTime<FixedOffset>,
}

impl GitProgram {
    pub(super) fn new(directory: PathBuf) -> Self {
        Self { directory }
    }

    fn start(&self, arguments: &[&str]) -> Result<Child, LedgerError> {
        self.command(arguments).spawn().map_err(|source| LedgerError::NoProgram { source })
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.directory).args(arguments);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Makes an empty repository as the learner's git would, with their first branch and
    /// templates.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] with what git said.
    pub(super) fn init(&self) -> Result<(), LedgerError> {
        answer("init", self.start(&["init", "--quiet"])?).map(drop)
    }

    /// Asks git who the author and committer are and whether commits are signed, all at once.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoIdentity`] with git's own advice where it has no name or address.
    pub(super) fn identity(&self) -> Result<Identity, LedgerError> {
        let author = self.start(&["var", "GIT_AUTHOR_IDENT"])?;
        let committer = self.start(&["var", "GIT_COMMITTER_IDENT"])?;
        let signs = self.start(&["config", "--type=bool", "--get", "commit.gpgSign"])?;
        let person = |child| match answer("var", child) {
            Ok(line) => Ok(parse_ident(&line)),
            Err(LedgerError::Program { said, .. }) => Err(LedgerError::NoIdentity { advice: said }),
            Err(other) => Err(other),
        };
        let author = person(author);
        let committer = person(committer);
        let signs = answer("config", signs).is_ok_and(|value| value == "true");
        Ok(Identity { author: author?, committer: committer?, signs })
    }

    /// Makes a signed commit object and returns its id; moves no ref.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NotSigned`] with what git and the signing program said.
    pub(super) fn commit_signed(
        &self,
        identity: &Identity,
        commit: &Unsigned<'_>,
    ) -> Result<CommitId, LedgerError> {
        let mut arguments = vec!["commit-tree", commit.tree.as_str()];
        if let Some(parent) = commit.parent {
            arguments.extend(["-p", parent.as_str()]);
        }
        arguments.extend(["-S", "-F", "-"]);
        let date = format!("@{} {}", commit.at.timestamp(), commit.at.format("%z"));
        let mut command = self.command(&arguments);
        for (role, person) in [("AUTHOR", &identity.author), ("COMMITTER", &identity.committer)] {
            command.env(format!("GIT_{role}_NAME"), &person.name);
            command.env(format!("GIT_{role}_EMAIL"), &person.email);
            command.env(format!("GIT_{role}_DATE"), &date);
        }
        let no_program = |source| LedgerError::NoProgram { source };
        let mut child = command.stdin(Stdio::piped()).spawn().map_err(no_program)?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(commit.message.as_bytes()).map_err(no_program)?;
        }
        answer("commit-tree", child).map(CommitId::new).map_err(|error| match error {
            LedgerError::Program { said, .. } => LedgerError::NotSigned { said },
            other => other,
        })
    }
}

/// Waits for a `git` and returns what it printed, without the line break.
fn answer(command: &str, child: Child) -> Result<String, LedgerError> {
    let output = child.wait_with_output().map_err(|source| LedgerError::NoProgram { source })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(LedgerError::Program { command: command.to_owned(), said })
}

/// Reads `Name <address> 1752499800 +0800`; the time is git's, and not ours.
fn parse_ident(line: &str) -> Person {
    let (identity, _) = line.rsplit_once('>').unwrap_or((line, ""));
    let (name, email) = identity.rsplit_once('<').unwrap_or((identity, ""));
    Person { name: name.trim().to_owned(), email: email.trim().to_owned() }
}
