//! `roadmap run`

use std::collections::VecDeque;
use std::io::Write as _;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use clap_complete::ArgValueCandidates;

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::proof::{Provable, Proven, Workshop, refusal};
use crate::cli::workspace::Workspace;
use crate::id::Id;
use crate::progress;
use crate::runner::{Interrupt, Place};
use crate::view::Format;
use crate::view::report::{Report, RunReport, TaskRun};
use crate::view::term;

/// Run the commands that prove tasks
///
/// Shows what they print and how they end, and records nothing: `roadmap done` does, and runs
/// them first. Commands run only after `roadmap trust`. Ctrl-C ends them with all that they have
/// started.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The tasks: an id, the start of one, or a part of the title
    #[arg(value_name = "TASK", add = ArgValueCandidates::new(complete::provable))]
    names: Vec<String>,

    /// All tasks that have a `verify`
    #[arg(long, conflicts_with_all = ["names", "phase"])]
    all: bool,

    /// Those of this phase
    #[arg(long, value_name = "PHASE", conflicts_with = "names")]
    #[arg(add = ArgValueCandidates::new(complete::phases))]
    phase: Option<String>,

    /// Only those without a receipt for this work tree and these commands
    #[arg(long)]
    changed: bool,

    /// How many to run at once; then each output is shown when it is complete
    #[arg(short, long, value_name = "N", default_value = "1")]
    jobs: NonZeroUsize,

    /// Print JSON for programs instead of text for people
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let mut workshop = Workshop::open(&workspace)?;
    let chosen = chosen(args, &workspace, &workshop)?;
    let chosen = if args.changed { changed(chosen, &workspace, context)? } else { chosen };
    workshop.see_approved(&chosen, false, context)?;
    if chosen.is_empty() && !args.json {
        return context.tell(context.style().lang.words().proof().nothing_changed());
    }
    let is_dirty =
        chosen.iter().any(|it| it.verify.needs_clean()) && workspace.ledger.has_changes()?;
    let session = Session {
        place: &workshop.place,
        interrupt: Interrupt::on_signals()?,
        is_dirty,
        is_silent: args.json,
        context,
    };
    let results = if args.jobs.get() > 1 && chosen.len() > 1 {
        session.side_by_side(&chosen, args.jobs.get())
    } else {
        session.one_by_one(&chosen)
    };
    let report = RunReport::new(results);
    let failed = report.failed > 0 || session.interrupt.is_set();
    let format = if args.json { Format::Json } else { Format::Term };
    let printed = context.print(&Report::Run(report), format);
    // The exit code is the verdict, also where the reader of the output has left.
    if failed { Err(Failure::said()) } else { printed }
}

/// The tasks that were asked for.
fn chosen(
    args: &Args,
    workspace: &Workspace,
    workshop: &Workshop,
) -> Result<Vec<Provable>, Failure> {
    let plan = &workspace.plan;
    if args.names.is_empty() {
        if !args.all && !args.changed && args.phase.is_none() {
            return Err(refusal::nothing_named());
        }
        let phase = args.phase.as_deref().map(|text| workspace.phase(text)).transpose()?;
        let mut all = workshop.all(plan);
        let is_of_it = |id: &Id| plan.task(id).map(|(of, _)| &of.id) == phase.as_ref();
        all.retain(|it| phase.is_none() || is_of_it(&it.id));
        return if all.is_empty() { Err(refusal::no_commands()) } else { Ok(all) };
    }
    let mut chosen: Vec<Provable> = Vec::new();
    for name in &args.names {
        let id = workspace.target(name)?;
        if plan.habit(&id).is_some() {
            return Err(refusal::a_habit(&id));
        }
        let provable = workshop.provable(plan, &id).ok_or_else(|| refusal::no_command(&id))?;
        if chosen.iter().all(|known| known.id != id) {
            chosen.push(provable);
        }
    }
    Ok(chosen)
}

/// Those whose last receipt is of another tree or other commands, or that have none.
fn changed(
    chosen: Vec<Provable>,
    workspace: &Workspace,
    context: &Context,
) -> Result<Vec<Provable>, Failure> {
    let standing = workspace.standing_before(context)?;
    let scratch = Context::scratch()?;
    let state = workspace.ledger.work_tree_state(scratch.path())?;
    let is_current = |it: &Provable| {
        // Newest first.
        let mut entries = standing.progress.entries.iter().filter(|entry| {
            entry.standing == progress::Standing::Counts && entry.credited.contains(&it.id)
        });
        let last = entries.find_map(|entry| progress::receipt_of(&entry.event));
        last.is_some_and(|receipt| {
            receipt.is_pass()
                && receipt.tree.as_deref() == Some(state.tree.as_str())
                && receipt.command.as_deref() == Some(it.digest.short())
        })
    };
    Ok(chosen.into_iter().filter(|it| !is_current(it)).collect())
}

/// Some tasks on the way.
struct Session<'a> {
    place: &'a Place,
    interrupt: Interrupt,
    is_dirty: bool,
    is_silent: bool,
    context: &'a Context,
}

impl Session<'_> {
    /// One after the other, with live output.
    fn one_by_one(&self, tasks: &[Provable]) -> Vec<TaskRun> {
        let mut results = Vec::new();
        for it in tasks {
            if self.interrupt.is_set() {
                break;
            }
            self.begin(it);
            let mut out = self.context.out();
            let proven = prove(it, self.place, &self.interrupt, self.is_dirty, &mut |bytes| {
                if !self.is_silent {
                    let _ = out.write_all(bytes).and_then(|()| out.flush());
                }
            });
            self.end(&proven, true);
            results.push(proven.run);
        }
        results
    }

    /// Several at once; each output is shown as a whole.
    fn side_by_side(&self, tasks: &[Provable], jobs: usize) -> Vec<TaskRun> {
        let queue: Mutex<VecDeque<usize>> = Mutex::new((0..tasks.len()).collect());
        let (sender, ended) = mpsc::channel();
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        // The printing thread keeps to itself what cannot be shared, so that only these go over.
        let (place, interrupt, is_dirty) = (self.place, &self.interrupt, self.is_dirty);
        thread::scope(|scope| {
            for _ in 0..jobs.min(tasks.len()) {
                let (sender, next) = (sender.clone(), &next);
                scope.spawn(move || {
                    while let Some(at) = next().filter(|_| !interrupt.is_set()) {
                        let proven = prove(&tasks[at], place, interrupt, is_dirty, &mut |_| {});
                        if sender.send((at, proven)).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            let mut results = Vec::new();
            for (at, proven) in ended {
                self.begin(&tasks[at]);
                self.end(&proven, false);
                results.push((at, proven.run));
            }
            results.sort_by_key(|(at, _)| *at);
            results.into_iter().map(|(_, run)| run).collect()
        })
    }

    /// Says what is run.
    fn begin(&self, it: &Provable) {
        let style = self.context.style();
        self.say(term::render_run_heading(&it.id, &it.title, style).as_bytes());
    }

    /// Says how it ended, below the output unless that was shown live.
    fn end(&self, proven: &Proven, was_live: bool) {
        if !was_live {
            self.say(&proven.output);
        }
        if proven.output.last().is_some_and(|last| *last != b'\n') {
            self.say(b"\n");
        }
        self.say(term::render_verdict(&proven.run, self.context.style()).as_bytes());
    }

    /// Prints something. Where the reader has left, the commands go on: what they prove is asked
    /// for by the exit code too.
    fn say(&self, bytes: &[u8]) {
        if !self.is_silent {
            let _ = self.context.out().write_all(bytes);
        }
    }
}

fn prove(
    it: &Provable,
    place: &Place,
    interrupt: &Interrupt,
    is_dirty: bool,
    live: &mut dyn FnMut(&[u8]),
) -> Proven {
    if is_dirty && it.verify.needs_clean() {
        return it.refused_as_dirty();
    }
    it.run(place, interrupt, live)
}
