//! What git's configuration says about how output is shown.

use std::path::Path;

use super::libgit2;
use super::program::GitProgram;

/// The settings, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisplaySettings {
    /// `color.roadmap`, else `color.ui`.
    pub color: Option<String>,
    /// `pager.roadmap`.
    pub own_pager: Option<String>,
    /// `core.pager`.
    pub pager: Option<String>,
}

/// The keys that are asked for, in lower case.
const KEYS: [&str; 4] = ["color.roadmap", "color.ui", "pager.roadmap", "core.pager"];

impl DisplaySettings {
    /// Reads them as they hold in a directory, or in the repository that `git_dir` names. Where
    /// there is no repository, the learner's own hold. `asks_git` is for a process whose
    /// environment has a say (`git -c`), which libgit2 does not know.
    #[must_use]
    pub fn read(start: &Path, git_dir: Option<&Path>, asks_git: bool) -> Self {
        let found = if asks_git { None } else { libgit2::settings(start, git_dir, &KEYS) };
        let [own, ui, own_pager, pager] = found.unwrap_or_else(|| asked(start));
        Self { color: own.or(ui), own_pager, pager }
    }
}

/// The values of the keys, from the `git` program.
fn asked(start: &Path) -> [Option<String>; 4] {
    let program = GitProgram::new(start.to_owned());
    let pattern = r"^(color\.(roadmap|ui)|pager\.roadmap|core\.pager)$";
    let listed = program.ask(&["config", "--null", "--get-regexp", pattern]).unwrap_or_default();
    let entries = listed.split('\0').map(|entry| entry.split_once('\n').unwrap_or((entry, "true")));
    let entries: Vec<(&str, &str)> = entries.collect();
    KEYS.map(|key| {
        // The last one counts.
        let entry = entries.iter().rev().find(|(name, _)| *name == key);
        entry.map(|(_, value)| (*value).to_owned())
    })
}
