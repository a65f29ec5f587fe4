//! The generator of histories (`examples/history`): the same on every machine, and counted by
//! roadmap as by itself.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Stdio;

use crate::support::TestRepo;
use generator::{Manifest, Shape};

#[path = "../../examples/history/generator/mod.rs"]
pub(crate) mod generator;

pub(crate) const SMALL: Shape = Shape {
    commits: 900,
    events: 300,
    merges_percent: 12,
    changes_percent: 25,
    branches: 6,
    tasks: 60,
    files: 30,
    seed: 7,
};

/// A repository with this history, its plan checked out.
pub(crate) fn repository(shape: Shape) -> (TestRepo, Manifest) {
    let mut repo = TestRepo::empty();
    repo.at("2026-07-02T12:00:00+08:00");
    repo.git(&["init", "-q"]);
    let mut import = repo.command(repo.path(), "git");
    let import = import.args(["fast-import", "--quiet", "--done"]).stdin(Stdio::piped());
    let mut import = import.spawn().unwrap();
    let mut stream = Vec::new();
    let manifest = generator::write(shape, &mut stream).unwrap();
    import.stdin.take().unwrap().write_all(&stream).unwrap();
    assert!(import.wait().unwrap().success());
    repo.git(&["reset", "-q", "--hard"]);
    (repo, manifest)
}

#[test]
fn roadmap_counts_what_was_generated() {
    let (repo, manifest) = repository(SMALL);
    let Shape { commits, events, branches, tasks, .. } = SMALL;
    let count = |arguments: &[&str]| repo.git(arguments).trim().parse::<usize>().unwrap();
    assert_eq!(count(&["rev-list", "--count", "--all"]), commits);
    assert_eq!(count(&["rev-list", "--count", "--merges", "--all"]), manifest.merges);
    assert_eq!(repo.git(&["branch"]).lines().count(), branches);
    assert_eq!(
        repo.git(&["log", "--all", "-i", "--grep=roadmap-", "--oneline"]).lines().count(),
        events
    );
    assert!(manifest.merges > 40, "{}", manifest.merges);

    let status = json(&repo, &["status", "--json"]);
    let total = &status["total"];
    assert_eq!(total["tasks"]["done"], manifest.done);
    assert_eq!(total["tasks"]["dropped"], manifest.dropped);
    assert_eq!(total["tasks"]["open"], manifest.owed.len());
    assert_eq!(manifest.done + manifest.dropped + manifest.owed.len(), tasks);
    assert_eq!(total["study_seconds"], manifest.study_seconds);
    let habits: BTreeMap<&str, u64> = status["habits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|habit| (habit["id"].as_str().unwrap(), habit["total"].as_u64().unwrap()))
        .collect();
    let expected: BTreeMap<&str, u64> =
        manifest.habits.iter().map(|(id, amount)| (id.as_str(), *amount as u64)).collect();
    assert_eq!(habits, expected);
    assert_eq!(status["footnotes"]["unreadable"], 0);
    let log = json(&repo, &["log", "--all", "--json"]);
    assert_eq!(log["total"], events);
    assert_eq!(completions(&log), written(&manifest));
}

/// The completions that count, by day and title.
fn completions(log: &serde_json::Value) -> Vec<(String, String)> {
    let events = log["events"].as_array().unwrap().iter();
    let done = events.filter(|event| event["verb"] == "done" && event["standing"] == "counts");
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let mut found: Vec<_> =
        done.map(|event| (text(&event["days"]["last"]), text(&event["title"]))).collect();
    found.sort();
    found
}

fn written(manifest: &Manifest) -> Vec<(String, String)> {
    let written = manifest.completions.iter();
    let mut written: Vec<_> =
        written.map(|done| (done.day.to_string(), done.title.clone())).collect();
    written.sort();
    written
}

#[test]
fn a_seed_stands_for_one_history() {
    let shape = Shape { commits: 200, events: 60, ..SMALL };
    let tip = |shape| repository(shape).0.git(&["rev-parse", "HEAD"]);
    assert_eq!(tip(shape).trim(), "cac34afed6bf5d3f7f53b9b3e32d0dc7c3530d38");
    assert_ne!(tip(Shape { seed: 8, ..shape }).trim(), "cac34afed6bf5d3f7f53b9b3e32d0dc7c3530d38");
}

fn json(repo: &TestRepo, arguments: &[&str]) -> serde_json::Value {
    let text = repo.roadmap(arguments).success();
    let mut envelope: serde_json::Value = serde_json::from_str(&text).unwrap();
    envelope["data"].take()
}
