//! Random sequences of edits of random plans, against what every edit has to keep: a valid plan,
//! every comment in its order, every other line as it was, and all credit.
//!
//! ```text
//! plan_text  a random plan, laid out as people do it
//! step       a random edit
//! law        what it has to keep
//! ```

mod law;
pub(crate) mod plan_text;
mod step;

use std::collections::BTreeMap;

use chrono::TimeDelta;
use roadmap::ledger::Event;
use roadmap::plan::document::Document;
use roadmap::plan::{self, Plan};

use self::law::Version;
use self::step::Step;
use crate::history_generator::generator::random::Random;
use crate::support::{event, moment};

/// How many edits a sequence has at most.
const LONGEST: usize = 12;

/// How many run at the same time.
const THREADS: usize = 2;

/// What was recorded for a plan, and for ids that it had once or never.
fn events(plan: &Plan, random: &mut Random) -> Vec<Event> {
    let tasks = plan.tasks().map(|(_, task)| task.id.to_string());
    let habits = plan.habits.iter().map(|habit| habit.id.to_string());
    let past = plan.moved.iter().map(|moved| moved.from.to_string());
    let ids: Vec<String> = tasks.chain(habits).chain(past).chain(["ghost".to_owned()]).collect();
    let start = moment("2025-08-01T12:00:00+08:00");
    let mut events = Vec::new();
    for number in 0..random.below(14) {
        let at = start + TimeDelta::days(i64::try_from(random.below(50)).expect("a day"));
        let id = random.pick(&ids);
        let verb = random.pick(&["Done", "Done", "Done", "Study", "Skip"]);
        let took = if verb == "Skip" || random.once_in(2) { "" } else { " took=45m" };
        events.push(event(&format!("{verb}: {id}{took} id=e{number}"), at, number));
    }
    events
}

/// What came of the edits that were tried.
#[derive(Default)]
struct Tally {
    made: BTreeMap<&'static str, usize>,
    refused: BTreeMap<&'static str, usize>,
}

fn kind(step: &Step) -> &'static str {
    match step {
        Step::Rename(..) => "rename",
        Step::Split(..) => "split",
        Step::Merge(..) => "merge",
        Step::Transfer(..) => "transfer",
        Step::Add(..) => "add",
        Step::Set(..) => "set",
    }
}

/// One edit: the new version; `None` where it was refused, as some have to be.
fn edit(before: &Version, step: &Step, events: &[Event]) -> Result<Option<Version>, String> {
    let mut document =
        Document::parse(before.text.as_str()).map_err(|problems| problems.to_string())?;
    if step.apply(&mut document, &before.plan).is_err() {
        return Ok(None);
    }
    let text = document.to_string();
    law::comments_stay(step, &before.text, &text)?;
    let plan = match plan::read(text.as_bytes()) {
        Ok(reading) => reading.plan,
        Err(problems) if step.is_always_sound() => {
            return Err(problems.render(
                "plan",
                text.as_bytes(),
                false,
                100,
                roadmap::sentence::Lang::En,
            ));
        }
        Err(_) => return Ok(None),
    };
    let after = Version { text, plan };
    law::the_rest_stays(step, before, &after)?;
    law::credit_stays(step, before, &after, events)?;
    Ok(Some(after))
}

/// Runs the sequence of a seed.
fn sequence(seed: u64, tally: &mut Tally) {
    let random = &mut Random::new(seed);
    let text = plan_text::plan_text(random);
    let plan = match plan::read(text.as_bytes()) {
        Ok(reading) => reading.plan,
        Err(problems) => {
            panic!(
                "seed {seed}: {}",
                problems.render("plan", text.as_bytes(), false, 100, roadmap::sentence::Lang::En)
            )
        }
    };
    let events = events(&plan, random);
    let mut version = Version { text, plan };
    for _ in 0..=random.below(LONGEST) {
        let Some(step) = step::step(&version.plan, random) else { continue };
        match edit(&version, &step, &events) {
            Ok(Some(after)) => {
                *tally.made.entry(kind(&step)).or_default() += 1;
                version = after;
            }
            Ok(None) => *tally.refused.entry(kind(&step)).or_default() += 1,
            Err(broken) => panic!(
                "seed {seed}: {step:?}\n{broken}\n{}\nagain: ROADMAP_EDIT_SEQUENCES=1 ROADMAP_EDIT_SEED={seed} cargo test --test it edit_sequences",
                version.text
            ),
        }
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|text| text.parse().expect(variable))
}

#[test]
fn random_sequences_of_edits_keep_the_plan_its_comments_and_all_credit() {
    let asked = number("ROADMAP_EDIT_SEQUENCES");
    let first = number("ROADMAP_EDIT_SEED").unwrap_or(1);
    let seeds = first..first + asked.unwrap_or(300);
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..THREADS)
            .map(|part| seeds.clone().skip(part).step_by(THREADS))
            .map(|seeds| {
                scope.spawn(move || {
                    let mut tally = Tally::default();
                    seeds.for_each(|seed| sequence(seed, &mut tally));
                    tally
                })
            })
            .collect();
        parts.into_iter().map(|part| part.join().expect("a thread that ends")).collect()
    });
    let sum = |of: fn(&Tally) -> &BTreeMap<&'static str, usize>, kind: &str| -> usize {
        tallies.iter().filter_map(|tally| of(tally).get(kind)).sum()
    };
    for kind in ["rename", "split", "merge", "transfer", "add", "set"] {
        let (made, refused) = (sum(|tally| &tally.made, kind), sum(|tally| &tally.refused, kind));
        eprintln!("{kind}: {made} made, {refused} refused");
        // Otherwise the laws would hold for want of edits.
        assert!(asked.is_some() || made > 50, "{kind}: {made} made, {refused} refused");
    }
}
