//! When commits say that they were made, for those who look at dates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::{DateTime, FixedOffset};

use super::Ledger;
use super::commit::CommitObject;
use super::error::LedgerError;
use super::event::CommitId;

/// What a commit says about when it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommitTimes {
    /// When it was written.
    pub authored: DateTime<FixedOffset>,
    /// When it was made, which a rebase sets anew.
    pub committed: DateTime<FixedOffset>,
    /// When the youngest of its parents was written; `None` for a first commit.
    pub parent: Option<DateTime<FixedOffset>>,
}

impl Ledger {
    /// The times of commits and of their parents, as far as they are there.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Git`] or [`LedgerError::Program`] when an object is damaged.
    pub fn commit_times(
        &self,
        commits: &BTreeSet<CommitId>,
    ) -> Result<BTreeMap<CommitId, CommitTimes>, LedgerError> {
        let shallow = self.git.common_dir().join("shallow");
        let ends = fs::read_to_string(shallow).unwrap_or_default();
        let ends: BTreeSet<&str> = ends.lines().map(str::trim).collect();
        let own = self.git.commits_data(&commits.iter().cloned().collect::<Vec<_>>())?;
        let parents = |id: &CommitId, data: &[u8]| -> Vec<CommitId> {
            let parents = CommitObject::new(data).parents().map(CommitId::new);
            parents.filter(|_| !ends.contains(id.as_str())).collect()
        };
        let authored =
            |(id, data): &(CommitId, Vec<u8>)| (id.clone(), CommitObject::new(data).authored_at());
        let mut written: BTreeMap<CommitId, DateTime<FixedOffset>> =
            own.iter().map(authored).collect();
        // Most parents carry something themselves, and are here already.
        let above: BTreeSet<CommitId> = own
            .iter()
            .flat_map(|(id, data)| parents(id, data))
            .filter(|id| !written.contains_key(id))
            .collect();
        let above = self.git.commits_data(&above.into_iter().collect::<Vec<_>>())?;
        written.extend(above.iter().map(authored));
        let times = |(id, data): (CommitId, Vec<u8>)| {
            let parent = parents(&id, &data).iter().filter_map(|id| written.get(id)).max().copied();
            let commit = CommitObject::new(&data);
            let (authored, committed) = (commit.authored_at(), commit.committed_moment());
            (id, CommitTimes { authored, committed, parent })
        };
        Ok(own.into_iter().map(times).collect())
    }
}
