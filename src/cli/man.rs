//! Man pages, made of the command line and its help. They are in English, as `man` expects of a
//! page without a locale.

use std::io::Write as _;

use clap::Command;
use clap_mangen::Man;
use roff::{Inline, Roff, bold, roman};

use super::command;
use super::failure::Failure;
use super::help;
use crate::view::Lang;

/// The day of the last change that matters to a reader of the pages.
const DATE: &str = "2026-11-25";

/// A man page.
pub(crate) struct Page {
    /// The name of its file, such as `roadmap-done.1`.
    pub(crate) file: String,
    /// Its text, in roff.
    pub(crate) text: String,
}

/// All pages, that of the program first, then those of commands and of their own commands.
///
/// # Errors
///
/// Passes on what writing returns.
pub(crate) fn pages() -> Result<Vec<Page>, Failure> {
    let mut command = command();
    command.build();
    let mut pages = vec![of_program(&command)?];
    for sub in visible(&command) {
        let name = format!("roadmap-{}", sub.get_name());
        let above = "roadmap".to_owned();
        pages.push(of_command(sub, &name, &above, &help::examples_of(sub.get_name(), Lang::En))?);
        for action in visible(sub) {
            let own = format!("{name}-{}", action.get_name());
            pages.push(of_command(action, &own, &name, &[])?);
        }
    }
    Ok(pages)
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| !sub.is_hide_set())
}

fn of_program(command: &Command) -> Result<Page, Failure> {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for (title, names) in help::groups(Lang::En) {
        roff.control("SS", [title]);
        for name in names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            roff.control("TP", []);
            roff.text([bold(format!("roadmap-{name}")), roman("(1)")]);
            roff.text([roman(about.map(ToString::to_string).unwrap_or_default())]);
        }
    }
    roff.control("SH", ["TOPICS"]);
    for topic in &help::TOPICS {
        roff.control("TP", []);
        roff.text([bold(format!("roadmap help {}", topic.name))]);
        let first = topic.text(Lang::En).lines().next().unwrap_or_default();
        roff.text([roman(first)]);
    }
    roff.control("SH", ["EXIT STATUS"]);
    for (code, what) in [
        ("0", "fine"),
        ("1", "the request or the plan is wrong, or a check found something"),
        ("2", "the command line cannot be understood"),
        ("3", "git or the disk failed"),
    ] {
        roff.control("TP", []);
        roff.text([bold(code)]);
        roff.text([roman(what)]);
    }
    page(command, "roadmap", &roff, "git(1)")
}

fn of_command(
    command: &Command,
    name: &str,
    above: &str,
    examples: &[(&'static str, &'static str)],
) -> Result<Page, Failure> {
    let mut roff = Roff::new();
    let mut actions = visible(command).peekable();
    if actions.peek().is_some() {
        roff.control("SH", ["COMMANDS"]);
    }
    for action in actions {
        roff.control("TP", []);
        roff.text([bold(format!("{name}-{}", action.get_name())), roman("(1)")]);
        roff.text([roman(action.get_about().map(ToString::to_string).unwrap_or_default())]);
    }
    if !examples.is_empty() {
        roff.control("SH", ["EXAMPLES"]);
    }
    for (line, what) in examples {
        roff.control("TP", []);
        roff.text([bold(*line)]);
        let what: Vec<Inline> = vec![roman(if what.is_empty() { "\u{a0}" } else { what })];
        roff.text(what);
    }
    page(command, name, &roff, &format!("{above}(1)"))
}

/// A page of the sections that every one has, and some of its own before the last.
fn page(command: &Command, name: &str, own: &Roff, see: &str) -> Result<Page, Failure> {
    let version = env!("CARGO_PKG_VERSION");
    let called = command.clone().display_name(name.to_owned());
    let man = Man::new(called)
        .title(name.to_uppercase())
        .section("1")
        .date(DATE)
        .source(format!("roadmap {version}"))
        .manual("User Commands");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    let usage = command.clone().render_usage().to_string();
    let mut synopsis = Roff::new();
    synopsis.control("SH", ["SYNOPSIS"]);
    synopsis.text([roman(usage.trim_start_matches("Usage: "))]);
    synopsis.to_writer(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    own.to_writer(&mut text)?;
    let mut end = Roff::new();
    end.control("SH", ["SEE ALSO"]);
    end.text([roman(see)]);
    end.to_writer(&mut text)?;
    text.flush()?;
    let text = String::from_utf8_lossy(&text);
    // A break beside an empty line is none.
    let text = text.replace("\n.br\n\n.br\n", "\n.sp\n");
    Ok(Page { file: format!("{name}.1"), text })
}
