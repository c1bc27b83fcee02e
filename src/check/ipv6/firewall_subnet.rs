//! `firewall-subnet-ipv6`: AzureFirewallSubnet has an IPv6 prefix.
//!
//! # What it checks
//! AzureFirewallSubnet and AzureFirewallManagementSubnet have IPv4 prefixes only.
//!
//! # Why it matters
//! A firewall cannot be deployed into a subnet of both families, except in the preview of dual stack firewalls, which this version
//! does not model: here no firewall passes IPv6 packets.
//!
//! # Fix
//! Remove the IPv6 prefix; send IPv6 packets to an appliance that has an IPv6 address.
//!
//! # Source
//! Microsoft Learn, "Overview of IPv6 for Azure Virtual Network", limitations: the firewall subnet must be IPv4-only; "Deploy Azure
//! Firewall in dual stack mode (preview)".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::address::Ipv6;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-subnet-ipv6", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for name in [reserved::FIREWALL, reserved::FIREWALL_MANAGEMENT] {
        for id in design.called(name) {
            let subnet = &design[*id];
            for (i, prefix) in subnet.placed::<Ipv6>() {
                let message = format!("{name} of `{}` has the IPv6 prefix {prefix}", design[id.vnet].name);
                let path = subnet.prefix_pointer(i);
                let finding = rule.report(path.clone(), message).hint("leave the subnet of a firewall to IPv4");
                found.push(if subnet.all_prefixes().count() > 1 { finding.removing(path) } else { finding });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::dual;
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn document(name: &str) -> String {
        dual("").replace(r#""app""#, &format!(r#""{name}""#))
    }

    #[test]
    fn both_subnets_of_a_firewall_are_reported() {
        for name in ["AzureFirewallSubnet", "AzureFirewallManagementSubnet"] {
            let told = format!("/virtualNetworks/0/subnets/1/addressPrefixes/1: {name} of `vnet` has the IPv6 prefix fd00:20:0:1::/64");
            assert_eq!(findings(&RULE, &document(name)), [told]);
            assert!(fixable(&RULE, &document(name)));
        }
    }

    #[test]
    fn other_subnets_and_ipv4_are_silent() {
        assert!(findings(&RULE, &dual("")).is_empty());
        assert!(findings(&RULE, &document("AzureFirewallSubnet").replace(r#", "fd00:20:0:1::/64""#, "")).is_empty());
    }

    #[test]
    fn a_firewall_in_a_network_of_both_families_is_silent() {
        let own = r#"{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.2.0/26" }, { "name": "app""#;
        assert!(findings(&RULE, &dual("").replace(r#"{ "name": "app""#, own)).is_empty());
    }
}
