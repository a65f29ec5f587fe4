//! English.

use super::EvidenceWords;
use crate::progress::Doubt;

/// English.
pub(in crate::view::lang) struct English;

impl EvidenceWords for English {
    fn counted(&self, count: usize) -> String {
        let (noun, verb) = if count == 1 { ("record", "follows") } else { ("records", "follow") };
        format!(
            "{count} {noun} {verb} from commits by `[[evidence]]`; --no-evidence leaves them out"
        )
    }

    fn mark(&self, count: Option<usize>) -> String {
        let count = match count {
            None => String::new(),
            Some(1) => " (1 record)".to_owned(),
            Some(count) => format!(" ({count} records)"),
        };
        format!("follows from commits by `[[evidence]]`{count}; --no-evidence leaves it out")
    }

    fn days(&self, count: usize) -> String {
        if count == 1 {
            "1 day by evidence".to_owned()
        } else {
            format!("{count} days by evidence")
        }
    }

    fn derived(&self, commit: Option<&str>) -> String {
        commit.map_or("evidence".to_owned(), |commit| format!("evidence: {commit}"))
    }

    fn sure(&self, sure: usize, all: usize) -> String {
        match (all - sure, all) {
            (0, 0) => "no completion and no session has a date to look at".to_owned(),
            (0, 1) => "nothing speaks against the date of the completion or session".to_owned(),
            (0, _) => {
                format!("nothing speaks against the dates of all {all} completions and sessions")
            }
            _ => format!(
                "nothing speaks against the date of {sure} of {all} completions and sessions"
            ),
        }
    }

    fn late(&self, count: usize) -> Option<String> {
        counted(count, "recorded after the day that they are for", "recorded after its day")
    }

    fn rewritten(&self, count: usize) -> Option<String> {
        let many =
            "in commits that were made at another time than they were written, as in a rebase";
        counted(count, many, "in a commit that was made at another time than it was written")
    }

    fn before_parent(&self, count: usize) -> Option<String> {
        let many =
            "written before the commits that they build on: the author's clock was wrong, or set";
        counted(count, many, "written before a commit that it builds on")
    }

    fn bursts(&self, count: usize) -> Option<String> {
        let said = "recorded within ten minutes for five days or more";
        counted(count, said, said)
    }

    fn doubt(&self, doubt: Doubt) -> String {
        match doubt {
            Doubt::Late { days: 1 } => "a day late".to_owned(),
            Doubt::Late { days } => format!("{days} days late"),
            Doubt::Rewritten { minutes } if minutes < 0 => {
                format!("committed {} before it was written", span(-minutes))
            }
            Doubt::Rewritten { minutes } => format!("committed {} later", span(minutes)),
            Doubt::BeforeParent { minutes } => format!("{} before its parent", span(minutes)),
            Doubt::Burst { days } => format!("at once with {days} days"),
        }
    }

    fn no_proof(&self) -> &'static str {
        "This is what the commits say of themselves. Whoever makes a commit sets its times, so a local history proves no date; a late or rewritten one is no lie either. All of them count."
    }
}

fn counted(count: usize, many: &str, one: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {many}")),
    }
}

/// Minutes in the largest unit that they fill.
fn span(minutes: i64) -> String {
    let (count, unit) = match minutes {
        i64::MIN..120 => (minutes, "minute"),
        120..2_880 => (minutes / 60, "hour"),
        _ => (minutes / 1_440, "day"),
    };
    if count == 1 { format!("1 {unit}") } else { format!("{count} {unit}s") }
}
