//! `roadmap replan`

use chrono::NaiveDate;

use crate::cli::args::{ReadArgs, days_ahead};
use crate::cli::changing::{self, ChangeArgs, Making};
use crate::cli::context::Context;
use crate::cli::dates;
use crate::cli::failure::Failure;
use crate::cli::plan_file::PlanFile;
use crate::day_word::DayWord;
use crate::plan::Plan;
use crate::progress::{self, Forecast, NewDates, Progress, Replan, Replanned, Shift};
use crate::say;
use crate::sentence::{Refused, Sentence};
use crate::typed::narrow;
use crate::view::Format;
use crate::view::report::{ReplanReport, Report};

/// Give what is left of the plan new windows
///
/// Shows the change of roadmap.toml, and makes it with --apply. Finished phases keep their
/// windows; one that has begun keeps its first day, but for --start. Comments stay.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("how").required(true))]
pub(crate) struct Args {
    /// Move all that lies ahead by days, weeks or months: 10d, 2w, 1m, -2w
    #[arg(long, value_name = "LENGTH", group = "how", allow_hyphen_values = true, value_parser = parse_shift)]
    push: Option<Shift>,

    /// Let what is left begin on this day
    #[arg(long, value_name = "DATE", group = "how", value_parser = DayWord::parse, add = days_ahead())]
    start: Option<DayWord>,

    /// Lay out what is left from today to this day
    #[arg(long, value_name = "DATE", group = "how", value_parser = DayWord::parse, add = days_ahead())]
    finish_by: Option<DayWord>,

    /// Lay out what is left as the forecast says: until its day with 50 % chance, or 80 %
    #[arg(long, value_name = "CHANCE", group = "how", num_args = 0..=1, default_missing_value = "p50")]
    pace: Option<Chance>,

    /// Set the deadline, too, which else stays
    #[arg(long, value_name = "DATE", value_parser = DayWord::parse, add = days_ahead())]
    deadline: Option<DayWord>,

    /// Change roadmap.toml
    #[arg(long)]
    apply: bool,

    /// Commit the change, and nothing else
    #[arg(long, requires = "apply")]
    commit: bool,

    /// Print JSON for programs instead of text for people
    #[arg(long)]
    json: bool,
}

/// Which day of the forecast is taken.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Chance {
    /// The day by which half of all futures are finished
    P50,
    /// The day by which four of five are
    P80,
}

/// Reads `2w`.
fn parse_shift(text: &str) -> Result<Shift, Refused> {
    let wrong = || {
        Refused(say!(
            "`{text}` is no length: write days, weeks or months as 10d, 2w or 1m",
            "`{text}` 不是时长：请以 10d、2w 或 1m 写出天数、周数或月数"
        ))
    };
    let plain = narrow(text).to_lowercase().replace('个', "").replace("星期", "周");
    let unit = plain.chars().last().ok_or_else(wrong)?;
    let number = plain[..plain.len() - unit.len_utf8()].trim_end();
    let number: i32 = number.parse().ok().filter(|number| *number != 0).ok_or_else(wrong)?;
    match unit {
        'd' | '天' | '日' => Ok(Shift::Days(number.into())),
        'w' | '周' => Ok(Shift::Days(i64::from(number) * 7)),
        'm' | '月' => Ok(Shift::Months(number)),
        _ => Err(wrong()),
    }
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let file = PlanFile::open(context)?;
    let standing = file.workspace.standing(context, &ReadArgs::default())?;
    let (plan, progress) = (&file.workspace.plan, &standing.progress);
    let new_dates = new_dates(args, plan, progress, context)?;
    let deadline = ahead(args.deadline, progress)?;
    if deadline.is_none() {
        refuse_start_after_deadline(plan, &new_dates)?;
    }
    let mut report = ReplanReport::new(plan, &new_dates, deadline, progress.as_of);
    let mut document = file.document()?;
    dates::write(&mut document, plan, &new_dates, deadline);
    let new = document.text();
    file.source.read(new, context)?;
    report.applied = args.apply;
    if args.json {
        if args.apply && new != file.source.text {
            save(args, &file, new, context)?;
        }
        return context.print(&Report::Replan(Box::new(report)), Format::Json);
    }
    context.print(&Report::Replan(Box::new(report)), Format::Term)?;
    let change = ChangeArgs { dry_run: !args.apply, commit: args.commit };
    let making = Making { notices: Vec::new(), subject: SUBJECT, args: &change };
    changing::write(&file.source, new, &file.workspace.ledger, &making, context)?;
    if !args.apply && new != file.source.text {
        context.tell(context.style().lang.words().outlook().to_apply())?;
    }
    Ok(())
}

/// Refuses a first day after the deadline, with the option that moves both.
fn refuse_start_after_deadline(plan: &Plan, new_dates: &NewDates) -> Result<(), Failure> {
    let Some((start, deadline)) = new_dates.start.zip(plan.deadline) else { return Ok(()) };
    if start <= deadline {
        return Ok(());
    }
    let later = deadline + (start - plan.start);
    Err(Failure::request(say!(
        "the deadline, {deadline}, is before that start",
        "截止日期 {deadline} 早于新的开始日期"
    ))
    .hint(say!(
        "`--deadline {later}` moves it by as many days; nothing was changed",
        "加上 `--deadline {later}` 可顺延同样的天数；没有任何改动"
    )))
}

/// The subject of the commit.
const SUBJECT: &str = "Replan";

/// Writes the change without a word.
fn save(args: &Args, file: &PlanFile, new: &str, context: &Context) -> Result<(), Failure> {
    let ledger = &file.workspace.ledger;
    if args.commit {
        file.source.check_commit(ledger)?;
    }
    file.source.save(new, context)?;
    if args.commit {
        file.source.commit(ledger, SUBJECT, context)?;
    }
    Ok(())
}

fn new_dates(
    args: &Args,
    plan: &Plan,
    progress: &Progress,
    context: &Context,
) -> Result<NewDates, Failure> {
    let (start, finish_by) = (ahead(args.start, progress)?, ahead(args.finish_by, progress)?);
    let how = match (args.push, start, finish_by, args.pace) {
        (Some(by), ..) => Replan::Push(by),
        (_, Some(day), ..) => Replan::Start(day),
        (_, _, Some(day), _) => Replan::FinishBy(day),
        (.., chance) => Replan::FinishBy(by_pace(plan, progress, chance.unwrap_or(Chance::P50))?),
    };
    match progress::replan(plan, progress, how) {
        Replanned::To(dates) => Ok(dates),
        Replanned::Refused(refusal) => {
            let (message, hint) = context.style().lang.words().outlook().refused(&refusal);
            Err(Failure::request(Sentence::verbatim(message))
                .hint(Sentence::verbatim(hint))
                .hint(say!("nothing was changed", "没有任何改动")))
        }
    }
}

/// The day that was asked for, where a word means one that is still to come.
fn ahead(word: Option<DayWord>, progress: &Progress) -> Result<Option<NaiveDate>, Failure> {
    Ok(word.map(|word| word.resolve_ahead(progress.as_of)).transpose()?)
}

/// The day on which the learner's own pace finishes the plan.
fn by_pace(plan: &Plan, progress: &Progress, chance: Chance) -> Result<NaiveDate, Failure> {
    let day = match (progress::forecast(plan, progress), chance) {
        (Forecast::Known(outlook), Chance::P50) => outlook.goal.p50,
        (Forecast::Known(outlook), Chance::P80) => outlook.goal.p80,
        (Forecast::NothingLeft, _) => Some(progress.as_of),
        (Forecast::TooEarly(_), _) => {
            return Err(Failure::request(say!(
                "there is too little on record to take a pace from",
                "记录太少，无法推算速度"
            ))
            .hint(say!(
                "`roadmap forecast` says how much it takes; `--finish-by` names a day",
                "需要多少记录，见 `roadmap forecast`；也可用 `--finish-by` 指定日期"
            )));
        }
    };
    day.ok_or_else(|| {
        Failure::request(say!(
            "at this pace it would take more than ten years",
            "按这个速度，要十年以上才能完成"
        ))
        .hint(say!("`--finish-by` names a day", "请用 `--finish-by` 指定日期"))
    })
}
