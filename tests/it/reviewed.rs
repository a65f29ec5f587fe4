//! What a fresh pair of eyes found wrong once.

use chrono::NaiveDate;
use roadmap::progress;

use crate::support::{TestRepo, event, moment};
use crate::truth_table::table_plan;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 7, day).unwrap()
}

fn data(repo: &TestRepo, arguments: &[&str]) -> serde_json::Value {
    let text = repo.roadmap(&[arguments, &["--json"]].concat()).success();
    serde_json::from_str::<serde_json::Value>(&text).unwrap()["data"].clone()
}

#[test]
fn nothing_in_a_commit_drives_the_terminal() {
    let repo = TestRepo::initialised();
    let hostile = "Roadmap-Done: dev-env why=\"a\u{1b}[2J\u{1b}]0;owned\u{7} \u{202e}b\u{1f}c\u{9b}5m\" link=\u{1b}]8;;http://e.org\u{7}x\nRoadmap-Done: \u{1b}[31m";
    repo.git(&["commit", "--allow-empty", "-qm", "Setup", "-m", hostile]);
    for arguments in [&["log"][..], &["log", "--odd"], &["show", "dev-env"], &["status"]] {
        for color in ["always", "never"] {
            let ran = repo.roadmap(&[arguments, &["--color", color]].concat());
            let text = ran.success();
            let drives = |c: char| c.is_control() && c != '\n' && c != '\u{1b}';
            assert!(!text.contains(drives) && !text.contains('\u{202e}'), "{arguments:?} {text:?}");
            for escape in text.split('\u{1b}').skip(1) {
                let is_ours = escape.starts_with('[') && !escape.starts_with("[2J");
                assert!(is_ours && escape.contains('m'), "{arguments:?} {escape:?}");
            }
        }
    }
}

#[test]
fn within_one_second_undo_takes_what_came_last() {
    let repo = TestRepo::initialised();
    for task in ["dev-env", "fastapi-core", "skill-map"] {
        repo.roadmap(&["done", task]).success();
    }
    let undone = ["skill-map", "fastapi-core", "dev-env"];
    for task in undone {
        let said = repo.roadmap(&["undo"]).success();
        assert!(said.contains(task), "{task}: {said}");
    }
    assert_eq!(repo.roadmap(&["undo"]).code, 1);

    repo.roadmap(&["done", "dev-env"]).success();
    repo.roadmap(&["reopen", "dev-env"]).success();
    repo.roadmap(&["done", "dev-env"]).success();
    repo.roadmap(&["undo", "dev-env"]).success();
    assert_eq!(data(&repo, &["show", "dev-env"])["state"], "open");
}

#[test]
fn an_undo_of_a_reopening_by_a_slow_clock_is_no_empty_commit() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env"]).success();
    repo.wait_minutes(-60);
    repo.roadmap(&["reopen", "dev-env"]).success();
    repo.roadmap(&["undo", "dev-env"]).success();
    assert_eq!(data(&repo, &["show", "dev-env"])["state"], "done");
    let trailers = repo.git(&["log", "-1", "--format=%(trailers:key=Roadmap-Undo)"]);
    assert!(trailers.contains("dev-env"), "{trailers}");
}

#[test]
fn after_a_squash_merge_undo_takes_one_event() {
    let mut repo = TestRepo::initialised();
    repo.git(&["switch", "-qc", "work"]);
    for task in ["dev-env", "fastapi-core"] {
        repo.wait_minutes(1);
        repo.roadmap(&["done", task]).success();
    }
    repo.write("notes", "x");
    repo.git(&["add", "notes"]);
    repo.git(&["commit", "-qm", "Notes"]);
    repo.git(&["switch", "-q", "main"]);
    repo.git(&["merge", "-q", "--squash", "work"]);
    repo.git(&["commit", "-q", "--no-edit"]);
    repo.git(&["branch", "-qD", "work"]);
    repo.roadmap(&["undo"]).success();
    assert_eq!(data(&repo, &["status"])["total"]["tasks"]["done"], 1);
    repo.roadmap(&["done", "skill-map", "study-repo"]).success();
    repo.roadmap(&["undo"]).success();
    assert_eq!(data(&repo, &["status"])["total"]["tasks"]["done"], 1, "both of one command");
}

#[test]
fn in_a_shared_repository_undo_takes_ones_own() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env"]).success();
    repo.wait_minutes(1);
    repo.git(&[
        "-c",
        "user.name=Bob",
        "-c",
        "user.email=bob@example.org",
        "commit",
        "--allow-empty",
        "-qm",
        "Roadmap-Done: skill-map",
    ]);
    let said = repo.roadmap(&["undo"]).success();
    assert!(said.contains("dev-env"), "{said}");
}

#[test]
fn a_commit_names_what_it_recorded() {
    let repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env", "fastapi-core"]).success();
    let commit = repo.git(&["rev-parse", "--short", "HEAD"]);
    repo.roadmap(&["undo", commit.trim()]).success();
    assert_eq!(data(&repo, &["status"])["total"]["tasks"]["done"], 0);
    repo.roadmap(&["skip", "*"]).success();
    let said = repo.roadmap(&["undo", "*"]).success();
    assert!(said.contains("skip"), "{said}");
}

#[test]
fn the_plan_is_looked_for_where_c_leads() {
    let repo = TestRepo::initialised();
    let inner = repo.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(inner.join("roadmap.toml"), "title = \"Inner\"\nstart = 2025-07-01\n").unwrap();
    let outer = repo.roadmap_in(&inner, &["-C", "..", "status"]).success();
    assert!(outer.starts_with("Python"), "{outer}");
    assert!(repo.roadmap_in(&inner, &["status"]).success().starts_with("Inner"));
}

#[test]
fn only_what_counts_can_make_it_tomorrow() {
    let plan = table_plan();
    let at = moment("2025-07-14T23:00:00+08:00");
    let as_of = |texts: &[&str]| {
        let events: Vec<_> =
            texts.iter().enumerate().map(|(at_, text)| event(text, at, at_)).collect();
        progress::fold_today(&plan, &events, day(14)).as_of
    };
    assert_eq!(as_of(&["Done: a day=2025-07-15"]), day(15));
    assert_eq!(as_of(&["Study: * day=2025-07-15"]), day(15));
    assert_eq!(as_of(&["Done: nowhere day=2025-07-15"]), day(14));
    assert_eq!(as_of(&["Done: a day=2025-07-15 id=1", "Undo: a of=1 day=2025-07-14"]), day(14));
    assert_eq!(as_of(&["Done: a day=2025-07-16"]), day(14));
    assert_eq!(as_of(&["Skip: h day=2025-07-15"]), day(14));
    assert_eq!(as_of(&["Done: a day=2025-07-14"]), day(14));
}

#[test]
fn a_skip_counts_from_the_day_it_was_recorded() {
    let plan = table_plan();
    let skip = [event("Skip: h day=2025-07-20..2025-07-22", moment("2025-07-10T12:00:00Z"), 0)];
    let excused = |on| progress::fold(&plan, &skip, day(on)).habits[0].excused.len();
    assert_eq!((excused(9), excused(10), excused(25)), (0, 1, 1));
    let late = [event("Skip: h day=2025-07-05", moment("2025-07-10T12:00:00Z"), 0)];
    let excused = |on| progress::fold(&plan, &late, day(on)).habits[0].excused.len();
    assert_eq!((excused(4), excused(5)), (0, 1));
}

#[test]
fn who_is_left_out_is_told_so() {
    let plan = format!(
        "{}\n[history]\nauthors = [\"mei@example.org\"]\n",
        include_str!("../../roadmap.toml")
    );
    let mut repo = TestRepo::with_plan(&plan);
    repo.set("COLUMNS", "120");
    let said = repo.roadmap(&["done", "dev-env"]).success();
    assert!(said.contains("leaves 林小明 <lin@example.org> out"), "{said}");
    assert_eq!(data(&repo, &["status"])["footnotes"]["foreign"], 1);
    let status = repo.roadmap(&["status"]).success();
    assert!(status.contains("1 event by people whom"), "{status}");
    repo.write(".mailmap", "Mei <mei@example.org> <lin@example.org>\n");
    let said = repo.roadmap(&["done", "skill-map"]).success();
    assert!(said.contains("phase 0: 2 of 4"), "{said}");
}

#[test]
fn a_dropped_need_is_not_shown_as_done() {
    let repo = TestRepo::initialised();
    let needs = data(&repo, &["show", "fastapi-di"])["needs"][0]["id"].clone();
    repo.roadmap(&["skip", needs.as_str().unwrap()]).success();
    let shown = repo.roadmap(&["show", "fastapi-di"]).success();
    assert!(shown.contains("× fastapi-core"), "{shown}");
}

#[test]
fn short_names_are_prefixes_or_nothing() {
    let repo = TestRepo::initialised();
    for wild in ["ls", "rm", "go", "hs", "tm", "!api", "^dev", "core$", "'env"] {
        let ran = repo.roadmap(&["done", wild, "--dry-run"]);
        assert_eq!(ran.code, 1, "{wild}\n{}", ran.transcript());
    }
    let ran = repo.roadmap(&["done", "do", "--dry-run"]).success();
    assert!(ran.contains("docker-image"), "{ran}");
}

#[test]
fn a_full_disk_behind_the_output_does_not_hide_the_record() {
    let repo = TestRepo::initialised();
    let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else { return };
    let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
    let output = command.args(["done", "leetcode"]).stdout(full).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3));
    assert!(said.contains("it was recorded all the same, in commit"), "{said}");
}

#[test]
fn an_impossible_date_hides_no_wrong_name() {
    let repo = TestRepo::empty();
    repo.write(
        "roadmap.toml",
        "title = \"x\"\nstart = 2025-02-30\n[[phase]]\nid = \"1\"\ntitle = \"a\"\nwindow = \"2025-08\"\n\
         task = [{ id = \"a\", title = \"A\", needs = [\"zz\"] }]\n[[moved]]\nfrom = \"b\"\nto = \"nope\"\n",
    );
    let ran = repo.roadmap(&["check", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let problems = report["data"]["problems"].as_array().unwrap().iter();
    let lines: Vec<u64> = problems.map(|problem| problem["line"].as_u64().unwrap()).collect();
    assert_eq!((ran.code, lines), (1, vec![2, 7, 10]));
}

#[test]
fn within_one_second_the_log_has_the_order_of_the_commits() {
    let repo = TestRepo::initialised();
    let tasks = ["dev-env", "fastapi-core", "skill-map"];
    for task in tasks {
        repo.roadmap(&["done", task]).success();
    }
    repo.roadmap(&["undo"]).success();
    repo.roadmap(&["done", "skill-map"]).success();
    let rows = |arguments: &[&str]| {
        let data = data(&repo, arguments);
        let rows = data.get("events").or(data.get("history"));
        let rows = rows.and_then(|rows| rows.as_array()).expect("events");
        let said = rows.iter().map(|row| (row["verb"].clone(), row["target"].clone()));
        said.map(|(verb, target)| format!("{verb} {target}").replace('"', "")).collect::<Vec<_>>()
    };
    let all = ["done skill-map", "undo skill-map", "done skill-map", "done fastapi-core"];
    assert_eq!(rows(&["log", "-n", "4"]), all);
    assert_eq!(rows(&["log", "-n", "2"]), all[..2]);
    assert_eq!(rows(&["show", "skill-map"]), all[..3]);
}

#[test]
fn what_was_undone_together_is_brought_back_together() {
    let repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env", "fastapi-core"]).success();
    let said = repo.roadmap(&["undo"]).success();
    let back = said.split("to bring it back: roadmap ").nth(1).expect("a command").trim();
    let words: Vec<&str> = back.split(' ').collect();
    repo.roadmap(&words).success();
    for task in ["dev-env", "fastapi-core"] {
        assert_eq!(data(&repo, &["show", task])["state"], "done", "{task}");
    }
}

#[test]
fn options_of_status_alone_show_the_status() {
    let repo = TestRepo::initialised();
    repo.roadmap(&["done", "leetcode"]).success();
    for options in [&["--json"][..], &["--porcelain"], &["--at", "yesterday"], &["--no-evidence"]] {
        let status = repo.roadmap(&[&["status"], options].concat()).success();
        assert_eq!(repo.roadmap(options).success(), status, "{options:?}");
    }
    for refused in [&["--json", "1"][..], &["--day", "yesterday"], &["lisst", "--json"]] {
        assert_eq!(repo.roadmap(refused).code, 2, "{refused:?}");
    }
}

#[test]
fn a_value_in_the_environment_is_in_no_usage_line() {
    let mut repo = TestRepo::initialised();
    let refused = repo.roadmap(&["list", "--wrong"]);
    repo.set("ROADMAP_LANG", "en");
    assert_eq!(repo.roadmap(&["list", "--wrong"]).err, refused.err);
    repo.set("ROADMAP_LANG", "xx");
    assert!(repo.roadmap(&["list"]).err.contains("xx"));
}

#[test]
fn a_habit_that_is_named_twice_is_said_to_count_once() {
    let repo = TestRepo::initialised();
    let said = repo.roadmap(&["done", "leetcode", "leetcode"]).success();
    assert!(said.contains("-x 2"), "{said}");
    assert_eq!(data(&repo, &["show", "leetcode"])["total"], 1);
}

#[test]
fn where_nothing_is_owed_open_or_timed_it_is_said_so() {
    let mut repo = TestRepo::with_plan(
        "title = \"P\"\nstart = 2025-07-01\n[[phase]]\nid = \"1\"\ntitle = \"One\"\n\
         window = \"2025-07\"\n[[phase.task]]\nid = \"a\"\ntitle = \"A\"\n",
    );
    let said = repo.roadmap(&["why", "time", "--lang", "zh"]).success();
    assert!(said.contains("累计 0 分钟"), "{said}");
    repo.roadmap(&["skip", "a"]).success();
    for command in ["status", "next", "forecast", "report"] {
        let said = repo.roadmap(&[command]).success();
        assert!(said.contains("Every task is done or dropped."), "{command}: {said}");
    }
    // Without a phase and a deadline, a plan goes on.
    repo = TestRepo::with_plan("title = \"P\"\nstart = 2025-01-01\n");
    for command in [&["status"][..], &["why", "calendar"], &["report", "--format", "html"]] {
        let said = repo.roadmap(command).success();
        assert!(!said.contains("ended") && !said.contains("past the end"), "{said}");
    }
}

#[test]
fn a_reopened_task_that_was_dropped_is_said_to_be_dropped_and_can_be_had_back() {
    let repo = TestRepo::initialised();
    repo.roadmap(&["skip", "dev-env"]).success();
    repo.roadmap(&["done", "dev-env"]).success();
    let said = repo.roadmap(&["reopen", "dev-env"]).success();
    assert!(!said.contains("open again"), "{said}");
    let refused = repo.roadmap(&["reopen", "dev-env"]).err;
    let command = refused.split("`roadmap ").nth(1).and_then(|rest| rest.split('`').next());
    let words: Vec<&str> = command.expect("a command").split(' ').collect();
    repo.roadmap(&words).success();
    assert_eq!(data(&repo, &["show", "dev-env"])["state"], "open");
}

#[test]
fn what_is_lost_from_a_ref_of_records_is_found_again() {
    for through in ["library", "program"] {
        let mut repo = TestRepo::initialised();
        if through == "program" {
            repo.set("ROADMAP_GIT", "program");
        }
        let plan = std::fs::read_to_string(repo.path().join("roadmap.toml")).unwrap();
        repo.write("roadmap.toml", &format!("{plan}\n[record]\nref = \"refs/roadmap/log\"\n"));
        repo.roadmap(&["done", "dev-env"]).success();
        repo.roadmap(&["done", "fastapi-core"]).success();
        repo.git(&["update-ref", "refs/roadmap/log", "refs/roadmap/log~1"]);
        assert_eq!(repo.roadmap(&["doctor"]).code, 1, "{through}");
        repo.roadmap(&["doctor", "--rescue"]).success();
        assert_eq!(data(&repo, &["show", "fastapi-core"])["state"], "done", "{through}");
    }
}

#[test]
fn on_another_name_of_a_branch_the_branch_moves() {
    let repo = TestRepo::initialised();
    repo.git(&["symbolic-ref", "refs/heads/other", "refs/heads/main"]);
    repo.git(&["switch", "-q", "other"]);
    repo.roadmap(&["done", "dev-env"]).success();
    assert_eq!(repo.git(&["rev-parse", "main"]), repo.git(&["rev-parse", "HEAD"]));
    assert_eq!(repo.git(&["symbolic-ref", "refs/heads/other"]).trim(), "refs/heads/main");
}

#[test]
fn whoever_commits_without_an_address_can_record() {
    let repo = TestRepo::initialised();
    repo.git(&["config", "user.email", ""]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "Fine"]);
    repo.roadmap(&["done", "dev-env"]).success();
    let author = "%an <%ae>";
    let of = |name: &str| repo.git(&["log", "-1", &format!("--format={author}"), name]);
    assert_eq!(of("HEAD"), of("HEAD~1"));
}

#[test]
fn below_a_plan_no_second_one_is_begun_by_accident() {
    let mut repo = TestRepo::initialised();
    std::fs::create_dir(repo.path().join("sub")).unwrap();
    repo.enter("sub");
    let refused = repo.roadmap(&["init", "--minimal"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("roadmap init ."), "{}", refused.err);
    repo.roadmap(&["init", "--notes", "obsidian"]).success();
    assert!(!repo.path().join("roadmap.toml").exists());
    assert!(repo.path().join("../notes/tasks/dev-env.md").exists());
    repo.roadmap(&["init", ".", "--minimal"]).success();
    assert!(repo.path().join("roadmap.toml").exists());
}

#[test]
fn in_a_bare_repository_no_plan_is_begun() {
    let mut repo = TestRepo::initialised();
    repo.git(&["clone", "-q", "--bare", ".", "bare.git"]);
    repo.enter("bare.git");
    for arguments in [&["init", "--minimal"][..], &["check"], &["set", ".", "title", "x"]] {
        let refused = repo.roadmap(arguments);
        assert_eq!(refused.code, 1, "{arguments:?}");
        assert!(refused.err.contains("bare repository"), "{}", refused.err);
    }
    repo.roadmap(&["status"]).success();
}

#[test]
fn no_hint_names_an_option_that_a_command_lacks() {
    let repo = TestRepo::initialised();
    let said = repo.roadmap(&["start", "dev-env", "--from", "22:00"]).err;
    assert!(said.contains("roadmap study --from"), "{said}");
    let said = repo.roadmap(&["study", "--took", "25h"]);
    assert!(said.code == 1 && said.err.contains("--day"), "{}", said.err);
    repo.roadmap(&["done", "dev-env", "--took", "25h"]).success();
}

#[test]
fn a_goal_that_is_changed_for_all_days_is_said_to_be() {
    let mut repo = TestRepo::initialised();
    let set = ["set", "leetcode", "target", "1.5"];
    // It has not begun.
    let said = repo.roadmap(&[&set[..], &["--dry-run"]].concat()).success();
    assert!(!said.contains("change ="), "{said}");
    repo.wait_days(31);
    let said = repo.roadmap(&set).success();
    assert!(said.contains("change = [{ from = 2025-08-14, target = 1.5 }]"), "{said}");
    let said = repo.roadmap(&["set", "leetcode", "title", "LeetCode"]).success();
    assert!(!said.contains("change ="), "{said}");
}
