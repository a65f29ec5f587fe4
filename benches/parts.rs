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
                record: line::decode(verb, &value).expect("an event line").record,
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
