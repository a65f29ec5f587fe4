//! Reading: from the refs to the events, through the cache where it holds.

use std::collections::{HashMap, HashSet};
use std::fs;

use super::backend::{Carrier, Carriers};
use super::cache::{Cache, HISTORY, Remembered, Shortcut};
use super::commit::CommitObject;
use super::error::LedgerError;
use super::event::{CommitId, Person};
use super::scan::History;
use super::{Ledger, Scope};

/// How many commits may lie between the tips and what is remembered before it is written anew.
///
/// Opening a commit takes some 25 µs, writing the file some 200 µs and a quarter of a microsecond
/// for each commit that it remembers. If it is written after every n commits, the mean cost of a
/// record is least where n² is twice the ratio of the two.
pub(super) fn most_unwritten(remembered: usize) -> usize {
    (16 + remembered / 50).isqrt()
}

/// How many commits between old and new tips are opened one by one. Looking at all commits of a
/// history is faster per commit, so with many more it takes over.
pub(super) const MOST_BETWEEN: usize = 20_000;

/// The same where somebody waits for a prompt: a few milliseconds.
pub(super) const MOST_AT_ONCE: usize = 400;

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
            Scope::Everything { .. } => self.carriers(&tips)?,
            Scope::Only(_) => self.git.carriers(&tips, self.watch.as_ref())?,
        };
        Ok(History { tips, ..self.read(carriers) })
    }

    /// As [`Ledger::history`] of everything, but only where that is quick: `None` unless what is
    /// remembered is at most a few hundred commits behind.
    ///
    /// # Errors
    ///
    /// As [`Ledger::history`].
    pub fn history_at_once(&self, record_ref: &str) -> Result<Option<History>, LedgerError> {
        let tips = self.tips(Scope::Everything { record_ref })?;
        let common_dir = self.git.common_dir();
        let boundary = fs::read_to_string(common_dir.join("shallow")).unwrap_or_default();
        let before =
            Cache::of(&common_dir).load(HISTORY).filter(|before| before.boundary == boundary);
        let carriers = match before {
            Some(before) if before.tips == tips => Some(before.carriers),
            Some(before) if boundary.is_empty() => {
                self.advanced(before, &tips, MOST_AT_ONCE)?.map(|(carriers, _)| carriers)
            }
            _ => None,
        };
        Ok(carriers.map(|carriers| History { tips, ..self.read(carriers) }))
    }

    /// What was kept with [`Ledger::keep_shortcut`], by whatever version; `None` where it is gone
    /// or damaged.
    #[must_use]
    pub fn shortcut(&self, shortcut: Shortcut) -> Option<Vec<u8>> {
        Cache::of(&self.git.common_dir()).shortcut(shortcut)
    }

    /// Keeps some bytes beside the cache, for those who have no time to read history. They can be
    /// deleted at any time.
    pub fn keep_shortcut(&self, shortcut: Shortcut, content: &[u8]) {
        Cache::of(&self.git.common_dir()).keep_shortcut(shortcut, content);
    }

    /// Whether the tips decide what is read from them: not in a shallow clone, where they may
    /// reach more later, nor with a mailmap, which says who is who.
    #[must_use]
    pub fn is_decided_by_tips(&self) -> bool {
        !self.git.is_shallow() && !self.git.has_mailmap()
    }

    /// What the commits reachable from sorted tips carry, with the help of the cache.
    fn carriers(&self, tips: &[CommitId]) -> Result<Carriers, LedgerError> {
        let common_dir = self.git.common_dir();
        let cache = Cache::of(&common_dir);
        let boundary = fs::read_to_string(common_dir.join("shallow")).unwrap_or_default();
        let before = cache.load(HISTORY).filter(|before| before.boundary == boundary);
        let advanced = match before {
            Some(before) if before.tips == tips => return Ok(before.carriers),
            // In a shallow clone new tips may also reach where history was cut off.
            Some(before) if boundary.is_empty() => self.advanced(before, tips, MOST_BETWEEN)?,
            _ => None,
        };
        let is_far = advanced
            .as_ref()
            .is_none_or(|(carriers, commits)| *commits > most_unwritten(carriers.commits.len()));
        let mut carriers = match advanced {
            Some((carriers, _)) => carriers,
            None => self.git.carriers(tips, self.watch.as_ref())?,
        };
        carriers.commits.sort_by(|a, b| a.id.cmp(&b.id));
        carriers.commits.dedup_by(|a, b| a.id == b.id);
        // What is missing may be fetched without any tip being moved.
        if carriers.missing {
            return Ok(carriers);
        }
        if !is_far {
            return Ok(carriers);
        }
        let remembered =
            Remembered { rules: String::new(), tips: tips.to_vec(), boundary, carriers };
        cache.store(HISTORY, &remembered);
        Ok(remembered.carriers)
    }

    /// What the new tips lead to, from what the old ones led to, and how many commits lie between
    /// them; `None` where a commit that
    /// carries something may be out of reach now, or too much has changed.
    fn advanced(
        &self,
        before: Remembered,
        tips: &[CommitId],
        most: usize,
    ) -> Result<Option<(Carriers, usize)>, LedgerError> {
        let Some(between) = self.git.between(&before.tips, tips, most)? else { return Ok(None) };
        let gone: HashSet<&CommitId> = between.gone.iter().collect();
        let mut carriers = before.carriers;
        if carriers.commits.iter().any(|carrier| gone.contains(&carrier.id)) {
            return Ok(None);
        }
        let commits = between.new.len() + between.gone.len();
        let new = between.new.into_iter();
        carriers
            .commits
            .extend(new.filter_map(|(id, lines)| Some(Carrier { id, lines: lines?.into() })));
        Ok(Some((carriers, commits)))
    }

    /// The events of these commits, ordered by commit, with people as `.mailmap` names them.
    pub(super) fn read(&self, mut carriers: Carriers) -> History {
        carriers.commits.sort_by(|a, b| a.id.cmp(&b.id));
        let commits: Vec<CommitObject<'_>> = carriers
            .commits
            .iter()
            .map(|carrier| CommitObject::new(carrier.lines.as_bytes()))
            .collect();
        let people = self.people(&commits);
        let mut history = History {
            truncated: carriers.truncated,
            events: Vec::with_capacity(commits.len()),
            ..History::default()
        };
        // Most commits have the author of the one before.
        let mut known: Option<(&[u8], &(Person, Person))> = None;
        for (carrier, commit) in carriers.commits.iter().zip(commits) {
            let author = commit.author_bytes();
            if known.is_none_or(|(bytes, _)| bytes != author) {
                known = people.get(author).map(|names| (author, names));
            }
            if let Some((_, (person, canonical))) = known {
                history.read(&carrier.id, commit, person, canonical);
            }
        }
        history
    }

    /// The authors of these commits by the bytes that name them, each as written and as `.mailmap`
    /// names them. Few people write many commits, so names are read once each.
    pub(super) fn people<'a>(
        &self,
        commits: &[CommitObject<'a>],
    ) -> HashMap<&'a [u8], (Person, Person)> {
        let mut people: HashMap<&'a [u8], (Person, Person)> = HashMap::new();
        let mut before: &[u8] = &[];
        for commit in commits {
            let author = commit.author_bytes();
            if author == before && !author.is_empty() {
                continue;
            }
            before = author;
            people.entry(author).or_insert_with(|| {
                let person = commit.author();
                (person.clone(), person)
            });
        }
        let asked: Vec<Person> = people.values().map(|(person, _)| person.clone()).collect();
        let canonical = self.git.canonical_people(&asked);
        for ((_, known), canonical) in people.values_mut().zip(canonical) {
            *known = canonical;
        }
        people
    }
}
