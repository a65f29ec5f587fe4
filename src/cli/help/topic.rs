//! Topics of help: short texts about what several commands have in common.

use crate::view::Lang;

/// A topic.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Topic {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    en: &'static str,
    zh: &'static str,
}

impl Topic {
    /// The topic of a name.
    pub(crate) fn of_name(name: &str) -> Option<&'static Self> {
        TOPICS.iter().find(|topic| topic.name == name)
    }

    /// Its text.
    pub(crate) fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

/// All topics.
pub(crate) const TOPICS: [Topic; 3] = [
    Topic {
        name: "formats",
        en: include_str!("topics/formats.en.txt"),
        zh: include_str!("topics/formats.zh.txt"),
    },
    Topic {
        name: "time",
        en: include_str!("topics/time.en.txt"),
        zh: include_str!("topics/time.zh.txt"),
    },
    Topic {
        name: "merging",
        en: include_str!("topics/merging.en.txt"),
        zh: include_str!("topics/merging.zh.txt"),
    },
];
