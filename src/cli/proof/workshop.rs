//! Where commands are run, and which of them may be.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use super::refusal;
use super::trust::TrustStore;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::{PLAN_FILE, Workspace};
use crate::id::Id;
use crate::ledger::{CheckReceipt, CheckVerdict, WorkTreeState};
use crate::plan::{CommandDigest, Plan, Verify};
use crate::runner::{self, Ending, Interrupt, Outcome, Place};
use crate::view::report::{CommandRow, RunVerdict, StepRow, TaskRun};
use crate::view::term::{self, Notice};

/// How many lines of an output are kept for reports.
const KEPT_LINES: usize = 40;

/// A task with the commands that prove it.
#[derive(Clone, Debug)]
pub(crate) struct Provable {
    /// The task.
    pub(crate) id: Id,
    /// What is to be done.
    pub(crate) title: String,
    /// The commands.
    pub(crate) verify: Verify,
    /// The digest of all that decides what they run.
    pub(crate) digest: CommandDigest,
}

/// A task whose commands were run.
#[derive(Clone, Debug)]
pub(crate) struct Proven {
    /// What came of it.
    pub(crate) run: TaskRun,
    /// The end of what was printed, as it was printed.
    pub(crate) output: Vec<u8>,
}

/// Where the commands of a plan are run.
pub(crate) struct Workshop {
    /// Where commands are run.
    pub(crate) place: Place,
    /// The folder of the plan in the work tree, with `/`; `""` for its top.
    pub(crate) folder: String,
    /// What is approved.
    pub(crate) trust: TrustStore,
}

impl Workshop {
    /// The workshop of the learner's own work tree.
    ///
    /// # Errors
    ///
    /// In a bare repository, and where approvals have no place.
    pub(crate) fn open(workspace: &Workspace) -> Result<Self, Failure> {
        let top = workspace.ledger.work_dir().ok_or_else(refusal::no_work_tree)?;
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let (top, plan_folder) = (real(top), real(&workspace.folder));
        let below = plan_folder.strip_prefix(&top).unwrap_or(Path::new(""));
        let names: Vec<_> = below.iter().map(|name| name.to_string_lossy()).collect();
        let folder = names.join("/");
        let trust = TrustStore::open(&workspace.ledger)?;
        let place = Place { top, plan_folder, variables: Context::variables_for_commands() };
        Ok(Self { place, folder, trust })
    }

    /// The commands of a task; `None` where it has none.
    pub(crate) fn provable(&self, plan: &Plan, id: &Id) -> Option<Provable> {
        let (_, task) = plan.task(id)?;
        let verify = task.verify.clone()?;
        let digest = verify.digest(&self.folder);
        Some(Provable { id: task.id.clone(), title: task.title.clone(), verify, digest })
    }

    /// Every task with commands, in the order of the plan.
    pub(crate) fn all(&self, plan: &Plan) -> Vec<Provable> {
        plan.tasks().filter_map(|(_, task)| self.provable(plan, &task.id)).collect()
    }

    /// The row that shows the commands of a task.
    pub(crate) fn row(&self, provable: &Provable) -> CommandRow {
        CommandRow {
            task: provable.id.clone(),
            title: provable.title.clone(),
            approved: self.trust.allows(&provable.digest),
            digest: provable.digest.to_string(),
            steps: StepRow::all(&provable.verify),
        }
    }

    /// Sees that all of these are approved; in a terminal, by asking.
    ///
    /// # Errors
    ///
    /// Where one is not. Nothing may be run then.
    pub(crate) fn see_approved(
        &mut self,
        provable: &[Provable],
        when_done: bool,
        context: &Context,
    ) -> Result<(), Failure> {
        let new: Vec<&Provable> =
            provable.iter().filter(|it| !self.trust.allows(&it.digest)).collect();
        if new.is_empty() {
            return Ok(());
        }
        let ids: Vec<&Id> = new.iter().map(|it| &it.id).collect();
        if !context.is_interactive() || !self.ask(&new, context)? {
            return Err(refusal::not_approved(&ids, when_done));
        }
        self.approve(&new)
    }

    /// Shows commands and asks whether they may be run.
    ///
    /// # Errors
    ///
    /// Passes on what writing returns.
    pub(crate) fn ask(&self, new: &[&Provable], context: &Context) -> Result<bool, Failure> {
        self.show(new, context)?;
        context.ask_plainly(context.style().lang.words().proof().may_run(new.len()).as_str())
    }

    /// Shows commands that want to be approved.
    ///
    /// # Errors
    ///
    /// Passes on what writing returns.
    pub(crate) fn show(&self, new: &[&Provable], context: &Context) -> Result<(), Failure> {
        let words = context.style().lang.words().proof();
        let rows: Vec<CommandRow> = new.iter().map(|it| self.row(it)).collect();
        let heading = term::flow(&words.look_at(PLAN_FILE), context.style());
        let text = format!("{heading}{}", term::render_commands(&rows, context.style()));
        context.err().write_all(text.as_bytes())?;
        Ok(())
    }

    /// Approves these.
    ///
    /// # Errors
    ///
    /// Says where that cannot be kept.
    pub(crate) fn approve(&mut self, new: &[&Provable]) -> Result<(), Failure> {
        self.trust.approve(new.iter().map(|it| (it.digest.clone(), it.verify.to_string())))
    }
}

impl Provable {
    /// Runs the commands, which have to be approved.
    pub(crate) fn run(
        &self,
        place: &Place,
        interrupt: &Interrupt,
        live: &mut dyn FnMut(&[u8]),
    ) -> Proven {
        self.proven(&runner::run(&self.verify, place, interrupt, live))
    }

    /// That the commands want a clean work tree, and it is not.
    pub(crate) fn refused_as_dirty(&self) -> Proven {
        let step = self.verify.steps().iter().position(|step| step.needs_clean).unwrap_or_default();
        let run = TaskRun { ending: RunVerdict::Dirty, ..self.task_run(step, Duration::ZERO) };
        Proven { run, output: Vec::new() }
    }

    fn proven(&self, outcome: &Outcome) -> Proven {
        let verdict = match &outcome.ending {
            Ending::Passed => RunVerdict::Passed,
            Ending::Failed { code } => RunVerdict::Failed { exit_code: *code },
            Ending::TimedOut { limit } => RunVerdict::TimedOut { limit_seconds: limit.as_secs() },
            Ending::Stopped => RunVerdict::Stopped,
            Ending::NotStarted { why } => RunVerdict::NotStarted { problem: why.clone() },
            Ending::Outside { folder } => RunVerdict::Outside { cwd: folder.clone() },
        };
        let run = TaskRun {
            ending: verdict,
            output_bytes: outcome.output.total_bytes(),
            output_tail: outcome.output.last_lines(KEPT_LINES),
            ..self.task_run(outcome.step, outcome.took)
        };
        Proven { run, output: outcome.output.bytes().to_vec() }
    }

    fn task_run(&self, step: usize, took: Duration) -> TaskRun {
        let step = self.verify.steps().get(step);
        TaskRun {
            task: self.id.clone(),
            title: self.title.clone(),
            ending: RunVerdict::Passed,
            command: step.map(|step| step.command.text().to_owned()).unwrap_or_default(),
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            output_bytes: 0,
            output_tail: Vec::new(),
        }
    }
}

/// The receipts for tasks that are about to be recorded, by task: their commands are run. Tasks
/// without commands have none.
///
/// # Errors
///
/// Where a command is not approved, or a task does not pass. Nothing may be recorded then.
pub(crate) fn checks(
    ids: &[Id],
    skips: bool,
    workspace: &Workspace,
    context: &Context,
) -> Result<BTreeMap<Id, String>, Failure> {
    let is_provable =
        |id: &&Id| workspace.plan.task(id).is_some_and(|(_, task)| task.verify.is_some());
    let wanted: Vec<&Id> = ids.iter().filter(is_provable).collect();
    if wanted.is_empty() {
        return Ok(BTreeMap::new());
    }
    if skips {
        return Ok(skipped(&wanted, workspace));
    }
    workspace.ledger.check_place(&workspace.plan.record.reference)?;
    let mut workshop = Workshop::open(workspace)?;
    let provable: Vec<Provable> =
        wanted.iter().filter_map(|id| workshop.provable(&workspace.plan, id)).collect();
    workshop.see_approved(&provable, true, context)?;
    // From here on Ctrl-C ends what runs, and the scratch directory goes as it should.
    let interrupt = Interrupt::on_signals()?;
    let scratch = Context::scratch()?;
    let state = workspace.ledger.work_tree_state(scratch.path())?;
    let mut receipts = BTreeMap::new();
    for it in &provable {
        let proven = prove(it, &state, &workshop.place, &interrupt, context)?;
        receipts.insert(it.id.clone(), receipt(it, &state, &proven.run));
    }
    Ok(receipts)
}

/// That these tasks were recorded without being checked.
pub(crate) fn unchecked(ids: &[Id], workspace: &Workspace, context: &Context) -> Vec<Notice> {
    let words = context.style().lang.words().proof();
    let said = |id: &Id| Notice::Mind(words.left_unchecked(id.as_str()));
    provable(ids, workspace).map(said).collect()
}

/// That these tasks would be recorded only after a check, which a dry run leaves out.
pub(crate) fn to_be_checked(ids: &[Id], workspace: &Workspace, context: &Context) -> Vec<Notice> {
    let words = context.style().lang.words().proof();
    let said = |id: &Id| Notice::Mind(words.to_be_checked(id.as_str()));
    provable(ids, workspace).map(said).collect()
}

/// The tasks of which the plan says how they are proved.
fn provable<'a>(ids: &'a [Id], workspace: &'a Workspace) -> impl Iterator<Item = &'a Id> {
    ids.iter().filter(|id| workspace.plan.task(id).is_some_and(|(_, task)| task.verify.is_some()))
}

/// Receipts that say that nothing was run.
fn skipped(ids: &[&Id], workspace: &Workspace) -> BTreeMap<Id, String> {
    let top = workspace.ledger.work_dir().unwrap_or(&workspace.folder);
    let below = workspace.folder.strip_prefix(top).unwrap_or(Path::new(""));
    let folder = below.to_string_lossy().replace('\\', "/");
    let receipt = |id: &&Id| {
        let (_, task) = workspace.plan.task(id)?;
        let digest = task.verify.as_ref()?.digest(&folder);
        Some(((*id).clone(), CheckReceipt::skipped(digest.short()).to_string()))
    };
    ids.iter().filter_map(receipt).collect()
}

/// Runs the commands of one task and tells so.
fn prove(
    it: &Provable,
    state: &WorkTreeState,
    place: &Place,
    interrupt: &Interrupt,
    context: &Context,
) -> Result<Proven, Failure> {
    let words = context.style().lang.words().proof();
    let tell = |text: String| {
        let text = term::flow(&text, context.style());
        context.err().write_all(text.as_bytes())
    };
    tell(words.checking(it.id.as_str(), &term::visible(&it.verify.to_string())))?;
    let proven = if it.verify.needs_clean() && !state.is_clean {
        it.refused_as_dirty()
    } else {
        it.run(place, interrupt, &mut |_| {})
    };
    if !proven.run.ending.is_pass() {
        return Err(refusal::not_proven(&proven.run));
    }
    tell(words.checked(it.id.as_str(), proven.run.took_ms))?;
    Ok(proven)
}

fn receipt(it: &Provable, state: &WorkTreeState, run: &TaskRun) -> String {
    let receipt = CheckReceipt {
        verdict: CheckVerdict::Pass,
        tree: Some(state.tree.clone()),
        is_dirty: !state.is_clean,
        command: Some(it.digest.short().to_owned()),
        took_ms: Some(run.took_ms),
    };
    receipt.to_string()
}
