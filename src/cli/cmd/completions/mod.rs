//! `roadmap completions`

mod install;

use clap_complete::Shell;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::script;

/// Print the script that makes TAB complete, or install it
///
/// The script asks roadmap itself, so TAB knows the tasks, phases, habits and skills of your plan, open tasks first. `roadmap completions install` puts the line for your shell where it belongs, and shows it first. By hand:
///
///   bash        eval "$(roadmap completions bash)"
///   zsh         eval "$(roadmap completions zsh)"
///   fish        roadmap completions fish | source
///   elvish      eval (roadmap completions elvish | slurp)
///   PowerShell  roadmap completions powershell | Out-String | Invoke-Expression
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment, args_conflicts_with_subcommands = true)]
#[command(subcommand_negates_reqs = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,

    /// The shell
    #[arg(value_enum, required = true)]
    shell: Option<Shell>,

    #[cfg(feature = "package")]
    /// Print a script that knows the commands and flags only, and never runs roadmap
    #[arg(long = "static")]
    is_static: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Install(install::Args),
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    if let Some(Command::Install(args)) = &args.command {
        return install::run(args, context);
    }
    // clap has seen to it that there is one.
    let Some(shell) = args.shell else { return Ok(()) };
    let mut script = Vec::new();
    #[cfg(feature = "package")]
    if args.is_static {
        clap_complete::generate(shell, &mut crate::cli::command(), "roadmap", &mut script);
        return context.give(&String::from_utf8_lossy(&script));
    }
    script::write(shell, &mut script)?;
    context.give(&String::from_utf8_lossy(&script))
}
