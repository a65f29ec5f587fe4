//! `roadmap help`

use clap_complete::{ArgValueCandidates, CompletionCandidate};

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::help::{TOPICS, Topic};
use crate::cli::{command, usage};
use crate::say;

/// Explain a command or a topic
///
/// The topics are formats, time and merging. Without a name it lists all commands.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A topic, or a command and its subcommand
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(names))]
    names: Vec<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let style = context.style();
    if let Some(topic) = args.names.first().and_then(|name| Topic::of_name(name)) {
        return context.tell(topic.text(style.lang));
    }
    let command = command();
    let mut at = &command;
    for name in &args.names {
        at = at.find_subcommand(name).ok_or_else(|| unknown(name))?;
    }
    context.say(&usage::help(command, &args.names, true, style))
}

fn unknown(name: &str) -> Failure {
    Failure::request(say!("there is no command or topic `{name}`", "没有命令或专题 `{name}`")).hint(
        say!(
            "`roadmap help` lists the commands; the topics are formats, time and merging",
            "`roadmap help` 列出全部命令；专题有 formats、time 和 merging"
        ),
    )
}

/// Topics, then commands.
fn names() -> Vec<CompletionCandidate> {
    let command = command();
    let topics = TOPICS.iter().map(|topic| CompletionCandidate::new(topic.name));
    let commands = command.get_subcommands().filter(|it| !it.is_hide_set());
    topics.chain(commands.map(|it| CompletionCandidate::new(it.get_name()))).collect()
}
