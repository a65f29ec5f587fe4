//! From the tips to the findings, through a cache that holds for these tips and rules.

use std::collections::{HashMap, HashSet};
use std::fs;

use super::look::{asks_for_files, first_look, second_look};
use super::{Change, Evidence, Tags};
use crate::ledger::Ledger;
use crate::ledger::advance::Between;
use crate::ledger::backend::{Carrier, Carriers};
use crate::ledger::cache::{Cache, EVIDENCE, Remembered};
use crate::ledger::commit::CommitObject;
use crate::ledger::error::LedgerError;
use crate::ledger::event::CommitId;
use crate::ledger::plumbing::changes_through;
use crate::ledger::recall::{MOST_AT_ONCE, MOST_BETWEEN, most_unwritten};

/// How many commits are compared without starting a program.
const FEW_COMMITS: usize = 64;

/// What holds for one question: the names of the rules, and where a shallow clone ends.
struct Question<'a> {
    evidence: &'a Evidence,
    tags: Tags,
    name: String,
    boundary: String,
}

/// What new commits prove, and which they are.
type Found = (Carriers, Between<CommitId, ()>);

impl Ledger {
    fn question<'a>(&self, evidence: &'a Evidence) -> Result<Question<'a>, LedgerError> {
        let mut tags = Tags::new();
        let patterns: Vec<_> = evidence.rules.iter().filter_map(|rule| rule.tag.as_ref()).collect();
        if !patterns.is_empty() {
            for (name, commit) in self.git.refs()? {
                let Some(name) = name.strip_prefix("refs/tags/") else { continue };
                if patterns.iter().any(|pattern| pattern.fits(name)) {
                    tags.entry(commit).or_default().push(name.to_owned());
                }
            }
        }
        let shallow = self.git.common_dir().join("shallow");
        let boundary = fs::read_to_string(shallow).unwrap_or_default();
        Ok(Question { evidence, name: evidence.name(&tags), tags, boundary })
    }

    /// What the commits reachable from sorted tips prove, with the help of the cache.
    pub(super) fn findings(
        &self,
        tips: &[CommitId],
        evidence: &Evidence,
    ) -> Result<Carriers, LedgerError> {
        let question = self.question(evidence)?;
        let cache = Cache::of(&self.git.common_dir());
        let advanced = match question.remembered(&cache) {
            Some(before) if before.tips == tips => return Ok(before.carriers),
            Some(before) if question.boundary.is_empty() => {
                self.findings_after(before, tips, &question, MOST_BETWEEN)?
            }
            _ => None,
        };
        let is_far = advanced
            .as_ref()
            .is_none_or(|(found, commits)| *commits > most_unwritten(found.commits.len()));
        let mut found = match advanced {
            Some((found, _)) => found,
            None => self.find_all(tips, &question)?,
        };
        found.commits.sort_by(|a, b| a.id.cmp(&b.id));
        found.commits.dedup_by(|a, b| a.id == b.id);
        // What is missing may be fetched without any tip being moved.
        if found.missing || !is_far {
            return Ok(found);
        }
        let Question { name, boundary, .. } = question;
        let remembered = Remembered { rules: name, tips: tips.to_vec(), boundary, carriers: found };
        cache.store(EVIDENCE, &remembered);
        Ok(remembered.carriers)
    }

    /// The same without the cache.
    pub(super) fn findings_anew(
        &self,
        tips: &[CommitId],
        evidence: &Evidence,
    ) -> Result<Carriers, LedgerError> {
        let question = self.question(evidence)?;
        self.find_all(tips, &question)
    }

    /// The same only where what is remembered is not far behind.
    pub(super) fn findings_at_once(
        &self,
        tips: &[CommitId],
        evidence: &Evidence,
    ) -> Result<Option<Carriers>, LedgerError> {
        let question = self.question(evidence)?;
        let cache = Cache::of(&self.git.common_dir());
        Ok(match question.remembered(&cache) {
            Some(before) if before.tips == tips => Some(before.carriers),
            Some(before) if question.boundary.is_empty() => {
                self.findings_after(before, tips, &question, MOST_AT_ONCE)?.map(|(found, _)| found)
            }
            _ => None,
        })
    }

    /// What the new tips lead to, from what the old ones led to, and how many commits lie between
    /// them; `None` where a commit that proves something may be out of reach now, or too much has
    /// changed.
    fn findings_after(
        &self,
        before: Remembered,
        tips: &[CommitId],
        question: &Question<'_>,
        most: usize,
    ) -> Result<Option<(Carriers, usize)>, LedgerError> {
        let Some((new, between)) = self.find(&before.tips, tips, question, most)? else {
            return Ok(None);
        };
        let gone: HashSet<&CommitId> = between.gone.iter().collect();
        let mut found = before.carriers;
        if found.commits.iter().any(|carrier| gone.contains(&carrier.id)) {
            return Ok(None);
        }
        found.commits.extend(new.commits);
        found.missing |= new.missing;
        Ok(Some((found, between.new.len() + between.gone.len())))
    }

    /// What commits change. The `git` program keeps large trees at hand while it compares many,
    /// and libgit2 does not; so many are left to it, where it is there.
    fn changes(
        &self,
        commits: &[&CommitId],
    ) -> Result<HashMap<CommitId, Vec<Change>>, LedgerError> {
        let mut found = HashMap::new();
        if commits.len() > FEW_COMMITS {
            let watch = self.watch.as_ref();
            let compared = |count| watch.visited(count, Some(commits.len()));
            found = changes_through(&self.program, commits, &compared);
            watch.finished();
        }
        let rest: Vec<&CommitId> =
            commits.iter().filter(|id| !found.contains_key(*id)).copied().collect();
        found.extend(self.git.changes(&rest)?);
        Ok(found)
    }

    /// What the commits prove that `new` tips lead to and `old` ones do not.
    fn find(
        &self,
        old: &[CommitId],
        new: &[CommitId],
        question: &Question<'_>,
        most: usize,
    ) -> Result<Option<Found>, LedgerError> {
        let Question { evidence, tags, .. } = question;
        let look = |id: &dyn Fn() -> CommitId, commit: CommitObject<'_>| {
            first_look(evidence, tags, id, commit)
        };
        let Some(between) = self.git.look_between(old, new, most, &look)? else {
            return Ok(None);
        };
        let ids = between.new.iter().map(|(id, _)| (id.clone(), ())).collect();
        let candidates = between.new.into_iter();
        let candidates = candidates
            .filter_map(|(id, lines)| Some(Carrier { id, lines: lines?.into() }))
            .collect();
        let found = self.proved(candidates, question)?;
        Ok(Some((found, Between { new: ids, gone: between.gone })))
    }

    /// What all commits prove that some tips lead to.
    fn find_all(
        &self,
        tips: &[CommitId],
        question: &Question<'_>,
    ) -> Result<Carriers, LedgerError> {
        let Question { evidence, tags, .. } = question;
        let look = |id: &dyn Fn() -> CommitId, commit: CommitObject<'_>| {
            first_look(evidence, tags, id, commit)
        };
        let mut all = self.git.look_at_all(tips, self.watch.as_ref(), &look)?;
        // As a tree is kept as what it has unlike its neighbour in history, they are compared in
        // that order, and the order in which they were read is another.
        all.commits.sort_by_cached_key(|carrier| {
            let at = CommitObject::new(carrier.lines.as_bytes()).authored_at();
            std::cmp::Reverse((at, carrier.id.clone()))
        });
        let mut found = self.proved(all.commits, question)?;
        found.missing |= all.missing;
        Ok(found)
    }

    /// What is left of what commits may prove when it is known what they change.
    fn proved(
        &self,
        candidates: Vec<Carrier>,
        question: &Question<'_>,
    ) -> Result<Carriers, LedgerError> {
        let Question { evidence, boundary, .. } = question;
        // Where history was cut off, nobody knows what a commit changed.
        let ends: HashSet<&str> = boundary.lines().map(str::trim).collect();
        let is_asked = |found: &&Carrier| {
            !ends.contains(found.id.as_str()) && asks_for_files(evidence, &found.lines)
        };
        let asked: Vec<&CommitId> =
            candidates.iter().filter(is_asked).map(|found| &found.id).collect();
        let changes = self.changes(&asked)?;
        let mut found = Carriers { missing: changes.len() < asked.len(), ..Carriers::default() };
        for Carrier { id, lines } in candidates {
            let changes = changes.get(&id).map(Vec::as_slice);
            let lines = second_look(evidence, &lines, changes);
            found.commits.extend(lines.map(|lines| Carrier { id, lines: lines.into() }));
        }
        Ok(found)
    }
}

impl Question<'_> {
    /// What is remembered for this very question, whatever the tips.
    fn remembered(&self, cache: &Cache) -> Option<Remembered> {
        cache
            .load(EVIDENCE)
            .filter(|before| before.rules == self.name && before.boundary == self.boundary)
    }
}
