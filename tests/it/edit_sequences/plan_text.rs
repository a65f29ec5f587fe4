//! A random plan as people write them: tables with headers or in braces, with or without empty
//! lines, any line breaks, and comments in every place where one can stand.

use std::fmt::Write as _;

use crate::history_generator::generator::random::Random;

/// How a plan is laid out.
struct Layout {
    /// Whether an empty line stands above a header.
    is_spaced: bool,
    /// What a nested table is indented by.
    indent: &'static str,
    /// Once in how many places a comment stands.
    comments: usize,
}

/// A plan being written.
struct Writer<'a> {
    random: &'a mut Random,
    layout: Layout,
    text: String,
    comments: usize,
}

/// A random plan.
pub(crate) fn plan_text(random: &mut Random) -> String {
    let layout = Layout {
        is_spaced: !random.once_in(4),
        indent: random.pick(&["  ", "", "\t", "    "]),
        comments: random.pick(&[2, 3, 8, 1_000]),
    };
    let (is_crlf, has_mark) = (random.once_in(5), random.once_in(8));
    let ends = !random.once_in(6);
    let mut writer = Writer { random, layout, text: String::new(), comments: 0 };
    writer.plan();
    let mut text = writer.text;
    if !ends {
        text.truncate(text.trim_end().len());
    }
    if is_crlf {
        text = text.replace('\n', "\r\n");
    }
    if has_mark { format!("\u{feff}{text}") } else { text }
}

impl Writer<'_> {
    fn plan(&mut self) {
        self.comment("");
        self.line("", "title = \"计划 # not a comment\"");
        self.line("", "start = 2025-07-11");
        if self.random.once_in(2) {
            self.line("", "rest-days = [ 'sun' ]");
        }
        let phases = 1 + self.random.below(4);
        let mut tasks: Vec<String> = Vec::new();
        for phase in 1..=phases {
            self.phase(phase, &mut tasks);
        }
        for number in 0..self.random.below(3) {
            self.header("", "[[habit]]");
            self.line("", &format!("id = \"h{number}\""));
            self.line("", "title = \"Habit\"");
            self.line("", "every = \"day\"");
            let days = self.random.pick(&["", "phase = \"p1\"", "from = 2025-08-01"]);
            self.line("", days);
            if self.random.once_in(2) {
                self.header(self.layout.indent, "[[habit.change]]");
                self.line(self.layout.indent, "from = 2025-09-01");
                self.line(self.layout.indent, "target = 3");
            }
        }
        self.modules();
        for number in 0..self.random.below(3) {
            self.header("", "[[link]]");
            self.line("", &format!("title = \"L{number}\""));
            self.line("", "url = \"https://example.org/#top\"");
        }
        self.moves(&tasks);
        if self.random.once_in(3) {
            self.header("", "[record]");
            self.line("", "subject = 'Done {id}'");
        }
        self.comment("");
    }

    fn phase(&mut self, phase: usize, tasks: &mut Vec<String>) {
        let has_estimates = self.random.once_in(2);
        let is_inline = self.random.once_in(5);
        self.header("", "[[phase]]");
        self.line("", &format!("id = \"p{phase}\""));
        self.line("", &format!("title = \"Phase {phase}\""));
        self.line("", &format!("window = \"2025-{:02}\"", phase + 7));
        let count = self.random.below(5);
        let new: Vec<String> = (0..count).map(|number| format!("t{phase}-{number}")).collect();
        if is_inline && count > 0 {
            self.line("", "task = [");
        }
        for (at, id) in new.iter().enumerate() {
            let keys = self.task(id, has_estimates, tasks);
            if is_inline {
                let comma = if at + 1 < count || self.random.once_in(2) { "," } else { "" };
                self.line("  ", &format!("{{ {} }}{comma}", keys.join(", ")));
            } else {
                self.header(self.layout.indent, "[[phase.task]]");
                for key in &keys {
                    self.line(self.layout.indent, key);
                }
            }
        }
        if is_inline && count > 0 {
            self.line("", "]");
        }
        tasks.extend(new);
    }

    fn task(&mut self, id: &str, has_estimate: bool, before: &[String]) -> Vec<String> {
        let mut keys = vec![format!("id = \"{id}\""), format!("title = 'Task {id} #1'")];
        if has_estimate {
            keys.push(format!("estimate = \"{}m\"", 30 + 10 * self.random.below(30)));
        }
        let mut needs: Vec<String> = Vec::new();
        for _ in 0..self.random.below(3).min(before.len()) {
            let need = format!("\"{}\"", self.random.pick(before));
            if !needs.contains(&need) {
                needs.push(need);
            }
        }
        if !needs.is_empty() {
            keys.push(format!("needs = [{}]", self.list(&needs)));
        }
        if self.random.once_in(3) {
            keys.push("skills = [\"s0\"]".to_owned());
        }
        if self.random.once_in(4) {
            keys.push("links = [\"https://example.org/a,b\"]".to_owned());
        }
        if self.random.once_in(6) {
            keys.push("verify = \"true\"".to_owned());
        }
        keys
    }

    /// Items on one line, or on a line each with comments between.
    fn list(&mut self, items: &[String]) -> String {
        if !self.random.once_in(3) {
            return items.join(", ");
        }
        let mut text = "\n".to_owned();
        for item in items {
            let _ = write!(text, "    {item},");
            let remark = self.remark();
            let _ = writeln!(text, "{remark}");
        }
        text + "  "
    }

    fn modules(&mut self) {
        self.header("", "[[module]]");
        self.line("", "id = \"m\"");
        self.line("", "title = \"M\"");
        if self.random.once_in(2) {
            self.line(
                "",
                "skill = [{ id = \"s0\", title = \"S\" }, { id = \"s1\", title = \"S\" }]",
            );
            return;
        }
        for number in 0..2 {
            self.header(self.layout.indent, "[[module.skill]]");
            self.line(self.layout.indent, &format!("id = \"s{number}\""));
            self.line(self.layout.indent, "title = \"S\"");
        }
    }

    fn moves(&mut self, tasks: &[String]) {
        if tasks.is_empty() {
            return;
        }
        for number in 0..self.random.below(3) {
            let to = self.random.pick(tasks);
            self.header("", "[[moved]]");
            self.line("", &format!("from = \"old{number}\""));
            let other = self.random.pick(tasks);
            let to = match number {
                1 if self.random.once_in(2) => "\"old0\"".to_owned(),
                _ if other != to => format!("[\"{to}\", \"{other}\"]"),
                _ => format!("\"{to}\""),
            };
            self.line("", &format!("to = {to}"));
        }
    }

    fn header(&mut self, indent: &str, header: &str) {
        if self.layout.is_spaced {
            self.text.push('\n');
        }
        if self.random.once_in(6) {
            self.comment(indent);
            self.text.push('\n');
        }
        self.comment(indent);
        self.line(indent, header);
    }

    /// A line, with a comment behind it or below it now and then.
    fn line(&mut self, indent: &str, line: &str) {
        if line.is_empty() {
            return;
        }
        let remark = if line == "task = [" { String::new() } else { self.remark() };
        let _ = writeln!(self.text, "{indent}{line}{remark}");
        if self.random.once_in(4) {
            self.comment(indent);
        }
    }

    fn comment(&mut self, indent: &str) {
        let remark = self.remark();
        if !remark.is_empty() {
            let _ = writeln!(self.text, "{indent}{}", remark.trim_start());
        }
    }

    /// A comment with a number of its own, or none.
    fn remark(&mut self) -> String {
        if !self.random.once_in(self.layout.comments) {
            return String::new();
        }
        self.comments += 1;
        format!(" #注{}!", self.comments)
    }
}
