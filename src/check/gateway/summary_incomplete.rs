//! `gateway-summary-incomplete`: a network is left out of its own summary.
//!
//! # What it checks
//! Every prefix of a network with `summarizedGatewayPrefixes` and a gateway lies inside one of them.
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
use crate::address::Ipv4;
use crate::diagnostic::Severity;

pub(in crate::check) const RULE: Rule = Rule::design("gateway-summary-incomplete", Severity::Warning, run);

fn run(rule: &Rule, design: &Survey<'_>, found: &mut Findings) {
    for vnet in design.vnet_ids() {
        let network = &design[vnet];
        if network.summary::<Ipv4>().next().is_none() || network.existing || design.gateways_in(vnet).next().is_none() {
            continue;
        }
        let kept = maximal(network.summary::<Ipv4>().map(|(index, prefix)| (prefix, index as u32)).collect());
        for (position, prefix) in network.placed::<Ipv4>() {
            if holder(&kept, prefix.first()).is_some_and(|(outer, _)| outer.covers(prefix)) {
                continue;
            }
            let message = format!("no summarized prefix of `{}` covers its prefix {prefix}: gateways tell nobody of it", network.name);
            let end = network.at.field("summarizedGatewayPrefixes/-");
            let finding = rule.report(network.at.field(&format!("addressSpace/{position}")), message);
            found.push(
                finding.related(network.at.field("summarizedGatewayPrefixes")).hint("add it to the list").adding(end, prefix.to_string()),
            );
        }
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
}
