//! The laws of the fold, over generated sets of events: it does not matter in which order, how
//! often or in which parts events arrive.

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use roadmap::civil::DayRange;
use roadmap::ledger::Event;
use roadmap::progress::{self, Progress, Standing};
use roadmap::quantity::StudyTime;

use crate::support::{event, moment};
use crate::truth_table::table_plan;

/// The ids that generated events are given and name; so few that they meet.
const IDS: std::ops::Range<u8> = 0..12;

fn day() -> impl Strategy<Value = String> {
    (1_u32..=31).prop_map(|day| format!("2025-07-{day:02}"))
}

fn id() -> impl Strategy<Value = String> {
    IDS.prop_map(|id| format!("e{id}"))
}

/// The text of an event line without `id=`.
fn said() -> impl Strategy<Value = String> {
    let target = prop::sample::select(vec!["a", "b", "h", "old", "nowhere"]);
    let of = || {
        prop::collection::btree_set(id(), 1..3)
            .prop_map(|ids| ids.into_iter().collect::<Vec<_>>().join(","))
    };
    prop_oneof![
        4 => (target.clone(), day(), 1_u32..4).prop_map(|(target, day, x)| format!("Done: {target} day={day} x={x} took={x}h")),
        1 => (target.clone(), day()).prop_map(|(target, day)| format!("Study: {target} day={day} took=20m")),
        3 => (target.clone(), of(), day()).prop_map(|(target, of, day)| format!("Undo: {target} of={of} day={day}")),
        1 => (target.clone(), of(), day()).prop_map(|(target, of, day)| format!("Reopen: {target} of={of} day={day}")),
        1 => (target.clone(), of(), day()).prop_map(|(target, of, day)| format!("Attest: {target} of={of} verdict=accepted day={day}")),
        1 => (target, day()).prop_map(|(target, day)| format!("Skip: {target} day={day}")),
        1 => (day(), 0_u64..5).prop_map(|(day, days)| {
            let first = roadmap::civil::parse_date(&day).unwrap();
            format!("Skip: * day={first}..{}", first + chrono::Days::new(days))
        }),
    ]
}

/// Events with distinct contents for distinct ids, some of them more than once, in any order.
fn events() -> impl Strategy<Value = Vec<Event>> {
    let one = (said(), 0_i64..40);
    prop::collection::vec(one, IDS.end as usize).prop_flat_map(|said| {
        let named: Vec<Event> = said
            .iter()
            .enumerate()
            .map(|(ordinal, (text, hours))| {
                let at = moment("2025-07-20T12:00:00+08:00") + TimeDelta::hours(*hours);
                event(&format!("{text} id=e{ordinal}"), at, ordinal)
            })
            .collect();
        prop::collection::vec(prop::sample::select(named), 0..16)
    })
}

fn fold(events: &[Event]) -> Progress {
    progress::fold(&table_plan(), events, NaiveDate::from_ymd_opt(2025, 7, 20).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_order_does_not_matter(events in events(), seed in any::<u64>()) {
        let mut shuffled = events.clone();
        let length = shuffled.len().max(1);
        for at in 0..shuffled.len() {
            let other = (usize::try_from(seed % 1_000_003).unwrap() + at * at) % length;
            shuffled.swap(at, other);
        }
        prop_assert_eq!(fold(&events), fold(&shuffled));
    }

    #[test]
    fn how_often_an_event_is_seen_does_not_matter(events in events()) {
        let twice: Vec<Event> = events.iter().chain(&events).cloned().collect();
        prop_assert_eq!(fold(&events), fold(&twice));
    }

    #[test]
    fn the_same_union_in_other_parts_is_the_same(a in events(), b in events(), c in events()) {
        let union = |parts: &[&[Event]]| parts.concat();
        let left = union(&[&union(&[&a, &b]), &c]);
        let right = union(&[&union(&[&c, &b]), &a, &b]);
        prop_assert_eq!(fold(&left), fold(&right));
    }

    #[test]
    fn tasks_alone_stand_where_the_whole_fold_has_them(events in events()) {
        let whole = fold(&events);
        prop_assert_eq!(progress::tasks(&table_plan(), &events, whole.as_of), whole.tasks);
    }

    #[test]
    fn study_time_sums_up_the_same_by_day_by_week_and_by_target(events in events()) {
        let progress = fold(&events);
        let day = |number| NaiveDate::from_ymd_opt(2025, 7, number).unwrap();
        let (first, last) = (day(1), day(31));
        let time_in = |first, last| progress.time_in(DayRange::new(first, last).unwrap());
        let days: StudyTime = first.iter_days().take(31).map(|day| time_in(day, day)).sum();
        prop_assert_eq!(days, progress.total.time);
        let weeks: StudyTime = first
            .iter_days()
            .take_while(|day| *day <= last)
            .map(|day| DayRange::week_of(day, chrono::Weekday::Sun))
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .map(|week| progress.time_in(week))
            .sum();
        prop_assert_eq!(weeks, progress.total.time);
        let mut targets = StudyTime::ZERO;
        for task in &progress.tasks {
            let time = progress.time_by_day(&task.id).into_values().sum::<StudyTime>();
            prop_assert_eq!(time, task.time);
            targets = targets + time;
        }
        for habit in &progress.habits {
            let time = progress.time_by_day(&habit.id).into_values().sum::<StudyTime>();
            prop_assert_eq!(time, habit.time);
            targets = targets + time;
        }
        prop_assert_eq!(targets, progress.total.time);
    }

    #[test]
    fn attestations_change_nothing_but_the_list_of_events(
        events in events(),
        said in prop::collection::vec((prop::sample::select(vec!["a", "b", "h", "old", "nowhere"]), id(), day(), any::<bool>()), 0..6),
    ) {
        let attest = |ordinal: usize, (target, of, day, accepts): &(&str, String, String, bool)| {
            let verdict = if *accepts { "accepted" } else { "changes" };
            let text = format!("Attest: {target} of={of} verdict={verdict} day={day} id=attest{ordinal}");
            let mut event = event(&text, moment("2025-07-25T12:00:00+08:00"), 100 + ordinal);
            event.author.name = "Wang".into();
            event
        };
        let plain: Vec<Event> = events
            .into_iter()
            .filter(|event| event.record.verb != roadmap::ledger::Verb::Attest)
            .collect();
        let attests: Vec<Event> = said.iter().enumerate().map(|(at, said)| attest(at, said)).collect();
        let mut with = plain.clone();
        with.extend(attests);
        let (without, mut with) = (fold(&plain), fold(&with));
        with.entries.retain(|entry| entry.event.record.verb != roadmap::ledger::Verb::Attest);
        prop_assert_eq!(without, with);
    }

    #[test]
    fn another_commit_with_the_same_line_changes_no_number(events in events()) {
        let picked: Vec<Event> = events.iter().cloned().map(|mut event| {
            event.commit = roadmap::ledger::CommitId::new("f".repeat(40));
            event
        }).chain(events.clone()).collect();
        prop_assert_eq!(fold(&events), fold(&picked));
    }

    #[test]
    fn undoing_the_newest_gives_what_was_before(events in events(), text in said()) {
        let at = moment("2025-07-20T13:00:00+08:00");
        let new = event(&format!("{text} id=new"), at, 90);
        let undo = event("Undo: a of=new id=undo", at, 91);
        let both: Vec<Event> = events.iter().cloned().chain([new.clone(), undo]).collect();
        let (before, after) = (fold(&events), fold(&both));
        prop_assert_eq!(before.tasks, after.tasks);
        prop_assert_eq!(before.phases, after.phases);
        prop_assert_eq!(before.habits, after.habits);
        prop_assert_eq!(before.activity, after.activity);
        prop_assert_eq!(before.streak, after.streak);
        prop_assert_eq!(before.total, after.total);
    }

    #[test]
    fn undoing_an_undo_gives_what_was_before_it(events in events(), name in id()) {
        let at = moment("2025-07-20T13:00:00+08:00");
        let undo = event(&format!("Undo: a of={name} id=undo"), at, 90);
        let redo = event("Undo: a of=undo id=redo", at, 91);
        let both: Vec<Event> = events.iter().cloned().chain([undo, redo]).collect();
        let (before, after) = (fold(&events), fold(&both));
        prop_assert_eq!(before.tasks, after.tasks);
        prop_assert_eq!(before.activity, after.activity);
    }

    #[test]
    fn what_an_undo_that_counts_names_never_counts(events in events()) {
        let progress = fold(&events);
        let counting = progress.entries.iter().filter(|entry| {
            entry.event.record.verb == roadmap::ledger::Verb::Undo && entry.standing == Standing::Counts
        });
        for undo in counting {
            for named in progress.entries.iter().filter(|entry| undo.event.record.of.contains(&entry.event.id)) {
                prop_assert!(
                    matches!(named.standing, Standing::Undone(_) | Standing::Future),
                    "{named:?} is named by {undo:?}"
                );
            }
        }
    }

    #[test]
    fn the_parts_add_up(events in events()) {
        let progress = fold(&events);
        let count = progress.total.count;
        prop_assert_eq!(count.done + count.open + count.dropped, progress.tasks.len());
        prop_assert!(progress.streak.current_days <= progress.streak.longest_days);
        prop_assert!(progress.streak.longest_days as usize <= progress.activity.len());
        let by_day: u64 = progress.activity.values().map(|day| day.time.seconds()).sum();
        prop_assert_eq!(by_day, progress.total.time.seconds());
    }
}
