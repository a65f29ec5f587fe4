//! What holds for every curriculum, whatever its authors and a learner do to it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use roadmap::id::Id;
use roadmap::ledger::Event;
use roadmap::plan::upgrade::{Remark, Upgraded, Version, upgrade};
use roadmap::plan::{self, Plan};
use roadmap::progress::{self, AccountLine, Fate, Progress, Stand, TaskProgress, Weight, account};
use roadmap::quantity::StudyTime;

use super::curriculum::{Curriculum, Edit, edits};
use crate::support::{event, moment};

/// A learner's plan, the curriculum that it came from, a newer one, and what is recorded.
#[derive(Clone, Debug)]
struct World {
    base: Curriculum,
    local: Curriculum,
    upstream: Curriculum,
    done: Vec<String>,
}

fn worlds() -> impl Strategy<Value = World> {
    let sizes = prop::collection::vec(0_usize..4, 1..4);
    let done = prop::collection::vec(any::<prop::sample::Index>(), 0..8);
    (sizes, edits(), edits(), edits(), done).prop_map(|(sizes, past, here, there, done)| {
        let base = Curriculum::new(&sizes).edited("b", &past);
        let local = base.edited("l", &here);
        let upstream = base.edited("u", &there);
        // What is recorded was recorded at any time: also for ids of the past and of the future.
        let mut ids: Vec<String> = base.tasks();
        ids.extend(local.tasks().into_iter().chain(upstream.tasks()));
        ids.extend(["read".to_owned(), "gone".to_owned()]);
        let done = done.iter().map(|at| ids[at.index(ids.len())].clone()).collect();
        World { base, local, upstream, done }
    })
}

fn version(text: &str) -> Version {
    Version::read(text).unwrap_or_else(|problems| panic!("{problems}\n{text}"))
}

fn events(ids: &[String]) -> Vec<Event> {
    let at = moment("2025-08-14T15:00:00+08:00");
    let line = |(number, id): (usize, &String)| event(&format!("Done: {id} took=30m"), at, number);
    ids.iter().enumerate().map(line).collect()
}

fn fold(plan: &Plan, events: &[Event]) -> Progress {
    progress::fold(plan, events, "2025-08-20".parse().expect("a day"))
}

fn upgraded(base: Option<&str>, local: &str, upstream: &str, events: &[Event]) -> Upgraded {
    let (base, local, upstream) = (base.map(version), version(local), version(upstream));
    let progress = fold(&local.plan, events);
    upgrade(base.as_ref(), &local, &upstream, &|id| progress::is_recorded(&progress, id))
}

/// The number of finished tasks, and the seconds of their estimates.
fn credit(plan: &Plan, progress: &Progress) -> (i64, i64) {
    let done =
        plan.tasks().filter(|(_, task)| progress.task(&task.id).is_some_and(TaskProgress::is_done));
    let seconds = |task: &plan::Task| task.estimate.map_or(0, StudyTime::seconds);
    done.fold((0, 0), |(count, sum), (_, task)| {
        (count + 1, sum + i64::try_from(seconds(task)).unwrap_or_default())
    })
}

/// What a line says is less, in tasks and seconds; never below nothing.
fn less(line: &AccountLine) -> (i64, i64) {
    let weigh = |weight: Option<Weight>| {
        let seconds = weight.and_then(|weight| weight.estimate).map_or(0, StudyTime::seconds);
        (i64::from(weight.is_some()), i64::try_from(seconds).unwrap_or_default())
    };
    let (before, after) = (weigh(line.before), weigh(line.after));
    ((before.0 - after.0).max(0), (before.1 - after.1).max(0))
}

fn run<S: Strategy>(
    cases: u32,
    strategy: &S,
    test: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    // `ROADMAP_UPGRADES=20` tests so many times as many.
    let more = std::env::var("ROADMAP_UPGRADES").ok().and_then(|text| text.parse().ok());
    let cases = cases * more.unwrap_or(1_u32);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(strategy, test).unwrap();
}

#[test]
fn credit_never_drops_without_a_line_that_says_why() {
    run(200, &(worlds(), any::<bool>()), |(world, knows_base)| {
        let (base, local) = (world.base.text(), world.local.text());
        let events = events(&world.done);
        let base = knows_base.then_some(base.as_str());
        let upgraded = upgraded(base, &local, &world.upstream.text(), &events);
        let text = upgraded.document.text();
        let after = match plan::read(text.as_bytes()) {
            Ok(reading) => reading.plan,
            Err(problems) => return Err(TestCaseError::fail(format!("{problems}\n{text}"))),
        };
        let before = version(&local).plan;
        let (old, new) = (fold(&before, &events), fold(&after, &events));
        let stand = |plan, progress| Stand { plan, progress };
        let lines = account(stand(&before, &old), stand(&after, &new));
        let less = lines.iter().map(less).fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
        let (had, has) = (credit(&before, &old), credit(&after, &new));
        prop_assert!(had.0 <= has.0 + less.0, "{had:?} {has:?} {less:?}\n{lines:#?}");
        prop_assert!(had.1 <= has.1 + less.1, "{had:?} {has:?} {less:?}\n{lines:#?}");
        // Nothing that was recorded counts nowhere, and every finished task has its line.
        prop_assert!(lines.iter().all(|line| line.fate != Fate::Lost), "{lines:#?}\n{text}");
        let named: BTreeSet<&Id> = lines.iter().map(|line| &line.id).collect();
        for task in old.tasks.iter().chain(&new.tasks).filter(|task| task.is_done()) {
            prop_assert!(named.contains(&task.id), "{} has no line", task.id);
        }
        Ok(())
    });
}

#[test]
fn comments_stay_and_a_second_time_changes_nothing() {
    run(100, &worlds(), |world| {
        let events = events(&world.done);
        let (base, local, upstream) =
            (world.base.text(), world.local.text(), world.upstream.text());
        let once = upgraded(Some(&base), &local, &upstream, &events);
        let text = once.document.text();
        let comments = version(&local).document;
        for comment in comments.comments() {
            prop_assert!(text.contains(comment), "{comment} is lost\n{text}");
        }
        let again = upgraded(Some(&upstream), text, &upstream, &events);
        prop_assert_eq!(again.document.text(), text);
        Ok(())
    });
}

#[test]
fn what_changed_on_one_side_only_is_taken_as_it_is() {
    run(100, &worlds(), |World { base, local, upstream, .. }| {
        let (base, local, upstream) = (base.text(), local.text(), upstream.text());
        let nothing_new = upgraded(Some(&base), &local, &base, &[]);
        prop_assert_eq!(nothing_new.document.text(), &local);
        prop_assert!(
            nothing_new.remarks.iter().all(|remark| matches!(remark, Remark::StaysRemoved(_)))
        );
        let untouched = upgraded(Some(&base), &base, &upstream, &[]);
        let (got, want) = (version(untouched.document.text()).plan, version(&upstream).plan);
        prop_assert_eq!(&untouched.remarks, &Vec::new());
        prop_assert_eq!(facts(&got), facts(&want), "{}", untouched.document.text());
        Ok(())
    });
}

#[test]
fn what_a_learner_has_only_renamed_gets_all_that_changed_there() {
    let tested = std::cell::Cell::new((0, 0));
    run(200, &(worlds(), any::<prop::sample::Index>(), any::<bool>()), |(world, at, renames)| {
        let World { base, mut upstream, .. } = world;
        let tasks = base.tasks();
        if tasks.is_empty() {
            return Ok(());
        }
        let old = &tasks[at.index(tasks.len())];
        if renames && upstream.tasks().contains(old) {
            upstream.rename(old, "theirs");
        }
        // One that was split or merged there is no longer the same.
        let others = tasks.iter().filter(|id| *id != old).filter_map(|id| heir(&upstream, id));
        let Some(theirs) = heir(&upstream, old) else { return Ok(()) };
        if others.into_iter().any(|id| id == theirs) {
            return Ok(());
        }
        let mut local = Curriculum { author: "l", ..base.clone() };
        local.rename(old, "mine");
        let upgraded = upgraded(Some(&base.text()), &local.text(), &upstream.text(), &[]);
        let got = upgraded.document.text();
        tested.set((tested.get().0 + 1, tested.get().1 + usize::from(theirs != *old)));
        upstream.call(&theirs, "mine");
        upstream.moved.clear();
        prop_assert_eq!(&upgraded.remarks, &Vec::new(), "{}", got);
        let mut got = version(got).plan;
        got.moved.clear();
        prop_assert_eq!(facts(&got), facts(&version(&upstream.text()).plan));
        Ok(())
    });
    assert!(tested.get().0 > 60 && tested.get().1 > 20, "{tested:?}");
}

/// The only task that an id stands for, by way of moves to one id each.
fn heir(curriculum: &Curriculum, id: &str) -> Option<String> {
    let tasks = curriculum.tasks();
    let mut id = id.to_owned();
    while !tasks.contains(&id) {
        let (_, to) = curriculum.moved.iter().find(|(from, _)| *from == id)?;
        let [only] = to.as_slice() else { return None };
        id.clone_from(only);
    }
    Some(id)
}

/// What a plan says, whatever the order of its parts.
fn facts(plan: &Plan) -> BTreeSet<String> {
    let mut facts: BTreeSet<String> = BTreeSet::new();
    facts.insert(plan.title.clone());
    for phase in &plan.phases {
        facts.insert(format!("{} {} {}", phase.id, phase.title, phase.window));
        facts.extend(phase.tasks.iter().map(|task| format!("{} {task:?}", phase.id)));
    }
    facts.extend(plan.habits.iter().map(|habit| format!("{habit:?}")));
    facts.extend(plan.modules.iter().flat_map(|module| &module.skills).map(|it| format!("{it:?}")));
    facts.extend(plan.moved.iter().map(|moved| format!("{moved:?}")));
    facts
}

#[test]
fn without_a_base_nothing_leaves_the_plan_but_by_a_move() {
    run(100, &worlds(), |world| {
        let (local, upstream) = (world.local.text(), world.upstream.text());
        let merged = upgraded(None, &local, &upstream, &[]);
        let after = version(merged.document.text()).plan;
        for id in world.local.tasks() {
            let id: Id = id.parse().expect("an id");
            prop_assert!(!progress::credited(&after, &id).is_empty(), "{id} is gone");
        }
        Ok(())
    });
}

#[test]
fn edits_are_made_at_all() {
    let mut runner = TestRunner::deterministic();
    let mut changed = 0;
    for _ in 0..200 {
        let made: Vec<Edit> = edits().new_tree(&mut runner).unwrap().current();
        let base = Curriculum::new(&[2, 3, 1]);
        changed += usize::from(base.edited("b", &made).text() != base.text());
    }
    assert!(changed > 150, "{changed}");
}
