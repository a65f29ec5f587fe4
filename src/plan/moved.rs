//! Reads `[[moved]]`.

use toml::de::DeValue;

use super::field::{At, Field};
use super::model::Moved;
use super::outline::MoveOutline;
use super::phase::reference;
use super::problem::Problems;
use super::reader::Reader;
use super::table::Table;
use crate::id::Id;
use crate::say;

pub(super) fn moved(reader: &mut Reader, table: &Table<'_>) -> Option<Moved> {
    let Reader { problems, outline, .. } = reader;
    let from = table.field("from").and_then(|field| reference(&field, problems));
    let to = table.field("to").map(|field| targets(&field, problems)).unwrap_or_default();
    let from = from?;
    let ids = to.iter().map(|id| id.value.clone()).collect();
    let moved = Moved { from: from.value.clone(), to: ids };
    outline.moves.push(MoveOutline { from, to });
    Some(moved)
}

/// One id, or a list of them.
fn targets(field: &Field<'_>, problems: &mut Problems) -> Vec<At<Id>> {
    match field.value.get_ref() {
        DeValue::String(_) => reference(field, problems).into_iter().collect(),
        DeValue::Array(items) if items.is_empty() => {
            let problem = field.error(say!(
                "`to` is empty, so the credit would be lost",
                "`to` 是空的，记录会因此丢失"
            ));
            problems.push(problem.help(say!(
                "name the ids that get the credit, or remove this `[[moved]]`",
                "请写明记录归哪些 id，或删除这个 `[[moved]]`"
            )));
            Vec::new()
        }
        DeValue::Array(_) => field.list(problems, reference),
        _ => {
            problems.push(field.wrong_type(&say!("an id or a list of ids", "id 或 id 的列表")));
            Vec::new()
        }
    }
}
