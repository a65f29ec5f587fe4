//! Files that are not quite TOML, or not quite text.

use super::{TASKS, TOP, check, messages};
use crate::plan::{Problems, read};

#[test]
fn mistakes_of_writing() {
    check(&[
        ("no quotes", TOP, "goal = abc\n", &["`abc` is not in quotes"]),
        ("no value", TOP, "goal =\n", &["there is no value after the `=`"]),
        ("other quotes", TOP, "goal = 「abc」\n", &["these are not the quotes that TOML knows"]),
        ("an open text", TOP, "goal = \"abc\n", &["a text is not closed"]),
        ("a colon", TOP, "goal: \"abc\"\n", &["there is no `=` after this key"]),
        ("a bare month", TOP, "deadline = 2026-08\n", &["`2026-08` is not in quotes"]),
        ("no such day", TOP, "deadline = 2026-02-30\n", &["`2026-02-30` is not in the calendar"]),
        ("twice", TOP, "title = \"U\"\n", &["the key `title` is there twice"]),
        ("a table twice", TOP, "[record]\n[record]\n", &["the table `record` is there twice"]),
        ("an open header", TOP, "[[phase]\nid = \"1\"\n", &["this header is not closed"]),
        (
            "a wide header",
            TOP,
            "［[phase]]\nid = \"1\"\n",
            &["these are not the brackets that TOML knows"],
        ),
        ("a wide sign", TOP, "goal＝\"x\"\n", &["there is no `=` after this key"]),
        (
            "an escape",
            TOP,
            "goal = \"C:\\q\"\n",
            &["`\\` begins an escape here, but none that TOML knows"],
        ),
        ("two on a line", TOP, "goal = \"a\" path = \"b\"\n", &["the line should end here"]),
        ("two signs", TOP, "goal == \"a\"\n", &["there is one `=` too many"]),
        ("a zero", TOP, "schema = 01\n", &["a number cannot begin with 0"]),
        (
            "an open text in three quotes",
            TOP,
            "goal = \"\"\"abc\n[[phase]]\n",
            &[
                "a text in three quotes is not closed",
                "`[[phase]]` has no `id`",
                "`[[phase]]` has no `title`",
                "`[[phase]]` has no `window`",
            ],
        ),
    ]);
}

#[test]
fn a_mistake_of_writing_brings_no_others_with_it_and_hides_none() {
    check(&[
        (
            "a key that cannot be read is not missing",
            "",
            "title \"T\"\nstart = 2025-07-11\n",
            &["there is no `=` after this key"],
        ),
        (
            "a task that cannot be read is not unknown",
            TASKS,
            "needs = [\"c\"]\n[[phase.task]]\nid = c\ntitle = \"C\"\n",
            &["`c` is not in quotes"],
        ),
        (
            "a list without its end",
            TASKS,
            "needs = [\"a\"\nestimate = \"x\"\n[[link]]\ntitle = \"\"\nurl = \"https://a\"\n",
            &["this list is not finished", "`title` is empty"],
        ),
        (
            "two lists without their ends",
            TASKS,
            "needs = [\"a\"\n[[phase.task]]\nid = \"c\"\ntitle = \"C\"\nneeds = [\"a\", \"b\"\n[[x]]\n",
            &["this list is not finished", "this list is not finished", "the plan has no key `x`"],
        ),
        (
            "a list without a comma",
            TASKS,
            "needs = [\"a\" \"b\"]\ntypo = 1\n",
            &["this list is not finished", "`[[phase.task]]` has no key `typo`"],
        ),
        (
            "a merge that is not finished",
            "<<<<<<< HEAD\ntitle = \"T\"\n=======\ntitle = \"U\"\n>>>>>>> other\nstart = 2025-07-11\n",
            "typo = 1\n",
            &["a merge is not finished here", "the plan has no key `typo`"],
        ),
        (
            "single brackets twice",
            TOP,
            "[phase]\nid = \"1\"\n[phase]\nid = \"2\"\n",
            &["expected `[[phase]]`, found a table", "the table `phase` is there twice"],
        ),
    ]);
}

#[test]
fn a_byte_order_mark_is_no_mistake_and_other_encodings_are_one() {
    assert_eq!(messages(&format!("\u{feff}{TOP}")), Vec::<String>::new());
    let error = |source: &[u8]| read(source).map_err(|problems: Problems| problems.to_string());
    let latin = b"# x\ntitle = \"caf\xe9\"\n";
    assert_eq!(error(latin), Err("error: line 2, column 13 is not UTF-8 text".into()));
    let large = vec![b'#'; (1 << 20) + 1];
    let want = "error: the plan is 1048577 bytes long; at most 1048576 are read";
    assert_eq!(error(&large), Err(want.into()));
}
