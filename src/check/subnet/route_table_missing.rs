//! `subnet-route-table-missing`: in a landing zone, a subnet carries no route table.
//!
//! # What it checks
//! In the profile `landing-zone`, every subnet carries a route table, except the subnets that Azure gives a meaning.
//!
//! # Why it matters
//! Without one, traffic to the Internet and to other networks follows Azure's own routes, past every firewall.
//!
//! # Fix
//! Give the subnet a route table. In the other profiles the rule is silent: many designs have subnets that need none.
//!
//! # Source
//! Azure landing zones, policy Deny-Subnet-Without-Udr ("Subnets should have a User Defined Route").

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{Resource, reserved};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("subnet-route-table-missing", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.subnet_ids() {
        let subnet = &design[id];
        let spared = reserved::ALL.iter().any(|name| subnet.is(name));
        if subnet.route_table.is_none() && !spared && !design[id.vnet].existing() {
            let message = format!("subnet `{}` carries no route table", design.subnet_path(id));
            found.push(rule.report(subnet.at.pointer(), message).hint("name one with `routeTable`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet};

    const ZONE: &str = r#""options": { "profile": "landing-zone" }, "routeTables": [{ "name": "x", "routes": [{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }] }]"#;

    #[test]
    fn a_subnet_without_one_is_reported_in_landing_zones() {
        assert_eq!(
            findings(&RULE, &subnet("app", "10.0.0.0/24", "", ZONE)),
            ["/virtualNetworks/0/subnets/0: subnet `vnet/app` carries no route table"],
        );
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", "", "")).is_empty(), "the recommended profile asks for none");
    }

    #[test]
    fn a_subnet_with_one_is_silent() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", r#""routeTable": "x""#, ZONE)).is_empty());
    }

    #[test]
    fn a_subnet_that_azure_does_not_let_carry_one_is_silent() {
        for name in ["GatewaySubnet", "AzureFirewallSubnet", "AzureBastionSubnet", "RouteServerSubnet"] {
            assert!(findings(&RULE, &subnet(name, "10.0.0.0/24", "", ZONE)).is_empty(), "{name}");
        }
    }
}
