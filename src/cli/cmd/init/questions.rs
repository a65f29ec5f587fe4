//! What `roadmap init` asks in a terminal: at most three questions, and only what the options do
//! not say.

use std::path::Path;

use chrono::{Datelike as _, Months, NaiveDate};

use super::{Args, is_late};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::BUILT_IN;
use crate::day_word::DayWord;
use crate::plan;
use crate::say;
use crate::view::lang::WelcomeWords;

/// How often a question is repeated after an answer that is none.
const TRIES: usize = 3;

/// Asks for the plan, for its first day, and whether to go ahead.
///
/// # Errors
///
/// Where the learner does not want to go ahead; nothing is written then.
pub(super) fn ask(
    args: &mut Args,
    directory: &Path,
    new_repository: bool,
    context: &Context,
) -> Result<(), Failure> {
    let words = context.style().lang.words().welcome();
    let is_open = !args.minimal && args.from.is_none() && !args.wishes.is_some();
    if !is_open {
        // All is said; what follows on the terminal may be meant for the shell already.
        return Ok(());
    }
    ask_which(args, words, context)?;
    let today = context.clock().now().date_naive();
    let is_built_in = !args.minimal && args.from.is_none();
    if is_built_in && args.wishes.start.is_none() && is_late(today) {
        args.wishes.start = Some(DayWord::On(ask_when(today, words, context)?));
    }
    let question = words.ask_whether(&directory.display().to_string(), new_repository);
    if context.ask(&question)? {
        return Ok(());
    }
    Err(nothing_wanted())
}

fn ask_which(args: &mut Args, words: &dyn WelcomeWords, context: &Context) -> Result<(), Failure> {
    let (phases, tasks) = plan::read(BUILT_IN.as_bytes())
        .map_or((0, 0), |it| (it.plan.phases.len(), it.plan.tasks().count()));
    let question = words.ask_which(phases, tasks);
    let from = settled(&question, words, context, |answer| match answer {
        "" | "1" => Some((false, None)),
        "2" => Some((true, None)),
        file => {
            let path = context.here().join(file);
            path.is_file().then_some((false, Some(path)))
        }
    })?;
    (args.minimal, args.from) = from;
    Ok(())
}

fn ask_when(
    today: NaiveDate,
    words: &dyn WelcomeWords,
    context: &Context,
) -> Result<NaiveDate, Failure> {
    let first = today.with_day(1).and_then(|day| day.checked_add_months(Months::new(1)));
    let first = first.unwrap_or(today);
    let question = words.ask_when(today, first);
    settled(&question, words, context, |answer| match answer {
        "" | "1" => Some(today),
        "2" => Some(first),
        day => DayWord::parse(day).ok()?.resolve_ahead(today).ok(),
    })
}

/// Asks until the answer is one.
fn settled<T>(
    question: &str,
    words: &dyn WelcomeWords,
    context: &Context,
    read: impl Fn(&str) -> Option<T>,
) -> Result<T, Failure> {
    for _ in 0..TRIES {
        let answer = context.answer(question)?.ok_or_else(nothing_wanted)?;
        if let Some(settled) = read(&answer) {
            return Ok(settled);
        }
        context.tell(&format!("{}\n", words.no_answer(&answer)))?;
    }
    Err(nothing_wanted())
}

fn nothing_wanted() -> Failure {
    Failure::request(say!("nothing was written", "没有写入任何内容")).hint(say!(
        "`roadmap init --help` says how to answer with options",
        "`roadmap init --help` 说明如何用选项代替回答"
    ))
}
