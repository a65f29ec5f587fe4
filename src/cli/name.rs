//! Naming things: by id, unique prefix, or part of id or title, Chinese included.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::failure::Failure;
use crate::id::Id;
use crate::say;
use crate::sentence::Sentence;
use crate::typed::narrow;

/// How many candidates are shown for an ambiguous name.
const SHOWN: usize = 8;

/// The least similarity of a typo to an id, from 0 to 1.
const SIMILAR: f64 = 0.7;

/// Something that can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named<'a> {
    /// Its id.
    pub(crate) id: &'a Id,
    /// Its title.
    pub(crate) title: &'a str,
}

/// What is being looked for, as far as messages need it.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    /// What it is called, e.g. `phase`.
    pub(crate) noun: fn() -> Sentence,
    /// What to try where the name is the id of something else, if it is.
    pub(crate) elsewhere: Option<Sentence>,
    /// Whether nothing is meant that is only called something like it: a habit is no task, and
    /// whoever writes its id for one means it.
    pub(crate) is_other: bool,
    /// What to try where nothing has a name like it.
    pub(crate) otherwise: fn() -> Sentence,
}

/// Finds what `text` names among `things`, which are of one kind.
///
/// The first rule that fits anything decides: the id; a prefix of ids; a part of ids or
/// titles; the first letter and others of an id in their order; characters of a title in their
/// order, where they are not ASCII. A guess may be recorded, so it is never a wild one: the
/// letters of `nope` stand in many a title, and a digit in almost any.
///
/// # Errors
///
/// Lists the candidates where it fits several, and near ids where it fits none.
pub(crate) fn find<'a>(kind: &Kind, text: &str, things: &[Named<'a>]) -> Result<&'a Id, Failure> {
    let wanted = narrow(text.trim()).to_lowercase();
    if let Some(exact) = things.iter().find(|thing| thing.id.as_str() == wanted) {
        return Ok(exact.id);
    }
    if wanted.is_empty() {
        let noun = (kind.noun)();
        let (en, zh) = noun.both();
        let failure =
            Failure::request(say!("the name of a {en} cannot be empty", "{zh}的名称不能为空"));
        return Err(failure.hint((kind.otherwise)()));
    }
    if kind.is_other {
        return Err(unknown(kind, text, things));
    }
    // `ls` and `rm` stand in many a name without meaning it.
    let is_too_short = wanted.len() < 3;
    let by_prefix = |thing: &Named<'_>| thing.id.as_str().starts_with(&wanted);
    let by_part = |thing: &Named<'_>| {
        !is_too_short
            && (thing.id.as_str().contains(&wanted)
                || narrow(thing.title).to_lowercase().contains(&wanted))
    };
    let matches = [filter(things, by_prefix), filter(things, by_part), by_letters(&wanted, things)];
    match matches.iter().find(|found| !found.is_empty()).map(Vec::as_slice) {
        None => Err(unknown(kind, text, things)),
        Some([only]) => Ok(only.id),
        Some(several) => Err(ambiguous(kind, text, several)),
    }
}

fn filter<'a>(things: &[Named<'a>], fits: impl Fn(&Named<'a>) -> bool) -> Vec<Named<'a>> {
    things.iter().copied().filter(fits).collect()
}

/// Those whose id begins alike and has all the letters in their order, or whose title has all
/// the characters of another script, the best match first.
fn by_letters<'a>(wanted: &str, things: &[Named<'a>]) -> Vec<Named<'a>> {
    if wanted.len() < 3 || wanted.chars().count() < 2 {
        return Vec::new();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let (case, normalization) = (CaseMatching::Ignore, Normalization::Smart);
    let pattern = Atom::new(wanted, case, normalization, AtomKind::Fuzzy, false);
    let mut score = |text: &str| -> Option<u16> {
        let mut buffer = Vec::new();
        pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher)
    };
    let first = wanted.chars().next();
    let mut best = |thing: &Named<'a>| {
        if wanted.is_ascii() {
            let id = thing.id.as_str();
            return score(id).filter(|_| id.chars().next() == first);
        }
        score(thing.title)
    };
    let mut scored: Vec<(u16, Named<'a>)> =
        things.iter().filter_map(|thing| Some((best(thing)?, *thing))).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, thing)| thing).collect()
}

fn unknown(kind: &Kind, text: &str, things: &[Named<'_>]) -> Failure {
    let noun = (kind.noun)();
    let (en, zh) = noun.both();
    let failure = Failure::request(say!("no {en} is called `{text}`", "没有名为 `{text}` 的{zh}"));
    if let Some(elsewhere) = &kind.elsewhere {
        return failure.hint(elsewhere.clone());
    }
    let similarity =
        |thing: &&Named<'_>| strsim::jaro_winkler(&text.to_lowercase(), thing.id.as_str());
    let near = things.iter().filter(|thing| similarity(thing) >= SIMILAR);
    match near.max_by(|a, b| similarity(a).total_cmp(&similarity(b))) {
        Some(near) => failure.hint(say!(
            "did you mean `{}` ({})?",
            "你是指 `{}`（{}）吗？",
            near.id,
            near.title
        )),
        None => failure.hint((kind.otherwise)()),
    }
}

fn ambiguous(kind: &Kind, text: &str, several: &[Named<'_>]) -> Failure {
    let width = several.iter().take(SHOWN).map(|thing| thing.id.as_str().len()).max();
    let width = width.unwrap_or_default();
    let line = |thing: &Named<'_>| format!("{:width$}  {}\n", thing.id, thing.title);
    let candidates: String = several.iter().take(SHOWN).map(line).collect();
    let more = several.len().saturating_sub(SHOWN);
    let noun = (kind.noun)();
    let (en, zh) = noun.both();
    let failure =
        Failure::request(say!("`{text}` fits more than one {en}", "`{text}` 对应不止一个{zh}"))
            .details(&candidates);
    let failure = match more {
        0 => failure,
        more => failure.detail(say!("and {more} more", "另有 {more} 个")),
    };
    failure.hint(say!("write more of the id, or all of it", "请把 id 写长一些或写全"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        let ids = ["fastapi-core", "fastapi-di", "fast", "docker-image", "k8s"];
        let titles =
            ["学习 FastAPI 的核心机制", "依赖注入", "Speed", "构建镜像", "Kubernetes 基础"];
        let ids: Vec<Id> = ids.iter().map(|id| id.parse().expect("an id")).collect();
        let things: Vec<Named<'_>> =
            ids.iter().zip(titles).map(|(id, title)| Named { id, title }).collect();
        let kind = Kind {
            noun: || say!("task", "任务"),
            elsewhere: None,
            is_other: false,
            otherwise: || say!("look again", "再看看"),
        };
        find(&kind, text, &things).ok().map(ToString::to_string)
    }

    #[test]
    fn names_are_ids_prefixes_parts_or_letters() {
        let cases = [
            ("the id", "fastapi-di", Some("fastapi-di")),
            ("in any case", "FastAPI-DI", Some("fastapi-di")),
            ("the id before a longer one", "fast", Some("fast")),
            ("a unique prefix", "dock", Some("docker-image")),
            ("a prefix of several", "fastapi", None),
            ("a part of the title", "注入", Some("fastapi-di")),
            ("a part of the title in any case", "KUBE", Some("k8s")),
            ("a part of the id", "image", Some("docker-image")),
            ("letters in their order", "dkrimg", Some("docker-image")),
            ("characters in their order", "依注", Some("fastapi-di")),
            ("letters in their order, but not from the first", "krimg", None),
            ("letters that a title has in their order", "spd", None),
            ("one letter within a title", "p", None),
            ("one character within a title", "镜", Some("docker-image")),
            ("nothing alike", "zzz", None),
            ("nothing", "", None),
        ];
        for (name, text, want) in cases {
            assert_eq!(found(text).as_deref(), want, "{name}: {text}");
        }
    }
}
