//! The short names that people type: ids of tasks, phases, habits, modules and skills.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use smol_str::SmolStr;
use thiserror::Error;

use crate::sentence::Spoken;

/// The stable name of something in the plan: `a-z`, `0-9` and `-`, 1 to 64 bytes, starting
/// with a letter or digit.
///
/// Ids match without regard to case: parsing folds `FastAPI-DI` to `fastapi-di`, and that is
/// the form that is kept, compared and shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(SmolStr);

/// Hashes what a map is looked up by for each event: short texts, quickly. It is the same in every
/// run, so no map with it may be walked through where order could show.
pub(crate) type Hashed = foldhash::fast::FixedState;

/// Why a text is not an [`Id`].
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IdError {
    /// There is nothing there.
    #[error("an id cannot be empty")]
    Empty,
    /// It is longer than [`Id::MAX_BYTES`].
    #[error("`{0}` is too long for an id: {max} bytes at most", max = Id::MAX_BYTES)]
    TooLong(String),
    /// It starts with `-` or holds a character that an id cannot have.
    #[error("`{0}` is not an id: only a-z, 0-9 and `-` are allowed, and not `-` first")]
    Malformed(String),
}

impl Spoken for IdError {
    fn zh(&self) -> String {
        match self {
            Self::Empty => "id 不能为空".to_owned(),
            Self::TooLong(text) => {
                format!("`{text}` 作为 id 太长：最多 {} 个字节", Id::MAX_BYTES)
            }
            Self::Malformed(text) => {
                format!("`{text}` 不是 id：只能用 `a-z`、`0-9` 和 `-`，且不能以 `-` 开头")
            }
        }
    }
}

impl Id {
    /// The longest id, in bytes.
    pub const MAX_BYTES: usize = 64;

    /// The id as text, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a byte is in an id: nothing special, in [`UPPER`] case, or [`FOREIGN`].
const KINDS: [u8; 256] = {
    let mut kinds = [FOREIGN; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_uppercase() {
            kinds[byte as usize] = UPPER;
        } else if byte.is_ascii_alphanumeric() || byte == b'-' {
            kinds[byte as usize] = 0;
        }
        byte += 1;
    }
    kinds
};
const UPPER: u8 = 1;
const FOREIGN: u8 = 2;

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        let found = text.bytes().fold(0, |found, byte| found | KINDS[usize::from(byte)]);
        let is_upper = found & UPPER != 0;
        if found & FOREIGN != 0 || text.starts_with('-') {
            return Err(IdError::Malformed(text.to_owned()));
        }
        if text.len() > Self::MAX_BYTES {
            return Err(IdError::TooLong(text.to_owned()));
        }
        if is_upper {
            return Ok(Self(text.to_ascii_lowercase().into()));
        }
        Ok(Self(text.into()))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_fold_case_and_say_which_rule_a_text_breaks() {
        let id = |text: &str| text.parse::<Id>();
        assert_eq!(id("FastAPI-DI").map(|id| id.to_string()), Ok("fastapi-di".into()));
        assert_eq!(id("5a").map(|id| id.to_string()), Ok("5a".into()));
        assert_eq!(id(""), Err(IdError::Empty));
        for wrong in ["-a", "a b", "a_b", "任务", "a:b", "*", "é"] {
            assert_eq!(id(wrong), Err(IdError::Malformed(wrong.into())), "{wrong}");
        }
        assert!(id(&"a".repeat(64)).is_ok());
        assert_eq!(id(&"a".repeat(65)), Err(IdError::TooLong("a".repeat(65))));
    }
}
