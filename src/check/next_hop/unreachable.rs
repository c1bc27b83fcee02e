//! `next-hop-unreachable`: the next hop of a route is out of reach.
//!
//! # What it checks
//! For every network whose subnets use the table, the firewall or appliance that a route names or whose address it has is in that
//! network or in one that is peered with it.
//!
//! # Why it matters
//! Azure accepts the route and drops what it matches: a next hop is not looked for behind a second peering or behind a gateway.
//!
//! # Fix
//! Peer the two networks, or take an appliance that is in reach. Where networks that share the table differ in this, give them
//! tables of their own.
//!
//! # Source
//! Microsoft Learn, "Virtual network traffic routing": the next hop address must have direct connectivity; "Diagnose a virtual
//! machine routing problem".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Fault, Survey};
use super::{each_misled, shown};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("next-hop-unreachable", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    each_misled(design, &mut |route, misled| {
        if misled.fault == Fault::Unreachable {
            let next_hop = shown(design, misled.target);
            let message = format!("{next_hop} is neither in `{}` nor in a network peered with it", design[misled.vnet].name);
            found.push(
                rule.report(misled.target.pointer(route), message)
                    .related(design[misled.vnet].at.pointer())
                    .hint("peer the networks, or take an appliance that is in reach"),
            );
        }
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, route};

    /// A spoke whose route leads to `hop`, an appliance in the hub at 10.0.2.4, and these peerings.
    fn design(hop: &str, peerings: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [
                   {{ "name": "hub", "addressSpace": ["10.0.0.0/16"], "subnets": [{{ "name": "dmz", "addressPrefix": "10.0.2.0/24" }}] }},
                   {{ "name": "mid", "addressSpace": ["10.1.0.0/16"] }},
                   {{ "name": "spoke", "addressSpace": ["10.2.0.0/16"], "subnets": [{{ "name": "s", "addressPrefix": "10.2.0.0/24", "routeTable": "rt" }}] }}],
                 "peerings": [{peerings}],
                 "appliances": [{{ "name": "nva", "networkInterfaces": [{{ "subnet": "hub/dmz", "privateIpAddress": "10.0.2.4", "enableIPForwarding": true }}] }}],
                 "routeTables": [{{ "name": "rt", "routes": [{{ "name": "r", "addressPrefix": "0.0.0.0/0", {hop} }}] }}] }}"#
        )
    }

    const ADDRESS: &str = r#""nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4""#;
    const NAME: &str = r#""nextHop": { "appliance": "nva" }"#;

    #[test]
    fn a_next_hop_in_a_network_that_is_not_peered_is_reported() {
        let path = "/routeTables/0/routes/0";
        assert_eq!(
            findings(&RULE, &design(ADDRESS, "")),
            [format!("{path}/nextHopIpAddress: 10.0.2.4 is neither in `spoke` nor in a network peered with it")],
        );
        assert_eq!(
            findings(&RULE, &design(NAME, "")),
            [format!("{path}/nextHop: `nva` is neither in `spoke` nor in a network peered with it")],
        );
    }

    #[test]
    fn peering_is_not_transitive() {
        let chain = r#"{ "between": ["hub", "mid"] }, { "between": ["mid", "spoke"] }"#;
        assert_eq!(findings(&RULE, &design(ADDRESS, chain)).len(), 1);
    }

    #[test]
    fn a_next_hop_in_the_same_network_or_in_a_peered_one_is_silent() {
        assert!(findings(&RULE, &route(r#", "nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.2.4""#)).is_empty());
        assert!(findings(&RULE, &design(NAME, r#"{ "between": ["hub", "spoke"] }"#)).is_empty());
    }

    #[test]
    fn a_peering_that_lacks_one_side_is_another_fault() {
        assert!(findings(&RULE, &design(ADDRESS, r#"{ "from": "hub", "to": "spoke" }"#)).is_empty());
    }
}
