//! `gateway-default-route`: a user-defined default route reaches GatewaySubnet.
//!
//! # What it checks
//! No route table of a subnet named GatewaySubnet has a route for 0.0.0.0/0, whatever its next hop.
//!
//! # Why it matters
//! A gateway must reach its management controllers directly. Azure refuses to create a gateway behind
//! such a route, and an existing one loses its control path.
//!
//! # Fix
//! Remove the default route and list the prefixes that must pass the firewall one by one. Where other subnets use the table too,
//! give GatewaySubnet a table of its own.
//!
//! # Source
//! Microsoft Learn, "About VPN Gateway configuration settings", section GatewaySubnet.
//! Specification 5.4 and 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::route_table::without_table;
use super::super::survey::Survey;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-default-route", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for (table, subnet, alone) in design.tables_of(&|subnet| design[subnet].is(reserved::GATEWAY)) {
        for route in design[table].routes.iter().filter(|route| route.address_prefix.is_default()) {
            let message = format!("default route `{}` reaches GatewaySubnet of `{}`", route.name, design[subnet.vnet].name);
            let finding = rule.report(route.at.pointer(), message).related(design[subnet].at.field("routeTable"));
            let only = design[table].routes.len() == 1 && !design[table].disable_bgp_route_propagation;
            found.push(if alone {
                let finding = finding.hint("remove the route; name the prefixes that must pass the firewall one by one");
                // A table without its only route would change nothing.
                if only { without_table(finding, design, table) } else { finding.removing(route.at.pointer()) }
            } else {
                finding.hint("give GatewaySubnet a table of its own, without a default route")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, network};

    /// One network; `subnet` carries table `rt` with the single route `prefix`.
    fn design(subnet: &str, prefix: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets":
                 [{{ "name": "{subnet}", "addressPrefix": "10.0.0.0/27", "routeTable": "rt" }}] }}],
                 "routeTables": [{{ "name": "rt", "routes":
                 [{{ "name": "r", "addressPrefix": "{prefix}", "nextHopType": "None" }},
                  {{ "name": "s", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }}] }}] }}"#
        )
    }

    #[test]
    fn a_default_route_on_the_gateway_subnet_is_reported() {
        assert_eq!(
            findings(&RULE, &design("GatewaySubnet", "0.0.0.0/0")),
            ["/routeTables/0/routes/0: default route `r` reaches GatewaySubnet of `hub`"],
        );
    }

    #[test]
    fn the_default_route_of_other_subnets_is_not_removed() {
        let document = network(
            r#"{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27", "routeTable": "rt" }, { "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }"#,
            r#""routeTables": [{ "name": "rt", "routes": [{ "name": "r", "addressPrefix": "0.0.0.0/0", "nextHopType": "None" }] }]"#,
        );
        assert_eq!(findings(&RULE, &document).len(), 1);
        assert!(!fixable(&RULE, &document));
        assert!(fixable(&RULE, &design("GatewaySubnet", "0.0.0.0/0")));
    }

    #[test]
    fn the_two_halves_of_the_default_route_are_not_a_default_route() {
        assert!(findings(&RULE, &design("GatewaySubnet", "0.0.0.0/1")).is_empty());
    }

    #[test]
    fn workload_subnets_may_carry_a_default_route() {
        assert!(findings(&RULE, &design("app", "0.0.0.0/0")).is_empty());
    }
}
