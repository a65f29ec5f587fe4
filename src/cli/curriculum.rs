//! The curriculum that a plan comes from: the newer version of it, and the one that is known.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::context::Context;
use super::failure::Failure;
use super::plan_file::PlanFile;
use super::save;
use super::workspace::{PLAN_FILE, render_problems, shown_name};
use crate::ledger::Ledger;
use crate::plan::upgrade::Version;
use crate::say;
use crate::sentence::FileAction;
use crate::view::report::BaseRow;

/// The file beside the plan that keeps the curriculum as it was last merged.
pub(crate) const BASE_FILE: &str = "roadmap.base.toml";

/// The longest text that is read, in bytes; no plan is longer.
const LONGEST: u64 = 1 << 20;

/// A version of a curriculum with its text.
pub(crate) struct Curriculum {
    /// The version.
    pub(crate) version: Version,
    /// Its text.
    pub(crate) text: String,
    /// As the learner would name it.
    pub(crate) name: String,
    /// The repository that it is in, where a folder was named.
    repository: Option<Ledger>,
}

impl Curriculum {
    /// Reads the curriculum at a path: a file, or a folder or repository with a `roadmap.toml`.
    ///
    /// # Errors
    ///
    /// Says what is not there, or shows what is wrong with it.
    pub(crate) fn read(from: &Path, context: &Context) -> Result<Self, Failure> {
        let path = context.here().join(from);
        if !path.is_dir() {
            let (text, name) = (read(&path)?, shown_name(&path, context.here()));
            return Self::checked(text, name, None, context);
        }
        let repository = context.ledger(&path).ok();
        let file = path.join(PLAN_FILE);
        if file.is_file() {
            let (text, name) = (read(&file)?, shown_name(&file, context.here()));
            return Self::checked(text, name, repository, context);
        }
        let committed = repository.as_ref().filter(|ledger| ledger.work_dir().is_none());
        let committed = committed.map(|ledger| ledger.committed_file(PLAN_FILE)).transpose()?;
        if let Some(text) = committed.flatten() {
            let name = format!("{}:{PLAN_FILE}", from.display());
            return Self::checked(decoded(text, &name)?, name, repository, context);
        }
        Err(Failure::request(say!(
            "there is no {PLAN_FILE} in `{}`",
            "`{}` 中没有 {PLAN_FILE}",
            from.display()
        ))
        .hint(say!(
            "`--from` names a plan's file, or a folder or repository that has one",
            "`--from` 指定计划文件，或含有计划的目录或仓库"
        )))
    }

    fn checked(
        text: String,
        name: String,
        repository: Option<Ledger>,
        context: &Context,
    ) -> Result<Self, Failure> {
        let version = version(&text, &name, context)?;
        Ok(Self { version, text, name, repository })
    }

    /// The version that the plan came from: the one that is named, the one that the last upgrade
    /// left, or the newest that both histories have.
    ///
    /// # Errors
    ///
    /// Where the one that is named or kept cannot be read.
    pub(crate) fn base(
        &self,
        named: Option<&str>,
        file: &PlanFile,
        context: &Context,
    ) -> Result<(Option<Version>, BaseRow), Failure> {
        if let Some(named) = named {
            let text = self::named(named, file, context)?;
            let row = BaseRow::Named { name: named.to_owned() };
            return Ok((Some(version(&text, named, context)?), row));
        }
        let kept = file.source.folder().join(BASE_FILE);
        if kept.is_file() {
            let version = version(&read(&kept)?, BASE_FILE, context)?;
            return Ok((Some(version), BaseRow::Kept { name: BASE_FILE.to_owned() }));
        }
        let common = self.common(file)?;
        // A version that is no plan tells nothing about what was changed since.
        let read = common.and_then(|(text, commit)| Some((Version::read(&text).ok()?, commit)));
        Ok(match read {
            Some((version, commit)) => (Some(version), BaseRow::Shared { commit }),
            None => (None, BaseRow::Unknown),
        })
    }

    /// The newest version of the curriculum that the history of the plan has too.
    fn common(&self, file: &PlanFile) -> Result<Option<(String, String)>, Failure> {
        let Some(repository) = &self.repository else { return Ok(None) };
        let ledger = &file.workspace.ledger;
        let Some(path) = path_in_tree(ledger, file.source.folder()) else { return Ok(None) };
        let ours = ledger.file_versions(&path)?;
        let known: BTreeSet<&str> = ours.iter().map(|version| version.content.as_str()).collect();
        let theirs = repository.file_versions(PLAN_FILE).unwrap_or_default();
        let common = theirs.iter().find(|version| known.contains(version.content.as_str()));
        let Some(common) = common else { return Ok(None) };
        let ours = ours.iter().find(|version| version.content == common.content);
        let Some(ours) = ours else { return Ok(None) };
        let text = ledger.file_at(&ours.commit, &path)?.unwrap_or_default();
        Ok(String::from_utf8(text).ok().map(|text| (text, ours.commit.short().to_owned())))
    }

    /// Keeps it beside the plan, for the next upgrade; whether it was not there like this already.
    ///
    /// # Errors
    ///
    /// Says that the plan itself was upgraded.
    pub(crate) fn keep(&self, file: &PlanFile) -> Result<bool, Failure> {
        let path = file.source.folder().join(BASE_FILE);
        let written = match fs::read(&path) {
            Ok(old) if old == self.text.as_bytes() => return Ok(false),
            Ok(old) => path.canonicalize().and_then(|path| save::replace(&path, &old, &self.text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                save::create(&path, &self.text)
            }
            Err(error) => Err(error),
        };
        let plan = &file.source.name;
        match written {
            Ok(true) => Ok(true),
            Ok(false) => Err(Failure::request(say!(
                "`{BASE_FILE}` was changed just now",
                "`{BASE_FILE}` 刚刚被修改"
            ))
            .hint(say!(
                "`{plan}` is upgraded all the same; run the command again",
                "`{plan}` 已经升级；请重新运行命令"
            ))),
            Err(error) => Err(Failure::file(FileAction::Write, &path, &error).hint(say!(
                "`{plan}` is upgraded all the same; run the command again",
                "`{plan}` 已经升级；请重新运行命令"
            ))),
        }
    }
}

/// The text that `--base` names: a file, `REV:PATH`, or `REV` for the plan itself.
fn named(named: &str, file: &PlanFile, context: &Context) -> Result<String, Failure> {
    let path = context.here().join(named);
    if path.is_file() {
        return read(&path);
    }
    let ledger = &file.workspace.ledger;
    let plan = path_in_tree(ledger, file.source.folder());
    let (revision, path) = match named.split_once(':') {
        Some((revision, path)) => (revision, path.to_owned()),
        None => (named, plan.unwrap_or_else(|| PLAN_FILE.to_owned())),
    };
    let hint = || {
        say!(
            "`--base` names a file, a commit that has the plan as it came, or `REV:PATH`",
            "`--base` 指定文件、含有原始计划的提交，或 `REV:PATH`"
        )
    };
    let commit = ledger.commit_named(revision).map_err(|_| {
        Failure::request(say!(
            "`{named}` is neither a file nor a commit",
            "`{named}` 既不是文件也不是提交"
        ))
        .hint(hint())
    })?;
    let text = ledger.file_at(&commit, &path)?.ok_or_else(|| {
        Failure::request(say!(
            "commit {} has no `{path}`",
            "提交 {} 中没有 `{path}`",
            commit.short()
        ))
        .hint(hint())
    })?;
    decoded(text, named)
}

/// The path of the plan from the top of the work tree.
pub(crate) fn path_in_tree(ledger: &Ledger, folder: &Path) -> Option<String> {
    let top = ledger.work_dir()?.canonicalize().ok()?;
    let below = folder.canonicalize().ok()?.strip_prefix(top).ok()?.join(PLAN_FILE);
    let names: Vec<_> = below.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    Some(names.join("/"))
}

fn read(path: &PathBuf) -> Result<String, Failure> {
    let failed = |error: io::Error| {
        if error.kind() == io::ErrorKind::NotFound {
            return Failure::request(say!("there is no `{}`", "没有 `{}`", path.display())).hint(
                say!(
                    "`--from` names a plan's file, or a folder or repository that has one",
                    "`--from` 指定计划文件，或含有计划的目录或仓库"
                ),
            );
        }
        Failure::file(FileAction::Read, path, &error)
    };
    if fs::metadata(path).map_err(failed)?.len() > LONGEST {
        return Err(Failure::request(say!(
            "`{}` is longer than 1 MiB",
            "`{}` 超过 1 MiB",
            path.display()
        )));
    }
    decoded(fs::read(path).map_err(failed)?, &path.display().to_string())
}

fn decoded(text: Vec<u8>, name: &str) -> Result<String, Failure> {
    String::from_utf8(text).map_err(|_| {
        Failure::request(say!("`{name}` is not UTF-8 text", "`{name}` 不是 UTF-8 文本"))
            .hint(say!("save it as UTF-8", "请存为 UTF-8"))
    })
}

fn version(text: &str, name: &str, context: &Context) -> Result<Version, Failure> {
    Version::read(text).or_else(|problems| {
        render_problems(&problems, name, text.as_bytes(), context)?;
        let errors = problems.errors();
        let plural = if errors == 1 { "" } else { "s" };
        Err(Failure::request(say!(
            "`{name}` has {errors} error{plural}, shown above",
            "`{name}` 有 {errors} 处错误，见上文"
        ))
        .hint(say!(
            "a curriculum has to be a valid plan; nothing was changed",
            "课程必须是有效的计划；没有任何改动"
        )))
    })
}
