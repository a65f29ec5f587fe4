//! Documents made of a plan and where it stands, one module for each format.

mod csv;
mod icalendar;
mod markdown;
mod mermaid;
mod ndjson;

use super::Lang;
use crate::plan::Plan;
use crate::progress::Progress;
use crate::view::report::{HistoryFacts, Skills};

pub(super) use csv::cell;
pub use mermaid::mindmap;

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A checklist in Markdown, which `roadmap import` reads back as the same plan.
    Markdown,
    /// A Mermaid gantt chart of phases and tasks.
    Gantt,
    /// A Mermaid mindmap of modules and skills.
    Mindmap,
    /// An iCalendar file of phases, tasks and habits.
    Calendar,
    /// Comma-separated values: a row a task.
    Csv,
    /// JSON Lines: an event a line.
    Events,
}

/// The document, with a line break at the end. Boxes are ticked as `progress` says.
#[must_use]
pub fn export(plan: &Plan, progress: &Progress, format: ExportFormat, lang: Lang) -> String {
    match format {
        ExportFormat::Gantt => mermaid::gantt(plan, progress),
        ExportFormat::Mindmap => {
            mindmap(&Skills::new(plan, progress, HistoryFacts::default(), None))
        }
        ExportFormat::Calendar => icalendar::export(plan, progress),
        ExportFormat::Csv => csv::export(plan, progress),
        ExportFormat::Events => ndjson::export(plan, progress),
        ExportFormat::Markdown => markdown::export(plan, progress, lang.words().export()),
    }
}
