//! The `roadmap` program; see [`roadmap::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "this is main")]
    roadmap::cli::main(std::env::args_os())
}
