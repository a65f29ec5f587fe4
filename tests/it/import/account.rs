//! Every line of a source is in the plan, or named as left out.

use std::collections::BTreeSet;

use proptest::prelude::*;
use roadmap::plan;
use roadmap::plan::import::{Form, Guess, Import, import};

use super::{SHAPES, fixture, imported, wishes};
use crate::support::project_file;

/// The lines that are neither blank nor accounted for.
fn lost(source: &str, import: &Import) -> Vec<usize> {
    let became = import.account.became.iter().flat_map(|(first, last, _)| *first..=*last);
    let mut known: BTreeSet<usize> = became.collect();
    known.extend(import.account.left_out.iter().filter_map(|left| left.line));
    let lines = (1..).zip(source.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(number, _)| number).filter(|number| !known.contains(number)).collect()
}

/// The words of a text: Latin words and single Chinese characters.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in text.to_lowercase().chars() {
        if c.is_ascii_alphanumeric() {
            words.last_mut().expect("a word").push(c);
        } else if c.is_alphabetic() {
            words.extend([c.to_string(), String::new()]);
        } else {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words of lines that are in the plan, but which are neither in it nor left out there.
fn swallowed(source: &str, import: &Import) -> Vec<(usize, String)> {
    let text = plan::write(&import.plan);
    let plan: BTreeSet<String> = words(&text).into_iter().collect();
    let mut swallowed = Vec::new();
    for (number, line) in (1..).zip(source.lines()) {
        let left = import.account.left_out.iter().filter(|left| left.line == Some(number));
        let left: Vec<_> = left.collect();
        if left.iter().any(|left| !left.is_part) {
            continue;
        }
        let parts: BTreeSet<String> = left.iter().flat_map(|left| words(&left.text)).collect();
        let missing =
            words(line).into_iter().filter(|word| !plan.contains(word) && !parts.contains(word));
        swallowed.extend(missing.map(|word| (number, word)));
    }
    swallowed
}

#[test]
fn no_line_of_the_five_shapes_gets_lost() {
    for name in SHAPES {
        let source = fixture(name);
        let import = imported(&source, Form::Markdown);
        assert_eq!(lost(&source, &import), Vec::<usize>::new(), "{name}");
        assert_eq!(
            import.account.lines,
            source.lines().filter(|line| !line.trim().is_empty()).count(),
            "{name}"
        );
    }
}

/// Words that say when, how often or what something is, and become a value instead.
const VALUES: [&str; 28] = [
    "br", "hours", "summary", "start", "goal", "sep", "weeks", "week", "x", "年", "月", "日", "周",
    "上", "旬", "开", "始", "期", "目", "标", "截", "止", "第", "阶", "段", "一", "二", "每",
];

#[test]
fn no_word_of_the_five_shapes_is_swallowed() {
    for name in SHAPES {
        let source = fixture(name);
        let import = imported(&source, Form::Markdown);
        let lost: Vec<_> = swallowed(&source, &import)
            .into_iter()
            .filter(|(_, word)| !VALUES.contains(&word.as_str()) && word.parse::<u32>().is_err())
            .collect();
        assert_eq!(lost, Vec::<(usize, String)>::new(), "{name}");
    }
}

#[test]
fn the_users_own_document_loses_nothing() {
    let source = project_file("tests/fixtures/plan.zh.md");
    let import = imported(&source, Form::Markdown);
    assert_eq!(lost(&source, &import), Vec::<usize>::new());
}

/// Pieces of Markdown as people and accidents write them.
fn document() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "#{1,6} [a-zA-Z ]{0,12}",
        " {0,8}[-*+] (\\[[ x]\\] )?[a-z ]{0,10}",
        "[0-9]{1,3}[.)] [a-z]{0,8}",
        "\\|[a-z |:-]{0,16}\\|",
        "> {0,3}[a-z-]{0,8}",
        Just("---".to_owned()),
        Just("```".to_owned()),
        Just("<details><summary>Week 1</summary>".to_owned()),
        Just("<!-- roadmap: plan -->".to_owned()),
        Just("- a <!-- roadmap: x needs=y,x -->".to_owned()),
        Just("## P (2025-08) <!-- roadmap: phase 1 -->".to_owned()),
        "## P \\(2025-0[1-9]\\) <!-- roadmap: phase [1-4] -->",
        "- [a-c] <!-- roadmap: [w-z] needs=[w-z],[w-z] -->",
        Just("## Links".to_owned()),
        Just("## Skills".to_owned()),
        Just("## Habits <!-- roadmap: habits -->".to_owned()),
        Just("# Week 3 (Aug 2025)".to_owned()),
        Just("Start: 2025-09-01".to_owned()),
        Just("Deadline: 2020-01-01".to_owned()),
        Just("- [a](https://a.org) [b](#b) ![c](d)".to_owned()),
        Just("- 每天 1~2 题".to_owned()),
        Just("[^1]: note".to_owned()),
        Just(String::new()),
        "\\PC{0,20}",
    ];
    prop::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_document_makes_a_plan_that_passes_check_or_says_why_not(source in document()) {
        for form in [Form::Markdown, Form::Csv, Form::Json] {
            let Ok(import) = import(source.as_bytes(), form, &wishes()) else { continue };
            let text = plan::write(&import.plan);
            let read = plan::read(text.as_bytes()).map(|reading| reading.plan);
            prop_assert_eq!(read.as_ref().ok(), Some(&import.plan), "{}\n{:?}", text, read.as_ref().err());
            if form == Form::Markdown {
                prop_assert_eq!(lost(&source, &import), Vec::<usize>::new());
            }
        }
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for form in [Form::Markdown, Form::Csv, Form::Json] {
            let _ = import(&bytes, form, &wishes());
        }
    }
}

#[test]
fn needs_that_no_plan_can_have_are_left_out_and_named() {
    let source = "title,phase,due,start,id,needs\n\
        A,1,2026-01-20,2026-01-01,a,\"b c\"\n\
        B,1,2026-01-20,2026-01-01,b,\"a b\"\n\
        C,2,2026-03-20,2026-03-01,c,d\n\
        D,3,2026-05-20,2026-02-01,d,e\n\
        E,4,2026-06-20,2026-05-01,e,\n";
    let import = imported(source, Form::Csv);
    let kept: Vec<(String, Vec<String>)> = import
        .plan
        .tasks()
        .map(|(_, task)| {
            (task.id.to_string(), task.needs.iter().map(ToString::to_string).collect())
        })
        .collect();
    let kept: Vec<(&str, Vec<&str>)> = kept
        .iter()
        .map(|(id, needs)| (id.as_str(), needs.iter().map(String::as_str).collect()))
        .collect();
    // `a` cannot wait for March, `b` not for `a` that waits for it, and `c` can wait for `d`, so that
    // this cannot wait for May.
    assert_eq!(
        kept,
        [("a", vec!["b"]), ("b", vec![]), ("c", vec!["d"]), ("d", vec![]), ("e", vec![])]
    );
    let left = import.account.guesses.iter().find_map(|guess| match guess {
        Guess::References { left } => Some(left),
        _ => None,
    });
    let left: Vec<(&str, &str)> = left
        .expect("what was left")
        .iter()
        .map(|(id, need)| (id.as_str(), need.as_str()))
        .collect();
    assert_eq!(left, [("a", "c"), ("b", "a"), ("b", "b"), ("d", "e")]);
}

#[test]
fn the_same_text_gives_the_same_plan() {
    for name in SHAPES {
        let source = fixture(name);
        let (first, again) = (imported(&source, Form::Markdown), imported(&source, Form::Markdown));
        assert_eq!(first.plan, again.plan, "{name}");
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    for name in SHAPES {
        let source = fixture(name);
        let wanted = imported(&source, Form::Markdown);
        let windows = format!("\u{feff}{}", source.replace('\n', "\r\n"));
        let import = imported(&windows, Form::Markdown);
        assert_eq!(import.plan, wanted.plan, "{name}");
        assert_eq!(import.account.left_out, wanted.account.left_out, "{name}");
    }
}

#[test]
fn depth_and_size_cost_no_patience() {
    let many =
        |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let sources = [
        many(2_000, &|depth| format!("{}- item\n", "  ".repeat(depth % 500))),
        format!("{} deep", ">".repeat(50_000)),
        many(3_000, &|number| format!("# Week {number}\n- a\n")),
        many(20_000, &|_| "- the same\n".to_owned()),
        many(3_000, &|number| format!("{} [{number}]\n", "#".repeat(number % 7))),
        "[".repeat(50_000),
        "| a ".repeat(20_000) + "|\n" + &"|-".repeat(20_000) + "|\n",
        "<details>\n".repeat(20_000),
        "*a_".repeat(30_000),
        format!("- {}\n", "每天".repeat(100_000)),
        many(3_000, &|number| format!("<summary>{number}</summary>\n\n- a\n\n")),
    ];
    for source in sources {
        let _ = import(source.as_bytes(), Form::Markdown, &wishes());
        let _ = import(source.as_bytes(), Form::Csv, &wishes());
    }
    let json = format!(
        "{{\"tasks\":{}{}}}",
        "[{\"title\":\"a\",\"items\":".repeat(60),
        "[]".to_owned() + &"}]".repeat(60)
    );
    let _ = import(json.as_bytes(), Form::Json, &wishes());
}
