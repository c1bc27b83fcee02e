//! `route-server-subnet-missing`: a route server's network has no RouteServerSubnet.
//!
//! # What it checks
//! The network of every route server has a subnet named RouteServerSubnet.
//!
//! # Why it matters
//! Azure creates a route server nowhere else.
//!
//! # Fix
//! Add the subnet, /27 or larger. The fix takes the lowest /27 that no other subnet uses.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server FAQ": a dedicated subnet called RouteServerSubnet. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::subnet::with_subnet;
use super::super::survey::Survey;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-server-subnet-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.route_server_ids() {
        let Some(vnet) = design.route_server_vnet(id) else { continue };
        // Reported once for a network, at its first route server.
        if design.subnet_named(vnet, reserved::ROUTE_SERVER).is_some() || design.route_server_at(vnet) != Some(id) {
            continue;
        }
        let message = format!("`{}` has no RouteServerSubnet for route server `{}`", design[vnet].name, design[id].name);
        let finding = rule.report(design[id].at.field("virtualNetwork"), message).related(design[vnet].at.pointer());
        let finding = finding.hint("add a subnet of this name, /27 or larger");
        found.push(with_subnet(finding, design, vnet, reserved::ROUTE_SERVER, 27, None));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, subnet};

    const SERVER: &str = r#""routeServers": [{ "name": "rs", "virtualNetwork": "vnet" }]"#;

    #[test]
    fn a_route_server_without_its_subnet_is_reported_and_given_one() {
        let document = subnet("app", "10.0.0.0/24", "", SERVER);
        assert_eq!(findings(&RULE, &document), ["/routeServers/0/virtualNetwork: `vnet` has no RouteServerSubnet for route server `rs`"]);
        let expected = serde_json::json!({ "name": "RouteServerSubnet", "addressPrefix": "10.0.1.0/27" });
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][1], expected);
    }

    #[test]
    fn a_route_server_in_its_subnet_is_silent() {
        assert!(findings(&RULE, &subnet("RouteServerSubnet", "10.0.0.0/27", "", SERVER)).is_empty());
    }

    #[test]
    fn a_network_without_a_route_server_needs_none() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/24", "", "")).is_empty());
    }
}
