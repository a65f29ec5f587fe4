//! What is approved, for which repository, and what is asked about again.

use std::fs;

use super::{apart, data, plan, result, trusted, with_verify};
use crate::support::TestRepo;

fn is_approved(repo: &TestRepo) -> bool {
    let listed = data(&repo.roadmap(&["trust", "--list", "--json"]));
    listed["commands"][0]["approved"].as_bool().expect("whether it is approved")
}

#[test]
fn whatever_decides_what_is_run_is_asked_about_again() {
    let step = |more: &str| format!("{{ run = \"true\", cwd = \"d\"{more} }}");
    let repo = trusted(&step(""));
    fs::create_dir(repo.path().join("d")).expect("a directory");
    fs::create_dir(repo.path().join("e")).expect("a directory");
    assert!(is_approved(&repo));
    assert_eq!(result(&repo)["verdict"], "passed");
    let changes = [
        "\"true\"".to_owned(),
        "{ run = \"true\", cwd = \"e\" }".to_owned(),
        "{ run = \"true x\", cwd = \"d\" }".to_owned(),
        "{ run = \"'true x'\", cwd = \"d\" }".to_owned(),
        step(", shell = true"),
        step(", timeout = \"9m\""),
        step(", env = { PATH = \"/tmp\" }"),
        step(", needs-clean = true"),
        format!("[{}, \"true\"]", step("")),
    ];
    for change in changes {
        repo.write("roadmap.toml", &plan(&change));
        assert!(!is_approved(&repo), "{change}");
        let ran = repo.roadmap(&["run", "a"]);
        assert_eq!(ran.code, 1, "{change}");
        assert!(ran.err.contains("not approved") && ran.out.is_empty(), "{}", ran.transcript());
    }
    // What was approved is so again, however it is written.
    repo.write("roadmap.toml", &plan("[{ cwd = 'd', run = 'true', timeout = '600s' }]"));
    assert!(is_approved(&repo));
}

#[test]
fn approval_is_for_one_repository_and_can_be_taken_back() {
    let repo = trusted("\"true\"");
    let mut clone = repo.cloned();
    apart(&mut clone);
    clone.set("HOME", &repo.home().display().to_string());
    assert!(!is_approved(&clone));
    // A work tree of the same repository shares it.
    repo.git(&["worktree", "add", "-q", "../other"]);
    let other = repo.path().join("../other");
    assert_eq!(repo.roadmap_in(&other, &["run", "a"]).code, 0);
    // Nothing of it is in the repository.
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    let said = repo.roadmap(&["trust", "--revoke"]).success();
    assert!(said.contains("1 approval"), "{said}");
    assert!(!is_approved(&repo));
    assert_eq!(repo.roadmap(&["run", "a"]).code, 1);
}

#[test]
fn the_commands_are_shown_and_nobody_is_asked_without_a_terminal() {
    let repo =
        with_verify("{ run = \"grep -q 'a b' x | tee y\", shell = true, env = { K = \"v w\" } }");
    let shown = repo.roadmap(&["trust"]);
    assert_eq!(shown.code, 1);
    for text in ["$ grep -q 'a b' x | tee y", "read by a shell", "K='v w'", "trust --yes"] {
        assert!(shown.err.contains(text), "{text}: {}", shown.transcript());
    }
    assert!(!is_approved(&repo));
    repo.roadmap(&["trust", "--yes"]).success();
    let said = repo.roadmap(&["trust"]).success();
    assert!(said.contains("approved already"), "{said}");
    let former = plan("\"false\"");
    repo.write("roadmap.toml", &former);
    let listed = repo.roadmap(&["trust", "--list"]).success();
    assert!(listed.contains("no longer in the plan"), "{listed}");
}

#[test]
fn approvals_are_never_kept_in_the_repository() {
    let mut repo = with_verify("\"true\"");
    let inside = repo.path().join("state").display().to_string();
    repo.set("XDG_STATE_HOME", &inside);
    let ran = repo.roadmap(&["trust", "--yes"]);
    assert_eq!(ran.code, 1, "{}", ran.transcript());
    assert!(ran.err.contains("inside of this repository"), "{}", ran.transcript());
    assert!(!repo.path().join("state").exists());
}

#[test]
fn a_file_that_nobody_can_read_approves_nothing() {
    let repo = trusted("\"true\"");
    let folder = repo.home().join(".local/state/roadmap/trust");
    let files: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().collect();
    assert_eq!(files.len(), 1);
    fs::write(files[0].path(), "*\nall\n\u{0}\n").expect("a file");
    assert!(!is_approved(&repo));
}

#[test]
fn nothing_hides_from_who_reads_a_command() {
    let repo = with_verify("\"echo \u{202e}lmth \u{200b}x\u{a0}y \u{e0041}\"");
    let shown = repo.roadmap(&["trust"]).err;
    for text in ["\\u{202e}", "\\u{200b}", "\\u{a0}", "\\u{e0041}"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    let refused = with_verify("\"true\"");
    refused.write("roadmap.toml", &plan("\"echo \\u001b[2K\""));
    assert!(refused.roadmap(&["trust"]).err.contains("control character U+001B"));
}
