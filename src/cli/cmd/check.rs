//! `roadmap check`

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::nearest::find_plan;
use crate::cli::workspace::shown_name;
use crate::plan::{self, Problems};
use crate::say;
use crate::view::Format;
use crate::view::report::{Check, Report};

/// Check the plan
///
/// Shows everything that is wrong with roadmap.toml at its place, with the way out. Exit code 1
/// if there is an error.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The plan to check; by default the nearest roadmap.toml
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: Option<PathBuf>,

    /// Print JSON for programs instead of text for people
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let file = match &args.file {
        Some(file) => context.here().join(file),
        None => find_plan(context.here())?,
    };
    let name = shown_name(&file, context.here());
    let source = read(&file, &name)?;
    let reading = plan::read(&source);
    let problems = match &reading {
        Ok(reading) => &reading.warnings,
        Err(problems) => problems,
    };
    if !args.json {
        show(problems, &name, &source, context)?;
    }
    let check = Check::new(
        name,
        &source,
        reading.as_ref().ok().map(|reading| &reading.plan),
        problems,
        context.style().lang,
    );
    let format = if args.json { Format::Json } else { Format::Term };
    let is_valid = check.valid;
    context.print(&Report::Check(check), format)?;
    if is_valid { Ok(()) } else { Err(Failure::said()) }
}

/// Reads the file, or says which file to name.
fn read(file: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    if file.is_dir() {
        return Err(Failure::request(say!("`{name}` is a directory", "`{name}` 是目录")).hint(
            say!("name the plan in it, e.g. roadmap.toml", "请指定其中的计划文件，如 roadmap.toml"),
        ));
    }
    fs::read(file).map_err(|error| {
        Failure::named_file(file, name, &error).hint(say!(
            "without a name, the nearest roadmap.toml is checked",
            "不写文件名时，检查最近的 roadmap.toml"
        ))
    })
}

/// Shows pictures of the problems, and how many there are.
fn show(problems: &Problems, name: &str, source: &[u8], context: &Context) -> Result<(), Failure> {
    let mut text = problems.render(name, source, true, context.style().width, context.style().lang);
    if !text.is_empty() {
        text.push_str(&format!(
            "\n{}\n",
            context.style().lang.words().problems(
                name,
                problems.errors(),
                problems.len() - problems.errors(),
            )
        ));
    }
    context.err().write_all(text.as_bytes())?;
    Ok(())
}
