//! The border to libgit2. It copies what it reads into owned types; no type of git2 leaves it.
#![expect(clippy::disallowed_types, reason = "git stops here")]

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use git2::{
    DiffOptions, ErrorCode, FileMode, Odb, Oid, Repository, RepositoryOpenFlags, RepositoryState,
    Signature, Time,
};

use super::advance::{self, Between, Step};
use super::backend::{Backend, Carriers, Head, Look, NewCommit, Watch};
use super::commit::CommitObject;
use super::error::LedgerError;
use super::event::{CommitId, Person};
use super::evidence::Change;
use super::message::EVENT_BYTES;
use super::program::{Identity, Signing};
use super::store::{ObjectName, Sought, Sweep};
use crate::say;
use crate::sentence::FileAction;

/// How many names are followed from `HEAD` to a branch; git stops there too.
const MOST_ALIASES: usize = 5;

/// Commits with event lines.
const EVENTS: Sought<'static> = Sought { look: &|_, commit| commit.carried(), needs: EVENT_BYTES };

/// A repository, opened through libgit2.
pub(super) struct Libgit2 {
    repository: Repository,
}

impl Libgit2 {
    /// Opens the repository around `start`, or the one that `GIT_DIR` names.
    pub(super) fn open(start: &Path, git_dir: Option<&Path>) -> Result<Self, LedgerError> {
        let path = git_dir.unwrap_or(start);
        let no_ceiling: [&str; 0] = [];
        let opened = Repository::open_ext(path, RepositoryOpenFlags::FROM_ENV, no_ceiling);
        let repository = opened.map_err(|source| match source.code() {
            ErrorCode::NotFound => LedgerError::NotARepository { start: path.to_owned() },
            ErrorCode::Owner => LedgerError::AnotherOwner { path: path.to_owned() },
            _ => LedgerError::CannotOpen { start: start.to_owned(), source },
        })?;
        Ok(Self { repository })
    }

    /// The commits of a shallow clone whose parents were not fetched.
    fn shallow_boundary(&self) -> HashSet<ObjectName> {
        let list = fs::read_to_string(self.repository.commondir().join("shallow"));
        let lines = list.unwrap_or_default();
        lines.lines().filter_map(|hex| ObjectName::from_hex(hex.trim().as_bytes())).collect()
    }

    /// Whether git would use a commit-graph here.
    fn trusts_graph(&self) -> bool {
        let config = self.repository.config();
        config.and_then(|config| config.get_bool("core.commitGraph")).unwrap_or(true)
    }

    /// How a commit differs from its first parent, or from nothing.
    fn changes_of(&self, commit: &CommitId) -> Result<Vec<Change>, git2::Error> {
        let commit = self.repository.find_commit(oid(commit).unwrap_or(Oid::ZERO_SHA1))?;
        let parent = commit.parent_ids().next();
        let old = parent.map(|id| self.repository.find_commit(id)?.tree()).transpose()?;
        let mut options = DiffOptions::new();
        options.skip_binary_check(true).ignore_submodules(true).context_lines(0);
        let diff = self.repository.diff_tree_to_tree(
            old.as_ref(),
            Some(&commit.tree()?),
            Some(&mut options),
        )?;
        let object = |file: git2::DiffFile<'_>| {
            let is_file = matches!(
                file.mode(),
                FileMode::Blob
                    | FileMode::BlobGroupWritable
                    | FileMode::BlobExecutable
                    | FileMode::Link
            );
            (is_file && !file.id().is_zero()).then(|| file.id().to_string())
        };
        let change = |delta: git2::DiffDelta<'_>| {
            let path = delta.new_file().path_bytes().or(delta.old_file().path_bytes());
            Change {
                path: String::from_utf8_lossy(path.unwrap_or_default()).into_owned(),
                old: object(delta.old_file()),
                new: object(delta.new_file()),
            }
        };
        Ok(diff.deltas().map(change).collect())
    }

    /// Visits each group of tips in turn.
    fn sweep(
        &self,
        groups: &[Vec<CommitId>],
        watch: &dyn Watch,
        sought: Sought<'_>,
    ) -> Result<Vec<Carriers>, LedgerError> {
        let objects =
            self.repository.odb().map_err(LedgerError::git(say!("read a commit", "读取提交")))?;
        let read = |name: ObjectName| {
            read(&objects, Oid::from_bytes(name.bytes()).unwrap_or(Oid::ZERO_SHA1))
        };
        let (common_dir, boundary) = (self.repository.commondir(), self.shallow_boundary());
        let mut sweep = Sweep::new(common_dir, boundary, self.trusts_graph(), &read, sought, watch);
        let names = |tips: &[CommitId]| -> Vec<ObjectName> {
            tips.iter().filter_map(|tip| ObjectName::from_hex(tip.as_str().as_bytes())).collect()
        };
        let carriers = groups.iter().map(|tips| sweep.group(names(tips))).collect();
        watch.finished();
        carriers
    }
}

/// What was found for the only group.
fn only(mut groups: Vec<Carriers>) -> Carriers {
    groups.pop().unwrap_or_default()
}

/// The values of some keys of the configuration that holds around `start`; `None` where libgit2
/// cannot read it.
pub(super) fn settings<const COUNT: usize>(
    start: &Path,
    git_dir: Option<&Path>,
    keys: &[&str; COUNT],
) -> Option<[Option<String>; COUNT]> {
    let config = match Libgit2::open(start, git_dir) {
        Ok(opened) => opened.repository.config(),
        Err(LedgerError::NotARepository { .. }) => git2::Config::open_default(),
        Err(_) => return None,
    };
    let config = config.and_then(|mut config| config.snapshot()).ok()?;
    Some(keys.map(|key| config.get_string(key).ok()))
}

impl Backend for Libgit2 {
    fn work_dir(&self) -> Option<&Path> {
        self.repository.workdir()
    }

    fn git_dir(&self) -> PathBuf {
        self.repository.path().to_owned()
    }

    fn directory(&self) -> PathBuf {
        self.work_dir().unwrap_or_else(|| self.repository.path()).to_owned()
    }

    fn rewriting(&self) -> Option<&'static str> {
        match self.repository.state() {
            RepositoryState::Bisect => Some("bisect"),
            RepositoryState::Rebase
            | RepositoryState::RebaseInteractive
            | RepositoryState::RebaseMerge => Some("rebase"),
            RepositoryState::ApplyMailbox | RepositoryState::ApplyMailboxOrRebase => Some("am"),
            _ => None,
        }
    }

    fn head(&self) -> Result<Head, LedgerError> {
        let failed = LedgerError::git(say!("read HEAD", "读取 HEAD"));
        let head = self.repository.find_reference("HEAD").map_err(&failed)?;
        if let Some(commit) = head.target() {
            return Ok(Head::Detached(commit_id(commit)));
        }
        let target = |reference: &git2::Reference<'_>| {
            let name = reference.symbolic_target_bytes()?;
            Some(String::from_utf8_lossy(name).into_owned())
        };
        let mut name = target(&head).unwrap_or_default();
        // A branch may be another name of a branch, which is the one that moves.
        for _ in 0..MOST_ALIASES {
            let tip = match self.repository.find_reference(&name) {
                Ok(branch) => match target(&branch) {
                    Some(next) => {
                        name = next;
                        continue;
                    }
                    None => Some(commit_of(&branch)?),
                },
                Err(error) if error.code() == ErrorCode::NotFound => None,
                Err(error) => return Err(failed(error)),
            };
            return Ok(Head::Branch { name, tip });
        }
        Err(LedgerError::NoSuchRef { name })
    }

    fn tip(&self, name: &str) -> Result<Option<CommitId>, LedgerError> {
        match self.repository.find_reference(name) {
            Ok(found) => commit_of(&found).map(Some),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(LedgerError::git(say!("read a ref", "读取引用"))(error)),
        }
    }

    fn tip_of_short_name(&self, name: &str) -> Result<Option<CommitId>, LedgerError> {
        let failed = LedgerError::git(say!("read a ref", "读取引用"));
        match self.repository.resolve_reference_from_short_name(name) {
            Ok(found) => {
                let commit = found.peel_to_commit().map_err(&failed)?;
                Ok(Some(commit_id(commit.id())))
            }
            Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::InvalidSpec) => {
                Ok(None)
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn branch_tips(&self) -> Result<Vec<CommitId>, LedgerError> {
        let failed = LedgerError::git(say!("list the branches", "列出分支"));
        let branches = self.repository.references_glob("refs/heads/*").map_err(&failed)?;
        let mut tips = Vec::new();
        for branch in branches {
            // Not opened: a branch leads to a commit, and there may be thousands.
            tips.extend(branch.map_err(&failed)?.target().map(commit_id));
        }
        Ok(tips)
    }

    fn upstream_tip(&self) -> Option<CommitId> {
        let head = self.repository.head().ok()?;
        let upstream = self.repository.branch_upstream_name(head.name().ok()?).ok()?;
        self.tip(upstream.as_str().ok()?).ok().flatten()
    }

    fn carriers(&self, tips: &[CommitId], watch: &dyn Watch) -> Result<Carriers, LedgerError> {
        self.sweep(&[tips.to_vec()], watch, EVENTS).map(only)
    }

    fn look_at_all(
        &self,
        tips: &[CommitId],
        watch: &dyn Watch,
        look: Look<'_>,
    ) -> Result<Carriers, LedgerError> {
        self.sweep(&[tips.to_vec()], watch, Sought { needs: b"", look }).map(only)
    }

    fn carriers_in_turn(
        &self,
        groups: &[Vec<CommitId>],
        watch: &dyn Watch,
    ) -> Result<Vec<Carriers>, LedgerError> {
        self.sweep(groups, watch, EVENTS)
    }

    fn between(
        &self,
        old: &[CommitId],
        new: &[CommitId],
        most: usize,
    ) -> Result<Option<Between<CommitId, Option<String>>>, LedgerError> {
        self.look_between(old, new, most, &|_, commit| commit.carried())
    }

    fn look_between(
        &self,
        old: &[CommitId],
        new: &[CommitId],
        most: usize,
        look: Look<'_>,
    ) -> Result<Option<Between<CommitId, Option<String>>>, LedgerError> {
        let objects =
            self.repository.odb().map_err(LedgerError::git(say!("read a commit", "读取提交")))?;
        let boundary = self.shallow_boundary();
        let mut open = |id: &CommitId| -> Result<_, LedgerError> {
            let Some(oid) = oid(id) else { return Ok(None) };
            let Some(data) = read(&objects, oid)? else { return Ok(None) };
            let commit = CommitObject::new(&data);
            let is_end = ObjectName::from_hex(id.as_str().as_bytes())
                .is_some_and(|name| boundary.contains(&name));
            let parents = commit.parents().filter(|_| !is_end).map(CommitId::new).collect();
            let (at, content) = (commit.committed_at(), look(&|| id.clone(), commit));
            Ok(Some(Step { parents, at, content }))
        };
        advance::between(old, new, most, &mut open)
    }

    fn changes(
        &self,
        commits: &[&CommitId],
    ) -> Result<HashMap<CommitId, Vec<Change>>, LedgerError> {
        let mut found = HashMap::with_capacity(commits.len());
        for commit in commits {
            match self.changes_of(commit) {
                Ok(changes) => drop(found.insert((*commit).clone(), changes)),
                Err(error) if error.code() == ErrorCode::NotFound => {}
                Err(error) => {
                    return Err(LedgerError::git(say!("compare two trees", "比较两个目录树"))(
                        error,
                    ));
                }
            }
        }
        Ok(found)
    }

    fn common_dir(&self) -> PathBuf {
        self.repository.commondir().to_owned()
    }

    fn refs(&self) -> Result<Vec<(String, CommitId)>, LedgerError> {
        let failed = LedgerError::git(say!("list the refs", "列出引用"));
        let mut refs = Vec::new();
        for found in self.repository.references().map_err(&failed)? {
            let found = found.map_err(&failed)?;
            if let Ok(commit) = found.peel_to_commit() {
                let name = String::from_utf8_lossy(found.name_bytes()).into_owned();
                refs.push((name, commit_id(commit.id())));
            }
        }
        refs.sort();
        Ok(refs)
    }

    fn reflog_commits(&self, names: &[String]) -> Result<Vec<CommitId>, LedgerError> {
        let failed = LedgerError::git(say!("read a reflog", "读取引用日志"));
        let objects = self.repository.odb().map_err(&failed)?;
        let mut commits = Vec::new();
        for name in names {
            // Reading a reflog that is not there would make an empty one.
            if self.repository.reference_has_log(name).unwrap_or_default() {
                let reflog = self.repository.reflog(name).map_err(&failed)?;
                commits.extend(reflog.iter().map(|entry| entry.id_new()));
            }
        }
        commits.retain(|commit| objects.exists(*commit));
        Ok(commits.into_iter().map(commit_id).collect())
    }

    fn is_shallow(&self) -> bool {
        // libgit2 looks into the git directory of a linked work tree, which has no such file.
        !self.shallow_boundary().is_empty()
    }

    fn remotes(&self) -> Vec<String> {
        let Ok(remotes) = self.repository.remotes() else { return Vec::new() };
        remotes.iter().filter_map(|name| name.ok().flatten().map(str::to_owned)).collect()
    }

    fn file_at(&self, commit: &CommitId, path: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let failed = LedgerError::git(say!("read a file of a commit", "读取提交中的文件"));
        let Some(id) = oid(commit) else { return Ok(None) };
        let tree = self.repository.find_commit(id).and_then(|commit| commit.tree());
        let entry = match tree.map_err(&failed)?.get_path(Path::new(path)) {
            Ok(entry) => entry,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let blob = self.repository.find_blob(entry.id()).map_err(&failed)?;
        Ok(Some(blob.content().to_vec()))
    }

    fn commit_data(&self, commit: &CommitId) -> Result<Vec<u8>, LedgerError> {
        let id = oid(commit).unwrap_or(Oid::ZERO_SHA1);
        let objects = self.repository.odb();
        let data = objects.and_then(|objects| Ok(objects.read(id)?.data().to_vec()));
        data.map_err(LedgerError::git(say!("read a commit", "读取提交")))
    }

    fn commits_data(&self, ids: &[CommitId]) -> Result<Vec<(CommitId, Vec<u8>)>, LedgerError> {
        ids.iter().map(|id| Ok((id.clone(), self.commit_data(id)?))).collect()
    }

    fn descends(&self, commit: &CommitId, ancestor: &CommitId) -> bool {
        let (Some(commit), Some(ancestor)) = (oid(commit), oid(ancestor)) else { return false };
        self.repository.graph_descendant_of(commit, ancestor).unwrap_or_default()
    }

    fn canonical_people(&self, people: &[Person]) -> Vec<Person> {
        let Ok(mailmap) = self.repository.mailmap() else {
            return people.to_vec();
        };
        let canonical = |person: &Person| {
            let signature = Signature::new(&person.name, &person.email, &Time::new(0, 0)).ok()?;
            let resolved = mailmap.resolve_signature(&signature).ok()?;
            Some(Person {
                name: String::from_utf8_lossy(resolved.name_bytes()).into(),
                email: String::from_utf8_lossy(resolved.email_bytes()).into(),
            })
        };
        people.iter().map(|person| canonical(person).unwrap_or_else(|| person.clone())).collect()
    }

    fn has_mailmap(&self) -> bool {
        let config = self.repository.config();
        let is_set =
            |name: &str| config.as_ref().is_ok_and(|config| config.get_entry(name).is_ok());
        self.work_dir().is_none_or(|top| top.join(".mailmap").exists())
            || ["mailmap.file", "mailmap.blob"].into_iter().any(is_set)
    }

    fn tree_of(&self, parent: Option<&CommitId>) -> Result<String, LedgerError> {
        let failed =
            LedgerError::git(say!("read the tree of the last commit", "读取最近一次提交的目录树"));
        let Some(parent) = parent.and_then(oid) else {
            let empty = self.repository.treebuilder(None).and_then(|tree| tree.write());
            return Ok(empty.map_err(failed)?.to_string());
        };
        let commit = self.repository.find_commit(parent).map_err(failed)?;
        Ok(commit.tree_id().to_string())
    }

    fn stage_first_file(&self, file: &Path) -> Result<String, LedgerError> {
        let failed = LedgerError::git(say!("write the first index", "写入最初的暂存区"));
        let mut index = self.repository.index().map_err(&failed)?;
        index.add_path(file).map_err(&failed)?;
        let tree = index.write_tree().map_err(&failed)?;
        index.write().map_err(&failed)?;
        Ok(tree.to_string())
    }

    fn configured_identity(&self) -> Option<Identity> {
        let config = self.repository.config().and_then(|mut config| config.snapshot()).ok()?;
        let mut entries = config.entries(None).ok()?;
        while let Some(entry) = entries.next() {
            if !is_plain_setting(entry.ok()?.name().ok()?) {
                return None;
            }
        }
        let signs = config.get_bool("commit.gpgsign").or_else(|error| match error.code() {
            ErrorCode::NotFound => Ok(false),
            _ => Err(error),
        });
        let setting = |name| config.get_string(name).ok().filter(|value| is_plain(value));
        let person =
            Person { name: setting("user.name")?.into(), email: setting("user.email")?.into() };
        let is_known = signs.is_ok_and(|signs| !signs);
        is_known.then(|| Identity { author: person.clone(), committer: person, signs: Signing::No })
    }

    fn commit(&self, identity: &Identity, new: &NewCommit<'_>) -> Result<CommitId, LedgerError> {
        let failed = LedgerError::git(say!("write a commit", "写入提交"));
        let tree = Oid::from_str(&new.tree).and_then(|tree| self.repository.find_tree(tree));
        let tree = tree.map_err(&failed)?;
        let minutes = new.at.offset().local_minus_utc() / 60;
        let time = Time::new(new.at.timestamp(), minutes);
        let sign = |person: &Person| Signature::new(&person.name, &person.email, &time);
        let author = sign(&identity.author).map_err(&failed)?;
        let committer = sign(&identity.committer).map_err(&failed)?;
        let ids = new.parents.iter().filter_map(oid);
        let parents: Result<Vec<_>, _> = ids.map(|id| self.repository.find_commit(id)).collect();
        let parents = parents.map_err(&failed)?;
        let parents: Vec<_> = parents.iter().collect();
        let made = self.repository.commit(None, &author, &committer, new.message, &tree, &parents);
        let made = made.map_err(&failed)?;
        // libgit2 gives the id of a commit also where it could write none, as in a directory that
        // is closed or on a disk that is full.
        if !self.repository.odb().map_err(&failed)?.exists(made) {
            return Err(self.not_written());
        }
        Ok(commit_id(made))
    }

    fn compare_and_swap(
        &self,
        name: &str,
        old: Option<&CommitId>,
        new: &CommitId,
        reflog: &str,
    ) -> Result<bool, LedgerError> {
        let new = oid(new).unwrap_or(Oid::ZERO_SHA1);
        self.keep_reflog(name);
        let moved = match old.and_then(oid) {
            Some(old) => self.repository.reference_matching(name, new, true, old, reflog),
            None => self.repository.reference(name, new, false, reflog),
        };
        match moved {
            Ok(_) => Ok(true),
            Err(error) => match error.code() {
                ErrorCode::Modified | ErrorCode::Locked | ErrorCode::Exists => Ok(false),
                _ => Err(LedgerError::git(say!("move the branch", "移动分支"))(error)),
            },
        }
    }
}

impl Libgit2 {
    /// Makes a reflog for a ref of our own, which git does for branches only: it is where records
    /// are found again that were lost. Where that cannot be, records are written all the same.
    fn keep_reflog(&self, name: &str) {
        if name.starts_with("refs/heads/") {
            return;
        }
        let config = self.repository.config();
        let wants_some = config.and_then(|config| config.get_bool("core.logAllRefUpdates"));
        if wants_some.unwrap_or(true) {
            let _ = self.repository.reference_ensure_log(name);
        }
    }

    /// Why no object can be written, as far as the file system says so.
    fn not_written(&self) -> LedgerError {
        let objects = self.repository.commondir().join("objects");
        let probe = tempfile::NamedTempFile::new_in(&objects).and_then(|mut file| {
            file.write_all(&[0; 4096]).and_then(|()| file.as_file().sync_all())
        });
        let source = probe.err().unwrap_or_else(|| io::ErrorKind::Other.into());
        LedgerError::File { doing: FileAction::Write, path: objects, source }
    }
}

/// Whether a setting leaves `user.name` and `user.email` the last word: no other person, and no
/// condition but those that libgit2 follows.
fn is_plain_setting(name: &str) -> bool {
    let condition = name.strip_prefix("includeif.");
    let is_followed = |condition: &str| {
        ["gitdir:", "gitdir/i:", "onbranch:"].iter().any(|kind| condition.starts_with(kind))
    };
    condition.is_none_or(is_followed)
        && !["author.", "committer."].iter().any(|section| name.starts_with(section))
}

/// Whether git takes a name or address as it is, rather than trimming it.
fn is_plain(value: &str) -> bool {
    let ends = [value.chars().next(), value.chars().last()];
    let is_kept = |end: char| end.is_alphanumeric();
    ends.iter().all(|end| end.is_some_and(is_kept))
        && !value.contains(|c: char| c.is_control() || matches!(c, '<' | '>'))
}

/// The content of an object; `None` where it is not there.
fn read(objects: &Odb<'_>, id: Oid) -> Result<Option<Vec<u8>>, LedgerError> {
    match objects.read(id) {
        Ok(object) => Ok(Some(object.data().to_vec())),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(LedgerError::git(say!("read a commit", "读取提交"))(error)),
    }
}

/// The commit that a ref leads to.
fn commit_of(reference: &git2::Reference<'_>) -> Result<CommitId, LedgerError> {
    match reference.target() {
        Some(commit) if reference.is_branch() || reference.is_remote() => Ok(commit_id(commit)),
        _ => {
            let commit = reference.peel_to_commit();
            let commit = commit.map_err(LedgerError::git(say!("read a ref", "读取引用")))?;
            Ok(commit_id(commit.id()))
        }
    }
}

fn commit_id(oid: Oid) -> CommitId {
    CommitId::new(oid.to_string())
}

fn oid(commit: &CommitId) -> Option<Oid> {
    Oid::from_str(commit.as_str()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_would_decide_otherwise_is_left_to_git() {
        let left = ["author.name", "committer.email", "includeif.hasconfig:remote.*.url:x.path"];
        assert!(left.iter().all(|name| !is_plain_setting(name)));
        let followed = ["user.name", "includeif.gitdir:~/work/.path", "includeif.onbranch:x.path"];
        assert!(followed.iter().all(|name| is_plain_setting(name)));
        assert!(["林小明", "O'Neil Jr", "a@b.c"].iter().all(|value| is_plain(value)));
        let tidied = ["", " A", "Lin.", "\"A\"", "A <a>", "A\nB", "A,"];
        assert!(tidied.iter().all(|value| !is_plain(value)));
    }
}
