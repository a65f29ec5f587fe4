//! Laws of the layout: width, columns, colours; also for titles that nobody would expect.

use proptest::prelude::*;
use roadmap::civil;
use roadmap::plan::{self, Plan};
use roadmap::progress;
use roadmap::view::report::{HistoryFacts, List, Report, Show, Status};
use roadmap::view::{self, Format, Lang, Style};
use unicode_width::UnicodeWidthStr;

use super::{VIEWS, five_weeks};
use crate::support::{event, moment};

/// The text without colours.
fn stripped(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// The lines that are wider than `width`.
fn too_wide(text: &str, width: usize) -> Vec<&str> {
    text.lines().filter(|line| line.width() > width).collect()
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let mut repo = five_weeks();
    for width in [40, 46, 60, 63, 64, 71, 72, 80, 99, 100, 120] {
        repo.set("COLUMNS", &width.to_string());
        for lang in ["en", "zh"] {
            for view in VIEWS {
                let arguments = [view, &["--lang", lang]].concat();
                let text = repo.roadmap(&arguments).success();
                let wide = too_wide(&text, width);
                assert!(wide.is_empty(), "{width} {arguments:?}\n{}", wide.join("\n"));
            }
        }
    }
}

/// The column in which `what` begins, or ends, in a line.
fn column(line: &str, what: &str, at_its_end: bool) -> Option<usize> {
    let start = line.find(what)?;
    Some(line[..start + if at_its_end { what.len() } else { 0 }].width())
}

#[test]
fn the_columns_of_the_phase_table_line_up() {
    let mut repo = five_weeks();
    for (width, lang) in [(40, "en"), (72, "zh"), (80, "en"), (80, "zh"), (120, "en")] {
        repo.set("COLUMNS", &width.to_string());
        let text = repo.roadmap(&["status", "--lang", lang]).success();
        let rows: Vec<&str> = text.lines().filter(|line| line.contains('%')).collect();
        let rows: Vec<&str> =
            rows.into_iter().filter(|line| line.contains(['█', '░', '▒'])).collect();
        assert_eq!(rows.len(), 9, "{text}");
        let bars: Vec<_> = rows
            .iter()
            .map(|row| row.find(['█', '░', '▒']).map(|start| row[..start].width()))
            .collect();
        assert!(bars.iter().all(|start| *start == bars[0]), "{bars:?}\n{text}");
        let percents: Vec<_> = rows.iter().map(|row| column(row, "%", true)).collect();
        assert!(percents.iter().all(|end| *end == percents[0]), "{percents:?}\n{text}");
        let counts: Vec<_> = rows
            .iter()
            .map(|row| {
                row.split_whitespace()
                    .find(|word| {
                        word.contains('/') && word.starts_with(|c: char| c.is_ascii_digit())
                    })
                    .and_then(|count| column(row, count, true))
            })
            .collect();
        assert!(counts.iter().all(|end| *end == counts[0]), "{counts:?}\n{text}");
    }
}

#[test]
fn colours_are_there_when_wanted_and_change_no_text() {
    let mut repo = five_weeks();
    let show = |repo: &crate::support::TestRepo, view: &[&str], when: &str| {
        repo.roadmap(&[view, &["--color", when]].concat()).success()
    };
    for view in VIEWS {
        let never = show(&repo, view, "never");
        assert!(!never.contains('\u{1b}'), "{view:?}");
        let always = show(&repo, view, "always");
        assert!(always.contains("\u{1b}["), "{view:?}");
        assert_eq!(stripped(&always), never, "{view:?}");
        assert_eq!(show(&repo, view, "auto"), never, "{view:?}: a pipe is no terminal");
    }
    let error = repo.roadmap(&["done", "zzz", "--color", "always"]).err;
    assert!(error.contains("\u{1b}["), "{error:?}");
    assert_eq!(stripped(&error), repo.roadmap(&["done", "zzz", "--color", "never"]).err);
    repo.set("NO_COLOR", "1");
    repo.set("CLICOLOR_FORCE", "0");
    for view in VIEWS {
        assert!(!repo.roadmap(view).success().contains('\u{1b}'), "{view:?}");
    }
}

/// A title of pieces that are hard to lay out.
fn odd_title() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z]{1,8}",
        "[a-z]{30,60}",
        "[中文学习，。（）]{1,20}",
        Just("👩‍💻".to_owned()),
        Just("👨‍👩‍👧‍👦🇨🇳".to_owned()),
        Just("❤️1️⃣".to_owned()),
        Just("e\u{301}\u{323}a\u{30a}".to_owned()),
        Just("שלום עולם".to_owned()),
        Just("مرحبا".to_owned()),
        Just("हिन्दी ไทยแลนด์".to_owned()),
        Just("ｱｲｳ\u{3000}한국어".to_owned()),
        Just("https://example.org/a/very/long/path?with=query&and=more".to_owned()),
        Just("\u{200b}a\u{ad}b".to_owned()),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.join(" "))
}

fn odd_plan(titles: &[String]) -> Plan {
    let [plan, goal, phase, task, habit, unit] = titles else { panic!("six titles") };
    let unit: String = unit.chars().take(8).collect();
    let source = format!(
        "title = '{plan}'\ngoal = '{goal}'\nstart = 2025-07-11\n\
         [[phase]]\nid = '1'\ntitle = '{phase}'\nwindow = '2025-07-11..2025-08-20'\n\
         task = [{{ id = 'a', title = '{task}' }},\n\
         {{ id = 'a-rather-long-id', title = '{phase}', needs = ['a'] }}]\n\
         [[phase]]\nid = '2'\ntitle = '{task}'\nwindow = '2025-09'\n\
         task = [{{ id = 'b', title = '{habit}' }}]\n\
         [[habit]]\nid = 'h'\ntitle = '{habit}'\nevery = 'day'\nunit = '{unit}'\n"
    );
    match plan::read(source.as_bytes()) {
        Ok(reading) => reading.plan,
        Err(problems) => panic!(
            "{}",
            problems.render("plan", source.as_bytes(), false, 80, roadmap::sentence::Lang::En)
        ),
    }
}

fn shown(report: &Report, style: Style) -> String {
    let mut text = Vec::new();
    view::write(report, Format::Term, style, &mut text).expect("a vector takes all");
    stripped(&String::from_utf8(text).expect("UTF-8"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn odd_titles_fit_and_break_nothing(
        titles in prop::collection::vec(odd_title(), 6),
        width in 40_usize..=120,
        is_chinese: bool,
    ) {
        let plan = odd_plan(&titles);
        let at = moment("2025-07-14T12:00:00+08:00");
        let events =
            [event("Done: a took=1h", at, 0), event("Done: h x=2", at, 1), event("Skip: b", at, 2)];
        let today = civil::parse_date("2025-07-15").expect("a date");
        let progress = progress::fold(&plan, &events, today);
        let style = Style { width, lang: if is_chinese { Lang::Zh } else { Lang::En }, hyperlinks: false, ..Style::default() };
        let mut reports = vec![
            Report::Status(Box::new(Status::new(&plan, &progress, HistoryFacts::default(), None))),
            Report::List(List::new(&plan, &progress, roadmap::view::report::Filter::default())),
        ];
        for id in ["a", "a-rather-long-id", "b", "h"] {
            let id = id.parse().expect("an id");
            reports.extend(Show::new(&plan, &progress, &id).map(|show| Report::Show(Box::new(show))));
        }
        prop_assert_eq!(reports.len(), 6);
        for report in &reports {
            let text = shown(report, style);
            let wide = too_wide(&text, width);
            prop_assert!(wide.is_empty(), "{} columns: {:?}\n{}", width, wide, text);
        }
    }
}
