//! Every table of the format and the keys it may have: the one list that the reader, its
//! messages and `docs/plan-format.md` share.

use crate::say;
use crate::sentence::Sentence;
/// A kind of table in `roadmap.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// How it is opened, e.g. `[[phase.task]]`; empty for the top of the file.
    pub header: &'static str,
    /// The keys it may have, in the order in which people write them.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether a table without it is an error.
    pub required: bool,
    /// What its value is.
    pub kind: Kind,
    /// The rule that its value keeps, or what it says; may be empty.
    pub rule: &'static str,
    /// A line or header that a reader can copy.
    pub example: &'static str,
}

/// What the value of a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The version of the format.
    Version,
    /// A text of one line.
    Line,
    /// A list of texts of one line.
    Lines,
    /// An id.
    Id,
    /// A list of ids.
    Ids,
    /// An id, or a list of them.
    IdOrIds,
    /// A day.
    Date,
    /// Months or days, alone or as a range.
    Window,
    /// A length of time.
    Duration,
    /// How often.
    Cadence,
    /// A number above 0.
    Amount,
    /// A number of misses, 0 to 31.
    Freezes,
    /// A time at which a day ends.
    DayEnd,
    /// The day on which a week starts.
    WeekStart,
    /// A list of days of the week.
    Weekdays,
    /// The address of a page.
    Address,
    /// A list of them.
    Addresses,
    /// The name of a git ref.
    Ref,
    /// The name of a folder beside the plan.
    Folder,
    /// A pattern of paths.
    PathPattern,
    /// A pattern of names.
    NamePattern,
    /// A pattern of texts.
    TextPattern,
    /// What evidence counts.
    EvidenceUnit,
    /// A language that roadmap writes.
    Language,
    /// What proves a task: a command, a table with one, or a list of these.
    Verify,
    /// `true` or `false`.
    Flag,
    /// Names of variables with their values.
    Variables,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
}

impl Kind {
    /// Whether the value is written without quotes.
    #[must_use]
    pub fn is_bare(self) -> bool {
        matches!(self, Self::Version | Self::Date | Self::Amount | Self::Freezes)
    }

    /// Whether the value is a list of texts.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Lines | Self::Ids | Self::IdOrIds | Self::Weekdays | Self::Addresses)
    }

    /// Whether it is a table, or a list of tables.
    #[must_use]
    pub fn is_table(self) -> bool {
        matches!(self, Self::Table | Self::Tables)
    }
}

const fn required(
    name: &'static str,
    kind: Kind,
    rule: &'static str,
    example: &'static str,
) -> Key {
    Key { name, required: true, kind, rule, example }
}

const fn optional(
    name: &'static str,
    kind: Kind,
    rule: &'static str,
    example: &'static str,
) -> Key {
    Key { name, required: false, kind, rule, example }
}

impl Shape {
    /// The key with this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// What messages call such a table.
    #[must_use]
    pub fn noun(&self) -> Sentence {
        match self.header {
            "" => say!("the plan", "计划"),
            header => say!("`{header}`", "`{header}` 表"),
        }
    }

    /// The dotted path of the header, e.g. `phase.task`.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.header.trim_start_matches('[').trim_end_matches(']')
    }
}

pub(super) static PLAN: Shape = Shape {
    header: "",
    keys: &[
        optional(
            "schema",
            Kind::Version,
            "The version of this format. A greater one is refused: update roadmap.",
            "schema = 1",
        ),
        required(
            "title",
            Kind::Line,
            "What the plan is called.",
            "title = \"From zero to DevOps\"",
        ),
        optional("goal", Kind::Line, "What it is for.", "goal = \"A first internship\""),
        optional(
            "path",
            Kind::Line,
            "The way in words.",
            "path = \"Python → deployment → DevOps\"",
        ),
        required(
            "start",
            Kind::Date,
            "The first day. Nothing is owed before it.",
            "start = 2025-07-11",
        ),
        optional(
            "deadline",
            Kind::Date,
            "What the countdown counts to. Not before `start`.",
            "deadline = 2026-07-01",
        ),
        optional(
            "day-ends",
            Kind::DayEnd,
            "When a day ends, from `00:00` to `11:59`. With `04:00`, work at 3 in the night counts for the evening before.",
            "day-ends = \"04:00\"",
        ),
        optional(
            "week-starts",
            Kind::WeekStart,
            "The first day of a week, for habits per week.",
            "week-starts = \"sunday\"",
        ),
        optional(
            "rest-days",
            Kind::Weekdays,
            "Days of the week on which nothing is owed, `\"sunday\"` or `\"sun\"`; at most six. Work on them counts.",
            "rest-days = [\"sunday\"]",
        ),
        optional(
            "freezes-per-month",
            Kind::Freezes,
            "How many misses of a month the protected streak of each habit, and the overall one, forgives: see time.md.",
            "freezes-per-month = 2",
        ),
        optional("phase", Kind::Tables, "See `[[phase]]`.", "[[phase]]"),
        optional("habit", Kind::Tables, "See `[[habit]]`.", "[[habit]]"),
        optional("module", Kind::Tables, "See `[[module]]`.", "[[module]]"),
        optional("link", Kind::Tables, "See `[[link]]`.", "[[link]]"),
        optional("moved", Kind::Tables, "See `[[moved]]`.", "[[moved]]"),
        optional("evidence", Kind::Tables, "See `[[evidence]]`.", "[[evidence]]"),
        optional("record", Kind::Table, "See `[record]`.", "[record]"),
        optional("history", Kind::Table, "See `[history]`.", "[history]"),
        optional("notes", Kind::Table, "See `[notes]`.", "[notes]"),
    ],
};

pub(super) static PHASE: Shape = Shape {
    header: "[[phase]]",
    keys: &[
        required(
            "id",
            Kind::Id,
            "Unique among phases. In quotes, even if it is a number.",
            "id = \"1\"",
        ),
        required("title", Kind::Line, "What it is called.", "title = \"Back end\""),
        required(
            "window",
            Kind::Window,
            "When it is planned for: see below.",
            "window = \"2025-08\"",
        ),
        optional("task", Kind::Tables, "Its tasks.", "[[phase.task]]"),
    ],
};

pub(super) static TASK: Shape = Shape {
    header: "[[phase.task]]",
    keys: &[
        required("id", Kind::Id, "Unique among tasks and habits.", "id = \"fastapi-di\""),
        required("title", Kind::Line, "What is to be done.", "title = \"Dependency injection\""),
        optional(
            "estimate",
            Kind::Duration,
            "How long it should take: hours, minutes, seconds (`\"12h\"`, `\"1h30m\"`, `\"1.5h\"`, `\"45m\"`), at most 1000 hours. All tasks of a phase have one, or none.",
            "estimate = \"12h\"",
        ),
        optional(
            "needs",
            Kind::Ids,
            "Tasks that come first, of any phase. No circles.",
            "needs = [\"fastapi-core\"]",
        ),
        optional("skills", Kind::Ids, "Skills that it trains.", "skills = [\"fastapi\"]"),
        optional(
            "links",
            Kind::Addresses,
            "Pages that help with it.",
            "links = [\"https://fastapi.tiangolo.com/\"]",
        ),
        optional(
            "verify",
            Kind::Verify,
            "The command that proves it: see `verify`. It is never run before you have approved it.",
            "verify = \"pytest -q tests/di\"",
        ),
    ],
};

pub(super) static VERIFY: Shape = Shape {
    header: "verify",
    keys: &[
        required(
            "run",
            Kind::Line,
            "The program with its arguments, separated by blanks. Quotes and `\\` are read as in a shell; nothing else is, so `&&`, `$HOME` and `*` are plain words.",
            "run = \"pytest -q tests/di\"",
        ),
        optional(
            "shell",
            Kind::Flag,
            "Let `sh -c` read the text of `run`, as it stands.",
            "shell = true",
        ),
        optional(
            "cwd",
            Kind::Folder,
            "The folder to run it in, beside the plan and never out of the work tree. By default, that of the plan.",
            "cwd = \"services/api\"",
        ),
        optional(
            "timeout",
            Kind::Duration,
            "How long it may take; then it is ended with all that it has started. By default, 10 minutes.",
            "timeout = \"5m\"",
        ),
        optional(
            "env",
            Kind::Variables,
            "Variables that it gets besides yours.",
            "env = { TZ = \"UTC\" }",
        ),
        optional(
            "needs-clean",
            Kind::Flag,
            "Refuse it where the work tree has changes that are not committed.",
            "needs-clean = true",
        ),
    ],
};

pub(super) static HABIT: Shape = Shape {
    header: "[[habit]]",
    keys: &[
        required("id", Kind::Id, "Unique among tasks and habits.", "id = \"leetcode\""),
        required(
            "title",
            Kind::Line,
            "What is to be done.",
            "title = \"LeetCode, easy or medium\"",
        ),
        required("every", Kind::Cadence, "How often: see below.", "every = \"day\""),
        optional(
            "target",
            Kind::Amount,
            "How much each time: above 0, at most 1000000, at most 3 decimal places.",
            "target = 1",
        ),
        optional(
            "stretch",
            Kind::Amount,
            "How much on a good day: more than `target`.",
            "stretch = 2",
        ),
        optional("unit", Kind::Line, "What one counts.", "unit = \"problems\""),
        optional(
            "phase",
            Kind::Id,
            "It is owed in the window of this phase. Not with `from` or `until`.",
            "phase = \"1\"",
        ),
        optional("from", Kind::Date, "The first day on which it is owed.", "from = 2025-08-04"),
        optional("until", Kind::Date, "The last day on which it is owed.", "until = 2025-12-31"),
        optional("change", Kind::Tables, "Its later goals.", "[[habit.change]]"),
    ],
};

pub(super) static CHANGE: Shape = Shape {
    header: "[[habit.change]]",
    keys: &[
        required(
            "from",
            Kind::Date,
            "The first day of the new goal; later than that of the change before.",
            "from = 2025-09-01",
        ),
        optional("every", Kind::Cadence, "", "every = \"3/week\""),
        optional("target", Kind::Amount, "", "target = 2"),
        optional("stretch", Kind::Amount, "More than the `target` that holds then.", "stretch = 4"),
    ],
};

pub(super) static MODULE: Shape = Shape {
    header: "[[module]]",
    keys: &[
        required("id", Kind::Id, "Unique among modules and skills.", "id = \"dev\""),
        required("title", Kind::Line, "What it is called.", "title = \"Back end\""),
        optional("skill", Kind::Tables, "Its skills.", "[[module.skill]]"),
    ],
};

pub(super) static SKILL: Shape = Shape {
    header: "[[module.skill]]",
    keys: &[
        required("id", Kind::Id, "Unique among modules and skills.", "id = \"fastapi\""),
        required("title", Kind::Line, "What it is called.", "title = \"FastAPI\""),
    ],
};

pub(super) static LINK: Shape = Shape {
    header: "[[link]]",
    keys: &[
        required("title", Kind::Line, "What it is called.", "title = \"FastAPI documentation\""),
        required("url", Kind::Address, "Where it is.", "url = \"https://fastapi.tiangolo.com/\""),
    ],
};

pub(super) static MOVED: Shape = Shape {
    header: "[[moved]]",
    keys: &[
        required(
            "from",
            Kind::Id,
            "An id that no task or habit has any more. At most one move for each.",
            "from = \"docker\"",
        ),
        required(
            "to",
            Kind::IdOrIds,
            "Tasks or habits of the plan, or the `from` of other moves. Not empty, and never back to `from`.",
            "to = [\"docker-image\", \"docker-run\"]",
        ),
    ],
};

pub(super) static EVIDENCE: Shape = Shape {
    header: "[[evidence]]",
    keys: &[
        required(
            "id",
            Kind::Id,
            "Unique among rules. It goes into the ids of events, so let it be.",
            "id = \"pushes\"",
        ),
        optional(
            "habit",
            Kind::Id,
            "The habit that a match practises. Either this or `done`.",
            "habit = \"leetcode\"",
        ),
        optional(
            "done",
            Kind::Id,
            "The task that a match finishes. Either this or `habit`.",
            "done = \"docker-run\"",
        ),
        optional(
            "path",
            Kind::PathPattern,
            "A file that the commit adds or changes: `*` within a folder, `**` across folders, `[0-9]`, `{py,java}`.",
            "path = \"[0-9]*-*/*.{py,java}\"",
        ),
        optional(
            "message",
            Kind::TextPattern,
            "A regular expression that fits a part of the commit's message.",
            "message = \"LeetHub$\"",
        ),
        optional(
            "tag",
            Kind::NamePattern,
            "The name of a tag on the commit, in any case, with `*`.",
            "tag = \"v1.*\"",
        ),
        optional(
            "co-author",
            Kind::NamePattern,
            "Name or address of somebody in `Co-authored-by`, in any case, with `*`.",
            "co-author = \"kim@example.org\"",
        ),
        optional(
            "unit",
            Kind::EvidenceUnit,
            "What one counts: `\"commit\"`, or each `\"distinct-file\"` or `\"distinct-folder\"` that fits `path`, once a day.",
            "unit = \"distinct-file\"",
        ),
        optional("amount", Kind::Amount, "How much of the habit one is.", "amount = 2"),
    ],
};

pub(super) static RECORD: Shape = Shape {
    header: "[record]",
    keys: &[
        optional(
            "ref",
            Kind::Ref,
            "The ref that gets the commits: `HEAD`, or a full name that begins with `refs/`, for protected or shared branches.",
            "ref = \"refs/roadmap/log\"",
        ),
        optional(
            "subject",
            Kind::Line,
            "The subject of a commit that records one completion. `{id}` and `{title}` stand for those of the task; there are no other braces. It does not begin with `Roadmap-`, which marks events.",
            "subject = \"Done {id}: {title}\"",
        ),
    ],
};

pub(super) static HISTORY: Shape = Shape {
    header: "[history]",
    keys: &[optional(
        "authors",
        Kind::Lines,
        "E-mail addresses or whole names, after `.mailmap`. None means everybody.",
        "authors = [\"me@example.org\"]",
    )],
};

pub(super) static NOTES: Shape = Shape {
    header: "[notes]",
    keys: &[
        optional(
            "dir",
            Kind::Folder,
            "Their folder, beside the plan and never out of there: names with `/` between them.",
            "dir = \"notes\"",
        ),
        optional(
            "lang",
            Kind::Language,
            "The language in which roadmap writes into them, so that all your machines write the same.",
            "lang = \"zh\"",
        ),
    ],
};

/// Every table of the format, in the order of `docs/plan-format.md`. A test holds the tables of
/// that document to this list.
pub static KEYS: [&Shape; 14] = [
    &PLAN, &PHASE, &TASK, &VERIFY, &HABIT, &CHANGE, &MODULE, &SKILL, &LINK, &MOVED, &EVIDENCE,
    &RECORD, &HISTORY, &NOTES,
];
