//! Reading: from the refs to the events, through the cache where it holds.

use std::collections::{BTreeMap, HashSet};
use std::fs;

use super::backend::{Carrier, Carriers};
use super::cache::{Cache, Remembered};
use super::commit::CommitObject;
use super::error::LedgerError;
use super::event::{CommitId, Person};
use super::scan::History;
use super::{Ledger, Scope};

impl Ledger {
    /// Reads every event in scope, ordered by commit.
    ///
    /// Lines that cannot be read are listed in [`History::remarks`]; a repository without
    /// commits has an empty history. What was read with [`Scope::Everything`] is remembered in a
    /// file that can be deleted at any time; it changes nothing but the time that this takes.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoSuchRef`], or [`LedgerError::Git`] when an object is damaged.
    pub fn history(&self, scope: Scope<'_>) -> Result<History, LedgerError> {
        let tips = self.tips(scope)?;
        let carriers = match scope {
            Scope::Everything { .. } => self.carriers(tips)?,
            Scope::Only(_) => self.git.carriers(&tips, self.watch.as_ref())?,
        };
        Ok(self.read(carriers))
    }

    /// What the commits reachable from sorted tips carry, with the help of the cache.
    fn carriers(&self, tips: Vec<CommitId>) -> Result<Carriers, LedgerError> {
        let common_dir = self.git.common_dir();
        let cache = Cache::of(&common_dir);
        let boundary = fs::read_to_string(common_dir.join("shallow")).unwrap_or_default();
        let before = cache.load().filter(|before| before.boundary == boundary);
        let carriers = match before {
            Some(before) if before.tips == tips => return Ok(before.carriers),
            // In a shallow clone new tips may also reach where history was cut off.
            Some(before) if boundary.is_empty() => self.advanced(before, &tips)?,
            _ => None,
        };
        let mut carriers = match carriers {
            Some(carriers) => carriers,
            None => self.git.carriers(&tips, self.watch.as_ref())?,
        };
        carriers.commits.sort_by(|a, b| a.id.cmp(&b.id));
        carriers.commits.dedup_by(|a, b| a.id == b.id);
        // What is missing may be fetched without any tip being moved.
        if carriers.missing {
            return Ok(carriers);
        }
        let remembered = Remembered { tips, boundary, carriers };
        cache.store(&remembered);
        Ok(remembered.carriers)
    }

    /// What the new tips lead to, from what the old ones led to; `None` where a commit that
    /// carries something may be out of reach now, or too much has changed.
    fn advanced(
        &self,
        before: Remembered,
        tips: &[CommitId],
    ) -> Result<Option<Carriers>, LedgerError> {
        let Some(between) = self.git.between(&before.tips, tips)? else { return Ok(None) };
        let gone: HashSet<&CommitId> = between.gone.iter().collect();
        let mut carriers = before.carriers;
        if carriers.commits.iter().any(|carrier| gone.contains(&carrier.id)) {
            return Ok(None);
        }
        let new = between.new.into_iter();
        carriers.commits.extend(new.filter_map(|(id, lines)| Some(Carrier { id, lines: lines? })));
        Ok(Some(carriers))
    }

    /// The events of these commits, ordered by commit, with people as `.mailmap` names them.
    pub(super) fn read(&self, mut carriers: Carriers) -> History {
        carriers.commits.sort_by(|a, b| a.id.cmp(&b.id));
        let commits: Vec<(&CommitId, CommitObject<'_>)> = carriers
            .commits
            .iter()
            .map(|carrier| (&carrier.id, CommitObject::new(carrier.lines.as_bytes())))
            .collect();
        let authors: Vec<Person> = commits.iter().map(|(_, commit)| commit.author().0).collect();
        let canonical = self.canonical(&authors);
        let mut history = History { truncated: carriers.truncated, ..History::default() };
        for ((id, commit), author) in commits.into_iter().zip(&authors) {
            history.read(id, commit, canonical.get(author).unwrap_or(author));
        }
        history
    }

    /// Each of these people as `.mailmap` names them.
    fn canonical<'a>(&self, people: &'a [Person]) -> BTreeMap<&'a Person, Person> {
        let mut distinct: Vec<&Person> = people.iter().collect();
        distinct.sort();
        distinct.dedup();
        let asked: Vec<Person> = distinct.iter().map(|person| (*person).clone()).collect();
        distinct.into_iter().zip(self.git.canonical_people(&asked)).collect()
    }
}
