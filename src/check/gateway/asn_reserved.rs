//! `gateway-asn-reserved`: a gateway has an autonomous system number that it cannot have.
//!
//! # What it checks
//! The `asn` of a gateway is none that Azure keeps for itself, 65515 apart, and none that IANA keeps.
//!
//! # Why it matters
//! Azure refuses the gateway, or no BGP session comes up.
//!
//! # Fix
//! Choose a private number from 64512 to 65514 or 65521 to 65534. The fix takes the number away, and the gateway has 65515.
//!
//! # Source
//! Microsoft Learn, "VPN Gateway FAQ", section BGP: reserved are 8074, 8075, 12076 and 65517 to 65520 by Azure, and 23456, 64496 to 64511
//! and 65535 to 65551 by IANA.
//! Specification 11.10.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-asn-reserved", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for gateway in &design.virtual_network_gateways {
        let Some(asn) = gateway.asn.filter(|asn| is_reserved(*asn)) else { continue };
        let path = gateway.at.field("asn");
        let message = format!("gateway `{}` has the autonomous system number {asn}, which is reserved", gateway.name);
        found.push(rule.report(path.clone(), message).hint("choose one from 64512 to 65514").removing(path));
    }
}

/// Whether Azure or IANA keeps a number, so that neither a gateway nor what it speaks with can have it.
pub(in crate::check) fn is_reserved(asn: u32) -> bool {
    matches!(asn, 0 | 8074 | 8075 | 12076 | 23456 | 64496..=64511 | 65517..=65520 | 65535..=65551 | u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::sku::testing::gateway;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn a_reserved_number_is_reported_and_removed() {
        let document = gateway("Vpn", r#""asn": 12076"#);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworkGateways/0/asn: gateway `gw` has the autonomous system number 12076, which is reserved"]
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworkGateways"][0].get("asn"), None);
    }

    #[test]
    fn a_private_number_is_silent() {
        for asn in [64512, 65010, 65515, 65534, 4_200_000_000_u32] {
            assert!(findings(&RULE, &gateway("Vpn", &format!(r#""asn": {asn}"#))).is_empty(), "{asn}");
        }
    }

    #[test]
    fn both_ends_of_each_block_are_reserved() {
        for asn in [64496, 64511, 65517, 65520, 65535, 65551] {
            assert_eq!(findings(&RULE, &gateway("Vpn", &format!(r#""asn": {asn}"#))).len(), 1, "{asn}");
        }
    }
}
