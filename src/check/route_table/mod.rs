//! Rules about route tables and the destinations of their routes.

pub(super) mod count;
pub(super) mod default_split;
pub(super) mod name_duplicate;
pub(super) mod peering_api_version;
pub(super) mod prefix_duplicate;
pub(super) mod service_tag_count;
pub(super) mod shared;
pub(super) mod table_empty;
pub(super) mod table_unused;
pub(super) mod to_internet;

use super::survey::Survey;
use crate::design::TableId;
use crate::diagnostic::Diagnostic;

/// Adds the change that takes a table from all its subnets and removes it.
pub(super) fn without_table(mut finding: Diagnostic, design: &Survey<'_>, table: TableId) -> Diagnostic {
    for user in design.users(table) {
        finding = finding.removing(design[*user].at.field("routeTable"));
    }
    if design[table].existing { finding } else { finding.removing(design[table].at.pointer()) }
}
