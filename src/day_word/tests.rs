//! What people type, and which day it is.

use proptest::prelude::*;

use super::*;

fn date(text: &str) -> NaiveDate {
    civil::parse_date(text).expect("a date")
}

/// The day that `text` is on `today`, as a date, or what is said against it.
fn day(text: &str, today: &str) -> String {
    match DayWord::parse(text).and_then(|word| word.resolve(date(today))) {
        Ok(day) => day.to_string(),
        Err(error) => error.to_string(),
    }
}

/// Checks what words mean on a Wednesday, 2025-07-16.
fn check_on_a_wednesday(cases: &[(&str, &str)]) {
    for (text, want) in cases {
        assert_eq!(day(text, "2025-07-16"), *want, "{text}");
    }
}

#[test]
fn english_words_and_dates_in_numbers() {
    check_on_a_wednesday(&[
        ("today", "2025-07-16"),
        (" Yesterday ", "2025-07-15"),
        ("the day before yesterday", "2025-07-14"),
        ("tomorrow", "2025-07-17"),
        ("monday", "2025-07-14"),
        ("Mon", "2025-07-14"),
        ("tues", "2025-07-15"),
        ("wednesday", "2025-07-16"),
        ("thu", "2025-07-10"),
        ("sunday", "2025-07-13"),
        ("last monday", "2025-07-14"),
        ("last wednesday", "2025-07-09"),
        ("last  Fri", "2025-07-11"),
        ("next wednesday", "2025-07-23"),
        ("next thu", "2025-07-17"),
        ("this monday", "2025-07-14"),
        ("this sunday", "2025-07-20"),
        ("3 days ago", "2025-07-13"),
        ("a day ago", "2025-07-15"),
        ("one week ago", "2025-07-09"),
        ("2 weeks ago", "2025-07-02"),
        ("in 3 days", "2025-07-19"),
        ("07-12", "2025-07-12"),
        ("7-12", "2025-07-12"),
        ("07-16", "2025-07-16"),
        ("07-17", "2024-07-17"),
        ("12-31", "2024-12-31"),
        ("02-29", "2024-02-29"),
        ("2025-07-12", "2025-07-12"),
        ("2025-7-2", "2025-07-02"),
        ("2025/7/12", "2025-07-12"),
        ("2025.07.12", "2025-07-12"),
    ]);
}

#[test]
fn chinese_words() {
    check_on_a_wednesday(&[
        ("今天", "2025-07-16"),
        ("昨天", "2025-07-15"),
        ("前天", "2025-07-14"),
        ("大前天", "2025-07-13"),
        ("明天", "2025-07-17"),
        ("周一", "2025-07-14"),
        ("星期三", "2025-07-16"),
        ("礼拜四", "2025-07-10"),
        ("周日", "2025-07-13"),
        ("星期天", "2025-07-13"),
        ("上周五", "2025-07-11"),
        ("上周日", "2025-07-13"),
        ("上个星期一", "2025-07-07"),
        ("上上周五", "2025-07-04"),
        ("这周五", "2025-07-18"),
        ("本周一", "2025-07-14"),
        ("下周一", "2025-07-21"),
        ("3天前", "2025-07-13"),
        ("３ 天前", "2025-07-13"),
        ("三天前", "2025-07-13"),
        ("十天前", "2025-07-06"),
        ("二十一天前", "2025-06-25"),
        ("两周前", "2025-07-02"),
        ("一个星期前", "2025-07-09"),
        ("2个礼拜以前", "2025-07-02"),
        ("三天后", "2025-07-19"),
        ("7月12日", "2025-07-12"),
        ("7月12号", "2025-07-12"),
        ("7 月 20 日", "2024-07-20"),
        ("2025年7月2日", "2025-07-02"),
    ]);
}

#[test]
fn words_of_weekdays_on_other_days() {
    let cases = [
        // On a Monday, and on a Sunday: `monday` is today, `last monday` a week ago.
        ("monday", "2025-07-14", "2025-07-14"),
        ("last monday", "2025-07-14", "2025-07-07"),
        ("周一", "2025-07-14", "2025-07-14"),
        ("上周一", "2025-07-14", "2025-07-07"),
        ("上周日", "2025-07-14", "2025-07-13"),
        ("monday", "2025-07-20", "2025-07-14"),
        ("last saturday", "2025-07-20", "2025-07-19"),
        ("上周六", "2025-07-20", "2025-07-12"),
        ("这周六", "2025-07-20", "2025-07-19"),
        ("02-29", "2025-02-28", "2024-02-29"),
        ("02-29", "2024-02-29", "2024-02-29"),
        ("02-29", "2103-03-01", "2096-02-29"),
        ("01-01", "2025-01-01", "2025-01-01"),
    ];
    for (text, today, want) in cases {
        assert_eq!(day(text, today), want, "{text} on {today}");
    }
}

#[test]
fn what_is_no_day_is_named_and_the_forms_are_shown() {
    let form = |text: &str| DayWordError::Form(text.to_owned()).to_string();
    for text in [
        "",
        " ",
        "soon",
        "7/12",
        "12.7",
        "last",
        "last week",
        "days ago",
        "x days ago",
        "周",
        "周八",
        "上",
        "上下周一",
        "天前",
        "百天前",
        "7月",
        "月日",
        "07-12-",
        "2025-07",
        "monday tuesday",
        "25-07-12",
        "上上上上上周一",
        "20250712",
    ] {
        assert_eq!(day(text, "2025-07-16"), form(text), "{text}");
    }
    let cases = [
        ("02-30", "`02-30` is not in the calendar"),
        ("13月1日", "`13月1日` is not in the calendar"),
        ("2025-02-29", "`2025-02-29` is not in the calendar"),
        ("1025-07-14", "`1025-07-14` is outside the years 1970 to 2999"),
        ("4000 days ago", "`4000 days ago` is too far away: write the date, as 2025-07-12"),
        (
            "99999999999999999999天前",
            "`99999999999999999999天前` is too far away: write the date, as 2025-07-12",
        ),
    ];
    for (text, want) in cases {
        assert_eq!(day(text, "2025-07-16"), want, "{text}");
    }
    assert_eq!(day("2 weeks ago", "1970-01-05"), "that day is outside the years 1970 to 2999");
}

fn span(text: &str, today: &str) -> String {
    match DaySpan::parse(text).and_then(|span| span.resolve(date(today))) {
        Ok(days) => days.to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn ranges_take_over_what_the_last_day_leaves_out() {
    let cases = [
        ("2025-10-01..10-07", "2025-10-01..2025-10-07"),
        ("2025-10-01..07", "2025-10-01..2025-10-07"),
        ("2025-10-01..7", "2025-10-01..2025-10-07"),
        ("2025-12-28..01-03", "2025-12-28..2026-01-03"),
        ("10-01..10-07", "2025-10-01..2025-10-07"),
        ("05-01..05-05", "2025-05-01..2025-05-05"),
        ("10月1日到7日", "2025-10-01..2025-10-07"),
        ("10-01 ~ 10-07", "2025-10-01..2025-10-07"),
        ("monday..yesterday", "2025-07-14..2025-07-15"),
        ("monday..friday", "2025-07-14..2025-07-18"),
        ("saturday..sunday", "2025-07-12..2025-07-13"),
        ("next monday..next friday", "2025-07-21..2025-07-25"),
        ("next thursday..next friday", "2025-07-17..2025-07-18"),
        ("周一至周五", "2025-07-14..2025-07-18"),
        ("today..in 2 weeks", "2025-07-16..2025-07-30"),
        ("昨天..明天", "2025-07-15..2025-07-17"),
        ("2025-07-14", "2025-07-14"),
        ("monday", "2025-07-14"),
        ("10-01", "2025-10-01"),
        ("2025-10-07..2025-10-01", "2025-10-07..2025-10-01 ends before it begins"),
        ("2025-10-07..10-01", "2025-10-07..2025-10-01 ends before it begins"),
        ("2025-10-07..01", "2025-10-07..2025-10-01 ends before it begins"),
        ("2025-09-01..31", "the month of 2025-09-01 has no day 31"),
        ("today..yesterday", "2025-07-16..2025-07-15 ends before it begins"),
        ("2025-10-01..", "write one day, or the first and the last as FIRST..LAST"),
        ("..today", "write one day, or the first and the last as FIRST..LAST"),
    ];
    for (text, want) in cases {
        assert_eq!(span(text, "2025-07-16"), want, "{text}");
    }
}

/// Texts that are nearly days.
fn nearly_a_day() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "last", "next", "this", "monday", "fri", "ago", "days", "weeks", "in", "3", "0", "9999999",
        "07", "31", "-", "/", "..", "上", "下", "这", "个", "周", "星期", "五", "天", "十", "二",
        "两", "前", "后", "年", "月", "日", "2025", "today", "昨天", "３", "\u{3000}", " ",
    ]);
    prop::collection::vec(word, 0..6).prop_map(|words| words.join(""))
}

/// A day of the years that a plan can name.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..376_000).prop_map(|days| date("1970-01-01") + Days::new(days))
}

/// Whether a word says itself that it may lie ahead.
fn may_lie_ahead(word: DayWord) -> bool {
    match word {
        DayWord::On(_) | DayWord::Weekday(_, Which::After) => true,
        DayWord::Ago(days) => days < 0,
        DayWord::Weekday(_, Which::OfWeek(weeks)) => weeks >= 0,
        DayWord::Weekday(..) | DayWord::MonthDay { .. } => false,
    }
}

proptest! {
    #[test]
    fn every_text_is_a_day_or_an_error(
        text in prop_oneof![".{0,24}", nearly_a_day()],
        today in any_day(),
    ) {
        let _ = DaySpan::parse(&text).and_then(|span| span.resolve(today));
        let Ok(word) = DayWord::parse(&text) else { return Ok(()) };
        if let Ok(day) = word.resolve(today) {
            prop_assert!(day <= today || may_lie_ahead(word), "{text}: {day} on {today}");
            prop_assert!((1970..=2999).contains(&day.year()));
        }
    }

    #[test]
    fn the_words_of_a_day_lead_back_to_it(today in any_day(), ago in 0_i64..7) {
        let Some(day) = shifted(today, -ago).filter(|day| day.year() >= 1970) else { return Ok(()) };
        let texts = [
            format!("{ago} days ago"),
            format!("{ago}天前"),
            day.to_string(),
            day.format("%m-%d").to_string(),
            day.format("%-m月%-d日").to_string(),
            day.format("%Y年%-m月%-d日").to_string(),
            day.format("%A").to_string(),
            day.format("%a").to_string(),
        ];
        for text in texts {
            let read = DayWord::parse(&text).and_then(|word| word.resolve(today));
            prop_assert_eq!(read, Ok(day), "{} on {}", text, today);
        }
    }

    #[test]
    fn a_range_begins_before_it_ends(first in any_day(), length in 0_u64..60) {
        let last = first + Days::new(length);
        let text = format!("{first}..{}", last.format("%m-%d"));
        let days = DaySpan::parse(&text).and_then(|span| span.resolve(first));
        if last.year() <= 2999 {
            prop_assert_eq!(days, Ok(crate::civil::DayRange::new(first, last).expect("in order")));
        }
    }
}
