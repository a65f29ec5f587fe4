//! `roadmap demo`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{Days, Months, NaiveDate};

use super::{heatmap, import, report, status, streak};
use crate::civil;
use crate::cli::context::Context;
use crate::cli::dates;
use crate::cli::failure::Failure;
use crate::cli::workspace::BUILT_IN;
use crate::demo::{self, Life};
use crate::id::Id;
use crate::ledger::{Ledger, LedgerError, Person, found};
use crate::plan::document::{Document, Place, Value};
use crate::plan::{self, Plan};
use crate::say;
use crate::sentence::{FileAction, Sentence};
use crate::view::lang::Demo;
use crate::view::term;

/// How long the learner has been at it.
const MONTHS_SO_FAR: u32 = 9;

/// How much longer the plan goes on.
const MONTHS_TO_COME: u32 = 1;

/// On how many last days nothing was missed.
const STEADY_DAYS: u64 = 23;

/// How many folders we try to make before we give up.
const PLACES: u32 = 100;

/// The name of the page.
const PAGE: &str = "index.html";

/// Look around in a throw-away repository
///
/// Makes a learning repository with nine months of an invented learner's records on the built-in
/// plan, shows the status, the year and the streaks, and makes the progress page. It writes into a
/// new folder only: one for temporary files, or DIR, which must be empty or not exist yet.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where; by default a new folder for temporary files
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    directory: Option<PathBuf>,

    /// Another number makes another learner
    #[arg(long, value_name = "NUMBER", default_value_t = 7)]
    seed: u64,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let now = context.clock().now();
    let today = now.date_naive();
    let text = plan_text(today)?;
    let plan = read(&text)?;
    let place = match &args.directory {
        Some(directory) => empty_folder(&context.here().join(directory), context)?,
        None => new_folder(&Context::throw_away())?,
    };
    let life = Life {
        until: civil::previous(today),
        steady_from: today.checked_sub_days(Days::new(STEADY_DAYS)),
        seed: args.seed,
        zone: Some(*now.offset()),
    };
    let history = demo::stream(&plan, text.as_bytes(), &life);
    let learner = Person { name: demo::NAME.into(), email: demo::EMAIL.into() };
    found(&place, &learner, &history.bytes)?;
    let shown = place.display().to_string();
    let made = Demo { place: &shown, start: plan.start, end: plan.end(), commits: history.commits };
    let words = context.style().lang.words().welcome();
    context.tell(&format!("{}\n", words.demo_made(&made)))?;
    show(&context.moved_to(place.clone()))?;
    tell_next(&place, context)
}

/// The built-in plan, begun nine months ago and with something left to do; the habit is kept all
/// the way.
fn plan_text(today: NaiveDate) -> Result<String, Failure> {
    let outside = || {
        Failure::request(say!(
            "there is no room for nine months before this day",
            "这一天之前放不下九个月"
        ))
    };
    let start = today.checked_sub_months(Months::new(MONTHS_SO_FAR)).ok_or_else(outside)?;
    let end = today.checked_add_months(Months::new(MONTHS_TO_COME)).ok_or_else(outside)?;
    let text = dates::lay_out(&dates::begin(BUILT_IN, start)?, end)?;
    let document = Document::parse(text);
    let mut document =
        document.map_err(|problems| Failure::request(Sentence::verbatim(problems.to_string())))?;
    document.set(&Place::Top, "freezes-per-month", &Value::bare(2));
    for habit in habits(&read(document.text())?) {
        document.remove(&Place::Habit(habit), "phase");
    }
    Ok(document.text().to_owned())
}

fn habits(plan: &Plan) -> Vec<Id> {
    plan.habits.iter().map(|habit| habit.id.clone()).collect()
}

fn read(text: &str) -> Result<Plan, Failure> {
    let reading = plan::read(text.as_bytes());
    Ok(reading.map_err(|problems| Failure::request(Sentence::verbatim(problems.to_string())))?.plan)
}

/// A folder that is empty or does not exist yet, and is in no repository.
fn empty_folder(directory: &Path, context: &Context) -> Result<PathBuf, Failure> {
    let name = directory.display();
    let failed = |error: io::Error| Failure::file(FileAction::Create, directory, &error);
    if fs::symlink_metadata(directory).is_ok() {
        if !directory.is_dir() {
            return Err(Failure::request(say!("`{name}` is not a directory", "`{name}` 不是目录"))
                .hint(say!(
                    "name a folder that does not exist yet; nothing was written",
                    "请指定一个尚不存在的目录；没有写入任何内容"
                )));
        }
        if fs::read_dir(directory).map_err(failed)?.next().is_some() {
            return Err(Failure::request(say!("`{name}` is not empty", "`{name}` 不是空目录"))
                .hint(say!(
                    "name a folder that does not exist yet; nothing was written",
                    "请指定一个尚不存在的目录；没有写入任何内容"
                )));
        }
    }
    let around = directory.ancestors().find(|it| it.is_dir()).unwrap_or(directory);
    match Ledger::open(around, None, context.through()) {
        Err(LedgerError::NotARepository { .. }) => {}
        _ => {
            return Err(Failure::request(say!("`{name}` is in a git repository", "`{name}` 在 git 仓库里"))
                .hint(say!(
                "without a folder, `roadmap demo` makes one for temporary files; nothing was written",
                "不指定目录时，`roadmap demo` 会新建临时目录；没有写入任何内容"
            )));
        }
    }
    fs::create_dir_all(directory).map_err(failed)?;
    fs::canonicalize(directory).map_err(failed)
}

/// A new folder beside what is not kept.
fn new_folder(beside: &Path) -> Result<PathBuf, Failure> {
    let name = |number: u32| match number {
        1 => "roadmap-demo".to_owned(),
        _ => format!("roadmap-demo-{number}"),
    };
    for number in 1..=PLACES {
        let directory = beside.join(name(number));
        match fs::create_dir(&directory) {
            Ok(()) => return Ok(directory),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Failure::file(FileAction::Create, &directory, &error)),
        }
    }
    Err(Failure::request(say!("`{}` is full of demos", "`{}` 里的演示太多了", beside.display()))
        .hint(say!("name a folder: `roadmap demo DIR`", "请指定目录：`roadmap demo 目录`")))
}

/// Shows what there is to see, and makes the page.
fn show(there: &Context) -> Result<(), Failure> {
    let title = |command: &str| there.say(&format!("\n$ roadmap {command}\n\n"));
    title("status")?;
    status::run(&status::Args::default(), there)?;
    title("heatmap")?;
    heatmap::run(&heatmap::Args::default(), there)?;
    title("streak")?;
    streak::run(&streak::Args::default(), there)?;
    title(&format!("report --html --public > {PAGE}"))?;
    import::write(&there.here().join(PAGE), &report::page(there)?)
}

/// Says where everything is, and what to do there.
fn tell_next(place: &Path, context: &Context) -> Result<(), Failure> {
    let (style, words) = (context.style(), context.style().lang.words().welcome());
    let folder = place.display().to_string();
    let page = place.join(PAGE).display().to_string();
    context.say(&format!("{}\n\n", words.demo_places(&folder, &page)))?;
    context.tell(&format!("{}\n", words.demo_next()))?;
    let program = Context::program();
    let habit = read(BUILT_IN)?.habits.first().map(|habit| habit.id.to_string());
    let steps = [
        (format!("cd {}", term::shell_word(&folder)), ""),
        (format!("{program} done {}", habit.unwrap_or_default()), words.demo_done()),
        (format!("{program} next"), words.demo_what_next()),
        (format!("{program} why streak"), words.demo_why()),
    ];
    context.say(&term::steps(&steps, style))?;
    context.tell(&format!("\n{}\n", words.demo_own("roadmap init")))
}
