//! Documents made of a plan and where it stands, one module for each format.

mod markdown;

use super::Lang;
use crate::plan::Plan;
use crate::progress::Progress;

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A checklist in Markdown, which `roadmap import` reads back as the same plan.
    Markdown,
}

/// The document, with a line break at the end. Boxes are ticked as `progress` says.
#[must_use]
pub fn export(plan: &Plan, progress: &Progress, format: ExportFormat, lang: Lang) -> String {
    match format {
        ExportFormat::Markdown => markdown::export(plan, progress, lang.words().export()),
    }
}
