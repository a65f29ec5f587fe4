//! `roadmap upgrade`

use std::path::PathBuf;

use crate::cli::args::ReadArgs;
use crate::cli::context::Context;
use crate::cli::curriculum::{BASE_FILE, Curriculum};
use crate::cli::failure::Failure;
use crate::cli::plan_file::PlanFile;
use crate::plan::upgrade::{Version, upgrade};
use crate::progress::{self, Stand};
use crate::view::Format;
use crate::view::report::{Report, Upgrade};
use crate::view::term::{self, Change};

/// Merge a newer version of the curriculum into your plan
///
/// What you changed stays; what was changed there comes; where both changed the same, yours stays
/// and both are shown. Shows the change and what becomes of your credit; --apply writes it, and
/// keeps the curriculum in roadmap.base.toml, from which the next upgrade knows what is new.
///
/// Without --base the version that your plan came from is taken from roadmap.base.toml, or from
/// the history of both repositories. If it is not known, nothing is removed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The newer curriculum: a plan's file, or a folder or repository with a roadmap.toml
    #[arg(long, value_name = "FILE|PATH", value_hint = clap::ValueHint::AnyPath)]
    from: PathBuf,

    /// The version that your plan came from: a file, a commit of yours, or REV:PATH
    #[arg(long, value_name = "FILE|REV")]
    base: Option<String>,

    /// Write the change
    #[arg(long)]
    apply: bool,

    /// Print JSON for programs instead of text for people
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let file = PlanFile::open(context)?;
    let curriculum = Curriculum::read(&args.from, context)?;
    let (base, base_row) = curriculum.base(args.base.as_deref(), &file, context)?;
    let standing = file.workspace.standing(context, &ReadArgs::default())?;
    let local = Version { plan: file.workspace.plan.clone(), document: file.document()? };
    let is_recorded = |id: &_| progress::is_recorded(&standing.progress, id);
    let upgraded = upgrade(base.as_ref(), &local, &curriculum.version, &is_recorded);
    let text = upgraded.document.text();
    let plan = file.source.read(text, context)?;
    let after = progress::fold(&plan, &standing.history.events, standing.progress.as_of);
    let before = Stand { plan: &local.plan, progress: &standing.progress };
    let mut report = Upgrade::new(before, Stand { plan: &plan, progress: &after });
    report.from.clone_from(&curriculum.name);
    report.base = base_row;
    report.changed = text != file.source.text;
    report.applied = args.apply;
    report.base_file = BASE_FILE;
    report.remember(&upgraded.remarks);
    if args.apply {
        if report.changed {
            file.source.save(text, context)?;
        }
        report.base_written = curriculum.keep(&file)?;
    }
    if args.json {
        text.clone_into(&mut report.text);
    } else {
        let (name, old) = (file.source.name.as_str(), file.source.text.as_str());
        let change = Change { file: name, old, new: text, is_dry_run: !args.apply };
        let style = context.style();
        let shown = if report.changed {
            term::render_change(&change, style)
        } else {
            format!("{}\n", style.lang.words().upgrade().has_all(name))
        };
        context.say(&shown)?;
    }
    let format = if args.json { Format::Json } else { Format::Term };
    context.print(&Report::Upgrade(Box::new(report)), format)
}
