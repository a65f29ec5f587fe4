//! A commit object as bytes, read without copying. Pure, no git.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use super::event::Person;
use super::message;

/// The content of a commit object: headers, an empty line, the message.
#[derive(Clone, Copy, Debug)]
pub(super) struct CommitObject<'a> {
    headers: &'a [u8],
    message: &'a [u8],
}

impl<'a> CommitObject<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        let mut breaks = memchr::memchr_iter(b'\n', data);
        let end = breaks.find(|at| data.get(at + 1) == Some(&b'\n'));
        let (headers, message) = match end {
            Some(end) => (&data[..end], &data[end + 2..]),
            None => (data, &[][..]),
        };
        Self { headers, message }
    }

    /// The first value of the header `name`, which is given with the blank behind it; nothing where
    /// there is none.
    fn header(self, name: &'static [u8]) -> &'a [u8] {
        lines(self.headers).find_map(|line| line.strip_prefix(name)).unwrap_or_default()
    }

    /// The parents' ids, in hex digits: the lines right after the tree, as git reads them.
    pub(super) fn parents(self) -> impl Iterator<Item = &'a str> {
        let parents = lines(self.headers).skip(1).map_while(|line| line.strip_prefix(b"parent "));
        parents.filter_map(|hex| std::str::from_utf8(hex).ok())
    }

    /// When it was committed, in seconds since 1970; 0 for nonsense. Rebasing changes it, so it
    /// may order a walk and nothing else.
    pub(super) fn committed_at(self) -> i64 {
        let line = self.header(b"committer ");
        let seconds = line.rsplit(|byte| *byte == b' ').nth(1).unwrap_or_default();
        std::str::from_utf8(seconds).ok().and_then(|text| text.parse().ok()).unwrap_or_default()
    }

    /// When it was committed, with the offset of the committer's clock; for nonsense the start of
    /// 1970. For those who look at dates, and nothing that counts.
    pub(super) fn committed_moment(self) -> DateTime<FixedOffset> {
        moment_of(self.header(b"committer "))
    }

    /// The author and the lines with one of our keys, as a commit object that has nothing else;
    /// `None` where it has no such line.
    pub(super) fn carried(self) -> Option<String> {
        if !message::may_hold_events(self.message) {
            return None;
        }
        let message = self.message();
        let lines: Vec<&str> = message::event_lines(&message).collect();
        (!lines.is_empty()).then(|| format!("{}{}\n", self.author_header(), lines.join("\n")))
    }

    /// The author as a commit object that has nothing else, up to where its message begins.
    pub(super) fn author_header(self) -> String {
        let author = String::from_utf8_lossy(self.header(b"author "));
        format!("author {author}\n\n")
    }

    /// The message as text; what is not UTF-8 becomes `U+FFFD`. Event lines themselves are
    /// ASCII but for notes, so they survive in every encoding that git can store.
    pub(super) fn message(self) -> Cow<'a, str> {
        match std::str::from_utf8(self.message) {
            Ok(message) => Cow::Borrowed(message),
            Err(_) => String::from_utf8_lossy(self.message),
        }
    }

    /// Who wrote it, as the bytes `Name <address>`, up to the last `>`.
    pub(super) fn author_bytes(self) -> &'a [u8] {
        let line = self.header(b"author ");
        &line[..memchr::memrchr(b'>', line).map_or(line.len(), |end| end + 1)]
    }

    /// Who wrote it. Nonsense in a hand-made commit becomes an empty name.
    pub(super) fn author(self) -> Person {
        Person::parse(&String::from_utf8_lossy(self.author_bytes()))
    }

    /// When it was written, with the offset of the author's clock; for nonsense the start of 1970.
    pub(super) fn authored_at(self) -> DateTime<FixedOffset> {
        moment_of(self.header(b"author "))
    }
}

/// The lines of some headers.
fn lines(headers: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(headers);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = memchr::memchr(b'\n', text);
        rest = end.map(|end| &text[end + 1..]);
        Some(&text[..end.unwrap_or(text.len())])
    })
}

/// The moment at the end of a line about somebody.
fn moment_of(line: &[u8]) -> DateTime<FixedOffset> {
    let end = memchr::memrchr(b'>', line).map(|end| &line[end + 1..]).unwrap_or_default();
    moment(end.trim_ascii()).unwrap_or_default()
}

/// Reads `1752499800 +0800`; `None` outside the years 1970 to 2999.
fn moment(text: &[u8]) -> Option<DateTime<FixedOffset>> {
    const END_OF_2999: i64 = 32_503_679_999;
    let text = std::str::from_utf8(text).ok()?;
    let (seconds, zone) = text.split_at(memchr::memchr(b' ', text.as_bytes())?);
    let zone = &zone[1..];
    let seconds: i64 = seconds.parse().ok()?;
    let zone: i32 = zone.parse().ok()?;
    let zone = zone.clamp(-9_999, 9_999);
    let offset = FixedOffset::east_opt(zone / 100 * 3_600 + zone % 100 * 60)
        .unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc));
    let utc = DateTime::from_timestamp(seconds, 0).filter(|_| (0..=END_OF_2999).contains(&seconds));
    Some(utc?.with_timezone(&offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMIT: &[u8] = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
parent 1111111111111111111111111111111111111111
parent 2222222222222222222222222222222222222222
author \xe6\x9e\x97 <lin@example.org> 1752499800 +0800
committer Bot <bot@example.org> 1752500000 +0000
gpgsig -----BEGIN SSH SIGNATURE-----
 author Eve <eve@example.org> 0 +0000
 -----END SSH SIGNATURE-----

subject

author of nothing
";

    #[test]
    fn a_commit_is_read_as_git_writes_it() {
        let commit = CommitObject::new(COMMIT);
        assert_eq!(commit.author().to_string(), "林 <lin@example.org>");
        assert_eq!(commit.authored_at().to_rfc3339(), "2025-07-14T21:30:00+08:00");
        assert_eq!(commit.parents().map(|id| &id[..1]).collect::<String>(), "12");
        assert_eq!(commit.message(), "subject\n\nauthor of nothing\n");
    }

    #[test]
    fn what_a_commit_carries_reads_as_the_commit_itself() {
        let carried = |message: &str| {
            let mut data = COMMIT.to_vec();
            data.extend_from_slice(message.as_bytes());
            CommitObject::new(&data).carried()
        };
        assert_eq!(carried("prose about roadmap-driven plans\n"), None);
        let lines = carried(" * Roadmap-Done: a\r\nx\nRoadmap-Done: a\n").expect("two lines");
        let whole = CommitObject::new(COMMIT);
        let read = CommitObject::new(lines.as_bytes());
        assert_eq!(read.author(), whole.author());
        assert_eq!(read.authored_at(), whole.authored_at());
        let message = read.message();
        let keys = message::key_lines(&message);
        assert_eq!(
            keys.iter().map(|line| (line.value, line.ordinal)).collect::<Vec<_>>(),
            [("a", 0), ("a", 1)]
        );
    }

    #[test]
    fn nonsense_is_read_as_nobody_at_the_epoch() {
        for data in [
            &b"author"[..],
            b"author \xff\xfe 99999999999999 +9999\n\nx",
            b"author A <a> 99999999999999999999 +0000",
            b"author A <a> 0 +2147483647",
            b"author A <a> 0 -2147483648",
            b"",
        ] {
            let at = CommitObject::new(data).authored_at();
            assert_eq!(at.timestamp(), 0, "{data:?}");
        }
    }
}
