//! Attestations: signed with real keys, merged, tampered with, undone.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::support::TestRepo;

/// A plan with two tasks that trusts `key`.
fn plan(key: &str) -> String {
    format!(
        r#"title = "T"
start = 2025-07-01

[[phase]]
id = "1"
title = "P"
window = "2025-07"

  [[phase.task]]
  id = "api"
  title = "API"

  [[phase.task]]
  id = "docker"
  title = "Docker"

[mentors]
"Prof Wang" = "{key}"
"#
    )
}

/// Makes a key in the home of the learner, and returns the public part.
fn key(repo: &TestRepo, name: &str) -> String {
    let file = repo.home().join(name);
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"])
        .arg(&file)
        .output()
        .expect("ssh-keygen");
    assert!(made.status.success(), "{made:?}");
    fs::read_to_string(file.with_extension("pub")).expect("a key").trim().to_owned()
}

/// Signs with this key from now on.
fn sign_with(repo: &TestRepo, name: &str) {
    let file = repo.home().join(format!("{name}.pub")).display().to_string();
    repo.git(&["config", "user.signingkey", &file]);
}

/// A repository in which `api` is done, with the keys `wang` (a mentor's) and `lin`.
fn repository() -> TestRepo {
    let mut repo = TestRepo::empty();
    let wang = key(&repo, "wang");
    key(&repo, "lin");
    repo.git(&["init", "-q"]);
    repo.write("roadmap.toml", &plan(&wang));
    repo.git(&["add", "roadmap.toml"]);
    repo.git(&["commit", "-qm", "Add roadmap.toml"]);
    repo.roadmap(&["done", "api"]).success();
    repo.wait_minutes(5);
    sign_with(&repo, "wang");
    repo
}

fn json(repo: &TestRepo, arguments: &[&str]) -> Value {
    let out = repo.roadmap(&[arguments, &["--json"]].concat()).success();
    let mut value: Value = serde_json::from_str(&out).expect("JSON");
    value["data"].take()
}

/// What is said of `api`, newest first: `verdict signature`, in brackets what does not stand.
fn said(repo: &TestRepo) -> Vec<String> {
    let data = json(repo, &["show", "api"]);
    let row = |row: &Value| {
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let said = format!("{} {}", text("verdict"), text("signature"));
        if row["stands"] == true { said } else { format!("({said})") }
    };
    data["attestations"].as_array().expect("attestations").iter().map(row).collect()
}

/// The tasks that `report --attested-only` lists.
fn attested(repo: &TestRepo) -> Vec<String> {
    let data = json(repo, &["report", "--attested-only"]);
    assert_eq!(data["attested_only"], true);
    let id = |row: &Value| row["id"].as_str().expect("an id").to_owned();
    data["finished"].as_array().expect("tasks").iter().map(id).collect()
}

#[test]
fn a_mentor_is_verified_and_a_stranger_is_not() {
    let mut repo = repository();
    let told = repo.roadmap(&["attest", "api", "--verdict", "accepted", "-m", "Good"]).success();
    assert!(told.contains("signed, and verified as Prof Wang"), "{told}");
    assert_eq!(said(&repo), ["accepted verified"]);
    assert_eq!(attested(&repo), ["api"]);
    let shown = repo.roadmap(&["show", "api"]).success();
    assert!(shown.contains("Attested  accepted · Prof Wang · 2025-07-14 · Good"), "{shown}");
    for format in ["term", "md", "html"] {
        let report = repo.roadmap(&["report", "--format", format]).success();
        assert!(report.contains("attested by Prof Wang"), "{report}");
    }

    let mut other = self::repository();
    sign_with(&other, "lin");
    let told = other.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    assert!(told.contains("unverified: signed with a key of no mentor"), "{told}");
    assert_eq!(said(&other), ["accepted no-mentor"]);
    assert!(attested(&other).is_empty());
    let report = other.roadmap(&["report"]).success();
    assert!(report.contains("attested, unverified"), "{report}");
    other.wait_minutes(1);
    repo.wait_minutes(1);
}

#[test]
fn what_nobody_has_signed_is_unverified() {
    let repo = repository();
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    let message = repo.git(&["log", "-1", "--format=%B"]);
    // The same message again without the signature, as a squash or rebase by others leaves it.
    let mut other = repo.copied();
    other.git(&["reset", "-q", "--hard", "HEAD~1"]);
    other.git(&["commit", "-q", "--allow-empty", "-m", &message]);
    assert_eq!(said(&other), ["accepted missing"]);
    other.wait_minutes(1);

    let event = json(&other, &["log"])["events"][1]["id"].as_str().expect("an id").to_owned();
    let line = format!("Roadmap-Attest: api of={event} verdict=accepted");
    other.git(&["commit", "-q", "--allow-empty", "-m", &format!("By hand\n\n{line}")]);
    assert_eq!(said(&other), ["accepted missing", "accepted missing"]);
    assert!(attested(&other).is_empty());
}

#[test]
fn another_message_below_a_signature_is_a_bad_one() {
    let repo = repository();
    repo.roadmap(&["attest", "api", "--verdict", "changes"]).success();
    let object = repo.git(&["cat-file", "commit", "HEAD"]);
    assert!(object.contains("verdict=changes"));
    fs::write(repo.git_path("forged"), object.replace("verdict=changes", "verdict=accepted"))
        .expect("a file");
    let file = repo.git_path("forged").display().to_string();
    let forged = repo.git(&["hash-object", "-t", "commit", "-w", &file]);
    repo.git(&["update-ref", "HEAD", forged.trim()]);
    assert_eq!(said(&repo), ["accepted bad"]);
    assert!(attested(&repo).is_empty());
}

#[test]
fn the_signed_line_counts_and_not_another_of_the_same_id() {
    let mut repo = repository();
    let before = repo.git(&["rev-parse", "HEAD"]);
    repo.roadmap(&["attest", "api", "--verdict", "changes"]).success();
    let line = repo.git(&["log", "-1", "--format=%(trailers:only,unfold)"]);
    repo.git(&["branch", "forged", before.trim()]);
    repo.wait_minutes(-3);
    let forged = line.trim().replace("verdict=changes", "verdict=accepted");
    repo.git(&["switch", "-q", "forged"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", &format!("F\n\n{forged}")]);
    repo.wait_minutes(10);
    assert_eq!(said(&repo), ["changes verified"]);
}

#[test]
fn the_last_word_of_a_mentor_decides() {
    let mut repo = repository();
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    repo.wait_minutes(5);
    repo.roadmap(&["attest", "api", "--verdict", "changes", "-m", "No tests"]).success();
    assert_eq!(said(&repo), ["changes verified", "accepted verified"]);
    assert!(attested(&repo).is_empty());
    assert!(repo.roadmap(&["report"]).success().contains("changes requested by Prof Wang"));
    repo.wait_minutes(5);
    sign_with(&repo, "lin");
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    assert!(attested(&repo).is_empty(), "a stranger's word");
    repo.wait_minutes(5);
    sign_with(&repo, "wang");
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    assert_eq!(attested(&repo), ["api"]);
}

#[test]
fn it_is_about_the_completions_that_it_names() {
    let mut repo = repository();
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    repo.wait_minutes(5);
    repo.roadmap(&["undo", "api"]).success();
    assert_eq!(said(&repo), ["(accepted verified)"]);
    repo.wait_minutes(5);
    repo.roadmap(&["done", "api"]).success();
    assert!(attested(&repo).is_empty(), "another completion");
    assert_eq!(said(&repo), ["(accepted verified)"]);
}

#[test]
fn an_undo_takes_it_back_and_only_by_its_id() {
    let mut repo = repository();
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    let log = json(&repo, &["log"]);
    let event = log["events"][0]["id"].as_str().expect("an id").to_owned();
    assert_eq!(log["events"][0]["verb"], "attest");
    repo.wait_minutes(5);
    let would = repo.roadmap(&["undo", "--dry-run"]).success();
    assert!(!would.contains(&event), "{would}");
    repo.roadmap(&["undo", &event]).success();
    assert_eq!(said(&repo), ["(accepted verified)"]);
    assert!(attested(&repo).is_empty());
}

#[test]
fn two_branches_come_together() {
    let mut repo = repository();
    repo.git(&["branch", "other"]);
    repo.roadmap(&["attest", "api", "--verdict", "changes"]).success();
    repo.git(&["switch", "-q", "other"]);
    repo.wait_minutes(5);
    let event = json(&repo, &["show", "api"])["history"][1]["id"].as_str().expect("id").to_owned();
    repo.roadmap(&["attest", &event, "--verdict", "accepted"]).success();
    repo.git(&["merge", "-q", "--no-edit", "main"]);
    assert_eq!(said(&repo), ["accepted verified", "changes verified"]);
    assert_eq!(attested(&repo), ["api"]);
}

#[test]
fn without_a_key_nothing_is_written() {
    let repo = repository();
    repo.git(&["config", "user.signingkey", "/nowhere/key.pub"]);
    let before = repo.git(&["rev-parse", "HEAD"]);
    let ran = repo.roadmap(&["attest", "api", "--verdict", "accepted"]);
    assert_eq!(ran.code, 3, "{}", ran.transcript());
    assert!(ran.err.contains("git config user.signingkey"), "{}", ran.err);
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), before);
    let ran = repo.roadmap(&["attest", "docker", "--verdict", "accepted"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("`docker` has no completion that counts"), "{}", ran.err);
}

#[test]
fn no_number_changes_and_a_mentor_need_not_be_an_author() {
    let mut repo = repository();
    let source = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    repo.write("roadmap.toml", &format!("{source}\n[history]\nauthors = [\"lin@example.org\"]\n"));
    let before = repo.roadmap(&["status", "--json"]).success();
    repo.set("GIT_AUTHOR_NAME", "Wang");
    repo.set("GIT_AUTHOR_EMAIL", "wang@example.org");
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    assert_eq!(repo.roadmap(&["status", "--json"]).success(), before);
    assert_eq!(attested(&repo), ["api"]);
}

#[test]
fn a_page_of_attested_tasks_is_made_again() {
    let repo = repository();
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    for flag in [&["--html"][..], &["--html", "--attested-only"]] {
        let page = repo.roadmap(&[&["report"], flag].concat()).success();
        repo.write("page.html", &page);
        repo.roadmap(&["report", "verify", "page.html"]).success();
    }
}
