//! `roadmap schema`

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::schema_file;

/// Print the JSON Schema of roadmap.toml, for editors
///
/// Plans that `roadmap init` makes name it in their first line, and it is kept in the git
/// directory, so that editors with TOML support (Tombi, Even Better TOML) complete and check keys
/// and values offline. docs/editing.md says how to have it elsewhere.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args, context: &Context) -> Result<(), Failure> {
    context.give(&schema_file::text())
}
