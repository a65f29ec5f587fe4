//! From a commit to what rules find in it. Pure; somebody else opens commits and trees.

use std::collections::BTreeSet;

use super::files::{Change, written};
use super::{Evidence, EvidenceRule, Finding, Findings, Tags, id_of};
use crate::ledger::commit::CommitObject;
use crate::ledger::event::{CommitId, Counted, Person};

/// How many files or folders of one commit a rule finds at most: more is an import, not a day's
/// work.
pub(super) const MOST_FILES: usize = 1_000;

/// What begins the line that names a co-author.
const CO_AUTHOR: &str = "co-authored-by:";

/// What rules find in a commit by itself, as [`Findings`] keep it; of rules with a path only that
/// they may fit. `None` where nothing fits.
pub(super) fn first_look(
    evidence: &Evidence,
    tags: &Tags,
    id: &dyn Fn() -> CommitId,
    commit: CommitObject<'_>,
) -> Option<String> {
    let message = commit.message();
    let is_merge = commit.parents().nth(1).is_some();
    // Few plans ask for tags.
    let tags = if tags.is_empty() { None } else { tags.get(&id()) };
    let tags = tags.map_or(&[][..], Vec::as_slice);
    let fits = |rule: &&EvidenceRule| {
        // What a merge brings in stands in other commits; a tag says what the merge itself is.
        let is_looked_at = !is_merge || (rule.tag.is_some() && rule.path.is_none());
        let fits_message = || rule.message.as_ref().is_none_or(|part| part.fits(&message));
        let tag = rule.tag.as_ref();
        let fits_tag = tag.is_none_or(|tag| tags.iter().any(|name| tag.fits(name)));
        is_looked_at && fits_tag && fits_message() && has_co_author(rule, &message)
    };
    let keys: Vec<&str> =
        evidence.rules.iter().filter(fits).map(|rule| rule.key.as_str()).collect();
    let subject = message.trim_start().lines().next().unwrap_or_default().replace('\0', " ");
    let found: String = keys.iter().map(|key| format!("\0{key}\0\0")).collect();
    (!keys.is_empty()).then(|| format!("{}{subject}{found}", commit.author_header()))
}

fn has_co_author(rule: &EvidenceRule, message: &str) -> bool {
    let Some(pattern) = &rule.co_author else { return true };
    let named = message.lines().filter_map(|line| {
        let line = line.trim_start();
        let (key, value) = line.split_at_checked(CO_AUTHOR.len())?;
        key.eq_ignore_ascii_case(CO_AUTHOR).then(|| Person::parse(value))
    });
    named.into_iter().any(|person| pattern.fits(&person.name) || pattern.fits(&person.email))
}

/// Whether any of the rules that may fit looks at files.
pub(super) fn asks_for_files(evidence: &Evidence, found: &str) -> bool {
    let found = Findings::new(found);
    let looks_at_files = |key: &str| rule(evidence, key).is_some_and(|rule| rule.path.is_some());
    found.each().any(|finding| looks_at_files(finding.key))
}

/// The same findings when it is known what the commit changes; where that is not known, those
/// that need no files. `None` where nothing is left.
pub(super) fn second_look(
    evidence: &Evidence,
    found: &str,
    changes: Option<&[Change]>,
) -> Option<String> {
    let findings = Findings::new(found);
    let paths = changes.map(written).unwrap_or_default();
    let mut parts = Vec::new();
    let (author, at) = (findings.commit.author().to_string(), findings.commit.authored_at());
    for Finding { key, .. } in findings.each() {
        let Some(rule) = rule(evidence, key) else { continue };
        let found = match &rule.path {
            None => vec![String::new()],
            Some(pattern) => {
                let paths = paths.iter().copied().filter(|path| pattern.fits(path));
                counted(rule.counted, paths)
            }
        };
        parts.extend(found.iter().map(|part| {
            let id = id_of(rule, part, &author, at, evidence.day_end);
            format!("\0{key}\0{part}\0{id}")
        }));
    }
    let head = found.split('\0').next().unwrap_or_default();
    (!parts.is_empty()).then(|| format!("{head}{}", parts.concat()))
}

/// What counts as one among the files that fit.
fn counted<'a>(counted: Counted, paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let folder = |path: &str| path.rsplit_once('/').map_or(".", |(folder, _)| folder).to_owned();
    let parts: BTreeSet<String> = match counted {
        Counted::Commit => paths.take(1).map(|_| String::new()).collect(),
        Counted::File => paths.map(str::to_owned).collect(),
        Counted::Folder => paths.map(folder).collect(),
    };
    parts.into_iter().take(MOST_FILES).collect()
}

fn rule<'a>(evidence: &'a Evidence, key: &str) -> Option<&'a EvidenceRule> {
    evidence.rules.iter().find(|rule| rule.key.as_str() == key)
}
