//! The edge: arguments, environment, exit codes, and one file per command.
//!
//! Only [`Context`] reads the environment, and everything that is printed goes through it.

mod args;
mod changing;
mod cmd;
mod complete;
mod context;
mod curriculum;
mod day;
mod editor;
mod evidence;
mod failure;
mod glance;
mod ledger_failure;
mod name;
mod plan_file;
mod recording;
mod save;
mod schema_file;
mod thing;
mod usage;
mod vault;
mod waiting;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use clap_complete::CompleteEnv;

use args::Cli;
pub use context::Context;
use failure::Failure;

/// Runs the program with the real environment.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    Context::complete_in_directory_of(&arguments);
    let mut context = Context::from_environment();
    let completing = CompleteEnv::with_factory(command)
        .try_complete(arguments.iter().cloned(), Some(context.here()));
    match completing {
        Ok(false) => run(arguments, &mut context),
        // TAB never disturbs the line that is being typed.
        Ok(true) | Err(_) => ExitCode::SUCCESS,
    }
}

/// Runs the program in `context`. Can be called again and again in one process.
pub fn run(arguments: impl IntoIterator<Item = OsString>, context: &mut Context) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let style = context.style();
            return context.print_usage(&usage::say(&error, &arguments, style.lang, style.width));
        }
    };
    let outcome = context
        .adopt(&cli.global)
        .and_then(|()| cmd::run(cli.command.unwrap_or_default(), context));
    match outcome.or_else(Failure::unless_reader_left) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(context.style().lang, context.err());
            failure.exit_code()
        }
    }
}

/// The command line as clap sees it, for completions and tests.
#[must_use]
pub fn command() -> clap::Command {
    Cli::command()
}
