//! The days that an argument names.

use chrono::NaiveDate;

use super::failure::Failure;
use crate::day_word::{DayWord, DayWordError};
use crate::hours::HoursError;

impl From<DayWordError> for Failure {
    fn from(error: DayWordError) -> Self {
        Self::request(error.to_string())
    }
}

impl From<HoursError> for Failure {
    fn from(error: HoursError) -> Self {
        let hint = match error {
            HoursError::Long { .. } => {
                "say when it ended with `--to`, or only how long it took with `--took`"
            }
            HoursError::Future { .. } => {
                "without `--to` a session lasts until now; `--day` says which day"
            }
            HoursError::Empty(_) | HoursError::Outside => "`--took` says only how long it took",
        };
        Self::request(error.to_string()).hint(hint)
    }
}

/// The day for a record, by default today.
///
/// # Errors
///
/// Refuses a day that is still to come.
pub(crate) fn not_after_today(
    word: Option<DayWord>,
    today: NaiveDate,
) -> Result<NaiveDate, Failure> {
    let day = word.map_or(Ok(today), |word| word.resolve(today))?;
    if day > today {
        return Err(Failure::request(format!("{day} is still to come; today is {today}"))
            .hint("record it on the day, or leave out `--day`"));
    }
    Ok(day)
}
