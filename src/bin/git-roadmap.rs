//! `git roadmap`: hands over to the `roadmap` beside it, and nothing else, so that there is one
//! program, built and linked once.

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let program = program();
    let mut command = Command::new(&program);
    #[expect(clippy::disallowed_methods, reason = "this is main")]
    command.args(env::args_os().skip(1));
    let error = hand_over(command);
    match error {
        Ok(code) => code,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "there is nobody else to say it")]
            {
                eprintln!("error: `{}` cannot be started: {error}", program.display());
                eprintln!("hint: install roadmap again; git-roadmap only hands over to it");
            }
            ExitCode::from(3)
        }
    }
}

/// The `roadmap` in the folder of this program, also behind a link to it; else that of `PATH`.
fn program() -> PathBuf {
    let name = format!("roadmap{}", env::consts::EXE_SUFFIX);
    let this = env::current_exe().ok();
    let real = this.as_ref().and_then(|this| this.canonicalize().ok());
    let beside = [this, real].into_iter().flatten().map(|this| this.with_file_name(&name));
    beside.into_iter().find(|beside| beside.is_file()).unwrap_or_else(|| PathBuf::from(name))
}

/// Becomes the program, under the name that it was called by.
#[cfg(unix)]
fn hand_over(mut command: Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    Err(command.arg0("git-roadmap").exec())
}

/// Runs the program and passes on its exit code.
#[cfg(not(unix))]
fn hand_over(mut command: Command) -> std::io::Result<ExitCode> {
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(1)))
}
