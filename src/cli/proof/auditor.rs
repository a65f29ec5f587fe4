//! Looks at receipts again, on the files of their time.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use tempfile::TempDir;

use super::workshop::{Provable, Workshop};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::{PLAN_FILE, Workspace};
use crate::id::Id;
use crate::ledger::{CheckReceipt, Event, Ledger, LedgerError};
use crate::plan::{self, CommandDigest, Verify};
use crate::runner::{Interrupt, Place};
use crate::sentence::FileAction;
use crate::view::report::{AuditFinding, AuditRow, RunVerdict, TaskRun};
use crate::view::term;

/// What a completion claims.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// The task.
    pub(crate) task: Id,
    /// The completion.
    pub(crate) event: Event,
    /// Its receipt.
    pub(crate) receipt: Option<CheckReceipt>,
}

/// Looks at receipts again.
pub(crate) struct Auditor<'a> {
    workspace: &'a Workspace,
    workshop: Workshop,
    interrupt: Interrupt,
    scratch: TempDir,
}

impl<'a> Auditor<'a> {
    /// One for the receipts of a repository.
    ///
    /// # Errors
    ///
    /// In a bare repository, and where there is no room for files.
    pub(crate) fn new(workspace: &'a Workspace) -> Result<Self, Failure> {
        let workshop = Workshop::open(workspace)?;
        let interrupt = Interrupt::on_signals()?;
        Ok(Self { workspace, workshop, interrupt, scratch: Context::scratch()? })
    }

    /// Whether the learner has stopped it.
    pub(crate) fn is_stopped(&self) -> bool {
        self.interrupt.is_set()
    }

    /// Looks at one claim.
    ///
    /// # Errors
    ///
    /// Where git or the disk fails.
    pub(crate) fn look_at(&self, claim: Claim, context: &Context) -> Result<AuditRow, Failure> {
        let tree = claim.receipt.as_ref().and_then(|receipt| receipt.tree.clone());
        let tree = tree.unwrap_or_default();
        let (finding, run) = self.finding(&claim, &tree, context)?;
        Ok(AuditRow {
            event: claim.event.id,
            task: claim.task,
            commit: claim.event.commit.as_str().to_owned(),
            tree,
            finding,
            output_tail: run.map(|run| run.output_tail).unwrap_or_default(),
        })
    }

    fn finding(
        &self,
        claim: &Claim,
        tree: &str,
        context: &Context,
    ) -> Result<(AuditFinding, Option<TaskRun>), Failure> {
        let ledger = &self.workspace.ledger;
        let own_tree = ledger.tree_of_commit(&claim.event.commit)?;
        let commands = match self.commands(claim, tree, &own_tree) {
            Ok(commands) => commands,
            Err(finding) => return Ok((finding, None)),
        };
        // Where records have a ref of their own, its commits say nothing about the work.
        let is_of_the_work = self.workspace.plan.record.reference == "HEAD";
        let is_dirty = claim.receipt.as_ref().is_some_and(|receipt| receipt.is_dirty);
        let is_another = is_of_the_work && !is_dirty && own_tree != tree;
        let looked_at = if is_another { &own_tree } else { tree };
        if !ledger.has_tree(looked_at) {
            return Ok((AuditFinding::NoTree, None));
        }
        let run = match self.run(&commands, looked_at, &claim.event, context) {
            Ok(run) => run,
            // The tree cannot be written out, e.g. because objects of it are missing.
            Err(failed) => {
                return Ok((AuditFinding::CannotRun { problem: failed.to_string() }, None));
            }
        };
        let finding = match (&run.ending, is_another) {
            (RunVerdict::Passed, false) => AuditFinding::Agrees,
            (RunVerdict::Passed, true) => AuditFinding::OtherTree,
            (RunVerdict::NotStarted { problem }, _) => {
                AuditFinding::CannotRun { problem: problem.clone() }
            }
            (_, true) => AuditFinding::WrongTree,
            (verdict, false) => AuditFinding::Failing { ending: verdict.clone() },
        };
        Ok((finding, Some(run)))
    }

    /// The commands of a claim: those of the plan as it is now, or as it was in the tree. They
    /// have to be what the receipt says, and to be approved.
    fn commands(&self, claim: &Claim, tree: &str, own: &str) -> Result<Provable, AuditFinding> {
        let now = self.workshop.provable(&self.workspace.plan, &claim.task);
        let said = claim.receipt.as_ref().and_then(|receipt| receipt.command.as_deref());
        let is_said = |digest: &CommandDigest| said == Some(digest.short());
        let then = [tree, own].into_iter().filter_map(|tree| self.provable_of(tree, claim));
        let known: Vec<Provable> = now.into_iter().chain(then).collect();
        if known.is_empty() {
            return Err(AuditFinding::NoCommand);
        }
        let found = known.into_iter().find(|it| is_said(&it.digest));
        let found = found.ok_or(AuditFinding::EditedCommand)?;
        if self.workshop.trust.allows(&found.digest) {
            Ok(found)
        } else {
            Err(AuditFinding::NotApproved)
        }
    }

    /// The commands of a task as the plan of a tree has them.
    fn provable_of(&self, tree: &str, claim: &Claim) -> Option<Provable> {
        let folder = &self.workshop.folder;
        let path =
            if folder.is_empty() { PLAN_FILE.to_owned() } else { format!("{folder}/{PLAN_FILE}") };
        let source = self.workspace.ledger.file_of_tree(tree, &path)?;
        let plan = plan::read(&source).ok()?.plan;
        // A task that has another id now is found under the one that was recorded.
        let recorded = claim.event.record.target.id();
        let task = plan.task(&claim.task).or_else(|| plan.task(recorded?))?.1;
        let verify: Verify = task.verify.clone()?;
        let digest = verify.digest(folder);
        Some(Provable { id: claim.task.clone(), title: task.title.clone(), verify, digest })
    }

    /// Runs commands in a work tree with the files of a tree, which goes afterwards.
    fn run(
        &self,
        commands: &Provable,
        tree: &str,
        event: &Event,
        context: &Context,
    ) -> Result<TaskRun, LedgerError> {
        let failed = |source| LedgerError::File {
            doing: FileAction::Write,
            path: self.scratch.path().to_owned(),
            source,
        };
        let files = tempfile::Builder::new().prefix("tree-").tempdir_in(self.scratch.path());
        let files = files.map_err(failed)?;
        self.ledger().replicate(tree, event, files.path())?;
        let plan_folder = files.path().join(&self.workshop.folder);
        if is_free_of_links(files.path(), &self.workshop.folder) {
            fs::create_dir_all(&plan_folder).map_err(failed)?;
        }
        let place = Place {
            top: files.path().to_owned(),
            plan_folder,
            variables: self.workshop.place.variables.clone(),
        };
        let words = context.style().lang.words().proof();
        let text = term::visible(&commands.verify.to_string());
        let told = term::flow(&words.checking(commands.id.as_str(), &text), context.style());
        // Only talk: an audit goes on where nobody listens.
        let _ = context.err().write_all(told.as_bytes());
        let run = commands.run(&place, &self.interrupt, &mut |_| {}).run;
        clear(files.path());
        Ok(run)
    }

    fn ledger(&self) -> &Ledger {
        &self.workspace.ledger
    }
}

/// Whether no part of a folder leads elsewhere, so that nothing is made outside. Where one does,
/// the runner looks where it leads to.
fn is_free_of_links(top: &Path, folder: &str) -> bool {
    let mut at = top.to_owned();
    folder.split('/').all(|name| {
        at.push(name);
        fs::symlink_metadata(&at).map_or(true, |found| !found.is_symlink())
    })
}

/// Removes a folder, also where commands have taken the right to write from folders in it. What
/// cannot be removed now is left to the end of the audit.
fn clear(folder: &Path) {
    if fs::remove_dir_all(folder).is_err() {
        open(folder);
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(unix)]
fn open(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    let below = fs::read_dir(folder).into_iter().flatten().flatten();
    // The kind of an entry is that of a link itself, and not of what it leads to.
    let folders = below.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    folders.for_each(|entry| open(&entry.path()));
}

#[cfg(not(unix))]
fn open(_: &Path) {}
