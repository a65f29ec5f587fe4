//! A segment of a shell's prompt: one line, no colours, no line break.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::paint::harmless;
use crate::view::report::Prompt;
use crate::view::{Lang, Style};

/// The widest that a phase's title is shown, in columns.
const WIDEST_TITLE: usize = 16;

/// The segment: the parts that have something to say, or what `format` asks for. `ascii` does
/// without emoji and dots; titles stay as they are written.
#[must_use]
pub fn render_prompt(prompt: &Prompt, format: Option<&str>, ascii: bool, style: Style) -> String {
    let parts = parts(prompt, ascii, style.lang);
    let Some(format) = format else {
        let [streak, phase, percent, due] = parts;
        let phase = [phase, percent].into_iter().filter(|part| !part.is_empty());
        let phase = phase.collect::<Vec<_>>().join(" ");
        let shown = [streak, phase, due].into_iter().filter(|part| !part.is_empty());
        return shown.collect::<Vec<_>>().join(if ascii { " - " } else { " · " });
    };
    let names = ["{streak}", "{phase}", "{percent}", "{due}"];
    let pairs = names.iter().zip(&parts);
    let text = pairs.fold(format.to_owned(), |text, (name, part)| text.replace(name, part));
    harmless(&text).into_owned()
}

/// Streak, phase, percent and what is due; empty where there is none.
fn parts(prompt: &Prompt, ascii: bool, lang: Lang) -> [String; 4] {
    let flame = if ascii { "*" } else { "🔥" };
    let risk = if prompt.at_risk { "!" } else { "" };
    let streak = match prompt.streak_days {
        0 => String::new(),
        days => format!("{flame}{days}{risk}"),
    };
    let phase = prompt.phase.as_deref().map(|title| shortened(&harmless(title), ascii));
    let percent = prompt.percent.map(|percent| format!("{percent}%"));
    let due = if prompt.due == 0 { String::new() } else { lang.words().due_count(prompt.due) };
    [streak, phase.unwrap_or_default(), percent.unwrap_or_default(), due]
}

/// A title, cut where it would take too much of the line.
fn shortened(title: &str, ascii: bool) -> String {
    if title.width() <= WIDEST_TITLE {
        return title.to_owned();
    }
    let mark = if ascii { "..." } else { "…" };
    let mut short = String::new();
    for cluster in title.graphemes(true) {
        if short.width() + cluster.width() + mark.width() > WIDEST_TITLE {
            break;
        }
        short.push_str(cluster);
    }
    short.trim_end().to_owned() + mark
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(prompt: &Prompt, format: Option<&str>, ascii: bool, lang: Lang) -> String {
        render_prompt(prompt, format, ascii, Style { lang, ..Style::default() })
    }

    #[test]
    fn it_says_what_there_is_to_say() {
        let full = Prompt {
            streak_days: 12,
            at_risk: false,
            phase: Some("后端".to_owned()),
            percent: Some(60),
            due: 2,
        };
        assert_eq!(rendered(&full, None, false, Lang::En), "🔥12 · 后端 60% · 2 due");
        assert_eq!(rendered(&full, None, false, Lang::Zh), "🔥12 · 后端 60% · 待办 2");
        assert_eq!(rendered(&full, None, true, Lang::En), "*12 - 后端 60% - 2 due");
        assert_eq!(
            rendered(&full, Some("[{percent}|{streak}] {x}"), false, Lang::En),
            "[60%|🔥12] {x}"
        );
        let at_risk = Prompt { at_risk: true, due: 0, ..full.clone() };
        assert_eq!(rendered(&at_risk, None, false, Lang::En), "🔥12! · 后端 60%");
        assert_eq!(rendered(&Prompt::default(), None, false, Lang::En), "");
        let long =
            Prompt { phase: Some("容器与编排：从 Docker 到 K8s".to_owned()), ..full };
        assert_eq!(rendered(&long, Some("{phase}"), false, Lang::En), "容器与编排：从…");
        let hostile = Prompt { phase: Some("a\u{1b}[31m\nb".to_owned()), ..long };
        assert!(!rendered(&hostile, None, false, Lang::En).contains(['\u{1b}', '\n']));
    }
}
