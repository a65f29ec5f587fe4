//! `replan`: laws of the new windows, and what becomes of the file.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use roadmap::civil::DayRange;
use roadmap::plan::Plan;
use roadmap::progress::{self, NewDates, Progress, Refusal, Replan, Replanned, Shift};

use crate::support::{TestRepo, event, moment, plan};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A plan whose phases have these windows and so many tasks each, with some done.
fn world(windows: &[(u64, u64, usize)], done: usize, today: NaiveDate) -> (Plan, Progress) {
    let start = day("2025-09-01");
    let mut source = format!("title = \"X\"\nstart = {start}\nrest-days = [\"sunday\"]\n");
    let mut number = 0;
    for (at, (first, length, tasks)) in windows.iter().enumerate() {
        let first = start + Days::new(*first);
        let window = DayRange::new(first, first + Days::new(*length)).expect("a window");
        let window = window.window_text();
        source.push_str(&format!(
            "[[phase]]\nid = \"p{at}\"\ntitle = \"P\"\nwindow = \"{window}\"\n"
        ));
        for _ in 0..*tasks {
            source.push_str(&format!("[[phase.task]]\nid = \"t{number}\"\ntitle = \"T\"\n"));
            number += 1;
        }
    }
    let plan = plan(&source);
    let events: Vec<_> = (0..done.min(number))
        .map(|at| event(&format!("Done: t{at} day=2025-09-01"), moment("2025-09-01T12:00:00Z"), at))
        .collect();
    let progress = progress::fold(&plan, &events, today);
    (plan, progress)
}

/// The plan with these dates.
fn with(plan: &Plan, dates: &NewDates) -> Plan {
    let mut plan = plan.clone();
    plan.start = dates.start.unwrap_or(plan.start);
    for phase in &mut plan.phases {
        let moved = dates.windows.iter().find(|(id, _)| *id == phase.id);
        phase.window = moved.map_or(phase.window, |(_, window)| *window);
    }
    plan
}

/// Windows that begin in so many days and last so long, and how many tasks they have.
fn windows() -> impl Strategy<Value = Vec<(u64, u64, usize)>> {
    proptest::collection::vec((0_u64..200, 0_u64..60, 0_usize..6), 1..6)
}

/// The inverse of a request that was granted.
fn back(how: Replan, plan: &Plan, unfinished: &[NaiveDate]) -> Replan {
    match how {
        Replan::Push(Shift::Days(days)) => Replan::Push(Shift::Days(-days)),
        Replan::Push(Shift::Months(months)) => Replan::Push(Shift::Months(-months)),
        Replan::Start(_) if unfinished.len() == plan.phases.len() => Replan::Start(plan.start),
        Replan::Start(_) => Replan::Start(unfinished.iter().min().copied().unwrap_or(plan.start)),
        Replan::FinishBy(day) => Replan::FinishBy(day),
    }
}

fn any_move() -> impl Strategy<Value = Replan> {
    prop_oneof![
        (-60_i64..200).prop_map(|days| Replan::Push(Shift::Days(days))),
        (-3_i32..15).prop_map(|months| Replan::Push(Shift::Months(months))),
        (0_u64..400).prop_map(|days| Replan::Start(day("2025-09-01") + Days::new(days))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn replan_and_replan_back_is_the_identity(
        windows in windows(), done in 0_usize..12, today in 0_u64..250, how in any_move(),
    ) {
        let today = day("2025-09-01") + Days::new(today);
        let (plan, progress) = world(&windows, done, today);
        let Replanned::To(dates) = progress::replan(&plan, &progress, how) else { return Ok(()) };
        let is_left = |phase: &&roadmap::plan::Phase| {
            let open = progress.phase(&phase.id).is_some_and(|stand| stand.count.open > 0);
            open || (phase.tasks.is_empty() && today <= phase.window.last())
        };
        let left: Vec<NaiveDate> = plan.phases.iter().filter(is_left).map(|phase| phase.window.first()).collect();
        let moved = with(&plan, &dates);
        // A phase without tasks is over with its window: another set of phases is left then.
        let after: usize = moved.phases.iter().filter(is_left).count();
        prop_assume!(after == left.len());
        let again = progress::fold(&moved, &events_of(&progress), today);
        let Replanned::To(reverse) = progress::replan(&moved, &again, back(how, &plan, &left)) else {
            return Err(TestCaseError::fail("it cannot be taken back"));
        };
        prop_assert_eq!(with(&moved, &reverse), plan);
    }

    #[test]
    fn what_is_finished_stays_and_what_has_begun_keeps_its_first_day(
        windows in windows(), done in 0_usize..12, today in 0_u64..250, end in 1_u64..500, by in -60_i64..200,
    ) {
        let start = day("2025-09-01");
        let today = start + Days::new(today);
        let (plan, progress) = world(&windows, done, today);
        for how in [Replan::Push(Shift::Days(by)), Replan::FinishBy(today + Days::new(end))] {
            let Replanned::To(dates) = progress::replan(&plan, &progress, how) else { continue };
            prop_assert_eq!(&progress::replan(&plan, &progress, how), &Replanned::To(dates.clone()));
            prop_assert_eq!(dates.start, None);
            for (id, window) in &dates.windows {
                let phase = plan.phase(id).expect("a phase");
                let stand = progress.phase(id).expect("a phase");
                prop_assert!(stand.count.open > 0 || phase.tasks.is_empty());
                if phase.window.first() <= today {
                    prop_assert_eq!(window.first(), phase.window.first());
                }
            }
            if let Replan::FinishBy(end) = how {
                let moved = with(&plan, &dates);
                let left = moved.phases.iter().filter(|phase| {
                    progress.phase(&phase.id).is_some_and(|stand| stand.count.open > 0)
                });
                prop_assert_eq!(left.map(|phase| phase.window.last()).max(), Some(end));
            }
        }
    }

    #[test]
    fn a_window_is_read_as_it_is_written(first in 0_u64..2_000, length in 0_u64..800) {
        let first = day("2024-01-01") + Days::new(first);
        let window = DayRange::new(first, first + Days::new(length)).expect("a window");
        prop_assert_eq!(DayRange::parse_window(&window.window_text()), Ok(window));
    }
}

fn events_of(progress: &Progress) -> Vec<roadmap::ledger::Event> {
    progress.entries.iter().map(|entry| entry.event.clone()).collect()
}

/// The windows after a request, as texts.
fn moved(plan: &Plan, progress: &Progress, how: Replan) -> Vec<String> {
    match progress::replan(plan, progress, how) {
        Replanned::To(dates) => {
            with(plan, &dates).phases.iter().map(|phase| phase.window.window_text()).collect()
        }
        Replanned::Refused(refusal) => vec![format!("{refusal:?}")],
    }
}

#[test]
fn windows_move_as_documented() {
    // Phase p0 (September) is finished, p1 (October) has begun, p2 and p3 lie ahead.
    let months = [(0, 29, 2), (30, 30, 2), (61, 29, 1), (91, 30, 3)];
    let (plan, progress) = world(&months, 3, day("2025-10-20"));
    let of = |how| moved(&plan, &progress, how);
    let push = |days| of(Replan::Push(Shift::Days(days)));
    assert_eq!(
        push(14),
        ["2025-09", "2025-10-01..2025-11-14", "2025-11-15..2025-12-14", "2025-12-15..2026-01-14"]
    );
    assert_eq!(
        of(Replan::Push(Shift::Months(1))),
        ["2025-09", "2025-10..2025-11", "2025-12", "2026-01"]
    );
    assert_eq!(
        of(Replan::Push(Shift::Months(2))),
        ["2025-09", "2025-10..2025-12", "2026-01", "2026-02"]
    );
    assert_eq!(
        push(-11),
        ["2025-09", "2025-10-01..2025-10-20", "2025-10-21..2025-11-19", "2025-11-20..2025-12-20"]
    );
    assert!(push(-12)[0].starts_with("BeginsTooEarly"), "{:?}", push(-12));
    assert_eq!(
        of(Replan::Start(day("2025-11-03"))),
        ["2025-09", "2025-11-03..2025-12-03", "2025-12-04..2026-01-02", "2026-01-03..2026-02-02"]
    );
    // One, one and three tasks are left, and 60 owed days (no Sundays): 12, 12 and 36 of them.
    assert_eq!(
        of(Replan::FinishBy(day("2025-12-27"))),
        ["2025-09", "2025-10-01..2025-11-01", "2025-11-02..2025-11-15", "2025-11-16..2025-12-27"]
    );
    assert_eq!(
        progress::replan(&plan, &progress, Replan::FinishBy(day("2025-10-21"))),
        Replanned::Refused(Refusal::TooFewDays { days: 2, needed: 3 })
    );
}

#[test]
fn a_day_without_a_counterpart_is_refused() {
    // 2025-10-31 is the last of its month, 2025-11-28 would become the last of February.
    let (plan, progress) = world(&[(59, 1, 1), (70, 18, 1)], 0, day("2025-09-01"));
    assert_eq!(plan.phases[0].window.to_string(), "2025-10-30..2025-10-31");
    assert_eq!(plan.phases[1].window.last(), day("2025-11-28"));
    let of = |months| moved(&plan, &progress, Replan::Push(Shift::Months(months)));
    assert_eq!(of(1), ["2025-11-30", "2025-12-10..2025-12-28"]);
    assert!(of(4)[0].starts_with("NoSuchDay"), "{:?}", of(4));
    assert_eq!(of(2), ["2025-12-30..2025-12-31", "2026-01-10..2026-01-28"]);
    assert!(of(3)[0].starts_with("NoSuchDay"), "{:?}", of(3));
}

const PLAN: &str = r#"# My plan
title = "后端 → DevOps"
start = 2025-09-01   # a Monday
deadline = 2025-12-31
rest-days = ["sunday"]

[[phase]]
id = "1"
title = "基础"
window = "2025-09"   # as in the course

  [[phase.task]]
  id = "a"
  title = "A"

# The hard part
[[phase]]
id = "2"
title = "Deployment"
window = "2025-10..2025-11"

  [[phase.task]]
  id = "b"
  title = "B"
  needs = ["a"]

[[phase]]
id = "3"
title = "Exam"
window = 2025-12-20

  [[phase.task]]
  id = "c"
  title = "C"
"#;

#[test]
fn the_file_changes_with_apply_only_and_back_again() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.at("2025-09-10T15:00:00+08:00");
    let file = |repo: &TestRepo| std::fs::read_to_string(repo.path().join("roadmap.toml")).unwrap();
    let mut text = repo.roadmap(&["replan", "--push", "2w"]).transcript();
    assert_eq!(file(&repo), PLAN);
    text.push_str(
        &repo
            .roadmap(&["replan", "--push", "2w", "--apply", "--commit", "--lang", "zh"])
            .transcript(),
    );
    assert_ne!(file(&repo), PLAN);
    assert!(file(&repo).contains("window = \"2025-09-01..2025-10-14\"   # as in the course\n"));
    assert!(file(&repo).contains("window = 2026-01-03\n"));
    repo.roadmap(&["replan", "--push", "-2w", "--apply", "--commit"]).success();
    assert_eq!(file(&repo), PLAN);
    repo.roadmap(&["replan", "--start", "2026-03-02", "--deadline", "2026-07-01", "--apply"])
        .success();
    assert!(file(&repo).contains("start = 2026-03-02   # a Monday\ndeadline = 2026-07-01\n"));
    repo.roadmap(&["replan", "--start", "2025-09-01", "--deadline", "2025-12-31", "--apply"])
        .success();
    assert_eq!(file(&repo), PLAN);
    insta::assert_snapshot!("replan", text);
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_changed() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.at("2025-09-10T15:00:00+08:00");
    let mut text = String::new();
    for arguments in [
        &["--push", "-3m"][..],
        &["--push", "2"],
        &["--push", "0d"],
        &["--push", "99999w"],
        &["--finish-by", "2025-09-11"],
        &["--finish-by", "soon"],
        &["--start", "2026-03-02"],
        &["--pace"],
        &["--pace", "p99"],
        &["--push", "2w", "--pace"],
        &["--push", "2w", "--commit"],
        &[],
    ] {
        let ran = repo.roadmap(&[&["replan"], arguments, &["--lang", "en"]].concat());
        assert!([1, 2].contains(&ran.code), "{}", ran.transcript());
        text.push_str(&format!("$ roadmap replan {}\n{}\n", arguments.join(" "), ran.transcript()));
    }
    let chinese = repo.roadmap(&["replan", "--finish-by", "2025-09-11", "--lang", "zh"]);
    text.push_str(&chinese.transcript());
    assert_eq!(std::fs::read_to_string(repo.path().join("roadmap.toml")).unwrap(), PLAN);
    insta::assert_snapshot!("replan_refused", text);
}

#[test]
fn json_has_the_windows_before_and_after() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.at("2025-09-10T15:00:00+08:00");
    let said = repo.roadmap(&["replan", "--finish-by", "2025-12-24", "--json"]).success();
    let json: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(json["kind"], "replan");
    assert_eq!(json["data"]["applied"], false);
    assert_eq!(json["data"]["over_deadline_days"], -7);
    assert_eq!(json["data"]["phases"][0]["from"]["first"], "2025-09-01");
    assert_eq!(json["data"]["phases"][2]["to"]["last"], "2025-12-24");
}

#[test]
fn a_day_can_be_a_word_that_looks_ahead() {
    let mut repo = TestRepo::empty();
    repo.at("2026-11-26T09:00:00+08:00");
    repo.write("old.md", "# Old\n\n## June 2025\n\n- [ ] One thing\n- [ ] Another thing\n");
    let said = repo.roadmap(&["init", "--from", "old.md"]).success();
    assert!(said.contains("roadmap replan --start today"), "{said}");
    let said = repo.roadmap(&["replan", "--start", "today", "--json"]).success();
    assert!(said.contains("\"2026-11-26\""), "{said}");
    for (option, word, date) in [
        ("--start", "today", "2026-11-26"),
        ("--start", "monday", "2026-11-30"),
        ("--start", "周四", "2026-11-26"),
        ("--finish-by", "01-31", "2027-01-31"),
        ("--finish-by", "in 20 days", "2026-12-16"),
    ] {
        let by_word = repo.roadmap(&["replan", option, word, "--deadline", word, "--json"]);
        let by_date = repo.roadmap(&["replan", option, date, "--deadline", date, "--json"]);
        assert_eq!(by_word.success(), by_date.success(), "{option} {word}");
    }
    let refused = repo.roadmap(&["replan", "--start", "someday"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("someday"), "{}", refused.err);
}

#[test]
fn a_document_whose_days_are_ahead_needs_no_new_ones() {
    let mut repo = TestRepo::empty();
    repo.at("2025-05-26T09:00:00+08:00");
    repo.write("new.md", "# New\n\n## June 2025\n\n- [ ] One thing\n");
    let said = repo.roadmap(&["init", "--from", "new.md"]).success();
    assert!(!said.contains("replan"), "{said}");
}

#[test]
fn a_document_whose_days_are_over_names_the_command_that_lets_it_begin_today() {
    let mut repo = TestRepo::empty();
    repo.at("2025-05-26T09:00:00+08:00");
    for (head, command) in [
        ("", "roadmap replan --start today"),
        (
            "Start: 2024-03-01\nDeadline: 2024-06-01\n",
            "roadmap replan --start today --deadline 2025-08-26",
        ),
    ] {
        let document = format!("# Old\n{head}\n## March 2024\n\n- [ ] One thing\n");
        repo.write("old.md", &document);
        let folder = if head.is_empty() { "a" } else { "b" };
        let said = repo.roadmap(&["init", "--from", "old.md", folder]).success();
        assert!(said.replace('\n', " ").contains(&format!("passed; {command} lets")), "{said}");
        let arguments: Vec<&str> = command.split(' ').skip(1).chain(["--apply"]).collect();
        repo.roadmap_in(&repo.path().join(folder), &arguments).success();
    }
}

#[test]
fn nothing_is_laid_out_before_the_plan_starts() {
    let (plan, progress) = world(&[(30, 20, 3), (60, 20, 3)], 0, day("2025-08-01"));
    let windows = moved(&plan, &progress, Replan::FinishBy(day("2025-09-30")));
    assert_eq!(windows, ["2025-09-01..2025-09-15", "2025-09-16..2025-09-30"]);
}
