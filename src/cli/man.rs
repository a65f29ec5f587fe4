//! Man pages, made of the command line and its help, in every language.

use clap::{Arg, Command};
use roff::{Inline, Roff, bold, italic, line_break, roman};

use super::{command, help, usage};
use crate::say;
use crate::sentence::Sentence;
use crate::view::Lang;

/// The day of the last change that matters to a reader of the pages.
const DATE: &str = "2026-11-26";

/// A man page.
pub(crate) struct Page {
    /// The name of its file, such as `roadmap-done.1`.
    pub(crate) file: String,
    /// Its text, in roff.
    pub(crate) text: String,
}

/// All pages in a language, that of the program first, then those of commands and of their own
/// commands, and one for the name by which git knows the program.
pub(crate) fn pages(lang: Lang) -> Vec<Page> {
    let mut command = command();
    command.build();
    let mut pages = vec![of_program(&command, lang)];
    for sub in visible(&command) {
        let name = format!("roadmap-{}", sub.get_name());
        let examples = help::examples_of(sub.get_name(), lang);
        pages.push(of_command(sub, &name, "roadmap", &examples, lang));
        for action in visible(sub) {
            let own = format!("{name}-{}", action.get_name());
            pages.push(of_command(action, &own, &name, &[], lang));
        }
    }
    // What `git help roadmap` and `git roadmap --help` open.
    pages.push(Page { file: "git-roadmap.1".to_owned(), text: ".so man1/roadmap.1\n".to_owned() });
    pages
}

fn visible(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|sub| !sub.is_hide_set())
}

fn of_program(command: &Command, lang: Lang) -> Page {
    let mut page = Writer::begin(command, "roadmap", lang);
    page.section(&say!("COMMANDS", "命令"));
    for (title, names) in help::groups(lang) {
        page.roff.control("SS", [title]);
        for name in names {
            page.called(command.find_subcommand(name), &format!("roadmap-{name}"));
        }
    }
    page.section(&say!("TOPICS", "专题"));
    for topic in &help::TOPICS {
        let first = topic.text(lang).lines().next().unwrap_or_default();
        page.item([bold(format!("roadmap help {}", topic.name))], first);
    }
    page.section(&say!("EXIT STATUS", "退出状态"));
    for (code, meaning) in exit_codes() {
        page.item([bold(code)], meaning.text(lang));
    }
    page.end("git")
}

fn exit_codes() -> [(&'static str, Sentence); 4] {
    [
        ("0", say!("fine", "正常")),
        (
            "1",
            say!(
                "the request or the plan is wrong, or a check found something",
                "请求或计划有误，或检查发现了问题"
            ),
        ),
        ("2", say!("the command line cannot be understood", "命令行无法识别")),
        ("3", say!("git or the disk failed", "git 或磁盘出错")),
    ]
}

fn of_command(
    command: &Command,
    name: &str,
    above: &str,
    examples: &[(String, &'static str)],
    lang: Lang,
) -> Page {
    let mut page = Writer::begin(command, name, lang);
    let mut actions = visible(command).peekable();
    if actions.peek().is_some() {
        page.section(&say!("COMMANDS", "命令"));
    }
    for action in actions {
        page.called(Some(action), &format!("{name}-{}", action.get_name()));
    }
    if !examples.is_empty() {
        page.section(&say!("EXAMPLES", "示例"));
    }
    for (line, meaning) in examples {
        page.item([bold(line.as_str())], if meaning.is_empty() { "\u{a0}" } else { meaning });
    }
    page.end(above)
}

/// A page that is being written.
struct Writer {
    roff: Roff,
    name: String,
    lang: Lang,
}

impl Writer {
    /// What every page begins with: its name, how it is called, what it does, and its options.
    fn begin(command: &Command, name: &str, lang: Lang) -> Self {
        let mut page = Self { roff: Roff::new(), name: name.to_owned(), lang };
        let source = format!("roadmap {}", env!("CARGO_PKG_VERSION"));
        let (title, manual) = (name.to_uppercase(), say!("User Commands", "用户命令"));
        page.roff.control("TH", [title.as_str(), "1", DATE, &source, manual.text(lang)]);
        if lang == Lang::Zh {
            // A line may break anywhere, so there is no blank to widen.
            page.roff.control("ad", ["l"]);
        }
        page.section(&say!("NAME", "名称"));
        page.roff.text([roman(format!("{name} - {}", page.about(command)))]);
        page.section(&say!("SYNOPSIS", "概述"));
        for (at, line) in usage::calls(command, lang).iter().enumerate() {
            let again = (at > 0).then(line_break);
            page.roff.text(again.into_iter().chain([roman(line)]).collect::<Vec<_>>());
        }
        page.section(&say!("DESCRIPTION", "描述"));
        let about = command.get_long_about().or(command.get_about());
        let about = about.map(ToString::to_string).unwrap_or_default();
        page.prose(&about, "PP");
        for (heading, arguments) in usage::headings(command) {
            let heading = usage::said(heading, lang);
            page.roff.control("SH", [heading.to_uppercase().as_str()]);
            for argument in arguments {
                page.argument(argument);
            }
        }
        page
    }

    /// What ends every page: what else to read.
    fn end(mut self, above: &str) -> Page {
        self.section(&say!("SEE ALSO", "参见"));
        self.roff.text([bold(above), roman("(1)")]);
        Page { file: format!("{}.1", self.name), text: self.roff.render() }
    }

    fn section(&mut self, title: &Sentence) {
        self.roff.control("SH", [title.text(self.lang)]);
    }

    /// What a command does, in a line.
    fn about(&self, command: &Command) -> String {
        let about = command.get_about().map(ToString::to_string);
        usage::said(&about.unwrap_or_default(), self.lang)
    }

    /// Something in bold, and what it means.
    fn item<const COUNT: usize>(&mut self, name: [Inline; COUNT], meaning: &str) {
        self.roff.control("TP", []);
        self.roff.text(name);
        self.roff.text([roman(meaning)]);
    }

    /// A page for a command, and what that does.
    fn called(&mut self, command: Option<&Command>, page: &str) {
        let about = command.map(|command| self.about(command)).unwrap_or_default();
        self.item([bold(page), roman("(1)")], &about);
    }

    /// Paragraphs, with a macro between them; lines that are set in stay as they are.
    fn prose(&mut self, text: &str, between: &str) {
        let mut is_literal = false;
        for line in usage::lines(text, self.lang) {
            let is_set_in = line.starts_with(' ');
            if line.is_empty() {
                if !is_literal {
                    self.roff.control(between, []);
                }
                continue;
            }
            if is_set_in != is_literal {
                self.roff.control(if is_set_in { "nf" } else { "fi" }, []);
                is_literal = is_set_in;
            }
            self.roff.text([roman(line)]);
        }
        if is_literal {
            self.roff.control("fi", []);
        }
    }

    /// An argument, what it means, and what can be said there.
    fn argument(&mut self, argument: &Arg) {
        self.roff.control("TP", []);
        self.roff.text(names(argument));
        let help = argument.get_long_help().or(argument.get_help());
        self.prose(&help.map(ToString::to_string).unwrap_or_default(), "IP");
        if let Some(default) = usage::default(argument) {
            let said = say!("[default: {default}]", "（默认 {default}）");
            self.roff.text([roman(said.text(self.lang))]);
        }
        if argument.is_hide_possible_values_set() || !argument.get_action().takes_values() {
            return;
        }
        for value in argument.get_possible_values().iter().filter(|value| !value.is_hide_set()) {
            let Some(meaning) = value.get_help() else { continue };
            self.roff.control("br", []);
            let meaning = usage::said(&meaning.to_string(), self.lang);
            let said = say!(": {meaning}", "：{meaning}");
            self.roff.text([bold(value.get_name()), roman(said.text(self.lang))]);
        }
    }
}

/// How an argument is written: what stays in bold, what is replaced in italics.
fn names(argument: &Arg) -> Vec<Inline> {
    let shown = argument.to_string();
    if argument.is_positional() {
        return vec![italic(shown)];
    }
    let mut names = Vec::new();
    if let (Some(short), Some(_)) = (argument.get_short(), argument.get_long()) {
        names.extend([bold(format!("-{short}")), roman(", ")]);
    }
    let end = shown.find([' ', '[', '=']).unwrap_or(shown.len());
    names.push(bold(&shown[..end]));
    if end < shown.len() {
        names.push(italic(&shown[end..]));
    }
    names
}
