//! Manners in a terminal, and where there is none.

mod pager;
mod waiting;

use std::fs;
use std::process::Stdio;

use crate::support::TestRepo;

/// An English plan, so that every sign that is not ASCII is ours.
const PLAN: &str = r#"schema = 1
title = "Backend"
goal = "A job"
start = 2025-07-07

[[phase]]
id = "0"
title = "Set up"
window = "2025-07-07..2025-07-10"

  [[phase.task]]
  id = "setup"
  title = "An editor and a shell"

[[phase]]
id = "1"
title = "Basics"
window = "2025-07"

  [[phase.task]]
  id = "routes"
  title = "Routes and handlers"
  skills = ["api"]

  [[phase.task]]
  id = "models"
  title = "Models"
  needs = ["routes"]

  [[phase.task]]
  id = "tests"
  title = "Tests"
  needs = ["models"]

  [[phase.task]]
  id = "old"
  title = "An old way"

[[phase]]
id = "2"
title = "Delivery"
window = "2025-08..2025-09"

  [[phase.task]]
  id = "deploy"
  title = "Deploy it"
  links = ["https://example.org/deploy"]

[[habit]]
id = "words"
title = "Words"
every = "day"
target = 10
unit = "words"

[[habit]]
id = "run"
title = "Run"
every = "3/week"

[[module]]
id = "dev"
title = "Development"

  [[module.skill]]
  id = "api"
  title = "An API"
"#;

/// A few days of it.
fn learner() -> TestRepo {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.roadmap(&["done", "routes", "--took", "1h30m", "--day", "2025-07-10"]).success();
    repo.roadmap(&["done", "words", "-x", "12", "--day", "2025-07-13"]).success();
    repo.wait_minutes(5);
    repo.roadmap(&["done", "words", "-x", "4"]).success();
    repo.roadmap(&["skip", "old", "--why", "gone"]).success();
    repo.roadmap(&["skip", "run", "2025-07-14..2025-07-15"]).success();
    repo.roadmap(&["study", "models", "--took", "45m"]).success();
    repo.roadmap(&["done", "run", "--day", "2025-07-09"]).success();
    repo.roadmap(&["undo"]).success();
    repo
}

/// Every command that reads, with what it is asked.
const READING: &[&[&str]] = &[
    &["status"],
    &["status", "1"],
    &["today"],
    &["streak"],
    &["streak", "words"],
    &["history", "words"],
    &["next"],
    &["forecast"],
    &["list"],
    &["show", "models"],
    &["show", "words"],
    &["log", "--all"],
    &["heatmap"],
    &["heatmap", "--minutes", "--year", "2025"],
    &["skills"],
    &["skills", "api"],
    &["open", "deploy", "--print"],
    &["why", "streak", "words"],
    &["why", "phase", "1"],
    &["why", "total"],
    &["why", "time"],
    &["report"],
    &["report", "--week"],
    &["check"],
    &["doctor"],
    &["replan", "--push", "2w"],
    &["hook", "status"],
    &["done", "models", "--dry-run"],
    &["undo", "--dry-run"],
    &["set", "models", "title", "All models", "--dry-run"],
    &["export"],
];

#[test]
fn in_ascii_no_sign_of_ours_is_anything_else() {
    let repo = learner();
    for arguments in READING.iter().filter(|arguments| arguments[0] != "export") {
        let ran = repo.roadmap(&[*arguments, &["--ascii"]].concat());
        assert!(ran.code < 2, "{arguments:?}: {}", ran.err);
        let odd: String = (ran.out.clone() + &ran.err).chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(odd, "", "{arguments:?}:\n{}", ran.out);
    }
}

#[test]
fn ascii_changes_no_column_and_no_title() {
    let repo = TestRepo::initialised();
    let drawn = repo.roadmap(&["status"]).success();
    let ascii = repo.roadmap(&["status", "--ascii"]).success();
    assert_ne!(drawn, ascii);
    let is_same = |(drawn, ascii): (char, char)| drawn == ascii || ascii.is_ascii();
    assert_eq!(drawn.chars().count(), ascii.chars().count());
    assert!(drawn.chars().zip(ascii.chars()).all(is_same), "{ascii}");
    // The plan's own arrow.
    assert!(drawn.contains('→') && ascii.contains('→'), "{ascii}");
}

#[test]
fn a_locale_without_utf_8_means_ascii_unless_it_is_said_otherwise() {
    let mut repo = learner();
    let drawn = repo.roadmap(&["list"]).success();
    let ascii = repo.roadmap(&["list", "--ascii"]).success();
    for (variables, want) in [
        (&[("LC_ALL", "C")][..], &ascii),
        (&[("LC_ALL", ""), ("LANG", "en_US.ISO-8859-1")], &ascii),
        (&[("LANG", "en_US.utf8")], &drawn),
        (&[("LANG", "")], &drawn),
        (&[("LANG", "C"), ("ROADMAP_ASCII", "0")], &drawn),
        (&[("LANG", "C.UTF-8"), ("ROADMAP_ASCII", "1")], &ascii),
    ] {
        for (name, value) in variables {
            repo.set(name, value);
        }
        assert_eq!(&repo.roadmap(&["list"]).success(), want, "{variables:?}");
    }
}

#[test]
fn what_is_read_aloud_has_no_drawing_and_a_sentence_a_line() {
    let mut repo = learner();
    for arguments in READING.iter().filter(|arguments| arguments[0] != "export") {
        let ran = repo.roadmap(&[*arguments, &["--plain", "--color", "always"]].concat());
        assert!(ran.code < 2, "{arguments:?}: {}", ran.err);
        assert!(ran.out.is_ascii() && !ran.out.contains('\u{1b}'), "{arguments:?}:\n{}", ran.out);
        // A difference of the plan is code, and the message of a commit, too.
        if ["done", "undo", "set", "replan"].contains(&arguments[0]) {
            continue;
        }
        for line in ran.out.lines() {
            let ends = line.ends_with(['.', ':', '?', '!']);
            assert!(ends && !line.contains("  "), "{arguments:?}: {line:?}\n{}", ran.out);
        }
    }
    let said = |repo: &TestRepo, command: &str| repo.roadmap(&[command, "--plain"]).success();
    insta::assert_snapshot!("plain_status", said(&repo, "status"));
    insta::assert_snapshot!("plain_today", said(&repo, "today"));
    insta::assert_snapshot!("plain_heatmap", said(&repo, "heatmap"));
    repo.set("ROADMAP_PLAIN", "1");
    repo.set("ROADMAP_LANG", "zh");
    insta::assert_snapshot!("plain_list_zh", repo.roadmap(&["list"]).success());
}

#[test]
fn quiet_says_nothing_but_errors_and_documents() {
    let repo = learner();
    for arguments in [
        &["done", "models", "-q"][..],
        &["undo", "-q"],
        &["status", "--quiet"],
        &["set", "models", "title", "All models", "-q"],
        &["check", "-q"],
    ] {
        let ran = repo.roadmap(arguments);
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{arguments:?}");
    }
    assert_eq!(repo.roadmap(&["today", "-q", "--exit-code"]).code, 1);
    let wrong = repo.roadmap(&["done", "nothing-like-it", "-q"]);
    assert!(wrong.code == 1 && wrong.err.contains("nothing-like-it"), "{}", wrong.err);
    assert!(repo.roadmap(&["status", "-q", "--json"]).success().contains("\"schema\": 1"));
    assert!(repo.roadmap(&["export", "-q"]).success().contains("# Backend"));
}

/// The example in the document, below a command.
fn documented(command: &str) -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/porcelain.md");
    let text = fs::read_to_string(file).expect("a document");
    let start = format!("    $ {command}\n");
    let example = text.split(&start).nth(1).unwrap_or_else(|| panic!("no example of {command}"));
    let lines = example.lines().map_while(|line| line.strip_prefix("    "));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn porcelain_is_what_its_document_says_in_any_language_width_and_colour() {
    let mut repo = learner();
    let hex = |text: &str| {
        let is_id = |word: &str| word.len() >= 12 && word.bytes().all(|b| b.is_ascii_hexdigit());
        let field = |word: &str| if is_id(word) { "…".to_owned() } else { word.to_owned() };
        let line = |line: &str| line.split('\t').map(field).collect::<Vec<_>>().join("\t") + "\n";
        text.lines().map(line).collect::<String>()
    };
    for command in ["status", "list", "today", "log"] {
        let call = format!("roadmap {command} --porcelain");
        let want = documented(&call);
        assert!(want.lines().count() >= 3, "{want}");
        for extra in
            [&[][..], &["--lang", "zh"], &["--color", "always"], &["--ascii"], &["--plain"]]
        {
            let ran = repo.roadmap(&[&[command, "--porcelain=1"], extra].concat()).success();
            // Documents are easier to read with arrows for tabs.
            assert_eq!(hex(&ran).replace('\t', " → "), want, "{call} {extra:?}");
        }
        repo.set("COLUMNS", "20");
    }
    assert_eq!(repo.roadmap(&["status", "--porcelain=2"]).code, 2);
    assert_eq!(repo.roadmap(&["status", "--porcelain", "--json"]).code, 2);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let repo = learner();
    for arguments in READING {
        for form in [&[][..], &["--json"]] {
            let is_known =
                form.is_empty() || !["done", "undo", "set", "export"].contains(&arguments[0]);
            if !is_known {
                continue;
            }
            let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
            command.args(*arguments).args(form).stdout(Stdio::piped()).stderr(Stdio::piped());
            let mut child = command.spawn().expect("a program");
            // It has not had the time to write yet.
            drop(child.stdout.take());
            let ended = child.wait_with_output().expect("a program");
            let said = String::from_utf8_lossy(&ended.stderr);
            let is_fine = ended.status.code().is_some_and(|code| code < 2);
            assert!(is_fine && !said.contains("error"), "{arguments:?} {form:?}: {said}");
        }
    }
}
