//! The forecast: how often it holds for simulated learners, what it keeps free, and what is the
//! same everywhere. `examples/forecast` prints the tables of `docs/forecast.md`.

use chrono::NaiveDate;
use proptest::prelude::*;
use roadmap::ledger::Event;
use roadmap::plan::Plan;
use roadmap::progress::{self, Effort, Finish, Forecast, Outlook};

use crate::support::{TestRepo, event, moment, plan};
use simulation::{Coverage, Kind, Moment, coverage};

#[path = "../../examples/forecast/simulation/mod.rs"]
#[allow(dead_code, reason = "the example uses more of it")]
mod simulation;

/// How many learners of each kind go through their plan here.
const LEARNERS: u64 = 150;

#[test]
fn the_eighty_percent_day_holds_about_eight_times_in_ten() {
    for kind in Kind::USUAL {
        let rows = coverage(kind, Moment::Done, LEARNERS, 1);
        let shares = rows.map(|row| Coverage::p80_percent(&row));
        for share in shares {
            // Two and a half standard deviations of so few learners beside the 75 to 85.
            assert!((67.0..93.0).contains(&share), "{}: {shares:?}", kind.name());
        }
        let mean = shares.iter().sum::<f64>() / 3.0;
        assert!((73.0..87.0).contains(&mean), "{}: {shares:?}", kind.name());
        let half = rows.map(|row| Coverage::p50_percent(&row)).iter().sum::<f64>() / 3.0;
        assert!((40.0..60.0).contains(&half), "{}: {half}", kind.name());
    }
}

/// A plan of 40 tasks in two phases, from 2025-09-01 to 2025-12-31.
fn forty(more: &str) -> Plan {
    let tasks = |from: usize, to: usize| {
        (from..to).map(|at| format!("{{ id = \"t{at}\", title = \"T\" }},")).collect::<String>()
    };
    plan(&format!(
        "title = \"X\"\nstart = 2025-09-01\n{more}
        [[phase]]\nid = \"1\"\ntitle = \"One\"\nwindow = \"2025-09..2025-10\"\ntask = [{}]
        [[phase]]\nid = \"2\"\ntitle = \"Two\"\nwindow = \"2025-11..2025-12\"\ntask = [{}]",
        tasks(0, 20),
        tasks(20, 40),
    ))
}

/// A task on every `every`-th of so many days from 2025-09-01 on, with this study time.
fn regular(done: usize, every: u64, took: &str) -> Vec<Event> {
    let first = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap();
    let one = |at: usize| {
        let day = first + chrono::Days::new((at as u64 + 1) * every - 1);
        event(&format!("Done: t{at} day={day} {took}"), moment("2025-09-01T12:00:00Z"), at)
    };
    (0..done).map(one).collect()
}

fn outlook(plan: &Plan, events: &[Event], day: &str) -> Outlook {
    let progress = progress::fold(plan, events, day.parse().unwrap());
    match progress::forecast(plan, &progress) {
        Forecast::Known(outlook) => outlook,
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_goes_on_like_clockwork_is_told_the_day() {
    // A task every fourth day: 10 in 40 days, so 30 more take 120, until 2026-02-07.
    let plan = forty("");
    let outlook = outlook(&plan, &regular(10, 4, ""), "2025-10-10");
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(outlook.goal.planned, day("2025-12-31"));
    // Blocks may begin between two tasks, so a future is up to three days shorter.
    let within = |finish: &Finish, first: &str, last: &str| {
        finish.p50.is_some_and(|found| day(first) <= found && found <= day(last))
    };
    assert!(within(&outlook.goal, "2026-02-04", "2026-02-07"), "{outlook:?}");
    assert!(within(&outlook.phases[0].1, "2025-11-16", "2025-11-19"), "{outlook:?}");
    assert_eq!(outlook.phases[1].1, outlook.goal);
    assert_eq!(outlook.in_time_percent, 0);
    // 30 tasks in 82 days instead of 120: 7 * 30 * (1/82 - 1/120) = 0.811 tasks a week; 0.766
    // instead of 117.
    let Some(Effort::TasksAWeek(thousandths)) = outlook.effort else { panic!("{outlook:?}") };
    assert!((766..=811).contains(&thousandths), "{thousandths}");
}

#[test]
fn study_time_says_how_much_more_it_takes() {
    let plan = forty("");
    let outlook = outlook(&plan, &regular(10, 4, "took=2h"), "2025-10-10");
    // 7200 s * 30 * (1/82 - 1/120) = 835, or 789 with 117.
    let Some(Effort::TimeADay(time)) = outlook.effort else { panic!("{:?}", outlook.effort) };
    assert!((789..=835).contains(&time.seconds()), "{time}");
}

#[test]
fn rest_days_and_skips_ahead_stay_free() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let plan = forty("rest-days = [\"saturday\", \"sunday\"]");
    // A task on every working day of two weeks, and 30 more take six weeks.
    let mut events: Vec<Event> = Vec::new();
    for (at, date) in
        ["01", "02", "03", "04", "05", "08", "09", "10", "11", "12"].iter().enumerate()
    {
        let said = format!("Done: t{at} day=2025-09-{date}");
        events.push(event(&said, moment("2025-09-01T12:00:00Z"), at));
    }
    assert_eq!(outlook(&plan, &events, "2025-09-12").goal.p80, Some(day("2025-10-24")));
    events.push(event("Skip: * day=2025-10-01..2025-10-14", moment("2025-09-02T12:00:00Z"), 99));
    assert_eq!(outlook(&plan, &events, "2025-09-12").goal.p80, Some(day("2025-11-07")));
}

#[test]
fn a_day_that_records_what_was_done_before_is_no_pace() {
    let plan = forty("");
    let mut events = regular(10, 4, "");
    let before = outlook(&plan, &events, "2025-10-10").goal.p50.unwrap();
    for at in 10..25 {
        let said = format!("Done: t{at} day=2025-10-02");
        events.push(event(&said, moment("2025-10-02T12:00:00Z"), at));
    }
    // 15 tasks less at the same pace, not at a faster one: on 2 October nothing else was done.
    let after = outlook(&plan, &events, "2025-10-10").goal.p50.unwrap();
    assert!((56..=64).contains(&(before - after).num_days()), "{before} {after}");
}

#[test]
fn it_says_so_when_it_is_too_early() {
    let plan = forty("");
    let known = |done: usize, every: u64, day: &str| {
        let progress = progress::fold(&plan, &regular(done, every, ""), day.parse().unwrap());
        progress::forecast(&plan, &progress)
    };
    assert!(matches!(known(0, 1, "2025-12-01"), Forecast::TooEarly(_)));
    assert!(matches!(known(2, 2, "2025-12-01"), Forecast::TooEarly(basis) if basis.tasks == 2));
    assert!(matches!(known(5, 1, "2025-09-05"), Forecast::TooEarly(basis) if basis.owed_days == 5));
    assert!(matches!(known(3, 4, "2025-09-12"), Forecast::Known(_)));
    assert_eq!(known(40, 1, "2025-12-01"), Forecast::NothingLeft);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_order_of_events_and_repeated_events_change_nothing(
        days in proptest::collection::vec(0_u64..60, 5..30),
        turn in 0_usize..30,
    ) {
        let plan = forty("rest-days = [\"sunday\"]");
        let first = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap();
        let one = |(at, day): (usize, &u64)| {
            let day = first + chrono::Days::new(*day);
            event(&format!("Done: t{at} day={day} id={at:08x}"), moment("2025-09-01T12:00:00Z"), at)
        };
        let events: Vec<Event> = days.iter().enumerate().map(one).collect();
        let mut others = events.clone();
        others.rotate_left(turn % events.len());
        others.extend(events.first().cloned());
        let day = "2025-11-01".parse().unwrap();
        let of = |events: &[Event]| progress::forecast(&plan, &progress::fold(&plan, events, day));
        let forecast = of(&events);
        prop_assert_eq!(&forecast, &of(&others));
        if let Forecast::Known(outlook) = forecast {
            let days: Vec<_> = outlook.phases.iter().map(|(_, finish)| finish.p50).collect();
            prop_assert!(days.is_sorted_by(|a, b| a.is_none_or(|a| b.is_none_or(|b| a <= b))));
            for (_, finish) in &outlook.phases {
                prop_assert!(finish.p50.zip(finish.p80).is_none_or(|(half, most)| half <= most));
            }
        }
    }
}

/// A learner who finishes one of 40 tasks every fourth day, on 2025-10-10.
fn clockwork() -> TestRepo {
    let tasks: String = (0..40)
        .map(|at| format!("[[phase.task]]\nid = \"t{at}\"\ntitle = \"任务 {at}\"\n"))
        .collect();
    let mut repo = TestRepo::with_plan(&format!(
        "title = \"后端\"\nstart = 2025-09-01\n[[phase]]\nid = \"1\"\ntitle = \"基础\"\nwindow = \"2025-09..2025-12\"\n{tasks}"
    ));
    let mut message = String::from("Bring\n\n");
    let first = NaiveDate::from_ymd_opt(2025, 9, 4).unwrap();
    for at in 0..10 {
        let day = first + chrono::Days::new(at * 4);
        message.push_str(&format!("Roadmap-Done: t{at} day={day} took=2h id={at:012x}\n"));
    }
    repo.write("message", &message);
    repo.at("2025-10-10T15:00:00+08:00");
    repo.git(&["commit", "-q", "--allow-empty", "-F", "message"]);
    repo
}

#[test]
fn what_people_see() {
    let mut repo = clockwork();
    let mut text = String::new();
    for (width, lang) in [("80", "en"), ("40", "en"), ("80", "zh"), ("40", "zh")] {
        repo.set("COLUMNS", width);
        repo.set("ROADMAP_LANG", lang);
        text.push_str(&repo.roadmap(&["forecast"]).success());
        let status = repo.roadmap(&["status"]).success();
        let label = if lang == "en" { "Forecast" } else { "预测" };
        let line = status.lines().skip_while(|line| !line.starts_with(label)).take(2);
        text.push_str(&format!("--- {}\n\n", line.collect::<Vec<_>>().join("\n")));
    }
    text.push_str(&repo.roadmap(&["forecast", "--at", "2025-09-10", "--lang", "en"]).success());
    text.push_str(&repo.roadmap(&["forecast", "--json"]).success());
    insta::assert_snapshot!("forecast", text);
}
