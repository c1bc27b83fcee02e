//! `remote-gateway-missing`: a peering is to use the gateway of a network that has none.
//!
//! # What it checks
//! The peer of every link with `useRemoteGateways`, and the network that `gatewayTransit` names, has a gateway or a route server.
//!
//! # Why it matters
//! Azure refuses the peering.
//!
//! # Fix
//! Add the gateway, and deploy it before the peering; or do without. The fix does without where no route leads to the gateway.
//!
//! # Source
//! Microsoft Learn, "Configure VPN gateway transit for virtual network peering", and "Azure Route Server FAQ": the same setting serves route
//! servers; error code RemoteVnetHasNoGateways.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{remote_gateway_pointer, without_remote_gateway};
use crate::address::sort_by_rank;
use crate::design::{Link, VnetId};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("remote-gateway-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut needed: Vec<VnetId> = Vec::new();
    for table in design.table_ids().filter(|table| design.reading(*table).gateway) {
        needed.extend(design.user_networks(table));
    }
    sort_by_rank(&mut needed, |vnet| u64::from(vnet.0));
    let uses = |link: &&Link| link.use_remote_gateways && link.from != link.to;
    let served = |vnet: VnetId| design.gateways_in(vnet).next().is_some() || design.route_server_at(vnet).is_some();
    for link in design.links.iter().filter(uses).filter(|link| !served(link.to)) {
        let message = format!("`{}` is to use the gateway of `{}`, which has none", design[link.from].name, design[link.to].name);
        let finding = rule
            .report(remote_gateway_pointer(design, link), message)
            .related(design[link.to].at.pointer())
            .hint("add a gateway there, or do without")
            .arm("RemoteVnetHasNoGateways");
        // A route that leads to the gateway needs one.
        found.push(if needed.binary_search(&link.from).is_ok() { finding } else { without_remote_gateway(finding, design, link) });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, peered, vpn};

    #[test]
    fn both_forms_are_reported() {
        let document = peered(r#"{ "between": ["hub", "a"], "gatewayTransit": "hub" }"#, "");
        assert_eq!(findings(&RULE, &document), ["/peerings/0/gatewayTransit: `a` is to use the gateway of `hub`, which has none"]);
        assert!(fixable(&RULE, &document));
        let links = r#"{ "from": "hub", "to": "a", "allowGatewayTransit": true }, { "from": "a", "to": "hub", "useRemoteGateways": true }"#;
        let document = peered(links, "");
        assert_eq!(findings(&RULE, &document), ["/peerings/1/useRemoteGateways: `a` is to use the gateway of `hub`, which has none"]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn a_hub_with_a_gateway_is_silent() {
        assert!(findings(&RULE, &peered(r#"{ "between": ["hub", "a"], "gatewayTransit": "hub" }"#, &vpn("gw", "hub"))).is_empty());
    }

    #[test]
    fn a_hub_with_a_route_server_is_silent() {
        let server = r#""routeServers": [{ "name": "rs", "virtualNetwork": "hub" }]"#;
        assert!(findings(&RULE, &peered(r#"{ "between": ["hub", "a"], "gatewayTransit": "hub" }"#, server)).is_empty());
    }

    #[test]
    fn transit_may_be_allowed_before_there_is_a_gateway() {
        let links = r#"{ "from": "hub", "to": "a", "allowGatewayTransit": true }, { "from": "a", "to": "hub" }"#;
        assert!(findings(&RULE, &peered(links, "")).is_empty());
    }
}
