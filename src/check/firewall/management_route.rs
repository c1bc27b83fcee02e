//! `firewall-management-route`: AzureFirewallManagementSubnet has a route that it must not have.
//!
//! # What it checks
//! A route table of a subnet named AzureFirewallManagementSubnet has no route but 0.0.0.0/0 to the Internet.
//!
//! # Why it matters
//! The management interface must reach Azure directly; any other route may cut the firewall from its control plane.
//!
//! # Fix
//! Remove the route, or do without a table on this subnet.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall Management NIC": the only route allowed on this subnet is a default route to the Internet. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::Ipv4;
use crate::design::{NextHop, reserved};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-management-route", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, subnet, alone) in design.tables_of(&|subnet| design[subnet].is(reserved::FIREWALL_MANAGEMENT)) {
        // The last route of a table takes the table's purpose with it.
        let removable = alone && (design[id].routes.len() > 1 || design[id].disable_bgp_route_propagation);
        for route in &design[id].routes {
            // A route that is not complete is reported for that.
            let Some(next_hop) = design.next_hop::<Ipv4>(route) else { continue };
            if route.address_prefix.is_default() && next_hop == NextHop::Internet {
                continue;
            }
            let path = route.at.pointer();
            let finding = rule
                .report(
                    path.clone(),
                    format!("route `{}` reaches AzureFirewallManagementSubnet of `{}`", route.name, design[subnet.vnet].name),
                )
                .related(design[subnet].at.field("routeTable"))
                .hint("the only route there is 0.0.0.0/0 to the Internet");
            found.push(if removable { finding.removing(path) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    fn design(name: &str, prefix: &str, hop: &str) -> String {
        let table = format!(
            r#""routeTables": [{{ "name": "rt", "disableBgpRoutePropagation": true,
               "routes": [{{ "name": "r", "addressPrefix": "{prefix}", "nextHopType": "{hop}" }}] }}]"#
        );
        subnet(name, "10.0.0.0/26", r#""routeTable": "rt""#, &table)
    }

    #[test]
    fn other_prefixes_and_other_next_hops_are_reported() {
        for (prefix, hop) in [("10.9.0.0/16", "Internet"), ("0.0.0.0/0", "None")] {
            let document = design("AzureFirewallManagementSubnet", prefix, hop);
            assert_eq!(findings(&RULE, &document), ["/routeTables/0/routes/0: route `r` reaches AzureFirewallManagementSubnet of `vnet`"]);
            assert!(fixable(&RULE, &document));
        }
    }

    #[test]
    fn other_subnets_have_the_routes_they_need() {
        assert!(findings(&RULE, &design("app", "10.9.0.0/16", "Internet")).is_empty());
    }

    #[test]
    fn the_default_route_to_the_internet_is_silent() {
        assert!(findings(&RULE, &design("AzureFirewallManagementSubnet", "0.0.0.0/0", "Internet")).is_empty());
    }
}
