//! What a heading is: its number, and what kind of part it opens.

use super::when::{Token, TokenKind, tokens};

/// A heading that begins with a number: `阶段 5A：云平台`, `Phase 1: Git`, `2. Sets`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The number, as it is written.
    pub(super) number: String,
    /// What follows; empty where that was all.
    pub(super) rest: String,
}

/// Splits the number off a heading, if it begins with one.
pub(super) fn numbered(text: &str) -> Option<Numbered> {
    let tokens = tokens(text);
    let start = tokens.iter().position(|token| !token.is_decoration())?;
    let first = &tokens[start];
    let is_named = first.word().is_some_and(|word| PARTS.contains(&word));
    let (from, to) = if is_named {
        (start + 1, number_end(&tokens, start + 1)?)
    } else if let Some(length) = chinese_part(&tokens, start) {
        (start + length, number_end(&tokens, start + length)?)
    } else if first.is('第') {
        let end = start + 2;
        tokens.get(start + 1)?.number()?;
        let unit = chinese_part(&tokens, end).or(tokens.get(end)?.is_any("章节部").then_some(1))?;
        let number = tokens[start + 1].number()?.to_string();
        return Some(Numbered { number, rest: rest(text, &tokens, end + unit) });
    } else {
        let end = number_end(&tokens, start)?;
        let closes = tokens.get(end).is_some_and(|token| token.is_any(".)、）:：．"));
        if !closes {
            return None;
        }
        (start, end)
    };
    let number = match &tokens.get(from)?.kind {
        TokenKind::Han(number, _) => number.to_string(),
        _ => text[tokens[from].start()..tokens[to - 1].end()].to_owned(),
    };
    Some(Numbered { number, rest: rest(text, &tokens, to) })
}

/// Words before a number that only say that a part begins.
const PARTS: [&str; 10] =
    ["phase", "part", "stage", "step", "module", "unit", "chapter", "section", "level", "sprint"];

/// How many tokens `阶段` and its like take.
fn chinese_part(tokens: &[Token], at: usize) -> Option<usize> {
    let names = ["阶段", "模块", "单元", "步骤", "部分"];
    let is = |name: &&&str| {
        name.chars()
            .enumerate()
            .all(|(offset, sign)| tokens.get(at + offset).is_some_and(|token| token.is(sign)))
    };
    names.iter().find(is).map(|_| 2)
}

/// The end of `5A`, `1.2`, `III` or `三`.
fn number_end(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at)?;
    let roman =
        |word: &str| !word.is_empty() && word.len() < 5 && word.chars().all(|c| "ivx".contains(c));
    if matches!(first.kind, TokenKind::Han(..)) {
        return Some(at + 1);
    }
    if first.word().is_some_and(|word| roman(word) && at > 0) {
        return Some(at + 1);
    }
    first.digits(3)?;
    let mut end = at + 1;
    let is_letter =
        |token: &Token| token.word().is_some_and(|word| word.len() == 1) && !token.apart();
    if tokens.get(end).is_some_and(is_letter) {
        return Some(end + 1);
    }
    while tokens.get(end).is_some_and(|token| token.is('.') && !token.apart())
        && tokens.get(end + 1).is_some_and(|token| token.digits(3).is_some() && !token.apart())
    {
        end += 2;
    }
    Some(end)
}

/// The text from a token on, without the signs before it.
fn rest(text: &str, tokens: &[Token], at: usize) -> String {
    let start = tokens.get(at).map_or(text.len(), Token::start);
    let rest = text[start..].trim_start_matches(|c: char| " .)、）:：．-–—|·~>\t".contains(c));
    rest.trim().to_owned()
}

/// What a heading opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// Skills.
    Skills,
    /// Links.
    Links,
    /// Habits.
    Habits,
    /// A table of contents.
    Contents,
    /// What is about the document, such as its licence.
    Aside,
}

/// A heading in lower case, in words without numbers.
struct Phrase {
    words: Vec<String>,
    whole: String,
}

impl Phrase {
    fn of(heading: &str) -> Self {
        let lower = heading.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric());
        let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
        let words: Vec<String> = words.filter(|word| !is_number(word)).map(str::to_owned).collect();
        Self { whole: words.join(" "), words }
    }

    /// Whether it is one of these.
    fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.whole.as_str())
    }

    /// Whether it is short and has one of these words.
    fn has(&self, names: &[&str]) -> bool {
        self.words.len() <= 4 && self.words.iter().any(|word| names.contains(&word.as_str()))
    }

    /// Whether it is short and these characters stand in it.
    fn holds(&self, names: &[&str]) -> bool {
        const SHORT: usize = 24;
        self.whole.chars().count() <= SHORT && names.iter().any(|name| self.whole.contains(name))
    }
}

/// What a heading opens by its words; `None` for a part of the plan.
pub(super) fn opens(heading: &str) -> Option<Opens> {
    let phrase = Phrase::of(heading);
    let is_contents =
        phrase.is(&["contents", "table of contents", "toc", "index", "table of content"]);
    if is_contents || phrase.holds(&["目录"]) {
        return Some(Opens::Contents);
    }
    if phrase.has(&["skill", "skills", "skillset"]) || phrase.holds(&["技能"]) {
        return Some(Opens::Skills);
    }
    let is_daily = phrase.is(&["daily", "daily tasks", "every day", "每日", "每天", "每日任务"]);
    let names_habits = phrase.has(&["habit", "habits", "routine", "routines"]);
    if is_daily || names_habits || phrase.holds(&["习惯", "打卡"]) {
        return Some(Opens::Habits);
    }
    if opens_links(&phrase) {
        return Some(Opens::Links);
    }
    let stems =
        ["licen", "contribut", "acknowledg", "sponsor", "code of conduct", "donat", "star history"];
    let is_aside = phrase.is(&ASIDE) || (phrase.words.len() <= 4 && phrase.holds(&stems));
    (is_aside || phrase.holds(&CHINESE_ASIDE)).then_some(Opens::Aside)
}

fn opens_links(phrase: &Phrase) -> bool {
    phrase.has(&["links", "resources", "references", "bibliography"])
        || phrase.is(&["further reading", "see also", "resource", "reference", "link", "materials"])
        || phrase.holds(&["链接", "资源", "资料", "延伸阅读", "参考文献", "参考书"])
}

/// The same in Chinese.
const CHINESE_ASIDE: [&str; 9] =
    ["许可", "贡献", "致谢", "鸣谢", "赞助", "免责声明", "更新日志", "常见问题", "版权"];

/// Headings of what is about the document.
const ASIDE: [&str; 16] = [
    "about",
    "faq",
    "disclaimer",
    "changelog",
    "community",
    "authors",
    "author",
    "credits",
    "translations",
    "support",
    "support my work",
    "thanks",
    "team",
    "related",
    "footnotes",
    "give a star",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings() {
        let cases = [
            ("阶段 0：准备期", Some(("0", "准备期"))),
            ("阶段 5A：云平台实践", Some(("5A", "云平台实践"))),
            ("第一阶段：基础", Some(("1", "基础"))),
            ("第二部分 进阶", Some(("2", "进阶"))),
            ("第3章 网络", Some(("3", "网络"))),
            ("Phase 1: Git", Some(("1", "Git"))),
            ("🚀 Part II – Web", Some(("II", "Web"))),
            ("Step 3", Some(("3", ""))),
            ("1. GIT", Some(("1", "GIT"))),
            ("1.2. Sets", Some(("1.2", "Sets"))),
            ("2) Lists", Some(("2", "Lists"))),
            ("三、栈", Some(("3", "栈"))),
            ("3 projects", None),
            ("Arrays", None),
            ("2025", None),
            ("", None),
        ];
        for (text, want) in cases {
            let want =
                want.map(|(number, rest)| Numbered { number: number.into(), rest: rest.into() });
            assert_eq!(numbered(text), want, "{text}");
        }
    }

    #[test]
    fn headings_open_parts() {
        let cases = [
            ("2. 技能图谱（按模块拆解）", Some(Opens::Skills)),
            ("3. 相关链接", Some(Opens::Links)),
            ("📚 Resources", Some(Opens::Links)),
            ("Table of Contents", Some(Opens::Contents)),
            ("目录", Some(Opens::Contents)),
            ("Daily habits", Some(Opens::Habits)),
            ("每日打卡", Some(Opens::Habits)),
            ("License", Some(Opens::Aside)),
            ("How to contribute", Some(Opens::Aside)),
            ("Skills to learn", Some(Opens::Skills)),
            ("Linked lists", None),
            ("1. 分阶段 & 每月任务", None),
            ("Operating systems: what every programmer with skills should know", None),
        ];
        for (text, want) in cases {
            assert_eq!(opens(text), want, "{text}");
        }
    }
}
