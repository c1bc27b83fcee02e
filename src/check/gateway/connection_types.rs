//! `gateway-connection-types-differ`: a VPN gateway and an ExpressRoute gateway are connected with each other.
//!
//! # What it checks
//! Where a gateway has a connection to another gateway, both are of one type.
//!
//! # Why it matters
//! Azure has no such connection: tunnels join two VPN gateways, or one with a site, and an ExpressRoute gateway is connected with a circuit. Azure
//! refuses it, and what the design says of the way over it is not so.
//!
//! # Fix
//! Connect gateways of one type, or each of the two with its own site.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/connections, connectionType: Vnet2Vnet has a second gateway, ExpressRoute a circuit as its peer, IPsec a
//! local network gateway. Specification 11.14.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::Remote;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-connection-types-differ", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in &design.virtual_network_gateways {
        for connection in &gateway.connections {
            let Some(Remote::Gateway(far)) = connection.to.remote() else { continue };
            let other = &design[far];
            if other.gateway_type == gateway.gateway_type {
                continue;
            }
            if found.is_full() {
                return;
            }
            let message = format!(
                "`{}` is of type {} and has a connection to `{}`, which is of type {}",
                gateway.name,
                gateway.gateway_type.as_str(),
                other.name,
                other.gateway_type.as_str()
            );
            let finding = rule.report(connection.at.pointer(), message).related(other.at.pointer());
            found.push(finding.hint("connect gateways of one type, or each of them with its own site"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::gateway::connection_one_sided;
    use crate::check::testing::{findings, peered};

    fn design(first: &str, second: &str, back: &str) -> String {
        peered(
            "",
            &format!(
                r#""onPremises": [{{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }}],
                   "virtualNetworkGateways": [
                     {{ "name": "g1", "type": "{first}", "virtualNetwork": "hub", "connections": [{{ "to": "g2" }}] }},
                     {{ "name": "g2", "type": "{second}", "virtualNetwork": "a", "connections": [{back}] }}]"#
            ),
        )
    }

    const ONE: &str =
        "/virtualNetworkGateways/0/connections/0: `g1` is of type Vpn and has a connection to `g2`, which is of type ExpressRoute";

    #[test]
    fn a_connection_between_types_is_reported_where_it_stands() {
        assert_eq!(findings(&RULE, &design("Vpn", "ExpressRoute", r#"{ "to": "dc" }"#)), [ONE]);
        let both = findings(&RULE, &design("Vpn", "ExpressRoute", r#"{ "to": "g1" }"#));
        assert_eq!(
            both,
            [
                ONE,
                "/virtualNetworkGateways/1/connections/0: `g2` is of type ExpressRoute and has a connection to `g1`, which is of type Vpn"
            ]
        );
    }

    // A connection back would not help.
    #[test]
    fn it_is_not_said_to_lack_one_back() {
        let document = design("Vpn", "ExpressRoute", "");
        assert!(findings(&connection_one_sided::RULE, &document).is_empty());
        assert_eq!(findings(&connection_one_sided::RULE, &design("Vpn", "Vpn", "")).len(), 1);
    }

    #[test]
    fn gateways_of_one_type_are_silent() {
        for kind in ["Vpn", "ExpressRoute"] {
            assert!(findings(&RULE, &design(kind, kind, r#"{ "to": "g1" }"#)).is_empty());
        }
    }

    // Both types in one network are documented, and each has a connection of its own.
    #[test]
    fn a_site_beside_another_type_is_silent() {
        let document = design("Vpn", "ExpressRoute", r#"{ "to": "dc" }"#).replacen(r#""to": "g2""#, r#""to": "dc""#, 1);
        assert!(findings(&RULE, &document).is_empty());
    }
}
