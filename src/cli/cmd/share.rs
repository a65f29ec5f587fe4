//! `roadmap share`

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::ledger::Refspecs;
use crate::say;
use crate::sentence::Sentence;

/// Let a remote carry the record ref
///
/// Only for plans that record outside your branch (`[record] ref`). Sets up fetch and push of the
/// remote for it, and joins what the last fetch brought, so that the next push is accepted.
/// Records on your own branch need none of this.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The remote; by default the only one, or origin
    remote: Option<String>,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let reference = workspace.plan.record.reference.as_str();
    if reference == "HEAD" {
        return Err(Failure::request(say!("the plan records on your own branch; there is nothing to set up", "计划的记录就在你自己的分支上，无需设置"))
            .hint(say!("`git push` and `git pull` carry the records; see `[record] ref` in docs/plan-format.md", "记录随 `git push` 和 `git pull` 同步；参见 docs/plan-format.md 中的 `[record] ref`")));
    }
    let remote = chosen(args.remote.as_deref(), &workspace.ledger.remotes())?;
    let made = workspace.ledger.carry(reference, &remote)?;
    let joined = workspace.ledger.bring_together(reference, context.clock().now())?;
    tell(&made, reference, joined.is_some(), context)
}

/// The remote that is asked for, or that goes without saying.
fn chosen(asked: Option<&str>, remotes: &[String]) -> Result<String, Failure> {
    let known = Sentence::list(remotes);
    let (known, known_zh) = known.both();
    match (asked, remotes) {
        (Some(asked), _) if remotes.iter().any(|remote| remote == asked) => Ok(asked.to_owned()),
        (Some(asked), _) => {
            Err(Failure::request(say!("there is no remote `{asked}`", "没有远程仓库 `{asked}`"))
                .hint(if known.is_empty() {
                    say!("`git remote add` adds one", "请用 `git remote add` 添加")
                } else {
                    say!("the remotes are: {known}", "现有的远程仓库：{known_zh}")
                }))
        }
        (None, [only]) => Ok(only.clone()),
        (None, several) if several.iter().any(|remote| remote == "origin") => {
            Ok("origin".to_owned())
        }
        (None, []) => Err(Failure::request(say!(
            "there is no remote to share with",
            "没有可供共享的远程仓库"
        ))
        .hint(say!("`git remote add` adds one", "请用 `git remote add` 添加"))),
        (None, _) => Err(Failure::request(say!(
            "there are several remotes and none is `origin`",
            "有多个远程仓库，但没有 `origin`"
        ))
        .hint(say!("name one of: {known}", "请指定其一：{known_zh}"))),
    }
}

fn tell(made: &Refspecs, reference: &str, joined: bool, context: &Context) -> Result<(), Failure> {
    let words = context.style().lang.words();
    let remote = &made.remote;
    let fetch = made.fetch.iter().map(|refspec| format!("  remote.{remote}.fetch = {refspec}\n"));
    let push = made.push.iter().map(|refspec| format!("  remote.{remote}.push = {refspec}\n"));
    let added: String = fetch.chain(push).collect();
    let mut text = if added.is_empty() {
        format!("{}\n", words.carried_already(remote, reference))
    } else {
        format!("{}\n{added}", words.carries(remote, reference))
    };
    if joined {
        text.push_str(&format!("{}\n", words.joined(reference)));
    }
    text.push_str(&format!("{}\n", words.exchange(remote)));
    context.tell(&text)
}
