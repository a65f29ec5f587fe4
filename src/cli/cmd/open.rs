//! `roadmap open`

use clap_complete::ArgValueCandidates;

use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::id::Id;
use crate::say;
use crate::view::Format;
use crate::view::opens;
use crate::view::report::{Link, Links, Report};

/// Open the links of a task, a skill or the plan in the browser
///
/// Without a name those of the plan itself. Of several links, a number says which; without one
/// they are listed. Only https, http and mailto are opened.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The task, skill, module or phase; for the plan itself, leave it out or write `-`
    #[arg(value_name = "NAME", add = ArgValueCandidates::new(complete::linked))]
    name: Option<String>,

    /// Which of its links, from 1
    #[arg(value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    number: Option<u16>,

    /// Open all of them
    #[arg(long, conflicts_with = "number")]
    all: bool,

    /// Print the links instead
    #[arg(long)]
    print: bool,

    /// Print JSON for programs, and open nothing
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let name = args.name.as_deref().filter(|name| *name != "-");
    let of = name.map(|name| named(&workspace, name)).transpose()?;
    let mut links = Links::new(&workspace.plan, of.as_ref());
    if let Some(number) = args.number {
        links.links = vec![chosen(&links, number)?];
    }
    if args.json {
        return context.print(&Report::Links(links), Format::Json);
    }
    let opens = !args.print && (links.links.len() == 1 || args.all);
    if !opens {
        if !args.print && links.links.len() > 1 {
            let which = context.style().lang.words().skills().which(links.links.len());
            context.tell(&format!("{which}\n"))?;
        }
        return context.print(&Report::Links(links), Format::Term);
    }
    for link in &links.links {
        open(&link.url, context)?;
    }
    Ok(())
}

/// A skill, module or phase by its id, else a task.
fn named(workspace: &Workspace, name: &str) -> Result<Id, Failure> {
    let plan = &workspace.plan;
    if let Ok(id) = name.trim().parse::<Id>() {
        let is_group = plan.skills().any(|(module, skill)| skill.id == id || module.id == id)
            || plan.phase(&id).is_some();
        if is_group && plan.task(&id).is_none() {
            return Ok(id);
        }
    }
    let id = workspace.target(name)?;
    if plan.habit(&id).is_some() {
        return Err(Failure::request(say!(
            "`{id}` is a habit, which has no links",
            "`{id}` 是习惯，没有链接"
        ))
        .hint(say!(
            "`roadmap open` lists the links of the plan itself",
            "`roadmap open` 列出计划本身的链接"
        )));
    }
    Ok(id)
}

fn chosen(links: &Links, number: u16) -> Result<Link, Failure> {
    let link = links.links.get(usize::from(number) - 1).cloned();
    link.ok_or_else(|| {
        Failure::request(say!(
            "there is no link {number}: there are {}",
            "没有第 {number} 个链接：一共 {} 个",
            links.links.len()
        ))
        .hint(say!("`--print` lists them", "可用 `--print` 列出"))
    })
}

fn open(url: &str, context: &Context) -> Result<(), Failure> {
    if !opens(url) {
        return Err(Failure::request(say!("`{url}` is not opened", "不会打开 `{url}`")).hint(
            say!(
                "only https, http and mailto are; `--print` prints it",
                "只打开 https、http 和 mailto 链接；可用 `--print` 打印"
            ),
        ));
    }
    ::open::that_detached(url).map_err(|error| {
        Failure::environment(&error).hint(say!("open it yourself: {url}", "请自行打开：{url}"))
    })?;
    context.tell(&format!("{}\n", context.style().lang.words().skills().opened(url)))
}
