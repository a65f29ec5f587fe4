//! Installing our hooks beside those that are there already, and taking them out again.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Ledger;
use super::error::LedgerError;
use crate::sentence::FileAction;

/// The hooks that we install: one adds the waiting lines, the other takes them out again where
/// the learner wrote nothing else.
const NAMES: [&str; 2] = ["prepare-commit-msg", "commit-msg"];

/// What is added to the name of a hook that was there before.
const BEFORE: &str = "before-roadmap";

/// How a script of ours is known, whatever else was done to it.
const MARK: &str = "# Written by `roadmap hook install`";

/// One of our hooks, and what is in its place.
#[derive(Clone, Debug)]
pub struct Hook {
    /// Its name.
    pub name: &'static str,
    /// Where git looks for it.
    pub path: PathBuf,
    /// What is there.
    pub state: HookState,
    /// Where the hook is kept that was there before, if there was one.
    pub before: Option<PathBuf>,
}

impl Hook {
    /// Whether taking our hooks out changes something here: our script is there, or it was
    /// deleted and the hook that it replaced is still kept.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        match self.state {
            HookState::Installed => true,
            HookState::Absent => self.before.is_some(),
            HookState::Edited | HookState::Other => false,
        }
    }
}

/// What is in the place of a hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HookState {
    /// Nothing.
    Absent,
    /// Our script.
    Installed,
    /// Our script, but changed since.
    Edited,
    /// Another hook.
    Other,
}

impl Ledger {
    /// Our hooks, and what is in their places.
    ///
    /// # Errors
    ///
    /// Passes on what git or the file system reports.
    pub fn hooks(&self) -> Result<Vec<Hook>, LedgerError> {
        let directory = self.hooks_directory()?;
        NAMES.iter().map(|name| hook(name, &directory)).collect()
    }

    /// Installs our hooks; those that are there are kept beside them and run first. Returns
    /// the hooks as they are now, and whether anything was changed.
    ///
    /// # Errors
    ///
    /// Refuses, unless forced, hooks that are not this repository's alone: a
    /// `core.hooksPath` outside of it, or with committed files. Refuses an edited script of
    /// ours, and a kept hook in the way. Nothing was changed then.
    pub fn install_hooks(&self, is_forced: bool) -> Result<(Vec<Hook>, bool), LedgerError> {
        let hooks = self.hooks()?;
        let missing: Vec<&Hook> =
            hooks.iter().filter(|hook| hook.state != HookState::Installed).collect();
        if missing.is_empty() {
            return Ok((hooks, false));
        }
        let directory = self.hooks_directory()?;
        if !is_forced {
            self.check_own(&directory)?;
        }
        for hook in &missing {
            match (hook.state, &hook.before) {
                (HookState::Edited, _) => return Err(edited(hook)),
                (HookState::Other, Some(kept)) => {
                    return Err(LedgerError::HookInTheWay { path: kept.clone() });
                }
                _ => {}
            }
        }
        fs::create_dir_all(&directory).map_err(LedgerError::file(FileAction::Write, &directory))?;
        for hook in missing {
            install(hook).map_err(LedgerError::file(FileAction::Write, &hook.path))?;
        }
        Ok((self.hooks()?, true))
    }

    /// Takes our hooks out, and puts back those that were there before. Returns them as they
    /// were, and whether anything was changed.
    ///
    /// # Errors
    ///
    /// [`LedgerError::HookEdited`]; nothing was changed then.
    pub fn uninstall_hooks(&self) -> Result<(Vec<Hook>, bool), LedgerError> {
        let hooks = self.hooks()?;
        if let Some(hook) = hooks.iter().find(|hook| hook.state == HookState::Edited) {
            return Err(edited(hook));
        }
        let ours = || hooks.iter().filter(|hook| hook.is_ours());
        for hook in ours() {
            let removed = match &hook.before {
                Some(before) => fs::rename(before, &hook.path),
                None => fs::remove_file(&hook.path),
            };
            removed.map_err(LedgerError::file(FileAction::Write, &hook.path))?;
        }
        let changed = ours().next().is_some();
        Ok((hooks, changed))
    }

    /// Whether waiting lines would be added to the next commit.
    pub(super) fn hooks_are_installed(&self) -> Result<bool, LedgerError> {
        let is_there = |hook: &Hook| matches!(hook.state, HookState::Installed | HookState::Edited);
        Ok(self.hooks()?.iter().all(is_there))
    }

    /// Where git looks for hooks.
    fn hooks_directory(&self) -> Result<PathBuf, LedgerError> {
        let path = self.program.ask(&["rev-parse", "--git-path", "hooks"])?;
        Ok(self.git.directory().join(path))
    }

    /// Refuses a directory that is not this repository's, or that is committed.
    fn check_own(&self, directory: &Path) -> Result<(), LedgerError> {
        let common = self.program.ask(&["rev-parse", "--git-common-dir"])?;
        let common = self.git.directory().join(common);
        let place = settled(directory);
        if place.starts_with(settled(&common)) {
            return Ok(());
        }
        let is_inside = self.git.work_dir().is_some_and(|top| place.starts_with(settled(top)));
        if !is_inside {
            return Err(LedgerError::HooksShared { path: directory.to_owned() });
        }
        let place = place.display().to_string();
        let committed = self.program.ask(&["ls-files", "--", &place])?;
        if committed.is_empty() {
            return Ok(());
        }
        Err(LedgerError::HooksTracked { path: directory.to_owned() })
    }
}

fn edited(hook: &Hook) -> LedgerError {
    LedgerError::HookEdited { path: hook.path.clone() }
}

fn hook(name: &'static str, directory: &Path) -> Result<Hook, LedgerError> {
    let path = directory.join(name);
    let state = match fs::read(&path) {
        Ok(found) if found == script(name).as_bytes() => HookState::Installed,
        Ok(found) if String::from_utf8_lossy(&found).contains(MARK) => HookState::Edited,
        Ok(_) => HookState::Other,
        Err(error) if error.kind() == io::ErrorKind::NotFound => HookState::Absent,
        // The hooks directory is a file, such as /dev/null, which is how hooks are turned off.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => HookState::Absent,
        Err(error) => return Err(LedgerError::file(FileAction::Read, &path)(error)),
    };
    let before = directory.join(format!("{name}.{BEFORE}"));
    let before = fs::symlink_metadata(&before).is_ok().then_some(before);
    Ok(Hook { name, path, state, before })
}

/// Puts our script in its place at once. A hook that is there stays as it is, under another
/// name as well, so that there is no moment without it.
fn install(hook: &Hook) -> io::Result<()> {
    let beside = |end: &str| hook.path.with_file_name(format!("{}.{end}", hook.name));
    let new = beside("roadmap-new");
    let mut file = fs::File::create(&new)?;
    file.write_all(script(hook.name).as_bytes())?;
    file.sync_all()?;
    make_executable(&file)?;
    drop(file);
    if hook.state == HookState::Other {
        let before = beside(BEFORE);
        fs::hard_link(&hook.path, &before).or_else(|_| fs::rename(&hook.path, &before))?;
    }
    fs::rename(&new, &hook.path)
}

#[cfg(unix)]
fn make_executable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// The path without links, as far as it exists.
fn settled(path: &Path) -> PathBuf {
    for ancestor in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (fs::canonicalize(ancestor), path.strip_prefix(ancestor)) {
            return real.join(rest);
        }
    }
    path.to_owned()
}

/// Our script in the place of a hook.
fn script(name: &str) -> String {
    format!(
        r#"#!/bin/sh
{MARK}; `roadmap hook uninstall` puts back what was here.
# Adds the lines of `roadmap done --next` to the message of your next commit.
before="${{0%/*}}/{name}.{BEFORE}"
if [ -x "$before" ]; then
    "$before" "$@" || exit $?
fi
command -v roadmap >/dev/null 2>&1 || exit 0
roadmap hook {name} "$@" || :
"#
    )
}
