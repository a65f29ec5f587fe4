//! Simplified Chinese.

use chrono::{Datelike, NaiveDate, Weekday};

use super::CalendarWords;
use crate::civil::DayRange;
use crate::ledger::Target;
use crate::quantity::StudyTime;
use crate::view::lang::Words as _;
use crate::view::lang::zh;

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl CalendarWords for Chinese {
    fn seen_from(&self, day: NaiveDate) -> String {
        format!("截至 {}：", zh::Chinese.date(day))
    }

    fn days(&self, days: DayRange) -> String {
        let date = |day| zh::Chinese.date(day);
        if days.first() == days.last() {
            return date(days.first());
        }
        format!("{} 至 {}（共 {} 天）", date(days.first()), date(days.last()), days.length())
    }

    fn already_excused(&self, id: Option<&str>, days: DayRange) -> String {
        let what = id.unwrap_or("全部");
        format!("{what} 在 {} 本来就已请假，无需再记", self.days(days))
    }

    fn session(&self, time: StudyTime, hours: Option<&str>) -> String {
        let hours = hours.map(|hours| format!("（{hours}）")).unwrap_or_default();
        format!("学习 {}{hours}", zh::Chinese.time(time))
    }

    fn studied_thing(&self, target: &Target) -> String {
        target.id().map_or_else(|| "学习".to_owned(), ToString::to_string)
    }

    fn started(&self, what: &str, since: &str) -> String {
        format!("{what} 自 {since} 开始计时；用 `roadmap stop` 结束并记录。")
    }

    fn session_recorded(&self, event: &str) -> String {
        format!("这次学习已经记录过（事件 {event}），无需再记。")
    }

    fn session_discarded(&self) -> &'static str {
        "已放弃这次计时，没有写入任何记录。"
    }

    fn before_the_first(&self, first: NaiveDate) -> String {
        format!("{first} 之前本来就没有要做的；如果日期写错了，请用 `roadmap undo` 撤销")
    }

    fn after_the_last(&self, last: NaiveDate) -> String {
        format!("{last} 之后本来就没有要做的；如果日期写错了，请用 `roadmap undo` 撤销")
    }

    fn wanted_until(&self, habit: &str, last: NaiveDate) -> String {
        format!(
            "{habit} 只要求到 {last}：这次照样计入，但之后没有哪天再要求它；要继续，请用 `roadmap edit {habit}` 修改"
        )
    }

    fn session_started(&self, moment: &str) -> String {
        format!("开始于 {moment}")
    }

    fn running(&self) -> &'static str {
        "计时中"
    }

    fn since(&self, time: &str) -> String {
        format!("自 {time} 起")
    }

    fn stop_asks(&self) -> &'static str {
        "忘了结束？roadmap stop --to 时间，或 --discard"
    }

    fn session_unreadable(&self) -> &'static str {
        "无法读取正在进行的计时；如需查看并放弃：roadmap stop --discard"
    }

    fn study_time(&self) -> &'static str {
        "学习"
    }

    fn time_today(&self, time: StudyTime) -> String {
        format!("今天 {}", zh::Chinese.time(time))
    }

    fn time_this_week(&self, time: StudyTime) -> String {
        format!("本周 {}", zh::Chinese.time(time))
    }

    fn time_in_all(&self, time: StudyTime) -> String {
        format!("累计 {}", zh::Chinese.time(time))
    }

    fn time_on_days(&self, time: StudyTime, days: usize) -> String {
        format!("{days} 天，共学习 {}", zh::Chinese.time(time))
    }

    fn weekday(&self, day: Weekday) -> &'static str {
        match day {
            Weekday::Mon => "周一",
            Weekday::Tue => "周二",
            Weekday::Wed => "周三",
            Weekday::Thu => "周四",
            Weekday::Fri => "周五",
            Weekday::Sat => "周六",
            Weekday::Sun => "周日",
        }
    }

    fn month(&self, day: NaiveDate) -> String {
        format!("{}月", day.month())
    }

    fn records_on_days(&self, records: u64, days: usize) -> String {
        format!("{days} 天，共 {records} 条记录")
    }

    fn nothing_then(&self) -> &'static str {
        "这段时间没有记录"
    }

    fn nothing(&self) -> &'static str {
        "无"
    }

    fn below(&self, target: &str) -> String {
        format!("不足 {target}")
    }

    fn records_a_day(&self) -> &'static str {
        "每天记录数"
    }

    fn minutes_a_day(&self) -> &'static str {
        "每天分钟数"
    }

    fn amount_a_day(&self, unit: &str) -> String {
        format!("每天{}数", if unit.is_empty() { "次" } else { unit })
    }

    fn blank_days(&self) -> &'static str {
        "空白：尚未到来，或不在计划内"
    }
}
