//! What the tests share: events and plans in memory, and real repositories with a frozen clock.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use chrono::{DateTime, FixedOffset, TimeDelta};
use roadmap::ledger::{CommitId, Event, Person, Verb, line};
use roadmap::plan::{self, Plan};
use tempfile::TempDir;

/// Reads a plan that has to be valid.
pub(crate) fn plan(source: &str) -> Plan {
    match plan::read(source.as_bytes()) {
        Ok(reading) => reading.plan,
        Err(problems) => panic!(
            "{}",
            problems.render("plan", source.as_bytes(), false, 100, roadmap::sentence::Lang::En)
        ),
    }
}

/// An event from `Done: a day=2025-07-14`, recorded at the given moment. Without `id=` it is
/// named by `ordinal`, in a way that no written id is.
pub(crate) fn event(text: &str, at: DateTime<FixedOffset>, ordinal: usize) -> Event {
    let (verb, value) = text.split_once(": ").expect("a verb and a value");
    let verb = Verb::from_key(&format!("Roadmap-{verb}")).expect("a verb");
    let decoded = line::decode(verb, value).expect("an event line");
    Event {
        id: decoded.id.unwrap_or_else(|| format!("unnamed-{ordinal}").parse().expect("an id")),
        at,
        author: Person { name: "Lin".into(), email: "lin@example.org".into() },
        commit: CommitId::new(format!("{ordinal:040x}")),
        record: decoded.record.into(),
        derived: None,
    }
}

/// A moment from RFC 3339.
pub(crate) fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).expect("a moment")
}

/// A file of the project.
pub(crate) fn project_file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The rows of the Markdown table below `heading`, without its head, each cell trimmed.
pub(crate) fn table_rows(document: &str, heading: &str) -> Vec<Vec<String>> {
    let (_, after) = document.split_once(heading).unwrap_or_else(|| panic!("no `{heading}`"));
    let lines = after.lines().skip_while(|line| !line.starts_with('|'));
    let rows = lines.take_while(|line| line.starts_with('|')).skip(2);
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    rows.map(cells).collect()
}

/// Copies a directory with all that is in it; cheaper than making a repository with git.
pub(crate) fn copy_directory(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a new directory");
    for entry in fs::read_dir(from).expect("a directory") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind of file").is_dir() {
            copy_directory(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// A learner's repository in a temporary directory, with hermetic configuration and a clock that
/// moves only when it is told to, so that even commit ids are the same on every run.
pub(crate) struct TestRepo {
    root: TempDir,
    place: PathBuf,
    now: DateTime<FixedOffset>,
    environment: Vec<(String, String)>,
}

/// What a command printed, and how it ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// Exit code, standard output and standard error, for a snapshot.
    pub(crate) fn transcript(&self) -> String {
        let mut text = format!("exit: {}\n", self.code);
        for (name, part) in [("stdout", &self.out), ("stderr", &self.err)] {
            if !part.is_empty() {
                text.push_str(&format!("--- {name}\n{part}"));
            }
        }
        text
    }

    /// Standard output of a command that has to succeed.
    pub(crate) fn success(self) -> String {
        assert_eq!(self.code, 0, "{}", self.transcript());
        self.out
    }
}

impl TestRepo {
    /// An empty directory, in the afternoon of 2025-07-14 in China.
    pub(crate) fn empty() -> Self {
        let root = TempDir::new().expect("a temporary directory");
        let place = root.path().join("study");
        fs::create_dir(&place).expect("a directory");
        let home = root.path().join("home");
        fs::create_dir(&home).expect("a directory");
        let config =
            "[user]\n\tname = 林小明\n\temail = lin@example.org\n[init]\n\tdefaultBranch = main\n";
        fs::write(home.join(".gitconfig"), config).expect("a file");
        let now = moment("2025-07-14T15:00:00+08:00");
        Self { root, place, now, environment: Vec::new() }
    }

    /// A repository with the built-in plan.
    pub(crate) fn initialised() -> Self {
        let repo = Self::empty();
        repo.roadmap(&["init"]).success();
        repo
    }

    /// A repository with this plan as its first commit.
    pub(crate) fn with_plan(plan: &str) -> Self {
        let repo = Self::empty();
        repo.git(&["init", "-q"]);
        repo.write("roadmap.toml", plan);
        repo.git(&["add", "roadmap.toml"]);
        repo.git(&["commit", "-qm", "Add roadmap.toml"]);
        repo
    }

    /// Clones this repository; the clone has the same configuration and clock.
    pub(crate) fn cloned(&self) -> Self {
        let other = Self { now: self.now, ..Self::empty() };
        fs::remove_dir(other.path()).expect("an empty directory");
        let source = self.path().display().to_string();
        let target = other.path().display().to_string();
        let root = other.root.path().to_owned();
        other.run_in(&root, "git", &["clone", "-q", &source, &target]).success();
        other
    }

    /// The same repository again, with all its refs, configuration and clock.
    pub(crate) fn copied(&self) -> Self {
        let root = TempDir::new().expect("a temporary directory");
        copy_directory(&self.home(), &root.path().join("home"));
        copy_directory(&self.place, &root.path().join("study"));
        let place = root.path().join("study");
        Self { root, place, now: self.now, environment: self.environment.clone() }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.place
    }

    /// Goes on in another directory, seen from this one.
    pub(crate) fn enter(&mut self, directory: &str) {
        self.place = fs::canonicalize(self.place.join(directory)).expect("a directory");
    }

    /// A file of the repository itself, such as its index, wherever git keeps it.
    pub(crate) fn git_path(&self, name: &str) -> PathBuf {
        let root = fs::canonicalize(self.root.path()).expect("a path").display().to_string();
        let path = self.git(&["rev-parse", "--git-path", name]).replace("$ROOT", &root);
        self.place.join(path.trim())
    }

    /// The home directory of its learner.
    pub(crate) fn home(&self) -> PathBuf {
        self.root.path().join("home")
    }

    /// Sets an environment variable for all that follows.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.environment.push((name.to_owned(), value.to_owned()));
    }

    /// What the clock says.
    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        self.now
    }

    /// Sets the clock.
    pub(crate) fn at(&mut self, text: &str) {
        self.now = moment(text);
    }

    /// Moves the clock by some minutes.
    pub(crate) fn wait_minutes(&mut self, minutes: i64) {
        self.now += TimeDelta::minutes(minutes);
    }

    /// Moves the clock by some days.
    pub(crate) fn wait_days(&mut self, days: i64) {
        self.now += TimeDelta::days(days);
    }

    /// Runs roadmap in the repository.
    pub(crate) fn roadmap(&self, arguments: &[&str]) -> Ran {
        self.roadmap_in(&self.place, arguments)
    }

    /// Runs roadmap in another directory, with the same configuration and clock.
    pub(crate) fn roadmap_in(&self, place: &Path, arguments: &[&str]) -> Ran {
        self.run_in(place, env!("CARGO_BIN_EXE_roadmap"), arguments)
    }

    /// Runs git in the repository; it has to succeed.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        self.run_in(&self.place, "git", arguments).success()
    }

    /// Runs git in the repository, whatever comes of it.
    pub(crate) fn try_git(&self, arguments: &[&str]) -> Ran {
        self.run_in(&self.place, "git", arguments)
    }

    /// Writes a file of the work tree.
    pub(crate) fn write(&self, name: &str, content: &str) {
        fs::write(self.place.join(name), content).expect("a file");
    }

    /// A command with this learner's environment and nothing else.
    pub(crate) fn command(&self, place: &Path, program: &str) -> Command {
        let home = self.home().display().to_string();
        let date = format!("{} {}", self.now.timestamp(), self.now.format("%z"));
        let mut command = Command::new(program);
        command.current_dir(place).env_clear().stdin(Stdio::null());
        let path = std::env::var("PATH").unwrap_or_default();
        let fixed = [
            ("PATH", path.as_str()),
            ("HOME", &home),
            ("XDG_CONFIG_HOME", &home),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_DATE", &date),
            ("GIT_COMMITTER_DATE", &date),
            ("LC_ALL", "C.UTF-8"),
            ("COLUMNS", "80"),
        ];
        command.envs(fixed).env("ROADMAP_NOW", self.now.to_rfc3339());
        // So that every test can be run through either way to git.
        command.envs(std::env::var_os("ROADMAP_GIT").map(|through| ("ROADMAP_GIT", through)));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    fn run_in(&self, place: &Path, program: &str, arguments: &[&str]) -> Ran {
        let output = self.command(place, program).args(arguments).output().expect("a program");
        self.ran(&output)
    }

    /// The output, with the temporary directory called `$ROOT`.
    fn ran(&self, output: &Output) -> Ran {
        let root = fs::canonicalize(self.root.path()).expect("a path").display().to_string();
        let text = |bytes: &[u8]| {
            String::from_utf8(bytes.to_vec()).expect("UTF-8 output").replace(&root, "$ROOT")
        };
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}
