//! `gateway-connection-to-itself`: a gateway is connected with itself.
//!
//! # What it checks
//! No connection of a gateway leads to that gateway.
//!
//! # Why it matters
//! Azure refuses the connection.
//!
//! # Fix
//! Name the site or the other gateway that is meant.
//!
//! # Source
//! Azure REST API reference, Microsoft.Network/connections: two gateways, or a gateway and a local network gateway.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::Remote;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-connection-to-itself", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.gateway_ids() {
        for connection in design[id].connections.iter().filter(|connection| connection.to.remote() == Some(Remote::Gateway(id))) {
            let path = connection.at.pointer();
            found.push(
                rule.report(path.clone(), format!("gateway `{}` is connected with itself", design[id].name))
                    .hint("name the site or the other gateway")
                    .removing(path),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, subnet};

    fn design(to: &str) -> String {
        subnet(
            "GatewaySubnet",
            "10.0.0.0/27",
            "",
            &format!(
                r#""onPremises": [{{ "name": "site", "addressPrefixes": ["192.168.0.0/16"] }}], "virtualNetworkGateways": [
                   {{ "name": "gw", "type": "Vpn", "virtualNetwork": "vnet", "connections": [{{ "to": "{to}" }}] }},
                   {{ "name": "er", "type": "ExpressRoute", "virtualNetwork": "vnet" }}]"#
            ),
        )
    }

    #[test]
    fn a_connection_with_itself_is_reported() {
        let document = design("GW");
        assert_eq!(findings(&RULE, &document), ["/virtualNetworkGateways/0/connections/0: gateway `gw` is connected with itself"]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn a_connection_with_a_site_is_silent() {
        assert!(findings(&RULE, &design("site")).is_empty());
    }

    #[test]
    fn a_connection_with_another_gateway_is_silent() {
        assert!(findings(&RULE, &design("er")).is_empty());
    }
}
