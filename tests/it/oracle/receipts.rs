//! Receipts of generated learners: the checker in Python recomputes every number from
//! `git cat-file`, and each is the number that the other commands print.

use serde_json::Value;

use super::{learner, number, reader};
use crate::history_generator::{SMALL, repository};
use crate::receipt::{check, has_python};
use crate::support::TestRepo;

/// The data that a command prints as JSON on a day.
fn data(repo: &TestRepo, command: &[&str], at: &str) -> Value {
    let text = repo.roadmap(&[command, &["--json", "--at", at]].concat()).success();
    serde_json::from_str::<Value>(&text).expect("JSON")["data"].take()
}

/// Every number that `status`, `streak` and `list` print on a day: what `why` is to be asked for
/// it, and the number itself.
fn printed(repo: &TestRepo, at: &str) -> Vec<(Vec<String>, Value)> {
    let status = data(repo, &["status"], at);
    let question = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let mut printed = vec![
        (question(&["streak"]), status["overall"].clone()),
        (question(&["total"]), status["total"].clone()),
        (question(&["time"]), status["study"].clone()),
    ];
    let each = |rows: &Value, kind: &str| -> Vec<(Vec<String>, Value)> {
        let rows = rows.as_array().expect("rows").iter();
        rows.map(|row| (question(&[kind, row["id"].as_str().expect("an id")]), row.clone()))
            .collect()
    };
    printed.extend(each(&status["phases"], "phase"));
    printed.extend(each(&data(repo, &["streak"], at)["habits"], "streak"));
    printed.extend(each(&data(repo, &["list"], at)["tasks"], "task").into_iter().take(12));
    printed
}

/// What has a receipt without being printed under the same names by one command.
const OTHERS: [&[&str]; 5] =
    [&["day", "2000-01-01..2030-01-01"], &["forecast"], &["curve"], &["calendar"], &["record"]];

/// The same of one phase.
const OF_A_PHASE: [&[&str]; 3] = [&["day", "2000-01-01..2030-01-01"], &["curve"], &["record"]];

/// Asks why for every number: the receipts have to have the same numbers, and the checker has to
/// find them in git.
fn numbers_agree(repo: &TestRepo, at: &str) -> usize {
    let mut receipts = String::new();
    let printed = printed(repo, at);
    for (question, numbers) in &printed {
        let question: Vec<&str> = question.iter().map(String::as_str).collect();
        let command = [&["why"], question.as_slice(), &["--json", "--at", at]].concat();
        let receipt = repo.roadmap(&command).success();
        let envelope: Value = serde_json::from_str(&receipt).expect("JSON");
        for (key, number) in numbers.as_object().expect("numbers") {
            assert_eq!(envelope["data"]["numbers"][key], *number, "{question:?} {key}");
        }
        receipts.push_str(&receipt);
    }
    let phase = data(repo, &["status"], at)["phases"][0]["id"].as_str().map(str::to_owned);
    let limit = phase.as_deref().map(|phase| ["--phase", phase]);
    let limit = limit.as_ref().map(<[&str; 2]>::as_slice).unwrap_or_default();
    let limited = OF_A_PHASE.iter().map(|question| [question, limit].concat());
    for question in OTHERS.iter().map(|question| question.to_vec()).chain(limited) {
        let command = [&["why"], question.as_slice(), &["--json", "--at", at]].concat();
        receipts.push_str(&repo.roadmap(&command).success());
    }
    let (agrees, said) = check(repo.path(), &receipts);
    assert!(agrees, "{said}");
    printed.len() + OTHERS.len() + OF_A_PHASE.len()
}

#[test]
fn every_number_of_generated_learners_is_recomputed_from_git() {
    if !has_python() {
        return;
    }
    let learners = number("ROADMAP_RECEIPT_LEARNERS").unwrap_or(6);
    let mut receipts = 0;
    for seed in 3_000_000..3_000_000 + learners {
        let learner = learner::learner(seed);
        if learner.said.is_empty() {
            continue;
        }
        let repo = reader::repository(&learner);
        let last = reader::day_to_look(&learner);
        receipts += numbers_agree(&repo, &last.to_string());
        let earlier = last - chrono::Days::new(seed % 90);
        receipts += numbers_agree(&repo, &earlier.max(learner.plan.start).to_string());
    }
    eprintln!("{receipts} receipts of {learners} learners agree with git");
    assert!(receipts > 0);
}

#[test]
fn estimates_merges_and_branches_are_recomputed_from_git() {
    if !has_python() {
        return;
    }
    let (repo, _) = repository(SMALL);
    for at in ["2026-07-02", "2026-01-15"] {
        numbers_agree(&repo, at);
    }
}

/// A change of a receipt's data that makes it wrong.
type Lie = fn(&mut Value);

#[test]
fn a_receipt_that_is_wrong_is_found_out() {
    if !has_python() {
        return;
    }
    let learner = reader::busy_learner();
    let repo = reader::repository(&learner);
    let at = reader::day_to_look(&learner).to_string();
    let receipt = repo.roadmap(&["why", "streak", "h0", "--json", "--at", &at]).success();
    let right: Value = serde_json::from_str(&receipt).expect("JSON");
    let lies: [(&str, Lie); 12] = [
        ("a longer run", |data| data["numbers"]["strict"]["longest"] = 999.into()),
        ("another score", |data| data["numbers"]["score"] = 0.9876.into()),
        ("more study time", |data| data["numbers"]["study_seconds"] = 1.into()),
        ("due after all", |data| {
            let due = data["numbers"]["due_today"] == true;
            data["numbers"]["due_today"] = (!due).into();
        }),
        ("owed after all", |data| {
            let owed = data["numbers"]["owed_today"] == true;
            data["numbers"]["owed_today"] = (!owed).into();
        }),
        ("another rest of the period", |data| {
            let left = data["numbers"]["period"]["days_left"].as_u64();
            data["numbers"]["period"]["days_left"] = left.map_or(1, |left| left + 1).into();
        }),
        ("a run at risk", |data| {
            let at_risk = data["numbers"]["strict"]["at_risk"] == true;
            data["numbers"]["strict"]["at_risk"] = (!at_risk).into();
        }),
        ("evidence after all", |data| data["numbers"]["today_rests_on_evidence"] = true.into()),
        ("another week", |data| data["numbers"]["weeks"][0]["met_days"] = 77.into()),
        ("one more miss", |data| {
            let missed = data["numbers"]["missed"].as_u64().unwrap_or(0);
            data["numbers"]["missed"] = (missed + 1).into();
        }),
        ("an event less", |data| drop(data["events"].as_array_mut().map(Vec::pop))),
        ("another day", |data| data["events"][0]["days"]["last"] = "2001-01-01".into()),
    ];
    assert!(check(repo.path(), &right.to_string()).0);
    for (lie, tell) in lies {
        let mut wrong = right.clone();
        tell(&mut wrong["data"]);
        let (agrees, said) = check(repo.path(), &wrong.to_string());
        assert!(!agrees && !said.is_empty(), "{lie} was believed");
    }
}
