//! `virtual-hub-route-default-idle`: a static default route of a virtual hub is never used.
//!
//! # What it checks
//! A hub with a policy for the Internet has no static route for 0.0.0.0/0.
//!
//! # Why it matters
//! The policy makes the firewall in the hub send to the Internet directly; its default route comes before every other one.
//!
//! # Fix
//! Take out the route, or the policy for the Internet.
//!
//! # Source
//! Microsoft Learn, "Securing internet access with routing intent": direct access; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-route-default-idle", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for hub in design.hub_ids() {
        let Some(firewall) = design.internet_policy(hub) else { continue };
        for id in design.static_routes_of(hub).filter(|id| design[*id].address_prefix.length() == 0) {
            let Some(written) = design.written_static_route(id) else { continue };
            let message = format!("static route `{}` is not used: `{}` sends to the Internet", written.name, design[firewall].name);
            found.push(rule.report(written.at.pointer(), message).related(design[hub].at.field("routingIntent/internet")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{FIREWALL, fixed};
    use super::RULE;
    use crate::check::testing::findings;

    fn of(policy: &str, prefix: &str) -> Vec<String> {
        let document = fixed("", &format!(r#""addressPrefixes": ["{prefix}"], "nextHopIpAddress": "10.2.0.4""#), "");
        let intent = format!(r#""firewall": "fw", "routingIntent": {{ "{policy}": "fw" }}, "connections""#);
        let document = document.replacen(r#", "appliances""#, &format!(r#"{FIREWALL}, "appliances""#), 1);
        findings(&RULE, &document.replace(r#""connections""#, &intent))
    }

    #[test]
    fn a_static_default_route_beside_a_policy_is_reported() {
        let expected = ["/virtualHubs/0/connections/1/staticRoutes/0: static route `r0` is not used: `fw` sends to the Internet"];
        assert_eq!(of("internet", "0.0.0.0/0"), expected);
    }

    #[test]
    fn a_policy_for_private_traffic_is_silent() {
        assert!(of("private", "0.0.0.0/0").is_empty());
    }

    #[test]
    fn another_prefix_is_silent() {
        assert!(of("internet", "10.50.0.0/16").is_empty());
    }
}
