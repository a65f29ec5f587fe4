//! A survey for `doctor`: the same events as [`Ledger::history`], and where they can be reached
//! from; and those that only other refs or the reflog still lead to.

use std::collections::BTreeSet;

use super::backend::Head;
use super::error::LedgerError;
use super::event::{CommitId, Event, EventId, Person};
use super::scan::History;
use super::{Ledger, Scope};

/// Where the events are.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Everything that counts: what [`Ledger::history`] reads.
    pub counted: History,
    /// Whether the repository is shallow.
    pub shallow: bool,
    /// Events that cannot be reached from `HEAD` or the record ref, by the first ref that leads
    /// to them; branches that count come first.
    pub elsewhere: Vec<Elsewhere>,
    /// Whether the configuration makes `git rebase` drop commits without changes, so everything that
    /// is recorded on a branch.
    pub rebase_drops: bool,
    /// What only the reflogs of `HEAD`, the local branches and the record ref lead to. Events
    /// with an id that is also found elsewhere stand here too.
    pub reflog: History,
}

/// A ref that leads to events to which `HEAD` does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The ref, as people write it: `side`, `origin/side`, `v1`.
    pub name: String,
    /// Whether its events count.
    pub counted: bool,
    /// The events, each once, newest first.
    pub events: Vec<Event>,
}

/// A record ref and the remotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRef {
    /// Whether it is there, or what a remote had of it at the last fetch.
    pub here: bool,
    /// Whether a remote had records at the last fetch that it lacks, so that a push is refused until
    /// they are brought together.
    pub behind: bool,
    /// The remotes.
    pub remotes: Vec<String>,
    /// Those of them whose `git fetch` brings it.
    pub carried_by: Vec<String>,
}

/// A ref that may lead to events elsewhere.
struct Branch {
    name: String,
    tip: CommitId,
    counted: bool,
}

impl Ledger {
    /// Reads every event, and where it can be reached from. `record_ref` is the plan's.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Git`] when an object is damaged.
    pub fn survey(&self, record_ref: &str) -> Result<Survey, LedgerError> {
        let trunk = self.trunk(record_ref)?;
        let branches = self.branches(record_ref)?;
        let mut groups = vec![trunk];
        groups.extend(branches.iter().map(|branch| vec![branch.tip.clone()]));
        groups.push(self.reflog(record_ref)?);
        let mut walked = self.git.carriers_in_turn(&groups, self.watch.as_ref())?.into_iter();
        let mut read = || walked.next().map(|carriers| self.read(carriers)).unwrap_or_default();

        let (shallow, rebase_drops) = (self.git.is_shallow(), self.rebase_drops());
        let mut survey = Survey { shallow, rebase_drops, ..Survey::default() };
        survey.counted = read();
        let mut seen: BTreeSet<EventId> =
            survey.counted.events.iter().map(|event| event.id.clone()).collect();
        for branch in branches {
            let history = read();
            survey.counted.truncated |= history.truncated;
            let new = history.events.iter().filter(|event| seen.insert(event.id.clone()));
            let mut events: Vec<Event> = new.cloned().collect();
            events.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
            if branch.counted {
                survey.counted.absorb(history);
            }
            if !events.is_empty() {
                let Branch { name, counted, .. } = branch;
                survey.elsewhere.push(Elsewhere { name, counted, events });
            }
        }
        survey.reflog = read();
        Ok(survey)
    }

    /// How a record ref stands to the remotes, without asking them.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Git`] when a ref cannot be read.
    pub fn record_ref(&self, reference: &str) -> Result<RecordRef, LedgerError> {
        let tip = self.git.tip(reference)?;
        let here = tip.is_some() || !self.tracking_tips(reference)?.is_empty();
        let behind = match &tip {
            Some(tip) => self.place(reference)?.parents != [tip.clone()],
            None => false,
        };
        let remotes = self.remotes();
        let brings = |remote: &&String| {
            self.refspecs(remote, "fetch").iter().any(|refspec| has_source(refspec, reference))
        };
        let carried_by = remotes.iter().filter(brings).cloned().collect();
        Ok(RecordRef { here, behind, remotes, carried_by })
    }

    /// The learner as git knows them, through `.mailmap`.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoIdentity`] with git's advice.
    pub fn learner(&self) -> Result<Person, LedgerError> {
        let author = self.identity()?.author;
        let canonical = self.git.canonical_people(std::slice::from_ref(&author));
        Ok(canonical.into_iter().next().unwrap_or(author))
    }

    /// Whether `git rebase` goes by patches here, and a commit without changes has none.
    fn rebase_drops(&self) -> bool {
        let backend = self.program.ask(&["config", "--get", "rebase.backend"]);
        backend.is_ok_and(|backend| backend.trim().eq_ignore_ascii_case("apply"))
    }

    /// `HEAD` and the record ref, with what remotes have of it.
    fn trunk(&self, record_ref: &str) -> Result<Vec<CommitId>, LedgerError> {
        let mut tips: Vec<CommitId> = match self.git.head()? {
            Head::Branch { tip, .. } => tip.into_iter().collect(),
            Head::Detached(commit) => vec![commit],
        };
        if record_ref != "HEAD" {
            tips.extend(self.git.tip(record_ref)?);
            tips.extend(self.tracking_tips(record_ref)?);
        }
        Ok(tips)
    }

    /// Local branches, remote branches and tags; those that count first.
    fn branches(&self, record_ref: &str) -> Result<Vec<Branch>, LedgerError> {
        let counted: BTreeSet<CommitId> =
            self.tips(Scope::Everything { record_ref })?.into_iter().collect();
        let named = self.git.refs()?.into_iter().filter_map(|(name, tip)| {
            let spaces = ["refs/heads/", "refs/remotes/", "refs/tags/"];
            let short = spaces.iter().find_map(|space| name.strip_prefix(space))?;
            // `origin/HEAD` is another name for one of its branches.
            let is_alias = name.starts_with("refs/remotes/") && short.ends_with("/HEAD");
            let counted = counted.contains(&tip);
            (!is_alias).then(|| Branch { name: short.to_owned(), tip, counted })
        });
        let mut branches: Vec<Branch> = named.collect();
        branches.sort_by_key(|branch| !branch.counted);
        Ok(branches)
    }

    /// The commits that `HEAD`, the local branches and the record ref have been at.
    fn reflog(&self, record_ref: &str) -> Result<Vec<CommitId>, LedgerError> {
        let refs = self.git.refs()?.into_iter().map(|(name, _)| name);
        let names = refs.filter(|name| name.starts_with("refs/heads/") || name == record_ref);
        let names: Vec<String> = std::iter::once("HEAD".to_owned()).chain(names).collect();
        let commits: BTreeSet<CommitId> = self.git.reflog_commits(&names)?.into_iter().collect();
        Ok(commits.into_iter().collect())
    }
}

impl History {
    /// Adds what another part of history holds.
    fn absorb(&mut self, other: Self) {
        self.events.extend(other.events);
        self.unnamed.extend(other.unnamed);
        self.remarks.extend(other.remarks);
        self.truncated |= other.truncated;
    }
}

/// Whether a fetch refspec such as `+refs/heads/*:refs/remotes/origin/*` takes `reference`.
fn has_source(refspec: &str, reference: &str) -> bool {
    let source = refspec.trim_start_matches('+').split(':').next().unwrap_or_default();
    match source.split_once('*') {
        Some((start, end)) => {
            reference.len() >= start.len() + end.len()
                && reference.starts_with(start)
                && reference.ends_with(end)
        }
        None => source == reference,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refspec_takes_what_its_source_matches() {
        let cases = [
            ("+refs/heads/*:refs/remotes/origin/*", "refs/heads/progress", true),
            ("+refs/heads/*:refs/remotes/origin/*", "refs/roadmap/log", false),
            ("+refs/roadmap/*:refs/roadmap-remotes/origin/*", "refs/roadmap/log", true),
            ("refs/roadmap/log:refs/roadmap/log", "refs/roadmap/log", true),
            ("+refs/*:refs/*", "refs/roadmap/log", true),
            ("^refs/heads/*", "refs/heads/progress", false),
        ];
        for (refspec, reference, want) in cases {
            assert_eq!(has_source(refspec, reference), want, "{refspec} {reference}");
        }
    }
}
