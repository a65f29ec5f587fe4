//! A page of help in Chinese, laid out by the width of its characters.

use clap::{Arg, Command};
use colored::Colorize as _;
use unicode_width::UnicodeWidthStr as _;

use super::catalogue::zh;
use crate::cli::help;
use crate::view::Style;
use crate::view::term::wrap::wrap;

/// The widest that the names of arguments are, before their help goes to the next line.
const NAMES: usize = 32;

/// How far names and long help stand from the margin.
const INDENT: usize = 2;

/// The command whose help is asked for: `roadmap help done`, `roadmap -C DIR done --help`. The word
/// `help` asks for that of what follows it, and only alone for its own.
pub(super) fn asked_for<'a>(root: &'a Command, words: &[String]) -> &'a Command {
    let mut command = root;
    let mut words = words.iter().take_while(|word| *word != "--");
    while let Some(word) = words.next() {
        let names_itself =
            std::ptr::eq(command, root) && words.clone().all(|behind| behind.starts_with('-'));
        if takes_next(command, word) {
            words.next();
        } else if (word != "help" || names_itself)
            && let Some(inner) = command.find_subcommand(word)
        {
            command = inner;
        }
    }
    command
}

/// Whether an option takes the next word as its value.
fn takes_next(command: &Command, word: &str) -> bool {
    let named = |arg: &&Arg| match word.strip_prefix("--") {
        Some(long) => arg.get_long() == Some(long),
        None => word
            .strip_prefix('-')
            .is_some_and(|short| arg.get_short().is_some_and(|known| short == known.to_string())),
    };
    let arg = command.get_arguments().find(named);
    arg.is_some_and(|arg| arg.get_action().takes_values())
}

/// The page of a command: `--help`, or `-h` where it is not long. That of the whole program has
/// its commands in groups, and that of a command has examples.
pub(super) fn page(root: &Command, command: &Command, is_long: bool, style: Style) -> String {
    let is_root = std::ptr::eq(root, command);
    let width = style.width.min(100);
    let mut page = String::new();
    let about = command.get_long_about().filter(|_| is_long).or(command.get_about());
    if let Some(about) = about {
        page.push_str(&text(&about.to_string(), 0, width));
        page.push('\n');
    }
    page.push_str(&usage(command));
    if is_root {
        page.push('\n');
        page.push_str(help::listed(root, zh, style).trim_end_matches('\n'));
        page.push('\n');
    }
    for (heading, rows) in sections(command, is_long, is_root) {
        page.push_str(&format!("\n{}\n", format!("{heading}：").bold().underline()));
        page.push_str(&table(&rows, width));
    }
    let after = command.get_after_long_help().filter(|_| is_long).or(command.get_after_help());
    if let Some(after) = after {
        page.push('\n');
        page.push_str(&text(&after.to_string(), 0, width));
    }
    let own = root.find_subcommand(command.get_name());
    if own.is_some_and(|own| std::ptr::eq(own, command)) {
        page.push_str(&format!("\n{}\n", help::examples(command.get_name(), style.lang)));
    }
    if is_root {
        page.push_str(&format!("\n{}", help::more(style)));
    }
    page
}

/// The line that shows how it is called.
fn usage(command: &Command) -> String {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim();
    format!("{}{}\n", "用法：".bold().underline(), placeholders(usage).bold())
}

/// What clap writes for parts of a command line.
pub(super) fn placeholders(usage: &str) -> String {
    let parts = [("[OPTIONS]", "[选项]"), ("[COMMAND]", "[命令]"), ("<COMMAND>", "<命令>")];
    parts.iter().fold(usage.to_owned(), |usage, (en, zh)| usage.replace(en, zh))
}

/// A name and what it is for.
struct Row {
    name: String,
    help: String,
    /// Values that can be given, each with its meaning.
    values: Vec<(String, String)>,
}

/// The headings of a page, each with what stands below it.
fn sections(command: &Command, is_long: bool, in_groups: bool) -> Vec<(String, Vec<Row>)> {
    let mut sections: Vec<(String, Vec<Row>)> = Vec::new();
    let heading = command.get_subcommand_help_heading().unwrap_or("Commands");
    let commands = command.get_subcommands().filter(|inner| !inner.is_hide_set() && !in_groups);
    let rows: Vec<Row> = commands
        .map(|inner| {
            let about = inner.get_about().map(ToString::to_string).unwrap_or_default();
            Row { name: inner.get_name().to_owned(), help: zh(&about), values: Vec::new() }
        })
        .collect();
    if !rows.is_empty() {
        sections.push((zh(heading), rows));
    }
    let args = headings(command, is_long).into_iter();
    sections.extend(args.map(|(heading, args)| {
        (zh(heading), args.into_iter().map(|arg| row(arg, is_long)).collect())
    }));
    sections
}

/// The headings of a command's arguments, each with those below it: what has a place, options,
/// and last, as clap has them, groups with a name of their own.
pub(super) fn headings(command: &Command, is_long: bool) -> Vec<(&str, Vec<&Arg>)> {
    let shown = || command.get_arguments().filter(|arg| !is_hidden(arg, is_long));
    let options = || shown().filter(|arg| !arg.is_positional());
    let placed = shown().filter(|arg| arg.is_positional()).map(|arg| ("Arguments", arg));
    let plain = options().filter(|arg| arg.get_help_heading().is_none());
    let named = options().filter(|arg| arg.get_help_heading().is_some());
    let mut headings: Vec<(&str, Vec<&Arg>)> = Vec::new();
    for (kind, arg) in placed.chain(plain.chain(named).map(|arg| ("Options", arg))) {
        let heading = arg.get_help_heading().unwrap_or(kind);
        match headings.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, args)) => args.push(arg),
            None => headings.push((heading, vec![arg])),
        }
    }
    headings
}

fn is_hidden(arg: &Arg, is_long: bool) -> bool {
    let is_hidden_here =
        if is_long { arg.is_hide_long_help_set() } else { arg.is_hide_short_help_set() };
    arg.is_hide_set() || is_hidden_here
}

fn row(arg: &Arg, is_long: bool) -> Row {
    let short = arg.get_short().filter(|_| arg.get_long().is_some());
    let shown = arg.to_string();
    let name = match short {
        Some(short) => format!("-{short}, {shown}"),
        None if arg.get_long().is_some() => format!("    {shown}"),
        None => shown,
    };
    let help = arg.get_long_help().filter(|_| is_long).or(arg.get_help());
    let mut help = paragraphs(&help.map(ToString::to_string).unwrap_or_default()).join("\n");
    if let Some(default) = default(arg) {
        help.push_str(&format!("（默认 {default}）"));
    }
    let values = values(arg);
    if is_long && values.iter().any(|(_, meaning)| !meaning.is_empty()) {
        return Row { name, help, values };
    }
    if !values.is_empty() {
        let names: Vec<String> = values.iter().map(|(name, _)| format!("`{name}`")).collect();
        help.push_str(&format!("（可选值：{}）", names.join("、")));
    }
    Row { name, help, values: Vec::new() }
}

/// What holds where an argument is not given, and that is to be said.
pub(super) fn default(arg: &Arg) -> Option<String> {
    let values = arg.get_default_values().iter().map(|value| value.to_string_lossy());
    let values = values.collect::<Vec<_>>().join(" ");
    let is_said = !arg.is_hide_default_value_set() && arg.get_action().takes_values();
    (is_said && !values.is_empty()).then_some(values)
}

/// The values that can be given, with what they mean.
fn values(arg: &Arg) -> Vec<(String, String)> {
    if arg.is_hide_possible_values_set() || !arg.get_action().takes_values() {
        return Vec::new();
    }
    let values = arg.get_possible_values();
    let values = values.iter().filter(|value| !value.is_hide_set());
    values
        .map(|value| {
            let meaning = value.get_help().map(|help| zh(&help.to_string()));
            (value.get_name().to_owned(), meaning.unwrap_or_default())
        })
        .collect()
}

/// Rows with their names in one column.
fn table(rows: &[Row], width: usize) -> String {
    let names = rows.iter().map(|row| row.name.width()).filter(|name| *name <= NAMES).max();
    let column = names.unwrap_or_default() + 2 * INDENT;
    let column = if column + 20 > width { 4 * INDENT } else { column };
    let mut text = String::new();
    for row in rows {
        let mut help = String::new();
        for line in row.help.lines() {
            help.push_str(&indented(line, column, width));
        }
        for (value, meaning) in &row.values {
            help.push_str(&indented(&format!("- {value}：{meaning}"), column, width));
        }
        let indent = " ".repeat(INDENT);
        let name = row.name.bold();
        if row.name.width() + 2 * INDENT <= column {
            let gap = " ".repeat(column - INDENT - row.name.width());
            text.push_str(&format!("{indent}{name}{gap}{}\n", help.trim()));
        } else {
            text.push_str(&format!("{indent}{name}\n{}\n", help.trim_end()));
        }
    }
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// The paragraphs of a text in Chinese; lines that show a command stay as they are.
fn paragraphs(english: &str) -> Vec<String> {
    super::catalogue::parts(english).into_iter().map(|part| part.zh()).collect()
}

/// A text of paragraphs, wrapped.
fn text(english: &str, indent: usize, width: usize) -> String {
    let lines = paragraphs(english);
    lines.iter().map(|line| indented(line, indent, width)).collect()
}

/// A line, wrapped and indented; what is indented already, such as an example, keeps that.
fn indented(line: &str, indent: usize, width: usize) -> String {
    if line.starts_with(' ') {
        return format!("{}{line}\n", " ".repeat(indent));
    }
    let lines = wrap(line, width.saturating_sub(indent).max(20));
    lines.iter().map(|line| format!("{}{line}\n", " ".repeat(indent))).collect()
}
