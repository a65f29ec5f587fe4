//! The program's surroundings: directory, clock, language, width, and where it prints. The only
//! place that reads the environment.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use chrono::DateTime;

use super::args::{ColorWhen, GlobalArgs};
use super::failure::Failure;
use super::usage::Said;
use super::waiting::Waiting;
use crate::clock::Clock;
use crate::ledger::{Ledger, LedgerError, Through};
use crate::say;
use crate::view::{self, Format, Lang, Style, report::Report};

/// The width of text where there is no terminal to ask, in columns.
const DEFAULT_WIDTH: usize = 80;

/// The widest that text is laid out, in columns.
const WIDEST: usize = 120;

/// The program's surroundings.
pub struct Context {
    directory: PathBuf,
    git_dir: Option<PathBuf>,
    through: Through,
    names_people: bool,
    clock: Clock,
    style: Style,
    color: ColorChoice,
    is_interactive: bool,
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
            style: Style { width: width(), lang: lang(), hyperlinks: shows_hyperlinks() },
            color: ColorChoice::Auto,
            is_interactive: io::stdin().is_terminal() && io::stdout().is_terminal(),
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

    /// Takes over what the command line says about the surroundings.
    ///
    /// # Errors
    ///
    /// Refuses a directory that is not there.
    pub(crate) fn adopt(&mut self, global: &GlobalArgs) -> Result<(), Failure> {
        if let Some(lang) = global.lang {
            self.style.lang = lang.into();
        }
        self.color = match global.color {
            ColorWhen::Auto => ColorChoice::Auto,
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        };
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
        if !io::stderr().is_terminal() {
            return Ok(ledger);
        }
        Ok(ledger.watched_by(Waiting::new(self.style.lang.words())))
    }

    /// How to reach git.
    pub(crate) fn through(&self) -> Through {
        self.through
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

    /// Where results go.
    pub(crate) fn out(&self) -> AutoStream<io::Stdout> {
        AutoStream::new(io::stdout(), self.color)
    }

    /// Where everything else goes.
    pub(crate) fn err(&self) -> AutoStream<io::Stderr> {
        AutoStream::new(io::stderr(), self.color)
    }

    /// Prints a report.
    ///
    /// # Errors
    ///
    /// Passes on what writing returns; a reader that left is handled by `run`.
    pub(crate) fn print(&self, report: &Report, format: Format) -> Result<(), Failure> {
        view::write(report, format, self.style, &mut self.out())?;
        Ok(())
    }

    /// Prints a report for people beside the output, where that is something else.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn note(&self, report: &Report) -> Result<(), Failure> {
        view::write(report, Format::Term, self.style, &mut self.err())?;
        Ok(())
    }

    /// Prints text for people.
    ///
    /// # Errors
    ///
    /// As [`Context::print`].
    pub(crate) fn say(&self, text: &str) -> Result<(), Failure> {
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
