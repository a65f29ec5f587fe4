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
    serde_json::to_writer_pretty(&mut *out, &Envelope { schema: SCHEMA, report })?;
    out.write_all(b"\n")
}
