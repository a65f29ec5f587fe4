//! The two ways to git, libgit2 and the `git` program, do the same in every kind of repository.

use std::fs;

use crate::support::TestRepo;

const PLAN: &str = include_str!("../../roadmap.toml");

/// A kind of repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Packed,
    Sha256,
    Reftable,
    PartialClone,
    LinkedWorktree,
    Alternates,
    Submodule,
    Sparse,
    Signing,
}

/// The kinds that libgit2 opens; the others need the program.
const BOTH: [Kind; 7] = [
    Kind::Plain,
    Kind::Packed,
    Kind::LinkedWorktree,
    Kind::Alternates,
    Kind::Submodule,
    Kind::Sparse,
    Kind::Signing,
];
const PROGRAM_ONLY: [Kind; 3] = [Kind::Sha256, Kind::Reftable, Kind::PartialClone];

/// A repository of a kind, with the built-in plan, and the way to git in its environment;
/// `None` where the git of this machine cannot make one.
fn repository(kind: Kind, through: &str) -> Option<TestRepo> {
    let mut repo = TestRepo::empty();
    repo.set("ROADMAP_GIT", through);
    let init: &[&str] = match kind {
        Kind::Sha256 => &["init", "-q", "--object-format=sha256"],
        Kind::Reftable => &["init", "-q", "--ref-format=reftable"],
        _ => &["init", "-q"],
    };
    if repo.try_git(init).code != 0 {
        return None;
    }
    repo.write("roadmap.toml", PLAN);
    repo.git(&["add", "roadmap.toml"]);
    repo.git(&["commit", "-qm", "Add roadmap.toml"]);
    match kind {
        Kind::Plain | Kind::Sha256 | Kind::Reftable => {}
        Kind::Packed => {
            repo.git(&["pack-refs", "--all"]);
            repo.git(&["gc", "-q"]);
        }
        Kind::PartialClone => {
            repo.git(&["config", "core.repositoryFormatVersion", "1"]);
            repo.git(&["config", "extensions.partialClone", "origin"]);
        }
        Kind::LinkedWorktree => {
            repo.git(&["worktree", "add", "-q", "../linked", "-b", "linked"]);
            repo.enter("../linked");
        }
        Kind::Alternates => {
            repo.git(&["clone", "-q", "--shared", ".", "../shared"]);
            repo.enter("../shared");
        }
        Kind::Submodule => {
            repo.git(&["init", "-q", "../outer"]);
            let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add"];
            let inner = repo.path().display().to_string();
            repo.enter("../outer");
            repo.git(&[&add[..], &[inner.as_str(), "inner"]].concat());
            repo.enter("inner");
        }
        Kind::Sparse => {
            repo.git(&["sparse-checkout", "set", "--sparse-index", "docs"]);
        }
        Kind::Signing => {
            if !crate::identity::sign_with_ssh(&repo) {
                return None;
            }
        }
    }
    Some(repo)
}

/// Records with every verb and returns what has to be the same through both ways.
fn session(repo: &mut TestRepo, kind: Kind) -> Vec<String> {
    let index = |repo: &TestRepo| fs::read(repo.git_path("index")).unwrap();
    repo.write("untracked", "x");
    let state = (index(repo), repo.git(&["status", "--porcelain=v2"]));
    let commands: [&[&str]; 8] = [
        &["done", "dev-env", "fastapi-core", "-m", "两个 \"一起\""],
        &["done", "leetcode", "-x", "2"],
        &["study", "postgres", "--took", "45m"],
        &["undo"],
        &["done", "skill-map", "--day", "yesterday"],
        &["reopen", "skill-map"],
        &["skip", "minikube"],
        &["undo", "fastapi-core"],
    ];
    for command in commands {
        repo.wait_minutes(1);
        let ran = repo.roadmap(command);
        assert_eq!(ran.code, 0, "{kind:?} {command:?}\n{}", ran.transcript());
    }
    assert!((index(repo), repo.git(&["status", "--porcelain=v2"])) == state, "{kind:?}");
    repo.git(&["fsck", "--strict"]);
    let reads =
        [&["status", "--json"][..], &["log", "--json"], &["status", "--json", "--ref", "HEAD"]];
    let mut said: Vec<String> = reads.iter().map(|read| repo.roadmap(read).success()).collect();
    said.push(repo.git(&["log", "--format=%T %an %ae %ad %cn %ce %cd%n%B", "--date=raw"]));
    said.push(repo.git(&["reflog", "--format=%gs"]));
    said
}

#[test]
fn both_ways_do_the_same_in_every_repository_that_both_can_open() {
    for kind in BOTH {
        let Some(mut library) = repository(kind, "library") else { continue };
        let Some(mut program) = repository(kind, "program") else { continue };
        let by_library = session(&mut library, kind);
        let by_program = session(&mut program, kind);
        if kind == Kind::Signing {
            // No two signatures are alike, and ids follow from the parent commit.
            assert!(by_library[0] == by_program[0], "{kind:?}: not the same numbers");
            for repo in [&library, &program] {
                repo.git(&["verify-commit", "HEAD", "HEAD~1", "HEAD~7"]);
            }
            continue;
        }
        for (left, right) in by_library.iter().zip(&by_program) {
            assert!(left == right, "{kind:?}: not the same\n{left}\n{right}");
        }
    }
}

#[test]
fn the_program_takes_over_where_the_library_cannot_open() {
    let mut seen = 0;
    let mut plain = repository(Kind::Plain, "either").unwrap();
    let want = session(&mut plain, Kind::Plain);
    for kind in PROGRAM_ONLY {
        let Some(mut repo) = repository(kind, "either") else { continue };
        seen += 1;
        let said = session(&mut repo, kind);
        if kind == Kind::PartialClone {
            assert_eq!(said, want, "{kind:?}");
        }
        let numbers = |said: &[String]| {
            serde_json::from_str::<serde_json::Value>(&said[0]).unwrap()["data"]["total"].clone()
        };
        assert_eq!(numbers(&said), numbers(&want), "{kind:?}");
        repo.set("ROADMAP_GIT", "library");
        let refused = repo.roadmap(&["status"]);
        assert_eq!(refused.code, 3, "{kind:?} would not have needed the program");
        assert!(refused.err.contains("cannot be opened"), "{}", refused.err);
    }
    assert!(seen > 0, "this git can make none of {PROGRAM_ONLY:?}");
}

#[test]
fn both_ways_refuse_the_same_places() {
    for through in ["library", "program"] {
        let mut repo = TestRepo::empty();
        repo.set("ROADMAP_GIT", through);
        repo.write("roadmap.toml", PLAN);
        let ran = repo.roadmap(&["status"]);
        assert!(ran.err.contains("is not inside a git repository"), "{through}: {}", ran.err);
        let repo = repository(Kind::Plain, through).unwrap();
        let wrong = ["nowhere", "HEAD~1", "HEAD^", "@", ":/Add", "-x", "main..main", "", "ma*"];
        for name in wrong {
            let ran = repo.roadmap(&["status", &format!("--ref={name}")]);
            assert_eq!(ran.code, 1, "{through} {name}\n{}", ran.transcript());
        }
        repo.git(&["switch", "-q", "--detach"]);
        let ran = repo.roadmap(&["done", "dev-env"]);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("detached HEAD"), "{through}: {}", ran.err);
    }
}

#[test]
fn both_ways_know_where_a_shallow_history_ends() {
    for through in ["library", "program"] {
        let mut repo = repository(Kind::Plain, through).unwrap();
        for task in ["dev-env", "fastapi-core", "skill-map"] {
            repo.wait_minutes(1);
            repo.roadmap(&["done", task]).success();
        }
        let url = format!("file://{}", repo.path().display());
        repo.git(&["clone", "-q", "--depth", "2", &url, "../shallow"]);
        repo.enter("../shallow");
        let status = repo.roadmap(&["status", "--json"]).success();
        let status: serde_json::Value = serde_json::from_str(&status).unwrap();
        assert_eq!(status["data"]["footnotes"]["at_least"], true, "{through}");
        assert_eq!(status["data"]["total"]["tasks"]["done"], 2, "{through}");
    }
}

#[test]
fn both_ways_lose_nothing_to_writers_at_once() {
    for through in ["library", "program"] {
        let repo = repository(Kind::Plain, through).unwrap();
        crate::ledger::write_at_once(&repo, 64);
    }
    for kind in [Kind::Sha256, Kind::Reftable] {
        if let Some(repo) = repository(kind, "either") {
            crate::ledger::write_at_once(&repo, 16);
        }
    }
}

#[test]
fn what_the_reflog_keeps_comes_back_in_every_repository() {
    for kind in BOTH.into_iter().chain(PROGRAM_ONLY) {
        let Some(mut repo) = repository(kind, "either") else { continue };
        for task in ["dev-env", "fastapi-core"] {
            repo.wait_minutes(1);
            repo.roadmap(&["done", task]).success();
        }
        let before = repo.roadmap(&["status", "--json"]).success();
        repo.roadmap(&["doctor"]).success();
        repo.git(&["reset", "-q", "--hard", "HEAD~2"]);
        let ran = repo.roadmap(&["doctor"]);
        assert_eq!(ran.code, 1, "{kind:?}\n{}", ran.transcript());
        assert!(ran.out.contains("2 events are only in the reflog"), "{kind:?}\n{}", ran.out);
        repo.wait_minutes(1);
        repo.roadmap(&["doctor", "--rescue"]).success();
        assert_eq!(repo.roadmap(&["status", "--json"]).success(), before, "{kind:?}");
        assert_eq!(repo.roadmap(&["doctor"]).code, 0, "{kind:?}");
        repo.git(&["fsck", "--strict"]);
    }
}
