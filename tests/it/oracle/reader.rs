//! The same learner in a real repository: readers in all time zones see the same bytes, and in
//! them the numbers of the simulation.

use std::io::Write as _;
use std::process::Stdio;

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::model::{Learner, Said, Verb};
use super::numbers::{Numbers, simulated};
use super::{learner, text};
use crate::support::TestRepo;

/// A day on which all learners with some history have some of it behind them.
pub(super) fn day_to_look(learner: &Learner) -> NaiveDate {
    learner.said.iter().map(|said| said.utc().date()).max().expect("a line")
}

/// A learner with every verb, two habits and a few hundred lines.
pub(super) fn busy_learner() -> Learner {
    let is_busy = |learner: &Learner| {
        let verbs = [Verb::Done, Verb::Study, Verb::Undo, Verb::Reopen, Verb::Skip];
        let has = |verb| learner.said.iter().any(|said| said.verb == verb);
        (100..300).contains(&learner.said.len())
            && learner.plan.habits.len() > 1
            && learner.plan.start.year() < 2025
            && verbs.into_iter().all(has)
    };
    (0..10_000).map(learner::learner).find(is_busy).expect("a busy learner")
}

/// The commit of a line for `git fast-import`; a rebase has set all committer dates.
fn commit(said: &Said) -> String {
    let message = format!("Study\n\nRoadmap-{}\n", text::line(said));
    let name = if said.is_by_lin { "Lin <lin@example.org>" } else { "Mei <mei@example.org>" };
    let sign = if said.offset < 0 { '-' } else { '+' };
    let (hours, minutes) = (said.offset.abs() / 60, said.offset.abs() % 60);
    let seconds = said.utc().and_utc().timestamp();
    format!(
        "commit refs/heads/main\nauthor {name} {seconds} {sign}{hours:02}{minutes:02}\n\
         committer Bot <bot@example.org> 1800000000 +0000\ndata {}\n{message}",
        message.len()
    )
}

/// A repository with a commit for each line of a learner.
pub(super) fn repository(learner: &Learner) -> TestRepo {
    let repo = TestRepo::with_plan(&text::plan(&learner.plan));
    let onto = |at: usize| if at == 0 { "from refs/heads/main^0\n" } else { "" };
    let lines = learner.said.iter().enumerate();
    let stream: String =
        lines.map(|(at, said)| format!("{}{}\n", commit(said), onto(at))).collect();
    let mut import = repo.command(repo.path(), "git");
    let import = import.args(["fast-import", "--quiet"]).stdin(Stdio::piped()).spawn();
    let mut import = import.expect("git");
    let mut input = import.stdin.take().expect("a pipe");
    input.write_all(stream.as_bytes()).expect("a reader");
    drop(input);
    assert!(import.wait().expect("an end").success());
    repo
}

/// What a reader is told whose clock is in a zone; with a frozen clock, or on a day with none.
fn read(repo: &TestRepo, command: &[&str], zone: &str, at: Option<&str>) -> String {
    let mut reading = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
    reading.args(command).arg("--json").env("TZ", zone);
    if let Some(day) = at {
        reading.args(["--at", day]).env_remove("ROADMAP_NOW");
    }
    let output = reading.output().expect("roadmap");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Places, rules without a place, and what is no zone at all.
fn zone() -> impl Strategy<Value = String> {
    let places = [
        "Europe/Berlin",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "America/New_York",
        "America/St_Johns",
        "Pacific/Auckland",
        "Pacific/Chatham",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Pacific/Apia",
        "Asia/Shanghai",
        "Asia/Kathmandu",
        "Africa/Casablanca",
        "Antarctica/Troll",
        "UTC",
        "",
        ":/nowhere",
        "Mars/Olympus",
    ];
    prop_oneof![
        prop::sample::select(places.to_vec()).prop_map(str::to_owned),
        (-14_i32..=12, 0..60).prop_map(|(west, minutes)| format!("<ABC>{west}:{minutes:02}")),
        (1_u32..=12).prop_map(|month| format!("AAA-11BBB,M{month}.1.0,M{}.5.0/3", month % 12 + 1)),
    ]
}

const COMMANDS: [&[&str]; 4] = [&["status"], &["today"], &["streak"], &["history", "h0"]];

#[test]
fn readers_in_all_time_zones_see_the_same_bytes() {
    let learner = busy_learner();
    let as_of = day_to_look(&learner).to_string();
    let mut repo = repository(&learner);
    repo.at(&format!("{as_of}T23:30:00-09:30"));
    for at in [None, Some(as_of.as_str())] {
        let wanted = COMMANDS.map(|command| read(&repo, command, "UTC", at));
        let config = ProptestConfig { cases: 8, failure_persistence: None, ..Default::default() };
        let same = TestRunner::new(config).run(&zone(), |zone| {
            for (command, wanted) in COMMANDS.into_iter().zip(&wanted) {
                prop_assert_eq!(&read(&repo, command, &zone, at), wanted, "{:?} {:?}", command, at);
            }
            Ok(())
        });
        same.unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn the_program_prints_the_numbers_of_the_simulation() {
    let learner = busy_learner();
    let as_of = day_to_look(&learner);
    let repo = repository(&learner);
    let json = read(&repo, &["streak"], "UTC", Some(&as_of.to_string()));
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let mut printed = Numbers::new();
    streaks("overall", &json["data"]["overall"], &mut printed);
    let habits = json["data"]["habits"].as_array().expect("habits");
    for habit in habits {
        streaks(habit["id"].as_str().expect("an id"), habit, &mut printed);
    }
    let simulated = simulated(&learner, as_of);
    assert_eq!(habits.len(), learner.plan.habits.len());
    assert!(printed.len() >= 15, "only {} numbers", printed.len());
    for (name, value) in printed {
        assert_eq!(Some(&value), simulated.get(&name), "{name}");
    }
}

fn streaks(of: &str, json: &Value, printed: &mut Numbers) {
    for name in ["strict", "protected"] {
        let run = &json[name];
        printed.insert(format!("{of} {name}"), format!("{}/{}", run["current"], run["longest"]));
        let breaks = run["days_until_break"].to_string().replace("null", "-");
        printed.insert(format!("{of} {name} breaks"), breaks);
    }
    let freezes = &json["freezes"];
    let (spent, left, all) = (&freezes["spent"], &freezes["left"], &freezes["per_month"]);
    printed.insert(format!("{of} freezes"), format!("{spent}/{left} of {all}"));
}
