//! Titles, addresses and commands from a plan as Markdown shows them, whatever stands in them.

/// The text of a link to another note. Obsidian knows no escapes there, so signs that would end
/// the link, or begin a comment or code, are replaced by those that look most like them.
pub(super) fn link_text(title: &str) -> String {
    let replaced = title.replace("<!--", "＜!--").replace("%%", "％％");
    replaced
        .chars()
        .map(|sign| match sign {
            '[' => '［',
            ']' => '］',
            '|' => '｜',
            '`' => '\'',
            '\u{2028}' | '\u{2029}' => ' ',
            _ => sign,
        })
        .collect()
}

/// A text within a line.
pub(super) fn text(title: &str) -> String {
    let mut escaped = String::with_capacity(title.len());
    for sign in title.chars() {
        if "\\`*_[]<>#|~=$%^".contains(sign) {
            escaped.push('\\');
        }
        escaped.push(if matches!(sign, '\u{2028}' | '\u{2029}') { ' ' } else { sign });
    }
    escaped
}

/// An address that can be followed.
pub(super) fn address(link: &str) -> String {
    format!("<{}>", link.replace('<', "%3C").replace('>', "%3E"))
}

/// A command, between as many back-ticks as it needs.
pub(super) fn code(command: &str) -> String {
    let longest = command.split(|sign| sign != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let blank = if longest > 0 { " " } else { "" };
    format!("{fence}{blank}{command}{blank}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_title_is_markup() {
        assert_eq!(link_text("a]]b|[c] `d` %%e <!-- f"), "a］］b｜［c］ 'd' ％％e ＜!-- f");
        assert_eq!(text("*a* [b](c) #d %%e $f$"), r"\*a\* \[b\](c) \#d \%\%e \$f\$");
        assert_eq!(address("https://a.org/<x>"), "<https://a.org/%3Cx%3E>");
        assert_eq!(code("ls -l"), "`ls -l`");
        assert_eq!(code("echo ``a` b"), "``` echo ``a` b ```");
    }
}
