//! `dns-server-duplicate`: a virtual network names a DNS server twice.
//!
//! # What it checks
//! The DNS servers of a network are all different.
//!
//! # Why it matters
//! The second entry is no second server: when it fails, so does the first.
//!
//! # Fix
//! Name another server. The fix removes the second entry.
//!
//! # Source
//! Microsoft Learn, "Name resolution for resources in Azure virtual networks", specify DNS servers.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::repeated::repeated_keys;
use super::super::survey::Survey;
use super::pointer;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("dns-server-duplicate", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in design.virtual_networks.iter().filter(|network| network.dns_servers.len() > 1) {
        let keys: Vec<u64> = network.dns_servers.iter().map(|server| u64::from(server.0)).collect();
        for (second, first) in repeated_keys(&keys) {
            let Some(server) = network.dns_servers.get(second) else { continue };
            let [path, first] = [second, first].map(|position| pointer(network, network.dns_servers.index(position)));
            let finding = rule.report(path.clone(), format!("`{}` names DNS server {server} twice", network.name));
            found.push(finding.related(first).hint("name another server").removing(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::servers;
    use super::RULE;
    use crate::check::testing::{after_fix, findings};

    #[test]
    fn the_second_entry_is_reported_and_removed() {
        let document = servers(r#""10.1.0.4", "10.1.0.5", "10.1.0.4""#);
        assert_eq!(findings(&RULE, &document), ["/virtualNetworks/1/dnsServers/2: `a` names DNS server 10.1.0.4 twice"]);
        assert_eq!(after_fix(&RULE, &document)["virtualNetworks"][1]["dnsServers"], serde_json::json!(["10.1.0.4", "10.1.0.5"]));
    }

    #[test]
    fn two_servers_are_silent() {
        assert!(findings(&RULE, &servers(r#""10.1.0.4", "10.1.0.5""#)).is_empty());
    }

    #[test]
    fn the_same_server_of_another_network_is_silent() {
        let document = servers(r#""10.1.0.4", "10.1.0.5""#).replace(r#""name": "b","#, r#""name": "b", "dnsServers": ["10.1.0.4"],"#);
        assert!(findings(&RULE, &document).is_empty());
    }
}
