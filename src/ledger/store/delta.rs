//! Putting an object together from its base and a delta. The format is described in git's
//! `gitformat-pack`.

/// The object that `delta` makes of `base`; `None` where the two do not go together, or the
/// object would be longer than `longest` bytes.
pub(super) fn apply(base: &[u8], delta: &[u8], longest: usize) -> Option<Vec<u8>> {
    let mut rest = delta.iter();
    if length(&mut rest)? != base.len() {
        return None;
    }
    let len = length(&mut rest).filter(|len| *len <= longest)?;
    let mut object = Vec::with_capacity(len);
    while let Some(&code) = rest.next() {
        if code & 0x80 != 0 {
            let start = sparse(&mut rest, code, 4)?;
            let count = sparse(&mut rest, code >> 4, 3)?;
            let count = if count == 0 { 0x1_0000 } else { count };
            object.extend_from_slice(base.get(start..start.checked_add(count)?)?);
        } else if code != 0 {
            let (new, behind) = rest.as_slice().split_at_checked(usize::from(code))?;
            object.extend_from_slice(new);
            rest = behind.iter();
        } else {
            return None;
        }
        if object.len() > len {
            return None;
        }
    }
    (object.len() == len).then_some(object)
}

/// A length: seven bits a byte, the lowest first.
fn length(bytes: &mut std::slice::Iter<'_, u8>) -> Option<usize> {
    let (mut value, mut shift) = (0_usize, 0);
    loop {
        let byte = *bytes.next()?;
        value |= usize::from(byte & 0x7f).checked_shl(shift)?;
        shift += 7;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
}

/// A number of which only the bytes are written that the lowest `count` bits of `code` name.
fn sparse(bytes: &mut std::slice::Iter<'_, u8>, code: u8, count: u32) -> Option<usize> {
    let mut value = 0;
    for byte in 0..count {
        if code >> byte & 1 != 0 {
            value |= usize::from(*bytes.next()?) << (8 * byte);
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delta_copies_and_adds() {
        let base = b"tree 1\nauthor A\n\nfirst";
        // 22 bytes become 12: copy 4 from 0, add "-new", copy 4 from 18.
        let delta = [22, 12, 0x90, 4, 4, b'-', b'n', b'e', b'w', 0x91, 18, 4];
        assert_eq!(apply(base, &delta, 100).as_deref(), Some(&b"tree-newirst"[..]));
        assert_eq!(apply(base, &delta, 11), None, "longer than allowed");
        for end in 0..delta.len() {
            assert_eq!(apply(base, &delta[..end], 100), None, "cut after {end} bytes");
        }
        assert_eq!(apply(&base[1..], &delta, 100), None, "another base");
        assert_eq!(apply(base, &[22, 1, 0], 100), None, "a code that means nothing");
        assert_eq!(apply(base, &[22, 4, 0x91, 20, 4], 100), None, "copies beyond the end");
    }

    #[test]
    fn a_copy_of_no_bytes_copies_65536() {
        let base = vec![7; 0x1_0000];
        let delta = [0x80, 0x80, 4, 0x80, 0x80, 4, 0x80];
        assert_eq!(apply(&base, &delta, 1 << 20), Some(base));
    }
}
