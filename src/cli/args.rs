//! The command line: what every command shares, and the list of commands.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, ValueEnum};
use clap_complete::ArgValueCandidates;

use super::complete;
use super::context::Context;
use super::failure::Failure;
use super::recording::Way;
use crate::day_word::DayWord;
use crate::ledger::Wording;
use crate::view::{Format, Lang};

/// Study by a dated plan; the record is your git history
///
/// Keep a plan in roadmap.toml. After a session run `roadmap done <task>`: it records the
/// completion as a commit in your own repository. Progress, streaks and reports are read back
/// from git history, so nothing can drift and plain push and pull carry it.
#[derive(Debug, Parser)]
#[command(name = "roadmap", version, max_term_width = 100)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Root {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
}

/// The heading of the options that every command takes.
const EVERYWHERE: &str = "Everywhere";

/// What every command takes.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
pub(crate) struct GlobalArgs {
    /// Run as if started in this directory
    // The id is its own: a global argument shares its id with those of every command, and
    // `init` has a `directory`.
    #[arg(
        id = "working-directory",
        short = 'C',
        value_name = "DIR",
        global = true,
        value_hint = clap::ValueHint::DirPath
    )]
    #[arg(help_heading = EVERYWHERE)]
    pub(crate) directory: Option<PathBuf>,

    /// When to use colours: auto, always or never; NO_COLOR is respected
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    #[arg(help_heading = EVERYWHERE, hide_possible_values = true, hide_default_value = true)]
    pub(crate) color: ColorWhen,

    /// Draw with ASCII signs only, also with `ROADMAP_ASCII=1`
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(crate) ascii: bool,

    /// For screen readers: sentences without drawings, also with `ROADMAP_PLAIN=1`
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(crate) plain: bool,

    /// Do not use a pager
    #[arg(long, global = true, help_heading = EVERYWHERE)]
    pub(crate) no_pager: bool,

    /// Say nothing but errors
    #[arg(short, long, global = true, help_heading = EVERYWHERE)]
    pub(crate) quiet: bool,

    /// The language of the output, en or zh; by default that of the locale
    #[arg(long, value_name = "LANG", global = true, env = "ROADMAP_LANG", hide_env = true)]
    #[arg(help_heading = EVERYWHERE, hide_possible_values = true, ignore_case = true)]
    pub(crate) lang: Option<LangArg>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorWhen {
    /// In a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A language.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LangArg {
    /// English
    #[value(aliases = ["en-us", "en_us", "en-gb", "en_gb"])]
    En,
    /// Simplified Chinese
    #[value(aliases = ["zh-cn", "zh_cn", "zh-hans", "zh-sg", "zh_sg", "zh-tw", "zh_tw", "zh-hk", "zh_hk"])]
    Zh,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::En => Self::En,
            LangArg::Zh => Self::Zh,
        }
    }
}

/// What every command takes that reads.
#[derive(Debug, Default, Args)]
pub(crate) struct ReadArgs {
    /// Print JSON for programs instead of text for people
    #[arg(long)]
    pub(crate) json: bool,

    /// Look at the state on another day, e.g. yesterday, last friday or 2025-08-31
    #[arg(long, value_name = "DATE", value_parser = DayWord::parse, add = days())]
    pub(crate) at: Option<DayWord>,

    /// Read this branch or ref only
    #[arg(long = "ref", value_name = "REF")]
    pub(crate) reference: Option<String>,

    /// Leave out what commits prove by the plan's `[[evidence]]`
    #[arg(long)]
    pub(crate) no_evidence: bool,
}

impl ReadArgs {
    /// Says which day the output is about, where another was asked for in words.
    ///
    /// # Errors
    ///
    /// Passes on what writing returns.
    pub(crate) fn say_day(&self, day: NaiveDate, context: &Context) -> Result<(), Failure> {
        if self.json || self.at.is_none_or(DayWord::is_date) {
            return Ok(());
        }
        context.tell(&context.style().lang.words().calendar().seen_from(day))
    }

    /// The form of the output.
    pub(crate) fn format(&self) -> Format {
        if self.json { Format::Json } else { Format::Term }
    }
}

/// The lines for scripts, of the commands that have them.
#[derive(Debug, Default, Args)]
pub(crate) struct PorcelainArgs {
    /// Print lines for scripts that never change; `1` is the only version
    #[arg(long, value_name = "VERSION", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "1", value_parser = ["1"], conflicts_with = "json")]
    #[arg(hide_possible_values = true)]
    porcelain: Option<String>,
}

impl PorcelainArgs {
    /// The form of the output.
    pub(crate) fn format(&self, read: &ReadArgs) -> Format {
        if self.porcelain.is_some() { Format::Porcelain } else { read.format() }
    }
}

/// What every command takes that records something on a day.
#[derive(Debug, Default, Args)]
pub(crate) struct RecordArgs {
    /// The day that it counts for, e.g. yesterday, monday or 07-12; by default today
    #[arg(long, value_name = "DATE", value_parser = DayWord::parse, add = days())]
    pub(crate) day: Option<DayWord>,

    /// A note, kept with the record
    #[arg(short, long, alias = "why", value_name = "NOTE")]
    pub(crate) message: Option<String>,

    /// Show what would be recorded, and record nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Which commit a record goes into.
#[derive(Debug, Default, Args)]
pub(crate) struct WayArgs {
    /// Commit your staged work with it, by the real `git commit`; -m is then the subject
    #[arg(long, conflicts_with = "next")]
    staged: bool,

    /// With --staged: open git's editor on the message, also after -m
    #[arg(short, long, requires = "staged")]
    edit: bool,

    /// Let it wait for your next commit (see `roadmap hook`)
    #[arg(long)]
    next: bool,
}

impl WayArgs {
    /// The way, where `note` is what `-m` says. Like git, it opens the editor where there is
    /// no message, but only in a terminal.
    pub(crate) fn way(&self, note: Option<&str>, context: &Context) -> Way {
        if self.next {
            return Way::Next;
        }
        if !self.staged {
            return Way::Alone;
        }
        // As for git, a message that is empty and not edited aborts.
        let message = note.map(|note| note.trim().to_owned());
        let message = message.filter(|message| !message.is_empty() || !self.edit);
        let opens_editor = self.edit || (message.is_none() && context.is_interactive());
        Way::Staged(Wording { message, opens_editor })
    }

    /// The note to keep with the record: with --staged, it is the commit's own message.
    pub(crate) fn note<'a>(&self, note: Option<&'a str>) -> Option<&'a str> {
        note.filter(|_| !self.staged)
    }

    /// Whether the record waits for the next commit.
    pub(crate) fn waits(&self) -> bool {
        self.next
    }
}

/// Candidates for the name of a task or habit.
pub(crate) fn targets() -> ArgValueCandidates {
    ArgValueCandidates::new(complete::targets)
}

/// Candidates for a day.
pub(crate) fn days() -> ArgValueCandidates {
    ArgValueCandidates::new(complete::days)
}

/// What TAB offers for a day that is still to come.
pub(crate) fn days_ahead() -> ArgValueCandidates {
    ArgValueCandidates::new(complete::days_ahead)
}

/// What TAB offers for a task.
pub(crate) fn tasks() -> ArgValueCandidates {
    ArgValueCandidates::new(complete::tasks)
}
