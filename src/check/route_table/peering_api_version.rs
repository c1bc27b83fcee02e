//! `disable-peering-route-api-version`: route tables without the routes of peerings need a newer API version.
//!
//! # What it checks
//! A design with `disablePeeringRoute` does not state an `apiVersion` older than 2025-07-01.
//!
//! # Why it matters
//! Azure refuses or forgets the property in older versions of the interface: the routes of peerings stay.
//!
//! # Fix
//! Take a newer API version, or leave it out for the newest stable one. The fix leaves it out.
//!
//! # Source
//! Azure/bicep-types-az, Microsoft.Network 2025-07-01, RouteTablePropertiesFormat: `disablePeeringRoute` (specification 4.8).

use super::super::Rule;
use super::super::document::needs_version;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{DisabledPeeringRoutes, RouteTable};
use crate::diagnostic::Severity;

/// The first version with the property.
const FIRST: &str = "2025-07-01";

pub(in crate::check) const RULE: Rule = Rule::design("disable-peering-route-api-version", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let written = |table: &&RouteTable| !table.existing && table.disable_peering_route == DisabledPeeringRoutes::All;
    let table = || {
        let table = design.route_tables.iter().find(written)?;
        Some((format!("cannot keep the routes of peerings away, as `{}` wants", table.name), table.at.field("disablePeeringRoute")))
    };
    needs_version(rule, design, FIRST, &table, found);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(version: &str, disabled: &str) -> String {
        format!(
            r#"{{ "apiVersion": "{version}", "routeTables": [{{ "name": "rt", "disablePeeringRoute": "{disabled}" }}],
                "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16"],
                    "subnets": [{{ "name": "s", "addressPrefix": "10.0.0.0/24", "routeTable": "rt" }}] }}] }}"#
        )
    }

    #[test]
    fn an_older_version_is_reported() {
        let document = design("2024-05-01", "All");
        let expected = "/apiVersion: API version 2024-05-01 cannot keep the routes of peerings away, as `rt` wants";
        assert_eq!(findings(&RULE, &document), [expected]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn the_first_version_with_the_property_is_silent() {
        assert!(findings(&RULE, &design("2025-07-01", "All")).is_empty());
    }

    #[test]
    fn a_table_that_disables_nothing_needs_no_newer_version() {
        assert!(findings(&RULE, &design("2024-05-01", "None")).is_empty());
    }
}
