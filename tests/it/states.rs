//! Every state that a repository can be in: either the event is recorded and everything else is
//! as it was to the byte, or there is a clear refusal and nothing changed at all.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::support::TestRepo;

const PLAN: &str = include_str!("../../roadmap.toml");

/// A user who is nobody, for what root may do and others may not.
const NOBODY: u32 = 65_534;

/// What becomes of `roadmap done` in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Recorded,
    /// With this exit code, and these words in the message.
    Refused(i32, &'static str),
}

use Outcome::{Recorded, Refused};

/// A name, how to get there from a repository with two commits, and what then becomes of `done`.
type State = (&'static str, fn(&mut TestRepo), Outcome);

const STATES: &[State] = &[
    ("clean", |_| {}, Recorded),
    ("staged", staged, Recorded),
    ("dirty", dirty, Recorded),
    ("stashed", stashed, Recorded),
    ("unborn", |repo| drop(repo.git(&["switch", "-q", "--orphan", "fresh"])), Recorded),
    ("detached", |repo| drop(repo.git(&["switch", "-q", "--detach"])), Refused(1, "detached HEAD")),
    ("mid-merge", |repo| conflict(repo, &["merge", "side"]), Recorded),
    ("mid-cherry-pick", |repo| conflict(repo, &["cherry-pick", "side"]), Recorded),
    ("mid-revert", mid_revert, Recorded),
    ("mid-rebase", |repo| conflict(repo, &["rebase", "side"]), Refused(1, "rebase")),
    (
        "mid-rebase by patches",
        |repo| conflict(repo, &["rebase", "--apply", "side"]),
        Refused(1, "rebase"),
    ),
    ("mid-am", mid_am, Refused(1, "git am")),
    ("mid-bisect", mid_bisect, Refused(1, "bisect")),
    ("linked worktree", linked_worktree, Recorded),
    ("submodule", submodule, Recorded),
    ("bare", bare, Recorded),
    ("shallow", shallow, Recorded),
    ("sparse", sparse, Recorded),
    ("alternates", alternates, Recorded),
    ("names that differ in case", case_clash, Recorded),
    ("an index that is locked", |repo| repo.write(".git/index.lock", ""), Recorded),
    ("no index", |repo| fs::remove_file(repo.git_path("index")).unwrap(), Recorded),
];

fn staged(repo: &mut TestRepo) {
    repo.write("new", "x");
    repo.git(&["add", "new"]);
}

fn dirty(repo: &mut TestRepo) {
    staged(repo);
    repo.write("file", "changed");
    repo.write("untracked", "x");
}

fn stashed(repo: &mut TestRepo) {
    dirty(repo);
    repo.git(&["stash", "-q"]);
}

/// Makes `side` and `main` change the same line, and runs a command that stops at it.
fn conflict(repo: &mut TestRepo, command: &[&str]) {
    repo.git(&["switch", "-qc", "side"]);
    repo.write("file", "side");
    repo.git(&["commit", "-qam", "Side"]);
    repo.git(&["switch", "-q", "main"]);
    repo.write("file", "main");
    repo.git(&["commit", "-qam", "Main"]);
    assert_ne!(repo.try_git(command).code, 0, "a conflict was wanted");
}

fn mid_revert(repo: &mut TestRepo) {
    repo.write("file", "second");
    repo.git(&["commit", "-qam", "Second"]);
    repo.write("file", "third");
    repo.git(&["commit", "-qam", "Third"]);
    assert_ne!(repo.try_git(&["revert", "--no-edit", "HEAD~1"]).code, 0);
}

fn mid_am(repo: &mut TestRepo) {
    repo.write("file", "patched");
    repo.git(&["commit", "-qam", "Patch"]);
    let patch = repo.git(&["format-patch", "-1", "--stdout"]);
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    repo.write("file", "other");
    repo.git(&["commit", "-qam", "Other"]);
    fs::write(repo.home().join("patch"), patch).unwrap();
    assert_ne!(repo.try_git(&["am", "-q", "../home/patch"]).code, 0);
}

fn mid_bisect(repo: &mut TestRepo) {
    for text in ["1", "2", "3"] {
        repo.write("file", text);
        repo.git(&["commit", "-qam", text]);
    }
    repo.git(&["bisect", "start", "-q", "HEAD", "HEAD~3"]);
}

fn linked_worktree(repo: &mut TestRepo) {
    repo.git(&["worktree", "add", "-q", "../linked", "-b", "linked"]);
    repo.enter("../linked");
}

fn submodule(repo: &mut TestRepo) {
    let inner = repo.path().display().to_string();
    repo.git(&["init", "-q", "../outer"]);
    repo.enter("../outer");
    repo.git(&["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &inner, "in"]);
    repo.enter("in");
}

fn bare(repo: &mut TestRepo) {
    repo.git(&["clone", "-q", "--bare", ".", "../bare.git"]);
    repo.enter("../bare.git");
}

fn shallow(repo: &mut TestRepo) {
    let url = format!("file://{}", repo.path().display());
    repo.git(&["clone", "-q", "--depth", "1", &url, "../shallow"]);
    repo.enter("../shallow");
}

fn sparse(repo: &mut TestRepo) {
    fs::create_dir(repo.path().join("deep")).unwrap();
    repo.write("deep/file", "x");
    repo.git(&["add", "."]);
    repo.git(&["commit", "-qm", "Deep"]);
    repo.git(&["sparse-checkout", "set", "--sparse-index", "nothing"]);
}

fn alternates(repo: &mut TestRepo) {
    repo.git(&["clone", "-q", "--shared", ".", "../shared"]);
    repo.enter("../shared");
}

fn case_clash(repo: &mut TestRepo) {
    repo.write("File", "upper");
    repo.git(&["add", "File"]);
    repo.git(&["commit", "-qm", "Upper"]);
    repo.git(&["config", "core.ignoreCase", "true"]);
    repo.git(&["branch", "-q", "side"]);
    repo.git(&["pack-refs", "--all"]);
}

/// A repository with two commits, the plan and a file.
fn repository(through: &str) -> TestRepo {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.set("ROADMAP_GIT", through);
    repo.write("file", "first");
    repo.git(&["add", "file"]);
    repo.git(&["commit", "-qm", "File"]);
    repo
}

/// Every file below a directory with its content, named as seen from `top`; but nothing below
/// the directories whose names are `left_out`.
fn files(directory: &Path, top: &Path, left_out: &[&str], found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(top).unwrap_or(&path).display().to_string();
        if left_out.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() && !path.is_symlink() {
            files(&path, top, left_out, found);
        } else {
            found.insert(name, fs::read(&path).unwrap_or_default());
        }
    }
}

/// All that a record must not touch: the work tree, and of the repository everything but
/// objects, refs and their logs (the index, `*_HEAD`, the state of an operation, configuration).
fn untouchable(repo: &TestRepo) -> BTreeMap<String, Vec<u8>> {
    const RECORD: [&str; 5] = ["objects", "refs", "logs", "packed-refs", "roadmap/cache"];
    let mut found = BTreeMap::new();
    let git_dir = repo.git_path(".");
    files(&git_dir, &git_dir, &RECORD, &mut found);
    files(repo.path(), repo.path(), &[&[".git"], &RECORD[..]].concat(), &mut found);
    found
}

fn refs(repo: &TestRepo) -> String {
    repo.git(&["for-each-ref", "--format=%(refname) %(objectname)"])
}

fn check(name: &str, repo: &TestRepo, outcome: Outcome) {
    // `git status` may refresh the index, so it is asked before the bytes are taken.
    let status = || repo.try_git(&["status", "--porcelain=v2"]).out;
    let stated = status();
    let before = (untouchable(repo), refs(repo));
    assert!(before.0.len() > 4, "{name}: nothing to compare");
    let ran = repo.roadmap(&["done", "dev-env", "-m", "state"]);
    let after = (untouchable(repo), refs(repo));
    let changed: Vec<&String> = before
        .0
        .keys()
        .chain(after.0.keys())
        .filter(|file| before.0.get(*file) != after.0.get(*file))
        .collect();
    assert!(changed.is_empty(), "{name}: {changed:?} changed\n{}", ran.transcript());
    assert_eq!(status(), stated, "{name}");
    match outcome {
        Recorded => {
            assert_eq!(ran.code, 0, "{name}\n{}", ran.transcript());
            assert_ne!(before.1, after.1, "{name}");
            let log = repo.roadmap(&["log", "--json"]).success();
            assert_eq!(log.matches("\"why\": \"state\"").count(), 1, "{name}: {log}");
        }
        Refused(code, words) => {
            assert_eq!(ran.code, code, "{name}\n{}", ran.transcript());
            assert!(ran.err.contains(words) && ran.err.contains("hint:"), "{name}: {}", ran.err);
            assert_eq!(before.1, after.1, "{name}");
        }
    }
}

#[test]
fn in_every_state_it_is_recorded_or_refused_and_nothing_else_changes() {
    for through in ["library", "program"] {
        for (name, make, outcome) in STATES {
            let mut repo = repository(through);
            make(&mut repo);
            if *name == "unborn" {
                repo.write("roadmap.toml", PLAN);
            }
            check(&format!("{name} ({through})"), &repo, *outcome);
            if *name != "an index that is locked" {
                repo.git(&["fsck", "--strict", "--no-dangling"]);
            }
        }
    }
}

/// Runs `roadmap done` as nobody, and returns its exit code and what it said. The program is taken to
/// where nobody can reach it: root's own folder, in which it may have been built, is closed.
fn as_nobody(repo: &TestRepo) -> (i32, String) {
    let open = tempfile::tempdir().unwrap();
    fs::set_permissions(open.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let (built, program) = (env!("CARGO_BIN_EXE_roadmap"), open.path().join("roadmap"));
    fs::hard_link(built, &program).or_else(|_| fs::copy(built, &program).map(drop)).unwrap();
    let mut command: Command = repo.command(repo.path(), program.to_str().unwrap());
    command.args(["done", "dev-env"]);
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    let output = command.output().unwrap();
    (output.status.code().unwrap_or(-1), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Whether the tests run as root.
fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().expect("id");
    output.stdout.trim_ascii() == b"0"
}

/// Does something to everything below a directory, from the inside out.
fn everywhere(path: &Path, change: &dyn Fn(&Path)) {
    if path.is_dir() && !path.is_symlink() {
        for entry in fs::read_dir(path).unwrap() {
            everywhere(&entry.unwrap().path(), change);
        }
    }
    change(path);
}

#[test]
fn a_repository_that_cannot_be_written_is_left_alone() {
    for through in ["library", "program"] {
        let repo = repository(through);
        let root = repo.path().parent().unwrap();
        if is_root() {
            everywhere(root, &|path| {
                std::os::unix::fs::lchown(path, Some(NOBODY), Some(NOBODY)).unwrap();
            });
        }
        let set = |mode: fn(u32) -> u32| {
            everywhere(&repo.path().join(".git"), &|path| {
                let old = fs::metadata(path).unwrap().permissions().mode();
                fs::set_permissions(path, fs::Permissions::from_mode(mode(old))).unwrap();
            });
        };
        set(|mode| mode & !0o222);
        let everything = || {
            let mut found = BTreeMap::new();
            files(root, repo.path(), &[], &mut found);
            found
        };
        let before = everything();
        let (code, said) = as_nobody(&repo);
        let after = everything();
        set(|mode| mode | 0o200);
        assert_eq!(code, 3, "{through}: {said}");
        assert!(said.starts_with("error: "), "{through}: {said}");
        let says_why =
            said.contains("Permission denied") || said.contains("insufficient permission");
        assert!(says_why, "{through}: {said}");
        assert!(before == after, "{through}: something changed");
    }
}

#[test]
fn somebody_elses_repository_is_not_touched() {
    let repo = repository("either");
    if !is_root() {
        eprintln!("skipped: only root can make another user's repository");
        return;
    }
    let root = repo.path().parent().unwrap();
    fs::set_permissions(root, fs::Permissions::from_mode(0o755)).unwrap();
    let before = (untouchable(&repo), refs(&repo));
    let (code, said) = as_nobody(&repo);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("another user"), "{said}");
    assert!((untouchable(&repo), refs(&repo)) == before);
}
