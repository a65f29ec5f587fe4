//! Whatever the bytes are: problems or a plan, in little time, and never a panic.

use proptest::prelude::*;

use super::ROADMAP;
use crate::plan::{Reading, read};
use crate::sentence::Lang;

/// Reads and draws, with and without colour.
fn survive(source: &[u8]) {
    let problems = match read(source) {
        Ok(Reading { warnings, .. }) => warnings,
        Err(problems) => {
            assert!(problems.errors() > 0, "refused without a reason");
            problems
        }
    };
    assert_eq!(problems.located(source).len(), problems.len());
    let _ = problems.render("roadmap.toml", source, true, 80, Lang::En);
    let _ = problems.render("roadmap.toml", source, false, 0, Lang::En);
    // Over a file that has changed since, the places are wrong, but nothing breaks.
    let _ = problems.render(
        "roadmap.toml",
        source.get(source.len() / 2..).unwrap_or_default(),
        false,
        40,
        Lang::En,
    );
}

/// One edit: cut a range of the text out and put something in.
fn edit(text: &str, at: usize, length: usize, insert: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = at.min(characters.len());
    let end = (at + length).min(characters.len());
    let (before, after) = (&characters[..at], &characters[end..]);
    before.iter().copied().chain(insert.chars()).chain(after.iter().copied()).collect()
}

/// What people and accidents put into plans.
fn insertion() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[\\[\\]{}\"'=.,#\n\\\\-]{1,4}",
        "\\PC{0,8}",
        "[a-z0-9-]{1,6} = [a-z0-9\"\\[-]{0,6}\n",
        prop::sample::select(vec![
            "[[phase]]\n",
            "[[phase.task]]\n",
            "[[habit]]\n",
            "[[moved]]\nfrom = \"a\"\nto = \"b\"\n",
            "\"\"\"",
            "'''",
            "<<<<<<< HEAD\n",
            "=======\n",
            ">>>>>>> x\n",
            "needs = [\"pytest\", \"resume\"]\n",
            "\r\n",
            "\u{feff}",
            "\u{0}",
            "window = 2025-08\n",
            "id = \"leetcode\"\n",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        survive(&bytes);
    }

    #[test]
    fn any_text(text in "(?s).{0,120}|[\\[\\]{}\"'=.,#a1\n\\\\ -]{0,120}") {
        survive(text.as_bytes());
    }

    #[test]
    fn the_plan_with_any_edits(
        edits in prop::collection::vec((0_usize..9_000, 0_usize..60, insertion()), 1..6),
    ) {
        let mut text = ROADMAP.to_owned();
        for (at, length, insert) in edits {
            text = edit(&text, at, length, &insert);
        }
        survive(text.as_bytes());
    }

    #[test]
    fn the_plan_cut_into_at_any_byte(at in 0_usize..12_000, length in 0_usize..300) {
        let mut bytes = ROADMAP.as_bytes().to_vec();
        let at = at.min(bytes.len());
        let end = (at + length).min(bytes.len());
        bytes.drain(at..end);
        survive(&bytes);
    }
}

/// Files that are large and wrong all the way through.
#[test]
fn size_and_depth_cost_no_patience() {
    let many =
        |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let top = "title = \"T\"\nstart = 2025-07-11\n[[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = \"2025-08\"\n";
    let task = |number: usize, rest: &str| {
        format!("[[phase.task]]\nid = \"t{number}\"\ntitle = \"T\"\n{rest}\n")
    };
    let sources = [
        format!("a = {}", "[".repeat(200_000)),
        format!("a = {}", "{".repeat(200_000)),
        format!("a = {}", "{a=".repeat(100_000)),
        format!("{} = 1", "a.".repeat(100_000)),
        "[\n".repeat(100_000),
        "[[phase]\n".repeat(20_000),
        "a = [1\n".repeat(20_000),
        "a = \"\"\"\n".repeat(20_000),
        "<<<<<<< a\n".repeat(20_000),
        "\"".repeat(200_000),
        "key\n".repeat(50_000),
        many(30_000, &|number| format!("key{number} = 1\n")),
        format!(
            "{top}{}",
            many(5_000, &|number| task(
                number,
                &format!("needs = [\"t{}\"]", (number + 1) % 5_000)
            ))
        ),
        format!("{top}{}", many(5_000, &|number| task(number, "needs = [\"unknown\"]"))),
        format!("{top}{}", many(5_000, &|_| task(1, ""))),
        format!(
            "{top}{}",
            many(5_000, &|number| task(number, if number == 0 { "estimate = \"1h\"" } else { "" }))
        ),
        format!("title = \"{}\"", "学".repeat(100_000)),
        format!("start = \"{}\"", "学".repeat(100_000)),
        format!("{} = 1", "k".repeat(500_000)),
    ];
    for source in sources {
        survive(source.as_bytes());
    }
}
