//! Requests that do not go with what is named, or with what is recorded.

use insta::assert_snapshot;

use super::{idle, refused, started};
use crate::support::TestRepo;

#[test]
fn options_that_do_not_go_with_the_task() {
    let repo = started();
    let said = refused(
        &repo,
        1,
        &[
            &["done", "postgres", "oauth2-jwt", "--took", "1h"],
            &["done", "postgres", "oauth2-jwt", "--link", "https://example.org/"],
            &["done", "postgres", "-x", "2"],
            &["done", "postgres", "--link", "example.org"],
            &["done", "postgres", "--link", "https://example.org/a b"],
            &["study", "postgres", "--link", ""],
            &["skip", "postgres", "2025-07-14"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done postgres oauth2-jwt --took 1h
    error: `--took` says how long one task took, but several are named
    hint: record them one by one, or without `--took`

    $ roadmap done postgres oauth2-jwt --link https://example.org/
    error: `--link` shows one task's result, but several are named
    hint: record them one by one, or without `--link`

    $ roadmap done postgres -x 2
    error: `postgres` is a task: it is done once, not `-x` times
    hint: `-x` is for habits

    $ roadmap done postgres --link example.org
    error: `example.org` is not a link
    hint: write it whole, starting with https:// or http://

    $ roadmap done postgres --link 'https://example.org/a b'
    error: `https://example.org/a b` is not a link
    hint: write it whole, starting with https:// or http://

    $ roadmap study postgres --link ''
    error: `` is not a link
    hint: write it whole, starting with https:// or http://

    $ roadmap skip postgres 2025-07-14
    error: `postgres` is a task: it is dropped as a whole, not for days
    hint: `roadmap skip postgres` drops it; days are for habits and for '*'
    ");
}

#[test]
fn days_that_are_still_to_come_or_run_backwards() {
    let repo = started();
    let said = refused(
        &repo,
        1,
        &[
            &["done", "postgres", "--day", "2025-07-16"],
            &["study", "--day", "2026-01-01"],
            &["skip", "leetcode", "2025-10-07..2025-10-01"],
            &["skip", "leetcode", "today..yesterday"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done postgres --day 2025-07-16
    error: 2025-07-16 is still to come; today is 2025-07-15
    hint: record it on the day, or leave out `--day`

    $ roadmap study --day 2026-01-01
    error: 2026-01-01 is still to come; today is 2025-07-15
    hint: record it on the day, or leave out `--day`

    $ roadmap skip leetcode 2025-10-07..2025-10-01
    error: 2025-10-07..2025-10-01 ends before it begins
    hint: write the earlier day first

    $ roadmap skip leetcode today..yesterday
    error: 2025-07-15..2025-07-14 ends before it begins
    hint: write the earlier day first
    ");
}

#[test]
fn a_state_that_does_not_allow_it() {
    let repo = started();
    let said = refused(
        &repo,
        1,
        &[
            &["reopen", "leetcode"],
            &["reopen", "skill-map"],
            &["skip", "dev-env"],
            &["undo", "postgres"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap reopen leetcode
    error: `leetcode` is a habit: it is never finished
    hint: `roadmap undo leetcode` takes back the last time

    $ roadmap reopen skill-map
    error: `skill-map` is dropped, not done
    hint: `roadmap undo e819205cb4e8` takes the skip back

    $ roadmap skip dev-env
    error: `dev-env` is already done, on 2025-07-14
    hint: `roadmap undo dev-env` takes that back first

    $ roadmap undo postgres
    error: there is nothing to undo for `postgres`
    hint: `roadmap log postgres` shows its history
    ");
}

#[test]
fn what_is_so_already_is_said_and_not_recorded() {
    let repo = started();
    let said = idle(
        &repo,
        &[
            &["done", "dev-env"],
            &["done", "dev-env", "--took", "1h"],
            &["reopen", "postgres"],
            &["skip", "skill-map"],
            &["list", "--phase", "0", "--skill", "kubernetes"],
            &["log", "postgres"],
            &["--lang", "zh", "done", "dev-env", "--took", "1h"],
            &["--lang", "zh", "reopen", "postgres"],
            &["--lang", "zh", "skip", "skill-map"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done dev-env
      dev-env was done on 2025-07-14 already; nothing to record

    $ roadmap done dev-env --took 1h
      dev-env was done on 2025-07-14 already; nothing to record
      to add more study time: roadmap study dev-env --took …

    $ roadmap reopen postgres
    postgres is open anyway; nothing to record

    $ roadmap skip skill-map
    skill-map was dropped on 2025-07-14 already; nothing to record

    $ roadmap list --phase 0 --skill kubernetes
    No task matches.

    $ roadmap log postgres
    Nothing is recorded yet.

    $ roadmap --lang zh done dev-env --took 1h
      dev-env 已于 2025-07-14 完成，无需再记
      如需补记学习时间：roadmap study dev-env --took …

    $ roadmap --lang zh reopen postgres
    postgres 本来就未完成，无需重新打开

    $ roadmap --lang zh skip skill-map
    skill-map 已于 2025-07-14 放弃，无需再记
    ");
}

#[test]
fn nothing_to_undo() {
    let repo = TestRepo::initialised();
    assert_snapshot!(refused(&repo, 1, &[&["undo"], &["undo", "dev-env"]]), @"
    $ roadmap undo
    error: there is nothing to undo
    hint: `roadmap log` shows what was recorded

    $ roadmap undo dev-env
    error: there is nothing to undo for `dev-env`
    hint: `roadmap log dev-env` shows its history
    ");
}

#[test]
fn undoing_what_another_plan_recorded() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env"]).success();
    repo.wait_minutes(1);
    repo.git(&[
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "Done",
        "-m",
        "Roadmap-Done: of-another id=abcdefgh",
    ]);
    assert_snapshot!(refused(&repo, 1, &[&["undo"]]), @"
    $ roadmap undo
    error: the last record is of `of-another`, which is not in this plan
    hint: `roadmap undo abcdefgh` takes it back
    ");
    repo.roadmap(&["undo", "dev-env"]).success();
    repo.roadmap(&["undo", "abcdefgh"]).success();
}

#[test]
fn undoing_twice() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env"]).success();
    let log = repo.roadmap(&["log"]).success();
    let event = log.split_whitespace().nth(2).expect("an id").to_owned();
    repo.wait_minutes(1);
    repo.roadmap(&["undo", &event]).success();
    assert_snapshot!(refused(&repo, 1, &[&["undo"], &["undo", "dev-env"]]), @"
    $ roadmap undo
    error: there is nothing to undo
    hint: `roadmap log` shows what was recorded

    $ roadmap undo dev-env
    error: there is nothing to undo for `dev-env`
    hint: `roadmap log dev-env` shows its history
    ");
    assert_snapshot!(idle(&repo, &[&["undo", &event], &["--lang", "zh", "undo", &event]]), @"
    $ roadmap undo 3d859eb5e8d0
    3d859eb5e8d0 was undone by 151bc1e1f2d4 already; `roadmap undo 151bc1e1f2d4`
    brings it back

    $ roadmap --lang zh undo 3d859eb5e8d0
    3d859eb5e8d0 已被 151bc1e1f2d4 撤销；如需恢复：roadmap undo 151bc1e1f2d4
    ");
}

#[test]
fn an_undone_holiday_is_undone_for_good() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["skip", "*", "2025-08-01..2025-08-07"]).success();
    repo.wait_minutes(1);
    repo.roadmap(&["undo"]).success();
    let log = repo.roadmap(&["log", "--json"]).success();
    assert!(log.contains("\"undone\""), "{log}");
    assert_snapshot!(idle(&repo, &[&["log", "--odd"]]), @"
    $ roadmap log --odd
    Every event line was read.
    ");
    assert_snapshot!(refused(&repo, 1, &[&["undo"]]), @"
    $ roadmap undo
    error: there is nothing to undo
    hint: `roadmap log` shows what was recorded
    ");
}
