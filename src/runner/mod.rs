//! Runs the commands under `verify`: the one place that starts what a plan names.
//!
//! Nothing here decides whether a command may be run; whoever calls [`run`] has seen to that.
//! A command gets no terminal and no input, its output is read while it is written and never
//! kept whole, and whatever it has started ends with it.

mod environment;
mod orphans;
mod output;
mod process;

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clock::Stopwatch;
use crate::plan::{Step, Verify};

pub use environment::{Variables, is_passed_on};
pub use output::Tail;
pub use process::Interrupt;

/// Where commands are run.
#[derive(Clone, Debug)]
pub struct Place {
    /// The top of the work tree, which no command's folder may leave.
    pub top: PathBuf,
    /// The folder of the plan, in it.
    pub plan_folder: PathBuf,
    /// The variables that every command gets.
    pub variables: Variables,
}

/// How commands ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// All of them succeeded.
    Passed,
    /// One failed.
    Failed {
        /// Its exit code; `None` where a signal ended it.
        code: Option<i32>,
    },
    /// One took longer than it may.
    TimedOut {
        /// How long it may take.
        limit: Duration,
    },
    /// The learner stopped it.
    Stopped,
    /// One could not be started.
    NotStarted {
        /// Why, in words of the system or ours.
        why: String,
    },
    /// The folder of one is not in the work tree.
    Outside {
        /// The folder, as the plan says it.
        folder: String,
    },
}

/// What came of running commands.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How they ended.
    pub ending: Ending,
    /// The step that they ended with, counted from 0.
    pub step: usize,
    /// How long they took.
    pub took: Duration,
    /// The end of what they printed.
    pub output: Tail,
}

/// Runs the steps of a `verify` one after the other, until one does not succeed. `live` gets
/// what they print as soon as they print it.
pub fn run(
    verify: &Verify,
    place: &Place,
    interrupt: &Interrupt,
    live: &mut dyn FnMut(&[u8]),
) -> Outcome {
    let watch = Stopwatch::start();
    let mut output = Tail::default();
    let mut ending = Ending::Passed;
    let mut at = 0;
    for (number, step) in verify.steps().iter().enumerate() {
        at = number;
        ending = if interrupt.is_set() {
            Ending::Stopped
        } else {
            run_step(step, place, interrupt, &mut |bytes| {
                output.push(bytes);
                live(bytes);
            })
        };
        if ending != Ending::Passed {
            break;
        }
    }
    Outcome { ending, step: at, took: watch.elapsed(), output }
}

fn run_step(
    step: &Step,
    place: &Place,
    interrupt: &Interrupt,
    live: &mut dyn FnMut(&[u8]),
) -> Ending {
    let Some(folder) = folder_of(step, place) else {
        return Ending::Outside { folder: step.folder.clone().unwrap_or_default() };
    };
    process::run(step, &folder, &place.variables, interrupt, live)
}

/// The folder to run a step in, without symbolic links; `None` where it is none of the work
/// tree.
fn folder_of(step: &Step, place: &Place) -> Option<PathBuf> {
    let real = |path: &Path| path.canonicalize().ok();
    let top = real(&place.top)?;
    let folder = match &step.folder {
        Some(below) => real(&place.plan_folder.join(below))?,
        None => real(&place.plan_folder)?,
    };
    (folder.is_dir() && folder.starts_with(top)).then_some(folder)
}
