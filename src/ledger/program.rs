//! The `git` program, asked for what only git itself knows: who the learner is, and signatures.
//!
//! libgit2 does not know `includeIf "hasconfig:…"`, `author.*`, `GIT_CONFIG_COUNT` or `git -c`,
//! and it cannot sign.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use chrono::{DateTime, FixedOffset};

use super::backend::NewCommit;
use super::error::LedgerError;
use super::event::{CommitId, Person};
use super::next::Written;

/// Has git take no line for a comment: none begins with this character.
const NO_COMMENTS: [&str; 2] = ["-c", "core.commentChar=\u{1}"];

/// How trailers are added, whatever `trailer.*` is configured to.
const TRAILERS: [&str; 10] = [
    "-c",
    "trailer.separators=:",
    "interpret-trailers",
    "--no-divider",
    "--where",
    "end",
    "--if-exists",
    "addIfDifferent",
    "--if-missing",
    "add",
];

/// Runs `git` in the learner's repository.
#[derive(Debug)]
pub(super) struct GitProgram {
    directory: PathBuf,
    is_apart: bool,
}

/// The variables by which the environment can name a repository other than the one around the
/// directory, or a part of it.
const PLACES: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
];

/// Who goes into a commit, and whether it is to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) author: Person,
    pub(super) committer: Person,
    pub(super) signs: Signing,
}

/// How a commit is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signing {
    /// Not at all.
    No,
    /// With the key and in the format that git is configured for.
    Configured,
    /// With the key that git is configured for, which has to be one of SSH.
    Ssh,
}

impl GitProgram {
    pub(super) fn new(directory: PathBuf) -> Self {
        Self { directory, is_apart: false }
    }

    /// A `git` that works in this directory, whatever repository the environment names.
    pub(super) fn apart(directory: PathBuf) -> Self {
        Self { directory, is_apart: true }
    }

    fn start(&self, arguments: &[&str]) -> Result<Child, LedgerError> {
        self.command(arguments).spawn().map_err(|source| LedgerError::NoProgram { source })
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.directory).args(arguments);
        for name in PLACES.iter().filter(|_| self.is_apart) {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Makes an empty repository as the learner's git would, with their first branch and
    /// templates.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] with what git said.
    pub(super) fn init(&self) -> Result<(), LedgerError> {
        answer("init", self.start(&["init", "--quiet"])?).map(drop)
    }

    /// Asks git who the author and committer are and whether commits are signed, all at once.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoIdentity`] with git's own advice where it has no name or address.
    pub(super) fn identity(&self) -> Result<Identity, LedgerError> {
        let author = self.start(&["var", "GIT_AUTHOR_IDENT"])?;
        let committer = self.start(&["var", "GIT_COMMITTER_IDENT"])?;
        let signs = self.start(&["config", "--type=bool", "--get", "commit.gpgSign"])?;
        let person = |child| match answer("var", child) {
            Ok(line) => Ok(Person::parse(&line)),
            Err(LedgerError::Program { said, .. }) => Err(LedgerError::NoIdentity { advice: said }),
            Err(other) => Err(other),
        };
        let author = person(author);
        let committer = person(committer);
        let is_signed = answer("config", signs).is_ok_and(|value| value == "true");
        let signs = if is_signed { Signing::Configured } else { Signing::No };
        Ok(Identity { author: author?, committer: committer?, signs })
    }

    /// Makes a commit object, signed or not, and returns its id; moves no ref.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NotSigned`] with what git and the signing program said, or
    /// [`LedgerError::Program`].
    pub(super) fn commit(
        &self,
        identity: &Identity,
        new: &NewCommit<'_>,
        signing: Signing,
    ) -> Result<CommitId, LedgerError> {
        // Our messages are UTF-8, whatever the learner's other commits are in.
        let mut arguments = vec!["-c", "i18n.commitEncoding=UTF-8"];
        if signing == Signing::Ssh {
            arguments.extend(["-c", "gpg.format=ssh"]);
        }
        arguments.extend(["commit-tree", &new.tree]);
        let signed = signing != Signing::No;
        for parent in new.parents {
            arguments.extend(["-p", parent.as_str()]);
        }
        arguments.extend([if signed { "-S" } else { "--no-gpg-sign" }, "-F", "-"]);
        let mut command = self.command(&arguments);
        let date = format!("@{} {}", new.at.timestamp(), new.at.format("%z"));
        for (role, person) in [("AUTHOR", &identity.author), ("COMMITTER", &identity.committer)] {
            command.env(format!("GIT_{role}_NAME"), &person.name);
            command.env(format!("GIT_{role}_EMAIL"), &person.email);
            command.env(format!("GIT_{role}_DATE"), &date);
        }
        let made = fed("commit-tree", command, new.message.as_bytes()).map(CommitId::new);
        made.map_err(|error| match error {
            LedgerError::Program { said, .. } if signed => LedgerError::NotSigned { said },
            other => other,
        })
    }

    /// Commits the index as the learner would, with the message in `file`: hooks, editor and
    /// signing are git's own and talk to the learner. Git writes what it starts to `trace`.
    /// Returns the exit code.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoProgram`].
    pub(super) fn commit_index(
        &self,
        file: &Path,
        opens_editor: bool,
        at: DateTime<FixedOffset>,
        trace: &Path,
    ) -> Result<Option<i32>, LedgerError> {
        let editor = if opens_editor { "--edit" } else { "--no-edit" };
        let arguments = ["-c", "i18n.commitEncoding=UTF-8", "commit", "--quiet", editor, "-F"];
        let date = format!("@{} {}", at.timestamp(), at.format("%z"));
        let mut command = self.command(&arguments);
        command.arg(file).env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date);
        command.env("GIT_TRACE2_EVENT", trace);
        command.stdin(Stdio::inherit()).stdout(Stdio::inherit()).stderr(Stdio::inherit());
        let ended = command.status().map_err(|source| LedgerError::NoProgram { source })?;
        Ok(ended.code())
    }

    /// Commits one file as it is in the work tree, and leaves all that is staged as it is. Hooks
    /// and signing talk to the learner. Returns the exit code.
    ///
    /// # Errors
    ///
    /// [`LedgerError::NoProgram`].
    pub(super) fn commit_only(
        &self,
        file: &str,
        message: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<Option<i32>, LedgerError> {
        let arguments = ["-c", "i18n.commitEncoding=UTF-8", "--literal-pathspecs", "commit"];
        let date = format!("@{} {}", at.timestamp(), at.format("%z"));
        let mut command = self.command(&arguments);
        command.args(["--quiet", "--no-edit", "--only", "-m", message, "--", file]);
        command.env("GIT_AUTHOR_DATE", &date).env("GIT_COMMITTER_DATE", &date);
        command.stdin(Stdio::inherit()).stdout(Stdio::inherit()).stderr(Stdio::inherit());
        let ended = command.status().map_err(|source| LedgerError::NoProgram { source })?;
        Ok(ended.code())
    }

    /// The message with event lines as trailers at its end, none of them twice. It has no comments:
    /// lines that begin with `#` are the learner's own.
    ///
    /// # Errors
    ///
    /// As [`GitProgram::ask`].
    pub(super) fn with_trailers(
        &self,
        message: &str,
        lines: &[String],
    ) -> Result<String, LedgerError> {
        let mut arguments = [&NO_COMMENTS[..], &TRAILERS].concat();
        arguments.extend(lines.iter().flat_map(|line| ["--trailer", line]));
        Ok(self.ask_with(&arguments, message.as_bytes())? + "\n")
    }

    /// Adds event lines as trailers to the message in `file`, above comments and a diff where it is
    /// `written` with these.
    ///
    /// # Errors
    ///
    /// As [`GitProgram::ask`].
    pub(super) fn add_trailers(
        &self,
        file: &Path,
        lines: &[String],
        written: Written,
    ) -> Result<(), LedgerError> {
        let mut command = match written {
            Written::InEditor => self.command(&TRAILERS),
            Written::AsItIs => self.command(&[&NO_COMMENTS[..], &TRAILERS].concat()),
        };
        command.args(lines.iter().flat_map(|line| ["--trailer", line]));
        command.args(["--in-place", "--"]).arg(file);
        fed("interpret-trailers", command, b"").map(drop)
    }

    /// What a `git` that answers by its exit code says: 0 for yes, 1 for no.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] with what git said where it failed.
    pub(super) fn says_yes(&self, arguments: &[&str]) -> Result<bool, LedgerError> {
        let no_program = |source| LedgerError::NoProgram { source };
        let output = self.start(arguments)?.wait_with_output().map_err(no_program)?;
        if output.status.code() == Some(1) {
            return Ok(false);
        }
        checked(subcommand(arguments), &output).map(|_| true)
    }

    /// What `git` prints, without the line break at its end.
    ///
    /// # Errors
    ///
    /// [`LedgerError::Program`] with what git said where it failed.
    pub(super) fn ask(&self, arguments: &[&str]) -> Result<String, LedgerError> {
        answer(subcommand(arguments), self.start(arguments)?)
    }

    /// What `git` prints with these variables, without the line break at its end.
    ///
    /// # Errors
    ///
    /// As [`GitProgram::ask`].
    pub(super) fn ask_in(
        &self,
        arguments: &[&str],
        variables: &[(&str, &OsStr)],
    ) -> Result<String, LedgerError> {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied());
        fed(subcommand(arguments), command, b"")
    }

    /// The bytes that `git` prints of what is there: what a partial clone lacks is not fetched, since
    /// that would write into it.
    ///
    /// # Errors
    ///
    /// As [`GitProgram::ask`].
    pub(super) fn bytes_here(&self, arguments: &[&str]) -> Result<Vec<u8>, LedgerError> {
        let mut command = self.command(arguments);
        command.env("GIT_NO_LAZY_FETCH", "1");
        output_of(subcommand(arguments), command, b"")
    }

    /// What `git` prints when it reads `input`, without the line break at its end.
    ///
    /// # Errors
    ///
    /// As [`GitProgram::ask`].
    pub(super) fn ask_with(&self, arguments: &[&str], input: &[u8]) -> Result<String, LedgerError> {
        fed(subcommand(arguments), self.command(arguments), input)
    }

    /// The bytes that `git` prints when it reads `input`.
    ///
    /// # Errors
    ///
    /// As [`GitProgram::ask`].
    pub(super) fn bytes_with(
        &self,
        arguments: &[&str],
        input: &[u8],
    ) -> Result<Vec<u8>, LedgerError> {
        output_of(subcommand(arguments), self.command(arguments), input)
    }
}

/// The subcommand among the arguments, for messages.
fn subcommand<'a>(arguments: &[&'a str]) -> &'a str {
    let is_name = |argument: &&&str| !argument.starts_with('-') && !argument.contains('=');
    arguments.iter().find(is_name).copied().unwrap_or("git")
}

/// Runs a command that reads `input`, and returns what it printed, without the line break.
fn fed(name: &str, command: Command, input: &[u8]) -> Result<String, LedgerError> {
    let bytes = output_of(name, command, input)?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}

/// Runs a command that reads `input`, and returns the bytes that it printed. The input is
/// written beside the reading, so that neither side waits for the other.
fn output_of(name: &str, mut command: Command, input: &[u8]) -> Result<Vec<u8>, LedgerError> {
    let no_program = |source| LedgerError::NoProgram { source };
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(no_program)?;
    let stdin = child.stdin.take();
    let output = thread::scope(|scope| {
        // A git that has failed reads no further; its own message says why.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    });
    checked(name, &output.map_err(no_program)?).map(<[u8]>::to_vec)
}

/// Waits for a `git` and returns what it printed, without the line break.
fn answer(command: &str, child: Child) -> Result<String, LedgerError> {
    let output = child.wait_with_output().map_err(|source| LedgerError::NoProgram { source })?;
    let bytes = checked(command, &output)?;
    Ok(String::from_utf8_lossy(bytes).trim_end().to_owned())
}

/// What a `git` that has ended printed, or said where it failed.
fn checked<'a>(command: &str, output: &'a Output) -> Result<&'a [u8], LedgerError> {
    if output.status.success() {
        return Ok(&output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(LedgerError::Program { command: command.to_owned(), said })
}
