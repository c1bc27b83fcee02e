//! `learned-next-hop-family`: a prefix is learned from an address of the other family.
//!
//! # What it checks
//! The `nextHop` of a learned prefix is an address of the prefix's own family.
//!
//! # Why it matters
//! No such route exists: Azure exchanges the two families in sessions of their own, and lists a next hop of the prefix's family.
//!
//! # Fix
//! Write the address of the other end in the prefix's family, or leave it out. The fix leaves it out.
//!
//! # Source
//! Microsoft Learn, "Add IPv6 support for private peering using the Azure portal" (ExpressRoute): a pair of IPv6 subnets beside that of IPv4.
//! Specification 2.8 and 3.2.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::{AnyAddress, AnyPrefix};
use crate::design::List;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("learned-next-hop-family", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for connection in design.virtual_network_gateways.iter().flat_map(|gateway| &gateway.connections) {
        for (index, learned) in connection.learns.iter().flat_map(List::placed) {
            let Some(next_hop) = &learned.next_hop else { continue };
            if AnyAddress::is_v6(next_hop) == AnyPrefix::is_v6(&learned.address_prefix) {
                continue;
            }
            let path = connection.at.field(&format!("learns/{index}/nextHop"));
            let message = format!("{} is learned from {next_hop}, which is of the other family", learned.address_prefix);
            found.push(rule.report(path.clone(), message).hint("write an address of the prefix's family, or none").removing(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, network};

    fn design(learned: &str) -> String {
        network(
            r#"{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/27" }"#,
            &format!(
                r#""onPremises": [{{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }}],
                   "virtualNetworkGateways": [{{ "name": "er", "type": "ExpressRoute", "virtualNetwork": "vnet", "connections": [
                     {{ "to": "dc", "learns": [{learned}] }}] }}]"#
            ),
        )
    }

    #[test]
    fn an_address_of_the_other_family_is_reported_and_left_out() {
        let document = design(r#"{ "addressPrefix": "192.168.1.0/24", "nextHop": "fd00::9" }"#);
        let expected = "/virtualNetworkGateways/0/connections/0/learns/0/nextHop: 192.168.1.0/24 is learned from fd00::9, which is of the other family";
        assert_eq!(findings(&RULE, &document), [expected]);
        let learned = &after_fix(&RULE, &document)["virtualNetworkGateways"][0]["connections"][0]["learns"][0];
        assert_eq!(learned.get("nextHop"), None);
    }

    #[test]
    fn an_address_of_the_own_family_is_silent() {
        assert!(findings(&RULE, &design(r#"{ "addressPrefix": "192.168.1.0/24", "nextHop": "172.16.0.1" }"#)).is_empty());
        assert!(findings(&RULE, &design(r#"{ "addressPrefix": "fd00:9::/48", "nextHop": "fd00::9" }"#)).is_empty());
    }

    #[test]
    fn no_address_is_silent() {
        assert!(findings(&RULE, &design(r#""192.168.1.0/24""#)).is_empty());
    }
}
