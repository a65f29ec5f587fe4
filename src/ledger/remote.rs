//! Record refs and remotes: how a ref of its own gets from machine to machine.
//!
//! What a remote has of the record ref is kept in a tracking ref, like a remote branch. Reading
//! takes both; writing goes on from both, so that plain `git fetch` and `git push` are enough and
//! nothing is ever overwritten.

use chrono::{DateTime, FixedOffset};

use super::Ledger;
use super::backend::NewCommit;
use super::error::LedgerError;
use super::event::CommitId;

/// What was set up so that a remote carries a record ref.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refspecs {
    /// The remote.
    pub remote: String,
    /// What `git fetch` brings from now on; `None` where it did already.
    pub fetch: Option<String>,
    /// What `git push` carries from now on, without naming anything; none where it did already.
    pub push: Vec<String>,
}

/// The name under which a remote's record ref is kept: `refs/remotes/origin/x` for
/// `refs/heads/x`, `refs/roadmap-remotes/origin/log` for `refs/roadmap/log`.
fn tracking_name(reference: &str, remote: &str) -> Option<String> {
    let (space, rest) = reference.strip_prefix("refs/")?.split_once('/')?;
    Some(match space {
        "heads" => format!("refs/remotes/{remote}/{rest}"),
        _ => format!("refs/{space}-remotes/{remote}/{rest}"),
    })
}

impl Ledger {
    /// The tips of a record ref as the remotes had it at the last fetch.
    pub(super) fn tracking_tips(&self, reference: &str) -> Result<Vec<CommitId>, LedgerError> {
        let mut tips = Vec::new();
        for remote in self.git.remotes() {
            if let Some(name) = tracking_name(reference, &remote) {
                tips.extend(self.git.tip(&name)?);
            }
        }
        Ok(tips)
    }

    /// The names of the remotes.
    #[must_use]
    pub fn remotes(&self) -> Vec<String> {
        self.git.remotes()
    }

    /// Makes plain `git fetch` and `git push` of a remote carry a record ref, by refspecs in the
    /// repository's own configuration. A ref that is a branch needs none to be fetched.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] when git cannot write its configuration.
    pub fn carry(&self, reference: &str, remote: &str) -> Result<Refspecs, LedgerError> {
        let mut made = Refspecs { remote: remote.to_owned(), fetch: None, push: Vec::new() };
        let Some((space, _)) =
            reference.strip_prefix("refs/").and_then(|name| name.split_once('/'))
        else {
            return Ok(made);
        };
        if space != "heads" {
            let fetch = format!("+refs/{space}/*:refs/{space}-remotes/{remote}/*");
            if self.add_refspec(remote, "fetch", &fetch)? {
                made.fetch = Some(fetch);
            }
        }
        // Once a remote has any push refspec, git pushes only these: the branch must be one.
        let record = match space {
            "heads" => format!("{reference}:{reference}"),
            _ => format!("refs/{space}/*:refs/{space}/*"),
        };
        let pushes = self.refspecs(remote, "push");
        let branch = pushes.is_empty().then(|| "HEAD".to_owned());
        for push in branch.into_iter().chain([record]) {
            if self.add_refspec(remote, "push", &push)? {
                made.push.push(push);
            }
        }
        Ok(made)
    }

    /// Brings a record ref and what remotes have of it together, so that a push is accepted: by
    /// moving it forward, or by a commit without events that has all of them as parents. Returns
    /// the new tip; `None` where there was nothing to bring together.
    ///
    /// # Errors
    ///
    /// As [`Ledger::record`].
    pub fn bring_together(
        &self,
        reference: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<Option<CommitId>, LedgerError> {
        let place = self.place(reference)?;
        let commit = match place.parents.as_slice() {
            [] => return Ok(None),
            [only] if place.tip.as_ref() == Some(only) => return Ok(None),
            [only] => only.clone(),
            several => {
                let tree = self.git.tree_of(several.first())?;
                let message = "Bring records together\n";
                let new = NewCommit { tree, parents: several, message, at };
                self.make_commit(&self.identity()?, &new)?
            }
        };
        let reflog = "roadmap: bring records together";
        if self.git.compare_and_swap(reference, place.tip.as_ref(), &commit, reflog)? {
            return Ok(Some(commit));
        }
        Err(LedgerError::Contended { reference: reference.to_owned() })
    }

    pub(super) fn refspecs(&self, remote: &str, direction: &str) -> Vec<String> {
        let key = format!("remote.{remote}.{direction}");
        let listed = self.program.ask(&["config", "--get-all", &key]).unwrap_or_default();
        listed.lines().map(str::to_owned).collect()
    }

    /// Adds a refspec unless it is there; says whether it was added.
    fn add_refspec(
        &self,
        remote: &str,
        direction: &str,
        refspec: &str,
    ) -> Result<bool, LedgerError> {
        if self.refspecs(remote, direction).iter().any(|known| known == refspec) {
            return Ok(false);
        }
        let key = format!("remote.{remote}.{direction}");
        self.program.ask(&["config", "--local", "--add", &key, refspec])?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tracking_ref_stands_beside_the_record_ref() {
        let cases = [
            ("refs/heads/progress", Some("refs/remotes/origin/progress")),
            ("refs/roadmap/log", Some("refs/roadmap-remotes/origin/log")),
            ("refs/learn/a/b", Some("refs/learn-remotes/origin/a/b")),
            ("refs/short", None),
            ("HEAD", None),
        ];
        for (reference, want) in cases {
            assert_eq!(tracking_name(reference, "origin").as_deref(), want, "{reference}");
        }
    }
}
