//! `security-group-trusts-network`: in a landing zone, a group leaves to Azure's own rule what the network may send.
//!
//! # What it checks
//! In the profile `landing-zone`, the inbound rules of a group that a subnet carries decide about everything that the network sends:
//! nothing is left for AllowVnetInBound.
//!
//! # Why it matters
//! `VirtualNetwork` is more than the network: peers, sites behind gateways, and every prefix of the subnet's route table belong to it,
//! and come in with the next peering or route.
//!
//! # Fix
//! Allow what is needed, and deny the rest with a last rule for VirtualNetwork.
//!
//! # Source
//! Azure review checklists, D09.02; Microsoft Learn, "Virtual network service tags" (VirtualNetwork); specification 9.3 and 9.4.

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::Survey;
use super::packets::{Group, Packets, everything, virtual_network};
use super::pairs::Asked;
use crate::address::{Address, AddressSet};
use crate::design::{Direction, Resource};
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("security-group-trusts-network", Severity::Warning, run).in_landing_zones();

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for id in design.security_group_ids().filter(|id| design.is_carried(*id) && !design[*id].existing()) {
        let inbound = Asked::of(design, &design[id], Direction::Inbound);
        if leaves_some(&inbound.v4) || inbound.v6.as_ref().is_some_and(leaves_some) {
            let group = &design[id];
            let message = format!("`{}` lets in whatever its own rules do not decide about and VirtualNetwork sends", group.name);
            found.push(rule.report(group.at.pointer(), message).hint("end with an inbound rule that denies VirtualNetwork"));
        }
    }
}

/// Whether the rules leave something of one family that the network sends undecided.
fn leaves_some<A: Address>(inbound: &Group<'_, A>) -> bool {
    let all = Packets { sources: virtual_network(), destinations: AddressSet::all(), traffic: everything::<A>() };
    inbound.left_for(inbound.rules.len(), all).is_some_and(|left| !left.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::exposed::testing::inbound;
    use super::RULE;
    use crate::check::testing::findings;

    fn zone(rules: &[(&str, &str, &str, &str)]) -> Vec<String> {
        findings(&RULE, &inbound(rules).replacen('{', r#"{ "options": { "profile": "landing-zone" },"#, 1))
    }

    #[test]
    fn a_group_without_a_last_rule_is_reported_in_landing_zones() {
        let rules = [("Allow", "Tcp", "10.0.0.0/8", "443")];
        assert_eq!(
            zone(&rules),
            ["/networkSecurityGroups/0: `nsg` lets in whatever its own rules do not decide about and VirtualNetwork sends"]
        );
        assert!(findings(&RULE, &inbound(&rules)).is_empty());
    }

    #[test]
    fn a_group_that_denies_the_rest_is_silent() {
        assert!(zone(&[("Allow", "Tcp", "10.0.0.0/8", "443"), ("Deny", "*", "VirtualNetwork", "*")]).is_empty());
        assert!(zone(&[("Deny", "*", "*", "*")]).is_empty());
    }

    #[test]
    fn a_denial_of_one_protocol_leaves_the_others() {
        assert_eq!(zone(&[("Deny", "Tcp", "*", "*")]).len(), 1);
    }

    #[test]
    fn a_denial_of_the_rest_of_one_family_leaves_the_other() {
        assert_eq!(zone(&[("Deny", "*", "0.0.0.0/0", "*"), ("Allow", "Tcp", "fd00::/8", "443")]).len(), 1);
        assert!(zone(&[("Deny", "*", "0.0.0.0/0", "*"), ("Deny", "*", "::/0", "*")]).is_empty());
    }
}
