//! Help texts and usage errors in the reader's language.
//!
//! clap speaks English only, and the doc comments of the arguments are the English texts. The
//! others are looked up in a catalogue here, after clap has stopped: a command that runs pays
//! nothing for them. `tests.rs` holds the catalogue to the command line, both ways.

mod catalogue;
mod page;
mod refused;
#[cfg(test)]
mod tests;
mod tips;

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;

use super::help::decorated;
use super::{as_called, command};
use crate::sentence::Lang;
use crate::view::Style;

/// What clap's help or error says in a language, and whether it is an error.
pub(super) struct Said {
    /// The text, with colours.
    pub(super) text: String,
    /// Whether the command line was refused.
    pub(super) is_error: bool,
}

/// The help of the command that words name; the long one, or that of `-h`.
pub(super) fn help(
    command: clap::Command,
    words: &[String],
    is_long: bool,
    style: Style,
) -> String {
    let mut root = match style.lang {
        Lang::En => decorated(command, style),
        Lang::Zh => command,
    };
    root.build();
    let asked = page::asked_for(&root, words);
    if style.lang == Lang::Zh {
        return page::page(&root, asked, is_long, style);
    }
    let mut asked = asked.clone();
    let text = if is_long { asked.render_long_help() } else { asked.render_help() };
    text.ansi().to_string()
}

/// Says what clap stopped with. The language of `style` is that of the surroundings, which
/// `--lang` overrides.
pub(super) fn say(mut error: clap::Error, arguments: &[OsString], style: Style) -> Said {
    let words: Vec<String> =
        arguments.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let lang = asked(&words).unwrap_or(style.lang);
    let is_error = error.use_stderr();
    if is_error {
        tips::mend(&mut error, &command(), &words);
    }
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let text = match (lang, error.kind()) {
        _ if is_help => {
            let is_long = !words.iter().any(|word| word == "-h");
            help(as_called(arguments, command()), &words, is_long, Style { lang, ..style })
        }
        (Lang::En, _) | (Lang::Zh, ErrorKind::DisplayVersion) => error.render().ansi().to_string(),
        (Lang::Zh, _) => refused::refused(&error),
    };
    Said { text, is_error }
}

/// The command line with what TAB shows of it in a language: of the commands that are typed, what
/// they take; of those beside them, what they are for.
pub(super) fn translated(command: clap::Command, lang: Lang, typed: &[OsString]) -> clap::Command {
    if lang == Lang::En {
        return command;
    }
    let zh = |text: &clap::builder::StyledStr| catalogue::zh(&text.to_string());
    let command = match command.get_about().map(zh) {
        Some(about) => command.about(about),
        None => command,
    };
    let command = command.mut_args(|arg| {
        let help = arg.get_help().map(zh);
        let arg = with_values_in_chinese(arg);
        match help {
            Some(help) => arg.help(help),
            None => arg,
        }
    });
    command.mut_subcommands(|inner| {
        if typed.iter().any(|word| word == inner.get_name()) {
            return translated(inner, lang, typed);
        }
        match inner.get_about().map(zh) {
            Some(about) => inner.about(about),
            None => inner,
        }
    })
}

/// An argument that says in Chinese what its values mean. Only TAB may see it: what it reads is
/// the name of a value.
fn with_values_in_chinese(arg: clap::Arg) -> clap::Arg {
    let values = arg.get_possible_values();
    if values.iter().all(|value| value.get_help().is_none()) {
        return arg;
    }
    let values = values.into_iter().map(|value| {
        let help = value.get_help().map(|help| catalogue::zh(&help.to_string()));
        value.help(help.unwrap_or_default())
    });
    arg.value_parser(PossibleValuesParser::new(values))
}

/// A text of the command line that is one line, in a language.
pub(super) fn said(english: &str, lang: Lang) -> String {
    match lang {
        Lang::En => english.to_owned(),
        Lang::Zh => catalogue::zh(english),
    }
}

/// A text of the command line, a line for each paragraph; what shows commands is set in.
#[cfg(feature = "package")]
pub(super) fn lines(english: &str, lang: Lang) -> Vec<String> {
    let parts = catalogue::parts(english).into_iter();
    parts.map(|part| if lang == Lang::Zh { part.zh() } else { part.en() }).collect()
}

/// The lines that show how a command is called.
#[cfg(feature = "package")]
pub(super) fn calls(command: &clap::Command, lang: Lang) -> Vec<String> {
    let usage = command.clone().render_usage().to_string();
    let lines = usage.trim_start_matches("Usage:").trim().lines();
    let zh = |line: &str| if lang == Lang::Zh { page::placeholders(line) } else { line.to_owned() };
    lines.map(|line| zh(line.trim())).collect()
}

/// The headings of a command's arguments with what stands below each, in the order of its help.
#[cfg(feature = "package")]
pub(super) fn headings(command: &clap::Command) -> Vec<(&str, Vec<&clap::Arg>)> {
    page::headings(command, true)
}

/// What holds where an argument is not given, and that is to be said.
#[cfg(feature = "package")]
pub(super) fn default(arg: &clap::Arg) -> Option<String> {
    page::default(arg)
}

/// The language that `--lang` asks for, where the command line could not be read as a whole.
fn asked(words: &[String]) -> Option<Lang> {
    let mut words = words.iter().take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        let name = match word.strip_prefix("--lang") {
            Some("") => words.next().map(String::as_str),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(lang) = name.and_then(Lang::of_name) {
            return Some(lang);
        }
    }
    None
}
