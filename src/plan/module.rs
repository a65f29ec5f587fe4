//! Reads `[[module]]` and `[[module.skill]]`.

use super::keys::SKILL;
use super::model::{Module, Skill};
use super::outline::What;
use super::reader::Reader;
use super::table::Table;

pub(super) fn module(reader: &mut Reader, table: &Table<'_>) -> Option<Module> {
    let Reader { problems, outline, .. } = reader;
    let id = outline.skills.declare(What::Module, table.field("id"), problems);
    let title = reader.line(table, "title");
    let skills = reader.all(table, "skill", &SKILL, skill);
    Some(Module { id: id?.value, title: title?, skills })
}

fn skill(reader: &mut Reader, table: &Table<'_>) -> Option<Skill> {
    let Reader { problems, outline, .. } = reader;
    let id = outline.skills.declare(What::Skill, table.field("id"), problems);
    let title = reader.line(table, "title");
    Some(Skill { id: id?.value, title: title? })
}
