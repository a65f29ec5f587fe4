//! The languages that people read, and sentences that stand in all of them.
//!
//! A [`Sentence`] is made with [`say!`](crate::say), which takes its text in every language and
//! the data once: one that lacks a language does not compile. It is for what is said far from
//! the screen, where nobody knows yet which language it will be read in: errors, hints, and the
//! problems of a plan. What a screen says stands in `view::lang`.

use std::error::Error;
use std::fmt;
use std::io;

/// A language that people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// The language of a locale such as `zh_CN.UTF-8`, a language tag such as `zh-Hans`, or a
    /// name such as `zh`; `None` for one that we do not speak. Readers of Traditional Chinese
    /// get Simplified, which they read more easily than English.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        match lower.split(['_', '-', '.', '@']).next() {
            Some("zh") => Some(Self::Zh),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }

    /// The language of messages for the value of the first of `LC_ALL`, `LC_MESSAGES` and `LANG`
    /// that is set, and for that of `LANGUAGE`, as `gettext` has it: `LANGUAGE` lists what is
    /// preferred, and has no say where the locale is `C` or `POSIX`. English where nothing that
    /// we speak is asked for.
    #[must_use]
    pub fn of_environment(locale: Option<&str>, language: Option<&str>) -> Self {
        let locale = locale.unwrap_or("C");
        if matches!(locale.split('.').next(), Some("C" | "POSIX")) {
            return Self::En;
        }
        let preferred = language.unwrap_or_default().split(':').find_map(Self::of_name);
        preferred.or_else(|| Self::of_name(locale)).unwrap_or_default()
    }
}

/// A text in every language.
// One pointer, `None` for no text at all, so that results which hold an error stay small.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(Option<Box<Texts>>);

/// The same text in English and in Chinese.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Texts {
    en: String,
    zh: String,
}

impl Sentence {
    /// A text in every language; [`say!`](crate::say) is the way to write one.
    #[must_use]
    pub fn new(en: String, zh: String) -> Self {
        let is_empty = en.is_empty() && zh.is_empty();
        Self((!is_empty).then(|| Box::new(Texts { en, zh })))
    }

    /// What is no sentence of ours and reads the same in every language: names, values, and what
    /// other programs say.
    #[must_use]
    pub fn verbatim(text: impl Into<String>) -> Self {
        let en = text.into();
        Self::new(en.clone(), en)
    }

    /// The text in a language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> &str {
        let (en, zh) = self.both();
        match lang {
            Lang::En => en,
            Lang::Zh => zh,
        }
    }

    /// The text in English and in Chinese, for a word within another sentence.
    #[must_use]
    pub fn both(&self) -> (&str, &str) {
        self.0.as_ref().map_or(("", ""), |texts| (&texts.en, &texts.zh))
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text(Lang::En).is_empty()
    }

    /// Names and values, one after the other.
    #[must_use]
    pub fn list(items: &[impl AsRef<str>]) -> Self {
        let items: Vec<Self> = items.iter().map(|item| Self::verbatim(item.as_ref())).collect();
        Self::join(&items, &Self::new(", ".to_owned(), "、".to_owned()))
    }

    /// Several, with what stands between two of them in every language.
    #[must_use]
    pub fn join(sentences: &[Self], between: &Self) -> Self {
        let texts = |lang: Lang| {
            let texts: Vec<&str> = sentences.iter().map(|sentence| sentence.text(lang)).collect();
            texts.join(between.text(lang))
        };
        Self::new(texts(Lang::En), texts(Lang::Zh))
    }
}

/// Makes a [`Sentence`] of its text in every language, English first, with the arguments of
/// `format!` behind, which every text may use.
///
/// ```
/// use roadmap::sentence::Lang;
///
/// let id = "docker";
/// let said = roadmap::say!("`{id}` is not in the plan", "计划里没有 `{id}`");
/// assert_eq!(said.text(Lang::En), "`docker` is not in the plan");
/// assert_eq!(said.text(Lang::Zh), "计划里没有 `docker`");
/// ```
#[macro_export]
macro_rules! say {
    ($en:literal, $zh:literal $(, $($argument:tt)*)?) => {
        $crate::sentence::Sentence::new(
            format!($en $(, $($argument)*)?),
            format!($zh $(, $($argument)*)?),
        )
    };
}

/// An error that speaks every language: English by `Display`, the others by a `match` over its
/// variants here, so that a new variant without its sentence does not compile.
pub trait Spoken: Error {
    /// What it says in Simplified Chinese.
    fn zh(&self) -> String;

    /// What it says.
    fn sentence(&self) -> Sentence {
        Sentence::new(self.to_string(), self.zh())
    }
}

/// A sentence as the error of a function that reads an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Sentence);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.text(Lang::En))
    }
}

impl Error for Refused {}

impl Spoken for Refused {
    fn zh(&self) -> String {
        self.0.text(Lang::Zh).to_owned()
    }
}

/// What is done to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAction {
    /// Read.
    Read,
    /// Written.
    Write,
    /// Made.
    Create,
    /// Given another name.
    Rename,
    /// Taken away.
    Remove,
}

impl FileAction {
    /// What was done, in English.
    #[must_use]
    pub fn en(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "written",
            Self::Create => "created",
            Self::Rename => "renamed",
            Self::Remove => "removed",
        }
    }

    /// What to do, in Chinese.
    #[must_use]
    pub fn zh(self) -> &'static str {
        match self {
            Self::Read => "读取",
            Self::Write => "写入",
            Self::Create => "创建",
            Self::Rename => "重命名",
            Self::Remove => "删除",
        }
    }
}

impl Spoken for io::Error {
    fn zh(&self) -> String {
        let said = match self.kind() {
            io::ErrorKind::NotFound => "没有这个文件或目录",
            io::ErrorKind::PermissionDenied => "没有权限",
            io::ErrorKind::AlreadyExists => "文件已存在",
            io::ErrorKind::NotADirectory => "不是目录",
            io::ErrorKind::IsADirectory => "是一个目录",
            io::ErrorKind::DirectoryNotEmpty => "目录不是空的",
            io::ErrorKind::ReadOnlyFilesystem => "文件系统是只读的",
            io::ErrorKind::StorageFull => "磁盘空间已满",
            io::ErrorKind::QuotaExceeded => "磁盘配额已用完",
            io::ErrorKind::FileTooLarge => "文件太大",
            io::ErrorKind::ResourceBusy => "资源正被占用",
            io::ErrorKind::InvalidFilename => "文件名无效",
            io::ErrorKind::ArgumentListTooLong => "参数太长",
            io::ErrorKind::InvalidData => "数据无效",
            io::ErrorKind::UnexpectedEof => "内容意外结束",
            io::ErrorKind::TimedOut => "超时",
            io::ErrorKind::Interrupted => "操作被中断",
            io::ErrorKind::OutOfMemory => "内存不足",
            // The system's own words are better than none.
            _ => return self.to_string(),
        };
        match self.raw_os_error() {
            Some(code) => format!("{said}（系统错误 {code}）"),
            None => said.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_which_language() {
        let cases = [
            (None, None, Lang::En),
            (Some("C"), Some("zh_CN"), Lang::En),
            (Some("C.UTF-8"), Some("zh_CN"), Lang::En),
            (Some("POSIX"), Some("zh"), Lang::En),
            (None, Some("zh"), Lang::En),
            (Some("zh_CN.UTF-8"), None, Lang::Zh),
            (Some("zh_TW.UTF-8"), None, Lang::Zh),
            (Some("zh_CN.UTF-8"), Some(""), Lang::Zh),
            (Some("zh_CN.UTF-8"), Some("en"), Lang::En),
            (Some("en_GB.UTF-8"), Some("zh_CN:en"), Lang::Zh),
            (Some("de_DE.UTF-8"), Some("fr:zh_HK"), Lang::Zh),
            (Some("de_DE.UTF-8"), Some("fr"), Lang::En),
            (Some("de_DE@euro"), None, Lang::En),
            (Some("zhuang"), None, Lang::En),
        ];
        for (locale, language, want) in cases {
            assert_eq!(Lang::of_environment(locale, language), want, "{locale:?} {language:?}");
        }
    }

    #[test]
    fn the_data_stand_in_every_text() {
        let (a, b) = ("x", 2);
        let said = say!("{} of {b}", "{b} 之 {}", a);
        assert_eq!((said.text(Lang::En), said.text(Lang::Zh)), ("x of 2", "2 之 x"));
    }
}
