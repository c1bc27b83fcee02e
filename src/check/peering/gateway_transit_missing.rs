//! `gateway-transit-missing`: a peering is to use a gateway that the other side does not share.
//!
//! # What it checks
//! The other side of every link with `useRemoteGateways` has `allowGatewayTransit`.
//!
//! # Why it matters
//! Azure refuses the link.
//!
//! # Fix
//! Set `allowGatewayTransit` on the other side.
//!
//! # Source
//! Microsoft Learn, "Configure VPN gateway transit for virtual network peering".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{is_between, remote_gateway_pointer};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-transit-missing", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for link in design.links.iter().filter(|link| link.use_remote_gateways && link.from != link.to) {
        // A side that is missing altogether is another fault.
        let Some(partner) = link.partner.map(|id| &design[id]).filter(|partner| !partner.allow_gateway_transit) else { continue };
        let message =
            format!("`{}` does not share its gateway with `{}`, which is to use it", design[link.to].name, design[link.from].name);
        let finding = rule
            .report(remote_gateway_pointer(design, link), message)
            .related(partner.at.pointer())
            .hint("set `allowGatewayTransit` on the other side");
        // With `between` the design says already whose gateway both use.
        found.push(if is_between(design, partner) { finding } else { finding.adding(partner.at.field("allowGatewayTransit"), true) });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, peered, vpn};

    fn design(hub: &str, spoke: &str) -> String {
        peered(&format!(r#"{{ "from": "hub", "to": "a"{hub} }}, {{ "from": "a", "to": "hub"{spoke} }}"#), &vpn("gw", "hub"))
    }

    #[test]
    fn a_gateway_that_is_not_shared_is_reported() {
        let document = design("", r#", "useRemoteGateways": true"#);
        assert_eq!(
            findings(&RULE, &document),
            ["/peerings/1/useRemoteGateways: `hub` does not share its gateway with `a`, which is to use it"],
        );
        assert_eq!(after_fix(&RULE, &document)["peerings"][0]["allowGatewayTransit"], true);
    }

    #[test]
    fn a_shared_gateway_is_silent() {
        assert!(findings(&RULE, &design(r#", "allowGatewayTransit": true"#, r#", "useRemoteGateways": true"#)).is_empty());
    }

    #[test]
    fn a_link_that_uses_no_gateway_needs_none() {
        assert!(findings(&RULE, &design("", "")).is_empty());
    }
}
