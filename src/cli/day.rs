//! Days as people type them.

use chrono::{Days, NaiveDate};

use super::failure::Failure;
use crate::civil::{self, DateError};

/// A day as it was typed, before it is known what today is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayWord {
    /// So many days ago.
    Ago(u64),
    /// A date.
    On(NaiveDate),
}

impl DayWord {
    /// Reads `today`, `yesterday`, `今天`, `昨天`, `前天` or `2025-07-12`.
    ///
    /// # Errors
    ///
    /// Says what can be written; clap shows it with the argument.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text.trim().to_lowercase().as_str() {
            "today" | "今天" => Ok(Self::Ago(0)),
            "yesterday" | "昨天" => Ok(Self::Ago(1)),
            "前天" => Ok(Self::Ago(2)),
            date => civil::parse_date(date).map(Self::On).map_err(|error| match error {
                DateError::Form(_) => format!("{error}, today or yesterday"),
                _ => error.to_string(),
            }),
        }
    }

    /// The day, where today is `today`.
    pub(crate) fn resolve(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::Ago(days) => today.checked_sub_days(Days::new(days)).unwrap_or(today),
            Self::On(day) => day,
        }
    }

    /// The day for a record, by default today.
    ///
    /// # Errors
    ///
    /// Refuses a day that is still to come.
    pub(crate) fn not_after_today(
        word: Option<Self>,
        today: NaiveDate,
    ) -> Result<NaiveDate, Failure> {
        let day = word.map_or(today, |word| word.resolve(today));
        if day > today {
            return Err(Failure::request(format!("{day} is still to come; today is {today}"))
                .hint("record it on the day, or leave out `--day`"));
        }
        Ok(day)
    }
}
