//! Help: the command line as clap sees it with its commands in groups and an example for each,
//! and topics.
//!
//! Only who asks for help pays for it: what is parsed is the plain command.

mod pages;
mod topic;

use clap::Command;
use clap::builder::styling::Styles;

use crate::view::term;
use crate::view::{Lang, Style};
use pages::{GROUPS, Group, PAGES};

pub(crate) use topic::{TOPICS, Topic};

/// The command line with groups, examples and topics in its help, in English.
pub(crate) fn decorated(mut command: Command, style: Style) -> Command {
    for page in PAGES {
        let text = examples(page.command, style.lang);
        command = command.mut_subcommand(page.command, |it| it.after_help(text));
    }
    let called = command.get_bin_name().unwrap_or("roadmap");
    let usage = format!("{called} [OPTIONS] [COMMAND]");
    let groups = listed(&command, str::to_owned, style);
    let more = more(style);
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{groups}{{all-args}}\n\n{}",
        more.trim_end()
    );
    command.mut_subcommands(|it| it.hide(true)).override_usage(usage).help_template(template)
}

/// What stands below the help of the whole program.
pub(crate) fn more(style: Style) -> String {
    let topics: Vec<&str> = TOPICS.iter().map(|topic| topic.name).collect();
    term::flow(&style.lang.words().help().more(&topics.join(", ")), style)
}

/// The groups with their commands, and what `translated` makes of what each does.
pub(crate) fn listed(
    command: &Command,
    translated: impl Fn(&str) -> String,
    style: Style,
) -> String {
    GROUPS.iter().map(|group| list(command, *group, &translated, style)).collect()
}

/// The examples of a command, each with what it does.
pub(crate) fn examples_of(command: &str, lang: Lang) -> Vec<(String, &'static str)> {
    let page = PAGES.iter().find(|page| page.command == command);
    let examples = page.map(|page| page.examples).unwrap_or_default();
    examples.iter().map(|example| (example.line(lang), example.what(lang))).collect()
}

/// The groups, each with its commands.
#[cfg(feature = "package")]
pub(crate) fn groups(lang: Lang) -> Vec<(&'static str, Vec<&'static str>)> {
    let commands = |group| PAGES.iter().filter(move |page| page.group == group);
    let named = |group| commands(group).map(|page| page.command).collect();
    GROUPS.iter().map(|group| (title(*group, lang), named(*group))).collect()
}

fn title(group: Group, lang: Lang) -> &'static str {
    let words = lang.words().help();
    match group {
        Group::Begin => words.begin(),
        Group::Record => words.record(),
        Group::Look => words.look(),
        Group::Plan => words.plan(),
        Group::Share => words.share(),
        Group::Around => words.around(),
    }
}

/// The examples below a command's options.
pub(crate) fn examples(command: &str, lang: Lang) -> String {
    let header = *Styles::styled().get_header();
    let examples = examples_of(command, lang);
    let title = lang.words().help().examples(examples.len());
    let mut text = format!("{header}{title}{header:#}");
    for (line, what) in examples {
        text.push_str(&format!("\n  {line}"));
        if !what.is_empty() {
            text.push_str(&format!("\n      {what}"));
        }
    }
    text
}

/// The commands of a group, each with what it does.
fn list(
    command: &Command,
    group: Group,
    translated: impl Fn(&str) -> String,
    style: Style,
) -> String {
    let (header, literal) = (*Styles::styled().get_header(), *Styles::styled().get_literal());
    let title = title(group, style.lang);
    let colon = style.lang.words().help().colon();
    let mut text = format!("{header}{title}{colon}{header:#}\n");
    let name_width = PAGES.iter().map(|page| page.command.len()).max().unwrap_or_default();
    for page in PAGES.iter().filter(|page| page.group == group) {
        let about = command.find_subcommand(page.command).and_then(Command::get_about);
        let about = translated(&about.map(ToString::to_string).unwrap_or_default());
        let row = term::hanging(page.command, name_width, &about, style);
        // The template has no way to say that a brace is only a brace.
        let row = row.replace(['{', '}'], "");
        text.push_str(&row.replacen(
            page.command,
            &format!("{literal}{}{literal:#}", page.command),
            1,
        ));
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::command;

    #[test]
    fn every_visible_command_is_in_exactly_one_group_and_has_an_example() {
        let command = command();
        let visible = command.get_subcommands().filter(|it| !it.is_hide_set());
        let mut visible: Vec<&str> = visible.map(Command::get_name).collect();
        let mut paged: Vec<&str> = PAGES.iter().map(|page| page.command).collect();
        visible.sort_unstable();
        paged.sort_unstable();
        assert_eq!(paged, visible);
        for page in PAGES {
            assert!(!page.examples.is_empty(), "{} has no example", page.command);
            for example in page.examples {
                let calls = format!("roadmap {}", page.command);
                assert!(example.line.contains(&calls), "{}: {}", page.command, example.line);
                assert_eq!(example.en.is_empty(), example.zh.is_empty(), "{}", example.line);
            }
        }
    }

    #[test]
    fn the_help_shows_every_command_once() {
        for (lang, width) in [(Lang::En, 80), (Lang::En, 40)] {
            let style = Style { width, lang, ..Style::default() };
            let text = decorated(command(), style).render_long_help().to_string();
            for page in PAGES {
                let start = format!("  {}", page.command);
                let rows = text.lines().filter(|line| {
                    line.strip_prefix(&start)
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                });
                assert_eq!(rows.count(), 1, "{}\n{text}", page.command);
            }
        }
    }
}
