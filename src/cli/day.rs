//! The days that an argument names.

use chrono::NaiveDate;

use super::failure::Failure;
use crate::day_word::{DayWord, DayWordError};
use crate::hours::HoursError;
use crate::say;
use crate::sentence::Spoken as _;

impl From<DayWordError> for Failure {
    fn from(error: DayWordError) -> Self {
        Self::request(error.sentence())
    }
}

impl From<HoursError> for Failure {
    fn from(error: HoursError) -> Self {
        let hint = match error {
            HoursError::Long { .. } => {
                say!(
                    "say when it ended with `--to`, or only how long it took with `--took`",
                    "请用 `--to` 写明结束时间，或只用 `--took` 写明用时"
                )
            }
            HoursError::Future { .. } => {
                say!(
                    "without `--to` a session lasts until now; `--day` says which day",
                    "不带 `--to` 时学习持续到现在；可用 `--day` 指明日期"
                )
            }
            HoursError::Empty(_) | HoursError::Outside => {
                say!("`--took` says only how long it took", "可用 `--took` 只写用时")
            }
        };
        Self::request(error.sentence()).hint(hint)
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
    // `09-04` on the evening of 3 September is a slip, and no day of last year.
    let day = word.map_or(Ok(today), |word| word.resolve_nearest(today))?;
    if day > today {
        return Err(Failure::request(say!(
            "{day} is still to come; today is {today}",
            "{day} 尚未到来；今天是 {today}"
        ))
        .hint(match word {
            Some(DayWord::MonthDay { .. }) => say!(
                "record it on the day, or leave out `--day`; write the year if you mean another",
                "请到当天再记，或去掉 `--day`；若是别的年份，请写出年份"
            ),
            _ => say!("record it on the day, or leave out `--day`", "请到当天再记，或去掉 `--day`"),
        }));
    }
    Ok(day)
}
