//! The learner's pager, for output that is longer than the terminal.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// How to page.
#[derive(Clone, Debug, Default)]
pub(super) struct Pager {
    /// The command, as the learner configured it; `None` for `less`.
    pub(super) command: Option<String>,
    /// Variables that the pager gets.
    pub(super) environment: Vec<(&'static str, &'static str)>,
}

impl Pager {
    /// Shows the text and returns once the learner is through. Returns `false` where there is no
    /// such program, so that nothing was shown. Who leaves before the end has seen enough.
    pub(super) fn show(&self, text: &[u8]) -> bool {
        let mut command = self.command();
        command.envs(self.environment.iter().copied()).stdin(Stdio::piped());
        let keeps = Interrupts::leave_to_the_pager();
        let Ok(mut child) = command.spawn() else { return false };
        if let Some(mut stdin) = child.stdin.take() {
            let _ = stdin.write_all(text);
        }
        let ended = child.wait();
        drop(keeps);
        // What a shell says when it does not find the program, or cannot run it.
        !ended.is_ok_and(|ended| matches!(ended.code(), Some(126 | 127)))
    }

    fn command(&self) -> Command {
        let Some(line) = &self.command else { return Command::new("less") };
        // As git does it: the command may have arguments and variables of its own.
        let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let mut command = Command::new(shell);
        command.args([flag, line]);
        command
    }
}

/// While it lives, Ctrl-C is for the pager, which would otherwise be left behind alone.
struct Interrupts {
    #[cfg(unix)]
    caught: Option<signal_hook::SigId>,
}

impl Interrupts {
    fn leave_to_the_pager() -> Self {
        Self {
            #[cfg(unix)]
            caught: signal_hook::flag::register(
                signal_hook::consts::SIGINT,
                std::sync::Arc::default(),
            )
            .ok(),
        }
    }
}

#[cfg(unix)]
impl Drop for Interrupts {
    fn drop(&mut self) {
        if let Some(caught) = self.caught.take() {
            signal_hook::low_level::unregister(caught);
        }
    }
}
