//! Exported documents: what they look like, and that an import makes the same plan of them.

use proptest::prelude::*;
use roadmap::civil;
use roadmap::plan::Plan;
use roadmap::plan::import::{Form, Wishes, import};
use roadmap::progress;
use roadmap::view::Lang;
use roadmap::view::export::{ExportFormat, export};

use crate::any_plan::any_plan;
use crate::support::{event, moment, plan, project_file};

#[test]
fn an_event_of_what_was_moved_names_what_gets_its_credit_and_the_phase_of_that() {
    let plan = plan(
        "title = \"T\"\nstart = 2025-07-11\n[[phase]]\nid = \"p\"\ntitle = \"P\"\nwindow = \"2025-07\"\n\
         [[phase.task]]\nid = \"a\"\ntitle = \"A\"\n[[phase.task]]\nid = \"b\"\ntitle = \"B\"\n\
         [[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\n\
         [[moved]]\nfrom = \"old\"\nto = [\"a\", \"b\"]\n",
    );
    let at = moment("2025-07-14T12:00:00+08:00");
    let lines = ["Done: old", "Done: b", "Done: h", "Study: * took=1h", "Done: elsewhere"];
    let events: Vec<_> =
        lines.iter().enumerate().map(|(number, line)| event(line, at, number)).collect();
    let progress = progress::fold(&plan, &events, civil::parse_date("2025-07-15").expect("a date"));
    let text = export(&plan, &progress, ExportFormat::Events, Lang::En);
    let mut said: Vec<String> = text
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            format!("{} {} {}", line["target"], line["credited"], line["phase"])
        })
        .collect();
    said.sort();
    let wanted = [
        r#""*" [] null"#,
        r#""b" ["b"] "p""#,
        r#""elsewhere" [] null"#,
        r#""h" ["h"] null"#,
        r#""old" ["a","b"] "p""#,
    ];
    assert_eq!(said, wanted);
}

/// The plan as a document, with one task done and one dropped, and the plan made of that.
fn there_and_back(wanted: &Plan, lang: Lang) -> (String, Result<Plan, String>) {
    let at = moment("2025-07-14T12:00:00+08:00");
    let mut tasks = wanted.tasks().map(|(_, task)| task.id.clone());
    let mut events = Vec::new();
    for verb in ["Done", "Skip"] {
        let done = tasks.next().map(|id| event(&format!("{verb}: {id}"), at, events.len()));
        events.extend(done);
    }
    let today = civil::parse_date("2025-07-15").expect("a date");
    let progress = progress::fold(wanted, &events, today);
    let text = export(wanted, &progress, ExportFormat::Markdown, lang);
    let wishes = Wishes { start: None, today, title: None, name: "name".into(), every_item: false };
    let back = import(text.as_bytes(), Form::Markdown, &wishes);
    (text, back.map(|import| import.plan).map_err(|error| error.to_string()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_plan_that_was_exported_is_imported_as_the_same_plan(wanted in any_plan(), is_chinese: bool) {
        let lang = if is_chinese { Lang::Zh } else { Lang::En };
        let (text, back) = there_and_back(&wanted, lang);
        prop_assert_eq!(back, Ok(wanted), "{}", text);
    }
}

#[test]
fn the_built_in_plan_goes_there_and_back() {
    let wanted = plan(&project_file("roadmap.toml"));
    let (text, back) = there_and_back(&wanted, Lang::Zh);
    assert_eq!(back, Ok(wanted));
    insta::assert_snapshot!(text);
}
