//! A small `FastAPI` project on the user's plan: red, refused, green, recorded, audited.
//!
//! Neither pytest nor fastapi is on every machine that runs these tests, so `pytest` is a
//! stand-in of ours on PATH: it passes when `app/main.py` injects a dependency. What roadmap sees
//! of it (a program found on PATH, output, an exit code) is the same.

use std::fs;

use super::{apart, data, left_behind, program};
use crate::support::TestRepo;

const RED: &str = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get(\"/items\")\n\
                   def items(q: str = \"\"):\n    return {\"q\": q}\n";

const GREEN: &str = "from fastapi import Depends, FastAPI\n\napp = FastAPI()\n\n\n\
                     def query(q: str = \"\"):\n    return q\n\n\n@app.get(\"/items\")\n\
                     def items(q: str = Depends(query)):\n    return {\"q\": q}\n";

const TEST: &str = "from fastapi.testclient import TestClient\n\nfrom app.main import app\n\n\n\
                    def test_the_query_is_injected():\n    client = TestClient(app)\n    \
                    assert client.get(\"/items?q=x\").json() == {\"q\": \"x\"}\n    \
                    assert app.routes[-1].dependant.dependencies\n";

const PYTEST: &str = "#!/bin/sh\necho run >> \"$HOME/runs\"\n\
    if grep -q 'Depends(' app/main.py; then echo '1 passed in 0.01s'; exit 0; fi\n\
    echo 'E   assert []'; echo 'FAILED tests/test_main.py::test_the_query_is_injected'\n\
    echo '1 failed in 0.01s'; exit 1\n";

/// The user's plan with a `FastAPI` project that is red.
fn project() -> TestRepo {
    let mut repo = TestRepo::initialised();
    apart(&mut repo);
    let tools = repo.home().join("tools");
    fs::create_dir(&tools).expect("a directory");
    program(&tools.join("pytest"), PYTEST);
    let path = std::env::var("PATH").unwrap_or_default();
    repo.set("PATH", &format!("{}:{path}", tools.display()));
    for folder in ["app", "tests"] {
        fs::create_dir(repo.path().join(folder)).expect("a directory");
    }
    repo.write("app/__init__.py", "");
    repo.write("app/main.py", RED);
    repo.write("tests/test_main.py", TEST);
    repo.roadmap(&["set", "fastapi-di", "verify", "pytest -q"]).success();
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "A small API"]);
    repo
}

fn runs(repo: &TestRepo) -> usize {
    fs::read_to_string(repo.home().join("runs")).unwrap_or_default().lines().count()
}

fn head(repo: &TestRepo) -> String {
    repo.git(&["rev-parse", "HEAD"]).trim().to_owned()
}

/// What `audit` finds, by event, newest first, and how it exits.
fn audit(repo: &TestRepo, more: &[&str]) -> (i32, Vec<String>) {
    let ran = repo.roadmap(&[&["audit", "--json"], more].concat());
    let receipts = data(&ran)["receipts"].clone();
    let finding = |row: &serde_json::Value| row["finding"].as_str().expect("a finding").to_owned();
    (ran.code, receipts.as_array().expect("rows").iter().map(finding).collect())
}

#[test]
fn a_task_goes_red_is_refused_goes_green_is_recorded_and_the_audit_agrees() {
    let repo = project();
    let before = head(&repo);
    let asked = repo.roadmap(&["done", "fastapi-di"]);
    assert_eq!((asked.code, runs(&repo)), (1, 0), "{}", asked.transcript());
    assert!(asked.err.contains("not approved") && asked.err.contains("roadmap trust"));
    let shown = repo.roadmap(&["trust", "--yes"]);
    assert!(shown.err.contains("$ pytest -q") && runs(&repo) == 0, "{}", shown.transcript());

    let red = repo.roadmap(&["done", "fastapi-di"]);
    assert_eq!((red.code, runs(&repo)), (1, 1), "{}", red.transcript());
    for said in ["is not recorded", "exit code 1", "1 failed in 0.01s", "--no-verify"] {
        assert!(red.err.contains(said), "{said}: {}", red.transcript());
    }
    assert_eq!(head(&repo), before);

    // Green, with work that is not committed, of which a part is staged.
    repo.write("app/main.py", GREEN);
    repo.write("notes.txt", "untracked");
    repo.write("tests/staged.py", "");
    repo.git(&["add", "tests/staged.py"]);
    let index = fs::read(repo.git_path("index")).expect("an index");
    let status = repo.git(&["status", "--porcelain"]);
    repo.roadmap(&["done", "fastapi-di"]).success();
    assert_eq!(fs::read(repo.git_path("index")).expect("an index"), index);
    assert_eq!(repo.git(&["status", "--porcelain"]), status);
    let message = repo.git(&["log", "-1", "--format=%B"]);
    let receipt = message.split("check=").nth(1).expect("a receipt");
    let tree = receipt.split("tree:").nth(1).expect("a tree").split(',').next().expect("a tree");
    assert!(receipt.starts_with("pass,tree:") && receipt.contains(",dirty,cmd:"), "{message}");
    // What was not committed did not get into the repository.
    assert_ne!(repo.try_git(&["cat-file", "-e", tree]).code, 0);
    assert_eq!(audit(&repo, &[]), (1, vec!["no-tree".to_owned()]));

    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "Inject the query"]);
    assert_eq!(repo.git(&["rev-parse", "HEAD^{tree}"]).trim(), tree);
    let index = fs::read(repo.git_path("index")).expect("an index");
    let before = runs(&repo);
    assert_eq!(audit(&repo, &[]), (0, vec!["agrees".to_owned()]));
    assert_eq!(runs(&repo), before + 1);
    assert_eq!(fs::read(repo.git_path("index")).expect("an index"), index);
    assert_eq!(repo.git(&["worktree", "list"]).lines().count(), 1);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    assert_eq!(left_behind(&repo), 0);
}

#[test]
fn a_clean_work_tree_is_named_by_the_tree_of_its_commit() {
    let repo = project();
    repo.write("app/main.py", GREEN);
    repo.git(&["commit", "-qam", "Inject the query"]);
    repo.roadmap(&["trust", "--yes"]).success();
    repo.roadmap(&["done", "fastapi-di"]).success();
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]).trim().to_owned();
    let message = repo.git(&["log", "-1", "--format=%B"]);
    assert!(message.contains(&format!("check=pass,tree:{tree},cmd:")), "{message}");
    assert_eq!(audit(&repo, &[]).0, 0);
    // A rebase onto other work keeps the receipt, and says that the tree is another.
    repo.git(&["branch", "-m", "work"]);
    repo.git(&["checkout", "-q", "-b", "other", "work~2"]);
    repo.write("other.txt", "x");
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "Other work"]);
    repo.git(&["rebase", "-q", "--empty=keep", "other", "work"]);
    repo.git(&["branch", "-qD", "other"]);
    assert_eq!(audit(&repo, &[]), (0, vec!["other-tree".to_owned()]));
}

/// Records a completion by hand, with a receipt that nothing stands behind.
fn plant(repo: &TestRepo, id: &str, check: &str) {
    let line = format!("Roadmap-Done: fastapi-di day=2025-07-14 check={check} id={id}");
    repo.git(&["commit", "-q", "--allow-empty", "-m", &format!("Done\n\n{line}")]);
}

/// The short digest of a command that always passes, and is approved for another task.
fn approved_for_another(repo: &TestRepo) -> String {
    repo.roadmap(&["set", "dev-env", "verify", "true"]).success();
    repo.roadmap(&["trust", "--yes"]).success();
    let listed = data(&repo.roadmap(&["trust", "--list", "--json"]));
    let commands = listed["commands"].as_array().expect("commands");
    let easy = commands.iter().find(|row| row["task"] == "dev-env").expect("a command");
    easy["digest"].as_str().expect("a digest")[..32].to_owned()
}

#[test]
fn planted_lies_are_all_reported() {
    let repo = project();
    repo.roadmap(&["trust", "--yes"]).success();
    let red = repo.git(&["rev-parse", "HEAD^{tree}"]).trim().to_owned();
    repo.write("app/main.py", GREEN);
    repo.git(&["commit", "-qam", "Inject the query"]);
    repo.roadmap(&["done", "fastapi-di"]).success();
    let green = repo.git(&["rev-parse", "HEAD^{tree}"]).trim().to_owned();
    let message = repo.git(&["log", "-1", "--format=%B"]);
    let command = message.split("cmd:").nth(1).expect("a digest")[..32].to_owned();
    // The command was another, which also nobody has approved.
    plant(&repo, "edited", &format!("pass,tree:{green},cmd:{},ms:1", "0".repeat(32)));
    // Another command was run, which is approved, and which no plan has for this task.
    let easy = approved_for_another(&repo);
    plant(&repo, "swapped", &format!("pass,tree:{green},cmd:{easy},ms:1"));
    repo.git(&["checkout", "-q", "roadmap.toml"]);
    // The tests were red all the time.
    repo.write("app/main.py", RED);
    repo.git(&["commit", "-qam", "Break it"]);
    plant(&repo, "failing", &format!("pass,tree:{red},cmd:{command},ms:1"));
    // The tree is one that passes, and not that of the commit.
    plant(&repo, "wrong", &format!("pass,tree:{green},cmd:{command},ms:1"));
    plant(&repo, "nowhere", &format!("pass,tree:{},dirty,cmd:{command}", "12".repeat(20)));
    plant(&repo, "unread", "pass,tree:HEAD,cmd:x");

    let ran = repo.roadmap(&["audit", "--json"]);
    let data = data(&ran);
    let mut found: Vec<(String, String)> = data["receipts"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| {
            let text = |key: &str| row[key].as_str().expect("a text").to_owned();
            let event = if text("event").len() == 12 { "true".to_owned() } else { text("event") };
            (event, text("finding"))
        })
        .collect();
    found.sort();
    let want = [
        ("edited", "edited-command"),
        ("failing", "failing"),
        ("nowhere", "no-tree"),
        ("swapped", "edited-command"),
        ("true", "agrees"),
        ("wrong", "wrong-tree"),
    ];
    assert_eq!(found, want.map(|(event, finding)| (event.to_owned(), finding.to_owned())));
    assert_eq!(ran.code, 1);
    let counts = ["agree", "disagree", "cannot_run", "unverified"].map(|key| data[key].as_u64());
    assert_eq!(counts, [Some(1), Some(4), Some(1), Some(1)]);
    let said = repo.roadmap(&["audit"]);
    for text in ["edited command", "wrong tree", "fails on this tree", "1 failed in 0.01s"] {
        assert!(said.out.contains(text), "{text}: {}", said.transcript());
    }
    assert_eq!(left_behind(&repo), 0);

    assert_eq!(audit(&repo, &["--sample", "2"]).1.len(), 2);
    assert_eq!(audit(&repo, &["--since", "2025-07-15"]), (0, vec![]));
    assert_eq!(audit(&repo, &["--task", "fastapi-core"]), (0, vec![]));
    // What is not approved any more is not run.
    repo.roadmap(&["trust", "--revoke"]).success();
    let before = runs(&repo);
    assert!(audit(&repo, &[]).1.contains(&"not-approved".to_owned()));
    assert_eq!(runs(&repo), before);
}

#[test]
fn finished_tasks_say_what_they_rest_on() {
    let mut repo = project();
    repo.write("app/main.py", GREEN);
    repo.git(&["commit", "-qam", "Inject the query"]);
    repo.roadmap(&["trust", "--yes"]).success();
    repo.roadmap(&["set", "fastapi-core", "verify", "pytest -q tests/none"]).success();
    repo.roadmap(&["done", "fastapi-di"]).success();
    let left = repo.roadmap(&["done", "fastapi-core", "--no-verify"]);
    assert!(left.out.contains("not verified"), "{}", left.transcript());
    repo.roadmap(&["done", "dev-env"]).success();
    let cases = [
        ("fastapi-di", "verified", "verified", "已验证"),
        ("fastapi-core", "unverified", "not verified", "未验证"),
        ("dev-env", "self-declared", "self-declared", "自行确认"),
    ];
    for (task, proof, english, _) in cases {
        let shown = repo.roadmap(&["show", task, "--json"]);
        assert_eq!(data(&shown)["proof"], proof, "{task}");
        let shown = repo.roadmap(&["show", task]).success();
        assert!(shown.contains(&format!("2025-07-14 · {english}")), "{shown}");
    }
    let report = repo.roadmap(&["report", "--all"]);
    let report = if report.code == 0 { report } else { repo.roadmap(&["report"]) };
    let forms = [report.out, repo.roadmap(&["report", "--md"]).out];
    for (_, _, english, _) in cases {
        assert!(forms.iter().all(|form| form.contains(english)), "{english}: {forms:?}");
    }
    repo.set("ROADMAP_LANG", "zh");
    repo.roadmap(&["report", "--html", "--out", "index.html"]);
    let page = fs::read_to_string(repo.path().join("index.html")).unwrap_or_default();
    let page = if page.is_empty() { repo.roadmap(&["report", "--html"]).out } else { page };
    for (_, _, _, chinese) in cases {
        assert!(page.contains(chinese), "{chinese}");
    }
    let message = repo.git(&["log", "-2", "--format=%B"]);
    assert!(message.contains("check=skipped,cmd:"), "{message}");
}

#[test]
fn only_what_changed_is_run_again() {
    let repo = project();
    repo.write("app/main.py", GREEN);
    repo.git(&["commit", "-qam", "Inject the query"]);
    repo.roadmap(&["trust", "--yes"]).success();
    let changed = || data(&repo.roadmap(&["run", "--changed", "--json"]))["passed"].clone();
    assert_eq!(changed(), 1);
    repo.roadmap(&["done", "fastapi-di"]).success();
    assert_eq!(changed(), 0);
    let said = repo.roadmap(&["run", "--changed"]).success();
    assert!(said.contains("nothing to run"), "{said}");
    repo.write("app/other.py", "");
    assert_eq!(changed(), 1);
    fs::remove_file(repo.path().join("app/other.py")).expect("a file");
    repo.roadmap(&["set", "fastapi-di", "verify", "pytest -q -x"]).success();
    repo.roadmap(&["trust", "--yes"]).success();
    repo.git(&["commit", "-qam", "Ask for more"]);
    assert_eq!(changed(), 1);
}
