//! `dns-server-reserved`: a virtual network uses a DNS server at an address that Azure keeps for itself.
//!
//! # What it checks
//! No DNS server of a network has one of the first four addresses or the last one of a subnet.
//!
//! # Why it matters
//! Nothing can have such an address, so no name is resolved. In other clouds a resolver answers at the second address; Azure's
//! answers at 168.63.129.16 alone.
//!
//! # Fix
//! Name a server that there is. The fix writes Azure's own.
//!
//! # Source
//! Microsoft Learn, "Azure Virtual Network FAQ", restrictions on IP addresses within subnets, and "What is IP address
//! 168.63.129.16?"; specification 7.2.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, is_reserved};
use super::{AZURE, pointer};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("dns-server-reserved", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        let network = &design[vnet];
        for (index, server) in network.dns_servers.placed() {
            let places = std::iter::once(&vnet).chain(design.neighbours(vnet));
            let held = places.filter_map(|near| design.subnet_holding(*near, *server)).find(|(prefix, _)| is_reserved(*prefix, *server));
            let Some((_, subnet)) = held else { continue };
            let path = pointer(network, index);
            let message =
                format!("Azure keeps {server}, a DNS server of `{}`, in subnet `{}` for itself", network.name, design.subnet_path(subnet));
            let finding =
                rule.report(path.clone(), message).related(design[subnet].at.pointer()).hint("Azure's own server is 168.63.129.16");
            let there = network.dns_servers.contains(&AZURE);
            found.push(if there { finding.removing(path) } else { finding.replacing(path, AZURE.to_string()) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::servers;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn the_second_address_of_a_subnet_is_reported_and_azures_own_written() {
        let document = servers(r#""10.1.0.2", "10.1.0.4""#);
        assert_eq!(
            findings(&RULE, &document),
            ["/virtualNetworks/1/dnsServers/0: Azure keeps 10.1.0.2, a DNS server of `a`, in subnet `a/dns` for itself"]
        );
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][1]["dnsServers"][0], "168.63.129.16");
    }

    #[test]
    fn what_is_named_already_is_not_named_twice() {
        let document = servers(r#""168.63.129.16", "10.1.0.1""#);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][1]["dnsServers"], serde_json::json!(["168.63.129.16"]));
    }

    #[test]
    fn a_machine_s_address_is_silent() {
        assert!(findings(&RULE, &servers(r#""10.1.0.4", "10.1.0.254""#)).is_empty());
    }

    #[test]
    fn the_last_address_and_those_of_a_peer_count_too() {
        assert_eq!(findings(&RULE, &servers(r#""10.1.0.255", "10.0.0.1""#)).len(), 2);
    }
}
