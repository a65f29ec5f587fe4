//! English.

use chrono::NaiveDate;

use super::{SpokenSign, SpokenWords};

/// English.
pub(in crate::view::lang) struct English;

impl SpokenWords for English {
    fn sign(&self, sign: SpokenSign) -> &'static str {
        match sign {
            SpokenSign::Done => "done:",
            SpokenSign::Fine => "fine:",
            SpokenSign::Dropped => "dropped:",
            SpokenSign::Open => "open:",
            SpokenSign::Waits => "waiting:",
            SpokenSign::Current => "current:",
            SpokenSign::Spare => "not needed today:",
            SpokenSign::Pending => "pending:",
            SpokenSign::Comma => ", ",
            SpokenSign::To => " to ",
            SpokenSign::Times => " times ",
            SpokenSign::TakesBack => "takes back",
            SpokenSign::WayOut => "way out:",
            SpokenSign::Evidence => "by evidence",
            SpokenSign::None => "none",
            SpokenSign::Nothing => "",
        }
    }

    fn part(&self, part: &str, whole: &str) -> String {
        format!("{part} of {whole}")
    }

    fn full_stop(&self) -> &'static str {
        "."
    }

    fn heat(&self, when: &str, amount: &str, unit: &str) -> String {
        format!("{when}: {amount} {unit}").trim_end().to_owned()
    }

    fn minutes(&self) -> &'static str {
        "min"
    }

    fn records(&self) -> &'static str {
        "recorded"
    }

    fn month(&self, day: NaiveDate) -> String {
        day.format("%B %Y").to_string()
    }
}
