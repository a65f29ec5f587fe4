//! The truth table of `docs/event-format.md`, row by row, through the real decoder and fold.

use chrono::NaiveDate;
use roadmap::ledger::Event;
use roadmap::plan::Plan;
use roadmap::progress::{self, Progress, Standing, TaskState};

use crate::support::{event, moment, plan, project_file, table_rows};

/// The plan of the table.
pub(crate) fn table_plan() -> Plan {
    plan(
        r#"
        title = "Table"
        start = 2025-07-01
        [[phase]]
        id = "1"
        title = "One"
        window = "2025-07"
        task = [{ id = "a", title = "A" }, { id = "b", title = "B" }]
        [[habit]]
        id = "h"
        title = "H"
        every = "day"
        [[moved]]
        from = "old"
        to = ["a", "b"]
        "#,
    )
}

/// The events of a cell, each in back-ticks, recorded one minute after the other.
fn events(cell: &str) -> Vec<Event> {
    let texts = cell.split('`').skip(1).step_by(2);
    let at = |ordinal: usize| {
        moment("2025-07-20T12:00:00+08:00")
            + chrono::TimeDelta::minutes(ordinal.try_into().unwrap())
    };
    texts.enumerate().map(|(ordinal, text)| event(text, at(ordinal), ordinal)).collect()
}

/// The facts about what the events mention, as the table writes them.
fn result(progress: &Progress) -> String {
    let mut facts = Vec::new();
    for task in &progress.tasks {
        let mentioned = progress.entries.iter().any(|entry| entry.credited.contains(&task.id));
        match task.state {
            TaskState::Done(day) => facts.push(format!("{} done {day}", task.id)),
            TaskState::Dropped(day) => facts.push(format!("{} dropped {day}", task.id)),
            TaskState::Open if mentioned => facts.push(format!("{} open", task.id)),
            TaskState::Open => {}
        }
    }
    for habit in &progress.habits {
        facts.extend(
            habit.amounts.iter().map(|(day, amount)| format!("{} {amount} on {day}", habit.id)),
        );
        facts.extend(habit.excused.iter().map(|days| format!("{} excused {days}", habit.id)));
    }
    let oddities = &progress.oddities;
    facts.extend(oddities.unknown.keys().map(|id| format!("unknown {id}")));
    let days: Vec<String> = progress.activity.keys().map(NaiveDate::to_string).collect();
    facts.push(match days.as_slice() {
        [] => "not active".to_owned(),
        days => format!("active {}", days.join(", ")),
    });
    if !progress.total.time.is_zero() {
        facts.push(progress.total.time.to_string());
    }
    let ids = |ids: &std::collections::BTreeSet<roadmap::ledger::EventId>| {
        ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    if !oddities.cyclic.is_empty() {
        facts.push(format!("cyclic {}", ids(&oddities.cyclic)));
    }
    if oddities.future > 0 {
        facts.push(format!("future {}", oddities.future));
    }
    if !oddities.conflicts.is_empty() {
        facts.push(format!("conflict {}", ids(&oddities.conflicts)));
    }
    facts.join("; ")
}

#[test]
fn every_row_of_the_truth_table_holds() {
    let plan = table_plan();
    let rows = table_rows(&project_file("docs/event-format.md"), "### Truth table");
    assert!(rows.len() >= 31, "only {} rows were found", rows.len());
    let as_of = NaiveDate::from_ymd_opt(2025, 7, 31).unwrap();
    for row in rows {
        let [case, cell, want] = row.as_slice() else { panic!("not three cells: {row:?}") };
        let mut events = events(cell);
        assert!(!events.is_empty(), "no events in `{case}`");
        for _ in 0..events.len() {
            events.rotate_left(1);
            let progress = progress::fold(&plan, &events, as_of);
            assert_eq!(result(&progress), want.replace('\\', ""), "{case}: {cell}");
        }
    }
}

#[test]
fn only_the_authors_of_the_plan_count() {
    let mut plan = table_plan();
    let events = events("`Done: a day=2025-07-14`");
    for (author, counts) in
        [("lin@example.org", true), ("LIN@Example.org", true), ("Lin", true), ("Mei", false)]
    {
        plan.authors = vec![author.to_owned()];
        let as_of = NaiveDate::from_ymd_opt(2025, 7, 31).unwrap();
        let progress = progress::fold(&plan, &events, as_of);
        assert_eq!(progress.tasks[0].is_done(), counts, "{author}");
        assert_eq!(progress.entries[0].standing == Standing::Foreign, !counts, "{author}");
    }
}
