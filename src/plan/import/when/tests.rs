//! Headings, and when they say.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Base, When, find};
use crate::civil::{DayRange, parse_date};

fn base(around: Option<&str>) -> Base {
    let start: NaiveDate = parse_date("2025-07-11").expect("a date");
    let around = around.map(|text| DayRange::parse_window(text).expect("a window"));
    Base { start, before: None, around }
}

fn read(text: &str, around: Option<&str>) -> Option<(String, String)> {
    let found = find(text)?;
    let days = match found.when {
        When::Length(days) => format!("{days} days"),
        when => when.days(&base(around)).map_or("none".to_owned(), |days| days.to_string()),
    };
    Some((days, found.rest))
}

#[test]
fn headings_say_when() {
    let cases = [
        ("阶段 0：准备期（2025年7月）", "2025-07-01..2025-07-31", "阶段 0：准备期"),
        ("2025年7月", "2025-07-01..2025-07-31", ""),
        ("2025年7月-9月 基础", "2025-07-01..2025-09-30", "基础"),
        ("2025年7-8月：基础", "2025-07-01..2025-08-31", "基础"),
        ("2025年11月至2026年1月", "2025-11-01..2026-01-31", ""),
        ("2025年8月1日-20日 冲刺", "2025-08-01..2025-08-20", "冲刺"),
        ("数据库（8月-9月上旬）", "2025-08-01..2025-09-10", "数据库"),
        ("8月下旬", "2025-08-21..2025-08-31", ""),
        ("2025年8月中旬-10月", "2025-08-11..2025-10-31", ""),
        ("七月：入门", "2025-07-01..2025-07-31", "入门"),
        ("8月 后端", "2025-08-01..2025-08-31", "后端"),
        ("3月", "2026-03-01..2026-03-31", ""),
        ("11月-2月", "2025-11-01..2026-02-28", ""),
        ("Aug 2025", "2025-08-01..2025-08-31", ""),
        ("Basics (August 2025)", "2025-08-01..2025-08-31", "Basics"),
        ("Jul–Sep 2025: Basics", "2025-07-01..2025-09-30", "Basics"),
        ("Nov - Feb 2026", "2025-11-01..2026-02-28", ""),
        ("August: databases", "2025-08-01..2025-08-31", "databases"),
        ("July 11-31, 2025", "2025-07-11..2025-07-31", ""),
        ("Aug 1st – Aug 20th, 2025", "2025-08-01..2025-08-20", ""),
        ("August 1, 2025 → August 20, 2025", "2025-08-01..2025-08-20", ""),
        ("1 August 2025 to 3 September 2025", "2025-08-01..2025-09-03", ""),
        ("2025-08-01 ~ 08-20", "2025-08-01..2025-08-20", ""),
        ("Sprint [2025-08-01..2025-08-20]", "2025-08-01..2025-08-20", "Sprint"),
        ("2025.08.01-2025.08.20 冲刺", "2025-08-01..2025-08-20", "冲刺"),
        ("2025/8 网络", "2025-08-01..2025-08-31", "网络"),
        ("2025-08 - 2025-09", "2025-08-01..2025-09-30", ""),
        ("基础（7.11-7.31）", "2025-07-11..2025-07-31", "基础"),
        ("8/1 - 8/20", "2025-08-01..2025-08-20", ""),
        ("Q4 2025: cloud", "2025-10-01..2025-12-31", "cloud"),
        ("2025 Q3", "2025-07-01..2025-09-30", ""),
        ("2025年第三季度：网络", "2025-07-01..2025-09-30", "网络"),
        ("Week 1: HTML", "2025-07-11..2025-07-17", "HTML"),
        ("Week 3-4", "2025-07-25..2025-08-07", ""),
        ("Week 1 - 4: Topical study", "2025-07-11..2025-08-07", "Topical study"),
        ("🚀 Weeks 1 & 2 — Git", "2025-07-11..2025-07-24", "🚀 Git"),
        ("WEEK TWO", "2025-07-18..2025-07-24", ""),
        ("Day 3 - Variables", "2025-07-13", "Variables"),
        ("Day 1 - 3 things to know", "2025-07-11", "3 things to know"),
        ("Day 0", "2025-07-11", ""),
        ("Month 2: Algorithms", "2025-08-11..2025-09-10", "Algorithms"),
        ("第一周", "2025-07-11..2025-07-17", ""),
        ("第 3-4 周：数组", "2025-07-25..2025-08-07", "数组"),
        ("第三周到第五周 链表", "2025-07-25..2025-08-14", "链表"),
        ("第十二天", "2025-07-22", ""),
        ("第二个月", "2025-08-11..2025-09-10", ""),
        ("HTML (2 weeks)", "14 days", "HTML"),
        ("数据结构（3-4周）", "28 days", "数据结构"),
        ("一个月", "30 days", ""),
    ];
    for (text, days, rest) in cases {
        assert_eq!(read(text, None), Some((days.to_owned(), rest.to_owned())), "{text}");
    }
}

#[test]
fn most_headings_say_nothing_of_the_kind() {
    let plain = [
        "Arrays",
        "30 Days of Python",
        "ES2025 features",
        "You may skip this",
        "March on",
        "100 天挑战",
        "1.2 Sets",
        "Python 3.12 - 3.13",
        "第一章 绪论",
        "5 projects",
        "Top 10 in 2025",
        "Sunday",
        "Decorators",
        "Weekend",
        "IPv4 / 6",
        "版本 2.0",
        "Mayor",
        "24/7 on call",
        "",
    ];
    for text in plain {
        assert_eq!(read(text, None), None, "{text}");
    }
}

#[test]
fn a_week_within_a_month_is_counted_from_there() {
    let cases = [
        ("Week 1", Some("2025-08"), "2025-08-01..2025-08-07"),
        ("Week 5", Some("2025-08"), "2025-08-08..2025-08-14"),
        ("Week 4", Some("2025-08"), "2025-08-01..2025-08-07"),
        ("第2周", Some("2025-09"), "2025-09-08..2025-09-14"),
        ("Day 31", Some("2025-10"), "2025-10-31"),
    ];
    for (text, around, want) in cases {
        assert_eq!(read(text, around), Some((want.to_owned(), String::new())), "{text}");
    }
}

proptest! {
    #[test]
    fn no_heading_panics(text in "[0-9年月日第周 ~./-]{0,16}|(Week|Aug|Day|[0-9]{1,4}|[-,()] ){0,6}|\\PC{0,30}") {
        if let Some(found) = find(&text) {
            let _ = found.when.days(&base(None));
            let _ = found.when.days(&base(Some("2025-08")));
        }
    }
}
