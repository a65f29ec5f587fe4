//! `roadmap edit`

use std::fs;
use std::path::PathBuf;

use clap_complete::ArgValueCandidates;

use crate::cli::changing::{self, ChangeArgs, Handover, Making};
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::editor;
use crate::cli::failure::Failure;
use crate::cli::plan_file::{PlanFile, PlanSource};
use crate::cli::workspace::{Workspace, render_problems};
use crate::cli::{schema_file, thing};
use crate::ledger::Ledger;
use crate::plan::document::Document;
use crate::plan::{self, Problems};
use crate::say;
use crate::sentence::FileAction;

/// Edit the plan in your editor
///
/// Opens a copy of roadmap.toml in the editor that git would open, at the line of ID. When you
/// close it, the text is checked; only a valid plan takes the place of the file. If something is
/// wrong you see it, and can go back in; your text is never lost. To give it up, empty it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What to go to: a task, habit, phase, skill or module
    #[arg(value_name = "ID", add = ArgValueCandidates::new(complete::things))]
    name: Option<String>,

    /// Commit the change, and nothing else
    #[arg(long)]
    commit: bool,
}

/// The copy that is edited, and the text that it began as.
struct Draft {
    file: PathBuf,
    base: PathBuf,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let source = PlanSource::find(context)?;
    let ledger = context.ledger(source.folder())?;
    if args.commit {
        source.check_commit(&ledger)?;
    }
    schema_file::keep(&ledger);
    let mut line = line_of(args.name.as_deref(), &source, context)?;
    let draft = Draft::begin(&source, &ledger, context)?;
    let words = context.style().lang.words().editing();
    loop {
        let opened = editor::open(&ledger, &draft.file, line);
        let text = draft.read()?;
        if opened.is_err() && text == source.text {
            draft.finish();
        }
        opened.map_err(|failure| draft.remembered(failure, text != source.text))?;
        if text.trim().is_empty() {
            draft.finish();
            return context.tell(&format!("{}\n", words.edit_given_up()));
        }
        let Err(problems) = plan::read(text.as_bytes()) else {
            return finish(&draft, &source, &text, &ledger, args, context);
        };
        render_problems(&problems, &source.name, text.as_bytes(), context)?;
        if !asks_again(context)? {
            return Err(draft.remembered(faulty(&problems, &source), true));
        }
        line = first_line(&problems, &text);
    }
}

/// Takes over the text, which is a plan, and drops the copy.
fn finish(
    draft: &Draft,
    source: &PlanSource,
    text: &str,
    ledger: &Ledger,
    args: &Args,
    context: &Context,
) -> Result<(), Failure> {
    let change = ChangeArgs { dry_run: false, commit: args.commit };
    let subject = "Edit the plan";
    let made = if plan::read(source.text.as_bytes()).is_ok() {
        let workspace = Workspace::open(context)?;
        // As it was read before the editor was opened: what another program has done to the file
        // since then must not be lost.
        let file = PlanFile { workspace, source: source.clone() };
        changing::make(&file, text, subject, &Handover::default(), &change, context)
    } else {
        let making = Making { notices: Vec::new(), subject, args: &change };
        changing::write(source, text, ledger, &making, context)
    };
    let is_written = PlanSource::find(context).is_ok_and(|now| now.text == text);
    if is_written {
        draft.finish();
    }
    made.map_err(|failure| draft.remembered(failure, !is_written))
}

fn asks_again(context: &Context) -> Result<bool, Failure> {
    let question = context.style().lang.words().editing().edit_again();
    Ok(context.is_interactive() && context.ask(question)?)
}

fn faulty(problems: &Problems, source: &PlanSource) -> Failure {
    let errors = problems.errors();
    let plural = if errors == 1 { "" } else { "s" };
    let name = &source.name;
    Failure::request(say!(
        "your text has {errors} error{plural}, shown above",
        "你的内容有 {errors} 处错误，见上文"
    ))
    .hint(say!("`{name}` is as it was", "`{name}` 保持原样"))
}

/// The line of the first problem.
fn first_line(problems: &Problems, text: &str) -> Option<usize> {
    let located = problems.located(text.as_bytes());
    located.iter().find_map(|(_, position)| position.map(|position| position.line))
}

/// The line on which something begins. In a plan that is not valid it is looked for in the text.
fn line_of(
    name: Option<&str>,
    source: &PlanSource,
    context: &Context,
) -> Result<Option<usize>, Failure> {
    let Err(problems) = plan::read(source.text.as_bytes()) else {
        let Some(name) = name else { return Ok(None) };
        let place = thing::named(&Workspace::open(context)?, name)?;
        let document = Document::parse(source.text.as_str()).ok();
        return Ok(document.and_then(|document| document.line_of(&place)));
    };
    let id = name.map(|name| format!("\"{name}\""));
    let mut lines = source.text.lines();
    let found = id.and_then(|id| {
        lines.position(|line| line.trim_start().starts_with("id") && line.contains(&id))
    });
    Ok(found.map(|at| at + 1).or_else(|| first_line(&problems, &source.text)))
}

impl Draft {
    /// Makes the copy, or goes on with that of the last time.
    fn begin(source: &PlanSource, ledger: &Ledger, context: &Context) -> Result<Self, Failure> {
        let words = context.style().lang.words().editing();
        let file = ledger.kept_file("edit-roadmap.toml")?;
        let base = ledger.kept_file("edit-base.toml")?;
        let draft = Self { file, base };
        let (left, began) = (fs::read(&draft.file), fs::read(&draft.base));
        if let (Ok(left), Ok(began)) = (left, began)
            && left != began
        {
            if began == source.text.as_bytes() {
                context.tell(&format!("{}\n", words.draft_taken_up()))?;
                return Ok(draft);
            }
            let aside = draft.set_aside()?;
            context.tell(&format!("{}\n", words.draft_set_aside(&aside.display().to_string())))?;
        }
        ledger.keep_file("edit-base.toml", &source.text)?;
        ledger.keep_file("edit-roadmap.toml", &source.text)?;
        Ok(draft)
    }

    /// Gives the copy of the last time a name of its own.
    fn set_aside(&self) -> Result<PathBuf, Failure> {
        let named = |number: u32| self.file.with_file_name(format!("edit-left-{number}.toml"));
        let free = (1..1_000).map(named).find(|path| !path.exists());
        let free = free.unwrap_or_else(|| named(0));
        fs::rename(&self.file, &free)
            .map_err(|error| Failure::file(FileAction::Rename, &self.file, &error))?;
        Ok(free)
    }

    fn read(&self) -> Result<String, Failure> {
        let failed = |error| Failure::file(FileAction::Read, &self.file, &error);
        let bytes = fs::read(&self.file).map_err(failed)?;
        String::from_utf8(bytes).map_err(|_| {
            self.remembered(
                Failure::request(say!(
                    "your text is not UTF-8; save it as that",
                    "你的内容不是 UTF-8 文本；请存为 UTF-8"
                )),
                true,
            )
        })
    }

    /// Says that the copy is still there, if it is.
    fn remembered(&self, failure: Failure, is_kept: bool) -> Failure {
        if !is_kept {
            return failure;
        }
        failure.hint(say!(
            "your text is kept in `{}`; `roadmap edit` goes on with it, and an empty one is given up",
            "你的内容保留在 `{}`；运行 `roadmap edit` 可接着修改，清空内容则放弃",
            self.file.display()
        ))
    }

    /// Drops the copy. What cannot be removed harms nobody.
    fn finish(&self) {
        let _ = fs::remove_file(&self.file);
        let _ = fs::remove_file(&self.base);
    }
}
