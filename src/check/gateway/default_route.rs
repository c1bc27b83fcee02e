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
//! Remove the default route and list the prefixes that must pass the firewall one by one.
//!
//! # Source
//! Microsoft Learn, "About VPN Gateway configuration settings", section GatewaySubnet; specification 5.4.

use super::super::Rule;
use crate::design::{Design, reserved};
use crate::diagnostic::{Diagnostic, PatchOperation, Severity};

pub(in crate::check) const RULE: Rule = Rule { code: "gateway-default-route", severity: Severity::Error, run };

fn run(rule: &Rule, design: &Design, found: &mut Vec<Diagnostic>) {
    for vnet in design.vnet_ids() {
        let Some(subnet) = design.subnet_named(vnet, reserved::GATEWAY) else { continue };
        let Some(table) = design.table_of(subnet) else { continue };
        for route in design[table].routes.iter().filter(|route| route.address_prefix.0.length() == 0) {
            let message = format!("default route `{}` reaches GatewaySubnet of `{}`", route.name, design[vnet].name);
            found.push(
                rule.report(route.at.pointer(), message)
                    .related(design[subnet].at.field("routeTable"))
                    .hint("remove the route; name the prefixes that must pass the firewall one by one")
                    .fix(PatchOperation::Remove { path: route.at.pointer() }),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::findings;

    /// One network; `subnet` carries table `rt` with the single route `prefix`.
    fn design(subnet: &str, prefix: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets":
                 [{{ "name": "{subnet}", "addressPrefix": "10.0.0.0/27", "routeTable": "rt" }}] }}],
                 "routeTables": [{{ "name": "rt", "routes":
                 [{{ "name": "r", "addressPrefix": "{prefix}", "nextHopType": "None" }}] }}] }}"#
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
    fn the_two_halves_of_the_default_route_are_not_a_default_route() {
        assert!(findings(&RULE, &design("GatewaySubnet", "0.0.0.0/1")).is_empty());
    }

    #[test]
    fn workload_subnets_may_carry_a_default_route() {
        assert!(findings(&RULE, &design("app", "0.0.0.0/0")).is_empty());
    }
}
