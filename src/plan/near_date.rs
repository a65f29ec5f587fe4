//! Dates in the ways of everyday life, so that a message can offer the way of the plan.

use crate::civil::{DayRange, parse_date};

/// The date that was probably meant: `2025/7/1` and `2025年7月1日` are `2025-07-01`.
pub(super) fn date(text: &str) -> Option<String> {
    match numbers(text)?.as_slice() {
        [year, month, day] => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
    .filter(|date| parse_date(date).is_ok())
}

/// The month, day or range that was probably meant: `2025年8月` is `2025-08`.
pub(super) fn window(text: &str) -> Option<String> {
    let between = ["..", "~", "～", "–", "—", "至", "到"];
    let window = match between.iter().find_map(|between| text.split_once(between)) {
        Some((from, to)) => format!("{}..{}", side(from)?, side(to)?),
        None => side(text)?,
    };
    Some(window).filter(|window| DayRange::parse_window(window).is_ok())
}

fn side(text: &str) -> Option<String> {
    match numbers(text)?.as_slice() {
        [year, month] => Some(format!("{year:04}-{month:02}")),
        _ => date(text),
    }
}

/// The numbers of a date that begins with the year, whatever stands between them.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let allowed = |c: char| c.is_ascii_digit() || "-/.年月日 ".contains(c);
    if text.len() > 40 || !text.chars().all(allowed) {
        return None;
    }
    let parts: Vec<_> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    if parts.first().is_none_or(|year| year.len() != 4) {
        return None;
    }
    parts.into_iter().map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_everyday_life_are_understood() {
        let dates = [
            ("2025-7-1", Some("2025-07-01")),
            ("2025/07/01", Some("2025-07-01")),
            ("2025.7.1", Some("2025-07-01")),
            ("2025年7月1日", Some("2025-07-01")),
            ("2025 7 32", None),
            ("7/1/2025", None),
            ("2025-7", None),
            ("八月", None),
            ("", None),
        ];
        for (text, want) in dates {
            assert_eq!(date(text).as_deref(), want, "{text}");
        }
        let windows = [
            ("2025年8月", Some("2025-08")),
            ("2025-8", Some("2025-08")),
            ("2025/8/1 ~ 2025/8/20", Some("2025-08-01..2025-08-20")),
            ("2025年8月至2025年9月", Some("2025-08..2025-09")),
            ("2025-9..2025-8", None),
            ("August 2025", None),
        ];
        for (text, want) in windows {
            assert_eq!(window(text).as_deref(), want, "{text}");
        }
    }
}
