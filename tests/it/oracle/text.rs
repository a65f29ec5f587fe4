//! A learner as text: the `roadmap.toml` and the event lines that the library reads.

use chrono::{DateTime, FixedOffset};
use roadmap::ledger::Event;

use super::model::{Cadence, Change, Habit, Learner, Plan, Said, Span, TASKS, Verb, WEEKDAYS};
use crate::support;

/// The `roadmap.toml` of a plan.
pub(super) fn plan(plan: &Plan) -> String {
    let mut text = format!("title = \"A learner\"\nstart = {}\n", plan.start);
    let (hours, minutes) = (plan.day_ends / 60, plan.day_ends % 60);
    text += &format!("day-ends = \"{hours:02}:{minutes:02}\"\n");
    if plan.weeks_start_on_sunday {
        text += "week-starts = \"sunday\"\n";
    }
    let rest: Vec<String> = named(plan.rest_days).map(|day| format!("\"{day}\"")).collect();
    text += &format!("rest-days = [{}]\n", rest.join(", "));
    text += &format!("freezes-per-month = {}\n", plan.freezes_per_month);
    for (number, (first, last)) in plan.phases.iter().enumerate() {
        text += &format!("[[phase]]\nid = \"p{number}\"\ntitle = \"P\"\n");
        text += &format!("window = \"{first}..{last}\"\n");
        if number == 0 {
            let tasks = TASKS.map(|id| format!("{{ id = \"{id}\", title = \"T\" }}"));
            text += &format!("task = [{}]\n", tasks.join(", "));
        }
    }
    text += &plan.habits.iter().map(habit).collect::<String>();
    for (from, to) in &plan.moved {
        let to: Vec<String> = to.iter().map(|id| format!("\"{id}\"")).collect();
        text += &format!("[[moved]]\nfrom = \"{from}\"\nto = [{}]\n", to.join(", "));
    }
    if plan.is_only_for_lin {
        text += "[history]\nauthors = [\"lin@example.org\"]\n";
    }
    text
}

fn named(days: [bool; 7]) -> impl Iterator<Item = &'static str> {
    WEEKDAYS.into_iter().zip(days).filter(|(_, is_named)| *is_named).map(|(day, _)| day)
}

fn habit(habit: &Habit) -> String {
    let mut text = format!("[[habit]]\nid = \"{}\"\ntitle = \"H\"\n", habit.id);
    text += &format!("every = \"{}\"\n", cadence(habit.every));
    text += &format!("target = {}\n", decimal(habit.target));
    if let Some(stretch) = habit.stretch {
        text += &format!("stretch = {}\n", decimal(stretch));
    }
    match habit.span {
        Span::Phase(number) => text += &format!("phase = \"p{number}\"\n"),
        Span::Dates { from, until } => {
            text += &from.map(|day| format!("from = {day}\n")).unwrap_or_default();
            text += &until.map(|day| format!("until = {day}\n")).unwrap_or_default();
        }
    }
    text + &habit.changes.iter().map(change).collect::<String>()
}

fn change(change: &Change) -> String {
    let mut text = format!("[[habit.change]]\nfrom = {}\n", change.from);
    if let Some(every) = change.every {
        text += &format!("every = \"{}\"\n", cadence(every));
    }
    if let Some(target) = change.target {
        text += &format!("target = {}\n", decimal(target));
    }
    if let Some(stretch) = change.stretch {
        text += &format!("stretch = {}\n", decimal(stretch));
    }
    text
}

fn cadence(cadence: Cadence) -> String {
    match cadence {
        Cadence::Day => "day".to_owned(),
        Cadence::Weekday => "weekday".to_owned(),
        Cadence::Named(days) => {
            named(days).map(|day| day[..3].to_owned()).collect::<Vec<_>>().join(",")
        }
        Cadence::PerWeek(times) => format!("{times}/week"),
        Cadence::PerMonth(times) => format!("{times}/month"),
        Cadence::Within { times, days } => format!("{times} in {days} days"),
        Cadence::Each(days) => format!("{days} days"),
    }
}

/// Thousandths as a number: `2` or `0.125`.
pub(super) fn decimal(thousandths: u64) -> String {
    if thousandths.is_multiple_of(1_000) {
        return (thousandths / 1_000).to_string();
    }
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

/// The event line without `Roadmap-`.
pub(super) fn line(said: &Said) -> String {
    let verb = match said.verb {
        Verb::Done => "Done",
        Verb::Study => "Study",
        Verb::Undo => "Undo",
        Verb::Reopen => "Reopen",
        Verb::Skip => "Skip",
    };
    let mut text = format!("{verb}: {}", said.target);
    match said.days {
        Some((first, last)) if first == last => text += &format!(" day={first}"),
        Some((first, last)) => text += &format!(" day={first}..{last}"),
        None => {}
    }
    if let Some(amount) = said.amount {
        text += &format!(" x={}", decimal(amount));
    }
    if let Some(minutes) = said.took {
        text += &format!(" took={minutes}m");
    }
    if !said.of.is_empty() {
        text += &format!(" of={}", said.of.join(","));
    }
    format!("{text} id={}", said.id)
}

/// The author time in RFC 3339.
pub(super) fn moment(said: &Said) -> String {
    let sign = if said.offset < 0 { '-' } else { '+' };
    let minutes = said.offset.abs();
    let clock = said.clock.format("%Y-%m-%dT%H:%M:%S");
    format!("{clock}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The events as the library has them, in the order in which they are written down.
pub(super) fn events(learner: &Learner) -> Vec<Event> {
    let event = |said: &Said| {
        let offset = FixedOffset::east_opt(said.offset * 60).unwrap();
        let at = DateTime::from_naive_utc_and_offset(said.utc(), offset);
        let mut event = support::event(&line(said), at, said.commit);
        if !said.is_by_lin {
            event.author.name = "Mei".into();
            event.author.email = "mei@example.org".into();
        }
        event
    };
    learner.said.iter().map(event).collect()
}

/// All of a learner, for people: the plan, then a line for each event.
pub(super) fn case(learner: &Learner) -> String {
    let events: String = learner
        .said
        .iter()
        .map(|said| {
            let by = if said.is_by_lin { "" } else { " (by Mei)" };
            format!("{} Roadmap-{} commit {}{by}\n", moment(said), line(said), said.commit)
        })
        .collect();
    format!("{}--- events\n{events}", plan(&learner.plan))
}
