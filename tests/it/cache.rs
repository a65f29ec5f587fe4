//! The cache changes nothing but the time: whatever happens to the repository or to the file,
//! what is printed is what is printed without it.

use std::fs;
use std::path::PathBuf;
use std::thread;

use crate::support::TestRepo;

const READS: [&[&str]; 3] =
    [&["status", "--json"], &["list", "--json"], &["log", "--odd", "--json"]];

fn cache_of(repo: &TestRepo) -> PathBuf {
    repo.git_path("roadmap/cache/history")
}

fn read(repo: &TestRepo) -> Vec<String> {
    READS.iter().map(|arguments| repo.roadmap(arguments).success()).collect()
}

/// What is printed without the cache, in a copy of the repository.
fn cold(repo: &TestRepo) -> Vec<String> {
    let copy = repo.copied();
    let _ = fs::remove_dir_all(copy.git_path("roadmap/cache"));
    read(&copy)
}

fn assert_same(repo: &TestRepo, after: &str) {
    let warm = read(repo);
    assert_eq!(warm, cold(repo), "after {after}");
    assert!(cache_of(repo).is_file(), "nothing is remembered after {after}");
}

fn with_some_history() -> TestRepo {
    let mut repo = TestRepo::initialised();
    for task in ["dev-env", "python-core"] {
        repo.wait_minutes(7);
        let _ = repo.roadmap(&["done", task, "-m", "写了笔记"]);
    }
    repo.wait_minutes(7);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "typed", "-m", "Roadmap-Study: dev-env"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "odd", "-m", "Roadmap-Done:"]);
    repo
}

fn done_in_json(repo: &TestRepo) -> String {
    read(repo).remove(0)
}

#[test]
fn what_git_does_to_history_is_noticed() {
    let repo = with_some_history();
    let steps: [(&str, &[&str]); 12] = [
        ("nothing", &["status"]),
        ("a commit", &["commit", "-q", "--allow-empty", "-m", "x", "-m", "Roadmap-Done: linux"]),
        ("a branch", &["switch", "-q", "-c", "side", "HEAD~2"]),
        ("a commit there", &["commit", "-q", "--allow-empty", "-m", "Roadmap-Study: dev-env"]),
        ("going back", &["switch", "-q", "-"]),
        ("a merge", &["merge", "-q", "--no-edit", "side"]),
        ("an amended message", &["commit", "-q", "--amend", "-m", "Roadmap-Study: linux"]),
        ("a deleted branch", &["branch", "-q", "-D", "side"]),
        ("a lost commit", &["reset", "-q", "--hard", "HEAD~1"]),
        ("a detached head", &["switch", "-q", "--detach", "HEAD~1"]),
        ("going back again", &["switch", "-q", "-"]),
        ("gc", &["gc", "-q", "--prune=now"]),
    ];
    for (step, arguments) in steps {
        repo.git(arguments);
        assert_same(&repo, step);
    }
}

#[test]
fn a_forced_push_is_noticed() {
    let theirs = with_some_history();
    let mine = theirs.cloned();
    let before = done_in_json(&mine);
    theirs.git(&["reset", "-q", "--hard", "HEAD~3"]);
    theirs.git(&["commit", "-q", "--allow-empty", "-m", "Roadmap-Done: linux"]);
    mine.git(&["fetch", "-q"]);
    mine.git(&["reset", "-q", "--hard", "@{upstream}"]);
    assert_ne!(done_in_json(&mine), before);
    assert_same(&mine, "a forced push");
}

#[test]
fn a_deeper_shallow_clone_is_noticed() {
    let origin = with_some_history();
    let clone = TestRepo::empty();
    clone.git(&["init", "-q"]);
    let url = format!("file://{}", origin.path().display());
    clone.git(&["remote", "add", "origin", &url]);
    clone.git(&["fetch", "-q", "--depth=2", "origin", "HEAD"]);
    clone.git(&["reset", "-q", "--hard", "FETCH_HEAD"]);
    let shallow = done_in_json(&clone);
    assert!(shallow.contains("\"at_least\": true"), "{shallow}");
    assert_same(&clone, "a shallow clone");
    clone.git(&["fetch", "-q", "--depth=3", "origin", "HEAD"]);
    assert_same(&clone, "deepening");
    clone.git(&["fetch", "-q", "--unshallow", "origin", "HEAD"]);
    assert!(done_in_json(&clone).contains("\"at_least\": false"));
    assert_same(&clone, "fetching everything");
}

#[test]
fn work_trees_share_it() {
    let repo = with_some_history();
    assert_same(&repo, "nothing");
    let elsewhere = tempfile::tempdir().expect("a directory");
    let place = elsewhere.path().join("tree");
    repo.git(&["worktree", "add", "-q", &place.display().to_string(), "-b", "other", "HEAD~1"]);
    let there = || READS.map(|arguments| repo.roadmap_in(&place, arguments).success()).to_vec();
    assert_eq!(there(), read(&repo), "the branches of all work trees count");
    let _ = repo.roadmap_in(&place, &["done", "linux"]).success();
    assert_eq!(there(), read(&repo));
    assert_same(&repo, "a commit in another work tree");
}

#[test]
fn no_damage_to_the_file_changes_a_number() {
    let repo = with_some_history();
    let want = read(&repo);
    let file = cache_of(&repo);
    let whole = fs::read(&file).expect("a cache");
    // The unit tests of the format flip every kind of byte; here the program meets some of them.
    for step in 0..24 {
        let mut bytes = whole.clone();
        let at = step * whole.len() / 24;
        if step % 3 == 0 {
            bytes.truncate(at);
        } else {
            bytes[at] ^= 1 << (step % 8);
        }
        fs::write(&file, &bytes).expect("writable");
        assert_eq!(repo.roadmap(READS[0]).success(), want[0], "step {step}");
        assert_eq!(fs::read(&file).expect("a cache"), whole, "it was mended in step {step}");
    }
    fs::remove_dir_all(repo.git_path("roadmap/cache")).expect("deleted");
    assert_eq!(read(&repo), want, "deleted");
}

#[test]
fn where_nothing_can_be_remembered_everything_works() {
    let repo = with_some_history();
    let want = read(&repo);
    let folder = repo.git_path("roadmap/cache");
    fs::remove_dir_all(&folder).expect("deleted");
    fs::write(&folder, "in the way").expect("a file in its place");
    assert_eq!(read(&repo), want);
    assert_eq!(fs::read_to_string(&folder).expect("still there"), "in the way");
}

#[test]
fn many_at_once_read_the_same() {
    let repo = with_some_history();
    let want = read(&repo);
    fs::remove_dir_all(repo.git_path("roadmap/cache")).expect("deleted");
    thread::scope(|scope| {
        let readers: Vec<_> =
            (0..12).map(|_| scope.spawn(|| repo.roadmap(READS[0]).success())).collect();
        for reader in readers {
            assert_eq!(reader.join().expect("no panic"), want[0]);
        }
    });
    assert_same(&repo, "a crowd");
}
