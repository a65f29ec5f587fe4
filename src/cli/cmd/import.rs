//! `roadmap import`

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::cli::args::{ReadArgs, days_ahead};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::recording::{self, Recording, Way};
use crate::cli::schema_file;
use crate::cli::workspace::{PLAN_FILE, Workspace, checked, shown_name};
use crate::day_word::DayWord;
use crate::id::Id;
use crate::ledger::{Target, Verb};
use crate::plan;
use crate::plan::import::{self, Form, ImportError, Ticked, Wishes};
use crate::progress::{self, TaskState};
use crate::say;
use crate::sentence::FileAction;
use crate::sentence::Spoken as _;
use crate::view::Format;
use crate::view::report::{Imported, Outcome, Report};
use crate::view::term;

/// The largest plan that can be read back, in bytes.
const MAX_PLAN_BYTES: usize = 1 << 20;

/// Make a plan of a document that you have
///
/// Headings become phases, list items tasks; months, weeks and dates in headings become windows,
/// "every day" becomes a habit, and a list of links or skills becomes that. Reads Markdown, CSV
/// (title,phase,due,…) and road maps in JSON. A summary says what became of every line.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The document; - for standard input
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,

    #[command(flatten)]
    wishes: WishArgs,

    /// Write the plan here instead of to roadmap.toml
    #[arg(short, long, value_name = "PLAN", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// Print the plan, and write nothing
    #[arg(long, conflicts_with_all = ["output", "record_done"])]
    dry_run: bool,

    /// Record what is ticked as done, in one commit
    #[arg(long, conflicts_with = "output")]
    record_done: bool,

    /// Print JSON for programs instead of text for people
    #[arg(long)]
    json: bool,
}

/// What is wanted of an import.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct WishArgs {
    /// What it is written in; by default what its name or its text says
    #[arg(long, value_name = "FORM")]
    format: Option<FormArg>,

    /// The first day of the plan; by default what the document says, else today
    #[arg(long, value_name = "DATE", value_parser = DayWord::parse, add = days_ahead())]
    pub(crate) start: Option<DayWord>,

    /// The title of the plan; by default that of the document
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,

    /// Take lists without boxes as tasks too, where most tasks have boxes
    #[arg(long)]
    every_item: bool,
}

impl WishArgs {
    /// The option that only a document can have, where one is given.
    ///
    /// The short plan can have a title too.
    pub(crate) fn of_document(&self, is_minimal: bool) -> Option<&'static str> {
        let options = [
            ("--format", self.format.is_some()),
            ("--title", self.title.is_some() && !is_minimal),
            ("--every-item", self.every_item),
        ];
        options.iter().find(|(_, is_wanted)| *is_wanted).map(|(name, _)| *name)
    }

    /// The first day, where one is wanted, seen from today.
    ///
    /// # Errors
    ///
    /// Refuses a day outside of the calendar.
    pub(crate) fn first_day(&self, today: NaiveDate) -> Result<Option<NaiveDate>, Failure> {
        Ok(self.start.map(|word| word.resolve_ahead(today)).transpose()?)
    }

    /// Whether anything is wanted.
    pub(crate) fn is_some(&self) -> bool {
        let Self { format, start, title, every_item } = self;
        format.is_some() || start.is_some() || title.is_some() || *every_item
    }
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum FormArg {
    /// Markdown, or plain text
    Md,
    /// Values with commas, semicolons or tabs between them
    Csv,
    /// A road map
    Json,
}

/// A plan that was made of a document, and is not written yet.
pub(crate) struct Made {
    /// What was made.
    pub(crate) import: import::Import,
    /// The text of the plan.
    pub(crate) text: String,
    /// The document, as the learner would name it.
    pub(crate) source: String,
}

pub(crate) fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let target = target(args, context);
    let (bytes, source, name) = source(&args.file, context)?;
    if is_plan(&bytes, &source, &args.wishes) {
        return Err(is_plan_already(&source));
    }
    let made = make(&bytes, source, name, &args.wishes, context)?;
    if args.dry_run {
        return show(args, &made, context);
    }
    if args.record_done {
        // Asked first, so that nothing is left half done.
        context.ledger(context.here())?;
    }
    let kept = args.record_done && target.exists();
    if !kept {
        refuse_existing(&target, context)?;
        write_with_schema(&target, &made.text, context)?;
    }
    let (ticked, not_in_plan) = if kept {
        progress::ticked_in(&made.import, &Workspace::open(context)?.plan)
    } else {
        (made.import.ticked.clone(), Vec::new())
    };
    let ticked = ticked.as_slice();
    let recorded = if args.record_done { record_ticked(ticked, context)? } else { Vec::new() };
    let is_plan = args.output.is_none();
    let is_read_again = is_plan && args.file != Path::new("-");
    let outcome = Outcome {
        file: Some(shown_name(&target, context.here())),
        is_plan,
        recorded: recorded.len(),
        recorded_ids: recorded.iter().map(ToString::to_string).collect(),
        not_in_plan,
        to_record: is_read_again.then(|| to_record(None, &args.file)),
        kept,
    };
    tell(&made, &outcome, args.json, context)?;
    if !args.record_done && args.output.is_none() && asks_to_record(args, ticked.len(), context)? {
        let recorded =
            record_ticked(ticked, context)?.iter().map(ToString::to_string).collect::<Vec<_>>();
        let said = context.style().lang.words().import().recorded(&recorded);
        context.tell(&format!("{said}\n"))?;
    }
    Ok(())
}

/// The command that records later what is ticked in a document, in the plan of a folder.
pub(crate) fn to_record(folder: Option<&str>, document: &Path) -> String {
    let place =
        folder.map(|folder| format!(" -C {}", term::shell_word(folder))).unwrap_or_default();
    format!(
        "roadmap{place} import {} --record-done",
        term::shell_word(&document.display().to_string())
    )
}

fn is_plan_already(source: &str) -> Failure {
    Failure::request(say!(
        "`{source}` is no document, but a plan already",
        "`{source}` 不是文档，已经是计划"
    ))
    .hint(say!(
        "`roadmap init --from {source} FOLDER` begins with it as it is; `roadmap upgrade --from \
         {source}` merges it into your plan",
        "`roadmap init --from {source} 目录` 可原样采用；`roadmap upgrade --from {source}` 可并入你的计划"
    ))
}

fn target(args: &Args, context: &Context) -> PathBuf {
    context.here().join(args.output.as_deref().unwrap_or(Path::new(PLAN_FILE)))
}

/// Prints the plan, and the summary beside it.
fn show(args: &Args, made: &Made, context: &Context) -> Result<(), Failure> {
    let outcome = Outcome::default();
    let imported = Imported::new(&made.import, &made.source, outcome);
    if args.json {
        return context.print(&Report::Imported(Box::new(imported)), Format::Json);
    }
    context.give(&made.text)?;
    context.note(&Report::Imported(Box::new(imported)))
}

/// What a plan is begun with.
pub(crate) enum Beginning {
    /// A plan, taken over as it is: its text, and how to call it.
    Plan(String, String),
    /// A document, of which a plan was made.
    Document(Box<Made>),
}

/// Takes over a plan, or makes one of a document.
///
/// # Errors
///
/// Says why the document cannot be read, or makes no plan, or what is wrong with the plan.
pub(crate) fn begin(
    file: &Path,
    wishes: &WishArgs,
    context: &Context,
) -> Result<Beginning, Failure> {
    let (bytes, source, name) = source(file, context)?;
    if !is_plan(&bytes, &source, wishes) {
        let made = make(&bytes, source, name, wishes, context)?;
        return Ok(Beginning::Document(Box::new(made)));
    }
    if let Some(option) = wishes.of_document(false) {
        return Err(Failure::request(say!(
            "`{option}` is about a document, but `{source}` is a plan",
            "`{option}` 针对文档，但 `{source}` 已经是计划"
        ))
        .hint(say!(
            "without it, the plan is taken over as it is",
            "去掉它，就会原样采用这份计划"
        )));
    }
    checked(&bytes, &source, context)?;
    Ok(Beginning::Plan(String::from_utf8_lossy(&bytes).into_owned(), source))
}

/// Whether a file is no document, but a plan, be it in order or not.
fn is_plan(bytes: &[u8], source: &str, wishes: &WishArgs) -> bool {
    let is_toml = Path::new(source).extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    wishes.format.is_none() && (is_toml || plan::read(bytes).is_ok())
}

/// Makes a plan of a document.
fn make(
    bytes: &[u8],
    source: String,
    name: String,
    wishes: &WishArgs,
    context: &Context,
) -> Result<Made, Failure> {
    let form = match wishes.format {
        Some(FormArg::Md) => Form::Markdown,
        Some(FormArg::Csv) => Form::Csv,
        Some(FormArg::Json) => Form::Json,
        None => Form::of_name(&source).unwrap_or_else(|| Form::of_text(bytes)),
    };
    let today = context.clock().now().date_naive();
    let wishes = Wishes {
        start: wishes.first_day(today)?,
        today,
        title: wishes.title.clone(),
        name,
        every_item: wishes.every_item,
    };
    let import = import::import(bytes, form, &wishes).map_err(|error| refused(&error, &source))?;
    let text = plan::with_comments_in(&plan::write(&import.plan), context.style().lang);
    check(&text, &source, context)?;
    Ok(Made { import, text, source })
}

/// The bytes of the document, how to call it, and its name without the end.
fn source(file: &Path, context: &Context) -> Result<(Vec<u8>, String, String), Failure> {
    let limit = u64::try_from(import::MAX_SOURCE_BYTES + 1).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().take(limit).read_to_end(&mut bytes)?;
        return Ok((bytes, "-".to_owned(), unnamed(context)));
    }
    let mut path = context.here().join(file);
    if path.join(PLAN_FILE).is_file() {
        path.push(PLAN_FILE);
    }
    let name = shown_name(&path, context.here());
    if path.is_dir() {
        let name = file.display();
        return Err(Failure::request(say!("`{name}` is a directory", "`{name}` 是目录")).hint(
            say!("name the document in it, e.g. README.md", "请指定其中的文档，如 README.md"),
        ));
    }
    let open = fs::File::open(&path).map_err(|error| {
        Failure::named_file(&path, &name, &error).hint(say!(
            "`roadmap import -` reads what is piped to it",
            "`roadmap import -` 从标准输入读取"
        ))
    })?;
    open.take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::file(FileAction::Read, &path, &error))?;
    Ok((bytes, name, called(&path).unwrap_or_else(|| unnamed(context))))
}

/// What a plan is called whose document has neither title nor name.
fn unnamed(context: &Context) -> String {
    say!("Plan", "学习计划").text(context.style().lang).to_owned()
}

/// What a file is called without its end; a README has the name of its directory.
fn called(path: &Path) -> Option<String> {
    let text =
        |name: Option<&std::ffi::OsStr>| name.map(|name| name.to_string_lossy().into_owned());
    let stem = text(path.file_stem());
    let is_readme = |stem: &String| ["readme", "index"].contains(&stem.to_lowercase().as_str());
    let around = || text(path.parent().and_then(Path::file_name));
    stem.filter(|stem| !is_readme(stem)).or_else(around)
}

fn refused(error: &ImportError, source: &str) -> Failure {
    let zh = error.zh();
    let failure = Failure::request(say!(
        "`{source}` makes no plan: {error}",
        "无法由 `{source}` 生成计划：{zh}"
    ));
    match error {
        ImportError::TooLarge(_) => failure.hint(say!("import a part of it", "请只导入其中一部分")),
        ImportError::NotText(_) => failure.hint(say!(
            "save it as UTF-8 text; a document of a word processor has to be exported first",
            "请存为 UTF-8 文本；文字处理软件的文档需先导出"
        )),
        ImportError::Json(cause) => failure.details(&cause.to_string()).hint(say!(
            "`--format` says what else it is written in",
            "若是其他格式，请用 `--format` 指定"
        )),
        ImportError::Csv(cause) => failure.details(&cause.to_string()),
        ImportError::Nothing => failure.hint(say!(
            "tasks are items of lists, rows of tables, or at least headings or lines",
            "任务来自列表项、表格行，至少也要有标题或文本行"
        )),
    }
}

/// Sees that the plan can be read back.
fn check(text: &str, source: &str, context: &Context) -> Result<(), Failure> {
    if text.len() > MAX_PLAN_BYTES {
        let bytes = text.len();
        let message = say!(
            "the plan made of `{source}` is {bytes} bytes long; at most {MAX_PLAN_BYTES} are read",
            "由 `{source}` 生成的计划有 {bytes} 字节；最多读取 {MAX_PLAN_BYTES} 字节"
        );
        return Err(Failure::request(message).hint(say!(
            "cut the document into parts, e.g. one for each year, and import the one you study now",
            "请拆分文档，例如每年一份，再导入目前在学的那份"
        )));
    }
    let Err(problems) = plan::read(text.as_bytes()) else { return Ok(()) };
    let (name, lang) = (say!("the plan", "计划"), context.style().lang);
    let pictures = problems.render(
        name.text(lang),
        text.as_bytes(),
        true,
        context.style().width,
        context.style().lang,
    );
    io::Write::write_all(&mut context.err(), format!("{pictures}\n").as_bytes())?;
    Err(Failure::request(say!(
        "the plan made of `{source}` would have errors, shown above",
        "由 `{source}` 生成的计划会有错误，见上文"
    ))
    .hint(say!(
        "correct the document there; nothing was written",
        "请在文档中改正；没有写入任何内容"
    )))
}

/// Refuses to write over what is there.
fn refuse_existing(target: &Path, context: &Context) -> Result<(), Failure> {
    if !target.exists() && !target.is_symlink() {
        return Ok(());
    }
    let name = shown_name(target, context.here());
    Err(Failure::request(say!(
        "there is already a file `{name}`; nothing was written",
        "已有文件 `{name}`；没有写入任何内容"
    ))
    .hint(say!(
        "`--output FILE` writes the plan elsewhere, `--dry-run` only shows it",
        "`--output 文件` 可写到别处，`--dry-run` 只显示不写入"
    ))
    .hint(say!(
        "`--output` in another directory keeps both; to start over, rename the old file first",
        "用 `--output` 写到其他目录可两者都保留；要重新开始，请先给旧文件改名"
    )))
}

/// Writes a plan; in a repository its first line leads editors to the schema.
fn write_with_schema(target: &Path, text: &str, context: &Context) -> Result<(), Failure> {
    let folder = target.parent().unwrap_or(context.here());
    let Ok(ledger) = context.ledger(folder) else { return write(target, text) };
    let first_line = schema_file::first_line(&ledger, folder).map(|line| line + "\n");
    write(target, &(first_line.unwrap_or_default() + text))?;
    schema_file::keep(&ledger);
    Ok(())
}

/// Writes a file that must not be there yet; what cannot be written whole is taken away again.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::file(FileAction::Write, path, &error);
    let mut file = fs::File::create_new(path).map_err(failed)?;
    let written = io::Write::write_all(&mut file, text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = fs::remove_file(path);
        failed(error)
    })
}

/// Whether a person at a terminal wants what is ticked to be recorded; nobody else is asked.
fn asks_to_record(args: &Args, ticked: usize, context: &Context) -> Result<bool, Failure> {
    let is_piped = args.file == Path::new("-") || args.json || !context.is_interactive();
    if ticked == 0 || is_piped || context.ledger(context.here()).is_err() {
        return Ok(false);
    }
    let question = context.style().lang.words().import().asks_to_record(ticked);
    context.give(&format!("\n{question} "))?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    let answer = answer.trim().to_lowercase();
    Ok(["y", "yes", "是", "好"].contains(&answer.as_str()))
}

/// Records tasks as done, in one commit, on the last day of their phase or today, whichever is
/// earlier. Returns those that were recorded: they were not done yet.
pub(crate) fn record_ticked(ticked: &[Ticked], context: &Context) -> Result<Vec<Id>, Failure> {
    let workspace = Workspace::open(context)?;
    let today = workspace.today(context);
    let standing = workspace.standing(context, &ReadArgs::default())?;
    let is_open = |ticked: &&Ticked| {
        let task = standing.progress.task(&ticked.id);
        task.is_some_and(|task| !matches!(task.state, TaskState::Done(_)))
    };
    let ticked: Vec<&Ticked> = ticked.iter().filter(is_open).collect();
    let record = |ticked: &&Ticked| {
        let day = ticked.by.min(today);
        recording::record(Verb::Done, Target::One(ticked.id.clone()), day, None)
    };
    let records: Vec<_> = ticked.iter().map(record).collect();
    if !records.is_empty() {
        let recording = Recording { records, day: None, way: Way::Alone, dry_run: false };
        recording.commit(&workspace, standing, context)?;
    }
    Ok(ticked.into_iter().map(|ticked| ticked.id.clone()).collect())
}

/// Tells what became of the document.
pub(crate) fn tell(
    made: &Made,
    outcome: &Outcome,
    json: bool,
    context: &Context,
) -> Result<(), Failure> {
    let imported = Imported::new(&made.import, &made.source, outcome.clone());
    let imported = imported.on(context.clock().now().date_naive(), &made.import.plan);
    let format = if json { Format::Json } else { Format::Term };
    context.print(&Report::Imported(Box::new(imported)), format)
}
