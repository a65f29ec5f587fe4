//! English.

use chrono::NaiveDate;

use super::SkillsWords;

/// English.
pub(in crate::view::lang) struct English;

impl SkillsWords for English {
    fn no_skills(&self) -> &'static str {
        "The plan has no skills: `[[module]]` in roadmap.toml lists them."
    }

    fn no_task(&self) -> &'static str {
        "no task trains it"
    }

    fn level(&self, level: &str, of: &str) -> String {
        format!("{level} of {of}")
    }

    fn last_practised(&self, day: NaiveDate) -> String {
        format!("last {day}")
    }

    fn untrained(&self, count: usize) -> String {
        match count {
            1 => "1 skill has no task that trains it.".to_owned(),
            _ => format!("{count} skills have no task that trains them."),
        }
    }

    fn no_links(&self) -> &'static str {
        "There is no link."
    }

    fn opened(&self, url: &str) -> String {
        format!("Opened {url}")
    }

    fn which(&self, count: usize) -> String {
        format!("There are {count} links; add the number of one, or --all:")
    }
}
