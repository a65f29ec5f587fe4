//! Findings about how events are written: verbs, lines and ids.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Examination, Finding, FindingMatter, Severity};
use crate::ledger::line::{self, Flaw};
use crate::ledger::{Event, EventId, Matter, Remark, Verb};

/// Something about how events are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum LineFinding {
    /// A key that this version does not know.
    UnknownVerb {
        /// The key as it stands there.
        key: String,
        /// The verb that may have been meant.
        did_you_mean: Option<Verb>,
        /// The lines.
        lines: Vec<LineFact>,
    },
    /// Lines that do not say what they are about, and are no events.
    UnreadLine {
        /// The lines.
        lines: Vec<LineFact>,
    },
    /// Lines that count, but for a part of them.
    PartlyReadLine {
        /// The lines.
        lines: Vec<FlawedLine>,
    },
    /// One id that stands before different contents.
    SameId {
        /// The id.
        id: EventId,
        /// The contents.
        contents: Vec<Content>,
    },
}

/// A line of commit messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineFact {
    /// The line, from the key on.
    pub line: String,
    /// The commits that have it.
    pub commits: Vec<String>,
}

/// A line of commit messages that counts but for a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlawedLine {
    /// The line.
    #[serde(flatten)]
    pub line: LineFact,
    /// The part that does not count.
    #[serde(flatten)]
    pub flaw: Flaw,
}

/// One of several contents of an id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Content {
    /// The line.
    #[serde(flatten)]
    pub line: LineFact,
    /// Whether this is the one that counts.
    pub counts: bool,
}

pub(super) fn findings(examination: &Examination<'_>) -> Vec<Finding> {
    let remarks = &examination.survey.counted.remarks;
    let mut found = unknown_verbs(remarks);
    let lines = lines(remarks.iter().filter(|remark| matches!(remark.matter, Matter::NoEvent(_))));
    if !lines.is_empty() {
        found.push(LineFinding::UnreadLine { lines });
    }
    let lines = flawed_lines(remarks);
    if !lines.is_empty() {
        found.push(LineFinding::PartlyReadLine { lines });
    }
    let conflicts = &examination.progress.oddities.conflicts;
    found.extend(conflicts.iter().map(|id| same_id(id, examination)));
    // These lines are in history for good, and no command makes them go away.
    let finding = |matter| Finding {
        severity: Severity::WorthKnowing,
        matter: FindingMatter::Line(matter),
        commands: Vec::new(),
    };
    found.into_iter().map(finding).collect()
}

/// Each line once, with the commits that have it.
fn lines<'a>(remarks: impl Iterator<Item = &'a Remark>) -> Vec<LineFact> {
    let mut commits: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for remark in remarks {
        commits.entry(&remark.line).or_default().insert(remark.commit.as_str());
    }
    commits.into_iter().map(|(line, commits)| fact(line, commits)).collect()
}

fn fact(line: &str, commits: BTreeSet<&str>) -> LineFact {
    LineFact { line: line.to_owned(), commits: commits.into_iter().map(str::to_owned).collect() }
}

fn unknown_verbs(remarks: &[Remark]) -> Vec<LineFinding> {
    let unknown = || remarks.iter().filter(|remark| remark.matter == Matter::UnknownVerb);
    let key = |remark: &Remark| remark.line.split(':').next().unwrap_or_default().to_owned();
    let keys: BTreeSet<String> = unknown().map(key).collect();
    let finding = |wanted: String| LineFinding::UnknownVerb {
        did_you_mean: near_verb(&wanted),
        lines: lines(unknown().filter(|remark| key(remark) == wanted)),
        key: wanted,
    };
    keys.into_iter().map(finding).collect()
}

/// The verb whose key is so much like `key` that it may have been meant.
fn near_verb(key: &str) -> Option<Verb> {
    let distance =
        |verb: &Verb| strsim::damerau_levenshtein(&verb.key().to_lowercase(), &key.to_lowercase());
    Verb::ALL.into_iter().filter(|verb| distance(verb) <= 2).min_by_key(distance)
}

fn flawed_lines(remarks: &[Remark]) -> Vec<FlawedLine> {
    let mut flawed: Vec<FlawedLine> = Vec::new();
    for remark in remarks {
        let Matter::Flaw(flaw) = &remark.matter else { continue };
        let commit = remark.commit.as_str().to_owned();
        let known =
            flawed.iter_mut().find(|known| known.line.line == remark.line && known.flaw == *flaw);
        match known {
            Some(known) if known.line.commits.contains(&commit) => {}
            Some(known) => known.line.commits.push(commit),
            None => {
                let line = LineFact { line: remark.line.clone(), commits: vec![commit] };
                flawed.push(FlawedLine { line, flaw: flaw.clone() });
            }
        }
    }
    for known in &mut flawed {
        known.line.commits.sort();
    }
    flawed.sort_by(|a, b| a.line.line.cmp(&b.line.line));
    flawed
}

fn same_id(id: &EventId, examination: &Examination<'_>) -> LineFinding {
    let written = |event: &Event| {
        format!("{}: {}", event.record.verb.key(), line::encode(&event.record, Some(id)))
    };
    let mut entries = examination.progress.entries.iter();
    let counting = entries.find(|entry| entry.event.id == *id).map(|entry| written(&entry.event));
    let events: Vec<&Event> =
        examination.survey.counted.events.iter().filter(|event| event.id == *id).collect();
    let mut commits: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for event in events {
        commits.entry(written(event)).or_default().insert(event.commit.as_str());
    }
    let content = |(line, commits): (String, BTreeSet<&str>)| Content {
        counts: Some(&line) == counting.as_ref(),
        line: fact(&line, commits),
    };
    LineFinding::SameId { id: id.clone(), contents: commits.into_iter().map(content).collect() }
}
