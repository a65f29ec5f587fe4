//! Makes a plan of what people have already: a Markdown document, a table, a road map in JSON.
//!
//! [`import`] returns a [`Plan`] that [`read`](crate::plan::read) accepts once it is
//! [written](crate::plan::write), and an [`Account`] of every line of the source: what it became,
//! or that it was left out, and why.
//!
//! ```text
//! markdown   text -> a flat list of pieces with their lines
//! sections   pieces -> the parts below headings; label hears what a heading opens
//! document   parts -> draft; when and rhythm hear dates and habits, header the lines on top
//! csv, json  the same from tables and road maps
//! schedule   windows for phases without dates
//! naming     ids
//! assemble   draft -> plan
//! account    what became of every line
//! ```

mod account;
mod assemble;
mod csv;
mod document;
mod draft;
mod header;
mod json;
mod label;
mod markdown;
mod naming;
mod needs;
mod rhythm;
mod schedule;
mod sections;
mod when;

use chrono::NaiveDate;
use thiserror::Error;

use super::model::Plan;
use crate::id::Id;
use crate::sentence::Spoken;

pub use account::{Account, Became, Guess, LeftOut, Reason};
pub use naming::id_from_title;

/// The largest source that is read, in bytes.
pub const MAX_SOURCE_BYTES: usize = 16 << 20;

/// What a source is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown, or plain text.
    Markdown,
    /// Comma, semicolon or tab separated values, with a row of names.
    Csv,
    /// A road map: nodes and edges, or phases with tasks.
    Json,
}

impl Form {
    /// The form that a file's name says, if it says one.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, end) = name.rsplit_once('.')?;
        match end.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" | "txt" | "text" => Some(Self::Markdown),
            "csv" | "tsv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// The form of a text whose name says none: JSON begins with a bracket and is whole, a table
    /// with a line that names its columns.
    #[must_use]
    pub fn of_text(source: &[u8]) -> Self {
        let start = source.iter().find(|byte| !byte.is_ascii_whitespace());
        let is_json = matches!(start, Some(b'{' | b'['))
            && serde_json::from_slice::<serde::de::IgnoredAny>(source).is_ok();
        let is_table = || std::str::from_utf8(source).is_ok_and(csv::is_table);
        match is_json {
            true => Self::Json,
            false if is_table() => Self::Csv,
            false => Self::Markdown,
        }
    }
}

/// What is wanted of an import.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// The first day of the plan, whatever the source says.
    pub start: Option<NaiveDate>,
    /// Today, where neither says one.
    pub today: NaiveDate,
    /// The title of the plan, whatever the source says.
    pub title: Option<String>,
    /// The title where nothing else is one, e.g. the name of the file.
    pub name: String,
    /// Whether lists without boxes are tasks too where most tasks have boxes.
    pub every_item: bool,
}

/// A plan made of a source.
#[derive(Clone, Debug)]
pub struct Import {
    /// The plan.
    pub plan: Plan,
    /// The tasks that the source says are done, in its order.
    pub ticked: Vec<Ticked>,
    /// What became of every line.
    pub account: Account,
}

/// A task that the source says is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticked {
    /// The task.
    pub id: Id,
    /// The last day of its phase, by which it was done.
    pub by: NaiveDate,
}

/// Why a source makes no plan.
#[derive(Debug, Error)]
pub enum ImportError {
    /// It is larger than [`MAX_SOURCE_BYTES`].
    #[error("it is {0} bytes long; at most {MAX_SOURCE_BYTES} are read")]
    TooLarge(usize),
    /// It is not UTF-8 text.
    #[error("line {0} is not UTF-8 text")]
    NotText(usize),
    /// It is no JSON.
    #[error("it is not JSON")]
    Json(#[from] serde_json::Error),
    /// It is no table.
    #[error("it is not a table")]
    Csv(#[from] ::csv::Error),
    /// There is nothing in it that could be a task.
    #[error("there is nothing in it that could be a task, a habit or a skill")]
    Nothing,
}

impl Spoken for ImportError {
    fn zh(&self) -> String {
        match self {
            Self::TooLarge(bytes) => {
                format!("它有 {bytes} 字节；最多读取 {MAX_SOURCE_BYTES} 字节")
            }
            Self::NotText(line) => format!("第 {line} 行不是 UTF-8 文本"),
            Self::Json(_) => "它不是 JSON".to_owned(),
            Self::Csv(_) => "它不是表格".to_owned(),
            Self::Nothing => "其中没有可以作为任务、习惯或技能的内容".to_owned(),
        }
    }
}

/// Makes a plan of a source.
///
/// # Errors
///
/// Says that it is too large, no text, not of this form, or that nothing in it could be a task.
pub fn import(source: &[u8], form: Form, wishes: &Wishes) -> Result<Import, ImportError> {
    if source.len() > MAX_SOURCE_BYTES {
        return Err(ImportError::TooLarge(source.len()));
    }
    let text = std::str::from_utf8(source).map_err(|error| {
        let before = source[..error.valid_up_to()].split(|byte| *byte == b'\n');
        ImportError::NotText(before.count())
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reading = document::Reading { every_item: wishes.every_item };
    let (draft, lines) = match form {
        Form::Markdown => document::read(text, reading),
        Form::Csv => csv::read(text)?,
        Form::Json => json::read(text)?,
    };
    assemble::assemble(draft, lines, wishes).ok_or(ImportError::Nothing)
}

/// The text and the address of the one link that the first block of `source` is, as
/// [`shown_text`] its text.
#[must_use]
pub fn shown_link(source: &str) -> Option<(String, String)> {
    let pieces = markdown::read(source);
    let piece = pieces.first().filter(|_| pieces.len() == 1)?;
    match piece.text.links.as_slice() {
        [only] if piece.text.is_only_links() => Some((only.text.clone(), only.url.clone())),
        _ => None,
    }
}

/// The text that Markdown shows for the first block of `source`, as an import would take it for
/// a title; `None` where there is none.
///
/// A writer of Markdown can ask with it whether what it escaped comes back unchanged.
#[must_use]
pub fn shown_text(source: &str) -> Option<String> {
    let pieces = markdown::read(source);
    let piece = pieces.first().filter(|_| pieces.len() == 1)?;
    let is_plain = matches!(
        piece.kind,
        markdown::Kind::Item(None) | markdown::Kind::Paragraph | markdown::Kind::Heading(_)
    );
    is_plain.then(|| piece.text.whole())
}
