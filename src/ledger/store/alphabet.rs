//! Which bytes a compressed text can have, without decompressing it.
//!
//! A block of deflate begins with the lengths of the codes that it is written in: 0 for a byte
//! that never stands there by itself. What is copied from earlier in the text stood there by
//! itself once, so where the only block has no code for a byte, the text does not have it. Most
//! commits are ruled out in this way, for a fraction of what it costs to read them. The format is
//! that of RFC 1950 and RFC 1951.

/// How many bits a code of a code length has at most.
const LENGTH_BITS: usize = 7;

/// The order in which the lengths of these codes stand (RFC 1951, 3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// How long a code may be.
const LONGEST: u32 = 15;

/// Whether a zlib stream is certain to lack at least one of these bytes, each given once. `false`
/// where that takes more than the codes of its first block to know, and where these cannot be
/// right. Whether the stream is what was written is for a checksum to say.
pub(super) fn lacks(stream: &[u8], bytes: &[u8]) -> bool {
    lacks_one(stream, bytes).unwrap_or(false)
}

fn lacks_one(stream: &[u8], bytes: &[u8]) -> Option<bool> {
    let (header, blocks) = stream.split_first_chunk::<2>()?;
    let has_dictionary = header[1] & 0x20 != 0;
    if header[0] & 0xF != 8 || u16::from_be_bytes(*header) % 31 != 0 || has_dictionary {
        return None;
    }
    let mut bits = Bits { rest: blocks, held: 0, count: 0 };
    bits.fill();
    let (is_last, kind) = (bits.take(1)? == 1, bits.take(2)?);
    if !is_last || kind != 2 {
        return None;
    }
    let literals = bits.take(5)? as usize + 257;
    let all = literals + bits.take(5)? as usize + 1;
    let lengths = Lengths::read(&mut bits)?;
    let (mut at, mut last, mut room, mut seen) = (0, 0, 1_u32 << LONGEST, 0);
    while at < all {
        bits.fill();
        let (length, times) = match lengths.next(&mut bits)? {
            16 if at == 0 => return None,
            16 => (last, bits.take(2)? as usize + 3),
            17 => (0, bits.take(3)? as usize + 3),
            18 => (0, bits.take(7)? as usize + 11),
            length => (length, 1),
        };
        let end = at + times;
        if length != 0 {
            let codes = u32::try_from(end.min(literals).saturating_sub(at)).ok()?;
            room = room.checked_sub(codes << (LONGEST - length))?;
            seen += bytes.iter().filter(|byte| (at..end).contains(&usize::from(**byte))).count();
            if seen == bytes.len() {
                return Some(false);
            }
        }
        (at, last) = (end, length);
    }
    // Codes that leave room, or reach beyond the end, cannot be right.
    (at == all && room == 0).then_some(true)
}

/// The codes that lengths are written in: for each next seven bits the length of the code in the
/// upper three bits, 0 for none, and in the lower five what it stands for.
struct Lengths([u8; 1 << LENGTH_BITS]);

impl Lengths {
    fn read(bits: &mut Bits<'_>) -> Option<Self> {
        let mut lengths = [0_u8; ORDER.len()];
        let mut many = [0_u8; LENGTH_BITS + 1];
        for symbol in ORDER.iter().take(bits.take(4)? as usize + 4) {
            bits.fill();
            let length = bits.take(3)?;
            lengths[*symbol] = u8::try_from(length).ok()?;
            many[length as usize] += 1;
        }
        let mut next = [0_u8; LENGTH_BITS + 2];
        let mut code = 0_u32;
        for length in 1..=LENGTH_BITS {
            next[length] = u8::try_from(code).ok()?;
            code = (code + u32::from(many[length])) << 1;
        }
        if code != 1 << (LENGTH_BITS + 1) {
            return None;
        }
        let mut table = [0; 1 << LENGTH_BITS];
        for (symbol, length) in (0_u8..).zip(lengths).filter(|(_, length)| *length != 0) {
            let code = &mut next[usize::from(length)];
            let first = usize::from(code.reverse_bits() >> (8 - length));
            *code = code.wrapping_add(1);
            for entry in table[first..].iter_mut().step_by(1 << length) {
                *entry = length << 5 | symbol;
            }
        }
        Some(Self(table))
    }

    /// The length that comes next, or how it is repeated.
    fn next(&self, bits: &mut Bits<'_>) -> Option<u32> {
        let entry = self.0[(bits.held & 0x7F) as usize];
        bits.skip(u32::from(entry >> 5))?;
        Some(u32::from(entry & 0x1F))
    }
}

/// Bits of a stream, the lowest of each byte first.
struct Bits<'a> {
    rest: &'a [u8],
    held: u64,
    count: u32,
}

impl Bits<'_> {
    /// Holds at least 32 bits, or all that are left.
    fn fill(&mut self) {
        if self.count >= 32 {
            return;
        }
        let Some(eight) = self.rest.first_chunk::<8>() else { return self.fill_up() };
        self.held |= u64::from_le_bytes(*eight) << self.count;
        let bytes = (63 - self.count) / 8;
        self.rest = &self.rest[bytes as usize..];
        self.count += bytes * 8;
    }

    /// The same at the end of the stream.
    fn fill_up(&mut self) {
        while self.count <= 56 {
            let Some((byte, rest)) = self.rest.split_first() else { return };
            self.held |= u64::from(*byte) << self.count;
            (self.rest, self.count) = (rest, self.count + 8);
        }
    }

    /// The next bits, of those that are held.
    fn take(&mut self, bits: u32) -> Option<u32> {
        let taken = u32::try_from(self.held & ((1 << bits) - 1)).ok()?;
        self.skip(bits)?;
        Some(taken)
    }

    /// Passes over bits that are held; `None` for none, and beyond the end.
    fn skip(&mut self, bits: u32) -> Option<()> {
        self.count = self.count.checked_sub(bits)?;
        self.held >>= bits;
        (bits > 0).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use libdeflater::{CompressionLvl, Compressor};
    use proptest::prelude::*;

    use super::*;

    fn compressed(text: &[u8], level: i32) -> Vec<u8> {
        let mut compressor = Compressor::new(CompressionLvl::new(level).expect("a level"));
        let mut stream = vec![0; compressor.zlib_compress_bound(text.len())];
        let len = compressor.zlib_compress(text, &mut stream).expect("room");
        stream.truncate(len);
        stream
    }

    const COMMIT: &str = "tree 26bd48a6aadfa3c32a920f6fdf1f002d8d5fe923\n\
        parent 0512c1b84925ce447a541d60f6bbf7ee2b55b5ac\n\
        author Lin Xiaoming <lin@example.org> 1782835138 +0800\n\
        committer Lin Xiaoming <lin@example.org> 1782835138 +0800\n\nFix what was broken\n";

    #[test]
    fn a_byte_without_a_code_is_not_there() {
        for level in [1, 6, 9, 12] {
            let stream = compressed(COMMIT.as_bytes(), level);
            assert!(lacks(&stream, b"-"), "{level}");
            assert!(lacks(&stream, b"x:"), "{level}: one of both is enough");
            assert!(!lacks(&stream, b"<"), "{level}");
            assert!(!lacks(&stream, b"<+"), "{level}");
            assert!(!lacks(&stream, b""), "{level}: nothing is asked for");
        }
    }

    #[test]
    fn nothing_is_said_of_what_its_codes_do_not_tell() {
        let stored = compressed(COMMIT.as_bytes(), 0);
        let short = compressed(b"a", 6);
        for stream in [&stored[..], &short, b"", b"\x78", b"\x78\x9c", b"no stream at all"] {
            assert!(!lacks(stream, b"-"));
        }
        let whole = compressed(COMMIT.as_bytes(), 6);
        for end in 0..30 {
            assert!(!lacks(&whole[..end], b"-"), "the codes go on after {end} bytes");
        }
    }

    #[test]
    fn several_blocks_are_not_judged_by_the_first() {
        let mut text: Vec<u8> =
            (0..100_000_u32).map(|at| b'a' + (at % 251 * (at % 241) % 17) as u8).collect();
        text.extend(
            (0..100_000_u32).map(|at| b"-:0123456789"[(at % 251 * (at % 241) % 12) as usize]),
        );
        for level in [1, 6, 9, 12] {
            assert!(!lacks(&compressed(&text, level), b"-:"), "{level}");
        }
    }

    #[test]
    fn one_wrong_bit_hides_nothing() {
        let whole = compressed(COMMIT.as_bytes(), 6);
        for bit in 0..whole.len() * 8 {
            let mut damaged = whole.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(!lacks(&damaged, b"<+"), "bit {bit}");
        }
    }

    #[test]
    fn a_text_that_goes_on_from_another_may_have_anything() {
        let mut stream = compressed(COMMIT.as_bytes(), 6);
        assert!(lacks(&stream, b"-"));
        stream[..2].copy_from_slice(&[0x78, 0xBB]);
        assert!(!lacks(&stream, b"-"), "the header names a dictionary");
    }

    #[test]
    fn nothing_is_repeated_before_there_is_anything() {
        // Codes of code lengths: `0` for 8, `10` for 7, `11` for 16, which repeats.
        let mut bits = vec![(1, 1), (2, 2), (0, 5), (0, 5), (14, 4)];
        let length_of =
            |symbol| u32::from([7, 8, 16].contains(&symbol)) * (1 + u32::from(symbol != 8));
        bits.extend(ORDER[..18].iter().map(|symbol| (length_of(*symbol), 3)));
        let stream = |first: &[(u32, u32)]| {
            let mut all = bits.clone();
            all.extend(first);
            all.extend([(0b01, 2); 2].iter().chain(&[(0, 1); 253]));
            let mut stream = vec![0x78, 0x9C];
            let ones =
                all.iter().flat_map(|(value, many)| (0..*many).map(move |at| value >> at & 1));
            let ones: Vec<u32> = ones.collect();
            stream.extend(ones.chunks(8).map(|eight| {
                eight.iter().rev().fold(0_u8, |byte, bit| byte << 1 | u8::from(*bit == 1))
            }));
            stream
        };
        // Three repeated at the start: of nothing.
        assert!(!lacks(&stream(&[(0b11, 2), (0, 2)]), b"\0"));
    }

    proptest! {
        #[test]
        fn what_is_there_is_never_lacked(
            text in "(tree [0-9a-f]{4}\n){0,9}\\PC{0,300}(Roadmap-Done: [a-z]{1,5}\n)?[\\x00-\\xff]{0,40}",
            level in 0..13,
            bytes in prop::collection::btree_set(any::<u8>(), 1..4),
        ) {
            let bytes: Vec<u8> = bytes.into_iter().collect();
            let has_all = bytes.iter().all(|byte| text.as_bytes().contains(byte));
            let stream = compressed(text.as_bytes(), level);
            prop_assert!(!(has_all && lacks(&stream, &bytes)));
            prop_assert!(!(text.contains("Roadmap-Done:") && lacks(&stream, b"-:")));
        }

        #[test]
        fn nothing_breaks_on_anything(stream in prop::collection::vec(any::<u8>(), 0..200)) {
            lacks(&stream, b"-:");
            lacks(&[b"\x78\x9c\x05", stream.as_slice()].concat(), b"-:");
        }
    }
}
