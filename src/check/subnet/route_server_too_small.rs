//! `route-server-subnet-too-small`: RouteServerSubnet is smaller than /27.
//!
//! # What it checks
//! A subnet named RouteServerSubnet has a prefix of /27 or larger.
//!
//! # Why it matters
//! Azure refuses to create a Route Server in a smaller subnet.
//!
//! # Fix
//! Enlarge the subnet. The fix does so in place where the network has the room.
//!
//! # Source
//! Microsoft Learn, "Azure Route Server FAQ": minimum size of RouteServerSubnet. Specification 6.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::size::report_small;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-server-subnet-too-small", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    report_small(rule, design, reserved::ROUTE_SERVER, 27, found);
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{after_fix, findings, fixable, network, subnet};

    #[test]
    fn a_small_one_is_reported_and_enlarged_where_there_is_room() {
        let document = subnet("RouteServerSubnet", "10.0.0.0/28", "", "");
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/0/subnets/0/addressPrefix: 10.0.0.0/28 is too small for RouteServerSubnet of `vnet`"],
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][0]["subnets"][0]["addressPrefix"], "10.0.0.0/27");
        let crowded =
            r#"{ "name": "RouteServerSubnet", "addressPrefixes": ["10.0.0.0/29"] }, { "name": "app", "addressPrefix": "10.0.0.8/29" }"#;
        assert!(!fixable(&RULE, &network(crowded, "")));
    }

    #[test]
    fn other_subnets_may_be_small() {
        assert!(findings(&RULE, &subnet("app", "10.0.0.0/29", "", "")).is_empty());
    }

    #[test]
    fn the_smallest_size_that_is_enough_is_silent() {
        assert!(findings(&RULE, &subnet("RouteServerSubnet", "10.0.0.0/27", "", "")).is_empty());
    }
}
