//! However git keeps history, the same is read: loose or packed, in one pack or several, with the
//! commit-graph in one file, in a chain, of another version or none, compressed in any way.
//! The oracle is git itself (`ROADMAP_GIT=program`).

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::history_generator::generator::Shape;
use crate::history_generator::{SMALL, repository};
use crate::support::TestRepo;

/// More commits than are looked up one by one.
const SHAPE: Shape = Shape { commits: 2600, events: 400, ..SMALL };

const READS: [&[&str]; 3] =
    [&["status", "--json"], &["log", "--all", "--odd", "--json"], &["doctor", "--json"]];

/// What is read when nothing is remembered.
fn read(repo: &TestRepo) -> Vec<String> {
    let read = |arguments: &&[&str]| {
        let _ = fs::remove_dir_all(repo.git_path("roadmap"));
        repo.roadmap(arguments).success()
    };
    READS.iter().map(read).collect()
}

/// Runs a git command that reads its standard input, and returns what it printed.
fn pipe(repo: &TestRepo, arguments: &[&str], input: &str) -> String {
    let mut git = repo.command(repo.path(), "git");
    let git = git.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut git = git.spawn().expect("git");
    git.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("a reader");
    let output = git.wait_with_output().expect("an end");
    assert!(output.status.success(), "git {arguments:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// How many files the commit-graph has, and whether their first has generation numbers of
/// version 2.
fn graph(repo: &TestRepo) -> (usize, bool) {
    let single = repo.git_path("objects/info/commit-graph");
    let chain = repo.git_path("objects/info/commit-graphs");
    let mut files: Vec<_> = fs::read_dir(chain).into_iter().flatten().flatten().collect();
    files.retain(|file| file.path().extension().is_some_and(|kind| kind == "graph"));
    let file = files.first().map_or(single, fs::DirEntry::path);
    let bytes = fs::read(file).unwrap_or_default();
    let has_version_2 = bytes.get(..200).unwrap_or(&bytes).windows(4).any(|id| id == b"GDA2");
    (files.len().max(usize::from(!bytes.is_empty())), has_version_2)
}

fn without_graph(repo: &TestRepo) {
    let _ = fs::remove_file(repo.git_path("objects/info/commit-graph"));
    let _ = fs::remove_dir_all(repo.git_path("objects/info/commit-graphs"));
}

#[test]
fn a_graph_of_any_kind_changes_nothing() {
    let (mut repo, _) = repository(SHAPE);
    without_graph(&repo);
    repo.set("ROADMAP_GIT", "program");
    let wanted = read(&repo);
    repo.set("ROADMAP_GIT", "library");
    assert!(wanted == read(&repo), "without a graph");
    repo.git(&["commit-graph", "write", "--reachable"]);
    assert_eq!(graph(&repo), (1, true));
    assert!(wanted == read(&repo), "one file");
    without_graph(&repo);
    repo.git(&["-c", "commitGraph.generationVersion=1", "commit-graph", "write", "--reachable"]);
    assert_eq!(graph(&repo), (1, false));
    assert!(wanted == read(&repo), "of version 1");
    without_graph(&repo);
    for part in [1800, 900, 0] {
        let tip = repo.git(&["rev-parse", &format!("HEAD~{}", part / 3)]);
        let commits = repo.git(&["rev-list", "-n", "2600", tip.trim()]);
        let write = ["commit-graph", "write", "--stdin-commits", "--split=no-merge"];
        pipe(&repo, &write, &commits);
    }
    assert_eq!(graph(&repo).0, 3);
    assert!(wanted == read(&repo), "a chain that lacks the branches");
    let list = repo.git_path("objects/info/commit-graphs/commit-graph-chain");
    let lines = fs::read_to_string(&list).expect("a chain");
    let mut lines: Vec<&str> = lines.lines().collect();
    lines.swap(1, 2);
    fs::write(&list, lines.join("\n") + "\n").expect("a file");
    assert!(wanted == read(&repo), "a chain in another order");
}

#[test]
fn commits_of_a_graph_that_nothing_leads_to_are_not_read() {
    let (mut repo, _) = repository(SHAPE);
    repo.git(&["commit-graph", "write", "--reachable"]);
    let tip = repo.git(&["rev-parse", "HEAD"]);
    repo.git(&["reset", "-q", "--hard", "HEAD~200"]);
    repo.git(&["reflog", "expire", "--expire=all", "--all"]);
    let short = read(&repo);
    repo.set("ROADMAP_GIT", "program");
    assert!(short == read(&repo));
    repo.git(&["reset", "-q", "--hard", tip.trim()]);
    assert_ne!(short[0], read(&repo)[0]);
}

#[test]
fn packs_of_any_kind_change_nothing() {
    let (mut repo, _) = repository(SHAPE);
    repo.git(&["commit-graph", "write", "--reachable"]);
    repo.set("ROADMAP_GIT", "program");
    let wanted = read(&repo);
    repo.set("ROADMAP_GIT", "library");
    for level in ["0", "1", "9"] {
        let level = format!("pack.compression={level}");
        repo.git(&["-c", &level, "repack", "-q", "-a", "-d", "-F"]);
        assert!(wanted == read(&repo), "{level}");
    }
    // Some commits in two packs, and some in none.
    let some = repo.git(&["rev-list", "-n", "700", "HEAD~400"]);
    let pack = repo.git_path("objects/pack/pack").display().to_string();
    pipe(&repo, &["pack-objects", "-q", &pack], &some);
    assert!(wanted == read(&repo), "in two packs");
    let large = fs::read_dir(repo.git_path("objects/pack")).expect("packs").flatten();
    let large = large.filter(|file| file.path().extension().is_some_and(|kind| kind == "pack"));
    let large = large.max_by_key(|file| file.metadata().expect("a size").len()).expect("a pack");
    let moved = repo.path().join("moved.pack");
    fs::rename(large.path(), &moved).expect("the same disk");
    let _ = fs::remove_file(large.path().with_extension("idx"));
    let _ = fs::remove_file(large.path().with_extension("rev"));
    let unpack = format!("git unpack-objects -q < '{}'", moved.display());
    assert!(repo.command(repo.path(), "sh").args(["-c", &unpack]).status().expect("sh").success());
    fs::remove_file(moved).expect("a file");
    assert!(wanted == read(&repo), "loose");
}

/// What proves something need not look like an event.
#[test]
fn commits_that_only_prove_something_are_read_from_packs_too() {
    let plan = "title = 'Plan'\nstart = 2025-07-01\n\
        [[habit]]\nid = 'read'\ntitle = 'Read'\nevery = 'day'\n\
        [[evidence]]\nid = 'solved'\nhabit = 'read'\nmessage = 'Solve'\n";
    let mut repo = TestRepo::with_plan(plan);
    repo.at("2025-07-10T12:00:00+08:00");
    for solved in 0..5 {
        repo.wait_minutes(1);
        repo.git(&["commit", "-q", "--allow-empty", "-m", &format!("Solve {solved}")]);
    }
    let loose = read(&repo);
    assert!(loose[0].contains("\"derived\": 5"), "{}", loose[0]);
    repo.git(&["gc", "-q"]);
    assert_eq!(graph(&repo).0, 1);
    assert!(loose == read(&repo));
}
