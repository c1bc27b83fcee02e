//! `remote-gateway-twice`: a virtual network is to use the gateways of two peers.
//!
//! # What it checks
//! At most one link of a network has `useRemoteGateways`.
//!
//! # Why it matters
//! Azure refuses the second one.
//!
//! # Fix
//! Choose one of the gateways. The fix keeps the first.
//!
//! # Source
//! Microsoft Learn, "Create, change, or delete a virtual network peering", requirements: one peering with remote gateways.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{remote_gateway_pointer, without_remote_gateway};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("remote-gateway-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        let mut using = design.links_from(vnet).map(|id| &design[id]).filter(|link| link.use_remote_gateways);
        let Some(first) = using.next() else { continue };
        // A second link to the same network is another fault.
        for link in using.filter(|link| link.to != first.to) {
            let message = format!(
                "`{}` is to use the gateway of `{}` and that of `{}`",
                design[vnet].name, design[first.to].name, design[link.to].name
            );
            let finding = rule
                .report(remote_gateway_pointer(design, link), message)
                .related(remote_gateway_pointer(design, first))
                .hint("choose one of the two");
            found.push(without_remote_gateway(finding, design, link));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, peered};

    fn design(second: &str) -> String {
        peered(
            &format!(r#"{{ "between": ["hub", "a"], "gatewayTransit": "hub" }}, {{ "between": ["b", "a"]{second} }}"#),
            r#""virtualNetworkGateways": [{ "name": "one", "type": "Vpn", "virtualNetwork": "hub" }, { "name": "two", "type": "Vpn", "virtualNetwork": "b" }]"#,
        )
    }

    #[test]
    fn a_second_remote_gateway_is_reported() {
        let document = design(r#", "gatewayTransit": "b""#);
        assert_eq!(findings(&RULE, &document), ["/peerings/1/gatewayTransit: `a` is to use the gateway of `hub` and that of `b`"]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn one_remote_gateway_is_silent() {
        assert!(findings(&RULE, &design("")).is_empty());
    }

    #[test]
    fn two_networks_may_use_the_same_gateway() {
        let document =
            peered(r#"{ "between": ["hub", "a"], "gatewayTransit": "hub" }, { "between": ["hub", "b"], "gatewayTransit": "hub" }"#, "");
        assert!(findings(&RULE, &document).is_empty());
    }
}
