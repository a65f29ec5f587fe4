//! Edits of texts that are laid out in every way that TOML allows.

use super::*;

const PLAN: &str = r#"# The plan
title = "T" # its title
start = 2025-07-11

# Phases

# one
[[phase]]
id = "1"
title = "One"
window = "2025-08"

  # about a
  [[phase.task]]
  id = "a" # the first
  title = "A"
  # more of a

  [[phase.task]]
  id = "b"
  title = "B"
  needs = [
    "a", # because
    # and
    "c",
  ]

# ----
# Two
# ----

[[phase]]
id = "2"
title = "Two"
window = "2025-09"
task = [
  { id = "c", title = "C" }, # sea
  { id = "d", title = "D", skills = ["s"] }
]

[[module]]
id = "m"
title = "M"
skill = [{ id = "s", title = "S" }]
"#;

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

fn task(text: &str) -> Place {
    Place::Task(id(text))
}

/// What an edit takes away and brings, line by line, with `-` and `+`.
#[track_caller]
fn difference(source: &str, edit: impl FnOnce(&mut Document) -> bool) -> String {
    let mut document = Document::parse(source).expect("TOML");
    assert!(edit(&mut document), "nothing to edit");
    let after = document.to_string();
    assert!(Document::parse(after.as_str()).is_ok(), "{after}");
    let (old, new): (Vec<_>, Vec<_>) = (source.split('\n').collect(), after.split('\n').collect());
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old.len().min(new.len()) - same;
    let (back_old, back_new) = (old.iter().rev(), new.iter().rev());
    let end = back_old.zip(back_new).take(rest).take_while(|(old, new)| old == new).count();
    let lines = |sign: &str, lines: &[&str]| -> String {
        lines.iter().map(|line| format!("{sign}{line}\n")).collect()
    };
    lines("-", &old[same..old.len() - end]) + &lines("+", &new[same..new.len() - end])
}

#[test]
fn a_value_changes_in_its_place() {
    let text = Value::text("依赖");
    assert_eq!(
        difference(PLAN, |plan| plan.set(&task("a"), "title", &text)),
        "-  title = \"A\"\n+  title = \"依赖\"\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.set(&task("a"), "id", &Value::text("z"))),
        "-  id = \"a\" # the first\n+  id = \"z\" # the first\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.set(&Place::Top, "title", &text)),
        "-title = \"T\" # its title\n+title = \"依赖\" # its title\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.set(&task("d"), "title", &text)),
        "-  { id = \"d\", title = \"D\", skills = [\"s\"] }\n+  { id = \"d\", title = \"依赖\", skills = [\"s\"] }\n"
    );
}

#[test]
fn a_new_key_stands_where_the_format_has_it() {
    let day = Value::bare("2026-07-01");
    assert_eq!(
        difference(PLAN, |plan| plan.set(&Place::Top, "deadline", &day)),
        "+deadline = 2026-07-01\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.set(&task("a"), "estimate", &Value::text("2h"))),
        "+  estimate = \"2h\"\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.set(&task("c"), "needs", &Value::list(["a"]))),
        "-  { id = \"c\", title = \"C\" }, # sea\n+  { id = \"c\", title = \"C\", needs = [\"a\"] }, # sea\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.set(&Place::Record, "ref", &Value::text("refs/x"))),
        "+[record]\n+ref = \"refs/x\"\n+\n"
    );
    let dotted = "title = \"T\"\nrecord.ref = \"HEAD\"\n";
    assert_eq!(
        difference(dotted, |plan| plan.set(&Place::Record, "subject", &Value::text("x"))),
        "+record.subject = \"x\"\n"
    );
}

#[test]
fn a_key_that_goes_leaves_its_comments() {
    assert_eq!(difference(PLAN, |plan| plan.remove(&task("a"), "title")), "-  title = \"A\"\n");
    assert_eq!(
        difference(PLAN, |plan| plan.remove(&task("a"), "id")),
        "-  id = \"a\" # the first\n+  # the first\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.remove(&task("b"), "needs")),
        "-  needs = [\n-    \"a\", # because\n-    # and\n-    \"c\",\n-  ]\n+  # because\n+  # and\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.remove(&task("d"), "skills")),
        "-  { id = \"d\", title = \"D\", skills = [\"s\"] }\n+  { id = \"d\", title = \"D\" }\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.remove(&task("d"), "id")),
        "-  { id = \"d\", title = \"D\", skills = [\"s\"] }\n+  { title = \"D\", skills = [\"s\"] }\n"
    );
}

#[test]
fn lists_keep_the_comments_between_their_items() {
    assert_eq!(
        difference(PLAN, |plan| plan.set(&task("b"), "needs", &Value::list(["a", "d"]))),
        "-    \"c\",\n+    \"d\",\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.set(&task("b"), "needs", &Value::list(["c"]))),
        "-    \"a\", # because\n+    # because\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.replace_item(&task("b"), "needs", "c", "x")),
        "-    \"c\",\n+    \"x\",\n"
    );
}

#[test]
fn tables_are_added_as_their_siblings_are_written() {
    let keys = || vec![("id", Value::text("x")), ("title", Value::text("X"))];
    let add = |spot: Spot| move |plan: &mut Document| plan.add(&NewTable { keys: keys(), spot });
    let lines = "+  [[phase.task]]\n+  id = \"x\"\n+  title = \"X\"\n+\n";
    assert_eq!(difference(PLAN, add(Spot::TaskOf(id("1")))), lines);
    assert_eq!(
        difference(PLAN, add(Spot::TaskAfter(id("a")))),
        "+  id = \"x\"\n+  title = \"X\"\n+\n+  [[phase.task]]\n"
    );
    assert_eq!(
        difference(PLAN, add(Spot::TaskAfter(id("c")))),
        "+  { id = \"x\", title = \"X\" },\n"
    );
    assert_eq!(
        difference(PLAN, add(Spot::TaskOf(id("2")))),
        "-  { id = \"d\", title = \"D\", skills = [\"s\"] }\n+  { id = \"d\", title = \"D\", skills = [\"s\"] },\n+  { id = \"x\", title = \"X\" }\n"
    );
    assert_eq!(
        difference(PLAN, add(Spot::SkillOf(id("m")))),
        "-skill = [{ id = \"s\", title = \"S\" }]\n+skill = [{ id = \"s\", title = \"S\" }, { id = \"x\", title = \"X\" }]\n"
    );
    assert_eq!(difference(PLAN, add(Spot::Habit)), "+[[habit]]\n+id = \"x\"\n+title = \"X\"\n+\n");
    assert_eq!(difference(PLAN, add(Spot::Phase)), "+[[phase]]\n+id = \"x\"\n+title = \"X\"\n+\n");
    assert_eq!(
        difference(PLAN, add(Spot::PhaseAfter(id("1")))),
        "+[[phase]]\n+id = \"x\"\n+title = \"X\"\n+\n"
    );
}

#[test]
fn a_table_that_goes_leaves_its_comments() {
    assert_eq!(
        difference(PLAN, |plan| plan.remove_table(&task("a"))),
        "-  [[phase.task]]\n-  id = \"a\" # the first\n-  title = \"A\"\n+  # the first\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.remove_table(&task("c"))),
        "-  { id = \"c\", title = \"C\" }, # sea\n+  # sea\n"
    );
    assert_eq!(
        difference(PLAN, |plan| plan.remove_table(&task("d"))),
        "-  { id = \"c\", title = \"C\" }, # sea\n-  { id = \"d\", title = \"D\", skills = [\"s\"] }\n+  { id = \"c\", title = \"C\" } # sea\n"
    );
}

#[test]
fn a_task_moves_with_its_comments() {
    let moved = difference(PLAN, |plan| plan.move_task(&task("a"), &Spot::TaskAfter(id("b"))));
    let want = "-  # about a\n-  [[phase.task]]\n-  id = \"a\" # the first\n-  title = \"A\"\n-  # more of a\n-\n   …";
    let lines: Vec<&str> = moved.lines().collect();
    assert_eq!(lines[..6], want.lines().collect::<Vec<_>>()[..6], "{moved}");
    assert_eq!(lines[lines.len() - 1], "+  # more of a", "{moved}");
    let mut back = Document::parse(PLAN).expect("TOML");
    assert!(back.move_task(&task("b"), &Spot::TaskOf(id("2"))));
    let before = Document::parse(PLAN).expect("TOML");
    assert_eq!(back.comments(), before.comments());
    assert!(
        back.text().contains("{ id = \"b\", title = \"B\", needs = [\"a\", \"c\"] }"),
        "{back}"
    );
}

#[test]
fn line_breaks_and_a_byte_order_mark_stay() {
    let source = format!("\u{feff}{}", PLAN.replace('\n', "\r\n"));
    let mut document = Document::parse(source.as_str()).expect("TOML");
    let keys = vec![("id", Value::text("x")), ("title", Value::text("X"))];
    assert!(document.add(&NewTable { keys, spot: Spot::TaskOf(id("1")) }));
    assert!(document.set(&task("b"), "estimate", &Value::text("1h")));
    let text = document.to_string();
    assert!(text.starts_with("\u{feff}# The plan\r\n"), "{text}");
    assert!(text.contains("  title = \"B\"\r\n  estimate = \"1h\"\r\n"), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn dotted_keys_go_with_their_table() {
    let task = |name: &str, more: &str| {
        format!("  [[phase.task]]\n  id = \"{name}\"\n  title = \"T\"\n{more}\n")
    };
    let plan =
        |tasks: &[String]| format!("title = \"P\"\n\n[[phase]]\nid = \"1\"\n\n{}", tasks.concat());
    let checked = "  verify.run = \"make\"\n  verify.timeout = \"5m\"\n";
    let (a, b, c) = (task("a", ""), task("b", checked), task("c", ""));
    let mut document = Document::parse(plan(&[a.clone(), b.clone(), c.clone()])).expect("TOML");
    assert!(document.move_task(&self::task("b"), &Spot::TaskAfter(id("c"))));
    assert_eq!(document.text().trim_end(), plan(&[a.clone(), c.clone(), b]).trim_end());
    assert!(document.remove_table(&self::task("b")));
    assert_eq!(document.text().trim_end(), plan(&[a, c]).trim_end());
}

#[test]
fn what_is_not_there_is_not_edited() {
    let mut document = Document::parse(PLAN).expect("TOML");
    assert!(!document.set(&task("nope"), "title", &Value::text("x")));
    assert!(!document.remove(&task("a"), "verify"));
    assert!(!document.remove_table(&Place::Moved(id("a"))));
    assert!(!document.move_task(&task("a"), &Spot::TaskOf(id("9"))));
    assert_eq!(document.text(), PLAN);
    assert!(Document::parse("title = ").is_err());
}

/// Pieces of plans, to be put together in any way.
const PIECES: [&str; 24] = [
    "[[phase]]\n",
    "  [[phase.task]]\n",
    "[[moved]]\n",
    "[record]\n",
    "id = \"a\"\n",
    "id = \"b\" # b\n",
    "title = 'T # t'\n",
    "needs = [\"a\", # one\n  \"b\"\n]\n",
    "needs = []\n",
    "skills = [ 'a' , ]\n",
    "task = [{ id = \"a\" }, { id = \"b\", needs = [\"a\"] }]\n",
    "task = [\n",
    "{ id = \"a\" },",
    "]\n",
    "from = \"a\"\n",
    "to = [\"b\"]\n",
    "record.ref = \"x\"\n",
    "# note\n",
    "\n",
    "\r\n",
    "x = \"\"\"\n# no\n\"\"\"\n",
    "phase = [{ id = \"a\", title = \"A\" }]\n",
    "\u{feff}",
    "window = 2025-08-01",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_text_breaks_an_edit_and_no_edit_breaks_a_text(
        picked in proptest::collection::vec(0..PIECES.len(), 0..12),
        edit in 0..9_usize,
        first in proptest::bool::ANY,
    ) {
        let text: String = picked.into_iter().map(|at| PIECES[at]).collect();
        let Ok(mut document) = Document::parse(text) else { return Ok(()) };
        let (one, other) = if first { ("a", "b") } else { ("b", "a") };
        let (task_of, comments) = (task(one), document.comments().len());
        let keys = || vec![("id", Value::text("n"))];
        match edit {
            0 => document.set(&task_of, "needs", &Value::list(["a", "c"])),
            1 => document.set(&Place::Top, "deadline", &Value::bare("2026-01-01")),
            2 => document.set(&Place::Record, "subject", &Value::text("x")),
            3 => document.remove(&task_of, "needs"),
            4 => document.remove_table(&task_of),
            5 => document.add(&NewTable { keys: keys(), spot: Spot::TaskOf(id(one)) }),
            6 => document.add(&NewTable { keys: keys(), spot: Spot::Moved }),
            7 => document.move_task(&task_of, &Spot::TaskAfter(id(other))),
            _ => document.remove_table(&Place::Phase(id(one))),
        };
        let after = Document::parse(document.text());
        let after = after.map(|document| document.comments().len()).ok();
        proptest::prop_assert_eq!(after, Some(comments), "{}", document);
    }
}

/// A plan in which commands are written in every way.
const COMMANDS: &str = "\
title = \"T\"
start = 2025-07-11
[[phase]]
id = \"1\"
title = \"P\"
window = \"2025-08\"
task = [
  { id = \"a\", title = \"A\", verify = { run = \"make\", timeout = \"5m\" } },
  { id = \"b\", title = \"B\", verify = [\"x\", { run = \"y\", env = { K = \"v\" } }] },
]
[[phase]]
id = \"2\"
title = \"Q\"
window = \"2025-09\"
";

#[test]
fn commands_in_braces_move_and_change_with_their_task() {
    let verify = |document: &Document, id: &str| {
        let plan = crate::plan::read(document.text().as_bytes()).expect("a plan").plan;
        let id = id.parse().expect("an id");
        let (phase, task) = plan.task(&id).expect("the task");
        (phase.id.to_string(), task.verify.as_ref().map(|verify| verify.value().to_string()))
    };
    let mut document = Document::parse(COMMANDS).expect("TOML");
    let whole = |id| verify(&Document::parse(COMMANDS).expect("TOML"), id).1;
    for id in ["a", "b"] {
        assert!(document.move_task(&task(id), &Spot::TaskOf("2".parse().expect("an id"))));
        assert_eq!(verify(&document, id), ("2".to_owned(), whole(id)), "{document}");
    }
    assert!(document.set(&task("a"), "verify", &Value::text("pytest -q")));
    assert_eq!(verify(&document, "a").1.as_deref(), Some("\"pytest -q\""));
    assert!(document.remove(&task("b"), "verify"));
    assert_eq!(verify(&document, "b").1, None);
}
