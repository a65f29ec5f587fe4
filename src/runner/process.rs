//! One process with all that it starts.

use std::io::{self, Read as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use process_wrap::std::{ChildWrapper, CommandWrap};

use super::Ending;
use super::environment::Variables;
use super::orphans;
use crate::clock::Stopwatch;
use crate::plan::Step;

/// How often we look whether a process has ended that keeps its output open.
const PAUSE: Duration = Duration::from_millis(20);

/// How long a process that was asked to end may take for it.
const GRACE: Duration = Duration::from_millis(500);

/// How long output is awaited that was written before the end.
const LAST_OUTPUT: Duration = Duration::from_millis(100);

/// How much is read at once, in bytes, and how many such pieces wait to be shown.
const PIECE: usize = 16 * 1024;
const WAITING: usize = 16;

/// Whether the learner wants it all to stop (Ctrl-C).
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// One that Ctrl-C sets, and whatever else ends a program politely.
    ///
    /// # Errors
    ///
    /// Passes on what the system says.
    pub fn on_signals() -> io::Result<Self> {
        let interrupt = Self::default();
        for signal in signal_hook::consts::TERM_SIGNALS {
            signal_hook::flag::register(*signal, Arc::clone(&interrupt.0))?;
        }
        // The terminal was closed.
        #[cfg(unix)]
        signal_hook::flag::register(signal_hook::consts::SIGHUP, Arc::clone(&interrupt.0))?;
        Ok(interrupt)
    }

    /// Whether it is set.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Runs one step in a folder.
pub(super) fn run(
    step: &Step,
    folder: &Path,
    variables: &Variables,
    interrupt: &Interrupt,
    live: &mut dyn FnMut(&[u8]),
) -> Ending {
    let watch = Stopwatch::start();
    let limit = Duration::from_secs(step.time_limit().seconds());
    let (mut child, output) = match orphans::start(|| start(step, folder, variables)) {
        Ok(started) => started,
        Err(error) => return Ending::NotStarted { why: error.to_string() },
    };
    let mut pause = Duration::from_micros(200);
    let ending = loop {
        let is_over = match output.recv_timeout(PAUSE) {
            Ok(bytes) => {
                live(&bytes);
                None
            }
            Err(RecvTimeoutError::Timeout) => leader(child.as_mut()).try_wait().transpose(),
            // All have closed their output, which is mostly the moment before the end.
            Err(RecvTimeoutError::Disconnected) => {
                thread::sleep(pause);
                pause = (pause * 2).min(PAUSE);
                leader(child.as_mut()).try_wait().transpose()
            }
        };
        if let Some(ended) = is_over {
            break ended.map_or_else(|error| not_started(&error), ending_of);
        }
        if interrupt.is_set() {
            break Ending::Stopped;
        }
        if watch.elapsed() >= limit {
            break Ending::TimedOut { limit };
        }
    };
    if matches!(ending, Ending::Stopped | Ending::TimedOut { .. }) {
        ask_to_end(child.as_mut(), &output, live);
    }
    // Whatever is left of the group goes with its leader, also after a success.
    let _ = child.start_kill();
    let _ = leader(child.as_mut()).wait();
    orphans::end();
    drain(&output, LAST_OUTPUT, live);
    ending
}

/// The process that leads the group. The group itself is never waited for: orphans of it may be
/// children of ours, and whether one of them ends is no matter.
#[cfg(unix)]
fn leader(child: &mut dyn ChildWrapper) -> &mut dyn ChildWrapper {
    child.inner_mut()
}

/// The job with all its processes.
#[cfg(not(unix))]
fn leader(child: &mut dyn ChildWrapper) -> &mut dyn ChildWrapper {
    child
}

fn not_started(error: &io::Error) -> Ending {
    Ending::NotStarted { why: error.to_string() }
}

fn ending_of(status: ExitStatus) -> Ending {
    if status.success() { Ending::Passed } else { Ending::Failed { code: status.code() } }
}

/// A process with all that it starts, and the pieces of what they print.
type Started = (Box<dyn ChildWrapper>, Receiver<Vec<u8>>);

/// Starts a step as the leader of a group of its own, both outputs in one pipe, so that their
/// order stays.
fn start(step: &Step, folder: &Path, variables: &Variables) -> io::Result<Started> {
    let arguments = step.command.arguments();
    let Some((program, arguments)) = arguments.split_first() else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let (mut reader, writer) = io::pipe()?;
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder).env_clear();
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    command.env("PWD", folder).envs(&step.variables);
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut wrapped = CommandWrap::from(command);
    #[cfg(unix)]
    wrapped.wrap(process_wrap::std::ProcessGroup::leader());
    #[cfg(windows)]
    wrapped.wrap(process_wrap::std::JobObject);
    let child = wrapped.spawn()?;
    // Our own ends of the pipe would keep it open.
    drop(wrapped);
    let (sender, receiver) = sync_channel(WAITING);
    thread::spawn(move || pass_on(&mut reader, &sender));
    Ok((child, receiver))
}

/// Passes on what is read, until the end or until nobody listens.
fn pass_on(reader: &mut io::PipeReader, sender: &SyncSender<Vec<u8>>) {
    let mut piece = vec![0; PIECE];
    loop {
        match reader.read(&mut piece) {
            Ok(0) => return,
            Ok(count) if sender.send(piece[..count].to_vec()).is_err() => return,
            Err(error) if error.kind() != io::ErrorKind::Interrupted => return,
            _ => {}
        }
    }
}

/// Asks a group to end, and gives it a moment for that.
fn ask_to_end(
    child: &mut dyn ChildWrapper,
    output: &Receiver<Vec<u8>>,
    live: &mut dyn FnMut(&[u8]),
) {
    #[cfg(unix)]
    let _ = child.signal(signal_hook::consts::SIGTERM);
    let watch = Stopwatch::start();
    while watch.elapsed() < GRACE {
        drain(output, PAUSE, live);
        if !matches!(leader(child).try_wait(), Ok(None)) {
            return;
        }
    }
}

/// Takes what is still written, for so long at most.
fn drain(output: &Receiver<Vec<u8>>, most: Duration, live: &mut dyn FnMut(&[u8])) {
    let watch = Stopwatch::start();
    while let Some(left) = most.checked_sub(watch.elapsed()) {
        match output.recv_timeout(left) {
            Ok(bytes) => live(&bytes),
            Err(RecvTimeoutError::Disconnected) => {
                // Nothing more comes, and looking again at once would only keep a core busy.
                if most == PAUSE {
                    thread::sleep(left);
                }
                return;
            }
            Err(RecvTimeoutError::Timeout) => return,
        }
    }
}
