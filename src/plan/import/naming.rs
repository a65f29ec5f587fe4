//! Ids: short, stable, readable ASCII. From the Latin words of a title; where there are none,
//! from pinyin; else from the number of the phase.

use std::collections::{HashMap, HashSet};

use pinyin::ToPinyin;

use crate::id::Id;

/// The longest id that is made, in bytes, without what tells it from another.
const LONGEST: usize = 28;

/// How many words an id has at most, unless more are needed to tell it from another.
const WORDS: usize = 3;

/// How many Chinese characters an id spells at most.
const CHARACTERS: usize = 4;

/// How many characters of a title are looked at.
const READ: usize = 200;

/// Characters that say when, and not what.
const OF_DATES: &str = "年月日号周第天期上中下旬初末季度一二三四五六七八九十";

/// Words that say little of what a task is about.
const PLAIN: [&str; 42] = [
    "a",
    "an",
    "the",
    "of",
    "to",
    "for",
    "in",
    "on",
    "at",
    "and",
    "or",
    "with",
    "from",
    "by",
    "is",
    "are",
    "be",
    "how",
    "what",
    "why",
    "your",
    "my",
    "you",
    "i",
    "it",
    "its",
    "this",
    "that",
    "learn",
    "study",
    "understand",
    "about",
    "some",
    "using",
    "use",
    "into",
    "as",
    "up",
    "get",
    "do",
    "easy",
    "medium",
];

/// Words that begin many Chinese tasks.
const PLAIN_CHINESE: [&str; 24] = [
    "学习",
    "掌握",
    "了解",
    "完成",
    "使用",
    "熟悉",
    "理解",
    "练习",
    "系统",
    "深入",
    "开始",
    "准备",
    "进行",
    "写一个",
    "写",
    "重点",
    "尝试",
    "配置",
    "每日",
    "每天",
    "每周",
    "一个",
    "阅读",
    "实现",
];

/// Ids that were given out, in one set of the plan.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    /// The next number for an id that is taken.
    next: HashMap<String, u64>,
}

impl Names {
    /// This id, if it is one and still free.
    pub(super) fn exactly(&mut self, text: &str) -> Option<Id> {
        let id: Id = text.parse().ok()?;
        self.taken.insert(id.as_str().to_owned()).then_some(id)
    }

    /// An id for a title; `fallback` where nothing in it can be spelt. The same titles in the
    /// same order get the same ids.
    pub(super) fn name(&mut self, title: &str, fallback: &str) -> Id {
        let mut stems = stems(title);
        if stems.is_empty() {
            let fallback = if fallback.parse::<Id>().is_ok() { fallback } else { "task" };
            stems.push(fallback.to_owned());
        }
        match stems.iter().find_map(|stem| self.exactly(stem)) {
            Some(id) => id,
            None => self.numbered(&stems[0]),
        }
    }

    /// The first of `base-2`, `base-3`, … that is free.
    fn numbered(&mut self, base: &str) -> Id {
        let next = self.next.entry(base.to_owned()).or_insert(2);
        loop {
            let candidate = format!("{base}-{next}");
            *next += 1;
            if let Some(id) =
                candidate.parse::<Id>().ok().filter(|id| !self.taken.contains(id.as_str()))
            {
                self.taken.insert(candidate);
                return id;
            }
        }
    }
}

/// What an id for a title can be, the shortest first: its Latin words, else its first characters in
/// pinyin; nothing where neither can be spelt.
fn stems(title: &str) -> Vec<String> {
    let end = title.char_indices().nth(READ).map_or(title.len(), |(end, _)| end);
    let title = &title[..end];
    let words = words(title);
    let short = join(&words, WORDS);
    let short = if short.is_empty() { spelt(title) } else { short };
    if short.is_empty() {
        return Vec::new();
    }
    let longer = (WORDS..words.len().min(8)).map(|count| join(&words, count + 1));
    std::iter::once(short).chain(longer).collect()
}

/// A short id for something called `title`, as importing it would make one; else `otherwise` and a
/// number. `is_taken` says which ids cannot be had.
#[must_use]
pub fn id_from_title(title: &str, otherwise: &str, is_taken: impl Fn(&str) -> bool) -> Option<Id> {
    let stems = stems(title);
    let (stem, first) = stems.first().map_or((otherwise, 1), |stem| (stem.as_str(), 2));
    let numbered = (first..).map(|number| format!("{stem}-{number}"));
    stems.iter().cloned().chain(numbered).take(100_000).find(|id| !is_taken(id))?.parse().ok()
}

/// The Latin words of a title, in lower case, without plain ones; numbers only beside a word.
fn words(title: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for character in special(title).chars().chain([' ']) {
        match ascii(character) {
            Some(letters) => word.push_str(letters),
            None if character.is_ascii_alphanumeric() => word.push(character.to_ascii_lowercase()),
            None if word.is_empty() => {}
            None => words.push(std::mem::take(&mut word)),
        }
    }
    let all = words.clone();
    words.retain(|word| !PLAIN.contains(&word.as_str()));
    if !words.iter().any(|word| is_telling_word(word)) {
        words = all;
    }
    let is_telling = words.iter().any(|word| is_telling_word(word));
    if is_telling {
        let first = words.iter().position(|word| is_telling_word(word)).unwrap_or_default();
        words.drain(..first);
    }
    let foreign = title.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    let latin: usize = words.iter().map(String::len).sum();
    // One letter in a Chinese sentence names nothing.
    if is_telling && (foreign == 0 || latin > 1) { words } else { Vec::new() }
}

fn is_telling_word(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Names that would lose what tells them apart.
fn special(title: &str) -> String {
    let names = [
        ("C++", "cpp "),
        ("c++", "cpp "),
        ("C#", "csharp "),
        ("F#", "fsharp "),
        ("'", ""),
        ("’", ""),
    ];
    names.iter().fold(title.to_owned(), |title, (name, plain)| title.replace(name, plain))
}

/// The plain letters for a letter with a mark.
fn ascii(letter: char) -> Option<&'static str> {
    Some(match letter.to_lowercase().next()? {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

/// Words with dashes between them: at most so many, and as many as fit.
fn join(words: &[String], count: usize) -> String {
    let mut id = String::new();
    for word in words.iter().take(count) {
        if !id.is_empty() && id.len() + word.len() >= LONGEST + count.saturating_sub(WORDS) * 8 {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    id.truncate(48);
    id
}

/// The first Chinese characters in pinyin, two to a word; nothing for a title that is only a date.
fn spelt(title: &str) -> String {
    let mut rest = title.trim();
    let is_of_date = |c: char| c.to_pinyin().is_none() || OF_DATES.contains(c);
    if rest.chars().all(is_of_date) {
        return String::new();
    }
    while let Some(shorter) = PLAIN_CHINESE.iter().find_map(|plain| rest.strip_prefix(plain)) {
        let is_enough = shorter.chars().filter(|c| c.to_pinyin().is_some()).count() >= 2;
        if !is_enough {
            break;
        }
        rest = shorter.trim_start();
    }
    let syllables = rest.chars().filter_map(|c| c.to_pinyin()).take(CHARACTERS);
    let syllables: Vec<String> =
        syllables.map(|syllable| syllable.plain().replace('ü', "v")).collect();
    let words: Vec<String> = syllables.chunks(2).map(<[String]>::concat).collect();
    let ascii = |c: &char| c.is_ascii_lowercase() || *c == '-';
    words.join("-").chars().filter(ascii).collect()
}

/// The id that an ordinal makes: `5A` is `5a`, `1.2` is `1-2`.
pub(super) fn ordinal(text: &str) -> String {
    let mut id = String::new();
    for character in text.chars().take(24) {
        if character.is_ascii_alphanumeric() {
            id.push(character.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_say_what_they_are_about() {
        let cases = [
            ("学习 Docker 构建 FastAPI 项目镜像 + 本地运行", "docker-fastapi"),
            ("完成本地开发环境配置（WSL2 + Python + Docker + Git + VSCode）", "wsl2-python-docker"),
            ("Learn about the event loop in Node.js", "event-loop-node"),
            ("Dependency injection", "dependency-injection"),
            ("C++ & C#", "cpp-csharp"),
            ("Don't panic", "dont-panic"),
            ("Éléments d'algèbre", "elements-dalgebre"),
            ("撰写简历", "zhuanxie-jianli"),
            ("学习数据库设计", "shuju-kushe"),
            ("学习", "xuexi"),
            ("绿色 A", "lvse"),
            ("Введение", "3-1"),
            ("第 12 天", "3-1"),
            ("🚀", "3-1"),
            ("2048", "3-1"),
            ("HTML5", "html5"),
            ("What is it?", "what-is-it"),
        ];
        for (title, want) in cases {
            assert_eq!(Names::default().name(title, "3-1").as_str(), want, "{title}");
        }
    }

    #[test]
    fn equal_titles_get_different_ids() {
        let mut names = Names::default();
        let ids: Vec<String> =
            ["Read a b c d e", "Read a b c d f", "Read b c", "Read b c", "读", "读"]
                .iter()
                .map(|title| names.name(title, "x").to_string())
                .collect();
        assert_eq!(ids, ["read-b-c", "read-b-c-d", "read-b-c-2", "read-b-c-3", "du", "du-2"]);
        assert_eq!((names.exactly("du-2"), names.exactly("No id")), (None, None));
    }

    #[test]
    fn an_id_for_one_title_is_one_that_is_free() {
        let taken = ["docker", "docker-2", "1-1", "read-b-c"];
        let id = |title: &str| {
            let id = id_from_title(title, "1", |id| taken.contains(&id));
            id.map(|id| id.to_string()).unwrap_or_default()
        };
        assert_eq!(id("Docker"), "docker-3");
        assert_eq!(id("Read a b c d"), "read-b-c-d");
        assert_eq!(id("撰写简历"), "zhuanxie-jianli");
        assert_eq!((id("🚀").as_str(), id("").as_str()), ("1-2", "1-2"));
    }

    #[test]
    fn long_words_are_cut() {
        let id = Names::default().name(&"abc".repeat(100), "x");
        assert_eq!(id.as_str().len(), 48);
    }
}
