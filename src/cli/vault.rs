//! The learner's notes on the disk: which file is about what, and writing them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::context::Context;
use super::failure::Failure;
use super::nearest::find_plan;
use super::save;
use super::workspace::Workspace;
use crate::id::Id;
use crate::note::{Flaw, Page, Subject};
use crate::plan::{NoteLanguage, Plan};
use crate::say;
use crate::sentence::{FileAction, Spoken as _};
use crate::view::Lang;
use crate::view::lang::Words;
use crate::view::report::{LeftAlone, LeftRow};

/// How long a note is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// The folder of the notes.
pub(crate) struct Vault {
    /// The folder as the plan names it.
    pub(crate) folder: String,
    /// The notes of the plan's phases and tasks.
    pub(crate) notes: BTreeMap<Subject, Note>,
    /// Files that cannot be used.
    pub(crate) left_alone: Vec<LeftRow>,
    directory: PathBuf,
    work_tree: PathBuf,
}

/// A note of a phase or task.
pub(crate) struct Note {
    /// Its place below the folder, without `.md`.
    pub(crate) place: String,
    /// The file, links followed.
    pub(crate) file: PathBuf,
    /// What it holds.
    pub(crate) text: String,
}

impl Vault {
    /// Finds the notes of a plan that was found from `start`. A note is known by its front
    /// matter, so it can be renamed and moved within the folder.
    ///
    /// # Errors
    ///
    /// Refuses a folder that leads out of the work tree, and a repository without one.
    pub(crate) fn open(workspace: &Workspace, start: &Path) -> Result<Self, Failure> {
        let folder = workspace.plan.notes.clone().unwrap_or_default().directory;
        let file = find_plan(start)?;
        let directory = file.parent().unwrap_or(start).join(&folder);
        let top = workspace.ledger.work_dir().ok_or_else(|| {
            Failure::request(say!(
                "a repository without a work tree has no notes",
                "没有工作区的仓库不能有笔记"
            ))
            .hint(say!("clone it, and use the clone", "请克隆它，在克隆中使用"))
        })?;
        let work_tree =
            top.canonicalize().map_err(|error| Failure::file(FileAction::Read, top, &error))?;
        let mut vault =
            Self { folder, notes: BTreeMap::new(), left_alone: Vec::new(), directory, work_tree };
        if vault.within(&vault.directory).is_none() {
            return Err(Failure::request(say!(
                "`{}` leads out of the work tree, or into git's own files",
                "`{}` 指向工作区之外，或 git 自己的文件",
                vault.directory.display()
            ))
            .hint(say!(
                "`dir` below `[notes]` in roadmap.toml names the folder for notes",
                "笔记目录由 roadmap.toml 中 `[notes]` 下的 `dir` 指定"
            )));
        }
        vault.scan(&workspace.plan);
        Ok(vault)
    }

    /// The places of the notes that there are.
    pub(crate) fn places(&self) -> BTreeMap<Subject, String> {
        self.notes.iter().map(|(subject, note)| (subject.clone(), note.place.clone())).collect()
    }

    /// The note at a place, as people name it.
    pub(crate) fn shown(&self, place: &str) -> String {
        format!("{}/{place}.md", self.folder)
    }

    /// The file of a subject: that of its note, or the one where it would be made.
    pub(crate) fn file_of(&self, subject: &Subject) -> PathBuf {
        let place = self.notes.get(subject).map_or_else(|| subject.place(), |it| it.place.clone());
        self.directory.join(format!("{place}.md"))
    }

    /// Makes the note of a subject. Returns whether it did: `false` where a file has its name.
    ///
    /// # Errors
    ///
    /// Says why it cannot be written; it is never written outside of the work tree.
    pub(crate) fn make(&self, subject: &Subject, text: &str) -> Result<bool, Failure> {
        let path = self.directory.join(format!("{}.md", subject.place()));
        if self.within(&path).is_none() {
            let message =
                say!("`{}` leads out of the work tree", "`{}` 指向工作区之外", path.display());
            return Err(Failure::request(message)
                .hint(say!("move the link away, and try again", "请移走该链接后重试")));
        }
        save::create(&path, text).map_err(|error| Failure::file(FileAction::Write, &path, &error))
    }

    /// The path with links followed; `None` where that is outside of the work tree, or within a
    /// git directory.
    fn within(&self, path: &Path) -> Option<PathBuf> {
        let there = path.ancestors().find(|ancestor| ancestor.symlink_metadata().is_ok())?;
        // `join` would put a separator behind a path that is there as a whole.
        let rest = path.strip_prefix(there).ok()?.components();
        let resolved = rest.fold(there.canonicalize().ok()?, |path, part| path.join(part));
        let below = resolved.strip_prefix(&self.work_tree).ok()?;
        let is_git = |part: Component<'_>| part.as_os_str().eq_ignore_ascii_case(".git");
        (!below.components().any(is_git)).then_some(resolved)
    }

    /// Looks at every Markdown file below the folder, but for hidden ones, in the order of names.
    fn scan(&mut self, plan: &Plan) {
        let expected: BTreeSet<String> = subjects(plan).map(|subject| subject.place()).collect();
        let mut seen = BTreeSet::new();
        let mut open = vec![String::new()];
        while let Some(below) = open.pop() {
            let directory = self.directory.join(&below);
            let is_new = directory.canonicalize().is_ok_and(|real| seen.insert(real));
            let Some(entries) = fs::read_dir(&directory).ok().filter(|_| is_new) else { continue };
            let mut names: Vec<String> = entries
                .flatten()
                .filter_map(|entry| entry.file_name().into_string().ok())
                .collect();
            names.sort_unstable_by(|a, b| b.cmp(a));
            for name in names.into_iter().filter(|name| !name.starts_with('.')) {
                let path = format!("{below}{name}");
                let file = self.directory.join(&path);
                if self.within(&file).is_none() {
                    self.leave(&path, LeftAlone::LeadsOut);
                } else if file.is_dir() {
                    open.push(format!("{path}/"));
                } else if let Some(place) = path.strip_suffix(".md") {
                    self.take(place, expected.contains(place), plan);
                }
            }
        }
        self.left_alone.sort_by(|a, b| a.path.cmp(&b.path));
    }

    fn leave(&mut self, path: &str, why: LeftAlone) {
        self.left_alone.push(LeftRow::new(format!("{}/{path}", self.folder), why));
    }

    /// Takes a file for the note that it says it is. One that does not say so is nobody's
    /// business, unless it stands where a note of ours would.
    fn take(&mut self, place: &str, is_expected: bool, plan: &Plan) {
        let path = format!("{place}.md");
        let file = self.directory.join(&path);
        let read =
            read(&file).and_then(|text| match Page::read(&text).map(|page| page.subject()) {
                None | Some(Ok(None)) => Err(LeftAlone::Flawed(Flaw::NoFrontMatter)),
                Some(Err(flaw)) => Err(LeftAlone::Flawed(flaw)),
                Some(Ok(Some(subject))) => Ok((subject, text)),
            });
        let (subject, text) = match read {
            Ok(read) => read,
            Err(why @ LeftAlone::Flawed(Flaw::KeyTwice(_) | Flaw::NotPlain(_))) => {
                return self.leave(&path, why);
            }
            Err(why) if is_expected => return self.leave(&path, why),
            Err(_) => return,
        };
        let Some(today) = subject_today(&subject, plan) else {
            return self.leave(&path, LeftAlone::NotInPlan(subject.id().clone()));
        };
        let Some(file) = self.within(&file) else { return };
        let note = Note { place: place.to_owned(), file, text };
        let Some(other) = self.notes.get(&today) else {
            self.notes.insert(today, note);
            return;
        };
        // The note where we made it is the one; of others, the first by name.
        let is_better = place == today.place();
        let other_path = self.shown(&other.place);
        let new_path = self.shown(place);
        let (left, kept) =
            if is_better { (&other_path, &new_path) } else { (&new_path, &other_path) };
        let row = LeftRow::new(left.clone(), LeftAlone::AlsoAbout(kept.clone()));
        self.left_alone.push(row);
        if is_better {
            self.notes.insert(today, note);
        }
    }
}

/// Every phase and task of a plan.
pub(crate) fn subjects(plan: &Plan) -> impl Iterator<Item = Subject> + '_ {
    plan.phases.iter().flat_map(|phase| {
        let tasks = phase.tasks.iter().map(|task| Subject::Task(task.id.clone()));
        std::iter::once(Subject::Phase(phase.id.clone())).chain(tasks)
    })
}

/// The sentences of the notes' language.
pub(crate) fn words(plan: &Plan, context: &Context) -> &'static dyn Words {
    let language = plan.notes.as_ref().and_then(|notes| notes.language);
    let lang = match language {
        Some(NoteLanguage::English) => Lang::En,
        Some(NoteLanguage::Chinese) => Lang::Zh,
        None => context.style().lang,
    };
    lang.words()
}

/// The subject as the plan names it today: a task that was renamed keeps its note.
fn subject_today(subject: &Subject, plan: &Plan) -> Option<Subject> {
    let Subject::Task(id) = subject else {
        return plan.phase(subject.id()).map(|_| subject.clone());
    };
    let mut id: &Id = id;
    while plan.task(id).is_none() {
        let moved = plan.moved.iter().find(|moved| moved.from == *id)?;
        let [only] = moved.to.as_slice() else { return None };
        id = only;
    }
    Some(Subject::Task(id.clone()))
}

/// The text of a note.
fn read(file: &Path) -> Result<String, LeftAlone> {
    let unreadable = |error: std::io::Error| LeftAlone::CannotRead(error.sentence());
    let metadata = fs::metadata(file).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(LeftAlone::CannotRead(say!("not a file", "不是文件")));
    }
    if metadata.len() > LONGEST {
        return Err(LeftAlone::TooLong);
    }
    let bytes = fs::read(file).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|_| LeftAlone::NotText)
}
