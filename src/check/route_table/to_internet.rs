//! `route-to-internet`: in a landing zone, a route leads machines straight to the Internet.
//!
//! # What it checks
//! In the profile `landing-zone`, a table of subnets for machines has no route with next hop Internet for a prefix. Routes for service
//! tags are left out: they are for the control planes of services that must not pass a firewall.
//!
//! # Why it matters
//! What takes such a route is inspected and logged by nothing.
//!
//! # Fix
//! Send it to the firewall. Where a single address must be reached directly, suppress the finding with the reason. The fix removes the route, where others are left.
//!
//! # Source
//! Azure landing zones, policy Deny-UDR-With-Specific-NextHop; Azure Community Policy, deny-route-with-next-hop-type-internet.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{Destination, NextHopType, Resource, SubnetId, reserved};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-to-internet", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let machines = |user: &SubnetId| !reserved::ALL.iter().any(|name| design[*user].is(name));
    for table in design.table_ids().filter(|table| !design[*table].existing()) {
        let Some(user) = design.users(table).iter().find(|user| machines(user)) else { continue };
        let table = &design[table];
        for route in table.routes.iter().filter(|route| route.next_hop.is_none() && route.next_hop_type == Some(NextHopType::Internet)) {
            let Destination::Prefix(prefix) = &route.address_prefix else { continue };
            let message = format!("route `{}` leads {prefix} from `{}` straight to the Internet", route.name, design.subnet_path(*user));
            let finding = rule.report(route.at.pointer(), message).related(design[*user].at.field("routeTable"));
            let finding = finding.hint("send it to the firewall, or say why not");
            found.push(if table.routes.len() > 1 { finding.removing(route.at.pointer()) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable, routes};

    fn design(profile: &str, prefix: &str) -> String {
        let all = format!(
            r#"{{ "name": "out", "addressPrefix": "{prefix}", "nextHopType": "Internet" }}, {{ "name": "r", "addressPrefix": "10.9.0.0/16", "nextHopType": "None" }}"#
        );
        routes(&all).replacen('{', &format!(r#"{{ "options": {{ "profile": "{profile}" }},"#), 1)
    }

    #[test]
    fn a_way_past_the_firewall_is_reported_in_landing_zones() {
        let document = design("landing-zone", "20.1.2.0/24");
        assert_eq!(
            findings(&RULE, &document),
            ["/routeTables/0/routes/0: route `out` leads 20.1.2.0/24 from `vnet/app` straight to the Internet"]
        );
        assert!(fixable(&RULE, &document));
        assert!(findings(&RULE, &design("recommended", "20.1.2.0/24")).is_empty());
    }

    #[test]
    fn the_control_plane_of_a_service_is_silent() {
        assert!(findings(&RULE, &design("landing-zone", "AzureMachineLearning")).is_empty());
    }

    #[test]
    fn the_firewall_must_lead_to_the_internet() {
        let document = design("landing-zone", "0.0.0.0/0").replace(r#""name": "app""#, r#""name": "AzureFirewallSubnet""#);
        assert!(findings(&RULE, &document).is_empty());
    }
}
