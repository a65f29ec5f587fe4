//! How long the pure parts take: reading lines, folding events, reading a plan. Each result is
//! asserted, so that a fast wrong answer is no benchmark.
#![allow(clippy::expect_used, clippy::unwrap_used, missing_docs, reason = "a benchmark")]

use chrono::{DateTime, Days, NaiveDate, TimeDelta};
use divan::{Bencher, black_box};
use roadmap::ledger::{CommitId, Event, Person, Verb, line, message};
use roadmap::plan::{self, Plan};
use roadmap::progress;

fn main() {
    divan::main();
}

/// A plan with `tasks` tasks in phases of twenty, one habit and a month a phase.
fn plan_source(tasks: usize) -> String {
    let mut source = String::from("title = \"Bench\"\nstart = 2020-01-01\n");
    for task in 0..tasks {
        if task % 20 == 0 {
            let phase = task / 20;
            let (year, month) = (2020 + phase / 12, phase % 12 + 1);
            source.push_str(&format!(
                "[[phase]]\nid = \"{phase}\"\ntitle = \"阶段 {phase}\"\nwindow = \"{year}-{month:02}\"\n"
            ));
        }
        source
            .push_str(&format!("[[phase.task]]\nid = \"task-{task}\"\ntitle = \"任务 {task}\"\n"));
    }
    source + "[[habit]]\nid = \"leetcode\"\ntitle = \"LeetCode\"\nevery = \"day\"\n"
}

fn plan(tasks: usize) -> Plan {
    plan::read(plan_source(tasks).as_bytes()).expect("a valid plan").plan
}

/// `count` events: the tasks one after the other, then the habit, with an undo every tenth.
fn events(count: usize, tasks: usize) -> Vec<Event> {
    let start = NaiveDate::from_ymd_opt(2020, 1, 1).expect("a date");
    let first = DateTime::UNIX_EPOCH.fixed_offset();
    (0..count)
        .map(|at| {
            let day = start + Days::new((at % 1_500) as u64);
            let (verb, value) = match at {
                _ if at % 10 == 9 => (Verb::Undo, format!("leetcode of=e{} day={day}", at - 1)),
                _ if at < tasks => (Verb::Done, format!("task-{at} day={day} took=45m")),
                _ => (Verb::Done, format!("leetcode x=2 day={day}")),
            };
            Event {
                id: format!("e{at}").parse().expect("an id"),
                at: first + TimeDelta::minutes(at.try_into().expect("few events")),
                author: Person { name: "Lin".into(), email: "lin@example.org".into() },
                commit: CommitId::new(format!("{at:040x}")),
                record: line::decode(verb, &value).expect("an event line").record.into(),
                derived: None,
            }
        })
        .collect()
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn fold(bencher: Bencher, count: usize) {
    let (plan, events) = (plan(500), events(count, 500));
    let as_of = NaiveDate::from_ymd_opt(2024, 6, 1).expect("a date");
    bencher.bench_local(|| {
        let progress = progress::fold(black_box(&plan), black_box(&events), as_of);
        assert_eq!(progress.entries.len(), count);
        assert_eq!(progress.total.count.done, 400);
        progress
    });
}

#[divan::bench(args = [500, 5_000])]
fn read_plan(bencher: Bencher, tasks: usize) {
    let source = plan_source(tasks);
    bencher.bench_local(|| {
        let reading = plan::read(black_box(source.as_bytes())).expect("a valid plan");
        assert_eq!(reading.plan.tasks().count(), tasks);
        reading
    });
}

#[divan::bench]
fn decode_a_line(bencher: Bencher) {
    let value = "fastapi-core day=2025-07-14 took=1h30m why=\"依赖注入 的作用域\" id=3f9c2a7be01d";
    bencher.bench_local(|| {
        let decoded = line::decode(Verb::Done, black_box(value)).expect("an event line");
        assert!(decoded.flaws.is_empty() && decoded.record.why.is_some());
        decoded
    });
}

#[divan::bench]
fn pass_over_a_message_without_events(bencher: Bencher) {
    let text = "Fix the road map of the parser\n\nA longer text that has nothing to do with it.\n"
        .repeat(5);
    bencher.bench_local(|| assert!(!message::may_hold_events(black_box(text.as_bytes()))));
}

/// Ten habits of every kind, each done on most days of three years.
#[divan::bench]
fn fold_ten_habits_of_three_years(bencher: Bencher) {
    let cadences = [
        "day",
        "weekday",
        "mon,wed,fri",
        "3/week",
        "5/week",
        "10/month",
        "2/month",
        "3 in 7 days",
        "20 in 60 days",
        "2 days",
    ];
    let mut source = String::from("title = \"B\"\nstart = 2022-01-01\nfreezes-per-month = 2\n");
    for (at, every) in cadences.iter().enumerate() {
        source
            .push_str(&format!("[[habit]]\nid = \"h{at}\"\ntitle = \"H\"\nevery = \"{every}\"\n"));
    }
    let plan = plan::read(source.as_bytes()).expect("a valid plan").plan;
    let start = NaiveDate::from_ymd_opt(2022, 1, 1).expect("a date");
    let events: Vec<Event> = (0..10 * 1_095)
        .filter(|at| at % 7 != 0)
        .map(|at| {
            let day = start + Days::new(at / 10);
            let value = format!("h{} day={day}", at % 10);
            Event {
                id: format!("e{at}").parse().expect("an id"),
                at: DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::minutes(at.cast_signed()),
                author: Person { name: "Lin".into(), email: "lin@example.org".into() },
                commit: CommitId::new(format!("{at:040x}")),
                record: line::decode(Verb::Done, &value).expect("an event line").record.into(),
                derived: None,
            }
        })
        .collect();
    let as_of = start + Days::new(1_094);
    bencher.bench(|| {
        let progress = progress::fold(black_box(&plan), black_box(&events), as_of);
        assert_eq!(progress.habits.len(), 10);
        assert!(progress.habits[0].strict.longest >= 6);
        progress
    });
}

/// The same plan without any event: what the habits cost on their own.
#[divan::bench]
fn fold_ten_habits_without_events(bencher: Bencher) {
    let mut source = String::from("title = \"B\"\nstart = 2022-01-01\nfreezes-per-month = 2\n");
    for at in 0..10 {
        source.push_str(&format!("[[habit]]\nid = \"h{at}\"\ntitle = \"H\"\nevery = \"day\"\n"));
    }
    let plan = plan::read(source.as_bytes()).expect("a valid plan").plan;
    let as_of = NaiveDate::from_ymd_opt(2024, 12, 30).expect("a date");
    bencher.bench(|| {
        let progress = progress::fold(black_box(&plan), &[], as_of);
        assert_eq!(progress.habits[0].strict.current, 0);
        progress
    });
}
