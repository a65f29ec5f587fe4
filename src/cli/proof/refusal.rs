//! What is said where commands are not run, or did not succeed: all of it in one place.

use std::path::Path;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::id::Id;
use crate::view::report::TaskRun;
use crate::view::term;

/// How many lines of an output stand below an error.
const SHOWN_LINES: usize = 20;

/// The commands of these tasks are not approved.
pub(crate) fn not_approved(ids: &[&Id], when_done: bool) -> Failure {
    let names: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    let (have, commands) =
        if ids.len() == 1 { ("is", "the command") } else { ("are", "the commands") };
    let message =
        format!("{commands} of {} {have} not approved, so nothing was run", names.join(", "));
    let failure = Failure::request(message)
        .hint("`roadmap trust` shows the commands of the plan and asks about them");
    match ids.first().filter(|_| when_done) {
        Some(id) => failure.hint(format!(
            "`roadmap done {id} --no-verify` records it as not verified; nothing was recorded"
        )),
        None => failure,
    }
}

/// The task did not pass, so it is not recorded.
pub(crate) fn not_proven(run: &TaskRun, context: &Context) -> Failure {
    let words = context.style().lang.words().proof();
    let said = words.verdict(&run.verdict, &term::visible(&run.command));
    let failure = Failure::request(format!("`{}` is not recorded: {said}", run.task));
    let lines = &run.output_tail;
    let shown = lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n");
    let failure = if term::has_output(&run.verdict) { failure.details(&shown) } else { failure };
    failure
        .hint(format!("`roadmap run {}` runs it again and shows all that it prints", run.task))
        .hint(format!("`roadmap done {} --no-verify` records it as not verified", run.task))
}

/// The task says nothing about how it is proved.
pub(crate) fn no_command(id: &Id) -> Failure {
    Failure::request(format!("`{id}` has no `verify`, so there is nothing to run"))
        .hint(format!("`roadmap set {id} verify \"pytest -q\"` gives it one"))
}

/// A habit was named.
pub(crate) fn a_habit(id: &Id) -> Failure {
    Failure::request(format!("`{id}` is a habit, and only tasks have a `verify`"))
}

/// No task has a command.
pub(crate) fn no_commands() -> Failure {
    Failure::request("no task has a `verify`, so there is nothing to run")
        .hint("`roadmap set TASK verify \"pytest -q\"` gives one to a task")
}

/// Nothing was asked for.
pub(crate) fn nothing_named() -> Failure {
    Failure::request("say which tasks to run")
        .hint("`roadmap run TASK…`, `--phase ID`, `--changed` or `--all`")
}

/// A bare repository has no files.
pub(crate) fn no_work_tree() -> Failure {
    Failure::request("this repository is bare, so there are no files to run commands on")
        .hint("`--no-verify` records a task as not verified")
}

/// There is no place for what is approved.
pub(crate) fn no_state_directory() -> Failure {
    Failure::request(
        "there is no place to keep what you approve: neither XDG_STATE_HOME nor HOME is set",
    )
}

/// The place for what is approved is one that a plan could bring along.
pub(crate) fn state_in_work_tree(place: &Path) -> Failure {
    Failure::request(format!(
        "what you approve would be kept in `{}`, inside of this repository",
        place.display()
    ))
    .hint("set XDG_STATE_HOME to a directory outside of it")
}

/// Nobody can be asked.
pub(crate) fn nobody_to_ask() -> Failure {
    Failure::request("there is no terminal to ask on, so nothing was approved")
        .hint("read the commands above, then run `roadmap trust --yes`")
}

/// The learner said no.
pub(crate) fn declined() -> Failure {
    Failure::request("nothing was approved")
}

/// An audit was stopped.
pub(crate) fn audit_stopped() -> Failure {
    Failure::request("the audit was stopped before its end; nothing was changed")
        .hint("`--sample N` looks at fewer receipts")
}
