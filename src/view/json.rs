//! JSON: every report in one envelope, `{"schema": 1, "kind": …, "data": …}`.

use std::io::{self, Write};

use serde::Serialize;

use super::report::Report;

/// The version of the envelope. Keys are only ever added to a version.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Envelope<'a> {
    schema: u32,
    #[serde(flatten)]
    report: &'a Report,
}

/// Writes the envelope, indented, with a line break at the end.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    // At once: what is behind `out` looks at every piece for colours and line breaks.
    let mut text = serde_json::to_vec_pretty(&Envelope { schema: SCHEMA, report })?;
    text.push(b'\n');
    out.write_all(&text)
}
