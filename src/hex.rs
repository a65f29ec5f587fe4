//! Hex digits, as git writes the names of objects.

/// The bytes as lowercase hex digits, two for each.
#[must_use]
pub fn digits(bytes: &[u8]) -> String {
    // One piece, since formatting each byte costs more than its digits.
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xF)]).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_byte_has_two_digits() {
        assert_eq!(super::digits(&[]), "");
        assert_eq!(super::digits(&[0, 1, 0x9a, 0xff]), "00019aff");
    }
}
