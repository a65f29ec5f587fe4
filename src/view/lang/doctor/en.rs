//! What `doctor` says in English.

use super::{DoctorWords, Said};
use crate::id::Id;
use crate::ledger::line::Flaw;
use crate::view::report::{EventFinding, LineFinding, PlaceFinding};

/// English.
pub(in super::super) struct English;

/// `1 event`, `2 events`.
fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// The first where there is one of something, else the second.
fn form<'a>(number: usize, one: &'a str, several: &'a str) -> &'a str {
    if number == 1 { one } else { several }
}

impl DoctorWords for English {
    fn all_is_well(&self, events: usize) -> String {
        match events {
            0 => "All is well: nothing is recorded yet, and nothing is lost.".to_owned(),
            _ => format!("All is well: {}, nothing lost, nothing odd.", count(events, "event")),
        }
    }

    fn verdict(&self, needs_a_hand: usize, worth_knowing: usize) -> String {
        let knowing = form(worth_knowing, "is only worth knowing", "are only worth knowing");
        let hand = form(needs_a_hand, "thing needs a hand", "things need a hand");
        match (needs_a_hand, worth_knowing) {
            (0, _) => format!("Nothing needs a hand; {worth_knowing} {knowing}."),
            (_, 0) => format!("{needs_a_hand} {hand}."),
            _ => format!("{needs_a_hand} {hand}; {worth_knowing} {knowing}."),
        }
    }

    fn place(&self, finding: &PlaceFinding) -> Said {
        match finding {
            PlaceFinding::HistoryCutOff { shallow: true } => Said::new(
                "history is cut off: this is a shallow clone, and every number is \"at least\"",
                "fetch the rest",
            ),
            PlaceFinding::HistoryCutOff { shallow: false } => Said::new(
                "history has gaps: commits are missing here, and every number is \"at least\"",
                "fetch them again",
            ),
            PlaceFinding::OnlyInReflog { events } => Said::new(
                format!(
                    "{} {} only in the reflog: no branch leads there any more, so {} not count",
                    count(events.len(), "event"),
                    form(events.len(), "is", "are"),
                    form(events.len(), "it does", "they do"),
                ),
                "record them again before git cleans up; those that you meant to lose you can undo then",
            ),
            PlaceFinding::RecordRefNotFetched { reference, .. } => Said::new(
                format!("the plan records on {reference}, which is not here"),
                "fetch it, if you have recorded elsewhere; else the first record makes it",
            ),
            PlaceFinding::RecordRefBehind { reference } => Said::new(
                format!(
                    "{reference} lacks records that a remote has; they count, but git would refuse a push"
                ),
                "bring them together; the next record does that, too",
            ),
            PlaceFinding::RecordRefNotCarried { reference, here, .. } => Said::new(
                if *here {
                    format!(
                        "the plan records on {reference}, and no remote carries it: other machines will not see these events"
                    )
                } else {
                    format!(
                        "the plan records on {reference}, which is not here, and no remote carries it: events of other machines are missing"
                    )
                },
                "let the remote carry it",
            ),
            PlaceFinding::RebaseDropsRecords => Said::new(
                "`rebase.backend` is `apply`: a rebase drops commits without changes, so what you recorded on the branch",
                "let git rebase the usual way, here",
            ),
            PlaceFinding::UnmergedBranch { branch, counted, events } => {
                let is = form(events.len(), "is", "are");
                let events = count(events.len(), "event");
                let what = if *counted {
                    format!(
                        "{events} {is} only on {branch}: counted here, missing in a clone of your branch"
                    )
                } else {
                    format!("{events} {is} only on {branch}, where roadmap does not look")
                };
                Said::new(what, "merge it when its work is done, or before you delete it")
            }
        }
    }

    fn line(&self, finding: &LineFinding) -> Said {
        match finding {
            LineFinding::UnknownVerb { key, did_you_mean: Some(verb), .. } => Said::new(
                format!(
                    "`{key}` is not one of roadmap's keys; `{}` may have been meant",
                    verb.key()
                ),
                "not counted: record it with roadmap; the line itself can stay, or be amended before you push",
            ),
            LineFinding::UnknownVerb { key, did_you_mean: None, .. } => Said::new(
                format!("this version does not know `{key}`"),
                "kept, not counted: a newer roadmap may know it",
            ),
            LineFinding::UnreadLine { lines } => Said::new(
                format!(
                    "{} no task or habit that could be read, and {} not count",
                    form(lines.len(), "1 line names", &format!("{} lines name", lines.len())),
                    form(lines.len(), "does", "do"),
                ),
                "record it with roadmap; the line itself can stay, or be amended before you push",
            ),
            LineFinding::PartlyReadLine { lines } => Said::new(
                format!(
                    "{} of event lines could not be read; the rest of them counts",
                    count(lines.len(), "part")
                ),
                "if the part matters: undo the event and record it again",
            ),
            LineFinding::SameId { id, .. } => Said::new(
                format!("the id {id} was used for different events; only the oldest counts"),
                "if another of them happened too, record it with roadmap, which gives it an id of its own",
            ),
        }
    }

    fn event(&self, finding: &EventFinding) -> Said {
        match finding {
            EventFinding::UnknownTarget { target, did_you_mean, .. } => Said::new(
                format!(
                    "`{target}` is recorded, but the plan has no such task or habit: not counted"
                ),
                match did_you_mean {
                    Some(near) => {
                        format!("did you mean {near}? Then add to the end of roadmap.toml:")
                    }
                    None => "say at the end of roadmap.toml which task gets the credit:".to_owned(),
                },
            )
            .moved(
                target,
                did_you_mean.as_ref().map_or("…", Id::as_str),
                "or take it back:",
            ),
            EventFinding::UndoCycle { events } => undo_cycle(events.len()),
            EventFinding::UndoOfNothing { events } => Said::new(
                format!(
                    "{} an event that is not here",
                    form(
                        events.len(),
                        "1 undo or reopening names",
                        &format!("{} undos or reopenings name", events.len())
                    )
                ),
                "harmless: it takes effect once the event is fetched; if the id was a slip of the pen, take it back",
            ),
            EventFinding::FutureDay { events } => Said::new(
                format!(
                    "{} on a day still to come: not counted until then",
                    count(events.len(), "event")
                ),
                "if the day is wrong, take it back and record it again",
            ),
            EventFinding::ClockAhead { events, minutes } => Said::new(
                format!(
                    "{} recorded later than it is now, by up to {}: a clock is wrong, here or where it was recorded",
                    form(events.len(), "1 event was", &format!("{} events were", events.len())),
                    span(*minutes),
                ),
                "see that this machine's clock and time zone are right",
            ),
            EventFinding::ClockBehind { events } => clock_behind(events.len()),
            EventFinding::NobodyCounts { authors, .. } => nobody_counts(authors),
            EventFinding::LearnerLeftOut { authors, .. } => learner_left_out(authors),
        }
    }

    fn flaw(&self, flaw: &Flaw) -> String {
        flaw.to_string()
    }

    fn counts(&self) -> &'static str {
        "counts"
    }

    fn names_in_vain(&self, ids: &str) -> String {
        format!("names {ids}")
    }

    fn commit(&self, short: &str) -> String {
        format!("commit {short}")
    }

    fn more(&self, count: usize, command: &str) -> String {
        format!("and {count} more: {command}")
    }

    fn nothing_to_rescue(&self) -> &'static str {
        "Nothing to rescue: the reflog has no event that is not in history."
    }

    fn rescuing(&self, number: usize) -> String {
        format!("{} only in the reflog:", count(number, "event"))
    }

    fn rescued(&self, commit: &str, branch: &str) -> String {
        format!("recorded again, with their ids and days, in commit {commit} on {branch}")
    }

    fn regret(&self, id: &str) -> String {
        format!("what you meant to lose can be taken back by its id: roadmap undo {id}")
    }
}

fn undo_cycle(undos: usize) -> Said {
    if undos == 1 {
        let what = "1 undo undoes itself, and so takes nothing back";
        return Said::new(what, "take it back, then undo what you meant");
    }
    Said::new(
        format!("{undos} undos in a circle: none of them takes anything back"),
        "take each of them back, then undo what you meant",
    )
}

fn clock_behind(events: usize) -> Said {
    let were = form(events, "event was", "events were");
    let day = form(events, "its day", "their days");
    Said::new(
        format!("{events} {were} recorded long before {day}: a clock was slow"),
        "see that the clock of that machine is right; where a day is wrong, undo the event and record it again",
    )
}

fn nobody_counts(authors: &[String]) -> Said {
    let authors = authors.join(", ");
    Said::new(
        format!("the plan counts only {authors}, and nothing is recorded by them"),
        "correct `[history] authors` in roadmap.toml, or name the addresses in .mailmap",
    )
}

fn learner_left_out(authors: &[String]) -> Said {
    let authors = authors.join(", ");
    Said::new(
        format!("the plan counts only {authors}, so what you record here does not count"),
        "add yourself to `[history] authors` in roadmap.toml, or name your addresses in .mailmap",
    )
}

/// A length of time, roughly.
fn span(minutes: i64) -> String {
    let number = |count: i64| usize::try_from(count).unwrap_or_default();
    match minutes {
        ..120 => count(number(minutes), "minute"),
        120..2_880 => count(number(minutes / 60), "hour"),
        _ => count(number(minutes / 1_440), "day"),
    }
}
