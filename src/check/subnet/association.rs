//! Subnets that must not carry something.

use crate::check::survey::Survey;
use crate::design::{Resource, SubnetId};
use crate::diagnostic::{Diagnostic, PatchOperation};

/// Adds the change that takes the route table from a subnet, and the table with it where nothing else uses it.
pub(super) fn without_table(finding: Diagnostic, design: &Survey<'_>, id: SubnetId) -> Diagnostic {
    let finding = finding.fix(PatchOperation::Remove { path: design[id].at.field("routeTable") });
    match design.table_of(id) {
        Some(table) if design.users(table).len() == 1 && !design[table].existing() => {
            finding.fix(PatchOperation::Remove { path: design[table].at.pointer() })
        }
        _ => finding,
    }
}
