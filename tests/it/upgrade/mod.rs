//! A newer curriculum in a learner's plan.

mod curriculum;
mod laws;

use std::fs;

use insta::assert_snapshot;

use crate::support::{TestRepo, plan};

/// The curriculum as the learner took it over.
const OLD: &str = r#"title = "Back end"
start = 2025-07-11

[[phase]]
id = "1"
title = "Basics"
window = "2025-07"

  [[phase.task]]
  id = "python"
  title = "Python"
  estimate = "10h"

  [[phase.task]]
  id = "docker"
  title = "Docker"
  estimate = "5h"
  needs = ["python"]

  [[phase.task]]
  id = "svn"
  title = "Subversion"
  estimate = "4h"

  [[phase.task]]
  id = "ftp"
  title = "FTP"
  estimate = "1h"

  [[phase.task]]
  id = "sql"
  title = "SQL"
  estimate = "8h"
"#;

/// Its next edition: a task longer, one split, two gone, one retitled, one new.
const NEW: &str = r#"title = "Back end, second edition"
start = 2025-07-11

[[phase]]
id = "1"
title = "Basics"
window = "2025-07"

  [[phase.task]]
  id = "python"
  title = "Python"
  estimate = "12h"

  [[phase.task]]
  id = "docker-image"
  title = "Build an image"
  estimate = "3h"
  needs = ["python"]

  [[phase.task]]
  id = "docker-run"
  title = "Run it"
  estimate = "2h"
  needs = ["docker-image"]

  [[phase.task]]
  id = "sql"
  title = "SQL with PostgreSQL"
  estimate = "8h"

  [[phase.task]]
  id = "git"
  title = "Git"
  estimate = "4h"

[[moved]]
from = "docker"
to = ["docker-image", "docker-run"]
"#;

/// The learner's own edits, with comments.
fn edited() -> String {
    OLD.replace("title = \"SQL\"", "title = \"SQL (chapters 1 to 5)\" # enough for now").replace(
        "  [[phase.task]]\n  id = \"sql\"",
        "  # before the summer\n  [[phase.task]]\n  id = \"sql\"",
    )
}

/// A learner who has finished three tasks, with the next edition beside the repository.
fn learner() -> TestRepo {
    let mut repo = TestRepo::with_plan(OLD);
    for task in ["python", "docker", "svn"] {
        repo.wait_minutes(1);
        repo.roadmap(&["done", task, "--took", "1h"]).success();
    }
    repo.write("roadmap.toml", &edited());
    repo.git(&["commit", "-qam", "Less SQL"]);
    fs::write(repo.home().join("new.toml"), NEW).unwrap();
    repo
}

fn read(repo: &TestRepo, file: &str) -> String {
    fs::read_to_string(repo.path().join(file)).unwrap()
}

#[test]
fn an_upgrade_shows_the_change_and_the_credit_and_writes_on_apply() {
    let mut repo = learner();
    let arguments = ["upgrade", "--from", "../home/new.toml", "--base", "HEAD~4"];
    let mut said = String::new();
    for (lang, width) in [("en", "80"), ("zh", "80"), ("en", "40"), ("zh", "40")] {
        repo.set("COLUMNS", width);
        let shown = repo.roadmap(&[&arguments[..], &["--lang", lang]].concat()).success();
        said.push_str(&format!("=== {lang} {width}\n{shown}\n"));
    }
    assert_eq!(read(&repo, "roadmap.toml"), edited());
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    repo.set("COLUMNS", "80");
    let applied = repo.roadmap(&[&arguments[..], &["--apply"]].concat()).success();
    assert!(applied.ends_with("Commit roadmap.toml and roadmap.base.toml together: the next upgrade compares\nwith it.\n"), "{applied}");
    assert_eq!(read(&repo, "roadmap.base.toml"), NEW);
    assert_eq!(repo.git(&["status", "--porcelain"]), " M roadmap.toml\n?? roadmap.base.toml\n");
    assert_snapshot!("shown", said);
    assert_snapshot!("applied", read(&repo, "roadmap.toml"));
    // From now on it is known where the plan came from, and nothing is said twice.
    let again = repo.roadmap(&["upgrade", "--from", "../home/new.toml"]).success();
    assert_snapshot!(again, @r"
    roadmap.toml has all of it already.

    Compared with roadmap.base.toml, which the last upgrade left.

    Credit
      = 4 tasks and habits keep their credit
      the whole plan stays at 63%
    ");
}

/// A plan with all that has no law of its own, in the plainest form.
const PLAIN: &str = r#"title = "T"
start = 2025-07-11
[[phase]]
id = "1"
title = "One"
window = "2025-08"
task = [{ id = "a", title = "A" }, { id = "b", title = "B", needs = ["a"] }]
[[habit]]
id = "read"
title = "Read"
every = "day"
[[habit.change]]
from = 2025-09-01
target = 2
[[habit]]
id = "run"
title = "Run"
every = "3/week"
phase = "1"
[[module]]
id = "m"
title = "M"
skill = [{ id = "git", title = "Git" }, { id = "sql", title = "SQL" }]
[[module]]
id = "n"
title = "N"
[[link]]
title = "Rust"
url = "https://www.rust-lang.org/"
[[link]]
title = "Old"
url = "https://example.org/old"
"#;

#[test]
fn habits_skills_and_links_come_too_in_whatever_form_the_plan_is_written() {
    let new = PLAIN
        .replace("target = 2", "target = 3")
        .replace("title = \"Run\"\nevery = \"3/week\"\nphase = \"1\"", "title = \"Run far\"\nevery = \"3/week\"\nfrom = 2025-08-04")
        .replace(", { id = \"sql\", title = \"SQL\" }", "")
        .replace("title = \"N\"", "title = \"N\"\nskill = [{ id = \"sql\", title = \"SQL\" }, { id = \"nix\", title = \"Nix\" }]")
        .replace("title = \"B\", needs = [\"a\"] }", "title = \"B\", skills = [\"nix\"] }, { id = \"c\", title = \"C\" }")
        .replace("title = \"Old\"\nurl = \"https://example.org/old\"", "title = \"New\"\nurl = \"https://example.org/new\"");
    for line_break in ["\n", "\r\n"] {
        let old = PLAIN.replace('\n', line_break);
        let repo = TestRepo::with_plan(&old);
        fs::write(repo.home().join("new.toml"), &new).unwrap();
        repo.roadmap(&["upgrade", "--from", "../home/new.toml", "--base", "HEAD", "--apply"])
            .success();
        let text = read(&repo, "roadmap.toml");
        assert_eq!(text.matches('\n').count(), text.matches(line_break).count(), "{text}");
        let (mut got, mut want) = (plan(&text), plan(&new));
        for plan in [&mut got, &mut want] {
            // What is rewritten or moved stands last.
            plan.habits.sort_by(|a, b| a.id.cmp(&b.id));
            plan.modules[1].skills.sort_by(|a, b| a.id.cmp(&b.id));
        }
        assert_eq!(got, want, "{text}");
    }
}

#[test]
fn a_habit_that_is_judged_anew_and_a_base_without_a_change_are_said() {
    let old = "title = \"T\"\nstart = 2025-07-07\n\n[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\n";
    let mut repo = TestRepo::with_plan(old);
    for day in ["2025-07-10", "2025-07-11", "2025-07-12", "2025-07-13", "2025-07-14"] {
        repo.wait_minutes(1);
        repo.roadmap(&["done", "h", "--day", day]).success();
    }
    fs::write(repo.home().join("new.toml"), format!("{old}target = 2\n")).unwrap();
    let arguments = ["upgrade", "--from", "../home/new.toml", "--base", "HEAD~5"];
    for (lang, said) in [
        (
            "en",
            "kept, but its past is judged anew: streak 0 (longest 0) instead of 5\n       (longest 5)",
        ),
        ("zh", "保留，但过去的日子会重新判定：连续 5（最长 5）变为 0（最长 0）"),
    ] {
        let shown = repo.roadmap(&[&arguments[..], &["--lang", lang]].concat()).success();
        assert!(shown.contains(said), "{shown}");
    }
    let json = repo.roadmap(&[&arguments[..], &["--json"]].concat()).success();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["data"]["account"][0]["streak_before"]["longest"], 5, "{json}");
    // A curriculum that is all there already is kept as the base, and that is said.
    repo.write("roadmap.toml", &format!("{old}target = 2\n"));
    let shown = repo.roadmap(&["upgrade", "--from", "../home/new.toml", "--apply"]).success();
    assert!(shown.contains("roadmap.toml has all of it already.\n"), "{shown}");
    assert!(shown.contains("Commit roadmap.base.toml: the next"), "{shown}");
    let again = repo.roadmap(&["upgrade", "--from", "../home/new.toml", "--apply"]).success();
    assert!(!again.contains("Commit roadmap.base.toml"), "{again}");
}

#[test]
fn the_base_is_found_in_both_histories() {
    let curriculum = TestRepo::with_plan(OLD);
    let repo = curriculum.cloned();
    repo.write("roadmap.toml", &edited());
    repo.git(&["commit", "-qam", "Less SQL"]);
    curriculum.write("roadmap.toml", &OLD.replace("Subversion", "SVN"));
    curriculum.git(&["commit", "-qam", "An edition that the learner has not seen"]);
    curriculum.write("roadmap.toml", NEW);
    curriculum.git(&["commit", "-qam", "The second edition"]);
    let from = curriculum.path().display().to_string();
    let shown = repo.roadmap(&["upgrade", "--from", &from, "--json"]).success();
    let json: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(json["kind"], "upgrade");
    assert_eq!(json["data"]["base"]["known"], "shared");
    let plan = json["data"]["text"].as_str().unwrap();
    assert!(!plan.contains("svn") && plan.contains("# enough for now"), "{plan}");
    // A bare repository is as good; a file alone has no history, so nothing is removed.
    let bare = curriculum.home().join("bare.git").display().to_string();
    curriculum.git(&["clone", "-q", "--bare", &from, &bare]);
    let of_bare = repo.roadmap(&["upgrade", "--from", &bare, "--json"]).success();
    let of_bare: serde_json::Value = serde_json::from_str(&of_bare).unwrap();
    assert_eq!(of_bare["data"]["text"], json["data"]["text"]);
    let of_file = repo.roadmap(&["upgrade", "--from", &format!("{from}/roadmap.toml"), "--json"]);
    let of_file: serde_json::Value = serde_json::from_str(&of_file.success()).unwrap();
    assert_eq!(of_file["data"]["base"]["known"], "unknown");
    assert!(of_file["data"]["text"].as_str().unwrap().contains("svn"));
}

#[test]
fn an_upgrade_that_cannot_be_is_refused_and_changes_nothing() {
    let repo = learner();
    fs::write(repo.home().join("broken.toml"), "title = 1\n").unwrap();
    // A curriculum that starts after the learner's own window of its phase.
    let late =
        NEW.replace("start = 2025-07-11", "start = 2025-09-01").replace("2025-07\"", "2025-09\"");
    fs::write(repo.home().join("late.toml"), late).unwrap();
    repo.write("roadmap.toml", &edited().replace("\"2025-07\"", "\"2025-07-12..2025-07-31\""));
    repo.git(&["commit", "-qam", "Another window"]);
    let head = repo.git(&["rev-parse", "HEAD"]);
    let mut said = String::new();
    let commands: [&[&str]; 7] = [
        &["--from", "nowhere"],
        &["--from", "../home"],
        &["--from", "../home/broken.toml"],
        &["--from", "../home/late.toml", "--base", "HEAD~5", "--apply"],
        &["--from", "../home/new.toml", "--base", "nothing"],
        &["--from", "../home/new.toml", "--base", "HEAD:nothing.toml"],
        &["--from", "../home/new.toml", "--base", "../home/broken.toml"],
    ];
    for arguments in commands {
        let ran = repo.roadmap(&[&["upgrade"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{arguments:?}\n{}", ran.transcript());
        said.push_str(&format!("$ roadmap upgrade {}\n{}\n", arguments.join(" "), ran.err));
    }
    assert_snapshot!("refused", said);
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), head);
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
}
