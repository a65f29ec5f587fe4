//! Every table of the format and the keys it may have: the one list that the reader, its
//! messages and `docs/plan-format.md` share.

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
    /// A line or header that a reader can copy.
    pub example: &'static str,
}

const fn required(name: &'static str, example: &'static str) -> Key {
    Key { name, required: true, example }
}

const fn optional(name: &'static str, example: &'static str) -> Key {
    Key { name, required: false, example }
}

impl Shape {
    /// The key with this name.
    #[must_use]
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// What messages call such a table.
    #[must_use]
    pub fn noun(&self) -> String {
        if self.header.is_empty() { "the plan".to_owned() } else { format!("`{}`", self.header) }
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
        optional("schema", "schema = 1"),
        required("title", "title = \"From zero to DevOps\""),
        optional("goal", "goal = \"A first internship\""),
        optional("path", "path = \"Python → deployment → DevOps\""),
        required("start", "start = 2025-07-11"),
        optional("deadline", "deadline = 2026-07-01"),
        optional("day-ends", "day-ends = \"04:00\""),
        optional("week-starts", "week-starts = \"sunday\""),
        optional("rest-days", "rest-days = [\"sunday\"]"),
        optional("freezes-per-month", "freezes-per-month = 2"),
        optional("phase", "[[phase]]"),
        optional("habit", "[[habit]]"),
        optional("module", "[[module]]"),
        optional("link", "[[link]]"),
        optional("moved", "[[moved]]"),
        optional("record", "[record]"),
        optional("history", "[history]"),
    ],
};

pub(super) static PHASE: Shape = Shape {
    header: "[[phase]]",
    keys: &[
        required("id", "id = \"1\""),
        required("title", "title = \"Back end\""),
        required("window", "window = \"2025-08\""),
        optional("task", "[[phase.task]]"),
    ],
};

pub(super) static TASK: Shape = Shape {
    header: "[[phase.task]]",
    keys: &[
        required("id", "id = \"fastapi-di\""),
        required("title", "title = \"Dependency injection\""),
        optional("estimate", "estimate = \"12h\""),
        optional("needs", "needs = [\"fastapi-core\"]"),
        optional("skills", "skills = [\"fastapi\"]"),
        optional("links", "links = [\"https://fastapi.tiangolo.com/\"]"),
        optional("verify", "verify = \"pytest -q tests/di\""),
    ],
};

pub(super) static HABIT: Shape = Shape {
    header: "[[habit]]",
    keys: &[
        required("id", "id = \"leetcode\""),
        required("title", "title = \"LeetCode, easy or medium\""),
        required("every", "every = \"day\""),
        optional("target", "target = 1"),
        optional("stretch", "stretch = 2"),
        optional("unit", "unit = \"problems\""),
        optional("phase", "phase = \"1\""),
        optional("from", "from = 2025-08-04"),
        optional("until", "until = 2025-12-31"),
        optional("change", "[[habit.change]]"),
    ],
};

pub(super) static CHANGE: Shape = Shape {
    header: "[[habit.change]]",
    keys: &[
        required("from", "from = 2025-09-01"),
        optional("every", "every = \"3/week\""),
        optional("target", "target = 2"),
        optional("stretch", "stretch = 4"),
    ],
};

pub(super) static MODULE: Shape = Shape {
    header: "[[module]]",
    keys: &[
        required("id", "id = \"dev\""),
        required("title", "title = \"Back end\""),
        optional("skill", "[[module.skill]]"),
    ],
};

pub(super) static SKILL: Shape = Shape {
    header: "[[module.skill]]",
    keys: &[required("id", "id = \"fastapi\""), required("title", "title = \"FastAPI\"")],
};

pub(super) static LINK: Shape = Shape {
    header: "[[link]]",
    keys: &[
        required("title", "title = \"FastAPI documentation\""),
        required("url", "url = \"https://fastapi.tiangolo.com/\""),
    ],
};

pub(super) static MOVED: Shape = Shape {
    header: "[[moved]]",
    keys: &[
        required("from", "from = \"docker\""),
        required("to", "to = [\"docker-image\", \"docker-run\"]"),
    ],
};

pub(super) static RECORD: Shape = Shape {
    header: "[record]",
    keys: &[
        optional("ref", "ref = \"refs/roadmap/log\""),
        optional("subject", "subject = \"Done {id}: {title}\""),
    ],
};

pub(super) static HISTORY: Shape =
    Shape { header: "[history]", keys: &[optional("authors", "authors = [\"me@example.org\"]")] };

/// Every table of the format, in the order of `docs/plan-format.md`. A test holds the tables of
/// that document to this list.
pub static KEYS: [&Shape; 11] =
    [&PLAN, &PHASE, &TASK, &HABIT, &CHANGE, &MODULE, &SKILL, &LINK, &MOVED, &RECORD, &HISTORY];
