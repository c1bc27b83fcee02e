//! `dns-server-count`: a virtual network has more DNS servers than Azure allows.
//!
//! # What it checks
//! No network has more than 20 DNS servers.
//!
//! # Why it matters
//! Azure refuses the network.
//!
//! # Fix
//! Keep the nearest ones.
//!
//! # Source
//! Microsoft Learn, "Azure subscription and service limits", networking limits: DNS servers per virtual network. Specification 13.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("dns-server-count", Severity::Error, run);

const MOST: usize = 20;

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for network in design.virtual_networks.iter().filter(|network| network.dns_servers.len() > MOST) {
        let count = network.dns_servers.len();
        let message = format!("virtual network `{}` has {count} DNS servers; Azure allows {MOST}", network.name);
        found.push(rule.report(network.at.field("dnsServers"), message).hint("keep the nearest ones"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::servers;
    use super::{MOST, RULE};
    use crate::check::testing::findings;

    fn many(count: usize) -> String {
        servers(&(0..count).map(|i| format!(r#""10.1.0.{}""#, i + 4)).collect::<Vec<_>>().join(","))
    }

    #[test]
    fn one_too_many_is_reported() {
        assert_eq!(
            findings(&RULE, &many(MOST + 1)),
            ["/virtualNetworks/1/dnsServers: virtual network `a` has 21 DNS servers; Azure allows 20"]
        );
    }

    #[test]
    fn the_last_one_allowed_is_silent() {
        assert!(findings(&RULE, &many(MOST)).is_empty());
    }

    #[test]
    fn a_network_without_servers_is_silent() {
        assert!(findings(&RULE, &many(0)).is_empty());
    }
}
