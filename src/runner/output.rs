//! The end of an output of any size.

/// How much of an output is kept, in bytes: the last 64 KiB.
const KEPT: usize = 64 * 1024;

/// The last bytes of an output.
#[derive(Clone, Debug, Default)]
pub struct Tail {
    kept: Vec<u8>,
    total: u64,
}

impl Tail {
    /// Takes more of the output.
    pub fn push(&mut self, bytes: &[u8]) {
        self.total = self.total.saturating_add(bytes.len() as u64);
        let bytes = &bytes[bytes.len().saturating_sub(KEPT)..];
        self.kept.extend_from_slice(bytes);
        // Cut back seldom, so that each byte is moved once at most.
        if self.kept.len() > 2 * KEPT {
            let extra = self.kept.len() - KEPT;
            self.kept.drain(..extra);
        }
    }

    /// The bytes at the end, 64 KiB at most.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.kept[self.kept.len().saturating_sub(KEPT)..]
    }

    /// How many bytes the output has, in all.
    #[must_use]
    pub fn total_bytes(&self) -> u64 {
        self.total
    }

    /// The last lines as text that can do nothing to a terminal: control characters are left
    /// out, a broken line at the beginning too.
    #[must_use]
    pub fn last_lines(&self, count: usize) -> Vec<String> {
        let text = String::from_utf8_lossy(self.bytes());
        let cut = u64::try_from(self.bytes().len()).is_ok_and(|kept| kept < self.total);
        let lines: Vec<&str> = text.lines().skip(usize::from(cut)).collect();
        let shown = lines[lines.len().saturating_sub(count)..].iter();
        shown.map(|line| plain(line)).collect()
    }
}

/// A line without escape sequences and control characters; a tab is a blank.
fn plain(line: &str) -> String {
    let stripped = anstream::adapter::strip_str(line).to_string();
    let characters = stripped.chars().map(|c| if c == '\t' { ' ' } else { c });
    characters.filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_an_output_is_kept() {
        let mut tail = Tail::default();
        for number in 0..100_000 {
            tail.push(format!("line {number}\n").as_bytes());
            assert!(tail.kept.len() <= 3 * KEPT);
        }
        assert_eq!(tail.bytes().len(), KEPT);
        assert_eq!(tail.last_lines(2), ["line 99998", "line 99999"]);
        assert!(tail.total_bytes() > 1_000_000);
        tail.push(&vec![b'x'; 10 * KEPT]);
        assert_eq!(tail.bytes().len(), KEPT);
    }

    #[test]
    fn lines_can_do_nothing_to_a_terminal() {
        let mut tail = Tail::default();
        tail.push(b"\x1b[31mred\x1b[0m\tand\x07 \x1b]0;title\x07done\r\n\xff\n");
        assert_eq!(tail.last_lines(5), ["red and done", "\u{fffd}"]);
    }
}
