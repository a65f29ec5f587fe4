//! Signs: marks, bars and what stands between facts. They are laid out as noncharacters of
//! Unicode, which are for use inside of a program and no text of a learner holds, and become
//! what the terminal can show, or a screen reader can say, when all is laid out. So a title
//! with an arrow in it keeps its arrow.

use super::wrap::FACTS;
use crate::view::lang::SpokenSign;
use crate::view::{Signs, Style};

/// Done.
pub(super) const DONE: &str = "\u{fdd0}";
/// Dropped.
pub(super) const DROPPED: &str = "\u{fdd1}";
/// Open.
pub(super) const OPEN: &str = "\u{fdd2}";
/// Open, and waits for another task.
pub(super) const WAITS: &str = "\u{fdd3}";
/// The phase that it is the time of.
pub(super) const CURRENT: &str = "\u{fdd4}";
/// Not needed today.
pub(super) const SPARE: &str = "\u{fdd5}";
/// Waits for the learner's next commit.
pub(super) const PENDING: &str = "\u{fdd6}";
/// A part of a bar that is done.
pub(super) const BAR_DONE: &str = "\u{fdd7}";
/// A part of a bar that is due and not done.
pub(super) const BAR_DUE: &str = "\u{fdd8}";
/// A part of a bar that is to come.
pub(super) const BAR_TO_COME: &str = "\u{fdd9}";
/// Between facts on one line.
pub(super) const DOT: &str = "\u{fdda}";
/// Between two ends.
pub(super) const TO: &str = "\u{fddb}";
/// Times.
pub(super) const TIMES: &str = "\u{fddc}";
/// Becomes, or leads to.
pub(super) const BECOMES: &str = "\u{fddd}";
/// Takes back.
pub(super) const TAKES_BACK: &str = "\u{fdde}";
/// There is more.
pub(super) const MORE: &str = "\u{fddf}";
/// A way out.
pub(super) const WAY_OUT: &str = "\u{fde0}";
/// Worth knowing.
pub(super) const REMARK: &str = "\u{fde1}";
/// None.
pub(super) const NONE: &str = "\u{fde2}";
/// Behind what rests on commits alone, by the plan's rules of evidence.
pub(super) const EVIDENCE: &str = "\u{fde3}";
/// All is well.
pub(super) const FINE: &str = "\u{fde4}";

/// Every sign in the order of its characters, as it is drawn, in ASCII, and as it is said.
const ALL: [(&str, &str, &str, SpokenSign); 21] = [
    (DONE, "✓", "x", SpokenSign::Done),
    (DROPPED, "×", "-", SpokenSign::Dropped),
    (OPEN, "○", "o", SpokenSign::Open),
    (WAITS, "◌", ".", SpokenSign::Waits),
    (CURRENT, "▸", ">", SpokenSign::Current),
    (SPARE, "·", ".", SpokenSign::Spare),
    (PENDING, "…", "~", SpokenSign::Pending),
    (BAR_DONE, "█", "#", SpokenSign::Nothing),
    (BAR_DUE, "▒", "=", SpokenSign::Nothing),
    (BAR_TO_COME, "░", ".", SpokenSign::Nothing),
    (DOT, "·", "-", SpokenSign::Comma),
    (TO, "–", "~", SpokenSign::To),
    (TIMES, "×", "x", SpokenSign::Times),
    (BECOMES, "→", "->", SpokenSign::To),
    (TAKES_BACK, "←", "<-", SpokenSign::TakesBack),
    (MORE, "…", "...", SpokenSign::Nothing),
    (WAY_OUT, "→", ">", SpokenSign::WayOut),
    (REMARK, "·", "-", SpokenSign::Nothing),
    (NONE, "–", "-", SpokenSign::None),
    // A star is a level of the heatmap in ASCII.
    (EVIDENCE, "*", "^", SpokenSign::Evidence),
    (FINE, "✓", "+", SpokenSign::Fine),
];

/// A sentence that holds nothing of the learner's, with its signs as signs of ours.
pub(super) fn ours(sentence: &str) -> String {
    let known = [("·", DOT), ("–", TO), ("×", TIMES), ("→", BECOMES), ("…", MORE)];
    known.iter().fold(sentence.to_owned(), |text, (drawn, sign)| text.replace(drawn, sign))
}

/// The text as the reader gets it. What is said has one fact a line, and ends like a sentence.
pub(super) fn shown(text: String, style: Style) -> String {
    let between = format!(" {DOT} ");
    let text = if text.contains(FACTS) { text.replace(FACTS, &between) } else { text };
    if style.signs == Signs::Spoken {
        return spoken(&anstream::adapter::strip_str(&text).to_string(), style);
    }
    if !text.contains(is_sign) {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match sign(c) {
            Some((_, drawn, _, _)) if style.signs == Signs::Drawn => shown.push_str(drawn),
            Some((_, _, ascii, _)) => shown.push_str(ascii),
            None => shown.push(c),
        }
    }
    shown
}

fn is_sign(c: char) -> bool {
    ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

/// The sign that is laid out as this character.
fn sign(c: char) -> Option<&'static (&'static str, &'static str, &'static str, SpokenSign)> {
    let at = u32::from(c).checked_sub(u32::from('\u{fdd0}'))?;
    ALL.get(usize::try_from(at).ok()?)
}

/// Every line as a sentence: signs in words, a comma between columns.
fn spoken(text: &str, style: Style) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| sentence(line, style)).collect()
}

fn sentence(line: &str, style: Style) -> String {
    let words = style.lang.words().spoken();
    let mut said = line.trim().to_owned();
    for (sign, _, _, spoken) in ALL {
        let word = words.sign(spoken);
        // Words that stand between others bring the blanks around them.
        let between = word.ends_with(' ') || spoken == SpokenSign::Comma;
        let before = if between { format!(" {sign} ") } else { sign.to_owned() };
        if word.ends_with('：') {
            // No blank stands after a mark of full width.
            said = said.replace(&format!("{sign} "), word);
        }
        said = said.replace(&before, word).replace(sign, word);
    }
    let comma = words.sign(SpokenSign::Comma);
    let facts = said.split("  ").map(str::trim).filter(|fact| !fact.is_empty());
    let facts: Vec<String> = facts
        .map(|fact| match fact.split_once('/') {
            Some((part, whole)) if is_number(part) && is_number(whole) => words.part(part, whole),
            _ => fact.to_owned(),
        })
        .collect();
    let mut said = facts.join(comma);
    if !said.ends_with(['.', ':', '?', '!', '。', '：', '？', '！']) {
        said.push_str(words.full_stop());
    }
    said + "\n"
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Lang;

    fn style(signs: Signs, lang: Lang) -> Style {
        Style { lang, signs, ..Style::default() }
    }

    #[test]
    fn a_line_is_drawn_in_ascii_and_said() {
        let line = format!("{DONE} di  从 A → B {DOT} 2025-08{TO}09  {BAR_DONE}{BAR_DUE}  1/2\n");
        let cases = [
            (Signs::Drawn, Lang::En, "✓ di  从 A → B · 2025-08–09  █▒  1/2\n"),
            (Signs::Ascii, Lang::En, "x di  从 A → B - 2025-08~09  #=  1/2\n"),
            (Signs::Spoken, Lang::En, "done: di, 从 A → B, 2025-08 to 09, 1 of 2.\n"),
            (Signs::Spoken, Lang::Zh, "已完成：di，从 A → B，2025-08 至 09，完成 1，共 2。\n"),
        ];
        for (signs, lang, want) in cases {
            assert_eq!(shown(line.clone(), style(signs, lang)), want);
        }
    }

    #[test]
    fn every_sign_is_drawn_in_one_column_and_in_ascii() {
        use unicode_width::UnicodeWidthStr as _;
        for (sign, drawn, ascii, _) in ALL {
            let found = super::sign(sign.chars().next().expect("a sign"));
            assert_eq!(found.map(|found| found.0), Some(sign));
            assert_eq!((sign.width(), drawn.width()), (1, 1), "{drawn}");
            assert!(ascii.is_ascii(), "{ascii}");
        }
    }
}
