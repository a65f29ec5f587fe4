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

use super::args::Command;
use super::context::Context;
use super::failure::Failure;

/// Runs a command; without one, says where the learner stands, or how to begin.
pub(super) fn run(command: Option<Command>, context: &Context) -> Result<(), Failure> {
    let Some(command) = command else { return welcome::run(context) };
    match command {
        Command::Init(args) => init::run(&args, context),
        Command::Import(args) => import::run(&args, context),
        Command::Done(args) => done::run(&args, context),
        Command::Run(args) => run::run(&args, context),
        Command::Audit(args) => audit::run(&args, context),
        Command::Trust(args) => trust::run(&args, context),
        Command::Study(args) => study::run(&args, context),
        Command::Start(args) => start::run(&args, context),
        Command::Stop(args) => stop::run(&args, context),
        Command::Undo(args) => undo::run(&args, context),
        Command::Attest(args) => attest::run(&args, context),
        Command::Reopen(args) => reopen::run(&args, context),
        Command::Skip(args) => skip::run(&args, context),
        Command::Status(args) => status::run(&args, context),
        Command::Today(args) => today::run(&args, context),
        Command::Streak(args) => streak::run(&args, context),
        Command::History(args) => history::run(&args, context),
        Command::Next(args) => next::run(&args, context),
        Command::Forecast(args) => forecast::run(&args, context),
        Command::List(args) => list::run(&args, context),
        Command::Show(args) => show::run(&args, context),
        Command::Log(args) => log::run(&args, context),
        Command::Export(args) => export::run(&args, context),
        Command::Report(args) => report::run(&args, context),
        Command::Heatmap(args) => heatmap::run(&args, context),
        Command::Note(args) => note::run(&args, context),
        Command::Notes(args) => notes::run(&args, context),
        Command::Upgrade(args) => upgrade::run(&args, context),
        Command::Skills(args) => skills::run(&args, context),
        Command::Open(args) => open::run(&args, context),
        Command::Why(args) => why::run(&args, context),
        Command::Prompt(args) => prompt::run(&args, context),
        Command::Add(args) => add::run(&args, context),
        Command::Move(args) => r#move::run(&args, context),
        Command::Set(args) => set::run(&args, context),
        Command::Edit(args) => edit::run(&args, context),
        Command::Schema(args) => schema::run(&args, context),
        Command::Check(args) => check::run(&args, context),
        Command::Doctor(args) => doctor::run(&args, context),
        Command::Replan(args) => replan::run(&args, context),
        Command::Hook(args) => hook::run(&args, context),
        Command::Share(args) => share::run(&args, context),
        Command::Completions(args) => completions::run(&args, context),
        Command::Demo(args) => demo::run(&args, context),
        #[cfg(feature = "package")]
        Command::Man(args) => man::run(&args, context),
        Command::Help(args) => help::run(&args, context),
    }
}
