//! Headings in words, numbers and signs.

/// A word, a number or a sign, with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::plan::import) struct Token {
    pub(in crate::plan::import) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether there is a blank before it.
    pub(super) apart: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::plan::import) enum TokenKind {
    /// Digits: the number, and how many there are.
    Number(u32, usize),
    /// A Chinese number up to 99, with its digits.
    Han(u32, Vec<u32>),
    /// Letters, in lower case; with whether the first one was a capital.
    Word(String, bool),
    /// Anything else.
    Sign(char),
}

impl Token {
    pub(in crate::plan::import) fn is(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }

    pub(in crate::plan::import) fn is_any(&self, signs: &str) -> bool {
        matches!(self.kind, TokenKind::Sign(sign) if signs.contains(sign))
    }

    pub(in crate::plan::import) fn word(&self) -> Option<&str> {
        match &self.kind {
            TokenKind::Word(word, _) => Some(word),
            _ => None,
        }
    }

    /// A number in digits of at most so many places.
    pub(in crate::plan::import) fn digits(&self, most: usize) -> Option<u32> {
        match self.kind {
            TokenKind::Number(number, places) if places <= most => Some(number),
            _ => None,
        }
    }

    /// A number, in digits or in Chinese.
    pub(in crate::plan::import) fn number(&self) -> Option<u32> {
        match &self.kind {
            TokenKind::Han(number, _) => Some(*number),
            _ => self.digits(4),
        }
    }

    /// The digits of a Chinese number, one by one: `一三五` is no number at all.
    pub(in crate::plan::import) fn han_digits(&self) -> Vec<u32> {
        match &self.kind {
            TokenKind::Han(_, digits) => digits.clone(),
            _ => Vec::new(),
        }
    }

    /// Where it begins, in bytes.
    pub(in crate::plan::import) fn start(&self) -> usize {
        self.start
    }

    /// Where it ends, in bytes.
    pub(in crate::plan::import) fn end(&self) -> usize {
        self.end
    }

    /// Whether there is a blank before it.
    pub(in crate::plan::import) fn apart(&self) -> bool {
        self.apart
    }

    /// Whether it is a sign that only adorns, such as an emoji or `#`.
    pub(in crate::plan::import) fn is_decoration(&self) -> bool {
        matches!(self.kind, TokenKind::Sign(sign) if !sign.is_alphanumeric())
    }

    /// A year in four digits, of a plan rather than of a history.
    pub(super) fn year(&self) -> Option<i32> {
        match self.kind {
            TokenKind::Number(number @ 2000..=2099, 4) => i32::try_from(number).ok(),
            _ => None,
        }
    }
}

/// The tokens of a text, without its blanks.
pub(in crate::plan::import) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    let mut apart = true;
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            apart = true;
            continue;
        }
        let same: fn(char) -> bool = match first {
            c if digit(c).is_some() => |c| digit(c).is_some(),
            c if han(c).is_some() => |c| han(c).is_some(),
            c if is_letter(c) => is_letter,
            _ => |_| false,
        };
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = rest.next_if(|(_, c)| same(*c)) {
            end = at + next.len_utf8();
        }
        let kind = kind(&text[start..end], first);
        tokens.push(Token { kind, start, end, apart });
        apart = false;
    }
    tokens
}

fn kind(text: &str, first: char) -> TokenKind {
    if digit(first).is_some() {
        let digits: Vec<u32> = text.chars().filter_map(digit).collect();
        let value = digits.iter().take(9).fold(0, |value, digit| value * 10 + digit);
        return TokenKind::Number(value, digits.len());
    }
    if han(first).is_some() {
        return TokenKind::Han(han_number(text), text.chars().filter_map(han).collect());
    }
    if is_letter(first) {
        return TokenKind::Word(text.to_lowercase(), first.is_uppercase());
    }
    TokenKind::Sign(first)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c)
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

fn han(c: char) -> Option<u32> {
    const DIGITS: &str = "零一二三四五六七八九十";
    let value = DIGITS.chars().position(|digit| digit == c);
    let value = value.or(if c == '两' { Some(2) } else { None })?;
    u32::try_from(value).ok()
}

/// The value of `十二` or `二十一`; of other strings of digits the sum of what they hold.
fn han_number(text: &str) -> u32 {
    match text.split_once('十') {
        Some((tens, ones)) => {
            let tens = tens.chars().find_map(han).unwrap_or(1);
            tens * 10 + ones.chars().find_map(han).unwrap_or(0)
        }
        None => text.chars().filter_map(han).fold(0, |value, digit| (value * 10 + digit) % 10_000),
    }
}
