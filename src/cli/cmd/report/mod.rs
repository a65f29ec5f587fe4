//! `roadmap report`

mod files;
mod verify;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};
use clap_complete::ArgValueCandidates;
use sha1::{Digest as _, Sha1};

use crate::civil::{self, DayRange};
use crate::cli::args::ReadArgs;
use crate::cli::complete;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::{Standing, Workspace};
use crate::day_word::{DaySpan, DayWord};
use crate::hex;
use crate::say;
use crate::sentence::Refused;
use crate::sentence::Spoken as _;
use crate::typed::narrow;
use crate::view::report::{Report, Review, ReviewRequest, Scope};
use crate::view::{self, FileFormat, Provenance};

/// Report what was done, and make the progress page
///
/// Everything until today, or a phase, week, month or range: finished tasks with their commits and
/// links, study time, planned against done, streaks, habits, skills gained, and what slipped.
/// --html is a page in one file that needs nothing else; docs/report.md shows how to publish it.
#[derive(Debug, Default, clap::Args)]
#[expect(clippy::option_option, reason = "`--week` and `--month` may stand alone")]
#[command(args_conflicts_with_subcommands = true)]
#[command(group = clap::ArgGroup::new("stretch"), group = clap::ArgGroup::new("form"))]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Option<Action>,

    /// Only this phase
    #[arg(long, value_name = "PHASE", group = "stretch", add = ArgValueCandidates::new(complete::phases))]
    phase: Option<String>,

    /// The week of a day, e.g. yesterday; without one, that of today or --at
    #[arg(long, value_name = "DAY", group = "stretch", num_args = 0..=1, value_parser = DayWord::parse)]
    #[arg(add = ArgValueCandidates::new(complete::days))]
    week: Option<Option<DayWord>>,

    /// A month; without one, that of today or --at
    #[arg(long, value_name = "YYYY-MM", group = "stretch", num_args = 0..=1, value_parser = parse_month)]
    month: Option<Option<DayRange>>,

    /// Some days, e.g. 2025-10-01..10-07 or monday..today
    #[arg(long, value_name = "DAYS", group = "stretch", value_parser = DaySpan::parse)]
    days: Option<DaySpan>,

    /// term, md, json, csv or html
    #[arg(
        long,
        value_name = "FORMAT",
        group = "form",
        conflicts_with = "json",
        hide_possible_values = true
    )]
    format: Option<Form>,

    /// Markdown, as --format md
    #[arg(long, group = "form", conflicts_with = "json")]
    md: bool,

    /// CSV, a number a row, as --format csv
    #[arg(long, group = "form", conflicts_with = "json")]
    csv: bool,

    /// The page, as --format html
    #[arg(long, group = "form", conflicts_with = "json")]
    html: bool,

    #[command(flatten)]
    about: AboutArgs,

    #[command(flatten)]
    read: ReadArgs,
}

/// What a report leaves out and links to.
#[derive(Debug, Default, clap::Args)]
struct AboutArgs {
    /// Leave out notes and times of day
    #[arg(long)]
    public: bool,

    /// Of the finished tasks, list only those that a mentor has attested (docs/attest.md)
    #[arg(long)]
    attested_only: bool,

    /// Link commits to this repository, e.g. `https://github.com/lin/study`
    #[arg(long, value_name = "URL", value_parser = parse_repository)]
    repository: Option<String>,
}

/// What else can be done with a report.
#[derive(Debug, Subcommand)]
enum Action {
    /// Make a page again from what it says about itself, and say what differs
    Verify {
        /// The page
        #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
        file: PathBuf,
    },
    /// Rewrite the block between the markers of a README, and the picture of the year beside it
    Readme {
        /// The file
        #[arg(value_name = "FILE", default_value = "README.md", value_hint = clap::ValueHint::FilePath)]
        file: PathBuf,

        /// The name of the picture, beside the file
        #[arg(long, value_name = "NAME", default_value = "roadmap-year.svg", value_parser = parse_picture)]
        picture: String,

        /// Print the block, and write nothing
        #[arg(long)]
        dry_run: bool,

        #[command(flatten)]
        read: ReadArgs,
    },
    /// Print a badge as SVG: how much is done, and the streak
    Badge {
        #[command(flatten)]
        read: ReadArgs,
    },
}

/// A format by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// For people, in a terminal
    Term,
    /// Markdown
    Md,
    /// For programs
    Json,
    /// A number a row
    Csv,
    /// The page
    Html,
}

/// Reads a month.
fn parse_month(text: &str) -> Result<DayRange, Refused> {
    let plain = narrow(text).replace('年', "-").replace('月', "");
    let (year, month) = plain.split_once('-').unwrap_or_default();
    let is_month = year.len() == 4 && (1..=2).contains(&month.len());
    let month = DayRange::parse_window(&format!("{year}-{month:0>2}")).ok().filter(|_| is_month);
    month.ok_or_else(|| Refused(say!("write a month as 2025-09", "请把月份写成 2025-09")))
}

/// Reads the address of a repository.
fn parse_repository(text: &str) -> Result<String, Refused> {
    let is_web = view::opens(text) && !text.to_ascii_lowercase().starts_with("mailto:");
    let is_plain = !text.contains(['"', '<', '>', '\'', '&']);
    let url = (is_web && is_plain).then(|| text.to_owned());
    url.ok_or_else(|| {
        Refused(say!(
            "write a web address, e.g. https://github.com/lin/study",
            "请写网址，如 https://github.com/lin/study"
        ))
    })
}

/// Reads the name of a file in the same directory.
fn parse_picture(text: &str) -> Result<String, Refused> {
    let is_name = !text.is_empty()
        && !text.contains(['/', '\\'])
        && text.to_ascii_lowercase().ends_with(".svg");
    is_name
        .then(|| text.to_owned())
        .ok_or_else(|| Refused(say!("write the name of an .svg file", "请写 .svg 文件的名称")))
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    match &args.action {
        Some(Action::Verify { file }) => verify::run(file, context),
        Some(Action::Readme { file, picture, dry_run, read }) => {
            files::readme(file, picture, *dry_run, read, context)
        }
        Some(Action::Badge { read }) => {
            let (review, _) = whole(read, context)?;
            context.give(&view::badge(&review, context.style().lang))
        }
        None => report(args, context),
    }
}

fn report(args: &Args, context: &Context) -> Result<(), Failure> {
    let workspace = Workspace::open(context)?;
    let mut standing = workspace.standing(context, &args.read)?;
    let (scope, days) = stretch(args, &workspace, &standing)?;
    if days.first() > standing.progress.as_of {
        let (first, day) = (days.first(), standing.progress.as_of);
        return Err(Failure::request(say!(
            "{first} is still to come; the report is of {day}",
            "{first} 尚未到来；报告截至 {day}"
        ))
        .hint(say!("`--at` looks at another day", "可用 `--at` 查看另一天")));
    }
    let days_over = workspace.look_back_to(&mut standing, days.last());
    let request = ReviewRequest {
        scope,
        days,
        days_over,
        public: args.about.public,
        repository: args.about.repository.clone(),
    };
    let review = self::review(&workspace, &standing, &request)?;
    let attestations = workspace.attestations(&standing)?;
    let review = review.attested(&attestations, args.about.attested_only);
    let format = match args.format {
        Some(Form::Md) => Some(FileFormat::Markdown),
        Some(Form::Csv) => Some(FileFormat::Csv),
        Some(Form::Html) => Some(FileFormat::Html),
        Some(Form::Term | Form::Json) => None,
        None if args.md => Some(FileFormat::Markdown),
        None if args.csv => Some(FileFormat::Csv),
        None => args.html.then_some(FileFormat::Html),
    };
    if let Some(format) = format {
        let provenance = provenance(&workspace, &args.read);
        let text = view::file(&review, format, &provenance, context.style().lang)?;
        return context.give(&text);
    }
    let is_json = args.read.json || matches!(args.format, Some(Form::Json));
    let format = if is_json { view::Format::Json } else { view::Format::Term };
    context.print(&Report::Review(Box::new(review)), format)
}

/// The public page of everything.
///
/// # Errors
///
/// As [`run`].
pub(crate) fn page(context: &Context) -> Result<String, Failure> {
    let read = ReadArgs::default();
    let (review, workspace) = whole(&read, context)?;
    let provenance = provenance(&workspace, &read);
    Ok(view::file(&review, FileFormat::Html, &provenance, context.style().lang)?)
}

/// The report of everything, and the workspace it is of.
fn whole(read: &ReadArgs, context: &Context) -> Result<(Review, Workspace), Failure> {
    let workspace = Workspace::open(context)?;
    let standing = workspace.standing(context, read)?;
    let days = workspace.every_day(&standing);
    let request =
        ReviewRequest { scope: Scope::All, days, days_over: false, public: true, repository: None };
    let review = self::review(&workspace, &standing, &request)?;
    let review = review.attested(&workspace.attestations(&standing)?, false);
    Ok((review, workspace))
}

/// The report that was asked for, with the times of the commits that it is about.
fn review(
    workspace: &Workspace,
    standing: &Standing,
    request: &ReviewRequest,
) -> Result<Review, Failure> {
    let entries = standing.progress.entries.iter();
    let commits = entries
        .filter(|entry| entry.is_activity() && request.days.contains(entry.day()))
        .map(|entry| entry.event.commit.clone());
    let times = workspace.ledger.commit_times(&commits.collect())?;
    Ok(Review::new(&workspace.plan, &standing.progress, standing.facts(), &times, request))
}

/// What was asked for.
fn stretch(
    args: &Args,
    workspace: &Workspace,
    standing: &Standing,
) -> Result<(Scope, DayRange), Failure> {
    let day = standing.progress.as_of;
    if let Some(word) = args.week {
        let day = word.map_or(Ok(day), |word| word.resolve(day))?;
        return Ok((Scope::Week, DayRange::week_of(day, workspace.plan.week_start)));
    }
    if let Some(month) = args.month {
        return Ok((Scope::Month, month.unwrap_or_else(|| month_of(day))));
    }
    if let Some(span) = args.days {
        let days = span.resolve(day).map_err(|error| Failure::request(error.sentence()))?;
        return Ok((Scope::Days, days));
    }
    let all = workspace.every_day(standing);
    match &args.phase {
        Some(name) => Ok((Scope::Phase { phase: workspace.phase(name)? }, all)),
        None => Ok((Scope::All, all)),
    }
}

fn month_of(day: NaiveDate) -> DayRange {
    let month = day.format("%Y-%m").to_string();
    DayRange::parse_window(&month).unwrap_or(DayRange::single(day))
}

/// What a page of this workspace is made from.
fn provenance(workspace: &Workspace, read: &ReadArgs) -> Provenance {
    let mut plan = hex::digits(&Sha1::digest(&workspace.source));
    plan.truncate(12);
    let (reference, no_evidence) = (read.reference.clone(), read.no_evidence);
    Provenance { version: env!("CARGO_PKG_VERSION"), plan, reference, no_evidence }
}

/// The day after which nothing is looked at, for a page that is made again.
fn until(day: NaiveDate) -> Result<ReadArgs, Failure> {
    let at = crate::day_word::DayWord::parse(&day.to_string())?;
    civil::check_year(day, &day.to_string()).map_err(|error| Failure::request(error.sentence()))?;
    Ok(ReadArgs { at: Some(at), ..ReadArgs::default() })
}
