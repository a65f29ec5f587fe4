//! The second way to git: its plumbing commands, for repositories that git can open and libgit2
//! cannot (SHA-256, reftable, extensions that it does not know). Needs git 2.30 or newer.
//!
//! Slower than the library, and the same in every result.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::advance::Between;
use super::backend::{Backend, Carrier, Carriers, Head, Look, NewCommit, Watch};
use super::commit::CommitObject;
use super::error::LedgerError;
use super::event::{CommitId, Person};
use super::evidence::Change;
use super::program::{GitProgram, Identity, Signing};

/// What narrows `rev-list` to commits whose message may hold events.
const SEARCH: [&str; 3] = ["--fixed-strings", "--regexp-ignore-case", "--grep=roadmap-"];

/// How many commits are opened at once.
const AT_ONCE: usize = 1_000;

/// How many git processes compare commits side by side at most.
const MOST_WORKERS: usize = 4;

/// What prints how commits differ from their parents, whatever `diff.*` is configured to.
const DIFF_TREE: [&str; 9] = [
    "--no-replace-objects",
    "diff-tree",
    "--stdin",
    "--root",
    "-r",
    "-z",
    "--raw",
    "--no-renames",
    "--no-abbrev",
];

/// A repository, asked through the `git` program.
#[derive(Debug)]
pub(super) struct Plumbing {
    git: GitProgram,
    work_dir: Option<PathBuf>,
    git_dir: PathBuf,
    common_dir: PathBuf,
}

impl Plumbing {
    /// Opens the repository around `start`, or the one that `GIT_DIR` names, which git itself
    /// reads from the environment.
    pub(super) fn open(start: &Path, git_dir: Option<&Path>) -> Result<Self, LedgerError> {
        let start = if start.as_os_str().is_empty() { Path::new(".") } else { start };
        let git = GitProgram::new(start.to_owned());
        let asked = ["rev-parse", "--git-dir", "--git-common-dir", "--is-bare-repository"];
        let answer = git.ask(&asked).map_err(|error| not_opened(error, start, git_dir))?;
        let mut lines = answer.lines();
        let mut path = || start.join(lines.next().unwrap_or_default());
        let (git_dir, common_dir) = (path(), path());
        let is_bare = lines.next() == Some("true");
        let top = if is_bare { None } else { Some(git.ask(&["rev-parse", "--show-toplevel"])?) };
        let work_dir = top.map(PathBuf::from);
        let git = GitProgram::new(work_dir.clone().unwrap_or_else(|| git_dir.clone()));
        Ok(Self { git, work_dir, git_dir, common_dir })
    }

    /// The commit that a revision leads to; `None` where there is none. `name` is never taken
    /// for an option.
    fn commit_at(&self, name: &str) -> Option<CommitId> {
        let revision = format!("{name}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &revision];
        self.git.ask(&asked).ok().filter(|id| !id.is_empty()).map(CommitId::new)
    }

    /// The ids that `rev-list` prints for `tips`, with more arguments.
    fn rev_list(&self, tips: &[CommitId], more: &[&str]) -> Result<Vec<CommitId>, LedgerError> {
        let arguments = [&["--no-replace-objects", "rev-list", "--stdin"], more].concat();
        let listed = self.git.ask_with(&arguments, lines(tips).as_bytes())?;
        Ok(listed.lines().map(CommitId::new).collect())
    }

    /// Whether history goes on behind a root that can be reached, in a shallow clone.
    fn is_truncated(&self, tips: &[CommitId]) -> Result<bool, LedgerError> {
        let shallow = fs::read_to_string(self.common_dir.join("shallow")).unwrap_or_default();
        let boundary: HashSet<CommitId> =
            shallow.lines().map(|id| CommitId::new(id.trim())).collect();
        if boundary.is_empty() {
            return Ok(false);
        }
        let roots = self.rev_list(tips, &["--max-parents=0"])?;
        Ok(roots.iter().any(|root| boundary.contains(root)))
    }

    /// What commits carry.
    fn carried(&self, ids: Vec<CommitId>, truncated: bool) -> Result<Carriers, LedgerError> {
        let mut carriers = Carriers { truncated, ..Carriers::default() };
        for (id, data) in self.contents(ids)? {
            carriers.look_at(|| id, &data);
        }
        Ok(carriers)
    }

    /// The contents of commits, in the same order.
    fn contents(&self, ids: Vec<CommitId>) -> Result<Vec<(CommitId, Vec<u8>)>, LedgerError> {
        let arguments = ["--no-replace-objects", "cat-file", "--batch=%(objectsize)"];
        let printed = self.git.bytes_with(&arguments, lines(&ids).as_bytes())?;
        let mut rest = printed.as_slice();
        let mut commits = Vec::with_capacity(ids.len());
        for id in ids {
            let (data, after) = batch_entry(rest).ok_or_else(|| LedgerError::Program {
                command: "cat-file".to_owned(),
                said: format!("commit {} cannot be read", id.short()),
            })?;
            commits.push((id, data.to_vec()));
            rest = after;
        }
        Ok(commits)
    }
}

/// How each of these commits differs from its one parent, or from nothing. Where a tree is not
/// there, git fails, and nothing is said of any commit that it was asked for with it. `compared`
/// is told now and then how many were looked at.
///
/// A git process is asked for many commits in a row, because it keeps the trees of the last ones
/// at hand, so they should come as they follow each other; out of order it takes several
/// times as long. Several processes work side by side.
pub(super) fn changes_through(
    git: &GitProgram,
    commits: &[&CommitId],
    compared: &dyn Fn(usize),
) -> HashMap<CommitId, Vec<Change>> {
    let mut found = HashMap::with_capacity(commits.len());
    let groups: Vec<&[&CommitId]> = commits.chunks(AT_ONCE).collect();
    let workers = thread::available_parallelism().map_or(1, usize::from).min(MOST_WORKERS);
    let next = AtomicUsize::new(0);
    let (sender, printed) = mpsc::sync_channel(workers);
    thread::scope(|scope| {
        for _ in 0..workers.min(groups.len()) {
            let (sender, next, groups) = (sender.clone(), &next, &groups);
            scope.spawn(move || {
                while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let ids: Vec<CommitId> = group.iter().map(|id| (*id).clone()).collect();
                    let printed = git.bytes_with(&DIFF_TREE, lines(&ids).as_bytes());
                    if sender.send((ids, printed)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut looked_at = 0;
        for (ids, printed) in printed {
            looked_at += ids.len();
            if let Ok(printed) = printed {
                found.extend(ids.into_iter().map(|id| (id, Vec::new())));
                read_changes(&printed, &mut found);
            }
            compared(looked_at);
        }
    });
    found
}

/// Reads what `diff-tree` prints: the id of a commit, then its changes as pairs of a line about
/// modes and objects and a path, all with NUL behind them.
fn read_changes(printed: &[u8], found: &mut HashMap<CommitId, Vec<Change>>) {
    let mut parts = printed.split(|byte| *byte == 0);
    let mut commit = None;
    while let Some(part) = parts.next() {
        let text = String::from_utf8_lossy(part);
        let Some(line) = text.strip_prefix(':') else {
            commit = Some(CommitId::new(text.trim()));
            continue;
        };
        let path = parts.next().map(String::from_utf8_lossy).unwrap_or_default().into_owned();
        let words: Vec<&str> = line.split(' ').collect();
        let object = |mode: usize| {
            let is_file =
                words.get(mode).is_some_and(|mode| mode.starts_with("10") || *mode == "120000");
            words.get(mode + 2).filter(|_| is_file).map(|id| (*id).to_owned())
        };
        let change = Change { path, old: object(0), new: object(1) };
        let changes = commit.as_ref().and_then(|commit| found.get_mut(commit));
        if let Some(changes) = changes {
            changes.push(change);
        }
    }
}

/// What `rev-list` reads to list what can be reached from some tips and not from others.
fn without(tips: &[CommitId], hidden: &[CommitId]) -> Vec<CommitId> {
    let hidden = hidden.iter().map(|tip| CommitId::new(format!("^{}", tip.as_str())));
    tips.iter().cloned().chain(hidden).collect()
}

/// One id a line.
fn lines(ids: &[CommitId]) -> String {
    ids.iter().map(|id| format!("{}\n", id.as_str())).collect()
}

/// The first object of `cat-file --batch=%(objectsize)`: a line with its size, its bytes, a line
/// break; and what follows.
fn batch_entry(printed: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = printed.iter().position(|byte| *byte == b'\n')?;
    let size: usize = std::str::from_utf8(&printed[..end]).ok()?.parse().ok()?;
    let data = printed.get(end + 1..end + 1 + size)?;
    Some((data, printed.get(end + 2 + size..)?))
}

/// Why git could not open the repository.
fn not_opened(error: LedgerError, start: &Path, git_dir: Option<&Path>) -> LedgerError {
    match error {
        LedgerError::Program { said, .. } if said.contains("not a git repository") => {
            LedgerError::NotARepository { start: start.to_owned() }
        }
        LedgerError::Program { said, .. } if said.contains("dubious ownership") => {
            LedgerError::AnotherOwner { path: git_dir.unwrap_or(start).to_owned() }
        }
        other => other,
    }
}

impl Backend for Plumbing {
    fn work_dir(&self) -> Option<&Path> {
        self.work_dir.as_deref()
    }

    fn git_dir(&self) -> PathBuf {
        self.git_dir.clone()
    }

    fn directory(&self) -> PathBuf {
        self.work_dir.clone().unwrap_or_else(|| self.git_dir.clone())
    }

    fn rewriting(&self) -> Option<&'static str> {
        let has = |name: &str| self.git_dir.join(name).exists();
        if has("rebase-merge") {
            Some("rebase")
        } else if has("rebase-apply") {
            Some(if has("rebase-apply/applying") { "am" } else { "rebase" })
        } else {
            has("BISECT_LOG").then_some("bisect")
        }
    }

    fn head(&self) -> Result<Head, LedgerError> {
        match self.git.ask(&["symbolic-ref", "--quiet", "HEAD"]) {
            Ok(name) => Ok(Head::Branch { tip: self.tip(&name)?, name }),
            Err(_) => Ok(Head::Detached(CommitId::new(self.git.ask(&[
                "rev-parse",
                "--verify",
                "HEAD^{commit}",
            ])?))),
        }
    }

    fn tip(&self, name: &str) -> Result<Option<CommitId>, LedgerError> {
        let tip = self.commit_at(name);
        let is_there = || self.git.ask(&["show-ref", "--verify", "--quiet", name]).is_ok();
        if tip.is_none() && is_there() {
            let said = format!("`{name}` is not a commit");
            return Err(LedgerError::Program { command: "rev-parse".to_owned(), said });
        }
        Ok(tip)
    }

    fn tip_of_short_name(&self, name: &str) -> Result<Option<CommitId>, LedgerError> {
        let full = self.git.ask(&["rev-parse", "--symbolic-full-name", "--end-of-options", name]);
        let is_ref = full.is_ok_and(|full| full.lines().any(|line| line.starts_with("refs/")));
        Ok(if is_ref || name == "HEAD" { self.commit_at(name) } else { None })
    }

    fn branch_tips(&self) -> Result<Vec<CommitId>, LedgerError> {
        let format = "--format=%(objecttype) %(objectname)";
        let listed = self.git.ask(&["for-each-ref", format, "refs/heads"])?;
        let commits = listed.lines().filter_map(|line| line.strip_prefix("commit "));
        Ok(commits.map(CommitId::new).collect())
    }

    fn upstream_tip(&self) -> Option<CommitId> {
        self.commit_at("@{upstream}")
    }

    fn carriers(&self, tips: &[CommitId], _: &dyn Watch) -> Result<Carriers, LedgerError> {
        if tips.is_empty() {
            return Ok(Carriers::default());
        }
        self.carried(self.rev_list(tips, &SEARCH)?, self.is_truncated(tips)?)
    }

    fn carriers_in_turn(
        &self,
        groups: &[Vec<CommitId>],
        _: &dyn Watch,
    ) -> Result<Vec<Carriers>, LedgerError> {
        let mut seen: Vec<CommitId> = Vec::new();
        let mut carriers = Vec::with_capacity(groups.len());
        for tips in groups {
            // Where nothing is new, git need not be asked.
            if tips.iter().all(|tip| seen.contains(tip)) {
                carriers.push(Carriers::default());
                continue;
            }
            let revisions = without(tips, &seen);
            let found = self.rev_list(&revisions, &SEARCH)?;
            carriers.push(self.carried(found, self.is_truncated(tips)?)?);
            seen.extend(tips.iter().cloned());
        }
        Ok(carriers)
    }

    fn between(
        &self,
        old: &[CommitId],
        new: &[CommitId],
        most: usize,
    ) -> Result<Option<Between<CommitId, Option<String>>>, LedgerError> {
        // Where a commit is gone altogether, git fails, and everything is read again.
        let Ok(gone) = self.rev_list(&without(old, new), &[]) else { return Ok(None) };
        let revisions = without(new, old);
        let all = self.rev_list(&revisions, &[])?;
        if all.len() + gone.len() > most {
            return Ok(None);
        }
        let found = self.carried(self.rev_list(&revisions, &SEARCH)?, false)?.commits.into_iter();
        let mut lines: HashMap<CommitId, String> =
            found.map(|carrier| (carrier.id, carrier.lines.to_string())).collect();
        let new = all.into_iter().map(|id| (id.clone(), lines.remove(&id))).collect();
        Ok(Some(Between { new, gone }))
    }

    fn look_at_all(
        &self,
        tips: &[CommitId],
        _: &dyn Watch,
        look: Look<'_>,
    ) -> Result<Carriers, LedgerError> {
        let all = self.look_between(&[], tips, usize::MAX, look)?;
        let found = all.into_iter().flat_map(|between| between.new);
        let carrier =
            |(id, lines): (CommitId, Option<String>)| Some(Carrier { id, lines: lines?.into() });
        Ok(Carriers { commits: found.filter_map(carrier).collect(), ..Carriers::default() })
    }

    fn look_between(
        &self,
        old: &[CommitId],
        new: &[CommitId],
        most: usize,
        look: Look<'_>,
    ) -> Result<Option<Between<CommitId, Option<String>>>, LedgerError> {
        let Ok(gone) = self.rev_list(&without(old, new), &[]) else { return Ok(None) };
        let all = self.rev_list(&without(new, old), &[])?;
        if all.len().saturating_add(gone.len()) > most {
            return Ok(None);
        }
        let mut found = Vec::with_capacity(all.len());
        for some in all.chunks(AT_ONCE) {
            for (id, data) in self.contents(some.to_vec())? {
                let content = look(&|| id.clone(), CommitObject::new(&data));
                found.push((id, content));
            }
        }
        Ok(Some(Between { new: found, gone }))
    }

    fn changes(
        &self,
        commits: &[&CommitId],
    ) -> Result<HashMap<CommitId, Vec<Change>>, LedgerError> {
        Ok(changes_through(&self.git, commits, &|_| ()))
    }

    fn common_dir(&self) -> PathBuf {
        self.common_dir.clone()
    }

    fn refs(&self) -> Result<Vec<(String, CommitId)>, LedgerError> {
        let format = "--format=%(objecttype) %(objectname) %(refname)%0a%(*objecttype) %(*objectname) %(refname)";
        let listed = self.git.ask(&["for-each-ref", format])?;
        let commits = listed.lines().filter_map(|line| line.strip_prefix("commit "));
        let mut refs: Vec<(String, CommitId)> = commits
            .filter_map(|line| line.split_once(' '))
            .map(|(id, name)| (name.to_owned(), CommitId::new(id)))
            .collect();
        refs.sort();
        Ok(refs)
    }

    fn reflog_commits(&self, names: &[String]) -> Result<Vec<CommitId>, LedgerError> {
        let mut listed = String::new();
        for name in names {
            // A branch without a commit has no reflog, and for git no name either.
            let asked = ["rev-list", "--walk-reflogs", "--end-of-options", name, "--"];
            listed.push_str(&self.git.ask(&asked).unwrap_or_default());
            listed.push('\n');
        }
        let commits = listed.lines().filter(|id| !id.is_empty());
        Ok(commits.map(CommitId::new).collect())
    }

    fn is_shallow(&self) -> bool {
        self.git.ask(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| said == "true")
    }

    fn remotes(&self) -> Vec<String> {
        let listed = self.git.ask(&["remote"]).unwrap_or_default();
        listed.lines().map(str::to_owned).collect()
    }

    fn file_at(&self, commit: &CommitId, path: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let name = format!("{}:{path}", commit.as_str());
        if self.git.ask(&["cat-file", "-e", &name]).is_err() {
            return Ok(None);
        }
        self.git.bytes_with(&["cat-file", "blob", &name], b"").map(Some)
    }

    fn commit_data(&self, commit: &CommitId) -> Result<Vec<u8>, LedgerError> {
        let commits = self.contents(vec![commit.clone()])?;
        Ok(commits.into_iter().next().map(|(_, data)| data).unwrap_or_default())
    }

    fn commits_data(&self, ids: &[CommitId]) -> Result<Vec<(CommitId, Vec<u8>)>, LedgerError> {
        self.contents(ids.to_vec())
    }

    fn descends(&self, commit: &CommitId, ancestor: &CommitId) -> bool {
        let asked = ["merge-base", "--is-ancestor", ancestor.as_str(), commit.as_str()];
        commit != ancestor && self.git.ask(&asked).is_ok()
    }

    fn canonical_people(&self, people: &[Person]) -> Vec<Person> {
        if people.is_empty() {
            return Vec::new();
        }
        let contacts: String = people.iter().map(|person| format!("{person}\n")).collect();
        let asked = ["check-mailmap", "--stdin"];
        let Ok(named) = self.git.ask_with(&asked, contacts.as_bytes()) else {
            return people.to_vec();
        };
        let canonical: Vec<Person> = named.lines().map(Person::parse).collect();
        if canonical.len() == people.len() { canonical } else { people.to_vec() }
    }

    fn has_mailmap(&self) -> bool {
        self.work_dir().is_none_or(|top| top.join(".mailmap").exists())
            || self
                .git
                .ask(&["config", "--get-regexp", "^mailmap\\."])
                .is_ok_and(|it| !it.is_empty())
    }

    fn tree_of(&self, commit: Option<&CommitId>) -> Result<String, LedgerError> {
        match commit {
            Some(commit) => {
                let tree = format!("{}^{{tree}}", commit.as_str());
                self.git.ask(&["rev-parse", "--verify", &tree])
            }
            None => self.git.ask_with(&["hash-object", "-t", "tree", "-w", "--stdin"], b""),
        }
    }

    fn stage_first_file(&self, file: &Path) -> Result<String, LedgerError> {
        self.git.ask(&["add", "--", &file.display().to_string()])?;
        self.git.ask(&["write-tree"])
    }

    fn configured_identity(&self) -> Option<Identity> {
        None
    }

    fn commit(&self, identity: &Identity, new: &NewCommit<'_>) -> Result<CommitId, LedgerError> {
        self.git.commit(identity, new, Signing::No)
    }

    fn compare_and_swap(
        &self,
        name: &str,
        old: Option<&CommitId>,
        new: &CommitId,
        reflog: &str,
    ) -> Result<bool, LedgerError> {
        let nothing = "0".repeat(new.as_str().len());
        let old_id = old.map_or(nothing.as_str(), CommitId::as_str);
        let update = format!("update {name}\0{}\0{old_id}\0", new.as_str());
        // Git makes a reflog by itself for branches only.
        let wants_some = || self.git.ask(&["config", "--type=bool", "core.logAllRefUpdates"]);
        let makes_log =
            !name.starts_with("refs/heads/") && wants_some().ok().as_deref() != Some("false");
        let mut arguments = vec!["update-ref", "-z", "-m", reflog, "--stdin"];
        arguments.extend(makes_log.then_some("--create-reflog"));
        match self.git.ask_with(&arguments, update.as_bytes()) {
            Ok(_) => Ok(true),
            Err(LedgerError::Program { command, said }) => {
                let is_locked = said.contains(".lock") || said.contains("cannot lock");
                if is_locked || self.commit_at(name).as_ref() != old {
                    return Ok(false);
                }
                Err(LedgerError::Program { command, said })
            }
            Err(other) => Err(other),
        }
    }
}
