//! `dns-server-single`: a virtual network has only one DNS server of its own.
//!
//! # What it checks
//! A network that names DNS servers names at least two. Azure's own counts as any number.
//!
//! # Why it matters
//! While the one server is down or restarts, nothing in the network resolves a name.
//!
//! # Fix
//! Name a second server.
//!
//! # Source
//! PSRule for Azure, Azure.VNET.SingleDNS; Checkov CKV_AZURE_182 ("Ensure that VNET has at least 2 connected DNS Endpoints").

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Owner, Survey};
use super::AZURE;
use crate::address::Ipv4;
use crate::design::{Forwarder, Resource};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("dns-server-single", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in design.virtual_networks.iter().filter(|network| !network.existing()) {
        let Some((server, others)) = network.dns_servers.split_first() else { continue };
        let only = others.iter().all(|other| other == server);
        if only && *server != AZURE && !is_firewall(design, *server) {
            let message = format!("{server} is the only DNS server of `{}`", network.name);
            found.push(rule.report(network.at.field("dnsServers"), message).hint("name a second server"));
        }
    }
}

/// An Azure Firewall that answers for others is several machines behind one address.
fn is_firewall(design: &Survey<'_>, server: Ipv4) -> bool {
    design.owners(server).iter().any(|owned| matches!(owned.owner, Owner::Forwarder(Forwarder::Firewall(_))))
}

#[cfg(test)]
mod tests {
    use super::super::testing::servers;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn a_single_server_is_reported() {
        assert_eq!(findings(&RULE, &servers(r#""10.1.0.4""#)), ["/virtualNetworks/1/dnsServers: 10.1.0.4 is the only DNS server of `a`"]);
    }

    #[test]
    fn two_servers_or_none_are_silent() {
        assert!(findings(&RULE, &servers(r#""10.1.0.4", "10.1.0.5""#)).is_empty());
        assert!(findings(&RULE, &servers("")).is_empty());
    }

    #[test]
    fn azures_own_is_enough() {
        assert!(findings(&RULE, &servers(r#""168.63.129.16""#)).is_empty());
    }

    #[test]
    fn a_firewall_is_several_machines() {
        let firewall = r#""firewalls": [{ "name": "fw", "virtualNetwork": "hub", "privateIpAddress": "10.0.1.4" }], "onPremises""#;
        let subnet = r#"{ "name": "AzureFirewallSubnet", "addressPrefix": "10.0.1.0/26" }, { "name": "GatewaySubnet""#;
        let document = servers(r#""10.0.1.4""#).replace(r#""onPremises""#, firewall).replace(r#"{ "name": "GatewaySubnet""#, subnet);
        assert!(findings(&RULE, &document).is_empty());
    }
}
