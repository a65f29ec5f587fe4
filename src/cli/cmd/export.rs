//! `roadmap export`

use std::path::PathBuf;

use crate::cli::args::ReadArgs;
use crate::cli::cmd::import;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::{Workspace, shown_name};
use crate::view::export::{self, ExportFormat};

/// Write the plan as a document to read and share
///
/// A checklist in Markdown, with boxes ticked as recorded. `roadmap import` makes the same plan
/// of it again, also after you have edited it.
///
/// Example: roadmap export --format md --output PLAN.md
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The format of the document
    #[arg(long, value_name = "FORMAT", default_value = "md", hide_default_value = true)]
    format: FormatArg,

    /// Write it to this file, which must not be there yet, instead of printing it
    #[arg(short, long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
}

/// The format of a document.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum FormatArg {
    /// A checklist in Markdown
    Md,
}

impl From<FormatArg> for ExportFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Md => Self::Markdown,
        }
    }
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let standing = workspace.standing(context, &ReadArgs::default())?;
    let lang = context.style().lang;
    let text = export::export(&workspace.plan, &standing.progress, args.format.into(), lang);
    let Some(output) = &args.output else {
        return context.say(&text);
    };
    let file = context.here().join(output);
    let name = shown_name(&file, context.here());
    if file.exists() || file.is_symlink() {
        return Err(Failure::request(format!(
            "there is already a file `{name}`; nothing was written"
        ))
        .hint("`roadmap export` without `--output` prints the document"));
    }
    import::write(&file, &text)?;
    context.tell(&format!("{}\n", lang.words().import().exported(&name)))
}
