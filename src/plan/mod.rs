//! What is owed: `roadmap.toml`, read and checked.
//!
//! [`read`] turns the bytes of a file into a [`Plan`], in which everything is valid, or into
//! [`Problems`], which are all that is wrong with it and can draw themselves over its lines.
//! `docs/plan-format.md` specifies the format; [`KEYS`] is its list of tables and keys.
//!
//! ```text
//! source   bytes -> text; lines and columns
//! syntax   text -> TOML with all its mistakes (syntax_words explains them)
//! reader   TOML -> plan, table by table: phase, habit, module, link, moved, evidence, record, notes;
//!          table is the cursor over one of them, field over one value
//! verify   what proves a task: commands, with everything that decides what they run
//! outline  names, references and dates with their places, for
//! check    what is wrong between the parts of the file (cycle finds circles, feasible windows
//!          that leave no day for a task)
//! document the text itself, edited in place
//! edit     edits that keep credit and references: rename, split, merge, add, set
//! problem  one thing that is wrong; picture draws it
//! writing  plan -> the text of a file, the inverse of reading
//! ```

mod cadence;
mod check;
mod cycle;
pub mod document;
pub mod edit;
mod evidence;
mod feasible;
mod field;
mod habit;
pub mod import;
mod keys;
mod link;
mod marker;
mod mentor;
mod model;
mod module;
mod moved;
mod near_date;
mod notes;
mod outline;
mod phase;
mod picture;
mod problem;
mod reader;
mod record;
mod schema;
mod source;
mod syntax;
mod syntax_words;
mod table;
#[cfg(test)]
mod tests;
pub mod upgrade;
mod verify;
mod words;
mod writing;

use toml::de::DeTable;

pub use cadence::CadenceError;
pub use keys::{KEYS, Key, Kind, Shape};
pub use marker::Marker;
pub use model::{
    Cadence, EvidenceRule, EvidenceUnit, Fits, Habit, HabitGoal, HabitSpan, Link, Mentor, Module,
    Moved, NoteLanguage, NoteRules, Phase, Plan, Proof, RecordRules, Skill, SshKey, Task,
};
pub use notes::is_folder;
pub use problem::{Mark, Problem, Problems, Severity, Span};
pub use schema::json_schema;
pub use source::Position;
pub use verify::{Command, CommandDigest, CommandError, Step, Verify};
pub use writing::{long_day, window_text, with_comments_in, write};

use reader::Reader;
use syntax::Doubt;

/// A plan that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The plan.
    pub plan: Plan,
    /// What may not be as meant; none of them is an error.
    pub warnings: Problems,
}

/// Reads and checks a whole plan.
///
/// # Errors
///
/// Everything that is wrong with it, warnings included, in the order of the file. Where lines
/// cannot be read at all, only what is wrong whatever they mean.
pub fn read(source: &[u8]) -> Result<Reading, Problems> {
    let text = source::decode(source)?;
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return checked(table.get_ref(), Problems::default(), &Doubt::default());
    }
    let mended = syntax::mend(text);
    let (table, _) = DeTable::parse_recoverable(&mended.text);
    let (problems, doubt) = mended.problems(text, table.get_ref());
    checked(table.get_ref(), problems, &doubt)
}

/// Reads what TOML makes of a file in which `problems` were found.
fn checked(
    table: &DeTable<'_>,
    mut problems: Problems,
    doubt: &Doubt,
) -> Result<Reading, Problems> {
    let mut reader = Reader::default();
    if doubt.hides_ids {
        reader.outline.mark_incomplete();
    }
    let plan = reader.plan(table);
    let Reader { problems: mut found, outline, newer } = reader;
    if let Some(newer) = newer {
        return Err(newer.into());
    }
    check::check(&outline, &mut found);
    found.retain(|problem| doubt.leaves(problem));
    problems.extend(found);
    problems.sort();
    if problems.errors() > 0 { Err(problems) } else { Ok(Reading { plan, warnings: problems }) }
}
