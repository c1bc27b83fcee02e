//! `appliance-alone`: in a landing zone, routes lead to one appliance that nothing stands in for.
//!
//! # What it checks
//! In the profile `landing-zone`, no route leads to an appliance alone, by its name or its address: routes lead to a firewall, to a load balancer
//! in front of several appliances, or to several appliances at once.
//!
//! # Why it matters
//! Azure goes on sending packets to an appliance that is down, for the route says so. Every update of it is an outage.
//!
//! # Fix
//! Put a second appliance beside it and an internal load balancer with `haPorts` in front of both, or let them speak with a route server.
//!
//! # Source
//! Microsoft Learn, "Deploy highly available NVAs"; Azure Proactive Resiliency Library, 6d82d042 and 2226d069.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::is_new;
use super::super::survey::{Survey, Target};
use crate::design::Forwarder;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("appliance-alone", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut seen = Vec::new();
    for table in design.table_ids().filter(|table| !design.users(*table).is_empty()) {
        for route in &design[table].routes {
            let Some(target) = Target::of(design, route) else { continue };
            let Some((Forwarder::Appliance(id, _), _)) = design.forwarders_at(target).first().copied() else { continue };
            if found.is_full() || !is_new(&mut seen, id) {
                continue;
            }
            let message = format!("route `{}` leads to appliance `{}` alone", route.name, design[id].name);
            let finding = rule.report(design[id].at.pointer(), message).related(route.at.pointer());
            found.push(finding.hint("put a second appliance beside it, and an internal load balancer in front of both"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, route};

    fn design(hop: &str) -> String {
        route(hop).replacen('{', r#"{ "options": { "profile": "landing-zone" },"#, 1)
    }

    #[test]
    fn an_appliance_by_name_and_by_address_is_reported() {
        let expected = ["/appliances/0: route `r` leads to appliance `nva` alone"];
        assert_eq!(findings(&RULE, &design(r#", "nextHop": { "appliance": "nva" }"#)), expected);
        assert_eq!(findings(&RULE, &design(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4""#)), expected);
    }

    #[test]
    fn a_load_balancer_and_several_appliances_are_silent() {
        let balancer = r#""loadBalancers": [{ "name": "ilb", "subnet": "vnet/dmz", "privateIpAddress": "10.0.2.9", "haPorts": true, "backends": ["nva"] }], "options""#;
        let balanced = design(r#", "nextHop": { "loadBalancer": "ilb" }"#).replacen(r#""options""#, balancer, 1);
        assert!(findings(&RULE, &balanced).is_empty());
        let several = r#", "nextHopType": "VirtualApplianceEcmp", "nextHopIpAddresses": ["10.0.2.4", "10.0.2.5"]"#;
        assert!(findings(&RULE, &design(several)).is_empty());
    }

    #[test]
    fn elsewhere_it_is_a_choice() {
        assert!(findings(&RULE, &route(r#", "nextHop": { "appliance": "nva" }"#)).is_empty());
    }
}
