//! `roadmap report verify`

use std::fs;
use std::path::Path;

use super::{provenance, until};
use crate::cli::args::ReadArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::workspace::Workspace;
use crate::say;
use crate::view::report::{Review, ReviewRequest};
use crate::view::{self, FileFormat, Lang, Origin};

/// How many differences are shown.
const MOST_SHOWN: usize = 5;

/// How much of a line is shown around its first difference, in signs.
const SHOWN_SIGNS: usize = 60;

/// Makes the page of `file` again, and compares.
pub(super) fn run(file: &Path, context: &Context) -> Result<(), Failure> {
    let path = context.here().join(file);
    let name = file.display().to_string();
    let bytes = fs::read(&path).map_err(|error| Failure::named_file(file, &name, &error))?;
    let page = String::from_utf8_lossy(&bytes);
    let Some(origin) = Origin::of_page(&page) else {
        return Err(Failure::request(say!(
            "`{name}` does not say what it was made from",
            "`{name}` 没有写明由什么生成"
        ))
        .hint(say!(
            "`roadmap report --html` makes pages that can be verified",
            "`roadmap report --html` 生成的页面可以验证"
        )));
    };
    let workspace = Workspace::open(context)?;
    let (reference, no_evidence) = (origin.reference.clone(), origin.no_evidence);
    let read = ReadArgs { reference, no_evidence, ..until(origin.at)? };
    let standing = workspace.standing(context, &read)?;
    let request = ReviewRequest {
        scope: origin.scope.clone(),
        days: origin.days,
        days_over: origin.days_over,
        public: origin.public,
        repository: origin.repository.clone(),
    };
    let review = super::review(&workspace, &standing, &request)?;
    let review = review.attested(&workspace.attestations(&standing)?, origin.attested_only);
    let made_from = provenance(&workspace, &read);
    let again = view::file(&review, FileFormat::Html, &made_from, origin.lang)?;
    let lang = context.style().lang;
    let name = file.display().to_string();
    if again.as_bytes() == bytes {
        return context.tell(&lang.words().review().verified(&name));
    }
    let mut said = reasons(&origin, &made_from, &review, lang);
    said.push_str(&differences(&page, &again, &name, lang));
    context.tell(&said)?;
    Err(Failure::said())
}

/// What the page was made from that is another now.
fn reasons(origin: &Origin, now: &view::Provenance, review: &Review, lang: Lang) -> String {
    let words = lang.words().review();
    let mut said = Vec::new();
    if origin.version != now.version {
        said.push(words.other_version(&origin.version, now.version));
    }
    if origin.plan != now.plan {
        said.push(words.other_plan().to_owned());
    }
    let events = review.events.to_string();
    if origin.events != events {
        said.push(words.other_events(&origin.events, &events));
    }
    said.iter().map(|line| format!("{line}\n")).collect()
}

/// The first lines that differ, each around its first difference.
fn differences(page: &str, again: &str, name: &str, lang: Lang) -> String {
    let words = lang.words().review();
    let (then, now): (Vec<&str>, Vec<&str>) =
        (page.split('\n').collect(), again.split('\n').collect());
    let count = then.len().max(now.len());
    let line = |lines: &[&str], at: usize| lines.get(at).copied().unwrap_or_default().to_owned();
    let differing: Vec<usize> =
        (0..count).filter(|at| line(&then, *at) != line(&now, *at)).collect();
    let mut said = format!("{}\n", words.differs(name, differing.len()));
    for at in differing.iter().take(MOST_SHOWN) {
        let (then, now) = (line(&then, *at), line(&now, *at));
        let from = then.chars().zip(now.chars()).take_while(|(then, now)| then == now).count();
        let around = |text: &str| {
            let from = from.saturating_sub(SHOWN_SIGNS / 3);
            let shown: String = text.chars().skip(from).take(SHOWN_SIGNS).collect();
            format!("{}{}", if from > 0 { "…" } else { "" }, shown.trim_end())
        };
        said.push_str(&format!("{}\n", words.difference(at + 1, &around(&now), &around(&then))));
    }
    said
}
