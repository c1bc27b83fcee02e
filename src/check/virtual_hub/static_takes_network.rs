//! `virtual-hub-route-takes-network`: a static route of a virtual hub is for what another connected network has.
//!
//! # What it checks
//! The prefix of no static route is that of another network which is connected to a hub, or a part of it. A shorter one is fine.
//!
//! # Why it matters
//! Virtual WAN does not support an appliance between its own networks in this way. What becomes of the packets is not documented: intents over it are undecided.
//!
//! # Fix
//! Use a routing intent, or connect the network behind the appliance by a peering alone.
//!
//! # Source
//! Microsoft Learn, "Static routes in Virtual WAN", configuration options and what is not supported; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-route-takes-network", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.static_route_ids().filter(|id| design[*id].taken) {
        let Some(written) = design.written_static_route(id) else { continue };
        let message = format!("static route `{}` is for {}, which another connected network has", written.name, design[id].address_prefix);
        found.push(
            rule.report(written.at.pointer(), message)
                .hint("a routing intent sends what goes between networks through a firewall in the hub"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::fixed;
    use super::RULE;
    use crate::check::testing::findings;

    fn of(prefix: &str) -> Vec<String> {
        findings(&RULE, &fixed("", &format!(r#""addressPrefixes": ["{prefix}"], "nextHopIpAddress": "10.2.0.4""#), ""))
    }

    #[test]
    fn what_another_network_has_is_reported() {
        let expected = |prefix| {
            format!("/virtualHubs/0/connections/1/staticRoutes/0: static route `r0` is for {prefix}, which another connected network has")
        };
        assert_eq!(of("10.1.0.0/16"), [expected("10.1.0.0/16")]);
        assert_eq!(of("10.1.7.0/24"), [expected("10.1.7.0/24")]);
    }

    #[test]
    fn a_shorter_prefix_is_silent() {
        assert!(of("10.0.0.0/8").is_empty());
    }

    #[test]
    fn the_own_network_and_one_without_a_hub_are_silent() {
        assert!(of("10.2.0.0/16").is_empty());
        assert!(of("10.3.0.0/16").is_empty());
    }
}
