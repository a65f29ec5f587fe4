//! A second reading of the event format, written from `docs/event-format.md` and sharing no code
//! with `src/`: which events a clone can reach, by asking `git log`, and nothing cleverer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use sha1::{Digest as _, Sha1};

/// The day of the plan ends at four in the morning.
const DAY_END_HOURS: i64 = 4;

/// An event as one commit carries it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    /// Author time, in seconds, then the commit: what decides between carriers of one id.
    pub(super) seconds: i64,
    pub(super) commit: String,
    pub(super) author: String,
    /// The author's own day when it was recorded.
    pub(super) recorded_on: NaiveDate,
    /// Whether the id was written, or follows from the author.
    pub(super) has_written_id: bool,
    pub(super) verb: String,
    pub(super) target: String,
    pub(super) attributes: BTreeMap<String, String>,
}

impl Event {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The first and last day it is about.
    pub(super) fn days(&self) -> (NaiveDate, NaiveDate) {
        let Some(text) = self.attribute("day") else {
            return (self.recorded_on, self.recorded_on);
        };
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        (first.parse().unwrap(), last.parse().unwrap())
    }

    pub(super) fn names(&self, id: &str) -> bool {
        self.attribute("of").is_some_and(|of| of.split(',').any(|named| named == id))
    }

    /// Thousandths of the habit's unit.
    pub(super) fn amount(&self) -> i64 {
        let Some(text) = self.attribute("x") else { return 1_000 };
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let part = format!("{part:0<3}");
        whole.parse::<i64>().unwrap() * 1_000 + part.parse::<i64>().unwrap()
    }

    pub(super) fn study_seconds(&self) -> i64 {
        let Some(text) = self.attribute("took") else { return 0 };
        let (hours, minutes) = text.split_once('h').unwrap_or(("0", text));
        let minutes = minutes.trim_end_matches('m');
        let minutes: i64 = if minutes.is_empty() { 0 } else { minutes.parse().unwrap() };
        hours.parse::<i64>().unwrap() * 3_600 + minutes * 60
    }

    /// What it says, whoever carries it.
    fn said(&self) -> String {
        format!("{} {} {:?}", self.verb, self.target, self.attributes)
    }
}

/// What a clone can reach: every event once, and the lines that are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) events: BTreeMap<String, Event>,
    pub(super) odd_lines: BTreeSet<String>,
}

impl Reach {
    /// Reads `git log -z --format=%H%x00%an%x00%ae%x00%ad%x00%B --date=raw`.
    pub(super) fn read(log: &str) -> Self {
        let fields: Vec<&str> = log.split_terminator('\0').collect();
        let mut reach = Self::default();
        for commit in fields.chunks(5) {
            let [id, name, email, date, message] = commit else { panic!("{commit:?}") };
            reach.read_message(id, &format!("{name} <{email}> {date}"), message);
        }
        reach
    }

    fn read_message(&mut self, commit: &str, author: &str, message: &str) {
        let mut earlier: BTreeMap<String, usize> = BTreeMap::new();
        for line in message.lines() {
            let Some((key, value)) = key_and_value(line) else { continue };
            let ordinal = earlier.entry(format!("{}: {value}", key.to_lowercase())).or_default();
            let lines_before = *ordinal;
            *ordinal += 1;
            let Some((event, written)) = event(commit, author, &key, &value) else {
                self.odd_lines.insert(format!("{key}: {value}"));
                continue;
            };
            let id = written.unwrap_or_else(|| {
                let text = format!("{author}\nRoadmap-{}\n{value}\n{lines_before}", event.verb);
                roadmap::hex::digits(&Sha1::digest(text))[..12].to_owned()
            });
            self.keep(id, event);
        }
    }

    fn keep(&mut self, id: String, event: Event) {
        match self.events.get(&id) {
            Some(kept) if *kept <= event => {}
            _ => {
                self.events.insert(id, event);
            }
        }
    }

    /// The ids that were written: no rewrite of history may lose one.
    pub(super) fn written_ids(&self) -> BTreeSet<String> {
        let written = self.events.iter().filter(|(_, event)| event.has_written_id);
        written.map(|(id, _)| id.clone()).collect()
    }

    /// Everything that a number may depend on: the events, with the author that counts and, for
    /// a line without `day=`, the day. Commits are left out, so rewrites change nothing here.
    pub(super) fn fingerprint(&self) -> String {
        let events = self.events.iter().map(|(id, event)| {
            let (_, last) = event.days();
            format!("{id} {} {} {last}\n", event.said(), event.author)
        });
        let odd = self.odd_lines.iter().map(|line| format!("odd {line}\n"));
        events.chain(odd).collect()
    }

    /// The lines alone: what is said under which id. Where only ids that were written are said
    /// with a day, a fingerprint differs from this by the authors and nothing else.
    pub(super) fn lines(&self) -> String {
        let events = self.events.iter().map(|(id, event)| {
            let (_, last) = event.days();
            format!("{id} {} {last}\n", event.said())
        });
        let odd = self.odd_lines.iter().map(|line| format!("odd {line}\n"));
        events.chain(odd).collect()
    }
}

/// `* Roadmap-Done: a` as `Roadmap-Done` and `a`.
fn key_and_value(line: &str) -> Option<(String, String)> {
    let blanks = [' ', '\t'];
    let mut line = line.trim_start_matches(blanks);
    if line.starts_with("* ") || line.starts_with("- ") {
        line = line[2..].trim_start_matches(blanks);
    }
    let (key, value) = line.split_once(':')?;
    let key = key.trim_end_matches(blanks);
    let has_prefix = key.to_lowercase().starts_with("roadmap-") && key.len() > "roadmap-".len();
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (has_prefix && plain).then(|| (key.to_owned(), value.trim().to_owned()))
}

/// The event in a line, and its id if it says one.
fn event(commit: &str, author: &str, key: &str, value: &str) -> Option<(Event, Option<String>)> {
    let verb = match key.to_lowercase().as_str() {
        "roadmap-done" => "Done",
        "roadmap-study" => "Study",
        "roadmap-undo" => "Undo",
        "roadmap-reopen" => "Reopen",
        "roadmap-skip" => "Skip",
        _ => return None,
    };
    let words = words(value);
    let target = words.first()?.to_lowercase();
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    // An undo has the target of what it undoes.
    let is_star = target == "*" && ["Study", "Skip", "Undo"].contains(&verb);
    if !(is_star || target.chars().all(is_id)) {
        return None;
    }
    let pairs = words[1..].iter().filter_map(|word| word.split_once('='));
    let mut attributes: BTreeMap<String, String> =
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let written = attributes.remove("id");
    let (who, date) = author.rsplit_once("> ")?;
    let (seconds, recorded_on) = moment(date);
    let event = Event {
        seconds,
        commit: commit.to_owned(),
        author: format!("{who}>"),
        recorded_on,
        has_written_id: written.is_some(),
        verb: verb.to_owned(),
        target,
        attributes,
    };
    Some((event, written))
}

/// The words of a value; blanks inside double quotes belong to a word.
fn words(value: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in value.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' | '\t' if !quoted => words.push(std::mem::take(&mut word)),
            _ => word.push(c),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// Seconds, and the author's own day, from `1752499800 +0800`.
fn moment(date: &str) -> (i64, NaiveDate) {
    let (seconds, zone) = date.split_once(' ').unwrap();
    let zone: i32 = zone.parse().unwrap();
    let zone = FixedOffset::east_opt(zone / 100 * 3_600 + zone % 100 * 60).unwrap();
    let seconds: i64 = seconds.parse().unwrap();
    let local = DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&zone);
    (seconds, (local - TimeDelta::hours(DAY_END_HOURS)).date_naive())
}
