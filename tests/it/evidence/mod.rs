//! Evidence: what commits prove by the plan's rules, in real repositories, through both ways to git.

mod shown;

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::receipt::{check, has_python};
use crate::support::{TestRepo, moment};

/// A plan with a habit, a task, and the one rule that a repository of a sync extension needs.
const PLAN: &str = r#"title = "LeetCode"
start = 2025-07-01
day-ends = "04:00"

[[phase]]
id = "1"
title = "P"
window = "2025-07"

  [[phase.task]]
  id = "release"
  title = "Release"

[[habit]]
id = "leetcode"
title = "LeetCode"
every = "day"

[[evidence]]
id = "leethub"
habit = "leetcode"
path = "[0-9]*-*/[0-9]*-*.*"
unit = "distinct-file"
"#;

/// Commits files at a moment.
fn commit(repo: &mut TestRepo, at: &str, files: &[(&str, &str)], message: &str) {
    let now = repo.now_is(&format!("{at}+08:00"));
    for (name, content) in files {
        let path = repo.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", message, "--allow-empty"]);
    repo.now_is(&now);
}

/// What `LeetHub` writes for a solution: the text of the problem and the solution, a commit each,
/// and the list of topics at the top.
fn push(repo: &mut TestRepo, at: &str, problem: &str, solution: &str) {
    let (readme, file) = (format!("{problem}/README.md"), format!("{problem}/{problem}.py"));
    if !repo.path().join(&readme).exists() {
        commit(repo, at, &[(&readme, problem)], "Create README - LeetHub");
    }
    let said = "Time: 52 ms (80.33%), Space: 16.4 MB (40.12%) - LeetHub";
    commit(repo, at, &[(&file, solution)], said);
    let topics = format!("{problem} {solution} {at}");
    commit(repo, at, &[("README.md", &topics)], "Update README - Topic Tags");
}

/// Five days, two problems on one of them, one problem pushed three times in a night that belongs
/// to the day before, and an old one again on the last day.
fn leetcode() -> TestRepo {
    let mut repo = TestRepo::with_plan(PLAN);
    push(&mut repo, "2025-07-10T20:00:00", "0001-two-sum", "a");
    push(&mut repo, "2025-07-11T20:00:00", "0002-add-two-numbers", "a");
    push(&mut repo, "2025-07-11T21:00:00", "0003-longest-substring", "a");
    push(&mut repo, "2025-07-12T23:50:00", "0004-median", "a");
    push(&mut repo, "2025-07-13T00:10:00", "0004-median", "b");
    push(&mut repo, "2025-07-13T03:59:00", "0004-median", "c");
    push(&mut repo, "2025-07-13T20:00:00", "0005-palindrome", "a");
    push(&mut repo, "2025-07-14T14:00:00", "0001-two-sum", "again");
    repo
}

fn json(repo: &TestRepo, arguments: &[&str]) -> Value {
    let out = repo.roadmap(&[arguments, &["--json"]].concat()).success();
    let mut value: Value = serde_json::from_str(&out).expect("JSON");
    value["data"].take()
}

/// The events of the log as `day target part`, newest first; what does not count in brackets.
fn log(repo: &TestRepo, arguments: &[&str]) -> Vec<String> {
    let data = json(repo, &[&["log", "--all"], arguments].concat());
    let row = |row: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let day = text(&row["days"]["last"]);
        let said =
            format!("{} {} {}", &day[5..], text(&row["target"]), text(&row["derived"]["part"]));
        if row["standing"] == "counts" { said } else { format!("({said})") }
    };
    data["events"].as_array().expect("events").iter().map(row).collect()
}

fn ids(repo: &TestRepo) -> Vec<String> {
    let data = json(repo, &["log", "--all"]);
    let events = data["events"].as_array().expect("events").iter();
    let mut ids: Vec<String> =
        events.map(|row| row["id"].as_str().expect("an id").to_owned()).collect();
    ids.sort();
    ids
}

#[test]
fn a_repository_of_a_sync_extension_has_its_streak_from_one_rule_and_no_commit() {
    let mut repo = leetcode();
    let before = (repo.git(&["rev-parse", "HEAD"]), repo.git(&["count-objects"]));
    for through in ["library", "program"] {
        repo.set("ROADMAP_GIT", through);
        let status = json(&repo, &["status"]);
        assert_eq!(status["footnotes"]["derived"], 6, "{through}");
        let habit = &json(&repo, &["streak"])["habits"][0];
        assert_eq!(
            (&habit["strict"]["current"], &habit["total"]),
            (&5.into(), &6.into()),
            "{habit}"
        );
        let want = [
            "07-14 leetcode 0001-two-sum/0001-two-sum.py",
            "07-13 leetcode 0005-palindrome/0005-palindrome.py",
            "07-12 leetcode 0004-median/0004-median.py",
            "07-11 leetcode 0003-longest-substring/0003-longest-substring.py",
            "07-11 leetcode 0002-add-two-numbers/0002-add-two-numbers.py",
            "07-10 leetcode 0001-two-sum/0001-two-sum.py",
        ];
        assert_eq!(log(&repo, &[]), want, "{through}");
        assert_eq!(log(&repo, &["--ref", "HEAD"]), want, "{through}");
        assert_eq!(log(&repo, &["--no-evidence"]), Vec::<String>::new());
    }
    assert_eq!((repo.git(&["rev-parse", "HEAD"]), repo.git(&["count-objects"])), before);
    let said = repo.roadmap(&["status"]).success();
    assert!(said.contains("* follows from commits by `[[evidence]]` (6 records)"), "{said}");
    let said = repo.roadmap(&["show", "leetcode", "--lang", "zh"]).success();
    assert!(said.contains("由提交"), "{said}");
    let prompt = repo.roadmap(&["prompt", "--ascii"]).success();
    assert!(prompt.starts_with("*5 "), "{prompt}");
}

#[test]
fn an_undo_and_a_skip_win_and_hold_after_a_rebase() {
    let mut repo = leetcode();
    repo.roadmap(&["undo", "leetcode", "-m", "copied"]).success();
    repo.wait_minutes(1);
    repo.roadmap(&["skip", "leetcode", "2025-07-12"]).success();
    let want = [
        "(07-14 leetcode 0001-two-sum/0001-two-sum.py)",
        "(07-12 leetcode 0004-median/0004-median.py)",
    ];
    let overruled = |repo: &TestRepo| -> Vec<String> {
        let rows = log(repo, &[]).into_iter();
        rows.filter(|row| row.starts_with('(') && !row.ends_with(" )")).collect()
    };
    assert_eq!(overruled(&repo), want);
    let doctor = repo.roadmap(&["doctor"]).success();
    assert!(doctor.contains("All is well"), "{doctor}");
    let before = ids(&repo);
    let old = repo.git(&["rev-parse", "HEAD"]);
    repo.wait_days(1);
    repo.git(&["rebase", "-q", "--root", "--force-rebase"]);
    repo.git(&[
        "commit",
        "-q",
        "--amend",
        "--allow-empty",
        "--only",
        "-m",
        "Skip\n\nRoadmap-Skip: leetcode day=2025-07-12",
    ]);
    assert_ne!(repo.git(&["rev-parse", "HEAD"]), old);
    assert_eq!(overruled(&repo), want);
    let kept = ids(&repo).into_iter().filter(|id| before.contains(id)).count();
    assert_eq!(kept, before.len() - 1, "all but the skip, which got another line");
    // A dropped task stays dropped, and what is taken back can be brought back.
    let undo = json(&repo, &["log"])["events"][1]["id"].as_str().expect("an id").to_owned();
    repo.roadmap(&["undo", &undo]).success();
    assert_eq!(overruled(&repo), want[1..]);
}

#[test]
fn without_a_name_undo_means_what_was_recorded() {
    let mut repo = leetcode();
    let nothing = repo.roadmap(&["undo"]);
    assert_ne!(nothing.code, 0, "{}", nothing.transcript());
    repo.roadmap(&["done", "release", "--day", "2025-07-01"]).success();
    push(&mut repo, "2025-07-14T16:00:00", "0009-last", "a");
    repo.at("2025-07-14T17:00:00+08:00");
    let said = repo.roadmap(&["undo"]).success();
    assert!(said.contains("release"), "{said}");
}

/// A repository in which every selector meets what it fits and what it must not.
fn selectors() -> TestRepo {
    let rules = r#"
[[evidence]]
id = "folders"
habit = "leetcode"
path = "题解/**"
unit = "distinct-folder"
amount = 2

[[evidence]]
id = "said"
habit = "leetcode"
message = '^Solve \d+'

[[evidence]]
id = "pair"
habit = "leetcode"
co-author = "KIM@example.org"

[[evidence]]
id = "tagged"
done = "release"
tag = "v1.*"
"#;
    let plan = PLAN.replace("distinct-file\"\n", &format!("distinct-file\"\n{rules}"));
    let mut repo = TestRepo::with_plan(&plan);
    let solved = [("题解/一/a.py", "a"), ("题解/一/b.py", "b"), ("题解/二/a.py", "c")];
    commit(&mut repo, "2025-07-10T10:00:00", &solved, "Two folders");
    commit(&mut repo, "2025-07-10T11:00:00", &[("x", "1")], "Solve 12\n\nSolve 13");
    commit(&mut repo, "2025-07-10T12:00:00", &[("x", "2")], "Not: Solve 12");
    let paired = "Pair\n\nCo-Authored-By: Kim Lee <kim@example.org>";
    commit(&mut repo, "2025-07-11T10:00:00", &[("x", "3")], paired);
    // Neither a move nor a mode nor a removal is work.
    fs::rename(repo.path().join("题解/二/a.py"), repo.path().join("题解/二/moved.py"))
        .expect("a move");
    commit(&mut repo, "2025-07-12T10:00:00", &[], "Move");
    repo.git(&["update-index", "--chmod=+x", "题解/一/a.py"]);
    commit(&mut repo, "2025-07-12T11:00:00", &[], "Mode");
    repo.git(&["rm", "-q", "题解/一/b.py"]);
    commit(&mut repo, "2025-07-12T12:00:00", &[], "Remove");
    // A merge brings in what other commits hold; a tag on it is its own.
    repo.git(&["checkout", "-q", "-b", "side"]);
    commit(&mut repo, "2025-07-13T10:00:00", &[("0007-side/0007-side.py", "a")], "Side");
    repo.git(&["checkout", "-q", "main"]);
    commit(&mut repo, "2025-07-13T11:00:00", &[("y", "1")], "Main");
    repo.at("2025-07-13T12:00:00+08:00");
    repo.git(&["merge", "-q", "--no-ff", "side", "-m", "Solve 99: merge"]);
    repo.git(&["tag", "-a", "v1.0", "-m", "One"]);
    repo.git(&["tag", "v10", "HEAD~1"]);
    repo.at("2025-07-14T15:00:00+08:00");
    repo
}

#[test]
fn every_selector_fits_what_it_should_through_both_ways_to_git() {
    let mut repo = selectors();
    let want = [
        "07-13 release ",
        "07-13 leetcode 0007-side/0007-side.py",
        "07-11 leetcode ",
        "07-10 leetcode ",
        "07-10 leetcode 题解/一",
        "07-10 leetcode 题解/二",
    ];
    let mut seen = Vec::new();
    for through in ["library", "program"] {
        repo.set("ROADMAP_GIT", through);
        fs::remove_dir_all(repo.git_path("roadmap/cache")).ok();
        let mut found = log(&repo, &[]);
        found[4..].sort();
        assert_eq!(found, want, "{through}");
        let status = json(&repo, &["streak"]);
        assert_eq!(status["habits"][0]["total"], 7, "{through}");
        seen.push(repo.roadmap(&["log", "--all", "--json"]).success());
    }
    assert_eq!(seen[0], seen[1]);
    let task = json(&repo, &["show", "release"]);
    assert_eq!((&task["state"], &task["on"]), (&"done".into(), &"2025-07-13".into()));
    // A tag moves no branch, and is seen all the same.
    repo.git(&["tag", "-d", "v1.0"]);
    assert_eq!(json(&repo, &["show", "release"])["state"], "open");
}

#[test]
fn a_repository_that_only_the_program_opens_proves_the_same() {
    let mut repo = TestRepo::empty();
    if repo.try_git(&["init", "-q", "--object-format=sha256"]).code != 0 {
        return;
    }
    repo.write("roadmap.toml", PLAN);
    commit(&mut repo, "2025-07-09T10:00:00", &[], "Plan");
    push(&mut repo, "2025-07-10T20:00:00", "0001-two-sum", "a");
    assert_eq!(log(&repo, &[]), ["07-10 leetcode 0001-two-sum/0001-two-sum.py"]);
}

#[test]
fn the_cache_holds_for_tips_and_rules_and_can_be_lost() {
    let mut repo = leetcode();
    let all = log(&repo, &[]);
    let file = repo.git_path("roadmap/cache/evidence");
    let bytes = fs::read(&file).expect("a cache");
    assert_eq!(log(&repo, &[]), all);
    // Damage, and what another rule found, are as good as nothing.
    fs::write(&file, &bytes[..bytes.len() - 1]).expect("a file");
    assert_eq!(log(&repo, &[]), all);
    let plan = PLAN.replace("[0-9]*-*/[0-9]*-*.*", "0001-*/*.py");
    repo.write("roadmap.toml", &plan);
    assert_eq!(log(&repo, &[]).len(), 2);
    repo.write("roadmap.toml", PLAN);
    assert_eq!(log(&repo, &[]), all);
    // Only what is new is looked at: old trees can be gone.
    let tree = repo.git(&["rev-parse", "HEAD~3^{tree}"]);
    let object = format!("objects/{}/{}", &tree[..2], tree[2..].trim());
    let object = repo.git_path(&object);
    let kept = fs::read(&object).expect("a loose object");
    fs::remove_file(&object).expect("an object");
    push(&mut repo, "2025-07-14T14:30:00", "0010-new", "a");
    assert_eq!(log(&repo, &[]).len(), all.len() + 1);
    fs::write(&object, kept).expect("an object");
    // A commit that goes takes what it proved with it.
    repo.git(&["reset", "-q", "--hard", "HEAD~3"]);
    assert_eq!(log(&repo, &[]), all);
    // What amount it is, and when a day ends, is no matter of the commits.
    repo.write("roadmap.toml", &PLAN.replace("04:00", "03:00"));
    let days = |row: &String| row.starts_with("07-13 leetcode 0004");
    assert_eq!(log(&repo, &[]).iter().filter(|row| days(row)).count(), 1);
}

#[test]
fn a_warm_read_opens_no_commit_or_tree_that_it_has_seen() {
    for through in ["library", "program"] {
        let mut repo = leetcode();
        repo.set("ROADMAP_GIT", through);
        let all = log(&repo, &[]);
        commit(&mut repo, "2025-07-14T14:30:00", &[("0010-new/0010-new.py", "a")], "New");
        // What is left: the new commit, the one that was the tip, and their trees.
        let mut kept: Vec<String> = Vec::new();
        for commit in ["HEAD", "HEAD~1"] {
            kept.push(repo.git(&["rev-parse", commit]));
            kept.push(repo.git(&["rev-parse", &format!("{commit}^{{tree}}")]));
            kept.push(repo.git(&["ls-tree", "-r", "-t", "--format=%(objectname)", commit]));
        }
        let kept = kept.join("\n");
        let listed = repo.git(&["rev-list", "--objects", "--no-object-names", "HEAD"]);
        let old: Vec<&str> = listed.lines().filter(|id| !kept.contains(id)).collect();
        assert!(old.len() > 20, "{} objects go", old.len());
        for id in old {
            let object = repo.git_path(&format!("objects/{}/{}", &id[..2], &id[2..]));
            fs::remove_file(object).expect("a loose object");
        }
        let found = log(&repo, &[]);
        assert_eq!(found[0], "07-14 leetcode 0010-new/0010-new.py", "{through}");
        assert_eq!(found[1..], all, "{through}");
    }
}

/// More commits than one process of git is asked for at once: 500 files in turn, a minute each.
pub(crate) fn large() -> TestRepo {
    let repo = TestRepo::with_plan(PLAN);
    let mut stream = String::new();
    for number in 0..2_500 {
        let at = 1_750_000_000 + number * 60;
        let path = format!("{:04}-p/{:04}-p.py", number % 500, number % 500);
        let from = if number == 0 { "from refs/heads/main^0\n" } else { "" };
        stream.push_str(&format!(
            "commit refs/heads/main\nauthor Lin <lin@example.org> {at} +0800\n\
             committer Lin <lin@example.org> {at} +0800\ndata 1\nx\n{from}\
             M 100644 inline {path}\ndata {}\n{number}\n",
            number.to_string().len()
        ));
    }
    let file = repo.path().join("../stream");
    fs::write(&file, stream).expect("a file");
    let input = fs::File::open(file).expect("a file");
    let mut import = Command::new("git");
    import.args(["fast-import", "--quiet"]).current_dir(repo.path()).stdin(input);
    assert!(import.status().expect("git").success());
    repo
}

#[test]
fn a_large_history_is_compared_side_by_side_and_completely() {
    let mut repo = large();
    // Each file once on each of two or three days.
    let mut days = std::collections::BTreeSet::new();
    for number in 0..2_500_i64 {
        // A day ends at 04:00 in +08:00.
        days.insert(((1_750_000_000 + number * 60 + 4 * 3_600) / 86_400, number % 500));
    }
    for through in ["library", "program"] {
        repo.set("ROADMAP_GIT", through);
        fs::remove_dir_all(repo.git_path("roadmap/cache")).ok();
        let found = json(&repo, &["streak", "--at", "2025-07-14"]);
        let total = found["habits"][0]["total"].as_u64().expect("a number");
        assert_eq!(total, days.len() as u64, "{through}");
    }
}

#[test]
fn a_plan_without_rules_looks_at_no_commit() {
    let repo = TestRepo::with_plan(PLAN.split("[[evidence]]").next().expect("a plan"));
    repo.roadmap(&["status"]).success();
    assert!(!repo.git_path("roadmap/cache/evidence").exists());
}

#[test]
fn where_a_shallow_clone_ends_nothing_is_proved() {
    let repo = leetcode();
    let source = format!("file://{}", repo.path().display());
    for through in ["library", "program"] {
        let mut clone = TestRepo::empty();
        clone.git(&["clone", "-q", "--depth", "4", &source, "."]);
        clone.set("ROADMAP_GIT", through);
        let found = log(&clone, &[]);
        assert_eq!(found, ["07-14 leetcode 0001-two-sum/0001-two-sum.py"], "{through}");
        assert_eq!(json(&clone, &["status"])["footnotes"]["at_least"], true);
    }
}

#[test]
fn one_person_under_two_addresses_proves_a_file_of_a_day_once() {
    let mut repo = leetcode();
    repo.set("GIT_AUTHOR_EMAIL", "lin@users.noreply.github.com");
    push(&mut repo, "2025-07-14T14:30:00", "0001-two-sum", "from the web");
    assert_eq!(log(&repo, &[]).len(), 7);
    repo.write(".mailmap", "<lin@example.org> <lin@users.noreply.github.com>\n");
    assert_eq!(log(&repo, &[]).len(), 6);
    // Whose commits count is said as for events.
    let others = format!("{PLAN}[history]\nauthors = [\"kim@example.org\"]\n");
    repo.write("roadmap.toml", &others);
    assert!(log(&repo, &[]).iter().all(|row| row.starts_with('(')));
}

#[test]
fn receipts_of_evidence_are_recomputed_from_git() {
    let mut repo = leetcode();
    repo.roadmap(&["skip", "leetcode", "2025-07-12"]).success();
    repo.roadmap(&["undo", "leetcode"]).success();
    repo.wait_minutes(1);
    let questions: [&[&str]; 8] = [
        &["streak", "leetcode"],
        &["streak"],
        &["time"],
        &["day", "2025-07-01..2025-07-14"],
        &["record"],
        &["forecast"],
        &["curve"],
        &["task", "release"],
    ];
    let receipts: String = questions
        .iter()
        .map(|question| repo.roadmap(&[&["why", "--json"], *question].concat()).success())
        .collect();
    if !has_python() {
        return;
    }
    let check = |receipts: &str| check(repo.path(), receipts).1;
    assert_eq!(check(&receipts), "8 receipts agree with git\n");
    let lied = receipts.replace("0005-palindrome.py", "0006-zigzag.py");
    assert!(check(&lied).contains("is in no commit"), "{}", check(&lied));
}

impl TestRepo {
    /// Sets the clock, and returns what it was.
    fn now_is(&mut self, text: &str) -> String {
        let before = self.now().to_rfc3339();
        self.at(&moment(text).to_rfc3339());
        before
    }
}
