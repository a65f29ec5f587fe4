//! Lines for scripts, version 1: fields with tabs between them, the same in every language, width
//! and colour. Specified in `docs/porcelain.md`; no line of a version ever changes.

use std::fmt::Display;
use std::io::{self, Write};

use super::report::{
    EventRow, HabitRow, List, Log, Pace, PhaseRow, Report, StandingRow, Status, TaskRow,
    TaskStateRow, Today,
};
use crate::ledger::{Target, Verb};

/// Writes the lines of a report. Reports that have none write nothing.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let lines = match report {
        Report::Status(status) => of_status(status),
        Report::List(list) => of_list(list),
        Report::Today(today) => of_today(today),
        Report::Log(log) => of_log(log),
        _ => Vec::new(),
    };
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// One line. What drives a terminal or would end a field is replaced.
fn line(fields: &[&dyn Display]) -> String {
    let clean = |field: &&dyn Display| field.to_string().replace(char::is_control, "\u{fffd}");
    fields.iter().map(clean).collect::<Vec<_>>().join("\t")
}

/// `-` for nothing.
fn or_none<T: Display>(value: Option<T>) -> String {
    value.map_or("-".to_owned(), |value| value.to_string())
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

fn of_status(status: &Status) -> Vec<String> {
    let total = &status.total;
    let mut lines = vec![
        line(&[&"day", &status.as_of]),
        line(&[
            &"total",
            &total.tasks.done,
            &total.tasks.open,
            &total.tasks.dropped,
            &or_none(total.percent),
            &or_none(total.planned_percent),
            &pace(total.pace),
        ]),
    ];
    lines.extend(status.phases.iter().map(of_phase));
    lines.push(line(&[&"current", &or_none(status.current_phase.as_ref())]));
    lines.extend(status.habits.iter().map(of_habit));
    let streak = status.streak;
    let at_risk = yes_or_no(streak.at_risk);
    lines.push(line(&[&"streak", &streak.current_days, &streak.longest_days, &at_risk]));
    let study = &status.study;
    lines.push(line(&[&"study", &study.today_seconds, &study.week_seconds, &study.total_seconds]));
    lines.push(line(&[&"next", &or_none(status.next.as_ref())]));
    lines
}

fn of_phase(phase: &PhaseRow) -> String {
    line(&[
        &"phase",
        &phase.id,
        &phase.window.first,
        &phase.window.last,
        &phase.tasks.done,
        &phase.tasks.open,
        &phase.tasks.dropped,
        &or_none(phase.percent),
        &or_none(phase.planned_percent),
        &pace(phase.pace),
        &phase.title,
    ])
}

fn pace(pace: Pace) -> &'static str {
    match pace {
        Pace::Upcoming => "upcoming",
        Pace::Empty => "empty",
        Pace::Finished { .. } => "finished",
        Pace::Behind { .. } => "behind",
        Pace::Ahead { .. } => "ahead",
        Pace::OnTime => "on-time",
    }
}

fn of_habit(habit: &HabitRow) -> String {
    let state = if habit.today >= habit.target {
        "done"
    } else if habit.due_today {
        "due"
    } else {
        "spare"
    };
    line(&[&"habit", &state, &habit.id, &habit.today, &habit.target, &habit.title])
}

fn of_list(list: &List) -> Vec<String> {
    list.tasks.iter().map(of_task).collect()
}

fn of_task(task: &TaskRow) -> String {
    let (state, on) = match task.state {
        TaskStateRow::Done { on } => ("done", Some(on)),
        TaskStateRow::Dropped { on } => ("dropped", Some(on)),
        TaskStateRow::Open if task.waits_for.is_empty() => ("open", None),
        TaskStateRow::Open => ("waits", None),
    };
    line(&[&"task", &state, &task.phase, &task.id, &or_none(on), &task.title])
}

fn of_today(today: &Today) -> Vec<String> {
    let mut lines = vec![line(&[&"day", &today.as_of])];
    lines.extend(today.habits.iter().map(of_habit));
    lines.extend(today.tasks.iter().map(|row| {
        line(&[&"due", &row.due, &row.late_days, &row.task.phase, &row.task.id, &row.task.title])
    }));
    lines.push(line(&[&"owed", &yes_or_no(today.owed)]));
    lines
}

fn of_log(log: &Log) -> Vec<String> {
    log.events.iter().map(of_event).collect()
}

fn of_event(event: &EventRow) -> String {
    let verb = match event.verb {
        Verb::Done => "done",
        Verb::Study => "study",
        Verb::Undo => "undo",
        Verb::Reopen => "reopen",
        Verb::Skip => "skip",
        Verb::Attest => "attest",
    };
    let target = match &event.target {
        Target::One(id) => id.to_string(),
        Target::Everything => "*".to_owned(),
    };
    let of: Vec<&str> = event.of.iter().map(crate::ledger::EventId::as_str).collect();
    line(&[
        &"event",
        &event.id,
        &event.days.first,
        &event.days.last,
        &verb,
        &target,
        &event.amount,
        &or_none(event.took_seconds),
        &standing(&event.standing),
        &or_none((!of.is_empty()).then(|| of.join(","))),
        &event.commit,
    ])
}

fn standing(standing: &StandingRow) -> &'static str {
    match standing {
        StandingRow::Counts => "counts",
        StandingRow::Reopened { .. } => "reopened",
        StandingRow::Undone { .. } => "undone",
        StandingRow::Cyclic => "cyclic",
        StandingRow::Unknown => "unknown",
        StandingRow::Future => "future",
        StandingRow::Foreign => "foreign",
    }
}
