//! What a page was made from, written into it so that it can be made again.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Lang;
use super::report::{Review, Scope};
use crate::civil::{self, DayRange};
use crate::id::Id;

/// What a report was made from, beside what the report itself knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The version of roadmap.
    pub version: &'static str,
    /// A fingerprint of the plan's file.
    pub plan: String,
    /// The only ref that was read, if it was one.
    pub reference: Option<String>,
    /// Whether what commits prove by themselves was left out.
    pub no_evidence: bool,
}

/// What a page says it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of what a page says")]
pub struct Origin {
    /// The day.
    pub at: NaiveDate,
    /// The language.
    pub lang: Lang,
    /// The stretch.
    pub scope: Scope,
    /// Its days.
    pub days: DayRange,
    /// Whether the last of them was over.
    pub days_over: bool,
    /// Whether notes and times of day were left out.
    pub public: bool,
    /// The version of roadmap.
    pub version: String,
    /// The fingerprint of the plan's file.
    pub plan: String,
    /// How many events counted.
    pub events: String,
    /// Where commits can be seen.
    pub repository: Option<String>,
    /// The only ref that was read.
    pub reference: Option<String>,
    /// Whether what commits prove by themselves was left out.
    pub no_evidence: bool,
    /// Whether only attested tasks are listed.
    pub attested_only: bool,
}

impl Provenance {
    /// The origin as `key=value` words.
    pub(super) fn said(&self, review: &Review, lang: Lang) -> String {
        let (scope, phase) = match &review.scope {
            Scope::All => ("all", None),
            Scope::Week => ("week", None),
            Scope::Month => ("month", None),
            Scope::Days => ("days", None),
            Scope::Phase { phase } => ("phase", Some(phase.as_str())),
        };
        let lang = if lang == Lang::Zh { "zh" } else { "en" };
        let public = if review.public { "yes" } else { "no" };
        let mut text = format!(
            "at={} lang={lang} scope={scope} days={}..{} public={public} version={} plan={} events={}",
            review.as_of,
            review.days.first,
            review.days.last,
            self.version,
            self.plan,
            review.events
        );
        let others = [
            ("phase", phase),
            ("over", review.days_over.then_some("yes")),
            ("repository", review.repository.as_deref()),
            ("ref", self.reference.as_deref()),
            ("attested", review.attested_only.then_some("only")),
            ("evidence", self.no_evidence.then_some("no")),
        ];
        for (key, value) in others {
            text.extend(value.map(|value| format!(" {key}={value}")));
        }
        text
    }
}

impl Origin {
    /// What a page says it was made from; `None` for anything that is not a page of ours.
    #[must_use]
    pub fn of_page(page: &str) -> Option<Self> {
        let (_, rest) = page.split_once("<meta name=\"roadmap\" content=\"")?;
        let (said, _) = rest.split_once("\">")?;
        let said = said.replace("&#38;", "&").replace("&#39;", "'").replace("&amp;", "&");
        let words: BTreeMap<&str, &str> =
            said.split(' ').filter_map(|word| word.split_once('=')).collect();
        let text = |key| words.get(key).map(|value| (*value).to_owned());
        let (first, last) = words.get("days")?.split_once("..")?;
        let date = |text: &str| civil::parse_date(text).ok();
        let scope = match *words.get("scope")? {
            "all" => Scope::All,
            "week" => Scope::Week,
            "month" => Scope::Month,
            "days" => Scope::Days,
            "phase" => Scope::Phase { phase: words.get("phase")?.parse::<Id>().ok()? },
            _ => return None,
        };
        Some(Self {
            at: date(words.get("at")?)?,
            lang: if *words.get("lang")? == "zh" { Lang::Zh } else { Lang::En },
            scope,
            days: DayRange::new(date(first)?, date(last)?)?,
            days_over: words.get("over") == Some(&"yes"),
            public: *words.get("public")? == "yes",
            version: text("version")?,
            plan: text("plan")?,
            events: text("events")?,
            repository: text("repository"),
            reference: text("ref"),
            no_evidence: words.get("evidence") == Some(&"no"),
            attested_only: words.get("attested") == Some(&"only"),
        })
    }
}
