//! `gateway-subnet-small`: a GatewaySubnet leaves no room for the gateways that most designs come to need.
//!
//! # What it checks
//! A GatewaySubnet without a gateway that needs more is /27 or larger all the same.
//!
//! # Why it matters
//! A /28 or /29 only takes a VPN gateway of SKU Basic. The subnet cannot grow while a gateway stands in it.
//!
//! # Fix
//! Make it a /27 now. The fix does so in place where the network has the room.
//!
//! # Source
//! Microsoft Learn, "About VPN Gateway configuration settings", section GatewaySubnet: create a /27 or larger. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::gateway_too_small::needs_room;
use super::size::report_if_small;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-subnet-small", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.called(reserved::GATEWAY).iter().filter(|id| !needs_room(design, id.vnet)) {
        report_if_small(rule, design, *id, 27, found);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, subnet, vpn};

    #[test]
    fn a_small_subnet_without_a_gateway_is_reported() {
        assert_eq!(
            findings(&RULE, &subnet("GatewaySubnet", "10.0.0.0/29", "", "")),
            ["/virtualNetworks/0/subnets/0/addressPrefix: 10.0.0.0/29 is too small for GatewaySubnet of `vnet`"],
        );
    }

    #[test]
    fn a_slash_27_is_silent() {
        assert!(findings(&RULE, &subnet("GatewaySubnet", "10.0.0.0/27", "", "")).is_empty());
    }

    #[test]
    fn with_a_gateway_that_cannot_stand_there_it_is_not_reported_twice() {
        assert!(findings(&RULE, &subnet("GatewaySubnet", "10.0.0.0/29", "", &vpn("gw", "vnet"))).is_empty());
    }
}
