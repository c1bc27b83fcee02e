//! `firewall-management-propagation`: AzureFirewallManagementSubnet takes the routes of gateways.
//!
//! # What it checks
//! A route table of a subnet named AzureFirewallManagementSubnet has `disableBgpRoutePropagation`.
//!
//! # Why it matters
//! A learned route would take the firewall's own traffic to the site and cut the firewall from its control plane.
//!
//! # Fix
//! Set `disableBgpRoutePropagation`, or do without a table on this subnet.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall Management NIC": disable gateway route propagation on this subnet.
//! Specification 5.3 and 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-management-propagation", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, subnet, alone) in design.tables_of(&|subnet| design[subnet].is(reserved::FIREWALL_MANAGEMENT)) {
        if design[id].disable_bgp_route_propagation {
            continue;
        }
        let message = format!("route table `{}` lets gateway routes into AzureFirewallManagementSubnet", design[id].name);
        let finding = rule
            .report(design[id].at.pointer(), message)
            .related(design[subnet].at.field("routeTable"))
            .hint("set `disableBgpRoutePropagation`, or do without a table on this subnet");
        let path = design[id].at.field("disableBgpRoutePropagation");
        found.push(if alone { finding.adding(path, true) } else { finding });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    fn design(name: &str, disabled: bool) -> String {
        let table = format!(
            r#""routeTables": [{{ "name": "rt", "disableBgpRoutePropagation": {disabled},
               "routes": [{{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }}] }}]"#
        );
        subnet(name, "10.0.0.0/26", r#""routeTable": "rt""#, &table)
    }

    #[test]
    fn a_table_with_propagation_is_reported() {
        let document = design("AzureFirewallManagementSubnet", false);
        assert_eq!(findings(&RULE, &document), ["/routeTables/0: route table `rt` lets gateway routes into AzureFirewallManagementSubnet"],);
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["disableBgpRoutePropagation"], true);
    }

    #[test]
    fn a_table_without_propagation_is_silent() {
        assert!(findings(&RULE, &design("AzureFirewallManagementSubnet", true)).is_empty());
    }

    #[test]
    fn the_firewalls_own_subnet_takes_gateway_routes() {
        assert!(findings(&RULE, &design("AzureFirewallSubnet", false)).is_empty());
    }
}
