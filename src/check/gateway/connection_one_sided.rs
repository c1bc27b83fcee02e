//! `gateway-connection-one-sided`: only one of two gateways has a connection to the other.
//!
//! # What it checks
//! Where a gateway has a connection to another gateway, that one has a connection back.
//!
//! # Why it matters
//! Each connection is a resource of one gateway. Azure accepts one alone, but its tunnel does not come up: the connection stays NotConnected,
//! nothing is learned over it and nothing passes.
//!
//! # Fix
//! Give the other gateway a connection back. The fix adds one.
//!
//! # Source
//! Microsoft Learn, "Configure a VNet-to-VNet VPN gateway connection": after the connection of the first gateway, that of the second is
//! created "the same way". Specification 3.2.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::Survey;
use crate::design::{GatewayType, Remote};
use crate::diagnostic::Severity;
use crate::json::{Json, Object};

pub(in crate::check) const RULE: Rule = Rule::design("gateway-connection-one-sided", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    for id in design.gateway_ids() {
        let gateway = &design[id];
        for connection in gateway.connections.iter().filter(|connection| !design.is_joined(id, connection)) {
            // One to the gateway itself is reported as such.
            let Some(Remote::Gateway(far)) = connection.to.remote().filter(|to| *to != Remote::Gateway(id)) else { continue };
            let other = &design[far];
            // A name that means nothing may be meant for this gateway. Gateways of two types are not to be joined at all.
            let unclear = other.connections.iter().any(|it| it.to.remote().is_none());
            let differ = gateway.gateway_type != other.gateway_type;
            if found.is_full() || unclear || differ || !is_new(&mut seen, (id, far)) {
                continue;
            }
            let message = format!("`{}` has a connection to `{}`, which has none back: the tunnel stays down", gateway.name, other.name);
            let finding = rule.report(connection.at.pointer(), message).related(other.at.pointer());
            let finding = finding.hint(format!("give `{}` a connection to `{}`", other.name, gateway.name));
            // ExpressRoute gateways are joined with circuits, and a Basic gateway has no BGP.
            if gateway.gateway_type != GatewayType::Vpn {
                found.push(finding);
                continue;
            }
            let basic = other.sku.as_deref().is_some_and(|sku| sku.eq_ignore_ascii_case("Basic"));
            let back: Json =
                Object::new().with("to", gateway.name.as_str()).with_some("bgp", (connection.bgp && !basic).then_some(true)).into();
            found.push(if other.connections.is_empty() {
                finding.adding(other.at.field("connections"), vec![back])
            } else {
                finding.adding(other.at.field("connections/-"), back)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, peered};

    fn design(first: &str, second: &str) -> String {
        peered(
            "",
            &format!(
                r#""onPremises": [{{ "name": "dc", "addressPrefixes": ["192.168.0.0/16"] }}],
                   "virtualNetworkGateways": [
                     {{ "name": "g1", "type": "Vpn", "virtualNetwork": "hub", "asn": 65010, "connections": [{first}] }},
                     {{ "name": "g2", "type": "Vpn", "virtualNetwork": "a", "asn": 65011{second} }}]"#
            ),
        )
    }

    const ALONE: &str =
        "/virtualNetworkGateways/0/connections/0: `g1` has a connection to `g2`, which has none back: the tunnel stays down";

    #[test]
    fn a_connection_without_one_back_is_reported_once_and_given_one() {
        let document = design(r#"{ "to": "g2", "bgp": true }, { "to": "g2" }"#, "");
        assert_eq!(findings(&RULE, &document), [ALONE]);
        let back = serde_json::json!([{ "to": "g1", "bgp": true }]);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworkGateways"][1]["connections"], back);
    }

    #[test]
    fn connections_of_both_are_silent() {
        assert!(findings(&RULE, &design(r#"{ "to": "g2" }"#, r#", "connections": [{ "to": "G1" }]"#)).is_empty());
    }

    #[test]
    fn a_connection_of_the_other_gateway_to_a_site_is_none_back_and_one_to_a_site_needs_none() {
        let site = r#", "connections": [{ "to": "dc" }]"#;
        let document = design(r#"{ "to": "g2" }"#, site);
        assert_eq!(findings(&RULE, &document), [ALONE]);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworkGateways"][1]["connections"][1], serde_json::json!({ "to": "g1" }));
        assert!(findings(&RULE, &design(r#"{ "to": "dc" }"#, "")).is_empty());
    }

    #[test]
    fn a_connection_with_itself_is_another_matter() {
        assert!(findings(&RULE, &design(r#"{ "to": "g1" }"#, "")).is_empty());
    }
}
