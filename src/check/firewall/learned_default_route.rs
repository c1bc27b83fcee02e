//! `firewall-learned-default-route`: a gateway's default route reaches AzureFirewallSubnet.
//!
//! # What it checks
//! Where a gateway that serves a firewall's network learns 0.0.0.0/0, AzureFirewallSubnet has a route table, or the firewall a
//! management interface.
//!
//! # Why it matters
//! The learned default route takes the place of the way to the Internet that a firewall without a management interface needs; it
//! loses its control path.
//!
//! # Fix
//! Give AzureFirewallSubnet a route table with 0.0.0.0/0 to the Internet, or the firewall a management interface.
//!
//! # Source
//! Microsoft Learn, "Deploy and configure Azure Firewall in a hybrid network": override a default route learned over BGP with one
//! to the Internet.
//! Specification 6, 10.5, 10.6 and 11.2.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::default_route_missing::must_lead_to_internet;
use crate::design::reserved;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("firewall-learned-default-route", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for subnet in design.called(reserved::FIREWALL).iter().copied().filter(|subnet| design.served(subnet.vnet).learns_default) {
        // With a table it is the table that is looked at.
        if design[subnet].route_table.is_none() && must_lead_to_internet(design, subnet) {
            let message = format!("AzureFirewallSubnet of `{}` learns its default route from a gateway", design[subnet.vnet].name);
            let hint = "give it a route table with 0.0.0.0/0 to the Internet, or the firewall a management interface";
            found.push(rule.report(design[subnet].at.pointer(), message).hint(hint));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, network};

    fn design(table: &str, learns: &str, managed: bool) -> String {
        network(
            &format!(
                r#"{{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.0.0/26"{table} }}, {{ "name": "GatewaySubnet", "addressPrefix": "10.0.1.0/27" }},
                   {{ "name": "AzureFirewallManagementSubnet", "addressPrefix": "10.0.0.64/26" }}"#
            ),
            &format!(
                r#""firewalls": [{{ "name": "fw", "virtualNetwork": "vnet", "managementSubnet": {managed} }}],
                   "routeTables": [{{ "name": "rt", "routes": [{{ "name": "d", "addressPrefix": "0.0.0.0/0", "nextHopType": "Internet" }}] }}],
                   "onPremises": [{{ "name": "site", "addressPrefixes": ["192.168.0.0/16"] }}],
                   "virtualNetworkGateways": [
                     {{ "name": "gw", "type": "Vpn", "virtualNetwork": "vnet", "connections": [{{ "to": "site", "learns": ["{learns}"] }}] }}]"#
            ),
        )
    }

    #[test]
    fn a_learned_default_route_is_reported() {
        assert_eq!(
            findings(&RULE, &design("", "0.0.0.0/0", false)),
            ["/virtualNetworks/0/subnets/0: AzureFirewallSubnet of `vnet` learns its default route from a gateway"],
        );
    }

    #[test]
    fn a_route_table_overrides_it() {
        assert!(findings(&RULE, &design(r#", "routeTable": "rt""#, "0.0.0.0/0", false)).is_empty());
    }

    #[test]
    fn other_learned_prefixes_are_silent() {
        assert!(findings(&RULE, &design("", "0.0.0.0/1", false)).is_empty());
    }

    #[test]
    fn a_firewall_with_a_management_interface_may_be_tunnelled() {
        assert!(findings(&RULE, &design("", "0.0.0.0/0", true)).is_empty());
    }
}
