//! `virtual-hub-route-twice`: two static routes of a virtual hub are for one prefix.
//!
//! # What it checks
//! The static routes of all connections of one hub have different prefixes.
//!
//! # Why it matters
//! Which of the two counts is not documented: intents over the prefix are undecided.
//!
//! # Fix
//! Keep one. Several appliances can stand behind a load balancer.
//!
//! # Source
//! Microsoft Learn, "Static routes in Virtual WAN", next hops; hashicorp/terraform-provider-azurerm issue 31254: the table of a hub takes a
//! destination once; specification 11.8.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::StaticRouteId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("virtual-hub-route-twice", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for hub in design.hub_ids() {
        let mut routes: Vec<StaticRouteId> = design.static_routes_of(hub).filter(|id| design[*id].propagated).collect();
        routes.sort_by_key(|id| (design[*id].address_prefix, id.0));
        for (before, id) in routes.iter().zip(routes.iter().skip(1)) {
            let (route, first) = (&design[*id], &design[*before]);
            if route.address_prefix != first.address_prefix || found.is_full() {
                continue;
            }
            let (Some(written), Some(other)) = (design.written_static_route(*id), design.written_static_route(*before)) else { continue };
            let message = format!("virtual hub `{}` has another static route for {}", design[hub].name, route.address_prefix);
            found.push(rule.report(written.at.pointer(), message).related(other.at.pointer()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::fixed;
    use super::RULE;
    use crate::check::testing::findings;

    fn of(members: &str, second: &str) -> Vec<String> {
        let second = format!(r#", {{ "name": "r1", "addressPrefixes": ["{second}"], "nextHopIpAddress": "10.2.0.5" }}"#);
        findings(&RULE, &fixed(members, r#""addressPrefixes": ["10.50.0.0/16"], "nextHopIpAddress": "10.2.0.4""#, &second))
    }

    #[test]
    fn a_second_route_for_a_prefix_is_reported() {
        let expected = ["/virtualHubs/0/connections/1/staticRoutes/1: virtual hub `hub-1` has another static route for 10.50.0.0/16"];
        assert_eq!(of("", "10.50.0.0/16"), expected);
    }

    #[test]
    fn a_part_of_the_prefix_is_silent() {
        assert!(of("", "10.50.0.0/17").is_empty());
    }

    #[test]
    fn routes_that_no_hub_knows_are_another_rule() {
        assert!(of(r#", "propagateStaticRoutes": false"#, "10.50.0.0/16").is_empty());
    }
}
