//! The program's surroundings: directory, clock, language, width, and where it prints. The only
//! place that reads the environment.

use std::cell::OnceCell;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use chrono::DateTime;

use super::args::{ColorWhen, GlobalArgs};
use super::failure::Failure;
use super::pager::Pager;
use super::start_file::Places;
use super::usage::Said;
use super::waiting::Waiting;
use crate::clock::Clock;
use crate::ledger::{DisplaySettings, Ledger, LedgerError, Through, Written};
use crate::runner;
use crate::say;
use crate::sentence::FileAction;
use crate::view::{self, Format, Lang, Signs, Style, report::Report};

/// The width of text where there is no terminal to ask, in columns.
const DEFAULT_WIDTH: usize = 80;

/// The widest that text is laid out, in columns.
const WIDEST: usize = 120;

/// The width of what is read aloud: nothing wraps.
const SPOKEN_WIDTH: usize = 4_000;

/// The program's surroundings.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Context {
    directory: PathBuf,
    git_dir: Option<PathBuf>,
    through: Through,
    names_people: bool,
    clock: Clock,
    style: Style,
    color: ColorChoice,
    is_interactive: bool,
    is_quiet: bool,
    pages: bool,
    /// What git's configuration says about colours and the pager, once that is needed.
    display: OnceCell<DisplaySettings>,
}

impl Context {
    /// Reads the surroundings of this process. A `ROADMAP_NOW` that is no RFC 3339 time is as
    /// good as none.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub fn from_environment() -> Self {
        let frozen = env::var("ROADMAP_NOW").ok();
        let frozen = frozen.and_then(|text| DateTime::parse_from_rfc3339(&text).ok());
        Self {
            directory: env::current_dir().unwrap_or_default(),
            git_dir: env::var_os("GIT_DIR").map(PathBuf::from),
            through: through(env::var("ROADMAP_GIT").ok().as_deref()),
            names_people: env::vars_os().any(|(name, _)| names_people(&name.to_string_lossy())),
            clock: frozen.map_or(Clock::System, Clock::Frozen),
            style: Style {
                width: width(),
                lang: lang(),
                hyperlinks: shows_hyperlinks(),
                signs: signs(),
            },
            color: ColorChoice::Auto,
            is_interactive: io::stdin().is_terminal() && io::stdout().is_terminal(),
            is_quiet: false,
            pages: true,
            display: OnceCell::new(),
        }
    }

    /// When a shell asks for completions of `roadmap -C DIR …`, goes to that directory, as the
    /// command itself would.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn complete_in_directory_of(arguments: &[OsString]) {
        if env::var_os("COMPLETE").is_none_or(|shell| shell.is_empty()) {
            return;
        }
        let words = arguments.iter().skip_while(|word| *word != "--").skip(1);
        let directory = words.skip_while(|word| *word != "-C").nth(1);
        // Where it does not exist, TAB has nothing to offer, and says nothing.
        let _ = directory.map(env::set_current_dir);
    }

    /// Whether the shell that asks for completions shows what is said about them. bash does not;
    /// only its script says which key was pressed, and its name, `COMPLETE`, is gone by now.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn tab_shows_help() -> bool {
        env::var_os("_CLAP_COMPLETE_COMP_TYPE").is_none()
    }

    /// Whether the arguments need not look at `ROADMAP_LANG`: it is empty, which is as good as none,
    /// or a language that was understood already.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn has_read_language() -> bool {
        let name = env::var("ROADMAP_LANG").ok();
        name.is_some_and(|name| name.is_empty() || Lang::of_name(&name).is_some())
    }

    /// The words before the cursor when a shell asks for completions, the program's name first,
    /// and the word that the cursor stands on.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn words_at_tab(arguments: &[OsString]) -> (&[OsString], Option<&OsString>) {
        let start =
            arguments.iter().position(|word| word == "--").map_or(arguments.len(), |at| at + 1);
        let words = &arguments[start..];
        let index = env::var("_CLAP_COMPLETE_INDEX").ok().and_then(|text| text.parse().ok());
        // Shells that do not say where the cursor is send nothing behind it.
        let index: usize = index.unwrap_or(words.len().saturating_sub(1));
        (&words[..index.min(words.len())], words.get(index))
    }

    /// The words before the cursor of this process, which a shell asks for completions.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn typed_at_tab() -> Vec<OsString> {
        let arguments: Vec<OsString> = env::args_os().collect();
        Self::words_at_tab(&arguments).0.to_vec()
    }

    /// Where the learner's shells keep their files.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn places(&self) -> Places {
        let path = |name| env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
        let absolute = |name| path(name).filter(|path| path.is_absolute());
        let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        Places {
            home: absolute(home),
            config: absolute("XDG_CONFIG_HOME"),
            zsh: path("ZDOTDIR").map(|path| self.directory.join(path)),
            shell: path("SHELL"),
        }
    }

    /// Takes over what the command line says about the surroundings.
    ///
    /// # Errors
    ///
    /// Refuses a directory that is not there.
    pub(crate) fn adopt(&mut self, global: &GlobalArgs) -> Result<(), Failure> {
        if let Some(lang) = global.lang {
            self.style.lang = lang.into();
        }
        if global.ascii {
            self.style.signs = Signs::Ascii;
        }
        if global.plain {
            self.style.signs = Signs::Spoken;
        }
        self.is_quiet = global.quiet;
        self.pages = !global.no_pager;
        self.color = match global.color {
            ColorWhen::Auto => ColorChoice::Auto,
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        };
        if self.style.signs == Signs::Spoken {
            (self.style.width, self.style.hyperlinks) = (SPOKEN_WIDTH, false);
            (self.color, self.pages) = (ColorChoice::Never, false);
        }
        // Everything is painted here and stripped by the stream where colours are not wanted.
        colored::control::set_override(true);
        let Some(directory) = &global.directory else { return Ok(()) };
        // Resolved as `cd` would, so that the plan is looked for upwards from there.
        let there = self.directory.join(directory);
        if let Some(there) = there.canonicalize().ok().filter(|there| there.is_dir()) {
            self.directory = there;
            return Ok(());
        }
        Err(Failure::request(say!("`{}` is not a directory", "`{}` 不是目录", directory.display()))
            .hint(say!("`-C` names the directory to work in", "`-C` 指定工作目录")))
    }

    /// How the commit is written in which git runs a hook: it tells hooks by `GIT_EDITOR=:` that it
    /// opens no editor.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn commit_is_written() -> Written {
        let opens_none = env::var_os("GIT_EDITOR").is_some_and(|editor| editor == ":");
        if opens_none { Written::AsItIs } else { Written::InEditor }
    }

    /// The directory to work in.
    pub(crate) fn here(&self) -> &Path {
        &self.directory
    }

    /// The repository that `GIT_DIR` names, seen from the directory to work in.
    pub(crate) fn git_dir(&self) -> Option<PathBuf> {
        self.git_dir.as_ref().map(|git_dir| self.directory.join(git_dir))
    }

    /// Opens the repository around a directory, as the surroundings ask for.
    ///
    /// # Errors
    ///
    /// As [`Ledger::open`].
    pub(crate) fn ledger(&self, start: &Path) -> Result<Ledger, LedgerError> {
        let opened = Ledger::open(start, self.git_dir().as_deref(), self.through);
        let ledger = opened?.trusting_configuration(!self.names_people);
        let is_shown = io::stderr().is_terminal() && !self.is_quiet;
        if !is_shown || self.style.signs == Signs::Spoken {
            return Ok(ledger);
        }
        Ok(ledger.watched_by(Waiting::new(self.style)))
    }

    /// How to reach git.
    pub(crate) fn through(&self) -> Through {
        self.through
    }

    /// The same surroundings in another directory, whatever repository the environment names.
    pub(crate) fn moved_to(&self, directory: PathBuf) -> Self {
        Self { directory, git_dir: None, display: OnceCell::new(), ..*self }
    }

    /// The folder for what is not kept.
    pub(crate) fn throw_away() -> PathBuf {
        env::temp_dir()
    }

    /// How the learner can call this program: by its name where that was enough to start it, else
    /// by its whole path.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn program() -> String {
        let called = env::args_os().next().map(PathBuf::from).unwrap_or_default();
        let is_name = called.components().count() <= 1;
        let whole = env::current_exe().ok().filter(|_| !is_name);
        match (whole, called.file_stem().and_then(|stem| stem.to_str())) {
            (Some(path), _) => path.display().to_string(),
            (None, Some("git-roadmap")) => "git roadmap".to_owned(),
            (None, _) => "roadmap".to_owned(),
        }
    }

    /// The clock.
    pub(crate) fn clock(&self) -> Clock {
        self.clock
    }

    /// Whether a person sits at a terminal, so that an editor can be opened.
    pub(crate) fn is_interactive(&self) -> bool {
        self.is_interactive
    }

    /// How text is laid out.
    pub(crate) fn style(&self) -> Style {
        self.style
    }

    /// Whether text is drawn with ASCII only.
    pub(crate) fn is_ascii(&self) -> bool {
        self.style.signs != Signs::Drawn
    }

    /// Where results go.
    pub(crate) fn out(&self) -> AutoStream<io::Stdout> {
        AutoStream::new(io::stdout(), self.color_in(io::stdout().is_terminal() || is_in_pager()))
    }

    /// Where everything else goes.
    pub(crate) fn err(&self) -> AutoStream<io::Stderr> {
        AutoStream::new(io::stderr(), self.color_in(io::stderr().is_terminal()))
    }

    /// When to use colours. Git's configuration is asked only about a terminal.
    fn color_in(&self, terminal: bool) -> ColorChoice {
        if self.color != ColorChoice::Auto || !terminal || forbids_color() {
            return self.color;
        }
        match self.display().color.as_deref().map(str::to_ascii_lowercase).as_deref() {
            Some("never" | "false" | "no" | "off" | "0") => ColorChoice::Never,
            Some("always") => ColorChoice::AlwaysAnsi,
            _ if is_in_pager() => ColorChoice::AlwaysAnsi,
            _ => ColorChoice::Auto,
        }
    }

    /// What git's configuration says about how output is shown.
    fn display(&self) -> &DisplaySettings {
        self.display.get_or_init(|| {
            DisplaySettings::read(&self.directory, self.git_dir().as_deref(), self.names_people)
        })
    }

    /// Shows text for people, through the pager where it is longer than the terminal.
    fn show(&self, text: &[u8]) -> io::Result<()> {
        let mut out = self.out();
        let is_plain = out.current_choice() == ColorChoice::Never;
        let stripped = is_plain.then(|| anstream::adapter::strip_bytes(text).into_vec());
        let painted = stripped.as_deref().unwrap_or(text);
        let pages = self.pages && io::stdout().is_terminal() && is_longer_than_terminal(text);
        if pages && self.pager().is_some_and(|pager| pager.show(painted)) {
            return Ok(());
        }
        // What is stripped already is handed over at once instead of line by line.
        if is_plain { out.into_inner().write_all(painted) } else { out.write_all(painted) }
    }

    /// The pager that git would use; `None` where the learner wants none.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    fn pager(&self) -> Option<Pager> {
        let set = |name| env::var(name).ok();
        if set("TERM").as_deref() == Some("dumb") {
            return None;
        }
        let own = self.display().own_pager.clone();
        let own = match own.as_deref().map(str::to_ascii_lowercase).as_deref() {
            Some("false" | "no" | "off" | "0") => return None,
            Some("true" | "yes" | "on" | "1" | "") | None => None,
            Some(_) => own,
        };
        let configured = || own.or_else(|| self.display().pager.clone());
        let command = set("GIT_PAGER").or_else(configured).or_else(|| set("PAGER"));
        if command.as_deref().is_some_and(|command| matches!(command.trim(), "" | "cat")) {
            return None;
        }
        // The first two are what git sets; the text is UTF-8 in any locale.
        let wanted = [("LESS", "FRX"), ("LV", "-c"), ("LESSCHARSET", "utf-8")];
        let environment = wanted.into_iter().filter(|(name, _)| env::var_os(name).is_none());
        Some(Pager { command, environment: environment.collect() })
    }

    /// Prints a report.
    ///
    /// # Errors
    ///
    /// Passes on what writing returns; a reader that left is handled by `run`.
    pub(crate) fn print(&self, report: &Report, format: Format) -> Result<(), Failure> {
        if format == Format::Term && self.is_quiet {
            return Ok(());
        }
        self.print_written(&self.written(report, format)?, format)
    }

    /// A report as it is printed, with colours where the form has any.
    ///
    /// # Errors
    ///
    /// None in practice: it is written to memory.
    pub(crate) fn written(&self, report: &Report, format: Format) -> Result<Vec<u8>, Failure> {
        // First as a whole: a stream that looks for colours is slow where it is given crumbs.
        let mut text = Vec::new();
        view::write(report, format, self.style, &mut text)?;
        Ok(text)
    }

    /// Prints what [`Context::written`] has made, now or by an earlier command of the same manner.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn print_written(&self, text: &[u8], format: Format) -> Result<(), Failure> {
        match format {
            Format::Term if self.is_quiet => {}
            Format::Term => self.show(text)?,
            // There are no colours in it, and what looks like one in a text is escaped.
            Format::Json => io::stdout().lock().write_all(text)?,
            Format::Porcelain => self.out().write_all(text)?,
        }
        Ok(())
    }

    /// Everything about this process that decides how a report is printed: this very program, its
    /// way to git, the form and the layout. `None` where the program's own file cannot be seen.
    pub(crate) fn manner(&self, format: Format) -> Option<String> {
        let program = env::current_exe().ok()?.metadata().ok()?;
        let (len, changed) = (program.len(), program.modified().ok()?);
        let Self { through, style, .. } = self;
        Some(format!("{len} {changed:?} {through:?} {format:?} {style:?}"))
    }

    /// Prints a report for people beside the output, where that is something else.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn note(&self, report: &Report) -> Result<(), Failure> {
        if !self.is_quiet {
            view::write(report, Format::Term, self.style, &mut self.err())?;
        }
        Ok(())
    }

    /// Prints text for people, who may want to hear nothing.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn say(&self, text: &str) -> Result<(), Failure> {
        if self.is_quiet { Ok(()) } else { self.give(text) }
    }

    /// Prints what was asked for: a document, a script, a question.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn give(&self, text: &str) -> Result<(), Failure> {
        self.out().write_all(text.as_bytes())?;
        Ok(())
    }

    /// Prints plain sentences, wrapped to the terminal's width.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn tell(&self, text: &str) -> Result<(), Failure> {
        self.say(&view::term::flow(text, self.style))
    }

    /// Says beside the output what should be known about it.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn remark(&self, text: &str) -> Result<(), Failure> {
        if !self.is_quiet {
            self.err().write_all(view::term::flow(text, self.style).as_bytes())?;
        }
        Ok(())
    }

    /// Asks a question that is answered by yes, which is also what an empty line says, or no.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn ask(&self, question: &str) -> Result<bool, Failure> {
        self.err().write_all(format!("{question} ").as_bytes())?;
        let mut answer = String::new();
        let is_answered = io::stdin().read_line(&mut answer)? > 0;
        let says_yes = matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes" | "是");
        Ok(is_answered && says_yes)
    }

    /// Asks a question at the terminal; `None` where the answer is the end of the input.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn answer(&self, question: &str) -> Result<Option<String>, Failure> {
        self.err().write_all(format!("{question} ").as_bytes())?;
        let mut answer = String::new();
        let is_answered = io::stdin().read_line(&mut answer)? > 0;
        Ok(is_answered.then(|| answer.trim().to_owned()))
    }

    /// Asks a question that only a plain yes answers so.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn ask_plainly(&self, question: &str) -> Result<bool, Failure> {
        self.err().write_all(format!("{question} ").as_bytes())?;
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是"))
    }

    /// Where programs keep what is to outlive them and belongs to no repository; `None` where
    /// nothing says so.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn state_directory() -> Option<PathBuf> {
        let absolute =
            |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let below_home = || absolute("HOME").map(|home| home.join(".local").join("state"));
        absolute("XDG_STATE_HOME").or_else(below_home).or_else(|| absolute("LOCALAPPDATA"))
    }

    /// The variables that commands of the plan get.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
    pub(crate) fn variables_for_commands() -> runner::Variables {
        env::vars_os().filter(|(name, _)| runner::is_passed_on(name)).collect()
    }

    /// A directory for files that nobody needs later; it goes with the value.
    ///
    /// # Errors
    ///
    /// Says that there is no room for one.
    pub(crate) fn scratch() -> Result<tempfile::TempDir, Failure> {
        let made = tempfile::Builder::new().prefix("roadmap-").tempdir();
        made.map_err(|error| Failure::file(FileAction::Write, &env::temp_dir(), &error))
    }

    /// Prints help or a usage error and says how to exit. There is nobody to tell if that fails.
    pub(super) fn print_usage(&self, said: &Said) -> ExitCode {
        colored::control::set_override(true);
        let text = said.text.as_bytes();
        if said.is_error {
            let _ = self.err().write_all(text);
            return ExitCode::from(2);
        }
        let _ = self.out().write_all(text);
        ExitCode::SUCCESS
    }
}

/// Whether text has more lines than the terminal shows at once.
fn is_longer_than_terminal(text: &[u8]) -> bool {
    let rows = terminal_size::terminal_size().map_or(0, |(_, rows)| usize::from(rows.0));
    rows > 0 && memchr::memchr_iter(b'\n', text).count() >= rows
}

/// How `ROADMAP_GIT` asks us to reach git: `library`, `program`, or either.
fn through(asked: Option<&str>) -> Through {
    match asked {
        Some("library") => Through::Library,
        Some("program") => Through::Program,
        _ => Through::Either,
    }
}

/// Whether a variable has a say in who the learner is, beside the configuration files that git
/// and libgit2 both read.
fn names_people(variable: &str) -> bool {
    const FILES: [&str; 3] = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"];
    let groups = ["GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG"];
    groups.iter().any(|group| variable.starts_with(group)) && !FILES.contains(&variable)
}

/// The terminal's width, else `COLUMNS`, else the default.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let columns = || env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    terminal.or_else(columns).filter(|width| *width > 0).unwrap_or(DEFAULT_WIDTH).min(WIDEST)
}

/// Whether colours are forbidden by `NO_COLOR`, whatever git's configuration says.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn forbids_color() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Whether git has started a pager for us: `git -p roadmap …`.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn is_in_pager() -> bool {
    env::var("GIT_PAGER_IN_USE").is_ok_and(|value| matches!(&*value, "1" | "true"))
}

/// What the learner wants marks and bars to be drawn with. A locale that is set and not of UTF-8
/// has ASCII in common with every other.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn signs() -> Signs {
    let asked = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let is_on = |value: String| value != "0";
    if asked("ROADMAP_PLAIN").is_some_and(is_on) {
        return Signs::Spoken;
    }
    let locale = || ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| asked(name));
    let is_of_another_set = |locale: String| {
        let locale = locale.to_ascii_lowercase();
        !locale.contains("utf-8") && !locale.contains("utf8")
    };
    match asked("ROADMAP_ASCII") {
        Some(value) if is_on(value.clone()) => Signs::Ascii,
        None if locale().is_some_and(is_of_another_set) => Signs::Ascii,
        _ => Signs::Drawn,
    }
}

/// Whether standard output is a terminal that shows hyperlinks.
fn shows_hyperlinks() -> bool {
    io::stdout().is_terminal() && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
}

/// The language that `ROADMAP_LANG` asks for, or that of the locale.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn lang() -> Lang {
    let value = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let asked = value("ROADMAP_LANG").and_then(|name| Lang::of_name(&name));
    asked.unwrap_or_else(|| {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(value);
        Lang::of_environment(locale.as_deref(), value("LANGUAGE").as_deref())
    })
}
