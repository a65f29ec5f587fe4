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
//! receipts    `why` of each of its numbers, recomputed from git by a program of its own
//! reader      the same in a real repository, read in all time zones
//! shrink      the smallest case that still differs
//! ```

mod counting;
mod diary;
mod learner;
mod model;
mod numbers;
mod reader;
mod receipts;
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
use crate::history_generator::generator::random::Random;
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

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().expect(variable))
}

/// What was found in some learner-years.
#[derive(Default)]
struct Findings {
    /// How many days were looked at.
    compared: usize,
    /// On how many of them each kind of number differs.
    different: BTreeMap<String, usize>,
    /// The first case of each kind.
    reports: Vec<String>,
}

impl Findings {
    /// Compares the learners of the seeds, each on the first few of its days.
    fn of(seeds: impl Iterator<Item = u64>, looks: usize) -> Self {
        let mut findings = Self::default();
        for seed in seeds {
            let learner = learner::learner(seed);
            let mut days = days_to_look(seed, &learner);
            let kinds = days.len();
            days.rotate_left(usize::try_from(seed).unwrap() % kinds);
            days.into_iter().take(looks).for_each(|as_of| findings.look(seed, &learner, as_of));
        }
        findings
    }

    fn look(&mut self, seed: u64, learner: &Learner, as_of: NaiveDate) {
        self.compared += 1;
        let different = differences(learner, as_of);
        let kinds: BTreeSet<String> = different.iter().map(|(name, ..)| kind(name)).collect();
        let new = kinds.iter().find(|kind| !self.different.contains_key(*kind));
        if let Some(about) = new.filter(|_| self.reports.len() < 5) {
            self.reports.push(report(seed, learner, as_of, about));
        }
        for kind in kinds {
            *self.different.entry(kind).or_insert(0) += 1;
        }
    }

    fn with(mut self, other: Self) -> Self {
        self.compared += other.compared;
        for (kind, count) in other.different {
            *self.different.entry(kind).or_insert(0) += count;
        }
        self.reports.extend(other.reports);
        self
    }
}

/// How many run at the same time.
const THREADS: usize = 2;

#[test]
fn the_simulation_agrees_on_every_number_of_random_learner_years() {
    let asked = number("ROADMAP_ORACLE_LEARNERS");
    let (learners, looks) = asked.map_or((500, 1), |learners| (learners, 3));
    let first = number("ROADMAP_ORACLE_SEED").unwrap_or(1_000_000);
    let seeds = first..first + learners;
    let findings = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..THREADS)
            .map(|part| seeds.clone().skip(part).step_by(THREADS))
            .map(|seeds| scope.spawn(move || Findings::of(seeds, looks)))
            .collect();
        let found = parts.into_iter().map(|part| part.join().expect("a thread that ends"));
        found.fold(Findings::default(), Findings::with)
    });
    let Findings { compared, different, reports } = findings;
    eprintln!("{learners} learner-years, {compared} days looked at");
    assert!(different.is_empty(), "{}\ndifferent: {different:?}", reports.join("\n"));
}

/// The repository of a generated learner, seen from the last of its days.
pub(crate) fn generated_learner(seed: u64) -> support::TestRepo {
    let seeds = seed * 1_000..;
    let mut learners = seeds.map(learner::learner).filter(|learner| learner.said.len() > 50);
    let learner = learners.next().expect("a learner with something to say");
    let mut repo = reader::repository(&learner);
    repo.at(&format!("{}T12:00:00+00:00", reader::day_to_look(&learner)));
    repo
}
