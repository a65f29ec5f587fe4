//! One file per command: its arguments, then `run`.

pub(crate) mod add;
pub(crate) mod attest;
pub(crate) mod audit;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod demo;
pub(crate) mod doctor;
pub(crate) mod done;
pub(crate) mod edit;
pub(crate) mod export;
pub(crate) mod forecast;
pub(crate) mod heatmap;
pub(crate) mod help;
pub(crate) mod history;
pub(crate) mod hook;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod list;
pub(crate) mod log;
#[cfg(feature = "package")]
pub(crate) mod man;
pub(crate) mod r#move;
pub(crate) mod next;
pub(crate) mod note;
pub(crate) mod notes;
pub(crate) mod open;
pub(crate) mod prompt;
pub(crate) mod reopen;
pub(crate) mod replan;
pub(crate) mod report;
pub(crate) mod run;
pub(crate) mod schema;
pub(crate) mod set;
pub(crate) mod share;
pub(crate) mod show;
pub(crate) mod skills;
pub(crate) mod skip;
pub(crate) mod start;
pub(crate) mod status;
pub(crate) mod stop;
pub(crate) mod streak;
pub(crate) mod study;
pub(crate) mod today;
pub(crate) mod trust;
pub(crate) mod undo;
pub(crate) mod upgrade;
pub(crate) mod welcome;
pub(crate) mod why;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args as _, Command as Grammar, FromArgMatches as _};

use super::context::Context;
use super::failure::Failure;

/// Defines [`Command`] from its rows: variant, module, and the name in the command line.
macro_rules! commands {
    ($($(#[$only:meta])? $variant:ident = $module:ident, $name:literal;)*) => {
        /// The commands.
        #[derive(Debug)]
        pub(super) enum Command {
            $($(#[$only])? $variant($module::Args),)*
        }

        impl Command {
            /// Adds those commands to the command line `root` whose names are wanted. To describe
            /// all fifty costs more than most of them take.
            pub(super) fn describe(root: Grammar, is_wanted: impl Fn(&str) -> bool) -> Grammar {
                let mut described = root;
                $($(#[$only])? if is_wanted($name) {
                    let command = $module::Args::augment_args(Grammar::new($name));
                    described = described.subcommand(command);
                })*
                described
            }

            /// The command that was called; `None` without one.
            ///
            /// # Errors
            ///
            /// Its arguments do not have the form that they are described with.
            pub(super) fn called(matches: &ArgMatches) -> Result<Option<Self>, clap::Error> {
                match matches.subcommand() {
                    None => Ok(None),
                    $($(#[$only])? Some(($name, matches)) => {
                        $module::Args::from_arg_matches(matches).map(Self::$variant).map(Some)
                    })*
                    Some(_) => Err(clap::Error::new(ErrorKind::InvalidSubcommand)),
                }
            }

            /// Runs it.
            ///
            /// # Errors
            ///
            /// What the command could not do.
            pub(super) fn run(self, context: &Context) -> Result<(), Failure> {
                match self {
                    $($(#[$only])? Self::$variant(args) => $module::run(&args, context),)*
                }
            }
        }
    };
}

commands! {
    Init = init, "init";
    Import = import, "import";
    Done = done, "done";
    Run = run, "run";
    Trust = trust, "trust";
    Audit = audit, "audit";
    Study = study, "study";
    Start = start, "start";
    Stop = stop, "stop";
    Undo = undo, "undo";
    Attest = attest, "attest";
    Reopen = reopen, "reopen";
    Skip = skip, "skip";
    Status = status, "status";
    Today = today, "today";
    Streak = streak, "streak";
    History = history, "history";
    Next = next, "next";
    Forecast = forecast, "forecast";
    List = list, "list";
    Show = show, "show";
    Log = log, "log";
    Heatmap = heatmap, "heatmap";
    Note = note, "note";
    Notes = notes, "notes";
    Upgrade = upgrade, "upgrade";
    Export = export, "export";
    Skills = skills, "skills";
    Open = open, "open";
    Why = why, "why";
    Report = report, "report";
    Prompt = prompt, "prompt";
    Add = add, "add";
    Move = r#move, "move";
    Set = set, "set";
    Edit = edit, "edit";
    Schema = schema, "schema";
    Check = check, "check";
    Doctor = doctor, "doctor";
    Replan = replan, "replan";
    Hook = hook, "hook";
    Share = share, "share";
    Completions = completions, "completions";
    Demo = demo, "demo";
    #[cfg(feature = "package")]
    Man = man, "man";
    Help = help, "help";
}
