//! What a shell reads when it starts, and the lines of ours in it.
//!
//! Lines stand between two marks; the first mark says what was there before them, so that they
//! can be taken out byte for byte.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap_complete::Shell;

use super::failure::Failure;
use super::save;
use crate::say;
use crate::sentence::FileAction;
use crate::view::lang::FileChange;

/// Where shells keep their files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    /// The home directory.
    pub(crate) home: Option<PathBuf>,
    /// `XDG_CONFIG_HOME`.
    pub(crate) config: Option<PathBuf>,
    /// `ZDOTDIR`.
    pub(crate) zsh: Option<PathBuf>,
    /// `SHELL`.
    pub(crate) shell: Option<PathBuf>,
}

/// What belongs at one place.
#[derive(Debug)]
pub(crate) enum Piece {
    /// Lines in a file of the learner's.
    Lines { file: PathBuf, lines: &'static str },
    /// A file of our own.
    File { file: PathBuf, text: &'static str },
}

/// A change of one file.
#[derive(Debug)]
pub(crate) struct Change {
    /// What is done.
    pub(crate) kind: FileChange,
    /// The file, as the learner would name it.
    pub(crate) file: PathBuf,
    /// The lines that come or go.
    pub(crate) shown: String,
    old: Option<Vec<u8>>,
    new: Option<Vec<u8>>,
}

/// How the first mark begins, whatever it says.
const BEGIN: &str = "# >>> roadmap completions";
/// The first mark after a line break, or at the start of a file that was there.
const AFTER_A_LINE: &str = "# >>> roadmap completions >>>";
/// The first mark where the line break before it is ours, too.
const AFTER_TEXT: &str = "# >>> roadmap completions, with the line break before >>>";
/// The first mark in a file that we made.
const IN_A_NEW_FILE: &str = "# >>> roadmap completions, in a new file >>>";
/// The last mark.
const END: &str = "# <<< roadmap completions <<<";

const BASH: &str = r#"if command -v roadmap > /dev/null; then
    eval "$(roadmap completions bash)"
fi
"#;

const ZSH: &str = r#"if (( $+commands[roadmap] )); then
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
    eval "$(roadmap completions zsh)"
fi
"#;

const FISH: &str = "# Put here by `roadmap completions install fish`.\n\
    command -q roadmap; and roadmap completions fish | source\n";

/// What completes `git roadmap` in fish: it reads the file of `git-roadmap` for it, but not in
/// every version by itself.
const GIT_IN_FISH: &str = "# Put here by `roadmap completions install fish`.\n\
    complete --command git --no-files --keep-order \
    --condition '__fish_git_using_command roadmap' \
    --arguments '(__fish_git_complete_custom_command roadmap)'\n";

const ELVISH: &str = "if (has-external roadmap) { eval (roadmap completions elvish | slurp) }\n";

const POWERSHELL: &str = "if (Get-Command roadmap -ErrorAction SilentlyContinue) {\n    \
    roadmap completions powershell | Out-String | Invoke-Expression\n}\n";

/// What makes TAB complete in a shell.
///
/// # Errors
///
/// Where there is no home directory to look in.
pub(crate) fn pieces(shell: Shell, places: &Places) -> Result<Vec<Piece>, Failure> {
    let no_home = || {
        Failure::request(say!(
            "there is no home directory: HOME is not set",
            "没有主目录：HOME 未设置"
        ))
        .hint(say!(
            "`roadmap completions SHELL` prints the script to put where you want it",
            "`roadmap completions SHELL` 输出脚本，可放到你想放的地方"
        ))
    };
    let home = || places.home.clone().ok_or_else(no_home);
    let config =
        || places.config.clone().map_or_else(|| home().map(|home| home.join(".config")), Ok);
    let lines = |file: PathBuf, lines| vec![Piece::Lines { file, lines }];
    Ok(match shell {
        Shell::Zsh => lines(places.zsh.clone().map_or_else(home, Ok)?.join(".zshrc"), ZSH),
        Shell::Fish => {
            let folder = config()?.join("fish");
            let files = [
                ("completions/roadmap.fish", FISH),
                ("completions/git-roadmap.fish", FISH),
                ("conf.d/git-roadmap.fish", GIT_IN_FISH),
            ];
            files.map(|(name, text)| Piece::File { file: folder.join(name), text }).into()
        }
        Shell::Elvish => lines(config()?.join("elvish").join("rc.elv"), ELVISH),
        Shell::PowerShell => {
            let folder = if cfg!(windows) {
                home()?.join("Documents").join("PowerShell")
            } else {
                config()?.join("powershell")
            };
            lines(folder.join("Microsoft.PowerShell_profile.ps1"), POWERSHELL)
        }
        _ => lines(home()?.join(".bashrc"), BASH),
    })
}

impl Piece {
    /// What puts it in; `None` where it is there already.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or holds something else in its place.
    pub(crate) fn put_in(&self) -> Result<Option<Change>, Failure> {
        let file = self.file();
        let old = read(file)?;
        let (kind, shown, new) = match (self, &old) {
            (Self::File { text, .. }, None) => {
                (FileChange::Makes, (*text).to_owned(), text.as_bytes().to_vec())
            }
            (Self::File { text, .. }, Some(old)) if old == text.as_bytes() => return Ok(None),
            (Self::File { .. }, Some(_)) => return Err(not_ours(file)),
            (Self::Lines { lines, .. }, None) => {
                let block = block(IN_A_NEW_FILE, lines);
                (FileChange::Makes, block.clone(), block.into_bytes())
            }
            (Self::Lines { lines, .. }, Some(old)) => {
                if self.found(old)?.is_some() {
                    return Ok(None);
                }
                let ends = old.is_empty() || old.ends_with(b"\n");
                let block = block(if ends { AFTER_A_LINE } else { AFTER_TEXT }, lines);
                let seam: &[u8] = if ends { b"" } else { b"\n" };
                (FileChange::Adds, block.clone(), [old, seam, block.as_bytes()].concat())
            }
        };
        Ok(Some(Change { kind, file: file.to_owned(), shown, old, new: Some(new) }))
    }

    /// What takes it out; `None` where it is not there.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or our lines in it were changed.
    pub(crate) fn taken_out(&self) -> Result<Option<Change>, Failure> {
        let file = self.file();
        let Some(old) = read(file)? else { return Ok(None) };
        let (shown, new) = match self {
            Self::File { text, .. } if old == text.as_bytes() => ((*text).to_owned(), None),
            Self::File { .. } => return Ok(None),
            Self::Lines { .. } => {
                let Some(found) = self.found(&old)? else { return Ok(None) };
                let shown = String::from_utf8_lossy(&old[found.start..found.end]).into_owned();
                let was_new = shown.starts_with(IN_A_NEW_FILE);
                let start = found.start - usize::from(shown.starts_with(AFTER_TEXT));
                let rest = [&old[..start], &old[found.end..]].concat();
                (shown, (!rest.is_empty() || !was_new).then_some(rest))
            }
        };
        let kind = if new.is_none() { FileChange::Deletes } else { FileChange::TakesOut };
        Ok(Some(Change { kind, file: file.to_owned(), shown, old: Some(old), new }))
    }

    fn file(&self) -> &Path {
        match self {
            Self::Lines { file, .. } | Self::File { file, .. } => file,
        }
    }

    /// Where our lines stand in a file.
    ///
    /// # Errors
    ///
    /// Where they are not as we write them.
    fn found(&self, text: &[u8]) -> Result<Option<std::ops::Range<usize>>, Failure> {
        let Self::Lines { file, lines } = self else { return Ok(None) };
        let Some(start) = line_that_begins(text, BEGIN) else { return Ok(None) };
        let own = [AFTER_A_LINE, AFTER_TEXT, IN_A_NEW_FILE].map(|mark| block(mark, lines));
        let own = own.iter().find(|block| text[start..].starts_with(block.as_bytes()));
        own.map(|block| Some(start..start + block.len())).ok_or_else(|| {
            let line = 1 + memchr::memchr_iter(b'\n', &text[..start]).count();
            Failure::request(say!(
                "`{}` has other lines between roadmap's marks",
                "`{}` 中 roadmap 的标记之间有别的内容",
                file.display()
            ))
            .hint(say!(
                "delete them yourself, from line {line} to `{END}`; nothing was changed",
                "请自行删除第 {line} 行到 `{END}` 的内容；没有任何改动"
            ))
        })
    }
}

impl Change {
    /// Makes the change, if the file is still as it was.
    ///
    /// # Errors
    ///
    /// Where it is not, or the disk refuses.
    pub(crate) fn make(&self) -> Result<(), Failure> {
        let place = resolved(&self.file);
        let made = match (&self.old, &self.new) {
            (None, new) => save::create(&place, new.as_deref().unwrap_or_default()),
            (Some(old), Some(new)) => save::replace(&place, old, new),
            (Some(old), None) => match fs::read(&place) {
                Ok(now) if now == *old => fs::remove_file(&place).map(|()| true),
                Ok(_) => Ok(false),
                Err(error) => Err(error),
            },
        };
        match made {
            Ok(true) => Ok(()),
            Ok(false) => Err(Failure::request(say!(
                "`{}` was changed just now",
                "`{}` 刚刚被改动过",
                self.file.display()
            ))
            .hint(say!("try again; it was left alone", "请重试；文件没有改动"))),
            Err(error) => Err(Failure::file(FileAction::Write, &self.file, &error)),
        }
    }
}

fn block(mark: &str, lines: &str) -> String {
    format!("{mark}\n{lines}{END}\n")
}

/// Where the first line starts that begins with `mark`.
fn line_that_begins(text: &[u8], mark: &str) -> Option<usize> {
    let starts = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(starts).find(|start| text[*start..].starts_with(mark.as_bytes()))
}

fn not_ours(file: &Path) -> Failure {
    Failure::request(say!(
        "`{}` is there already, and not as roadmap writes it",
        "已有 `{}`，且不是 roadmap 写的内容",
        file.display()
    ))
    .hint(say!("move it away and try again; nothing was changed", "请移走后重试；没有任何改动"))
}

/// What the file holds; `None` where there is none.
fn read(file: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(file) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::file(FileAction::Read, file, &error)),
    }
}

/// The file itself, where `file` is a link to it, even to one that is not there yet.
fn resolved(file: &Path) -> PathBuf {
    if let Ok(place) = file.canonicalize() {
        return place;
    }
    let target = fs::read_link(file).ok();
    target.map_or(file.to_owned(), |target| file.with_file_name("").join(target))
}
