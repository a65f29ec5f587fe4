//! Time zones with the rules that have held since 2008, as a table of our own.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};

/// When clocks are moved.
#[derive(Clone, Copy, Debug)]
enum Summer {
    Never,
    /// Last Sunday of March to last Sunday of October, at 01:00 UTC.
    Europe,
    /// Second Sunday of March at 02:00 to first Sunday of November at 02:00 summer time.
    America,
    /// First Sunday of October at 02:00 to first Sunday of April at 02:00 winter time.
    Australia,
    /// Last Sunday of September to first Sunday of April, at 02:00 winter time.
    NewZealand,
    /// As in New Zealand, at 02:45.
    Chatham,
}

/// A time zone: its winter time in minutes ahead of UTC, and its summer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Zone(i32, Summer);

pub(super) const SHANGHAI: Zone = Zone(480, Summer::Never);
pub(super) const BERLIN: Zone = Zone(60, Summer::Europe);
pub(super) const NEW_YORK: Zone = Zone(-300, Summer::America);
pub(super) const SYDNEY: Zone = Zone(600, Summer::Australia);
pub(super) const AUCKLAND: Zone = Zone(720, Summer::NewZealand);
pub(super) const CHATHAM: Zone = Zone(765, Summer::Chatham);
pub(super) const HONOLULU: Zone = Zone(-600, Summer::Never);
pub(super) const KATHMANDU: Zone = Zone(345, Summer::Never);
pub(super) const PAGO_PAGO: Zone = Zone(-660, Summer::Never);
pub(super) const KIRITIMATI: Zone = Zone(840, Summer::Never);
pub(super) const ST_JOHNS: Zone = Zone(-210, Summer::America);
pub(super) const KOLKATA: Zone = Zone(330, Summer::Never);

pub(super) const ALL: [Zone; 12] = [
    SHANGHAI, BERLIN, NEW_YORK, SYDNEY, AUCKLAND, CHATHAM, HONOLULU, KATHMANDU, PAGO_PAGO,
    KIRITIMATI, ST_JOHNS, KOLKATA,
];

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The first Sunday on or after a day.
fn sunday_from(day: NaiveDate) -> NaiveDate {
    let after = (7 - day.weekday().num_days_from_sunday()) % 7;
    day + Days::new(after.into())
}

impl Zone {
    /// How far a clock is ahead of UTC at a moment in UTC, in minutes.
    pub(super) fn offset(self, utc: NaiveDateTime) -> i32 {
        let Self(winter, summer) = self;
        let year = (utc + TimeDelta::minutes(winter.into())).year();
        // The last seven days of a month of 31 days begin on the 25th, of 30 days on the 24th.
        let at = |day: NaiveDate, minutes: i32| {
            sunday_from(day).and_hms_opt(0, 0, 0).unwrap() + TimeDelta::minutes(minutes.into())
        };
        let local = utc + TimeDelta::minutes(winter.into());
        let is_summer = match summer {
            Summer::Never => false,
            Summer::Europe => utc >= at(date(year, 3, 25), 60) && utc < at(date(year, 10, 25), 60),
            Summer::America => {
                local >= at(date(year, 3, 8), 120) && local < at(date(year, 11, 1), 60)
            }
            Summer::Australia => {
                local >= at(date(year, 10, 1), 120) || local < at(date(year, 4, 1), 120)
            }
            Summer::NewZealand => {
                local >= at(date(year, 9, 24), 120) || local < at(date(year, 4, 1), 120)
            }
            Summer::Chatham => {
                local >= at(date(year, 9, 24), 165) || local < at(date(year, 4, 1), 165)
            }
        };
        winter + if is_summer { 60 } else { 0 }
    }
}

#[test]
fn clocks_are_moved_when_they_are() {
    let cases = [
        ("Berlin", BERLIN, "2025-03-30T00:59", 60),
        ("Berlin", BERLIN, "2025-03-30T01:00", 120),
        ("Berlin", BERLIN, "2025-10-26T00:59", 120),
        ("Berlin", BERLIN, "2025-10-26T01:00", 60),
        ("New York", NEW_YORK, "2025-03-09T06:59", -300),
        ("New York", NEW_YORK, "2025-03-09T07:00", -240),
        ("New York", NEW_YORK, "2025-11-02T05:59", -240),
        ("New York", NEW_YORK, "2025-11-02T06:00", -300),
        ("Sydney", SYDNEY, "2025-04-05T15:59", 660),
        ("Sydney", SYDNEY, "2025-04-05T16:00", 600),
        ("Sydney", SYDNEY, "2025-10-04T15:59", 600),
        ("Sydney", SYDNEY, "2025-10-04T16:00", 660),
        ("Auckland", AUCKLAND, "2025-04-05T13:59", 780),
        ("Auckland", AUCKLAND, "2025-04-05T14:00", 720),
        ("Auckland", AUCKLAND, "2025-09-27T14:00", 780),
        ("Chatham", CHATHAM, "2025-09-27T13:59", 765),
        ("Chatham", CHATHAM, "2025-09-27T14:00", 825),
        ("Kathmandu", KATHMANDU, "2025-07-01T00:00", 345),
    ];
    for (name, zone, text, offset) in cases {
        let utc = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
        assert_eq!(zone.offset(utc), offset, "{name} at {text} UTC");
    }
}
