//! The edge: arguments, environment, exit codes, and one file per command.
//!
//! Only [`Context`] reads the environment, and everything that is printed goes through it.

mod args;
mod changing;
mod cmd;
mod complete;
mod context;
mod curriculum;
mod dates;
mod day;
mod editor;
mod evidence;
mod failure;
mod glance;
mod help;
mod ledger_failure;
#[cfg(feature = "package")]
mod man;
mod moment;
mod name;
mod nearest;
mod pager;
mod plan_file;
mod proof;
mod recording;
mod reprint;
mod save;
mod schema_file;
mod script;
mod seconds;
mod start_file;
mod thing;
mod usage;
mod vault;
mod waiting;
mod workspace;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::builder::Resettable;
use clap::{CommandFactory, FromArgMatches as _};
use clap_complete::CompleteEnv;

use crate::sentence::Lang;
use args::{GlobalArgs, Root};
use cmd::Command;
pub use context::Context;
use failure::Failure;

/// Runs the program with the real environment.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    Context::complete_in_directory_of(&arguments);
    let mut context = Context::from_environment();
    let lang = context.style().lang;
    let completing = CompleteEnv::with_factory(|| command_at_tab(&arguments, lang))
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
    let (global, command) = match parse(&arguments) {
        Ok(read) => read,
        Err(error) => {
            return context.print_usage(&usage::say(error, &arguments, context.style()));
        }
    };
    let outcome = context.adopt(&global).and_then(|()| match command {
        Some(command) => command.run(context),
        None => cmd::welcome::run(context),
    });
    match outcome.or_else(Failure::unless_reader_left) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(context.style().lang, context.err());
            failure.exit_code()
        }
    }
}

/// Reads the command line. Usage and errors name the program as it was called.
fn parse(arguments: &[OsString]) -> Result<(GlobalArgs, Option<Command>), clap::Error> {
    let read = |mut described: clap::Command, reads_environment: bool| {
        if !reads_environment {
            described = described.mut_arg("lang", |lang| lang.env(Resettable::Reset));
        }
        let matches = described.try_get_matches_from_mut(arguments)?;
        let global = GlobalArgs::from_arg_matches(&matches);
        let read = global.and_then(|global| Ok((global, Command::called(&matches)?)));
        read.map_err(|error| error.format(&mut described))
    };
    // Only a command whose name stands there can be the one that is called.
    let is_there = |name: &str| arguments.iter().any(|word| word == name);
    let called = Command::describe(Root::command(), is_there);
    let reads_environment = !Context::has_read_language();
    read(as_called(arguments, called), reads_environment).or_else(|error| {
        if !error.use_stderr() {
            return Err(error);
        }
        if let Some(of_status) = of_status(arguments) {
            return Ok(of_status);
        }
        // What is refused is looked at with all commands in view, for what it may have meant; a
        // usage line would show the option of which the environment has the value.
        match read(as_called(arguments, command()), false) {
            Ok(_) => Err(error),
            refused => refused,
        }
    })
}

/// Options alone, of which one is of `status`: that is what is shown without a command.
fn of_status(arguments: &[OsString]) -> Option<(GlobalArgs, Option<Command>)> {
    let (name, options) = arguments.split_first()?;
    let line = [name.clone(), "status".into()].into_iter().chain(options.iter().cloned());
    let matches = command().try_get_matches_from(line).ok()?;
    let is_of_a_phase = matches.subcommand_matches("status")?.contains_id("phase");
    let global = GlobalArgs::from_arg_matches(&matches).ok()?;
    (!is_of_a_phase).then_some((global, Command::called(&matches).ok()?))
}

/// The command line under the name that it was called by: `git roadmap` where git did.
fn as_called(arguments: &[OsString], command: clap::Command) -> clap::Command {
    let called = arguments.first().and_then(|name| Path::new(name).file_stem());
    if called.is_some_and(|name| name == "git-roadmap") {
        return command.bin_name("git roadmap");
    }
    command
}

/// The command line as TAB sees it, in the learner's language: on an empty word, flags are
/// offered only where there is nothing else to offer.
fn command_at_tab(arguments: &[OsString], lang: Lang) -> clap::Command {
    fn without_flags(command: clap::Command) -> clap::Command {
        let is_flag = |arg: &clap::Arg| !arg.is_positional();
        let command = command.mut_args(|arg| if is_flag(&arg) { arg.hide(true) } else { arg });
        command.mut_subcommands(without_flags)
    }
    let (before, word) = Context::words_at_tab(arguments);
    // Behind the name of a command, nothing of the others is shown.
    let called = Command::describe(Root::command(), |name| before.iter().any(|word| word == name));
    let mut command = if called.has_subcommands() { called } else { command() };
    let is_empty = word.is_some_and(|word| word.is_empty());
    if lang != Lang::En || is_empty {
        // --help comes into being here.
        command.build();
    }
    let command = usage::translated(command, lang, before);
    if is_empty { without_flags(command) } else { command }
}

/// The command line as clap sees it, for completions and tests.
#[must_use]
pub fn command() -> clap::Command {
    Command::describe(Root::command(), |_| true)
}
