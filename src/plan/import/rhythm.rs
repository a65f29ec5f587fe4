//! Wording that makes a habit of a task: `每日练习 1~2 题`, `every day`, `3 times a week`.

use chrono::Weekday;

use super::when::{Token, TokenKind, tokens};
use crate::plan::model::Cadence;
use crate::quantity::Amount;

/// How often something is done, and how much of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rhythm {
    pub(super) every: Cadence,
    pub(super) target: Amount,
    pub(super) stretch: Option<Amount>,
    pub(super) unit: Option<String>,
}

impl Rhythm {
    /// Once every so often.
    pub(super) fn of(every: Cadence) -> Self {
        Self { every, target: Amount::ONE, stretch: None, unit: None }
    }
}

/// The longest text that can be a habit, in bytes; longer ones are prose that speaks of days.
const LONGEST: usize = 240;

/// The rhythm that a text says; `None` for one that is done once.
pub(super) fn find(text: &str) -> Option<Rhythm> {
    if text.len() > LONGEST {
        return None;
    }
    let tokens = tokens(text);
    let (every, used) = cadence(&tokens)?;
    Some(amount(&tokens, &used, Rhythm::of(every)))
}

/// The rhythm that a line of prose opens with, as `Every day: 30 minutes of practice`.
pub(super) fn opening(text: &str) -> Option<Rhythm> {
    let (lead, rest) = text.split_once([':', '：'])?;
    let tokens = tokens(lead);
    let (_, used) = cadence(&tokens)?;
    let is_all = used.len() == tokens.len() && !rest.trim().is_empty();
    find(text).filter(|_| is_all)
}

/// The rhythm that a text says which is known to be a habit: `周末复盘` is no single weekend there.
fn among_habits(text: &str) -> Option<Rhythm> {
    find(text).or_else(|| {
        let tokens = tokens(text);
        let is = |at: usize, sign| tokens.get(at).is_some_and(|token| token.is(sign));
        let at = (0..tokens.len()).find(|at| is(*at, '周') && is(at + 1, '末'))?;
        Some(amount(&tokens, &[at, at + 1], Rhythm::of(weekend())))
    })
}

/// The rhythm of a habit, which `every` says where its text does not; and whether one of them does.
pub(super) fn within(text: &str, every: Option<Cadence>) -> (Rhythm, bool) {
    let own = among_habits(text);
    let is_said = own.is_some() || every.is_some();
    (own.unwrap_or_else(|| amount_of(text, &every.unwrap_or(Cadence::Daily))), is_said)
}

/// How much is to be done in the rhythm of a section, by a text that does not say how often.
fn amount_of(text: &str, every: &Cadence) -> Rhythm {
    amount(&tokens(text), &[], Rhythm::of(every.clone()))
}

/// The cadence, and the tokens that it takes. `每日…，一周五天` asks for five days.
fn cadence(tokens: &[Token]) -> Option<(Cadence, Vec<usize>)> {
    let found = |at| english(tokens, at).or_else(|| chinese(tokens, at));
    let (cadence, used) = (0..tokens.len()).find_map(found)?;
    let next = used.last().map_or(0, |last| last + 1);
    let several = |(cadence, _): &(Cadence, Vec<usize>)| {
        matches!(cadence, Cadence::PerWeek(2..) | Cadence::PerMonth(2..) | Cadence::Weekdays)
    };
    let narrower = (next..tokens.len()).filter_map(found).find(several);
    match narrower.filter(|_| cadence == Cadence::Daily) {
        Some((narrower, also)) => Some((narrower, [used, also].concat())),
        None => Some((cadence, used)),
    }
}

fn word(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).and_then(Token::word).unwrap_or_default()
}

fn english(tokens: &[Token], at: usize) -> Option<(Cadence, Vec<usize>)> {
    let is_edge = at == 0 || at + 1 == tokens.len() || tokens[at - 1].is_any("(（[,:-");
    let found = |cadence, length| Some((cadence, (at..at + length).collect()));
    if matches!(word(tokens, at), "a" | "per" | "each")
        && let Some((cadence, from)) = counted(tokens, at, word(tokens, at + 1))
    {
        return Some((cadence, (from..at + 2).collect()));
    }
    match (word(tokens, at), word(tokens, at + 1)) {
        ("daily" | "everyday", _) if is_edge => found(Cadence::Daily, 1),
        ("weekly", _) if is_edge => found(Cadence::PerWeek(1), 1),
        ("monthly", _) if is_edge => found(Cadence::PerMonth(1), 1),
        ("weekdays", _) if is_edge => found(Cadence::Weekdays, 1),
        ("weekends", _) if is_edge => found(weekend(), 1),
        ("every" | "each", "day" | "morning" | "evening" | "night") => found(Cadence::Daily, 2),
        ("every" | "each", "week") => found(Cadence::PerWeek(1), 2),
        ("every" | "each", "month") => found(Cadence::PerMonth(1), 2),
        ("every" | "each", "weekday" | "workday") | ("on", "weekdays") => {
            found(Cadence::Weekdays, 2)
        }
        ("every", "weekend") | ("on", "weekends") => found(weekend(), 2),
        ("every", "other") if word(tokens, at + 2) == "day" => found(Cadence::EveryDays(2), 3),
        ("every" | "each" | "on", _) => {
            let every = tokens.get(at + 1)?.digits(3).filter(|_| word(tokens, at + 2) == "days");
            if let Some(days) = every.filter(|days| (2..=366).contains(days)) {
                return found(Cadence::EveryDays(days), 3);
            }
            let (days, end) = weekdays(tokens, at + 1)?;
            let is_said =
                word(tokens, at) != "on" || days.len() > 1 || word(tokens, at + 1).ends_with('s');
            is_said.then(|| (Cadence::On(days), (at..end).collect()))
        }
        _ => None,
    }
}

fn weekend() -> Cadence {
    Cadence::On(vec![Weekday::Sat, Weekday::Sun])
}

/// `3 times a week`, `twice per month`, `an hour a day`: what stands before `a week`.
fn counted(tokens: &[Token], at: usize, unit: &str) -> Option<(Cadence, usize)> {
    let before = at.checked_sub(1)?;
    let once = match word(tokens, before) {
        "once" => Some(1),
        "twice" => Some(2),
        "thrice" => Some(3),
        _ => None,
    };
    if unit == "day" {
        // `20 minutes a day`: a number within the last three words.
        let is_amount = (at.saturating_sub(3)..at).any(|at| number(&tokens[at]).is_some());
        return (is_amount || once.is_some()).then_some((Cadence::Daily, at));
    }
    let noun = word(tokens, before);
    let is_time = ["hour", "hours", "minute", "minutes", "min", "h"].contains(&noun);
    let counts = || number(&tokens[before.checked_sub(1)?]).filter(|_| !noun.is_empty());
    let (count, from) = match (once, counts()) {
        (Some(once), _) => (once, before),
        // `2 hours a week` are an amount, and no days.
        (None, Some(_)) if is_time => (1, at),
        (None, Some(count)) => (count, before - 1),
        (None, None) => return None,
    };
    match unit {
        "week" if (1..=7).contains(&count) => Some((Cadence::PerWeek(count), from)),
        "month" if (1..=31).contains(&count) => Some((Cadence::PerMonth(count), from)),
        _ => None,
    }
}

/// A number in digits or as a small English word.
fn number(token: &Token) -> Option<u32> {
    const NAMES: [&str; 10] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let named = || NAMES.iter().position(|name| Some(*name) == token.word());
    let article = || matches!(token.word(), Some("a" | "an")).then_some(1);
    token.digits(4).or_else(|| u32::try_from(named()? + 1).ok()).or_else(article)
}

/// Days of the week in a row: `monday, wednesday and friday`.
fn weekdays(tokens: &[Token], from: usize) -> Option<(Vec<Weekday>, usize)> {
    let mut days = Vec::new();
    let mut at = from;
    let mut end = from;
    while let Some(token) = tokens.get(at) {
        let name = token.word().map(|name| name.strip_suffix('s').unwrap_or(name));
        if let Some(day) = name.and_then(|name| name.parse::<Weekday>().ok()) {
            days.push(day);
            end = at + 1;
        } else if !token.is_any(",/&+") && token.word() != Some("and") {
            break;
        }
        at += 1;
    }
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    (!days.is_empty()).then_some((days, end))
}

fn chinese(tokens: &[Token], at: usize) -> Option<(Cadence, Vec<usize>)> {
    let is = |at: usize, signs: &str| tokens.get(at).is_some_and(|token| token.is_any(signs));
    let found = |cadence, length| Some((cadence, (at..at + length).collect()));
    let is_edge = at == 0 || tokens[at - 1].is_any("（(：:，,");
    if (is(at, "隔") && is(at + 1, "天日")) || (is(at, "天") && is(at + 1, "天")) {
        let every = if is(at, "隔") { Cadence::EveryDays(2) } else { Cadence::Daily };
        return found(every, 2);
    }
    if is(at, "工") && is(at + 1, "作") && is(at + 2, "日") && is_edge {
        return found(Cadence::Weekdays, 3);
    }
    if is(at, "周") && one_before(tokens, at) {
        // `一周五天`, `一周 3 次`; without a number of days it is a length.
        let count = tokens.get(at + 1).and_then(Token::number);
        let count = count.filter(|count| (1..=7).contains(count) && is(at + 2, "天次回"))?;
        return Some((Cadence::PerWeek(count), (at - 1..at + 3).collect()));
    }
    if !is(at, "每") {
        return None;
    }
    if is(at + 1, "日天晚早") {
        return found(Cadence::Daily, 2);
    }
    if is(at + 1, "个") && is(at + 2, "工") {
        return found(Cadence::Weekdays, 5);
    }
    let count = tokens.get(at + 1).and_then(Token::number);
    if let Some(days) = count.filter(|days| (1..=366).contains(days) && is(at + 2, "天日")) {
        return found(if days == 1 { Cadence::Daily } else { Cadence::EveryDays(days) }, 3);
    }
    let is_month = is(at + 1, "月");
    let period = if is(at + 1, "周") || is_month { 2 } else { 3 };
    let is_week = is(at + 1, "周") || (is(at + 1, "星") && is(at + 2, "期"));
    if is_week && let Some((days, end)) = chinese_days(tokens, at + period) {
        return Some((Cadence::On(days), (at..end).collect()));
    }
    if !is_week && !is_month {
        return None;
    }
    let times = chinese_times(tokens, at + period);
    let (count, times) = times.map_or((1, 0..0), |(count, used)| (count, used));
    let cadence = match count {
        1..=7 if is_week => Cadence::PerWeek(count),
        1..=31 if is_month => Cadence::PerMonth(count),
        _ => return None,
    };
    Some((cadence, (at..at + period).chain(times).collect()))
}

/// Whether `一` or `1` stands before a token.
fn one_before(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| tokens[before].number()) == Some(1)
}

/// How often in a week or month, and the tokens that say so: `3 次` right behind it, or what is
/// done one at a time, as in `每周跑步三次` and `每月读 2 本书`. Of a range the lower end.
fn chinese_times(tokens: &[Token], from: usize) -> Option<(u32, std::ops::Range<usize>)> {
    let counts = |at: usize, signs: &str| {
        let end = after_range(tokens, at);
        let is_counted = tokens.get(end).is_some_and(|token| token.is_any(signs));
        Some((tokens.get(at)?.number().filter(|_| is_counted)?, at..end + 1))
    };
    counts(from, "次天回")
        .or_else(|| (from..tokens.len()).find_map(|at| counts(at, "次回篇本章节课遍场")))
}

/// `一三五`, `一、三、五` or `末` after `每周`, where no counter follows.
fn chinese_days(tokens: &[Token], from: usize) -> Option<(Vec<Weekday>, usize)> {
    const DAYS: [Weekday; 6] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat];
    if tokens.get(from)?.is('末') {
        return Some((vec![Weekday::Sat, Weekday::Sun], from + 1));
    }
    let mut days = Vec::new();
    let mut at = from;
    while let Some(token) = tokens.get(at) {
        match &token.kind {
            TokenKind::Han(..) => {
                for digit in token.han_digits() {
                    days.extend(DAYS.get(usize::try_from(digit).ok()?.checked_sub(1)?));
                }
            }
            TokenKind::Sign('日') => days.push(Weekday::Sun),
            TokenKind::Sign('、' | '，' | '和' | '/') if !days.is_empty() => {}
            _ => break,
        }
        at += 1;
    }
    let is_count = tokens.get(at).is_some_and(|token| token.is_any("次天个回篇道小"));
    days.sort_by_key(Weekday::num_days_from_monday);
    days.dedup();
    (!days.is_empty() && !is_count).then_some((days, at))
}

/// Adds how much is to be done: `1~2 个 … 题`, `20 minutes`, `two problems`.
fn amount(tokens: &[Token], used: &[usize], mut rhythm: Rhythm) -> Rhythm {
    let free = |at: &usize| !used.contains(at);
    let Some(at) = (0..tokens.len()).filter(free).find(|at| {
        let count = number(&tokens[*at]).or_else(|| tokens[*at].number());
        count.is_some_and(|count| count > 0) && unit(tokens, after_range(tokens, *at)).is_some()
    }) else {
        return rhythm;
    };
    let value = |at: usize| number(&tokens[at]).or_else(|| tokens[at].number());
    let end = after_range(tokens, at);
    rhythm.target = Amount::whole(value(at).unwrap_or(1));
    if end > at + 1 {
        let more = value(end - 1).map(Amount::whole);
        rhythm.stretch = more.filter(|more| *more > rhythm.target);
    }
    rhythm.unit = unit(tokens, end).filter(|unit| !unit.is_empty());
    rhythm
}

/// The token after a number, or after a range of two.
fn after_range(tokens: &[Token], at: usize) -> usize {
    let is_range = tokens.get(at + 1).is_some_and(|sign| sign.is_any("~～-–—至到"))
        && tokens.get(at + 2).is_some_and(|token| token.number().is_some());
    if is_range { at + 3 } else { at + 1 }
}

/// What is counted: empty where a counter says nothing more, `None` where nothing is counted.
fn unit(tokens: &[Token], at: usize) -> Option<String> {
    const ENGLISH: [&str; 15] = [
        "problem", "page", "word", "minute", "hour", "commit", "exercise", "chapter", "question",
        "card", "lesson", "video", "pomodoro", "km", "article",
    ];
    let token = tokens.get(at)?;
    if let Some(word) = token.word() {
        let is_known = ENGLISH.iter().any(|known| word.strip_suffix('s').unwrap_or(word) == *known);
        return is_known.then(|| word.to_owned());
    }
    let is = |at: usize, sign: char| tokens.get(at).is_some_and(|token| token.is(sign));
    let pairs = ["小时", "分钟", "单词", "公里", "番茄"];
    let pair = pairs
        .iter()
        .find(|pair| pair.chars().enumerate().all(|(offset, sign)| is(at + offset, sign)));
    if let Some(pair) = pair {
        return Some((*pair).to_owned());
    }
    match token.kind {
        TokenKind::Sign('道' | '个') => {
            let rest = &tokens[at..];
            let clause = rest.iter().position(|token| token.is_any("，,；;。"));
            Some(last_noun(&rest[..clause.unwrap_or(rest.len())]))
        }
        TokenKind::Sign(sign @ ('题' | '页' | '词' | '篇' | '章' | '节' | '课' | '遍' | '次')) => {
            Some(sign.to_string())
        }
        _ => None,
    }
}

/// The noun that a counter counts, where the clause ends in one that is known.
fn last_noun(tokens: &[Token]) -> String {
    let sign = |back: usize| match tokens.len().checked_sub(back).and_then(|at| tokens.get(at)) {
        Some(Token { kind: TokenKind::Sign(sign), .. }) => Some(*sign),
        _ => None,
    };
    match (sign(2), sign(1)) {
        (Some('单'), Some('词')) => "单词".to_owned(),
        (_, Some(noun @ ('题' | '词' | '页'))) => noun.to_string(),
        (Some('题'), Some('目')) => "题".to_owned(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Option<String> {
        let rhythm = find(text)?;
        let stretch = rhythm.stretch.map(|stretch| format!("-{stretch}")).unwrap_or_default();
        let unit = rhythm.unit.map(|unit| format!(" {unit}")).unwrap_or_default();
        Some(format!("{} {}{stretch}{unit}", rhythm.every, rhythm.target))
    }

    #[test]
    fn habits_are_heard_in_english_and_chinese() {
        let cases = [
            ("每日练习 1~2 个 LeetCode Easy/Medium 后端题", "day 1-2 题"),
            ("每天背 20 个单词", "day 20 单词"),
            ("每天学习两小时", "day 2 小时"),
            ("英语听力（每天 30 分钟）", "day 30 分钟"),
            ("每周三次跑步", "3/week 1"),
            ("每周 3 次算法题", "3/week 1"),
            ("每周一三五健身", "mon,wed,fri 1"),
            ("每周一、三、五 阅读 10 页", "mon,wed,fri 10 页"),
            ("每周复盘", "1/week 1"),
            ("每周跑步三次", "3/week 1"),
            ("每周跑步 2~3 次", "2/week 1"),
            ("每周 2-3 次算法题", "2/week 1"),
            ("每周写 2 篇博客", "2/week 1"),
            ("每月读 2 本书", "2/month 1"),
            ("每周刷 5 道题", "1/week 5 题"),
            ("每周末写一篇博客", "sat,sun 1 篇"),
            ("每两天写一篇笔记", "2 days 1 篇"),
            ("隔天跑步", "2 days 1"),
            ("每月 2 次模拟面试", "2/month 1"),
            ("工作日刷 2 道题", "weekday 2 题"),
            ("LeetCode every day", "day 1"),
            ("Solve 1-2 problems every day", "day 1-2 problems"),
            ("Daily: 20 minutes of Anki", "day 20 minutes"),
            ("Read 10 pages a day", "day 10 pages"),
            ("Practice an hour a day", "day 1 hour"),
            ("Mock interview 3 times a week", "3/week 1"),
            ("Blog twice per month", "2/month 1"),
            ("Gym every Monday, Wednesday and Friday", "mon,wed,fri 1"),
            ("Review notes (weekly)", "1/week 1"),
            ("Walk every other day", "2 days 1"),
            ("Write every 3 days", "3 days 1"),
            ("Read one paper a week", "1/week 1"),
            ("Podcasts, 2 hours a week", "1/week 2 hours"),
            ("Weekly review", "1/week 1"),
            ("Call mum on Sundays", "sun 1"),
            ("Duolingo on weekdays, 15 minutes", "weekday 15 minutes"),
            ("Long run on weekends", "sat,sun 1"),
            ("每日背 50 个单词，一周五天", "5/week 50 单词"),
            ("跑步，一周三次", "3/week 1"),
            ("Anki every day, 5 times a week", "5/week 1"),
            ("每天练习，每周总结", "day 1"),
        ];
        for (text, want) in cases {
            assert_eq!(shown(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn tasks_are_no_habits() {
        for text in [
            "Build a daily planner app",
            "LeetCode 739 Daily Temperatures",
            "Day 3: variables",
            "Learn about cron jobs per user",
            "Meet on Monday",
            "学习 FastAPI 的核心机制",
            "实现每个接口的测试",
            "了解日志",
            "Read a book per chapter",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[每日天周月一三五末 0-9次个题~]{0,12}|((every|a|per|day|week|times|[0-9]|mon) ){0,6}|\\PC{0,20}") {
            let _ = find(&text);
        }
    }
}
