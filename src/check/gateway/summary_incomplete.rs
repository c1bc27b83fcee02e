//! `gateway-summary-incomplete`: a network is left out of its own summary.
//!
//! # What it checks
//! Every prefix of a network with `summarizedGatewayPrefixes` and a gateway lies inside one of them; prefixes of a family that the list does not have at
//! all are not looked at, because what becomes of these is not documented.
//!
//! # Why it matters
//! The list replaces the prefixes of the network itself. What it does not cover is not told to other ends: they have no way there, and replies do not come back.
//!
//! # Fix
//! Add the prefix to the list. The fix does.
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

pub(in crate::check) const RULE: Rule = Rule::design("gateway-summary-incomplete", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        let network = &design[vnet];
        if !network.existing && design.gateways_in(vnet).next().is_some() {
            report::<Ipv4>(rule, network, found);
            report::<Ipv6>(rule, network, found);
        }
    }
}

/// Reports the prefixes of one family that no summarized one covers, where there is one of the family.
fn report<A: Address>(rule: &Rule, network: &VirtualNetwork, found: &mut Findings) {
    let kept = maximal(network.summary::<A>().map(|(index, prefix)| (prefix, index as u32)).collect());
    for (index, prefix) in network.placed::<A>().filter(|_| !kept.is_empty()) {
        if holder(&kept, prefix.first()).is_some_and(|(outer, _)| outer.covers(prefix)) {
            continue;
        }
        let message = format!("no summarized prefix of `{}` covers its prefix {prefix}: gateways tell nobody of it", network.name);
        let end = network.at.field("summarizedGatewayPrefixes/-");
        let finding = rule.report(network.at.field(&format!("addressSpace/{index}")), message);
        found.push(
            finding.related(network.at.field("summarizedGatewayPrefixes")).hint("add it to the list").adding(end, prefix.to_string()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, fixable};

    fn design(summary: &str) -> String {
        format!(
            r#"{{ "virtualNetworks": [{{ "name": "v", "addressSpace": ["10.0.0.0/16", "172.16.0.0/24"], "summarizedGatewayPrefixes": [{summary}],
                "subnets": [{{ "name": "GatewaySubnet", "addressPrefix": "10.0.0.0/26" }}] }}],
                "virtualNetworkGateways": [{{ "name": "g", "type": "Vpn", "virtualNetwork": "v" }}] }}"#
        )
    }

    #[test]
    fn a_prefix_outside_the_summary_is_reported() {
        let document = design(r#""10.0.0.0/8""#);
        let expected =
            "/virtualNetworks/0/addressSpace/1: no summarized prefix of `v` covers its prefix 172.16.0.0/24: gateways tell nobody of it";
        assert_eq!(findings(&RULE, &document), [expected]);
        assert!(fixable(&RULE, &document));
    }

    #[test]
    fn a_summary_of_everything_is_silent() {
        assert!(findings(&RULE, &design(r#""10.0.0.0/8", "172.16.0.0/12""#)).is_empty());
    }

    #[test]
    fn the_list_itself_may_be_as_long_as_the_prefixes() {
        assert!(findings(&RULE, &design(r#""10.0.0.0/16", "172.16.0.0/24""#)).is_empty());
    }

    #[test]
    fn prefixes_of_ipv6_are_held_against_those_of_the_list() {
        let dual = |summary: &str| findings(&RULE, &design(summary).replace(r#""172.16.0.0/24""#, r#""fd00:1::/48""#));
        assert!(dual(r#""10.0.0.0/8", "fd00:2::/32""#)[0].starts_with("/virtualNetworks/0/addressSpace/1: "));
        assert!(dual(r#""10.0.0.0/8", "fd00:1::/32""#).is_empty());
        assert!(dual(r#""10.0.0.0/8""#).is_empty(), "nothing of the family is in the list");
    }
}
