//! What `doctor` says in Simplified Chinese.

use super::{DoctorWords, Said};
use crate::id::Id;
use crate::ledger::line::Flaw;
use crate::view::report::{EventFinding, LineFinding, PlaceFinding};

/// Simplified Chinese.
pub(in super::super) struct Chinese;

impl DoctorWords for Chinese {
    fn all_is_well(&self, events: usize) -> String {
        match events {
            0 => "一切正常：还没有记录，也没有丢失。".to_owned(),
            _ => format!("一切正常：共 {events} 条记录，没有丢失，也没有异常。"),
        }
    }

    fn verdict(&self, needs_a_hand: usize, worth_knowing: usize) -> String {
        match (needs_a_hand, worth_knowing) {
            (0, _) => format!("没有需要处理的问题；{worth_knowing} 项仅供了解。"),
            (_, 0) => format!("{needs_a_hand} 项需要处理。"),
            _ => format!("{needs_a_hand} 项需要处理；{worth_knowing} 项仅供了解。"),
        }
    }

    fn place(&self, finding: &PlaceFinding) -> Said {
        match finding {
            PlaceFinding::HistoryCutOff { shallow: true } => {
                Said::new("历史不完整：这是浅克隆，所有数字都只是下限", "取回其余的历史")
            }
            PlaceFinding::HistoryCutOff { shallow: false } => {
                Said::new("历史有缺口：本地缺少一些提交，所有数字都只是下限", "重新取回缺少的提交")
            }
            PlaceFinding::OnlyInReflog { events } => Said::new(
                format!(
                    "{} 条记录只存在于 reflog 中：已没有分支指向它们，因此不计入",
                    events.len()
                ),
                "请在 git 清理之前重新记录；其中本来就不想要的，之后可以撤销",
            ),
            PlaceFinding::RecordRefNotFetched { reference, .. } => Said::new(
                format!("计划把记录写到 {reference}，但本地没有它"),
                "如果在别处记录过，请先取回；否则第一次记录时会自动创建",
            ),
            PlaceFinding::RecordRefBehind { reference } => Said::new(
                format!("{reference} 缺少远程仓库已有的记录；它们照常计入，但 git 会拒绝推送"),
                "合并两边的记录；下一次记录时也会自动合并",
            ),
            PlaceFinding::RecordRefNotCarried { reference, here, .. } => Said::new(
                if *here {
                    format!(
                        "计划把记录写到 {reference}，但没有远程仓库会同步它：其他电脑看不到这些记录"
                    )
                } else {
                    format!(
                        "计划把记录写到 {reference}，但本地没有它，也没有远程仓库会同步它：缺少其他电脑上的记录"
                    )
                },
                "让远程仓库同步它",
            ),
            PlaceFinding::RebaseDropsRecords => Said::new(
                "`rebase.backend` 设为 `apply`：变基会丢掉没有改动的提交，也就是分支上的全部记录",
                "在这个仓库里改用 git 默认的变基方式",
            ),
            PlaceFinding::UnmergedBranch { branch, counted, events } => Said::new(
                if *counted {
                    format!(
                        "{} 条记录只在 {branch} 上：这里会计入，但别人克隆你的分支时看不到",
                        events.len()
                    )
                } else {
                    format!("{} 条记录只在 {branch} 上，roadmap 不会读取那里", events.len())
                },
                "工作完成后合并它，删除之前务必先合并",
            ),
        }
    }

    fn line(&self, finding: &LineFinding) -> Said {
        match finding {
            LineFinding::UnknownVerb { key, did_you_mean: Some(verb), .. } => Said::new(
                format!("`{key}` 不是 roadmap 的关键字，也许想写的是 `{}`", verb.key()),
                "未计入：请用 roadmap 重新记录；原来那行可以保留，推送之前也可以用 amend 改正",
            ),
            LineFinding::UnknownVerb { key, did_you_mean: None, .. } => {
                Said::new(format!("当前版本不认识 `{key}`"), "已保留但不计入；更新的版本也许认识")
            }
            LineFinding::UnreadLine { lines } => Said::new(
                format!("{} 行没有写明任务或习惯，不计入", lines.len()),
                "请用 roadmap 重新记录；原来那行可以保留，推送之前也可以用 amend 改正",
            ),
            LineFinding::PartlyReadLine { lines } => Said::new(
                format!("记录中有 {} 处无法读取，其余部分照常计入", lines.len()),
                "如果这部分很重要：撤销该记录，再重新记录",
            ),
            LineFinding::SameId { id, .. } => Said::new(
                format!("id {id} 对应了不同的记录，只有最早的一条计入"),
                "如果其他几条也确实发生过，请用 roadmap 重新记录，会得到各自的 id",
            ),
        }
    }

    fn event(&self, finding: &EventFinding) -> Said {
        match finding {
            EventFinding::UnknownTarget { target, did_you_mean, .. } => Said::new(
                format!("有 `{target}` 的记录，但计划里没有这个任务或习惯，不计入"),
                match did_you_mean {
                    Some(near) => format!("是不是 {near}？如果是，请在 roadmap.toml 末尾加上："),
                    None => "请在 roadmap.toml 末尾写明归到哪个任务：".to_owned(),
                },
            )
            .moved(
                target,
                did_you_mean.as_ref().map_or("…", Id::as_str),
                "或者撤销该记录：",
            ),
            EventFinding::UndoCycle { events } if events.len() == 1 => {
                Said::new("1 条撤销撤销了它自己，不起作用", "先撤销它，再撤销真正想撤销的记录")
            }
            EventFinding::UndoCycle { events } => Said::new(
                format!("{} 条撤销形成循环，都不起作用", events.len()),
                "先逐条撤销它们，再撤销真正想撤销的记录",
            ),
            EventFinding::UndoOfNothing { events } => Said::new(
                format!("{} 条撤销或重开所指的记录不在这里", events.len()),
                "没有影响：取回那条记录后自动生效；如果是 id 写错了，可以撤销",
            ),
            EventFinding::FutureDay { events } => Said::new(
                format!("{} 条记录的日期未到，到那天才计入", events.len()),
                "如果日期写错了，请撤销后重新记录",
            ),
            EventFinding::ClockAhead { events, minutes } => Said::new(
                format!(
                    "{} 条记录的时间晚于现在，最多晚 {}：这台或记录时那台电脑的时钟不准",
                    events.len(),
                    span(*minutes)
                ),
                "请检查这台电脑的时钟和时区",
            ),
            EventFinding::ClockBehind { events } => Said::new(
                format!("{} 条记录的时间远早于它所计入的日期：当时的时钟慢了", events.len()),
                "请检查那台电脑的时钟；日期有误的，请撤销后重新记录",
            ),
            EventFinding::NobodyCounts { authors, .. } => Said::new(
                format!("计划只统计 {}，但他们都没有记录", authors.join("、")),
                "请改正 roadmap.toml 中的 `[history] authors`，或在 .mailmap 中写明邮箱",
            ),
            EventFinding::LearnerLeftOut { authors, .. } => Said::new(
                format!("计划只统计 {}，你在这里的记录不会计入", authors.join("、")),
                "请把自己加到 roadmap.toml 的 `[history] authors`，或在 .mailmap 中写明邮箱",
            ),
        }
    }

    fn flaw(&self, flaw: &Flaw) -> String {
        match flaw {
            Flaw::Unreadable { key, value } => format!("`{key}={value}` 无法读取，不计入"),
            Flaw::Repeated { key } => format!("`{key}=` 出现了两次，以第一个为准"),
            Flaw::Stray { word } => format!("`{word}` 不是 `名称=值` 的形式"),
            Flaw::NamesNoEvent => "没有用 `of=` 指明记录，不起作用".to_owned(),
            Flaw::NoVerdict => {
                "既没有 `verdict=accepted` 也没有 `verdict=changes`，不起作用".to_owned()
            }
        }
    }

    fn counts(&self) -> &'static str {
        "计入"
    }

    fn names_in_vain(&self, ids: &str) -> String {
        format!("指向 {ids}")
    }

    fn commit(&self, short: &str) -> String {
        format!("提交 {short}")
    }

    fn more(&self, count: usize, command: &str) -> String {
        format!("还有 {count} 条：{command}")
    }

    fn nothing_to_rescue(&self) -> &'static str {
        "没有需要找回的：reflog 中的记录都在历史里。"
    }

    fn rescuing(&self, number: usize) -> String {
        format!("{number} 条记录只存在于 reflog 中：")
    }

    fn rescued(&self, commit: &str, branch: &str) -> String {
        format!("已按原来的 id 和日期重新记录（{branch} 分支，提交 {commit}）")
    }

    fn regret(&self, id: &str) -> String {
        format!("本来就不想要的，可以按 id 撤销：roadmap undo {id}")
    }
}

/// A length of time, roughly.
fn span(minutes: i64) -> String {
    match minutes {
        ..120 => format!("{minutes} 分钟"),
        120..2_880 => format!("{} 小时", minutes / 60),
        _ => format!("{} 天", minutes / 1_440),
    }
}
