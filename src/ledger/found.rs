//! A new repository with a history that was made elsewhere.

use std::path::Path;

use super::error::LedgerError;
use super::event::Person;
use super::program::GitProgram;

/// Makes a repository in an empty directory, whatever repository the environment names, with the
/// history that `stream` holds for `git fast-import` on the branch `main`, and checks it out.
/// `person` records there from now on, and nothing is signed. Templates of the learner's, such as
/// hooks, are left out.
///
/// # Errors
///
/// [`LedgerError::Program`] with what git said.
pub fn found(directory: &Path, person: &Person, stream: &[u8]) -> Result<(), LedgerError> {
    let git = GitProgram::apart(directory.to_owned());
    git.ask(&["init", "--quiet", "--template="])?;
    git.ask(&["symbolic-ref", "HEAD", "refs/heads/main"])?;
    let settings = [
        ("user.name", person.name.as_str()),
        ("user.email", person.email.as_str()),
        ("commit.gpgSign", "false"),
    ];
    for (name, value) in settings {
        git.ask(&["config", name, value])?;
    }
    git.ask_with(&["fast-import", "--quiet", "--done"], stream)?;
    git.ask(&["reset", "--quiet", "--hard"]).map(drop)
}
