//! `roadmap hook`

use std::path::PathBuf;

use clap_complete::ArgValueCandidates;

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::ledger::{Hook, Ledger, Pending, Scope};
use crate::say;
use crate::view::Format;
use crate::view::report::{HookRow, Hooks, PendingRow, Report};
use crate::view::term;

/// Add records to your own commits, by two git hooks
///
/// With the hooks, `roadmap done --next` makes no commit of its own: its line waits, and is
/// added to the message of your next commit. The hooks prepare-commit-msg and commit-msg are
/// installed in this repository only; hooks that are there already are kept and run first.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What to do.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Install the hooks; those that are there are kept and run first
    Install {
        /// Install them also where other repositories share them, or where they are committed
        #[arg(long)]
        force: bool,
    },
    /// Take the hooks out, and put back what was there before
    Uninstall,
    /// Show the hooks, and the lines that wait for your next commit
    Status {
        /// Print JSON for programs instead of text for people
        #[arg(long)]
        json: bool,
    },
    /// Drop lines that wait for your next commit: those of a task, one by its id, or all
    Drop {
        /// The task or habit as recorded, or the id of the line
        #[arg(value_name = "TASK", add = ArgValueCandidates::new(complete::waiting))]
        name: Option<String>,
    },
    /// What the hook prepare-commit-msg runs
    #[command(hide = true)]
    PrepareCommitMsg {
        file: PathBuf,
        source: Option<String>,
        #[arg(hide = true)]
        commit: Option<String>,
    },
    /// What the hook commit-msg runs
    #[command(hide = true)]
    CommitMsg { file: PathBuf },
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let ledger = context.ledger(context.here())?;
    match &args.action {
        Action::Install { force } => install(&ledger, *force, context),
        Action::Uninstall => uninstall(&ledger, context),
        Action::Status { json } => {
            let format = if *json { Format::Json } else { Format::Term };
            status(&ledger, format, context)
        }
        Action::Drop { name } => drop_pending(&ledger, name.as_deref(), context),
        Action::PrepareCommitMsg { file, source, commit: _ } => {
            let file = context.here().join(file);
            Ok(ledger.add_pending(&file, source.as_deref(), Context::commit_is_written())?)
        }
        Action::CommitMsg { file } => {
            let file = context.here().join(file);
            Ok(ledger.withdraw_pending(&file, Context::commit_is_written())?)
        }
    }
}

fn install(ledger: &Ledger, is_forced: bool, context: &Context) -> Result<(), Failure> {
    let words = context.style().lang.words();
    let (hooks, changed) = ledger.install_hooks(is_forced)?;
    let mut text = words.hooks_installed(changed) + "\n";
    text.extend(hooks.iter().map(|hook| line(hook, hook.before.is_some(), context)));
    let reference = Workspace::open(context).ok().map(|workspace| workspace.plan.record.reference);
    let said = match reference.filter(|it| ledger.is_own(it).is_ok_and(|is_own| !is_own)) {
        Some(reference) => words.hooks_have_nothing(&reference) + "\n",
        None if changed => words.hooks_installed_next().to_owned() + "\n",
        None => String::new(),
    };
    context.say(&term::drawn(&text, context.style()))?;
    context.tell(&said)
}

fn uninstall(ledger: &Ledger, context: &Context) -> Result<(), Failure> {
    let words = context.style().lang.words();
    let (hooks, changed) = ledger.uninstall_hooks()?;
    let mut text = words.hooks_removed(changed) + "\n";
    let restored = hooks
        .iter()
        .filter(|hook| hook.is_ours())
        .filter_map(|hook| hook.before.as_ref().map(|_| hook));
    text.extend(restored.map(|hook| format!("  {}\n", words.hook_restored(hook.name))));
    let waiting = pending(ledger)?.len();
    if waiting > 0 {
        text.push_str(&words.pending_left(waiting));
        text.push('\n');
    }
    context.say(&term::drawn(&text, context.style()))
}

/// A hook, where it is, and whether another one runs before it.
fn line(hook: &Hook, has_before: bool, context: &Context) -> String {
    let before = if has_before { context.style().lang.words().runs_before() } else { "" };
    let facts = [hook.path.display().to_string(), before.to_owned()];
    format!("  {}\n", term::facts(&facts))
}

fn status(ledger: &Ledger, format: Format, context: &Context) -> Result<(), Failure> {
    let report = Hooks {
        hooks: ledger.hooks()?.iter().map(HookRow::new).collect(),
        pending: pending(ledger)?.iter().map(|line| PendingRow::new(line, None)).collect(),
    };
    context.print(&Report::Hooks(report), format)
}

/// The shortest start of a line's id that is taken for one, in characters.
const SHORTEST_ID: usize = 4;

fn drop_pending(ledger: &Ledger, name: Option<&str>, context: &Context) -> Result<(), Failure> {
    let words = context.style().lang.words();
    ledger.forget_committed()?;
    let wanted = name.map(str::to_lowercase);
    let is_named = |line: &Pending| {
        wanted.as_ref().is_none_or(|wanted| {
            line.record.target.to_string() == *wanted
                || (wanted.len() >= SHORTEST_ID && line.id.as_str().starts_with(wanted.as_str()))
        })
    };
    let dropped = ledger.drop_pending(is_named)?;
    if let (true, Some(name)) = (dropped.is_empty(), name) {
        let waiting: String =
            ledger.pending()?.iter().map(|line| shown(line, context) + "\n").collect();
        return Err(Failure::request(say!(
            "no line that waits is called `{name}`",
            "等待提交的记录行中没有 `{name}`"
        ))
        .details(&waiting)
        .hint(say!(
            "name a task by its whole id, or a line by 4 characters of its id",
            "请写任务的完整 id，或记录行 id 的前 4 个字符"
        )));
    }
    let mut text = words.dropped_pending(dropped.len()) + "\n";
    text.extend(dropped.iter().map(|line| format!("  {}\n", shown(line, context))));
    context.say(&term::drawn(&text, context.style()))
}

/// A waiting line in short.
fn shown(line: &Pending, context: &Context) -> String {
    let amount = line.record.amount.filter(|amount| !amount.is_one());
    let amount = amount.map(|amount| format!(" · ×{amount}")).unwrap_or_default();
    let time = |took| format!(" · {}", context.style().lang.words().time(took));
    let time = line.record.took.map(time).unwrap_or_default();
    format!("{}  {}{amount}{time}", line.id, line.record.target)
}

/// The lines that wait and that no commit carries yet.
fn pending(ledger: &Ledger) -> Result<Vec<Pending>, Failure> {
    let mut pending = ledger.pending()?;
    if !pending.is_empty() {
        let history = ledger.history(Scope::Everything { record_ref: "HEAD" })?;
        pending.retain(|line| history.events.iter().all(|event| event.id != line.id));
    }
    Ok(pending)
}
