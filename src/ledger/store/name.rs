//! The name of an object: 20 bytes of SHA-1.

use std::fmt;

use crate::hex;
use crate::ledger::event::CommitId;

/// How many bytes a name has.
pub(super) const NAME_BYTES: usize = 20;

/// The name of an object, as packs and graphs hold it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ObjectName([u8; NAME_BYTES]);

impl ObjectName {
    /// The name that these bytes are; `None` unless there are 20 of them.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Reads 40 hex digits; `None` for anything else.
    pub(crate) fn from_hex(hex: &[u8]) -> Option<Self> {
        let hex: &[u8; 2 * NAME_BYTES] = hex.try_into().ok()?;
        let mut bytes = [0; NAME_BYTES];
        let mut wrong = 0;
        for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
            let (high, low) = (DIGITS[usize::from(pair[0])], DIGITS[usize::from(pair[1])]);
            wrong |= high | low;
            *byte = high << 4 | low & 0xf;
        }
        (wrong & NO_DIGIT == 0).then_some(Self(bytes))
    }

    /// The bytes.
    pub(crate) fn bytes(&self) -> &[u8; NAME_BYTES] {
        &self.0
    }

    /// The first byte, by which indexes are divided.
    pub(super) fn bucket(self) -> usize {
        usize::from(self.0[0])
    }
}

impl fmt::Display for ObjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::digits(&self.0))
    }
}

impl fmt::Debug for ObjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<ObjectName> for CommitId {
    fn from(name: ObjectName) -> Self {
        CommitId::new(name.to_string())
    }
}

/// Marks what is no hex digit in [`DIGITS`].
const NO_DIGIT: u8 = 0x80;

/// The value of each byte as a hex digit. A history of a million commits has two million names
/// to read, so this is a table.
const DIGITS: [u8; 256] = digits();

const fn digits() -> [u8; 256] {
    let mut table = [NO_DIGIT; 256];
    let mut value: u8 = 0;
    while value < 16 {
        table[b"0123456789abcdef"[value as usize] as usize] = value;
        table[b"0123456789ABCDEF"[value as usize] as usize] = value;
        value += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_digits_are_a_name_and_nothing_else_is() {
        let hex = "00ff3f9c2a7be01d0123456789abcdef01234567";
        assert_eq!(ObjectName::from_hex(hex.as_bytes()).expect("a name").to_string(), hex);
        let wrong = ["", "00", &hex[1..], &hex.replace('3', "g"), &hex.replace('3', "é")];
        for wrong in wrong {
            assert_eq!(ObjectName::from_hex(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
