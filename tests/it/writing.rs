//! A plan that is written reads as the same plan, and looks as a person would write it.

use proptest::prelude::*;
use roadmap::plan;
use roadmap::sentence::Lang;

use crate::any_plan::any_plan;
use crate::support::{plan as read, project_file};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_reads_as_the_same_plan(wanted in any_plan()) {
        let text = plan::write(&wanted);
        match plan::read(text.as_bytes()) {
            Ok(reading) => prop_assert_eq!(reading.plan, wanted),
            Err(problems) => {
                return Err(TestCaseError::fail(problems.render("written", text.as_bytes(), false, 100, Lang::En)));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn in_chinese_it_is_the_same_plan_with_no_english_comment(wanted in any_plan()) {
        let text = plan::with_comments_in(&plan::write(&wanted), Lang::Zh);
        let reading = plan::read(text.as_bytes());
        prop_assert_eq!(reading.map(|reading| reading.plan).ok(), Some(wanted));
        let has_words = |line: &&str| line.starts_with('#') && line.contains(char::is_alphabetic);
        for line in text.lines().filter(has_words) {
            prop_assert!(line.contains(|c: char| !c.is_ascii()), "{line}");
        }
    }
}

#[test]
fn the_built_in_plan_is_written_as_it_stands_in_the_repository() {
    let source = project_file("roadmap.toml");
    assert_eq!(plan::write(&read(&source)), source);
}

#[test]
fn what_is_not_the_default_is_written_too() {
    let source = "title = \"A \\\"plan\\\" \\\\ 1\"\nstart = 2025-07-11\nday-ends = \"04:00\"\n\
        week-starts = \"sunday\"\nrest-days = [\"sat\", \"sunday\"]\n\
        [[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = \"2025-08-15..2025-09\"\n\
        task = [{ id = \"a\", title = \"A\", estimate = \"90m\", verify = \"make\" }]\n\
        [[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"3 in 7 days\"\ntarget = 0.5\nfrom = 2025-08-01\n\
        change = [{ from = 2025-09-01, target = 2, stretch = 3 }]\n\
        [[moved]]\nfrom = \"b\"\nto = \"a\"\n\
        [record]\nref = \"refs/roadmap/log\"\n[history]\nauthors = [\"me@example.org\"]\n";
    let text = plan::write(&read(source));
    let (_, body) = text.split_once("schema = 1\n").expect("a schema");
    insta::assert_snapshot!(body);
}
