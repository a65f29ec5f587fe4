//! How it is shown: read models that any format can print, and the formats.
//!
//! A report is built once from plan and progress; JSON and the terminal print the same report,
//! so they cannot disagree.

mod badge;
mod csv;
pub mod export;
mod html;
mod json;
pub mod lang;
mod link;
mod markdown;
pub mod note;
mod porcelain;
mod provenance;
pub mod report;
mod svg;
pub mod term;

use std::io::{self, Write};

pub use badge::badge;
pub use lang::Lang;
pub use link::opens;
pub use markdown::{BEGIN, END, readme_block, with_block};
pub use provenance::{Origin, Provenance};
use report::{Report, Review};

/// The form of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, in a terminal.
    Term,
    /// For programs: one JSON envelope.
    Json,
    /// For scripts: lines that never change.
    Porcelain,
}

/// What stands for marks, bars and separators in text for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signs {
    /// Unicode's signs.
    #[default]
    Drawn,
    /// ASCII only, for poor fonts.
    Ascii,
    /// Words, one fact a line, for screen readers.
    Spoken,
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
    /// What stands for marks, bars and separators.
    pub signs: Signs,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, lang: Lang::En, hyperlinks: false, signs: Signs::Drawn }
    }
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
        Format::Porcelain => porcelain::write(report, out),
    }
}

/// The form of a report as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// Markdown in GitHub's dialect.
    Markdown,
    /// One number a row.
    Csv,
    /// A page that needs nothing else.
    Html,
}

/// A report as a file. The same report and provenance give the same bytes.
///
/// # Errors
///
/// Passes on what the template of the page returns, which is never for one made in memory.
pub fn file(
    review: &Review,
    format: FileFormat,
    provenance: &Provenance,
    lang: Lang,
) -> io::Result<String> {
    match format {
        FileFormat::Markdown => Ok(markdown::render(review, lang)),
        FileFormat::Csv => Ok(csv::render(review)),
        FileFormat::Html => html::render(review, provenance, lang).map_err(io::Error::other),
    }
}

/// The year of a report as a picture that stands alone, light and dark, ending in a line break.
#[must_use]
pub fn year_picture(review: &Review, lang: Lang) -> String {
    use html::chart::{Room, Tints, calendar};
    let said = html::year_said(review, lang);
    format!("{}\n", calendar(&review.heatmap, Room::Wide, Tints::Own, &said, lang))
}
