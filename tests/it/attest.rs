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

#[test]
fn the_log_says_whose_signature_each_attestation_has() {
    let mut repo = repository();
    let log = |repo: &TestRepo| repo.roadmap(&["log"]).success();
    assert!(!log(&repo).contains("verified"), "{}", log(&repo));
    repo.roadmap(&["attest", "api", "--verdict", "changes"]).success();
    repo.wait_minutes(1);
    sign_with(&repo, "lin");
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    repo.wait_minutes(1);
    let event = json(&repo, &["log"])["events"][2]["id"].as_str().expect("an id").to_owned();
    let line = format!("Roadmap-Attest: api of={event} verdict=accepted");
    repo.git(&["commit", "-q", "--allow-empty", "-m", &format!("By hand\n\n{line}")]);
    let events = json(&repo, &["log"])["events"].clone();
    let said: Vec<_> = events
        .as_array()
        .expect("events")
        .iter()
        .map(|row| (row["attesting_signature"].as_str(), row["attesting_mentor"].as_str()))
        .collect();
    let want = [
        (Some("missing"), None),
        (Some("no-mentor"), None),
        (Some("verified"), Some("Prof Wang")),
        (None, None),
    ];
    assert_eq!(said, want);
    let want = [
        (0, "unverified: not signed with an SSH key", "未核实：没有 SSH 签名"),
        (1, "unverified: signed with a key of no mentor", "未核实：签名密钥不属于任何导师"),
        (2, "verified: Prof Wang", "已核实：Prof Wang"),
    ];
    for command in [&["log"][..], &["show", "api"], &["log", "api"]] {
        let lines = |lang: &str| {
            let shown = repo.roadmap(&[command, &["--lang", lang]].concat()).success();
            // Where the rest of an event does not fit, it goes on below it.
            shown.replace("\n                                ", " ").replace("\n  ", "\n")
        };
        for (at, english, chinese) in want {
            for (lang, text) in [("en", english), ("zh", chinese)] {
                let text: String = text.split_whitespace().collect();
                let said: String = lines(lang).split_whitespace().collect();
                assert!(said.contains(&text), "{command:?} {at} {lang}: {said}");
            }
        }
    }
}

#[test]
fn mentors_are_set_on_one_line_or_in_a_table_of_their_own() {
    let repo = repository();
    let source = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    let key = fs::read_to_string(repo.home().join("lin.pub")).expect("a key").trim().to_owned();
    let value = format!("{{ \"王老师\" = [\"{key}\"] }}");
    // The table is edited, not doubled.
    for refused in [&["set", ".", "mentors", &value][..], &["set", ".", "mentors", "--unset"]] {
        let ran = repo.roadmap(refused);
        assert_eq!(ran.code, 1, "{}", ran.transcript());
        assert!(ran.err.contains("table of its own") && ran.err.contains("roadmap edit"));
    }
    assert_eq!(fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan"), source);
    let without = source.split("[mentors]").next().expect("a plan").to_owned();
    repo.write("roadmap.toml", &without);
    repo.git(&["commit", "-qam", "No mentors"]);
    repo.roadmap(&["set", ".", "mentors", &value]).success();
    repo.roadmap(&["check"]).success();
    sign_with(&repo, "lin");
    let told = repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    assert!(told.contains("verified as 王老师"), "{told}");
    for wrong in ["Prof Wang", "{ \"Prof Wang\" = \"ssh-rsa x\" }", "{ \"\" = \"x\" }", "[1]"] {
        let before = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
        let ran = repo.roadmap(&["set", ".", "mentors", wrong]);
        assert!(ran.code == 1 && ran.err.contains("nothing was changed"), "{}", ran.transcript());
        assert_eq!(fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan"), before);
    }
    repo.roadmap(&["set", ".", "mentors", "--unset"]).success();
    assert_eq!(said(&repo), ["accepted no-mentor"]);
}

#[test]
fn check_names_what_is_wrong_with_a_mentor() {
    let repo = repository();
    let source = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    let cases = [
        ("\"A\" = \"ssh-rsa x\"", "is not a public key of SSH"),
        ("\"A\" = \"-----BEGIN OPENSSH PRIVATE KEY-----\"", "is not a public key of SSH"),
        ("\"A\\nB\" = \"ssh-rsa x\"", "is not a name"),
        ("\"A\" = 3", "expected"),
        ("\"A\" = []", "a mentor has no key"),
    ];
    for (line, said) in cases {
        repo.write("roadmap.toml", &format!("{source}{line}\n"));
        let ran = repo.roadmap(&["check"]);
        assert_eq!(ran.code, 1, "{line}: {}", ran.transcript());
        assert!(format!("{}{}", ran.out, ran.err).contains(said), "{line}: {}", ran.transcript());
    }
}

#[test]
fn a_newer_curriculum_does_not_say_whose_word_is_trusted() {
    let repo = repository();
    let source = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    let key = fs::read_to_string(repo.home().join("lin.pub")).expect("a key").trim().to_owned();
    let newer = source.replace("title = \"Docker\"", "title = \"Docker and Compose\"")
        + &format!("\"Somebody\" = \"{key}\"\n");
    fs::write(repo.home().join("new.toml"), newer).expect("a file");
    fs::write(repo.home().join("old.toml"), &source).expect("a file");
    let from = repo.home().join("new.toml").display().to_string();
    let base = repo.home().join("old.toml").display().to_string();
    repo.roadmap(&["upgrade", "--from", &from, "--base", &base, "--apply"]).success();
    let merged = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    assert!(merged.contains("Docker and Compose"), "{merged}");
    assert!(merged.contains("Prof Wang") && !merged.contains("Somebody"), "{merged}");
    sign_with(&repo, "lin");
    repo.roadmap(&["attest", "api", "--verdict", "accepted"]).success();
    assert_eq!(said(&repo), ["accepted no-mentor"]);
}
