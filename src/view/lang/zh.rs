//! Simplified Chinese.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{
    CalendarWords, DoctorWords, EditingWords, ExportWords, HabitWords, ImportWords, Initialised,
    Label, OutlookWords, Words,
};
use crate::ledger::{HookState, Verb};
use crate::quantity::StudyTime;
use crate::view::report::{Holdings, Pace, StandingRow};

/// Simplified Chinese.
pub(super) struct Chinese;

fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "周一",
        Weekday::Tue => "周二",
        Weekday::Wed => "周三",
        Weekday::Thu => "周四",
        Weekday::Fri => "周五",
        Weekday::Sat => "周六",
        Weekday::Sun => "周日",
    }
}

impl Words for Chinese {
    fn total(&self) -> &'static str {
        "合计"
    }

    fn phase(&self, id: &str, title: &str) -> String {
        format!("阶段 {id} · {title}")
    }

    fn habits(&self) -> &'static str {
        "今日习惯"
    }

    fn left_over(&self) -> &'static str {
        "已结束阶段的未完成任务"
    }

    fn streak(&self) -> &'static str {
        "连续"
    }

    fn next(&self) -> &'static str {
        "下一步"
    }

    fn label(&self, label: Label) -> &'static str {
        match label {
            Label::State => "状态",
            Label::Phase => "阶段",
            Label::Estimate => "预计",
            Label::Needs => "前置",
            Label::Skills => "技能",
            Label::Links => "链接",
            Label::Verify => "验证",
            Label::Attested => "评审",
            Label::History => "记录",
            Label::Today => "今天",
            Label::Streak => "连续",
            Label::Total => "累计",
            Label::Goal => "目标",
        }
    }

    fn date(&self, day: NaiveDate) -> String {
        format!("{day} {}", weekday(day))
    }

    fn day_of_plan(&self, day: i64, length: Option<i64>) -> String {
        let length = length.map(|length| format!("，共 {length} 天")).unwrap_or_default();
        format!("第 {day} 天{length}")
    }

    fn days_left(&self, days: i64) -> String {
        match days {
            0 => "最后一天".to_owned(),
            1.. => format!("还剩 {days} 天"),
            _ => format!("已结束 {} 天", -days),
        }
    }

    fn begins_in(&self, days: i64) -> String {
        format!("将在 {days} 天后开始")
    }

    fn time(&self, time: StudyTime) -> String {
        time.zh()
    }

    fn tasks(&self, count: usize) -> String {
        format!("{count} 个任务")
    }

    fn dropped(&self, count: usize) -> String {
        format!("放弃 {count} 个")
    }

    fn planned(&self, percent: u32) -> String {
        format!("应完成 {percent}%")
    }

    fn pace(&self, pace: Pace) -> String {
        match pace {
            Pace::Empty | Pace::Upcoming => String::new(),
            Pace::OnTime => "进度正常".to_owned(),
            Pace::Ahead { days } => format!("超前 {days} 天"),
            Pace::Behind { days } => format!("落后 {days} 天"),
            Pace::Finished { late_days: 0, .. } => "按时完成".to_owned(),
            Pace::Finished { late_days: late @ 1.., .. } => format!("延期 {late} 天完成"),
            Pace::Finished { late_days, .. } => format!("提前 {} 天完成", -late_days),
        }
    }

    fn nothing_open(&self, dropped: usize) -> &'static str {
        if dropped == 0 {
            "所有任务都已完成。"
        } else {
            "所有任务都已完成或放弃。"
        }
    }

    fn no_tasks(&self) -> &'static str {
        "计划里还没有任务：请编辑 roadmap.toml 添加。"
    }

    fn no_match(&self) -> &'static str {
        "没有符合条件的任务。"
    }

    fn no_events(&self) -> &'static str {
        "还没有任何记录。"
    }

    fn nothing_odd(&self) -> &'static str {
        "所有记录都能正常读取。"
    }

    fn at_risk(&self) -> &'static str {
        "今天还没有记录，过了今天就会中断"
    }

    fn active_today(&self) -> &'static str {
        "今天已有记录"
    }

    fn habit_today(&self, done: &str, target: &str, unit: &str, stretch: Option<&str>) -> String {
        let unit = if unit.is_empty() { "次" } else { unit };
        let stretch = stretch.map(|stretch| format!("，状态好时 {stretch} {unit}"));
        format!("{done}/{target} {unit}{}", stretch.unwrap_or_default())
    }

    fn waits_for(&self, ids: &str) -> String {
        format!("（需先完成 {ids}）")
    }

    fn studied(&self, time: StudyTime) -> String {
        format!("已学习 {}", self.time(time))
    }

    fn practised(&self, total: &str, unit: &str, days: usize) -> String {
        let unit = if unit.is_empty() { "次" } else { unit };
        format!("{days} 天，共 {total} {unit}")
    }

    fn verb(&self, verb: Verb) -> &'static str {
        match verb {
            Verb::Done => "完成",
            Verb::Study => "学习",
            Verb::Undo => "撤销",
            Verb::Reopen => "重开",
            Verb::Skip => "跳过",
            Verb::Attest => "评审",
        }
    }

    fn everything(&self) -> &'static str {
        "全部"
    }

    fn no_task(&self) -> &'static str {
        "未指定任务"
    }

    fn late(&self) -> &'static str {
        "补记"
    }

    fn standing(&self, standing: &StandingRow, verb: Verb) -> String {
        match standing {
            StandingRow::Counts => String::new(),
            StandingRow::Reopened { by } => format!("已被 {by} 重开"),
            StandingRow::Undone { by } => format!("已被 {by} 撤销"),
            StandingRow::Cyclic => "撤销形成循环，不起作用".to_owned(),
            StandingRow::Unknown => "不在计划中，不计入".to_owned(),
            StandingRow::Future if verb == Verb::Undo => "日期在后，仍然生效".to_owned(),
            StandingRow::Future => "日期未到，暂不计入".to_owned(),
            StandingRow::Foreign => "他人的记录，不计入".to_owned(),
        }
    }

    fn open(&self) -> &'static str {
        "未完成"
    }

    fn done_on(&self, day: NaiveDate) -> String {
        format!("{day} 完成")
    }

    fn dropped_on(&self, day: NaiveDate) -> String {
        format!("{day} 放弃")
    }

    fn reading_history(&self) -> &'static str {
        "正在读取历史"
    }

    fn due_count(&self, count: usize) -> String {
        format!("待办 {count}")
    }

    fn more_tasks(&self, count: usize) -> String {
        format!("还有 {count} 个未完成的任务：roadmap list --open")
    }

    fn more_events(&self, count: usize) -> String {
        format!("还有 {count} 条更早的记录：roadmap log --all")
    }

    fn recorded(
        &self,
        day: Option<&str>,
        event: Option<&str>,
        commit: &str,
        branch: &str,
    ) -> String {
        let day = day.map(|day| format!("，计入 {day}")).unwrap_or_default();
        let event = event.map(|event| format!("，事件 {event}")).unwrap_or_default();
        format!("已记录{day}{event}（{branch} 分支，提交 {commit}）")
    }

    fn would_record(&self, day: Option<&str>) -> String {
        let day = day.map(|day| format!("（计入 {day}）")).unwrap_or_default();
        format!("试运行{day}，没有写入任何记录；提交信息将是：")
    }

    fn named_again(&self, id: &str) -> String {
        format!("{id} 写了不止一次，只计一次；如需记两次：-x 2")
    }

    fn checked_by(&self, id: &str, day: NaiveDate) -> String {
        format!(
            "当时没有运行检查；要补上检查：先 `roadmap reopen {id}`，再 `roadmap done {id} --day {day}`"
        )
    }

    fn already_done(&self, id: &str, day: NaiveDate) -> String {
        format!("{id} 已于 {day} 完成，无需再记")
    }

    fn still_needs(&self, id: &str, needs: &str) -> String {
        format!("{id} 的前置任务 {needs} 尚未完成")
    }

    fn phase_stands(&self, id: &str, done: usize, kept: usize) -> String {
        format!("阶段 {id}：完成 {done}/{kept}")
    }

    fn open_again(&self, id: &str) -> String {
        format!("{id} 已重新打开，恢复为未完成")
    }

    fn now_dropped(&self, id: &str) -> String {
        format!("{id} 已放弃：不算完成，也不再需要做")
    }

    fn take_back(&self, command: &str) -> String {
        format!("如需恢复：{command}")
    }

    fn study_instead(&self, id: &str) -> String {
        format!("如需补记学习时间：roadmap study {id} --took …")
    }

    fn already_dropped(&self, id: &str, day: NaiveDate) -> String {
        format!("{id} 已于 {day} 放弃，无需再记")
    }

    fn is_open(&self, id: &str) -> String {
        format!("{id} 本来就未完成，无需重新打开")
    }

    fn already_undone(&self, id: &str, by: &str) -> String {
        format!("{id} 已被 {by} 撤销；如需恢复：roadmap undo {by}")
    }

    fn undone(&self, verb: &str, days: &str, id: &str) -> String {
        format!("已撤销：{days} 的“{verb}”记录 {id}")
    }

    fn would_undo(&self, verb: &str, days: &str, id: &str) -> String {
        format!("将撤销：{days} 的“{verb}”记录 {id}")
    }

    fn pending(&self) -> &'static str {
        "等待下一次提交"
    }

    fn pending_note(&self) -> &'static str {
        "尚未计入；如需丢弃：roadmap hook drop"
    }

    fn waits_for_commit(&self, day: Option<&str>) -> String {
        let day = day.map(|day| format!("，计入 {day}")).unwrap_or_default();
        format!("将随下一次提交记录{day}；目前尚未计入")
    }

    fn would_wait(&self, day: Option<&str>) -> String {
        let day = day.map(|day| format!("（计入 {day}）")).unwrap_or_default();
        format!("试运行{day}，没有任何改动；以下几行将等待下一次提交：")
    }

    fn recorded_nothing(&self, commit: &str, branch: &str) -> String {
        format!(
            "没有记录任何事件：改动已提交（{branch} 分支，提交 {commit}），但提交信息中没有记录行"
        )
    }

    fn already_pending(&self, id: &str) -> String {
        format!("{id} 已在等待下一次提交")
    }

    fn also_pending(&self, id: &str) -> String {
        format!("{id} 同时还在等待下一次提交；如需丢弃：roadmap hook drop {id}")
    }

    fn dropped_pending(&self, count: usize) -> String {
        match count {
            0 => "没有等待下一次提交的记录。".to_owned(),
            _ => format!("已丢弃 {count} 行等待中的记录："),
        }
    }

    fn pending_left(&self, count: usize) -> String {
        format!("仍有 {count} 行记录在等待提交；如需丢弃：roadmap hook drop")
    }

    fn hooks_installed(&self, changed: bool) -> String {
        if changed { "钩子已安装：" } else { "钩子早已安装：" }.to_owned()
    }

    fn hooks_installed_next(&self) -> &'static str {
        "现在可用 `roadmap done <任务> --next`，随下一次提交一起记录。"
    }

    fn hooks_have_nothing(&self, reference: &str) -> String {
        format!("它们没有可添加的内容：计划的记录写在 `{reference}` 上，不在你的分支上。")
    }

    fn hooks_removed(&self, changed: bool) -> String {
        if changed { "钩子已移除。" } else { "钩子并未安装。" }.to_owned()
    }

    fn hook_restored(&self, name: &str) -> String {
        format!("原有的 {name} 已恢复")
    }

    fn hook_state(&self, state: HookState) -> &'static str {
        match state {
            HookState::Absent => "未安装",
            HookState::Installed => "已安装",
            HookState::Edited => "已安装，但之后被改动过",
            HookState::Other => "未安装；此处是别的钩子",
        }
    }

    fn runs_before(&self) -> &'static str {
        "先运行原有的钩子"
    }

    fn carries(&self, remote: &str, reference: &str) -> String {
        format!("今后 {remote} 的 fetch 和 push 会带上 {reference}；已写入配置：")
    }

    fn carried_already(&self, remote: &str, reference: &str) -> String {
        format!("{remote} 的 fetch 和 push 已经会带上 {reference}")
    }

    fn joined(&self, reference: &str) -> String {
        format!("上次 fetch 取回的记录已并入 {reference}")
    }

    fn exchange(&self, remote: &str) -> String {
        format!("同步记录：git fetch {remote}，roadmap share，git push {remote}")
    }

    fn initialised(&self, made: &Initialised<'_>) -> String {
        let file = made.file;
        let mut text = match (made.wrote_plan, made.minimal, made.copy_of) {
            (false, _, _) => format!("保留了现有的 {file}"),
            (true, _, Some(other)) => format!("已写入 {file}（原样采用 {other} 中的计划）"),
            (true, true, None) => format!("已写入 {file}（简短的计划模板，待填写）"),
            (true, false, None) => format!("已写入 {file}（内置计划）"),
        };
        text.push_str(if made.new_repository {
            "，并提交到新建的 git 仓库。\n"
        } else {
            "；满意后请自行提交。\n"
        });
        text
    }

    fn problems(&self, file: &str, errors: usize, warnings: usize) -> String {
        match (errors, warnings) {
            (0, warnings) => format!("{file}：{warnings} 个警告"),
            (errors, 0) => format!("{file}：{errors} 个错误"),
            _ => format!("{file}：{errors} 个错误，{warnings} 个警告"),
        }
    }

    fn plan_is_fine(&self, file: &str, warnings: usize) -> String {
        match warnings {
            0 => format!("{file} 没有问题"),
            _ => format!("{file} 可以使用，但有 {warnings} 个警告"),
        }
    }

    fn holds(&self, holds: &Holdings) -> Vec<String> {
        let counts = [
            (holds.phases, "个阶段"),
            (holds.tasks, "个任务"),
            (holds.habits, "个习惯"),
            (holds.modules, "个模块"),
            (holds.skills, "项技能"),
            (holds.links, "个链接"),
        ];
        let window = holds.window;
        let mut parts = vec![if holds.has_end {
            format!("{} 至 {}", window.first, window.last)
        } else {
            format!("从 {} 起", window.first)
        }];
        let some = counts.iter().filter(|(number, _)| *number > 0);
        parts.extend(some.map(|(number, noun)| format!("{number} {noun}")));
        parts
    }

    fn calendar(&self) -> &'static dyn CalendarWords {
        &super::calendar::Chinese
    }

    fn attesting(&self) -> &'static dyn super::AttestingWords {
        &super::attesting::Chinese
    }

    fn evidence(&self) -> &'static dyn super::EvidenceWords {
        &super::evidence::Chinese
    }

    fn habit(&self) -> &'static dyn HabitWords {
        &super::habit::Chinese
    }

    fn proof(&self) -> &'static dyn super::ProofWords {
        &super::proof::Chinese
    }

    fn skills(&self) -> &'static dyn super::SkillsWords {
        &super::skills::Chinese
    }

    fn why(&self) -> &'static dyn super::WhyWords {
        &super::why::Chinese
    }

    fn help(&self) -> &'static dyn super::HelpWords {
        &super::help::Chinese
    }

    fn welcome(&self) -> &'static dyn super::WelcomeWords {
        &super::welcome::Chinese
    }

    fn upgrade(&self) -> &'static dyn super::UpgradeWords {
        &super::upgrade::Chinese
    }

    fn note(&self) -> &'static dyn super::NoteWords {
        &super::note::Chinese
    }

    fn outlook(&self) -> &'static dyn OutlookWords {
        &super::outlook::Chinese
    }

    fn export(&self) -> &'static dyn ExportWords {
        &super::export::Chinese
    }

    fn import(&self) -> &'static dyn ImportWords {
        &super::import::Chinese
    }

    fn review(&self) -> &'static dyn super::ReviewWords {
        &super::review::Chinese
    }

    fn doctor(&self) -> &'static dyn DoctorWords {
        &super::doctor::Chinese
    }

    fn spoken(&self) -> &'static dyn super::SpokenWords {
        &super::spoken::Chinese
    }

    fn shell(&self) -> &'static dyn super::ShellWords {
        &super::shell::Chinese
    }

    fn editing(&self) -> &'static dyn EditingWords {
        &super::editing::Chinese
    }

    fn at_least(&self) -> &'static str {
        "本仓库的历史不完整（浅克隆或部分克隆）：所有数字都只是下限"
    }

    fn people(&self, count: usize) -> String {
        format!("这里有 {count} 个人的记录；可在计划的 `[history] authors` 中指定统计谁的")
    }

    fn unknown_targets(&self, ids: &str) -> String {
        format!("有记录但不在计划中：{ids}；可在计划中用 `[[moved]]` 归到其他任务")
    }

    fn conflicts(&self, count: usize) -> String {
        format!("{count} 个记录 id 对应了不同内容，以最早的为准：roadmap doctor")
    }

    fn cyclic(&self, count: usize) -> String {
        format!("{count} 条撤销形成循环，不起作用：roadmap doctor")
    }

    fn future(&self, count: usize) -> String {
        format!("{count} 条记录在这之后的日子，不计入")
    }

    fn foreign(&self, count: usize) -> String {
        format!("{count} 条记录的作者不在 `[history] authors` 中，不计入")
    }

    fn you_are_left_out(&self, author: &str) -> String {
        format!("本次记录不计入：计划的 `[history] authors` 不包含 {author}")
    }

    fn excused_today(&self) -> &'static str {
        "今天已请假"
    }

    fn unreadable(&self, count: usize) -> String {
        format!("{count} 行记录无法读取，或只能读取一部分：roadmap doctor")
    }
}
