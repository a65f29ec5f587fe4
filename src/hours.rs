//! The hours of a study session: from half past eight until now, from 23:00 to 00:30.
//!
//! Reading is on the wall clock of the learner: in a night in which summer time begins or ends, a
//! session whose hours were typed can be an hour off; one that was started and stopped is not.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use thiserror::Error;

use crate::civil::DayEnd;
use crate::quantity::StudyTime;
use crate::sentence::Spoken;
use crate::typed::narrow;

/// The longest session that is not taken for a slip of the pen or a forgotten clock, in hours.
pub const LONGEST_HOURS: i64 = 12;

/// A time on the wall clock, to the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime(NaiveTime);

/// Why a text is not a [`ClockTime`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a time of day: write it as 20:00 or 9:05")]
pub struct ClockTimeError(pub String);

impl Spoken for ClockTimeError {
    fn zh(&self) -> String {
        format!("`{}` 不是时间：请写成 20:00 或 9:05", self.0)
    }
}

/// When a session began and ended; the end is later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// When it began.
    pub start: DateTime<FixedOffset>,
    /// When it ended.
    pub end: DateTime<FixedOffset>,
}

/// Why hours are not those of a session.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HoursError {
    /// It begins or ends later than now.
    #[error("{} is still to come; it is {}", shown(*moment, *now), now.format("%H:%M"))]
    Future {
        /// When it would begin or end.
        moment: DateTime<FixedOffset>,
        /// Now.
        now: DateTime<FixedOffset>,
    },
    /// It has no length.
    #[error("a session from {0} to {0} has no length")]
    Empty(ClockTime),
    /// It is longer than [`LONGEST_HOURS`].
    #[error(
        "{} to {} is {}, and more than {LONGEST_HOURS}h are taken for a slip",
        start.format("%Y-%m-%d %H:%M"), shown(*end, *start), Hours { start: *start, end: *end }.length()
    )]
    Long {
        /// When it would begin.
        start: DateTime<FixedOffset>,
        /// When it would end.
        end: DateTime<FixedOffset>,
    },
    /// The calendar ends there.
    #[error("that day is outside the years 1970 to 2999")]
    Outside,
}

impl Spoken for HoursError {
    fn zh(&self) -> String {
        match self {
            Self::Future { moment, now } => {
                format!("{} 尚未到来；现在是 {}", shown(*moment, *now), now.format("%H:%M"))
            }
            Self::Empty(time) => format!("从 {time} 到 {time} 没有时长"),
            Self::Long { start, end } => format!(
                "{} 到 {} 是 {}，超过 {LONGEST_HOURS} 小时视为笔误",
                start.format("%Y-%m-%d %H:%M"),
                shown(*end, *start),
                Hours { start: *start, end: *end }.length().zh()
            ),
            Self::Outside => "那一天不在 1970 至 2999 年之间".to_owned(),
        }
    }
}

impl ClockTime {
    /// The last moment with this time that is not after `now`, on its clock.
    fn last_until(self, now: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
        let today = self.on(now.date_naive(), now)?;
        if today <= now { Some(today) } else { today.checked_sub_days(Days::new(1)) }
    }

    /// Whether it is `start` or before it, on the clock of `now`, where that is the same date.
    #[must_use]
    pub fn is_not_after(self, start: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> bool {
        let start = start.with_timezone(now.offset());
        start.date_naive() == now.date_naive() && self.0 <= start.time()
    }

    /// The first moment with this time after `start`, on its clock.
    fn first_after(self, start: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
        let same_day = self.on(start.date_naive(), start)?;
        if same_day > start { Some(same_day) } else { same_day.checked_add_days(Days::new(1)) }
    }

    /// The moment with this time on a date, on the clock of `like`.
    fn on(self, date: NaiveDate, like: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
        date.and_time(self.0).and_local_timezone(*like.offset()).single()
    }
}

impl FromStr for ClockTime {
    type Err = ClockTimeError;

    fn from_str(text: &str) -> Result<Self, ClockTimeError> {
        let plain = narrow(text.trim());
        let read = || {
            let (hour, minute) = plain.split_once(':')?;
            let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let fits = (1..=2).contains(&hour.len()) && minute.len() == 2;
            if !fits || !is_number(hour) || !is_number(minute) {
                return None;
            }
            NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
        };
        read().map(Self).ok_or_else(|| ClockTimeError(text.to_owned()))
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

impl Hours {
    /// The hours that were typed, until `now` where the end was left out.
    ///
    /// On a civil day `day`, where it is given; else the last ones before now, so that the
    /// evening before is meant after midnight.
    ///
    /// # Errors
    ///
    /// Refuses hours that are to come, empty ones, and more than [`LONGEST_HOURS`].
    pub fn typed(
        from: ClockTime,
        to: Option<ClockTime>,
        day: Option<NaiveDate>,
        day_end: DayEnd,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, HoursError> {
        if to == Some(from) {
            return Err(HoursError::Empty(from));
        }
        let start = match day {
            Some(day) => from.on(day_end.date_of(day, from.0), now),
            None => from.last_until(now),
        };
        Self::since(start.ok_or(HoursError::Outside)?, to, now)
    }

    /// The hours of a session that began at `start`, until the first `to` after that, or `now`.
    ///
    /// # Errors
    ///
    /// As [`Hours::typed`]; [`HoursError::Future`] where the clock was set back since.
    pub fn since(
        start: DateTime<FixedOffset>,
        to: Option<ClockTime>,
        now: DateTime<FixedOffset>,
    ) -> Result<Self, HoursError> {
        if start > now {
            return Err(HoursError::Future { moment: start, now });
        }
        let start = start.with_timezone(now.offset());
        let end = match to {
            Some(to) => to.first_after(start).ok_or(HoursError::Outside)?,
            None => now,
        };
        if end > now {
            return Err(HoursError::Future { moment: end, now });
        }
        if end - start > TimeDelta::hours(LONGEST_HOURS) {
            return Err(HoursError::Long { start, end });
        }
        Ok(Self { start, end })
    }

    /// How long it was, in whole minutes to the nearest, at least one.
    #[must_use]
    pub fn length(self) -> StudyTime {
        let seconds = u64::try_from((self.end - self.start).num_seconds()).unwrap_or_default();
        StudyTime::from_minutes(((seconds + 30) / 60).max(1))
    }
}

/// A moment as a time in the zone of `beside`, with its date where that is another one.
#[must_use]
pub fn shown(moment: DateTime<FixedOffset>, beside: DateTime<FixedOffset>) -> String {
    let moment = moment.with_timezone(beside.offset());
    let same_day = moment.date_naive() == beside.date_naive();
    moment.format(if same_day { "%H:%M" } else { "%Y-%m-%d %H:%M" }).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::civil;

    fn moment(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("{text}:00+08:00")).expect("a moment")
    }

    /// What the hours are, as `start end length day`, where days end at four.
    fn typed(from: &str, to: &str, day: &str, now: &str) -> String {
        let time = |text: &str| text.parse::<ClockTime>().expect("a time");
        let to = (!to.is_empty()).then(|| time(to));
        let day = civil::parse_date(day).ok();
        let four: DayEnd = "04:00".parse().expect("a day's end");
        match Hours::typed(time(from), to, day, four, moment(now)) {
            Ok(hours) => format!(
                "{} {} {} {}",
                hours.start.format("%d %H:%M"),
                hours.end.format("%d %H:%M"),
                hours.length(),
                four.day_of(hours.start).format("%d")
            ),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn hours_are_the_last_ones_before_now_or_those_of_a_day() {
        let cases = [
            // From, to, the day, now.
            ("20:00", "21:30", "", "2025-07-16T22:00", "16 20:00 16 21:30 1h30m 16"),
            ("20:00", "", "", "2025-07-16T21:05", "16 20:00 16 21:05 1h5m 16"),
            // After midnight, the evening before.
            ("20:00", "21:30", "", "2025-07-17T00:30", "16 20:00 16 21:30 1h30m 16"),
            ("23:00", "00:30", "", "2025-07-17T01:00", "16 23:00 17 00:30 1h30m 16"),
            ("23:00", "", "", "2025-07-17T00:10", "16 23:00 17 00:10 1h10m 16"),
            // Within the night that belongs to the day before.
            ("1:00", "2:00", "", "2025-07-17T03:00", "17 01:00 17 02:00 1h 16"),
            ("1:00", "2:00", "2025-07-15", "2025-07-17T03:00", "16 01:00 16 02:00 1h 15"),
            ("03:30", "05:00", "", "2025-07-17T06:00", "17 03:30 17 05:00 1h30m 16"),
            ("9:00", "9:45", "2025-07-10", "2025-07-16T22:00", "10 09:00 10 09:45 45m 10"),
            ("20:00", "21:30", "", "2025-07-16T21:00", "21:30 is still to come; it is 21:00"),
            (
                "20:00",
                "21:30",
                "2025-07-16",
                "2025-07-16T19:00",
                "20:00 is still to come; it is 19:00",
            ),
            (
                "20:00",
                "20:00",
                "",
                "2025-07-16T21:00",
                "a session from 20:00 to 20:00 has no length",
            ),
            (
                "21:30",
                "20:00",
                "",
                "2025-07-16T23:00",
                "2025-07-17 20:00 is still to come; it is 23:00",
            ),
            (
                "20:00",
                "",
                "",
                "2025-07-16T19:00",
                "2025-07-15 20:00 to 2025-07-16 19:00 is 23h, and more than 12h are taken for a slip",
            ),
        ];
        for (from, to, day, now, want) in cases {
            assert_eq!(typed(from, to, day, now), want, "{from} {to} {day} {now}");
        }
    }

    #[test]
    fn the_length_is_to_the_nearest_minute() {
        let start = moment("2025-07-16T20:00");
        for (seconds, want) in [(0, "1m"), (29, "1m"), (89, "1m"), (90, "2m"), (5_400, "1h30m")] {
            let hours = Hours { start, end: start + TimeDelta::seconds(seconds) };
            assert_eq!(hours.length().to_string(), want, "{seconds}");
        }
    }

    #[test]
    fn a_started_session_is_measured_over_changes_of_the_zone() {
        let start = DateTime::parse_from_rfc3339("2025-10-26T01:30:00+02:00").expect("a moment");
        let now = DateTime::parse_from_rfc3339("2025-10-26T02:30:00+01:00").expect("a moment");
        let hours = Hours::since(start, None, now).expect("two hours");
        assert_eq!(hours.length().to_string(), "2h");
        let back = Hours::since(now, None, start).map_err(|error| error.to_string());
        assert_eq!(back, Err("03:30 is still to come; it is 01:30".to_owned()));
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, want) in
            [("20:00", "20:00"), ("9:05", "09:05"), ("２０：30", "20:30"), (" 0:00 ", "00:00")]
        {
            assert_eq!(text.parse::<ClockTime>().map(|time| time.to_string()), Ok(want.to_owned()));
        }
        for wrong in
            ["", "20", "24:00", "8:5", "8:60", "8pm", "-1:00", "+1:00", "20:00:00", "二十:00"]
        {
            assert_eq!(wrong.parse::<ClockTime>(), Err(ClockTimeError(wrong.to_owned())));
        }
    }

    proptest! {
        #[test]
        fn hours_lie_in_the_past_and_begin_on_their_day(
            times in prop::collection::vec((0_u32..24, 0_u32..60), 2),
            now in 0_i64..2_000_000_000,
            offset in -14_i32..=14,
            night in 0_u32..12,
            ago in prop::option::of(0_u64..400),
            is_open: bool,
        ) {
            let zone = FixedOffset::east_opt(offset * 3_600).expect("a zone");
            let now = DateTime::from_timestamp(now, 0).expect("a moment").with_timezone(&zone);
            let time = |at: usize| ClockTime(NaiveTime::from_hms_opt(times[at].0, times[at].1, 0).expect("a time"));
            let night: DayEnd = format!("{night:02}:00").parse().expect("a day's end");
            let day = ago.and_then(|ago| night.day_of(now).checked_sub_days(Days::new(ago)));
            let to = (!is_open).then(|| time(1));
            if let Ok(hours) = Hours::typed(time(0), to, day, night, now) {
                prop_assert!(hours.start <= hours.end && hours.end <= now);
                prop_assert!(hours.end - hours.start <= TimeDelta::hours(LONGEST_HOURS));
                prop_assert!(day.is_none_or(|day| night.day_of(hours.start) == day));
            }
        }
    }
}
