//! `route-server-vpn-gateway`: a VPN gateway cannot take part in what the route server passes on.
//!
//! # What it checks
//! Where a route server has `branchToBranch`, the VPN gateway of its network is active-active and has the number 65515.
//!
//! # Why it matters
//! Azure supports the exchange with no other VPN gateway: sites behind it are not told what appliances and ExpressRoute have, nor the
//! reverse.
//!
//! # Fix
//! Set `activeActive`, and leave `asn` out, which is 65515. The fix does both.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server support for ExpressRoute and Azure VPN": active-active mode and ASN 65515. Specification 11.6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::GatewayType;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-server-vpn-gateway", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for server in design.route_servers.iter().filter(|server| server.branch_to_branch) {
        let Some(vnet) = server.virtual_network.vnet() else { continue };
        for id in design.gateways_in(vnet).filter(|id| design[*id].gateway_type == GatewayType::Vpn && design.exchange_at(*id).is_none()) {
            let gateway = &design[id];
            let what = if gateway.active_active { "has another number than 65515" } else { "is not active-active" };
            let message = format!("route server `{}` passes routes on, but `{}` {what}", server.name, gateway.name);
            let mut finding = rule.report(gateway.at.pointer(), message).related(server.at.field("branchToBranch"));
            finding = finding.hint("set `activeActive`, and leave `asn` out");
            if !gateway.active_active {
                finding = finding.adding(gateway.at.field("activeActive"), true);
            }
            if gateway.asn.is_some_and(|number| number != 65515) {
                finding = finding.removing(gateway.at.field("asn"));
            }
            found.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::document;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    fn design(branch: bool, members: &str) -> String {
        let gateway = format!(r#""virtualNetworkGateways": [{{ "name": "vpn", "type": "Vpn", "virtualNetwork": "vnet"{members} }}]"#);
        document("", &format!(r#""branchToBranch": {branch}"#), &gateway)
    }

    #[test]
    fn a_gateway_with_one_instance_or_another_number_is_reported() {
        let single = design(true, r#", "asn": 65020"#);
        assert_eq!(
            findings(&RULE, &single),
            ["/virtualNetworkGateways/0: route server `rs` passes routes on, but `vpn` is not active-active"]
        );
        let fixed = after_fix(&RULE, &single);
        assert_eq!(
            (&fixed["virtualNetworkGateways"][0]["activeActive"], fixed["virtualNetworkGateways"][0].get("asn")),
            (&true.into(), None)
        );
        assert_eq!(findings(&RULE, &design(true, r#", "activeActive": true, "asn": 65020"#)).len(), 1);
    }

    #[test]
    fn an_active_active_gateway_is_silent() {
        assert!(findings(&RULE, &design(true, r#", "activeActive": true"#)).is_empty());
    }

    #[test]
    fn a_route_server_that_passes_nothing_on_is_silent() {
        assert!(findings(&RULE, &design(false, "")).is_empty());
    }
}
