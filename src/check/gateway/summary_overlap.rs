//! `gateway-summary-overlap`: two summarized prefixes of one network overlap.
//!
//! # What it checks
//! No prefix of `summarizedGatewayPrefixes` lies inside another one of the same list, of either family.
//!
//! # Why it matters
//! Azure refuses a list that overlaps itself.
//!
//! # Fix
//! Leave out the prefix that the other one covers.
//!
//! # Source
//! Microsoft Learn, "Advertise gateway prefixes" for hub and spoke networks; Azure/bicep-types-az, Microsoft.Network 2025-07-01:
//! `summarizedGatewayPrefixes` (specification 3.2).

use super::super::Rule;
use super::super::findings::Findings;
use super::super::survey::{Survey, holder, maximal};
use crate::address::{Address, Ipv4, Ipv6};
use crate::design::VirtualNetwork;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-summary-overlap", Severity::Error, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        report::<Ipv4>(rule, &design[vnet], found);
        report::<Ipv6>(rule, &design[vnet], found);
    }
}

/// Reports the prefixes of one family that lie inside others.
fn report<A: Address>(rule: &Rule, network: &VirtualNetwork, found: &mut Findings) {
    let kept = maximal(network.summary::<A>().map(|(index, prefix)| (prefix, index as u32)).collect());
    for (index, prefix) in network.summary::<A>() {
        let Some((outer, first)) = holder(&kept, prefix.first()).filter(|(_, first)| *first as usize != index) else { continue };
        let path = network.at.field(&format!("summarizedGatewayPrefixes/{index}"));
        let finding = rule.report(path.clone(), format!("{prefix} lies inside {outer}, which is in the list already"));
        let related = network.at.field(&format!("summarizedGatewayPrefixes/{first}"));
        found.push(finding.related(related).hint("leave it out").removing(path));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(summary: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16"], "summarizedGatewayPrefixes": [{summary}],
                "subnets": [{{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/26" }}] }}],
                "virtualNetworkGateways": [{{ "name": "g", "type": "Vpn", "virtualNetwork": "v" }}] }}"#
        )
    }

    #[test]
    fn a_prefix_inside_another_is_reported() {
        let document = design(r#""10.0.0.0/16", "10.0.0.0/8""#);
        let expected = "/virtualNetworks/0/summarizedGatewayPrefixes/0: 10.0.0.0/16 lies inside 10.0.0.0/8, which is in the list already";
        assert_eq!(findings(&RULE, &document), [expected]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn prefixes_apart_are_silent() {
        assert!(findings(&RULE, &design(r#""10.0.0.0/8", "172.16.0.0/12""#)).is_empty());
    }

    #[test]
    fn neighbours_do_not_overlap() {
        assert!(findings(&RULE, &design(r#""10.0.0.0/15", "10.2.0.0/15""#)).is_empty());
    }

    #[test]
    fn prefixes_of_ipv6_are_compared_too() {
        let expected = "/virtualNetworks/0/summarizedGatewayPrefixes/1: fd00:1::/32 lies inside fd00::/16, which is in the list already";
        assert_eq!(findings(&RULE, &design(r#""fd00::/16", "fd00:1::/32", "10.0.0.0/8""#)), [expected]);
        assert!(findings(&RULE, &design(r#""fd00:2::/32", "fd00:3::/32""#)).is_empty());
    }
}
