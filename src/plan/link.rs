//! Reads `[[link]]` and the addresses of pages.

use super::field::{At, Field};
use super::model::Link;
use super::problem::Problems;
use super::reader::Reader;
use super::table::Table;
use super::words::quote;
use crate::say;

pub(super) fn link(reader: &mut Reader, table: &Table<'_>) -> Option<Link> {
    let title = reader.line(table, "title");
    let url = table.field("url").and_then(|field| url(&field, &mut reader.problems));
    Some(Link { title: title?, url: url?.value })
}

/// Reads the address of a page.
pub(super) fn url(field: &Field<'_>, problems: &mut Problems) -> Option<At<String>> {
    field.parsed(problems, |text| {
        let problem = || {
            field.error(say!(
                "{} is not an address that can be opened",
                "{} 不是可以打开的网址",
                quote(text)
            ))
        };
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(problem().help(say!(
                "an address has no blanks: write each of them as `%20`",
                "网址不含空格：请把每个空格写成 `%20`"
            )));
        }
        if is_address(text) {
            return Ok(text.to_owned());
        }
        Err(problem().help(say!(
            "begin it with `https://`, `http://` or `mailto:`",
            "请以 `https://`、`http://` 或 `mailto:` 开头"
        )))
    })
}

fn is_address(text: &str) -> bool {
    let rest = ["https://", "http://", "mailto:"].iter().find_map(|start| text.strip_prefix(start));
    rest.is_some_and(|rest| !rest.is_empty())
}
