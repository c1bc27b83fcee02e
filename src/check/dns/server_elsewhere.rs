//! `dns-server-elsewhere`: a virtual network uses a DNS server that is none of the design's.
//!
//! # What it checks
//! Every DNS server of a network is Azure's own, or stands in the network, in one that it is peered with, or at a site.
//!
//! # Why it matters
//! Every name then depends on a way out of Azure, and on whoever runs the server. Most often the address is misspelt.
//!
//! # Fix
//! Name a server in the network or its hub, or leave the servers out and use Azure's.
//!
//! # Source
//! PSRule for Azure, Azure.VNET.LocalDNS; Microsoft Learn, "Name resolution for resources in Azure virtual networks".

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::{AZURE, pointer};
use crate::address::Ipv4;
use crate::design::VnetId;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("dns-server-elsewhere", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        let network = &design[vnet];
        for (index, server) in network.dns_servers.placed().filter(|(_, server)| !known(design, vnet, **server)) {
            let message = format!("DNS server {server} of `{}` is in none of the networks and sites that it reaches", network.name);
            found.push(rule.report(pointer(network, index), message).hint("name a server in the network, in its hub, or at a site"));
        }
    }
}

fn known(design: &Survey<'_>, vnet: VnetId, server: Ipv4) -> bool {
    let at_site = || design.on_premises.iter().any(|site| site.prefixes().any(|prefix| prefix.contains(server)));
    let near = || design.neighbours(vnet).iter().any(|peer| design.in_space(*peer, server));
    server == AZURE || design.in_space(vnet, server) || near() || at_site()
}

#[cfg(test)]
mod tests {
    use super::super::testing::servers;
    use super::RULE;
    use crate::check::testing::findings;

    #[test]
    fn a_server_on_the_internet_is_reported() {
        assert_eq!(
            findings(&RULE, &servers(r#""10.1.0.4", "8.8.8.8""#)),
            ["/virtualNetworks/1/dnsServers/1: DNS server 8.8.8.8 of `a` is in none of the networks and sites that it reaches"]
        );
    }

    #[test]
    fn servers_here_in_the_hub_at_a_site_and_azures_own_are_silent() {
        assert!(findings(&RULE, &servers(r#""10.1.0.4", "10.0.3.4", "192.168.0.9", "168.63.129.16""#)).is_empty());
    }

    #[test]
    fn a_server_in_a_network_without_peering_is_reported() {
        assert_eq!(findings(&RULE, &servers(r#""10.2.0.4""#)).len(), 1);
    }
}
