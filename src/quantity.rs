//! Quantities that plan and ledger share, exact so that sums do not depend on their order:
//! study time in whole seconds, amounts in thousandths.

use std::fmt::{self, Write as _};
use std::iter::Sum;
use std::ops::Add;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use thiserror::Error;

use crate::sentence::Spoken;
use crate::typed::narrow;

/// A length of study time, in whole seconds.
///
/// Written compactly: `1h30m`, `45m`, `90s`. Read from the same, blanks allowed between the
/// parts (`1h 30m`), with the units `h`, `m`, `s`, and a decimal before the unit (`1.5h`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StudyTime {
    seconds: u64,
}

/// How people write units, those first that others are part of.
const UNITS: [(&str, &str); 20] = [
    ("个", ""),
    ("半小时", ".5h"),
    ("小时", "h"),
    ("分钟", "m"),
    ("秒钟", "s"),
    ("时", "h"),
    ("分", "m"),
    ("秒", "s"),
    ("hours", "h"),
    ("hour", "h"),
    ("hrs", "h"),
    ("hr", "h"),
    ("minutes", "m"),
    ("minute", "m"),
    ("mins", "m"),
    ("min", "m"),
    ("seconds", "s"),
    ("second", "s"),
    ("secs", "s"),
    ("sec", "s"),
];

/// Why a text is not a [`StudyTime`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not a length of time of at most 1000h: write `45m`, `1h30m` or `1.5h`")]
pub struct StudyTimeError(pub String);

impl Spoken for StudyTimeError {
    fn zh(&self) -> String {
        format!("`{}` 不是时长（最多 1000h）：请写成 `45m`、`1h30m` 或 `1.5h`", self.0)
    }
}

impl StudyTime {
    /// No time at all.
    pub const ZERO: Self = Self { seconds: 0 };
    /// The longest time that is read, in seconds: 1,000 hours.
    const MAX_SECONDS: u64 = 1_000 * 3_600;

    /// A length of whole seconds.
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Self {
        Self { seconds }
    }

    /// The length in Chinese, e.g. `1 小时 30 分钟`; `0 分钟` for none.
    #[must_use]
    pub fn zh(self) -> String {
        let (hours, minutes, seconds) =
            (self.seconds / 3_600, self.seconds / 60 % 60, self.seconds % 60);
        let parts = [(hours, "小时"), (minutes, "分钟"), (seconds, "秒")];
        let said = parts.iter().filter(|(number, _)| *number > 0);
        let said: Vec<String> = said.map(|(number, unit)| format!("{number} {unit}")).collect();
        if said.is_empty() { "0 分钟".to_owned() } else { said.join(" ") }
    }

    /// Reads a length as people type it: besides what an event line takes also full-width
    /// characters, units written out in English or Chinese (`90min`, `1小时30分`, `2个半小时`) and
    /// minutes without their unit behind hours (`1h30`).
    ///
    /// # Errors
    ///
    /// [`StudyTimeError`] with the text.
    pub fn typed(text: &str) -> Result<Self, StudyTimeError> {
        let mut plain = narrow(text).to_lowercase();
        for (word, unit) in UNITS {
            plain = plain.replace(word, unit);
        }
        if plain.contains('h') && plain.ends_with(|last: char| last.is_ascii_digit()) {
            plain.push('m');
        }
        Self::parse(&plain).ok_or_else(|| StudyTimeError(text.to_owned()))
    }

    /// A length of whole minutes.
    #[must_use]
    pub const fn from_minutes(minutes: u64) -> Self {
        Self { seconds: minutes.saturating_mul(60) }
    }

    /// The length in seconds.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.seconds
    }

    /// The length in full minutes, rounded down.
    #[must_use]
    pub const fn minutes(self) -> u64 {
        self.seconds / 60
    }

    /// Whether this is no time at all.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.seconds == 0
    }

    /// Splits `1h30m` into `("1", 'h')` and `30m`.
    fn first_part(text: &str) -> Option<(&str, char, &str)> {
        let is_number = |byte: u8| byte.is_ascii_digit() || byte == b'.';
        let (number, rest) = text.split_at(text.bytes().position(|byte| !is_number(byte))?);
        let mut rest = rest.trim_start_matches(' ').chars();
        let unit = rest.next()?;
        Some((number, unit, rest.as_str().trim_start_matches(' ')))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim_matches(' ');
        let mut seconds = 0_u64;
        let mut smallest_unit = u64::MAX;
        while !rest.is_empty() {
            let (number, unit, tail) = Self::first_part(rest)?;
            let unit_seconds = match unit.to_ascii_lowercase() {
                'h' => 3_600,
                'm' => 60,
                's' => 1,
                _ => return None,
            };
            if unit_seconds >= smallest_unit {
                return None;
            }
            smallest_unit = unit_seconds;
            let thousandths = Amount::parse_thousandths(number)?;
            seconds = seconds.checked_add(thousandths.checked_mul(unit_seconds)? / 1_000)?;
            rest = tail;
        }
        (1..=Self::MAX_SECONDS).contains(&seconds).then_some(Self { seconds })
    }
}

impl FromStr for StudyTime {
    type Err = StudyTimeError;

    fn from_str(text: &str) -> Result<Self, StudyTimeError> {
        Self::parse(text).ok_or_else(|| StudyTimeError(text.to_owned()))
    }
}

impl fmt::Display for StudyTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, seconds) =
            (self.seconds / 3_600, self.seconds / 60 % 60, self.seconds % 60);
        let mut text = String::new();
        for (count, unit) in [(hours, 'h'), (minutes, 'm'), (seconds, 's')] {
            if count > 0 {
                let _ = write!(text, "{count}{unit}");
            }
        }
        if text.is_empty() {
            text.push_str("0m");
        }
        f.pad(&text)
    }
}

impl Add for StudyTime {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { seconds: self.seconds.saturating_add(other.seconds) }
    }
}

impl Sum for StudyTime {
    fn sum<I: Iterator<Item = Self>>(times: I) -> Self {
        times.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for StudyTime {
    /// A number of seconds.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.seconds)
    }
}

/// How much of a habit was done: a decimal greater than 0 with at most three places, kept in
/// thousandths so that addition is exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    thousandths: u64,
}

/// Why a text is not an [`Amount`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is not an amount: write a number above 0 with at most three decimal places")]
pub struct AmountError(pub String);

impl Spoken for AmountError {
    fn zh(&self) -> String {
        format!("`{}` 不是数量：请写大于 0 的数，最多三位小数", self.0)
    }
}

impl Amount {
    /// Nothing yet: the start of a sum; never read from text.
    pub const ZERO: Self = Self { thousandths: 0 };
    /// The least that is read.
    pub const LEAST: Self = Self { thousandths: 1 };
    /// Once.
    pub const ONE: Self = Self { thousandths: 1_000 };
    /// The largest amount that is read.
    const MAX_THOUSANDTHS: u64 = 1_000_000_000;

    /// A whole amount.
    #[must_use]
    pub const fn whole(count: u32) -> Self {
        Self { thousandths: count as u64 * 1_000 }
    }

    /// The amount in thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u64 {
        self.thousandths
    }

    /// Whether it is exactly one, so that it need not be said.
    #[must_use]
    pub fn is_one(self) -> bool {
        self == Self::ONE
    }

    /// Reads `12`, `0.5` or `.25` in thousandths; `None` for anything else.
    fn parse_thousandths(text: &str) -> Option<u64> {
        let point = text.bytes().position(|byte| byte == b'.');
        let (whole, fraction) = point.map_or((text, ""), |at| (&text[..at], &text[at + 1..]));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
            return None;
        }
        if fraction.len() > 3 || (point.is_some() && fraction.is_empty()) {
            return None;
        }
        let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let digits = fraction.bytes().chain(std::iter::repeat(b'0')).take(3);
        let thousandths = digits.fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        whole.checked_mul(1_000)?.checked_add(thousandths)
    }
}

impl Amount {
    /// Reads an amount as people type it, also in full-width digits.
    ///
    /// # Errors
    ///
    /// [`AmountError`] with the text.
    pub fn typed(text: &str) -> Result<Self, AmountError> {
        narrow(text.trim()).parse().map_err(|_| AmountError(text.to_owned()))
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        Self::parse_thousandths(text)
            .filter(|thousandths| (1..=Self::MAX_THOUSANDTHS).contains(thousandths))
            .map(|thousandths| Self { thousandths })
            .ok_or_else(|| AmountError(text.to_owned()))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.thousandths / 1_000, self.thousandths % 1_000);
        if fraction == 0 {
            return f.pad(&whole.to_string());
        }
        f.pad(format!("{whole}.{fraction:03}").trim_end_matches('0'))
    }
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { thousandths: self.thousandths.saturating_add(other.thousandths) }
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Amount {
    /// A JSON number: whole where it is whole.
    #[expect(
        clippy::cast_precision_loss,
        reason = "amounts are at most 10^9 thousandths when read"
    )]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.thousandths.is_multiple_of(1_000) {
            return serializer.serialize_u64(self.thousandths / 1_000);
        }
        serializer.serialize_f64(self.thousandths as f64 / 1_000.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn study_time_reads_what_people_write() {
        let cases = [
            ("1h30m", Some(5_400)),
            ("1h 30m", Some(5_400)),
            ("90m", Some(5_400)),
            ("1.5h", Some(5_400)),
            ("45 m", Some(2_700)),
            ("90s", Some(90)),
            ("2H", Some(7_200)),
            ("1000h", Some(3_600_000)),
            ("1001h", None),
            ("0m", None),
            ("", None),
            ("90", None),
            ("m", None),
            ("30m1h", None),
            ("1h1h", None),
            ("-1h", None),
            ("1小时", None),
            ("99999999999999999999h", None),
        ];
        for (text, seconds) in cases {
            let read = text.parse::<StudyTime>().ok().map(StudyTime::seconds);
            assert_eq!(read, seconds, "{text}");
        }
    }

    #[test]
    fn amounts_are_exact_decimals() {
        let shown = |text: &str| text.parse::<Amount>().map(|amount| amount.to_string());
        assert_eq!(shown("2"), Ok("2".into()));
        assert_eq!(shown("0.50"), Ok("0.5".into()));
        assert_eq!(shown(".125"), Ok("0.125".into()));
        for wrong in ["0", "0.0", "-1", "1e3", "1.", ".", "", "1.2345", "1000001", "½"] {
            assert_eq!(shown(wrong), Err(AmountError(wrong.into())), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(seconds in 1_u64..=3_600_000, thousandths in 1_u64..=1_000_000_000) {
            let time = StudyTime::from_seconds(seconds);
            prop_assert_eq!(time.to_string().parse(), Ok(time));
            let amount = Amount { thousandths };
            prop_assert_eq!(amount.to_string().parse(), Ok(amount));
        }

        #[test]
        fn no_text_makes_the_readers_panic(text in ".{0,40}") {
            let _ = text.parse::<StudyTime>();
            let _ = text.parse::<Amount>();
        }
    }
}
