//! `roadmap export`

use std::path::PathBuf;

use crate::cli::args::{ReadArgs, days};
use crate::cli::cmd::import;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::{Workspace, shown_name};
use crate::day_word::DayWord;
use crate::say;
use crate::view::export::{self, ExportFormat};

/// Write the plan as a document to read and share
///
/// By default a checklist in Markdown, with boxes ticked as recorded. `roadmap import` makes the
/// same plan of it again, also after you have edited it. Others: gantt and mindmap (Mermaid), ics,
/// csv, ndjson (docs/export.md).
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The format of the document
    #[arg(long, value_name = "FORMAT", default_value = "md", hide_default_value = true)]
    format: FormatArg,

    /// Write it to this file, which must not be there yet, instead of printing it
    #[arg(short, long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// Look at the state on another day, e.g. yesterday, last friday or 2025-08-31
    #[arg(long, value_name = "DATE", value_parser = DayWord::parse, add = days())]
    at: Option<DayWord>,

    /// Leave out what commits prove by the plan's `[[evidence]]`
    #[arg(long)]
    no_evidence: bool,
}

impl Args {
    fn read(&self) -> ReadArgs {
        ReadArgs { at: self.at, no_evidence: self.no_evidence, ..ReadArgs::default() }
    }
}

/// The format of a document.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum FormatArg {
    /// A checklist in Markdown
    Md,
    /// A Mermaid gantt chart
    Gantt,
    /// A Mermaid mindmap of the skills
    Mindmap,
    /// An iCalendar file
    Ics,
    /// Comma-separated values, a row a task
    Csv,
    /// JSON Lines, an event a line
    Ndjson,
}

impl From<FormatArg> for ExportFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Md => Self::Markdown,
            FormatArg::Gantt => Self::Gantt,
            FormatArg::Mindmap => Self::Mindmap,
            FormatArg::Ics => Self::Calendar,
            FormatArg::Csv => Self::Csv,
            FormatArg::Ndjson => Self::Events,
        }
    }
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let standing = workspace.standing(context, &args.read())?;
    Workspace::say_cut(&standing, context)?;
    let lang = context.style().lang;
    let text = export::export(&workspace.plan, &standing.progress, args.format.into(), lang);
    let Some(output) = &args.output else {
        return context.give(&text);
    };
    let file = context.here().join(output);
    let name = shown_name(&file, context.here());
    if file.exists() || file.is_symlink() {
        return Err(Failure::request(say!(
            "there is already a file `{name}`; nothing was written",
            "已有文件 `{name}`；没有写入任何内容"
        ))
        .hint(say!(
            "`roadmap export` without `--output` prints the document",
            "不带 `--output` 的 `roadmap export` 会直接打印文档"
        )));
    }
    import::write(&file, &text)?;
    context.tell(&format!("{}\n", lang.words().import().exported(&name)))
}
