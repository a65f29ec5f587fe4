//! What ordinary commits say, by whom, and what is in the files.

use super::random::Random;

/// The texts of an ordinary project.
pub(super) struct Prose;

const VERBS: [&str; 16] = [
    "Fix", "Add", "Remove", "Rework", "Simplify", "Document", "Test", "Speed up", "Rename", "Move",
    "Guard", "Handle", "Split", "Bump", "Revert", "Refactor",
];

const NOUNS: [&str; 32] = [
    "the parser",
    "session handling",
    "the connection pool",
    "error messages",
    "the scheduler",
    "retry logic",
    "config loading",
    "the write path",
    "token refresh",
    "the cache key",
    "unit tests",
    "a race in shutdown",
    "the build script",
    "docs for the API",
    "time zones",
    "memory use",
    "a leak on reload",
    "the index",
    "path separators",
    "logging",
    "the worker",
    "deprecated flags",
    "benchmarks",
    "type hints",
    "the migration",
    "pagination",
    "rate limits",
    "the roadmap",
    "feature gates",
    "null checks",
    "lock ordering",
    "signal handling",
];

const TAILS: [&str; 10] = [
    "when the buffer is empty",
    "on slow disks",
    "for large inputs",
    "in the async runtime",
    "before the first request",
    "after a failed merge",
    "under load",
    "on Windows",
    "without holding the lock",
    "if the file has no newline",
];

const SENTENCES: [&str; 16] = [
    "The old code assumed that the list is never empty, which stopped being true.",
    "This was found by a reader of the logs, not by a test; now there is one.",
    "No functional change is intended.",
    "It has been on the roadmap since the last release and nobody objected.",
    "We keep the previous behaviour behind a flag until the next minor version.",
    "The allocation showed up in profiles as 7% of the whole request.",
    "Callers that relied on the order have to sort on their own.",
    "See the discussion in the tracker for the numbers and the alternatives.",
    "The lock is now taken once per batch and released before the callback.",
    "A second patch will remove what is left; it needs a migration first.",
    "修复了在空列表上的越界访问，并补了一个回归测试。",
    "Measured on two machines, with a cold and a warm page cache.",
    "Thanks to everybody who tried the branch for a week.",
    "The name was misleading: it never validated anything, it only counted.",
    "性能：避免在热路径上重复解析配置。",
    "Roadmap and milestones are updated in the wiki.",
];

const NAMES: [&str; 12] = [
    "Ana", "Bea", "Chen Wei", "Dmitri", "Emeka", "Fatima", "Grace", "Hiro", "Ines", "Jörg", "王芳",
    "Kofi",
];

const ZONES: [&str; 7] = ["+0000", "+0100", "-0500", "-0800", "+0530", "+0800", "+0900"];

impl Prose {
    /// A subject and, four times in five, a body; 60 to 500 bytes.
    pub(super) fn message(random: &mut Random) -> String {
        let mut message = format!(
            "{} {} {} (#{})\n",
            random.pick(&VERBS),
            random.pick(&NOUNS),
            random.pick(&TAILS),
            random.below(90_000) + 1_000
        );
        if !random.once_in(5) {
            message.push('\n');
            for _ in 0..=random.below(4) {
                message.push_str(random.pick(&SENTENCES));
                message.push('\n');
            }
        }
        if random.once_in(3) {
            message.push_str(&format!("\nSigned-off-by: {}\n", Self::person(random)));
        }
        message
    }

    /// What a merge says.
    pub(super) fn merge(random: &mut Random) -> String {
        let number = random.below(90_000) + 1_000;
        let noun = random.pick(&NOUNS);
        format!("Merge pull request #{number} from topic-{number}\n\nWork on {noun}\n")
    }

    /// One of some two hundred people.
    pub(super) fn person(random: &mut Random) -> String {
        let name = random.below(NAMES.len());
        let number = random.below(20);
        format!("{} {number} <dev-{name}-{number}@example.com>", NAMES[name])
    }

    /// The zone that a person lives in.
    pub(super) fn zone(person: &str) -> &'static str {
        if person == super::study::LEARNER {
            return "+0800";
        }
        let sum: usize = person.bytes().map(usize::from).sum();
        ZONES[sum % ZONES.len()]
    }

    /// The text of a file: some 400 bytes that differ by a line or two from the last time.
    pub(super) fn file(random: &mut Random, file: usize) -> String {
        let changed = random.below(8);
        (0..8)
            .map(|line| {
                let of = if line == changed { random.below(SENTENCES.len()) } else { file + line };
                format!("{}\n", SENTENCES[of % SENTENCES.len()])
            })
            .collect()
    }
}
