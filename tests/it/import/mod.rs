//! `import`: documents of many shapes become plans, and no line gets lost on the way.

mod account;
mod command;
mod shapes;
mod theirs;

use roadmap::civil;
use roadmap::plan;
use roadmap::plan::import::{Form, Import, Wishes, import};

use crate::support::project_file;

/// What is wanted where nothing is, on 2025-08-25.
pub(crate) fn wishes() -> Wishes {
    Wishes {
        start: None,
        today: civil::parse_date("2025-08-25").expect("a date"),
        title: None,
        name: "name".to_owned(),
        every_item: false,
    }
}

/// Imports a text that has to make a plan; it has to pass `check` as it is written.
pub(crate) fn imported(source: &str, form: Form) -> Import {
    let import = import(source.as_bytes(), form, &wishes()).expect("a plan");
    let text = plan::write(&import.plan);
    match plan::read(text.as_bytes()) {
        Ok(reading) => assert_eq!(reading.plan, import.plan),
        Err(problems) => panic!(
            "{}",
            problems.render("made", text.as_bytes(), false, 100, roadmap::sentence::Lang::En)
        ),
    }
    import
}

/// A fixture of this subject.
pub(crate) fn fixture(name: &str) -> String {
    project_file(&format!("tests/fixtures/import/{name}"))
}

/// The five shapes that people's plans have.
pub(crate) const SHAPES: [&str; 5] =
    ["weeks.en.md", "months.zh.md", "nested.en.md", "tables.md", "bullets.txt"];
