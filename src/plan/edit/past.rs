//! Ids of the past, and the `[[moved]]` that say who gets their credit.

use std::collections::BTreeSet;

use super::{EditError, noun_of_work};
use crate::id::Id;
use crate::plan::document::{Document, NewTable, Place, Spot, Value};
use crate::plan::model::Plan;

/// The tasks and habits of today that get the credit of an id of the past; none if it is none.
fn credited<'a>(plan: &'a Plan, id: &'a Id) -> Vec<&'a Id> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let moved = plan.moved.iter().find(|moved| moved.from == *id);
        if !seen.insert(id) {
            continue;
        }
        match moved {
            Some(moved) => open.extend(moved.to.iter().rev()),
            None => found.push(id),
        }
    }
    if plan.moved.iter().any(|moved| moved.from == *id) { found } else { Vec::new() }
}

/// Sees that something can get an id, which none of `but` need have free.
///
/// # Errors
///
/// Where a task or habit has it, or where it is one of the past whose credit goes to anything
/// but `heirs`: as an id of today it would keep that credit to itself.
pub(super) fn check_free(plan: &Plan, id: &Id, heirs: &[&Id]) -> Result<(), EditError> {
    if let Some(noun) = noun_of_work(plan, id) {
        return Err(EditError::Taken { id: id.clone(), noun });
    }
    let credited = credited(plan, id);
    if credited.iter().all(|id| heirs.contains(id)) {
        return Ok(());
    }
    let to: Vec<String> = credited.iter().map(|id| format!("`{id}`")).collect();
    Err(EditError::Past { id: id.clone(), to: to.join(", ") })
}

/// Makes an id of the past free to be one of today.
pub(super) fn revive(document: &mut Document, id: &Id) {
    document.remove_table(&Place::Moved(id.clone()));
}

/// Says that the credit of `from` goes to `to`.
pub(super) fn hand_over(document: &mut Document, from: &Id, to: &[Id]) {
    let to = match to {
        [only] => Value::text(only.as_str()),
        several => Value::list(several),
    };
    let keys = vec![("from", Value::text(from.as_str())), ("to", to)];
    document.add(&NewTable { keys, spot: Spot::Moved });
}
