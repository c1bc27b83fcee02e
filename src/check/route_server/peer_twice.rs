//! `route-server-peer-twice`: a route server names one appliance twice.
//!
//! # What it checks
//! Each appliance is at most one of a route server's peers.
//!
//! # Why it matters
//! Azure has one BGP connection for each address, and refuses the second one.
//!
//! # Fix
//! Write all routes of the appliance at one place. The fix removes a second peer that advertises nothing.
//!
//! # Source
//! Microsoft.Network/virtualHubs/bgpConnections: one resource for each `peerIp`.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::appliance;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("route-server-peer-twice", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for server in &design.route_servers {
        for (index, peer) in server.peers.iter().enumerate() {
            let same = |earlier: &&_| appliance(earlier).is_some() && appliance(earlier) == appliance(peer);
            let Some(first) = server.peers.iter().take(index).find(same) else { continue };
            let message = format!("`{}` is a peer of `{}` already", peer.appliance.name, server.name);
            let finding = rule.report(peer.at.field("appliance"), message).related(first.at.pointer());
            let finding = finding.hint("write all of its routes at one place");
            found.push(if peer.advertises.is_empty() { finding.removing(peer.at.pointer()) } else { finding });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{document, peer};
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    #[test]
    fn a_second_peer_with_one_appliance_is_reported() {
        let twice = document(&format!(r#"{}, {{ "appliance": "nva" }}"#, peer("10.9.0.0/16", "")), "", "");
        assert_eq!(findings(&RULE, &twice), ["/routeServers/0/peers/1/appliance: `nva` is a peer of `rs` already"]);
        assert!(fixable(&RULE, &twice));
        let both = document(&[peer("10.9.0.0/16", ""), peer("10.8.0.0/16", "")].join(","), "", "");
        assert!(!fixable(&RULE, &both));
    }

    #[test]
    fn one_peer_is_silent() {
        assert!(findings(&RULE, &document(&peer("10.9.0.0/16", ""), "", "")).is_empty());
    }

    #[test]
    fn no_peer_is_silent() {
        assert!(findings(&RULE, &document("", "", "")).is_empty());
    }
}
