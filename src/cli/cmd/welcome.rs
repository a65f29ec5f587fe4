//! `roadmap`, without a command: the status, or how to begin.

use super::status;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::view::term;

pub(crate) fn run(context: &Context) -> Result<(), Failure> {
    if Workspace::is_here(context) {
        return status::run(&status::Args::default(), context);
    }
    let (style, words) = (context.style(), context.style().lang.words().welcome());
    context.tell(&format!("{}\n", words.no_plan(&context.here().display().to_string())))?;
    let steps = [
        ("roadmap init".to_owned(), words.to_begin()),
        ("roadmap demo".to_owned(), words.to_look()),
    ];
    context.say(&term::steps(&steps, style))
}
