//! The clones of one history, driven by the real git and the real binary, with one clock.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{DateTime, FixedOffset, TimeDelta};
use tempfile::TempDir;

use super::fold::PLAN;
use super::oracle::Reach;
use crate::support::copy_directory;

/// The moment at which numbers are compared: later than any event, and the same for all.
pub(super) const CHECKED_AT: &str = "2025-07-18T23:30:00+08:00";

/// When the first step happens.
const BEGIN: &str = "2025-07-18T08:00:00+08:00";

/// Who works in the clones, in turns.
const PEOPLE: [(&str, &str); 2] = [("林小明", "lin@example.org"), ("Mei", "mei@example.org")];

const CONFIG: &str = "[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n\
    [core]\n\tfsync = none\n\teditor = true\n[advice]\n\tdetachedHead = false\n\
    [pull]\n\trebase = false\n[log]\n\tshowSignature = false\n";

/// A hub and a clone of it with the plan committed, to be copied for every history: copying
/// files is cheaper than starting git.
pub(super) struct Template {
    root: TempDir,
}

impl Template {
    pub(super) fn new() -> Self {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join("home")).unwrap();
        fs::write(root.path().join("home/.gitconfig"), CONFIG).unwrap();
        let world = World::at(root.path().to_owned(), 1);
        fs::create_dir(world.clone(0)).unwrap();
        fs::write(world.clone(0).join("roadmap.toml"), PLAN).unwrap();
        for arguments in [
            &["init", "-q", "--template="][..],
            // The root stays as it is: without it, histories would be unrelated.
            &["commit", "-qm", "Begin", "--allow-empty"],
            &["add", "."],
            &["commit", "-qm", "Add roadmap.toml"],
            &["init", "-q", "--bare", "--template=", "../hub.git"],
            &["remote", "add", "origin", "../hub.git"],
            &["push", "-qu", "origin", "main"],
        ] {
            assert!(world.run(0, "git", arguments, &[]).success, "{arguments:?}");
        }
        Self { root }
    }
}

/// How a command ended.
pub(super) struct Ran {
    pub(super) success: bool,
    pub(super) code: i32,
    pub(super) out: String,
    pub(super) err: String,
}

/// A directory with `hub.git`, `home` and the clones `c0`, `c1`, …
pub(super) struct World {
    root: PathBuf,
    pub(super) clones: usize,
    now: DateTime<FixedOffset>,
}

impl World {
    fn at(root: PathBuf, clones: usize) -> Self {
        Self { root, clones, now: DateTime::parse_from_rfc3339(BEGIN).unwrap() }
    }

    /// A fresh world of `clones` equal clones in `root`.
    pub(super) fn new(template: &Template, root: &Path, clones: usize) -> Self {
        let from = template.root.path();
        for part in ["hub.git", "home"] {
            copy_directory(&from.join(part), &root.join(part));
        }
        let world = Self::at(root.to_owned(), clones);
        for number in 0..clones {
            copy_directory(&from.join("c0"), &world.clone(number));
        }
        world
    }

    pub(super) fn clone(&self, number: usize) -> PathBuf {
        self.root.join(format!("c{number}"))
    }

    /// Moves the clock on.
    pub(super) fn wait_minutes(&mut self, minutes: i64) {
        self.now += TimeDelta::minutes(minutes);
    }

    /// The clock in another zone, `hours` ago, as git writes times.
    pub(super) fn ago(&self, hours: i64, zone: i32) -> String {
        let zone = FixedOffset::east_opt(zone * 3_600).unwrap();
        let then = (self.now - TimeDelta::hours(hours)).with_timezone(&zone);
        format!("{} {}", then.timestamp(), then.format("%z"))
    }

    /// Runs a program in a clone as its learner.
    pub(super) fn run(
        &self,
        clone: usize,
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Ran {
        let now = format!("{} {}", self.now.timestamp(), self.now.format("%z"));
        let (name, email) = PEOPLE[clone % PEOPLE.len()];
        let home = self.root.join("home");
        let mut command = Command::new(program);
        command.current_dir(self.clone(clone)).args(arguments).stdin(Stdio::null());
        command.env_clear().env("HOME", &home).env("XDG_CONFIG_HOME", &home);
        command.envs([
            ("PATH", std::env::var("PATH").unwrap_or_default().as_str()),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_NAME", name),
            ("GIT_AUTHOR_EMAIL", email),
            ("GIT_COMMITTER_NAME", name),
            ("GIT_COMMITTER_EMAIL", email),
            ("GIT_AUTHOR_DATE", &now),
            ("GIT_COMMITTER_DATE", &now),
            ("ROADMAP_NOW", &self.now.to_rfc3339()),
            ("LC_ALL", "C.UTF-8"),
        ]);
        let output = command.envs(environment.iter().copied()).output().unwrap();
        Ran {
            success: output.status.success(),
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// What a read command of roadmap prints at the moment of comparison.
    pub(super) fn read(&self, clone: usize, arguments: &[&str]) -> Result<String, String> {
        let at = [("ROADMAP_NOW", CHECKED_AT)];
        let arguments = [arguments, &["--json"]].concat();
        let ran = self.run(clone, env!("CARGO_BIN_EXE_roadmap"), &arguments, &at);
        if ran.success { Ok(ran.out) } else { Err(format!("{arguments:?} failed: {}", ran.err)) }
    }

    /// Deletes what roadmap remembers; returns whether it remembered anything.
    pub(super) fn forget(&self, clone: usize) -> bool {
        fs::remove_dir_all(self.clone(clone).join(".git/roadmap/cache")).is_ok()
    }

    /// What a clone can reach from `HEAD`, its branches and its branch's upstream.
    pub(super) fn reach(&self, clone: usize) -> Result<Reach, String> {
        let mut arguments = vec!["log", "-z", "--date=raw", "--branches"];
        arguments.push("--format=%H%x00%an%x00%ae%x00%ad%x00%B");
        arguments.push("HEAD");
        // Only `main` has an upstream.
        if self.branch(clone) == "main" {
            arguments.push("origin/main");
        }
        let ran = self.run(clone, "git", &arguments, &[]);
        if ran.success { Ok(Reach::read(&ran.out)) } else { Err(ran.err) }
    }

    /// The current branch.
    pub(super) fn branch(&self, clone: usize) -> String {
        let head = fs::read_to_string(self.clone(clone).join(".git/HEAD")).unwrap();
        head.trim().trim_start_matches("ref: refs/heads/").to_owned()
    }

    /// Whether the clone has a local branch of that name; refs are never packed here.
    pub(super) fn has_branch(&self, clone: usize, name: &str) -> bool {
        self.clone(clone).join(".git/refs/heads").join(name).exists()
    }

    /// Whether something is left of a command that stopped half-way.
    pub(super) fn in_progress(&self, clone: usize) -> Option<&'static str> {
        let git = self.clone(clone).join(".git");
        let states = [
            ("rebase-merge", "rebase"),
            ("rebase-apply", "rebase"),
            ("CHERRY_PICK_HEAD", "cherry-pick"),
            ("MERGE_HEAD", "merge"),
        ];
        states.into_iter().find(|(file, _)| git.join(file).exists()).map(|(_, command)| command)
    }
}
