//! What a note keeps, whatever stands in it.

use proptest::prelude::*;

use super::*;
use crate::civil::parse_date;

const INSIDE: &str = "- [ ] [[tasks/a|A]] ^a\n\n> [!abstract] B";

fn properties(state: &str) -> Vec<Property> {
    vec![
        Property::new("roadmap-task", quoted("a")),
        Property::new("roadmap-state", state),
        Property::new("roadmap-done", ""),
    ]
}

fn with(text: &str, state: &str) -> Result<String, Flaw> {
    Page::read(text).ok_or(Flaw::NoFrontMatter)?.with(&properties(state), INSIDE)
}

#[test]
fn only_our_values_and_lines_change() {
    let cases = [
        (
            "the keys of others, comments, order and line breaks stay",
            "\u{feff}---\r\ntags: [x]\r\nroadmap-state:   open   # mine\r\nroadmap-task: a\r\n\
             roadmap-done:\r\n---\r\n\r\n# T\r\n<!-- roadmap:begin -->\r\nold\r\n\
             <!-- roadmap:end -->\r\n---\r\nend",
            "\u{feff}---\r\ntags: [x]\r\nroadmap-state: done   # mine\r\nroadmap-task: a\r\n\
             roadmap-done:\r\n---\r\n\r\n# T\r\n<!-- roadmap:begin -->\r\n\
             - [ ] [[tasks/a|A]] ^a\r\n\r\n> [!abstract] B\r\n\r\nold\r\n\
             <!-- roadmap:end -->\r\n---\r\nend",
        ),
        (
            "a key that is missing is put below the first of ours",
            "---\nroadmap-task: a\nlast: 1\n---\n",
            "---\nroadmap-task: a\nroadmap-state: done\nroadmap-done:\nlast: 1\n---\n",
        ),
        (
            "a line of the learner's keeps its own line break",
            "---\nroadmap-task: a\nroadmap-state: done\nroadmap-done:\n---\n\
             <!-- roadmap:begin -->\na\r\r\nb\r\n<!-- roadmap:end -->\n",
            "---\nroadmap-task: a\nroadmap-state: done\nroadmap-done:\n---\n\
             <!-- roadmap:begin -->\n- [ ] [[tasks/a|A]] ^a\n\n> [!abstract] B\n\na\r\r\nb\r\n\
             <!-- roadmap:end -->\n",
        ),
        (
            "quotes are as good as none",
            "---\n\"roadmap-task\": 'a'\nroadmap-state: \"done\" # x\nroadmap-done: ''\n---\nbody",
            "---\n\"roadmap-task\": 'a'\nroadmap-state: \"done\" # x\nroadmap-done: ''\n---\nbody",
        ),
        (
            "what looks like ours below the front matter is text",
            "---\nroadmap-task: a\nroadmap-state: done\nroadmap-done:\n---\n---\nroadmap-state: x\n---\n",
            "---\nroadmap-task: a\nroadmap-state: done\nroadmap-done:\n---\n---\nroadmap-state: x\n---\n",
        ),
    ];
    for (name, before, after) in cases {
        assert_eq!(with(before, "done").as_deref(), Ok(after), "{name}");
        assert_eq!(with(after, "done").as_deref(), Ok(after), "{name}, again");
    }
}

#[test]
fn a_note_that_is_not_clear_is_refused() {
    let head = "---\nroadmap-task: a\n---\n";
    let cases = [
        ("# text\n", Flaw::NoFrontMatter),
        ("---\nroadmap-task: a\n", Flaw::NoFrontMatter),
        ("\n---\nroadmap-task: a\n---\n", Flaw::NoFrontMatter),
        ("---\nroadmap-task: a\nroadmap-task: b\n---\n", Flaw::KeyTwice("roadmap-task")),
        ("---\nroadmap-state: [a]\n---\n", Flaw::NotPlain("roadmap-state")),
        ("---\nroadmap-state: |\n  a\n---\n", Flaw::NotPlain("roadmap-state")),
        ("---\nroadmap-state: a\n  b\n---\n", Flaw::NotPlain("roadmap-state")),
        ("---\nroadmap-state:\n- a\n---\n", Flaw::NotPlain("roadmap-state")),
        ("---\nroadmap-state: \"a\n---\n", Flaw::NotPlain("roadmap-state")),
        (&format!("{head}{BEGIN}\n"), Flaw::Unclosed),
        (&format!("{head}{END}\n"), Flaw::Unopened),
        (&format!("{head}{END}\n{BEGIN}\n"), Flaw::Unclosed),
        (&format!("{head}{BEGIN}\n{BEGIN}\n{END}\n"), Flaw::MarkerTwice(BEGIN)),
        (&format!("{head}{BEGIN}\n{END}\n{END}\n"), Flaw::MarkerTwice(END)),
    ];
    for (text, flaw) in cases {
        assert_eq!(with(text, "done"), Err(flaw), "{text}");
    }
}

#[test]
fn boxes_are_told_apart_by_whose_tick_it_is() {
    let cases = [
        ("- [x] [[tasks/a|A]] ^a", Some((true, false, ""))),
        ("- [ ] [[tasks/a|A]] ^a", Some((false, false, ""))),
        ("- [x] [[tasks/a|A]] ✓ 2025-08-03 ^a", Some((false, false, ""))),
        ("- [ ] [[tasks/a|A]] ✓ 2025-08-03 ^a", Some((false, true, ""))),
        ("  * [X] [[x y|A ^b]] ✅ 2025-08-03 ^a", Some((true, false, "✅ 2025-08-03"))),
        ("+ [x] [[tasks/a|✓ 2025-08-03]] hard ^a", Some((true, false, "hard"))),
        ("- [x] [[tasks/a|A]] × 2025-08-03 ^a", Some((true, false, ""))),
        ("- [-] [[tasks/a|A]] × 2025-08-03 ^a", Some((false, false, ""))),
        ("- [/] [[tasks/a|A]] ✓ 2025-08-03 hard ^a", Some((false, false, "hard"))),
        ("- [x] [[tasks/a|A]]", None),
        ("- [x] A ^a", None),
        ("[x] [[tasks/a|A]] ^a", None),
        ("- [xx] [[tasks/a|A]] ^a", None),
        ("- [x] [[tasks/a|A]] ^a b", Some((true, false, "b"))),
        ("- [x] see [[c]]: [[tasks/a|A]] hard ^a too", Some((true, false, "hard too"))),
    ];
    for (line, want) in cases {
        let read = TickBox::read(line);
        let got = read.as_ref().map(|tick| {
            (tick.is_ticked_by_hand(), tick.is_unticked_by_hand(), tick.remarks.behind.as_str())
        });
        assert_eq!(got, want, "{line}");
    }
}

#[test]
fn what_is_written_around_a_link_stays_around_it() {
    for line in [
        "- [ ] ask Kim first: [[tasks/a|A]] ^a",
        "- [x] **[[tasks/a|A]]** ✓ 2025-08-03 hard ^a",
        "- [ ] after [[tasks/b|B]] [[tasks/a|A]], see [[c]] ^a",
        "- [-] [[renamed|A]] × 2025-08-03 [[tasks/b|B]] ^a",
    ] {
        let read = TickBox::read(line).expect("a box");
        let day = read.ours.map(|_| parse_date("2025-08-03").expect("a date"));
        let link = if line.contains("renamed") { "[[renamed|A]]" } else { "[[tasks/a|A]]" };
        assert_eq!(TickBox::line(&read.id, read.sign, link, day, &read.remarks), line);
    }
}

#[test]
fn every_id_has_a_file_on_every_system() {
    let place = |id: &str| Subject::Task(id.parse().expect("an id")).place();
    assert_eq!(place("fastapi-di"), "tasks/fastapi-di");
    assert_eq!(place("con"), "tasks/_con");
    assert_eq!(place("lpt9"), "tasks/_lpt9");
    assert_eq!(place("com10"), "tasks/com10");
    assert_eq!(Subject::Phase("0".parse().expect("an id")).place(), "phases/0");
}

#[test]
fn what_is_quoted_is_one_line_of_yaml() {
    assert_eq!(quoted("a: \"b\" \\ #c"), r#""a: \"b\" \\ #c""#);
    assert_eq!(quoted("a\nb\u{2028}c"), "\"a\\u000ab\\u2028c\"");
}

/// A text of pieces that matter, in any order.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("---\n"),
        Just("---\r\n"),
        Just("roadmap-task: a\n"),
        Just("roadmap-task: a\r\n"),
        Just("roadmap-state: open # c\n"),
        Just("'roadmap-state': \"open\"\r\n"),
        Just("roadmap-done: 2025-08-03\n"),
        Just("roadmap-done:\n"),
        Just("roadmap-state: [x]\n"),
        Just("tags:\n"),
        Just("  - a\n"),
        Just("- b\n"),
        Just("text: |\n"),
        Just("\n"),
        Just("\r\n"),
        Just("<!-- roadmap:begin -->\n"),
        Just("<!-- roadmap:begin -->\r\n"),
        Just("<!-- roadmap:end -->\n"),
        Just("<!-- roadmap:end -->"),
        Just("中文 text\n"),
        Just("- [x] [[tasks/a|A]] ^a\n"),
        Just("- [ ] [[tasks/b|B]] ✓ 2025-08-03 why ^b\r\n"),
        Just("> [!abstract] x\n"),
        Just("> mine\n"),
        Just("\u{feff}"),
        Just("# h\r"),
    ];
    let note = (any::<bool>(), prop::collection::vec(pieces, 0..24));
    note.prop_map(|(is_ours, pieces)| {
        let head = if is_ours { "---\nroadmap-task: a\n" } else { "" };
        format!("{head}{}", pieces.concat())
    })
}

/// The bytes of a text that are not ours: all but the values of our keys and the lines between
/// the markers, and of those the learner's.
fn kept(text: &str) -> (String, Vec<String>) {
    let (mut kept, mut inside) = (String::new(), Vec::new());
    let (mut fences, mut in_block) = (0, false);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let is_fence = fences < 2 && line.trim_end() == "---";
        fences += usize::from(is_fence);
        in_block &= bare != END;
        let key = line.split(':').next().unwrap_or_default().trim_matches(['"', '\'']);
        if in_block {
            inside.push(bare.to_owned());
        } else if fences == 1 && ["roadmap-task", "roadmap-state", "roadmap-done"].contains(&key) {
            let comment = line.find(" #").map_or("", |at| line[at..].trim_end());
            kept.push_str(comment);
        } else {
            kept.push_str(line);
        }
        in_block |= bare == BEGIN && fences == 2;
    }
    (kept, inside)
}

#[test]
fn paragraphs_code_and_tables_between_the_markers_stay_apart() {
    let mine =
        "First paragraph.\n\nSecond.\n\n```python\na()\n\n\nb()\n```\n\n| a |\n|---|\n| 1 |\n";
    for line_break in ["\n", "\r\n"] {
        let text = format!("---\nroadmap-task: a\n---\n{BEGIN}\n\n{mine}\n{END}\n");
        let text = text.replace('\n', line_break);
        let once = with(&text, "done").expect("a note");
        assert!(once.contains(&mine.replace('\n', line_break)), "{once}");
        assert_eq!(with(&once, "done"), Ok(once.clone()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nothing_of_the_learners_changes_and_a_second_time_nothing_at_all(text in texts()) {
        let Ok(once) = with(&text, "done") else { return Ok(()) };
        prop_assert_eq!(with(&once, "done"), Ok(once.clone()));
        let (before, after) = (kept(&text), kept(&once));
        prop_assert_eq!(before.0, after.0);
        let mine = ["> mine", "中文 text", "# h", "tags:", "- b", "- a", "text: |"];
        for line in before.1.iter().filter(|line| mine.contains(&line.as_str())) {
            let is_of_our_callout = line.starts_with('>');
            prop_assert!(is_of_our_callout || after.1.contains(line), "{line} is lost");
        }
    }
}
