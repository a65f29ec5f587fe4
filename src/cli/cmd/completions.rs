//! `roadmap completions`

use clap_complete::Shell;

use crate::cli::command;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::say;

/// Print the script that makes TAB complete
///
/// The script asks roadmap itself, so TAB knows the tasks, phases, habits and skills of your
/// plan, open tasks first. Put the line for your shell into its start-up file:
///
///   bash        source <(roadmap completions bash)
///   zsh         source <(roadmap completions zsh)
///   fish        roadmap completions fish | source
///   elvish      eval (roadmap completions elvish | slurp)
///   PowerShell  roadmap completions powershell | Out-String | Invoke-Expression
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,

    /// Print a script that knows the commands and flags only, and never runs roadmap
    #[arg(long = "static")]
    is_static: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let mut script = Vec::new();
    if args.is_static {
        clap_complete::generate(args.shell, &mut command(), "roadmap", &mut script);
    } else {
        write_registration(args.shell, &mut script)?;
    }
    context.say(&String::from_utf8_lossy(&script))
}

/// The script by which the shell asks roadmap.
fn write_registration(shell: Shell, script: &mut Vec<u8>) -> Result<(), Failure> {
    let shells = clap_complete::env::Shells::builtins();
    let name = shell.to_string();
    let Some(completer) = shells.completer(&name) else {
        return Err(Failure::request(say!(
            "there is no script for {name}",
            "没有适用于 {name} 的脚本"
        )));
    };
    completer.write_registration("COMPLETE", "roadmap", "roadmap", "roadmap", script)?;
    Ok(())
}
