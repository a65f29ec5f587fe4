//! Random histories, made with the real git and the real binary over up to five clones, against
//! a model of their own: an oracle that reads which event lines each clone can reach
//! (`oracle.rs`) and a naive fold (`fold.rs`). Neither shares code with `src/`.
//!
//! After every step: clones that reach the same lines print the same bytes, every clone prints
//! the numbers of the naive fold, and no event with a written id is lost by anything but the
//! deletion of its branch. Every few steps, and at the end, what is read through the cache is
//! read again without it: not one byte may differ. There the commits also count by themselves, by two
//! rules of evidence.
//!
//! ```text
//! ROADMAP_FUZZ_HISTORIES=10000 ROADMAP_FUZZ_SEED=1 cargo test --test it history_fuzzer
//! ```

mod fold;
mod oracle;
mod step;
mod world;

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::history_generator::generator::random::{self, Random};
use fold::Fold;
use oracle::Reach;
use step::{History, Promise};
use world::{CHECKED_AT, Template, World};

/// How many steps lie between two readings without the cache.
const STEPS_BETWEEN_COLD: usize = 6;

const HISTORIES: u64 = 100;
const FIRST_SEED: u64 = 1;
const MOST_CLONES: usize = 5;
const STEPS: std::ops::Range<usize> = 9..19;
/// The first steps, which only record and branch.
const BEGINNING: usize = 5;

/// What was done and compared, over all histories.
#[derive(Default)]
struct Tally {
    steps: AtomicU64,
    /// How often a clone reached lines that had been reached before, in other commits or another
    /// clone.
    meetings: AtomicU64,
    events: AtomicU64,
    /// How many events followed from commits where warm and cold were compared.
    derived: AtomicU64,
}

#[test]
fn random_histories_lose_nothing_and_count_nothing_twice() {
    let histories = from_environment("ROADMAP_FUZZ_HISTORIES", HISTORIES);
    let first = from_environment("ROADMAP_FUZZ_SEED", FIRST_SEED);
    let (template, tally) = (Template::new(), Tally::default());
    let next = AtomicU64::new(first);
    let failure: Mutex<Option<(u64, String)>> = Mutex::new(None);
    let work = || {
        while failure.lock().unwrap().is_none() {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + histories {
                break;
            }
            if let Err(message) = run(seed, &template, &tally) {
                failure.lock().unwrap().get_or_insert((seed, message));
            }
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    let (steps, meetings) = (count(&tally.steps), count(&tally.meetings));
    eprintln!(
        "{histories} histories from seed {first}: {steps} steps, {} events at their ends, \
         {meetings} times the same lines in another state, {} events by evidence read twice",
        count(&tally.events),
        count(&tally.derived)
    );
    if let Some((seed, message)) = failure.into_inner().unwrap() {
        panic!(
            "{message}\nreplay: ROADMAP_FUZZ_SEED={seed} ROADMAP_FUZZ_HISTORIES=1 cargo test \
             --test it history_fuzzer"
        );
    }
    assert!(count(&tally.derived) >= histories, "the commits hardly count by themselves");
    assert!(meetings >= histories, "the histories do not meet often enough to prove anything");
}

#[test]
fn a_seed_makes_the_same_history_every_time() {
    let template = Template::new();
    let ends = [(), ()].map(|()| {
        let root = TempDir::new().unwrap();
        let mut state = State::new(7, &template, root.path()).unwrap();
        for _ in 0..STEPS.end {
            state.step(&Tally::default()).unwrap();
        }
        let world = &state.history.world;
        (state.history.trace.clone(), world.run(0, "git", &["rev-parse", "HEAD"], &[]).out)
    });
    assert_eq!(ends[0], ends[1]);
}

fn from_environment(name: &str, default: u64) -> u64 {
    let text = std::env::var(name).ok();
    text.map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// Runs the history of one seed; says what is wrong with it, and how it came about.
fn run(seed: u64, template: &Template, tally: &Tally) -> Result<(), String> {
    let root = TempDir::new().unwrap();
    let mut state = State::new(seed, template, root.path())?;
    let steps = STEPS.start + state.history.random.below(STEPS.len());
    for _ in 0..steps {
        state.step(tally).map_err(|message| state.explain(seed, &message))?;
    }
    state.compare_lists(tally).map_err(|message| state.explain(seed, &message))?;
    let events: usize = state.reaches.iter().map(|reach| reach.events.len()).sum();
    tally.events.fetch_add(events as u64, Ordering::Relaxed);
    Ok(())
}

/// A history and what has been seen of it.
struct State {
    history: History,
    steps: usize,
    today: NaiveDate,
    /// What each clone reaches.
    reaches: Vec<Reach>,
    /// What was printed for the same events by the same people; and for the same lines, without
    /// the number of people.
    printed: HashMap<String, String>,
    printed_for_lines: HashMap<String, String>,
}

impl State {
    fn new(seed: u64, template: &Template, root: &std::path::Path) -> Result<Self, String> {
        let mut random = Random::new(seed);
        // Few clones more often than many: steps meet more often then.
        let clones = 1 + random.below(MOST_CLONES).min(random.below(MOST_CLONES + 1));
        let world = World::new(template, root, clones);
        let reaches = (0..clones).map(|clone| world.reach(clone)).collect::<Result<_, _>>()?;
        Ok(Self {
            history: History::new(world, random),
            steps: 0,
            today: CHECKED_AT[..10].parse().unwrap(),
            reaches,
            printed: HashMap::new(),
            printed_for_lines: HashMap::new(),
        })
    }

    fn step(&mut self, tally: &Tally) -> Result<(), String> {
        let clone = self.history.random.below(self.history.world.clones);
        let reach = &self.reaches[clone];
        let promise = if self.steps < BEGINNING {
            self.history.begin(clone, reach)?
        } else {
            self.history.step(clone, reach)?
        };
        self.steps += 1;
        let reach = self.history.world.reach(clone)?;
        let before = self.reaches[clone].written_ids();
        let lost: Vec<&String> =
            before.iter().filter(|id| !reach.events.contains_key(*id)).collect();
        if promise == Promise::Keeps && !lost.is_empty() {
            return Err(format!("c{clone} has lost {lost:?}"));
        }
        tally.steps.fetch_add(1, Ordering::Relaxed);
        self.reaches[clone] = reach;
        self.compare(clone, tally)?;
        if self.steps.is_multiple_of(STEPS_BETWEEN_COLD) {
            self.compare_cold(clone, tally)
        } else {
            Ok(())
        }
    }

    /// Compares what the clone prints through the cache with what it prints without.
    fn compare_cold(&self, clone: usize, tally: &Tally) -> Result<(), String> {
        let world = &self.history.world;
        let read =
            || Ok::<_, String>([world.read(clone, &["status"])?, world.read(clone, &["log"])?]);
        let warm = read()?;
        if !world.forget(clone) {
            return Err(format!("c{clone} remembers nothing"));
        }
        let cold = read()?;
        let derived = warm[1].matches("\"derived\": {").count();
        tally.derived.fetch_add(derived as u64, Ordering::Relaxed);
        if warm == cold { Ok(()) } else { Err(format!("c{clone}: warm\n{warm:?}\ncold\n{cold:?}")) }
    }

    /// Compares what the clone prints with the naive fold and with all who reach the same.
    fn compare(&mut self, clone: usize, tally: &Tally) -> Result<(), String> {
        let printed = self.history.world.read(clone, &["status", "--no-evidence"])?;
        let reach = &self.reaches[clone];
        let want = Fold::new(reach, self.today).status(reach);
        let got = fold::status_of(&printed);
        if got != want {
            return Err(format!("c{clone} prints\n{got:#}\nthe naive fold says\n{want:#}"));
        }
        let people = format!("\"people\": {}", got["people"]);
        let without_people = printed.replace(&people, "\"people\": ?");
        let same = self.printed.entry(reach.fingerprint());
        if matches!(same, std::collections::hash_map::Entry::Occupied(_)) {
            tally.meetings.fetch_add(1, Ordering::Relaxed);
        }
        if *same.or_insert_with(|| printed.clone()) != printed {
            return Err(format!("the same events and authors, other bytes: c{clone}\n{printed}"));
        }
        let same = self.printed_for_lines.entry(reach.lines());
        if *same.or_insert_with(|| without_people.clone()) != without_people {
            return Err(format!("the same lines, other bytes: c{clone}\n{printed}"));
        }
        Ok(())
    }

    /// At the end: every task of every clone, with its day.
    fn compare_lists(&self, tally: &Tally) -> Result<(), String> {
        for (clone, reach) in self.reaches.iter().enumerate() {
            self.compare_cold(clone, tally)?;
            let got = fold::list_of(&self.history.world.read(clone, &["list", "--no-evidence"])?);
            let want = Fold::new(reach, self.today).list();
            if got != want {
                return Err(format!("c{clone} lists {got:?}, the naive fold {want:?}"));
            }
        }
        Ok(())
    }

    fn explain(&self, seed: u64, message: &str) -> String {
        format!("seed {seed}:\n{}\n{message}", self.history.trace.join("\n"))
    }
}
