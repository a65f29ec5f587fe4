//! Text as people type it: with a Chinese keyboard, digits, letters and punctuation are
//! full-width more often than not.

/// The text with ASCII for full-width characters, and a blank for an ideographic one.
#[must_use]
pub fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn full_width_characters_become_ascii() {
        assert_eq!(super::narrow("ＡＷＳ　１：３０，＊～"), "AWS 1:30,*~");
        assert_eq!(super::narrow("题解、a-1。"), "题解、a-1。");
    }
}
