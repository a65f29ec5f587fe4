//! The plan's file: read with its text, and written anew at once or not at all.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::failure::Failure;
use super::nearest::find_plan;
use super::save;
use super::schema_file;
use super::workspace::{Workspace, render_problems, shown_name};
use crate::day_word::DayWord;
use crate::ledger::{FileCommit, Ledger, LedgerError};
use crate::plan::document::Document;
use crate::plan::{self, Plan};
use crate::say;
use crate::sentence::FileAction;
use crate::sentence::Spoken as _;

/// The plan's file with its text, as it was read.
pub(crate) struct PlanFile {
    /// The plan and the repository.
    pub(crate) workspace: Workspace,
    /// The file.
    pub(crate) source: PlanSource,
}

/// The plan's file with its text, be it a plan or not.
#[derive(Clone)]
pub(crate) struct PlanSource {
    /// As the learner would name it.
    pub(crate) name: String,
    /// The text that was read.
    pub(crate) text: String,
    /// Where it is, behind all symbolic links.
    file: PathBuf,
}

impl PlanFile {
    /// Reads the nearest plan, which has to be valid.
    ///
    /// # Errors
    ///
    /// As [`Workspace::open`]; a bare repository has no file.
    pub(crate) fn open(context: &Context) -> Result<Self, Failure> {
        find_plan(context.here())?;
        let workspace = Workspace::open(context)?;
        schema_file::keep(&workspace.ledger);
        let mut source = PlanSource::find(context)?;
        // What was checked is what is edited.
        source.text = String::from_utf8_lossy(&workspace.source).into_owned();
        Ok(Self { workspace, source })
    }

    /// A day as the plan has it, of words such as `next monday`; what is none stays, for the
    /// plan to be checked with it.
    pub(crate) fn day(&self, text: &str, context: &Context) -> String {
        let day = || DayWord::parse(text).ok()?.resolve_ahead(self.workspace.today(context)).ok();
        day().map_or_else(|| text.to_owned(), |day| day.to_string())
    }

    /// The text, to be edited.
    ///
    /// # Errors
    ///
    /// None for a plan that was read; said rather than assumed.
    pub(crate) fn document(&self) -> Result<Document, Failure> {
        let document = Document::parse(self.source.text.as_str());
        document.map_err(|problems| Failure::request(problems.sentence()))
    }
}

impl PlanSource {
    /// Reads the nearest plan's file, whatever is wrong with the plan.
    ///
    /// # Errors
    ///
    /// Where there is none, or it is no text.
    pub(crate) fn find(context: &Context) -> Result<Self, Failure> {
        let found = find_plan(context.here())?;
        let name = shown_name(&found, context.here());
        let failed = |error: io::Error| Failure::file(FileAction::Read, &found, &error);
        let file = fs::canonicalize(&found).map_err(failed)?;
        match String::from_utf8(fs::read(&file).map_err(failed)?) {
            Ok(text) => Ok(Self { name, text, file }),
            Err(bytes) => {
                let message = say!("`{name}` is not UTF-8 text", "`{name}` 不是 UTF-8 文本");
                let shown = plan::read(bytes.as_bytes()).err().unwrap_or_default();
                render_problems(&shown, &name, bytes.as_bytes(), context)?;
                Err(Failure::request(message).hint(say!(
                    "save it as UTF-8; nothing was changed",
                    "请存为 UTF-8；没有任何改动"
                )))
            }
        }
    }

    /// The folder that it is in.
    pub(crate) fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new("."))
    }

    /// Reads `text` as the plan that the file would hold.
    ///
    /// # Errors
    ///
    /// Shows what would be wrong with it.
    pub(crate) fn read(&self, text: &str, context: &Context) -> Result<Plan, Failure> {
        match plan::read(text.as_bytes()) {
            Ok(reading) => Ok(reading.plan),
            Err(problems) => {
                render_problems(&problems, &self.name, text.as_bytes(), context)?;
                let (errors, name) = (problems.errors(), &self.name);
                let plural = if errors == 1 { "" } else { "s" };
                let message = say!(
                    "that would leave {errors} error{plural} in `{name}`, shown above",
                    "这样 `{name}` 会有 {errors} 处错误，见上文"
                );
                Err(Failure::request(message).hint(say!("nothing was changed", "没有任何改动")))
            }
        }
    }

    /// Sees whether the change could be committed on its own, before it is made.
    ///
    /// # Errors
    ///
    /// Says why not.
    pub(crate) fn check_commit(&self, ledger: &Ledger) -> Result<(), Failure> {
        Ok(ledger.check_file_commit(&self.file)?)
    }

    /// Writes a new text, which has to be a valid plan: whoever reads the file, and whenever the
    /// machine stops, finds the old text or the new one. Mode and symbolic links stay.
    ///
    /// # Errors
    ///
    /// Refuses a text that is no plan, and a file that another program has changed meanwhile.
    pub(crate) fn save(&self, text: &str, context: &Context) -> Result<Plan, Failure> {
        let plan = self.read(text, context)?;
        let failed = |error: io::Error| Failure::file(FileAction::Write, &self.file, &error);
        // Two of us wait for each other; the second finds that the text is another one.
        // Where a file system has no locks, the comparison below still finds most of it. Windows
        // has locks that would keep us ourselves from reading the file, and from replacing it.
        let old = if cfg!(unix) { Some(File::open(&self.file).map_err(failed)?) } else { None };
        let _ = old.as_ref().map(File::lock);
        if !save::replace(&self.file, self.text.as_bytes(), text).map_err(failed)? {
            return Err(Failure::request(say!(
                "`{}` was changed by another program in the meantime",
                "`{}` 在此期间被其他程序修改",
                self.name
            ))
            .hint(say!(
                "run the command again; nothing was changed",
                "请重新运行命令；没有任何改动"
            )));
        }
        Ok(plan)
    }

    /// Commits the file as it is now, with nothing else.
    ///
    /// # Errors
    ///
    /// Says that the change itself was made.
    pub(crate) fn commit(
        &self,
        ledger: &Ledger,
        subject: &str,
        context: &Context,
    ) -> Result<FileCommit, Failure> {
        let committed = ledger.commit_file(&self.file, subject, context.clock().now());
        committed.map_err(|error: LedgerError| {
            Failure::environment(&error).hint(say!(
                "`{}` is changed all the same; `git commit {}` commits it",
                "`{}` 已经修改；提交请用 `git commit {}`",
                self.name,
                self.name
            ))
        })
    }
}
