//! `roadmap init --notes`: a note for every phase and task.

use std::path::Path;

use crate::cli::args::ReadArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::save;
use crate::cli::vault::{self, Vault};
use crate::cli::workspace::{PLAN_FILE, Workspace};
use crate::plan::{self, NoteLanguage, NoteRules};
use crate::say;
use crate::sentence::FileAction;
use crate::view::Lang;
use crate::view::note::Desk;

/// Which notes to make.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct NoteArgs {
    /// Make a note for every phase and task; in a plan that is there already, those that are missing
    #[arg(long, value_name = "APP", hide_possible_values = true)]
    notes: Option<NotesFor>,

    /// The folder for the notes, beside roadmap.toml
    #[arg(long, value_name = "FOLDER", requires = "notes")]
    notes_dir: Option<String>,
}

/// What the notes are for.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum NotesFor {
    /// Obsidian, and every editor of Markdown
    Obsidian,
}

impl NoteArgs {
    /// Whether there are to be notes.
    pub(super) fn is_asked_for(&self) -> bool {
        self.notes.is_some()
    }

    /// Refuses a folder that notes cannot be kept in.
    pub(super) fn check(&self) -> Result<(), Failure> {
        match &self.notes_dir {
            Some(folder) if !plan::is_folder(folder) => Err(Failure::request(say!(
                "`{folder}` is not a folder for notes", "`{folder}` 不能用作笔记目录"
            ))
            .hint(say!("write a name such as `notes` or `study/notes`, which stays below the plan's folder", "请写 `notes` 或 `study/notes` 这样的名称，须位于计划所在目录之下"))),
            _ => Ok(()),
        }
    }

    /// The text of a plan that says where its notes are, if there are to be any.
    pub(super) fn told_in(&self, text: &str, context: &Context) -> String {
        if !self.is_asked_for() {
            return text.to_owned();
        }
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let end = if text.ends_with('\n') { "" } else { line_break };
        let rules = self.rules(context);
        let lang = match rules.language {
            Some(NoteLanguage::Chinese) => "zh",
            Some(NoteLanguage::English) | None => "en",
        };
        let dir = format!("dir = \"{}\"", rules.directory);
        let lines = ["", "[notes]", &dir, &format!("lang = \"{lang}\"")];
        let table: String = lines.iter().map(|line| format!("{line}{line_break}")).collect();
        format!("{text}{end}{table}")
    }

    /// Where the notes are, and in which language.
    fn rules(&self, context: &Context) -> NoteRules {
        let language = match context.style().lang {
            Lang::En => NoteLanguage::English,
            Lang::Zh => NoteLanguage::Chinese,
        };
        let directory = self.notes_dir.clone().unwrap_or(NoteRules::default().directory);
        NoteRules { directory, language: Some(language) }
    }
}

/// Says in the plan where its notes are, and makes those that are missing.
pub(super) fn make(args: &NoteArgs, directory: &Path, context: &Context) -> Result<(), Failure> {
    tell_in_plan(args, directory, context)?;
    let workspace = Workspace::open_at(directory, context)?;
    let vault = Vault::open(&workspace, directory)?;
    let standing = workspace.standing(context, &ReadArgs::default())?;
    let (plan, progress) = (&workspace.plan, &standing.progress);
    let places = vault.places();
    let desk = Desk { plan, progress, places: &places, words: vault::words(plan, context) };
    let (mut made, mut kept, mut others) = (0, 0, Vec::new());
    for subject in vault::subjects(plan) {
        if vault.notes.contains_key(&subject) {
            kept += 1;
        } else if vault.make(&subject, &desk.new_note(&subject).unwrap_or_default())? {
            made += 1;
        } else {
            others.push(format!("{}/{}.md", vault.folder, subject.place()));
        }
    }
    let words = context.style().lang.words().note();
    if made + kept > 0 {
        context.tell(&format!("{}\n", words.made(&vault.folder, made, kept)))?;
    }
    if !others.is_empty() {
        context.tell(&format!("{}\n", words.others_there(&others)))?;
    }
    context.tell(&format!("{}\n", words.made_next(&vault.folder)))
}

/// Adds `[notes]` to a plan that has none.
fn tell_in_plan(args: &NoteArgs, directory: &Path, context: &Context) -> Result<(), Failure> {
    let mut workspace = Workspace::open_at(directory, context)?;
    if let Some(notes) = &workspace.plan.notes {
        return match &args.notes_dir {
            Some(folder) if notes.directory != *folder => Err(Failure::request(say!(
                "the notes are in `{}`",
                "笔记位于 `{}`",
                notes.directory
            ))
            .hint(say!(
                "to move them, move the folder, and change `dir` below `[notes]` in roadmap.toml",
                "要移动笔记，请移动该目录，并修改 roadmap.toml 中 `[notes]` 下的 `dir`"
            ))),
            _ => Ok(()),
        };
    }
    // The folder is looked at before anything is written.
    workspace.plan.notes = Some(args.rules(context));
    Vault::open(&workspace, directory)?;
    let text = args.told_in(&String::from_utf8_lossy(&workspace.source), context);
    let plan = directory.join(PLAN_FILE);
    let file =
        plan.canonicalize().map_err(|error| Failure::file(FileAction::Read, &plan, &error))?;
    let replaced = save::replace(&file, &workspace.source, &text)
        .map_err(|error| Failure::file(FileAction::Write, &plan, &error))?;
    if replaced {
        return context.tell(&format!("{}\n", context.style().lang.words().note().told_in_plan()));
    }
    Err(Failure::request(say!(
        "roadmap.toml was changed by another program just now",
        "roadmap.toml 刚刚被其他程序修改"
    ))
    .hint(say!("try again; nothing was written", "请重试；没有写入任何内容")))
}
