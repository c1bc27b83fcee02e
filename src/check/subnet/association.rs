//! Subnets that must not carry something.

use crate::check::survey::Survey;
use crate::design::{Resource, SubnetId};
use crate::diagnostic::Diagnostic;

/// Adds the change that takes the route table from a subnet, and the table with it where nothing else uses it.
pub(super) fn without_table(finding: Diagnostic, design: &Survey<'_>, id: SubnetId) -> Diagnostic {
    let finding = finding.removing(design[id].at.field("routeTable"));
    match design.table_of(id) {
        Some(table) if design.users(table).len() == 1 && !design[table].existing() => finding.removing(design[table].at.pointer()),
        _ => finding,
    }
}
