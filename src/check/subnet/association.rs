//! Subnets that must not carry something.

use crate::check::survey::Survey;
use crate::design::{Resource, SubnetId};
use crate::diagnostic::Diagnostic;

/// Adds the change that takes the route table from a subnet, and the table with it where nothing else uses it.
pub(super) fn without_table(finding: Diagnostic, design: &Survey<'_>, id: SubnetId) -> Diagnostic {
    let finding = finding.removing(design[id].at.field("routeTable"));
    match design.written_table_of(id) {
        Some(table) if design.users(table).len() == 1 && !design[table].existing() => finding.removing(design[table].at.pointer()),
        _ => finding,
    }
}

/// Adds the change that takes the security group from a subnet, and the group with it where nothing else carries it.
pub(super) fn without_security_group(finding: Diagnostic, design: &Survey<'_>, id: SubnetId) -> Diagnostic {
    let finding = finding.removing(design[id].at.field("networkSecurityGroup"));
    match design[id].network_security_group.as_ref().and_then(|group| group.security_group()) {
        Some(group) if design.group_users(group).len() == 1 && !design.is_on_interface(group) && !design[group].existing() => {
            finding.removing(design[group].at.pointer())
        }
        _ => finding,
    }
}
