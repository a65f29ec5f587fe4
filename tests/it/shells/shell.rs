//! A shell as a learner has it after `roadmap completions install`.

use std::fs;
use std::path::Path;

use super::terminal::{Terminal, has};
use crate::support::TestRepo;

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
    Elvish,
}

/// What the learner's start-up files hold, beside our lines.
const ZSHRC: &str = "PS1='> '\nautoload -Uz compinit && compinit -u\n";
const FISH: &str = "set fish_greeting\nfunction fish_prompt\n    echo -n '> '\nend\n";
const ELVISH: &str = "set edit:prompt = { print '> ' }\nset edit:rprompt = { }\n";

impl Shell {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Elvish => "elvish",
        }
    }

    /// The shell in a terminal of the usual size, ready for keys; `None` where it is not
    /// installed.
    pub(super) fn open(self, repo: &TestRepo) -> Option<Terminal> {
        self.open_of_size(repo, (50, 100))
    }

    /// The same in a terminal of so many rows and columns.
    pub(super) fn open_of_size(self, repo: &TestRepo, size: (u16, u16)) -> Option<Terminal> {
        let version: &[&str] = if self == Self::Elvish { &["-version"] } else { &["--version"] };
        if !has(self.name(), version) {
            return None;
        }
        self.prepare(repo);
        let terminal = Terminal::start(self.name(), &[], repo.path(), &environment(repo), size);
        terminal.wait("prompt", |screen| screen.lines().any(|line| line == ">"));
        Some(terminal)
    }

    /// Makes the start-up files, and has roadmap add to them.
    fn prepare(self, repo: &TestRepo) {
        let home = repo.home();
        let bash = git_completion().map(|file| format!(". {file}\n")).unwrap_or_default();
        let (file, text) = match self {
            Self::Bash => (".bashrc", format!("PS1='> '\n{bash}")),
            Self::Zsh => (".zshrc", ZSHRC.to_owned()),
            Self::Fish => ("fish/config.fish", FISH.to_owned()),
            Self::Elvish => ("elvish/rc.elv", ELVISH.to_owned()),
        };
        let file = home.join(file);
        if !file.exists() {
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(&file, text).expect("a file");
            repo.roadmap(&["completions", "install", self.name(), "--yes"]).success();
        }
    }

    /// Types `line`, has the shell list what it can go on with, and waits for these texts.
    pub(super) fn tab(self, terminal: &Terminal, line: &str, texts: &[&str]) -> String {
        terminal.send(line);
        terminal.see(&[line.trim_end()]);
        // bash lists at the second TAB, for zsh and fish that is a choice already.
        terminal.send(if self == Self::Bash { "\t\t" } else { "\t" });
        terminal.see(texts)
    }

    /// The same for a list that is longer than bash shows without being asked twice.
    pub(super) fn tab_all(self, terminal: &Terminal, line: &str, last: &str) -> String {
        terminal.send(line);
        terminal.see(&[line.trim_end()]);
        match self {
            Self::Bash => {
                terminal.send("\t\t");
                terminal.see(&["possibilities? (y or n)"]);
                terminal.agree();
            }
            // fish shows a part at first.
            Self::Fish => {
                terminal.send("\t");
                terminal.see(&["a00"]);
                terminal.send("\t");
            }
            Self::Zsh => {
                terminal.send("\t");
                terminal.see(&["do you wish to see all"]);
                terminal.agree();
            }
            Self::Elvish => terminal.send("\t"),
        }
        terminal.see(&[last])
    }

    /// A candidate and what is said about it, of a line of the list.
    pub(super) fn candidate(self, line: &str) -> (String, String) {
        let (id, said) = line.split_once(' ').expect("a title");
        let said = match self {
            Self::Zsh => said.trim().strip_prefix("-- "),
            _ => said.trim().strip_prefix('(').and_then(|said| said.strip_suffix(')')),
        };
        (id.to_owned(), said.unwrap_or_default().to_owned())
    }
}

/// The learner's environment in a terminal that shows UTF-8.
fn environment(repo: &TestRepo) -> Vec<(String, String)> {
    let command = repo.command(repo.path(), "true");
    let set =
        command.get_envs().filter_map(|(name, value)| Some((name.to_str()?, value?.to_str()?)));
    let mut all: Vec<(String, String)> =
        set.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    all.retain(|(name, _)| name != "COLUMNS" && name != "PATH");
    let ours = Path::new(env!("CARGO_BIN_EXE_roadmap")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let added = [
        ("PATH", format!("{}:{path}", ours.display())),
        ("TERM", "xterm-256color".to_owned()),
        ("LC_ALL", "C.UTF-8".to_owned()),
        // Otherwise fish reads every man page of the machine in a new home, behind our back.
        ("FISH_UNIT_TESTS_RUNNING", "1".to_owned()),
        ("XDG_DATA_HOME", repo.home().join("data").display().to_string()),
    ];
    all.extend(added.map(|(name, value)| (name.to_owned(), value)));
    all
}

/// Git's own completion for bash, wherever it is installed.
pub(super) fn git_completion() -> Option<&'static str> {
    let places = [
        "/usr/share/bash-completion/completions/git",
        "/usr/local/share/bash-completion/completions/git",
        "/opt/homebrew/etc/bash_completion.d/git-completion.bash",
        "/usr/local/etc/bash_completion.d/git-completion.bash",
    ];
    places.into_iter().find(|place| Path::new(place).exists())
}
