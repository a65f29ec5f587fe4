//! The catalogue and the command line say the same things.

use std::collections::BTreeSet;

use clap::Command;

use super::catalogue::{entries, parts};
use crate::cli::complete;

/// Every text of a command and of those below it.
fn texts(command: &Command, texts: &mut BTreeSet<String>) {
    let mut add = |text: Option<String>| {
        let keys = parts(&text.unwrap_or_default()).into_iter();
        texts.extend(keys.filter_map(|part| part.key()));
    };
    let styled = |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string);
    add(styled(command.get_about()));
    add(styled(command.get_long_about()));
    add(styled(command.get_before_help()));
    add(styled(command.get_before_long_help()));
    add(styled(command.get_after_help()));
    add(styled(command.get_after_long_help()));
    let has_commands = command.get_subcommands().any(|inner| !inner.is_hide_set());
    if has_commands {
        add(Some(command.get_subcommand_help_heading().unwrap_or("Commands").to_owned()));
    }
    for arg in command.get_arguments() {
        add(styled(arg.get_help()));
        add(styled(arg.get_long_help()));
        let kind = if arg.is_positional() { "Arguments" } else { "Options" };
        add(Some(arg.get_help_heading().unwrap_or(kind).to_owned()));
        // TAB shows them where help does not.
        if arg.get_action().takes_values() {
            for value in arg.get_possible_values() {
                add(styled(value.get_help()));
            }
        }
    }
    for inner in command.get_subcommands() {
        self::texts(inner, texts);
    }
}

fn all() -> BTreeSet<String> {
    let mut root = crate::cli::command();
    root.build();
    let mut all = BTreeSet::new();
    texts(&root, &mut all);
    all.extend(
        complete::settable(&complete::SETTABLE).into_iter().map(|(_, rule)| rule.to_owned()),
    );
    all
}

#[test]
fn every_text_of_the_command_line_has_its_chinese() {
    let known: BTreeSet<&str> = entries().map(|(en, _)| *en).collect();
    let missing: Vec<String> =
        all().into_iter().filter(|text| !known.contains(text.as_str())).collect();
    assert!(
        missing.is_empty(),
        "add these to src/cli/usage/catalogue:\n{}",
        missing.iter().map(|text| format!("    ({text:?}, \"\"),\n")).collect::<String>()
    );
}

#[test]
fn every_entry_is_a_text_of_the_command_line() {
    let all = all();
    let idle: Vec<&str> = entries().map(|(en, _)| *en).filter(|en| !all.contains(*en)).collect();
    assert!(idle.is_empty(), "take these out of src/cli/usage/catalogue: {idle:#?}");
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> = entries().map(|(en, _)| *en).filter(|en| !seen.insert(*en)).collect();
    assert!(twice.is_empty(), "these are there twice: {twice:#?}");
}
