//! What is said where commands are not run, or did not succeed: all of it in one place.

use std::path::Path;

use crate::cli::failure::Failure;
use crate::id::Id;
use crate::say;
use crate::view::Lang;
use crate::view::report::{RunVerdict, TaskRun};
use crate::view::term;

/// How many lines of an output stand below an error.
const SHOWN_LINES: usize = 20;

/// The commands of these tasks are not approved.
pub(crate) fn not_approved(ids: &[&Id], when_done: bool) -> Failure {
    let names: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    let (names, listed) = (names.join(", "), names.join("、"));
    let message = if ids.len() == 1 {
        say!(
            "the command of {names} is not approved, so nothing was run",
            "{listed} 的命令尚未批准，因此没有运行"
        )
    } else {
        say!(
            "the commands of {names} are not approved, so nothing was run",
            "{listed} 的命令尚未批准，因此都没有运行"
        )
    };
    let failure = Failure::request(message).hint(say!(
        "`roadmap trust` shows the commands of the plan and asks about them",
        "`roadmap trust` 会列出计划里的命令并询问是否批准"
    ));
    match ids.first().filter(|_| when_done) {
        Some(id) => failure.hint(say!(
            "`roadmap done {id} --no-verify` records it as not verified; nothing was recorded",
            "`roadmap done {id} --no-verify` 记为未验证；这次没有记录"
        )),
        None => failure,
    }
}

/// The task did not pass, so it is not recorded.
pub(crate) fn not_proven(run: &TaskRun) -> Failure {
    let (id, command) = (&run.task, term::visible(&run.command));
    let verdict = |lang: Lang| lang.words().proof().verdict(&run.ending, &command);
    let (said, in_chinese) = (verdict(Lang::En), verdict(Lang::Zh));
    let failure =
        Failure::request(say!("`{id}` is not recorded: {said}", "`{id}` 没有记录：{in_chinese}"));
    let lines = &run.output_tail;
    let shown = lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n");
    let failure = if term::has_output(&run.ending) { failure.details(&shown) } else { failure };
    let way_out = match &run.ending {
        RunVerdict::Dirty => {
            say!("commit what you have changed, then run this again", "请先提交改动，再运行一次")
        }
        RunVerdict::NotStarted { .. } | RunVerdict::Outside { .. } => say!(
            "`roadmap show {id}` shows what is run and where",
            "`roadmap show {id}` 可查看运行的命令和位置"
        ),
        _ => say!(
            "`roadmap run {id}` runs it again and shows all that it prints",
            "`roadmap run {id}` 可再次运行并查看全部输出"
        ),
    };
    failure.hint(way_out).hint(say!(
        "`roadmap done {id} --no-verify` records it as not verified",
        "`roadmap done {id} --no-verify` 记为未验证"
    ))
}

/// The task says nothing about how it is proved.
pub(crate) fn no_command(id: &Id) -> Failure {
    Failure::request(say!(
        "`{id}` has no `verify`, so there is nothing to run",
        "`{id}` 没有设置 `verify`，没有可运行的命令"
    ))
    .hint(say!(
        "`roadmap set {id} verify \"pytest -q\"` gives it one",
        "`roadmap set {id} verify \"pytest -q\"` 可以设置"
    ))
}

/// A habit was named.
pub(crate) fn a_habit(id: &Id) -> Failure {
    Failure::request(say!(
        "`{id}` is a habit, and only tasks have a `verify`",
        "`{id}` 是习惯，只有任务才有 `verify`"
    ))
}

/// No task has a command.
pub(crate) fn no_commands() -> Failure {
    Failure::request(say!(
        "no task has a `verify`, so there is nothing to run",
        "没有任务设置 `verify`，没有可运行的命令"
    ))
    .hint(say!(
        "`roadmap set TASK verify \"pytest -q\"` gives one to a task",
        "`roadmap set 任务 verify \"pytest -q\"` 可为任务设置"
    ))
}

/// Nothing was asked for.
pub(crate) fn nothing_named() -> Failure {
    Failure::request(say!("say which tasks to run", "请说明要运行哪些任务")).hint(say!(
        "`roadmap run TASK…`, `--phase ID`, `--changed` or `--all`",
        "`roadmap run 任务…`、`--phase ID`、`--changed` 或 `--all`"
    ))
}

/// A bare repository has no files.
pub(crate) fn no_work_tree() -> Failure {
    Failure::request(say!(
        "this repository is bare, so there are no files to run commands on",
        "这是裸仓库，没有可以运行命令的文件"
    ))
    .hint(say!("`--no-verify` records a task as not verified", "`--no-verify` 可把任务记为未验证"))
}

/// There is no place for what is approved.
pub(crate) fn no_state_directory() -> Failure {
    Failure::request(say!(
        "there is no place to keep what you approve: neither XDG_STATE_HOME nor HOME is set",
        "没有地方保存批准记录：XDG_STATE_HOME 和 HOME 都未设置"
    ))
}

/// The place for what is approved is one that a plan could bring along.
pub(crate) fn state_in_work_tree(place: &Path) -> Failure {
    let place = place.display();
    Failure::request(say!(
        "what you approve would be kept in `{place}`, inside of this repository",
        "批准记录会保存到 `{place}`，而它在这个仓库里面"
    ))
    .hint(say!(
        "set XDG_STATE_HOME to a directory outside of it",
        "请把 XDG_STATE_HOME 设为仓库之外的目录"
    ))
}

/// Nobody can be asked.
pub(crate) fn nobody_to_ask() -> Failure {
    Failure::request(say!(
        "there is no terminal to ask on, so nothing was approved",
        "没有终端可以询问，因此没有批准任何命令"
    ))
    .hint(say!(
        "read the commands above, then run `roadmap trust --yes`",
        "请先看清上面的命令，再运行 `roadmap trust --yes`"
    ))
}

/// The learner said no.
pub(crate) fn declined() -> Failure {
    Failure::request(say!("nothing was approved", "没有批准任何命令"))
}

/// An audit was stopped.
pub(crate) fn audit_stopped() -> Failure {
    Failure::request(say!(
        "the audit was stopped before its end; nothing was changed",
        "复查中途停止，没有改动任何东西"
    ))
    .hint(say!("`--sample N` looks at fewer receipts", "`--sample N` 可只复查一部分凭据"))
}
