//! `firewall-default-route-missing`: the route table of AzureFirewallSubnet has no default route to the Internet.
//!
//! # What it checks
//! A route table of a subnet named AzureFirewallSubnet has a route for 0.0.0.0/0 with next hop type Internet, unless the firewall
//! has a management interface.
//!
//! # Why it matters
//! Azure refuses the table: without a management interface a firewall must reach the Internet directly.
//!
//! # Fix
//! Add the route, or give the firewall a management interface with `managementSubnet` and an AzureFirewallManagementSubnet.
//!
//! # Source
//! Microsoft Learn, "Azure Firewall forced tunneling"; error code AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet.
//! Specification 6 and 10.5.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::Ipv4;
use crate::design::{NextHop, Route, SubnetId, reserved};
use crate::diagnostic::Severity;
use crate::json::{Json, Object};

pub(in crate::check) const RULE: Rule = Rule::design("firewall-default-route-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (id, subnet, alone) in design.tables_of(&|subnet| must_lead_to_internet(design, subnet)) {
        let table = &design[id];
        let default = table.routes.iter().find(|route| route.address_prefix.is_default());
        if default.is_some_and(|route| design.next_hop::<Ipv4>(route) == Some(NextHop::Internet)) {
            continue;
        }
        let message = format!("route table `{}` of AzureFirewallSubnet has no default route to the Internet", table.name);
        let finding = rule
            .report(default.map_or_else(|| table.at.pointer(), |route| route.at.pointer()), message)
            .related(design[subnet].at.field("routeTable"))
            .hint("add a route for 0.0.0.0/0 with next hop type Internet, or give the firewall a management interface")
            .arm("AzureFirewallSubnetRouteTableMustHaveDefaultRouteToInternet");
        let internet =
            |name: &str| Json::from(Object::new().with("name", name).with("addressPrefix", "0.0.0.0/0").with("nextHopType", "Internet"));
        found.push(match default {
            _ if !alone => finding,
            Some(route) => finding.replacing(route.at.pointer(), internet(route.name.as_str())),
            None if table.routes.is_empty() => finding.adding(table.at.field("routes"), vec![internet("internet")]),
            None => finding.adding(table.at.field("routes/-"), internet(free_name(&table.routes))),
        });
    }
}

/// A name for one more route.
fn free_name(routes: &[Route]) -> &'static str {
    let names = ["internet", "default-internet", "firewall-internet"];
    names.into_iter().find(|name| !routes.iter().any(|route| route.name.is(name))).unwrap_or("firewall-default-internet")
}

/// Whether `subnet` is an AzureFirewallSubnet whose default route has to lead to the Internet.
pub(in crate::check) fn must_lead_to_internet(design: &Survey<'_>, subnet: SubnetId) -> bool {
    design[subnet].is(reserved::FIREWALL) && !design.has_managed_firewall(subnet.vnet)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable, network};

    fn design(routes: &str, firewall: &str) -> String {
        network(
            r#"{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26", "routeTable": "rt" },
               { "name": "AzureFirewallManagementSubnet", "addressPrefix": "10.0.0.64/26" }"#,
            &format!(
                r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet"{firewall} }}], "routeTables": [{{ "name": "rt", "routes": [{routes}] }}]"#
            ),
        )
    }

    const OTHER: &str = r#"{ "name": "internet", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }"#;

    #[test]
    fn a_table_without_default_route_is_reported_and_given_one() {
        let document = design(OTHER, "");
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0: route table `rt` of AzureFirewallSubnet has no default route to the Internet"],
        );
        let expected = serde_json::json!({ "name": "default-internet", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" });
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][1], expected);
        assert!(fixable(&RULE, &design("", "")));
    }

    #[test]
    fn a_default_route_elsewhere_is_reported_and_turned() {
        let document = design(r#"{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHop": { "firewall": "fw" } }"#, "");
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0/routes/0: route table `rt` of AzureFirewallSubnet has no default route to the Internet"],
        );
        let expected = serde_json::json!({ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" });
        assert_eq!(after_fix(&RULE, &document)["routeTables"][0]["routes"][0], expected);
    }

    #[test]
    fn a_default_route_to_the_internet_is_silent() {
        assert!(findings(&RULE, &design(r#"{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }"#, "")).is_empty());
    }

    #[test]
    fn a_firewall_with_a_management_interface_may_be_tunnelled() {
        assert!(findings(&RULE, &design(OTHER, r#", "managementSubnet": true"#)).is_empty());
    }
}
