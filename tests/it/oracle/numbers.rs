//! Every number of `docs/time.md` by name: as the simulation has it, and as the library has it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use roadmap::ledger::Event;
use roadmap::plan::Plan;
use roadmap::progress::{self, Freezes, HabitProgress, Run, StreakUnit, Stretch, Verdict};

use super::counting::{self, Facts, day_recorded};
use super::model::{Learner, Verb};
use super::simulation::{Eyes, HabitYear, is_rest_day};
use super::streak::{Size, Streak, Unit, streak};
use super::strength::Row;
use super::text::decimal;

/// Numbers by name, as text.
pub(super) type Numbers = BTreeMap<String, String>;

/// What the simulation says about a learner as of a day.
pub(super) fn simulated(learner: &Learner, as_of: NaiveDate) -> Numbers {
    let facts = counting::facts(learner, as_of);
    let mut numbers = Numbers::new();
    numbers.insert("today".to_owned(), today(learner, as_of).to_string());
    simulate_overall(learner, &facts, as_of, &mut numbers);
    for habit in &learner.plan.habits {
        let year = HabitYear::new(&learner.plan, habit, &facts, as_of);
        simulate_habit(&year, &mut numbers);
    }
    numbers
}

/// T4: the day that is looked at when no other is asked for.
fn today(learner: &Learner, readers_date: NaiveDate) -> NaiveDate {
    let next = readers_date + Days::new(1);
    let is_there = counting::counting(learner, next).into_iter().any(|line| {
        let day = line.days.map_or_else(|| day_recorded(&learner.plan, line), |(_, last)| last);
        let counts = match line.verb {
            Verb::Skip => false,
            // These act on the lines that they name, whatever their target.
            Verb::Undo | Verb::Reopen => true,
            Verb::Done | Verb::Study => {
                line.target == "*" || !counting::credited(&learner.plan, &line.target).is_empty()
            }
        };
        counts && day == next
    });
    if is_there { next } else { readers_date }
}

fn simulate_overall(learner: &Learner, facts: &Facts, as_of: NaiveDate, numbers: &mut Numbers) {
    let plan = &learner.plan;
    let active: Vec<String> = facts.active.iter().map(NaiveDate::to_string).collect();
    numbers.insert("overall active".to_owned(), active.join(" "));
    let first = facts.active.first().map_or(plan.start, |day| plan.start.min(*day));
    let day = |ends: NaiveDate, look: NaiveDate, eyes: Eyes| {
        let excused = eyes == Eyes::Protected && facts.holidays.contains(&ends);
        let is_owed = ends >= plan.start && !is_rest_day(plan, ends) && !excused;
        let unit = Unit { is_owed, is_met: facts.active.contains(&ends), ends };
        if ends <= look { vec![unit] } else { Vec::new() }
    };
    let strict = streak(first, as_of, 0, &|ends, look| day(ends, look, Eyes::Strict));
    let freezes = plan.freezes_per_month;
    let protected = streak(first, as_of, freezes, &|ends, look| day(ends, look, Eyes::Protected));
    insert_streaks("overall", &strict, &protected, freezes, numbers);
}

fn insert_streaks(
    of: &str,
    strict: &Streak,
    protected: &Streak,
    freezes: u32,
    numbers: &mut Numbers,
) {
    let is_longer = protected.current >= strict.current && protected.longest >= strict.longest;
    assert!(is_longer, "{of}: the protected streak is the shorter: {strict:?} {protected:?}");
    for (name, streak) in [("strict", strict), ("protected", protected)] {
        let runs = format!("{}/{}", streak.current, streak.longest);
        numbers.insert(format!("{of} {name}"), runs);
        numbers.insert(format!("{of} {name} breaks"), or_dash(streak.breaks));
        numbers.insert(format!("{of} {name} at risk"), (streak.breaks == Some(1)).to_string());
    }
    let spent = protected.spent;
    numbers.insert(format!("{of} freezes"), format!("{spent}/{} of {freezes}", freezes - spent));
}

fn or_dash(number: Option<impl ToString>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| number.to_string())
}

fn simulate_habit(year: &HabitYear<'_>, numbers: &mut Numbers) {
    let (of, today) = (&year.habit.id, year.as_of);
    let strict =
        streak(year.begins(), today, 0, &|ends, look| year.units(ends, look, Eyes::Strict));
    let freezes = year.plan.freezes_per_month;
    let protected = streak(year.begins(), today, freezes, &|ends, look| {
        year.units(ends, look, Eyes::Protected)
    });
    insert_streaks(of, &strict, &protected, freezes, numbers);
    let scheduled = year.is_scheduled(year.goal(today).0, today);
    let period = year.period().map(|period| {
        let left = or_dash(period.left);
        let (used, quota) = (period.used, period.quota);
        format!("{used}/{quota} left {left} {}..{}", period.first, period.last)
    });
    let amounts = year.amounts.iter().map(|(day, amount)| format!("{day}={}", decimal(*amount)));
    let excused = year.excused.iter().map(NaiveDate::to_string);
    let verdicts = protected.verdicts.iter().map(|(day, verdict)| format!("{day}{verdict}"));
    let scores = year.scores();
    let score = scores.last().map_or(0.0, |(_, score)| *score);
    let facts = [
        ("running", year.is_in_span(today).to_string()),
        ("due", year.is_due().to_string()),
        ("owed", or_dash(scheduled.map(|owed| owed && year.is_in_span(today)))),
        ("is excused", year.is_excused(today).to_string()),
        ("period", or_dash(period)),
        ("unit", year.unit_name().to_owned()),
        ("score", format!("{score:.4}")),
        ("amounts", amounts.collect::<Vec<_>>().join(" ")),
        ("excused", excused.collect::<Vec<_>>().join(" ")),
        ("verdicts", verdicts.collect::<Vec<_>>().join(" ")),
    ];
    numbers.extend(facts.map(|(name, value)| (format!("{of} {name}"), value)));
    for (name, size) in [("weeks", Size::Week), ("months", Size::Month)] {
        let rows: Vec<String> = year.rows(size, &scores).iter().map(row).collect();
        numbers.insert(format!("{of} {name}"), rows.join("\n"));
    }
}

fn row(row: &Row) -> String {
    let Row { first, last, amount, days_with_amount, days_met, asked, score } = row;
    let (amount, asked) = (decimal(*amount), or_dash(*asked));
    format!("{first}..{last} {amount} on {days_with_amount} met {days_met} of {asked} {score:.4}")
}

/// The only place that knows the library: its numbers for a plan and events as of a day.
pub(super) fn numbers_of(plan: &Plan, events: &[Event], as_of: NaiveDate) -> Numbers {
    let progress = progress::fold_today(plan, events, as_of);
    let today = progress.as_of;
    let progress = if today == as_of { progress } else { progress::fold(plan, events, as_of) };
    let active: Vec<String> = progress.activity.keys().map(NaiveDate::to_string).collect();
    let mut numbers = Numbers::from([
        ("today".to_owned(), today.to_string()),
        ("overall active".to_owned(), active.join(" ")),
    ]);
    let overall = &progress.overall;
    runs_of("overall", overall.strict, overall.protected, overall.freezes, &mut numbers);
    for (habit, stand) in plan.habits.iter().zip(&progress.habits) {
        assert_eq!(habit.id, stand.id);
        numbers_of_habit(stand, &mut numbers);
        let judged = progress::judged_units(plan, habit, stand, as_of);
        let verdicts = judged.iter().filter_map(|unit| match unit.verdict {
            Verdict::Met => Some(format!("{}+", unit.last)),
            Verdict::Missed => Some(format!("{}-", unit.last)),
            Verdict::Frozen => Some(format!("{}*", unit.last)),
            Verdict::NotOwed => None,
        });
        let verdicts: Vec<String> = verdicts.collect();
        numbers.insert(format!("{} verdicts", habit.id), verdicts.join(" "));
        let back = progress::look_back(plan, habit, stand, as_of);
        for (name, rows) in [("weeks", &back.weeks), ("months", &back.months)] {
            let rows: Vec<String> = rows.iter().map(row_of).collect();
            numbers.insert(format!("{} {name}", habit.id), rows.join("\n"));
        }
    }
    numbers
}

fn runs_of(of: &str, strict: Run, protected: Run, freezes: Freezes, numbers: &mut Numbers) {
    for (name, run) in [("strict", strict), ("protected", protected)] {
        numbers.insert(format!("{of} {name}"), format!("{}/{}", run.current, run.longest));
        numbers.insert(format!("{of} {name} breaks"), or_dash(run.days_until_break));
        numbers.insert(format!("{of} {name} at risk"), run.at_risk().to_string());
    }
    let Freezes { per_month, spent, left } = freezes;
    numbers.insert(format!("{of} freezes"), format!("{spent}/{left} of {per_month}"));
}

fn numbers_of_habit(stand: &HabitProgress, numbers: &mut Numbers) {
    let of = &stand.id;
    runs_of(of.as_str(), stand.strict, stand.protected, stand.freezes, numbers);
    let period = stand.period.as_ref().map(|period| {
        let left = or_dash(period.days_left);
        let (used, quota) = (period.used, period.quota);
        format!("{used}/{quota} left {left} {}..{}", period.first, period.last)
    });
    let unit = match stand.unit {
        StreakUnit::Day => "day",
        StreakUnit::Week => "week",
        StreakUnit::Month => "month",
        StreakUnit::Mixed => "mixed",
    };
    let amounts = stand.amounts.iter();
    let amounts = amounts.map(|(day, amount)| format!("{day}={}", decimal(amount.thousandths())));
    let mut excused: Vec<String> = stand
        .excused
        .iter()
        .flat_map(|range| range.first().iter_days().take_while(|day| *day <= range.last()))
        .map(|day| day.to_string())
        .collect();
    excused.sort();
    excused.dedup();
    let facts = [
        ("running", stand.is_running.to_string()),
        ("due", stand.due_today.to_string()),
        ("owed", or_dash(stand.owed_today)),
        ("is excused", stand.excused_today.to_string()),
        ("period", or_dash(period)),
        ("unit", unit.to_owned()),
        ("score", format!("{:.4}", stand.score.value())),
        ("amounts", amounts.collect::<Vec<_>>().join(" ")),
        ("excused", excused.join(" ")),
    ];
    numbers.extend(facts.map(|(name, value)| (format!("{of} {name}"), value)));
}

fn row_of(row: &Stretch) -> String {
    let (first, last) = (row.first, row.last);
    let (amount, asked) = (decimal(row.amount.thousandths()), or_dash(row.asked));
    let (active, met, score) = (row.active_days, row.met_days, row.score.value());
    format!("{first}..{last} {amount} on {active} met {met} of {asked} {score:.4}")
}
