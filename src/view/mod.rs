//! How it is shown: read models that any format can print, and the formats.
//!
//! A report is built once from plan and progress; JSON and the terminal print the same report,
//! so they cannot disagree.

pub mod export;
mod json;
pub mod lang;
pub mod note;
pub mod report;
pub mod term;

use std::io::{self, Write};

pub use lang::Lang;
use report::Report;

/// The form of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, in a terminal.
    Term,
    /// For programs: one JSON envelope.
    Json,
}

/// How text for people is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The width of the terminal, in columns.
    pub width: usize,
    /// The language.
    pub lang: Lang,
    /// Whether the terminal shows hyperlinks (OSC 8).
    pub hyperlinks: bool,
}

/// Writes a report. The text for people has colours; strip them where they are not wanted.
///
/// # Errors
///
/// Passes on what writing to `out` returns.
pub fn write(report: &Report, format: Format, style: Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Term => out.write_all(term::render(report, style).as_bytes()),
        Format::Json => json::write(report, out),
    }
}
