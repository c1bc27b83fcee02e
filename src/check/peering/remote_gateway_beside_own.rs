//! `remote-gateway-beside-own`: a virtual network with a gateway is to use that of a peer.
//!
//! # What it checks
//! No link with `useRemoteGateways` starts at a network that has a gateway itself.
//!
//! # Why it matters
//! Azure refuses the link.
//!
//! # Fix
//! Use one of the two gateways. The fix keeps the network's own.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering", requirements: no remote gateway beside an own one.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{remote_gateway_pointer, without_remote_gateway};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("remote-gateway-beside-own", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for link in design.links.iter().filter(|link| link.use_remote_gateways && link.from != link.to) {
        let Some(own) = design.gateways_in(link.from).next() else { continue };
        let message =
            format!("`{}` has gateway `{}` and is to use that of `{}`", design[link.from].name, design[own].name, design[link.to].name);
        let finding = rule
            .report(remote_gateway_pointer(design, link), message)
            .related(design[own].at.pointer())
            .hint("use one of the two gateways");
        found.push(without_remote_gateway(finding, design, link));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, peered};

    fn design(transit: &str) -> String {
        peered(
            &format!(r#"{{ "between": ["hub", "a"]{transit} }}"#),
            r#""virtualNetworkGateways": [{ "name": "one", "type": "Vpn", "virtualNetwork": "hub" }, { "name": "two", "type": "Vpn", "virtualNetwork": "a" }]"#,
        )
    }

    #[test]
    fn a_remote_gateway_beside_an_own_one_is_reported() {
        let document = design(r#", "gatewayTransit": "hub""#);
        assert_eq!(findings(&RULE, &document), ["/peerings/0/gatewayTransit: `a` has gateway `two` and is to use that of `hub`"]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn a_spoke_without_a_gateway_is_silent() {
        assert!(findings(&RULE, &peered(r#"{ "between": ["hub", "a"], "gatewayTransit": "hub" }"#, "")).is_empty());
    }

    #[test]
    fn two_networks_with_gateways_may_be_peered() {
        assert!(findings(&RULE, &design("")).is_empty());
    }
}
