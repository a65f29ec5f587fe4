//! `roadmap note`

use std::path::Path;

use clap_complete::ArgValueCandidates;

use crate::cli::args::{self, ReadArgs};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::editor;
use crate::cli::failure::Failure;
use crate::cli::vault::{self, Vault};
use crate::cli::workspace::{Workspace, shown_name};
use crate::note::Subject;
use crate::say;
use crate::view::note::Desk;

/// Open the note of a task, or make it
///
/// The note is a Markdown file for Obsidian or any editor, by default in notes/tasks. In a
/// terminal it is opened in the editor that git would open; elsewhere its path is printed. A note that you
/// have moved or renamed within the folder is found by its front matter.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task: its id, the start of it, or a part of its title
    #[arg(value_name = "TASK", add = args::tasks(), required_unless_present = "phase")]
    name: Option<String>,

    /// The note of a phase instead
    #[arg(long, value_name = "PHASE", conflicts_with = "name")]
    #[arg(add = ArgValueCandidates::new(complete::phases))]
    phase: Option<String>,

    /// Print the path, and open nothing
    #[arg(long)]
    print: bool,

    /// Print an address that opens it in Obsidian
    #[arg(long, conflicts_with = "print")]
    url: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let subject = subject(args, &workspace)?;
    let vault = Vault::open(&workspace, context.here())?;
    let file = vault.file_of(&subject);
    if !vault.notes.contains_key(&subject) && file.symlink_metadata().is_err() {
        let standing = workspace.standing(context, &ReadArgs::default())?;
        let places = vault.places();
        let desk = Desk {
            plan: &workspace.plan,
            progress: &standing.progress,
            places: &places,
            words: vault::words(&workspace.plan, context),
        };
        vault.make(&subject, &desk.new_note(&subject).unwrap_or_default())?;
    }
    if args.url {
        return context.give(&format!("{}\n", address(&file)));
    }
    if args.print || !context.is_interactive() {
        return context.give(&format!("{}\n", shown_name(&file, context.here())));
    }
    editor::open(&workspace.ledger, &file, None)
}

/// What the note is about.
fn subject(args: &Args, workspace: &Workspace) -> Result<Subject, Failure> {
    if let Some(phase) = &args.phase {
        return workspace.phase(phase).map(Subject::Phase);
    }
    let name = args.name.as_deref().unwrap_or_default();
    let id = match workspace.target(name) {
        Ok(id) => id,
        Err(failure) => return workspace.phase(name).map(Subject::Phase).map_err(|_| failure),
    };
    if workspace.plan.habit(&id).is_some() {
        return Err(Failure::request(say!(
            "`{id}` is a habit, and habits have no notes",
            "`{id}` 是习惯，习惯没有笔记"
        ))
        .hint(say!("`roadmap history {id}` shows it", "查看它的历史：`roadmap history {id}`")));
    }
    Ok(Subject::Task(id))
}

/// The address that opens a file in Obsidian.
fn address(file: &Path) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(byte);
    let path = file.display().to_string();
    let encoded = path.bytes().map(|byte| {
        if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    });
    format!("obsidian://open?path={}", encoded.collect::<String>())
}
