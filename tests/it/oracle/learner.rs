//! Random learner-years: the same for the same seed, on every machine.

use chrono::{Days, NaiveDate};

use super::diary::Diary;
use super::model::{Cadence, Change, Habit, Learner, Plan, Span};
use crate::history_generator::generator::random::Random;

/// The learner of a seed.
pub(super) fn learner(seed: u64) -> Learner {
    let random = &mut Random::new(seed);
    let plan = plan(random);
    let said = Diary::kept(random, &plan);
    Learner { plan, said }
}

/// A number from `least` to `most`.
pub(super) fn between(random: &mut Random, least: u32, most: u32) -> u32 {
    least + u32::try_from(random.below((most - least + 1) as usize)).unwrap()
}

/// A day up to so many after another.
fn day_after(random: &mut Random, day: NaiveDate, most: usize) -> NaiveDate {
    day + Days::new(random.below(most + 1) as u64)
}

fn plan(random: &mut Random) -> Plan {
    let epoch = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap();
    let start = day_after(random, epoch, 1_200);
    let mut rest_days = [false; 7];
    if random.once_in(2) {
        rest_days[random.pick(&[5, 6, 6, 6, 4])] = true;
        rest_days[random.below(7)] |= random.once_in(3);
        rest_days[random.below(7)] |= random.once_in(4);
    }
    let phases = (0..2).map(|_| window(random, start)).collect();
    let habits: Vec<Habit> =
        (0..random.pick(&[1, 1, 2, 2, 3])).map(|number| habit(random, number, start)).collect();
    let moved = if random.once_in(3) { moves(random, habits.len()) } else { Vec::new() };
    Plan {
        start,
        day_ends: random.pick(&[0, 0, 60, 120, 150, 180, 210, 240, 240, 300, 345, 360]),
        weeks_start_on_sunday: random.once_in(3),
        rest_days,
        freezes_per_month: random.pick(&[0, 0, 1, 1, 2, 3, 5, 31]),
        phases,
        habits,
        moved,
        is_only_for_lin: random.once_in(6),
    }
}

/// A window that ends on the start of the plan or later.
fn window(random: &mut Random, start: NaiveDate) -> (NaiveDate, NaiveDate) {
    let length = random.pick(&[0, 6, 20, 30, 60, 120, 200]);
    let last = day_after(random, start, 300) + Days::new(length / 2);
    let first = last - Days::new(length);
    (first, last)
}

/// Renames, splits and chains of them.
fn moves(random: &mut Random, habits: usize) -> Vec<(String, Vec<String>)> {
    let habit = format!("h{}", random.below(habits));
    let split = vec![habit.clone(), "a".to_owned()];
    vec![
        ("old".to_owned(), if random.once_in(2) { split } else { vec![habit] }),
        ("older".to_owned(), vec!["old".to_owned()]),
        ("oldest".to_owned(), vec!["older".to_owned(), "b".to_owned()]),
    ]
}

fn habit(random: &mut Random, number: usize, start: NaiveDate) -> Habit {
    let every = cadence(random);
    let target = target(random);
    let stretches = random.once_in(3);
    let stretch = |target: u64| stretches.then_some(target * 2);
    let mut habit = Habit {
        id: format!("h{number}"),
        every,
        target,
        stretch: stretch(target),
        span: span(random, start),
        changes: Vec::new(),
    };
    let mut from = start - Days::new(10);
    let (mut every, mut target) = (every, target);
    for _ in 0..random.pick(&[0, 0, 0, 1, 1, 2, 3, 5]) {
        from = day_after(random, from, 150) + Days::new(1);
        let new_every = if random.once_in(4) { None } else { Some(near(random, every)) };
        let changes_target = new_every.is_none() || random.once_in(3);
        let new_target = changes_target.then(|| self::target(random));
        let stretch = new_target.and_then(stretch);
        if new_every.is_none_or(|new| new == every) && new_target.is_none_or(|new| new == target) {
            continue;
        }
        (every, target) = (new_every.unwrap_or(every), new_target.unwrap_or(target));
        habit.changes.push(Change { from, every: new_every, target: new_target, stretch });
    }
    habit
}

fn span(random: &mut Random, start: NaiveDate) -> Span {
    match random.below(6) {
        0 | 1 => Span::Dates { from: None, until: None },
        2 => Span::Phase(0),
        3 => Span::Phase(1),
        _ => {
            let first = day_after(random, start, 120) - Days::new(20);
            let last = day_after(random, first.max(start), 250);
            let (has_first, has_last) = random.pick(&[(true, true), (true, false), (false, true)]);
            Span::Dates { from: has_first.then_some(first), until: has_last.then_some(last) }
        }
    }
}

fn cadence(random: &mut Random) -> Cadence {
    match random.below(9) {
        0 | 1 => Cadence::Day,
        2 => Cadence::Weekday,
        3 => {
            let mut named = [false; 7];
            named[random.below(7)] = true;
            for _ in 0..random.below(4) {
                named[random.below(7)] = true;
            }
            Cadence::Named(named)
        }
        4 | 5 => Cadence::PerWeek(between(random, 1, 7)),
        6 => Cadence::PerMonth(random.pick(&[1, 2, 4, 8, 10, 15, 20, 28, 30, 31])),
        7 => {
            let days = random.pick(&[2, 3, 5, 7, 7, 10, 14, 30, 45, 366]);
            Cadence::Within { times: between(random, 1, days.min(12)), days }
        }
        _ => Cadence::Each(random.pick(&[2, 2, 3, 4, 5, 7, 10, 30, 90])),
    }
}

/// Another cadence; often one of the same kind, so that periods are cut.
fn near(random: &mut Random, cadence: Cadence) -> Cadence {
    match cadence {
        Cadence::PerWeek(_) if random.once_in(2) => Cadence::PerWeek(between(random, 1, 7)),
        Cadence::PerMonth(_) if random.once_in(2) => Cadence::PerMonth(between(random, 1, 31)),
        Cadence::Within { times, days } if random.once_in(2) => {
            Cadence::Within { times: between(random, 1, times + 1).min(days), days }
        }
        Cadence::Each(days) if random.once_in(3) => Cadence::Within { times: 1, days },
        _ => self::cadence(random),
    }
}

/// In thousandths.
fn target(random: &mut Random) -> u64 {
    random.pick(&[1_000, 1_000, 1_000, 1_000, 2_000, 3_000, 20_000, 500, 1_500, 125, 333])
}
