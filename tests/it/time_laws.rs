//! The laws of habits: what lies ahead changes nothing that is over, and excuses only help.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use roadmap::ledger::Event;
use roadmap::plan::Plan;
use roadmap::progress::{self, JudgedUnit, Progress};

use crate::support::{event, moment, plan};

/// The first day of every plan here.
const START: &str = "2025-02-10";
/// The days on which something may be recorded, counted from the first.
const DAYS: u64 = 60;

fn start() -> NaiveDate {
    START.parse().unwrap()
}

fn cadence() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("day".to_owned()),
        Just("weekday".to_owned()),
        Just("tue,thu,sun".to_owned()),
        (1_u32..=7).prop_map(|count| format!("{count}/week")),
        (1_u32..=31).prop_map(|count| format!("{count}/month")),
        (2_u32..=9)
            .prop_flat_map(|days| (1..=days, Just(days)))
            .prop_map(|(count, days)| format!("{count} in {days} days")),
        (2_u32..=9).prop_map(|days| format!("{days} days")),
    ]
}

/// One change of the goal. The stretch only keeps it from changing nothing.
fn change(offset: u64, cadence: &str, target: u32, stretch: u32) -> String {
    let from = start() + Days::new(offset);
    format!("{{ from = {from}, every = \"{cadence}\", target = {target}, stretch = {stretch} }}")
}

fn plan_with(top: &str, cadence: &str, changes: &[String]) -> Plan {
    plan(&format!(
        "title = \"X\"\nstart = {START}\nfreezes-per-month = 2\n{top}\n[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"{cadence}\"\nchange = [{}]\n",
        changes.join(", ")
    ))
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let done = prop::collection::btree_set(0..DAYS, 0..60);
    let skips = prop::collection::vec((0..DAYS, 0_u64..9, any::<bool>()), 0..3);
    (done, skips).prop_map(|(done, skips)| {
        let at = moment("2025-01-01T12:00:00Z");
        let done =
            done.into_iter().map(|day| format!("Done: h day={} x=2", start() + Days::new(day)));
        let skips = skips.into_iter().map(|(day, length, all)| {
            let first = start() + Days::new(day);
            let target = if all { "*" } else { "h" };
            format!("Skip: {target} day={first}..{}", first + Days::new(length))
        });
        done.chain(skips).enumerate().map(|(at_, said)| event(&said, at, at_)).collect()
    })
}

fn judged(plan: &Plan, progress: &Progress) -> Vec<JudgedUnit> {
    progress::judged_units(plan, &plan.habits[0], &progress.habits[0], progress.as_of)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_change_that_lies_ahead_changes_no_closed_verdict(
        events in events(),
        cadences in prop::collection::vec(cadence(), 4),
        today in 5..DAYS,
        past in 0..DAYS,
        ahead in (1_u64..40, 1_u64..40),
        target in 1_u32..4,
    ) {
        let as_of = start() + Days::new(today);
        let past: Vec<String> = (past <= today)
            .then(|| change(past, &cadences[1], 2, 90)).into_iter().collect();
        let with = |after: u64, cadence: &str| {
            let mut changes = past.clone();
            changes.push(change(today + after, cadence, target, 91));
            plan_with("", &cadences[0], &changes)
        };
        let plans = [
            plan_with("", &cadences[0], &past),
            with(ahead.0, &cadences[2]),
            with(ahead.1, &cadences[3]),
        ];
        let [none, one, other] = plans.map(|plan| judged(&plan, &progress::fold(&plan, &events, as_of)));
        prop_assert_eq!(&none, &one);
        prop_assert_eq!(&none, &other);
    }

    #[test]
    fn what_is_closed_stays_as_it_is_when_time_passes(
        events in events(), first in cadence(), second in cadence(), at in 0..DAYS, today in 5..DAYS,
    ) {
        let plan = plan_with("rest-days = [\"sunday\"]", &first, &[change(at, &second, 2, 90)]);
        let day = |offset: u64| progress::fold(&plan, &events, start() + Days::new(offset));
        let (before, after) = (judged(&plan, &day(today)), judged(&plan, &day(today + 20)));
        prop_assert_eq!(&before[..], &after[..before.len()]);
    }

    #[test]
    fn the_protected_streak_is_never_the_shorter(
        events in events(), first in cadence(), second in cadence(), at in 0..DAYS, today in 0..80_u64,
    ) {
        let plan = plan_with("rest-days = [\"sunday\"]", &first, &[change(at, &second, 2, 90)]);
        let progress = progress::fold(&plan, &events, start() + Days::new(today));
        let habit = &progress.habits[0];
        for (strict, protected) in
            [(habit.strict, habit.protected), (progress.overall.strict, progress.overall.protected)]
        {
            prop_assert!(strict.current <= strict.longest && protected.current <= protected.longest);
            prop_assert!(strict.current <= protected.current && strict.longest <= protected.longest);
            prop_assert_eq!(strict.days_until_break.is_some() && strict.current == 0, false);
        }
        prop_assert!(habit.freezes.spent + habit.freezes.left == habit.freezes.per_month);
        let score = habit.score.value();
        prop_assert!((0.0..=1.0).contains(&score));
    }

    #[test]
    fn it_breaks_on_the_day_that_was_foretold(
        events in events(), first in cadence(), second in cadence(), at in 0..DAYS, today in 0..80_u64,
    ) {
        let plan = plan_with("", &first, &[change(at, &second, 2, 90)]);
        let as_of = start() + Days::new(today);
        let known: Vec<Event> = events
            .into_iter()
            .filter(|event| event.record.days.is_some_and(|days| days.last() <= as_of))
            .collect();
        let on = |ahead: u32| {
            progress::fold(&plan, &known, as_of + Days::new(u64::from(ahead))).habits[0].protected
        };
        if let Some(days) = on(0).days_until_break {
            prop_assert!(on(days - 1).current > 0);
            prop_assert_eq!(on(days).current, 0);
        }
    }
}
