//! Commands to try, each with what it does.

use unicode_width::UnicodeWidthStr;

use super::wrap;
use crate::view::Style;

/// Lays out commands and what they do in two columns, or one below the other where the terminal
/// is too narrow for both.
#[must_use]
pub fn steps(steps: &[(String, &str)], style: Style) -> String {
    let left = steps.iter().map(|(command, _)| command.width()).max().unwrap_or_default();
    let right = steps.iter().map(|(_, what)| what.width()).max().unwrap_or_default();
    let fits = 2 + left + 3 + right <= style.width;
    let row = |(command, what): &(String, &str)| {
        let gap = left - command.width() + 3;
        match (what.is_empty(), fits) {
            (true, _) => format!("  {command}\n"),
            (_, true) => format!("  {command}{:gap$}{what}\n", ""),
            (_, false) => format!("  {command}\n      {what}\n"),
        }
    };
    steps.iter().map(row).collect()
}

/// A name and what is said about it: in two columns, or one below the other where the terminal is
/// narrower than three of the first.
#[must_use]
pub fn hanging(name: &str, name_width: usize, text: &str, style: Style) -> String {
    let indent = 2 + name_width + 2;
    if style.width < 3 * indent {
        let lines = wrap::wrap(text, style.width.saturating_sub(6));
        let lines: String = lines.iter().map(|line| format!("      {line}\n")).collect();
        return format!("  {name}\n{lines}");
    }
    let lines = wrap::wrap(text, style.width - indent);
    let mut shown = format!("  {name:name_width$}  ");
    for (at, line) in lines.iter().enumerate() {
        let before = if at == 0 { 0 } else { indent };
        shown.push_str(&format!("{:before$}{line}\n", ""));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Lang;

    #[test]
    fn columns_where_they_fit() {
        let rows = [("cd x".to_owned(), ""), ("roadmap next".to_owned(), "现在做什么")];
        let wide = Style { width: 27, lang: Lang::Zh, ..Style::default() };
        assert_eq!(steps(&rows, wide), "  cd x\n  roadmap next   现在做什么\n");
        let narrow = Style { width: 26, ..wide };
        assert_eq!(steps(&rows, narrow), "  cd x\n  roadmap next\n      现在做什么\n");
    }
}
