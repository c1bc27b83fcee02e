//! `gateway-asn-equal`: two gateways that exchange routes have one autonomous system number.
//!
//! # What it checks
//! Where a connection with `bgp` joins two gateways of the design, their numbers differ; a gateway that states none has 65515.
//!
//! # Why it matters
//! A router drops routes in whose way its own number stands: neither side learns what the other has, and Azure shows no error.
//!
//! # Fix
//! Give each gateway a number of its own. The fix gives the one that has the connection the first free private one.
//!
//! # Source
//! Microsoft Learn, "VPN Gateway FAQ", section BGP: each of two connected networks needs an ASN of its own.
//! Specification 11.10.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{Remote, VirtualNetworkGateway};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-asn-equal", Severity::Warning, run);

/// What a gateway has that states none.
const DEFAULT: u32 = 65515;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let asn = |gateway: &VirtualNetworkGateway| gateway.asn.unwrap_or(DEFAULT);
    for id in design.gateway_ids() {
        let gateway = &design[id];
        for connection in gateway.connections.iter().filter(|connection| connection.bgp) {
            let Some(Remote::Gateway(far)) = connection.to.remote() else { continue };
            // Of a pair that names each other the first is reported.
            let back = || design[far].connections.iter().any(|it| it.bgp && it.to.remote() == Some(Remote::Gateway(id)));
            let other = &design[far];
            if far == id || asn(gateway) != asn(other) || far < id && back() {
                continue;
            }
            let message = format!(
                "`{}` and `{}` exchange routes, and both have the autonomous system number {}",
                gateway.name,
                other.name,
                asn(gateway)
            );
            let taken = |number: &u32| design.virtual_network_gateways.iter().any(|it| asn(it) == *number);
            let finding = rule.report(connection.at.pointer(), message).related(other.at.pointer()).hint("give each a number of its own");
            let free = (64_512..DEFAULT).find(|number| !taken(number));
            found.push(match free {
                Some(free) => finding.adding(gateway.at.field("asn"), free),
                None => finding,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, peered};

    fn design(one: &str, other: &str, bgp: bool) -> String {
        let gateway = |name: &str, vnet: &str, to: &str, members: &str| {
            format!(
                r#"{{ "name": "{name}", "type": "Vpn", "virtualNetwork": "{vnet}"{members}, "connections": [{{ "to": "{to}", "bgp": {bgp} }}] }}"#
            )
        };
        let subnet = r#""addressSpace": ["10.1.0.0/16"], "subnets": [{ "name": "GatewaySubnet", "addressPrefix": "10.1.0.0/27" }]"#;
        let gateways = format!("{}, {}", gateway("gw-hub", "hub", "gw-a", one), gateway("gw-a", "a", "gw-hub", other));
        peered("", &format!(r#""virtualNetworkGateways": [{gateways}]"#)).replace(r#""addressSpace": ["10.1.0.0/16"]"#, subnet)
    }

    #[test]
    fn two_gateways_that_state_nothing_are_reported_once_and_one_gets_a_number() {
        let document = design("", "", true);
        assert_eq!(
            findings(&RULE, &document),
            [
                "/virtualNetworkGateways/0/connections/0: `gw-hub` and `gw-a` exchange routes, and both have the autonomous system number 65515"
            ]
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworkGateways"][0]["asn"], 64512);
    }

    #[test]
    fn different_numbers_are_silent() {
        assert!(findings(&RULE, &design(r#", "asn": 65001"#, "", true)).is_empty());
    }

    #[test]
    fn static_routes_need_no_numbers() {
        assert!(findings(&RULE, &design("", "", false)).is_empty());
    }
}
