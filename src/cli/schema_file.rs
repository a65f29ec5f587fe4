//! The JSON Schema of the plan as a file in the git directory, and the line that names it.

use std::fs;
use std::path::Path;

use crate::ledger::Ledger;
use crate::plan;

/// Its name in our folder of the git directory.
const NAME: &str = "roadmap.schema.json";

/// The schema as text.
pub(crate) fn text() -> String {
    format!("{:#}\n", plan::json_schema())
}

/// Keeps the schema of this program in the git directory. Where that cannot be, editors do
/// without it.
pub(crate) fn keep(ledger: &Ledger) {
    let text = text();
    let is_current = ledger.plain_git_dir().is_some_and(|folder| {
        fs::read(folder.join("roadmap").join(NAME)).is_ok_and(|kept| kept == text.as_bytes())
    });
    if !is_current {
        let _ = ledger.keep_file(NAME, &text);
    }
}

/// The first line of a plan in `folder`, which leads editors to the schema; `None` where the git
/// directory is not a folder of the repository, as in linked work trees.
pub(crate) fn first_line(ledger: &Ledger, folder: &Path) -> Option<String> {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let top = real(ledger.plain_git_dir()?.parent()?)?;
    let below = real(folder)?.strip_prefix(&top).ok()?.components().count();
    let up = if below == 0 { "./".to_owned() } else { "../".repeat(below) };
    Some(format!("#:schema {up}.git/roadmap/{NAME}"))
}
