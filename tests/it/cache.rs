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
    fs::remove_dir_all(repo.git_path("roadmap/cache")).expect("deleted");
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
        assert_eq!(repo.roadmap(READS[1]).success(), want[1], "step {step}");
        assert_eq!(fs::read(&file).expect("a cache"), whole, "it was mended in step {step}");
    }
    fs::remove_dir_all(repo.git_path("roadmap/cache")).expect("deleted");
    assert_eq!(read(&repo), want, "deleted");
}

/// Ways to ask where one stands, which print differently.
const WAYS: [&[&str]; 8] = [
    &["status"],
    &["status", "--json"],
    &["status", "--porcelain"],
    &["status", "--ascii"],
    &["status", "--lang", "zh"],
    &["status", "1"],
    &["status", "--at", "yesterday"],
    &["status", "--ref", "HEAD"],
];

/// Whatever was printed before, it is printed as without any cache: after the other ways, and
/// after the same one.
fn assert_status(repo: &TestRepo, after: &str) {
    let copy = repo.copied();
    for way in WAYS {
        let _ = fs::remove_dir_all(copy.git_path("roadmap/cache"));
        let cold = copy.roadmap(way).success();
        for _ in 0..2 {
            assert_eq!(repo.roadmap(way).success(), cold, "{way:?} after {after}");
        }
    }
}

#[test]
fn the_last_status_is_printed_again_without_reading_history() {
    let mut repo = with_some_history();
    let printed = repo.roadmap(&["status"]).success();
    let again = |repo: &TestRepo| {
        fs::remove_file(cache_of(repo)).expect("deleted");
        let printed = repo.roadmap(&["status"]).success();
        (printed, !cache_of(repo).exists())
    };
    assert_eq!(again(&repo), (printed.clone(), true));
    repo.roadmap(&["list"]).success();
    repo.wait_minutes(5);
    assert_eq!(again(&repo), (printed.clone(), true));
    // Another day, and a file that was damaged anywhere.
    repo.roadmap(&["list"]).success();
    let file = repo.git_path("roadmap/cache/status");
    let whole = fs::read(&file).expect("what was printed");
    for step in 0..16 {
        let mut bytes = whole.clone();
        let at = step * whole.len() / 16;
        if step % 4 == 0 {
            bytes.truncate(at);
        } else {
            bytes[at] ^= 1 << (step % 8);
        }
        fs::write(&file, &bytes).expect("writable");
        repo.roadmap(&["list"]).success();
        assert_eq!(again(&repo), (printed.clone(), false), "step {step}");
        assert_eq!(fs::read(&file).expect("what was printed"), whole, "step {step}");
    }
    repo.wait_days(1);
    assert_ne!(again(&repo).0, printed);
}

#[test]
fn whatever_decides_what_status_says_is_noticed() {
    let mut repo = with_some_history();
    assert_status(&repo, "nothing");
    repo.set("COLUMNS", "44");
    assert_status(&repo, "a narrow terminal");
    repo.set("LANG", "zh_CN.UTF-8");
    assert_status(&repo, "another language");
    let plan = fs::read_to_string(repo.path().join("roadmap.toml")).expect("the plan");
    repo.write("roadmap.toml", &plan.replacen("title = \"", "title = \"New ", 1));
    assert_status(&repo, "another plan");
    repo.roadmap(&["start", "linux"]).success();
    assert_status(&repo, "a session");
    repo.wait_minutes(17);
    assert_status(&repo, "more of it");
    repo.roadmap(&["status"]).success();
    repo.roadmap(&["stop", "--discard"]).success();
    assert_status(&repo, "a session that was dropped");
    repo.roadmap(&["hook", "install"]).success();
    repo.roadmap(&["done", "linux", "--next"]).success();
    assert_status(&repo, "a line that waits");
    repo.roadmap(&["status"]).success();
    repo.roadmap(&["hook", "drop"]).success();
    assert_status(&repo, "a line that was dropped");
    repo.git(&["commit", "-q", "--allow-empty", "-m", "x", "-m", "Roadmap-Done: linux-ops"]);
    repo.wait_days(1);
    assert_status(&repo, "a day");
    let only = "\n[history]\nauthors = [\"lin@example.org\"]\n";
    repo.write("roadmap.toml", &(plan.clone() + only));
    assert_status(&repo, "one person only");
    repo.write(".mailmap", "Other <other@example.org> <lin@example.org>\n");
    assert_status(&repo, "another name for that person");
    repo.write("roadmap.toml", &plan);
    repo.set("GIT_AUTHOR_EMAIL", "lin@work.example");
    repo.git(&["commit", "-q", "--allow-empty", "-m", "x", "-m", "Roadmap-Done: k8s-basics"]);
    fs::remove_file(repo.path().join(".mailmap")).expect("deleted");
    assert_status(&repo, "two people");
    let joined = "Lin <lin@example.org> <lin@work.example>\n";
    repo.write(".mailmap", joined);
    assert_status(&repo, "one of two people");
    fs::rename(repo.path().join(".mailmap"), repo.path().join("people")).expect("renamed");
    assert_status(&repo, "two people again");
    repo.git(&["config", "mailmap.file", "people"]);
    assert_status(&repo, "a mailmap elsewhere");
    repo.git(&["config", "--unset", "mailmap.file"]);
    let proof = "\n[[evidence]]\nid = \"tagged\"\ndone = \"docker-image\"\ntag = \"v1.*\"\n";
    repo.write("roadmap.toml", &(plan + proof));
    let before = repo.roadmap(&["status"]).success();
    repo.git(&["tag", "v1.0", "HEAD"]);
    assert_ne!(repo.roadmap(&["status"]).success(), before);
    assert_status(&repo, "a tag");
    repo.git(&["tag", "-d", "v1.0"]);
    assert_eq!(repo.roadmap(&["status"]).success(), before);
}

#[test]
fn damaged_refs_are_an_error_and_no_smaller_number() {
    let mut repo = with_some_history();
    repo.git(&["switch", "-qc", "other"]);
    repo.roadmap(&["done", "k8s-basics"]).success();
    repo.git(&["switch", "-q", "main"]);
    repo.git(&["pack-refs", "--all"]);
    let printed = repo.roadmap(&["status"]).success();
    let prompt = repo.roadmap(&["prompt"]).success();
    let file = repo.git_path("packed-refs");
    let whole = fs::read_to_string(&file).expect("refs");
    for damaged in [format!("{whole}garbage\n"), format!("garbage\n{whole}")] {
        fs::write(&file, damaged).expect("writable");
        for _ in 0..2 {
            let refused = repo.roadmap(&["status"]);
            assert_eq!(refused.code, 3, "{}", refused.transcript());
            assert!(refused.err.contains("could not list the branches"), "{}", refused.err);
            assert_eq!(repo.roadmap(&["prompt"]).success(), prompt);
        }
    }
    fs::write(&file, whole).expect("writable");
    assert_eq!(repo.roadmap(&["status"]).success(), printed);
    repo.wait_days(1);
    assert_status(&repo, "another day");
}

#[test]
fn a_work_tree_of_a_clone_that_becomes_shallow_is_noticed() {
    let origin = with_some_history();
    let clone = TestRepo::empty();
    clone.git(&["init", "-q"]);
    let url = format!("file://{}", origin.path().display());
    clone.git(&["remote", "add", "origin", &url]);
    clone.git(&["fetch", "-q", "origin", "HEAD"]);
    clone.git(&["reset", "-q", "--hard", "FETCH_HEAD"]);
    let elsewhere = tempfile::tempdir().expect("a directory");
    let place = elsewhere.path().join("tree");
    clone.git(&["worktree", "add", "-q", &place.display().to_string(), "-b", "other"]);
    let status = || clone.roadmap_in(&place, &["status", "--json"]).success();
    assert!(status().contains("\"at_least\": false"));
    clone.git(&["fetch", "-q", "--depth=1", "origin", "HEAD"]);
    assert!(status().contains("\"at_least\": true"));
}

#[test]
fn the_day_that_is_kept_is_the_readers_own() {
    let mut repo = TestRepo::initialised();
    repo.at("2025-07-16T20:00:00+14:00");
    repo.roadmap(&["done", "dev-env"]).success();
    repo.at("2025-07-17T00:20:00+14:00");
    repo.roadmap(&["done", "fastapi-core"]).success();
    for now in
        ["2025-07-15T23:30:00-11:00", "2025-07-16T10:35:00+00:00", "2025-07-17T10:35:00+00:00"]
    {
        repo.at(now);
        assert_status(&repo, now);
    }
}

#[test]
#[cfg(unix)]
fn nothing_is_written_where_a_link_leads_to() {
    let repo = with_some_history();
    let plan = fs::read(repo.path().join("roadmap.toml")).expect("a plan");
    repo.roadmap(&["status"]).success();
    for name in ["status", "glance"] {
        let file = repo.git_path(&format!("roadmap/cache/{name}"));
        fs::remove_file(&file).expect("deleted");
        std::os::unix::fs::symlink(repo.path().join("roadmap.toml"), &file).expect("a link");
        repo.roadmap(&["list"]).success();
        repo.roadmap(&["status"]).success();
        assert!(!file.is_symlink(), "{name}");
    }
    assert_eq!(fs::read(repo.path().join("roadmap.toml")).expect("a plan"), plan);
    let file = repo.git_path("roadmap/cache/status");
    fs::remove_file(&file).expect("deleted");
    std::os::unix::fs::symlink("/dev/zero", &file).expect("a link");
    repo.roadmap(&["status"]).success();
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
