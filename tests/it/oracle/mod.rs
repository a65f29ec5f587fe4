//! The independent oracle of time and habits: a naive simulation, day by day, written from
//! `docs/time.md` alone and sharing no code with the library, against the library on random
//! learner-years.
//!
//! ```text
//! model       a plan and recorded lines, as the oracle sees them
//! learner     a random plan from a seed; diary: a random year of lines; zone: its clocks
//! text        the same as `roadmap.toml` and event lines, for the library
//! counting    which lines count as of a day
//! simulation  a habit day by day; streak: runs; strength: score and rows
//! numbers     every number by name, from the simulation and from the library
//! shrink      the smallest case that still differs
//! ```

mod counting;
mod diary;
mod learner;
mod model;
mod numbers;
mod shrink;
mod simulation;
mod streak;
mod strength;
mod text;
mod zone;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};

use self::model::Learner;
use self::numbers::{Numbers, numbers_of, simulated};
use crate::history_fuzzer::random::Random;
use crate::support;

/// The days to look at a learner on: some before the start, most in the year, some after it.
fn days_to_look(seed: u64, learner: &Learner) -> Vec<NaiveDate> {
    let random = &mut Random::new(seed ^ 0x0d0d);
    let start = learner.plan.start;
    let last = learner.said.iter().map(|line| line.utc().date()).max().unwrap_or(start);
    let length = usize::try_from((last - start).num_days().max(1)).unwrap();
    let within = start + Days::new(random.below(length) as u64);
    let near_end = last + Days::new(random.below(20) as u64) - Days::new(10);
    let anywhere = start + Days::new(random.below(450) as u64) - Days::new(8);
    vec![within, near_end, anywhere]
}

/// The numbers that differ, with what the simulation and what the library says.
fn differences(learner: &Learner, as_of: NaiveDate) -> Vec<(String, String, String)> {
    let plan = support::plan(&text::plan(&learner.plan));
    let library = numbers_of(&plan, &text::events(learner), as_of);
    compare(&simulated(learner, as_of), &library)
}

fn compare(simulation: &Numbers, library: &Numbers) -> Vec<(String, String, String)> {
    let mut names: Vec<&String> = simulation.keys().chain(library.keys()).collect();
    names.sort();
    names.dedup();
    let of = |numbers: &Numbers, name| numbers.get(name).cloned().unwrap_or("(missing)".into());
    let both = names.into_iter().map(|name| (name, of(simulation, name), of(library, name)));
    both.filter(|(_, one, other)| one != other)
        .map(|(name, one, other)| (name.clone(), one, other))
        .collect()
}

/// What is said of a learner on whom the two disagree about a kind of number: the smallest case
/// on which they still do.
fn report(seed: u64, learner: &Learner, as_of: NaiveDate, about: &str) -> String {
    let differs = |case: &Learner| {
        let is_valid = roadmap::plan::read(text::plan(&case.plan).as_bytes()).is_ok();
        is_valid && differences(case, as_of).iter().any(|(name, ..)| kind(name) == about)
    };
    let small = shrink::shrink(learner, &differs);
    let mut text = format!("seed {seed}, as of {as_of}\n{}", text::case(&small));
    for (name, simulation, library) in differences(&small, as_of) {
        let _ = write!(text, "{name}\n  oracle:  {simulation}\n  library: {library}\n");
    }
    let again = "ROADMAP_ORACLE_LEARNERS=1 ROADMAP_ORACLE_SEED=";
    text + &format!("again: {again}{seed} cargo test --test it oracle -- --nocapture\n")
}

/// The name of a number without that of its habit.
fn kind(name: &str) -> String {
    name.trim_start_matches(|letter: char| letter == 'h' || letter.is_ascii_digit()).to_owned()
}

fn number(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect(variable))
}

#[test]
fn the_simulation_agrees_on_every_number_of_random_learner_years() {
    let learners = number("ROADMAP_ORACLE_LEARNERS", 500);
    let first = number("ROADMAP_ORACLE_SEED", 1_000_000);
    let (mut compared, mut reports, mut found) = (0, Vec::new(), BTreeMap::new());
    for seed in first..first + learners {
        let learner = learner::learner(seed);
        for as_of in days_to_look(seed, &learner) {
            compared += 1;
            let different = differences(&learner, as_of);
            let kinds: BTreeSet<String> = different.iter().map(|(name, ..)| kind(name)).collect();
            let new = kinds.iter().find(|kind| !found.contains_key(*kind));
            if let Some(about) = new.filter(|_| reports.len() < 5) {
                reports.push(report(seed, &learner, as_of, about));
            }
            kinds.into_iter().for_each(|kind| *found.entry(kind).or_insert(0) += 1);
        }
    }
    eprintln!("{learners} learner-years, {compared} days looked at");
    assert!(found.is_empty(), "{}\ndifferent: {found:?}", reports.join("\n"));
}
