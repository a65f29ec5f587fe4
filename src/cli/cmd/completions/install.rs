//! `roadmap completions install`

use std::path::Path;

use clap_complete::Shell;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::start_file::{self, Change};
use crate::say;
use crate::view::lang::ShellWords;

/// Make TAB complete in your shell
///
/// Adds a few marked lines to the shell's start-up file, or in fish files of its own. Shows
/// them first and asks; never adds them twice. --uninstall takes out what was put in, and
/// nothing else.
///
/// Example: roadmap completions install zsh
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell; by default the one that SHELL names
    #[arg(value_enum)]
    shell: Option<Shell>,

    /// Take out what was put in
    #[arg(long)]
    uninstall: bool,

    /// Do not ask
    #[arg(short, long, conflicts_with = "dry_run")]
    yes: bool,

    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let shell = args.shell.map_or_else(|| detected(context), Ok)?;
    let words = context.style().lang.words().shell();
    let pieces = start_file::pieces(shell, &context.places())?;
    let changes =
        pieces.iter().map(|piece| if args.uninstall { piece.taken_out() } else { piece.put_in() });
    let changes = changes.collect::<Result<Vec<Option<Change>>, Failure>>()?;
    let changes: Vec<Change> = changes.into_iter().flatten().collect();
    if changes.is_empty() {
        return context
            .tell(&format!("{}\n", words.nothing_to_do(&shell.to_string(), args.uninstall)));
    }
    show(&changes, words, context)?;
    if args.dry_run {
        return Ok(());
    }
    if !args.yes && !is_wanted(context, words)? {
        return context.tell(&format!("{}\n", words.left_alone()));
    }
    for change in &changes {
        change.make()?;
    }
    context.tell(&format!("{}\n", words.made(args.uninstall)))
}

/// Says what would be written where.
fn show(changes: &[Change], words: &dyn ShellWords, context: &Context) -> Result<(), Failure> {
    for change in changes {
        let name = in_home(&change.file, context);
        context.tell(&format!("{}\n", words.change(change.kind, &name)))?;
        let lines: String = change.shown.lines().map(|line| format!("    {line}\n")).collect();
        context.say(&format!("\n{lines}\n"))?;
    }
    Ok(())
}

fn is_wanted(context: &Context, words: &dyn ShellWords) -> Result<bool, Failure> {
    if context.is_interactive() {
        return context.ask(words.ask());
    }
    Err(Failure::request(say!(
        "there is no terminal to ask in, so nothing was written",
        "没有可供询问的终端，没有写入任何内容"
    ))
    .hint(say!("`--yes` writes it", "`--yes` 直接写入")))
}

/// The shell that `SHELL` names.
fn detected(context: &Context) -> Result<Shell, Failure> {
    let shell = context.places().shell.as_deref().and_then(Shell::from_shell_path);
    shell.ok_or_else(|| {
        Failure::request(say!(
            "it is not known which shell you use: SHELL names none that roadmap knows",
            "不知道你用的是哪种 shell：SHELL 所指的 roadmap 不认识"
        ))
        .hint(say!(
            "name it: bash, zsh, fish, elvish or powershell",
            "请写明：bash、zsh、fish、elvish 或 powershell"
        ))
    })
}

/// A path as people write it.
fn in_home(file: &Path, context: &Context) -> String {
    let home = context.places().home;
    match home.and_then(|home| file.strip_prefix(home).map(Path::to_owned).ok()) {
        Some(inside) => format!("~/{}", inside.display()),
        None => file.display().to_string(),
    }
}
