//! A terminal with a program in it: keys go in, and its screen can be read.

use std::io::{Read as _, Write as _};
use std::num::NonZeroU16;
use std::path::Path;
use std::process::{Child, Command};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

use pty_process::blocking::Pty;

use crate::support::TestRepo;

/// How long a program may take to show something. Far longer than it takes, since it only ends
/// tests that fail.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lets the programs that are started from here end at Ctrl-C, also where whoever started the tests
/// ignores it, as a shell does for what it runs in the background: only what a process handles is
/// given back to its children as it was meant.
fn heed_interrupts() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let ends = Arc::new(AtomicBool::new(true));
        signal_hook::flag::register_conditional_default(signal_hook::consts::SIGINT, ends)
            .expect("a handler");
    });
}

/// What a terminal has been sent so far, as it shows it.
struct Screen {
    parser: vt100::Parser,
    ended: bool,
}

/// A terminal with a program in it.
pub(crate) struct Terminal {
    keys: Arc<Pty>,
    child: Child,
    screen: Arc<(Mutex<Screen>, Condvar)>,
}

impl Terminal {
    /// Starts a program with exactly this environment in a terminal of so many rows and columns.
    pub(crate) fn start(
        program: &str,
        arguments: &[&str],
        place: &Path,
        environment: &[(String, String)],
        (rows, columns): (u16, u16),
    ) -> Self {
        heed_interrupts();
        let (pty, pts) = pty_process::blocking::open().expect("a pseudo-terminal");
        pty.resize(pty_process::Size::new(rows, columns)).expect("a size");
        let command = pty_process::blocking::Command::new(program)
            .args(arguments)
            .current_dir(place)
            .env_clear()
            .envs(environment.iter().map(|(name, value)| (name, value)));
        let child = command.spawn(pts).expect("a program");
        let screen =
            Screen { parser: vt100::Parser::new(size(rows), size(columns), 0), ended: false };
        let screen = Arc::new((Mutex::new(screen), Condvar::new()));
        let keys = Arc::new(pty);
        let sent = Arc::clone(&keys);
        let read = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut shown: &Pty = &sent;
            let mut bytes = [0; 4096];
            // Linux says that the other side is gone by an error.
            while let Ok(length @ 1..) = shown.read(&mut bytes) {
                let (screen, changed) = &*read;
                lock(screen).parser.process(&bytes[..length]);
                changed.notify_all();
            }
            lock(&read.0).ended = true;
            read.1.notify_all();
        });
        Self { keys, child, screen }
    }

    /// Starts roadmap in a learner's repository, with these variables beside theirs.
    pub(crate) fn of_roadmap(
        repo: &TestRepo,
        variables: &[(&str, &str)],
        arguments: &[&str],
        size: (u16, u16),
    ) -> Self {
        let command = repo.command(repo.path(), "true");
        let theirs =
            command.get_envs().filter_map(|(name, value)| Some((name.to_str()?, value?.to_str()?)));
        let added = [("TERM", "xterm-256color"), ("COLUMNS", "")];
        let all = theirs.chain(added).chain(variables.iter().copied());
        let environment: Vec<(String, String)> =
            all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self::start(env!("CARGO_BIN_EXE_roadmap"), arguments, repo.path(), &environment, size)
    }

    /// Types.
    pub(crate) fn send(&self, keys: &str) {
        let mut terminal: &Pty = &self.keys;
        terminal.write_all(keys.as_bytes()).expect("a terminal");
    }

    /// Answers the question of a shell by `y`. It stands there a moment before its answer is
    /// listened to.
    pub(crate) fn agree(&self) {
        std::thread::sleep(Duration::from_millis(500));
        self.send("y");
    }

    /// What the screen shows, line by line, without blanks at their ends.
    pub(crate) fn shown(&self) -> String {
        shown(&self.screen.0.lock().unwrap().parser)
    }

    /// Waits until the screen shows what is wanted, and returns it.
    pub(crate) fn wait(&self, what: &str, is_there: impl Fn(&str) -> bool) -> String {
        let deadline = Instant::now() + PATIENCE;
        let (screen, changed) = &*self.screen;
        let mut guard = screen.lock().unwrap();
        loop {
            let text = shown(&guard.parser);
            if is_there(&text) {
                return text;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero() && !guard.ended, "no {what} on this screen:\n{text}");
            guard = changed.wait_timeout(guard, left).unwrap().0;
        }
    }

    /// Waits until the screen shows all of these texts, and returns it.
    pub(crate) fn see(&self, texts: &[&str]) -> String {
        self.wait(&format!("{texts:?}"), |screen| texts.iter().all(|text| screen.contains(text)))
    }

    /// Presses a key again and again, once a moment, until the screen shows a text.
    pub(crate) fn insist(&self, key: &str, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.shown().contains(text) {
            assert!(Instant::now() < deadline, "no {text} on this screen:\n{}", self.shown());
            self.send(key);
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Waits until the program has ended, and returns its exit code.
    pub(crate) fn ended(&mut self) -> i32 {
        let deadline = Instant::now() + PATIENCE;
        let (screen, changed) = &*self.screen;
        let mut guard = screen.lock().unwrap();
        while !guard.ended {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it runs still:\n{}", shown(&guard.parser));
            guard = changed.wait_timeout(guard, left).unwrap().0;
        }
        drop(guard);
        self.child.wait().expect("a program").code().unwrap_or(-1)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The screen, also where a test that looked at it has failed.
fn lock(screen: &Mutex<Screen>) -> MutexGuard<'_, Screen> {
    screen.lock().unwrap_or_else(PoisonError::into_inner)
}

fn size(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("a size above 0")
}

fn shown(parser: &vt100::Parser) -> String {
    let screen = parser.screen();
    let (_, columns) = screen.size();
    let lines: Vec<String> =
        screen.rows(0, columns.get()).map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n").trim_end().to_owned()
}

/// Whether a program can be started. Says loudly that a test is skipped without it; in CI a
/// program that is missing is a failure.
pub(crate) fn has(program: &str, version: &[&str]) -> bool {
    if Command::new(program).args(version).output().is_ok_and(|output| output.status.success()) {
        return true;
    }
    assert!(std::env::var_os("CI").is_none(), "{program} is not installed, and CI is set");
    let mut terminal = std::fs::OpenOptions::new().append(true).open("/dev/tty").ok();
    let said = format!("SKIPPED, NOT TESTED: {program} is not installed\n");
    // Past the test harness, which swallows what a passing test prints.
    match &mut terminal {
        Some(terminal) => drop(terminal.write_all(said.as_bytes())),
        None => eprint!("{said}"),
    }
    false
}
