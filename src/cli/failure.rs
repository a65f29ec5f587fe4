//! The one failure of a command: whose fault it is, what happened, what to try.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use colored::{ColoredString, Colorize};

use crate::say;
use crate::sentence::{FileAction, Lang, Sentence, Spoken};

/// Whose fault it is; this decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The request or the plan is wrong: 1.
    Request,
    /// Git or the disk failed: 3.
    Environment,
    /// The reader of a pipe left; nobody wants to hear about it: 0.
    ReaderLeft,
    /// All has been said already; only the exit code 1 is left.
    Said,
}

/// Why a command could not do what it was asked.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: Kind,
    message: Sentence,
    details: Vec<Sentence>,
    causes: Vec<Sentence>,
    hints: Vec<Sentence>,
}

impl Failure {
    /// The request or the plan is wrong.
    pub(crate) fn request(message: Sentence) -> Self {
        Self::new(Kind::Request, message)
    }

    /// Git or the disk failed.
    pub(crate) fn environment(error: &impl Spoken) -> Self {
        Self::new(Kind::Environment, error.sentence()).caused_by(error)
    }

    /// A file could not be read or written.
    pub(crate) fn file(doing: FileAction, path: &Path, error: &io::Error) -> Self {
        let (path, en, zh) = (path.display().to_string(), doing.en(), doing.zh());
        // How Windows writes a path that was resolved; nobody types it so.
        let path = path.strip_prefix(r"\\?\").unwrap_or(&path);
        let mut failure =
            Self::new(Kind::Environment, say!("`{path}` cannot be {en}", "无法{zh} `{path}`"));
        failure.causes.push(error.sentence());
        failure
    }

    /// A file that was named could not be read, or is not there.
    pub(crate) fn named_file(path: &Path, name: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            return Self::request(say!("there is no file `{name}`", "没有文件 `{name}`"));
        }
        Self::file(FileAction::Read, path, error)
    }

    /// The `git` program failed, and said something that is shown as it is.
    pub(super) fn git(command: &str, said: &str) -> Self {
        let message = say!("`git {command}` failed", "`git {command}` 失败");
        Self::new(Kind::Environment, message).details(said)
    }

    /// All has been said already; the command only fails.
    pub(crate) fn said() -> Self {
        Self::new(Kind::Said, Sentence::default())
    }

    fn new(kind: Kind, message: Sentence) -> Self {
        Self { kind, message, details: Vec::new(), causes: Vec::new(), hints: Vec::new() }
    }

    fn caused_by(mut self, error: &dyn Error) -> Self {
        let mut source = error.source();
        while let Some(cause) = source {
            self.causes.push(said(cause));
            source = cause.source();
        }
        self
    }

    /// The same with a way out that is more likely than the others.
    pub(crate) fn first_hint(mut self, hint: Sentence) -> Self {
        self.hints.insert(0, hint);
        self
    }

    /// Adds something to try.
    pub(crate) fn hint(mut self, hint: Sentence) -> Self {
        self.hints.push(hint);
        self
    }

    /// Adds lines to show below the message as they are: candidates, or what another program
    /// said.
    pub(crate) fn details(mut self, text: &str) -> Self {
        self.details.extend(text.lines().map(Sentence::verbatim));
        self
    }

    /// Adds a line of our own to show below the message.
    pub(crate) fn detail(mut self, line: Sentence) -> Self {
        self.details.push(line);
        self
    }

    /// Turns the failure of a pipe whose reader left into success.
    pub(crate) fn unless_reader_left(self) -> Result<(), Self> {
        if self.kind == Kind::ReaderLeft { Ok(()) } else { Err(self) }
    }

    /// Prints it in a language. There is nobody to tell if that fails.
    pub(crate) fn print(&self, lang: Lang, mut err: impl Write) {
        if self.kind == Kind::Said {
            return;
        }
        let labels = match lang {
            Lang::En => Labels { error: "error: ", cause: "caused by: ", hint: "hint: " },
            Lang::Zh => Labels { error: "错误：", cause: "原因：", hint: "提示：" },
        };
        let mut text = format!("{}{}\n", label(labels.error.red()), self.message.text(lang));
        text.extend(self.details.iter().map(|line| format!("  {}\n", line.text(lang))));
        let cause = |cause: &Sentence| format!("  {}{}\n", labels.cause, cause.text(lang));
        text.extend(self.causes.iter().map(cause));
        let hint = |hint: &Sentence| format!("{}{}\n", label(labels.hint.cyan()), hint.text(lang));
        text.extend(self.hints.iter().map(hint));
        let _ = err.write_all(text.as_bytes());
    }

    /// 1 where the request or the plan is wrong, 3 where git or the disk failed.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self.kind {
            Kind::Request | Kind::Said => 1,
            Kind::Environment => 3,
            Kind::ReaderLeft => 0,
        })
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(Kind::ReaderLeft, Sentence::default());
        }
        let mut failure =
            Self::new(Kind::Environment, say!("the output cannot be written", "无法写出输出"));
        failure.causes.push(error.sentence());
        failure
    }
}

/// What stands before the parts of a failure.
struct Labels {
    error: &'static str,
    cause: &'static str,
    hint: &'static str,
}

/// A label, without the blank behind it being painted.
fn label(painted: ColoredString) -> String {
    let text = painted.trim_end().to_owned();
    let blank = if text.len() < painted.len() { " " } else { "" };
    let mut label = painted.bold();
    label.input = text;
    format!("{label}{blank}")
}

/// What an error of any layer says; libraries speak English.
fn said(error: &(dyn Error + 'static)) -> Sentence {
    match error.downcast_ref::<io::Error>() {
        Some(error) => error.sentence(),
        None => Sentence::verbatim(error.to_string()),
    }
}
