//! `firewall-public-addresses-few`: in a landing zone, everything leaves a firewall with one public address.
//!
//! # What it checks
//! In the profile `landing-zone`, a firewall that routes lead to has at least two public IP addresses, or AzureFirewallSubnet has a NAT gateway.
//!
//! # Why it matters
//! A firewall has 2,496 ports for each public address and instance, and each connection to one destination takes one. When they are used up,
//! new connections fail: first those of clusters that pull images.
//!
//! # Fix
//! Give AzureFirewallSubnet a NAT gateway, which has 64,512 ports for each address, or the firewall more addresses.
//!
//! # Source
//! Microsoft Learn, "Scale SNAT ports with Azure NAT Gateway" (Azure Firewall); PSRule for Azure, Azure.VNET.FirewallSubnetNAT; Azure review
//! checklists, D07.14. Specification 10.1.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::design::{Forwarder, Resource};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-public-addresses-few", Severity::Info, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    let mut used = vec![false; design.firewalls.len()];
    for table in design.table_ids().filter(|table| !design.users(*table).is_empty()) {
        for (forwarder, _) in design.reading(table).targets.iter().flat_map(|target| design.forwarders_at(*target)) {
            if let Forwarder::Firewall(id) = forwarder {
                used.get_mut(id.0 as usize).into_iter().for_each(|used| *used = true);
            }
        }
    }
    for (id, _) in design.firewall_ids().zip(used).filter(|(_, used)| *used) {
        let firewall = &design[id];
        let translated = design.firewall_subnet(id).is_some_and(|subnet| design.nat_gateway_of(subnet).is_some());
        if translated || firewall.public_ip_addresses.len() > 1 || firewall.existing() {
            continue;
        }
        let message = format!("everything that leaves `{}` shares the ports of one public address", firewall.name);
        found.push(rule.report(firewall.at.pointer(), message).hint("give AzureFirewallSubnet a NAT gateway"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(members: &str, subnet: &str, hop: &str) -> String {
        network(
            &format!(
                r#"{{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26"{subnet} }},
                   {{ "name": "app", "addressPrefix": "10.0.1.0/24", "routeTable": "rt" }}"#
            ),
            &format!(
                r#""options": {{ "profile": "landing-zone" }}, "publicIpAddresses": [{{ "name": "a" }}, {{ "name": "b" }}],
                   "natGateways": [{{ "name": "nat", "publicIpAddresses": ["b"] }}],
                   "firewalls": [{{ "name": "fw", "virtualNetwork": "vnet"{members} }}],
                   "routeTables": [{{ "name": "rt", "routes": [{{ "name": "d", "addressPrefix": "0.0.0.0/0", {hop} }}] }}]"#
            ),
        )
    }

    const FIREWALL: &str = r#""nextHop": { "firewall": "fw" }"#;

    #[test]
    fn a_firewall_with_one_address_is_reported() {
        let expected = ["/firewalls/0: everything that leaves `fw` shares the ports of one public address"];
        assert_eq!(findings(&RULE, &design(r#", "publicIpAddresses": ["a"]"#, "", FIREWALL)), expected);
        assert_eq!(findings(&RULE, &design("", "", r#""nextHopType": "VirtualAppliance", "nextHopIpAddress": "10.0.0.4""#)), expected);
    }

    #[test]
    fn a_nat_gateway_and_a_second_address_are_silent() {
        assert!(findings(&RULE, &design("", r#", "natGateway": "nat""#, FIREWALL)).is_empty());
        assert!(findings(&RULE, &design(r#", "publicIpAddresses": ["a", "b"]"#, "", FIREWALL)).is_empty());
    }

    #[test]
    fn a_firewall_that_no_route_leads_to_is_silent() {
        assert!(findings(&RULE, &design("", "", r#""nextHopType": "None""#)).is_empty());
    }
}
