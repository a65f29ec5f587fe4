//! What a command has started and let go of. On Linux it becomes a child of ours when whoever
//! started it ends, whatever group or session it has made for itself, and is ended then.

use std::io;
use std::sync::{Mutex, PoisonError};

/// How many commands are running. While it is locked none starts, so that no leader is taken for
/// an orphan.
static RUNNING: Mutex<usize> = Mutex::new(0);

/// Starts a command, having seen that its orphans come to us.
pub(super) fn start<T>(start: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    if *running == 0 {
        linux::adopt();
    }
    let started = start()?;
    *running += 1;
    Ok(started)
}

/// A command and its group have been ended. Ends the orphans too, unless others are running:
/// nobody can tell whose these are then, so they go with the last.
pub(super) fn end() {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    *running = running.saturating_sub(1);
    if *running == 0 {
        linux::end_adopted();
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::thread;
    use std::time::Duration;

    use nix::errno::Errno;
    use nix::sys::prctl;
    use nix::sys::signal::{Signal, kill, killpg};
    use nix::sys::wait::{Id, WaitPidFlag, waitid, waitpid};
    use nix::unistd::{Pid, getpgrp};

    use crate::clock::Stopwatch;

    /// How long we go on ending what keeps starting more.
    const PATIENCE: Duration = Duration::from_secs(2);

    /// How long a process that was killed gets to be gone.
    const PAUSE: Duration = Duration::from_millis(2);

    /// Lets orphans come to us. Where we have children before we start any (whoever ran us may
    /// have handed over a process with jobs of its own), they would be mistaken for orphans; then
    /// only groups are ended.
    pub(super) fn adopt() {
        let _ = prctl::set_child_subreaper(!has_children());
    }

    /// Ends what has come to us, and what comes to us thereby, in any number of generations. Only
    /// children of ours are killed: their numbers are nobody else's before we have waited for them.
    pub(super) fn end_adopted() {
        if !prctl::get_child_subreaper().unwrap_or(false) {
            return;
        }
        let watch = Stopwatch::start();
        while has_children() && watch.elapsed() < PATIENCE {
            let adopted = adopted();
            if adopted.is_empty() {
                return;
            }
            for (pid, group) in adopted {
                if pid == group {
                    let _ = killpg(group, Signal::SIGKILL);
                }
                let _ = kill(pid, Signal::SIGKILL);
                let _ = waitpid(pid, Some(WaitPidFlag::WNOHANG));
            }
            thread::sleep(PAUSE);
        }
    }

    fn has_children() -> bool {
        let look = WaitPidFlag::WEXITED | WaitPidFlag::WNOHANG | WaitPidFlag::WNOWAIT;
        waitid(Id::All, look) != Err(Errno::ECHILD)
    }

    /// Our children and their groups, but for those in our own: these we have started ourselves.
    fn adopted() -> Vec<(Pid, Pid)> {
        let (us, ours) = (Pid::this(), getpgrp());
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        let child = |entry: fs::DirEntry| {
            let pid: i32 = entry.file_name().to_str()?.parse().ok()?;
            let (parent, group) = parent_and_group(&fs::read(entry.path().join("stat")).ok()?)?;
            (parent == us && group != ours).then_some((Pid::from_raw(pid), group))
        };
        processes.filter_map(child).collect()
    }

    /// Of what the kernel says of a process: number, name in brackets, state, parent, group. The
    /// name may hold anything.
    fn parent_and_group(stat: &[u8]) -> Option<(Pid, Pid)> {
        let behind_name = stat.iter().rposition(|byte| *byte == b')')?;
        let rest = String::from_utf8_lossy(&stat[behind_name + 1..]).into_owned();
        let mut numbers = rest.split_whitespace().skip(1).map(str::parse);
        let mut next = || Some(Pid::from_raw(numbers.next()?.ok()?));
        Some((next()?, next()?))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_name_does_not_lie_about_a_parent() {
            let said = |stat: &[u8]| parent_and_group(stat).map(|(a, b)| (a.as_raw(), b.as_raw()));
            assert_eq!(said(b"7 (sh) S 3 5 5 0 -1 4194560"), Some((3, 5)));
            assert_eq!(said(b"7 (a) S 1 1 () \xff) Z 3 5 5"), Some((3, 5)));
            assert_eq!(said(b"7 (sh) S"), None);
            assert_eq!(said(b""), None);
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod linux {
    /// Elsewhere orphans go to the first process.
    pub(super) fn adopt() {}

    /// None has come to us.
    pub(super) fn end_adopted() {}
}
