//! `roadmap man`

use std::fs;
use std::path::PathBuf;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::man;
use crate::sentence::FileAction;

/// Print a man page, or write all of them into a folder
///
/// Without a folder it prints roadmap(1). Into a folder it writes that, and roadmap-done(1) and so
/// on for every command; pages of the same name are written over. They are in the language of
/// `--lang`. This command is there where roadmap is built with the feature `package`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder; it is made if there is none
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    directory: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let pages = man::pages(context.style().lang);
    let Some(directory) = &args.directory else {
        let page = pages.first().map(|page| page.text.as_str());
        return context.say(page.unwrap_or_default());
    };
    let folder = context.here().join(directory);
    fs::create_dir_all(&folder)
        .map_err(|error| Failure::file(FileAction::Create, &folder, &error))?;
    for page in &pages {
        let file = folder.join(&page.file);
        fs::write(&file, &page.text)
            .map_err(|error| Failure::file(FileAction::Write, &file, &error))?;
    }
    let words = context.style().lang.words().help();
    let shown = directory.display().to_string();
    context.tell(&format!("{}\n", words.man_written(pages.len(), &shown)))
}
